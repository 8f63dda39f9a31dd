"""Level on points: shared titles, tie-breaks, and names of sessions inside sentences, for a cup of which only places are known."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.seasons import file
from cupdesk.words import Words
from cupdesk.words.reasons import place_reason
from cupdesk.words.statements import statements
from cupdesk.words.titles import eliminated_sentence, title_sentence, title_short


def season(*orders: str, ties: tuple[str, ...] = ("countback",), race: Any = "Race", **session: Any) -> Book:
    """Four drivers of two teams; one race a round, in these orders. `session`: more about each race."""
    championships = [
        {"code": "overall", "name": "Overall", "scale": [10, 8, 6, 5], "ties": list(ties)},
        {"code": "teams", "name": "Teams", "scale": [10, 8, 6, 5], "ties": list(ties), "ranks": "team"},
    ]
    return Book(
        file.load(
            json.dumps(
                {
                    "format": 1,
                    "code": "level",
                    "cup": "Level Cup",
                    "year": 2024,
                    "regulations": {"name": "Level", "championships": championships},
                    "drivers": [
                        {"code": code, "given": "", "surname": code} for code in ("Ash", "Bell", "Cole", "Dunn")
                    ],
                    "teams": [{"code": "n", "name": "North"}, {"code": "s", "name": "South"}],
                    "entries": [
                        {"number": str(i + 1), "drivers": [code], "team": "ns"[i % 2]}
                        for i, code in enumerate(("Ash", "Bell", "Cole", "Dunn"))
                    ],
                    "rounds": [
                        {
                            "code": f"R{i}",
                            "name": f"Town {i}",
                            "sessions": [
                                {"code": "R", "kind": "race", "name": race, "order": order.split(), "state": "final"}
                                | session
                            ],
                        }
                        for i, order in enumerate(orders, 1)
                    ],
                }
            )
        )
    )


def told(book: Book, ref: str, championship: str, language: str) -> list[str]:
    return [each.text for each in statements(book, ref, Words(language)) if each.championship == championship]


@pytest.mark.parametrize(
    ("language", "overall", "teams", "short"),
    [
        (
            "en",
            "Ash and Bell are joint champions, on 18 points each.",
            "North and South share the Teams title, on 29 points each.",
            "Ash and Bell champions",
        ),
        (
            "fr",
            "Ash et Bell sont champions à égalité, avec 18 points chacun.",
            "North et South se partagent le titre Teams, avec 29 points chacun.",
            "Ash et Bell champions",
        ),
    ],
)
def test_a_shared_title(language: str, overall: str, teams: str, short: str) -> None:
    book = season("1 2 3 4", "2 1 4 3")
    words = Words(language)
    assert told(book, "R2/R", "overall", language) == [overall]
    assert told(book, "R2/R", "teams", language) == [teams]
    assert title_short(book, book.title("overall", "R2/R"), words).startswith(short)
    assert title_sentence(book, book.title("teams", "R2/R"), words) == teams.split(",")[0]


@pytest.mark.parametrize(
    ("language", "overall", "teams", "out"),
    [
        (
            "en",
            "Bell is champion, level on points with Ash: ahead of Ash in the last race.",
            "South takes the Teams title, level on points with North: ahead of North in the last race.",
            "Ash has been out since Town 2, race: level on points, behind on the tie-break",
        ),
        (
            "fr",
            "Bell est champion, à égalité de points avec Ash\u202f: devant Ash à la dernière course.",
            "South remporte le titre Teams, à égalité de points avec North\u202f: devant North à la dernière course.",
            "Ash est hors course depuis Town 2, race\u202f: à égalité de points, derrière au départage",
        ),
    ],
)
def test_a_title_won_on_a_tie(language: str, overall: str, teams: str, out: str) -> None:
    book = season("1 2 3 4", "2 1 4 3", ties=("countback", "last_race"))
    title = book.title("overall", "R2/R")
    assert told(book, "R2/R", "overall", language) == [overall]
    assert told(book, "R2/R", "teams", language) == [teams]
    assert eliminated_sentence(book, title, title.eliminated[0], Words(language)) == out
    assert "18" not in title_sentence(book, title, Words(language))


@pytest.mark.parametrize(
    ("language", "sentence", "said"),
    [
        ("en", "Dunn has been out since Town 2, race: 10 points behind, 10 points on offer, and level on points is not enough", "Fourth in race, Dunn is out of the title fight: 10 points behind, 10 points on offer, and level on points is not enough."),
        ("fr", "Dunn est hors course depuis Town 2, race\u202f: à 10 points, 10 points à prendre, et l’égalité de points ne suffit pas", "Quatrième de la race, Dunn est hors course pour le titre\u202f: 10 points de retard, 10 points à prendre, et l’égalité de points ne suffit pas."),
    ],
)  # fmt: skip
def test_to_draw_level_may_not_be_enough(language: str, sentence: str, said: str) -> None:
    """Ash has won both races: a win would only make Dunn level, with fewer wins."""
    book = season("1 2 3 4", "1 3 2 4", "")
    title = book.title("overall", "R2/R")
    assert [eliminated_sentence(book, title, gone, Words(language)) for gone in title.eliminated] == [sentence]
    assert said in told(book, "R2/R", "overall", language)


@pytest.mark.parametrize(("language", "said"), [("en", "with one win out of one"), ("fr", "et une victoire sur un")])
def test_wins_in_words(language: str, said: str) -> None:
    assert said in told(season("1 2 3 4"), "R1/R", "overall", language)[0]


def test_a_champion_without_a_win() -> None:
    book = season("1 2 3 4", "4 2 3 1", "3 2 1 4")
    assert "no win out of three" in told(book, "R3/R", "overall", "en")[0]
    assert "aucune victoire sur trois" in told(book, "R3/R", "overall", "fr")[0]


def test_a_proper_name_keeps_its_capitals_inside_a_sentence() -> None:
    book = season("1 2 3 4", "1 2 3 4", race="Grand Prix")
    title = book.title("overall", "R2/R")
    assert "Town 2, Grand Prix" in eliminated_sentence(book, title, title.eliminated[0], Words("en"))


def test_a_car_that_gained_a_place_without_times_is_not_said_to_be_where_it_was() -> None:
    out = [{"number": 1, "cars": ["1"], "offence": "Fuel", "sanctions": [{"kind": "disqualification"}]}]
    book = season("1 2 3 4", decisions=out)
    classification = book.classification("R1/R")
    said = [place_reason(book, classification, row, Words("en")) for row in classification.rows]
    assert said[1:] == ["2nd: 3rd at the flag; 1 falls behind", "3rd: 4th at the flag; 1 falls behind", "Disqualified for fuel (decision 1)"]  # fmt: skip


def test_who_is_disqualified_in_qualifying_is_not_said_to_have_no_time() -> None:
    out = [{"number": 1, "cars": ["1"], "offence": "Fuel", "sanctions": [{"kind": "disqualification"}]}]
    finishes = [{"number": n, "best": f"1:0{n}"} for n in "123"] + [{"number": "4", "status": "dns"}]
    book = season("1 2 3", kind="qualifying", decisions=out, finishes=finishes)
    classification = book.classification("R1/R")
    said = {row.number: place_reason(book, classification, row, Words("en")) for row in classification.rows}
    assert said["1"] == "disqualified for fuel (decision 1)"
    assert said["2"] == "best time 1:02.000"
    assert said["4"] == "did not start"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "1 lap deleted for limits (decision 1); best time 1:09.000"), ("fr", "1 temps annulé pour limits (décision 1)\u202f; meilleur temps 1:09.000")],
)  # fmt: skip
def test_a_deleted_lap_is_said_with_its_decision(language: str, said: str) -> None:
    gone = [{"number": 1, "cars": ["1"], "offence": "Limits", "sanctions": [{"kind": "delete_lap"}]}]
    finishes = [{"number": "1", "best": "1:01", "second": "1:09"}, {"number": "2", "best": "1:05"}]
    book = season("1 2", kind="qualifying", decisions=gone, finishes=finishes)
    classification = book.classification("R1/R")
    reasons = {row.number: place_reason(book, classification, row, Words(language)) for row in classification.rows}
    assert reasons["1"] == said
    assert "1:05.000" in reasons["2"]
    assert "limits" not in reasons["2"]


@pytest.mark.parametrize(("language", "said"), [("en", "car 1"), ("fr", "le n° 1 est pénalisé")])
def test_a_car_nobody_is_entered_in_is_called_by_its_number(language: str, said: str) -> None:
    gone = [{"number": 1, "cars": ["1"], "offence": "x", "sanctions": [{"kind": "places", "count": 1}]}]
    book = season("1 2 3 4", decisions=gone)
    entries = (replace(book.season.entries[0], drivers=()), *book.season.entries[1:])
    told_of = Book(replace(book.season, entries=entries))
    assert any(said in each.text for each in statements(told_of, "R1/R", Words(language)))


def test_without_categories_the_first_at_the_flag_loses_the_race_not_a_category() -> None:
    down = [{"number": 1, "cars": ["1"], "offence": "x", "sanctions": [{"kind": "places", "count": 1}]}]
    assert told(season("1 2 3 4", decisions=down), "R1/R", "", "en")[0] == (
        "First at the flag, Ash is penalised and classified 2nd; Bell is first."
    )
