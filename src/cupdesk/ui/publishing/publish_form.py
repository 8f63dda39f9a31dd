"""What the next publication carries: number, time, which documents, who signs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QSize, QTimer, QTimeZone, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDateTimeEdit,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
)

from cupdesk.rules.documents import Signatory, in_force, next_number
from cupdesk.rules.letterhead import ROLES
from cupdesk.sheets.publish import kinds_of, officials
from cupdesk.sheets.register import DOCUMENTS

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.ui.context import Context

_ALWAYS = ("clerk", "timekeeper", "steward")
"""Who signs at every meeting; the other roles have a line as soon as the season or its letterhead names them."""
_BETWEEN = " · "
_IN_A_ROW, _IN_A_NARROW_ROW, _LEAST = 3, 2, 250
"""How many kinds of documents stand beside each other; less in a narrow form, which has at least so many pixels."""


class PublishForm(QFrame):
    """Takes what the next documents carry; `changed` tells that others are chosen, or others sign."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._given: tuple[str, tuple[Signatory, ...]] | None = None
        self._narrow, self._natural, self._by_hand = False, 0, False
        self.setProperty("region", "base")
        self.number = QSpinBox()
        self.number.setRange(1, 9999)
        self.time = QDateTimeEdit()
        self.time.setCalendarPopup(False)
        self.time.setDisplayFormat("dd.MM.yyyy  HH:mm")
        self.time.dateTimeChanged.connect(self._set_by_hand)
        self._following = QTimer(self)
        self._following.setInterval(1000)
        self._following.timeout.connect(self._follow)
        self.boxes = {kind: QCheckBox(self) for kind in DOCUMENTS}
        self.people = {role: QLineEdit() for role in ROLES}
        self._labels = {name: QLabel() for name in ("number", "posted", "publishes", *ROLES)}
        first, boxes = QHBoxLayout(), QGridLayout()
        self._grid = boxes
        first.setSpacing(8)
        first.addWidget(self.number)
        first.addWidget(self._labels["posted"])
        first.addWidget(self.time, 1)
        boxes.setHorizontalSpacing(8)
        boxes.setVerticalSpacing(2)
        for box in self.boxes.values():
            box.clicked.connect(lambda _: self.changed.emit())
        boxes.setColumnStretch(_IN_A_ROW, 1)
        form = QFormLayout(self)
        form.setContentsMargins(12, 8, 12, 8)
        form.setVerticalSpacing(4)
        form.addRow(self._labels["number"], first)
        form.addRow(self._labels["publishes"], boxes)
        for role, field in self.people.items():
            field.textEdited.connect(lambda _: self.changed.emit())
            form.addRow(self._labels[role], field)
        self._form = form

    @property
    def document(self) -> int:
        """The number of the next document."""
        return self.number.value()

    @property
    def posted(self) -> datetime:
        """The minute the next document is posted at: now, unless another was set."""
        if not self._by_hand:
            self._set_time(datetime.now().astimezone())
        seconds = self.time.dateTime().toSecsSinceEpoch()
        return datetime.fromtimestamp(seconds - seconds % 60).astimezone()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of documents to publish."""
        return tuple(kind for kind, box in self.boxes.items() if box.isEnabled() and box.isChecked())

    @property
    def signed(self) -> tuple[Signatory, ...]:
        """Who signs: the officials, or whoever is written in their place."""
        return tuple(
            Signatory(role, name.strip())
            for role, field in self.people.items()
            for name in field.text().split(_BETWEEN.strip())
            if name.strip()
        )

    def retranslate(self) -> None:
        """Turn to the window's language."""
        words = self._context.words
        for name, text in self._labels.items():
            key = f"documents.role.{name}" if name in ROLES else f"session.publication.{name}"
            text.setText(words(key))
        self.number.setAccessibleName(words("session.publication.number"))
        self.time.setAccessibleName(words("session.publication.posted"))
        for kind, box in self.boxes.items():
            box.setText(words(f"session.publication.short.{kind}"))
            box.setToolTip(words(f"session.publication.{kind}"))
            box.setAccessibleName(words(f"session.publication.{kind}"))
        for role, field in self.people.items():
            field.setAccessibleName(words(f"documents.role.{role}"))

    def show_session(self, book: Book, ref: str, due: tuple[str, ...], at: datetime) -> None:
        """Propose what the next publication of a session carries: `due` kinds, at this time, signed as what is out, or by the officials."""
        self.number.setValue(next_number(book.season, ref))
        self._by_hand = False
        self._set_time(at)
        possible = kinds_of(book, ref)
        for kind, box in self.boxes.items():
            box.setEnabled(kind in possible)
            box.setChecked(kind in due and kind in possible)
        self._lay([box for kind, box in self.boxes.items() if kind in possible])
        out = in_force(book.season, ref)
        given = out[0].signed if out else officials(book)
        signing = {role for each in book.season.letterhead.signing for role in each.roles}
        named = {*_ALWAYS, *signing, *(each.role for each in (*given, *officials(book)))}
        for role, field in self.people.items():
            self._form.setRowVisible(field, role in named)
        if (ref, given) != self._given:
            self._given = (ref, given)
            for role, field in self.people.items():
                field.setText(_BETWEEN.join(each.name for each in given if each.role == role))

    def _set_time(self, at: datetime) -> None:
        self.time.blockSignals(True)
        self.time.setDateTime(QDateTime.fromSecsSinceEpoch(int(at.timestamp()), QTimeZone.systemTimeZone()))
        self.time.blockSignals(False)

    def _set_by_hand(self, _: QDateTime) -> None:
        self._by_hand = True

    def _follow(self) -> None:
        """Keep to the clock, so that what is published later than it was looked at does not lose its protest period."""
        if not self._by_hand and not self.time.hasFocus():
            self._set_time(datetime.now().astimezone())

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the clock while the time is seen."""
        super().showEvent(event)
        self._follow()
        self._following.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the clock where nobody looks."""
        super().hideEvent(event)
        self._following.stop()

    def _lay(self, shown: list[QCheckBox]) -> None:
        """Put the kinds a session has beside each other, without gaps for those it has not."""
        for box in self.boxes.values():
            self._grid.removeWidget(box)
            box.setVisible(box in shown)
        beside = _IN_A_NARROW_ROW if self._narrow else _IN_A_ROW
        for nth, box in enumerate(shown):
            self._grid.addWidget(box, nth // beside, nth % beside)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can be on one line a field, or with each field under its name."""
        hint = super().minimumSizeHint()
        return QSize(self._context.look.px(_LEAST), hint.height()) if self._narrow else hint

    def fit(self, room: int) -> None:
        """Put each field under its name where both have no room on one line, `room` being the most the form may have."""
        if not self._narrow:
            self._natural = super().minimumSizeHint().width()
        narrow = self._natural > room
        if narrow != self._narrow:
            self._narrow = narrow
            policy = QFormLayout.RowWrapPolicy
            self._form.setRowWrapPolicy(policy.WrapAllRows if narrow else policy.DontWrapRows)
            self._lay([box for box in self.boxes.values() if not box.isHidden()])
            self.updateGeometry()
