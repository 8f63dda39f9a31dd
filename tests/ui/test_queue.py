"""A real print queue: pages that lie and stand in one job come out whole, a stopped queue is said. Needs CUPS, and root to start it."""

from __future__ import annotations

import io
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.seasons.file import load
from cupdesk.sheets.pdf import pages_png
from cupdesk.sheets.register import DOCUMENTS

DRIVER = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
QUEUE = "cupdesk-test"
DPI = 36
DARK = 128
PATIENCE_S = 60
FILES = """ServerRoot {place}/root
RequestRoot {place}/spool
TempDir {place}/spool/tmp
CacheDir {place}/cache
StateDir {place}/state
ErrorLog {place}/error.log
AccessLog {place}/access.log
PageLog {place}/page.log
FileDevice Yes
User lp
Group lp
SystemGroup lpadmin
"""
SERVER = """LogLevel warn
Listen {place}/socket
WebInterface No
Browsing Off
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
SENDS = """
import sys
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.seasons.file import load
from cupdesk.sheets.pdf import pages_svg
from cupdesk.sheets.register import DOCUMENTS
from cupdesk.ui.paper.printing import paper_for, send
from cupdesk.words.trouble import Trouble
running = QApplication([])
book = Book(load(resource("seasons", "pccf-2023.json")))
printer = QPrinter(QPrinter.PrinterMode.HighResolution)
printer.setPrinterName(sys.argv[1])
paper_for(printer, landscape=False, name="queue")
kinds = sys.argv[2].split(",")
try:
    print(send(printer, pages_svg(*(DOCUMENTS[kind](book, "LEC/R1", "fr") for kind in kinds))))
except Trouble as trouble:
    print(trouble.key)
"""


def _can_start() -> bool:
    programs = all(shutil.which(name) for name in ("cupsd", "lpadmin", "cupsdisable", "pdftoppm"))
    if not programs or os.name != "posix" or os.geteuid() != 0 or not Path("/usr/share/ppd/cupsfilters").is_dir():
        return False
    return any(each.pw_name == "lp" for each in pwd.getpwall())


pytestmark = pytest.mark.skipif(not _can_start(), reason="needs CUPS with its filters, and root")


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A print server of our own with one queue that prints to `paper.pdf`, apart from any other of the machine."""
    with TemporaryDirectory(prefix="queue", dir="/tmp") as name:
        folder = Path(name)
        for part in ("root", "spool/tmp", "cache", "state"):
            (folder / part).mkdir(parents=True)
        (folder / "paper.pdf").touch()
        (folder / "files.conf").write_text(FILES.format(place=folder))
        (folder / "server.conf").write_text(SERVER.format(place=folder))
        for each in (folder, *folder.rglob("*")):
            each.chmod(0o777)
        command = ["cupsd", "-f", "-c", str(folder / "server.conf"), "-s", str(folder / "files.conf")]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(lambda: (folder / "socket").exists())
            asked(folder, "lpadmin", "-p", QUEUE, "-E", "-v", f"file:{folder / 'paper.pdf'}", "-P", str(_driver()))
            yield folder
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_S)


def _driver() -> Path:
    return DRIVER if DRIVER.exists() else next(Path("/usr/share/ppd/cupsfilters").glob("Generic-PDF*"))


def _wait(there: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not there():
        assert time.monotonic() - began < PATIENCE_S
        time.sleep(0.1)


def asked(place: Path, *command: str) -> str:
    """What a program answers that talks to our print server."""
    environment = os.environ | {"CUPS_SERVER": str(place / "socket"), "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2] / "src")
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def extent(picture: Image.Image) -> tuple[float, float]:
    """How far what is printed on a page reaches, short side first, in hundredths of its sides; the way it lies does not matter."""
    dark = picture.convert("L").point(lambda shade: 255 * (shade < DARK)).getbbox()
    assert dark is not None
    across, down = (dark[2] - dark[0]) / picture.width, (dark[3] - dark[1]) / picture.height
    return (across, down) if picture.width < picture.height else (down, across)


def test_pages_of_both_ways_round_come_out_whole(place: Path) -> None:
    assert asked(place, sys.executable, "-c", SENDS, QUEUE, "classification,standings").strip() == "4"
    _wait(lambda: not asked(place, "lpstat", "-o").strip() and (place / "paper.pdf").stat().st_size > 0)
    asked(place, "pdftoppm", "-r", str(DPI), "-png", str(place / "paper.pdf"), str(place / "page"))
    printed = [extent(Image.open(path)) for path in sorted(place.glob("page*.png"))]
    book = Book(load(resource("seasons", "pccf-2023.json")))
    sheets = (DOCUMENTS[kind](book, "LEC/R1", "fr") for kind in ("classification", "standings"))
    meant = [extent(Image.open(io.BytesIO(page))) for page in pages_png(*sheets, dpi=DPI)]
    for found, wanted in zip(printed, meant, strict=True):
        assert found == pytest.approx(wanted, abs=0.03)


def test_a_stopped_queue_is_said(place: Path) -> None:
    asked(place, "cupsdisable", QUEUE)
    try:
        assert asked(place, sys.executable, "-c", SENDS, QUEUE, "classification").strip() == "session.print.refused"
    finally:
        asked(place, "cupsenable", QUEUE)
