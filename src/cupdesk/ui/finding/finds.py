"""What the palette finds: cars, what can be done with one, documents, sessions, tables and pages, actions; and how it is ranked.

Nothing here draws. A find is known by words in both languages, without capitals and accents; the line is read the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cupdesk.lines.typed import digits, fold, french_digits
from cupdesk.ui.controls.cells import Chip, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

GROUPS = ("car", "on_car", "document", "session", "page", "action")
MOST = 8
_FIRST = 3
_NEVER = 4


@dataclass(frozen=True, slots=True)
class Find:
    """A line of the palette: what it is (`key` remembers it), how it looks, what Enter does, the folded words it is found by.

    `icon` is the name of an icon, or the chip of a car. `number` of a car or a document: a bare number finds only these.
    """

    key: str
    group: str
    icon: str | Chip
    runs: tuple[Run, ...]
    does: Callable[[], object]
    about: str = ""
    keys: str = ""
    number: str = ""
    terms: frozenset[str] = field(default_factory=frozenset)

    @property
    def text(self) -> str:
        """All it says, for screen readers."""
        said = "".join(run.text for run in self.runs)
        return ", ".join(part for part in (said, self.about, self.keys) if part)


def terms_of(*texts: str) -> frozenset[str]:
    """The words of these texts, folded; a word with signs in it also by its parts (`Pro-Am`, `LEC/R2`)."""
    found: set[str] = set()
    for text in texts:
        for word in fold(text).split():
            bare = word.strip(".,:;()…’'\"&")
            found.add(bare)
            parts = "".join(c if c.isalnum() else " " for c in bare).split()
            found |= {*parts, "".join(parts)}
    return frozenset(found - {""})


def asked(text: str) -> tuple[str, ...]:
    """The words of a line, folded; the digit row of a French keyboard gives digits."""
    return tuple(fold(french_digits(word)) for word in text.split())


def _rank(find: Find, words: tuple[str, ...]) -> int:
    """0 if its own number is asked for, 1 if every word is one of its own, 2 if the first is, 3 if each begins one, else `_NEVER`."""
    if not all(any(term.startswith(word) for term in find.terms) for word in words):
        return _NEVER
    if find.number and find.number in words:
        return 0
    if all(word in find.terms for word in words):
        return 1
    return 2 if words[0] in find.terms else 3


def ranked(finds: Iterable[Find], text: str) -> list[Find]:
    """What a line finds, the best first in each group and the groups in order, `MOST` in all.

    A bare number finds the car, then others that begin so, and the document of this number.
    """
    words = asked(text)
    if len(words) == 1 and digits(words[0]):
        number = words[0]
        wanted = [f for f in finds if f.number == number or (f.group == "car" and f.number.startswith(number))]
        found = sorted(wanted, key=lambda f: f.number != number)
    else:
        ranks = [(rank, f) for f in finds if (rank := _rank(f, words)) < _NEVER]
        found = [f for _, f in sorted(ranks, key=lambda each: each[0])]
    return found


def shared_out(found: Sequence[Find]) -> list[Find]:
    """At most `MOST` of them, three of each group first, then as there is room; group by group."""
    by_group = {group: [f for f in found if f.group == group] for group in GROUPS}
    kept = {group: min(len(finds), _FIRST) for group, finds in by_group.items()}
    while sum(kept.values()) > MOST:
        last = next(group for group in reversed(GROUPS) if kept[group] == max(kept.values()))
        kept[last] -= 1
    for group in GROUPS:
        kept[group] += min(len(by_group[group]) - kept[group], MOST - sum(kept.values()))
    return [f for group in GROUPS for f in by_group[group][: kept[group]]]
