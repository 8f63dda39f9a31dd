"""The table that regulations give, while they are being changed: was, difference and new, and in words what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from cupdesk.rules.compare import difference
from cupdesk.rules.regulations import Ranks
from cupdesk.ui.controls.parts import Elided, Heading, label, region, set_tone
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.states import certain
from cupdesk.ui.controls.table import RowsTable
from cupdesk.ui.standing.standings_rows import TableRow, narrow_columns, row_look, sentence, table_rows
from cupdesk.words.names import session_and_round
from cupdesk.words.titles import title_sentence

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.compare import Difference
    from cupdesk.ui.context import Context
    from cupdesk.words import Words


_NARROW, _SPARED = 320, ("moved", "mark")


class RegulationsPreview(QFrame):
    """One championship after the latest race, as it stands or as it would be."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("region", "base")
        self._shown: tuple[str, Ranks, bool] | None = None
        self._narrow = False
        self.model: RowsModel[TableRow] = RowsModel(
            [], lambda r: r.row.key, row_look, lambda r: sentence(r, context.words)
        )
        self.table = RowsTable(context, self.model, "regulations", fit_rows=26)
        self._title, self._about, self._chip = label("strong"), Elided("small", "secondary"), label("small_strong")
        head, row = region("head", 44)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.setContentsMargins(0, 4, 0, 4)
        names.addWidget(self._title)
        names.addWidget(self._about)
        row.addLayout(names, 1)
        row.addWidget(self._chip)
        self._heading, self._changes = Heading(), label("body")
        self._changes.setWordWrap(True)
        self._changes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._changes.setContentsMargins(12, 8, 12, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._heading)
        column.addWidget(self._changes)

    @property
    def changes(self) -> str:
        """What changes, in words."""
        return self._changes.text()

    def set_room(self, width: int) -> None:
        """Take so many pixels at text size 100 %; in few of them names go before moves and marks."""
        look = self._context.look
        self.setFixedWidth(look.px(width))
        if (width < _NARROW) != self._narrow:
            self._narrow = width < _NARROW
            if self._shown is not None:
                self._put_columns(self._shown[1], preview=self._shown[2])

    def show_book(self, championship: str, was: str, after: Book | None, waiting: str = "") -> None:
        """Show a championship as in the book `after` against that of the desk, where its code was `was`.

        `waiting` says why there is no such book; a new championship has no table until there is one.
        """
        words, before = self._context.words, self._context.book
        book, code = (after, championship) if after is not None else (before, was)
        known = _codes(before)
        race = before.latest()
        where = session_and_round(before, race, words) if race else words("rulebook.preview.nothing")
        there = code in _codes(book)
        name = book.season.regulations.championship(code).name[words.language] if there else championship
        about = words("rulebook.preview.after", championship=name, session=where)
        self._title.setText(words("rulebook.preview.with_change" if after else "rulebook.preview.now"))
        self._about.setText(about)
        self._chip.setText(words("rulebook.preview.chip") if after else "")
        set_tone(self._chip, "tone", "accent")
        self.table.setAccessibleName(f"{self._title.text()}, {about}")
        if there:
            self._set_columns(book, code, preview=after is not None and code in known)
        old = before if after is not None and code in known else None
        self.model.set_rows(table_rows(book, code, race, words, old) if there else [])
        if self.table.current_key() is None:
            self.table.select(self.model.key_at(0))
        self._heading.say(words("rulebook.preview.changes"))
        said = self._said(before, after, code) if after else words("rulebook.preview.type")
        self._changes.setText(waiting or said)

    def _set_columns(self, book: Book, championship: str, *, preview: bool) -> None:
        words = self._context.words
        ranks = book.season.regulations.championship(championship).ranks
        shape = (words.language, ranks, preview)
        if shape != self._shown:
            self._shown = shape
            self._put_columns(ranks, preview=preview)

    def _put_columns(self, ranks: Ranks, *, preview: bool) -> None:
        columns = narrow_columns(self._context.words, ranks=ranks, gains=False, preview=preview)
        spared = _SPARED if self._narrow and preview else ()
        self.model.set_columns([column for column in columns if column.key not in spared])

    def _said(self, before: Book, after: Book, championship: str) -> str:
        """The titles first, then each table in a line."""
        words, found = self._context.words, difference(before, after)
        title_race = certain(after, after.latest())
        lines = []
        if title_race:
            lines.append(_sentence(title_sentence(after, after.title(championship, title_race), words)))
        if any(change.championship == championship for change in found.titles):
            old = title_sentence(before, before.title(championship, title_race), words)
            lines.append(_sentence(words("rulebook.preview.champion_was", title=old)))
        rules, old_rules = after.season.regulations.championships, before.season.regulations.championships
        tables = [_table(found, c.code, c.name[words.language], words) for c in rules]
        for these, others, key in ((rules, _codes(before), "added"), (old_rules, _codes(after), "removed")):
            apart = [c.name[words.language] for c in these if c.code not in others]
            tables += [words(f"rulebook.preview.{key}", championship=name) for name in apart]
        changed = [line for line in tables if line]
        return "\n".join([*lines, *(changed or [words("rulebook.preview.same")])])


def _codes(book: Book) -> set[str]:
    return {championship.code for championship in book.season.regulations.championships}


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _table(found: Difference, code: str, name: str, words: Words) -> str:
    """How much of a table differs; "" if nothing does."""
    mine = [change for change in found.standings if change.championship == code]
    if not mine:
        return ""
    moved = sum(change.before != change.after for change in mine)
    paid = sum(change.points_before != change.points_after for change in mine)
    places = words("rulebook.preview.places", n=moved) if moved else words("rulebook.preview.places_same")
    points = words("rulebook.preview.points", n=paid) if paid else words("rulebook.preview.points_same")
    return words("rulebook.preview.table", championship=name, places=places, points=points)
