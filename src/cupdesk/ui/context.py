"""What every screen is given: the desk, the words, the look, and who is told when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from cupdesk.words import Words

if TYPE_CHECKING:
    from cupdesk.desk import Desk
    from cupdesk.rules.book import Book
    from cupdesk.ui.controls.look import Look
    from cupdesk.ui.deciding.decision_story import Story
    from cupdesk.ui.settings import Settings
    from cupdesk.ui.supposing.what_if import WhatIf


class Surroundings(Protocol):
    """What a table needs to know of where it stands."""

    look: Look
    settings: Settings
    look_changed: SignalInstance


class Context(QObject):
    """The surroundings of a screen. Only the main window changes them; screens read them and listen.

    `words` are the window's, `document_language` is the documents'. `session` is the reference of the session shown, "" for none.
    `message` asks the window to show (and a screen reader to say) one sentence; `session_wanted` to go to another session,
    with the tab to show (`order`, `decisions`, `classification`, `publication`, or "" to stay); `car_wanted` then names the
    car that the screen shown is to deal with, `page_wanted` a page of the season, `line_wanted` a table of the page shown and the
    line of it to go to. `preview` is the book as it would be with what is being typed, `None` for none.
    `story` is what the dock tells of the decision looked at, `None` for none. `why_wanted` asks why a name has its place:
    championship, after which race, key of the row.
    """

    language_changed = Signal()
    document_language_changed = Signal()
    look_changed = Signal()
    session_changed = Signal(str)
    session_wanted = Signal(str, str)
    page_wanted = Signal(str)
    car_wanted = Signal(str)
    why_wanted = Signal(str, str, str)
    line_wanted = Signal(str, object)
    preview_changed = Signal()
    story_changed = Signal()
    what_if_changed = Signal()
    message = Signal(str)

    def __init__(self, desk: Desk, settings: Settings, look: Look) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.look = look
        self.words = Words(settings.language)
        self.document_language = settings.document_language
        self.read_only = False
        self.session = ""
        self.preview: Book | None = None
        self.story: Story | None = None
        self._what_if: WhatIf | None = None

    @property
    def language(self) -> str:
        """The window's language, `fr` or `en`."""
        return self.words.language

    @property
    def book(self) -> Book:
        """The answers about the season as it stands."""
        return self.desk.book

    @property
    def what_if(self) -> WhatIf:
        """What is supposed on top of the facts; only the what-if screen shows its book."""
        if self._what_if is None:
            from cupdesk.ui.supposing.what_if import WhatIf  # not needed to start

            self._what_if = WhatIf(self)
        return self._what_if

    @property
    def supposing(self) -> bool:
        """Whether the what-if mode is on."""
        return self._what_if is not None and self._what_if.on

    def set_language(self, language: str) -> None:
        """Turn the window to another language, at once."""
        self.words = Words(language)
        if self._what_if is not None:
            self._what_if.follow()
        self.language_changed.emit()

    def set_document_language(self, language: str) -> None:
        """Turn the documents to another language."""
        self.document_language = language
        self.document_language_changed.emit()

    def set_look(self, look: Look) -> None:
        """Dress everything anew."""
        self.look = look
        self.look_changed.emit()

    def set_preview(self, book: Book | None) -> None:
        """Show what follows from what is being typed, or nothing of it any more."""
        if book is not self.preview:
            self.preview = book
            self.preview_changed.emit()

    def set_story(self, story: Story | None) -> None:
        """Have the dock tell this of the decision looked at, or nothing any more."""
        if story != self.story:
            self.story = story
            self.story_changed.emit()

    def show_session(self, ref: str) -> None:
        """Turn to a session."""
        self.session = ref
        self.session_changed.emit(ref)
