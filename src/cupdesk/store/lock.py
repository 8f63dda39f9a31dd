"""One writer for a cup file: a lock of the operating system on a side file, gone with the process whatever happens to it.

The side file `NAME.cupdesk-lock` also tells others who has the cup file open, and since when.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

# Windows keeps others from reading locked bytes, so the lock is taken far behind the note.
_FAR = 1 << 30

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """The right to write a cup file, held until `release` or the end of the process."""

    def __init__(self, place: Path, operator: str) -> None:
        """Take the lock. Raises `Trouble` if another has it, `OSError` if there can be none here."""
        self._path = place.with_name(place.name + "-lock")
        self._operator: str | None = None
        self._since = datetime.now().astimezone()
        self._file = self._hold(place)
        self.tell(operator)

    def _hold(self, place: Path) -> BinaryIO:
        while True:
            file = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b", 0)
            try:
                _take(file)
            except (BlockingIOError, PermissionError):
                file.close()
                raise Trouble("store.open_elsewhere", name=place.name, **_note(self._path)) from None
            except OSError:
                file.close()
                raise
            # The holder before may have removed the side file between our opening and our locking it.
            with contextlib.suppress(FileNotFoundError):
                if sys.platform == "win32" or os.path.samestat(os.fstat(file.fileno()), self._path.stat()):
                    return file
            file.close()

    def keep(self) -> bool:
        """Whether the lock was held all along: one of the operating system always is."""
        return True

    def tell(self, operator: str) -> None:
        """Write who holds the lock; on a full disk others will not know, but the lock is held all the same."""
        if operator != self._operator:
            self._operator = operator
            with contextlib.suppress(OSError):
                self._file.seek(0)
                self._file.truncate()
                self._file.write(json.dumps({"operator": operator, "since": self._since.isoformat()}).encode())

    def release(self) -> None:
        """Let others write, and take the side file away."""
        # Windows does not remove an open file, others do; whoever comes first after us finds none or a free one.
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._file.close()
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink()


def clock(since: datetime) -> str:
    """A time as people here say it: `12:38`, with the day if it is another."""
    since = since.astimezone()
    today = since.date() == datetime.now().astimezone().date()
    return f"{since:%H:%M}" if today else f"{since:%Y-%m-%d %H:%M}"


def _note(path: Path) -> dict[str, str]:
    """Who holds the lock and since when, as far as the side file says."""
    try:
        note = json.loads(path.read_bytes())
        return {"operator": str(note["operator"]) or "?", "since": clock(datetime.fromisoformat(note["since"]))}
    except (OSError, ValueError, KeyError, TypeError):
        return {"operator": "?", "since": "?"}
