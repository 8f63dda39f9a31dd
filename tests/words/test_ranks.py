"""Crews, manufacturers and nations by name: in tables, reasons and titles; the duels among several told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.seasons.examples import read_example
from cupdesk.words import Words
from cupdesk.words.names import full_name, key_name, people
from cupdesk.words.reasons import standing_reason
from cupdesk.words.statements import statements
from cupdesk.words.titles import title_sentence


def of(code: str) -> Book:
    return Book(read_example(resource("examples", f"{code}.toml")).season)


@pytest.mark.parametrize(
    ("code", "key", "short", "full", "drivers"),
    [
        ("table-of-crews", "ek+zwart", "Zwart / Ek", "Ada Zwart / Bo Ek", ("zwart", "ek")),
        ("table-of-manufacturers", "Volt", "Volt", "Volt", ()),
        ("table-of-nations", "SWE", "SWE", "SWE", ()),
        ("table-of-cars", "54", "#54 Scuderia", "#54 Scuderia", ()),
    ],
)
def test_names(code: str, key: str, short: str, full: str, drivers: tuple[str, ...]) -> None:
    book, words = of(code), Words("en")
    rules = book.season.regulations.championships[0]
    assert key_name(book, rules, key, words) == short
    assert full_name(book, rules, key, words) == full
    assert people(book, rules, key) == drivers


def test_a_car_without_a_team_is_told_by_who_drives_it() -> None:
    season = of("table-of-cars").season
    first, second, third = season.entries
    alone = replace(season, entries=(replace(first, team=None), replace(second, team=None, rounds=("1",)), third))
    book, words = Book(alone), Words("en")
    rules = season.regulations.championships[0]
    assert [full_name(book, rules, key, words) for key in ("54", "83", "3")] == ["#54 Ek", "#83 Ek", "#3 North Racing"]
    assert full_name(book, rules, "99", words) == "#99"


@pytest.mark.parametrize(
    ("code", "language", "sentence"),
    [
        ("table-of-crews", "en", "Ada Zwart / Bo Ek and Chloé Roux / Dan Diaz joint champions"),
        ("table-of-manufacturers", "en", "Volt, title, 3 points ahead"),
        ("table-of-nations", "fr", "SWE, titre, 4 points d’avance"),
    ],
)
def test_titles(code: str, language: str, sentence: str) -> None:
    book, words = of(code), Words(language)
    found = title_sentence(book, book.title("overall"), words).replace("\u202f", " ")
    assert sentence in found
    assert any(said.championship == "overall" for said in statements(book, book.latest(), words))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "ahead of Ek in the duels among 4 level on points, +4 to +2"),
        ("fr", "devant Ek aux duels entre les 4 à égalité, +4 à +2"),
    ],
)
def test_duels_among_several(language: str, said: str) -> None:
    book = of("tie-head-to-head-circle")
    table = book.standings("four")
    assert said in standing_reason(book, table, table.rows[0], Words(language))
    assert "0 to −6" in standing_reason(book, table, table.rows[2], Words("en"))


def test_laps_led_and_places_gained_are_told() -> None:
    book, words = of("laps-led"), Words("en")
    table = book.standings("overall")
    row = table.row("ek")
    assert row is not None
    assert "2 races led, longest in the lead once" in standing_reason(book, table, row, words)
    gained = of("places-gained")
    table = gained.standings("overall")
    row = table.row("diaz")
    assert row is not None
    assert "most places gained once" in standing_reason(gained, table, row, words)
