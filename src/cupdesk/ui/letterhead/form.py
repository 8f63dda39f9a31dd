"""The letterhead as a form: pictures, colours, lines, paper, and what the kind of document shown has of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cupdesk.rules.letterhead import COLUMNS, ROLES, LeftOut, Letterhead, Paper, Signing
from cupdesk.ui.controls.parts import Heading, Segments, ground
from cupdesk.ui.letterhead.emblem_setting import EmblemsSetting
from cupdesk.ui.letterhead.parts import ChoicesSetting, ColourSetting, LinesSetting, Setting
from cupdesk.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cupdesk.rules.pictures import Picture
    from cupdesk.ui.context import Context
    from cupdesk.ui.letterhead.sample import Own

_BOTH = "both"


class LetterheadForm(QScrollArea):
    """All of a letterhead. `drafted` tells it as it is being typed, `changed` as it is meant, and what of it is another."""

    drafted = Signal(object)
    changed = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.letterhead = Letterhead()
        self.document = ""
        self.logo, self.strip = EmblemsSetting(context, "logo", 1), EmblemsSetting(context, "strip")
        self.colour = ColourSetting(context, "colour", needed=True)
        self.second = ColourSetting(context, "second", needed=False)
        self.head, self.foot = LinesSetting(context, "head"), LinesSetting(context, "foot")
        self.paper, self.languages = Segments([each.value for each in Paper]), Segments((_BOTH, *LANGUAGES))
        self.columns = ChoicesSetting(context, "columns", COLUMNS)
        self.signing = ChoicesSetting(context, "signing", ROLES, 2)
        self._papers, self._spoken = Setting(context, "paper"), Setting(context, "languages")
        self._papers.body.addWidget(self.paper)
        self._spoken.body.addWidget(self.languages)
        self._sections: dict[str, tuple[Heading, tuple[Setting, ...]]] = {
            "pictures": (Heading(), (self.logo, self.strip)),
            "colours": (Heading(), (self.colour, self.second)),
            "lines": (Heading(), (self.head, self.foot)),
            "paper": (Heading(), (self._papers, self._spoken)),
            "document": (Heading(), (self.columns, self.signing)),
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = ground("base")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        for heading, settings in self._sections.values():
            column.addWidget(heading)
            column.addSpacing(5)
            for setting in settings:
                column.addWidget(setting)
            column.addSpacing(5)
        column.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        self.logo.changed.connect(lambda found: self._change("logo", logo=found[0] if found else None))
        self.strip.changed.connect(lambda found: self._change("strip", strip=found))
        for name in ("colour", "second", "head", "foot"):
            setting = getattr(self, name)
            about = "colour" if name == "second" else name
            setting.changed.connect(lambda value, name=name, about=about: self._change(about, **{name: value}))
            setting.drafted.connect(
                lambda value, name=name: self.drafted.emit(replace(self.letterhead, **{name: value}))
            )
        self.paper.chosen.connect(lambda key: self._change("paper", paper=Paper(key)))
        self.languages.chosen.connect(lambda key: self._change("languages", languages=() if key == _BOTH else (key,)))
        self.columns.changed.connect(self._choose_columns)
        self.signing.changed.connect(self._choose_signing)

    def _change(self, about: str, **values: Any) -> None:
        changed = replace(self.letterhead, **values)
        if changed != self.letterhead:
            self.changed.emit(changed, about)

    def _choose_columns(self, ticked: tuple[str, ...]) -> None:
        offered = [key for key, box in self.columns.boxes.items() if not box.isHidden()]
        left = tuple(key for key in offered if key not in ticked)
        others = [each for each in self.letterhead.left_out if each.document != self.document]
        mine = [LeftOut(self.document, left)] if left else []
        self._change("columns", left_out=(*others, *mine))

    def _choose_signing(self, ticked: tuple[str, ...]) -> None:
        others = [each for each in self.letterhead.signing if each.document != self.document]
        mine = [] if ticked == self._usual else [Signing(self.document, ticked)]
        self._change("signing", signing=(*others, *mine))

    def show_letterhead(self, letterhead: Letterhead, pictures: Mapping[str, Picture]) -> None:
        """Show the letterhead on file."""
        self.letterhead = letterhead
        self.logo.show_emblems((letterhead.logo,) if letterhead.logo else (), pictures)
        self.strip.show_emblems(letterhead.strip, pictures)
        self.colour.show_colour(letterhead.colour)
        self.second.show_colour(letterhead.second)
        self.head.show_lines(letterhead.head)
        self.foot.show_lines(letterhead.foot)
        self.paper.choose(letterhead.paper.value)
        self.languages.choose(letterhead.languages[0] if len(letterhead.languages) == 1 else _BOTH)

    def show_document(self, own: Own) -> None:
        """Show what a kind of document has of its own."""
        words = self._context.words
        self.document, self._usual = own.kind, own.signing
        self._sections["document"][0].say(words("look.section.document"), own.title)
        left = self.letterhead.columns_left_out(own.kind)
        names = {key: words(f"look.column.{key}") for key in own.columns}
        self.columns.setVisible(bool(names))
        self.columns.offer(names, [key for key in names if key not in left])
        chosen = self.letterhead.signing_roles(own.kind)
        self.signing.offer(
            {role: words(f"setup.role.{role}") for role in ROLES}, own.signing if chosen is None else chosen
        )

    _usual: tuple[str, ...] = ()

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        words = self._context.words
        for name, (heading, settings) in self._sections.items():
            if name != "document":
                heading.say(words(f"look.section.{name}"), words(f"look.about.{name}"))
            for setting in settings:
                setting.retranslate()
        self.paper.say(self._papers.title, {each.value: words(f"look.paper.{each.value}") for each in Paper})
        names = {language: words(f"look.in_{language}") for language in LANGUAGES}
        self.languages.say(self._spoken.title, {_BOTH: words("look.both"), **names})

    def bring_in(self, part: QWidget) -> None:
        """Scroll until a part is seen with what is said under it."""
        # Once the form has given the new lines their room.
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(part, 0, 4))
