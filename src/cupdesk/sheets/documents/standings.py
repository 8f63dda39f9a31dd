"""The standings of a season as a document: every championship with its matrix of races, ties explained, titles said."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.session import SessionState
from cupdesk.sheets.audit import audit
from cupdesk.sheets.frame import EMPTY, Standing, framed, slug, standing_of
from cupdesk.sheets.letterhead import signing
from cupdesk.sheets.naming import nationality, printed_name, tags_of
from cupdesk.sheets.sheet import Block, Cell, Column, Kind, RaceCell, Row, Status, Table
from cupdesk.words import Words, figures, names
from cupdesk.words.reasons import tie_reason
from cupdesk.words.scale import paid
from cupdesk.words.titles import title_sentence

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Entry
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Result, Standings, StandingsRow
    from cupdesk.sheets.sheet import Sheet

SIGNING = ("clerk", "timekeeper")


def standings(
    book: Book,
    after: str | None,
    language: str,
    standing: Standing | None = None,
    championships: tuple[str, ...] | None = None,
) -> Sheet:
    """All championships (or those named) as they stood after a session (`None`: the latest), one table each."""
    words = Words(language)
    last = book.latest() if after is None else after
    chosen = [
        rules for rules in book.season.regulations.championships if championships is None or rules.code in championships
    ]
    round_, session = (book.round_of(last), book.session(last)) if last else (None, None)
    tables = tuple(_table(book, rules, last, words) for rules in chosen)
    raced = [ref for ref in book.races() if last and _until(book, ref, last) and book.has_result(ref)]
    final = bool(raced) and all(_settled(book, ref) for ref in raced)
    status = Status.FINAL if final else Status.PROVISIONAL
    standing = replace(standing, status=status, open_decisions=()) if standing else Standing(status)
    sheet = replace(
        EMPTY,
        kind="standings",
        slug=slug(book, last, "standings"),
        session=words("documents.standings"),
        title=words("documents.title.standings", n=len(raced), all=len(book.races())),
        plate="" if standing.revision else words(f"documents.plate.on_{status.value}"),
        line_left=after_line(book, last, words),
        line_right=scale_line(chosen[0], words) if chosen else "",
        tables=tables,
        legend=legend_of(tables, words),
        signatures=signing(book, SIGNING, words),
        landscape=True,
    )
    return framed(book, round_, session, standing, words, sheet)


def _settled(book: Book, ref: str) -> bool:
    return book.session(ref).state is SessionState.FINAL and not standing_of(book, ref).open_decisions


def _until(book: Book, ref: str, last: str) -> bool:
    order = book.sessions()
    return order.index(ref) <= order.index(last)


def after_line(book: Book, last: str, words: Words) -> str:
    """Which state a table shows: `after race 2, Paul Ricard, 8 October 2023`."""
    if not last:
        return words("documents.before_first")
    day = book.session(last).date
    parts = [
        words("documents.after_session", session=names.the_session(book, last, words)),
        book.round_of(last).name[words.language],
        figures.long_date(day, words.language) if day else "",
    ]
    return ", ".join(part for part in parts if part)


def scale_line(rules: Championship, words: Words) -> str:
    """The points by place and the bonuses of a championship."""
    return words("documents.scale_of", scale=" · ".join(paid(rules, words)), name=rules.name[words.language])


def _table(book: Book, rules: Championship, last: str, words: Words) -> Table:
    found = book.standings(rules.code, last or None)
    columns = _columns(book, rules, found, words)
    rows = tuple(_row(book, rules, found, row, columns, last, words) for row in found.rows)
    title = rules.name[words.language]
    if rules.counting.best:
        title = words("documents.best_of", name=title, n=rules.counting.best)
    headline = title_sentence(book, book.title(rules.code, last or None), words)
    notes = _notes(book, rules, found, words)
    return Table(columns, (Block(rows),), title, headline, notes, rules.code, audit=audit(book, rules, found))


def _columns(book: Book, rules: Championship, found: Standings, words: Words) -> tuple[Column, ...]:
    def head(key: str) -> str:
        return words(f"documents.column.{key}")

    lead = [Column("position", head("position"), Kind.PLACE), Column("moved", head("moved"), Kind.MOVE)]
    if rules.ranks.has_cars:
        lead.append(Column("team", head(rules.ranks.value), Kind.TEAM))
    else:
        lead += [
            Column("number", head("number"), Kind.NUMBER),
            Column("driver", head(rules.ranks.value), Kind.DRIVER),
            Column("nationality", head("nationality"), Kind.NATION),
            Column("team", head("team"), Kind.TEAM),
        ]
    lead += [Column("points", head("total"), Kind.TOTAL), Column("behind", head("behind"), Kind.BEHIND)]
    races = [
        Column(ref, _race_head(book, ref, words), Kind.RACE, book.round_of(ref).name[words.language])
        for ref in found.sessions
    ]
    return (*lead, *races)


def _race_head(book: Book, ref: str, words: Words) -> str:
    """`C1`, `R2`; the session's name where its code does not say a number."""
    code = book.session(ref).code
    if code.startswith("R") and code[1:].isdigit():
        return words("documents.race_head", n=code[1:])
    return book.session(ref).name[words.language]


def _row(
    book: Book,
    rules: Championship,
    found: Standings,
    row: StandingsRow,
    columns: tuple[Column, ...],
    last: str,
    words: Words,
) -> Row:
    results = {result.session: result for result in row.results}
    values: dict[str, Cell] = {
        "position": None if row.unranked else row.position,
        "moved": row.moved,
        "points": row.points,
        "behind": row.behind,
    }
    values |= {ref: race_cell(results.get(ref)) for ref in found.sessions}
    if rules.ranks.has_cars:
        values["team"] = names.full_name(book, rules, row.key, words)
    else:
        people = names.people(book, rules, row.key)
        entry = _entry(book, people, row.number, last)
        tags = tags_of(book, entry.awards, False, words) if entry else ()
        values |= {
            "number": row.number,
            "driver": printed_name(book, people, words, tags),
            "nationality": nationality(book, people),
            "team": book.team(entry.team).name if entry and entry.team else None,
        }
    return Row(tuple(values[column.key] for column in columns))


def _entry(book: Book, people: tuple[str, ...], number: str, last: str) -> Entry | None:
    """The driver's (or crew's) entry as it stood in the last round it was entered for, up to the one shown."""
    found = None
    for round_ in book.season.rounds:
        for entry in book.entries(round_.code).values():
            if set(people) <= set(entry.drivers) and (found is None or entry.number == number):
                found = entry
        if last and round_ is book.round_of(last) and found is not None:
            break
    return found


def race_cell(result: Result | None) -> RaceCell:
    """What a name earned in a race, as a cell."""
    if result is None:
        return RaceCell(points=Fraction(0), entered=False)
    return RaceCell(
        points=result.points,
        place=result.place,
        code=result.shown.upper() if result.place is None else "",
        pole=result.pole,
        fastest=result.fastest,
        dropped=result.dropped,
        entered=result.place is not None or bool(result.shown),
    )


def _notes(book: Book, rules: Championship, found: Standings, words: Words) -> tuple[str, ...]:
    """Each tie with its reason, shared places, points given or taken by decision, a scale of its own."""
    notes = []
    for row in found.rows:
        if row.tie is None:
            continue
        name, points = names.key_name(book, rules, row.key, words), names.points(row.points, words)
        notes.append(words("documents.note.tie", name=name, reason=tie_reason(book, found, row, words), points=points))
    notes += _shared(book, rules, found, words)
    notes += [
        words(
            "documents.note.adjustment",
            name=names.key_name(book, rules, each.name, words),
            points=figures.points(each.points, words.language),
            reason=each.reason[words.language],
        )
        for row in found.rows
        for each in book.adjustments(rules.code, found.after, row.key)
    ]
    main = book.season.regulations.championships[0]
    if rules.scale != main.scale:
        notes.append(scale_line(rules, words))
    return tuple(notes)


def _shared(book: Book, rules: Championship, found: Standings, words: Words) -> list[str]:
    places: dict[int, list[str]] = {}
    for row in found.rows:
        if row.shared and row.points:
            places.setdefault(row.position, []).append(names.key_name(book, rules, row.key, words))
    return [
        words(
            "documents.note.shared",
            place=figures.ordinal(place, words.language, feminine=True),
            names=names.listed(together, words),
        )
        for place, together in places.items()
    ]


def legend_of(tables: tuple[Table, ...], words: Words) -> tuple[str, ...]:
    """The marks that are used, explained."""
    cells = [
        cell
        for table in tables
        for block in table.blocks
        for row in block.rows
        for cell in row.cells
        if isinstance(cell, RaceCell)
    ]
    if not cells:
        return ()
    codes = list(dict.fromkeys(cell.code for cell in cells if cell.code))
    used = [
        ("cell", True),
        ("pole", any(cell.pole for cell in cells)),
        ("fastest", any(cell.fastest for cell in cells)),
        ("dropped", any(cell.dropped for cell in cells)),
        *((code.lower(), True) for code in codes),
        ("absent", any(not cell.entered for cell in cells)),
        ("moved", any(column.kind is Kind.MOVE for table in tables for column in table.columns)),
    ]
    return tuple(words(f"documents.legend.{key}") for key, shown in used if shown)
