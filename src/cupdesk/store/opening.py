"""Making and opening a cup: identity, checks, upgrade with a copy beside, and the right to write."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cupdesk.store.hand import FileHand
from cupdesk.store.lock import Lock
from cupdesk.store.place import code_of, guarded, name_of, uri
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.store.hand import Hand
    from cupdesk.store.server import ServerHand, ServerLock

APPLICATION_ID = 0x43757044
"""`CupD`, at byte 68 of the file: what a SQLite database of CupDesk is known by."""

SCHEMA = 1
"""The newest schema: the number of the last migration, kept as `user_version`."""


def reach(place: Path | str, operator: str) -> tuple[Hand, Lock | ServerLock | None, Trouble | None]:
    """A hand on a cup, the right to write it, or why there is none. An older file is copied, then upgraded."""
    hand: Hand
    lock: Lock | ServerLock | None
    if isinstance(place, Path):
        hand, writable = _connect(place)
        lock, reason = _lock(place, operator) if writable else (None, Trouble("store.read_only", name=place.name))
    else:
        hand, lock, reason = _connect_server(place)
    try:
        with guarded(place):
            schema = _check(hand, place)
            if schema < SCHEMA:
                if reason is not None:
                    raise Trouble("store.older_read_only", name=name_of(place))
                if isinstance(place, Path):
                    _back_up(place, schema)
                build(hand)
            if reason is not None and isinstance(place, Path):
                hand.rows("PRAGMA query_only = ON")
    except BaseException:
        hand.close()
        if lock is not None:
            lock.release()
        raise
    return hand, lock, reason


def _connect(path: Path) -> tuple[FileHand, bool]:
    """A hand on a cup file, and whether the file can be written.

    All is asked of SQLite: opening and closing the file beside it would take its locks away.
    """
    try:
        size = path.stat().st_size
    except OSError:
        raise Trouble("store.missing", name=path.name, folder=str(path.parent)) from None
    if path.is_dir():
        raise Trouble("store.folder", name=path.name or str(path))
    if size == 0:
        raise Trouble("store.empty", name=path.name)
    log = path.with_name(path.name + "-wal")
    with guarded(path):
        if log.exists() or (_may_write(path) and _may_write(path.parent)):
            try:
                return _probed(path)
            except sqlite3.OperationalError as error:
                no_log = code_of(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
                if not no_log or (log.exists() and log.stat().st_size):
                    raise
        # A write-ahead log cannot be set up in a read-only place. Without one, the file is whole as it lies.
        hand, _ = _probed(path, unchanging=True)
        return hand, False


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _probed(path: Path, *, unchanging: bool = False) -> tuple[FileHand, bool]:
    """A hand on a file and whether it can be written. `Trouble` if it is no cup, an SQLite error if it cannot be read."""
    hand = FileHand(uri(path, unchanging=unchanging))
    try:
        hand.rows("SELECT count(*) FROM sqlite_master")
        if hand.rows("PRAGMA application_id") != [(APPLICATION_ID,)]:
            raise Trouble("store.not_a_cup", name=path.name)
        return hand, _can_write(hand)
    except (Trouble, sqlite3.Error):
        hand.close()
        raise


def _can_write(hand: FileHand) -> bool:
    """Whether SQLite would write: `BEGIN IMMEDIATE` alone does not tell, a read-only file grants it."""
    try:
        hand.rows("BEGIN IMMEDIATE")
        hand.rows(f"PRAGMA application_id = {APPLICATION_ID}")
    except sqlite3.OperationalError as error:
        if code_of(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY):
            raise
        return code_of(error) == sqlite3.SQLITE_BUSY
    finally:
        hand.rollback()
    return True


def _connect_server(place: str) -> tuple[ServerHand, ServerLock | None, Trouble | None]:
    """A hand on a database by URL, and the right to write it or why there is none."""
    from cupdesk.store.server import ServerHand, ServerLock  # SQLAlchemy is slow to import, and no file needs it

    with guarded(place):
        hand = ServerHand(place)
        try:
            return hand, ServerLock(place, name_of(place)) if hand.knows_locks else None, None
        except Trouble as trouble:
            if trouble.key != "store.open_elsewhere":
                raise
            return hand, None, trouble


def _check(hand: Hand, place: Path | str) -> int:
    """The schema of a place; `Trouble` if it is damaged, newer than this program, or no cup at all."""
    schema = hand.schema()
    if schema is None:
        raise Trouble("store.not_a_cup", name=name_of(place))
    if isinstance(place, Path) and hand.rows("PRAGMA quick_check(1)") != [("ok",)]:
        raise Trouble("store.damaged", name=name_of(place))
    if schema > SCHEMA:
        raise Trouble("store.newer", name=name_of(place), schema=schema, known=SCHEMA)
    return schema


def build(hand: Hand) -> None:
    """Make or upgrade the tables and set the identity, in one transaction."""
    from cupdesk.store.migrations import upgrade  # Alembic is slow to import and seldom needed

    with hand.alchemy() as connection:
        upgrade(connection)
        if isinstance(hand, FileHand):
            hand.rows(f"PRAGMA application_id = {APPLICATION_ID}")
            hand.rows(f"PRAGMA user_version = {SCHEMA}")


def found(place: Path | str) -> None:
    """Make a new cup in an empty file or database."""
    with guarded(place), closing(_new(place)) as hand:
        if isinstance(hand, FileHand):
            hand.rows("PRAGMA journal_mode = WAL")
        elif hand.schema() is not None:
            raise Trouble("store.exists", name=name_of(place))
        build(hand)


def _new(place: Path | str) -> FileHand | ServerHand:
    if isinstance(place, Path):
        return FileHand(uri(place))
    from cupdesk.store.server import ServerHand  # as above

    return ServerHand(place)


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


def discard(path: Path) -> None:
    """Take away a file that could not be made whole."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
