"""Where a cup is kept: a file or a database by URL, and what its failures mean.

SQLAlchemy takes longer to import than a window to open, so only a database by URL brings it in.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = ":memory:"


def where(place: Path | str) -> Path | str:
    """A file as a path; a database on a server, or `:memory:`, as text."""
    if isinstance(place, str) and "://" in place:
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            url = make_url(place)
        except ArgumentError:
            raise Trouble("store.bad_url", name=place) from None
        if url.get_backend_name() != "sqlite":
            return place
        place = url.database or MEMORY
    return MEMORY if str(place) == MEMORY else Path(place).absolute()


def name_of(place: Path | str) -> str:
    """A place as a person reads it, without a password."""
    if isinstance(place, Path):
        return place.name
    if "://" not in place:
        return place
    from sqlalchemy import make_url

    return make_url(place).render_as_string()


@contextmanager
def guarded(place: Path | str) -> Iterator[None]:
    """Say failures of the database, and rows that make no sense, as `Trouble`."""
    try:
        yield
    except _failures() as error:
        raise Trouble(_reason(getattr(error, "orig", error)), name=name_of(place)) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise Trouble("store.unfit") from error
    except (LookupError, ValueError, TypeError, ZeroDivisionError) as error:
        raise Trouble("store.damaged", name=name_of(place)) from error


def _failures() -> tuple[type[Exception], ...]:
    """What a database raises: SQLAlchemy's own only if it is in use."""
    alchemy = sys.modules.get("sqlalchemy.exc")
    return (sqlite3.Error,) if alchemy is None else (sqlite3.Error, alchemy.DBAPIError)


_REASONS = {
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_IOERR: "store.disk_full",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_CANTOPEN: "store.cannot_open",
    sqlite3.SQLITE_NOTADB: "store.not_a_cup",
}


def code_of(error: BaseException | None) -> int | None:
    """The primary SQLite result code of an error, if it has one."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def _reason(error: BaseException | None) -> str:
    if isinstance(error, sqlite3.Error):
        return _REASONS.get(code_of(error) or 0, "store.damaged")
    return "store.server"


def uri(path: Path, *, unchanging: bool = False) -> str:
    """What SQLite calls a file. `unchanging`: nobody can write it, so SQLite needs no files beside it."""
    return path.resolve().as_uri() + "?mode=rw" + ("&immutable=1" if unchanging else "")


def someone() -> str:
    """Who is at this computer, if nobody said."""
    return next((os.environ[name] for name in ("LOGNAME", "USER", "USERNAME") if os.environ.get(name)), "")
