"""The letterhead's page: pictures from files, the clipboard and the mouse, everything by keyboard, each change one step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QColorDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cupdesk.desk import Desk
from cupdesk.rules.edits import SetLetterhead
from cupdesk.rules.letterhead import PLAIN, LeftOut, Letterhead, Paper, Signing
from cupdesk.rules.pictures import Form, Measure, measured
from cupdesk.rules.session import Text
from cupdesk.store.file import Store
from cupdesk.ui.context import Context
from cupdesk.ui.controls.look import Look
from cupdesk.ui.screens.letterhead import LetterheadPage
from cupdesk.ui.settings import Settings
from tests.pictures import HEAD, JPEG, OIL, PICTURES, png, svg
from tests.ui.conftest import Keys

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(full_context: Context, qtbot: QtBot) -> LetterheadPage:
    page = LetterheadPage(full_context)
    qtbot.addWidget(page)
    full_context.desk.listen(lambda *_: page.refresh())
    page.resize(1090, 700)
    page.show()
    page.retranslate()
    page.activateWindow()
    settle(page, qtbot)
    return page


def settle(page: LetterheadPage, qtbot: QtBot) -> None:
    """Wait until the page beside is set."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page.preview.pages.pages > 0 and page.preview.view.ready, timeout=30_000)
    QApplication.processEvents()


def shown(page: LetterheadPage) -> bytes:
    """The page beside, as it was set."""
    return page.preview.pages.pictures._pages[0]


def letterhead(page: LetterheadPage) -> Letterhead:
    return page.context.book.season.letterhead


def drop(widget: QWidget, mime: QMimeData) -> None:
    """Drag something over a widget and let go of it."""
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(3, 3), Qt.DropAction.CopyAction, mime, buttons, held)
    QApplication.sendEvent(widget, over)
    assert over.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(3, 3), Qt.DropAction.CopyAction, mime, buttons, held))


def copied(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, ...]:
    """A logo, a sponsor, and what is no picture."""
    made = {"club_cup-logo.svg": svg(), "oil.png": png(60, 20), "tyres.jpg": JPEG, "notes.png": b"no picture"}
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return tuple(tmp_path / name for name in made)


def write(keys: Keys, control: QLineEdit, text: str) -> None:
    control.setFocus()
    keys.press(Qt.Key.Key_A, "", CTRL)
    keys.press(Qt.Key.Key_Delete)
    keys.enter(text)


def test_a_logo_is_chosen_by_keyboard_and_taken_back(
    page: LetterheadPage, keys: Keys, files: tuple[Path, ...], qtbot: QtBot
) -> None:
    before = shown(page)
    page.focus_table()
    keys.press(Qt.Key.Key_Space, " ")
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert "*.svg" in dialog.nameFilters()[0]
    dialog.fileSelected.emit(str(files[0]))
    dialog.close()
    settle(page, qtbot)
    logo = letterhead(page).logo
    assert logo is not None
    assert logo.name == "club cup logo"
    assert page.context.book.season.pictures[0].data == svg()
    assert page.form.logo.rows[0].shown.accessibleName() == "Logo: club cup logo"
    assert shown(page) != before
    page.context.desk.undo()
    assert letterhead(page) == PLAIN
    assert page.context.book.season.pictures == ()
    page.context.desk.redo()
    assert letterhead(page).logo == logo


def test_what_is_no_picture_is_said_at_its_place_and_changes_nothing(
    page: LetterheadPage, files: tuple[Path, ...], tmp_path: Path
) -> None:
    page.take_file(page.form.strip, 0, files[3])
    assert page.form.strip.remark == '"notes.png" is not a PNG, JPEG or SVG picture.'
    page.take_file(page.form.logo, 0, tmp_path / "gone.png")
    assert page.form.logo.remark == '"gone.png" cannot be read.'
    (tmp_path / "words.svg").write_bytes(svg("<text>Cup</text>"))
    page.take_file(page.form.logo, 0, tmp_path / "words.svg")
    assert page.form.logo.remark == '"words.svg" has text in a font: turn it into outlines, or give a PNG.'
    (tmp_path / "odd.svg").write_bytes(
        svg('<filter id="f"><feImage href="#x"/></filter><rect width="3" height="3" filter="url(#f)"/>')
    )
    page.take_file(page.form.logo, 0, tmp_path / "odd.svg")
    assert page.form.logo.remark == "The picture “odd.svg” of the letterhead cannot be printed."
    assert letterhead(page) == PLAIN
    page.take_file(page.form.logo, 0, files[0])
    assert page.form.logo.remark == ""


def test_a_picture_too_large_is_kept_smaller(page: LetterheadPage, tmp_path: Path) -> None:
    image = QImage(4200, 3000, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 92, 138))
    image.save(str(tmp_path / "wall.bmp"))
    page.take_file(page.form.logo, 0, tmp_path / "wall.bmp")
    assert page.form.logo.remark.startswith("The picture was too large or of another kind")
    assert measured(page.context.book.season.pictures[0].data) == Measure(Form.PNG, 1600, 1142)
    with (tmp_path / "film.png").open("wb") as file:
        file.truncate(70_000_000)
    page.take_file(page.form.logo, 0, tmp_path / "film.png")
    assert page.form.logo.remark == '"film.png" is too large: 1 MB at most.'


def test_noise_is_made_smaller_until_it_is_light_enough(page: LetterheadPage, tmp_path: Path) -> None:
    import random

    random.seed(3)
    noise = QImage(random.randbytes(900 * 900 * 4), 900, 900, QImage.Format.Format_RGB32)
    noise.save(str(tmp_path / "noise.png"))
    assert (tmp_path / "noise.png").stat().st_size > 1_000_000
    page.take_file(page.form.logo, 0, tmp_path / "noise.png")
    (picture,) = page.context.book.season.pictures
    assert len(picture.data) <= 1_000_000


def test_a_copied_picture_is_pasted_where_the_keyboard_is(
    page: LetterheadPage, keys: Keys, files: tuple[Path, ...]
) -> None:
    clipboard = QGuiApplication.clipboard()
    image = QImage(30, 10, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 30))
    clipboard.setImage(image)
    page.form.strip.rows[0].shown.setFocus()
    keys.press(Qt.Key.Key_V, "", CTRL)
    assert len(letterhead(page).strip) == 1
    clipboard.setMimeData(copied(files[1], files[2]))
    page.form.strip.rows[1].shown.setFocus()
    keys.press(Qt.Key.Key_V, "", CTRL)
    assert [emblem.name for emblem in letterhead(page).strip] == ["", "oil", "tyres"]
    drawn = QMimeData()
    drawn.setData("image/svg+xml", QByteArray(svg()))
    clipboard.setMimeData(drawn)
    page.preview.pages.setFocus()
    keys.press(Qt.Key.Key_V, "", CTRL)
    assert letterhead(page).logo is not None
    clipboard.setText("words")
    page.form.logo.rows[0].shown.setFocus()
    keys.press(Qt.Key.Key_V, "", CTRL)
    assert page.form.logo.remark == "There is no picture to paste: copy one first."


def test_text_is_pasted_into_a_line_as_anywhere(page: LetterheadPage, keys: Keys) -> None:
    QGuiApplication.clipboard().setText("Permit 12")
    page.form.head.edits[0][0].setFocus()
    keys.press(Qt.Key.Key_V, "", CTRL)
    assert page.form.head.edits[0][0].text() == "Permit 12"


def test_pictures_are_dropped_on_their_place_or_anywhere(page: LetterheadPage, files: tuple[Path, ...]) -> None:
    drop(page, copied(files[0]))
    drop(page, copied(files[1]))
    drop(page.form.strip.rows[1], copied(files[2]))
    found = letterhead(page)
    assert found.logo is not None
    assert [emblem.name for emblem in found.strip] == ["oil", "tyres"]
    drop(page.form.logo.rows[0], copied(files[1]))
    again = letterhead(page).logo
    assert again is not None
    assert (again.picture, again.name) == (OIL.digest, "club cup logo")


def test_sponsors_are_moved_and_taken_away_by_keyboard(page: LetterheadPage, keys: Keys) -> None:
    page.context.desk.do(SetLetterhead(HEAD, PICTURES))
    first, second = HEAD.strip
    page.form.strip.rows[0].shown.setFocus()
    keys.press(Qt.Key.Key_Up, "", ALT)
    assert letterhead(page).strip == (first, second)
    keys.press(Qt.Key.Key_Down, "", ALT)
    assert letterhead(page).strip == (second, first)
    assert keys.focus is page.form.strip.rows[1].shown
    keys.press(Qt.Key.Key_Delete)
    assert letterhead(page).strip == (second,)
    write(keys, page.form.strip.rows[0].name, "Tyres & Co")
    assert letterhead(page).strip[0].name == "Tyres & Co"
    page.form.logo.rows[0].shown.setFocus()
    keys.press(Qt.Key.Key_Delete)
    assert letterhead(page).logo is None


def test_colours_are_typed_or_chosen_and_say_how_they_read(page: LetterheadPage, keys: Keys) -> None:
    assert page.form.colour.remark == "Reads well on paper and screen: contrast 5.9 : 1."
    write(keys, page.form.colour.text, "fe0")
    assert letterhead(page).colour == "#FFEE00"
    assert page.form.colour.remark.startswith(
        "Too light for words (contrast 1.2 : 1): the bar keeps it, links of the site take #"
    )
    write(keys, page.form.colour.text, "yellow")
    assert page.form.colour.remark == '"yellow" is not a colour, such as #0B4F9E.'
    write(keys, page.form.colour.text, "")
    assert letterhead(page).colour == "#FFEE00"
    page.form.second.swatch.click()
    dialog = page.form.second.findChild(QColorDialog)
    assert dialog is not None
    dialog.colorSelected.emit(QColor("#0b4f9e"))
    dialog.close()
    page.window().activateWindow()
    QApplication.processEvents()
    assert letterhead(page).second == "#0B4F9E"
    write(keys, page.form.second.text, "")
    assert letterhead(page).second == ""


def test_a_line_shows_while_it_is_typed_and_is_recorded_when_it_is_left(
    page: LetterheadPage, keys: Keys, qtbot: QtBot
) -> None:
    fr, en = page.form.head.edits[0]
    assert page.form.head.edits[1][0].isHidden()
    before = shown(page)
    fr.setFocus()
    keys.type("Permis {year}")
    settle(page, qtbot)
    assert shown(page) != before
    assert letterhead(page) == PLAIN
    keys.press(Qt.Key.Key_Return, "\r")
    assert letterhead(page).head == (Text("Permis {year}", "Permis {year}"),)
    assert not page.form.head.edits[1][0].isHidden()
    write(keys, en, "Permit {permit}")
    assert page.form.head.remark.startswith("{permit} is not a field. Fields: {cup} {year}")
    assert letterhead(page).head[0].en == "Permis {year}"
    write(keys, en, "Permit {year}")
    assert letterhead(page).head == (Text("Permis {year}", "Permit {year}"),)
    page.context.desk.undo()
    assert en.text() == ""


def test_paper_and_languages_are_one_click_each(page: LetterheadPage, qtbot: QtBot) -> None:
    page.form.paper.buttons["letter"].click()
    assert letterhead(page).paper is Paper.LETTER
    settle(page, qtbot)
    assert "Letter portrait" in page.preview.view._where.text()
    page.form.languages.buttons["en"].click()
    assert letterhead(page).languages == ("en",)
    page.form.languages.buttons["both"].click()
    assert letterhead(page).languages == ()


def test_columns_and_signatories_are_those_of_the_document_shown(page: LetterheadPage, qtbot: QtBot) -> None:
    assert page.form.columns.ticked == (
        "nationality",
        "team",
        "category",
        "laps",
        "interval",
        "speed",
        "best",
        "on_lap",
    )
    assert page.form.signing.ticked == ("clerk", "timekeeper", "steward")
    page.form.columns.boxes["speed"].click()
    page.form.signing.boxes["director"].click()
    found = letterhead(page)
    assert found.left_out == (LeftOut("classification", ("speed",)),)
    assert found.signing == (Signing("classification", ("clerk", "timekeeper", "steward", "director")),)
    page.turn(1)
    settle(page, qtbot)
    assert page.preview.document == "by_category"
    assert page.form.columns.boxes["speed"].isChecked()
    page.turn(-1)
    assert not page.form.columns.boxes["speed"].isChecked()
    page.form.columns.boxes["speed"].click()
    page.form.signing.boxes["director"].click()
    assert letterhead(page) == PLAIN


def test_plain_paper_is_one_step_from_anything(page: LetterheadPage) -> None:
    assert not page.plain.isEnabled()
    page.context.desk.do(SetLetterhead(replace(HEAD, paper=Paper.LETTER), PICTURES))
    page.plain.click()
    assert letterhead(page) == PLAIN
    page.context.desk.undo()
    assert letterhead(page).paper is Paper.LETTER


def test_the_page_stands_in_the_place_of_the_form_where_both_have_no_room(
    page: LetterheadPage, keys: Keys, qtbot: QtBot
) -> None:
    assert page.form.isVisible()
    assert not page.turn_button.isVisible()
    page.resize(700, 700)
    QApplication.processEvents()
    assert (page.form.isVisible(), page.preview.isVisible()) == (True, False)
    assert page.turn_button.accessibleName() == "Show the page"
    page.focus_table()
    keys.press(Qt.Key.Key_Return, "\r", Qt.KeyboardModifier.ControlModifier)
    settle(page, qtbot)
    assert (page.form.isVisible(), page.preview.isVisible()) == (False, True)
    assert page.preview.documents.hasFocus()
    assert page.turn_button.accessibleName() == "Show the settings"
    keys.press(Qt.Key.Key_Return, "\r", Qt.KeyboardModifier.ControlModifier)
    assert (page.form.isVisible(), page.preview.isVisible()) == (True, False)
    page.turn_over()
    page.resize(1090, 700)
    QApplication.processEvents()
    assert (page.form.isVisible(), page.preview.isVisible()) == (True, True)


def test_a_season_without_a_session_is_tried_on_its_rule_book(desk: Desk, settings: Settings, qtbot: QtBot) -> None:
    store = Store.memory()
    store.add_season(
        replace(desk.book.season, rounds=(), entries=(), adjustments=(), letterhead=HEAD, pictures=PICTURES)
    )
    page = LetterheadPage(Context(Desk(store), settings, Look()))
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.retranslate()
    settle(page, qtbot)
    assert page.form.document == "regulations"
    assert not page.form.columns.isVisible()
    assert page.form.signing.ticked == ("clerk",)
    store.close()


def test_a_file_that_is_only_read_shows_it_and_lets_nothing_be_changed(
    page: LetterheadPage, files: tuple[Path, ...]
) -> None:
    page.context.read_only = True
    page.refresh()
    assert not page.form.isEnabled()
    page.take_file(page.form.logo, 0, files[0])
    assert letterhead(page) == PLAIN
