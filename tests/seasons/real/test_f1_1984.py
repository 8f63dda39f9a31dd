"""Formula One 1984: half points at Monaco, ineligible cars that keep their places, a team excluded from the championship."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cupdesk.rules.book import Book
from tests.seasons.real.formula_one import check_classifications, formula_one
from tests.seasons.real.writing import points, published, source, totals

Source = dict[str, Any]
ENGINES = {
    "mclaren": "tag",
    "ferrari": "ferrari",
    "lotus": "renault",
    "brabham": "bmw",
    "renault": "renault",
    "williams": "honda",
    "toleman": "hart",
    "alfa-romeo": "alfa-romeo",
    "ligier": "renault",
    "osella": "alfa-romeo",
    "tyrrell": "ford",
}


def constructor(team: str, race: str) -> str:
    """The source names no engines: Arrows scored with Ford in spring and with BMW in summer."""
    if team == "arrows":
        return "arrows/ford" if int(race[1:]) < 8 else "arrows/bmw"
    return f"{team}/{ENGINES.get(team, '?')}"


@pytest.fixture(scope="module")
def sheet() -> Source:
    return source("oracle_f1_1984.json")


@pytest.fixture(scope="module")
def book(sheet: Source) -> Book:
    excluded = {"name": "tyrrell/ford", "reason": "Technical infringements"}
    return formula_one(
        sheet,
        constructor,
        {"R14": ["30", "31"]},
        "up",
        drivers={"counting": {"best": 11}},
        constructors={"team": {"cars": None}, "excluded": [excluded]},
    )


def test_every_classification_is_the_printed_one(sheet: Source, book: Book) -> None:
    check_classifications(sheet, book)


def test_every_driver_who_scored_stands_as_published(sheet: Source, book: Book) -> None:
    """Level to the last place that pays: Cheever and Johansson share the sixteenth place, the next is eighteenth."""
    table = published(sheet["published_standings"]["overall"])
    assert sorted(totals(book, "drivers")[: len(table)]) == sorted(table)


def test_every_point_is_the_published_one(sheet: Source, book: Book) -> None:
    for ref in book.races():
        earned = book.points("drivers", ref)
        for row in sheet["results"][ref.partition("/")[2]]:
            assert earned.get(row["driver"]) is None or earned[row["driver"]].points == points(row.get("points", 0))


def test_the_points_of_ineligible_cars_are_lost(book: Book) -> None:
    earned = book.points("drivers", "R14/R14")
    assert "jo-gartner" not in earned
    assert (earned["piercarlo-ghinzani"].overall, earned["piercarlo-ghinzani"].points) == (7, Fraction(0))
    assert sum(result.points for result in earned.values()) == 9 + 6 + 4 + 3


def test_constructors(sheet: Source, book: Book) -> None:
    """Three teams level share the ninth place; the excluded team stands last, without a place of its own."""
    table = sheet["published_standings"]["teams"]
    ranked = published([row for row in table if row["pos"] != "DSQ"], "team")
    found = [(row.position, row.key.replace("/", "-"), row.points) for row in book.standings("constructors").rows]
    assert sorted(found[: len(ranked)]) == sorted(ranked)
    last = book.standings("constructors").rows[-1]
    assert (last.key, last.unranked, last.points) == ("tyrrell/ford", "excluded", Fraction(0))


def test_the_title_was_decided_in_the_last_race_by_half_a_point(book: Book) -> None:
    title = book.title("drivers")
    assert (title.champions, title.since, title.margin) == (("niki-lauda",), "R16/R16", Fraction(1, 2))
