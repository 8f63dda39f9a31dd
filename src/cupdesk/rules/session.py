"""The facts of one session: what the timekeeper gives, what the stewards decide. Nothing in here is computed.

Times are whole milliseconds, points exact fractions, car numbers text (`3`, `03` and `021` are different cars).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in French and in English."""

    fr: str
    en: str

    def __getitem__(self, language: str) -> str:
        """The words in `language` (`fr` or `en`)."""
        return self.fr if language == "fr" else self.en


class SessionKind(StrEnum):
    """What cars do in a session."""

    PRACTICE = "practice"
    QUALIFYING = "qualifying"
    RACE = "race"


class Status(StrEnum):
    """How a car ended a session, as the timekeeper saw it: a fact."""

    RUNNING = "running"
    RETIRED = "retired"
    DID_NOT_START = "dns"
    WITHDRAWN = "wd"
    NOT_CLASSIFIED = "nc"
    DISQUALIFIED = "dsq"
    EXCLUDED = "ex"


class SessionState(StrEnum):
    """How far a session's result has been published."""

    UNOFFICIAL = "unofficial"
    PROVISIONAL = "provisional"
    FINAL = "final"


class DecisionState(StrEnum):
    """Where a stewards' decision stands; withdrawn and no-further-action stay on file."""

    INVESTIGATION = "investigation"
    ISSUED = "issued"
    APPEALED = "appealed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    NO_FURTHER_ACTION = "nfa"


class SanctionKind(StrEnum):
    """What a decision takes from a car."""

    TIME = "time"
    DRIVE_THROUGH = "drive_through"
    STOP_AND_GO = "stop_and_go"
    LAPS = "laps"
    PLACES = "places"
    PLACES_IN_CATEGORY = "places_in_category"
    BEHIND = "behind"
    BACK = "back"
    DISQUALIFICATION = "disqualification"
    GRID_PLACES = "grid_places"
    GRID_BACK = "grid_back"
    PIT_LANE_START = "pit_lane_start"
    DELETE_LAP = "delete_lap"
    REPRIMAND = "reprimand"
    WARNING = "warning"
    FINE = "fine"


class PoleSide(StrEnum):
    """On which side of the grid the first car stands, seen by its driver."""

    LEFT = "left"
    RIGHT = "right"


GRID_SANCTIONS = (SanctionKind.GRID_PLACES, SanctionKind.GRID_BACK, SanctionKind.PIT_LANE_START)
"""The sanctions that move a car on the grid, in the order they are carried out."""


TIMED_SANCTIONS = (SanctionKind.TIME, SanctionKind.DRIVE_THROUGH, SanctionKind.STOP_AND_GO)
"""The sanctions that add seconds; where times are unknown a person may give the resulting place."""


@dataclass(frozen=True, slots=True)
class Finish:
    """What the timekeeper gives for one car in one session; `None` is unknown, never zero.

    `gap_ms` is the gap to the leader as given, used when `total_ms` is unknown; `laps_down` likewise for `laps`.
    `led` counts the laps it led. `drivers` says who drove, if not the whole entry. Deleted laps count for qualifying.
    `parts_ms`: times of a stopped race's parts, to be added up.
    """

    number: str
    status: Status = Status.RUNNING
    laps: int | None = None
    laps_down: int | None = None
    total_ms: int | None = None
    gap_ms: int | None = None
    best_ms: int | None = None
    best_lap: int | None = None
    second_ms: int | None = None
    second_lap: int | None = None
    drivers: tuple[str, ...] = ()
    parts_ms: tuple[int, ...] = ()
    led: int | None = None


@dataclass(frozen=True, slots=True)
class Sanction:
    """One measure of a decision.

    `ms` for times (a drive-through may leave it to the circuit), `count` for laps, places and how many times are deleted,
    `behind` a car number, `place` the resulting place a person gave because times are unknown, `amount` of a fine.
    """

    kind: SanctionKind
    ms: int | None = None
    count: int | None = None
    behind: str | None = None
    place: int | None = None
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage on the path of a decision: the state it came to, when, and who entered it (initials or name)."""

    state: DecisionState
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A numbered document of the stewards; numbers are unique in a round.

    `applies_to` is the reference of the session it takes effect in, if not the session it is filed under. `path` are the
    stages it went through, the last one being its state.
    """

    number: int
    cars: tuple[str, ...]
    offence: str
    sanctions: tuple[Sanction, ...] = ()
    state: DecisionState = DecisionState.ISSUED
    time: datetime | None = None
    article: str = ""
    text: Text | None = None
    applies_to: str = ""
    path: tuple[Stage, ...] = ()

    def moved(self, state: DecisionState, at: datetime | None = None, by: str = "") -> Decision:
        """The decision moved along to a state; the stages before it stay on its path. Issued after an investigation it has a new time."""
        issued = state is DecisionState.ISSUED and self.state is DecisionState.INVESTIGATION
        time = (at or self.time) if issued else self.time
        return replace(self, state=state, time=time, path=(*self.stages, Stage(state, at, by)))

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages it went through; at least the one it is at, known since its own time if no path was kept."""
        return self.path or (Stage(self.state, self.time),)

    @property
    def in_force(self) -> bool:
        """Whether its sanctions count: not while investigated, withdrawn or without action; an appeal suspends nothing."""
        return self.state in (DecisionState.ISSUED, DecisionState.APPEALED, DecisionState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class GridSource:
    """The race whose grid this session sets: a qualifying by which lap, `best` or `second`, an earlier race by its result.

    `reverse`: the first so many stand the other way round. `in_category`: who is not classified in that race stands behind
    the last classified of his category, not at the back.
    """

    race: str
    lap: str = "best"
    reverse: int = 0
    in_category: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry says of a car: its place in the order (`None`: not in it), its status, laps if it retired.

    `shares` are the cars it shares its place with.
    """

    place: int | None = None
    status: Status = Status.RUNNING
    laps: int | None = None
    shares: tuple[str, ...] = ()


class Right(StrEnum):
    """Which of two entries is right about a car; where neither is, it was said anew."""

    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Answer:
    """How a difference between the two entries was answered: which is right about a car; `said` is right where neither is."""

    number: str
    right: Right
    said: Said = Said()


@dataclass(frozen=True, slots=True)
class SecondEntry:
    """The order entered a second time, without seeing the first: cars in order, rows of those with a status, by whom.

    `answers` are those given so far to the differences; `settled` is how many there were before both said the same.
    `dead_heats`: cars that share a place.
    """

    order: tuple[str, ...] = ()
    finishes: tuple[Finish, ...] = ()
    by: str = ""
    settled: int = 0
    dead_heats: tuple[tuple[str, ...], ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """One session: plan, facts at the flag, decisions, and how far its result is published.

    `order` is the finishing order, car numbers as they crossed the line. `finishes` has a row for each car about
    which more than its place is known. `grid` is a starting grid made by hand, for `grid_reason`; empty means it follows from the session that sets it.
    `pole` names the car credited with pole when no grid or qualifying is on file. `joint`: several cups share the race.
    `counted_laps`: classified as at the end of this lap. `dead_heats`: cars that share a place; equal times alone never do.
    `reopened` is why a final result was opened again, until it is final again. `second` is the blind second entry.
    """

    code: str
    kind: SessionKind
    name: Text
    date: date | None = None
    start: str = ""
    planned_laps: int | None = None
    planned_minutes: int | None = None
    laps: int | None = None
    counted_laps: int | None = None
    track: str = ""
    air_c: int | None = None
    track_c: int | None = None
    joint: bool = False
    points_factor: Fraction = Fraction(1)
    cancelled: bool = False
    order: tuple[str, ...] = ()
    dead_heats: tuple[tuple[str, ...], ...] = ()
    finishes: tuple[Finish, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sets_grids: tuple[GridSource, ...] = ()
    grid: tuple[str, ...] = ()
    grid_reason: str = ""
    pole: str = ""
    events: tuple[Text, ...] = ()
    state: SessionState = SessionState.UNOFFICIAL
    revision: int = 0
    document: int | None = None
    posted: datetime | None = None
    reopened: str = ""
    second: SecondEntry | None = None

    def finish(self, number: str) -> Finish:
        """The fact row of a car; a row that knows nothing if there is none."""
        return next((row for row in self.finishes if row.number == number), Finish(number))
