"""The journal: every step ever done, with the rows as they were and as they became. Undo, redo and the log of who did what in one.

Steps are never deleted. A step taken back is `undone` and can be done again until something else is done: then it is `dropped`,
still in the history, but no longer to be had back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlmodel import SQLModel

from cupdesk.rules.edits import Edit
from cupdesk.store.codec import edits_from_text, edits_to_text
from cupdesk.store.tables import StepRow
from cupdesk.store.write import Image, from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Row, Select


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


_STEP = SQLModel.metadata.tables[str(StepRow.__tablename__)].c
_INSERT = _STEP.id.table.insert()
_STEPS: Select[Any] = select(_STEP.id, _STEP.at, _STEP.operator, _STEP.edits, _STEP.state).where(
    _STEP.season == bindparam("s")
)
_IN_STATE = _STEPS.where(_STEP.state == bindparam("st")).limit(1)
_LAST_DONE = _IN_STATE.order_by(_STEP.id.desc())
_FIRST_UNDONE = _IN_STATE.order_by(_STEP.id)
_IMAGES = select(_STEP.images).where(_STEP.id == bindparam("i"))
_MARK = _STEP.id.table.update().where(_STEP.id == bindparam("i")).values(state=bindparam("st"))
_DROP = (
    _STEP.id.table.update()
    .where(_STEP.season == bindparam("s"), _STEP.state == State.UNDONE.value)
    .values(state=State.DROPPED.value)
)


def _step(row: Row[Any], code: str) -> Step:
    at = datetime.fromisoformat(row.at)
    return Step(row.id, code, at, row.operator, edits_from_text(row.edits), row.state != State.DONE)


def record(
    connection: Connection, season: int, edits: tuple[Edit, ...], operator: str, images: Iterable[Image]
) -> None:
    """Write a step just done; steps undone before it can no longer be done again."""
    connection.execute(_DROP, {"s": season})
    row = {
        "season": season,
        "at": datetime.now(UTC).isoformat(),
        "operator": operator,
        "edits": edits_to_text(edits),
        "images": to_text(images),
        "state": State.DONE.value,
    }
    connection.execute(_INSERT, row)


def last_done(connection: Connection, season: int, code: str) -> Step | None:
    """The step that undo takes back."""
    row = connection.execute(_LAST_DONE, {"s": season, "st": State.DONE.value}).first()
    return None if row is None else _step(row, code)


def first_undone(connection: Connection, season: int, code: str) -> Step | None:
    """The step that redo does again."""
    row = connection.execute(_FIRST_UNDONE, {"s": season, "st": State.UNDONE.value}).first()
    return None if row is None else _step(row, code)


def images_of(connection: Connection, step: Step) -> list[Image]:
    """The rows a step changed, as they were and as they became."""
    return from_text(connection.execute(_IMAGES, {"i": step.id}).scalar_one())


def mark(connection: Connection, step: Step, state: State) -> None:
    """Say what has become of a step."""
    connection.execute(_MARK, {"i": step.id, "st": state.value})


def history(connection: Connection, season: int, code: str, limit: int | None) -> tuple[Step, ...]:
    """The steps of a season, newest first."""
    question = _STEPS.order_by(_STEP.id.desc())
    if limit is not None:
        question = question.limit(limit)
    return tuple(_step(row, code) for row in connection.execute(question, {"s": season}))
