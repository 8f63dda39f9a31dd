"""A watched folder: new files are told once and at rest, offered in the window, never taken by themselves."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from cupdesk.ui.importing.watching import WatchedFolder
from cupdesk.ui.settings import Settings
from tests.ui.import_keys import CONTROL, RACE, SHIFT, file_of, shown, take, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cupdesk.desk import Desk
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

REST = 60
MOMENT = 10 * REST


class Heard:
    """A watched folder and what it told."""

    def __init__(self, folder: Path, memory: dict[str, str] | None = None) -> None:
        self.told: list[str] = []
        self.watch = WatchedFolder(folder, ("csv", "xlsx"), rest_ms=REST, memory=memory)
        self.watch.arrived.connect(self._hear)
        self.watch.gone.connect(lambda: self.told.append("gone"))
        self.watch.back.connect(lambda: self.told.append("back"))

    def _hear(self, new: list[Path], changed: list[Path]) -> None:
        self.told += [path.name for path in new]
        self.told += [f"{path.name} changed" for path in changed]

    def after_a_moment(self, ms: int = MOMENT) -> list[str]:
        """What was told by now, and forget it."""
        QTest.qWait(ms)
        told, self.told = self.told, []
        return told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "timing"
    made.mkdir()
    (made / "old.csv").write_text("Pos;No\n1;7\n", encoding="utf-8")
    return made


@pytest.fixture
def heard(folder: Path, qapp: QApplication) -> Iterator[Heard]:
    found = Heard(folder)
    yield found
    found.watch.deleteLater()


def test_what_lies_there_is_known_and_what_comes_is_told_once(heard: Heard, folder: Path) -> None:
    assert heard.after_a_moment() == []
    (folder / "new.csv").write_text("a", encoding="utf-8")
    (folder / "notes.docx").write_text("a", encoding="utf-8")
    (folder / "~$new.xlsx").write_text("a", encoding="utf-8")
    (folder / ".hidden.csv").write_text("a", encoding="utf-8")
    (folder / "folder.csv").mkdir()
    assert heard.after_a_moment() == ["new.csv"]
    heard.watch.look()
    assert heard.after_a_moment() == []


def test_a_file_still_being_copied_is_waited_for(heard: Heard, folder: Path) -> None:
    with (folder / "slow.csv").open("w", encoding="utf-8") as file:
        for part in range(6):
            file.write(f"{part};7\n")
            file.flush()
            assert heard.after_a_moment(REST * 2 // 3) == []
    assert heard.after_a_moment() == ["slow.csv"]


def test_an_empty_file_is_waited_for_until_something_is_in_it(heard: Heard, folder: Path) -> None:
    (folder / "begun.csv").touch()
    assert heard.after_a_moment() == []
    (folder / "begun.csv").write_text("a", encoding="utf-8")
    assert heard.after_a_moment() == ["begun.csv"]


def test_a_file_that_goes_before_it_rests_is_not_told(heard: Heard, folder: Path) -> None:
    (folder / "brief.csv").write_text("a", encoding="utf-8")
    QTest.qWait(REST // 3)
    (folder / "brief.csv").unlink()
    assert heard.after_a_moment() == []


def test_the_same_contents_are_told_once_and_others_again(heard: Heard, folder: Path) -> None:
    (folder / "r1.csv").write_text("a", encoding="utf-8")
    assert heard.after_a_moment() == ["r1.csv"]
    shutil.copy(folder / "r1.csv", folder / "r1 (copy).csv")
    assert heard.after_a_moment() == []
    (folder / "r1.csv").write_text("a revised result", encoding="utf-8")
    assert heard.after_a_moment() == ["r1.csv changed"]
    (folder / "old.csv").write_text("Pos;No\n1;8\n2;7\n", encoding="utf-8")
    assert heard.after_a_moment() == ["old.csv changed"]


def test_what_came_or_changed_while_nobody_watched_is_told_at_the_next_start(heard: Heard, folder: Path) -> None:
    for name in ("r1.csv", "r2.csv", "r3.csv"):
        (folder / name).write_text(name, encoding="utf-8")
    assert heard.after_a_moment() == ["r1.csv", "r2.csv", "r3.csv"]
    heard.watch.answer([folder / "r1.csv", folder / "r2.csv"])
    kept = heard.watch.memory
    assert sorted(kept) == ["old.csv", "r1.csv", "r2.csv"], "what nobody answered is told again"
    (folder / "r2.csv").write_text("a revised result", encoding="utf-8")
    (folder / "r4.csv").write_text("r4", encoding="utf-8")
    (folder / "r1 (copy).csv").write_text("r1.csv", encoding="utf-8")
    again = Heard(folder, kept)
    assert again.after_a_moment() == ["r3.csv", "r4.csv", "r2.csv changed"]
    again.watch.deleteLater()


def test_a_memory_that_is_damaged_is_as_good_as_none(folder: Path, settings: Settings, qapp: QApplication) -> None:
    heard = Heard(folder, {"old.csv": "not a size", "gone.csv": "3:4:"})
    assert heard.after_a_moment() == ["old.csv"]
    assert sorted(heard.watch.memory) == ["old.csv"]
    heard.watch.deleteLater()
    settings._put("watched_files", "[not json")
    assert settings.watched_files == {}
    settings.watched_files = {"a": "1:2:c"}
    assert settings.watched_files == {"a": "1:2:c"}


def test_a_folder_that_goes_is_waited_for_and_brings_what_is_new(heard: Heard, folder: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    folder.rename(away)
    assert heard.after_a_moment() == ["gone"]
    assert not heard.watch.is_there
    (away / "from the stick.csv").write_text("a", encoding="utf-8")
    away.rename(folder)
    assert heard.after_a_moment() == ["back", "from the stick.csv"]
    assert heard.watch.is_there


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path: Path, qapp: QApplication) -> None:
    heard = Heard(tmp_path / "stick" / "results")
    assert not heard.watch.is_there
    (tmp_path / "stick").mkdir()
    QTest.qWait(REST)
    (tmp_path / "stick" / "results").mkdir()
    (tmp_path / "stick" / "results" / "r1.csv").write_text("a", encoding="utf-8")
    assert heard.after_a_moment() == ["back", "r1.csv"]


# -- in the window
def watch(window: MainWindow, keys: Keys, folder: Path) -> None:
    """Ctrl+Shift+W, and the folder in the dialog; files come to rest sooner than a person would notice."""
    window.importing.rest_ms = REST
    window.activateWindow()
    QApplication.processEvents()
    keys.press(Qt.Key.Key_W, "", CONTROL | SHIFT)
    chooser = window.findChildren(QFileDialog)[-1]
    assert chooser.fileMode() is QFileDialog.FileMode.Directory
    chooser.close()
    chooser.fileSelected.emit(str(folder))
    window.activateWindow()
    QApplication.processEvents()


def test_a_new_file_is_offered_and_shown_by_its_key_but_never_taken_by_itself(
    window: MainWindow, full_desk: Desk, keys: Keys, settings: Settings, folder: Path
) -> None:
    window.travel.to_session(RACE, "order")
    line = keys.focus
    stood = line.mapToGlobal(QPoint(0, 0))
    first, second, *others = full_desk.book.session(RACE).order
    order, before = (second, first, *others), full_desk.season
    watch(window, keys, folder)
    assert window.actions_["watch"].isChecked()
    assert settings.watched_folder == folder
    offer = window.importing.offer
    assert not offer.isVisible()
    file_of(folder / "Results Race 2.csv", order)
    QTest.qWait(MOMENT)
    assert offer.isVisible()
    assert offer.text.text() == "Results Race 2.csv is new in the watched folder"
    assert full_desk.season == before
    assert keys.focus is line, "the hand stays where it was"
    assert line.mapToGlobal(QPoint(0, 0)) == stood, "nor does anything move under it"
    keys.press(Qt.Key.Key_M, "", CONTROL | SHIFT)
    page = shown(window)
    assert page is not None
    assert not offer.isVisible()
    assert full_desk.season == before
    take(keys)
    assert full_desk.book.session(RACE).order == order


def test_several_new_files_are_offered_together_and_can_be_declined(
    window: MainWindow, full_desk: Desk, keys: Keys, folder: Path
) -> None:
    window.travel.to_session(RACE, "order")
    watch(window, keys, folder)
    order = full_desk.book.session(RACE).order
    for name in ("provisional.csv", "official.csv"):
        (folder / name).write_text(text_of(order, f"# {name}\n"), encoding="utf-8")
        QTest.qWait(MOMENT)
    offer = window.importing.offer
    assert offer.text.text() == "2 files are new in the watched folder: provisional.csv, official.csv"
    offer.later.click()
    assert not offer.isVisible()
    keys.press(Qt.Key.Key_M, "", CONTROL | SHIFT)
    assert window.status.said == "Nothing new has come into a watched folder."
    assert shown(window) is None


def test_the_folder_is_watched_again_after_a_restart_until_it_is_let_go(
    window: MainWindow, keys: Keys, settings: Settings, folder: Path, tmp_path: Path
) -> None:
    watch(window, keys, folder)
    settings.save()
    again = Settings(tmp_path / "settings.ini")
    assert again.watched_folder == folder
    assert list(again.watched_files) == ["old.csv"]
    window.importing.watched.deleteLater()  # type: ignore[union-attr]
    window.importing.watched = None
    (folder / "while away.csv").write_text("Pos;No\n1;7\n", encoding="utf-8")
    (folder / "old.csv").write_text("Pos;No\n1;7\n2;3\n", encoding="utf-8")
    window.importing.watch_as_before()
    QTest.qWait(MOMENT)
    assert window.importing.offer.text.text() == (
        "while away.csv is new in the watched folder · old.csv has changed in the watched folder"
    )
    window.importing.offer.later.click()
    window.importing.watch_as_before()
    QTest.qWait(MOMENT)
    assert not window.importing.offer.isVisible(), "each is offered once"
    assert window.importing.watched is not None
    assert window.importing.watched.folder == folder
    keys.press(Qt.Key.Key_W, "", CONTROL | SHIFT)
    assert window.importing.watched is None
    assert not window.actions_["watch"].isChecked()
    assert settings.watched_folder is None
    assert window.status.said == f"{folder} is watched no longer."


def test_a_folder_that_goes_and_comes_back_is_said(
    window: MainWindow, keys: Keys, folder: Path, tmp_path: Path
) -> None:
    watch(window, keys, folder)
    folder.rename(tmp_path / "away")
    QTest.qWait(REST * 3)
    assert window.status.said == f"The watched folder {folder} is not there. It is watched again once it is back."
    (tmp_path / "away").rename(folder)
    QTest.qWait(REST * 3)
    assert window.status.said == f"The watched folder {folder} is back."


def test_nothing_is_offered_while_no_season_is_open(
    window: MainWindow, keys: Keys, folder: Path, full_desk: Desk
) -> None:
    watch(window, keys, folder)
    window.leave_desk()
    window.retranslate()
    (folder / "r1.csv").write_text("a", encoding="utf-8")
    QTest.qWait(MOMENT)
    assert not window.importing.offer.isVisible()
    window.open_desk(full_desk)
    assert window.importing.offer.isVisible()
