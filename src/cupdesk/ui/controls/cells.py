"""What stands in a table cell, as values: text in runs, chips, symbols, a race of the matrix. The delegate draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from cupdesk.words.figures import MINUS, signed

MISSING = "·"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one tone (a colour token of the theme), strong or small."""

    text: str
    tone: str = "text"
    strong: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Runs:
    """Text in several runs. `spoken` is what a screen reader says, if not the text; `tip` likewise for the tool tip.

    `brief` is shown where the whole has no room. `tint` is the colour token of the ground of the cell.
    """

    runs: tuple[Run, ...]
    spoken: str = ""
    tip: str = ""
    brief: tuple[Run, ...] = ()
    tint: str = ""

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Chip:
    """A category (filled), an award (outlined) or a guest (dashed); colours by theme, each a token or a `#rrggbb` of the regulations."""

    letters: str
    light: str
    dark: str
    name: str = ""
    form: str = "filled"


@dataclass(frozen=True, slots=True)
class Chips:
    """Chips side by side."""

    chips: tuple[Chip, ...]

    @property
    def text(self) -> str:
        """The letters."""
        return " ".join(chip.letters for chip in self.chips)

    @property
    def spoken(self) -> str:
        """The names in full."""
        return ", ".join(chip.name or chip.letters for chip in self.chips)


@dataclass(frozen=True, slots=True)
class Symbol:
    """One centred shape (`diamond`, `star`, `cross`, `ring`, `quarter`, `half`, `full`, `up`, `down`, `next`) with its words.

    `after` is a short text drawn behind it, in the same tone.
    """

    shape: str
    tone: str
    spoken: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The text drawn behind it."""
        return self.after


@dataclass(frozen=True, slots=True)
class Race:
    """One race of a standings matrix: place at the left, marks (P, T or F) above, points at the right.

    `points` may be a code (DNF …) or the missing sign; `quiet` draws it in the quiet tone; `dropped` in brackets.
    """

    place: str = ""
    marks: str = ""
    points: str = MISSING
    won: bool = False
    quiet: bool = False
    dropped: bool = False
    spoken: str = ""

    @property
    def text(self) -> str:
        """Place, marks and points."""
        points = f"({self.points})" if self.dropped else self.points
        return " ".join(part for part in (self.place, self.marks, points) if part)


Cell: TypeAlias = str | Runs | Chips | Symbol | Race


def text_of(cell: Cell) -> str:
    """The plain text of a cell."""
    return cell if isinstance(cell, str) else cell.text


def spoken(cell: Cell) -> str:
    """What a screen reader says of a cell."""
    return cell if isinstance(cell, str) else cell.spoken or cell.text


def run(text: str, tone: str = "text", *, strong: bool = False, small: bool = False, spoken: str = "") -> Runs:
    """Text in one run."""
    return Runs((Run(text, tone, strong, small),), spoken)


def name(surname: str, given: str = "", tone: str = "text") -> Runs:
    """A driver: SURNAME strong, given name in the second tone."""
    first = Run(surname.upper(), tone, strong=True)
    return Runs((first, Run(f" {given}", "text2" if tone == "text" else tone)) if given else (first,))


def places_won(places: int | None) -> Runs:
    """Places won or lost as a figure: `+2` green, `−1` red, `=` quiet; the missing sign if unknown."""
    if places is None:
        return run(MISSING, "text3")
    tone = "up" if places > 0 else "down" if places < 0 else "text3"
    return run(signed(places), tone, strong=places != 0)


def moved(places: int, spoken: str = "") -> Symbol | Runs:
    """Places won or lost as an arrow and a figure: ▲1, ▼3; `=` for none."""
    if places == 0:
        return run("=", "text3", spoken=spoken)
    shape = "up" if places > 0 else "down"
    return Symbol(shape, shape, spoken or f"{MINUS if places < 0 else '+'}{abs(places)}", str(abs(places)))
