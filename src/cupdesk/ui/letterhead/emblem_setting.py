"""A picture of the letterhead on its form: shown as it is printed, chosen, pasted or dropped, named, moved, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from cupdesk.rules.letterhead import MOST_PICTURES, Emblem
from cupdesk.rules.pictures import Fault, measured
from cupdesk.sheets.pdf import pixels
from cupdesk.sheets.sheet import Image
from cupdesk.ui.letterhead.parts import Setting
from cupdesk.ui.letterhead.picture_files import has_picture
from cupdesk.ui.rule_book.setting_controls import TextControl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cupdesk.rules.pictures import Picture
    from cupdesk.ui.context import Context

WIDTH, HEIGHT_100, INSET = 132, 44, 4
_MOVES = (("up", "▲", -1), ("down", "▼", 1))


class EmblemRow(QWidget):
    """One picture: a button that shows it on white paper, its name, what can be done with it.

    `chosen` asks for a file, `dropped` tells what was dropped, `named` another name, `removed` and `moved` what is meant.
    """

    chosen = Signal()
    dropped = Signal(object)
    named = Signal(str)
    removed = Signal()
    moved = Signal(int)

    def __init__(self, context: Context, *, movable: bool) -> None:
        super().__init__()
        self._context = context
        self._name = ""
        self.setAcceptDrops(True)
        self.shown = QPushButton()
        self.shown.clicked.connect(lambda _: self.chosen.emit())
        self.name = TextControl(context, 0)
        self.name.editingFinished.connect(self._left)
        self.moves = {key: QToolButton() for key, _, _ in _MOVES} if movable else {}
        self.remove = QToolButton()
        self.remove.setText("✕")
        self.remove.clicked.connect(lambda _: self.removed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.shown)
        row.addWidget(self.name, 100)
        for key, sign, by in _MOVES:
            if movable:
                self.moves[key].setText(sign)
                self.moves[key].clicked.connect(lambda _=False, by=by: self.moved.emit(by))
                row.addWidget(self.moves[key])
        row.addWidget(self.remove)
        row.addStretch(1)

    def show_emblem(self, emblem: Emblem | None, pictures: Mapping[str, Picture], title: str) -> None:
        """Show a picture, or that there is none; `title` is what it is on the letterhead."""
        words, look = self._context.words, self._context.look
        self._name = emblem.name if emblem else ""
        size = QSize(look.px(WIDTH), look.px(HEIGHT_100))
        self.shown.setFixedHeight(size.height())
        self.shown.setMinimumWidth(size.width())
        self.shown.setMaximumWidth(size.width() if emblem else 2 * size.width())
        self.shown.setIconSize(size - QSize(2 * INSET, 2 * INSET))
        self.shown.setIcon(QIcon(_on_paper(pictures[emblem.picture], self.shown.iconSize())) if emblem else QIcon())
        self.shown.setText("" if emblem else words("look.choose_file"))
        said = words("look.picture", title=title, name=self._name) if emblem else words("look.none", title=title)
        self.shown.setAccessibleName(said)
        self.shown.setAccessibleDescription(words("look.picture_keys"))
        self.shown.setToolTip(words("look.picture_keys"))
        self.name.show_text(self._name, ())
        self.name.rest()
        self.name.setPlaceholderText(words("look.picture_name"))
        self.name.setAccessibleName(words("look.picture_name_of", title=title))
        for part in (self.name, self.remove, *self.moves.values()):
            part.setVisible(emblem is not None)
        self.remove.setToolTip(words("look.action.remove"))
        self.remove.setAccessibleName(f"{title}, {words('look.action.remove')}")
        for key, button in self.moves.items():
            button.setToolTip(words(f"look.action.{key}"))
            button.setAccessibleName(f"{title}, {words(f'look.action.{key}')}")

    def _left(self) -> None:
        text = " ".join(self.name.text().split())
        if text != self._name:
            self.named.emit(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures and files may be dropped."""
        if has_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())


def _on_paper(picture: Picture, size: QSize) -> QPixmap:
    """The picture on white, as large as it can be."""
    found = measured(picture.data)
    assert not isinstance(found, Fault)
    data = picture.data
    if found.form == "svg":
        data = pixels(Image(picture.digest, "", found.form.value, found.width, found.height, data))
    image = QImage.fromData(data)
    whole = QPixmap(size)
    whole.fill(Qt.GlobalColor.white)
    room = size - QSize(2 * INSET, 2 * INSET)
    small = image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter = QPainter(whole)
    painter.drawImage((size.width() - small.width()) // 2, (size.height() - small.height()) // 2, small)
    painter.end()
    return whole


class EmblemsSetting(Setting):
    """The logo (one picture) or the sponsors (several, in order).

    `wanted(at)` asks for a file for a place, `dropped(at, mime)` tells what was dropped there; a place beyond the last is
    a new one. `changed` tells the pictures as they are now meant.
    """

    wanted = Signal(int)
    dropped = Signal(int, object)
    changed = Signal(object)

    def __init__(self, context: Context, name: str, most: int = MOST_PICTURES) -> None:
        super().__init__(context, name)
        self._most = most
        self._emblems: tuple[Emblem, ...] = ()
        self.rows: list[EmblemRow] = []

    def show_emblems(self, emblems: tuple[Emblem, ...], pictures: Mapping[str, Picture]) -> None:
        """Show these pictures, and a place for one more while there is room."""
        self._emblems = emblems
        shown = min(len(emblems) + 1, self._most)
        while len(self.rows) < shown:
            self._add_row()
        for at, row in enumerate(self.rows):
            row.setVisible(at < shown)
            if at < shown:
                title = self.title if self._most == 1 else self.context.words("look.nth", title=self.title, n=at + 1)
                row.show_emblem(emblems[at] if at < len(emblems) else None, pictures, title)

    def _add_row(self) -> None:
        at, row = len(self.rows), EmblemRow(self.context, movable=self._most > 1)
        row.chosen.connect(lambda: self.wanted.emit(at))
        row.dropped.connect(lambda mime: self.dropped.emit(at, mime))
        row.named.connect(lambda text: self._put(at, text))
        row.removed.connect(lambda: self.remove(at))
        row.moved.connect(lambda by: self.move_by(at, by))
        self.rows.append(row)
        self.body.addWidget(row)

    def at(self, widget: QWidget | None) -> int | None:
        """The place of the row that this widget is in."""
        return next((i for i, row in enumerate(self.rows) if widget is not None and row.isAncestorOf(widget)), None)

    def remove(self, at: int) -> None:
        """Take a picture away; the keyboard stays at its place."""
        if at < len(self._emblems):
            self.changed.emit((*self._emblems[:at], *self._emblems[at + 1 :]))
            self.rows[at].shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_by(self, at: int, by: int) -> None:
        """Move a picture before the one before it, or behind the next; the keyboard goes with it."""
        to = at + by
        if at < len(self._emblems) and 0 <= to < len(self._emblems):
            emblems = list(self._emblems)
            emblems[at], emblems[to] = emblems[to], emblems[at]
            self.changed.emit(tuple(emblems))
            self.rows[to].shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def with_pictures(self, at: int, found: tuple[Emblem, ...]) -> tuple[Emblem, ...]:
        """The pictures with those found put at a place: one in place of what is there, more of them behind it."""
        known = list(self._emblems)
        kept = known[at].name if at < len(known) and known[at].name else ""
        first = Emblem(found[0].picture, kept or found[0].name)
        return tuple([*known[:at], first, *found[1:], *known[at + 1 :]][: self._most])

    def _put(self, at: int, name: str) -> None:
        emblems = list(self._emblems)
        emblems[at] = Emblem(emblems[at].picture, name)
        self.changed.emit(tuple(emblems))
