"""The ladder of a session's publication: unofficial, provisional, final, each with how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from cupdesk.rules.session import SessionState
from cupdesk.ui.controls.parts import Elided, label, set_tone
from cupdesk.ui.publishing.publishing import posted_words

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.session import Session
    from cupdesk.words import Words

_STATES = tuple(SessionState)
_SYMBOLS = {SessionState.UNOFFICIAL: "◔", SessionState.PROVISIONAL: "◑", SessionState.FINAL: "●"}


@dataclass(slots=True)
class _Rung:
    """One step of the ladder."""

    name: QLabel
    detail: QLabel


class PublishLadder(QFrame):
    """Shows how far a session has come."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("region", "head")
        self.setProperty("height100", 52)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        self._rungs = {state: _Rung(label("strong"), Elided("small", "secondary")) for state in _STATES}
        for rung in self._rungs.values():
            column = QVBoxLayout()
            column.setSpacing(2)
            rung.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column.addWidget(rung.name)
            column.addWidget(rung.detail)
            row.addLayout(column, 1)

    def detail(self, state: SessionState) -> str:
        """What is said under a step."""
        return self._rungs[state].detail.text()

    def show_session(self, book: Book, ref: str, words: Words, blocked: str) -> None:
        """Show a session; `blocked` says how much final waits for."""
        session = book.session(ref)
        here = _STATES.index(session.state)
        for index, (state, rung) in enumerate(self._rungs.items()):
            text = words(f"rules.state.{state.value}")
            if session.revision and index == here:
                text += f" · {words('rules.state.revision', n=session.revision)}"
            rung.name.setText(f"{_SYMBOLS[state]} {text}")
            set_tone(rung.name, "tone", "accent" if index == here else "" if index < here else "quiet")
            rung.detail.setText(_detail(session, state, blocked, words, complete=book.classification(ref).complete))


def _detail(session: Session, state: SessionState, blocked: str, words: Words, *, complete: bool) -> str:
    if state is SessionState.UNOFFICIAL:
        return words("session.publication.step_ready" if complete else "session.publication.step_unofficial")
    if state is session.state and session.reopened:
        return words("session.publication.step_reopened", reason=session.reopened)
    if state is session.state and session.document is not None:
        time = posted_words(session.posted, words)
        return words("session.publication.step_posted", number=session.document, time=time)
    if state is SessionState.FINAL:
        return blocked
    return words("session.publication.step_next") if session.state is SessionState.UNOFFICIAL else ""
