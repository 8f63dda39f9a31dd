"""Two contenders and the next race: which of them it makes champion, place by place, whatever the others do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.needs import held_off
from cupdesk.rules.race_left import adds_up, has_room

if TYPE_CHECKING:
    from cupdesk.rules.title import Outlook

MOST = 12
"""How many places of each are told."""


@dataclass(frozen=True, slots=True)
class Duel:
    """Who is champion once `race` is over: `cells[own's place - 1][rival's place - 1]`.

    The key of the champion, "" where it stays open (fastest lap, pole, others or later races decide), `None` where both
    would have the same place.
    """

    race: str
    own: str
    rival: str
    cells: tuple[tuple[str | None, ...], ...]


def duel(playing: list[Outlook], contenders: tuple[str, ...], own: str, rival: str, starters: int) -> Duel | None:
    """The outcomes for two contenders of a championship of drivers; `None` where a name may score with several cars."""
    championship, race = playing[0].championship, playing[0].left[0]
    if championship.ranks.has_cars or adds_up(championship):
        return None
    places = range(1, min(max(starters, 2), MOST) + 1)

    def winner(mine: int, theirs: int) -> str | None:
        if mine == theirs:
            return None
        for key, place, at in ((own, mine, (rival, theirs)), (rival, theirs, (own, mine))):
            if all(
                held_off(outlook, key, place, contenders, rival_at=at)
                for outlook in playing
                if outlook.left[0].starters != 1 and has_room(championship, outlook.left[0], max(mine, theirs))
            ):
                return key
        return ""

    return Duel(race.ref, own, rival, tuple(tuple(winner(mine, theirs) for theirs in places) for mine in places))
