"""Standings: a championship's whole matrix of races, the reason for the selected row, and the titles."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cupdesk.rules.results import StandingsRow
from cupdesk.ui.context import Context
from cupdesk.ui.controls.parts import Heading, Segments, ground, label, line
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.controls.states import certain, progress
from cupdesk.ui.screens.table_page import TablePage
from cupdesk.ui.standing.standings_rows import TableRow, race_columns, row_look, sentence, table_rows, wide_columns
from cupdesk.ui.standing.titles_panel import TitlesPanel
from cupdesk.words.names import session_and_round
from cupdesk.words.reasons import standing_reason
from cupdesk.words.scale import paid

FORMS = ("points", "places", "total")
RACE_WIDTH, TOTAL_WIDTH = 51, 40
_TEAM_FROM = 1040


class StandingsPage(TablePage):
    """The whole table of a championship after any race."""

    name = "standings"

    def __init__(self, context: Context) -> None:
        model: RowsModel[TableRow] = RowsModel([], lambda r: r.row.key, row_look, lambda r: sentence(r, context.words))
        super().__init__(context, model)
        context.line_wanted.connect(self._show_line)
        self._shown: tuple[object, ...] = ()
        self.forms = Segments(FORMS)
        self.forms.choose("points")
        self.forms.chosen.connect(lambda _: self.refresh())
        self._legend = QLabel()
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._legend.setProperty("role", "small")
        self._legend.setMinimumWidth(1)  # it gives way before the buttons do
        self._legend.setProperty("tone", "secondary")
        self.strip_row.addWidget(self.forms)
        self.strip_row.addStretch(1)
        self.strip_row.addWidget(self._legend)
        self._why_head, self._why, self._rules = Heading("?", 22), label("body"), label("small", "secondary")
        for each in (self._why, self._rules):
            each.setWordWrap(True)
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._why.setTextFormat(Qt.TextFormat.RichText)
        self.titles = TitlesPanel(context, 16, roomy=True)
        self.column.addWidget(self._build_below())

    def _build_below(self) -> QWidget:
        why = ground("base")
        column = QVBoxLayout(why)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._why_head)
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 5, 12, 4)
        inner.setSpacing(3)
        inner.addWidget(self._why)
        inner.addWidget(self._rules)
        inner.addStretch(1)
        column.addLayout(inner, 1)
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(why, 54)
        row.addWidget(line(upright=True))
        row.addWidget(self.titles, 46)
        return below

    def _show_line(self, table: str, tab: int) -> None:
        """Turn to a championship somebody asked for."""
        if table == "championships":
            self.tabs.setCurrentIndex(tab)

    def fill(self) -> None:
        """Fill the matrix, and say the titles."""
        book, words, code, race = self.book, self.words, self.championship, self.race
        table, title = book.standings(code, race), book.title(code, race)
        self._set_columns()
        self.model.set_rows(table_rows(book, code, race, words))
        counted = len([ref for ref in book.races() if not book.season.session(ref).cancelled])
        place = session_and_round(book, race, words) if race else ""
        about = words("window.standings.about", session=place, n=len(table.sessions), all=counted) if race else ""
        state = progress(book, race, words) if race else None
        if state is not None and state.partial:
            about += " · " + words("window.standings.partial", n=state.placed, all=state.cars)
        self.say_head(words("window.page.standings"), about, provisional=title.provisional)
        sure = certain(book, race)
        note = words("window.titles.provisional") if title.provisional and race else ""
        if sure not in (race, ""):
            note = words("window.titles.as_of", session=session_and_round(book, sure, words))
        self.titles.show_titles(book, sure, note)
        name = book.season.regulations.championship(code).name[words.language]
        self.table.setAccessibleName(words("window.table_name", championship=name, basis=about))

    def _set_columns(self) -> None:
        """New columns only when other races, another form or another language ask for them."""
        book, words = self.book, self.words
        rules = book.season.regulations.championship(self.championship)
        table, form = book.standings(rules.code, self.race), self.forms.current
        roomy = self.width() >= self.context.look.px(_TEAM_FROM)
        shape = (rules.code, table.sessions, form, words.language, roomy)
        if shape == self._shown:
            return
        self._shown = shape
        width = RACE_WIDTH if form == "points" else TOTAL_WIDTH
        columns = wide_columns(words, ranks=rules.ranks, teams=roomy)
        self.model.set_columns([*columns, *race_columns(book, table, words, form, width)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the team where there is no room for it."""
        super().resizeEvent(event)
        self._set_columns()

    def show_row(self, key: object) -> None:
        """Say why the selected name has its place."""
        words, book = self.words, self.book
        table = book.standings(self.championship, self.race)
        row = table.row(str(key)) if key is not None else None
        index = self.model.index_of(key) if key is not None else -1
        shown = self.model.row(index) if index >= 0 else None
        if row is None or shown is None or not self.race:
            self._why_head.say(words("window.why"))
            self._why.setText(words("window.basis.nothing"))
            self._rules.setText("")
            return
        self._why_head.say(words("window.why"), f"{shown.face.who.number} {shown.face.who.short}".strip())
        self._why.setText(self._reason(row))
        self._rules.setText(self._scale())

    def _reason(self, row: StandingsRow) -> str:
        return standing_reason(self.book, self.book.standings(self.championship, self.race), row, self.words)

    @property
    def reason(self) -> str:
        """Why the selected name has its place, as shown."""
        return self._why.text()

    def _scale(self) -> str:
        rules = self.book.season.regulations.championship(self.championship)
        place = self.words(f"window.standings.place_{rules.place.value}")
        return ", ".join([*paid(rules, self.words), place]) + "."

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self.words
        self.forms.say(words("window.form.name"), {form: words(f"window.form.{form}") for form in FORMS})
        accent = self.context.look.colour("accent").name()
        letters = {"pole": "P", "fastest": words("window.race.fastest_letter")}
        marks = [
            f'<b style="color:{accent}">{letter}</b> {words(f"window.race.{key}")}' for key, letter in letters.items()
        ]
        self._legend.setText("&nbsp;&nbsp;&nbsp;".join([*marks, f"( ) {words('window.race.dropped')}"]))
        self._shown = ()
        self.titles.retranslate()
        super().retranslate()
