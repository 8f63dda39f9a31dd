"""The decisions screen: typed with its effect shown, recorded only by Enter, changed, withdrawn, looked back on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from cupdesk import weekend
from cupdesk.lines.again import decision_line
from cupdesk.lines.decision import read_decision
from cupdesk.lines.order import read_order
from cupdesk.rules.edits import ClearResult, SetOrder
from cupdesk.rules.session import DecisionState, Sanction, SanctionKind
from cupdesk.ui.deciding.decision_rows import EffectRow, LedgerRow
from cupdesk.ui.screens.decisions import DecisionsScreen
from cupdesk.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.desk import Desk
    from cupdesk.rules.session import Decision
    from cupdesk.ui.context import Context
    from cupdesk.ui.screens.session_screen import SessionScreen
    from tests.ui.conftest import Keys

    Show = Callable[[SessionScreen, str], None]

RACE = "LEC/R1"


@pytest.fixture
def ordered(desk: Desk) -> Desk:
    """Race 1 at the flag, no decision yet."""
    for step in weekend.steps():
        if step.session == RACE and step.screen == "order":
            desk.do(*read_order(desk.book, RACE, step.line, Words("en")).edits)
    return desk


@pytest.fixture
def screen(ordered: Desk, context: Context, show: Show) -> DecisionsScreen:
    made = DecisionsScreen(context)
    show(made, RACE)
    return made


def effect(screen: DecisionsScreen) -> dict[str, EffectRow]:
    return {r.car.number: r for r in screen.effect.rows() if isinstance(r, EffectRow)}


def ledger(screen: DecisionsScreen) -> list[LedgerRow]:
    return [r for r in screen.ledger.rows() if isinstance(r, LedgerRow)]


def state(screen: DecisionsScreen) -> DecisionState:
    return screen.session.decisions[0].state


def cell(screen: DecisionsScreen, number: str, key: str) -> str:
    column = [c.key for c in screen.effect.columns].index(key)
    return str(screen.effect.index(screen.effect.index_of(number), column).data())


def test_a_decision_is_previewed_as_typed_and_recorded_only_by_enter(screen: DecisionsScreen, keys: Keys) -> None:
    before = screen.context.desk.season
    keys.type("40 +5 fs")
    assert screen.context.desk.season == before
    preview = screen.context.preview
    assert preview is not None
    assert preview.classification(RACE).row("40").position == 15  # type: ignore[union-attr]
    assert [(r.decision.number, r.preview, r.before, r.after) for r in ledger(screen)] == [(1, True, 12, 15)]
    moved = {n: (r.before.position, r.car.position) for n, r in effect(screen).items() if r.moved and r.before}
    assert moved == {"40": (12, 15), "21": (13, 12), "14": (14, 13), "32": (15, 14)}
    assert cell(screen, "40", "why") == "+5 s, false start: loses 3 places"
    assert cell(screen, "21", "why") == "40 drops behind"
    assert (cell(screen, "40", "was"), cell(screen, "40", "in_category"), cell(screen, "40", "sanction")) == (
        "P12",
        "1→4",
        "+5 s",
    )
    keys.press(Qt.Key.Key_Escape)
    assert screen.context.preview is None
    assert ledger(screen) == []
    assert not any(r.changed for r in effect(screen).values())
    assert screen.context.desk.season == before


def test_enter_records_one_step(screen: DecisionsScreen, keys: Keys) -> None:
    keys.enter("40 +5 fs 16:10")
    (decision,) = screen.session.decisions
    assert (decision.number, decision.cars, decision.offence) == (1, ("40",), "false_start")
    assert decision.sanctions == (Sanction(SanctionKind.TIME, ms=5000),)
    assert decision.time is not None
    assert f"{decision.time:%H:%M}" == "16:10"
    assert screen.context.preview is None
    assert [(r.decision.number, r.preview) for r in ledger(screen)] == [(1, False)]
    assert effect(screen)["40"].changed
    assert screen.line.text.text() == ""
    assert screen.line.said.startswith("40 Guillot")
    screen.context.desk.undo()
    assert screen.session.decisions == ()
    assert ledger(screen) == []


def test_the_decision_just_recorded_is_the_one_the_next_key_is_for(screen: DecisionsScreen, keys: Keys) -> None:
    keys.enter("40 +5 fs")
    keys.enter("21 inv tl")
    assert screen.decisions.current_key() == (RACE, 2)
    screen.decisions.setFocus()
    keys.press(Qt.Key.Key_S, "s")
    assert screen.line.said == "21 Boullery, Track limits, no further action"
    keys.press(Qt.Key.Key_H, "h")
    assert str(screen.panel.model.index(0, 1).data()) == "decision 2, Track limits (no further action)"


def test_the_second_decision_is_shown_against_the_first(screen: DecisionsScreen, keys: Keys) -> None:
    keys.enter("40 +5 fs")
    keys.type("21 +5 tl")
    moved = {n: (r.before.position, r.car.position) for n, r in effect(screen).items() if r.moved and r.before}
    assert moved == {"21": (12, 15), "14": (13, 12), "32": (14, 13), "40": (15, 14)}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("28 +5 fs", "28 is not entered"),
        ("40 +5 zz", '"zz" is not in the catalogue. ⏎ again adds it'),
        ("n9 withdrawn", "There is no decision 9"),
    ],
)
def test_a_mistake_is_named_in_place(screen: DecisionsScreen, keys: Keys, line: str, sentence: str) -> None:
    keys.enter(line)
    assert screen.line.refused
    assert screen.line.said.startswith(sentence)
    assert screen.session.decisions == ()
    assert screen.context.preview is None
    assert QApplication.activeModalWidget() is None


def test_a_sanction_without_a_time_is_kept_and_said(screen: DecisionsScreen, keys: Keys) -> None:
    screen.context.desk.do(ClearResult(RACE), SetOrder(RACE, ("7", "8", "5")))
    keys.enter("8 +5 fs")
    assert len(screen.session.decisions) == 1
    assert (
        screen.line.said
        == "8 Paque has no time: give its gap (F5) or the resulting place (*…). Decision kept, no effect yet."
    )
    assert not screen.line.refused


def test_a_decision_is_put_back_into_the_line_and_changed(screen: DecisionsScreen, keys: Keys) -> None:
    keys.enter("40 +5 fs 16:10")
    screen.decisions.setFocus()
    screen.decisions.select((RACE, 1))
    keys.press(Qt.Key.Key_F2)
    assert screen.line.text.text() == "n1 40 +5 fs"
    assert screen.line.reading is not None
    assert screen.line.reading.edits == ()
    screen.line.set_text("")
    keys.enter("n1 +10")
    (decision,) = screen.session.decisions
    assert decision.sanctions == (Sanction(SanctionKind.TIME, ms=10_000),)
    assert f"{decision.time:%H:%M}" == "16:10"
    assert effect(screen)["40"].car.sanction_ms == 10_000


def test_withdrawn_and_put_back(screen: DecisionsScreen, keys: Keys) -> None:
    keys.enter("40 +5 fs")
    screen.decisions.setFocus()
    screen.decisions.select((RACE, 1))
    keys.press(Qt.Key.Key_R, "r")
    assert state(screen) is DecisionState.WITHDRAWN
    assert effect(screen)["40"].car.position == 12
    assert cell(screen, "40", "why") != ""
    keys.press(Qt.Key.Key_R, "r")
    assert state(screen) is DecisionState.ISSUED
    assert effect(screen)["40"].car.position == 15


@pytest.mark.parametrize(
    ("key", "letter", "reached", "place"),
    [
        (Qt.Key.Key_A, "a", DecisionState.APPEALED, 15),
        (Qt.Key.Key_C, "c", DecisionState.CONFIRMED, 15),
        (Qt.Key.Key_S, "s", DecisionState.NO_FURTHER_ACTION, 12),
    ],
)
def test_one_key_moves_a_decision_along_and_back(
    screen: DecisionsScreen, keys: Keys, key: Qt.Key, letter: str, reached: DecisionState, place: int
) -> None:
    keys.enter("40 +5 fs")
    screen.decisions.setFocus()
    screen.decisions.select((RACE, 1))
    keys.press(key, letter)
    assert state(screen) is reached
    assert effect(screen)["40"].car.position == place
    keys.press(key, letter)
    assert state(screen) is DecisionState.ISSUED
    assert effect(screen)["40"].car.position == 15
    screen.context.desk.undo()
    assert state(screen) is reached


def test_what_is_looked_into_without_a_sanction_comes_back_as_looked_into(screen: DecisionsScreen, keys: Keys) -> None:
    keys.enter("40 inv fs")
    assert state(screen) is DecisionState.INVESTIGATION
    screen.decisions.setFocus()
    screen.decisions.select((RACE, 1))
    keys.press(Qt.Key.Key_S, "s")
    assert state(screen) is DecisionState.NO_FURTHER_ACTION
    keys.press(Qt.Key.Key_S, "s")
    assert state(screen) is DecisionState.INVESTIGATION
    keys.press(Qt.Key.Key_I, "i")
    assert state(screen) is DecisionState.ISSUED


def test_d_begins_a_decision_on_the_selected_car(screen: DecisionsScreen, keys: Keys) -> None:
    screen.cars.setFocus()
    screen.cars.select("21")
    keys.press(Qt.Key.Key_D, "d")
    assert screen.line.text.text() == "21 "
    assert keys.focus is screen.line.text


def test_a_digit_typed_in_either_table_goes_to_the_line(screen: DecisionsScreen, keys: Keys) -> None:
    screen.cars.setFocus()
    keys.press(0, "4")
    assert screen.line.text.text() == "4"


def test_an_offence_is_chosen_from_the_catalogue(screen: DecisionsScreen, keys: Keys) -> None:
    keys.enter("40 +5 zz")
    assert screen.line.refused
    keys.press(Qt.Key.Key_F2)
    offences = screen.book.season.offences
    assert screen.catalogue.model.rowCount() == len(offences)
    wanted = [o.code for o in offences].index("track_limits")
    for _ in range(wanted):
        keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, "\r")
    assert not screen.catalogue.isVisible()
    assert screen.line.text.text() == f"40 +5 {offences[wanted].short[0]}"
    keys.press(Qt.Key.Key_Return, "\r")
    assert screen.session.decisions[0].offence == "track_limits"


def test_a_new_offence_is_added_by_a_second_enter(screen: DecisionsScreen, keys: Keys) -> None:
    keys.enter("40 +5 zz")
    keys.press(Qt.Key.Key_Return, "\r")
    assert screen.session.decisions[0].offence == "zz"


def test_history_and_reasons_are_lines_under_the_table(screen: DecisionsScreen, keys: Keys) -> None:
    keys.enter("40 +5 fs")
    screen.cars.setFocus()
    screen.cars.select("40")
    keys.press(Qt.Key.Key_H, "h")
    texts = [str(screen.panel.model.index(i, 1).data()) for i in range(screen.panel.model.rowCount())]
    assert texts[-1] == "decision 1, False start, +5 s (issued)"
    keys.press(Qt.Key.Key_Question, "?")
    texts = [str(screen.panel.model.index(i, 1).data()) for i in range(screen.panel.model.rowCount())]
    assert any("+5 s, false start" in text for text in texts)
    screen.cars.select("44")
    keys.press(Qt.Key.Key_H, "h")
    assert screen.panel.title == "Car 44 Mardini: no decision this season."


def test_reasons_follow_every_edit_while_they_are_shown(screen: DecisionsScreen, keys: Keys) -> None:
    def said() -> list[str]:
        return [str(screen.panel.model.index(i, 1).data()) for i in range(screen.panel.model.rowCount())]

    keys.enter("40 +5 fs")
    assert screen.line.said.startswith("40 Guillot")
    screen.cars.setFocus()
    screen.cars.select("40")
    keys.press(Qt.Key.Key_Question, "?")
    assert any("+5 s, false start" in text for text in said())
    screen.context.desk.undo()
    assert screen.panel.isVisible()
    assert not any("false start" in text for text in said())
    assert screen.line.said == ""
    screen.context.desk.do(ClearResult(RACE))
    assert not screen.panel.isVisible()


def test_the_ledger_says_what_a_disqualification_took(screen: DecisionsScreen, keys: Keys) -> None:
    def said(key: str, row: int) -> str:
        return str(screen.ledger.index(row, [c.key for c in screen.ledger.columns].index(key)).data())

    keys.enter("33 dsq te")
    keys.enter("3 +5 co")
    assert (said("effect", 0), said("effect", 1)) == ("P19 → DSQ", "–")
    keys.enter("50 dt")
    assert said("measure", 2) == "drive-through +20 s"
    assert cell(screen, "50", "why") == "drive-through +20 s: loses 5 places"
    measure = next(c for c in screen.ledger.columns if c.key == "measure")
    look = screen.context.look
    for row in range(3):
        room = QFontMetrics(look.font("strong")).horizontalAdvance(said("measure", row)) + look.px(10)
        assert room <= look.px(measure.width)


def test_an_open_decision_is_found_again(screen: DecisionsScreen, keys: Keys) -> None:
    keys.enter("21 inv tl")
    screen.context.car_wanted.emit("21")
    assert screen.decisions.current_key() == (RACE, 1)
    screen.context.car_wanted.emit("7")
    assert screen.line.text.text() == "7 "


def test_the_preview_goes_with_the_screen(screen: DecisionsScreen, keys: Keys) -> None:
    keys.type("40 +5 fs")
    assert screen.context.preview is not None
    screen.hide()
    assert screen.context.preview is None


def _every_decision(season: object) -> list[tuple[str, Decision]]:
    return [(ref, d) for ref, _, s in season.sessions() for d in s.decisions]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_decision_reads_back_as_itself(full_desk: Desk, language: str) -> None:
    from datetime import UTC, datetime

    words = Words(language)
    for ref, decision in _every_decision(full_desk.season):
        line = decision_line(decision, full_desk.season, language)
        reading = read_decision(full_desk.book, ref, line, words, datetime.now(UTC))
        assert not reading.refused, (line, reading.problem)
        assert reading.edits == (), (line, reading.edits)


def test_french_words(screen: DecisionsScreen, keys: Keys) -> None:
    screen.context.set_language("fr")
    screen.retranslate()
    keys.type("40 +5 faux départ")
    assert cell(screen, "40", "why") == "+5 s, faux départ\u202f: cède 3 places"
    assert screen.line.said.startswith("40 Guillot › +5 s › Faux départ")
