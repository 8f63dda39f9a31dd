"""Run by Alembic: uses the connection that `upgrade` hands over; the transaction is the caller's."""

from alembic import context
from sqlmodel import SQLModel

import cupdesk.store.tables  # noqa: F401

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, transactional_ddl=False)
context.run_migrations()
