"""The forms of the rule book's parts, one a kind, each built when first turned to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cupdesk.ui.controls.parts import dress
from cupdesk.ui.rule_book.parts import sections_of
from cupdesk.ui.rule_book.settings_form import SettingsForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from cupdesk.seasons.draft import Draft
    from cupdesk.ui.context import Context


class RegulationsForms(QStackedWidget):
    """The form of the part shown. `edited` gives a setting and its text, `asked` a list, what to do and at which row."""

    edited = Signal(str, str)
    asked = Signal(object, str, int)

    def __init__(self, context: Context, actions: Sequence[QAction]) -> None:
        super().__init__()
        self._context = context
        self._actions = actions
        self._forms: dict[str, SettingsForm] = {}

    def of(self, part: str, draft: Draft, prefix: str) -> SettingsForm:
        """The form of a part: that of the championship at `prefix`, or of what holds for the season."""
        kind = part.partition(".")[0]
        if kind not in self._forms:
            form = self._forms[kind] = SettingsForm(self._context, draft, sections_of(kind), prefix, self._actions)
            form.edited.connect(self.edited)
            form.asked.connect(self.asked)
            self.addWidget(form)
            dress(form, self._context.look)
        return self._forms[kind]

    def show_part(self, part: str, draft: Draft, prefix: str) -> None:
        """Show a part as it is in the draft."""
        form = self.of(part, draft, prefix)
        self.setCurrentWidget(form)
        form.show_draft(draft, prefix)

    def chain(self, before: QWidget, after: QWidget) -> None:
        """Let Tab go from one widget through the settings shown, as they stand on the form, to another."""
        shown = self.currentWidget()
        settings = [] if shown is None else [each for each in shown.findChildren(QWidget) if self._is_stop(each)]
        for first, second in pairwise([before, *settings, after]):
            QWidget.setTabOrder(first, second)

    def _is_stop(self, widget: QWidget) -> bool:
        """Whether Tab stops here; the list that a choice opens is a window of its own."""
        return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.window() is self.window()
