"""Titles: the fight as a picture, who has won, who still can, who cannot and since when, and what the contenders need next."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QBoxLayout, QDialog, QFileDialog, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cupdesk.rules.fight import Fight, fight
from cupdesk.ui.controls.file_dialog import file_dialog
from cupdesk.ui.controls.parts import Elided, Heading, Segments, ground, label, line
from cupdesk.ui.controls.rows_model import RowsModel
from cupdesk.ui.paper.printing import paper_for, refuse_dead_queue, where
from cupdesk.ui.screens.table_page import TablePage
from cupdesk.ui.standing.contenders import Contender, contender_columns, contender_look, contenders
from cupdesk.ui.standing.duel_table import DuelTable
from cupdesk.ui.standing.fight_picture import MARKS
from cupdesk.ui.standing.fight_plots import draw_on, figures_of, plot_of, pointed_said, write
from cupdesk.ui.standing.fight_view import FightView
from cupdesk.ui.standing.titles_panel import TitlesPanel
from cupdesk.words import Words
from cupdesk.words.figures import points
from cupdesk.words.names import key_name, listed, session_and_round
from cupdesk.words.titles import needs_short, nobody_by_place, title_sentence
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.results import Title
    from cupdesk.ui.context import Context

FORMS = ("gap", "points")
_SIDE, _BESIDE_FROM = 344, 820
_FIRST = 4
_LOWEST = 130


class TitlesPage(TablePage):
    """One championship's fight, drawn and name by name; beside it what it takes, and all titles in a few words."""

    name = "titles"

    def __init__(self, context: Context) -> None:
        model: RowsModel[Contender] = RowsModel([], lambda c: c.key, contender_look, lambda c: c.statement)
        super().__init__(context, model)
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._fight: Fight | None = None
        self.forms = Segments(FORMS)
        self.forms.choose("gap")
        self.forms.chosen.connect(lambda _: self.refresh())
        self._said = Elided("small", "secondary")
        self.strip_row.addWidget(self.forms)
        self.strip_row.addWidget(self._said, 1)
        self.view = FightView(context)
        self.view.plot.pointed.connect(self._pointed)
        self._heading = Heading()
        self._needs_head = Heading()
        self._summary, self._needs = label("strong"), label("body", "secondary")
        self.duel = DuelTable(context)
        self.titles = TitlesPanel(context)
        self._lay_out()
        self._actions: list[tuple[QAction, str]] = []
        self._action("fight.action.rival", "Space", self._turn_rival, self.table)
        self._action("fight.action.form", "B", self._turn_form, self.table, self.view.plot, self.view.table)
        self._action("fight.action.copy", "Ctrl+C", self.duel.copy, self.duel.table, self.table)
        self._action("fight.action.print", "Shift+P", self.print_plot, self.table, self.view.plot, self.view.table)
        self._action("fight.action.export", "Shift+E", self.export_plot, self.table, self.view.plot, self.view.table)

    def _lay_out(self) -> None:
        self.column.removeWidget(self.table)
        left = ground("base")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 3)
        column.addWidget(self._heading)
        column.addWidget(self.table, 2)
        words = ground("base")
        inner = QVBoxLayout(words)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.setSpacing(4)
        for each in (self._summary, self._needs):
            each.setWordWrap(True)
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            inner.addWidget(each)
        self._side = ground("base")
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._needs_head, words, self.duel, self.titles):
            column.addWidget(part)
        column.addStretch(1)
        body = ground("base")
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(left, 1)
        self._body.addWidget(line(upright=True))
        self._body.addWidget(self._side)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        self.column.addWidget(scroll, 1)
        for first, second in ((self.view.plot, self.table), (self.table, self.duel.table)):
            QWidget.setTabOrder(first, second)

    def _action(self, key: str, keys: str, slot: Callable[[], Any], *widgets: QWidget) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: slot())
        for widget in widgets:
            widget.addAction(action)
        self._actions.append((action, key))

    # -- what the window asks
    def races(self) -> list[str]:
        """The races all of whose cars are known: a title is never said on part of a result."""
        return [ref for ref in super().races() if not self.book.classification(ref).missing]

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for the menus."""
        return [self.why, *(action for action, _ in self._actions)]

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        return [self.table, self.view.plot, self.view.table, self.duel.table]

    def fill(self) -> None:
        """Draw the fight, and say how the title stands, for all and for each."""
        book, words, code, race = self.book, self.words, self.championship, self.race
        title, rules = book.title(code, race or None), book.season.regulations.championship(code)
        rivals = self._rivals(title)
        self.model.set_rows(contenders(book, title, race, rivals, words))
        self._fight = fight(book, code, race, rivals)
        gap = self.forms.current == "gap"
        self.view.show_fight(plot_of(book, self._fight, words, gap=gap), figures_of(book, self._fight, words, gap=gap))
        self.view.retranslate(words("fight.plot", championship=rules.name[words.language], n=len(rivals)))
        about = words("window.titles.left", n=title.races_left)
        if title.races_left:
            about += ", " + words("window.titles.offer", points=points(title.on_offer, words.language))
        self.say_head(words("window.page.titles"), about, provisional=title.provisional)
        count = 1 if title.decided else len(title.contenders)
        found = words("window.titles.count", n=count, all=len(self.model.rows()))
        self._heading.say(words("window.titles.contenders"), f"{found} · {words('fight.rivals')}")
        after = words("window.after", session=session_and_round(book, race, words)) if race else ""
        self.titles.show_titles(book, race, after)
        self.table.setAccessibleName(words("window.titles.table", championship=rules.name[words.language]))
        self._say_needs(title)

    def _say_needs(self, title: Title) -> None:
        book, words = self.book, self.words
        needs = book.needs(title.championship, self.race or None)
        self._summary.setText(title_sentence(book, title, words))
        nobody = nobody_by_place(book, title, needs, words)
        rules = book.season.regulations.championship(title.championship)
        said: dict[str, list[str]] = {}  # names that need the same are named together
        for each in needs:
            said.setdefault(needs_short(book, title, each, words), []).append(key_name(book, rules, each.key, words))
        told = [words("fight.need", names=listed(who, words), needs=what) for what, who in said.items()]
        self._needs.setText(f"{nobody}." if nobody else "\n".join(told))
        self._needs.setVisible(bool(needs))
        if needs:
            session = session_and_round(book, needs[0].race, words)
            self._needs_head.say(words("fight.needs", session=session))
        else:
            self._needs_head.say(words("fight.decided" if title.decided else "window.titles.heading"))

    def show_row(self, key: object) -> None:
        """Say what it takes for the selected name against the best of the others in contention."""
        book, words, code, race = self.book, self.words, self.championship, self.race
        title, rules = book.title(code, race or None), book.season.regulations.championship(code)
        two = _two(title.contenders, str(key))
        duel = book.duel(code, two[0], two[1], race) if two and race else None
        tokens = {k: MARKS[r.rival][1] for r in self._contenders() if r.rival is not None for k in (r.key,)}
        names = {each: key_name(book, rules, each, words) for each in two}
        colours = {each: tokens.get(each, "text") for each in two}
        reason = words("fight.no_duel_cars" if two and title.races_left else "fight.no_duel")
        self.duel.setVisible(not title.decided)
        self.duel.show_duel(duel, names, colours, reason)

    def _contenders(self) -> list[Contender]:
        return [row for row in self.model.rows() if isinstance(row, Contender)]

    # -- rivals
    def _rivals(self, title: Title) -> tuple[str, ...]:
        """The rivals chosen for this championship; at first the best of the table."""
        rows = self.book.standings(title.championship, self.race or None).rows
        known = {row.key for row in rows}
        chosen = self._chosen.get(title.championship)
        if chosen is None:
            return tuple(row.key for row in rows[:_FIRST])
        return tuple(key for key in chosen if key in known)

    def _turn_rival(self) -> None:
        """Take the selected name into the plot, or out of it."""
        key = self.table.current_key()
        if key is None:
            return
        rivals = self._rivals(self.book.title(self.championship, self.race or None))
        if key in rivals:
            rivals = tuple(each for each in rivals if each != key)
        elif len(rivals) == len(MARKS):
            self.context.message.emit(self.words("fight.most", n=len(MARKS)))
            return
        else:
            rivals = (*rivals, str(key))
        self._chosen[self.championship] = rivals
        self.refresh()

    def _turn_form(self) -> None:
        self.forms.choose(FORMS[(FORMS.index(self.forms.current) + 1) % len(FORMS)])
        self.refresh()

    def _pointed(self, rival: int, race: int) -> None:
        assert self._fight is not None
        said = pointed_said(self.book, self._fight, rival, race, self.words)
        self._said.setText(said)
        self.view.say(said)

    @property
    def said(self) -> str:
        """What is pointed at in the plot, as said."""
        return self._said.text()

    # -- paper and files
    def _on_paper(self) -> tuple[Any, str]:
        """The plot in the documents' language, and its title."""
        assert self._fight is not None
        words = Words(self.context.document_language)
        season, code = self.book.season, self.championship
        name = season.regulations.championship(code).name[words.language]
        parts = [f"{season.cup} {season.year}", name]
        parts += [words("window.after", session=session_and_round(self.book, self.race, words))] if self.race else []
        gap = self.forms.current == "gap"
        return plot_of(self.book, self._fight, words, gap=gap), " · ".join(parts)

    def print_plot(self) -> None:
        """Ask for a printer, then draw the plot on it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        paper = self.context.book.season.letterhead.paper.value
        paper_for(printer, landscape=True, name=self.words("window.page.titles"), paper=paper)
        printer.setFullPage(False)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.words("fight.print_title"))
        dialog.accepted.connect(partial(self.send_to, printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def send_to(self, printer: QPrinter) -> None:
        """Draw the plot on this printer, and say what became of it."""
        try:
            refuse_dead_queue(printer)
            draw_on(printer, *self._on_paper())
        except Trouble as trouble:
            self.context.message.emit(self.words(trouble.key, **trouble.values))
            return
        self.context.message.emit(self.words("session.print.sent", n=1, printer=where(printer)))

    def export_plot(self) -> None:
        """Ask for a file, then write the plot to it: PDF, or SVG."""
        words = self.words
        dialog = file_dialog(self, words, words("fight.export_title"), f"{self.championship}.pdf", words("fight.kinds"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: self.write_to(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_to(self, path: Path) -> None:
        """Write the plot, and say where."""
        try:
            write(path, *self._on_paper())
        except Trouble as trouble:
            self.context.message.emit(self.words(trouble.key, **trouble.values))
            return
        self.context.message.emit(self.words("fight.exported", path=path))

    # -- looks
    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self.words
        self.forms.say(words("fight.form"), {form: words(f"fight.{form}") for form in FORMS})
        for action, key in self._actions:
            action.setText(words(key))
        self.model.set_columns(self._columns())
        self.titles.retranslate()
        super().retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what it takes under the plot where there is no room beside it, to be scrolled to."""
        super().resizeEvent(event)
        px = self.context.look.px
        beside = self.width() >= px(_BESIDE_FROM)
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._side.setFixedWidth(px(_SIDE) if beside else self.width())
        self.table.setMinimumHeight(px(_LOWEST))

    def refresh(self) -> None:
        """Show what follows from the facts now; teams have other columns than drivers."""
        columns = self._columns()
        if [each.head for each in self.model.columns] != [each.head for each in columns]:
            self.model.set_columns(columns)
        super().refresh()

    def _columns(self) -> list[Any]:
        ranks = self.book.season.regulations.championship(self.championship).ranks
        return contender_columns(self.words, ranks)


def _two(in_contention: tuple[str, ...], key: str) -> tuple[str, ...]:
    """A name in contention and the best of the others; the first two for a name that is out; empty for fewer than two."""
    if len(in_contention) < 2:
        return ()
    if key not in in_contention:
        return in_contention[:2]
    return key, next(each for each in in_contention if each != key)
