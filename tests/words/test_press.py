"""Facts for the press: every sentence is supported by an independent count, and says when it is not certain."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from functools import cache

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import ClearResult, PlaceCar, SetPublication, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import DecisionState, SessionState
from cupdesk.seasons import file
from cupdesk.words import LANGUAGES, Words, names
from cupdesk.words.press import SECTIONS, Fact, press
from cupdesk.words.statements import statements

MARK = {"fr": "(sous réserve).", "en": "(subject to confirmation)."}


@cache
def whole() -> Season:
    return file.load(resource("seasons", "pccf-2023.json"))


def shuffled(seed: int) -> Book:
    """The season with random finishing orders in its last five races, each final or not."""
    chance, season = random.Random(seed), whole()
    for ref in Book(season).races()[-5:]:
        numbers = list(Book(season).entries(ref.split("/")[0]))
        chance.shuffle(numbers)
        state = chance.choice((SessionState.FINAL, SessionState.FINAL, SessionState.PROVISIONAL))
        places = (PlaceCar(ref, number) for number in numbers[: chance.randint(1, 12)])
        season = apply(season, ClearResult(ref), *places, SetPublication(ref, state))
    return Book(season)


def of(facts: tuple[Fact, ...], *kinds: str) -> list[Fact]:
    return [fact for fact in facts if fact.kind in kinds]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_statement_is_a_fact_of_its_race(language: str) -> None:
    book, words = Book(whole()), Words(language)
    for ref in book.races():
        facts = press(book, ref, words)
        said = {(fact.kind, fact.championship, fact.text) for fact in facts}
        assert {(each.kind, each.championship, each.text) for each in statements(book, ref, words)} <= said
        assert [f.section for f in facts] == sorted((f.section for f in facts), key=SECTIONS.index)


@pytest.mark.parametrize(
    ("language", "text", "rests_on"),
    [
        (
            "en",
            "Boccolacci is champion by 24 points with five wins out of eleven: a first title.",
            "Overall: 239 – 215 (Ghiretti). Wins: MAG R1, MNZ R1, MNZ R2, LEC R1, LEC R2.",
        ),
        ("fr", "Ghiretti, qui partait troisième, finit huitième.", "Grille : 3e. 8e au général."),
        ("fr", "Victoires : Boccolacci 5, Klein 4, Ghiretti 2.", "Courses avec un résultat : 11 sur 11."),
        ("en", "Jaubert: second podium of the season.", "MAG R2, LEC R2."),
        ("en", "Boccolacci has won four races in a row.", "MNZ R1, MNZ R2, LEC R1, LEC R2."),
        ("en", "Boullery takes the lead from Guillot in the Pro-Am table.", "Pro-Am: 220 – 218 (Guillot)."),
        ("en", "Second at the flag, Paque is penalised and classified 5th; Jaubert is second.", "Document 3. 31:42.331 + 10 s = 31:52.331."),
    ],
)  # fmt: skip
def test_a_fact_rests_on_its_figures(language: str, text: str, rests_on: str) -> None:
    facts = press(Book(whole()), "LEC/R2", Words(language))
    plain = {(_plain(fact.text), _plain(fact.rests_on)) for fact in facts}
    assert (text, rests_on) in plain


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("seed", range(12))
def test_no_sentence_without_support(seed: int) -> None:
    book, language = shuffled(seed), LANGUAGES[seed % 2]
    words = Words(language)
    for ref in book.races()[-5:]:
        facts = press(book, ref, words)
        due = book.races()[: book.races().index(ref) + 1]
        for kind, last in (("wins", 1), ("podiums", 3)):
            there = [
                names.driver_name(book, row.drivers[0], words)
                for race in due
                for row in book.classification(race).rows
                if row.cup_position and row.cup_position <= last
            ]
            said = of(facts, kind)[0].text.rstrip(".").removesuffix(MARK[language][:-1]) if there else ""
            found = dict(re.findall(r"([^:,]+?) (\d+)(?:,|$|\s*$)", said.split(":", 1)[-1]))
            assert {k.strip(): int(v) for k, v in found.items()} == {name: there.count(name) for name in set(there)}
        decided = {r.code for r in book.season.regulations.championships if book.title(r.code, ref).decided}
        assert {fact.championship for fact in of(facts, "champion")} <= decided
        assert not {fact.championship for fact in of(facts, "lead", "still_in", "only_rival", "out")} & decided
        assert {f.certain for f in of(facts, "pole", "podium")} <= {book.session(ref).state is SessionState.FINAL}
        all_final = all(book.session(race).state is SessionState.FINAL for race in due)
        assert all_final or not any(f.certain for f in facts if f.section != "race")
        assert all(fact.text.endswith(MARK[language]) is not fact.certain for fact in facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_under_appeal_every_fact_of_the_race_says_so(language: str) -> None:
    rounds = tuple(
        replace(
            round_,
            sessions=tuple(
                replace(s, decisions=tuple(replace(d, state=DecisionState.APPEALED) for d in s.decisions))
                for s in round_.sessions
            ),
        )
        for round_ in whole().rounds
    )
    facts = press(Book(replace(whole(), rounds=rounds)), "LEC/R2", Words(language))
    assert facts
    assert all(fact.text.endswith(MARK[language]) and not fact.certain for fact in facts)


def test_nothing_is_said_of_a_qualifying_or_before_the_race() -> None:
    book = Book(apply(whole(), ClearResult("LEC/R2")))
    assert press(book, "LEC/R2", Words("en")) == ()
    assert press(book, "LEC/Q", Words("en")) == ()
