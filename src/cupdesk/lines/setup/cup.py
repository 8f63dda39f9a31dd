"""The season itself: what the cup is called, and its year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.lines.setup.cells import whole
from cupdesk.lines.setup.register import Field, Refusal, Texts
from cupdesk.rules.edits import SetCup

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit
    from cupdesk.rules.model import Season
    from cupdesk.words import Words

_FIRST, _LAST = 1900, 2999


class Cup:
    """One row: the season that is open. Its code, by which files know it, stays."""

    name = "cup"
    fields: tuple[Field, ...] = (
        Field("cup", ("cup", "coupe", "name", "nom", "championship", "championnat"), needed=True),
        Field("year", ("year", "annee", "season", "saison"), needed=True),
    )

    def rows(self, season: Season) -> tuple[Season, ...]:
        """The season."""
        return (season,)

    def texts(self, season: Season, row: Season, words: Words) -> Texts:
        """What each cell says."""
        return {"cup": row.cup, "year": str(row.year)}

    def find(self, season: Season, texts: Texts) -> Season:
        """The season, whatever the line says: there is one."""
        return season

    def edits(self, season: Season, was: Season | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The season called as the row says."""
        if was is None:
            raise Refusal("setup.refused.one_cup", "cup")
        honours = max((honour.year for honour in season.honours), default=_FIRST - 1)
        year = whole(texts["year"], "year", _FIRST, _LAST) or season.year
        if year <= honours:
            raise Refusal("setup.refused.year_of_honours", "year", year=year, last=honours)
        cup = " ".join(texts["cup"].split())
        return () if (cup, year) == (season.cup, season.year) else (SetCup(cup, year),)

    def removal(self, season: Season, row: Season, words: Words) -> tuple[Edit, ...]:
        """A file always has its season."""
        raise Refusal("setup.refused.one_cup", "cup")

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """Free text."""
        return ()
