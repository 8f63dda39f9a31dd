"""A folder that is watched: a new file of a timekeeper is told once, when it has come to rest. It is never taken by itself."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

REST_MS = 1000
"""A file that has not changed for so long is whole, as far as anyone can tell."""
_MOST_WATCHED = 200
_MOST_BYTES = 30_000_000
_Stamp = tuple[int, int]


class WatchedFolder(QObject):
    """Tells `arrived` of files that are new, and of those that have other contents than before; never twice of the same contents.

    What lies there when the watch begins is known; where it goes on (`memory`, as it was kept), only what was answered is:
    the rest came meanwhile. A folder that goes (a stick pulled out) is waited for; `gone` and `back` tell of it, and what it
    then brings with it is new. `endings` are those of files that matter.
    """

    arrived = Signal(list, list)
    gone = Signal()
    back = Signal()

    def __init__(
        self,
        folder: Path,
        endings: Collection[str],
        parent: QObject | None = None,
        *,
        rest_ms: int = REST_MS,
        memory: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self._endings = {f".{ending}" for ending in endings}
        self._waiting: dict[Path, _Stamp] = {}
        self._digests: dict[Path, str] = {}
        self._answered = dict(memory or {})
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
        if memory is None:
            self._answered = {path.name: _entry(stamp, "") for path, stamp in self._known.items()}
        else:
            self._known, self._digests = self._remembered()
        self._watch(found or {})
        if memory is not None:
            self.look()

    def _remembered(self) -> tuple[dict[Path, _Stamp], dict[Path, str]]:
        stamps: dict[Path, _Stamp] = {}
        digests: dict[Path, str] = {}
        for name, kept in self._answered.items():
            size, changed, digest = (*kept.split(":"), "", "", "")[:3]
            if size.isdigit() and changed.lstrip("-").isdigit():
                stamps[self.folder / name] = (int(size), int(changed))
                digests[self.folder / name] = digest
        return stamps, digests

    def answer(self, paths: Collection[Path]) -> None:
        """These files have been looked at, or declined: they are not told again, also not after a restart."""
        for path in paths:
            if path in self._known:
                self._answered[path.name] = _entry(self._known[path], self._digests.get(path, ""))

    @property
    def memory(self) -> dict[str, str]:
        """What is to be kept for the next start: the files answered, with size, time of change and contents."""
        found = self._listed()
        there = None if found is None else {path.name for path in found}
        return {name: kept for name, kept in self._answered.items() if there is None or name in there}

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
        new: list[Path] = []
        other: list[Path] = []
        for path, before in sorted(self._waiting.items()):
            stamp = _stamp(path)
            if stamp is None:
                del self._waiting[path]
            elif stamp == before and stamp[0] and (digest := _digest(path)) is not None:
                del self._waiting[path]
                before_it = path in self._known
                told = digest in self._digests.values()
                self._known[path], self._digests[path] = stamp, digest
                if not told:
                    (other if before_it else new).append(path)
            else:
                self._waiting[path] = stamp
        if self._waiting:
            self._rest.start()
        if new or other:
            self.arrived.emit(new, other)


def _stamp(path: Path) -> _Stamp | None:
    """Size and time of change of a file; `None` if there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_size, stat.st_mtime_ns) if path.is_file() else None


def _entry(stamp: _Stamp, digest: str) -> str:
    return f"{stamp[0]}:{stamp[1]}:{digest}"


def _digest(path: Path) -> str | None:
    """What the contents are known by; `None` while another program keeps them to itself."""
    try:
        with path.open("rb") as file:
            return hashlib.sha256(file.read(_MOST_BYTES)).hexdigest()[:32]
    except OSError:
        return None
