"""The one table model: rows of any value type, columns that say what stands in a cell.

New rows with the same keys emit `dataChanged` for the rows that differ only; rows that changed places take cursor and selection along.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cupdesk.ui.controls.cells import Cell, spoken, text_of

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROWS_MIME = "application/x-cupdesk-rows"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column. `key` names it in settings; `width` in pixels at text size 100 %; the `stretch` ones share what is left, the
    first of them gives what is missing, down to `least`. Where the first must stand `whole`, the others become as narrow as their texts, then
    those that `yield` go, 1 before 2.

    `figures`: numbers, right-aligned on the same decimal. `align` is `left`, `right` or `centre`. `full` is the head in full
    (tool tip, screen reader). `edit` gives the text to edit, if the cell can be. `separated` draws a line before it:
    `line` inside a group, `line2` between groups. `group` is the head over several columns. `tight`: with hardly any padding.
    """

    key: str
    head: str
    cell: Callable[[T], Cell]
    width: int = 60
    stretch: bool = False
    figures: bool = False
    align: str = "left"
    full: str = ""
    edit: Callable[[T], str] | None = None
    separated: str = ""
    group: str = ""
    tight: bool = False
    least: int = 40
    whole: bool = False
    yields: int = 0


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a whole row looks: `tint` a colour token ("changed", "problem_tint" …), `bar` the token of its 3 px bar,
    `dim` quiet text, `line` the hairline under it."""

    tint: str = ""
    bar: str = ""
    dim: bool = False
    line: bool = True


@dataclass(frozen=True, slots=True)
class Strip:
    """A heading inside the table: NON CLASSÉS, DISQUALIFIÉS."""

    text: str


_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDIT, _DRAG = Qt.ItemFlag.ItemIsEditable, Qt.ItemFlag.ItemIsDragEnabled
# By whether the cell can be edited and the row dragged: joined once, since a view asks for every cell it paints.
_FLAGS = {
    (False, False): _ROW,
    (True, False): _ROW | _EDIT,
    (False, True): _ROW | _DRAG,
    (True, True): _ROW | _EDIT | _DRAG,
}
PLAIN = RowLook()
STRIP = RowLook()


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows of `T` (or `Strip`s between them). `key` gives what a row is known by, `look` how it looks, `sentence` what is said of it.

    `edited(key, column key, text)` is told when a person changed a cell, `dropped(key, row)` when he dragged a row before another,
    `settled` when new rows have all been taken.
    """

    edited = Signal(object, str, str)
    dropped = Signal(object, int)
    settled = Signal()

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        look: Callable[[T], RowLook] = lambda _: PLAIN,
        sentence: Callable[[T], str] = lambda _: "",
        *,
        movable: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._look = look
        self._sentence = sentence
        self._movable = movable
        self._rows: list[T | Strip] = []
        self._keys: list[Hashable] = []
        self._cells: list[tuple[Cell, ...] | None] = []  # None: not asked for yet
        self._looks: list[RowLook] = []

    # -- what a screen does with it
    def set_columns(self, columns: Sequence[Column[T]]) -> None:
        """Other columns or heads (another language, another width of window); the rows stay."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._cells = [None] * len(self._rows)
        self.endResetModel()

    def set_rows(self, rows: Sequence[T | Strip], repaint: bool = False) -> None:
        """Show these rows. `repaint` makes all cells anew, when what they show besides the row has changed."""
        keys = [self._row_key(row) for row in rows]
        if len(rows) != len(self._rows):
            self._resize(len(rows), rows, keys)
        if keys != self._keys:
            if self._replaced_in_place(keys):
                self._keys = keys
            else:
                self._permute(rows, keys)
        changed = [i for i, row in enumerate(rows) if self._takes(i, row, anew=repaint)]
        for first, last in _stretches(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.settled.emit()

    def row(self, index: int) -> T | None:
        """The value of a row; `None` for a strip or beyond the end."""
        value = self._rows[index] if 0 <= index < len(self._rows) else None
        return None if isinstance(value, Strip) else value

    def rows(self) -> tuple[T | Strip, ...]:
        """All rows as they stand."""
        return tuple(self._rows)

    def index_of(self, key: Hashable) -> int:
        """Where the row of this key is; -1 if nowhere."""
        return self._keys.index(key) if key in self._keys else -1

    def key_at(self, index: int) -> Hashable:
        """What the row is known by; `None` beyond the end."""
        return self._keys[index] if 0 <= index < len(self._keys) else None

    def strip(self, row: int) -> Strip | None:
        """The heading in this row, if it is one."""
        value = self._rows[row]
        return value if isinstance(value, Strip) else None

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a cell."""
        return self.cells(row)[column]

    def cells(self, row: int) -> tuple[Cell, ...]:
        """What stands in a row; made when first asked for, the same as long as it says the same."""
        made = self._cells[row]
        if made is None:
            made = self._cells[row] = self._made(self._rows[row])
        return made

    def row_look(self, row: int) -> RowLook:
        """How a row looks."""
        return self._looks[row]

    # -- keeping rows, keys, cells and looks side by side
    def _row_key(self, row: T | Strip) -> Hashable:
        return row if isinstance(row, Strip) else self._key(row)

    def _looked(self, row: T | Strip) -> RowLook:
        return STRIP if isinstance(row, Strip) else self._look(row)

    def _made(self, row: T | Strip) -> tuple[Cell, ...]:
        if isinstance(row, Strip):
            return (row.text, *[""] * (len(self.columns) - 1))
        return tuple(column.cell(row) for column in self.columns)

    def _put(self, i: int, row: T | Strip) -> None:
        self._rows[i], self._cells[i], self._looks[i] = row, None, self._looked(row)

    def _takes(self, i: int, row: T | Strip, *, anew: bool) -> bool:
        """Put a row in its place; whether it is to be seen that it is another."""
        look, seen = self._looked(row), anew
        if anew:
            self._cells[i] = None
        elif row is not self._rows[i] and row != self._rows[i]:
            shown = self._cells[i]
            cells = None if shown is None else self._made(row)
            seen = cells is None or cells != shown
            if seen:
                self._cells[i] = cells
        self._rows[i] = row
        if look != self._looks[i]:
            self._looks[i], seen = look, True
        return seen

    def _resize(self, count: int, rows: Sequence[T | Strip], keys: list[Hashable]) -> None:
        """Add rows at the end (at the beginning, if those are the new ones) or take some, so that only their order remains to be settled."""
        have = len(self._rows)
        if count > have:
            known = set(self._keys)
            fresh = [i for i, key in enumerate(keys) if key not in known]
            added = [rows[i] for i in (fresh + list(range(have, count)))[: count - have]]
            at = 0 if have and fresh[: count - have] == list(range(count - have)) else have
            self.beginInsertRows(QModelIndex(), at, at + len(added) - 1)
            self._rows[at:at] = added
            self._keys[at:at] = [self._row_key(row) for row in added]
            self._cells[at:at] = [None] * len(added)
            self._looks[at:at] = [self._looked(row) for row in added]
            self.endInsertRows()
            return
        wanted = set(keys)
        surplus = [i for i, key in enumerate(self._keys) if key not in wanted]
        gone = sorted((surplus + list(range(count, have)))[: have - count], reverse=True)
        for i in gone:
            self.beginRemoveRows(QModelIndex(), i, i)
            for kept in (self._rows, self._keys, self._cells, self._looks):
                del kept[i]
            self.endRemoveRows()

    def _replaced_in_place(self, keys: list[Hashable]) -> bool:
        """Whether no row that stays changes its place: some are merely taken by others (an empty place by a car)."""
        old, new = set(self._keys), set(keys)
        return all(a == b or (a not in new and b not in old) for a, b in zip(self._keys, keys, strict=True))

    def _permute(self, rows: Sequence[T | Strip], keys: list[Hashable]) -> None:
        """Bring the rows into the order of `keys`; whoever holds an index follows its row."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        place = {key: i for i, key in enumerate(keys)}
        old = {
            key: (row, cells, look)
            for key, row, cells, look in zip(self._keys, self._rows, self._cells, self._looks, strict=True)
        }
        moved = [self.index(place.get(self._keys[i.row()], -1), i.column()) for i in held]
        for i, key in enumerate(keys):
            if key in old:
                self._rows[i], self._cells[i], self._looks[i] = old[key]
            else:
                self._put(i, rows[i])
        self._keys = keys
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    # -- what Qt asks
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tool tip and spoken text of a cell; the cell itself for `CELL_ROLE`."""
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text_of(cell)
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.EditRole:
            return self._edit_text(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return getattr(cell, "tip", "") or spoken(cell) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(cell)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and index.column() == 0:
            row = self.row(index.row())
            return None if row is None else self._sentence(row)
        return None

    def _edit_text(self, index: Index) -> str | None:
        edit, row = self.columns[index.column()].edit, self.row(index.row())
        return None if edit is None or row is None else edit(row)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what a person wrote into a cell; the rows change only when new ones are set."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self._edit_text(index):
            return False
        self.edited.emit(self._keys[index.row()], self.columns[index.column()].key, str(value).strip())
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The head of a column, short to see and in full to read."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.full or column.head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter if column.group else alignment(column)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Strips cannot be selected; cells of an `edit` column can be edited; rows can be dragged if movable."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self._movable else Qt.ItemFlag.NoItemFlags
        if isinstance(self._rows[index.row()], Strip):
            return Qt.ItemFlag.ItemIsEnabled
        editable = self.columns[index.column()].edit is not None and self._edit_text(index) is not None
        return _FLAGS[editable, self._movable]

    # -- dragging a row
    def supportedDropActions(self) -> Qt.DropAction:
        """Rows are moved, not copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Rows of this program."""
        return [_ROWS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The number of the row dragged."""
        data = QMimeData()
        data.setData(_ROWS_MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell which row was dropped before which; false, since the model moves nothing by itself."""
        if not data.hasFormat(_ROWS_MIME):
            return False
        dragged = int(bytes(data.data(_ROWS_MIME).data()))
        target = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        self.dropped.emit(self._keys[dragged], target)
        return False


def alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    """How a column stands: figures right, else as it says."""
    sides = {
        "left": Qt.AlignmentFlag.AlignLeft,
        "right": Qt.AlignmentFlag.AlignRight,
        "centre": Qt.AlignmentFlag.AlignHCenter,
    }
    return sides["right" if column.figures else column.align] | Qt.AlignmentFlag.AlignVCenter


def _stretches(rows: list[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring numbers as first and last: [1, 2, 5] → [(1, 2), (5, 5)]."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
