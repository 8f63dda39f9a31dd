"""The palette (Ctrl+K): one line that finds cars, sessions, documents, tables and actions, and the field that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cupdesk.ui.controls.parts import dress, key_cap, label, line
from cupdesk.ui.finding.finds import MOST, Find, asked, ranked, shared_out
from cupdesk.ui.finding.palette_list import FindsList
from cupdesk.ui.places import PAGES

if TYPE_CHECKING:
    from cupdesk.ui.finding.finding import Finding
    from cupdesk.ui.main_window import MainWindow

WIDTH, FIELD = 620, 316
_SHADOW, _ABOVE, _EDGE, _RADIUS = 14, 2, 3, 4
_RECENT, _NEAR = 8, 3


class FindField(QPushButton):
    """The field at the right of the menu bar: what can be found, and the key."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.menuBar())
        self._window = window
        window.menuBar().installEventFilter(self)
        self.setObjectName("find")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icon, self._text, self._key = QLabel(), label("small", "quiet"), key_cap("Ctrl+K")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 5, 0)
        row.setSpacing(7)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._key)
        for part in (self._icon, self._text, self._key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the menu bar."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Say what it is, as wide as the menus leave room: at last the icon alone, or nothing (the menu has the key)."""
        window = self._window
        words, look, bar = window.words, window.look, window.menuBar()
        dress(self, look)
        text = words("window.palette.field")
        self._icon.setPixmap(look.pixmap("search", 14, "text2"))
        self._text.setText(text)
        self.setAccessibleName(words("window.palette.name"))
        self.setToolTip(f"{text} (Ctrl+K)")
        menus = [bar.actionGeometry(action).right() for action in bar.actions()]
        room = window.width() - max(menus, default=0) - look.px(24)
        whole = self._key.sizeHint().width() + self._text.sizeHint().width() + look.px(52)
        self._text.setVisible(room >= whole)
        self._key.setVisible(room >= look.px(96))
        wanted = max(look.px(FIELD), whole) if room >= whole else look.px(90 if room >= look.px(96) else 32)
        width, height = min(wanted, room), look.px(24)
        self.setVisible(room >= look.px(32))
        self.setGeometry(window.width() - width - look.px(6), (bar.height() - height) // 2, width, height)


class _Line(QLineEdit):
    """The line of the palette: arrows and Tab move in the list, Esc and leaving close it."""

    moved = Signal(int)
    left = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that are the list's."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(True)
        elif (step := steps.get(Qt.Key(event.key()))) is not None:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves in the list: there is nowhere else to go."""
        self.moved.emit(1 if forward else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A palette without the keyboard is closed; a menu or another window only borrows it."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit(False)


class Palette(QWidget):
    """Stands over the window, under the menu bar. Its shadow is the only one of the program."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._back: QWidget | None = None
        self._all: list[Find] = []
        self._finding: Finding | None = None
        self._recent: list[str] = []
        self.line = _Line()
        self.line.setProperty("role", "entry")
        self.line.setFrame(False)
        self.list = FindsList(window.look)
        self._icon, self._hint, self._none = QLabel(), label("small", "secondary"), label("body", "quiet")
        self._none.setContentsMargins(14, 8, 14, 8)
        self._lay_out()
        self.line.textEdited.connect(lambda _: self.search())
        self.line.returnPressed.connect(self._take)
        self.line.moved.connect(lambda by: self._say(self.list.step(by)))
        self.line.left.connect(lambda back: self.put_away(back=back))
        self.list.clicked.connect(lambda _: self._take())
        self.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(14, 8, 14, 8)
        top.setSpacing(8)
        top.addWidget(self._icon)
        top.addWidget(self.line, 1)
        top.addWidget(self._hint)
        # Opaque, so that nothing under it is painted while one types; the round edge and the shadow are its parent's.
        self._frame = QFrame()
        self._frame.setAutoFillBackground(True)
        self._frame.setBackgroundRole(QPalette.ColorRole.Base)
        inner = QVBoxLayout(self._frame)
        inner.setContentsMargins(0, 0, 0, 8 - _EDGE)
        inner.setSpacing(0)
        inner.addLayout(top)
        inner.addWidget(line())
        inner.addWidget(self._none)
        inner.addWidget(self.list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_SHADOW + _EDGE, _ABOVE + _EDGE, _SHADOW + _EDGE, _SHADOW + _EDGE)
        whole.addWidget(self._frame)

    def open(self) -> None:
        """Show it, empty; once more: put it away."""
        if self.isVisible():
            self.put_away(back=True)
            return
        from cupdesk.ui.finding.finding import Finding  # with all that can be found: not to start

        window = self._window
        self._back = QApplication.focusWidget()
        self._finding = Finding(window)
        self._all = self._finding.all()
        self._dress()
        self.line.clear()
        self.search()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self, *, back: bool) -> None:
        """Hide it, and give the keyboard `back` to where it was."""
        if not self.isVisible():
            return
        self.line.blockSignals(True)
        if back and self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.line.blockSignals(False)
        self._back, self._finding, self._all = None, None, []

    def _dress(self) -> None:
        look, words = self._window.look, self._window.words
        dress(self, look)
        self.list.set_look(look)
        self._icon.setPixmap(look.pixmap("search", 18, "text2"))
        self.line.setAccessibleName(words("window.palette.name"))
        self.line.setAccessibleDescription(words("window.palette.field"))
        self.line.setPlaceholderText(words("window.palette.field"))
        self.list.setAccessibleName(words("window.palette.found"))
        self._hint.setText(words("window.palette.also"))

    def search(self) -> None:
        """Show what the line finds; while it is empty what was used last, then what is near."""
        text, words = self.line.text(), self._window.words
        lines: list[Find | str] = []
        group = ""
        for find in self._found(text) if text.strip() else self._usual():
            head = find.group if text.strip() else "recent" if find.key in self._recent else "near"
            if head != group:
                lines.append(words(f"window.palette.group.{head}", car=find.key.partition(" ")[2]))
                group = head
            lines.append(find)
        self.list.finds.show(lines)
        self._none.setVisible(not lines)
        self._none.setText(words("window.palette.nothing", text=text.strip()))
        self._hint.setVisible(not text.strip() or len(text) < _RECENT)
        first = self.list.step(0)
        if text.strip():
            self._say(first)
        self._fit()

    def _found(self, text: str) -> list[Find]:
        assert self._finding is not None
        found, words = ranked(self._all, text), asked(text)
        known_cars = {f.number for f in self._all if f.group == "car"}
        spoken = [word for word in words if word in known_cars]
        if len(words) > 1 and len(spoken) == 1:
            # "what if 40", "40 history": what is to be done with the car, in words
            return shared_out([*ranked(self._finding.on_car(spoken[0]), text), *found])
        numbers = [f.number for f in found if f.group == "car"]
        car = words[0] if words[0] in numbers else numbers[0] if len(numbers) == 1 else ""
        if car:
            about = self._finding.on_car(car)
            known = {f.key for f in about}
            found = [*about, *(f for f in found if f.key not in known)]
        return shared_out(found)

    def _usual(self) -> list[Find]:
        """What was taken last, the latest first; then the sessions of this meeting and the pages."""
        known = {f.key: f for f in self._all}
        recent = [known[key] for key in self._recent if key in known]
        sessions = [f for f in self._all if f.group == "session"][:_NEAR]
        pages = [f for page in PAGES for f in self._all if f.key == f"action window.action.{page}"]
        rest = [f for f in self._all if f.group == "action"] if not pages else []
        return [*recent, *(f for f in (*sessions, *pages, *rest) if f not in recent)][:MOST]

    def _take(self) -> None:
        find = self.list.current()
        if find is None:
            return
        if find.group != "on_car":
            self._recent = [find.key, *(key for key in self._recent if key != find.key)][:_RECENT]
        self.put_away(back=True)
        find.does()

    def _say(self, find: Find | None) -> None:
        """Let a screen reader say what Enter would take: the keyboard stays in the line."""
        text = find.text if find else self._none.text()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, text))

    def _fit(self) -> None:
        window, px = self._window, self._window.look.px
        self.list.setFixedHeight(self.list.height_wanted)
        width = min(px(WIDTH), window.width() - 2 * px(12)) + 2 * _SHADOW
        for each in (self._frame.layout(), self.layout()):
            assert each is not None
            each.invalidate()
            each.activate()
        self.setGeometry((window.width() - width) // 2, window.menuBar().height() + 4, width, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shadow, a few soft edges (no blurring, so that it costs nothing while typing), then the sheet on it."""
        painter, look = QPainter(self), self._window.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(look.colour("shadow"))
        for i in range(_SHADOW):
            colour.setAlphaF(0.012 + 0.0012 * i)
            painter.setBrush(colour)
            edge = QRectF(self.rect()).adjusted(i, max(i - _SHADOW + 6, 0), -i, -i)
            painter.drawRoundedRect(edge, _SHADOW - i + _RADIUS, _SHADOW - i + _RADIUS)
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.setBrush(look.colour("base"))
        sheet = QRectF(self.rect()).adjusted(_SHADOW + 0.5, _ABOVE + 0.5, -_SHADOW - 0.5, -_SHADOW - 0.5)
        painter.drawRoundedRect(sheet, _RADIUS, _RADIUS)
