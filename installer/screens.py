"""Pictures of every screen (light and dark, French and English) and of every document page, into `docs/pictures`.

Called by `installer/dev.py screens [FOLDER]`. The screens are those the window names; a new one is pictured without a change here.
"""

from __future__ import annotations

import io
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from cupdesk.desk import Desk
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import ClearResult, PlaceCar
from cupdesk.rules.session import SessionState
from cupdesk.seasons.file import load
from cupdesk.sheets.documents.results_book import results_book
from cupdesk.sheets.pdf import pages_png
from cupdesk.sheets.publish import WITH_RESULT, Posting, kinds_of, officials, publication
from cupdesk.sheets.register import DOCUMENTS, OF_SEASON
from cupdesk.store.file import Store
from cupdesk.ui.app import application
from cupdesk.ui.controls.look import THEMES
from cupdesk.ui.main_window import USUAL, MainWindow
from cupdesk.ui.paper.pages_view import PagesView
from cupdesk.ui.places import IMPORT, PAGES, SCREENS, WHAT_IF
from cupdesk.ui.settings import Settings
from cupdesk.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.model import Season

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
RACE = "LEC/R2"
EARLIER, QUALIFYING = "LEC/R1", "LEC/Q"
SAMPLES = PICTURES.parents[1] / "tests" / "imports" / "samples" / "paul_ricard"
STRAY = "27;904;Classified;14;32:50.118;1 Lap;1 Lap;9;2:11.204;;;Am;;;;;Sam;Nouveau;FRA;\r\n"
PLACED = 17
"""Cars already placed in the picture of the finishing order."""
TYPED = "24 33"
"""What is being typed in it."""
DECIDED = "101 +5 tl"
"""What is being typed on the decisions: a car that stands for a guest nobody could name."""
SUPPOSED = ("7 dq", "11*1")
"""What is supposed in the picture of the what-if."""
NUMBER, AT = 55, datetime(2023, 10, 8, 17, 5, tzinfo=UTC)
"""The number and the time of what is published in the picture of the register."""
JOINT = "LMS/R"
SETTLED = 3
"""Rounds of events until every layout inside a layout has followed."""
DPI = 80


def windows(season: Season, folder: Path) -> Iterator[tuple[str, MainWindow]]:
    """The name of each screen with the window showing it, in every language and theme."""
    for language in LANGUAGES:
        for theme in THEMES:
            settings = Settings(folder / f"{language}-{theme}.ini")
            settings.language = settings.document_language = language
            settings.theme, settings.operator = theme, "JD"
            first = MainWindow(None, settings)
            yield f"first_run-{language}-{theme}", first
            first.close()
            store = Store.memory()
            store.add_season(season)
            window = MainWindow(Desk(store), settings)
            for name in screens(window, season, timing_files(folder)):
                yield f"{name}-{language}-{theme}", window
            window.close()


def timing_files(folder: Path) -> list[Path]:
    """Two files of a race as timekeepers send them, the provisional one with a row of a car that is not entered."""
    found = []
    for name, more in (("03_Results_Provisional", STRAY), ("00_Results_Official", "")):
        path = folder / f"23_LeCastellet_R1_{name}.CSV"
        path.write_bytes((SAMPLES / path.name).read_bytes() + more.encode())
        found.append(path)
    return found


def screens(window: MainWindow, season: Season, files: list[Path]) -> Iterator[str]:
    """Turn the window to each of its screens; the name of each."""
    assert window.page is not None
    assert window.desk is not None
    assert window.context is not None
    for tab in SCREENS:
        if tab == "order":
            continue
        window.travel.to_session(RACE, tab)
        if tab == "decisions":
            QTest.keyClicks(window.focusWidget(), DECIDED)
        if tab == WHAT_IF:
            for line in SUPPOSED:
                QTest.keyClicks(window.focusWidget(), line)
                QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        yield tab
        if tab == WHAT_IF:
            window.context.what_if.discard()
            window.travel.to_what_if()
    posting = Posting(SessionState.FINAL, NUMBER, AT, WITH_RESULT, "JD", officials(window.desk.book))
    possible = tuple(kind for kind in kinds_of(window.desk.book, RACE) if kind in WITH_RESULT)
    window.desk.do(publication(window.desk.book, RACE, replace(posting, kinds=possible)))
    for page in PAGES:
        window.travel.to_page(page)
        yield page
    window.travel.to_session(EARLIER, "order")
    window.importing.show(files)
    window.importing.page.files.table.select(0)
    yield IMPORT
    order = season.session(RACE).order
    window.desk.do(ClearResult(RACE))
    for number in order[:PLACED]:
        window.desk.do(PlaceCar(RACE, number))
    window.travel.to_session(RACE, "order")
    QTest.keyClicks(window.focusWidget(), TYPED)
    yield "order"


def documents(season: Season) -> Iterator[tuple[str, bytes]]:
    """The name and the picture of each page of each document, in every language."""
    book = Book(season)
    for kind, build in DOCUMENTS.items():
        for language in LANGUAGES:
            for number, page in enumerate(
                pages_png(build(book, QUALIFYING if kind == "qualifying" else RACE, language), dpi=DPI), 1
            ):
                yield f"{kind}-{language}-p{number}.png", page
    for kind, whole in OF_SEASON.items():
        for language in LANGUAGES:
            for number, page in enumerate(pages_png(whole(book, language), dpi=DPI), 1):
                yield f"{kind}-{language}-p{number}.png", page
    for language in LANGUAGES:
        for number, page in enumerate(pages_png(*results_book(book, language, RACE.partition("/")[0]), dpi=DPI)[:2], 1):
            yield f"book-{language}-p{number}.png", page
    for number, page in enumerate(pages_png(DOCUMENTS["classification"](book, JOINT, LANGUAGES[0]), dpi=DPI), 1):
        yield f"joint-race-{LANGUAGES[0]}-p{number}.png", page


def wait_for_pages(window: MainWindow) -> None:
    """Let the window go on until the pages it shows are there: they are set and drawn away from it."""
    loop, timer = QEventLoop(), QTimer()
    views = [view for view in window.findChildren(PagesView) if view.isVisible()]
    timer.timeout.connect(lambda: loop.quit() if all(view.ready for view in views) else None)
    timer.start(20)
    loop.exec()


def keep(image: Image.Image, path: Path) -> None:
    """Write a picture with 256 colours: a third of the size, to the eye the same."""
    image.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE).save(
        path, optimize=True
    )


def main(folder: Path) -> int:
    """Write all pictures; 0."""
    running = application()
    season = load(resource("seasons", "pccf-2023.json"))
    (folder / "screens").mkdir(parents=True, exist_ok=True)
    (folder / "documents").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for name, window in windows(season, Path(place)):
            window.resize(USUAL)
            window.show()
            for _ in range(SETTLED):
                running.processEvents()
            wait_for_pages(window)
            picture = Image.fromqpixmap(window.grab())
            keep(picture, folder / "screens" / f"{name}.png")
            if name == f"order-en-{THEMES[0]}":
                keep(picture, folder / "window.png")
    for name, page in documents(season):
        keep(Image.open(io.BytesIO(page)), folder / "documents" / name)
    print(f"{sum(1 for _ in folder.rglob('*.png'))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else PICTURES))
