"""What regulations say of single races and names: other scales, factors, bonuses by name, cars and names taken out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cupdesk.rules.session import Text


@dataclass(frozen=True, slots=True)
class SessionScale:
    """Another scale for one race of a championship (by reference `LEC/R1`, or session code `R2` for every round)."""

    session: str
    points: tuple[Fraction, ...]


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
    are cars that cannot score; not `others_move_up`: they keep their places, and the points of those are lost. `shares`: what drivers of a shared car get, where it is not what `shared_car` says.
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


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A driver or team (code) excluded from a championship since a session: the row stays, last and without a place.

    `points_kept`: its points stay in print. `others_move_up`: its cars are passed over, the next take their points.
    """

    name: str
    reason: Text
    after: str = ""
    points_kept: bool = False
    others_move_up: bool = False


@dataclass(frozen=True, slots=True)
class FewStarters:
    """What a race pays in which fewer than `below` eligible cars started."""

    below: int
    factor: Fraction
