"""What a contender needs in the next race: the worst place that makes him champion whatever the others do (see `title.py`)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from cupdesk.rules.gains import Stood, splits
from cupdesk.rules.give_up import ways_to_place
from cupdesk.rules.level import among
from cupdesk.rules.offers import best_at, best_of, choices_of, from_grid, line_up, not_starting, sure, worst_at
from cupdesk.rules.race_left import adds_up, has_room, printed_places_earn, ways
from cupdesk.rules.regulations import TieStep
from cupdesk.rules.results import Needs, Result
from cupdesk.rules.tally import ZERO
from cupdesk.rules.title import Outlook, scenes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cupdesk.rules.counting import Plan
    from cupdesk.rules.race_left import RaceLeft
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.standings import Ranked

FAR = 5_000
"""A printed place behind any number of cars of other cups."""


def needs(
    championship: Championship,
    ranked: tuple[Ranked, ...],
    adjustments: Mapping[str, Fraction],
    left: tuple[RaceLeft, ...],
    contenders: tuple[str, ...],
    starters: int,
    plan: Plan | None = None,
) -> tuple[Needs, ...]:
    """For each contender the worst place in the next race, alone in it, that makes him champion whatever the others do."""
    if not left or len(contenders) < 2:
        return ()
    race = left[0]
    playing = plays(championship, ranked, adjustments, left, plan)
    found = []
    for key in contenders:
        worst, exact = None, True
        for place in range(1, max(starters, 1) + 1):
            enough = _enough(playing, key, place, contenders)
            if not enough:
                exact = enough is not None
                break
            worst = place
        found.append(Needs(key, race.ref, worst, exact))
    return tuple(found)


def plays(
    championship: Championship,
    ranked: tuple[Ranked, ...],
    adjustments: Mapping[str, Fraction],
    left: tuple[RaceLeft, ...],
    plan: Plan | None,
) -> list[Outlook]:
    """The outlook from the next race on, for each way it and those after it can pay."""
    return [
        Outlook(championship, ranked, adjustments, (way, *later), plan)
        for way in ways(championship, left[0])
        for later in scenes(championship, left[1:])
    ]


def _enough(playing: list[Outlook], key: str, place: int, contenders: tuple[str, ...]) -> bool | None:
    """Whether finishing in this place makes a name champion whatever happens; `None`: not known to."""
    verdict: bool | None = True
    for outlook in playing:
        if has_room(outlook.championship, outlook.left[0], place):
            held = held_off(outlook, key, place, contenders)
            if held is False:
                return False
            verdict = verdict and held
    return verdict


def held_off(
    outlook: Outlook,
    key: str,
    place: int,
    contenders: tuple[str, ...],
    *,
    rival_at: tuple[str, int] | None = None,
) -> bool | None:
    """Whether nobody can still come level with a name that finishes the next race in `place`; `None`: not known.

    `rival_at` says in which place one of them finishes it. Head to head is asked of each rival, and of several that can draw level
    at once (`level.among`).
    """
    championship, race = outlook.championship, outlook.left[0]
    least = championship.minimum_starts
    if least and not outlook.reaches(key, [worst_at(championship, race, key, place)]):
        return False
    duels = TieStep.HEAD_TO_HEAD in championship.ties
    later = outlook.certain(key, 1)
    totals: dict[Result, Fraction] = {}
    verdict: bool | None = True
    level: dict[str, tuple[list[Result], list[Result]]] = {}
    over = False
    for rival in outlook.tallies if duels else contenders:
        if rival == key:
            continue
        at = rival_at[1] if rival_at is not None and rival_at[0] == rival else None
        taken = (place,) if rival_at is None else (place, rival_at[1])
        wins = outlook.wins(rival, 1)[0]
        for mine, theirs in _meetings(championship, race, (key, place), rival, at if at is not None else taken):
            if mine not in totals:
                totals[mine] = outlook.total(key, [mine, *later])
            most = outlook.disqualified_best(rival, [theirs, *wins], 0 if at is None else 1)
            points = outlook.total(rival, most)
            over = over or points > totals[mine]
            if points >= totals[mine]:
                level[rival] = [mine, *later], most
            if rival not in contenders or points < totals[mine] or (least and not outlook.reaches(rival, most)):
                continue
            free = None if at is not None else taken
            held = points == totals[mine] and _ahead(outlook, (key, [mine, *later]), (rival, most), free)
            if held is False and not (any(outlook.bound) or adds_up(championship)):
                return False
            verdict = verdict and (held or None)
    if not duels or len(level) < 2:
        return verdict
    return verdict and (None if over else among(outlook, key, place, rival_at, level))


def _ahead(
    outlook: Outlook, own: tuple[str, list[Result]], other: tuple[str, list[Result]], taken: tuple[int, ...] | None
) -> bool | None:
    """Whether the first of two with equal points is ahead of the other, wherever that gives up points it need not count."""
    (key, low), (rival, most) = own, other
    mine, theirs = _printed(outlook.championship, low[0], most[0])
    ways, whole = ways_to_place(outlook, rival, [theirs, *most[1:]], taken)
    if not all(outlook.is_ahead(key, [mine, *low[1:]], rival, way, shared=False) for way in ways):
        return False
    return True if whole else None


def _printed(championship: Championship, mine: Result, theirs: Result) -> tuple[Result, Result]:
    """The two with the printed places that are worst for the first, where those break ties and others earn."""
    if not championship.countback_overall or printed_places_earn(championship):
        return mine, theirs
    behind = theirs.place is None or (mine.place is not None and theirs.place > mine.place)
    return mine._replace(overall=FAR), theirs._replace(overall=FAR + 1 if behind else theirs.place)


def _meetings(
    championship: Championship, race: RaceLeft, own: tuple[str, int], rival: str, where: int | tuple[int, ...]
) -> Iterator[tuple[Result, Result]]:
    """The least a name takes by finishing in its place, with the most a rival takes then.

    The rival finishes in a place given, or in the best but for some taken.
    """
    key, place = own
    low = worst_at(championship, race, key, place)
    at, taken = (where, ()) if isinstance(where, int) else (None, where)
    if race.gains_known and championship.ranks.has_cars and not {key, rival} & (race.barred | race.away):
        yield from _several(championship, race, low, own, rival)
        return
    drives = not (rival in race.barred or adds_up(championship))
    apart = bool(race.rules.laps_down) and not {key, rival} & ({*race.crews} | race.barred | race.away)
    apart = apart and drives and not championship.ranks.has_cars
    by_place = apart or (drives and race.gains_known)
    if not by_place:
        yield low, best_of(championship, race, rival, taken) if at is None else best_at(championship, race, rival, at)
    if at is None and TieStep.HEAD_TO_HEAD in championship.ties and not (drives and race.gains_known):
        yield low, not_starting(championship, race, rival)  # who stays away loses no duel
    if not by_place:
        return
    on_grid = race.grid or {}
    mine, his = (max(on_grid.get(each, ()), default=0) for each in (key, rival))
    stood = Stood(mine, his, tuple({grid for cars in on_grid.values() for grid in cars} - {mine, his}))
    last = max(len(race.rules.scale), place if apart else 0) + 2
    for theirs in range(1, last + 1) if at is None else (at,):
        if theirs in taken or (race.starters is not None and theirs > race.starters):
            continue
        most = best_at(championship, race, rival, theirs, gained=not race.gains_known)
        gains = splits(championship, stood, place, theirs) if race.gains_known else ((ZERO, ZERO),)
        for (first, second), (less, more) in product(gains, race.rules.laps_apart(place, theirs, known=apart)):
            gained = race.rules.most_gained
            yield (
                low._replace(points=low.points + first * gained + less),
                most._replace(points=most.points + second * gained + more),
            )


def _several(
    championship: Championship, race: RaceLeft, low: Result, own: tuple[str, int], rival: str
) -> Iterator[tuple[Result, Result]]:
    """The same where a name has several cars and places gained count from a known grid: whichever of its cars finishes there."""
    key, place = own
    without = low.points - sure(race, key, placed=True) + race.rules.extra.get(key, ZERO)
    cars, pay = line_up(championship, race, rival, (place,))
    if cars < 1:
        yield low, not_starting(championship, race, rival)
        return
    for mine in choices_of(race, key):
        known = without + race.chosen(mine.placed)
        spare = (0,) if race.cars.get(key, 1) > len(race.grid_of(key)) else ()
        for stood in {mine.stood} if key in race.choices else {*mine.grid, *spare} or {0}:
            for theirs in choices_of(race, rival):
                found = from_grid(championship, race, rival, replace(pay, taken=()), cars, theirs, (place, stood))
                for share, most in found.items():
                    yield low._replace(points=known + share * race.rules.most_gained), most
