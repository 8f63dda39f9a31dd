"""The title fight in the real window: plot, rivals, figures behind it, what it takes, paper and files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from cupdesk.desk import Desk
from cupdesk.rules.edits import ClearResult, apply
from cupdesk.store.file import Store
from cupdesk.ui.screens.titles import TitlesPage
from cupdesk.ui.standing.contenders import Contender
from cupdesk.ui.standing.fight_picture import Scale
from cupdesk.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cupdesk.rules.model import Season
    from cupdesk.ui.main_window import MainWindow
    from tests.ui.conftest import Keys

    Opener = Callable[[Desk | None], MainWindow]

TAB, LEFT, DOWN, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Space


@pytest.fixture
def before_last(shipped: Season, qapp: QApplication) -> Iterator[Desk]:
    """The example season with its last race still to run."""
    store = Store.memory()
    store.add_season(apply(shipped, ClearResult("LEC/R2")))
    yield Desk(store)
    store.close()


@pytest.fixture
def page(opened: Opener, before_last: Desk) -> TitlesPage:
    window = opened(before_last)
    window.travel.to_page("titles")
    QApplication.processEvents()
    return titles_of(window)


def titles_of(window: MainWindow) -> TitlesPage:
    assert window.page is not None
    page = window.page.pages["titles"]
    assert isinstance(page, TitlesPage)
    return page


def rivals(page: TitlesPage) -> list[str]:
    rows = [row for row in page.model.rows() if isinstance(row, Contender) and row.rival is not None]
    return [row.key for row in sorted(rows, key=lambda row: row.rival or 0)]


def test_the_best_four_are_drawn_at_first(page: TitlesPage) -> None:
    plot = page.view.plot.plot
    assert plot is not None
    assert [line.key for line in plot.lines] == ["boccolacci", "ghiretti", "klein", "paque"]
    assert [line.stands for line in plot.lines] == ["212", "207 (−5)", "163 (−49)", "127 (−85)"]
    assert [line.out for line in plot.lines] == [None, None, 9, 8]
    assert plot.limits[-2:] == (27.0, 0.0)
    assert plot.races[-1] == ("R2", "Paul Ricard")


def test_rivals_are_chosen_with_space(page: TitlesPage, keys: Keys) -> None:
    assert page.table.hasFocus()
    page.table.select("paque")
    keys.press(SPACE, " ")
    assert rivals(page) == ["boccolacci", "ghiretti", "klein"]
    for name in ("jaubert", "sarhy"):
        page.table.select(name)
        keys.press(SPACE, " ")
    assert rivals(page) == ["boccolacci", "ghiretti", "klein", "jaubert", "sarhy"]
    page.table.select("paque")
    keys.press(SPACE, " ")
    assert rivals(page) == ["boccolacci", "ghiretti", "klein", "jaubert", "sarhy"]
    page.turn(1)
    page.turn(-1)
    assert rivals(page) == ["boccolacci", "ghiretti", "klein", "jaubert", "sarhy"]


def test_arrows_give_the_numbers(page: TitlesPage, keys: Keys) -> None:
    page.view.plot.setFocus()
    keys.press(LEFT)
    assert page.said == "Boccolacci, Paul Ricard, race 1: 212 points, leads; 27 on offer"
    keys.press(DOWN)
    assert page.said == "Ghiretti, Paul Ricard, race 1: 207 points, 5 behind; 27 on offer"
    keys.press(LEFT)
    assert page.said == "Ghiretti, Monza, race 2: 187 points, leads; 54 on offer"
    for _ in range(20):
        keys.press(LEFT)
    assert page.view.plot.at == (1, 0)


def test_the_mouse_gives_the_numbers(page: TitlesPage) -> None:
    plot = page.view.plot
    assert plot.plot is not None
    where = Scale(plot.plot, QRectF(plot.rect()), page.context.look).point(2, 9)
    move(page, where)
    assert page.said == "Klein, Paul Ricard, race 1: 163 points, 49 behind; 27 on offer"
    move(page, QPointF(3, 3))
    assert page.said.startswith("Klein")


def move(page: TitlesPage, where: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, where, where, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.view.plot, event)


def test_the_figures_are_a_tab_behind_the_plot(page: TitlesPage, keys: Keys) -> None:
    page.view.plot.setFocus()
    keys.press(TAB, "\t")
    assert page.view.table.hasFocus()
    assert page.view.currentWidget() is page.view.table
    model = page.view.figures
    heads = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(len(model.columns))]
    assert heads == ["Race", "Boccolacci", "Ghiretti", "Klein", "Paque", "On offer"]
    rows = [[model.index(r, c).data() for c in range(6)] for r in (8, 9, 10)]
    assert rows == [
        ["Monza, race 2", "−2", "0", "−36", "−77", "54"],
        ["Paul Ricard, race 1", "0", "−5", "−49", "−85", "27"],
        ["Paul Ricard, race 2", "·", "·", "·", "·", "0"],
    ]
    keys.press(Qt.Key.Key_Backtab, "", Qt.KeyboardModifier.ShiftModifier)
    assert page.view.plot.hasFocus()
    assert page.view.currentWidget() is page.view.plot
    keys.press(TAB, "\t")
    keys.press(TAB, "\t")
    assert page.table.hasFocus()
    assert page.view.currentWidget() is page.view.plot


def test_points_in_place_of_gaps(page: TitlesPage, keys: Keys) -> None:
    keys.press(Qt.Key.Key_B, "b")
    assert page.forms.current == "points"
    plot = page.view.plot.plot
    assert plot is not None
    assert plot.lines[0].values[-1] == 212
    assert plot.limits[-2:] == (185.0, 212.0)
    assert page.view.figures.index(9, 2).data() == "207"


def test_what_it_takes_by_both_places(page: TitlesPage, keys: Keys) -> None:
    assert "Boccolacci: 2nd or better is enough, whatever happens." in page._needs.text()
    assert page.duel.about.text() == "Boccolacci down, Ghiretti across."
    model = page.duel.model
    assert [model.index(2, c).data() for c in range(4)] == ["3", "G", "B", "·"]
    assert model.index(3, 2).data() == "?"
    page.table.select("ghiretti")
    assert page.duel.about.text() == "Ghiretti down, Boccolacci across."
    assert model.index(0, 3).data() == "G"
    keys.press(Qt.Key.Key_C, "c", Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("1\t·\t")


def test_why_there_is_no_table_of_places(page: TitlesPage) -> None:
    page.turn(2)
    assert page.duel.table.isHidden()
    assert page.duel.about.text() == "Two names in contention are needed."
    assert page._needs_head.note == ""


def test_before_the_first_race(opened: Opener, shipped: Season, qapp: QApplication, keys: Keys) -> None:
    store = Store.memory()
    store.add_season(apply(shipped, *(ClearResult(ref) for ref, _, _ in shipped.sessions())))
    window = opened(Desk(store))
    window.travel.to_page("titles")
    page = titles_of(window)
    plot = page.view.plot.plot
    assert plot is not None
    assert plot.run == 0
    page.view.plot.setFocus()
    keys.press(LEFT)
    assert page.said == ""
    window.leave_desk()
    store.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_written_as_lines_and_not_as_dots(page: TitlesPage, tmp_path: Path, language: str) -> None:
    page.context.document_language = language
    page.write_to(tmp_path / "fight.pdf")
    written = (tmp_path / "fight.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert b"/FontFile2" in written
    assert re.search(rb"/Subtype\s*/Image", written) is None
    page.write_to(tmp_path / "fight.svg")
    drawn = (tmp_path / "fight.svg").read_text(encoding="utf-8")
    assert "Boccolacci" in drawn
    assert "<image" not in drawn
    assert ("hors de portée" if language == "fr" else "out of reach") in drawn


def test_a_place_that_cannot_be_written_is_said(page: TitlesPage, tmp_path: Path) -> None:
    said: list[str] = []
    page.context.message.connect(said.append)
    page.write_to(tmp_path / "not there" / "fight.pdf")
    assert said == [f"“{tmp_path / 'not there' / 'fight.pdf'}” cannot be written: nothing has been kept there."]
    page.write_to(tmp_path / "fight.pdf")
    assert said[-1] == f"Written: {tmp_path / 'fight.pdf'}"


def test_sent_to_a_printer(page: TitlesPage, tmp_path: Path) -> None:
    said: list[str] = []
    page.context.message.connect(said.append)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    page.send_to(printer)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert said[-1].startswith("1 page")


def test_a_printer_that_is_gone_is_said(page: TitlesPage) -> None:
    said: list[str] = []
    page.context.message.connect(said.append)
    page.send_to(QPrinter(QPrinter.PrinterMode.HighResolution))
    assert said
    assert not said[-1].startswith("1 page")


def test_places_that_decide_nothing_are_no_table(
    opened: Opener, before_finale: Season, qapp: QApplication, keys: Keys
) -> None:
    store = Store.memory()
    store.add_season(before_finale)
    window = opened(Desk(store))
    window.travel.to_page("titles")
    QApplication.processEvents()
    assert window.page is not None
    page = window.page.pages["titles"]
    assert isinstance(page, TitlesPage)
    assert page.duel.table.isHidden()
    assert page.duel.about.text() == "Whatever the places of both, they alone do not decide it in this race."
    assert page._needs.text() == "Nobody can be champion by finishing place alone (Paul Ricard, race 1)."
    store.close()
