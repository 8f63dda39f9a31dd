"""The name of every step, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import get_args

import pytest

from cupdesk.lines.steps import step_name
from cupdesk.rules.documents import Copy, Document
from cupdesk.rules.edits import (
    AddDecision,
    AnswerSecond,
    ChangeDecision,
    ClearResult,
    Edit,
    EnterCar,
    EnterSecond,
    MoveRound,
    MoveSession,
    PlaceCar,
    Reopen,
    SetAdjustment,
    SetAward,
    SetCup,
    SetDeadHeat,
    SetDecisionState,
    SetDriver,
    SetDrivers,
    SetEntry,
    SetGrid,
    SetHonour,
    SetLetterhead,
    SetOffence,
    SetOfficial,
    SetOrder,
    SetPublication,
    SetRegulations,
    SetRound,
    SetSession,
    SetSessionFacts,
    SetStatus,
    SetTeam,
    SetTimes,
    SettleSecond,
    TakeOutCar,
    apply,
)
from cupdesk.rules.letterhead import PLAIN
from cupdesk.rules.model import Driver, Entry, Honour, Offence, Official, Round, Season, Team
from cupdesk.rules.regulations import Award, Regulations
from cupdesk.rules.session import (
    Answer,
    Decision,
    DecisionState,
    Right,
    Said,
    Session,
    SessionKind,
    SessionState,
    Status,
    Text,
)
from cupdesk.words import Words

R1 = "LEC/R1"
GRID = Document(
    3,
    "grid",
    R1,
    SessionState.PROVISIONAL,
    0,
    datetime(2023, 10, 7, 9, 0, tzinfo=UTC),
    (Copy("fr", "Grille de départ provisoire", "", "", ""), Copy("en", "Provisional starting grid", "", "", "")),
)
NAME = Text("Spa", "Spa")
CAR = Entry("104", ("x",))
D3 = Decision(3, ("21", "40"), "lp")

STEPS: list[tuple[tuple[Edit, ...], str, str]] = [
    ((PlaceCar(R1, "32", 17),), "placer 32 en P17", "place 32 in P17"),
    ((PlaceCar(R1, "32"),), "placer 32 en P1", "place 32 in P1"),
    ((PlaceCar(R1, "12", 1), PlaceCar(R1, "31", 2)), "placer 12, 31", "place 12, 31"),
    (tuple(PlaceCar(R1, str(n)) for n in range(5)), "placer 5 voitures", "place 5 cars"),
    (
        (PlaceCar(R1, "12", 2), SetTimes(R1, "12", gap_ms=1)),
        "placer 12 en P2, écart de 12",
        "place 12 in P2, gap of 12",
    ),
    ((TakeOutCar(R1, "12"),), "retirer 12 de l'ordre", "take out 12"),
    ((SetStatus(R1, "7", Status.RETIRED, 4),), "abandon de 7", "retirement of 7"),
    ((SetStatus(R1, "7", Status.DID_NOT_START),), "7 non partante", "7 did not start"),
    ((SetStatus(R1, "7", Status.WITHDRAWN),), "forfait de 7", "withdrawal of 7"),
    ((SetStatus(R1, "7", Status.NOT_CLASSIFIED),), "7 non classée", "7 not classified"),
    ((SetStatus(R1, "7", Status.DISQUALIFIED),), "7 disqualifiée", "7 disqualified"),
    ((SetStatus(R1, "7", Status.EXCLUDED),), "7 exclue", "7 excluded"),
    ((SetStatus(R1, "7", Status.RUNNING),), "7 en piste", "7 running"),
    ((SetTimes(R1, "12", gap_ms=1604),), "écart de 12", "gap of 12"),
    ((SetTimes(R1, "12", total_ms=1),), "temps de 12", "time of 12"),
    ((SetTimes(R1, "12", laps_down=1),), "tours de 12", "laps of 12"),
    ((SetTimes(R1, "12", laps=1),), "tours de 12", "laps of 12"),
    ((SetTimes(R1, "12", best_ms=1, best_lap=2),), "meilleur tour de 12", "best lap of 12"),
    ((SetTimes(R1, "12", second_ms=1),), "2e temps de 12", "second best of 12"),
    ((SetTimes(R1, "12", led=5),), "tours en tête de 12", "laps led by 12"),
    ((SetTimes(R1, "12", best_ms=1, second_ms=2),), "temps de 12", "times of 12"),
    ((SetOrder(R1, ("12", "7")),), "ordre d'arrivée, 2 voitures", "finishing order, 2 cars"),
    ((ClearResult(R1),), "vider Paul Ricard, course 1", "empty Paul Ricard, race 1"),
    ((SetSessionFacts(R1, laps=15),), "15 tours parcourus", "15 laps run"),
    ((SetSessionFacts(R1, pole="7"),), "pole de 7", "pole of 7"),
    (
        (SetSessionFacts(R1, counted_laps=14),),
        "classement arrêté à la fin du tour 14",
        "classified as at the end of lap 14",
    ),
    ((SetSessionFacts(R1, forget=("counted_laps",)),), "classement au drapeau", "classified at the flag"),
    ((SetSessionFacts(R1, points_factor=Fraction(1, 2)),), "course à la moitié des points", "race for half points"),
    ((SetSessionFacts(R1, points_factor=Fraction(3, 5)),), "course à 0.6 des points", "race for 0.6 of the points"),
    ((SetSessionFacts(R1, cancelled=True),), "séance annulée", "session cancelled"),
    ((SetDeadHeat(R1, ("12", "31")),), "ex æquo 12, 31", "dead heat of 12, 31"),
    ((SetDeadHeat(R1, ("12",)),), "place non partagée de 12", "12 shares no place"),
    ((SetTimes(R1, "12", parts_ms=(1, 2)),), "parties de 12", "parts of 12"),
    ((SetDrivers(R1, "12", ("mathieu",)),), "pilotes de 12", "drivers of 12"),
    ((SetGrid(R1, ("12",), "x"),), "grille de Paul Ricard, course 1 à la main", "grid of Paul Ricard, race 1 by hand"),
    ((SetGrid(R1, ()),), "grille de Paul Ricard, course 1 déduite", "grid of Paul Ricard, race 1 as it follows"),
    ((AddDecision(R1, D3),), "décision n° 3", "decision 3"),
    (
        (AddDecision(R1, Decision(3, ("21",), "lp", state=DecisionState.INVESTIGATION)),),
        "mettre 21 à l'étude",
        "open investigation of 21",
    ),
    ((ChangeDecision(R1, 3, D3),), "modifier la décision n° 3", "change decision 3"),
    ((SetDecisionState(R1, 3, DecisionState.WITHDRAWN),), "décision n° 3 retirée", "decision 3 withdrawn"),
    ((EnterCar(Entry("104", ("x",))),), "engager 104", "enter 104"),
    (
        (SetDriver("x", Driver("x", "Léa", "Roux")), SetTeam("t", Team("t", "T")), EnterCar(Entry("104", ("x",)))),
        "engager 104",
        "enter 104",
    ),
    (
        (SetDriver("x", Driver("x", "Léa", "Roux")), *(EnterCar(Entry(str(n), ("x",))) for n in range(4))),
        "engagements de 4 voitures",
        "entries of 4 cars",
    ),
    (
        (SetDriver("x", Driver("x", "Léa", "Roux")), EnterCar(Entry("104", ("x",))), SetOrder(R1, ("104", "7"))),
        "engager 104, ordre d'arrivée, 2 voitures",
        "enter 104, finishing order, 2 cars",
    ),
    ((SetEntry(CAR, replace(CAR, guest=True)),), "modifier l'engagement de 104", "change the entry of 104"),
    ((SetEntry(CAR, replace(CAR, number="105")),), "104 devient 105", "104 becomes 105"),
    ((SetEntry(CAR),), "retirer l'engagement de 104", "take out the entry of 104"),
    ((SetDriver("x", Driver("x", "Léa", "Roux")),), "pilote Léa Roux", "driver Léa Roux"),
    ((SetDriver("boccolacci"),), "retirer le pilote Dorian Boccolacci", "take out driver Dorian Boccolacci"),
    ((SetTeam("t", Team("t", "CLRT")),), "équipe CLRT", "team CLRT"),
    ((SetTeam("gone"),), "retirer l'équipe gone", "take out team gone"),
    ((SetRound("LEC", Round("LEC", NAME)),), "épreuve Spa", "round Spa"),
    ((SetRound("LEC"),), "retirer l'épreuve Paul Ricard", "take out round Paul Ricard"),
    ((MoveRound("LEC", 1),), "déplacer l'épreuve Paul Ricard", "move round Paul Ricard"),
    ((SetSession("LEC", "R1", Session("R3", SessionKind.RACE, NAME)),), "séance LEC/R3", "session LEC/R3"),
    ((SetSession("LEC", "R1"),), "retirer la séance LEC/R1", "take out session LEC/R1"),
    ((MoveSession("LEC", "R1", 2),), "déplacer la séance LEC/R1", "move session LEC/R1"),
    ((SetAward("Rookie", Award("Rookie", NAME)),), "distinction Rookie", "award Rookie"),
    ((SetCup("Coupe", 2027),), "coupe Coupe 2027", "cup Coupe 2027"),
    ((SetOffence("q", Offence("q", NAME)),), "infraction « Spa »", 'offence "Spa"'),
    ((SetOffence("false_start"),), "infraction « Faux départ » retirée", 'offence "False start" taken out'),
    ((SetOffence("gone"),), "infraction « gone » retirée", 'offence "gone" taken out'),
    ((SetHonour(now=Honour(2022, "overall", "x")),), "palmarès", "roll of honour"),
    ((SetOfficial(Official("clerk", "A. Roy")),), "signataire A. Roy", "signatory A. Roy"),
    ((SetLetterhead(PLAIN),), "papier à en-tête", "letterhead"),
    ((SetLetterhead(PLAIN, about="logo"),), "logo", "logo"),
    ((SetAdjustment(),), "points donnés ou retirés", "points given or taken"),
    (
        (SetPublication(R1, SessionState.PROVISIONAL),),
        "publier Paul Ricard, course 1, provisoire",
        "publish Paul Ricard, race 1, provisional",
    ),
    (
        (SetPublication(R1, SessionState.FINAL, revision=1),),
        "publier Paul Ricard, course 1, définitif, révision 1",
        "publish Paul Ricard, race 1, final, revision 1",
    ),
    (
        (SetPublication(R1, SessionState.UNOFFICIAL),),
        "retirer la publication de Paul Ricard, course 1",
        "take back the publication of Paul Ricard, race 1",
    ),
    (
        (SetPublication(R1, SessionState.UNOFFICIAL, documents=(GRID,)),),
        "publier de Paul Ricard, course 1 : Grille de départ provisoire",
        "publish of Paul Ricard, race 1: Provisional starting grid",
    ),
    ((SetRegulations(Regulations(Text("x", "x"), ())),), "modifier le règlement", "change the regulations"),
    ((Reopen(R1, "appel"),), "rouvrir Paul Ricard, course 1", "reopen Paul Ricard, race 1"),
    ((EnterSecond(R1, ("12", "7")),), "seconde saisie, 2 voitures", "second entry, 2 cars"),
    ((AnswerSecond(R1, Answer("7", Right.FIRST)),), "7 : la première saisie vaut", "7: first entry right"),
    ((AnswerSecond(R1, Answer("7", Right.SECOND)),), "7 : la seconde saisie vaut", "7: second entry right"),
    (
        (AnswerSecond(R1, Answer("7", Right.NEITHER, Said(3))),),
        "7 : place retapée, entre deux saisies",
        "7: typed anew, between two entries",
    ),
    (
        (SettleSecond(R1, ("12",), (), 1),),
        "trancher 1 différence entre les saisies",
        "settle 1 difference between the entries",
    ),
    (
        (SetStatus(R1, "7", Status.RETIRED), TakeOutCar(R1, "8"), TakeOutCar(R1, "9"), TakeOutCar(R1, "11")),
        "abandon de 7 et 3 autres",
        "retirement of 7 and 3 more",
    ),
    ((), "", ""),
]


@pytest.mark.parametrize(("edits", "french", "english"), STEPS)
def test_every_step_has_a_name(
    season: Season, printed: Callable[[str], str], edits: tuple[Edit, ...], french: str, english: str
) -> None:
    assert step_name(edits, season, Words("fr")) == printed(french)
    assert step_name(edits, season, Words("en")) == english


def test_every_edit_and_every_fact_of_a_car_is_among_them() -> None:
    named = [edit for edits, *_ in STEPS for edit in edits]
    assert {type(edit) for edit in named} == set(get_args(Edit))
    times = {f.name for f in fields(SetTimes) if f.name.endswith("_ms") or f.name.startswith("laps")}
    given = {name for edit in named if isinstance(edit, SetTimes) for name in times if getattr(edit, name) is not None}
    assert given == times


def test_next_is_named_by_its_place_before_and_after(season: Season) -> None:
    before = apply(season, PlaceCar(R1, "7"), PlaceCar(R1, "8"))
    edit = PlaceCar(R1, "12")
    assert step_name((edit,), before, Words("en")) == "place 12 in P3"
    assert step_name((edit,), apply(before, edit), Words("en")) == "place 12 in P3"
