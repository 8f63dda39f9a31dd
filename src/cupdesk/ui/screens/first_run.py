"""The page shown while no file is open: what one can begin with, and the language, theme and initials to work in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cupdesk.ui.controls.parts import Segments, ground, label, line
from cupdesk.ui.set_up.season_form import SeasonForm

if TYPE_CHECKING:
    from cupdesk.ui.main_window import MainWindow

CHOICES = {"example": "play_circle", "new": "add", "open": "folder_open", "last": "history"}
_INITIALS = 4
_ROOMY = QSize(900, 560)
_TIGHT = QMargins(24, 16, 24, 8)


class Choice(QAbstractButton):
    """One of the things to begin with: icon, name, a line about it, its digit."""

    def __init__(self, window: MainWindow, icon: str, digit: str) -> None:
        super().__init__()
        self._window, self._icon, self._digit = window, icon, digit
        self.about = ""
        self.roomy = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """62 pixels high at text size 100 %, 48 where room is scarce."""
        return QSize(560, self._window.look.px(62 if self.roomy else 48))

    def say(self, name: str, about: str) -> None:
        """Set name and line."""
        self.setText(name)
        self.about = about
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{about} {self._digit}")
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as a row of a list, marked while it has the keyboard or the mouse."""
        look, painter, rect = self._window.look, QPainter(self), self.rect()
        if self.hasFocus() or self.underMouse():
            painter.fillRect(rect, look.colour("sel" if self.hasFocus() else "changed"))
        if self.hasFocus():
            painter.fillRect(0, 0, 3, rect.height(), look.colour("accent"))
        painter.fillRect(0, rect.height() - 1, rect.width(), 1, look.colour("line"))
        middle = rect.height() // 2
        painter.drawPixmap(look.px(14), middle - look.px(11), look.pixmap(self._icon, 22))
        left, flag = look.px(50), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        room = rect.width() - left - look.px(50)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("lead_strong"))
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, middle - look.px(21), room, look.px(22), flag, name)
        painter.setPen(look.colour("text2"))
        painter.setFont(look.font("body"))
        about = painter.fontMetrics().elidedText(self.about, Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, middle, room, look.px(18), flag, about)
        cap = rect.adjusted(rect.width() - look.px(35), middle - look.px(10), -look.px(14), look.px(10) - middle)
        painter.setPen(look.colour("line2"))
        painter.setBrush(look.colour("base"))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setPen(look.colour("text2"))
        painter.setFont(look.font("small"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._digit)


class FirstRun(QWidget):
    """Left: who works here, and how. Right: the choices, or the form for a new season."""

    example_wanted = Signal()
    open_wanted = Signal()
    last_wanted = Signal()
    season_wanted = Signal(object, str, int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._columns: list[tuple[QVBoxLayout, QMargins]] = []
        self._left, self._right = self._build_left(), QStackedWidget()
        self._right.addWidget(self._build_choices())
        self.form = SeasonForm(window)
        self.form.wanted.connect(self.season_wanted)
        self.form.left.connect(self.show_choices)
        self._columns.append((self.form.column, QMargins(78, 92, 64, 24)))
        self._right.addWidget(self.form)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._right, 1)

    # -- left
    def _build_left(self) -> QFrame:
        frame = ground("frame")
        self._mark, self._name, self._lead, self._text = (
            QLabel(),
            label("name", text="CupDesk"),
            label("lead"),
            label("body", "secondary"),
        )
        for part in (self._lead, self._text):
            part.setWordWrap(True)
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._language, self._theme = Segments(("fr", "en")), Segments(("light", "dark", "system"))
        self._language.chosen.connect(self._choose_language)
        self._theme.chosen.connect(lambda value: self._window.choose("theme", value))
        self.initials = QLineEdit(self._window.settings.operator)
        self.initials.setMaxLength(_INITIALS)
        self.initials.setFixedWidth(64)
        self.initials.textEdited.connect(self._keep_initials)
        self._labels = {key: label("body", "secondary") for key in ("language", "theme", "operator")}
        self._hint = label("small", "secondary")
        operator = QHBoxLayout()
        operator.addWidget(self.initials)
        operator.addSpacing(6)
        operator.addWidget(self._hint, 1)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self._labels["language"], self._language)
        form.addRow(self._labels["theme"], self._theme)
        form.addRow(self._labels["operator"], operator)
        column = QVBoxLayout(frame)
        self._columns.append((column, QMargins(64, 92, 40, 24)))
        for part, space in ((self._mark, 16), (self._name, 2), (self._lead, 26), (self._text, 30)):
            column.addWidget(part)
            column.addSpacing(space)
        column.addLayout(form)
        column.addStretch(1)
        column.addStrut(276)  # at least so wide; a minimum width would cut longer words instead
        frame.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return frame

    def _choose_language(self, value: str) -> None:
        """Of the window and, with nothing open yet, of the documents."""
        self._window.choose("language", value)
        self._window.choose("documents", value)

    def _keep_initials(self, text: str) -> None:
        self._window.settings.operator = text.strip().upper()
        self._window.show_status()

    # -- right
    def _build_choices(self) -> QFrame:
        frame = ground("base")
        self._head = label("session")
        self._choices = {key: Choice(self._window, icon, str(i)) for i, (key, icon) in enumerate(CHOICES.items(), 1)}
        self._choices["example"].clicked.connect(self.example_wanted)
        self._choices["new"].clicked.connect(self.show_form)
        self._choices["open"].clicked.connect(self.open_wanted)
        self._choices["last"].clicked.connect(self.last_wanted)
        self._foot = [label("body", "secondary"), label("body", "secondary")]
        column = QVBoxLayout(frame)
        self._columns.append((column, QMargins(64, 92, 64, 24)))
        column.setSpacing(0)
        self._head.setContentsMargins(14, 0, 0, 10)
        column.addWidget(self._head)
        column.addWidget(line())
        for choice in self._choices.values():
            column.addWidget(choice)
        for foot in self._foot:
            foot.setWordWrap(True)
            foot.setContentsMargins(14, 0, 14, 10)
            column.addWidget(foot)
        column.addStretch(1)
        return frame

    @property
    def form_shown(self) -> bool:
        """Whether the form for a new season is shown."""
        return self._right.currentIndex() == 1

    def show_choices(self) -> None:
        """Show what one can begin with."""
        self._right.setCurrentIndex(0)
        self._choices["example"].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_form(self) -> None:
        """Show the form for a new season."""
        self._right.setCurrentIndex(1)
        self.form.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows choose; Esc leaves the form."""
        choices = list(self._choices.values())
        if self.form_shown:
            if event.key() == Qt.Key.Key_Escape:
                self.form.left.emit()
                return
        elif event.text() in ("1", "2", "3", "4"):
            choices[int(event.text()) - 1].click()
            return
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            here = next((i for i, choice in enumerate(choices) if choice.hasFocus()), 0)
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            choices[(here + by) % len(choices)].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.initials.hasFocus():
            self.show_choices()
            return
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            next((choice for choice in choices if choice.hasFocus()), choices[0]).click()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first choice."""
        super().showEvent(event)
        self.show_choices()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up margins, mark and the word of welcome where they would cost what is to be read."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._window.look
        roomy = self.width() >= look.px(_ROOMY.width()) and self.height() >= look.px(_ROOMY.height())
        for column, margins in self._columns:
            column.setContentsMargins(margins if roomy else _TIGHT)
        for choice in self._choices.values():
            choice.roomy = roomy
            choice.updateGeometry()
        self._foot[0].setContentsMargins(14, 32 if roomy else 8, 14, 10)
        for part in (self._mark, self._text):
            part.setVisible(roomy)

    # -- words
    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words, look, settings = self._window.words, self._window.look, self._window.settings
        self._fit()
        self._mark.setPixmap(look.pixmap("cupdesk", 40))
        self._lead.setText(words("window.first.lead"))
        self._text.setText(words("window.first.text"))
        for key, name in self._labels.items():
            name.setText(words(f"window.first.{key}"))
        self._language.say(words("window.first.language"), {"fr": "Français", "en": "English"})
        self._language.choose(words.language)
        names = {value: words(f"window.choice.theme_{value}") for value in ("light", "dark", "system")}
        self._theme.say(words("window.first.theme"), names)
        self._theme.choose(settings.theme)
        self.initials.setAccessibleName(words("window.first.initials"))
        self._hint.setText(words("window.first.initials"))
        self._head.setText(words("window.first.begin"))
        for key, choice in self._choices.items():
            choice.say(words(f"window.first.{key}"), words(f"window.first.{key}_about"))
        for i, foot in enumerate(self._foot):
            foot.setText(words(f"window.first.foot_{i}"))
        self.form.retranslate()
