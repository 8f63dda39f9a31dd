"""The sheet of keys for the wall beside the desk: every action of the menus with its keys, in two columns on paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from cupdesk.ui.paper.printing import refuse_dead_queue, where
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cupdesk.words import Words

    Menu = tuple[str, Sequence[tuple[str, str]]]

TEXT_PT, MARGIN_MM = (9.0, 8.5, 8.0, 7.5, 7.0), 12.0
"""Sizes of text, the largest first that gives one page; margins of the page."""


def keys_document(menus: Sequence[Menu], words: Words, size: float = TEXT_PT[0]) -> QTextDocument:
    """Menus with their lines (keys, action), shared out over two columns of about the same length."""
    parts = [(_menu(title, lines), len(lines) + 2) for title, lines in menus if lines]
    half, left, length = sum(rows for _, rows in parts) / 2, [], 0
    while parts and length + parts[0][1] / 2 <= half:
        text, rows = parts.pop(0)
        left.append(text)
        length += rows
    columns = ("".join(left), "".join(text for text, _ in parts))
    cells = "".join(f'<td width="50%" style="padding-right: 14px">{column}</td>' for column in columns)
    document = QTextDocument()
    font = QFont("Inter")
    font.setPointSizeF(size)
    document.setDefaultFont(font)
    document.setHtml(
        f"<h2>CupDesk – {escape(words('window.keys.title'))}</h2><table width='100%'><tr>{cells}</tr></table>"
    )
    return document


def _menu(title: str, lines: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<tr><td width="38%" style="padding: 1px 6px 1px 0"><b>{_unbroken(keys)}</b></td><td>{escape(action)}</td></tr>'
        for keys, action in lines
    )
    return f'<h4 style="margin-bottom: 2px">{escape(title)}</h4><table width="100%" cellspacing="0">{rows}</table>'


def _unbroken(keys: str) -> str:
    return escape(keys).replace(" ", "&nbsp;")


def ask_printer(parent: QWidget, menus: Sequence[Menu], words: Words, say: Callable[[str], object]) -> None:
    """Ask for a printer, then print; `say` is told what became of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("CupDesk")
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(words("session.print.title"))
    dialog.accepted.connect(lambda: say(print_keys(printer, menus, words)))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def print_keys(printer: QPrinter, menus: Sequence[Menu], words: Words) -> str:
    """Print the sheet on this printer; what became of it, in words."""
    printer.setPageMargins(QMarginsF(*[MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    if printer.pageLayout().pageSize().id() != QPageSize.PageSizeId.Letter:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    try:
        refuse_dead_queue(printer)
    except Trouble as trouble:
        return words(trouble.key, **trouble.values)
    document = QTextDocument()
    for size in TEXT_PT:
        document = _paged(keys_document(menus, words, size), printer)
        if document.pageCount() == 1:
            break
    document.print_(printer)
    return words("session.print.sent", n=document.pageCount(), printer=where(printer))


def _paged(document: QTextDocument, printer: QPrinter) -> QTextDocument:
    """The document on the printer's page: it counts in dots of the screen, and is scaled to those of the printer."""
    inches = printer.pageRect(QPrinter.Unit.Inch).size()
    document.setPageSize(inches * QGuiApplication.primaryScreen().logicalDotsPerInch())
    return document
