"""Making and opening a cup: identity, checks, upgrade with a copy beside, and the right to write."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from cupdesk.store.lock import Lock, ServerLock
from cupdesk.store.place import code_of, engine_for, guarded, name_of
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPICursor
    from sqlalchemy.pool import PoolProxiedConnection

APPLICATION_ID = 0x43757044
"""`CupD`, at byte 68 of the file: what a SQLite database of CupDesk is known by."""

SCHEMA = 1
"""The newest schema: the number of the last migration, kept as `user_version`."""


def reach(place: Path | str, operator: str) -> tuple[Engine, Lock | ServerLock | None, Trouble | None]:
    """An engine for a cup, the right to write it, or why there is none. An older file is copied, then upgraded."""
    lock: Lock | ServerLock | None
    if isinstance(place, Path):
        engine, writable = _connect(place)
        lock, reason = _lock(place, operator) if writable else (None, Trouble("store.read_only", name=place.name))
    else:
        engine = engine_for(place)
        lock, reason = _server_lock(engine, place)
    try:
        with guarded(place):
            with engine.begin() as connection:
                schema = _check(connection, place)
            if schema < SCHEMA:
                if reason is not None:
                    raise Trouble("store.older_read_only", name=name_of(place))
                if isinstance(place, Path):
                    _back_up(place, schema)
                with engine.begin() as connection:
                    build(connection)
            if reason is not None and isinstance(place, Path):
                with engine.begin() as connection:
                    connection.exec_driver_sql("PRAGMA query_only = ON")
    except BaseException:
        engine.dispose()
        if lock is not None:
            lock.release()
        raise
    return engine, lock, reason


def _connect(path: Path) -> tuple[Engine, bool]:
    """An engine for a cup file, and whether the file can be written.

    All is asked of SQLite: opening and closing the file beside it would take its locks away.
    """
    try:
        size = path.stat().st_size
    except OSError:
        raise Trouble("store.missing", name=path.name, folder=str(path.parent)) from None
    if size == 0:
        raise Trouble("store.empty", name=path.name)
    log = path.with_name(path.name + "-wal")
    with guarded(path):
        if log.exists() or (_may_write(path) and _may_write(path.parent)):
            engine = engine_for(path)
            try:
                return engine, _probe(engine, path)
            except sqlite3.OperationalError as error:
                no_log = code_of(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
                if not no_log or (log.exists() and log.stat().st_size):
                    raise
        # A write-ahead log cannot be set up in a read-only place. Without one, the file is whole as it lies.
        engine = engine_for(path, unchanging=True)
        _probe(engine, path)
        return engine, False


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _probe(engine: Engine, path: Path) -> bool:
    """Whether the file of an engine can be written. `Trouble` if it is no cup, an SQLite error if it cannot be read."""
    try:
        with closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("SELECT count(*) FROM sqlite_master")
            cursor.execute("PRAGMA application_id")
            if cursor.fetchone() != (APPLICATION_ID,):
                raise Trouble("store.not_a_cup", name=path.name)
            return _can_write(connection, cursor)
    except (Trouble, sqlite3.Error):
        engine.dispose()
        raise


def _can_write(connection: PoolProxiedConnection, cursor: DBAPICursor) -> bool:
    """Whether SQLite would write: `BEGIN IMMEDIATE` alone does not tell, a read-only file grants it."""
    try:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except sqlite3.OperationalError as error:
        if code_of(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY):
            raise
        return code_of(error) == sqlite3.SQLITE_BUSY
    finally:
        connection.rollback()
    return True


def _check(connection: Connection, place: Path | str) -> int:
    """The schema of a place; `Trouble` if it is damaged, newer than this program, or no cup at all."""
    if connection.dialect.name != "sqlite":
        if not inspect(connection).has_table("alembic_version"):
            raise Trouble("store.not_a_cup", name=name_of(place))
        schema = int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    else:
        schema = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
            raise Trouble("store.damaged", name=name_of(place))
    if schema > SCHEMA:
        raise Trouble("store.newer", name=name_of(place), schema=schema, known=SCHEMA)
    return schema


def build(connection: Connection) -> None:
    """Make or upgrade the tables and set the identity, in the transaction the connection is in."""
    from cupdesk.store.migrations import upgrade  # Alembic is slow to import and seldom needed

    upgrade(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def found(place: Path | str) -> None:
    """Make a new cup in an empty file or database."""
    engine = engine_for(place)
    try:
        with guarded(place):
            if isinstance(place, Path):
                with closing(engine.raw_connection()) as raw:
                    raw.cursor().execute("PRAGMA journal_mode = WAL")
            with engine.begin() as connection:
                if inspect(connection).has_table("alembic_version"):
                    raise Trouble("store.exists", name=name_of(place))
                build(connection)
    finally:
        engine.dispose()


def _back_up(path: Path, schema: int) -> None:
    """Copy a file, with all that is committed, beside it, under a name not taken: `cup.schema-1.cupdesk`."""
    names = (f"{path.stem}.schema-{schema}{extra}{path.suffix}" for extra in ("", *(f"-{n}" for n in range(2, 1000))))
    copy = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.Error:
        discard(copy)
        raise


def claim(path: Path) -> None:
    """Take an unused file name; `Trouble` if there is a file already, or none can be made."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        raise Trouble("store.exists", name=path.name) from None
    except OSError as error:
        raise Trouble("store.cannot_create", name=path.name, folder=str(path.parent)) from error


def _lock(path: Path, operator: str) -> tuple[Lock | None, Trouble | None]:
    """The right to write a file, or the reason why there is none."""
    try:
        return Lock(path, operator), None
    except Trouble as trouble:
        return None, trouble
    except OSError as error:
        closed = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
        return None, Trouble("store.read_only" if closed else "store.no_lock", name=path.name)


def _server_lock(engine: Engine, place: str) -> tuple[ServerLock | None, Trouble | None]:
    if engine.dialect.name != "postgresql":
        return None, None
    try:
        with guarded(place):
            return ServerLock(place, name_of(place)), None
    except Trouble as trouble:
        if trouble.key != "store.open_elsewhere":
            raise
        return None, trouble


def discard(path: Path) -> None:
    """Take away a file that could not be made whole."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
