"""What is done to the rows of a list of the rule book's draft, whatever asks for it: a key, a button, the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.seasons.draft import NAMED
from cupdesk.words import LANGUAGES, Words

if TYPE_CHECKING:
    from cupdesk.seasons.draft import Draft


def do_to(draft: Draft, path: str, what: str, at: int, shown: int) -> int:
    """Add a row after the one at `at`, double that one, move it or take it out; where the row meant now is.

    `Trouble` if it is still used; then nothing is done. `shown` is the championship whose scale a new one begins with.
    """
    n = len(draft.rows(path).rows)
    if what == "add":
        at = at + 1 if at >= 0 else n
        draft.add(path, at)
        _begin(draft, path, at, shown)
        return at
    if what == "copy":
        draft.copy(path, at)
        return at + 1
    if what == "remove":
        draft.remove(path, at)
        return min(at, n - 2)
    by = -1 if what == "up" else 1
    return at + by if draft.move(path, at, by) else at


def _begin(draft: Draft, path: str, at: int, shown: int) -> None:
    """A new row of a list with codes begins with a name, a championship also with a scale."""
    if path in NAMED:
        for language in LANGUAGES:
            draft.put(f"{path}[{at}].name.{language}", Words(language)(f"rulebook.new.{path}"))
    if path == "championships":
        draft.put(f"{path}[{at}].scale", draft.text(f"{path}[{shown if shown < at else shown + 1}].scale"))
