"""Where a cup is kept: a file or a database by URL; how to reach it, and what its failures mean."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = ":memory:"


def where(place: Path | str) -> Path | str:
    """A file as a path; a database on a server, or `:memory:`, as text."""
    if isinstance(place, str) and "://" in place:
        try:
            url = make_url(place)
        except ArgumentError:
            raise Trouble("store.bad_url", name=place) from None
        if url.get_backend_name() != "sqlite":
            return place
        place = url.database or MEMORY
    return MEMORY if str(place) == MEMORY else Path(place)


def name_of(place: Path | str) -> str:
    """A place as a person reads it, without a password."""
    if isinstance(place, Path):
        return place.name
    return make_url(place).render_as_string() if "://" in place else place


@contextmanager
def guarded(place: Path | str) -> Iterator[None]:
    """Say failures of the database, and rows that make no sense, as `Trouble`."""
    try:
        yield
    except DBAPIError as error:
        raise Trouble(_reason(error.orig), name=name_of(place)) from error
    except sqlite3.Error as error:
        raise Trouble(_reason(error), name=name_of(place)) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise Trouble("store.unfit") from error
    except (LookupError, ValueError, TypeError, ZeroDivisionError) as error:
        raise Trouble("store.damaged", name=name_of(place)) from error


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


def engine_for(place: Path | str, *, unchanging: bool = False) -> Engine:
    """An engine with one connection. `unchanging`: nobody can write the file, so SQLite needs no files beside it."""
    if isinstance(place, str) and place != MEMORY:
        try:
            return create_engine(place, poolclass=StaticPool)
        except (NoSuchModuleError, ModuleNotFoundError):
            raise Trouble("store.no_driver", name=name_of(place)) from None
    name = place if isinstance(place, str) else place.resolve().as_uri() + "?mode=rw"
    name += "&immutable=1" if unchanging else ""

    def connect() -> sqlite3.Connection:
        # No transactions of the driver's own: it would leave the schema out of them.
        connection = sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False, timeout=2)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def someone() -> str:
    """Who is at this computer, if nobody said."""
    return next((os.environ[name] for name in ("LOGNAME", "USER", "USERNAME") if os.environ.get(name)), "")
