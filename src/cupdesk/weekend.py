"""The last weekend of the example season as it is typed: what the guided card asks for and the demonstration plays."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.resources import resource
from cupdesk.rules.edits import ClearResult, SetPublication
from cupdesk.rules.session import SessionState, Text

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Chapter:
    """Lines typed on one screen (`order` or `decision`) of one session, and how its result stands afterwards."""

    session: str
    screen: str
    say: Text
    lines: tuple[str, ...]
    publish: SessionState
    document: int
    posted: datetime

    @property
    def publication(self) -> SetPublication:
        """The edit that publishes the session at the end of the chapter."""
        return SetPublication(self.session, self.publish, 0, self.document, self.posted)


@dataclass(frozen=True, slots=True)
class Step:
    """One line to type: where, what, and the chapter's words."""

    session: str
    screen: str
    line: str
    say: Text


def chapters() -> tuple[Chapter, ...]:
    """The weekend in four chapters: order and decisions of both races."""
    script = tomllib.loads(resource("demo", "paul-ricard.toml").read_text(encoding="utf-8"))
    return tuple(
        Chapter(
            session=chapter["session"],
            screen=chapter["screen"],
            say=Text(chapter["fr"], chapter["en"]),
            lines=tuple(chapter["lines"]),
            publish=SessionState(chapter["publish"]),
            document=chapter["document"],
            posted=chapter["posted"],
        )
        for chapter in script["chapter"]
    )


def steps() -> tuple[Step, ...]:
    """Every line of the weekend in the order it is typed."""
    return tuple(Step(c.session, c.screen, line, c.say) for c in chapters() for line in c.lines)


def blank() -> tuple[ClearResult, ...]:
    """The edits that empty the weekend's races, so that it can be entered."""
    return tuple(ClearResult(session) for session in dict.fromkeys(c.session for c in chapters()))
