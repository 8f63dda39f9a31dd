"""What regulations say of single races and names: other scales, factors, bonuses by name, cars and names taken out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cupdesk.rules.session import Text


@dataclass(frozen=True, slots=True)
class SessionScale:
    """What some races pay otherwise than the championship does (reference, session code or round code); `None`: as it does."""

    session: str
    points: tuple[Fraction, ...] | None = None
    pole: Fraction | None = None
    qualifying: tuple[Fraction, ...] | None = None
    fastest_lap: Fraction | None = None
    led: Fraction | None = None
    most_led: Fraction | None = None
    most_gained: Fraction | None = None
    starting: Fraction | None = None
    finishing: Fraction | None = None
    laps_down: tuple[Fraction, ...] | None = None


@dataclass(frozen=True, slots=True)
class ExtraPoints:
    """Points a name (driver, team …) has in one race beside what it pays, and for what; they count, and drop, with it."""

    name: str
    points: Fraction
    reason: Text


@dataclass(frozen=True, slots=True)
class DriverShare:
    """The part of a shared car's points one of its drivers gets by decision (0: none)."""

    number: str
    driver: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class RaceException:
    """What is different for one championship in some races: reference, session code or round code.

    `factor` stands in place of the race's own; `counts` false: the race does not belong to the championship. `pole` and
    `fastest_lap`, `most_led` and `most_gained` are the cars credited (none: nobody), `fastest_lap_by` the drivers, where a
    car was shared. `not_eligible`
    are cars that cannot score; not `others_move_up`: they keep their places, and the points of those are lost. `shares`: what drivers of a shared car get, where it is not what `shared_car` says. `extra`: points for something else.
    """

    session: str
    factor: Fraction | None = None
    counts: bool = True
    pole: tuple[str, ...] | None = None
    fastest_lap: tuple[str, ...] | None = None
    fastest_lap_by: tuple[str, ...] = ()
    most_led: tuple[str, ...] | None = None
    most_gained: tuple[str, ...] | None = None
    shares: tuple[DriverShare, ...] = ()
    not_eligible: tuple[str, ...] = ()
    others_move_up: bool = True
    extra: tuple[ExtraPoints, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A driver or team (code) excluded from a championship since a session: the row stays, last and without a place.

    `points_kept`: its points stay in print. `others_move_up`: its cars are passed over, the next take their points.
    `place_kept`: it has only left the championship: it keeps place and points, and starts no more.
    """

    name: str
    reason: Text
    after: str = ""
    points_kept: bool = False
    others_move_up: bool = False
    place_kept: bool = False


@dataclass(frozen=True, slots=True)
class FewStarters:
    """What a race pays in which fewer than `below` eligible cars started: a part of it, at most 1."""

    below: int
    factor: Fraction
