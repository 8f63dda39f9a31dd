"""What a rule book lets a cup choose in points, bonuses and who is classified, as the words it is said with."""

from __future__ import annotations

from enum import StrEnum


class FastestOf(StrEnum):
    """Whose fastest lap a championship rewards: that of the race if the car is eligible, or the best of its own eligible cars."""

    RACE = "race"
    ELIGIBLE = "eligible"


class Beyond(StrEnum):
    """Who has the fastest-lap points when the fastest is placed beyond `fastest_lap_top`: nobody, or the next inside it."""

    NOBODY = "nobody"
    NEXT = "next"


class Named(StrEnum):
    """Who is printed as holder of a fastest lap that others equal: the first to set it, or all."""

    FIRST = "first"
    ALL = "all"


class EqualLaps(StrEnum):
    """Who has the fastest-lap points when cars equal it: the first to set it, the best placed, each, shares, or nobody."""

    FIRST = "first"
    BEST = "best"
    EACH = "each"
    SPLIT = "split"
    NONE = "none"


class EqualMost(StrEnum):
    """Who has the points when cars led as many laps or gained as many places: the best placed, each, shares, or nobody."""

    BEST = "best"
    EACH = "each"
    SPLIT = "split"
    NONE = "none"


class Bonuses(StrEnum):
    """Which of a team's cars bring it bonuses: those that score, or all of them."""

    SCORING = "scoring"
    ALL = "all"


class Qualifiers(StrEnum):
    """Which of a team's cars bring it points for places in qualifying: as its other bonuses, or its best in that qualifying."""

    BONUSES = "bonuses"
    BEST = "best"


class WinnerOf(StrEnum):
    """Whose distance the classification threshold is of: the winner of the race, or that of the car's category."""

    RACE = "race"
    CATEGORY = "category"


class Rounding(StrEnum):
    """How the classification threshold in laps is rounded."""

    DOWN = "down"
    UP = "up"
    NEAREST = "nearest"


class PoleOf(StrEnum):
    """Whose pole a championship rewards: that of the race if it is eligible, or the best of its own eligible cars."""

    RACE = "race"
    ELIGIBLE = "eligible"


class PoleRule(StrEnum):
    """Who earns the pole point: first on the starting grid, or fastest in qualifying."""

    GRID = "grid"
    QUALIFYING = "qualifying"


class SharedCar(StrEnum):
    """What the drivers who took one car in turn get: the points each, equal shares, or nothing."""

    FULL = "full"
    SPLIT = "split"
    NONE = "none"


class TwoCars(StrEnum):
    """What a driver of two cars in one race keeps: the better result, or both added up."""

    BETTER = "better"
    SUM = "sum"


class DeadHeat(StrEnum):
    """What cars that share a place earn: the points of the places they take, shared equally, or those of the place each."""

    SHARE = "share"
    FULL = "full"
