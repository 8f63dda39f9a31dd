"""Which offence of the catalogue is meant by the words typed."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from cupdesk.lines.typed import fold
from cupdesk.rules.model import Offence
from cupdesk.rules.session import Text

if TYPE_CHECKING:
    from cupdesk.rules.model import Season


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


def new_offence(season: Season, typed: str) -> Offence:
    """A line for the catalogue with the words typed as its name in both languages; article and usual sanction to be given."""
    name = typed[:1].upper() + typed[1:]
    return Offence(free_offence_code(season, typed), Text(name, name))


def free_offence_code(season: Season, name: str) -> str:
    """A code for an offence of this name that no other has, as code or short form: `pit_lane_exit`."""
    base = "_".join(re.findall(r"[a-z0-9]+", fold(name))) or "offence"
    taken = {fold(form) for offence in season.offences for form in (offence.code, *offence.short)}
    return next(code for n in count(1) if (code := base if n == 1 else f"{base}_{n}") not in taken)


def _words_of(name: str) -> list[str]:
    return fold(name).replace("_", " ").replace("-", " ").replace("'", " ").split()
