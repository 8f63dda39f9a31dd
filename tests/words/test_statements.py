"""The weekend that must come out right: a sentence each, computed from the shipped season, in French and English."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import AddDecision, ClearResult, PlaceCar, SetPublication, SetStatus, apply
from cupdesk.rules.session import Decision, Sanction, SanctionKind, SessionState, Status
from cupdesk.seasons import file
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.statements import statements
from cupdesk.words.titles import eliminated_sentence, needs_sentence, title_sentence, title_short

SAID = [
    (
        "LMS/R",
        "joint",
        "",
        "Le Mans : Klein deuxième en piste et premier de la coupe ; Jaubert cinquième en piste et quatrième de la coupe.",
        "Le Mans: Klein second on the road and first of the cup; Jaubert fifth on the road and fourth of the cup.",
    ),
    (
        "MNZ/R2",
        "lead",
        "overall",
        "Avant Le Castellet, Ghiretti compte 2 points d’avance sur Boccolacci.",
        "Before Paul Ricard, Ghiretti leads Boccolacci by 2 points.",
    ),
    (
        "MNZ/R2",
        "still_in",
        "overall",
        "Klein, à 36 points, peut encore être champion : 54 points restent à prendre.",
        "Klein, 36 points behind, can still be champion: 54 points are on offer.",
    ),
    (
        "MNZ/R2",
        "lead",
        "pro_am",
        "Guillot et Boullery arrivent à égalité avant Le Castellet au classement Pro-Am : 181 points chacun.",
        "Guillot and Boullery are level before Paul Ricard in the Pro-Am table, on 181 points each.",
    ),
    (
        "MNZ/R2",
        "still_in",
        "teams",
        "Martinet by Alméras, à 71 points, peut encore prendre le titre Équipes : 90 points restent à prendre.",
        "Martinet by Alméras, 71 points behind, can still take the Teams title: 90 points are on offer.",
    ),
    (
        "LEC/R1",
        "podium",
        "",
        "Course 1 : parti en pole, Boccolacci gagne devant Ghiretti et Paque.",
        "Race 1: Boccolacci wins from pole, ahead of Ghiretti and Paque.",
    ),
    (
        "LEC/R1",
        "out",
        "overall",
        "Cinquième de la course 1, Klein est hors course pour le titre : 49 points de retard, 27 points à prendre.",
        "Fifth in race 1, Klein is out of the title fight: 49 points behind, 27 points on offer.",
    ),
    (
        "LEC/R1",
        "only_rival",
        "overall",
        "Ghiretti est le seul à pouvoir encore priver Boccolacci du titre.",
        "Only Ghiretti can still stop Boccolacci from taking the title.",
    ),
    (
        "LEC/R1",
        "champion",
        "am",
        "Poisson est champion Am dès la course 1, avec 51 points d’avance pour 25 points encore à prendre.",
        "Poisson is Am champion after race 1, 51 points ahead with 25 points on offer.",
    ),
    (
        "LEC/R1",
        "category_lost",
        "",
        (
            "Premier Pro-Am en piste, Guillot est rétrogradé au troisième rang de la catégorie pour faux départ, "
            "juste devant Boullery, pénalisé pour limites de piste."
        ),
        (
            "First in Pro-Am on the road, Guillot is penalised (false start) and drops to third in the category, "
            "just ahead of Boullery, also penalised (track limits)."
        ),
    ),
    (
        "LEC/R2",
        "contender",
        "",
        "Ghiretti, qui partait troisième, finit huitième.",
        "Ghiretti, who started third, finishes eighth.",
    ),
    (
        "LEC/R2",
        "podium_lost",
        "",
        "Deuxième sous le drapeau, Paque est pénalisé et classé 5e ; Jaubert est deuxième.",
        "Second at the flag, Paque is penalised and classified 5th; Jaubert is second.",
    ),
    (
        "LEC/R2",
        "sweep",
        "",
        "Boccolacci signe les deux poles et gagne les deux courses de l’épreuve.",
        "Boccolacci takes both poles and wins both races of the meeting.",
    ),
    (
        "LEC/R2",
        "champion",
        "overall",
        "Boccolacci est champion avec 24 points d’avance et cinq victoires sur onze : son premier titre.",
        "Boccolacci is champion by 24 points with five wins out of eleven: a first title.",
    ),
    (
        "LEC/R2",
        "champion",
        "pro_am",
        (
            "Boullery gagne la dernière course et conserve le titre Pro-Am, son deuxième consécutif, "
            "avec 2 points d’avance sur Guillot."
        ),
        "Boullery wins the last race and keeps the Pro-Am title, the second in a row, 2 points ahead of Guillot.",
    ),
    (
        "LEC/R2",
        "champion",
        "rookie",
        "Paque est champion Rookie malgré la pénalité, 4 points devant Jaubert.",
        "Paque is Rookie champion in spite of the penalty, 4 points ahead of Jaubert.",
    ),
]


@cache
def whole() -> Book:
    return Book(file.load(resource("seasons", "pccf-2023.json")))


def at(ref: str) -> Book:
    """The season as it stood after a session: everything later still to be entered."""
    book = whole()
    later = book.sessions()[book.index[ref] + 1 :]
    return Book(apply(book.season, *(ClearResult(each) for each in later)))


def told(book: Book, ref: str, language: str) -> list[tuple[str, str, str]]:
    return [(each.kind, each.championship, each.text) for each in statements(book, ref, Words(language))]


@pytest.mark.parametrize(("ref", "kind", "championship", "fr", "en"), SAID, ids=lambda value: str(value)[:20])
@pytest.mark.parametrize("language", LANGUAGES)
def test_sentence(ref: str, kind: str, championship: str, fr: str, en: str, language: str) -> None:
    wanted = (kind, championship, fr if language == "fr" else en)
    for book in (at(ref), whole()):
        said = [
            tuple(t.replace("\u00a0", " ").replace("\u202f", " ") for t in each) for each in told(book, ref, language)
        ]
        assert wanted in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_resting_on_a_result_not_final_says_so(language: str) -> None:
    book = Book(apply(whole().season, SetPublication("LEC/R1", SessionState.PROVISIONAL)))
    champion = [text for kind, _, text in told(book, "LEC/R1", language) if kind == "champion"]
    mark = "(sous réserve)." if language == "fr" else "(subject to confirmation)."
    assert len(champion) == 2
    assert all(text.endswith(mark) for text in champion)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_is_left_to_take_a_lost_place_nobody_is_named(language: str) -> None:
    season = at("MNZ/R2").season
    gone = (Sanction(SanctionKind.DISQUALIFICATION),)
    placed = (PlaceCar("LEC/R1", "7"), PlaceCar("LEC/R1", "11"))
    book = Book(apply(season, *placed, AddDecision("LEC/R1", Decision(1, ("11",), "collision", gone))))
    (said,) = (text for kind, _, text in told(book, "LEC/R1", language) if kind == "podium_lost")
    assert said.replace("\u202f", " ") in (
        "Deuxième sous le drapeau, Ghiretti est disqualifié.",
        "Second at the flag, Ghiretti is disqualified.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_before_a_race_or_of_a_qualifying(language: str) -> None:
    book = at("MNZ/R2")
    assert statements(book, "LEC/R1", Words(language)) == ()
    assert statements(book, "MNZ/Q", Words(language)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_a_race_is_entered_every_sentence_can_be_said(language: str) -> None:
    words, season = Words(language), at("MNZ/R2").season
    for number in ("11", "101", "5", "1", "7"):
        season = apply(season, PlaceCar("LEC/R1", number))
        assert told(Book(season), "LEC/R1", language)
    only_retired = Book(apply(at("MNZ/R2").season, SetStatus("LEC/R1", "7", Status.RETIRED)))
    assert told(only_retired, "LEC/R1", language)
    for ref in whole().races():
        for championship in season.regulations.championships:
            title = whole().title(championship.code, ref)
            assert title_short(whole(), title, words)
            assert title_sentence(whole(), title, words)
            assert all(eliminated_sentence(whole(), title, each, words) for each in title.eliminated)


@pytest.mark.parametrize(
    ("language", "ref", "code", "said"),
    [
        ("fr", "LEC/R1", "overall", "Boccolacci est sacré en finissant au moins 2e (Paul Ricard, course 2), quoi que fassent les autres"),
        ("en", "LEC/R1", "overall", "Boccolacci is champion by finishing 2nd or better (Paul Ricard, race 2), whatever the others do"),
        ("fr", "LEC/R1", "pro_am", "Guillot est sacré en gagnant en Pro-Am (Paul Ricard, course 2), quoi que fassent les autres"),
        ("en", "LEC/R1", "rookie", "Paque is champion by finishing 3rd or better in Rookie (Paul Ricard, race 2), whatever the others do"),
    ],
)  # fmt: skip
def test_needs(language: str, ref: str, code: str, said: str) -> None:
    book = whole()
    first = book.needs(code, ref)[0]
    assert needs_sentence(book, book.title(code, ref), first, Words(language)) == said


@pytest.mark.parametrize(
    ("language", "code", "said"),
    [
        ("fr", "overall", "Dorian Boccolacci champion, 24 points d’avance, premier titre"),
        ("en", "overall", "Dorian Boccolacci champion, 24 points ahead, first title"),
        ("en", "pro_am", "Jérôme Boullery Pro-Am champion, 2 points ahead, second title in a row"),
    ],
)
def test_title_sentence(language: str, code: str, said: str) -> None:
    assert title_sentence(whole(), whole().title(code), Words(language)) == said


def test_without_a_town_the_meeting_is_called_by_its_name() -> None:
    season = at("MNZ/R2").season
    rounds = tuple(replace(round_, place="") for round_ in season.rounds)
    said = [text for _, _, text in told(Book(replace(season, rounds=rounds)), "MNZ/R2", "fr")]
    assert "Avant Paul Ricard, Ghiretti compte 2 points d’avance sur Boccolacci." in said


@pytest.mark.parametrize(("language", "said"), [("fr", "personne dans ce classement"), ("en", "nobody in this table")])
def test_a_table_with_nobody_in_it_says_so(language: str, said: str) -> None:
    season = at("MNZ/R2").season
    entries = tuple(replace(entry, category="pro") for entry in season.entries)
    book, words = Book(replace(season, entries=entries)), Words(language)
    for say in (title_short, title_sentence):
        assert say(book, book.title("am"), words) == said
