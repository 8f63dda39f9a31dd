"""Crews, manufacturers and nations in the tables of the window: their columns and names."""

from __future__ import annotations

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.seasons.examples import read_example
from cupdesk.ui.controls.names import entry_of, ranked
from cupdesk.ui.standing.standings_rows import narrow_columns, wide_columns
from cupdesk.words import Words


@pytest.mark.parametrize(
    ("code", "key", "head", "shown"),
    [
        ("table-of-crews", "ek+zwart", "Crew", ("3", "Zwart / Ek", "", "Zwart / Ek", "Ada Zwart / Bo Ek")),
        ("table-of-manufacturers", "Volt", "Manufacturer", ("", "", "", "Volt", "Volt")),
        ("table-of-nations", "SWE", "Nation", ("", "", "", "SWE", "SWE")),
    ],
)
def test_columns_and_names(code: str, key: str, head: str, shown: tuple[str, ...]) -> None:
    book, words = Book(read_example(resource("examples", f"{code}.toml")).season), Words("en")
    ranks = book.season.regulations.championships[0].ranks
    who = ranked(book, "overall", key, words)
    assert (who.number, who.surname, who.given, who.short, who.full) == shown
    for columns in (
        narrow_columns(words, ranks=ranks, gains=True, preview=False),
        wide_columns(words, ranks=ranks, teams=True),
    ):
        assert head in [column.head for column in columns]
        assert any(column.key == "number" for column in columns) is not ranks.has_cars


def test_the_entry_of_a_crew_is_the_one_it_drives() -> None:
    book = Book(read_example(resource("examples", "table-of-crews.toml")).season)
    row = book.standings("overall").row("ek+zwart")
    assert row is not None
    entry = entry_of(book, row)
    assert entry is not None
    assert entry.number == "3"
