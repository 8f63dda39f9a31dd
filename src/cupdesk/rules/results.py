"""What is computed from the facts: classifications, points, standings, titles, each with the recorded steps that explain it.

What there is of every car in every race (`Step`, `ClassifiedCar`, `Result`), and each row of a table, is a named tuple, which is made in half the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cupdesk.rules.model import Entry
    from cupdesk.rules.session import Sanction


class Outcome(StrEnum):
    """How a car is printed in a classification."""

    CLASSIFIED = "classified"
    NOT_CLASSIFIED = "nc"
    RETIRED = "dnf"
    DID_NOT_START = "dns"
    WITHDRAWN = "wd"
    DISQUALIFIED = "dsq"
    EXCLUDED = "ex"


class StepKind(StrEnum):
    """What a step of a classification did to a car."""

    FLAG = "flag"
    TIME = "time"
    LAPS = "laps"
    PLACES = "places"
    BEHIND = "behind"
    DISQUALIFIED = "disqualified"
    NOT_CLASSIFIED = "not_classified"
    OTHERS = "others"


class Step(NamedTuple):
    """One recorded step towards a place.

    `before` and `after` are places (1 first; none for a car that has none). `decision` is the number of the decision that
    caused it, `amount` its milliseconds or laps, `sanction` that of places, `cars` the cars that went past because of it (or,
    for `OTHERS`, that fell behind).
    """

    kind: StepKind
    before: int | None = None
    after: int | None = None
    decision: int | None = None
    offence: str = ""
    amount: int = 0
    cars: tuple[str, ...] = ()
    sanction: Sanction | None = None


class ClassifiedCar(NamedTuple):
    """One row of a classification.

    `position` is the printed place, `cup_position` the place among the cars of the cup (guests out), `in_category` and
    `cup_in_category` likewise inside the category, `awards` places by award. `road` and `road_in_category` are the places
    at the flag. `time_ms` includes sanctions (`sanction_ms`). `gap_ms`/`gap_laps` to the leader, `interval_…` to the car
    ahead. `reached_flag` is false for a retired car that is classified all the same (†).
    """

    number: str
    entry: Entry
    drivers: tuple[str, ...]
    team: str | None
    category: str
    award_codes: tuple[str, ...]
    guest: bool
    outcome: Outcome
    position: int | None
    in_category: int | None
    cup_position: int | None
    cup_in_category: int | None
    awards: tuple[tuple[str, int], ...]
    road: int | None
    road_in_category: int | None
    laps: int | None
    time_ms: int | None
    sanction_ms: int
    gap_ms: int | None
    gap_laps: int
    interval_ms: int | None
    interval_laps: int
    best_ms: int | None
    best_lap: int | None
    led: int | None
    reached_flag: bool
    decisions: tuple[int, ...]
    steps: tuple[Step, ...]

    @property
    def moved(self) -> int:
        """Places won (positive) or lost by decisions since the flag; 0 if either place is missing."""
        return self.road - self.position if self.road and self.position else 0

    @property
    def changed(self) -> bool:
        """Whether a decision in force changed this car's own result (the `*` on the sheet)."""
        return any(step.decision is not None for step in self.steps)


class ProblemKind(StrEnum):
    """What can be wrong with a session's facts."""

    UNKNOWN_CAR = "unknown_car"
    NOT_IN_ROUND = "not_in_round"
    CAR_TWICE = "car_twice"
    CARS_MISSING = "cars_missing"
    SANCTION_NEEDS_TIME = "sanction_needs_time"
    GAP_OUT_OF_ORDER = "gap_out_of_order"
    DEAD_HEAT = "dead_heat"
    LED_TOO_MANY = "led_too_many"
    NEXT_LAP_UNKNOWN = "next_lap_unknown"
    DECISION_CAR = "decision_car"
    OPEN_DECISION = "open_decision"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must settle: where (session reference), what, which cars, which decision."""

    session: str
    kind: ProblemKind
    cars: tuple[str, ...] = ()
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class FastestLap:
    """Who set the fastest lap, when, of the race or of a category; `equal` are others who set it too, where all are named."""

    number: str
    ms: int
    lap: int | None
    category: str = ""
    equal: tuple[FastestLap, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The cars named, the first to set it first."""
        return (self.number, *(each.number for each in self.equal))


@dataclass(frozen=True, slots=True)
class Classification:
    """A session's result after decisions.

    `rows` in printed order: classified cars, then not classified, then disqualified. `fastest` is the fastest lap of all
    classified cars, `fastest_of_cup` the one that earns points, `fastest_by_category` one per category.
    `missing` are cars entered but neither placed nor given a status. `pole` is the car credited with pole.
    """

    session: str
    rows: tuple[ClassifiedCar, ...]
    laps: int | None
    starters: int
    classified: int
    pole: str
    fastest: FastestLap | None
    fastest_of_cup: FastestLap | None
    fastest_by_category: tuple[FastestLap, ...]
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        """Whether every entered car has a place or a status, and there is at least one."""
        return bool(self.rows) and not self.missing

    def row(self, number: str) -> ClassifiedCar | None:
        """The row of a car, if it has one."""
        return next((row for row in self.rows if row.number == number), None)


@dataclass(frozen=True, slots=True)
class GridPlace:
    """One place of a starting grid (or of a qualifying result): the lap that earned it, and what moved it.

    `pit_lane`: starts from there, behind all others.
    """

    position: int
    number: str
    time_ms: int | None
    lap: int | None
    qualified: int | None
    decisions: tuple[int, ...] = ()
    pit_lane: bool = False


class Result(NamedTuple):
    """What one name earned in one race of a championship.

    `place` is the place that earned (`None` if none did), `shown` the printed code if there is no place (DNF …),
    `points` everything with bonuses (`pole`, `fastest` lap, `led` a lap, `most_led`, `gained` the most places: which of them
    it was paid), `dropped` whether it does not count. `places` are all places that earned (a team's
    cars), `overall` the printed place, guests included, `qualified` the place in the qualifying that set the grid.
    """

    session: str
    place: int | None
    shown: str
    points: Fraction
    overall: int | None = None
    cars: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    qualified: int | None = None
    pole: bool = False
    fastest: bool = False
    led: bool = False
    most_led: bool = False
    gained: bool = False
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class TieBroken:
    """How a name stands ahead of the next with equal points.

    For countback: the first place number (`place`) at which the counts differ, and both counts. For head to head among
    more than two: how many there were (`place`), and both balances of duels won and lost.
    """

    rival: str
    step: str
    place: int = 0
    counts: tuple[int, int] = (0, 0)


class StandingsRow(NamedTuple):
    """One row of a table. `key` is the driver or team code, `moved` places won since the session before.

    `unranked` says why a row has no place of its own and stands last: `excluded`, or `starts` (too few).
    """

    key: str
    position: int
    shared: bool
    number: str
    points: Fraction
    behind: Fraction
    results: tuple[Result, ...]
    moved: int
    tie: TieBroken | None = None
    adjustment: Fraction = Fraction(0)
    unranked: str = ""


@dataclass(frozen=True, slots=True)
class Standings:
    """A championship's table as it stood after a session. `sessions` are the races it counts so far, in order."""

    championship: str
    after: str
    rows: tuple[StandingsRow, ...]
    sessions: tuple[str, ...]

    def row(self, key: str) -> StandingsRow | None:
        """The row of a driver or team, if it has one."""
        return next((row for row in self.rows if row.key == key), None)


@dataclass(frozen=True, slots=True)
class Eliminated:
    """A name that can no longer win: since which session, how far behind, how much it could still have taken then."""

    key: str
    since: str
    behind: Fraction
    on_offer: Fraction


@dataclass(frozen=True, slots=True)
class Needs:
    """The worst place in the next race that makes `key` champion whatever the others do; `None` if no place does.

    `exact` is false where a worse one may do as well and it is not known.
    """

    key: str
    race: str
    place: int | None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Title:
    """A championship's title situation after a session.

    `champions` has one key once decided (more if the title is shared), `since` the session that decided it and
    `margin` the lead over the runner-up now. `on_offer` is the most one name can still take, `races_left` likewise counted.
    `provisional` is true while a result it rests on is not final. `wins` and `races` count the champion's or leader's wins.
    `nth` and `in_a_row` count titles with the roll of honour (`None`: the roll does not say). `unproven` are contenders of
    whom it is only not ruled out that they can win.
    """

    championship: str
    after: str
    decided: bool
    champions: tuple[str, ...]
    since: str
    leader: str
    runner_up: str
    margin: Fraction
    races_left: int
    on_offer: Fraction
    contenders: tuple[str, ...]
    eliminated: tuple[Eliminated, ...]
    provisional: bool
    wins: int
    races: int
    nth: int | None
    in_a_row: int | None
    unproven: tuple[str, ...] = ()
