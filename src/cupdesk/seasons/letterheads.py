"""What a letterhead must hold together by: its pictures are there and are pictures, its lines can be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.letterhead import FIELDS, LONGEST_LINE, MOST_LINES, MOST_PICTURES, Letterhead, unknown_field
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.model import Season


def check_letterhead(season: Season) -> None:
    """Raise `Trouble`, with the path of the field, for the first picture or line that cannot be printed."""
    for i, picture in enumerate(season.pictures):
        if not picture.genuine:
            raise Trouble("seasons.picture", path=f"pictures[{i}]")
    known = {picture.digest for picture in season.pictures}
    head = season.letterhead
    shown = [("letterhead.logo", head.logo)] if head.logo else []
    shown += [(f"letterhead.strip[{i}]", emblem) for i, emblem in enumerate(head.strip)]
    named = [(f"{path}.picture", emblem.picture) for path, emblem in shown]
    named += [
        (f"documents[{i}].pictures[{k}]", d)
        for i, doc in enumerate(season.documents)
        for k, d in enumerate(doc.pictures)
    ]
    for path, digest in named:
        if digest not in known:
            raise Trouble("seasons.no_picture", path=path, found=f"{digest[:8]}…")
    if len(head.strip) > MOST_PICTURES:
        raise Trouble("seasons.too_many", path="letterhead.strip", most=MOST_PICTURES)
    _check_lines(head)


def _check_lines(letterhead: Letterhead) -> None:
    for name, lines in (("head", letterhead.head), ("foot", letterhead.foot)):
        if len(lines) > MOST_LINES:
            raise Trouble("seasons.too_many", path=f"letterhead.{name}", most=MOST_LINES)
        for i, line in enumerate(lines):
            for text in (line.fr, line.en):
                path = f"letterhead.{name}[{i}]"
                if len(text) > LONGEST_LINE:
                    raise Trouble("seasons.too_long", path=path, most=LONGEST_LINE)
                if (field := unknown_field(text)) is not None:
                    raise Trouble("seasons.field", path=path, found=field, choices=", ".join(FIELDS))
