"""A season with everything computed from it: the one place that keeps derived values.

A `Book` is made for a season value; asked for a classification, a table or a title it computes it once. Made from the
book before an edit it takes over whatever rests on the same facts (by identity), so an edit of one race recomputes
that race and the tables, not the other classifications.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cupdesk.rules.model import Driver, Entry, Season, Team
    from cupdesk.rules.results import Classification, GridPlace, Problem, Standings, Title


class Book:
    """The answers to every question about one season value. References are `ROUND/SESSION`; `KeyError` for unknown ones."""

    def __init__(self, season: Season, before: Book | None = None) -> None:
        self.season = season

    # -- names
    def driver(self, code: str) -> Driver:
        """The driver of this code."""
        raise NotImplementedError

    def team(self, code: str) -> Team:
        """The team of this code."""
        raise NotImplementedError

    def entries(self, round_code: str) -> dict[str, Entry]:
        """The cars entered in a round, by number in entry order, with the round's exceptions applied."""
        raise NotImplementedError

    def sessions(self) -> tuple[str, ...]:
        """The references of all sessions, in order."""
        raise NotImplementedError

    def races(self) -> tuple[str, ...]:
        """The references of all races that are not cancelled, in order."""
        raise NotImplementedError

    # -- results
    def classification(self, ref: str, *, on_the_road: bool = False) -> Classification:
        """A session's classification; `on_the_road`: as at the flag, before decisions."""
        raise NotImplementedError

    def grid(self, race: str) -> tuple[GridPlace, ...]:
        """The starting grid of a race, from qualifying, decisions or by hand; empty if nothing is known."""
        raise NotImplementedError

    def latest(self) -> str:
        """The last race with any result; "" before the first."""
        raise NotImplementedError

    def standings(self, championship: str, after: str | None = None) -> Standings:
        """A table as it stood after a session (`None`: after the latest)."""
        raise NotImplementedError

    def title(self, championship: str, after: str | None = None) -> Title:
        """Who has won, who still can, who cannot, after a session (`None`: after the latest)."""
        raise NotImplementedError

    def problems(self, ref: str | None = None) -> tuple[Problem, ...]:
        """What a person must settle, in one session or in all."""
        raise NotImplementedError
