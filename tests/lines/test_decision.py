"""The decision line: every form of its table, every mistake with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cupdesk.lines.decision import read_decision
from cupdesk.lines.reading import Reading
from cupdesk.rules.book import Book
from cupdesk.rules.edits import (
    AddDecision,
    ChangeDecision,
    EnterCar,
    PlaceCar,
    SetDecisionState,
    SetOffence,
    SetTimes,
    apply,
)
from cupdesk.rules.model import Offence, Season
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind, Stage, Text
from cupdesk.words import Words

Read = Callable[..., Reading]
Printed = Callable[[str], str]
R1, R2, Q = "LEC/R1", "LEC/R2", "LEC/Q"
TIME = datetime(2023, 10, 7, 16, 10, tzinfo=UTC)
FIVE = Sanction(SanctionKind.TIME, ms=5000)
TIMED = (
    PlaceCar(R1, "7"),
    SetTimes(R1, "7", total_ms=1_899_457),
    PlaceCar(R1, "40"),
    SetTimes(R1, "40", gap_ms=27_000),
)
ON_FILE = Decision(3, ("40",), "false_start", (FIVE,), time=TIME, article="R-2")
FILED = AddDecision(R1, ON_FILE)


def decision_of(reading: Reading) -> Decision:
    """The one decision a line files or changes."""
    assert not reading.refused, reading.problem
    (edit,) = reading.edits
    assert isinstance(edit, AddDecision | ChangeDecision)
    return edit.decision


def test_a_decision_in_a_few_keys(decide: Read) -> None:
    reading = decide("40 +5 fd", *TIMED)
    path = (Stage(DecisionState.ISSUED, TIME),)
    filed = Decision(1, ("40",), "false_start", (FIVE,), time=TIME, article="R-2", path=path)
    assert reading.edits == (AddDecision(R1, filed),)
    assert reading.prompt == "Dec. 1"
    assert reading.read_back == "40 Guillot › +5 s › False start art. R-2 › Decision 1, 16:10, issued"
    assert reading.problem == ""


def test_it_is_read_back_in_the_language_of_the_window(decide: Read) -> None:
    reading = decide("40 +5 fs", *TIMED, language="fr")
    assert reading.read_back == "40 Guillot › +5 s › Faux départ art. R-2 › Décision n° 1, 16:10, émise"
    assert reading.prompt == "Déc. 1"


def test_numbers_go_on_through_the_meeting(decide: Read) -> None:
    assert decide("", FILED, ref=R2, language="fr").prompt == "Déc. 4"
    assert decision_of(decide("40 +5 fd", FILED, ref=R2)).number == 4


def test_an_empty_line_says_nothing(decide: Read) -> None:
    reading = decide("  ")
    assert (reading.edits, reading.read_back, reading.problem, reading.refused) == ((), "", "", False)
    assert len(reading.matches) == 25


@pytest.mark.parametrize("line", ["40 21 +5 lp", "gui 21 +5 lp", "gui boul +5 lp", "40 21 40 +5 lp"])
def test_several_cars(decide: Read, line: str) -> None:
    assert decision_of(decide(line)).cars == ("40", "21")


@pytest.mark.parametrize(
    ("typed", "sanction"),
    [
        ("+5", FIVE),
        ("+5 s", FIVE),
        ("+5s", FIVE),
        ("+ 5", FIVE),
        ("+5,5", Sanction(SanctionKind.TIME, ms=5500)),
        ("+1:05", Sanction(SanctionKind.TIME, ms=65_000)),
        ("+28 s drive-through", Sanction(SanctionKind.DRIVE_THROUGH, ms=28_000)),
        ("+28 dt", Sanction(SanctionKind.DRIVE_THROUGH, ms=28_000)),
        ("dt 28", Sanction(SanctionKind.DRIVE_THROUGH, ms=28_000)),
        ("dt28", Sanction(SanctionKind.DRIVE_THROUGH, ms=28_000)),
        ("dt", Sanction(SanctionKind.DRIVE_THROUGH)),
        ("sg", Sanction(SanctionKind.STOP_AND_GO)),
        ("sg 35", Sanction(SanctionKind.STOP_AND_GO, ms=35_000)),
        ("stop-and-go", Sanction(SanctionKind.STOP_AND_GO)),
        ("-3 places", Sanction(SanctionKind.PLACES, count=3)),
        ("3 places", Sanction(SanctionKind.PLACES, count=3)),
        ("3p", Sanction(SanctionKind.PLACES, count=3)),
        ("-3p", Sanction(SanctionKind.PLACES, count=3)),
        ("- 3 places", Sanction(SanctionKind.PLACES, count=3)),
        ("pc 2", Sanction(SanctionKind.PLACES_IN_CATEGORY, count=2)),
        ("pc2", Sanction(SanctionKind.PLACES_IN_CATEGORY, count=2)),
        ("der 5", Sanction(SanctionKind.BEHIND, behind="5")),
        ("beh 5", Sanction(SanctionKind.BEHIND, behind="5")),
        ("derrière boc", Sanction(SanctionKind.BEHIND, behind="7")),
        ("-1t", Sanction(SanctionKind.LAPS, count=1)),
        ("-1L", Sanction(SanctionKind.LAPS, count=1)),
        ("-2 tours", Sanction(SanctionKind.LAPS, count=2)),
        ("dq", Sanction(SanctionKind.DISQUALIFICATION)),
        ("DSQ", Sanction(SanctionKind.DISQUALIFICATION)),
        ("last", Sanction(SanctionKind.BACK)),
        ("dernier", Sanction(SanctionKind.BACK)),
        ("rep", Sanction(SanctionKind.REPRIMAND)),
        ("réprimande", Sanction(SanctionKind.REPRIMAND)),
        ("av", Sanction(SanctionKind.WARNING)),
        ("warn", Sanction(SanctionKind.WARNING)),
        ("am 500", Sanction(SanctionKind.FINE, amount="500")),
        ("fine 500€", Sanction(SanctionKind.FINE, amount="500")),
        ("x1", Sanction(SanctionKind.DELETE_LAP, count=1)),
    ],
)
def test_every_sanction(decide: Read, typed: str, sanction: Sanction) -> None:
    decision = decision_of(decide(f"40 {typed}", *TIMED))
    assert decision.sanctions == (sanction,)
    assert decision.applies_to == ""
    assert decision_of(decide(f"40 {typed} lp", *TIMED)).offence == "track_limits"


@pytest.mark.parametrize(
    ("typed", "sanction"),
    [
        ("g5", Sanction(SanctionKind.GRID_PLACES, count=5)),
        ("gf", Sanction(SanctionKind.GRID_BACK)),
        ("gb", Sanction(SanctionKind.GRID_BACK)),
        ("vs", Sanction(SanctionKind.PIT_LANE_START)),
        ("pl", Sanction(SanctionKind.PIT_LANE_START)),
    ],
)
def test_grid_sanctions_apply_to_the_next_race(decide: Read, typed: str, sanction: Sanction) -> None:
    decision = decision_of(decide(f"40 {typed} ps"))
    assert (decision.sanctions, decision.applies_to) == ((sanction,), R2)
    assert decision_of(decide(f"40 {typed}", ref=Q)).applies_to == R1
    assert decision_of(decide(f"40 {typed} c2", ref=Q)).applies_to == R2
    assert decide(f"40 {typed}").read_back.split(" › ")[2] == "Race 2"


def test_a_grid_sanction_moves_the_grid(season: Season, decide: Read) -> None:
    qualified = tuple(
        edit for i, n in enumerate(("7", "40", "8")) for edit in (PlaceCar(Q, n), SetTimes(Q, n, best_ms=124_000 + i))
    )
    reading = decide("7 g1", *qualified, ref=Q)
    grid = Book(apply(season, *qualified, *reading.edits)).grid(R1)
    assert [place.number for place in grid] == ["40", "7", "8"]


def test_the_seconds_of_the_circuit_are_read_back(decide: Read) -> None:
    assert decide("40 dt", *TIMED).read_back.split(" › ")[1] == "drive-through +28 s"
    assert decide("40 sg", *TIMED, language="fr").read_back.split(" › ")[1] == "stop-and-go +30 s"


def test_several_sanctions(decide: Read) -> None:
    decision = decision_of(decide("40 +5 am 500 rep fd", *TIMED))
    kinds = [sanction.kind for sanction in decision.sanctions]
    assert kinds == [SanctionKind.TIME, SanctionKind.FINE, SanctionKind.REPRIMAND]


@pytest.mark.parametrize("typed", ["enq", "inv", "ENQUÊTE"])
def test_under_investigation(decide: Read, typed: str) -> None:
    decision = decision_of(decide(f"21 {typed} lp"))
    assert (decision.state, decision.sanctions) == (DecisionState.INVESTIGATION, ())
    assert decide(f"21 {typed} lp").read_back.endswith("Decision 1, 16:10, under investigation")


@pytest.mark.parametrize("typed", ["ss", "nfa"])
def test_no_further_action(decide: Read, typed: str) -> None:
    assert decision_of(decide(f"101 93 {typed} co")).state is DecisionState.NO_FURTHER_ACTION


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("fd", "false_start"),
        ("fs", "false_start"),
        ("FD", "false_start"),
        ("false_start", "false_start"),
        ("faux", "false_start"),
        ("faux départ", "false_start"),
        ("depart", "false_start"),
        ("tl", "track_limits"),
        ("limites", "track_limits"),
        ("causing", "collision"),
        ("tech", "technical"),
        ("vv", "pit_speed"),
        ("drapeaux j", "yellow_flag"),
        ("jaunes", "yellow_flag"),
    ],
)
def test_offences_by_code_short_form_or_any_word(decide: Read, typed: str, code: str) -> None:
    assert decision_of(decide(f"40 dq {typed}")).offence == code


def test_the_article_comes_with_the_offence(decide: Read) -> None:
    assert decision_of(decide("40 dq fd")).article == "R-2"


@pytest.mark.parametrize("typed", ["15:42", "15h42"])
def test_a_time_is_on_the_day_of_the_session(decide: Read, typed: str) -> None:
    assert decision_of(decide(f"40 dq {typed}")).time == datetime(2023, 10, 7, 15, 42, tzinfo=UTC)
    assert decision_of(decide(f"40 dq {typed}", ref=R2)).time == datetime(2023, 10, 8, 15, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed", ['"Contact au virage 3"', "“Contact au virage 3”", "« Contact au virage 3 »", '"Contact au virage 3']
)
def test_the_wording(decide: Read, typed: str) -> None:
    decision = decision_of(decide(f"40 dq co {typed}"))
    assert decision.text == Text("Contact au virage 3", "Contact au virage 3")
    assert decision.offence == "collision"


def test_a_quote_just_begun_is_no_mistake(decide: Read) -> None:
    assert decision_of(decide('40 dq co "')).text is None


@pytest.mark.parametrize(("typed", "ref"), [("c2", R2), ("r2", R2), ("R2", R2), ("q", Q), ("c1", ""), ("r1", "")])
def test_the_session_it_applies_to(decide: Read, typed: str, ref: str) -> None:
    assert decision_of(decide(f"40 dq te {typed}")).applies_to == ref


@pytest.mark.parametrize(
    ("line", "so_far"),
    [
        ("4", ""),
        ("40", "40 Guillot"),
        ("40 fd", "40 Guillot › False start art. R-2"),
        ("40 21 tl 15:42", "40 Guillot, 21 Boullery › Track limits art. R-1"),
        ("40 drap", '"drap": Yellow flag infringement, Blue flag infringement. Type on or F2.'),
        ("40 dri", ""),
        ("40 +", ""),
        ("40 am ", ""),
        ("ma", '"ma": Mathieu 12, Maurice 17, Mardini 44. Type on or ↓.'),
        ("n", ""),
    ],
)
def test_an_unfinished_line_says_what_is_understood_so_far(decide: Read, line: str, so_far: str) -> None:
    reading = decide(line)
    assert (reading.refused, reading.unfinished) == (True, True)
    assert reading.read_back == so_far


@pytest.mark.parametrize("line", ["28", "40 +5 zz", "40 +5 ", "40 + ", "40 der 40", "n9 dq", "40 +5 g5"])
def test_a_mistake_is_named_at_once(decide: Read, line: str) -> None:
    assert not decide(line).unfinished


def test_a_second_enter_is_read_back(decide: Read) -> None:
    said = "40 Guillot › disqualification › Zz › Decision 1, 16:10, issued"
    assert decide("40 dq zz").read_back == said


def test_a_decision_of_another_day(decide: Read) -> None:
    assert decision_of(decide("40 dq 8.10 09:30")).time == datetime(2023, 10, 8, 9, 30, tzinfo=UTC).replace(year=2022)
    assert decision_of(decide("40 dq 6.10 9h30")).time == datetime(2023, 10, 6, 9, 30, tzinfo=UTC)
    assert decision_of(decide("40 dq 6.10.")).time == datetime(2023, 10, 6, 16, 10, tzinfo=UTC)
    later = decide("40 dq 23.12.2023", language="fr")
    assert decision_of(later).time == datetime(2023, 12, 23, 16, 10, tzinfo=UTC)
    assert later.read_back.endswith("Décision n° 1, 23 déc. 16:10, émise")
    assert decide("40 dq 31.11").problem == "31.11 is not a day: 7.10, 7.10.2026."
    assert decide("40 dq 29.2").refused


@pytest.mark.parametrize("typed", ["3p", "+5", "dt", "der 12", "dernier", "-1t", "pc 2"])
def test_what_moves_no_car_in_times_is_refused(decide: Read, typed: str) -> None:
    reading = decide(f"40 {typed} lp", ref="LEC/Q")
    assert reading.problem.endswith("changes nothing in a session of times. On the grid: g3; in the race: r1.")
    assert not reading.on_second_enter
    assert decision_of(decide(f"40 {typed} lp c1", *TIMED, ref="LEC/Q")).applies_to == R1
    assert decision_of(decide("40 g3 lp", ref="LEC/Q")).applies_to == R1


def test_french_keyboard(decide: Read) -> None:
    assert decision_of(decide("'à é& +5 fd", *TIMED)).cars == ("40", "21")


def test_tab_completes_cars_first_and_offences_after(decide: Read) -> None:
    assert decide("4").matches == ("40", "44", "4X")
    assert decide("40 2").matches == ("20", "21", "24")
    assert (decide("40 +5 fa").ghost, decide("40 +5 fa").completed) == ("lse start", "40 +5 False start")
    assert decide("40 +5 fd", language="fr").completed == "40 +5 Faux départ"
    assert decide("40 der bo").matches == ("7", "21")
    assert (decide("40 +5").ghost, decide("40 dt 2").matches) == ("", ())


# -- a decision on file


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("retirée", DecisionState.WITHDRAWN),
        ("withdrawn", DecisionState.WITHDRAWN),
        ("appel", DecisionState.APPEALED),
        ("appeal", DecisionState.APPEALED),
        ("confirmée", DecisionState.CONFIRMED),
        ("confirmed", DecisionState.CONFIRMED),
        ("émise", DecisionState.ISSUED),
        ("ss", DecisionState.NO_FURTHER_ACTION),
        ("inv", DecisionState.INVESTIGATION),
    ],
)
def test_the_state_of_a_decision(decide: Read, typed: str, state: DecisionState) -> None:
    on_file = AddDecision(R1, replace(ON_FILE, state=DecisionState.CONFIRMED))
    if state is DecisionState.CONFIRMED:
        on_file = FILED
    for form in (f"n3 {typed}", f"n° 3 {typed}", f"n°3 {typed}"):
        reading = decide(form, *TIMED, on_file, ref=R2)
        assert reading.edits == (SetDecisionState(R1, 3, state, TIME),)
        assert reading.prompt == "Dec. 3"


def test_a_decision_is_changed_part_by_part(decide: Read) -> None:
    assert decision_of(decide("n3 +10", *TIMED, FILED)) == replace(
        ON_FILE, sanctions=(Sanction(SanctionKind.TIME, ms=10_000),)
    )
    assert decision_of(decide("n3 tl", *TIMED, FILED)) == replace(ON_FILE, offence="track_limits", article="R-1")
    assert decision_of(decide("n3 21 40", *TIMED, FILED)).cars == ("21", "40")
    assert decision_of(decide("n3 16:20", *TIMED, FILED)).time == TIME.replace(minute=20)
    changed = decision_of(decide("n3 dq te confirmed", *TIMED, FILED))
    assert (changed.state, changed.offence, changed.sanctions[0].kind) == (
        DecisionState.CONFIRMED,
        "technical",
        SanctionKind.DISQUALIFICATION,
    )


def test_saying_a_decision_again_changes_nothing(decide: Read) -> None:
    for line in ("n3", "n3 40 +5 fd", "n3 issued"):
        reading = decide(line, *TIMED, FILED)
        assert reading.edits == ()
        assert not reading.refused
        assert reading.prompt == "Dec. 3"
        assert reading.read_back == "40 Guillot › +5 s › False start art. R-2 › Decision 3, 16:10, issued"


def test_a_wording_goes_when_it_is_no_longer_true(decide: Read) -> None:
    worded = AddDecision(R1, replace(ON_FILE, text=Text("+5 secondes", "+5 seconds")))
    assert decision_of(decide("n3 +10", *TIMED, worded)).text is None
    assert decision_of(decide('n3 +10 "dix"', *TIMED, worded)).text == Text("dix", "dix")
    assert decision_of(decide("n3 16:20", *TIMED, worded)).text == Text("+5 secondes", "+5 seconds")


def test_what_it_applies_to_stays_unless_said(decide: Read) -> None:
    elsewhere = AddDecision(R1, replace(ON_FILE, applies_to=R2))
    assert decision_of(decide("n3 dq", elsewhere)).applies_to == R2
    assert decision_of(decide("n3 dq c1", elsewhere)).applies_to == ""
    assert decision_of(decide("n3 g5", FILED)).applies_to == R2


# -- mistakes


def test_unknown_offence(decide: Read, printed: Printed) -> None:
    reading = decide("40 +5 zz", *TIMED, language="fr")
    assert reading.refused
    assert reading.edits == ()
    assert reading.problem == printed("« zz » n'est pas au catalogue. ⏎ encore l'ajoute, F2 choisit.")
    assert decide("40 +5 zz").problem == '"zz" is not in the catalogue. ⏎ again adds it, F2 chooses.'
    added, edit = reading.on_second_enter
    assert added == SetOffence("zz", Offence("zz", Text("Zz", "Zz")))
    assert isinstance(edit, AddDecision)
    assert edit.decision.offence == "zz"


def test_an_offence_of_several(decide: Read) -> None:
    reading = decide("40 +5 drap")
    assert reading.problem == '"drap": Yellow flag infringement, Blue flag infringement. Type on or F2.'
    assert reading.refused
    assert reading.on_second_enter == ()


def test_a_sanction_in_time_without_time_is_kept(decide: Read, printed: Printed) -> None:
    untimed = (PlaceCar(R1, "7"), PlaceCar(R1, "3"))
    french = "3 Ancel n'a pas de temps : donnez son écart (F5) ou la place obtenue (*…). Décision gardée, sans effet."
    reading = decide("3 +5 lp", *untimed, language="fr")
    assert reading.problem == printed(french)
    assert len(reading.edits) == 1
    assert not reading.refused
    english = "3 Ancel has no time: give its gap (F5) or the resulting place (*…). Decision kept, no effect yet."
    assert decide("3 dt lp", *untimed).problem == english
    assert decide("3 +5 lp inv", *untimed).problem == ""
    assert decide("40 +5 lp", *TIMED).problem == ""


def test_the_place_may_be_given_instead(decide: Read) -> None:
    reading = decide("3 +5 lp *2", PlaceCar(R1, "7"), PlaceCar(R1, "3"))
    assert decision_of(reading).sanctions == (replace(FIVE, place=2),)
    assert reading.problem == ""
    assert reading.read_back.split(" › ")[1] == "+5 s (P2)"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("+5 fd", "No car yet: type its number first."),
        ("40 fd", "No sanction yet: type it (+5, dt, dq …), or inv, or nfa."),
        ("28 +5", "28 is not entered at Paul Ricard. Close: 20, 21, 24."),
        ("40 +5 16:70", "16:70 is not a time of day."),
        ("40 +5 %", '"40 +5 %": "%" is not understood. F1 shows the forms.'),
        ("40 +5 12", '"40 +5 12": "12" is not understood. F1 shows the forms.'),
        ("40 der 40", "40 Guillot cannot be placed behind itself. Nothing has changed."),
        ("40 dq *3", "A place (*…) goes with a sanction in time."),
        ("40 +5 g5", "Grid and result do not go into one decision: one line for each."),
        ("40 g5 q", "A grid sanction applies to a race: c1, c2 …"),
        ("n9 +5", "There is no decision 9 at Paul Ricard."),
        ("40 0p", '"40 0p": "0p" is not understood. F1 shows the forms.'),
        ("ma +5", '"ma": Mathieu 12, Maurice 17, Mardini 44. Type on or ↓.'),
    ],
)
def test_mistakes(decide: Read, line: str, problem: str) -> None:
    reading = decide(line)
    assert reading.refused
    assert reading.problem == problem
    assert reading.edits == () == reading.on_second_enter


def test_no_race_follows(decide: Read) -> None:
    assert decide("40 g5", ref=R2).problem == "No race follows this season: the grid sanction has no grid."


def test_a_car_of_another_round_is_entered_on_a_second_enter(decide: Read) -> None:
    reading = decide("104 dq te")
    assert reading.refused
    entered, filed = reading.on_second_enter
    assert isinstance(entered, EnterCar)
    assert isinstance(filed, AddDecision)


def test_the_effect_is_there_at_once(season: Season) -> None:
    before = apply(season, *TIMED, PlaceCar(R1, "21"), SetTimes(R1, "21", gap_ms=29_000))
    reading = read_decision(Book(before), R1, "40 +5 fd", Words("fr"), TIME)
    rows = Book(apply(before, *reading.edits)).classification(R1).rows
    assert [row.number for row in rows] == ["7", "21", "40"]
