from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication

from cupdesk.ui.context import Context
from cupdesk.ui.controls.cells import Cell, Chip, Chips, Race, Run, Runs, Symbol, name, run
from cupdesk.ui.controls.look import THEMES, Look
from cupdesk.ui.controls.qt_words import running
from cupdesk.ui.controls.row_delegate import RowDelegate
from cupdesk.ui.controls.rows_model import PLAIN, Column, RowLook, RowsModel, Strip
from cupdesk.ui.controls.shapes import SHAPES, draw_shape
from cupdesk.ui.controls.table import RowsTable


@dataclass(frozen=True)
class Row:
    key: str
    cell: Cell = ""
    look: RowLook = PLAIN


def table_of(context: Context, rows: list[Row | Strip], width: int = 300, *, figures: bool = False) -> RowsTable:
    context.look.apply(running())
    columns: list[Column[Row]] = [Column("cell", "Head", lambda row: row.cell, 100, stretch=True, figures=figures)]
    model: RowsModel[Row] = RowsModel(columns, lambda row: row.key, lambda row: row.look)
    model.set_rows(rows)
    table = RowsTable(context, model, "test")
    table.resize(width, 240)
    table.show()
    QApplication.processEvents()
    return table


def drawn(table: RowsTable) -> QImage:
    return table.viewport().grab().toImage()


def row_colours(table: RowsTable, row: int) -> set[int]:
    picture, top = drawn(table), table.rowViewportPosition(row)
    height = table.rowHeight(row)
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(top, top + height)}


def strip_of(table: RowsTable, row: tuple[int, int]) -> QImage:
    """The picture of a row, as wide as the least of the tables."""
    return drawn(table).copy(0, row[0], 120, row[1])


def ground(table: RowsTable, row: int) -> QColor:
    """The colour of a row where nothing is written."""
    return drawn(table).pixelColor(table.viewport().width() - 2, table.rowViewportPosition(row) + 3)


CELLS: dict[str, tuple[Cell, str]] = {
    "text": ("12", "text"),
    "name": (name("Klein", "Marvin"), "text2"),
    "tone": (run("−24", "down"), "down"),
    "chip": (Chips((Chip("R", "accent", "accent", "Rookie", "outlined"),)), "accent"),
    "symbol": (Symbol("star", "title"), "title"),
    "race": (Race("1", "P", "27"), "text"),
}


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_kind_of_cell_is_drawn_in_its_tone(context: Context, kind: str, theme: str) -> None:
    context.set_look(Look(theme, 200))
    cell, token = CELLS[kind]
    table = table_of(context, [Row("full", cell), Row("empty")])
    wanted = context.look.colour(token)
    near = [QColor(c) for c in row_colours(table, 0)]
    assert (
        min(abs(c.red() - wanted.red()) + abs(c.green() - wanted.green()) + abs(c.blue() - wanted.blue()) for c in near)
        < 40
    )
    assert len(row_colours(table, 1)) <= 2


def test_rows_wear_tint_bar_and_selection(context: Context) -> None:
    table = table_of(context, [Row("plain"), Row("moved", look=RowLook("changed", "accent")), Row("third")])
    look = context.look
    assert ground(table, 0) == look.colour("base")
    assert ground(table, 1) == look.colour("changed")
    bar = drawn(table).pixelColor(1, table.rowViewportPosition(1) + 3)
    assert bar == look.colour("accent")
    table.select("third")
    assert ground(table, 2) in (look.colour("sel"), look.colour("sel2"))
    assert ground(table, 1) == look.colour("changed")


def test_dim_rows_are_quiet(context: Context) -> None:
    table = table_of(context, [Row("in", "OUT"), Row("out", "OUT", RowLook(dim=True))])
    assert context.look.colour("text").rgb() in row_colours(table, 0) | {context.look.colour("text").rgb()}
    darkest = [min(QColor(c).lightness() for c in row_colours(table, row)) for row in (0, 1)]
    assert darkest[0] < darkest[1]


def test_strips_are_headings_over_the_whole_width(context: Context) -> None:
    table = table_of(context, [Row("a", "1"), Strip("NOT CLASSIFIED"), Row("b", "2")])
    assert ground(table, 1) == context.look.colour("win")
    assert len(row_colours(table, 1)) > 5


def test_text_that_does_not_fit_ends_within_its_cell(context: Context) -> None:
    table = table_of(context, [Row("a", name("Fittipaldi-Villeneuve", "Christophe-Alexandre"))], 110)
    picture, base = drawn(table), context.look.colour("base").rgb()
    right = {picture.pixel(x, y) for x in range(picture.width() - 4, picture.width()) for y in range(2, 18)}
    assert right == {base}


def test_a_brief_text_stands_where_the_whole_has_no_room(context: Context) -> None:
    long = Runs((Run("A. VANDERSCHUEREN", strong=True),), brief=(Run("VANDERSCHUEREN", strong=True),))
    room = int(QFontMetricsF(context.look.font("strong")).horizontalAdvance("VANDERSCHUEREN")) + 14
    table = table_of(context, [Row("a", long)], room)
    short = table_of(context, [Row("a", Runs(long.brief))], room)
    wide = table_of(context, [Row("a", long)], 300)
    row = short.rowViewportPosition(0), short.rowHeight(0)
    assert strip_of(table, row) == strip_of(short, row)
    assert strip_of(wide, row) != strip_of(short, row)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (300, ["pos", "name", "gained", "points", "gap"]),
        (276, ["pos", "name", "gained", "points", "gap"]),
        (240, ["pos", "name", "points", "gap"]),
        (204, ["pos", "name", "points"]),
    ],
)
def test_other_columns_give_way_to_a_name_that_stands_whole(context: Context, width: int, shown: list[str]) -> None:
    context.look.apply(running())
    columns: list[Column[Row]] = [
        Column("pos", "Pos", lambda row: row.key, 50, figures=True),
        Column("name", "Driver", lambda row: row.cell, 90, stretch=True, whole=True),
        Column("gained", "+", lambda _: "+27", 37, figures=True, yields=1),
        Column("points", "Pts", lambda _: "239", 40, figures=True),
        Column("gap", "Gap", lambda _: Symbol("up", "up", after="24"), 45, figures=True, yields=2),
    ]
    model: RowsModel[Row] = RowsModel(columns, lambda row: row.key)
    table = RowsTable(context, model, "giving")
    table.resize(width, 240)
    table.show()
    model.set_rows([Row("1", run("VANDERSCHUEREN", strong=True)), Strip("NC"), Row("2", run("KLEIN", strong=True))])
    table.fit()
    assert [column.key for i, column in enumerate(columns) if not table.isColumnHidden(i)] == shown
    needed = QFontMetricsF(context.look.font("strong")).horizontalAdvance("VANDERSCHUEREN") + 2 * context.look.px(5)
    assert table.columnWidth(1) >= needed
    assert sum(table.columnWidth(i) for i in range(len(columns))) == table.viewport().width()
    assert context.settings.sizes("giving") == {}


def test_chips_beyond_the_cell_are_left_out(context: Context) -> None:
    many = Chips(tuple(Chip(letters, "accent", "accent") for letters in ("AA", "BB", "CC", "DD", "EE", "FF")))
    table = table_of(context, [Row("a", many)], 60)
    picture = drawn(table)
    assert context.look.colour("accent").rgb() in row_colours(table, 0)
    assert {picture.pixel(picture.width() - 1, y) for y in range(2, 18)} == {context.look.colour("base").rgb()}


def test_another_look_is_worn_at_once(context: Context) -> None:
    table = table_of(context, [Row("a", "1")])
    before, height = ground(table, 0), table.rowHeight(0)
    context.set_look(Look("dark", 150))
    context.look.apply(running())
    QApplication.processEvents()
    assert ground(table, 0) == context.look.colour("base") != before
    assert table.rowHeight(0) > height


@pytest.mark.parametrize("shape", SHAPES)
def test_every_symbol_has_its_own_shape(qapp: QApplication, shape: str) -> None:
    colour = Look().colour("accent")
    mine = draw_shape(shape, 24, colour).toImage()
    inked = sum(mine.pixelColor(x, y).alpha() > 128 for x in range(24) for y in range(24))
    assert 20 < inked < 24 * 24
    assert all(mine != draw_shape(other, 24, colour).toImage() for other in SHAPES if other != shape)


def test_an_unknown_symbol_is_a_bug(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        draw_shape("heart", 12, Look().colour("accent"))


@pytest.mark.parametrize("theme", THEMES)
def test_a_row_seen_again_is_drawn_as_at_first(context: Context, theme: str) -> None:
    context.set_look(Look(theme))
    rows: list[Row | Strip] = [
        Row(key, cell, RowLook("changed" if i % 2 else "")) for i, (key, (cell, _)) in enumerate(CELLS.items())
    ]
    table = table_of(context, rows)
    table.select("name")
    first = drawn(table)
    assert drawn(table) == first  # from pictures from here on
    table.rows_model.set_rows(rows[::-1])
    QApplication.processEvents()
    moved = drawn(table)
    assert moved != first
    table.rows_model.set_rows(rows)
    QApplication.processEvents()
    assert drawn(table) == first


def test_a_row_that_says_something_else_is_drawn_anew(context: Context) -> None:
    table = table_of(context, [Row("a", run("12"))])
    for _ in range(3):
        seen = drawn(table)
    table.rows_model.set_rows([Row("a", run("13"))])
    assert drawn(table) != seen
    table.rows_model.set_rows([Row("a", run("12"), RowLook("changed"))])
    assert ground(table, 0) == context.look.colour("changed")


def test_a_column_is_measured_anew_where_a_text_needs_more(context: Context) -> None:
    table = table_of(context, [Row("a", run("12")), Row("b", run("9"))])
    delegate = table.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    short = delegate.needed(0)
    table.rows_model.set_rows([Row("a", run("12")), Row("b", run("12345"))])
    longer = delegate.needed(0)
    assert longer > short
    table.rows_model.set_rows([Row("a", run("1")), Row("b", run("2"))])
    assert delegate.needed(0) == longer  # columns do not jump while a result is typed
    table.rows_model.set_columns(table.rows_model.columns)
    assert delegate.needed(0) < short
