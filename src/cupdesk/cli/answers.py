"""The answers of the command line as plain values: what `--json` prints and the tables show. `docs/cli.md` documents them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cupdesk.rules.regulations import Ranks
from cupdesk.rules.results import Outcome
from cupdesk.rules.session import SessionKind
from cupdesk.words import names
from cupdesk.words.figures import exact, gap, laps_gap
from cupdesk.words.reasons import place_reason, standing_reason
from cupdesk.words.statements import statements
from cupdesk.words.titles import eliminated_sentence, needs_sentence, title_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import ClassifiedCar, Standings, Title
    from cupdesk.words import Words


def classification(
    book: Book, ref: str, words: Words, *, category: str = "", on_the_road: bool = False
) -> dict[str, Any]:
    """A session's classification, whole or of one category."""
    found = book.classification(ref, on_the_road=on_the_road)
    championships = () if on_the_road else book.season.regulations.championships
    points = {c.code: _points_by_number(book, c, ref) for c in championships}
    main = main_championship(book, category)
    rows = []
    for row in found.rows:
        if category and row.category != category:
            continue
        earned = {code: by_number[row.number] for code, by_number in points.items() if row.number in by_number}
        rows.append(
            {
                "position": row.position,
                "number": row.number,
                "drivers": [driver_name(book, code, words) for code in row.drivers],
                "team": book.team(row.team).name if row.team else None,
                "category": row.category,
                "position_in_category": row.in_category,
                "awards": list(row.award_codes),
                "position_in_awards": dict(row.awards),
                "guest": row.guest,
                "status": row.outcome.value,
                "laps": row.laps,
                "time_ms": row.time_ms,
                "gap": _gap(row, words),
                "gap_ms": row.gap_ms,
                "gap_laps": row.gap_laps,
                "best_ms": row.best_ms,
                "best_lap": row.best_lap,
                "sanction_ms": row.sanction_ms,
                "points": earned.get(main.code),
                "points_by_championship": earned,
                "position_on_the_road": row.road,
                "moved": row.moved,
                "decisions": list(row.decisions),
                "reason": place_reason(book, found, row, words),
            }
        )
    session = book.season.session(ref)
    return {
        "session": ref,
        "round": book.season.round_of(ref).name[words.language],
        "name": session.name[words.language],
        "kind": session.kind.value,
        "status": session.state.value,
        "cancelled": session.cancelled,
        "on_the_road": on_the_road,
        "laps": found.laps,
        "rows": rows,
        "missing": [] if session.cancelled else list(found.missing),
        **_disclaimer(book, words),
    }


def main_championship(book: Book, category: str = "") -> Championship:
    """The championship whose points stand beside a place: that of the category, else the first for drivers of the whole cup."""
    championships = book.season.regulations.championships
    drivers = [c for c in championships if c.ranks is Ranks.DRIVER and not c.award]
    of_category = [c for c in drivers if category and c.category == category]
    return next(iter([*of_category, *(c for c in drivers if not c.category), *championships]))


def _points_by_number(book: Book, championship: Championship, ref: str) -> dict[str, str]:
    """What each car earned its driver (or its team) in one race, as exact text."""
    if book.season.session(ref).kind is not SessionKind.RACE:
        return {}
    table = book.standings(championship.code, ref)
    return {
        number: exact(result.points)
        for row in table.rows
        for result in row.results
        if result.session == ref
        for number in result.cars
    }


def _gap(row: ClassifiedCar, words: Words) -> str:
    """The gap as printed: to the leader, in laps, or the code of how the car ended; "" for the first."""
    if row.outcome is not Outcome.CLASSIFIED:
        return words(f"rules.code.{row.outcome.value}")
    if row.gap_laps:
        return f"+{laps_gap(row.gap_laps, words.language)}"
    return gap(row.gap_ms) if row.gap_ms else ""


def standings(book: Book, championships: Iterable[Championship], after: str | None, words: Words) -> dict[str, Any]:
    """Tables of championships as they stood after a session."""
    tables = [(c, book.standings(c.code, after)) for c in championships]
    return {
        "championships": [
            {
                "code": c.code,
                "name": c.name[words.language],
                "after": after if after is not None else book.latest(),
                "sessions": list(table.sessions),
                "rows": [_standings_row(book, c, table, i, words) for i in range(len(table.rows))],
            }
            for c, table in tables
        ],
        **_disclaimer(book, words),
    }


def _standings_row(
    book: Book, championship: Championship, table: Standings, index: int, words: Words
) -> dict[str, Any]:
    row = table.rows[index]
    return {
        "position": None if row.unranked else row.position,
        "shared": row.shared,
        "unranked": row.unranked or None,
        "moved": row.moved,
        "name": names.full_name(book, championship, row.key, words),
        "number": row.number,
        "points": exact(row.points),
        "behind": exact(row.behind),
        "adjustment": exact(row.adjustment),
        "results": [
            {
                "session": result.session,
                "place": result.place,
                "shown": result.shown,
                "points": exact(result.points),
                "pole": result.pole,
                "fastest_lap": result.fastest,
                "led": result.led,
                "most_led": result.most_led,
                "most_gained": result.gained,
                "dropped": result.dropped,
            }
            for result in row.results
        ],
        "reason": standing_reason(book, table, row, words),
    }


def title(book: Book, championships: Iterable[Championship], after: str | None, words: Words) -> dict[str, Any]:
    """Who has won, who still can and who cannot, after a session."""
    chosen = tuple(championships)
    codes = ("", *(c.code for c in chosen))
    ref = after if after is not None else book.latest()
    return {
        "championships": [_title(book, c, book.title(c.code, after), words) for c in chosen],
        "statements": [
            {"championship": said.championship or None, "kind": said.kind, "sentence": said.text}
            for said in (statements(book, ref, words) if ref else ())
            if said.championship in codes
        ],
        **_disclaimer(book, words),
    }


def _title(book: Book, championship: Championship, found: Title, words: Words) -> dict[str, Any]:
    def name(key: str) -> str:
        return names.full_name(book, championship, key, words)

    return {
        "code": championship.code,
        "name": championship.name[words.language],
        "after": found.after,
        "decided": found.decided,
        "provisional": found.provisional,
        "champion": name(found.champions[0]) if found.champions else None,
        "champions": [name(key) for key in found.champions],
        "since": found.since or None,
        "leader": name(found.leader) if found.leader else None,
        "runner_up": name(found.runner_up) if found.runner_up else None,
        "margin": exact(found.margin),
        "races_left": found.races_left,
        "on_offer": exact(found.on_offer),
        "contenders": [name(key) for key in found.contenders],
        "not_proven": [name(key) for key in found.unproven],
        "eliminated": [
            {
                "name": name(out.key),
                "since": out.since,
                "behind": exact(out.behind),
                "on_offer": exact(out.on_offer),
                "reason": eliminated_sentence(book, found, out, words),
            }
            for out in found.eliminated
        ],
        "needs": [
            {
                "name": name(each.key),
                "race": each.race,
                "place": each.place,
                "exact": each.exact,
                "reason": needs_sentence(book, found, each, words),
            }
            for each in book.needs(championship.code, found.after)
        ],
        "wins": found.wins,
        "races": found.races,
        "title_number": found.nth,
        "titles_in_a_row": found.in_a_row,
        "sentence": title_sentence(book, found, words),
    }


def driver_name(book: Book, code: str, words: Words) -> str:
    """A driver's given name and surname; a placeholder in the language."""
    driver = book.driver(code)
    return driver.name if driver.given else names.driver_name(book, code, words)


def problems(book: Book, words: Words) -> list[dict[str, Any]]:
    """What a person must settle, each with its sentence."""
    found = []
    for problem in book.problems():
        cars = [names.car_name(book, problem.session, number, words) for number in problem.cars]
        values = {
            "n": len(cars),
            "car": cars[0] if cars else "",
            "cars": ", ".join(cars),
            "decision": problem.decision,
        }
        found.append(
            {
                "session": problem.session,
                "kind": problem.kind.value,
                "cars": list(problem.cars),
                "decision": problem.decision,
                "reason": words(f"session.problem.{problem.kind.value}", **values),
            }
        )
    return found


def _disclaimer(book: Book, words: Words) -> dict[str, str]:
    """What must be said wherever the season is shown, if anything."""
    disclaimer = book.season.disclaimer
    return {"disclaimer": disclaimer[words.language]} if disclaimer else {}
