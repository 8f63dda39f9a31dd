"""What a line typed by a person is understood to mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from cupdesk.lines.typed import fold, split
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words

_BEGUN_FIGURE = re.compile(r"(?=.*[^\d])[+*@/\-.,:'\d]+")
_MAY_GO_ON = ("lines.unknown_form", "lines.nobody", "lines.offence_unknown")


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as it is understood: what Enter does, what is read back, what is wrong.

    `edits` are one step, empty if there is nothing to do or the line is `refused`; `on_second_enter` is what Enter does
    when pressed again on a refused line, and `read_back` then says that. `problem` is one sentence. A refused line is
    `unfinished` if what is typed may still become right: until Enter, show its `read_back` (what is understood so far,
    which may be nothing) instead of its `problem`. `ghost` is shown after the caret, `completed` is the line after Tab
    ("" if Tab completes nothing), `matches` are the car numbers that fit the last word, best first.
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
    unfinished: bool = False


class Refused(Trouble):
    """A line that Enter does not take.

    `insist`: Enter pressed again takes it all the same. `unfinished`: something is still to be typed; `so_far` says
    what is understood until then.
    """

    def __init__(
        self, key: str, *, insist: bool = False, unfinished: bool = False, so_far: str = "", **values: object
    ) -> None:
        super().__init__(key, **values)
        self.insist = insist
        self.unfinished = unfinished
        self.so_far = so_far


class Taken(Protocol):
    """A line that has been taken: its edits, what it is read back as, and what is marked."""

    edits: list[Edit]
    problem: str

    @property
    def read_back(self) -> str:
        """The line in words."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What the line shows ahead of the caret, the line after Tab, and the cars that fit the last word."""

    ghost: str = ""
    completed: str = ""
    matches: tuple[str, ...] = ()


def settle(
    line: str, prompt: str, completion: Completion, take: Callable[[bool], Taken], forms: Collection[str], words: Words
) -> Reading:
    """The reading of a line by `take`, which is told whether to insist and raises `Refused`; `forms` are words it knows."""
    ghost, completed, matches = completion.ghost, completion.completed, completion.matches
    try:
        taken = take(False)
    except Refused as refused:
        problem = words(refused.key, **refused.values)
        again = _insisted(take) if refused.insist else None
        half = refused.unfinished or _half_typed(line, refused.key, matches, forms)
        read_back = refused.so_far or (problem if refused.unfinished else again.read_back if again and not half else "")
        second = tuple(again.edits) if again else ()
        return Reading(prompt, (), read_back, problem, True, second, ghost, completed, matches, half)
    return Reading(prompt, tuple(taken.edits), taken.read_back, taken.problem, False, (), ghost, completed, matches)


def _insisted(take: Callable[[bool], Taken]) -> Taken | None:
    try:
        return take(True)
    except Refused:
        return None


def _half_typed(line: str, key: str, matches: tuple[str, ...], forms: Collection[str]) -> bool:
    """Whether a refused line may still become right: its last word another car, form or figure, or what it asks for follows."""
    words = split(line)
    if not words:
        return False
    last, word = words[-1], fold(words[-1])
    if key in _MAY_GO_ON and word in forms:
        return True
    if line[-1].isspace():
        return False
    if matches and matches != (last,):
        return True
    begun = _BEGUN_FIGURE.fullmatch(word) is not None or any(form.startswith(word) for form in forms)
    return key in _MAY_GO_ON and begun
