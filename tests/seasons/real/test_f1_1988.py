"""Formula One 1988: the best eleven of sixteen results count, and it turns the title."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.seasons import preset
from tests.seasons.real.formula_one import check_classifications, formula_one
from tests.seasons.real.writing import published, source, totals

Source = dict[str, Any]
ENGINES = {
    "mclaren": "honda",
    "ferrari": "ferrari",
    "benetton": "ford",
    "lotus": "honda",
    "arrows": "megatron",
    "march": "judd",
    "williams": "judd",
    "tyrrell": "ford",
    "rial": "ford",
    "minardi": "ford",
}


@pytest.fixture(scope="module")
def sheet() -> Source:
    return source("oracle_f1_1988.json")


@pytest.fixture(scope="module")
def book(sheet: Source) -> Book:
    return formula_one(
        sheet,
        lambda team, race: f"{team}/{ENGINES.get(team, '?')}",
        {},
        "down",
        drivers={"counting": {"best": 11}},
        constructors={"team": {"cars": None}},
    )


def test_every_classification_is_the_printed_one(sheet: Source, book: Book) -> None:
    """The source classifies Arnoux nineteenth in Spain, where he ran no lap."""
    check_classifications(sheet, book, (("R14/R14", "25"),))


def test_every_driver_who_scored_stands_as_published(sheet: Source, book: Book) -> None:
    table = published(sheet["published_standings"]["overall"])
    assert sorted(totals(book, "drivers")[: len(table)]) == sorted(table)


def test_constructors(sheet: Source, book: Book) -> None:
    table = published(sheet["published_standings"]["teams"], "team")
    found = [(row.position, row.key.replace("/", "-"), row.points) for row in book.standings("constructors").rows]
    assert sorted(found[: len(table)]) == sorted(table)


def test_dropped_results_turn_the_title(sheet: Source, book: Book) -> None:
    table = book.standings("drivers")
    for said in sheet["gross_vs_counted"]:
        row = table.row(said["driver"])
        assert row is not None
        gross = sum(result.points for result in row.results)
        assert (row.points, gross) == (said["counted"], said["gross"])
        assert sum(1 for result in row.results if result.points) == said["scores"]
    assert book.title("drivers").champions == ("ayrton-senna",)


def test_the_title_fell_in_japan(book: Book) -> None:
    """Eight wins: whatever Prost does in Australia, eleven results bring him no further."""
    assert book.title("drivers").since == "R15/R15"


def test_the_preset_gives_the_same_tables(book: Book) -> None:
    other = Book(replace(book.season, regulations=preset.regulations("f1-1988")))
    for code in ("drivers", "constructors"):
        assert totals(other, code) == totals(book, code)
