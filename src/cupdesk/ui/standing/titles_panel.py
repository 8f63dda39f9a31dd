"""The titles in a few words each: ★ champion, ◆ still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from cupdesk.ui.controls.cells import Run, Runs, Symbol, run
from cupdesk.ui.controls.parts import Heading
from cupdesk.ui.controls.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.controls.table import RowsTable
from cupdesk.words.names import full_name, key_name, listed
from cupdesk.words.titles import title_sentence, title_short

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.ui.context import Context
    from cupdesk.words import Words

LINE = 19


@dataclass(frozen=True, slots=True)
class TitleLine:
    """One championship: its name, whether decided, the champion's name (set strong), the words, the whole sentence."""

    code: str
    name: str
    decided: bool
    champion: str
    text: str
    whole: str


def title_lines(book: Book, after: str, words: Words, *, whole: bool = False) -> list[TitleLine]:
    """The titles as they stand after a session; `whole`: in whole sentences."""
    lines = []
    for rules in book.season.regulations.championships:
        title = book.title(rules.code, after or None)
        called = full_name if whole else key_name
        champion = listed([called(book, rules, key, words) for key in title.champions], words)
        short, sentence = title_short(book, title, words), title_sentence(book, title, words)
        lines.append(
            TitleLine(
                rules.code, rules.name[words.language], title.decided, champion, sentence if whole else short, sentence
            )
        )
    return lines


class TitlesPanel(QFrame):
    """Heading and one line a championship, in whole sentences where there is room (`roomy`)."""

    def __init__(self, context: Context, line_height: int = LINE, *, roomy: bool = False) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "base")
        self._rests_on: tuple[object, ...] = ()
        self.lines: list[TitleLine] = []
        self._line_height, self._roomy = line_height, roomy
        self.heading = Heading("Ctrl+T", 26 if line_height == LINE else 22)
        self._model = RowsModel(self._columns(), lambda line: line.code, lambda _: RowLook(line=False))
        self._table = RowsTable(context, self._model, "titles_panel", line_height=line_height)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.setSelectionMode(RowsTable.SelectionMode.NoSelection)
        self._table.horizontalHeader().hide()
        self._table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addSpacing(4 if line_height == LINE else 0)
        column.addWidget(self._table)
        column.addSpacing(4 if line_height == LINE else 0)

    @property
    def note(self) -> str:
        """What is noted beside the heading."""
        return self.heading.note

    def show_titles(self, book: Book, after: str, note: str = "") -> None:
        """Show the titles as they stand after a session."""
        words = self._context.words
        rests_on = (words.language, after, *_rests_on(book, after))
        if rests_on != self._rests_on:
            self._rests_on, self.lines = rests_on, title_lines(book, after, words, whole=self._roomy)
        lines = self.lines
        self.heading.say(words("window.titles.heading"), note)
        self._table.setAccessibleName(words("window.titles.heading"))
        self._model.set_rows(lines)
        self._table.setFixedHeight(self._context.look.px(self._line_height) * len(lines))

    def retranslate(self) -> None:
        """Turn to the window's language."""
        self._model.set_columns(self._columns())

    def _columns(self) -> list[Column[TitleLine]]:
        return [
            Column("name", "", lambda line: run(line.name, "text2", small=True), 70),
            Column("mark", "", _mark, 16, align="centre"),
            Column("text", "", _words, 100, stretch=True),
        ]


def _rests_on(book: Book, after: str) -> tuple[object, ...]:
    """All that the titles after a session rest on: rules, entries, and the facts up to it."""
    season, refs = book.season, book.sessions()
    facts = [book.session(ref) for ref in refs[: refs.index(after) + 1]] if after else []
    return (season.regulations, season.entries, season.adjustments, season.honours, *facts)


def _mark(line: TitleLine) -> Symbol:
    return Symbol("star", "title") if line.decided else Symbol("diamond", "accent")


def _words(line: TitleLine) -> Runs:
    if line.champion and line.text.startswith(line.champion):
        rest = line.text.removeprefix(line.champion)
        return Runs((Run(line.champion, strong=True), Run(rest)), spoken=line.whole, tip=line.whole)
    return Runs((Run(line.text),), spoken=line.whole, tip=line.whole)
