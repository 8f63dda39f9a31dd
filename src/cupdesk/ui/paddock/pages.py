"""What the paddock screen shows, as values: pages of twenty of the latest classification and of the standings, and a digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cupdesk.rules.session import SessionKind, SessionState
from cupdesk.ui.controls.cells import Cell, Run, Runs, moved, run
from cupdesk.ui.controls.chips import chips
from cupdesk.ui.controls.names import team_short
from cupdesk.ui.controls.states import certain, progress
from cupdesk.ui.deciding.decision_columns import result_time
from cupdesk.ui.standing.standings_rows import race_before, table_rows
from cupdesk.words.figures import MINUS, clock, long_date, points
from cupdesk.words.names import car_name, driver_name, offence_in_sentence, sanctions_short, session_and_round

if TYPE_CHECKING:
    from collections.abc import Container

    from cupdesk.rules.book import Book
    from cupdesk.rules.results import ClassifiedCar
    from cupdesk.words import Words

ROWS = 20
CLASSIFICATION = "classification"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: place, moved, number, name, chips, place in category, team, and the two last: time, or points and gap."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: title and what it is of, how sure it is (shape, colour, words), its document, rows, notes at the foot.

    `kind` is `classification`, or the code of a championship; `at` of `pages` of its kind.
    """

    kind: str
    title: str
    about: str
    shape: str
    token: str
    status: str
    document: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str
    fact: str
    at: int
    pages: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The top of a championship: its name, and of each row place, number, name, points, gap, and whether champion."""

    name: str
    rows: tuple[tuple[str, str, str, str, str, bool], ...]


def latest(book: Book) -> str:
    """The last session of the season with a result; "" before the first."""
    return next((ref for ref in reversed(book.sessions()) if book.has_result(ref)), "")


def pages_of(book: Book, words: Words, shown: Container[str], since: int | None = None) -> tuple[Page, ...]:
    """The pages in the order they are turned; `since` is a document of the session that would say something else now."""
    ref = latest(book)
    if not ref:
        return ()
    pages: list[Page] = []
    if CLASSIFICATION in shown:
        pages += _classification(book, ref, words, since)
    for rules in book.season.regulations.championships:
        if rules.code in shown:
            pages += _standings(book, rules.code, race_before(book, ref), words)
    return tuple(pages)


_SHAPES = {SessionState.UNOFFICIAL: "quarter", SessionState.PROVISIONAL: "half", SessionState.FINAL: "full"}


def _heads(keys: tuple[str, ...], words: Words) -> tuple[str, ...]:
    short = {"in_category": words("session.column.in_category"), "": ""}
    return tuple(short[key] if key in short else words(f"documents.column.{key}") for key in keys)


def _cut(rows: list[Row]) -> list[tuple[Row, ...]]:
    return [tuple(rows[i : i + ROWS]) for i in range(0, len(rows), ROWS)]


# -- the classification
def _classification(book: Book, ref: str, words: Words, since: int | None) -> list[Page]:
    session, result = book.session(ref), book.classification(ref)
    race = session.kind is SessionKind.RACE
    parts = [book.round_of(ref).name[words.language]]
    parts += [long_date(session.date, words.language)] if session.date else []
    laps = session.laps or session.planned_laps
    parts += [words("window.laps", n=laps)] if laps and race else []
    status = words(f"paddock.status.{session.state.value}")
    if session.revision:
        status = words("paddock.revised", status=status, n=session.revision)
    fastest = result.fastest
    fact = ""
    if race and fastest is not None:
        car = ", ".join(car_name(book, ref, number, words) for number in fastest.numbers)
        fact = words("paddock.fastest", car=car, time=clock(fastest.ms))
    keys = ("position", "", "number", "driver", "category", "in_category", "team", "time" if race else "best")
    heads = _heads(keys, words)
    cut = _cut([_car(book, car, words, race=race) for car in result.rows])
    firsts = [result.rows[i * ROWS : (i + 1) * ROWS] for i in range(len(cut))]
    return [
        Page(
            CLASSIFICATION,
            session.name[words.language],
            " · ".join(parts),
            _SHAPES[session.state],
            session.state.value,
            status,
            _document(book, ref, words, since),
            heads,
            rows,
            _notes(book, ref, {car.number for car in cars}, words),
            fact,
            i + 1,
            len(cut),
        )
        for i, (rows, cars) in enumerate(zip(cut, firsts, strict=True))
    ]


def _document(book: Book, ref: str, words: Words, since: int | None) -> str:
    """The document and its protest period; what is still missing, or has changed since."""
    session, state = book.session(ref), progress(book, ref, words)
    if since is not None:
        return words("paddock.changed", n=since)
    if session.document is None or session.posted is None:
        if state.partial:
            return words("paddock.partial", n=state.placed, all=state.cars)
        return words("documents.plate.unofficial") if session.state is SessionState.UNOFFICIAL else ""
    said = words("paddock.document", n=session.document, at=f"{session.posted:%H:%M}")
    if session.state is SessionState.PROVISIONAL:
        until = session.posted + timedelta(minutes=book.season.regulations.protest_minutes)
        said = words("paddock.protests", document=said, until=f"{until:%H:%M}")
    return said


def _car(book: Book, car: ClassifiedCar, words: Words, *, race: bool) -> Row:
    runs: list[Run] = []
    for i, code in enumerate(car.drivers):
        driver = book.driver(code)
        runs += [Run(" / ", "text2")] if i else []
        if not driver.given:
            runs.append(Run(driver_name(book, code, words), "text2"))
            continue
        runs.append(Run(driver.surname.upper(), strong=True))
        runs += [Run(f" {driver.given}", "text2")] if len(car.drivers) == 1 else []
    if race and car.changed:
        runs.append(Run(" *", "sanction", strong=True))
    place = str(car.position) if car.position is not None else words(f"rules.code.{car.outcome.value}")
    time: Cell = result_time(car, words) if race else clock(car.best_ms) if car.best_ms else ""
    return Row(
        (
            run(place, "text" if car.position else "text2", strong=True),
            moved(car.moved) if race and car.moved else "",
            car.number,
            Runs(tuple(runs)),
            chips(book.season.regulations, words, car.category, car.award_codes, guest=car.guest),
            run(str(car.in_category or ""), "text2"),
            run(team_short(book, car.team) if car.team else "", "text2"),
            time if car.position is not None or not race else "",
        )
    )


def _notes(book: Book, ref: str, shown: set[str], words: Words) -> str:
    """The decisions behind the stars of a page."""
    return " · ".join(
        words(
            "paddock.note",
            cars=", ".join(number for number in decision.cars if number in shown),
            sanction=sanctions_short(book, ref, decision, words),
            offence=offence_in_sentence(book, decision.offence, words),
            n=decision.number,
        )
        for decision in book.decisions(ref)
        if decision.in_force and decision.sanctions and shown & set(decision.cars)
    )


# -- the standings
def _standings(book: Book, code: str, after: str, words: Words) -> list[Page]:
    if not after or not book.latest():
        return []
    rules, table = book.season.regulations.championship(code), book.standings(code, after)
    rows = []
    for each in table_rows(book, code, after, words):
        who, row = each.face.who, each.row
        name = [Run(who.surname.upper(), strong=True), Run(f" {who.given}", "text2")] if who.surname else []
        name = name or [Run(who.short, strong=True)]
        name += [Run(" ★", "title", strong=True)] if each.mark == "champion" else []
        rows.append(
            Row(
                (
                    run(str(row.position), strong=True),
                    moved(row.moved) if row.moved else "",
                    who.number,
                    Runs(tuple(name)),
                    each.face.chips,
                    "",
                    run(each.face.team, "text2"),
                    run(points(row.points, words.language), strong=True),
                    run(f"{MINUS}{points(row.behind, words.language)}", "text2") if row.behind else "",
                )
            )
        )
    keys = ("position", "", "number", rules.ranks.value, "category", "", "team", "points", "behind")
    heads = _heads(keys, words)
    states = [book.session(ref).state for ref in table.sessions]
    lowest = next((state for state in SessionState if state in states), SessionState.UNOFFICIAL)
    about = words(
        "paddock.after", session=session_and_round(book, after, words), n=len(table.sessions), all=len(book.races())
    )
    cut = _cut(rows)
    return [
        Page(
            code,
            rules.name[words.language],
            about,
            _SHAPES[lowest],
            lowest.value,
            words(f"paddock.rests_on.{lowest.value}"),
            "",
            heads,
            part,
            subject(book, words),
            "",
            i + 1,
            len(cut),
        )
        for i, part in enumerate(cut)
    ]


def subject(book: Book, words: Words) -> str:
    """What the ★ of a champion still rests on; "" if every champion is certain."""
    after = certain(book, race_before(book, latest(book))) if latest(book) else ""
    titles = [book.title(rules.code, after) for rules in book.season.regulations.championships] if after else []
    if not any(title.decided and title.provisional for title in titles):
        return ""
    return words("paddock.subject", session=session_and_round(book, after, words))


def digests(book: Book, words: Words, room: int, shown: Container[str]) -> tuple[Digest, ...]:
    """The tops of the championships shown, so many rows in all, the first with what is left over."""
    ref = latest(book)
    after = race_before(book, ref) if ref else ""
    codes = [rules.code for rules in book.season.regulations.championships if rules.code in shown]
    if not after or not codes:
        return ()
    each = max(room // (len(codes) + 1), 2)
    found = []
    for i, code in enumerate(codes):
        wanted = max(room - each * (len(codes) - 1), each) if i == 0 else each
        rows = table_rows(book, code, after, words)[:wanted]
        found.append(
            Digest(
                book.season.regulations.championship(code).name[words.language],
                tuple(
                    (
                        str(r.row.position),
                        r.face.who.number,
                        r.face.who.surname.upper() or r.face.who.short,
                        points(r.row.points, words.language),
                        f"{MINUS}{points(r.row.behind, words.language)}" if r.row.behind else "",
                        r.mark == "champion",
                    )
                    for r in rows
                ),
            )
        )
    return tuple(found)
