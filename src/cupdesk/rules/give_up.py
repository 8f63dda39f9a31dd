"""Points a name can do without: the ways to have as many and better places, where a place pays more than one ahead of it.

A name that can only draw level takes the most points there are, but not in every race: what is dropped anyway may be a win that
pays less. Of several results of equal points it may choose which to give up, and so which places break the tie. The ways are
found race by race; two that bring the same points and places in races of the same kind are one, so that their number grows with the
kinds of races left and not with the races. Of more than `MOST_WAYS` those with the best places are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.field import is_named
from cupdesk.rules.offers import best_at, best_placed, disqualified
from cupdesk.rules.race_rules import scale_for
from cupdesk.rules.regulations import TieStep

if TYPE_CHECKING:
    from cupdesk.rules.race_left import RaceLeft
    from cupdesk.rules.results import Result
    from cupdesk.rules.title import Outlook

MOST_WAYS = 100


def ways_to_place(
    outlook: Outlook, key: str, results: list[Result], taken: tuple[int, ...] | None = ()
) -> tuple[list[list[Result]], bool]:
    """The results of the races left that bring a name as many points as these, the most it can take, with the places worth
    having, and whether these are all.

    `taken` are the places others have in the first race (`None`: the name's own place there is given).
    """
    whole = True
    total = outlook.total(key, results)
    found: list[list[Result]] = [[]]
    for i, race in enumerate(outlook.left):
        choices: list[Result] = [results[i]]
        if i or taken is not None:
            for other in _others(outlook, race, key, results[i], taken if i == 0 and taken else ()):
                if outlook.total(key, [*results[:i], other, *results[i + 1 :]]) == total:
                    choices.append(other)
        if len(choices) == 1:
            found = [[*way, choices[0]] for way in found]
            continue
        states: dict[tuple[object, ...], list[Result]] = {}
        for way in found:
            for result in choices:
                more = [*way, result]
                if outlook.total(key, [*more, *results[i + 1 :]]) == total:
                    states.setdefault(_state(outlook, more), more)
        found = list(states.values())
        if len(found) > MOST_WAYS:
            found.sort(key=lambda way: sorted(place for result in way for place in result.places))
            found, whole = found[:MOST_WAYS], False
    return found, whole


def _others(outlook: Outlook, race: RaceLeft, key: str, result: Result, taken: tuple[int, ...]) -> list[Result]:
    """What a name may rather have of a race than this: the best place, the best that pays, to be disqualified."""
    championship = outlook.championship
    if outlook.plan is None or result.place is None:
        return []
    found = [best_placed(championship, race, key, taken)]
    if championship.countback_paying:
        paid = (i for i, points in enumerate(race.rules.scale, 1) if points and i not in taken)
        found += [best_at(championship, race, key, place) for place in [*paid][:1]]
    if outlook.plan.keep_disqualified:
        found.append(disqualified(championship, race, key))
    return [other for other in found if (other.places, other.qualified) != (result.places, result.qualified)]


def _state(outlook: Outlook, way: list[Result]) -> tuple[object, ...]:
    """All that points and ties ask of these results."""
    each = sorted(
        (_kind(outlook, i, result), result[2:], i * outlook.championship.countback_counted)
        for i, result in enumerate(way)
    )
    reached: tuple[int, ...] = ()
    if TieStep.FIRST_TO_REACH in outlook.championship.ties:
        reached = min((min(result.places, default=0) or 10_000, i) for i, result in enumerate(way))
    return (*each, reached)


def _kind(outlook: Outlook, i: int, result: Result) -> tuple[object, ...]:
    """What of a race left sets it apart from others: the first, the last, how it counts, which ties ask for it."""
    plan, championship, ref = outlook.plan, outlook.championship, result.session
    counted = () if plan is None else (*(ref in share.races for share in plan.shares), ref in plan.always)
    named = not championship.countback_sessions or is_named(ref, championship.countback_sessions)
    round_ = ref.partition("/")[0] if championship.counting.by_round else ""
    paid = scale_for(championship, ref) if championship.countback_paying else ()
    return i == 0, i + 1 == len(outlook.left), counted, named, round_, paid
