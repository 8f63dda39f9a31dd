"""The season in figures up to a race: who has won, taken pole, set the fastest lap, stood on the podium, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.session import DecisionState, SessionState

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification

PODIUM = 3
_OPEN = (DecisionState.INVESTIGATION, DecisionState.APPEALED)


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
        streak = 0
        for ref in reversed(self.due):
            if ref not in count.races:
                break
            streak += 1
        return streak


def season_figures(book: Book, ref: str) -> SeasonFigures:
    """Wins and podiums among the cars of the cup, poles and fastest laps as credited, up to a race."""
    races = book.races()
    due = races[: races.index(ref) + 1]
    held = tuple(race for race in due if book.has_result(race))
    results = {race: book.classification(race) for race in held}
    return SeasonFigures(
        due,
        held,
        _counted({race: _placed(result, 1) for race, result in results.items()}),
        _counted({race: _in_car(result, result.pole) for race, result in results.items()}),
        _counted({race: _in_car(result, _fastest(result)) for race, result in results.items()}),
        _counted({race: _placed(result, PODIUM) for race, result in results.items()}),
    )


def settled(book: Book, *races: str) -> bool:
    """Whether these results are final and no decision on them is open or under appeal."""
    return all(
        book.session(ref).state is SessionState.FINAL and not any(d.state in _OPEN for d in book.decisions(ref))
        for ref in races
    )


def _placed(result: Classification, last: int) -> tuple[str, ...]:
    return tuple(d for row in result.rows if row.cup_position and row.cup_position <= last for d in row.drivers)


def _in_car(result: Classification, number: str) -> tuple[str, ...]:
    row = result.row(number)
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
