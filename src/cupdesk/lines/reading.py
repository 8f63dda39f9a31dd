"""What a line typed by a person is understood to mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as it is understood: what Enter does, what is read back, what is wrong.

    `edits` are one step, empty if there is nothing to do or the line is `refused`; `on_second_enter` is what Enter does
    when pressed again on a refused line. `read_back` says in words what is understood so far, `problem` is one sentence.
    `ghost` is shown after the caret, `completed` is the line after Tab ("" if Tab completes nothing), `matches` are the
    car numbers that fit the last word, best first. A refused line with `matches` may still be being typed.
    """

    prompt: str
    edits: tuple[Edit, ...] = ()
    read_back: str = ""
    problem: str = ""
    refused: bool = False
    on_second_enter: tuple[Edit, ...] = ()
    ghost: str = ""
    completed: str = ""
    matches: tuple[str, ...] = ()


class Refused(Trouble):
    """A line that Enter does not take. `insist`: Enter pressed again takes it all the same."""

    def __init__(self, key: str, *, insist: bool = False, **values: object) -> None:
        super().__init__(key, **values)
        self.insist = insist
