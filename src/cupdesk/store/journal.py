"""The journal: every step ever done, with the rows as they were and as they became. Undo, redo and the log of who did what in one.

Steps are never deleted. A step taken back is `undone` and can be done again until something else is done: then it is `dropped`,
still in the history, but no longer to be had back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cupdesk.rules.edits import Edit
from cupdesk.store.codec import edits_from_text, edits_to_text
from cupdesk.store.write import Image, from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cupdesk.store.hand import Hand


class State(StrEnum):
    """What has become of a step."""

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the journal: when (UTC), by whom, which edits; `undone` if it does not count now."""

    id: int
    season: str
    at: datetime
    operator: str
    edits: tuple[Edit, ...]
    undone: bool = False


_INSERT = (
    "INSERT INTO step (season, at, operator, edits, images, state) "
    "VALUES (:season, :at, :operator, :edits, :images, :state)"
)
_STEPS = "SELECT id, at, operator, edits, state FROM step WHERE season = :season"
_LAST_DONE = f"{_STEPS} AND state = '{State.DONE}' ORDER BY id DESC LIMIT 1"
_FIRST_UNDONE = f"{_STEPS} AND state = '{State.UNDONE}' ORDER BY id LIMIT 1"
_NEWEST_FIRST = f"{_STEPS} ORDER BY id DESC"
_IMAGES = "SELECT images FROM step WHERE id = :id"
_MARK = "UPDATE step SET state = :state WHERE id = :id"
_DROP = f"UPDATE step SET state = '{State.DROPPED}' WHERE season = :season AND state = '{State.UNDONE}'"


def _step(row: Sequence[Any], code: str) -> Step:
    id_, at, operator, edits, state = row
    return Step(id_, code, datetime.fromisoformat(at), operator, edits_from_text(edits), state != State.DONE)


def record(hand: Hand, season: int, edits: tuple[Edit, ...], operator: str, images: Iterable[Image]) -> None:
    """Write a step just done; steps undone before it can no longer be done again."""
    hand.run(_DROP, [{"season": season}])
    row = {
        "season": season,
        "at": datetime.now(UTC).isoformat(),
        "operator": operator,
        "edits": edits_to_text(edits),
        "images": to_text(images),
        "state": State.DONE.value,
    }
    hand.run(_INSERT, [row])


def last_done(hand: Hand, season: int, code: str) -> Step | None:
    """The step that undo takes back."""
    return next((_step(row, code) for row in hand.rows(_LAST_DONE, {"season": season})), None)


def first_undone(hand: Hand, season: int, code: str) -> Step | None:
    """The step that redo does again."""
    return next((_step(row, code) for row in hand.rows(_FIRST_UNDONE, {"season": season})), None)


def images_of(hand: Hand, step: Step) -> list[Image]:
    """The rows a step changed, as they were and as they became."""
    ((text,),) = hand.rows(_IMAGES, {"id": step.id})
    return from_text(text)


def mark(hand: Hand, step: Step, state: State) -> None:
    """Say what has become of a step."""
    hand.run(_MARK, [{"id": step.id, "state": state.value}])


def history(hand: Hand, season: int, code: str, limit: int | None) -> tuple[Step, ...]:
    """The steps of a season, newest first."""
    newest = _NEWEST_FIRST if limit is None else f"{_NEWEST_FIRST} LIMIT {int(limit)}"
    return tuple(_step(row, code) for row in hand.rows(newest, {"season": season}))
