"""How far a result is published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cupdesk.rules.session import Session, SessionState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class SetPublication:
    """Say how far a session's result is published: state, revision, document number and time of posting."""

    session: str
    state: SessionState
    revision: int = 0
    document: int | None = None
    posted: datetime | None = None


def _set_publication(session: Session, edit: SetPublication) -> Session:
    return replace(session, state=edit.state, revision=edit.revision, document=edit.document, posted=edit.posted)


DOES: dict[type[Any], Callable[[Session, Any], Session]] = {
    SetPublication: _set_publication,
}
"""What each edit of this file does to its session."""
