"""The tables of a cup file: one for each class of facts, one for the journal.

A row is named by its path: the season, then its place (0 first) in each list on the way down to it. So lists keep their
order, nothing needs an invented number, and the difference of two seasons is found without asking the database.
Columns are text or whole numbers; lists of codes and pairs of words are JSON text. Every column is called as its field.
"""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel


def _key() -> int:
    """A part of a row's path: given by us, never counted up by the database."""
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    return number


def _under(parent: str, *columns: str) -> tuple[ForeignKeyConstraint]:
    """Say that a row lies under a row of `parent`: `columns` are the first parts of its path."""
    keys = ("id",) if parent == "season" else (*columns[:-1], "position")
    return (ForeignKeyConstraint(columns, [f"{parent}.{key}" for key in keys]),)


class SeasonRow(SQLModel, table=True):
    """A season; its regulations and its letterhead are one JSON document each."""

    __tablename__ = "season"
    id: int = _key()
    code: str = Field(unique=True)
    cup: str
    year: int
    regulations: str
    honours_complete: int
    disclaimer: str | None
    letterhead: str


class DriverRow(SQLModel, table=True):
    """A driver of a season."""

    __tablename__ = "driver"
    __table_args__ = _under("season", "season")
    season: int = _key()
    position: int = _key()
    code: str
    given: str
    surname: str
    nationality: str


class TeamRow(SQLModel, table=True):
    """A team of a season."""

    __tablename__ = "team"
    __table_args__ = _under("season", "season")
    season: int = _key()
    position: int = _key()
    code: str
    name: str
    short: str
    nationality: str


class EntryRow(SQLModel, table=True):
    """An entry of a season."""

    __tablename__ = "entry"
    __table_args__ = _under("season", "season")
    season: int = _key()
    position: int = _key()
    number: str
    drivers: str
    team: str | None
    category: str
    awards: str
    guest: int
    guest_of: str
    manufacturer: str
    rounds: str


class EntryChangeRow(SQLModel, table=True):
    """What is different for an entry in one round; NULL keeps what the entry says."""

    __tablename__ = "entry_change"
    __table_args__ = _under("entry", "season", "entry")
    season: int = _key()
    entry: int = _key()
    position: int = _key()
    round: str
    number: str | None
    drivers: str | None
    team: str | None
    category: str | None
    awards: str | None
    guest: int | None
    manufacturer: str | None


class RoundRow(SQLModel, table=True):
    """A meeting."""

    __tablename__ = "round"
    __table_args__ = _under("season", "season")
    season: int = _key()
    position: int = _key()
    code: str
    name: str
    circuit: str
    place: str
    length_m: int | None
    first_day: str | None
    last_day: str | None
    drive_through_ms: int | None
    stop_and_go_ms: int | None
    pole_side: str | None


class SessionRow(SQLModel, table=True):
    """A session; its finishing order is one fact, a list of car numbers."""

    __tablename__ = "session"
    __table_args__ = _under("round", "season", "round")
    season: int = _key()
    round: int = _key()
    position: int = _key()
    code: str
    kind: str
    name: str
    date: str | None
    start: str
    planned_laps: int | None
    planned_minutes: int | None
    laps: int | None
    counted_laps: int | None
    track: str
    air_c: int | None
    track_c: int | None
    joint: int
    points_factor: str
    cancelled: int
    order: str
    dead_heats: str
    sets_grids: str
    grid: str
    grid_reason: str
    pole: str
    events: str
    state: str
    revision: int
    document: int | None
    posted: str | None
    reopened: str
    second: str | None


class FinishRow(SQLModel, table=True):
    """What the timekeeper gives for one car in one session."""

    __tablename__ = "finish"
    __table_args__ = _under("session", "season", "round", "session")
    season: int = _key()
    round: int = _key()
    session: int = _key()
    position: int = _key()
    number: str
    status: str
    laps: int | None
    laps_down: int | None
    total_ms: int | None
    gap_ms: int | None
    parts_ms: str
    best_ms: int | None
    best_lap: int | None
    second_ms: int | None
    second_lap: int | None
    drivers: str
    led: int | None


class DecisionRow(SQLModel, table=True):
    """A decision of the stewards, filed under a session."""

    __tablename__ = "decision"
    __table_args__ = _under("session", "season", "round", "session")
    season: int = _key()
    round: int = _key()
    session: int = _key()
    position: int = _key()
    number: int
    cars: str
    offence: str
    state: str
    time: str | None
    article: str
    text: str | None
    applies_to: str
    path: str


class SanctionRow(SQLModel, table=True):
    """One measure of a decision."""

    __tablename__ = "sanction"
    __table_args__ = _under("decision", "season", "round", "session", "decision")
    season: int = _key()
    round: int = _key()
    session: int = _key()
    decision: int = _key()
    position: int = _key()
    kind: str
    ms: int | None
    count: int | None
    behind: str | None
    place: int | None
    amount: str


class AdjustmentRow(SQLModel, table=True):
    """Points given or taken in one championship; exact text (`25/2`)."""

    __tablename__ = "adjustment"
    __table_args__ = _under("season", "season")
    season: int = _key()
    position: int = _key()
    championship: str
    name: str
    points: str
    reason: str
    after: str


class HonourRow(SQLModel, table=True):
    """A line of the roll of honour."""

    __tablename__ = "honour"
    __table_args__ = _under("season", "season")
    season: int = _key()
    position: int = _key()
    year: int
    championship: str
    name: str
    none_before: int


class OffenceRow(SQLModel, table=True):
    """A line of the offence catalogue."""

    __tablename__ = "offence"
    __table_args__ = _under("season", "season")
    season: int = _key()
    position: int = _key()
    code: str
    name: str
    article: str
    text: str | None
    short: str
    usual: str


class OfficialRow(SQLModel, table=True):
    """A person who signs."""

    __tablename__ = "official"
    __table_args__ = _under("season", "season")
    season: int = _key()
    position: int = _key()
    role: str
    name: str


class DocumentRow(SQLModel, table=True):
    """A published document; `copies` is its packed content in each language, `signed` the signatories, as JSON lists."""

    __tablename__ = "document"
    __table_args__ = _under("season", "season")
    season: int = _key()
    position: int = _key()
    number: int
    kind: str
    session: str
    state: str
    revision: int
    posted: str
    copies: str
    by: str
    signed: str
    reason: str
    pictures: str


class PictureRow(SQLModel, table=True):
    """A picture of the letterhead, by the digest of its file; the file as base64."""

    __tablename__ = "picture"
    __table_args__ = _under("season", "season")
    season: int = _key()
    position: int = _key()
    digest: str
    content: str


class StepRow(SQLModel, table=True):
    """A step of the journal: when, by whom, which edits, and every row as it was and as it became.

    `state` is `done`, `undone` (can be done again) or `dropped` (undone, then something else was done).
    `takes_back` is the step that this one took back alone.
    """

    __tablename__ = "step"
    __table_args__ = (*_under("season", "season"), Index("step_by_state", "season", "state", "id"))
    id: int | None = Field(default=None, primary_key=True)
    season: int
    at: str
    operator: str
    edits: str
    images: str
    state: str
    takes_back: int | None
