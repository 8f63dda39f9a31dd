"""Every place says why, in both languages, and figures read as the sport prints them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetOrder, apply
from cupdesk.rules.session import Finish
from cupdesk.seasons import examples, file
from cupdesk.words import LANGUAGES, Words, figures, names
from cupdesk.words.reasons import place_reason, place_steps, standing_reason


@cache
def book() -> Book:
    return Book(file.load(resource("seasons", "pccf-2023.json")))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "ref", "number", "said"),
    [
        ("fr", "LEC/R1", "40", "14e : 12e sous le drapeau ; +5 s pour faux départ (décision 1) : cède 3 places (21, 14, 32) ; 21 passe derrière ; à 0.873 de 32 Dussolliet"),
        ("en", "LEC/R1", "40", "14th: 12th at the flag; +5 s for false start (decision 1): costs 3 places (21, 14, 32); 21 falls behind; 0.873 behind 32 Dussolliet"),
        ("fr", "LEC/R1", "14", "12e : 14e sous le drapeau ; 40, 21 passent derrière ; à 13.131 de 20 Sarhy"),
        ("en", "LEC/R2", "7", "1st: wins by 3.918 from 5 Jaubert"),
        ("fr", "LEC/R1", "3", "Abandon après 3 tours"),
        ("en", "RBR/Q", "1", "best time 1:31.332"),
    ],
)  # fmt: skip
def test_place_reason(language: str, ref: str, number: str, said: str) -> None:
    found = book().classification(ref)
    row = found.row(number)
    assert row is not None
    assert plain(place_reason(book(), found, row, Words(language))) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("1re : gagne avec 1.000 d’avance sur 7 Ek", "2e : à 1.000 de 3 Zwart", "2e : ex æquo avec 7 Ek", "4e : à 0.500 de 21 Roux")),
        ("en", ("1st: wins by 1.000 from 7 Ek", "2nd: 1.000 behind 3 Zwart", "2nd: dead heat with 7 Ek", "4th: 0.500 behind 21 Roux")),
    ],
)  # fmt: skip
def test_a_dead_heat_is_said(language: str, said: tuple[str, ...]) -> None:
    season = examples.read_example(resource("examples", "dead-heat.toml")).season
    rows = tuple(Finish(number, gap_ms=gap) for number, gap in (("7", 1000), ("21", 1000), ("40", 1500)))
    found = Book(apply(season, SetOrder("1/R", ("3", "7", "21", "40"), rows)))
    race = found.classification("1/R")
    assert tuple(plain(place_reason(found, race, row, Words(language))) for row in race.rows) == said


def test_place_steps_tell_the_same_line_by_line() -> None:
    found = book().classification("LEC/R1")
    row = found.row("40")
    assert row is not None
    lines = [(label, plain(text)) for label, text in place_steps(book(), found, row, Words("en"))]
    assert [label for label, _ in lines] == ["At the flag", "Decision 1", "Went ahead", "Fell behind", "Result"]
    assert lines[1][1].startswith("+5 s, false start: ")
    assert lines[2:] == [
        ("Went ahead", "21, 14, 32"),
        ("Fell behind", "21"),
        ("Result", "P14, 3rd Pro-Am, 0.873 behind 32"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_of_the_season_has_its_reason(language: str) -> None:
    words = Words(language)
    for ref in book().sessions():
        for road in (False, True):
            found = book().classification(ref, on_the_road=road)
            for row in found.rows:
                assert place_reason(book(), found, row, words)
                assert place_steps(book(), found, row, words)
    for championship in book().season.regulations.championships:
        for ref in book().races():
            table = book().standings(championship.code, ref)
            assert all(standing_reason(book(), table, row, words) for row in table.rows)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "1re, 239 points : 24 de plus que Ghiretti ; 5 victoires sur 11"),
        ("en", "1st, 239 points: 24 more than Ghiretti; 5 wins out of 11"),
    ],
)
def test_standing_reason_of_the_champion(language: str, said: str) -> None:
    table = book().standings("overall")
    text = plain(standing_reason(book(), table, table.rows[0], Words(language)))
    assert text.startswith(said) or text.replace("1er", "1re").startswith(said)


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        (Fraction(0), "0 point", "0 points"),
        (Fraction(1, 2), "0,5 point", "0.5 points"),
        (Fraction(1), "1 point", "1 point"),
        (Fraction(3, 2), "1,5 point", "1.5 points"),
        (Fraction(2), "2 points", "2 points"),
        (Fraction(-1), "−1 point", "−1 point"),
        (Fraction(1, 7), "1/7 point", "1/7 points"),
    ],
)
def test_points_with_their_unit(value: Fraction, fr: str, en: str) -> None:
    assert plain(names.points(value, Words("fr"))) == fr
    assert plain(names.points(value, Words("en"))) == en


@pytest.mark.parametrize(
    ("ms", "said"), [(5000, "5"), (2500, "2.5"), (1_234_567, "1234.567"), (0, "0"), (100_000, "100")]
)
def test_seconds_of_a_sanction(ms: int, said: str) -> None:
    assert names.seconds(ms) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (figures.clock(42_318), "42.318"),
        (figures.clock(1_900_727), "31:40.727"),
        (figures.clock(3_667_740), "1:01:07.740"),
        (figures.clock(-1_500), "−1.500"),
        (figures.gap(63_099), "+1:03.099"),
        (figures.exact(Fraction(-387, 2)), "-193.5"),
        (figures.exact(Fraction(1, 7)), "1/7"),
        (figures.points(Fraction(25, 2), "fr"), "12,5"),
        (figures.points(Fraction(176, 7), "en"), "25\u202f1/7"),
        (figures.points(Fraction(-118, 7), "fr"), "−16\u202f6/7"),
        (figures.points(Fraction(-1, 7), "fr"), "−1/7"),
        (figures.ordinal(1, "fr"), "1er"),
        (figures.ordinal(1, "fr", feminine=True), "1re"),
        (figures.ordinal(11, "en"), "11th"),
        (figures.ordinal(112, "en"), "112th"),
        (figures.ordinal(23, "en"), "23rd"),
        (figures.decimal(Fraction(16608, 100), 2, "fr"), "166,08"),
        (figures.decimal(Fraction(5, 2), 0, "en"), "3"),
        (figures.signed(0), "="),
        (figures.signed(2), "+2"),
        (figures.signed(-1), "−1"),
        (figures.long_date(date(2023, 10, 1), "fr"), "1er octobre 2023"),
        (figures.short_date(date(2023, 10, 8), "en"), "Sun 8 Oct"),
        (figures.span(date(2023, 10, 6), date(2023, 10, 8), "fr"), "6–8 octobre 2023"),
        (figures.span(date(2023, 9, 30), date(2023, 10, 2), "en"), "30 September – 2 October 2023"),
        (figures.span(date(2023, 12, 31), date(2024, 1, 1), "en"), "31 December 2023 – 1 January 2024"),
        (figures.span(date(2023, 10, 6), date(2023, 10, 6), "en"), "6 October 2023"),
    ],
)  # fmt: skip
def test_figures(found: str, said: str) -> None:
    assert found == said
