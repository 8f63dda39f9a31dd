"""Every list of the rule book in the window: rows added, doubled, moved and taken out by keys, or refused in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog

from cupdesk.desk import Desk
from cupdesk.rules.edits import SetRegulations
from cupdesk.rules.exceptions import FewStarters
from cupdesk.rules.regulations import Regulations
from cupdesk.seasons.draft_tree import Rows, fresh
from cupdesk.seasons.preset import read_preset
from cupdesk.seasons.records import record
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.rule_book.list_field import ListField, places_in
from cupdesk.ui.screens.regulations import RegulationsPage
from cupdesk.ui.screens.standings import StandingsPage
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.rule_book import choice, path_key, setting_about, setting_name
from tests.ui.conftest import Keys, write

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def asked(page: RegulationsPage, path: str) -> ListField:
    """A list of the form, with the keyboard."""
    field = page.field(path)
    assert isinstance(field, ListField)
    field.control.setFocus()
    return field


def test_another_scale_is_added_filled_in_taken_and_undone_by_keys(
    page: RegulationsPage, full_desk: Desk, keys: Keys
) -> None:
    before = full_desk.season
    scales = asked(page, "championships[0].scales")
    keys.press(Qt.Key.Key_Insert)
    assert page.field("championships[0].scales[0].session").control.hasFocus()
    assert page.field("championships[0].scales[0].session").remark == "Race: this is still to be said."
    assert not page.head.take.isEnabled()
    keys.type("R2")
    assert page.field("championships[0].scales[0].session").remark == ""
    write(page, keys, "championships[0].scales[0].points", "12-10-8")
    assert scales.model.data(scales.model.index(0, 0)) == "R2   Points by place 12-10-8"
    assert page.head.take.text().startswith("Take 1 change")
    assert "Overall" in page.preview.changes
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    (scale,) = full_desk.season.regulations.championships[0].scales
    assert (scale.session, scale.points) == ("R2", tuple(map(Fraction, (12, 10, 8))))
    keys.press(Qt.Key.Key_Z, "", CTRL)
    assert full_desk.season == before


def test_rows_are_doubled_moved_and_taken_out_by_keys(page: RegulationsPage, full_desk: Desk, keys: Keys) -> None:
    asked(page, "championships[1].few_starters")
    keys.press(Qt.Key.Key_Insert)
    keys.type("6")
    write(page, keys, "championships[1].few_starters[0].factor", "1/2")
    field = asked(page, "championships[1].few_starters")
    keys.press(Qt.Key.Key_Insert, "", SHIFT)
    assert page.field("championships[1].few_starters[1].below").remark == 'Starters below: "6" stands there twice.'
    write(page, keys, "championships[1].few_starters[1].below", "3")
    field.control.setFocus()
    keys.press(Qt.Key.Key_Up, "", ALT)
    assert [page.draft.text(f"championships[1].few_starters[{i}].below") for i in (0, 1)] == ["3", "6"]
    keys.press(Qt.Key.Key_Delete)
    assert [row.text("below") for row in page.draft.rows("championships[1].few_starters").rows] == ["6"]
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    assert full_desk.season.regulations.championships[1].few_starters == (FewStarters(6, Fraction(1, 2)),)


def test_a_list_inside_a_list_is_filled_in_too(page: RegulationsPage, full_desk: Desk, keys: Keys) -> None:
    asked(page, "championships[0].races")
    keys.press(Qt.Key.Key_Insert)
    keys.type("LEC/R1")
    asked(page, "championships[0].races[0].shares")
    keys.press(Qt.Key.Key_Insert)
    keys.type("7")
    write(page, keys, "championships[0].races[0].shares[0].share", "1/3")
    driver = page.field("championships[0].races[0].shares[0].driver").control
    assert isinstance(driver, QComboBox)
    driver.setFocus()
    keys.press(Qt.Key.Key_End)
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    (exception,) = full_desk.season.regulations.championships[0].races
    assert exception.session == "LEC/R1"
    assert [(s.number, s.driver, s.share) for s in exception.shares] == [("7", driver.currentData(), Fraction(1, 3))]


def test_a_category_cars_are_entered_in_stays(page: RegulationsPage, full_desk: Desk, keys: Keys) -> None:
    categories = asked(page, "categories")
    keys.press(Qt.Key.Key_Delete)
    said = 'Categories: 19 cars are entered as "Pro" (7, 8, 9 …); enter them otherwise first.'
    assert categories.remark == said
    assert len(page.draft.rows("categories").rows) == 3
    write(page, keys, "categories[0].code", "Gold")
    assert page.field("categories[0].code").remark.startswith(
        'Code: 19 cars are entered as "Pro" (7, 8, 9 …); the code'
    )
    keys.press(Qt.Key.Key_Escape)
    write(page, keys, "categories[0].name.en", "Gold")
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    assert full_desk.season.regulations.categories[0].name.en == "Gold"


def test_a_category_of_a_championship_stays_and_a_new_one_goes(page: RegulationsPage, keys: Keys) -> None:
    awards = asked(page, "awards")
    keys.press(Qt.Key.Key_Delete)
    assert awards.remark == 'Awards: the championship "rookie" is for "Rookie"; change it first.'
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Insert)
    assert page.draft.text("awards[2].code") == "new"
    assert page.draft.text("awards[2].name.fr") == "Nouvelle distinction"
    asked(page, "awards")
    keys.press(Qt.Key.Key_Delete)
    assert not page.draft.n


def test_what_is_wrong_with_another_row_leaves_the_one_that_is_written_in(page: RegulationsPage, keys: Keys) -> None:
    awards = asked(page, "awards")
    keys.press(Qt.Key.Key_Insert)
    for text in ("Junior", "Espoir"):
        keys.type(text)
        keys.press(Qt.Key.Key_Tab)
    assert (page.draft.text("awards[1].code"), page.draft.text("awards[1].name.fr")) == ("Junior", "Espoir")
    assert awards.remark == 'Code: "Junior" stands there twice.'


def test_championships_are_added_doubled_ordered_and_taken_out_by_keys(
    page: RegulationsPage, full_desk: Desk, keys: Keys, window: MainWindow
) -> None:
    page.focus_table()
    keys.press(Qt.Key.Key_Insert)
    assert page.draft.text("championships[1].code") == "new"
    assert page.draft.text("championships[1].scale").startswith("25-20-17")
    assert "New championship: a new table." in page.preview.changes
    keys.press(Qt.Key.Key_Down, "", ALT)
    assert page.draft.text("championships[2].code") == "new"
    keys.press(Qt.Key.Key_Insert, "", SHIFT)
    assert page.draft.text("championships[3].code") == "new-2"
    keys.press(Qt.Key.Key_Delete)
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    assert [c.code for c in full_desk.season.regulations.championships] == [
        "overall",
        "pro_am",
        "new",
        "am",
        "rookie",
        "teams",
    ]


def test_the_tables_follow_the_championships(
    window: MainWindow, page: RegulationsPage, full_desk: Desk, keys: Keys
) -> None:
    window.travel.to_page("standings")
    assert window.page is not None
    standings = window.page.pages["standings"]
    assert isinstance(standings, StandingsPage)
    window.travel.to_page("regulations")
    page.focus_table()
    keys.press(Qt.Key.Key_Insert)
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    window.travel.to_page("standings")
    assert [standings.tabs.tabText(i) for i in range(6)][:2] == ["Overall", "New championship"]
    standings.tabs.setCurrentIndex(5)
    window.travel.to_session("LEC/R2", "classification")
    assert window.page.dock.tabs.count() == 6
    window.actions_["undo"].trigger()
    assert window.page.dock.tabs.count() == 5
    window.travel.to_page("standings")
    assert standings.tabs.count() == 5
    assert standings.championship == "teams"


def test_a_championship_of_the_roll_of_honour_stays(page: RegulationsPage, keys: Keys) -> None:
    page.field("championships[2].name.fr")
    page.focus_table()
    keys.press(Qt.Key.Key_Delete)
    assert page.parts.remark == 'Championships: "am" stands in the roll of honour (2022); it cannot be taken out.'
    assert not page.draft.n


def test_taking_a_published_table_out_is_warned_of(page: RegulationsPage, keys: Keys) -> None:
    page.field("championships[3].name.fr")
    page.focus_table()
    keys.press(Qt.Key.Key_Delete)
    assert page.parts.remark.startswith("Alters 11 tables already published: Rookie after Paul Ricard, race 2;")
    assert "Rookie: the table is taken out." in page.preview.changes
    assert page.head.take.isEnabled()


def test_what_is_done_elsewhere_to_the_list_throws_the_draft_away_and_says_so(
    page: RegulationsPage, full_desk: Desk, keys: Keys, window: MainWindow
) -> None:
    write(page, keys, "championships[0].pole", "2")
    rules = full_desk.season.regulations
    full_desk.do(SetRegulations(replace(rules, protest_minutes=45)))
    assert page.draft.changes == {"championships[0].pole": "2"}
    full_desk.do(SetRegulations(replace(rules, championships=rules.championships[:2])))
    assert not page.draft.n
    assert window.status.said.startswith("What was written here is gone")


def test_what_is_more_than_entered_so_far_is_told_and_can_be_taken(page: RegulationsPage, keys: Keys) -> None:
    write(page, keys, "championships[0].counting.best", "20")
    said = page.field("championships[0].counting.best").remark
    assert said == "Best results: 20 is more than the 11 entered so far; enter the other rounds, or count fewer."
    assert page.head.take.isEnabled()


def test_the_page_names_its_keys_in_the_menu(window: MainWindow, page: RegulationsPage) -> None:
    view = next(actions for menu, actions in window.actions_.by_menu() if menu == "View")
    shown = {a.text(): a.shortcut().toString() for a in view if a in page.actions_of_screen() and a.isVisible()}
    assert shown == {
        "Take the changes": "Ctrl+Return",
        "Discard the changes": "Esc",
        "Add a row": "Ins",
        "Duplicate the row": "Shift+Ins",
        "Take the row out": "Del",
        "Move the row up": "Alt+Up",
        "Move the row down": "Alt+Down",
        "Print the regulations…": "Ctrl+P",
        "Export the regulations…": "Ctrl+E",
        "Save as preset…": "Ctrl+Shift+R",
    }


def test_the_steps_of_a_short_race_are_written_row_by_row(page: RegulationsPage, full_desk: Desk, keys: Keys) -> None:
    field = asked(page, "short_race.steps")
    assert [field.model.data(field.model.index(i, 0)) for i in range(field.model.rowCount())] == [
        "50   0.5",
        "75   0.75",
    ]
    keys.press(Qt.Key.Key_Insert)
    keys.type("25")
    at = next(i for i, row in enumerate(page.draft.rows("short_race.steps").rows) if row.text("below") == "25")
    write(page, keys, f"short_race.steps[{at}].factor", "1/4")
    keys.press(Qt.Key.Key_Return, "\r", CTRL)
    assert {(s.below, s.factor) for s in full_desk.season.regulations.short_race.steps} == {
        (25, Fraction(1, 4)),
        (50, Fraction(1, 2)),
        (75, Fraction(3, 4)),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_of_every_list_has_its_words(language: str) -> None:
    words = Words(language)
    lists = [(place, part) for place, part in places_in(fresh(record(Regulations)), "") if isinstance(part, Rows)]
    known = {"championships": "", "categories": "category", "awards": "category"}
    seen = 0
    waiting = [(known.get(place.path, path_key(place.path)), rows) for place, rows in lists]
    while waiting:
        key, rows = waiting.pop()
        for place, part in places_in(fresh(rows.item), key):
            name = place.key.removeprefix("_")
            if isinstance(part, Rows):
                waiting.append((name, part))
            elif not name.startswith(("counting_", "team_")) or key:
                assert setting_name(name, words)
                assert setting_about(name, words)
                seen += 1
                assert all(choice(name, each, words) for each in part.choices)
    assert seen > 60


def test_the_rule_book_is_saved_as_a_preset_from_its_page(
    window: MainWindow, page: RegulationsPage, keys: Keys, tmp_path: Path
) -> None:
    page.focus_table()
    keys.press(Qt.Key.Key_R, "", CTRL | SHIFT)
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "mine.toml"))
    dialog.reject()
    assert window.status.said == f"Preset saved: {tmp_path / 'mine.toml'}."
    rules, weekend = read_preset(tmp_path / "mine.toml")
    assert rules == page.context.book.season.regulations
    assert [session.code for session in weekend] == ["Q", "R1", "R2"]
    page.paper.write_preset(tmp_path / "missing" / "mine.toml")
    assert "mine.toml" in window.status.said
    assert not (tmp_path / "missing").exists()
