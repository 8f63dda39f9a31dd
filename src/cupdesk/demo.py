"""The main job as one command: the example season's last weekend in the window, or played in the terminal without a display.

Either way it is the same desk: lines are read as the entry line reads them, each one an edit of a real file.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cupdesk import weekend
from cupdesk.desk import Desk
from cupdesk.lines.decision import read_decision
from cupdesk.lines.order import read_order
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.compare import difference
from cupdesk.rules.edits import apply
from cupdesk.screen import has_display
from cupdesk.seasons.file import load
from cupdesk.sheets.export import export
from cupdesk.store.file import Store
from cupdesk.words import Words, figures, names
from cupdesk.words.statements import statements
from cupdesk.words.titles import title_short

if TYPE_CHECKING:
    from argparse import Namespace

    from cupdesk.rules.model import Season
    from cupdesk.rules.results import Standings

FOLDER = Path("cupdesk-demo")
_SHOWN = 5


def run(args: Namespace) -> int:
    """Open the desk on the example season; on a machine without a display play the weekend and write its documents."""
    if has_display():
        from cupdesk.ui.app import run_example

        return run_example()
    play(FOLDER, Words(args.language))
    return 0


def play(to: Path, words: Words) -> None:
    """Enter the weekend line by line, say what each chapter changes, and write workbook, PDFs and a picture into `to`."""
    season = load(resource("seasons", "pccf-2023.json"))
    to.mkdir(parents=True, exist_ok=True)
    file = to / "pccf-2023.cupdesk"
    for old in to.glob("pccf-2023.cupdesk*"):
        old.unlink()
    store = Store.create(file)
    store.add_season(apply(season, *weekend.blank()))
    desk = Desk(store, operator="DEMO")
    print(words("demo.heading"))
    for n, chapter in enumerate(weekend.chapters(), 1):
        print(f"\n{'═' * 88}\n{words('demo.chapter', n=n, text=chapter.say[words.language])}\n{'═' * 88}")
        for line in chapter.lines:
            _type(desk, chapter, line, words)
        desk.do(chapter.publication)
        _say_tables(desk.book, chapter.session, words)
    same = _same_tables(desk.book, season)
    print(f"\n{words('demo.check', answer=words('demo.yes' if same else 'demo.no'))}")
    if season.disclaimer:
        print(season.disclaimer[words.language])
    written = [file]
    for session in dict.fromkeys(chapter.session for chapter in weekend.chapters()):
        written += export(desk.book, to, ("xlsx", "pdf"), words.language, session)
    written += _picture(desk, to / "window.png", words)
    store.close()
    print(f"\n{words('demo.written', folder=to)}")
    for path in written:
        print(f"  {path.name}")


def _type(desk: Desk, chapter: weekend.Chapter, line: str, words: Words) -> None:
    """Type one line: print it with what was understood and, for a decision, what it moved."""
    before = desk.book
    if chapter.screen == "order":
        reading = read_order(before, chapter.session, line, words)
    else:
        reading = read_decision(before, chapter.session, line, words, datetime.now().astimezone())
    desk.do(*reading.edits)
    print(f"  {line:<22} {reading.read_back or reading.problem}")
    if chapter.screen == "decision":
        print(f"  {'':<22} {words('demo.effect', effect=_effect(before, desk.book, words))}")


def _effect(before: Book, book: Book, words: Words) -> str:
    """The cars whose place differs, each with both places."""
    moves = []
    for change in difference(before, book).places:
        car = names.car_name(book, change.session, change.number, words)
        places = [figures.DASH if place is None else place for place in (change.before, change.after)]
        moves.append(words("demo.moved", car=car, before=places[0], after=places[1]))
    return ", ".join(moves) or words("demo.nothing_moved")


def _say_tables(book: Book, ref: str, words: Words) -> None:
    """The head of every table after a session, the titles, and what the session changed."""
    print(f"\n{words('demo.tables', session=names.session_and_round(book, ref, words))}")
    for championship in book.season.regulations.championships:
        table = book.standings(championship.code, ref)
        title = title_short(book, book.title(championship.code, ref), words)
        print(f"\n  {championship.name[words.language]} · {title}")
        print("\n".join(_table_lines(book, table, words)))
    print(f"\n{words('demo.statements')}")
    for statement in statements(book, ref, words):
        print(f"  • {statement.text}")


def _table_lines(book: Book, table: Standings, words: Words) -> list[str]:
    championship = book.season.regulations.championship(table.championship)
    lines = []
    for row in table.rows[:_SHOWN]:
        name = names.full_name(book, championship, row.key, words)
        behind = f"{figures.MINUS}{figures.points(row.behind, words.language)}" if row.behind else ""
        points = figures.points(row.points, words.language)
        lines.append(
            f"  {row.position:>3} {figures.signed(row.moved):>3}  {row.number:>4} {name:<28} {points:>6} {behind:>6}"
        )
    if len(table.rows) > _SHOWN:
        lines.append(f"  {'':>8}{words('demo.more', n=len(table.rows) - _SHOWN)}")
    return lines


def _same_tables(book: Book, season: Season) -> bool:
    """Whether every table is as in the season the example was made from."""
    published = Book(season)

    def tables(of: Book) -> list[list[tuple[str, int, object]]]:
        codes = [championship.code for championship in season.regulations.championships]
        return [[(row.key, row.position, row.points) for row in of.standings(code).rows] for code in codes]

    return tables(book) == tables(published)


def _picture(desk: Desk, path: Path, words: Words) -> list[Path]:
    """A picture of the window on the last race, drawn without a display; nothing if Qt cannot start here."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from cupdesk.ui.pictures import picture_of
    except ImportError as error:
        print(words("demo.no_picture", reason=error))
        return []
    picture_of(desk, "LEC/R2", words.language, path)
    return [path]
