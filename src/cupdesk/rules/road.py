"""How the cars of one name finish best where points for places gained are paid from a known grid: a walk along the road.

Places gained are counted in printed places, points are paid by the place that earns. The walk goes from one place that earns to
the next and says who has it: cars of the name, the one car of another name it is played against (`own`), a further car, perhaps
one that has gained as many. Where cars of other cups may stand in between (`apart`), the printed place can be any further back.
For each number of places that is the most anybody gains, the walk keeps for each count of cars so far only the best: that of the
fewest printed places and that of the most points. So it grows with the length of the scale, not with the ways to finish. Where
cars of other cups can stand ahead of all, one place gained says it all: in front of everybody they take one place from each.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from cupdesk.rules.choices import EqualMost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.line_up import Pay

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Road:
    """`cars` of a name at most, those on the grid at `grid`; `gained` the points for the most places gained.

    `own` is the place of the other name's car and where it stood (0: not on the grid), `others` the grid of all further cars.
    """

    pay: Pay
    cars: int
    grid: tuple[int, ...]
    gained: Fraction
    equal: EqualMost
    apart: bool
    own: tuple[int, int] | None = None
    others: tuple[int, ...] = ()


class Finish(NamedTuple):
    """The most a name takes: points by place and for places gained, its places, and how often it has the latter."""

    points: Fraction
    places: tuple[int, ...]
    often: Fraction


class _At(NamedTuple):
    """Who is ahead so far: how many of the name's cars, how many of them gained most, the other's car (0: still to come,
    1: ahead, 2: gained most), further cars that gained most, and who was the first to (`n`: the name, `o`: the other)."""

    cars: int = 0
    most: int = 0
    own: int = 0
    others: int = 0
    first: str = ""


class _So(NamedTuple):
    """The next printed place, the points by place so far, and the places (negative, to compare)."""

    printed: int
    points: Fraction
    places: tuple[int, ...]


@lru_cache(maxsize=4096)
def finishes(road: Road) -> dict[Fraction, Finish]:
    """The best finish of the name's cars, for each share of the points for places gained that the other's car then has."""
    found: dict[Fraction, Finish] = {}
    stood = (*road.grid, *road.others, *(road.own or ())[1:])
    for most in (0, 1) if road.apart else range(max(stood, default=1) or 1):
        for at, so in _walk(road, most):
            shared = _shares(road.equal, at) if most else (ZERO, ZERO)
            if shared is None:
                continue
            mine, other = shared
            finish = Finish(so.points + road.gained * mine, tuple(-place for place in so.places), mine)
            if other not in found or _better(finish, found[other]):
                found[other] = finish
    return found


def _better(one: Finish, other: Finish) -> bool:
    """More points, or the better places."""
    return (one.points, tuple(-p for p in one.places)) > (other.points, tuple(-p for p in other.places))


def _shares(equal: EqualMost, at: _At) -> tuple[Fraction, Fraction] | None:
    """How often the name and the other's car have the points; `None` if nobody gained so many."""
    own, level = int(at.own == 2), at.most + int(at.own == 2) + at.others
    if not level:
        return None
    if equal is EqualMost.EACH:
        return Fraction(at.most), Fraction(own)
    if equal is EqualMost.SPLIT:
        return Fraction(at.most, level), Fraction(own, level)
    if equal is EqualMost.BEST:
        return Fraction(at.first == "n"), Fraction(at.first == "o")
    return (Fraction(at.most), Fraction(own)) if level == 1 else (ZERO, ZERO)


def _walk(road: Road, most: int) -> Iterator[tuple[_At, _So]]:
    """Every way to finish worth looking at where the most anybody gains is so many places."""
    start = {_At(own=0 if road.own else 1): [_So(1, ZERO, ())]}
    ahead: list[dict[_At, list[_So]]] = [start]
    last = max(road.pay.last, road.own[0] if road.own else 0)
    for place in range(1, last + 1):
        here = ahead.pop(0) if ahead else {}
        for at, ways in here.items():
            for so in ways:
                if at.own:
                    yield at, so
                for cars, then, at_then in _steps(road, most, place, at, so):
                    while len(ahead) < cars:
                        ahead.append({})
                    _keep(ahead[cars - 1].setdefault(at_then, []), then)
    for each in ahead[:1]:
        for at, ways in each.items():
            yield from ((at, so) for so in ways if at.own)


def _keep(ways: list[_So], new: _So) -> None:
    """Add a way unless another has come no further along the road with as many points; drop those it beats so."""
    if any(so.printed <= new.printed and so[1:] >= new[1:] for so in ways):
        return
    ways[:] = [so for so in ways if not (new.printed <= so.printed and new[1:] >= so[1:])]
    ways.append(new)


def _steps(road: Road, most: int, place: int, at: _At, so: _So) -> Iterator[tuple[int, _So, _At]]:
    """Who can have the next place that earns: how many places that takes, and what is so after it."""
    loose = road.apart and not most  # far enough behind other cups nobody has gained anything
    if road.own is not None and road.own[0] == place:
        stood = 0 if loose else road.own[1]
        wanted = (max(so.printed, stood - most), max(so.printed, stood - most + 1))
        for printed in dict.fromkeys(wanted) if road.apart else (so.printed,):
            gained = most > 0 and stood - printed == most
            if stood - printed <= most:
                then = at._replace(own=2 if gained else 1, first=at.first or ("o" if gained else ""))
                yield 1, _So(printed + 1, so.points, so.places), then
        return
    yield 1, _So(so.printed + 1, so.points, so.places), at
    for stood in road.others if most else ():
        if stood - most >= so.printed and (road.apart or stood - most == so.printed):
            then = at._replace(others=at.others + 1, first=at.first or "x")
            yield 1, _So(stood - most + 1, so.points, so.places), _capped(road.equal, then)
    for cars in range(1, road.cars - at.cars + 1):
        behind = place + cars - 1
        if not road.pay.free(place, cars) or (road.own is not None and place < road.own[0] <= behind):
            break
        points = so.points + road.pay.brings(at.cars, cars, place)
        places = (*so.places, *repeat(-place, cars))
        for printed, level in _standing(road, most, at.cars + cars, so.printed, loose=loose):
            then = at._replace(cars=at.cars + cars, most=at.most + level, first=at.first or ("n" if level else ""))
            yield cars, _So(printed + cars, points, places), _capped(road.equal, then)


def _capped(equal: EqualMost, at: _At) -> _At:
    """The same without counts that do not matter: two are as good as more, unless all share."""
    if equal is EqualMost.SPLIT:
        return at
    return at._replace(most=at.most if equal is EqualMost.EACH else min(at.most, 2), others=min(at.others, 2))


def _standing(road: Road, most: int, cars: int, now: int, *, loose: bool) -> Iterator[tuple[int, int]]:
    """Where the next of so many cars of the name can stand in print, and whether one gained most there.

    None of them may have gained more: as many must have started no further back than that from where the last one stands.
    """
    spare = max(road.cars - len(road.grid), 0)
    if loose:
        yield now, 0
        return
    levels = {stood - most for stood in road.grid} if most else set()
    for printed in sorted({now, *(p for p in range(now + 1, max(road.grid, default=0) + 2) if road.apart)}):
        free = spare + sum(1 for stood in road.grid if stood - most <= printed)
        if printed in levels and cars <= free:
            yield printed, 1
        if cars <= free - (printed in levels):
            yield printed, 0
            if printed >= max(levels, default=0):
                break
