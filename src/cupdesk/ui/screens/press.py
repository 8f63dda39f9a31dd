"""Facts for the press (Shift+F8): sentences after a session with what they rest on, chosen, copied and saved in either language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QSizePolicy, QVBoxLayout, QWidget

from cupdesk.rules.session import SessionKind
from cupdesk.sheets.documents.press_text import press_html, press_text
from cupdesk.sheets.export import write_all
from cupdesk.ui.controls.clipboard import put_on_clipboard
from cupdesk.ui.controls.file_dialog import file_dialog
from cupdesk.ui.controls.head import Head
from cupdesk.ui.controls.parts import Elided, Segments, dress, label, region
from cupdesk.ui.publishing.press_list import Line, PressList
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.names import session_and_round
from cupdesk.words.press import SECTIONS, Fact, chosen, press, section_name
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from cupdesk.ui.context import Context

_TEXT = ".txt"


class PressPage(QFrame):
    """The facts of one session; what is left out is remembered while the window is open."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("region", "base")
        self._left_out: dict[str, set[Hashable]] = {}
        self.head = Head()
        self.head.tabs.hide()
        self.sessions = QComboBox()
        self.sessions.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sessions.activated.connect(lambda _: self.fill())
        self.languages = Segments(LANGUAGES)
        self.languages.choose(context.document_language)
        self.languages.chosen.connect(lambda _: self.fill())
        self._keys = Elided("small", "secondary")
        self.empty = label("body", "quiet")
        self.empty.setContentsMargins(12, 10, 12, 10)
        self.list = PressList(context)
        self.list.turned.connect(self._turn)
        self.list.picked.connect(self._go)
        strip, row = region("head", 36)
        row.addWidget(self.sessions)
        row.addWidget(self.languages)
        row.addWidget(self._keys, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, strip, self.empty):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self._actions: list[tuple[QAction, str]] = []
        self._action("press.desk.choose", "Space", self.list.turn_current)
        self._action("press.desk.all", "Ctrl+A", self._turn_all)
        self._action("press.desk.figures", "B", self._turn_figures)
        self._action("press.desk.language", "L", self._turn_language)
        self._action("press.desk.copy", "Ctrl+C", self.copy)
        self._action("press.desk.copy_text", "T", lambda: self.copy(rich=False))
        self._action("press.desk.save", "Shift+E", self._ask_save)

    def _action(self, key: str, keys: str, slot: Callable[[], object]) -> None:
        action = QAction(self)
        action.setProperty("words", key)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: slot())
        self.list.addAction(action)
        self._actions.append((action, key))

    # -- what the window asks of it
    def show_after(self, session: str) -> None:
        """Turn to a session with facts, or to the latest."""
        self._fill_sessions()
        wanted = self.sessions.findData(session)
        self.sessions.setCurrentIndex(wanted if wanted >= 0 else 0)
        self.fill()

    def turn(self, by: int) -> None:
        """Show the facts of the session before or after."""
        if (count := self.sessions.count()) > 0:
            self.sessions.setCurrentIndex(min(max(self.sessions.currentIndex() - by, 0), count - 1))
            self.fill()

    def stops(self) -> list[QWidget]:
        """The regions the keyboard goes through."""
        return [self.list, self.sessions, *self.languages.buttons.values()]

    def focus_table(self) -> None:
        """Give the keyboard to the sentences."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def actions_of_screen(self) -> list[QAction]:
        """What this page can do, for its menu."""
        return [action for action, _ in self._actions]

    def refresh(self) -> None:
        """Show the facts as they are now."""
        self._fill_sessions()
        self.fill()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self.context.words
        self.head.name.setText(words("window.page.press"))
        self.sessions.setAccessibleName(words("press.desk.session"))
        self.languages.say(words("press.desk.language_name"), {each: each.upper() for each in LANGUAGES})
        self._keys.setText(words("press.desk.keys"))
        for action, key in self._actions:
            action.setText(words(key))
        dress(self, self.context.look)
        self.refresh()

    # -- the facts
    @property
    def ref(self) -> str:
        """The session whose facts are shown; "" before the first."""
        return str(self.sessions.currentData() or "")

    @property
    def text_words(self) -> Words:
        """The words of the text, whatever the window's are."""
        return Words(self.languages.current)

    def _fill_sessions(self) -> None:
        book, words = self.context.book, self.context.words
        refs = [ref for ref in reversed(book.sessions()) if _has_facts(self.context, ref)]
        texts = [words("window.after", session=session_and_round(book, ref, words)) for ref in refs]
        self.sessions.setVisible(bool(refs))
        if [self.sessions.itemText(i) for i in range(self.sessions.count())] == texts:
            return
        kept = self.ref
        self.sessions.clear()
        for ref, text in zip(refs, texts, strict=True):
            self.sessions.addItem(text, ref)
        self.sessions.setCurrentIndex(max(self.sessions.findData(kept), 0))

    def facts(self) -> list[tuple[Hashable, Fact]]:
        """Every fact of the session shown, with what it is known by whatever it says."""
        if not self.ref:
            return []
        seen: dict[tuple[str, str], int] = {}
        found: list[tuple[Hashable, Fact]] = []
        for fact in press(self.context.book, self.ref, self.text_words):
            kind = (fact.kind, fact.championship)
            seen[kind] = seen.get(kind, 0) + 1
            found.append(((*kind, seen[kind]), fact))
        return found

    def told(self) -> tuple[Fact, ...]:
        """The facts chosen, as one text."""
        out = self._left_out.get(self.ref, set())
        kept = [fact for key, fact in self.facts() if key not in out]
        return chosen(self.context.book, self.ref, kept, self.text_words)

    def fill(self) -> None:
        """List the facts as they would be told, those left out among them."""
        words, facts, out = self.context.words, self.facts(), self._left_out.get(self.ref, set())
        kept = iter(self.told() if facts else ())
        told = {key: next(kept) for key, _ in facts if key not in out}
        lines: list[Line | str] = []
        for section in SECTIONS:
            here = [(key, fact) for key, fact in facts if fact.section == section]
            if here:
                lines.append(section_name(self.context.book, self.ref, section, self.text_words))
            for key, fact in here:
                on = key in told
                state = words(f"press.desk.{'chosen' if on else 'left_out'}")
                sure = words(f"press.desk.{'certain' if fact.certain else 'uncertain'}")
                text = told.get(key, fact)
                lines.append(Line(key, text, on, f"{text.text} {state}, {sure}"))
        self.list.show_lines(lines)
        self._say(len(facts), list(told.values()))

    def _say(self, count: int, told: list[Fact]) -> None:
        words, open_ = self.context.words, sum(not fact.certain for fact in told)
        about = words("press.desk.about", n=count, chosen=len(told))
        if open_:
            about += " · " + words("press.desk.open", n=open_)
        self.head.about.setText(about if count else "")
        self.head.state.setVisible(bool(told))
        state, shape = ("provisional", "half") if open_ else ("final", "full")
        word = words(f"press.desk.{'uncertain' if open_ else 'certain'}")
        self.head.state.say(shape, state, word, self.context.look)
        self.empty.setText(words("press.desk.empty"))
        self.empty.setVisible(not count)
        self.list.setAccessibleName(words("press.desk.list", n=count))

    # -- choosing
    def _turn(self, line: Line) -> None:
        self._left_out.setdefault(self.ref, set()).symmetric_difference_update({line.key})
        self.fill()

    def _turn_all(self) -> None:
        """Choose every sentence; where all are chosen, none."""
        self._left_out[self.ref] = set() if self._left_out.get(self.ref) else {key for key, _ in self.facts()}
        self.fill()

    def _turn_figures(self) -> None:
        self.list.figures = not self.list.figures
        self.list.lay_out()

    def _turn_language(self) -> None:
        self.languages.choose(LANGUAGES[(LANGUAGES.index(self.languages.current) + 1) % len(LANGUAGES)])
        self.fill()

    def _go(self, line: Line | None) -> None:
        """Go to the last session a sentence rests on."""
        if line is not None:
            self.context.session_wanted.emit(line.fact.sources[-1], "classification")

    # -- handing out
    def copy(self, *, rich: bool = True) -> None:
        """Put the sentences chosen on the clipboard: as text, and (`rich`) as headings and paragraphs beside it."""
        told = self.told()
        if not told:
            self.context.message.emit(self.context.words("press.desk.nothing"))
            return
        given = (self.context.book, self.ref, told, self.text_words)
        text = press_text(*given, figures=self.list.figures)
        put_on_clipboard(text, press_html(*given, figures=self.list.figures) if rich else "")
        key = "press.desk.copied" if rich else "press.desk.copied_text"
        self.context.message.emit(self.context.words(key, n=len(told)))

    def _ask_save(self) -> None:
        words, season = self.context.words, self.context.desk.season
        if not self.told():
            self.context.message.emit(words("press.desk.nothing"))
            return
        stem = "-".join((season.code, *self.ref.split("/"), "press", self.languages.current))
        place = str(Path.home() / f"{stem}.html")
        dialog = file_dialog(self, words, words("press.desk.save"), place, words("press.desk.files"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("html")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the sentences chosen, as text (`.txt`) or as a page for a word processor, and say where they are."""
        words = self.context.words
        write = press_text if path.suffix.casefold() == _TEXT else press_html
        made = write(self.context.book, self.ref, self.told(), self.text_words, figures=self.list.figures)
        try:
            write_all(path.parent, [(path.name, made.encode())], words.language)
        except Trouble as trouble:
            self.context.message.emit(words(trouble.key, **trouble.values))
            return
        self.context.message.emit(words("press.desk.saved", path=str(path)))


def _has_facts(context: Context, ref: str) -> bool:
    session = context.book.session(ref)
    told = session.kind in (SessionKind.RACE, SessionKind.QUALIFYING)
    return told and not session.cancelled and context.book.has_result(ref)
