"""A folder that is watched: a new file of a timekeeper is told once, when it has come to rest. It is never taken by itself."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

REST_MS = 1000
"""A file that has not changed for so long is whole, as far as anyone can tell."""
_MOST_WATCHED = 200
_MOST_BYTES = 30_000_000
_Stamp = tuple[int, int]


class WatchedFolder(QObject):
    """Tells `arrived` of files that are new or have other contents than before, never twice of the same contents.

    What lies there when the watch begins is known. A folder that goes (a stick pulled out) is waited for; `gone` and
    `back` tell of it, and what it then brings with it is new. `endings` are those of files that matter.
    """

    arrived = Signal(list)
    gone = Signal()
    back = Signal()

    def __init__(
        self, folder: Path, endings: Collection[str], parent: QObject | None = None, *, rest_ms: int = REST_MS
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self._endings = {f".{ending}" for ending in endings}
        self._waiting: dict[Path, _Stamp] = {}
        self._told: set[bytes] = set()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self.look())
        self._watcher.fileChanged.connect(lambda _: self.look())
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(rest_ms)
        self._rest.timeout.connect(self._see_what_rests)
        found = self._listed()
        self.is_there = found is not None
        self._known = found or {}
        self._watch(self._known)

    def look(self) -> None:
        """See what is there now; called when the system tells of a change, and good at any time."""
        found = self._listed()
        if (found is not None) != self.is_there:
            self.is_there = found is not None
            (self.back if self.is_there else self.gone).emit()
        self._watch(found or {})
        fresh = {path: stamp for path, stamp in (found or {}).items() if self._known.get(path) != stamp}
        self._waiting = fresh
        if fresh:
            self._rest.start()

    def _listed(self) -> dict[Path, _Stamp] | None:
        """The files that matter, with size and time of change; `None` if there is no such folder."""
        found = {}
        try:
            for path in self.folder.iterdir():
                if path.suffix.lower() in self._endings and not path.name.startswith((".", "~$")):
                    stamp = _stamp(path)
                    if stamp is not None:
                        found[path] = stamp
        except OSError:
            return None
        return found

    def _watch(self, found: dict[Path, _Stamp]) -> None:
        """Have the system tell of the folder, its files, and the nearest folder above: not all tell that they are renamed."""
        above = next((each for each in self.folder.parents if each.is_dir()), self.folder)
        newest = sorted(found, key=lambda path: found[path][1])[-_MOST_WATCHED:]
        wanted = {str(above), *map(str, newest)} | ({str(self.folder)} if self.folder.is_dir() else set())
        now = {*self._watcher.directories(), *self._watcher.files()}
        if gone := now - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - now:
            self._watcher.addPaths(sorted(new))

    def _see_what_rests(self) -> None:
        """Tell of the files that have not changed meanwhile; those still being written are waited for."""
        rested = []
        for path, before in sorted(self._waiting.items()):
            stamp = _stamp(path)
            if stamp is None:
                del self._waiting[path]
            elif stamp == before and stamp[0] and (digest := _digest(path)) is not None:
                del self._waiting[path]
                self._known[path] = stamp
                if digest not in self._told:
                    self._told.add(digest)
                    rested.append(path)
            else:
                self._waiting[path] = stamp
        if self._waiting:
            self._rest.start()
        if rested:
            self.arrived.emit(rested)


def _stamp(path: Path) -> _Stamp | None:
    """Size and time of change of a file; `None` if there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_size, stat.st_mtime_ns) if path.is_file() else None


def _digest(path: Path) -> bytes | None:
    """What the contents are known by; `None` while another program keeps them to itself."""
    try:
        with path.open("rb") as file:
            return hashlib.sha256(file.read(_MOST_BYTES)).digest()
    except OSError:
        return None
