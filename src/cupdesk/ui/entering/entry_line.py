"""The one entry line: what comes next, the text with the ghost of its best match, the keys, and under it what was understood.

Reading a line is pure (`cupdesk.lines`); this widget shows the reading at each key and does it on Enter: one fact, one
undo step. Nothing it has to say opens a window or covers the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cupdesk.ui.controls.cells import Run
from cupdesk.ui.controls.parts import dress, key_cap, label, region, set_tone
from cupdesk.ui.entering.ghost_edit import GhostEdit
from cupdesk.ui.entering.line_history import History
from cupdesk.ui.entering.read_back import ReadBack, announce, is_block, strong_first
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.lines.reading import Reading
    from cupdesk.rules.edits import Edit
    from cupdesk.ui.context import Context

_FLASH_MS = 150


class EntryLine(QWidget):
    """A line that reads with `reader` and writes with `writer`, to the desk if none is given; `records`: to the file.

    `read` tells each reading while typing, `taken` the reading whose facts were just recorded, `pick` that the hand
    goes to the list beside, `pasted` that the clipboard holds a block of rows.
    """

    read = Signal(object)
    taken = Signal(object)
    pick = Signal()
    pasted = Signal()

    def __init__(
        self,
        context: Context,
        reader: Callable[[str], Reading],
        enter_word: str,
        writer: Callable[[tuple[Edit, ...]], None] | None = None,
        *,
        records: bool = True,
    ) -> None:
        super().__init__()
        self._context = context
        self._reader = reader
        self._writer = writer or (lambda edits: context.desk.do(*edits))
        self._enter_word = enter_word
        self._records = records
        self._refused_once = ""
        self._history = History()
        self.reading: Reading | None = None
        self._offered: Reading | None = None
        self._flashing = QTimer(self)
        self._flashing.setSingleShot(True)
        self._flashing.setInterval(_FLASH_MS)
        self._flashing.timeout.connect(lambda: self._set_state("refused", on=True))
        self._build()
        self.text.textChanged.connect(self._typed)
        self.text.installEventFilter(self)
        self.retranslate()

    # -- what screens ask of it
    def focus(self) -> None:
        """Take the keyboard."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read again what is typed: the facts around it have changed. What the last line did may no longer be so."""
        if not self.text.text():
            self._offered = None
            self._say(())
        self._typed(self.text.text())

    def clear(self) -> None:
        """Start anew, and forget what the last line did."""
        self.text.clear()
        self._say(())
        self.refresh()

    @property
    def note(self) -> str:
        """What is said to be still to do."""
        return self._back.note

    def set_note(self, note: str) -> None:
        """Say at the right of the read-back what is still to do."""
        self._back.set_note(note)

    def set_hint(self, hint: str) -> None:
        """Say in the empty line what is to be typed."""
        self.text.setPlaceholderText(self._context.words("session.line.read_only") if self._read_only else hint)

    def set_text(self, line: str) -> None:
        """Put a line in, as if typed."""
        self.text.setText(line)
        self.focus()

    def refuse(self, sentence: str) -> None:
        """Say a problem in place: text, sign, border, and to the screen reader."""
        self._say_problem(sentence)
        announce(self.text, sentence, urgent=True)
        self._flash()

    def warn(self, sentence: str) -> None:
        """Say what was kept, and why it is marked."""
        self._say((Run(sentence),), "warning")
        announce(self.text, sentence, urgent=True)

    def say(self, sentence: str) -> None:
        """Say what was done."""
        self._say((Run(sentence),), "check")
        announce(self.text, sentence, urgent=False)

    def offer(self, sentence: str, reading: Reading) -> None:
        """Say what Enter does on the empty line; whatever is typed, or Esc, leaves it undone."""
        self.clear()
        self._offered = reading
        self.focus()
        self.warn(sentence)

    def add(self, text: str) -> None:
        """Go on with a digit typed elsewhere; after a refused line, begin anew."""
        self.focus()
        if not self._replaced_when_typing():
            self.text.end(False)
        self.text.insert(text)

    def _replaced_when_typing(self) -> bool:
        """Mark a line that Enter refused, so that what is typed next takes its place; not one that only wants more."""
        over = bool(self._refused_once) and self._refused_once == self.text.text()
        if over and self.reading is not None and not self.reading.unfinished:
            self.text.selectAll()
            return True
        return False

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words, look = self._context.words, self._context.look
        self.text.setAccessibleName(words("session.line.name"))
        self.text.setAccessibleDescription(words("session.line.order"))
        self._keys["Tab"].setText(words("session.line.complete"))
        self._keys["⏎"].setText(words(self._enter_word))
        dress(self, look)
        self._prompt.setMinimumWidth(look.px(54))
        self.setMinimumWidth(look.px(320))
        self._back.dress(look)
        self.text.setReadOnly(self._read_only)
        self.set_hint("")
        self._say(())

    # -- building
    def _build(self) -> None:
        self._frame, line = region("base", 38, margins=(0, 0, 8, 0))
        self._frame.setObjectName("entry")
        line.setSpacing(6)
        self._prompt = label("strong_figures")
        self._prompt.setObjectName("prompt")
        self._prompt.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._prompt.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.text = GhostEdit()
        self.text.setProperty("role", "entry")
        line.addWidget(self._prompt)
        line.addWidget(self.text, 1)
        self._caps = {cap: key_cap(cap) for cap in ("Tab", "⏎")}
        self._keys = {cap: label("small", "secondary") for cap in self._caps}
        for cap, word in self._keys.items():
            line.addWidget(self._caps[cap])
            line.addWidget(word)
        self._back = ReadBack()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 2)
        whole.setSpacing(2)
        whole.addWidget(self._frame)
        whole.addWidget(self._back)

    # -- keys
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line's own keys, and the border that shows where the keyboard is."""
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._set_state("current", on=kind == QEvent.Type.FocusIn)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._line_key(event)
        return super().eventFilter(watched, event)

    def _line_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._enter()
        elif key == Qt.Key.Key_Tab and plain and self._completion():
            self.text.setText(self._completion())
        elif key == Qt.Key.Key_Up and plain:
            self._recall(-1)
        elif key == Qt.Key.Key_Down and plain:
            if self._history.walking:
                self._recall(1)
            else:
                self.pick.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and is_block(QGuiApplication.clipboard().text()):
            self.pasted.emit()
        elif key == Qt.Key.Key_Escape and (self.text.text() or self.refused or self._offered):
            self.clear()
        else:
            return False
        return True

    def _recall(self, by: int) -> None:
        line = self._history.bring(by)
        if line is not None:
            self.text.setText(line)

    # -- reading and doing
    @property
    def _read_only(self) -> bool:
        """Whether nothing can be typed, since the line would write to a file that cannot be written."""
        return self._records and self._context.read_only

    def _completion(self) -> str:
        return self.reading.completed if self.reading else ""

    def _typed(self, line: str) -> None:
        self.reading = reading = self._reader(line)
        if line != self._refused_once:
            self._refused_once = ""
        self._prompt.setText(reading.prompt)
        self.text.ghost = reading.ghost
        for hint in (self._caps["Tab"], self._keys["Tab"]):
            hint.setVisible(bool(reading.completed))
        if line.strip():
            self._offered = None
            self._show(reading)
        self.read.emit(reading)

    def _show(self, reading: Reading) -> None:
        if reading.unfinished:
            self._say(strong_first(reading.read_back))
        elif reading.problem and reading.refused:
            self._say_problem(reading.problem)
        elif reading.problem:
            self._say((Run(reading.problem),), "warning")
        else:
            self._say(strong_first(reading.read_back))

    def _enter(self) -> None:
        reading, line = self._offered or self.reading, self.text.text()
        if reading is None or not (line.strip() or self._offered) or self._read_only:
            return
        edits = reading.edits
        if reading.on_second_enter and self._refused_once == line:
            edits = reading.on_second_enter
        elif reading.refused or reading.on_second_enter:
            self._refused_once = line
            self.refuse(reading.problem)
            self._replaced_when_typing()
            return
        self._set_quietly("")
        try:
            self._writer(edits)
        except Trouble as trouble:
            self._set_quietly(line)
            self.refuse(self._context.words(trouble.key, **trouble.values))
            return
        self._history.keep(line)
        self._took(reading)

    def _set_quietly(self, line: str) -> None:
        """Change the text without reading it: the desk is about to tell everybody anyway."""
        self.text.blockSignals(True)
        self.text.setText(line)
        self.text.blockSignals(False)

    def _took(self, reading: Reading) -> None:
        if reading.problem and not reading.refused and not reading.on_second_enter:
            self._say((Run(reading.problem),), "warning")
        else:
            self._say(strong_first(reading.read_back), "check")
        marked = "" if reading.refused else reading.problem
        announce(self.text, marked or reading.read_back, urgent=bool(marked))
        self.taken.emit(reading)

    # -- showing
    @property
    def refused(self) -> bool:
        """Whether what is typed cannot be taken."""
        return str(self._frame.property("refused")) == "true"

    @property
    def said(self) -> str:
        """What is read back."""
        return self._back.said

    def _say(self, runs: tuple[Run, ...], icon: str = "") -> None:
        self._flashing.stop()
        self._set_state("refused", on=False)
        token = {"check": "up", "warning": "attention"}.get(icon, "text")
        self._back.say(runs, icon, token, self._context.look)

    def _say_problem(self, sentence: str) -> None:
        self._set_state("refused", on=True)
        self._back.say((Run(sentence),), "error", "problem", self._context.look)

    def _set_state(self, name: str, *, on: bool) -> None:
        set_tone(self._frame, name, "true" if on else "false")

    def _flash(self) -> None:
        if self._context.settings.flash:
            self._set_state("refused", on=False)
            self._flashing.start()
