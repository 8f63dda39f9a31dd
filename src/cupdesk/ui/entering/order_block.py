"""A block of the clipboard as the finishing order: what it would do, and the rows that cannot be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from cupdesk.lines.block import read_block
from cupdesk.lines.reading import Reading
from cupdesk.rules.edits import apply
from cupdesk.ui.controls.lines_panel import Line

if TYPE_CHECKING:
    from cupdesk.lines.block import Block
    from cupdesk.ui.screens.order import OrderScreen


def paste(screen: OrderScreen) -> None:
    """Take a block copied from a spreadsheet as one step; the rows not taken are listed below, each with its reason.

    Over an order that it would change it only says what Enter does.
    """
    words, text = screen.words, QGuiApplication.clipboard().text()
    if not text.strip():
        screen.line.refuse(words("session.order.block.nothing"))
        return
    block = read_block(screen.book, screen.ref, text, words)
    _say_not_taken(screen, block)
    if not block.edits:
        screen.line.refuse(words("session.order.block.no_row"))
        return
    done = words("session.order.block.taken", n=block.taken)
    if question := _question(screen, block):
        screen.line.offer(question, Reading("", block.edits, done))
    elif problem := screen.do(*block.edits):
        screen.line.refuse(problem)
    else:
        screen.line.say(done)


def copy(screen: OrderScreen) -> None:
    """Put the chosen rows on the clipboard, cells apart by tabs."""
    rows = sorted({index.row() for index in screen.table.selectedIndexes()})
    columns = range(len(screen.model.columns))
    lines = ["\t".join(str(screen.model.index(r, c).data() or "") for c in columns) for r in rows]
    QGuiApplication.clipboard().setText("\n".join(lines))


def _question(screen: OrderScreen, block: Block) -> str:
    """What a block would do to the cars already placed; "" if it leaves them where they are."""
    now = screen.session.order
    then = apply(screen.book.season, *block.edits).session(screen.ref).order
    lost = sum(number not in then for number in now)
    moved = sum(number in then and then.index(number) != place for place, number in enumerate(now))
    if not lost and not moved:
        return ""
    parts = [screen.words("session.order.block.lost", n=lost)] if lost else []
    parts += [screen.words("session.order.block.moved", n=moved)] if moved else []
    return screen.words("session.order.block.replaces", n=block.taken, effect=", ".join(parts))


def _say_not_taken(screen: OrderScreen, block: Block) -> None:
    words = screen.words
    lines = [
        Line(
            words("session.order.block.row", row=row.line),
            words("session.order.block.line", reason=row.reason, text=row.text),
            "problem",
        )
        for row in block.not_taken
    ]
    if lines:
        screen.not_taken.say(words("session.order.block.refused", n=len(lines)), lines)
    else:
        screen.not_taken.hide()
