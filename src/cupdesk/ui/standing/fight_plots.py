"""From a fight to its plot and figures, in words; and the plot on paper and in files, as lines and not as dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from cupdesk.ui.controls.look import Look
from cupdesk.ui.controls.states import short_session
from cupdesk.ui.standing.fight_picture import Plot, PlotLine, paint
from cupdesk.ui.standing.fight_view import FigureRow
from cupdesk.words.figures import MINUS, points
from cupdesk.words.names import key_name, session_and_round
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from PySide6.QtGui import QPaintDevice

    from cupdesk.rules.book import Book
    from cupdesk.rules.fight import Course, Fight
    from cupdesk.words import Words

_PAPER = QSize(1000, 620)
_DPI = 1200
_HEAD = 34


def plot_of(book: Book, fight: Fight, words: Words, *, gap: bool) -> Plot:
    """The plot of a fight: gaps to the leader, or points."""
    rules = book.season.regulations.championship(fight.championship)
    leads = [0.0] * len(fight.races)
    if not gap and fight.run:
        lead = fight.courses[0].points if fight.courses else ()
        behind = fight.courses[0].behind if fight.courses else ()
        tops = [float(p + b) for p, b in zip(lead, behind, strict=True)]
        leads = [*tops, *[tops[-1]] * (len(fight.races) - len(tops))] if tops else leads
    offers = [float(offer) for offer in fight.offers]
    limits = offers if gap else [max(top - offer, 0.0) for top, offer in zip(leads, offers, strict=True)]
    lines = tuple(
        PlotLine(
            course.key,
            key_name(book, rules, course.key, words),
            _stands(course, words),
            tuple(float(value) for value in (course.behind if gap else course.points)),
            course.out,
            course.champion,
        )
        for course in fight.courses
    )
    races = tuple(
        (short_session(book.session(ref), words), book.round_of(ref).name[words.language]) for ref in fight.races
    )
    texts = (words("fight.axis_gap" if gap else "fight.axis_points"), words("fight.on_offer"), words("fight.beyond"))
    return Plot(lines, races, fight.run, tuple(limits), gap, texts)


def _stands(course: Course, words: Words) -> str:
    if not course.points:
        return ""
    said = points(course.points[-1], words.language)
    return f"{said} ({MINUS}{points(course.behind[-1], words.language)})" if course.behind[-1] else said


def figures_of(book: Book, fight: Fight, words: Words, *, gap: bool) -> list[FigureRow]:
    """The same as a table: a row a race."""

    def figure(value: Fraction) -> str:
        return f"{MINUS if gap and value else ''}{points(value, words.language)}"

    rows = []
    for i, ref in enumerate(fight.races):
        values = [course.behind[i] if gap else course.points[i] for course in fight.courses] if i < fight.run else []
        name = session_and_round(book, ref, words)
        offer = points(fight.offers[i], words.language)
        rows.append(FigureRow(i, name, offer, tuple(figure(value) for value in values)))
    return rows


def pointed_said(book: Book, fight: Fight, line: int, race: int, words: Words) -> str:
    """What is pointed at, in a sentence."""
    rules, course = book.season.regulations.championship(fight.championship), fight.courses[line]
    return words(
        "fight.pointed_behind" if course.behind[race] else "fight.pointed",
        name=key_name(book, rules, course.key, words),
        session=session_and_round(book, fight.races[race], words),
        points=points(course.points[race], words.language),
        behind=points(course.behind[race], words.language),
        offer=points(fight.offers[race], words.language),
    )


def write(path: Path, plot: Plot, title: str) -> None:
    """Write the plot as a PDF or, by its ending, an SVG file. `Trouble` if it cannot be written; then nothing has been."""
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    device = _svg(made, title) if path.suffix.lower() == ".svg" else _pdf(made, title)
    draw_on(device, plot, title)
    try:
        path.write_bytes(made.data().data())
    except OSError as error:
        raise Trouble("fight.not_written", path=path) from error


def _svg(target: QBuffer, title: str) -> QSvgGenerator:
    svg = QSvgGenerator()
    svg.setOutputDevice(target)
    svg.setSize(_PAPER)
    svg.setViewBox(QRectF(0, 0, _PAPER.width(), _PAPER.height()))
    svg.setTitle(title)
    return svg


def _pdf(target: QBuffer, title: str) -> QPdfWriter:
    pdf = QPdfWriter(target)
    landscape, margins = QPageLayout.Orientation.Landscape, QMarginsF(12, 12, 12, 12)
    pdf.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), landscape, margins))
    pdf.setResolution(_DPI)
    pdf.setTitle(title)
    return pdf


def draw_on(device: QPaintDevice, plot: Plot, title: str) -> None:
    """Draw the plot on paper or into a file, in the light colours. `Trouble` if the device does not take it."""
    painter = QPainter()
    if not painter.begin(device):
        raise Trouble("fight.not_drawn")
    look = Look()
    area = QRectF(painter.viewport())
    scale = min(area.width() / _PAPER.width(), area.height() / _PAPER.height())
    painter.scale(scale, scale)
    painter.setFont(look.font("session"))
    painter.setPen(look.colour("text"))
    painter.drawText(8, 20, title)
    paint(painter, plot, QRectF(0, _HEAD, _PAPER.width(), _PAPER.height() - _HEAD), look)
    painter.end()
