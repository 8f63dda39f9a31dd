"""The main window: menus, the page of the open file (or of the first run), the status line; everything meets here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from cupdesk.ui.actions import CHOICES, Actions
from cupdesk.ui.commands import commands
from cupdesk.ui.context import Context
from cupdesk.ui.controls.look import Look, resolved_theme
from cupdesk.ui.controls.notice import Notice
from cupdesk.ui.controls.parts import dress
from cupdesk.ui.controls.qt_words import let_qt_speak, running
from cupdesk.ui.desk_page import DeskPage, size_class
from cupdesk.ui.files import Files, local_files
from cupdesk.ui.finding.palette import FindField, Palette
from cupdesk.ui.helping.help import Help
from cupdesk.ui.importing.taking import Importing
from cupdesk.ui.memory import keep_built, let_go
from cupdesk.ui.status_line import StatusLine
from cupdesk.ui.steps import Steps
from cupdesk.ui.travel import Travel
from cupdesk.words import Words

if TYPE_CHECKING:
    from cupdesk.desk import Changed, Desk
    from cupdesk.ui.paddock.screen import Paddock
    from cupdesk.ui.settings import Settings

SMALLEST = QSize(960, 640)
USUAL = QSize(1280, 772)


class MainWindow(QMainWindow):
    """One window over one desk; without a desk it shows the first-run page."""

    look_changed = Signal()

    def __init__(self, desk: Desk | None, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.words = Words(settings.language)
        self.look = self._new_look()
        self._shown = False
        self.desk: Desk | None = None
        self.context: Context | None = None
        self.page: DeskPage | None = None
        self.setProperty("role", "body")
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.notice = Notice()
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.files = Files(self)
        self.travel = Travel(self)
        self.steps = Steps(self)
        self.help = Help(self)
        self.importing = Importing(self)
        self.paddock: Paddock | None = None
        self.palette_ = Palette(self)
        self.find_field = FindField(self)
        self.find_field.clicked.connect(self.palette_.open)
        self.actions_ = Actions(self, commands(self), self.choose)
        self._whole = QWidget()
        self._column = QVBoxLayout(self._whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.notice)
        self.status.take_in(self.importing.offer)
        self._body: QWidget = self.files.first_run
        self._column.addWidget(self._body, 1)
        self.menuBar().setProperty("role", "body")
        self.setCentralWidget(self._whole)
        if not self.restoreGeometry(settings.geometry):
            self.resize(USUAL)
        self.apply_look()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_turned)
        if desk is not None:
            self.open_desk(desk)
        else:
            self.retranslate()
        self.importing.watch_as_before()

    # -- the file
    def open_desk(self, desk: Desk) -> None:
        """Turn to an open file, in place of the one before."""
        self.close_desk()
        desk.operator = self.settings.operator
        self.desk = desk
        self.context = Context(desk, self.settings, self.look)
        self.context.read_only = desk.store.read_only
        self.context.message.connect(self.status.say)
        self.context.what_if_changed.connect(self.steps.show)
        self.page = DeskPage(self.context)
        self._known_pages: set[str] = set()
        self.context.session_wanted.connect(self.travel.to_session)
        self.context.page_wanted.connect(self.travel.to_page)
        self.context.why_wanted.connect(self.help.why)
        self.page.tree.session_chosen.connect(self.travel.to_session)
        self.page.tree.page_chosen.connect(self.travel.to_page)
        self.page.session.screen_built.connect(self._screen_built)
        self.page.place_changed.connect(self._place_changed)
        self.page.guide.place_wanted.connect(lambda place: self.actions_[place].trigger())
        self.page.session.tab_shown.connect(lambda _: self.steps.show())
        desk.listen(self._changed)
        self._show_body(self.page)
        self.actions_.set_open(True)
        self._dress_all()
        self.retranslate()
        self.travel.to_start()
        keep_built()
        if self._shown:
            self.page.session.build_when_idle()

    def close_desk(self) -> None:
        """Close the open file, if there is one, and show the first-run page."""
        desk = self.leave_desk()
        if desk is not None:
            desk.store.close()
            self.retranslate()

    def leave_desk(self) -> Desk | None:
        """Let go of the desk without closing its file; the desk, if there was one."""
        desk, page = self.desk, self.page
        if desk is None or page is None:
            return None
        self.actions_.let_go()
        self.help.put_away()
        if self.paddock is not None:
            self.paddock.close()
        page.session.stop_building()
        self._show_body(self.files.first_run)
        page.deleteLater()
        desk.forget(self._changed)
        self.desk = self.context = self.page = None
        let_go()
        return desk

    def _show_body(self, body: QWidget) -> None:
        self._column.removeWidget(self._body)
        self._body.hide()
        self._body = body
        self._column.addWidget(body, 1)
        body.show()

    def _screen_built(self, name: str) -> None:
        assert self.page is not None
        self.actions_.take_in(name, self.page.session.screen_named(name).actions_of_screen())

    def _place_changed(self, place: str) -> None:
        assert self.page is not None
        if place in self.page.pages and place not in self._known_pages:
            self._known_pages.add(place)
            self.actions_.take_in("pages", self.page.pages[place].actions_of_screen(), place)
        self.actions_.turn_to(place)
        self.steps.show()

    def _changed(self, changed: Changed) -> None:
        """One pass over everything after an edit."""
        assert self.page is not None
        self.status.say("")
        self.page.refresh(changed)
        self.help.refresh()
        if self.paddock is not None:
            self.paddock.refresh()
        self.show_status()

    # -- what is shown all around
    def show_status(self) -> None:
        """Bring status line, undo and redo up to date."""
        words = self.words
        self.status.show_right(
            words("window.operator", initials=self.settings.operator) if self.settings.operator else "",
            words("window.languages", window=words.language.upper(), documents=self.settings.document_language.upper()),
        )
        if self.desk is None:
            self.status.show_saved(words("window.no_file"), self.look)
            self.status.show_undo("")
            self.status.show_problems("", self.look)
            self.status.show_what_if("", self.look)
            return
        self.steps.show()
        self.status.show_problems(self.travel.problems_text(), self.look)
        if self.desk.store.read_only:
            self.status.show_saved(words("window.read_only"), self.look, good=False)
        else:
            at = f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005
            self.status.show_saved(words("window.saved", at=at), self.look)

    def retranslate(self) -> None:
        """Turn everything to the window's language, at once."""
        let_qt_speak(self.words.language, running())
        self.actions_.retranslate(self.words)
        self.actions_.set_open(self.desk is not None)
        self.status.retranslate(self.words)
        self.files.retranslate()
        self.importing.retranslate()
        self.menuBar().setAccessibleName(self.words("window.region.menu"))
        self.find_field.fit()
        if self.page is not None:
            self.page.retranslate()
        self.help.refresh()
        self.setWindowTitle(self.files.title())
        self._check_regions()
        self.show_status()
        for kind, value in self._chosen().items():
            self.actions_.check(kind, value)

    def show_region(self, name: str) -> None:
        """Show or hide the season tree or the live standings."""
        self.settings.set_flag(name, not self.settings.flag(name, True))
        if self.page is not None:
            self.page.show_regions()
            self.page.lay_out()
        self._check_regions()

    def _check_regions(self) -> None:
        for name in ("tree", "dock"):
            self.actions_[name].setChecked(self.settings.flag(name, True))

    def forget_paddock(self) -> None:
        """The paddock screen has been closed: the keyboard is back here."""
        self.paddock = None
        self.activateWindow()

    def show_guide(self) -> None:
        """Give the keyboard to the guided card; from inside it, close it."""
        if self.page is not None and not self.page.guide.call():
            self.status.say(self.words("window.guide.elsewhere"))

    # -- choices
    def _chosen(self) -> dict[str, str]:
        s = self.settings
        return {"theme": s.theme, "language": s.language, "documents": s.document_language, "density": s.density}

    def choose(self, kind: str, value: str) -> None:
        """Choose a theme, a language, the documents' language or a density: at once, and remembered."""
        if kind == "theme":
            self.settings.theme = value
            self.apply_look()
        elif kind == "density":
            self.settings.density = value
            self.apply_look()
        elif kind == "documents":
            self.settings.document_language = value
            if self.context is not None:
                self.context.set_document_language(value)
        else:
            documents = self.settings.document_language
            self.settings.language, self.settings.document_language = value, documents
            self.words = Words(value)
            if self.context is not None:
                self.context.set_language(value)
            self.status.say("")
            self.retranslate()
        self.actions_.check(kind, value)
        self.show_status()

    def choose_next(self, kind: str) -> None:
        """Go on to the next choice of a kind."""
        now = resolved_theme(self.settings.theme) if kind == "theme" else self._chosen()[kind]
        choices = ("light", "dark") if kind == "theme" else CHOICES[kind]
        self.choose(kind, choices[(choices.index(now) + 1) % len(choices)])

    def resize_text(self, by: int) -> None:
        """Make the text larger or smaller by so many percent (0: back to 100 %)."""
        self.settings.text_size = self.settings.text_size + by if by else 100
        self.apply_look()

    # -- the look
    def _new_look(self) -> Look:
        wide = size_class(self.width(), self.settings.text_size) == "wide"
        return Look(resolved_theme(self.settings.theme), self.settings.text_size, self.settings.density, wide=wide)

    def apply_look(self) -> None:
        """Dress everything in the look chosen."""
        self.look = self._new_look()
        self.look.apply(running(), styled=self._shown)
        self.actions_.dress(self.look)
        self.setWindowIcon(self.look.icon("cupdesk", size=32))
        if self.context is not None:
            self.context.set_look(self.look)
        self._dress_all()
        if self.page is not None:
            self.page.retranslate()
            self.page.fit(self.page.width())
            self.page.lay_out()
        self.show_status()

    def _system_turned(self) -> None:
        """Follow the system from day to night, if that is the theme chosen."""
        if self.settings.theme == "system":
            self.apply_look()

    def _dress_all(self) -> None:
        dress(self, self.look)
        self.find_field.fit()
        self.files.dress()

    # -- events
    def showEvent(self, event: QShowEvent) -> None:
        """Put the style sheet on when all is in its place: before, every widget would be polished at each step of the way."""
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            self.look.apply(running())
        if self.page is not None:
            self.page.session.build_when_idle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn to larger type on a wide window."""
        super().resizeEvent(event)
        if (size_class(self.width(), self.settings.text_size) == "wide") != self.look.wide:
            self.apply_look()
        self.palette_.put_away(back=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nothing else wants it, goes to the entry line."""
        if event.matches(QKeySequence.StandardKey.Cancel) and self.page is not None:
            self.travel.to_line()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped on an open season: timing files for the session shown."""
        if self.context is not None and local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what the files dropped give, together."""
        self.importing.show(local_files(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was, and let go of the file."""
        self.settings.geometry = self.saveGeometry()
        self.settings.save()
        desk = self.leave_desk()
        if desk is not None:
            desk.store.close()
        super().closeEvent(event)
