"""What a step altered, in words: `finishing order, 32`: `17th` → `16th`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cupdesk.lines.say import offence_of
from cupdesk.rules.documents import Document
from cupdesk.rules.model import Adjustment, Driver, Entry, Honour, Offence, Official, Round, Team
from cupdesk.rules.session import (
    Decision,
    DecisionState,
    PoleSide,
    Sanction,
    SecondEntry,
    Session,
    SessionKind,
    SessionState,
    Status,
    Text,
)
from cupdesk.words.figures import clock, exact, gap, ordinal, points, short_date
from cupdesk.words.names import sanction_short

if TYPE_CHECKING:
    from cupdesk.rules.alterations import Alteration
    from cupdesk.rules.model import Season
    from cupdesk.words import Words

NOTHING = "·"


@dataclass(frozen=True, slots=True)
class Told:
    """One fact altered: what it is, the old value and the new one, and all of it in a line."""

    what: str
    was: str
    now: str
    text: str


def told(alteration: Alteration, season: Season, words: Words) -> Told:
    """An alteration in words; `season` knows the names."""
    kind, field = alteration.kind, alteration.field
    if kind == "finish" and field == "place":
        was, now = (_place(place, words) for place in _both(alteration))
        return _told(words("journal.place", car=alteration.name), was, now, words)
    name = words(f"journal.field.{field}") if field else ""
    row = _row(alteration, season, words)
    what = words("journal.of", row=row, field=name) if row and name else row or name
    was, now = (said(value, field, season, words) for value in _both(alteration))
    return _told(what, was, now, words)


def _told(what: str, was: str, now: str, words: Words) -> Told:
    return Told(what, was, now, words("journal.told", what=what, was=was, now=now))


def _both(alteration: Alteration) -> tuple[Any, Any]:
    return alteration.was, alteration.now


def _place(place: int | None, words: Words) -> str:
    return ordinal(place, words.language, feminine=True) if place else NOTHING


def _row(alteration: Alteration, season: Season, words: Words) -> str:
    """What the row is called; "" for the season and for a session, which are named elsewhere."""
    kind, name = alteration.kind, alteration.name
    if kind == "season" or (kind == "session" and alteration.field):
        return ""
    row = alteration.now or alteration.was
    if kind == "driver":
        name = next((each.name for each in season.drivers if each.code == name), name)
    elif kind == "team":
        name = next((each.name for each in season.teams if each.code == name), name)
    elif kind == "round":
        name = next((each.name[words.language] for each in season.rounds if each.code == name), name)
    elif kind == "official":
        name = words(f"setup.role.{name}") if words.has(f"setup.role.{name}") else name
    elif kind == "document":
        name = name.rpartition(" ")[2]
    elif isinstance(row, Session):
        name = row.name[words.language]
    return words(f"journal.row.{kind}", name=name)


def said(value: Any, field: str, season: Season, words: Words) -> str:
    """A value as a person reads it; a point in the middle for none."""
    if value is None or value in ("", ()):
        return NOTHING
    if isinstance(value, bool):
        return words("setup.yes" if value else "setup.no")
    if isinstance(value, StrEnum):
        return _state(value, words)
    if isinstance(value, int):
        return _number(value, field)
    if isinstance(value, Fraction):
        return points(value, words.language)
    if isinstance(value, datetime):
        return f"{short_date(value.date(), words.language)}, {value:%H:%M}"
    if isinstance(value, date):
        return short_date(value, words.language)
    if isinstance(value, tuple):
        return _list(value, field, season, words)
    return _of_row(value, season, words)


def _state(value: StrEnum, words: Words) -> str:
    match value:
        case Status():
            return words(f"lines.status.{value.value}")
        case DecisionState():
            return words(f"rules.decision_state.{value.value}")
        case SessionState():
            return words(f"rules.state.{value.value}")
        case SessionKind():
            return words(f"setup.kind.{value.value}")
        case PoleSide():
            return words(f"setup.side.{value.value}")
        case _:
            return value.value


def _number(value: int, field: str) -> str:
    if field == "gap_ms":
        return gap(value)
    return clock(value) if field.endswith("_ms") else str(value)


def _list(values: tuple[Any, ...], field: str, season: Season, words: Words) -> str:
    if all(isinstance(each, Sanction) for each in values):
        return ", ".join(sanction_short(each, words) for each in values)
    if all(isinstance(each, (str, int, Text)) for each in values):
        names = {driver.code: driver.name for driver in season.drivers} if field == "drivers" else {}
        return ", ".join(names.get(each, "") or said(each, field, season, words) for each in values)
    if all(isinstance(each, tuple) for each in values):
        return "; ".join(said(each, field, season, words) for each in values)
    return words("journal.lines", n=len(values))


def _of_row(value: Any, season: Season, words: Words) -> str:
    language = words.language
    match value:
        case str():
            return value
        case Text():
            return value[language]
        case Driver() | Team() | Official():
            return value.name
        case Entry():
            return f"{value.number} {said(value.drivers, 'drivers', season, words)}"
        case Round() | Session() | Offence():
            return value.name[language]
        case Decision():
            offence = offence_of(season, value.offence)
            name = offence.name[language] if offence else value.offence
            parts = (", ".join(value.cars), name, said(value.sanctions, "sanctions", season, words))
            return " · ".join(part for part in parts if part and part != NOTHING)
        case Document():
            return value.copy(language).title
        case Adjustment():
            return f"{exact(value.points)} {value.reason[language]}"
        case Honour():
            return f"{value.year} {value.name}"
        case SecondEntry():
            cars = words("journal.cars", n=len({*value.order, *(row.number for row in value.finishes)}))
            given = len(value.answers) or value.settled
            return f"{cars}, {words('journal.answers', n=given)}" if given else cars
        case _:
            return words("journal.rewritten")
