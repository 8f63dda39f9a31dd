"""Rows kept as they were drawn: one that is seen again unchanged, wherever it has moved, is a picture put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtGui import QPixmap

    from cupdesk.ui.controls.cells import Cell
    from cupdesk.ui.controls.rows_model import RowLook

_MOST = 400


class _Seen(NamedTuple):
    """A row seen: its cells (held, so that their identity stays theirs), and its picture once it was seen twice."""

    cells: tuple[Cell, ...]
    picture: QPixmap | None


class RowPictures:
    """The pictures of the rows of one table. `frame` is all that every row depends on: columns, height, colours."""

    def __init__(self) -> None:
        self._frame: Hashable = None
        self._seen: dict[tuple[int, RowLook, bool], _Seen] = {}

    def turn_to(self, frame: Hashable) -> None:
        """Forget all pictures if the frame is another."""
        if frame != self._frame or len(self._seen) > _MOST:
            self._frame = frame
            self._seen.clear()

    def clear(self) -> None:
        """Forget all pictures."""
        self._seen.clear()

    def picture(
        self, cells: tuple[Cell, ...], look: RowLook, draw: Callable[[], QPixmap], *, selected: bool
    ) -> QPixmap | None:
        """The picture of a row; `None` the first time it is seen so: it may never be seen so again, and is drawn where it stands."""
        key = (id(cells), look, selected)
        seen = self._seen.get(key)
        if seen is None:
            self._seen[key] = _Seen(cells, None)
            return None
        if seen.picture is None:
            seen = self._seen[key] = _Seen(cells, draw())
        return seen.picture
