"""Facts for the press of the example season: the sentences, what they rest on, and that they say when they are not certain."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.choices import PoleRule
from cupdesk.rules.edits import AddDecision, ClearResult, SetPublication, SetStatus, apply
from cupdesk.rules.model import Honour, Season
from cupdesk.rules.regulations import Ranks
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind, SessionState, Status
from cupdesk.seasons import file
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.press import SECTIONS, Fact, chosen, press
from cupdesk.words.press.people import plain
from cupdesk.words.statements import statements

MARK = {"fr": "(sous réserve).", "en": "(subject to confirmation)."}


@cache
def whole() -> Season:
    return file.load(resource("seasons", "pccf-2023.json"))


def of(facts: tuple[Fact, ...], *kinds: str) -> list[Fact]:
    return [fact for fact in facts if fact.kind in kinds]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_statement_is_a_fact_of_its_race(language: str) -> None:
    book, words = Book(whole()), Words(language)
    for ref in book.races():
        facts = press(book, ref, words)
        said = {(fact.kind, fact.championship, plain(fact.marked)) for fact in facts}
        assert {(each.kind, each.championship, each.text) for each in statements(book, ref, words)} <= said
        assert [f.section for f in facts] == sorted((f.section for f in facts), key=SECTIONS.index)
        assert all(fact.sources and fact.rests_on for fact in facts)


@pytest.mark.parametrize(
    ("ref", "french", "english"),
    [
        ("LEC/Q", "Avant Le Castellet, Ghiretti menait Boccolacci de 2 points.", "Before Paul Ricard, Ghiretti led Boccolacci by 2 points."),
        ("LEC/Q", "Boccolacci signe les deux poles.", "Boccolacci takes both poles."),
        ("LEC/R1", "Course 1 : parti en pole, Boccolacci gagne devant Ghiretti et Paque.", "Race 1: Boccolacci wins from pole, ahead of Ghiretti and Paque."),
        ("LEC/R1", "Cinquième de la course 1, Klein est hors course pour le titre : 49 points de retard, 27 points à prendre.", "Fifth in race 1, Klein is out of the title fight: 49 points behind, 27 points on offer."),
        ("LEC/R1", "Ghiretti est le seul à pouvoir encore priver Boccolacci du titre.", "Only Ghiretti can still stop Boccolacci from taking the title."),
        ("LEC/R1", "Poisson est champion Am dès la course 1, avec 51 points d’avance pour 25 points encore à prendre.", "Poisson is Am champion after race 1, 51 points ahead with 25 points on offer."),
        ("LEC/R1", "Premier Pro-Am en piste, Guillot est rétrogradé au troisième rang de la catégorie pour faux départ, juste devant Boullery, pénalisé pour limites de piste.", "First in Pro-Am on the road, Guillot is penalised (false start) and drops to third in the category, just ahead of Boullery, also penalised (track limits)."),
        ("LEC/R2", "Boccolacci est champion avec 24 points d’avance et cinq victoires sur onze : son premier titre.", "Boccolacci is champion by 24 points with five wins out of eleven: a first title."),
        ("LEC/R2", "Boccolacci signe les deux poles et gagne les deux courses de l’épreuve.", "Boccolacci takes both poles and wins both races of the meeting."),
        ("LEC/R2", "Contact au premier virage entre Paque et Ghiretti ; Ghiretti repart dernier.", "First-corner contact between Paque and Ghiretti; Ghiretti last."),
        ("LEC/R2", "Ghiretti, qui partait troisième, finit huitième.", "Ghiretti, who started third, finishes eighth."),
        ("LEC/R2", "Deuxième sous le drapeau, Paque est pénalisé et classé 5e ; Jaubert est deuxième.", "Second at the flag, Paque is penalised and classified 5th; Jaubert is second."),
        ("LEC/R2", "Paque est champion Rookie malgré la pénalité, 4 points devant Jaubert.", "Paque is Rookie champion in spite of the penalty, 4 points ahead of Jaubert."),
        ("LEC/R2", "Boullery gagne en Pro-Am avec 0,187 s d’avance sur Guillot.", "Boullery wins in Pro-Am by 0.187 s from Guillot."),
        ("LEC/R2", "Boullery gagne la dernière course et conserve le titre Pro-Am, son deuxième consécutif, avec 2 points d’avance sur Guillot.", "Boullery wins the last race and keeps the Pro-Am title, the second in a row, 2 points ahead of Guillot."),
        ("LEC/R2", "Poisson est champion Am depuis la course 1.", "Poisson has been Am champion since race 1."),
        ("LEC/R2", "Klein a perdu ses dernières chances de titre dans la course 1 : 49 points de retard, 27 points encore à prendre.", "Klein lost the last chance of the title in race 1: 49 points behind, 27 points still on offer."),
    ],
)  # fmt: skip
def test_the_weekend_is_told_sentence_by_sentence(ref: str, french: str, english: str) -> None:
    """The weekend that must come out right: what was known after each session, in both languages."""
    season = whole()
    later = [each for each in Book(season).races() if Book(season).index[each] > Book(season).index[ref]]
    book = Book(apply(season, *(ClearResult(each) for each in later)))
    for language, sentence in (("fr", french), ("en", english)):
        assert sentence in [_plain(plain(fact.marked)) for fact in press(book, ref, Words(language))]


@pytest.mark.parametrize(
    ("language", "text", "rests_on"),
    [
        (
            "en",
            "Dorian Boccolacci (Forestier Racing CLRT) is champion by 24 points with five wins out of eleven: a first title.",
            "Overall: 239 – 215 (Ghiretti). Wins: MAG R1, MNZ R1, MNZ R2, LEC R1, LEC R2. Race 2: 31:40.727 against 31:56.709 (Ghiretti). Roll of honour: no title before 2023.",
        ),
        (
            "fr",
            "Jérôme Boullery (Racing Technology) gagne la dernière course et conserve le titre Pro-Am, son deuxième consécutif, avec 2 points d’avance sur Marc Guillot (Herrero Racing).",
            "Pro-Am : 220 – 218 (Guillot). Victoires : BAR R2, RBR R1, MNZ R2, LEC R2. Course 2 : 32:06.943 contre 32:07.130 (Guillot). Palmarès : 2022.",
        ),
        ("fr", "Ghiretti (Martinet by Alméras), qui partait troisième, finit huitième.", "Grille : 3e. 8e au général."),
        ("en", "Boullery wins in Pro-Am by 0.187 s from Guillot.", "12th overall. 32:06.943 against 32:07.130."),
        ("fr", "Sébastien Poisson (ABM) est champion Am depuis la course 1.", "Am : 221 – 170 (Loeul). 51 points d’avance, 25 points restaient à prendre."),
        ("en", "Jaubert: second podium of the season.", "MAG R2 3rd, LEC R2 2nd."),
        ("en", "Boccolacci has won four races in a row.", "MNZ R1, MNZ R2, LEC R1, LEC R2."),
        ("fr", "La série de dix podiums de suite de Ghiretti s’arrête.", "BAR R1, BAR R2, MAG R1, MAG R2, LMS R, RBR R1, RBR R2, MNZ R1, MNZ R2, LEC R1."),
        ("en", "Boullery takes the lead of the Pro-Am table back from Guillot.", "After LEC R1: 198 – 195 (Boullery). After LEC R2: 220 – 218 (Guillot). Alone in the lead until then: Boullery 6, Guillot 3, Mardini 1."),
        ("en", "Second at the flag, Paque is penalised and classified 5th; Jaubert is second.", "Decision 3, art. R-3. 31:42.331 + 10 s = 31:52.331. Jaubert 31:44.645."),
    ],
)  # fmt: skip
def test_a_fact_rests_on_its_figures(language: str, text: str, rests_on: str) -> None:
    facts = press(Book(whole()), "LEC/R2", Words(language))
    plain_facts = {(_plain(fact.text), _plain(fact.rests_on)) for fact in facts}
    assert (text, rests_on) in plain_facts


def test_whole_name_and_team_stand_where_a_driver_is_named_first_whatever_is_left_out() -> None:
    book, words = Book(whole()), Words("en")
    facts = press(book, "LEC/R2", words)
    assert sum("Dorian Boccolacci" in fact.text for fact in facts) == 1
    race = chosen(book, "LEC/R2", of(facts, "sweep", "podium", "podiums"), words)
    assert _plain(race[0].text).startswith(
        "Race 2: Dorian Boccolacci (Forestier Racing CLRT) wins from pole, ahead of Mathys Jaubert (TFT Racing)"
    )
    assert _plain(race[1].text).startswith("Boccolacci takes both poles")
    assert "Louis Perrot 1" in _plain(race[2].text)


def test_the_documents_a_fact_rests_on_are_named() -> None:
    season = apply(
        whole(), SetPublication("LEC/R2", SessionState.FINAL, 0, 55, datetime(2023, 10, 8, 13, 0, tzinfo=UTC))
    )
    facts = press(Book(season), "LEC/R2", Words("fr"))
    assert all("Document 55" in _plain(fact.rests_on) for fact in of(facts, "podium", "category_winner", "fastest"))
    assert any("Course 2, document 55" in _plain(fact.rests_on) for fact in of(facts, "sweep"))


@pytest.mark.parametrize(
    ("finish", "sanctions", "said"),
    [
        (Status.RETIRED, (), "Ghiretti retires after 4 laps."),
        (Status.DID_NOT_START, (), "Ghiretti does not start."),
        (
            Status.RUNNING,
            (Sanction(SanctionKind.DISQUALIFICATION),),
            "Ghiretti, 8th at the flag, is disqualified (track limits).",
        ),
    ],
)
def test_a_contender_whose_race_comes_to_nothing_is_told_of(
    finish: Status, sanctions: tuple[Sanction, ...], said: str
) -> None:
    season = whole()
    edits = [SetStatus("LEC/R2", "11", finish, 4)] if finish is not Status.RUNNING else []
    filed = [AddDecision("LEC/R2", Decision(9, ("11",), "track_limits", sanctions))] if sanctions else []
    facts = press(Book(apply(season, *edits, *filed)), "LEC/R2", Words("en"))
    assert said in [_plain(plain(fact.marked)) for fact in facts]


def test_a_pole_lost_on_the_grid_is_no_start_from_pole() -> None:
    back = Decision(9, ("7",), "track_limits", (Sanction(SanctionKind.GRID_PLACES, count=5),), applies_to="LEC/R2")
    by_lap = replace(whole(), regulations=replace(whole().regulations, pole=PoleRule.QUALIFYING))
    facts = press(Book(apply(by_lap, AddDecision("LEC/Q", back))), "LEC/R2", Words("en"))
    assert _plain(of(facts, "podium")[0].text).startswith("Race 2: Dorian") is False
    assert "from pole" not in of(facts, "podium")[0].text
    moved = press(Book(apply(by_lap, AddDecision("LEC/Q", back))), "LEC/Q", Words("en"))
    assert [_plain(plain(f.marked)) for f in of(moved, "grid_lost")] == [
        "Boccolacci, 1st in qualifying, starts race 2 6th after a decision."
    ]


@pytest.mark.parametrize(
    ("years", "complete", "said"),
    [
        ((2019,), True, "a second title, the first since 2019"),
        ((2018, 2019), True, "a third title, the first since 2019"),
        ((2021, 2022), False, "keeps the title, the third in a row"),
        ((2019,), False, "five wins out of eleven."),
    ],
)
def test_which_title_it_is_only_as_far_as_the_roll_says(years: tuple[int, ...], complete: bool, said: str) -> None:
    honours = tuple(Honour(year, "overall", "boccolacci") for year in years)
    season = replace(whole(), honours=honours, honours_complete=complete)
    champion = of(press(Book(season), "LEC/R2", Words("en")), "champion")[0]
    assert said in _plain(champion.text)
    assert ", ".join(map(str, years)) in champion.rests_on


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


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
    safe = [fact for fact in facts if fact.certain]
    assert {fact.kind for fact in safe} <= {"pole", "led_before"}
    assert all(fact.text.endswith(MARK[language]) is not fact.certain for fact in facts)


def test_nothing_is_said_before_a_session_has_a_result() -> None:
    book = Book(apply(whole(), ClearResult("LEC/R2")))
    assert press(book, "LEC/R2", Words("en")) == ()
    assert press(Book(apply(whole(), ClearResult("LEC/Q"))), "LEC/Q", Words("en")) == ()


def test_a_table_nobody_is_in_is_not_told() -> None:
    first, *others = whole().regulations.championships
    makes = replace(first, code="makes", ranks=Ranks.MANUFACTURER)
    season = replace(whole(), regulations=replace(whole().regulations, championships=(first, *others, makes)))
    facts = press(Book(season), "LEC/R2", Words("en"))
    assert facts
    assert not [fact for fact in facts if fact.championship == "makes"]
