"""Rounds and sessions that come, go and are called otherwise, while the window shows them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cupdesk.desk import Desk
from cupdesk.rules.edits import SetCup, SetRound, SetSession
from cupdesk.rules.session import Text
from cupdesk.seasons.preset import new_season
from cupdesk.store.file import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.ui.main_window import MainWindow


@pytest.fixture
def desk() -> Desk:
    """A new season of one round: qualifying and two races."""
    store = Store.memory()
    store.add_season(new_season("pccf-2023", "Trial Cup", 2026))
    return Desk(store)


@pytest.fixture
def window(opened: Callable[[Desk | None], MainWindow], desk: Desk) -> MainWindow:
    return opened(desk)


def tree(window: MainWindow) -> list[str]:
    """The rounds of the tree, each with how many sessions it has."""
    assert window.page is not None
    model = window.page.tree.view.season_model
    tops = [model.index(row, 0) for row in range(model.rowCount())]
    rounds = [top for top in tops if model.node(top).kind == "round"]
    return [f"{model.data(top)}: {model.rowCount(top)}" for top in rounds]


def marked(window: MainWindow) -> str:
    assert window.page is not None
    view = window.page.tree.view
    return view.season_model.node(view.currentIndex()).target


def add_spa(desk: Desk) -> None:
    desk.do(SetRound("SPA", replace(desk.season.rounds[0], code="SPA", name=Text("Spa", "Spa"))))


def test_a_round_that_comes_and_goes_stands_in_the_tree_at_once(window: MainWindow, desk: Desk) -> None:
    window.travel.to_page("calendar")
    assert tree(window) == ["1  Round 1: 3"]
    add_spa(desk)
    assert tree(window) == ["1  Round 1: 3", "2  Spa: 3"]
    desk.do(SetSession("SPA", "R2"))
    assert tree(window) == ["1  Round 1: 3", "2  Spa: 2"]
    desk.do(SetRound("1"))
    assert tree(window) == ["1  Spa: 2"]
    for _ in range(3):
        desk.undo()
    assert tree(window) == ["1  Round 1: 3"]


def test_a_session_shown_stays_shown_under_another_code(window: MainWindow, desk: Desk) -> None:
    assert window.context is not None
    window.travel.to_session("1/R1", "order")
    desk.do(SetRound("1", replace(desk.season.rounds[0], code="DIJ")))
    assert (window.context.session, marked(window)) == ("DIJ/R1", "DIJ/R1")
    desk.undo()
    assert (window.context.session, marked(window)) == ("1/R1", "1/R1")


@pytest.mark.parametrize("tab", ["order", "decisions", "classification", "publication"])
def test_from_a_session_that_goes_the_window_turns_to_the_one_in_its_place(
    window: MainWindow, desk: Desk, tab: str
) -> None:
    assert window.context is not None
    assert window.page is not None
    add_spa(desk)
    window.travel.to_session("SPA/R2", tab)
    desk.undo()
    assert (window.context.session, window.page.place) == ("1/R2", "session")
    desk.do(SetRound("1"))
    assert (window.context.session, window.page.place, tree(window)) == ("", "calendar", [])
    desk.undo()
    assert (window.context.session, tree(window)) == ("1/Q", ["1  Round 1: 3"])


def test_a_session_is_turned_to_from_a_page_after_the_one_shown_before_is_gone(window: MainWindow, desk: Desk) -> None:
    assert window.context is not None
    assert window.page is not None
    window.travel.to_session("1/Q", "order")
    window.travel.to_page("calendar")
    window.resize(1100, 700)
    add_spa(desk)
    desk.do(SetRound("1"))
    window.resize(1280, 800)
    window.travel.to_line()
    assert (window.context.session, window.page.place, marked(window)) == ("SPA/Q", "session", "SPA/Q")


def test_the_cup_is_called_in_the_tree_as_it_is_in_the_season(window: MainWindow, desk: Desk) -> None:
    assert window.page is not None
    desk.do(SetCup("Other Cup", 2027))
    assert (window.page.tree._cup.text(), window.page.tree._year.text()) == ("Other Cup", "Season 2027")
