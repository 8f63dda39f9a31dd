"""A cup in a database on a server, by URL: the same statements through SQLAlchemy, and the right to write it."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import NullPool, StaticPool, create_engine, inspect, text
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError

from cupdesk.store.hand import NOTHING
from cupdesk.store.lock import clock
from cupdesk.store.place import name_of
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from cupdesk.store.hand import Given

_LOCK = 0x43757044
_HOLDER = (
    "SELECT a.usename, a.backend_start FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.objid = :id AND l.granted"
)
_text = cache(text)


class ServerHand:
    """One connection to a database by URL."""

    def __init__(self, place: str) -> None:
        """Connect. `Trouble` if the driver is not installed."""
        try:
            self._engine = create_engine(place, poolclass=StaticPool)
        except (NoSuchModuleError, ModuleNotFoundError):
            raise Trouble("store.no_driver", name=name_of(place)) from None
        self._connection = self._engine.connect()

    @property
    def knows_locks(self) -> bool:
        """Whether the server has a lock for one writer."""
        return self._engine.dialect.name == "postgresql"

    def rows(self, statement: str, given: Given = NOTHING) -> Sequence[Sequence[Any]]:
        """What a statement answers."""
        return self._connection.execute(_text(statement), given).all()

    def run(self, statement: str, rows: Sequence[Given]) -> int:
        """Do a statement for each of some rows; how many rows it met, or -1 if the database does not tell."""
        return self._connection.execute(_text(statement), rows).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens within is durable in the end, or nothing of it has happened."""
        with self._connection.begin():
            yield

    @contextmanager
    def alchemy(self) -> Iterator[Connection]:
        """The same connection as Alembic wants it, in one transaction."""
        with self._connection.begin():
            yield self._connection

    def schema(self) -> int | None:
        """The number of the schema, as Alembic keeps it; `None` if there is no cup."""
        with self.transaction():
            if not inspect(self._connection).has_table("alembic_version"):
                return None
            ((number,),) = self.rows("SELECT version_num FROM alembic_version")
            return int(number)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()
        self._engine.dispose()


class ServerLock:
    """The right to write a database on a PostgreSQL server, on a connection of its own."""

    def __init__(self, place: str, name: str) -> None:
        """Take the lock. Raises `Trouble` if another has it."""
        self._name = name
        self._engine = create_engine(place, poolclass=NullPool)
        self._take()

    def _take(self) -> None:
        self._connection = self._engine.connect()
        if not self._connection.execute(text("SELECT pg_try_advisory_lock(:id)"), {"id": _LOCK}).scalar_one():
            holder = self._connection.execute(text(_HOLDER), {"id": _LOCK}).first()
            self.release()
            operator, since = (holder[0], clock(holder[1])) if holder else ("?", "?")
            raise Trouble("store.open_elsewhere", name=self._name, operator=operator, since=since)
        self._connection.commit()

    def keep(self) -> bool:
        """Whether the lock was held all along. It goes with its connection, and is then taken anew; `Trouble` if another has it."""
        try:
            self._connection.execute(text("SELECT 1"))
            self._connection.commit()
        except SQLAlchemyError:
            self.release()
            self._take()
            return False
        return True

    def tell(self, operator: str) -> None:
        """The server knows its users itself."""

    def release(self) -> None:
        """Let others write."""
        self._connection.close()
        self._engine.dispose()
