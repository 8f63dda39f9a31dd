"""A championship's table as rows and columns: in the dock beside a session and on the standings screen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.cells import MISSING, Cell, Race, Run, Runs, Symbol, moved, run
from cupdesk.ui.controls.cells import name as name_cell
from cupdesk.ui.controls.names import Face, face
from cupdesk.ui.controls.rows_model import Column, RowLook
from cupdesk.ui.controls.states import certain, short_session
from cupdesk.words.figures import MINUS, points, signed

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Ranks
    from cupdesk.rules.results import Result, Standings, StandingsRow, Title
    from cupdesk.words import Words

SHAPES = {"champion": "star", "contender": "diamond", "out": "cross"}
_NAME = 96
"""How narrow a column of names may become, in pixels: below it no surname can be read."""
TOKENS = {"champion": "title", "contender": "accent", "out": "text3"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table with all its cells show: the computed row, whose it is, how the title stands, what this session gave.

    `mark` is `champion`, `contender`, `out` or "". `was` is the row before an edit only previewed, if it differs.
    """

    row: StandingsRow
    face: Face
    mark: str
    gained: Fraction | None
    was: tuple[int, Fraction] | None = None

    @property
    def changed(self) -> bool:
        """Whether an edit only previewed changes it."""
        return self.was is not None


def mark_of(title: Title, key: str) -> str:
    """How the title stands for a name: `champion`, `contender`, `out` (while it is open), or "" when decided for another."""
    if title.decided:
        return "champion" if key in title.champions else ""
    return "contender" if key in title.contenders else "out"


def race_before(book: Book, ref: str) -> str:
    """The race a session is, or the last one before it; "" before the first."""
    refs = book.sessions()
    upto = refs[: refs.index(ref) + 1]
    return next((r for r in reversed(upto) if book.session(r).kind is SessionKind.RACE), "")


def table_rows(book: Book, championship: str, after: str, words: Words, before: Book | None = None) -> list[TableRow]:
    """The rows of a table after a session. With `before`, rows that stood otherwise in that book are marked as changed.

    Champions and contenders are marked as after the last race all of whose cars are known: titles never run ahead of facts.
    """
    table = book.standings(championship, after)
    title = book.title(championship, certain(book, after))
    live = table.after == after
    then = before.standings(championship, after).rows if before else ()
    was = {row.key: (row.position, row.points) for row in then}
    marks = {each: mark_of(title, each) for each in (*title.champions, *title.contenders)}
    out = "" if title.decided else "out"
    rows = []
    for row in table.rows:
        last = row.results[-1] if row.results and row.results[-1].session == table.after else None
        gained = last.points if last and live else None
        stood = was.get(row.key)
        other = stood if stood != (row.position, row.points) else None
        rows.append(TableRow(row, face(book, championship, row, words), marks.get(row.key, out), gained, other))
    return rows


def row_look(row: TableRow) -> RowLook:
    """Rows an edit changed are tinted."""
    return RowLook("changed", "accent") if row.changed else RowLook()


def sentence(row: TableRow, words: Words) -> str:
    """What a screen reader says of a row."""
    mark = f", {words(f'window.mark.{row.mark}')}" if row.mark else ""
    value = points(row.row.points, words.language)
    return (
        words("window.row", place=row.row.position, name=row.face.who.full or row.face.who.short, points=value) + mark
    )


# -- columns
def narrow_columns(words: Words, *, ranks: Ranks, gains: bool, preview: bool) -> list[Column[TableRow]]:
    """The columns of the dock; `gains` adds what this session gave, `preview` shows was and Δ instead."""
    first = [_position(words), _moved(words)]
    if not ranks.has_cars:
        first.append(_number(words))
    first.append(Column("name", _head(words, ranks.value), lambda r: _short_name(r), 90, stretch=True, whole=True))
    first.append(_mark(words, 18))
    if preview:
        first += [
            Column("was", _head(words, "was"), lambda r: _was(r, words), 44, figures=True),
            Column("delta", "Δ", lambda r: _delta(r, words), 40, figures=True, full=words("window.column.delta_full")),
        ]
    elif gains:
        first.append(
            Column(
                "gained",
                "+",
                lambda r: _gained(r, words),
                37,
                figures=True,
                full=words("window.column.gained_full"),
                yields=1,
            )
        )
    first.append(_points(words, "points", 38))
    if not preview:
        first.append(_gap(words, 45))
    return first


def wide_columns(words: Words, *, ranks: Ranks, teams: bool) -> list[Column[TableRow]]:
    """The columns of the standings screen before the races; `teams`: with each driver's team."""
    made = [_position(words), _moved(words)]
    if ranks.has_cars:
        made.append(
            Column(
                "name",
                _head(words, ranks.value),
                lambda r: run(r.face.who.full, strong=True),
                152,
                stretch=True,
                least=_NAME,
            )
        )
    else:
        made += [
            _number(words),
            Column(
                "name",
                _head(words, ranks.value),
                lambda r: name_cell(r.face.who.surname, r.face.who.given),
                152,
                stretch=True,
                least=_NAME,
            ),
            Column(
                "cat", _head(words, "category"), lambda r: r.face.chips, 54, full=words("window.column.category_full")
            ),
        ]
        if teams:
            made.append(Column("team", _head(words, "team"), _team, 100, stretch=True))
    return [*made, _mark(words, 22), _points(words, "total", 46), _gap(words, 45)]


def race_columns(
    book: Book, table: Standings, words: Words, form: str, width: int, *, by_code: bool = False
) -> list[Column[TableRow]]:
    """One column a race so far. `form` is `points` (with place and marks), `places`, `total` or `plain` (points alone)."""
    made: list[Column[TableRow]] = []
    last_round = ""
    for ref in table.sessions:
        round_, session = book.round_of(ref), book.session(ref)
        group = round_.code if by_code else round_.name[words.language]
        made.append(
            Column(
                f"race:{ref}",
                short_session(session, words),
                lambda r, ref=ref: _race(r, ref, form, words),  # type: ignore[misc]
                width,
                stretch=form != "plain",
                figures=True,
                full=f"{round_.name[words.language]}, {session.name[words.language]}",
                separated="line2" if round_.code != last_round else "line",
                group=group,
                tight=form == "plain",
            )
        )
        last_round = round_.code
    return made


def _head(words: Words, key: str) -> str:
    return words(f"window.column.{key}")


def _position(words: Words) -> Column[TableRow]:
    return Column("pos", _head(words, "place"), _place, 32, figures=True, full=words("window.column.place_full"))


def _place(r: TableRow) -> Cell:
    if r.row.unranked:
        return run(MISSING, "text3")
    return run(f"{r.row.position}{'=' if r.row.shared else ''}", "text2")


def _moved(words: Words) -> Column[TableRow]:
    return Column(
        "moved",
        "±",
        lambda r: moved(r.row.moved, _spoken_move(r.row.moved, words)),
        26,
        align="centre",
        full=words("window.column.moved_full"),
    )


def _spoken_move(places: int, words: Words) -> str:
    if places == 0:
        return words("window.moved.none")
    return words("window.moved.up" if places > 0 else "window.moved.down", n=abs(places))


def _number(words: Words) -> Column[TableRow]:
    return Column(
        "number",
        _head(words, "number"),
        lambda r: run(r.face.who.number, strong=True),
        37,
        figures=True,
        full=words("window.column.number_full"),
    )


def _team(r: TableRow) -> Cell:
    return run(r.face.team or "–", "text2", small=True)


def _short_name(r: TableRow) -> Runs:
    who = r.face.who
    short = who.short.upper() if who.surname else who.short
    alone = who.surname.upper()
    brief = (Run(alone, strong=True),) if alone and alone != short else ()
    return Runs((Run(short, strong=True),), spoken=who.full, tip=who.full, brief=brief)


def _mark(words: Words, width: int) -> Column[TableRow]:
    def cell(r: TableRow) -> Cell:
        return Symbol(SHAPES[r.mark], TOKENS[r.mark], words(f"window.mark.{r.mark}")) if r.mark else ""

    return Column("mark", "", cell, width, align="centre", full=words("window.column.mark_full"))


def _gained(r: TableRow, words: Words) -> Cell:
    return run(f"+{points(r.gained, words.language)}", "text2") if r.gained else ""


def _points(words: Words, head: str, width: int) -> Column[TableRow]:
    def cell(r: TableRow) -> Cell:
        return run(points(r.row.points, words.language), strong=True)

    return Column("points", _head(words, head), cell, width, figures=True, full=words("window.column.points_full"))


def _gap(words: Words, width: int) -> Column[TableRow]:
    def cell(r: TableRow) -> Cell:
        return run(f"{MINUS}{points(r.row.behind, words.language)}", "text2") if r.row.behind else ""

    full = words("window.column.gap_full")
    return Column("gap", _head(words, "gap"), cell, width, figures=True, full=full, yields=2)


def _was(r: TableRow, words: Words) -> Cell:
    return run(points(r.was[1], words.language), "text2") if r.was else ""


def _delta(r: TableRow, words: Words) -> Cell:
    if r.was is None or r.was[1] == r.row.points:
        return ""
    delta = r.row.points - r.was[1]
    text = (
        signed(int(delta)) if delta.denominator == 1 else f"{'+' if delta > 0 else ''}{points(delta, words.language)}"
    )
    return run(text, "up" if delta > 0 else "down", strong=True)


def _race(r: TableRow, ref: str, form: str, words: Words) -> Cell:
    i = next((i for i, result in enumerate(r.row.results) if result.session == ref), -1)
    if i < 0:
        return Race(quiet=True, spoken=words("window.race.not_entered"))
    result = r.row.results[i]
    if form == "total":
        total = sum((each.points for each in r.row.results[: i + 1] if not each.dropped), Fraction(0))
        return run(points(total, words.language))
    if result.place is None and not result.points:
        return Race(
            points=words(f"rules.code.{result.shown}") or MISSING,
            quiet=True,
            spoken=words(f"rules.outcome.{result.shown}"),
        )
    value = points(result.points, words.language)
    if form == "places":
        return run(str(result.place or MISSING), strong=result.place == 1)
    if form == "plain":
        return run(f"({value})" if result.dropped else value, "text" if result.points else "text3")
    return _race_cell(result, value, words)


def _race_cell(result: Result, value: str, words: Words) -> Race:
    marks = ("P" if result.pole else "") + (words("window.race.fastest_letter") if result.fastest else "")
    place = "" if result.place is None else str(result.place)
    said = [words("window.race.place", place=place)] if place else []
    said += [words("window.race.points", points=value)]
    said += [words("window.race.pole")] if result.pole else []
    said += [words("window.race.fastest")] if result.fastest else []
    said += [words("window.race.dropped")] if result.dropped else []
    return Race(
        place, marks, value, result.place == 1, quiet=not result.points, dropped=result.dropped, spoken=", ".join(said)
    )
