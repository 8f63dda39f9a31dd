"""Publication (F8): how far the result has come, what final waits for, what differs, the pages as they will be printed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cupdesk.rules.book import Book
from cupdesk.rules.documents import next_revision, published
from cupdesk.rules.edits import Reopen, apply
from cupdesk.rules.session import SessionState
from cupdesk.sheets.publish import BEFORE, LEADING, Posting, kinds_of, publication
from cupdesk.ui.controls.button_rows import ButtonRows
from cupdesk.ui.controls.parts import Scrolled, region, splitter
from cupdesk.ui.paper.preview_pane import PreviewPane
from cupdesk.ui.publishing.comparing import Comparing
from cupdesk.ui.publishing.publish_form import PublishForm
from cupdesk.ui.publishing.publish_ladder import PublishLadder
from cupdesk.ui.publishing.publish_tables import PublishTables
from cupdesk.ui.publishing.publishing import (
    altered,
    checks,
    due,
    needs_reason,
    next_state,
    posted_words,
    state_words,
    unchanged,
)
from cupdesk.ui.publishing.reason_bar import ReasonBar
from cupdesk.ui.screens.handing_out import HandingOut
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cupdesk.desk import Changed
    from cupdesk.rules.documents import Document
    from cupdesk.rules.edits import Edit
    from cupdesk.ui.context import Context
    from cupdesk.ui.publishing.document_rows import Key
    from cupdesk.ui.publishing.publishing import Check


_FORM_AT_MOST = 0.47
"""The share of the screen that the form may have at most with fields beside their names."""


class PublicationScreen(HandingOut):
    """Publishes a session and hands out its documents."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._marked: Key | None = None
        self._insisting = self._revising = False
        self.ladder, self.tables, self.form = PublishLadder(), PublishTables(context), PublishForm(context)
        self.reason, self.comparing = ReasonBar(context), Comparing(context)
        self.publish_button, self.final_button = QPushButton(), QPushButton()
        self.print_button, self.export_button = QPushButton(), QPushButton()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.publish_button.setDefault(True)
        pairs = ((self.publish_button, self.final_button), (self.print_button, self.export_button))
        self._buttons = ButtonRows(pairs)
        said, line = region("base")
        line.addWidget(self.said, 1)
        left = _column(self.ladder, Scrolled(self.tables), self.comparing, said, self.reason, self._buttons)
        right = _column(self.preview, Scrolled(self.form))
        sides = splitter(Qt.Orientation.Horizontal)
        sides.addWidget(left)
        sides.addWidget(right)
        sides.setSizes([640, 400])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sides)

    def _connect(self) -> None:
        window = Qt.ShortcutContext.WindowShortcut
        self.action("session.publication.publish", ("Ctrl+Return", "Ctrl+Enter"), self.publish)
        self.action("session.publication.to_final", ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), self.finalise)
        self.action("session.publication.print", "Ctrl+P", self.print_document).setShortcutContext(window)
        self.action("session.publication.export", "Ctrl+E", self.export_documents).setShortcutContext(window)
        self.action("session.register.compare", "C", self._compare, self.tables.documents_table)
        self.publish_button.clicked.connect(self.publish)
        self.final_button.clicked.connect(self.finalise)
        self.print_button.clicked.connect(self.print_document)
        self.export_button.clicked.connect(self.export_documents)
        self.reason.given.connect(self._reopen)
        self.form.changed.connect(self._name_buttons)
        self.tables.documents_table.picked.connect(self._open)
        self.tables.checks_table.picked.connect(self._go)
        self.preview.changed.connect(self._live)
        self.context.document_language_changed.connect(self._render_soon)

    # -- what the window asks of it
    def show_session(self, ref: str) -> None:
        """Turn to a session."""
        self._say("")
        self._opened = self._marked = None
        self.reason.hide()
        super().show_session(ref)

    def refresh(self, changed: Changed | None) -> None:
        """Show how far the session is published now."""
        self._insisting = False
        if changed is not None:
            self._say("")
        self._altered = altered(self.book, self.ref, self.words.language)
        at = datetime.now().astimezone()
        found = checks(self.book, self.ref, self.words, at, self._altered)
        self.tables.show_session(self.book, self.ref, found, self._altered, self._marked)
        waiting = sum(not check.good for check in found)
        blocked = self.words("session.publication.step_waits", n=waiting) if waiting else ""
        self.ladder.show_session(self.book, self.ref, self.words, blocked)
        possible = kinds_of(self.book, self.ref)
        self.preview.offer(possible)
        kinds = due(self.book, self.ref, possible, self._altered)
        self.form.show_session(self.book, self.ref, kinds, at)
        self._name_buttons()
        self._render_soon()

    def _name_buttons(self) -> None:
        empty, session = self._nothing, self.session
        for button in (self.publish_button, self.final_button, self.print_button, self.export_button):
            button.setEnabled(not empty)
        out = self._unchanged
        kinds, first = self.form.kinds, session.state is SessionState.UNOFFICIAL
        leads = not kinds or any(kind in LEADING for kind in kinds)
        key = "to_provisional" if first and leads else "to_revision" if self._revision else "publish"
        if out is not None:
            self.publish_button.setEnabled(False)
            self._say_button(self.publish_button, self.words("session.publication.unchanged", number=out.number), "")
        else:
            text = self.words(f"session.publication.{key}", n=self._revision)
            self._say_button(self.publish_button, text, "Ctrl+⏎")
        last = out is not None and session.state is SessionState.PROVISIONAL
        self.publish_button.setDefault(not last)
        self.final_button.setDefault(last)
        tone = "on_accent" if self.publish_button.isEnabled() and not last else "text3"
        self.publish_button.setIcon(self.context.look.icon("verified", tone))
        key = "reopen" if session.state is SessionState.FINAL else "to_final"
        shift = self.words("session.publication.shift")
        self._say_button(self.final_button, self.words(f"session.publication.{key}"), f"Ctrl+{shift}+⏎")

    def _say_button(self, button: QPushButton, text: str, keys: str) -> None:
        """What a button makes, with its key; a screen reader says the key after the name."""
        button.setText(f"{text}  {keys}" if keys else text)
        button.setAccessibleName(text)
        button.setAccessibleDescription(keys)

    @property
    def _nothing(self) -> bool:
        """Whether there is nothing to publish: no result, and no document chosen of those that come before one."""
        return not self.book.has_result(self.ref) and not self.form.kinds

    @property
    def _unchanged(self) -> Document | None:
        """The document out that the primary step would only print again; `None` if it would print something new."""
        return unchanged(self.book, self.ref, self.form.kinds, self.form.signed)

    @property
    def _revision(self) -> int:
        """Which revision the primary step makes; 0 for the first publication."""
        kind = next(iter(self.form.kinds), "")
        return next_revision(self.book.season, self.ref, kind, next_state(self.session))

    def focus_line(self) -> None:
        """Give the keyboard to the primary step."""
        (self.publish_button if self.publish_button.isEnabled() else self.preview.pages).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        super().retranslate()
        for part in (self.preview, self.form, self.tables):
            part.retranslate()
        for button, name, keys in (
            (self.print_button, "print", "Ctrl+P"),
            (self.export_button, "export", "Ctrl+E"),
        ):
            self._say_button(button, self.words(f"session.publication.{name}"), keys)
            button.setIcon(self.context.look.icon("print" if name == "print" else "download"))
        self.form.fit(round(self.width() * _FORM_AT_MOST))
        if self.ref:
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields of the form under their names where both have no room."""
        super().resizeEvent(event)
        self.form.fit(round(self.width() * _FORM_AT_MOST))

    # -- publishing
    def publish(self) -> None:
        """The primary step: the provisional, or the next revision of what differs; a final result asks why it is revised."""
        out = self._unchanged
        if self._nothing:
            self._say(self.words("session.publication.refused_empty"), problem=True)
        elif out is not None:
            self._say(self.words("session.publication.refused_unchanged", number=out.number), problem=True)
        elif needs_reason(self.book.season, self.ref, self.form.kinds):
            self._revise()
        else:
            self._publish(next_state(self.session))

    def finalise(self) -> None:
        """Make the result final, if nothing stands in the way; from final, reopen it with a reason."""
        if self.form.kinds and all(kind in BEFORE for kind in self.form.kinds):
            self._publish(SessionState.FINAL)
            return
        if self.session.state is SessionState.FINAL:
            self._ask_reason(revising=False)
            return
        waiting = self._waiting()
        hard = [check for check in waiting if not check.soft]
        if hard or (waiting and not self._insisting):
            key = "refused_final" if hard else "final_early"
            self._say(self.words(f"session.publication.{key}", reasons=_reasons(hard or waiting)), problem=True)
            self._insisting = not hard
            return
        self._publish(SessionState.FINAL)

    def _waiting(self) -> list[Check]:
        """What stands in the way of final."""
        at = datetime.now().astimezone()
        return [c for c in checks(self.book, self.ref, self.words, at, self._altered) if not c.good]

    def _revise(self) -> None:
        """Ask why a final result is revised, unless it could not be final now."""
        hard = [check for check in self._waiting() if not check.soft and check.name != "changed"]
        if hard:
            self._say(self.words("session.publication.refused_revision", reasons=_reasons(hard)), problem=True)
        else:
            self._ask_reason(revising=True)

    def _ask_reason(self, *, revising: bool) -> None:
        self._revising = revising
        key = "revision_reason" if revising else "reason"
        hint = self.words("session.publication.reason_hint")
        self.reason.ask(self.words(f"session.publication.{key}", n=self._revision), hint)

    def _reopen(self, reason: str) -> None:
        """Reopen a final result for a reason; publish its revision with it, if that is what was asked."""
        edit = Reopen(self.ref, reason)
        if self._revising:
            self._publish(SessionState.FINAL, edit)
        else:
            self._took(self.do(edit))

    def _publish(self, state: SessionState, *before: Edit) -> None:
        form = self.form
        by = self.context.settings.operator
        book = Book(apply(self.book.season, *before), self.book) if before else self.book
        try:
            posting = Posting(state, form.document, form.posted, form.kinds, by, form.signed)
            edit = publication(book, self.ref, posting)
        except Trouble as trouble:
            self._say(self.words(trouble.key, **trouble.values), problem=True)
            return
        self._opened = None
        self._took(self.do(*before, edit), edit.documents[0] if edit.documents else None)

    def _took(self, problem: str, made: Document | None = None) -> None:
        if problem:
            self._say(problem, problem=True)
            return
        session = self.session
        if made is None and session.reopened:
            self._say(self.words("session.publication.reopened", document=self.session_title, reason=session.reopened))
            return
        self._say(
            self.words(
                "session.publication.done",
                document=self.session_title,
                state=state_words(made or session, self.words),
                number=made.number if made else session.document,
                time=posted_words(made.posted if made else session.posted, self.words),
            )
        )

    def _go(self, name: Hashable) -> None:
        """Go where a check is settled."""
        check = self.tables.checks.row(self.tables.checks.index_of(name))
        if check is not None and check.tab:
            self.context.session_wanted.emit(self.ref, check.tab)

    # -- the session's documents
    def _open(self, key: Key) -> None:
        """Show a document as it was published."""
        self._opened = key
        self._say(self.words("session.register.opened", number=key[1]))
        self._render_soon()

    def _live(self) -> None:
        """Another kind of document is chosen: what is out of it, or what it would say now."""
        self._opened = None
        self._render_soon()

    def _compare(self) -> None:
        """Mark a document; the second one marked is compared with the first."""
        documents = {(d.session, d.number): d for d in published(self.book.season, self.ref)}
        here = documents.get(self.tables.documents_table.current_key())
        if here is None:
            return
        first = documents.get(self._marked) if self._marked else None
        self._marked = None if first else (here.session, here.number)
        if first is not None and first is not here:
            self.comparing.compare(first, here)
        else:
            self._say(self.words("session.register.marked", number=here.number) if self._marked else "")
        self.refresh(None)


def _reasons(waiting: list[Check]) -> str:
    """What stands in the way, in a row."""
    return ", ".join(f"{check.text} ({check.detail})" if check.detail else check.text for check in waiting)


def _column(*parts: QWidget) -> QWidget:
    """Parts one over the other, the one that can grow growing."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        grows = part.widget() if isinstance(part, Scrolled) else part
        column.addWidget(part, 1 if isinstance(grows, PublishTables | PreviewPane) else 0)
    return made
