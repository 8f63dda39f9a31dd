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
    from collections.abc import Iterable, Iterator, Sequence

    from cupdesk.store.hand import Hand


class State(StrEnum):
    """What has become of a step."""

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the journal: when (UTC), by whom, which edits; `undone` if it does not count now.

    `takes_back` is the step that this one took back alone; then `edits` are those of that step. `again`: it can be done again.
    """

    id: int
    season: str
    at: datetime
    operator: str
    edits: tuple[Edit, ...]
    undone: bool = False
    takes_back: int | None = None
    again: bool = False


_INSERT = (
    "INSERT INTO step (season, at, operator, edits, images, state, takes_back) "
    "VALUES (:season, :at, :operator, :edits, :images, :state, :takes_back)"
)
_STEPS = "SELECT id, at, operator, edits, state, takes_back FROM step WHERE season = :season"
_LAST_DONE = f"{_STEPS} AND state = '{State.DONE}' ORDER BY id DESC LIMIT 1"
_FIRST_UNDONE = f"{_STEPS} AND state = '{State.UNDONE}' ORDER BY id LIMIT 1"
_NEWEST_FIRST = f"{_STEPS} AND id < :before ORDER BY id DESC"
_SINCE = (
    f"SELECT id, images FROM step WHERE season = :season AND state = '{State.DONE}' AND id > :step ORDER BY id DESC"
)
_TAKEN_BACK = (
    f"SELECT id, takes_back FROM step WHERE season = :season AND state = '{State.DONE}' "
    "AND takes_back IS NOT NULL ORDER BY id DESC"
)
_STAND = "SELECT coalesce(max(id), 0), count(CASE WHEN state = :done THEN 1 END) FROM step"
_COUNT = "SELECT COUNT(*) FROM step WHERE season = :season"
_LATEST = 2**62
_IMAGES = "SELECT images FROM step WHERE id = :id"
_MARK = "UPDATE step SET state = :state WHERE id = :id"
_DROP = f"UPDATE step SET state = '{State.DROPPED}' WHERE season = :season AND state = '{State.UNDONE}'"


def _step(row: Sequence[Any], code: str) -> Step:
    id_, at, operator, edits, state, takes_back = row
    when = datetime.fromisoformat(at)
    undone = state != State.DONE
    return Step(id_, code, when, operator, edits_from_text(edits), undone, takes_back, state == State.UNDONE)


def record(
    hand: Hand,
    season: int,
    edits: tuple[Edit, ...],
    operator: str,
    images: Iterable[Image],
    takes_back: int | None = None,
) -> None:
    """Write a step just done; steps undone before it can no longer be done again."""
    hand.run(_DROP, [{"season": season}])
    row = {
        "season": season,
        "at": datetime.now(UTC).isoformat(),
        "operator": operator,
        "edits": edits_to_text(edits),
        "images": to_text(images),
        "state": State.DONE.value,
        "takes_back": takes_back,
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


def history(hand: Hand, season: int, code: str, limit: int | None, before: int | None = None) -> tuple[Step, ...]:
    """The steps of a season, newest first; only those before the step of this id, if one is given."""
    newest = _NEWEST_FIRST if limit is None else f"{_NEWEST_FIRST} LIMIT {int(limit)}"
    asked = {"season": season, "before": before or _LATEST}
    return tuple(_step(row, code) for row in hand.rows(newest, asked))


def since(hand: Hand, season: int, step: int) -> Iterator[tuple[int, list[Image]]]:
    """The steps that count after this one, newest first, each with the rows it changed."""
    for id_, images in hand.rows(_SINCE, {"season": season, "step": step}):
        yield id_, from_text(images)


def taken_back(hand: Hand, season: int) -> frozenset[int]:
    """The steps taken back alone that stand so now: a step that takes back may have been taken back itself."""
    gone: set[int] = set()
    for id_, target in hand.rows(_TAKEN_BACK, {"season": season}):
        if id_ not in gone:
            gone.add(target)
    return frozenset(gone)


def stand(hand: Hand) -> tuple[int, int]:
    """The latest step of any season and how many are done: whoever writes, undoes or redoes changes one of them."""
    ((latest, done),) = hand.rows(_STAND, {"done": State.DONE.value})
    return int(latest), int(done)


def count(hand: Hand, season: int) -> int:
    """How many steps there are."""
    ((steps,),) = hand.rows(_COUNT, {"season": season})
    return int(steps)
