"""Paper: pages painted on a printer as shapes, at its own resolution, and what can go wrong said in words.

Pages are set away from the window and painted one at a time between its own events. A queue that takes a job does not say
that paper came out of it: the most that is ever claimed is "sent".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog

from cupdesk.ui.controls.later import Later
from cupdesk.ui.paper.page_pictures import lies, paint
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context


def paper_for(printer: QPrinter, *, landscape: bool, name: str, paper: str = "a4") -> None:
    """Set the paper to the very edge (sheets have their own margins), the way round it lies, and the job's name."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter if paper == "letter" else QPageSize.PageSizeId.A4))
    _lay(printer, landscape=landscape)
    printer.setFullPage(True)
    printer.setDocName(name)


def _lay(printer: QPrinter, *, landscape: bool) -> None:
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)


def ask_printer(parent: QWidget, title: str, sheet: Sheet, chosen: Callable[[QPrinter, Sheet], None]) -> None:
    """Ask for a printer for a sheet; `chosen` is told the printer and the sheet."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper_for(printer, landscape=sheet.landscape, name=sheet.slug, paper=sheet.look.paper)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.accepted.connect(lambda: chosen(printer, sheet))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


class Printing(QObject):
    """Sheets on their way to a printer. `sent` tells how many pages have gone, `refused` why none has (or not all)."""

    sent = Signal(int)
    refused = Signal(Trouble)

    def __init__(self, printer: QPrinter, sheets: Sequence[Sheet], parent: QObject, *, copies: int = 1) -> None:
        super().__init__(parent)
        self._printer, self._sheets, self._copies = printer, tuple(sheets), copies
        self._painting: Iterator[int] | None = None
        self._setting = Later("setting", self, every=True)
        self._setting.came.connect(self._begin)
        self._setting.refused.connect(self._refuse)
        self._next = QTimer(self)
        self._next.timeout.connect(self._paint)

    def start(self) -> None:
        """Look at the printer, then have the pages set and sent."""
        try:
            refuse_dead_queue(self._printer)
        except Trouble as trouble:
            self._refuse(trouble)
            return
        sheets = self._sheets
        self._setting.ask(lambda: _set(sheets))

    def _begin(self, pages: list[bytes]) -> None:
        self._painting, self._pages = painting(self._printer, pages * self._copies), 0
        self._next.start(0)

    def _paint(self) -> None:
        assert self._painting is not None
        try:
            self._pages = next(self._painting)
        except StopIteration:
            self._next.stop()
            self.sent.emit(self._pages)
            self.deleteLater()
        except Trouble as trouble:
            self._next.stop()
            self._refuse(trouble)

    def _refuse(self, trouble: Trouble) -> None:
        self.refused.emit(trouble)
        self.deleteLater()


def _set(sheets: Sequence[Sheet]) -> list[bytes]:
    from cupdesk.sheets.pdf import pages_svg  # with Typst behind it: not at each start

    return pages_svg(*sheets)


def send(printer: QPrinter, pages: Sequence[bytes]) -> int:
    """Paint these pages (SVG) on the printer, the chosen range only; the number sent. `Trouble` if the printer refuses."""
    return list(painting(printer, pages))[-1]


def painting(printer: QPrinter, pages: Sequence[bytes]) -> Iterator[int]:
    """The same page by page: how many have been painted so far, and once more when the job has been handed over."""
    refuse_dead_queue(printer)
    chosen = _chosen(printer, pages)
    if not chosen:
        raise Trouble("session.print.no_pages", n=len(pages))
    landscape = lies(chosen[0])
    _lay(printer, landscape=landscape)
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble("session.print.refused", printer=where(printer))
    try:
        for index, page in enumerate(chosen):
            if index and not printer.newPage():
                raise Trouble("session.print.stopped", printer=where(printer), page=index)
            _paint(painter, page, turned=lies(page) != landscape)
            yield index + 1
    finally:
        ended = painter.end()
    if not ended or printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise Trouble("session.print.refused", printer=where(printer))
    yield len(chosen)


def where(printer: QPrinter) -> str:
    """The printer's name, or the file it prints to."""
    return printer.outputFileName() or printer.printerName() or "?"


def refuse_dead_queue(printer: QPrinter) -> None:
    """Qt reports success for a queue that is gone or stopped, so it is looked at first."""
    if printer.outputFileName():
        return
    info = QPrinterInfo.printerInfo(printer.printerName())
    if info.isNull():
        raise Trouble("session.print.none", printer=where(printer))
    if info.state() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise Trouble("session.print.refused", printer=where(printer))


def _chosen(printer: QPrinter, pages: Sequence[bytes]) -> list[bytes]:
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    chosen = list(pages[first - 1 : last])
    return chosen[::-1] if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst else chosen


def _paint(painter: QPainter, page: bytes, *, turned: bool) -> None:
    """Paint a page on the paper; one that lies the other way than the job is turned, since queues cut it if the paper is."""
    room = QRectF(painter.viewport())
    painter.save()
    if turned:
        painter.translate(room.width(), 0)
        painter.rotate(90)
        room = QRectF(0, 0, room.height(), room.width())
    paint(painter, page, room)
    painter.restore()


def send_sheet(
    context: Context, printer: QPrinter, sheet: Sheet, say: Callable[[str, bool], None] | None = None
) -> None:
    """Send the pages of a document to this printer; `say` is told what became of it, in words, and whether it went wrong."""
    send_sheets(context, printer, (sheet,), say or (lambda sentence, _: context.message.emit(sentence)))


def send_sheets(context: Context, printer: QPrinter, sheets: Sequence[Sheet], say: Callable[[str, bool], None]) -> None:
    """The same for several documents set as one."""
    words = context.words
    job = Printing(printer, sheets, context)
    job.sent.connect(lambda n: say(words("session.print.sent", n=n, printer=where(printer)), False))
    job.refused.connect(lambda trouble: say(words(trouble.key, **trouble.values), True))
    job.start()
