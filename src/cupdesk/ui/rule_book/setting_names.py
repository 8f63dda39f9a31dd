"""The names a setting can be: categories and awards of the book; drivers, teams and races of the season."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.words.names import session_and_round
from cupdesk.words.rule_book import none_said

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.words import Words

NAMES_IN = {"category": "categories", "award": "awards"}
"""Setting → the list of the rule book it names a row of."""
_WHO = ("excluded_name", "races_extra_name")
_DRIVER = ("races_shares_driver",)
_SINCE = ("excluded_after",)
NAMES_OF_SEASON = (*_WHO, *_DRIVER, *_SINCE)
"""Settings that name somebody or something of the season."""


def names_of(key: str, book: Book, words: Words) -> list[tuple[str, str]]:
    """What such a setting can be, each with what it is called."""
    season = book.season
    if key in _SINCE:
        return [("", none_said(key, words)), *((ref, session_and_round(book, ref, words)) for ref in book.races())]
    drivers = sorted((driver.name, driver.code) for driver in season.drivers)
    teams = sorted((team.name, team.code) for team in season.teams) if key in _WHO else []
    return [(code, name) for name, code in (*drivers, *teams)]
