"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None
branch_labels = None
depends_on = None


def _path(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), primary_key=True, autoincrement=False) for name in names]


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _under(parent: str, *columns: str) -> sa.ForeignKeyConstraint:
    keys = ("id",) if parent == "season" else (*columns[:-1], "position")
    return sa.ForeignKeyConstraint(columns, [f"{parent}.{key}" for key in keys])


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "season",
        *_path("id"),
        _text("code"),
        _text("cup"),
        _number("year"),
        _text("regulations"),
        _number("honours_complete"),
        _text("disclaimer", nullable=True),
        _text("letterhead"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "adjustment",
        *_path("season", "position"),
        _text("championship"),
        _text("name"),
        _text("points"),
        _text("reason"),
        _text("after"),
        _under("season", "season"),
    )
    op.create_table(
        "document",
        *_path("season", "position"),
        _number("number"),
        _text("kind"),
        _text("session"),
        _text("state"),
        _number("revision"),
        _text("posted"),
        _text("copies"),
        _text("by"),
        _text("signed"),
        _text("reason"),
        _text("pictures"),
        _under("season", "season"),
    )
    op.create_table(
        "driver",
        *_path("season", "position"),
        _text("code"),
        _text("given"),
        _text("surname"),
        _text("nationality"),
        _under("season", "season"),
    )
    op.create_table(
        "entry",
        *_path("season", "position"),
        _text("number"),
        _text("drivers"),
        _text("team", nullable=True),
        _text("category"),
        _text("awards"),
        _number("guest"),
        _text("guest_of"),
        _text("manufacturer"),
        _text("rounds"),
        _under("season", "season"),
    )
    op.create_table(
        "honour",
        *_path("season", "position"),
        _number("year"),
        _text("championship"),
        _text("name"),
        _number("none_before"),
        _under("season", "season"),
    )
    op.create_table(
        "offence",
        *_path("season", "position"),
        _text("code"),
        _text("name"),
        _text("article"),
        _text("text", nullable=True),
        _text("short"),
        _text("usual"),
        _under("season", "season"),
    )
    op.create_table(
        "official",
        *_path("season", "position"),
        _text("role"),
        _text("name"),
        _under("season", "season"),
    )
    op.create_table(
        "picture",
        *_path("season", "position"),
        _text("digest"),
        _text("content"),
        _under("season", "season"),
    )
    op.create_table(
        "round",
        *_path("season", "position"),
        _text("code"),
        _text("name"),
        _text("circuit"),
        _text("place"),
        _number("length_m", nullable=True),
        _text("first_day", nullable=True),
        _text("last_day", nullable=True),
        _number("drive_through_ms", nullable=True),
        _number("stop_and_go_ms", nullable=True),
        _text("pole_side", nullable=True),
        _under("season", "season"),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), primary_key=True),
        _number("season"),
        _text("at"),
        _text("operator"),
        _text("edits"),
        _text("images"),
        _text("state"),
        _number("takes_back", nullable=True),
        _under("season", "season"),
    )
    op.create_table(
        "team",
        *_path("season", "position"),
        _text("code"),
        _text("name"),
        _text("short"),
        _text("nationality"),
        _under("season", "season"),
    )
    op.create_table(
        "entry_change",
        *_path("season", "entry", "position"),
        _text("round"),
        _text("number", nullable=True),
        _text("drivers", nullable=True),
        _text("team", nullable=True),
        _text("category", nullable=True),
        _text("awards", nullable=True),
        _number("guest", nullable=True),
        _text("manufacturer", nullable=True),
        _under("entry", "season", "entry"),
    )
    op.create_table(
        "session",
        *_path("season", "round", "position"),
        _text("code"),
        _text("kind"),
        _text("name"),
        _text("date", nullable=True),
        _text("start"),
        _number("planned_laps", nullable=True),
        _number("planned_minutes", nullable=True),
        _number("laps", nullable=True),
        _number("counted_laps", nullable=True),
        _text("track"),
        _number("air_c", nullable=True),
        _number("track_c", nullable=True),
        _number("joint"),
        _text("points_factor"),
        _number("cancelled"),
        _text("order"),
        _text("dead_heats"),
        _text("sets_grids"),
        _text("grid"),
        _text("grid_reason"),
        _text("pole"),
        _text("events"),
        _text("state"),
        _number("revision"),
        _number("document", nullable=True),
        _text("posted", nullable=True),
        _text("reopened"),
        _text("second", nullable=True),
        _under("round", "season", "round"),
    )
    op.create_table(
        "decision",
        *_path("season", "round", "session", "position"),
        _number("number"),
        _text("cars"),
        _text("offence"),
        _text("state"),
        _text("time", nullable=True),
        _text("article"),
        _text("text", nullable=True),
        _text("applies_to"),
        _text("path"),
        _under("session", "season", "round", "session"),
    )
    op.create_table(
        "finish",
        *_path("season", "round", "session", "position"),
        _text("number"),
        _text("status"),
        _number("laps", nullable=True),
        _number("laps_down", nullable=True),
        _number("total_ms", nullable=True),
        _number("gap_ms", nullable=True),
        _text("parts_ms"),
        _number("best_ms", nullable=True),
        _number("best_lap", nullable=True),
        _number("second_ms", nullable=True),
        _number("second_lap", nullable=True),
        _text("drivers"),
        _number("led", nullable=True),
        _under("session", "season", "round", "session"),
    )
    op.create_table(
        "sanction",
        *_path("season", "round", "session", "decision", "position"),
        _text("kind"),
        _number("ms", nullable=True),
        _number("count", nullable=True),
        _text("behind", nullable=True),
        _number("place", nullable=True),
        _text("amount"),
        _under("decision", "season", "round", "session", "decision"),
    )
    op.create_index("step_by_state", "step", ["season", "state", "id"])
