"""Small pieces every region is made of: labels in a role, key caps, strips, heads, hairlines, one-of-many buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QTabBar

    from cupdesk.ui.controls.cells import Run
    from cupdesk.ui.controls.look import Look


def label(role: str = "body", tone: str = "", text: str = "") -> QLabel:
    """A label in a role of type (its font comes with `dress`) and a tone (`secondary`, `quiet`, `attention` …)."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if tone:
        made.setProperty("tone", tone)
    return made


def key_cap(text: str) -> QLabel:
    """A key as printed on the keyboard."""
    made = label("small", text=text)
    made.setProperty("key", "true")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def set_tone(widget: QWidget, name: str, value: str) -> None:
    """Change a property the style sheet looks at, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def dress(root: QWidget, look: Look) -> None:
    """Give everything under `root` with a role of type its font, and its height if it has one at text size 100 %."""
    for widget in (root, *root.findChildren(QWidget)):
        role = widget.property("role")
        if isinstance(role, str):
            widget.setFont(look.font(role))
        height = widget.property("height100")
        if isinstance(height, int):
            widget.setFixedHeight(look.px(height))


def ground(kind: str) -> QFrame:
    """An empty frame of a kind (`frame`, `base`, `head`, `strip`, `attention`)."""
    frame = QFrame()
    frame.setProperty("region", kind)
    return frame


def region(
    kind: str, height: int = 0, margins: tuple[int, int, int, int] = (12, 0, 12, 0)
) -> tuple[QFrame, QHBoxLayout]:
    """A frame of a kind (`frame`, `base`, `head`, `strip`, `attention`) with a row in it; `height` at text size 100 %."""
    frame = ground(kind)
    if height:
        frame.setProperty("height100", height)
    row = QHBoxLayout(frame)
    row.setContentsMargins(*margins)
    row.setSpacing(8)
    return frame, row


class Scrolled(QScrollArea):
    """A part that is as high as it likes where there is room, and scrolls down, never sideways, where there is not."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self._part = part
        self.setWidget(part)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another size when the part does."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """As large as the part."""
        return self._part.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the part, and hardly any height."""
        return QSize(self._part.minimumSizeHint().width(), 4 * self.fontMetrics().height())


class Elided(QLabel):
    """A label that ends in … where it has no room; the whole is its tool tip."""

    def __init__(self, role: str, tone: str = "") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one letter."""
        return QSize(self.fontMetrics().averageCharWidth(), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter, room = QPainter(self), self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self.toolTip() == "" or self.toolTip() == self._tip:
            self._tip = self.text() if text != self.text() else ""
            self.setToolTip(self._tip)

    _tip = ""


_ROLES = {(False, False): "body", (True, False): "strong", (False, True): "small", (True, True): "small_strong"}
"""The font of a run by whether it is strong and small."""


class RunLabel(QLabel):
    """A line of text in several runs, in the program's own weights (rich text would only thicken the regular one)."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._runs: tuple[Run, ...] = ()
        self._look: Look | None = None

    def say(self, runs: Iterable[Run], look: Look) -> None:
        """Show these runs; all of the text is what screen readers and the tool tip have."""
        runs = tuple(runs)
        if (runs, look) != (self._runs, self._look):
            self._runs, self._look = runs, look
            self.setText("".join(run.text for run in runs))
            self.setToolTip(self.text())

    @property
    def wanted(self) -> int:
        """The width in which all of it can be read."""
        return sum(self._metrics(run).horizontalAdvance(run.text) for run in self._runs)

    def _metrics(self, run: Run) -> QFontMetrics:
        assert self._look is not None
        return QFontMetrics(self._look.font(_ROLES[run.strong, run.small]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw run after run, ending in … where there is no more room."""
        if self._look is None:
            return
        painter, room = QPainter(self), self.contentsRect()
        for run in self._runs:
            metrics = self._metrics(run)
            painter.setFont(self._look.font(_ROLES[run.strong, run.small]))
            painter.setPen(self._look.colour(run.tone))
            text = metrics.elidedText(run.text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            room.setLeft(room.left() + metrics.horizontalAdvance(run.text))
            if room.width() <= 0:
                return


def set_picture(shown: QLabel, picture: QPixmap) -> None:
    """Show a picture in a label; one that is shown already is left alone, since each makes the row lay itself out anew."""
    if shown.pixmap().cacheKey() != picture.cacheKey():
        shown.setPixmap(picture)


def have(parts: Iterable[QWidget], *, shown: bool) -> None:
    """Show parts, or leave them out; those that are so already are left alone."""
    for part in parts:
        if part.isHidden() is shown or not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            part.setVisible(shown)


def say_tab(tabs: QTabBar, i: int, text: str) -> None:
    """Name a tab; one that has the name already is left alone, since a bar lays itself out anew at each name."""
    if tabs.tabText(i) != text:
        tabs.setTabText(i, text)


def say_tabs(tabs: QTabBar, names: Sequence[str]) -> None:
    """Have a tab for each name, the current one staying where there is still one in its place. Nobody is told."""
    tabs.blockSignals(True)
    while tabs.count() > len(names):
        tabs.removeTab(tabs.count() - 1)
    for i, name in enumerate(names):
        if i == tabs.count():
            tabs.addTab(name)
        say_tab(tabs, i, name)
    tabs.blockSignals(False)


class StateChip(QFrame):
    """How far a result is: symbol and word on the colour of the state."""

    def __init__(self) -> None:
        super().__init__()
        self._symbol, self._word = QLabel(), label("state")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 1, 7, 2)
        row.setSpacing(4)
        row.addWidget(self._symbol)
        row.addWidget(self._word)

    def say(self, shape: str, token: str, word: str, look: Look) -> None:
        """Set all three."""
        set_tone(self, "state", token)
        set_tone(self._word, "tone", token)
        set_picture(self._symbol, look.shape(shape, look.px(11), token))
        self._word.setText(word)
        self.setAccessibleName(word)


class Heading(QFrame):
    """The strip over a region: what it is, a quiet note, a key at the right."""

    def __init__(self, key: str = "", height: int = 26) -> None:
        super().__init__()
        self.setProperty("region", "strip")
        self.setProperty("height100", height)
        self._title, self._note = label("small_strong"), Elided("small", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._note, 1)
        if key:
            row.addWidget(key_cap(key))

    @property
    def title(self) -> str:
        """What it heads."""
        return self._title.text()

    @property
    def note(self) -> str:
        """The quiet note."""
        return self._note.text()

    def say(self, title: str, note: str = "") -> None:
        """Set both texts."""
        self._title.setText(title)
        self._note.setText(note)


class Segments(QWidget):
    """Buttons of which one is down: language, theme, Points · Places · Running total. `chosen` tells the key."""

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for key in keys:
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)  # Enter in a dialog is the dialog's own button
            button.setProperty("segment", "last" if key == keys[-1] else "true")
            button.setProperty("role", "small")
            button.clicked.connect(lambda _, key=key: self.chosen.emit(key))
            self.buttons[key] = button
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch()

    def say(self, name: str, texts: dict[str, str]) -> None:
        """Set what the buttons say; `name` is what is chosen, for screen readers."""
        self.setAccessibleName(name)
        for key, text in texts.items():
            self.buttons[key].setText(text)
            self.buttons[key].setAccessibleName(f"{name}, {text}")

    def offer(self, keys: Sequence[str]) -> None:
        """Show these buttons only."""
        for key, button in self.buttons.items():
            button.setVisible(key in keys)
            set_tone(button, "segment", "last" if key == keys[-1] else "true")

    def choose(self, key: str) -> None:
        """Put this button down ("": none of them), without telling."""
        self._group.setExclusive(bool(key))
        for name, button in self.buttons.items():
            button.setChecked(name == key)
        self._group.setExclusive(True)

    @property
    def current(self) -> str:
        """The key of the button that is down."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")


def line(*, upright: bool = False, length: int = 0) -> QFrame:
    """A hairline across, or upright; as long as there is room, or `length`."""
    made = ground("divider")
    (made.setFixedWidth if upright else made.setFixedHeight)(1)
    if length:
        (made.setFixedHeight if upright else made.setFixedWidth)(length)
    return made


def splitter(orientation: Qt.Orientation) -> QSplitter:
    """A splitter with a 1 px line."""
    made = QSplitter(orientation)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    return made
