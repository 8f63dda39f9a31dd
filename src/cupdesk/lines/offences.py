"""Which offence of the catalogue is meant by the words typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.lines.typed import fold

if TYPE_CHECKING:
    from cupdesk.rules.model import Offence, Season


def offences_meant(season: Season, typed: str) -> list[Offence]:
    """The offences of this code or short form; else those with a name that has words starting so, in either language."""
    wanted = fold(typed).split()
    if not wanted:
        return []
    whole = " ".join(wanted)
    for offence in season.offences:
        if whole in (fold(offence.code), *map(fold, offence.short), fold(offence.name.fr), fold(offence.name.en)):
            return [offence]
    return [
        offence
        for offence in season.offences
        if any(
            all(any(word.startswith(start) for word in _words_of(name)) for start in wanted)
            for name in (offence.name.fr, offence.name.en, offence.code)
        )
    ]


def _words_of(name: str) -> list[str]:
    return fold(name).replace("_", " ").replace("-", " ").replace("'", " ").split()
