"""Undo and redo: of the facts, or in the what-if of what is supposed; and which of them is meant here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.lines.steps import step_name
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.model import Season
    from cupdesk.store.journal import Step
    from cupdesk.ui.main_window import MainWindow
    from cupdesk.words import Words


def step_words(step: Step, words: Words, *seasons: Season) -> str:
    """What a step did; the first of these seasons that knows its session names it."""
    for season in seasons:
        try:
            name = step_name(step.edits, season, words)
        except KeyError:
            continue
        return words("journal.taking_back", step=name) if step.takes_back else name
    return words("journal.unknown")


class Steps:
    """The steps back and forth of a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def undo(self) -> None:
        """Take the last step back; in the what-if the last supposition, never a fact."""
        window = self._window
        if not window.travel.supposing or window.context is None:
            self._travel("undone", back=True)
        elif not window.context.what_if.undo():
            window.status.say(window.words("what_if.nothing_to_undo"), attention=True)

    def redo(self) -> None:
        """Do the last step taken back again; in the what-if likewise."""
        window = self._window
        if not window.travel.supposing or window.context is None:
            self._travel("redone", back=False)
        elif not window.context.what_if.redo():
            window.status.say(window.words("what_if.nothing_to_redo"), attention=True)

    def _travel(self, said: str, *, back: bool) -> None:
        window = self._window
        assert window.desk is not None
        try:
            step = window.desk.undo() if back else window.desk.redo()
        except Trouble as trouble:
            window.status.say(window.words(trouble.key, **trouble.values), attention=True)
            return
        if step is not None:
            window.status.say(window.words(f"window.{said}", step=window.travel.step_name(step)))

    def show(self) -> None:
        """Say since when something is supposed, and name the step that undo takes back here."""
        window = self._window
        window.status.show_what_if(window.travel.what_if_text(), window.look)
        if window.travel.supposing:
            self._show_supposed()
        else:
            self._show_facts()

    def _show_supposed(self) -> None:
        window = self._window
        assert window.context is not None
        line = window.context.what_if.last
        text = window.words("what_if.undo_step", line=line) if line else ""
        self._say("undo", text, possible=True)
        self._say("redo", "", possible=True)
        window.status.show_undo(text)

    def _show_facts(self) -> None:
        window = self._window
        assert window.desk is not None
        words, name = window.words, window.travel.step_name
        undo, redo = window.desk.undo_step, window.desk.redo_step
        text = words("window.undo_step", step=name(undo)) if undo else ""
        self._say("undo", text, possible=undo is not None)
        self._say("redo", words("window.redo_step", step=name(redo)) if redo else "", possible=redo is not None)
        window.status.show_undo(text)

    def _say(self, action: str, text: str, *, possible: bool) -> None:
        window = self._window
        window.actions_[action].setText(text or window.words(f"window.action.{action}"))
        window.actions_[action].setEnabled(possible)
