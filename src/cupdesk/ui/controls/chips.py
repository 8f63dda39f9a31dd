"""The chips of a car: its category, its awards, a guest; letters and colours are the regulations'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.ui.controls.cells import Chip, Chips
from cupdesk.ui.controls.look import ready_chip

if TYPE_CHECKING:
    from cupdesk.rules.regulations import Award, Category, Regulations
    from cupdesk.words import Words


def chips(
    regulations: Regulations, words: Words, category: str, awards: tuple[str, ...] = (), *, guest: bool = False
) -> Chips:
    """The chips of a car with this category and these awards (codes); an award the regulations give no letters has none."""
    found = []
    for i, one in enumerate(regulations.categories):
        if one.code == category:
            found.append(_chip(one, "categories", i, "filled", words))
    for i, award in enumerate(regulations.awards):
        if award.code in awards and award.chip.letters:
            found.append(_chip(award, "awards", i, "outlined", words))
    if guest:
        found.append(Chip(words("window.guest_letter"), "guest", "guest", words("window.guest"), "dashed"))
    return Chips(tuple(found))


def _chip(one: Category | Award, kind: str, index: int, form: str, words: Words) -> Chip:
    light, dark = ready_chip(kind, index)
    letters = one.chip.letters or one.code[:2].upper()
    return Chip(letters, one.chip.light or light, one.chip.dark or dark, one.name[words.language], form)
