"""The season in figures up to a race: who has won, taken pole, set the fastest lap, stood on the podium, led, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, ClassifiedCar

PODIUM = 3


@dataclass(frozen=True, slots=True)
class Count:
    """The races (references, in order) in which a driver did something."""

    driver: str
    races: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeasonFigures:
    """Counts of each kind, most first; `held` are the races with a result, `due` all up to the one asked about."""

    due: tuple[str, ...]
    held: tuple[str, ...]
    wins: tuple[Count, ...]
    poles: tuple[Count, ...]
    fastest: tuple[Count, ...]
    podiums: tuple[Count, ...]

    def in_a_row(self, count: Count) -> int:
        """How many of the last races due, without a gap, a driver's count covers."""
        return _ending(self.due, count.races)

    def ended(self, count: Count) -> int:
        """How many races in a row a count covered right up to the one before the last, which it misses; 0: it is there."""
        return 0 if self.due[-1] in count.races else _ending(self.due[:-1], count.races)


def _ending(due: tuple[str, ...], races: tuple[str, ...]) -> int:
    streak = 0
    for ref in reversed(due):
        if ref not in races:
            break
        streak += 1
    return streak


@dataclass(frozen=True, slots=True)
class LeadChange:
    """The lead of a championship as a race left it otherwise than before: who had it (keys), who has it now.

    `held` is after how many earlier races each name has led alone, the most first.
    """

    race: str
    since: str
    before: tuple[str, ...]
    now: tuple[str, ...]
    held: tuple[tuple[str, int], ...]


def season_figures(book: Book, ref: str) -> SeasonFigures:
    """Wins and podiums among the cars of the cup, poles and fastest laps as credited, up to a race."""
    due, held = _due(book, ref)
    results = {race: book.classification(race) for race in held}
    return SeasonFigures(
        due,
        held,
        _counted({race: _placed(result, 1) for race, result in results.items()}),
        _counted({race: _in_car(result, result.pole) for race, result in results.items()}),
        _counted({race: _in_car(result, _fastest(result)) for race, result in results.items()}),
        _counted({race: _placed(result, PODIUM) for race, result in results.items()}),
    )


def wins_in_category(book: Book, ref: str, category: str) -> tuple[Count, ...]:
    """Who has been first of a category among the cars of the cup, up to a race."""
    _, held = _due(book, ref)
    return _counted({race: _of_first(first_in_category(book.classification(race), category)) for race in held})


def wins_of_award(book: Book, ref: str, award: str) -> tuple[Count, ...]:
    """Who has been first of those with an award, up to a race."""
    _, held = _due(book, ref)
    return _counted({race: _of_first(first_of_award(book.classification(race), award)) for race in held})


def first_in_category(result: Classification, category: str, place: int = 1) -> ClassifiedCar | None:
    """The car of a place in a category, among those of the cup."""
    return next((r for r in result.rows if r.category == category and r.cup_in_category == place), None)


def first_of_award(result: Classification, award: str, place: int = 1) -> ClassifiedCar | None:
    """The car of a place among those of the cup with an award."""
    own = [row for row in result.rows if row.cup_position and award in row.award_codes]
    return own[place - 1] if len(own) >= place else None


def poles_until(book: Book, ref: str) -> tuple[Count, ...]:
    """Who is credited with the poles known so far: of all races up to those whose grid this session sets."""
    last = max((i for i, race in enumerate(book.races()) if (book.grid_source(race) or ("",))[0] == ref), default=-1)
    found: dict[str, tuple[str, ...]] = {}
    for race in book.races()[: last + 1]:
        entry = book.entries(book.round_of(race).code).get(book.pole(race))
        found[race] = entry.drivers if entry else ()
    return _counted(found)


def lead_change(book: Book, championship: str, ref: str) -> LeadChange | None:
    """How a race changed the lead of a championship, if it did; nobody leads on no points."""
    races = book.standings(championship, ref).sessions
    if len(races) < 2 or races[-1] != ref:
        return None
    led = [_leaders(book, championship, race) for race in races]
    before, now = led[-2:]
    if not before or not now or set(before) == set(now):
        return None
    alone = [names[0] for names in led[:-1] if len(names) == 1]
    held = tuple((key, alone.count(key)) for key in sorted(dict.fromkeys(alone), key=lambda key: -alone.count(key)))
    return LeadChange(ref, races[-2], before, now, held)


def _leaders(book: Book, championship: str, after: str) -> tuple[str, ...]:
    rows = book.standings(championship, after).rows
    return tuple(row.key for row in rows if row.position == 1 and row.points and not row.unranked)


def _due(book: Book, ref: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    races = book.races()
    due = races[: races.index(ref) + 1]
    return due, tuple(race for race in due if book.has_result(race))


def _placed(result: Classification, last: int) -> tuple[str, ...]:
    return tuple(d for row in result.rows if row.cup_position and row.cup_position <= last for d in row.drivers)


def _in_car(result: Classification, number: str) -> tuple[str, ...]:
    return _of_first(result.row(number))


def _of_first(row: ClassifiedCar | None) -> tuple[str, ...]:
    return row.drivers if row else ()


def _fastest(result: Classification) -> str:
    return result.fastest_of_cup.number if result.fastest_of_cup else ""


def _counted(found: dict[str, tuple[str, ...]]) -> tuple[Count, ...]:
    """Each driver with his races, the most first, then who did it first."""
    by_driver: dict[str, list[str]] = {}
    for race, drivers in found.items():
        for driver in drivers:
            by_driver.setdefault(driver, []).append(race)
    return tuple(Count(d, tuple(r)) for d, r in sorted(by_driver.items(), key=lambda each: -len(each[1])))


def count_of(counts: Iterable[Count], driver: str) -> Count:
    """The count of one driver; of no race if he has none."""
    return next((count for count in counts if count.driver == driver), Count(driver, ()))
