"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring schema ${down_revision} to schema ${up_revision}."""
    ${upgrades if upgrades else "pass"}
