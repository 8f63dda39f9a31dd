"""The lines entered so far, to be brought back one by one."""

from __future__ import annotations

_MOST = 50


class History:
    """Earlier lines, the latest last; `bring` walks through them from the line that is being typed."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._at = 0

    @property
    def walking(self) -> bool:
        """Whether an earlier line stands in place of a new one."""
        return self._at < len(self._lines)

    def keep(self, line: str) -> None:
        """Keep a line that was entered; the same one twice running is kept once."""
        if line and self._lines[-1:] != [line]:
            self._lines = [*self._lines[1 - _MOST :], line]
        self._at = len(self._lines)

    def bring(self, by: int) -> str | None:
        """The line before (-1) or after (1), "" after the last; `None` if there is none."""
        where = self._at + by
        if not 0 <= where <= len(self._lines):
            return None
        self._at = where
        return self._lines[where] if where < len(self._lines) else ""
