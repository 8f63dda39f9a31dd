"""What a step altered, as values: every fact that differs between the season before it and after it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from cupdesk.rules.documents import Document
from cupdesk.rules.model import Adjustment, Driver, Entry, Honour, Offence, Official, Round, Season, Team
from cupdesk.rules.session import Decision, Finish, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The lists of a season whose rows are told one by one: what a row is called, and what it is known by.
_KINDS: dict[type[Any], tuple[str, Callable[[Any], str]]] = {
    Driver: ("driver", lambda row: row.code),
    Team: ("team", lambda row: row.code),
    Entry: ("entry", lambda row: row.number),
    Round: ("round", lambda row: row.code),
    Session: ("session", lambda row: row.code),
    Finish: ("finish", lambda row: row.number),
    Decision: ("decision", lambda row: str(row.number)),
    Adjustment: ("adjustment", lambda row: f"{row.championship} {row.name}"),
    Honour: ("honour", lambda row: f"{row.year} {row.championship} {row.name}"),
    Offence: ("offence", lambda row: row.code),
    Official: ("official", lambda row: row.role),
    Document: ("document", lambda row: f"{row.session} {row.number}"),
}


_NAMES: dict[type[Any], tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Alteration:
    """One fact altered: the kind of row (`season`, `session`, `finish`, `decision` …), what the row is known by, the session it is
    of ("" outside of one), the field ("" for a whole row that came or went, or `place` of a car in the order), and both values.
    """

    kind: str
    name: str
    session: str
    field: str
    was: Any
    now: Any


def alterations(before: Season, after: Season) -> tuple[Alteration, ...]:
    """What differs from one season to the other; parts both have in common are not looked into."""
    return tuple(_of_row("season", after.code, "", before, after))


def _of_row(kind: str, name: str, session: str, was: Any, now: Any) -> Iterator[Alteration]:
    """The fields of a row that differ, and the rows in its lists."""
    for field in _fields(type(now)):
        old, new = getattr(was, field), getattr(now, field)
        if old is new or old == new or (kind == "decision" and field == "path"):
            continue  # what the path of a decision adds, its state says
        row = next(iter((*old, *new)), None) if isinstance(new, tuple) and isinstance(old, tuple) else None
        if kind == "session" and field == "order":
            yield from _moves(session, old, new)
        elif type(row) in _KINDS:
            yield from _of_list(name if kind == "round" else session, old, new)
        else:
            yield Alteration(kind, name, session, field, old, new)


def _fields(kind: type[Any]) -> tuple[str, ...]:
    """The names of a row's facts."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(each.name for each in fields(kind))
    return _NAMES[kind]


def _of_list(session: str, was: tuple[Any, ...], now: tuple[Any, ...]) -> Iterator[Alteration]:
    """Rows that came, went or changed, by what they are known by; `session` is the round's code above a list of sessions."""
    kind, known_by = _KINDS[type((*was, *now)[0])]
    old, new = ({known_by(row): row for row in rows} for rows in (was, now))
    for name in dict.fromkeys((*old, *new)):
        one, other = old.get(name), new.get(name)
        ref = f"{session}/{name}" if kind == "session" else session
        if kind == "finish":
            yield from _of_row(kind, name, ref, one or Finish(name), other or Finish(name))
        elif one is None or other is None:
            yield Alteration(kind, name, ref, "", one, other)
        else:
            yield from _of_row(kind, name, ref, one, other)


def _moves(session: str, was: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Alteration]:
    """The cars that were put in, taken out or moved; not those that only made room."""
    places = {number: place for place, number in enumerate(was)}
    stayed = _longest_rising([(places[number], number) for number in now if number in places])
    for number in dict.fromkeys((*was, *now)):
        old = places[number] + 1 if number in places else None
        new = now.index(number) + 1 if number in now else None
        if number not in stayed:
            yield Alteration("finish", number, session, "place", old, new)


def _longest_rising(places: list[tuple[int, str]]) -> set[str]:
    """The most cars that kept their order among each other."""
    tails: list[int] = []
    chains: list[tuple[str, ...]] = []
    for place, number in places:
        at = bisect_left(tails, place)
        chain = (*(chains[at - 1] if at else ()), number)
        tails[at : at + 1] = [place]
        chains[at : at + 1] = [chain]
    return set(chains[-1]) if chains else set()


def cars_of(alteration: Alteration) -> tuple[str, ...]:
    """The cars an alteration is about."""
    if alteration.kind in ("finish", "entry"):
        return (alteration.name,)
    rows = [row for row in (alteration.was, alteration.now) if isinstance(row, Decision)]
    return tuple(dict.fromkeys(number for row in rows for number in row.cars))
