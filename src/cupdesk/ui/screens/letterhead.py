"""Letterhead: the organiser's look of every document, beside a real document of the season that wears it at once.

Each change is recorded when it is meant (Enter, leaving a line, a choice) and is one step; what is being typed shows on the
page already.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cupdesk.rules.edits import SetLetterhead
from cupdesk.rules.letterhead import PLAIN, Emblem
from cupdesk.ui.controls.file_dialog import file_dialog
from cupdesk.ui.controls.head import Head
from cupdesk.ui.controls.parts import dress, line
from cupdesk.ui.letterhead.form import LetterheadForm
from cupdesk.ui.letterhead.picture_files import KINDS, Taken, from_clipboard, from_file, has_picture
from cupdesk.ui.letterhead.sample import Sample
from cupdesk.ui.paper.preview_pane import PreviewPane
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from cupdesk.rules.letterhead import Letterhead
    from cupdesk.rules.pictures import Picture
    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context
    from cupdesk.ui.letterhead.emblem_setting import EmblemsSetting

FORM, LEAST = 500, 300
_KEYS = {
    "paste": "Ctrl+V",
    "remove": "Del",
    "up": "Alt+Up",
    "down": "Alt+Down",
    "plain": "Ctrl+Shift+Q",
    "page": "Ctrl+Return",
}


class LetterheadPage(QFrame):
    """The letterhead of the season, and a page that wears it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("region", "base")
        self.setAcceptDrops(True)
        self._draft: Letterhead = context.book.season.letterhead
        self._shown: Sheet | None = None
        self.sample = Sample(context)
        self.head = Head()
        self.head.tabs.hide()
        self.head.state.hide()
        self.plain = QPushButton()
        self.plain.clicked.connect(self.clear)
        self._turned, self.turn_button = False, QPushButton()
        self.turn_button.clicked.connect(self.turn_over)
        self.form = LetterheadForm(context)
        self.form.drafted.connect(self._drafted)
        self.form.changed.connect(self.record)
        for setting in (self.form.logo, self.form.strip):
            setting.wanted.connect(partial(self._ask_file, setting))
            setting.dropped.connect(partial(self._take_mime, setting))
        self.preview = PreviewPane(context)
        self.preview.changed.connect(self._show_document)
        context.document_language_changed.connect(self._show_document)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._render)
        self._lay_out()
        self._actions: dict[str, QAction] = {}
        does: dict[str, Callable[[], object]] = {
            "paste": self.paste,
            "remove": lambda: self._with_row(lambda setting, at: setting.remove(at)),
            "up": lambda: self._with_row(lambda setting, at: setting.move_by(at, -1)),
            "down": lambda: self._with_row(lambda setting, at: setting.move_by(at, 1)),
            "plain": self.clear,
            "page": self.turn_over,
        }
        for name, key in _KEYS.items():
            action = self._actions[name] = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, name=name: does[name]())
            self.addAction(action)

    def _lay_out(self) -> None:
        within = self.head.layout()
        assert within is not None
        within.addWidget(self.turn_button)
        within.addWidget(self.plain)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self.form)
        self._divider = line(upright=True)
        sides.addWidget(self._divider)
        sides.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(sides, 1)

    # -- what the window asks
    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for its menu."""
        return list(self._actions.values())

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        shown = [self.form.logo.rows[0].shown, self.form.colour.text, self.form.head.edits[0][0]]
        pages = [self.preview.documents, self.preview.pages]
        return [*(shown if self.form.isVisible() else []), *(pages if self.preview.isVisible() else [])]

    def focus_table(self) -> None:
        """Give the keyboard to the logo, or to the page that stands in its place."""
        self.stops()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_after(self, session: str) -> None:
        """Bring the page up to date."""
        self.refresh()

    def turn(self, by: int) -> None:
        """Show the kind of document before or after."""
        documents = self.preview.documents
        documents.setCurrentIndex((documents.currentIndex() + by) % max(documents.count(), 1))

    def refresh(self) -> None:
        """Show the letterhead as it is on file."""
        season = self.context.book.season
        self._draft = season.letterhead
        self.form.setEnabled(not self.context.read_only)
        self.plain.setEnabled(not self.context.read_only and season.letterhead != PLAIN)
        self._actions["plain"].setEnabled(self.plain.isEnabled())
        self.form.show_letterhead(season.letterhead, {picture.digest: picture for picture in season.pictures})
        self.preview.offer(self.sample.kinds())
        self._show_document()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self.context.words
        self.head.name.setText(words("window.page.letterhead"))
        self.head.about.setText(words("look.about.page"))
        self.plain.setText(words("look.action.plain"))
        for name, action in self._actions.items():
            action.setText(words(f"look.action.{name}"))
            action.setStatusTip(words(f"look.hint.{name}"))
        self.form.retranslate()
        self.preview.retranslate()
        dress(self, self.context.look)
        self._fit()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Set the page when it is looked at."""
        super().showEvent(event)
        self._soon.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the page in the place of the form where there is no room for it beside."""
        super().resizeEvent(event)
        self._fit()

    def turn_over(self) -> None:
        """Show the page in the place of the form, or the form again."""
        self._turned = not self._turned
        self._fit()
        self.focus_table()
        self._soon.start(0)

    def _fit(self) -> None:
        look, words = self.context.look, self.context.words
        beside = self.width() - look.px(FORM) >= look.px(LEAST)
        self.form.setVisible(beside or not self._turned)
        self.preview.setVisible(beside or self._turned)
        self._divider.setVisible(beside)
        self.form.setFixedWidth(look.px(FORM) if beside else max(self.width(), 1))
        text = words(f"look.action.{'form' if self._turned else 'page'}")
        self.turn_button.setVisible(not beside)
        self.turn_button.setText(f"{text}  Ctrl+⏎")
        self.turn_button.setAccessibleName(text)
        self._actions["page"].setText(text)
        self._actions["page"].setEnabled(not beside)

    # -- what is recorded
    def record(self, letterhead: Letterhead, about: str, pictures: tuple[Picture, ...] = ()) -> None:
        """Take a letterhead, as one step."""
        if self.context.read_only:
            return
        try:
            self.context.desk.do(SetLetterhead(letterhead, pictures, about))
        except Trouble as trouble:
            self.context.message.emit(self.context.words(trouble.key, **trouble.values))
            self.refresh()

    def clear(self) -> None:
        """Go back to plain paper."""
        self.record(PLAIN, "")

    # -- pictures
    def _with_row(self, does: Callable[[EmblemsSetting, int], object]) -> None:
        """Do something to the picture with the keyboard."""
        for setting in (self.form.logo, self.form.strip):
            at = setting.at(self.focusWidget())
            if at is not None:
                does(setting, at)

    def _ask_file(self, setting: EmblemsSetting, at: int) -> None:
        words, folder = self.context.words, self.context.settings.import_folder
        kinds = f"{words('look.pictures')} ({KINDS})"
        dialog = file_dialog(self, words, setting.title, str(folder or Path.home()), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_file(setting, at, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_file(self, setting: EmblemsSetting, at: int, path: Path) -> None:
        """Put the picture of a file at a place."""
        self._take(setting, at, lambda: (from_file(path),))

    def paste(self) -> None:
        """Put the picture on the clipboard where the keyboard is; elsewhere it is the logo, or another sponsor if there is one."""
        mime = QGuiApplication.clipboard().mimeData()
        for setting in (self.form.logo, self.form.strip):
            at = setting.at(self.focusWidget())
            if at is not None:
                self._take_mime(setting, at, mime)
                return
        self._take_mime(*self._free(), mime)

    def _free(self) -> tuple[EmblemsSetting, int]:
        """Where a picture goes that was given no place."""
        letterhead = self.context.book.season.letterhead
        return (self.form.strip, len(letterhead.strip)) if letterhead.logo else (self.form.logo, 0)

    def _take_mime(self, setting: EmblemsSetting, at: int, mime: QMimeData) -> None:
        self._take(setting, at, lambda: from_clipboard(mime, self.context.words("look.pasted")))

    def _take(self, setting: EmblemsSetting, at: int, read: Callable[[], tuple[Taken, ...]]) -> None:
        words, season = self.context.words, self.context.book.season
        try:
            taken = read()
        except Trouble as trouble:
            sentence = words(trouble.key, **trouble.values)
            setting.say(sentence, "problem")
            self.form.bring_in(setting)
            self.context.message.emit(sentence)
            return
        emblems = setting.with_pictures(at, tuple(Emblem(each.picture.digest, each.name) for each in taken))
        known = {picture.digest for picture in season.pictures}
        new = tuple(each.picture for each in taken if each.picture.digest not in known)
        if setting is self.form.logo:
            self.record(replace(season.letterhead, logo=emblems[0]), "logo", new)
        else:
            self.record(replace(season.letterhead, strip=emblems), "strip", new)
        redrawn = any(each.redrawn for each in taken)
        setting.say(words("look.redrawn") if redrawn else "", "attention" if redrawn else "secondary")
        self.form.bring_in(setting)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures may be dropped anywhere on the page."""
        if has_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped beside the pictures is the logo, or another sponsor if there is one."""
        event.acceptProposedAction()
        self._take_mime(*self._free(), event.mimeData())

    # -- the page beside
    def _show_document(self) -> None:
        """Show the kind of document chosen: what it has of its own, and its page."""
        words = self.context.words
        try:
            own = self.sample.own(self.preview.document, self._draft)
        except Trouble as trouble:
            self.preview.say(words(trouble.key, **trouble.values))
            return
        self.form.show_document(own)
        self._soon.start(0)

    def _drafted(self, letterhead: Letterhead) -> None:
        self._draft = letterhead
        self._soon.start(0)

    def _render(self) -> None:
        if not self.isVisible() or not self.preview.isVisible():
            return
        try:
            sheet = self.sample.sheet(self.preview.document, self._draft)
        except Trouble as trouble:
            self.preview.say(self.context.words(trouble.key, **trouble.values))
            return
        if sheet != self._shown:
            self._shown = sheet
            self.preview.show_sheet(sheet)
