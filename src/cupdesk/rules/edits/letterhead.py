"""The organiser's look: the letterhead written otherwise, with the pictures that are new in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cupdesk.rules.letterhead import Letterhead, pictures_in_use
from cupdesk.rules.pictures import Picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.model import Season


@dataclass(frozen=True, slots=True)
class SetLetterhead:
    """Give the documents this look; `pictures` are those in it that the season does not have yet, `about` names the part that
    is another (a field of `Letterhead`; "" for all of it)."""

    letterhead: Letterhead
    pictures: tuple[Picture, ...] = ()
    about: str = ""


def _set_letterhead(season: Season, edit: SetLetterhead) -> Season:
    changed = replace(season, letterhead=edit.letterhead)
    pictures = pictures_in_use(changed, (*season.pictures, *edit.pictures))
    return changed if pictures == season.pictures else replace(changed, pictures=pictures)


DOES: dict[type[Any], Callable[[Season, Any], Season]] = {SetLetterhead: _set_letterhead}
"""What each edit of this file does to the season."""
