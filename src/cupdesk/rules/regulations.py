"""What a season's regulations say, as values: each number and choice is a setting with a default.

Regulations are data: `resources/presets/*.toml` and the `regulations` of a season file say them, `docs/regulations.md` explains them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from cupdesk.rules.model import Text


class Ranks(StrEnum):
    """What a championship ranks."""

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


class PoleRule(StrEnum):
    """Who earns the pole point: first on the starting grid, or fastest in qualifying."""

    GRID = "grid"
    QUALIFYING = "qualifying"


class TieStep(StrEnum):
    """One step of the ordered list that separates equal points."""

    COUNTBACK = "countback"
    LAST_RACE = "last_race"
    FIRST_TO_REACH = "first_to_reach"
    BEST_QUALIFYING = "best_qualifying"


class Rounding(StrEnum):
    """How the classification threshold in laps is rounded."""

    DOWN = "down"
    UP = "up"
    NEAREST = "nearest"


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
class SessionScale:
    """Another scale for one race of a championship (by reference `LEC/R1`, or session code `R2` for every round)."""

    session: str
    points: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """Which results count: all, or the best `best`."""

    best: int | None = None


@dataclass(frozen=True, slots=True)
class TeamRule:
    """How cars score for their team: the best `cars` of a race (`None`: all), re-ranked among themselves or not.

    `guests_score`: whether a guest's car scores for its team (GR Cup: yes).
    """

    cars: int | None = 2
    rerank: bool = False
    guests_score: bool = False


@dataclass(frozen=True, slots=True)
class Championship:
    """One table: what is ranked, who is eligible, what earns how much, what counts, how ties are broken.

    `category` and `award` limit who is eligible (empty: the whole cup). `scale` is points by place, first first.
    `sessions` limits it to these references or session codes (empty: every race).
    """

    code: str
    name: Text
    scale: tuple[Fraction, ...]
    ranks: Ranks = Ranks.DRIVER
    category: str = ""
    award: str = ""
    place: PlaceBasis = PlaceBasis.ELIGIBLE
    scales: tuple[SessionScale, ...] = ()
    pole: Fraction = Fraction(0)
    fastest_lap: Fraction = Fraction(0)
    fastest_lap_top: int | None = None
    counting: Counting = Counting()
    team: TeamRule = TeamRule()
    ties: tuple[TieStep, ...] = (TieStep.COUNTBACK,)
    countback_overall: bool = False
    dense_places: bool = False
    sessions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """When a car is classified: percent of the winner's laps (0: always), rounding, and whether it must take the flag."""

    percent: int = 75
    rounding: Rounding = Rounding.DOWN
    flag: bool = False


@dataclass(frozen=True, slots=True)
class Regulations:
    """A season's rule book.

    `name` and `source` say which real regulations it follows and how sure that is.
    `pole_kept_if_disqualified`: the pole point stays when the car is later disqualified in the race.
    `without_time`: order of cars without a qualifying time at the back, `number` or `entered`.
    """

    name: str
    championships: tuple[Championship, ...]
    categories: tuple[Category, ...] = ()
    awards: tuple[Award, ...] = ()
    source: str = ""
    threshold: Threshold = Threshold()
    drive_through_ms: int = 20_000
    stop_and_go_ms: int = 30_000
    pole: PoleRule = PoleRule.GRID
    pole_kept_if_disqualified: bool = True
    fastest_lap_classified: bool = True
    without_time: str = "number"
    protest_minutes: int = 30

    def championship(self, code: str) -> Championship:
        """The championship of this code; `KeyError` if there is none."""
        for championship in self.championships:
            if championship.code == code:
                return championship
        raise KeyError(code)
