"""F1 and Shift+F1: help on the screen shown, and what made the table in which the keyboard is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.lines_panel import forms_of
from cupdesk.ui.helping.about_table import Part, about_rules, about_session, about_standings
from cupdesk.ui.helping.dialogs import keys_said
from cupdesk.ui.helping.reading import Reading
from cupdesk.ui.places import OVER, PAGES, SCREENS, WHAT_IF
from cupdesk.ui.standing.standings_rows import race_before
from cupdesk.words.names import full_name, session_and_round
from cupdesk.words.reasons import standing_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cupdesk.ui.context import Context
    from cupdesk.ui.main_window import MainWindow
    from cupdesk.words import Words

FIRST_RUN = "first_run"
_FORMS = {
    "order": ("order",),
    "second": ("order",),
    "decisions": ("decision",),
    "classification": ("grid",),
    WHAT_IF: ("what_if", "order", "decision"),
}
"""Which forms the entry line of a screen takes."""
_EVERYWHERE = ("line", "palette", "undo", "redo", "region_next", "problem_next", "about_table", "guide", "keys")
_OF_RESULT = ("order", "second", "decisions", "classification")
_RULES_OF = {
    "publication": ("publication",),
    "documents": ("publication",),
    "regulations": ("classification", "penalties", "qualifying", "publication"),
}


def help_page(
    place: str, keys: Iterable[QAction], everywhere: Iterable[QAction], words: Words, *, timed: bool
) -> tuple[str, list[Part]]:
    """Title and parts of the help on a place: what it is for, what to type, the forms of its line, its keys, those everywhere."""
    parts = [Part("", (("", words(f"help.what.{place}")), ("", words(f"help.do.{place}"))))]
    if place in _FORMS:
        kinds = ("times",) if timed and place in ("order", "second") else _FORMS[place]
        forms = [line for kind in kinds for line in forms_of(kind, words)]
        parts.append(Part(words("session.forms.title"), tuple((line.label, line.text) for line in forms)))
    parts += [Part(words("help.keys"), _keys(keys)), Part(words("help.everywhere"), _keys(everywhere))]
    return words("help.title", place=place_name(place, words, timed=timed)), [part for part in parts if part.lines]


def place_name(place: str, words: Words, *, timed: bool = False) -> str:
    """What a screen or page is called."""
    if place == FIRST_RUN:
        return words("help.first_run")
    if place in OVER:
        return words("imports.window.title")
    if place in PAGES:
        return words(f"window.page.{place}")
    return words("window.tab.times") if timed and place == "order" else words(f"window.tab.{place}")


def _keys(actions: Iterable[QAction]) -> tuple[tuple[str, str], ...]:
    """Each action with a key: the key and what it does."""
    return tuple((keys_said(action), action.text().replace("&", "")) for action in actions if action.shortcuts())


class Help:
    """What the window tells about itself, in one small window beside it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._reading: Reading | None = None

    @property
    def reading(self) -> Reading:
        """The window it is read in, built when first asked for."""
        if self._reading is None:
            self._reading = Reading(self._window)
        return self._reading

    def refresh(self) -> None:
        """Follow the facts, the language and the look."""
        if self._reading is not None and self._reading.isVisible():
            self._reading.refresh()

    def put_away(self) -> None:
        """The file is closed: what was told of it goes."""
        if self._reading is not None:
            self._reading.put_away()

    @property
    def place(self) -> str:
        """The screen or page shown."""
        page = self._window.page
        if page is None:
            return FIRST_RUN
        return page.session.tab if page.place == "session" else page.place

    def show(self) -> None:
        """Help on the screen shown (F1)."""
        place = self.place
        self.reading.read(partial(self._tell, place))

    def _tell(self, place: str) -> tuple[str, Sequence[Part]]:
        window, page, context = self._window, self._window.page, self._window.context
        keys: Sequence[QAction] = ()
        timed = False
        if page is not None and context is not None:
            keys = (
                page.session.screen_named(place).actions_of_screen()
                if place in SCREENS
                else page.pages[place].actions_of_screen()
            )
            timed = bool(context.session) and context.book.session(context.session).kind is not SessionKind.RACE
        everywhere = [window.actions_[name] for name in _EVERYWHERE if window.actions_[name].isEnabled()]
        return help_page(place, keys, everywhere, window.words, timed=timed)

    # -- tables
    def about_table(self) -> None:
        """What made the table in which the keyboard is (Shift+F1)."""
        page, context = self._window.page, self._window.context
        if page is None or context is None:
            self.show()
            return
        place, book = self.place, context.book
        focus = self._window.focusWidget()
        if page.place == "session" and focus is not None and page.dock.isAncestorOf(focus):
            after = race_before(book, context.session)
            self.reading.read(partial(self._standings, context, "standings", page.dock.championship, after))
        elif place in ("standings", "titles"):
            shown = page.pages[place]
            self.reading.read(partial(self._standings, context, place, shown.championship, shown.race))  # type: ignore[attr-defined]
        else:
            self.reading.read(partial(self._table, context, place, context.session))

    def _standings(self, context: Context, place: str, championship: str, after: str) -> tuple[str, Sequence[Part]]:
        words, book = context.words, context.book
        name = book.season.regulations.championship(championship).name[words.language]
        return words("help.about", table=name), [
            Part("", (("", words(f"help.table.{place}")),)),
            *about_standings(book, championship, after, words),
        ]

    def _table(self, context: Context, place: str, ref: str) -> tuple[str, Sequence[Part]]:
        words, book = context.words, context.book
        parts = [Part("", (("", words(f"help.table.{place}")),))]
        name = place_name(place, words)
        if place in SCREENS and ref:
            name = f"{name}, {session_and_round(book, ref, words)}"
        if place in _OF_RESULT and ref:
            parts += about_session(book, ref, words)
        if place in _RULES_OF:
            parts += about_rules(book, words, _RULES_OF[place])
        return words("help.about", table=name), parts

    def why(self, championship: str, after: str, key: str) -> None:
        """Why a name has its place in a table (`?`)."""
        if self._window.context is not None:
            self.reading.read(partial(self._why, self._window.context, championship, after, key))

    def _why(self, context: Context, championship: str, after: str, key: str) -> tuple[str, Sequence[Part]]:
        words, book = context.words, context.book
        rules, table = book.season.regulations.championship(championship), book.standings(championship, after)
        row = table.row(key)
        said = standing_reason(book, table, row, words) if row is not None else words("window.basis.nothing")
        name = full_name(book, rules, key, words)
        return words("window.why"), [Part(f"{rules.name[words.language]}, {name}", (("", said),))]
