"""How the store reaches its rows: plain portable SQL in, tuples out; on SQLite through the standard library alone.

Statements are standard SQL with `:name` for what is given. `server.py` has the same hand for a database by URL.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Connection

    Given = Mapping[str, Any]

NOTHING: Given = {}


class Hand(Protocol):
    """One connection to the rows of a cup."""

    def rows(self, statement: str, given: Given = ...) -> Sequence[Sequence[Any]]:
        """What a statement answers."""

    def run(self, statement: str, rows: Sequence[Given]) -> int:
        """Do a statement for each of some rows; how many rows it met, or -1 if the database does not tell."""

    def transaction(self) -> AbstractContextManager[None]:
        """All that happens within is durable in the end, or nothing of it has happened."""

    def alchemy(self) -> AbstractContextManager[Connection]:
        """The same connection as Alembic wants it, in one transaction."""

    def schema(self) -> int | None:
        """The number of the schema; `None` if there is no cup."""

    def close(self) -> None:
        """Let go."""


class FileHand:
    """SQLite: a file by its URI, or `:memory:`."""

    def __init__(self, name: str) -> None:
        # No transactions of the driver's own: it would leave the schema out of them.
        self._raw = sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False, timeout=2)
        try:
            self._raw.execute("PRAGMA foreign_keys = ON")
            self._raw.execute("PRAGMA synchronous = FULL")
        except sqlite3.Error:
            self._raw.close()
            raise

    def rows(self, statement: str, given: Given = NOTHING) -> list[tuple[Any, ...]]:
        """What a statement answers."""
        return self._raw.execute(statement, given).fetchall()

    def run(self, statement: str, rows: Sequence[Given]) -> int:
        """Do a statement for each of some rows; how many rows it met."""
        return self._raw.executemany(statement, rows).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens within is durable in the end, or nothing of it has happened."""
        self._raw.execute("BEGIN")
        try:
            yield
            self._raw.execute("COMMIT")
        except BaseException:
            self.rollback()
            raise

    def copy_to(self, path: Path) -> None:
        """Copy all that is committed over a file."""
        with closing(sqlite3.connect(path)) as target:
            self._raw.backup(target)

    def rollback(self) -> None:
        """Take back what was begun, unless SQLite has done so itself, as on a full disk."""
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    @contextmanager
    def alchemy(self) -> Iterator[Connection]:
        """The same connection as Alembic wants it, in one transaction."""
        # Slow to import, and only wanted to make or upgrade a file.
        from sqlalchemy import StaticPool, create_engine, event

        engine = create_engine("sqlite://", creator=lambda: self._raw, poolclass=StaticPool)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        with engine.begin() as connection:
            yield connection

    def schema(self) -> int:
        """The number of the schema: `user_version`."""
        ((number,),) = self.rows("PRAGMA user_version")
        return int(number)

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()


def quoted(names: Sequence[str], between: str = ", ") -> str:
    """Names of columns as SQL takes them whatever they are called (`order` is one)."""
    return between.join(f'"{name}"' for name in names)


def matching(keys: Sequence[str]) -> str:
    """The condition that the first parts of a path, `:k0`, `:k1` …, are as given."""
    return " AND ".join(f'"{key}" = :k{index}' for index, key in enumerate(keys))
