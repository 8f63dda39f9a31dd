"""Paper: a sheet's pages painted on a printer at its own resolution, and what can go wrong said in words.

A queue that takes a job does not say that paper came out of it: the most that is ever claimed is "sent".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog

from cupdesk.sheets.pdf import pages_png
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cupdesk.sheets.sheet import Sheet
    from cupdesk.ui.context import Context

PRINT_DPI = 300


def paper_for(printer: QPrinter, *, landscape: bool, name: str) -> None:
    """Set A4 to the very edge (the sheet has its own margins), the way round it lies, and the job's name."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)
    printer.setFullPage(True)
    printer.setDocName(name)


def ask_printer(parent: QWidget, title: str, sheet: Sheet, chosen: Callable[[QPrinter, Sheet], None]) -> None:
    """Ask for a printer for a sheet; `chosen` is told the printer and the sheet."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper_for(printer, landscape=sheet.landscape, name=sheet.slug)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.accepted.connect(lambda: chosen(printer, sheet))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def send(printer: QPrinter, pages: Sequence[bytes]) -> int:
    """Paint these pages (PNG) on the printer, the chosen range only; the number sent. `Trouble` if the printer refuses."""
    refuse_dead_queue(printer)
    chosen = _chosen(printer, pages)
    if not chosen:
        raise Trouble("session.print.no_pages", n=len(pages))
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble("session.print.refused", printer=where(printer))
    try:
        for index, page in enumerate(chosen):
            if index and not printer.newPage():
                raise Trouble("session.print.stopped", printer=where(printer), page=index)
            _paint(painter, page)
    finally:
        ended = painter.end()
    if not ended or printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise Trouble("session.print.refused", printer=where(printer))
    return len(chosen)


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


def _paint(painter: QPainter, page: bytes) -> None:
    image = QImage.fromData(page)
    area = QRectF(painter.viewport())
    scale = min(area.width() / image.width(), area.height() / image.height())
    painter.drawImage(QRectF(0, 0, image.width() * scale, image.height() * scale), image)


def send_sheet(context: Context, printer: QPrinter, sheet: Sheet) -> None:
    """Send the pages of a document to this printer, and say what became of it."""
    try:
        sent = send(printer, pages_png(sheet, dpi=PRINT_DPI))
    except Trouble as trouble:
        context.message.emit(context.words(trouble.key, **trouble.values))
        return
    context.message.emit(context.words("session.print.sent", n=sent, printer=where(printer)))
