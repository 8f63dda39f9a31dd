"""The right side: all championships as tabs, the table as it follows from the facts at this moment, and the titles."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QTabBar, QVBoxLayout

from cupdesk.ui.controls.cells import Run
from cupdesk.ui.controls.parts import RunLabel, region, say_tab, say_tabs
from cupdesk.ui.controls.rows_model import Column, RowsModel
from cupdesk.ui.controls.states import certain, progress
from cupdesk.ui.controls.table import RowsTable, why_action
from cupdesk.ui.standing.standings_rows import (
    TableRow,
    narrow_columns,
    race_before,
    race_columns,
    row_look,
    sentence,
    table_rows,
)
from cupdesk.ui.standing.story_panel import StoryPanel
from cupdesk.ui.standing.titles_panel import TitlesPanel
from cupdesk.words.names import session_and_round, session_name

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.ui.context import Context

WIDTH, WIDE_WIDTH, NARROW_WIDTH = 336, 710, 300
RACE_WIDTH = 30


class Dock(QFrame):
    """The live standings beside a session. It follows the session shown, every edit, and what is being typed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._narrow = False
        self._race_count = -1
        self._shown: tuple[object, ...] = ()
        self._previewing = False
        self.setProperty("region", "frame")
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setProperty("height100", 32)
        self.tabs.setProperty("in", "dock")
        self._basis, row = region("base", 26)
        self._icon, self._text = QLabel(), RunLabel()
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self.model: RowsModel[TableRow] = RowsModel(
            [], lambda r: r.row.key, row_look, lambda r: sentence(r, context.words)
        )
        self.table = RowsTable(context, self.model, "dock")
        self.story = StoryPanel(context)
        self.titles = TitlesPanel(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((self.tabs, 0), (self._basis, 0), (self.table, 1), (self.story, 0), (self.titles, 0)):
            column.addWidget(widget, stretch)
        self.tabs.currentChanged.connect(lambda _: self.refresh())
        context.preview_changed.connect(self.refresh)
        self._why = why_action(self.table, self._ask_why)
        self.retranslate()

    @property
    def championship(self) -> str:
        """The code of the championship shown."""
        return self._context.book.season.regulations.championships[max(self.tabs.currentIndex(), 0)].code

    @property
    def basis(self) -> str:
        """What the table rests on, as shown."""
        return self._text.text()

    def _ask_why(self) -> None:
        key = self.table.current_key()
        if key is not None:
            after = race_before(self._context.book, self._context.session)
            self._context.why_wanted.emit(self.championship, after, str(key))

    def turn(self, by: int) -> None:
        """Go to the championship before or after."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def set_narrow(self, narrow: bool) -> None:
        """Give up the "+" column on narrow windows."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._shown = ()
            self.refresh()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        self._say_tabs()
        self.tabs.setAccessibleName(words("window.region.championships"))
        self.setAccessibleName(words("window.region.dock"))
        self.titles.retranslate()
        self._why.setText(words("window.why"))
        self._shown = ()
        self.refresh()

    def follow(self) -> None:
        """Show what follows from an edit; a title won, or open again by it, is said."""
        before = {line.code: line.champion for line in self.titles.lines}
        self.refresh()
        turned = [line for line in self.titles.lines if before.get(line.code, line.champion) != line.champion]
        if turned and self._context.preview is None:
            self._context.message.emit(
                " · ".join(
                    self._context.words("window.title_said", name=line.name, title=line.whole) for line in turned
                )
            )

    def _say_tabs(self) -> None:
        """A tab for each championship of the regulations as they are."""
        language = self._context.language
        say_tabs(self.tabs, [rules.name[language] for rules in self._context.book.season.regulations.championships])

    def refresh(self) -> None:
        """Show what follows from the facts now; with what is being typed, where that changes something."""
        if not self._context.session:
            return  # nothing to stand beside yet
        context, words = self._context, self._context.words
        if self.tabs.count() != len(context.book.season.regulations.championships):
            self._say_tabs()
        book, before = context.preview or context.book, context.book if context.preview else None
        after = race_before(book, context.session)
        if before is not None and not self._previewing:
            self._open_most_touched(book, before, after)
        self._previewing = before is not None
        self._show_table(book, before, after)
        self._show_basis(book, after)
        sure = certain(book, after)
        note = "" if sure in (after, "") else words("window.titles.as_of", session=session_and_round(book, sure, words))
        self.titles.show_titles(book, sure, note)
        self._mark_changed(book, before, after)

    def _show_table(self, book: Book, before: Book | None, after: str) -> None:
        words, championship = self._context.words, self.championship
        races = book.standings(championship, after).sessions if self._races_shown() else ()
        ranks = book.season.regulations.championship(championship).ranks
        shape = (championship, ranks, self._races_shown(), before is None, races)
        if shape != self._shown:
            self._shown = shape
            self.model.set_columns(self._columns(book, before, after))
        self.model.set_rows(table_rows(book, championship, after, words, before))
        self.table.fit()
        name = book.season.regulations.championship(championship).name[words.language]
        self.table.setAccessibleName(
            words("window.table_name", championship=name, basis=self._text_of_basis(book, after))
        )

    def _columns(self, book: Book, before: Book | None, after: str) -> list[Column[TableRow]]:
        words, rules = self._context.words, book.season.regulations.championship(self.championship)
        columns = narrow_columns(words, ranks=rules.ranks, gains=not self._narrow, preview=before is not None)
        if self._races_shown():
            table = book.standings(rules.code, after)
            columns += race_columns(book, table, words, "plain", RACE_WIDTH, by_code=True)
        return columns

    def _races_shown(self) -> bool:
        return self._context.look.wide

    # -- the line that says what the table rests on
    def _show_basis(self, book: Book, after: str) -> None:
        preview = self._context.preview is not None
        partial = bool(after) and progress(book, after, self._context.words).partial
        icon, token = ("visibility", "accent") if preview else ("hourglass_top", "attention") if partial else ("", "")
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.setPixmap(self._context.look.pixmap(icon, 14, token))
        strong = self._context.words("window.basis.partial")
        before, found, behind = self._text_of_basis(book, after).partition(strong)
        runs = (
            Run(before, "text2", small=True),
            Run(found, "text", strong=True, small=True),
            Run(behind, "text2", small=True),
        )
        self._text.say(runs, self._context.look)

    def _text_of_basis(self, book: Book, after: str) -> str:
        words = self._context.words
        if not after or not book.latest():
            return words("window.basis.nothing")
        session = session_name(book, after, words)
        if self._context.preview is not None:
            return words("window.basis.preview", session=session)
        state = progress(book, after, words)
        if not book.has_result(after):
            return words("window.basis.before", session=session)
        if not state.partial:
            return words("window.basis.after", session=session)
        partial = words("window.basis.partial")
        return words("window.basis.after_partial", session=session, partial=partial, n=state.placed, all=state.cars)

    def _open_most_touched(self, book: Book, before: Book, after: str) -> None:
        """Turn to the table that what is typed changes most; stay if it changes none."""
        touched = [_touched(book, before, rules.code, after) for rules in book.season.regulations.championships]
        if max(touched, default=NOTHING) > NOTHING:
            self.tabs.blockSignals(True)
            self.tabs.setCurrentIndex(touched.index(max(touched)))
            self.tabs.blockSignals(False)

    def _mark_changed(self, book: Book, before: Book | None, after: str) -> None:
        """A dot on the tabs of the other tables that what is typed would change."""
        words = self._context.words
        for i, rules in enumerate(book.season.regulations.championships):
            moved = before is not None and _differs(book, before, rules.code, after)
            dot = " ●" if moved and i != self.tabs.currentIndex() else ""
            say_tab(self.tabs, i, rules.name[words.language] + dot)


def _differs(book: Book, before: Book, championship: str, after: str) -> bool:
    mine, theirs = book.standings(championship, after).rows, before.standings(championship, after).rows
    return mine is not theirs and [(r.key, r.points) for r in mine] != [(r.key, r.points) for r in theirs]


NOTHING = (False, 0, Fraction(0))


def _touched(book: Book, before: Book, championship: str, after: str) -> tuple[bool, int, Fraction]:
    """How much a table differs: whether it has another leader, how many names change place, how many points move."""
    mine, theirs = book.standings(championship, after).rows, before.standings(championship, after).rows
    if mine is theirs:
        return NOTHING
    was = {row.key: row for row in theirs}
    moved = sum(row.key not in was or was[row.key].position != row.position for row in mine)
    both = [(row.points, was[row.key].points) for row in mine if row.key in was]
    points = sum((abs(now - then) for now, then in both if now != then), Fraction(0))
    return bool(mine and theirs) and mine[0].key != theirs[0].key, moved, points
