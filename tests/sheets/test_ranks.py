"""The standings document of crews, manufacturers and nations: its columns and names."""

from __future__ import annotations

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.seasons.examples import read_example
from cupdesk.sheets.documents.standings import standings
from cupdesk.sheets.sheet import Name


@pytest.mark.parametrize(
    ("code", "head", "first"),
    [
        ("table-of-crews", "Crew", Name("", "Ada ZWART / Bo EK", (), "")),
        ("table-of-manufacturers", "Manufacturer", "Volt"),
        ("table-of-nations", "Nation", "SWE"),
    ],
)
def test_columns_and_names(code: str, head: str, first: object) -> None:
    book = Book(read_example(resource("examples", f"{code}.toml")).season)
    table = standings(book, None, "en").tables[0]
    heads = [column.head for column in table.columns]
    assert head in heads
    assert table.blocks[0].rows[0].cells[heads.index(head)] == first
    assert ("Driver" in heads) is False


def test_bonuses_stand_in_the_line_of_the_scale() -> None:
    book = Book(read_example(resource("examples", "laps-led.toml")).season)
    assert "a lap led 1 · most laps led 2" in standings(book, None, "en").line_right
