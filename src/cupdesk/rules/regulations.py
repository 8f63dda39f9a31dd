"""What a season's regulations say, as values: each number and choice is a setting with a default.

Regulations are data: `resources/presets/*.toml` and the `regulations` of a season file say them, `docs/regulations.md` explains them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from cupdesk.rules.choices import (
    Beyond,
    Bonuses,
    DeadHeat,
    EqualLaps,
    EqualMost,
    FastestOf,
    Named,
    PoleOf,
    PoleRule,
    Qualifiers,
    Rounding,
    SharedCar,
    TwoCars,
    WinnerOf,
)
from cupdesk.rules.distance import USUAL, ShortRace
from cupdesk.rules.exceptions import Exclusion, FewStarters, RaceException, SessionScale
from cupdesk.rules.session import PoleSide, Text

_UNSAID = Text("", "")


class Ranks(StrEnum):
    """What a championship ranks.

    `crew`: the drivers of a car as entered for the round; whoever changes partner is another crew. `car`: the car number,
    whoever drives it. `manufacturer`: the make of the car. `nation`: the nationality of the drivers, or of the team (`nation_of`).
    """

    DRIVER = "driver"
    CREW = "crew"
    CAR = "car"
    TEAM = "team"
    MANUFACTURER = "manufacturer"
    NATION = "nation"

    @property
    def has_cars(self) -> bool:
        """Whether cars are ranked, or what may have several in a race (and the `team` rule says how they score), not people in one."""
        return self in (Ranks.CAR, Ranks.TEAM, Ranks.MANUFACTURER, Ranks.NATION)


class NationOf(StrEnum):
    """Whose nationality a table of nations ranks: that of the drivers, or that of the team."""

    DRIVER = "driver"
    TEAM = "team"


class PlaceBasis(StrEnum):
    """Which place earns points.

    `overall`: the printed place, guests included (points of ineligible cars are lost: F1 1958, 1984).
    `cup`: the place among the cars of the cup, guests skipped (Supercup Rookies take the points of the overall order).
    `eligible`: the place among the cars eligible for this championship (PCC France, Carrera Cup Asia).
    """

    OVERALL = "overall"
    CUP = "cup"
    ELIGIBLE = "eligible"


class TieStep(StrEnum):
    """One step of the ordered list that separates equal points.

    `head_to_head`: who was ahead more often where both drove. `best_qualifying`: more first places in qualifying, then
    more seconds, and so on.
    """

    COUNTBACK = "countback"
    LAST_RACE = "last_race"
    FIRST_TO_REACH = "first_to_reach"
    HEAD_TO_HEAD = "head_to_head"
    BEST_QUALIFYING = "best_qualifying"


@dataclass(frozen=True, slots=True)
class ChipLook:
    """How a category or an award is marked: letters on the chip, and its colour pair (light theme, dark theme)."""

    letters: str = ""
    light: str = ""
    dark: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A category (exactly one per entry): its code as entered, its name and its chip."""

    code: str
    name: Text
    chip: ChipLook = ChipLook()


@dataclass(frozen=True, slots=True)
class Award:
    """An award (any number per entry): Rookie, Masters, Junior."""

    code: str
    name: Text
    chip: ChipLook = ChipLook()


@dataclass(frozen=True, slots=True)
class DropStep:
    """How many results are dropped in a season of up to so many races (`None`: of any length)."""

    drop: int
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the season of which the best so many count, or all but so many.

    `races` are references, session codes or round codes.
    """

    races: tuple[str, ...]
    best: int | None = None
    drop: int | None = None


@dataclass(frozen=True, slots=True)
class Counting:
    """Which results count: all, the best `best`, all of the season's but `drop`, or by `segments`.

    `drop_by_length` gives the number dropped by the length of the season, the first step that fits. `always`: results that
    may not be dropped (the finale), `keep_disqualified`: nor those of a disqualified car. `by_round`: rounds are dropped,
    not races. `at_end`: tables drop nothing before the last race.
    """

    best: int | None = None
    drop: int | None = None
    drop_by_length: tuple[DropStep, ...] = ()
    segments: tuple[Segment, ...] = ()
    always: tuple[str, ...] = ()
    keep_disqualified: bool = False
    by_round: bool = False
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class TeamRule:
    """How cars score for their team, manufacturer or nation: the best `cars` of a race (`None`: all), re-ranked or not.

    `guests_score`: whether a guest's car scores for its team (GR Cup: yes). `bonuses`: of the scoring cars or of all. `qualifiers`:
    likewise, or of the best `cars` in the qualifying itself.
    """

    cars: int | None = 2
    rerank: bool = False
    guests_score: bool = False
    bonuses: Bonuses = Bonuses.SCORING
    qualifiers: Qualifiers = Qualifiers.BONUSES

    @property
    def qualifies_apart(self) -> bool:
        """Whether the best `cars` in qualifying bring points for their places in it, whichever score in the race."""
        return self.qualifiers is Qualifiers.BEST


@dataclass(frozen=True, slots=True)
class Championship:
    """One table: what is ranked, who is eligible, what earns how much, what counts, how ties are broken.

    `category` and `award` limit who is eligible (empty: the whole cup). `scale` is points by place, first first.
    `sessions` limits it to these references, session codes or round codes (empty: every race). `races` are exceptions,
    `excluded` names taken out. `led` is for every car that led a lap, `most_led` for that with the most laps led,
    `most_gained` for that with the most places gained from grid to finish; `led_classified`: only classified cars. `starting` and `finishing` are points for every starter and every classified car, `laps_down` for classified
    cars by how many laps they are behind the winner of those eligible, the last for all further ones.
    `qualifying`: points by place in the qualifying that sets a race's grid. `factor_on_bonuses`: a race's factor counts for bonuses too. `fastest_lap_full_points`: none in a race that pays less.
    `countback_…`: only places that pay, only counted results, only these races. `zero_by_number`: no tie is broken between
    names without points. `minimum_starts`: who cannot reach them has no place; `starts_by_round`: a round counts
    once, in whatever race of it one started. `final_only`: only final results count.
    """

    code: str
    name: Text
    scale: tuple[Fraction, ...]
    ranks: Ranks = Ranks.DRIVER
    nation_of: NationOf = NationOf.DRIVER
    category: str = ""
    award: str = ""
    place: PlaceBasis = PlaceBasis.ELIGIBLE
    scales: tuple[SessionScale, ...] = ()
    pole: Fraction = Fraction(0)
    qualifying: tuple[Fraction, ...] = ()
    fastest_lap: Fraction = Fraction(0)
    pole_of: PoleOf = PoleOf.ELIGIBLE
    fastest_lap_of: FastestOf = FastestOf.ELIGIBLE
    fastest_lap_top: int | None = None
    fastest_lap_beyond: Beyond = Beyond.NOBODY
    fastest_lap_equal: EqualLaps = EqualLaps.FIRST
    fastest_lap_full_points: bool = False
    led: Fraction = Fraction(0)
    most_led: Fraction = Fraction(0)
    most_led_equal: EqualMost = EqualMost.EACH
    led_classified: bool = False
    most_gained: Fraction = Fraction(0)
    most_gained_equal: EqualMost = EqualMost.EACH
    starting: Fraction = Fraction(0)
    finishing: Fraction = Fraction(0)
    laps_down: tuple[Fraction, ...] = ()
    factor_on_bonuses: bool = False
    few_starters: tuple[FewStarters, ...] = ()
    shared_car: SharedCar = SharedCar.FULL
    two_cars: TwoCars = TwoCars.BETTER
    dead_heat: DeadHeat = DeadHeat.SHARE
    counting: Counting = Counting()
    team: TeamRule = TeamRule()
    ties: tuple[TieStep, ...] = (TieStep.COUNTBACK,)
    countback_overall: bool = False
    countback_paying: bool = False
    countback_counted: bool = False
    countback_sessions: tuple[str, ...] = ()
    zero_by_number: bool = False
    dense_places: bool = False
    minimum_starts: int = 0
    starts_by_round: bool = False
    final_only: bool = False
    sessions: tuple[str, ...] = ()
    races: tuple[RaceException, ...] = ()
    excluded: tuple[Exclusion, ...] = ()


class Numbering(StrEnum):
    """In which series published documents are numbered: one for the season, or one for each meeting."""

    SEASON = "season"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Threshold:
    """When a car is classified: percent of the laps (0: always) of the winner of the race or of its category, rounding,
    and whether it must take the flag."""

    percent: int = 75
    rounding: Rounding = Rounding.DOWN
    flag: bool = False
    of: WinnerOf = WinnerOf.RACE


@dataclass(frozen=True, slots=True)
class Regulations:
    """A season's rule book.

    `name` and `source` say which real regulations it follows and how sure that is.
    `pole_kept_if_disqualified`: the pole point stays when the car is later disqualified in the race.
    `time_kept_if_disqualified`: a disqualified car is printed with its time.
    `without_time`: order of cars without a qualifying time at the back, `number` or `entered`.
    `numbering`: in which series documents are numbered. `second_entry`: the order is entered twice before it is final.
    `pole_side`: where the first car of a grid stands, unless its round says otherwise.
    """

    name: Text
    championships: tuple[Championship, ...]
    categories: tuple[Category, ...] = ()
    awards: tuple[Award, ...] = ()
    source: Text = _UNSAID
    threshold: Threshold = Threshold()
    drive_through_ms: int = 20_000
    stop_and_go_ms: int = 30_000
    pole: PoleRule = PoleRule.GRID
    pole_kept_if_disqualified: bool = True
    fastest_lap_classified: bool = True
    fastest_lap_named: Named = Named.FIRST
    time_kept_if_disqualified: bool = True
    without_time: str = "number"
    protest_minutes: int = 30
    numbering: Numbering = Numbering.SEASON
    second_entry: bool = False
    short_race: ShortRace = USUAL
    pole_side: PoleSide = PoleSide.LEFT

    def championship(self, code: str) -> Championship:
        """The championship of this code; `KeyError` if there is none."""
        for championship in self.championships:
            if championship.code == code:
                return championship
        raise KeyError(code)
