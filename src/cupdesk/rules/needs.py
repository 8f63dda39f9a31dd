"""What a contender needs in the next race: the worst place that makes him champion whatever the others do (see `title.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.gains import Stood, splits
from cupdesk.rules.offers import best_at, best_of, worst_at
from cupdesk.rules.race_left import adds_up, has_room, printed_places_earn, ways
from cupdesk.rules.regulations import TieStep
from cupdesk.rules.results import Needs, Result
from cupdesk.rules.title import Outlook, scenes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

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

    `rival_at` says in which place one of them finishes it. Of head to head among several nothing is known.
    """
    championship, race = outlook.championship, outlook.left[0]
    least = championship.minimum_starts
    if least and not outlook.reaches(key, [worst_at(championship, race, key, place)]):
        return False
    duels = TieStep.HEAD_TO_HEAD in championship.ties
    later = outlook.certain(key, 1)
    totals: dict[Result, Fraction] = {}
    verdict: bool | None = True
    level = 0
    for rival in outlook.tallies if duels else contenders:
        if rival == key:
            continue
        at = rival_at[1] if rival_at is not None and rival_at[0] == rival else None
        taken = (place,) if rival_at is None else (place, rival_at[1])
        wins, draws = outlook.wins(rival, 1)[0], False
        for mine, theirs in _meetings(championship, race, (key, place), rival, at if at is not None else taken):
            if mine not in totals:
                totals[mine] = outlook.total(key, [mine, *later])
            most = outlook.disqualified_best(rival, [theirs, *wins], 0 if at is None else 1)
            points = outlook.total(rival, most)
            draws = draws or points >= totals[mine]
            if rival not in contenders or points < totals[mine] or (least and not outlook.reaches(rival, most)):
                continue
            free = None if at is not None else taken
            held = points == totals[mine] and _ahead(outlook, (key, [mine, *later]), (rival, most), free)
            if held is False and not (outlook.is_bound(rival) or _is_bound(championship, race)):
                return False
            verdict = verdict and (held or None)
        level += draws
    return None if duels and level > 1 else verdict


def _ahead(
    outlook: Outlook, own: tuple[str, list[Result]], other: tuple[str, list[Result]], taken: tuple[int, ...] | None
) -> bool | None:
    """Whether the first of two with equal points is ahead of the other, wherever that gives up points it need not count."""
    (key, low), (rival, most) = own, other
    mine, theirs = _printed(outlook.championship, low[0], most[0])
    placed = outlook.placed_best(rival, [theirs, *most[1:]], taken)
    if not outlook.is_ahead(key, [mine, *low[1:]], rival, placed, shared=False):
        return False
    return None if outlook.may_place_better(rival, [theirs, *most[1:]], taken) else True


def _is_bound(championship: Championship, race: RaceLeft) -> bool:
    """Whether a rival may take less than is said here: beside a name with several cars of which some may have gained most, or
    in the car of a driver who adds up cars."""
    many = championship.ranks.has_cars and race.gains_known
    return many or adds_up(championship)


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
    if not race.gains_known or rival in race.barred or championship.ranks.has_cars or adds_up(championship):
        yield low, best_of(championship, race, rival, taken) if at is None else best_at(championship, race, rival, at)
        return
    on_grid = race.grid or {}
    mine, his = (max(on_grid.get(each, ()), default=0) for each in (key, rival))
    stood = Stood(mine, his, tuple({grid for cars in on_grid.values() for grid in cars} - {mine, his}))
    for theirs in range(1, len(race.rules.scale) + 3) if at is None else (at,):
        if theirs in taken or (race.starters is not None and theirs > race.starters):
            continue
        most = best_at(championship, race, rival, theirs, gained=False)
        for first, second in splits(championship, stood, place, theirs):
            gained = race.rules.most_gained
            yield low._replace(points=low.points + first * gained), most._replace(points=most.points + second * gained)
