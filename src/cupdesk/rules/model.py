"""The facts of a season: what people enter. Nothing in here is computed; `session.py` holds those of one session.

A session is named by its *reference*, round code and session code: `LEC/R1`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.letterhead import PLAIN, Letterhead
from cupdesk.rules.pictures import Picture
from cupdesk.rules.session import PoleSide, Sanction, Session, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.documents import Document
    from cupdesk.rules.regulations import Regulations


@dataclass(frozen=True, slots=True)
class Driver:
    """A person who drives; `code` names him in the whole file."""

    code: str
    given: str
    surname: str
    nationality: str = ""

    @property
    def name(self) -> str:
        """Given name and surname, as on paper."""
        return f"{self.given} {self.surname}".strip()


@dataclass(frozen=True, slots=True)
class Team:
    """A team, with a short name (15 characters) for the desk and its own nationality."""

    code: str
    name: str
    short: str = ""
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What is different for an entry in one round; `None` keeps what the entry says."""

    round: str
    number: str | None = None
    drivers: tuple[str, ...] | None = None
    team: str | None = None
    category: str | None = None
    awards: tuple[str, ...] | None = None
    guest: bool | None = None
    manufacturer: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A car in the season: number, drivers (codes), team (code), manufacturer (its name), one category, any awards.

    `rounds` are the codes of the rounds it is entered for; empty means all of them.
    `guest_of` names the cup a guest comes from in a joint race.
    """

    number: str
    drivers: tuple[str, ...]
    team: str | None = None
    category: str = ""
    awards: tuple[str, ...] = ()
    guest: bool = False
    guest_of: str = ""
    manufacturer: str = ""
    rounds: tuple[str, ...] = ()
    changes: tuple[EntryChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One meeting at one circuit; `None` leaves the seconds and the side of the first car to the regulations."""

    code: str
    name: Text
    circuit: str = ""
    place: str = ""
    length_m: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    drive_through_ms: int | None = None
    stop_and_go_ms: int | None = None
    pole_side: PoleSide | None = None
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points given (or taken, negative) to one name in one championship, from a session on, with a reason."""

    championship: str
    name: str
    points: Fraction
    reason: Text
    after: str = ""


@dataclass(frozen=True, slots=True)
class Honour:
    """A line of the roll of honour: who won which title in which earlier year; `name` a driver or team code.

    `first` states that `name` has no earlier title in this championship (then `year` is the season before).
    """

    year: int
    championship: str
    name: str
    none_before: bool = False


@dataclass(frozen=True, slots=True)
class Offence:
    """A line of the offence catalogue: code, short forms typed for it, article, words, and the season's usual sanction."""

    code: str
    name: Text
    article: str = ""
    text: Text | None = None
    short: tuple[str, ...] = ()
    usual: tuple[Sanction, ...] = ()


@dataclass(frozen=True, slots=True)
class Official:
    """A person who signs, with the role (one of `letterhead.ROLES`) printed over the line."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Season:
    """A cup's season: the whole of what is entered, and the documents published from it, in the order they were.

    `pictures` are those of the letterhead and of published documents, each once.
    """

    code: str
    cup: str
    year: int
    regulations: Regulations
    drivers: tuple[Driver, ...] = ()
    teams: tuple[Team, ...] = ()
    entries: tuple[Entry, ...] = ()
    rounds: tuple[Round, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    honours: tuple[Honour, ...] = ()
    honours_complete: bool = False
    offences: tuple[Offence, ...] = ()
    officials: tuple[Official, ...] = ()
    disclaimer: Text | None = None
    documents: tuple[Document, ...] = ()
    letterhead: Letterhead = PLAIN
    pictures: tuple[Picture, ...] = ()

    def sessions(self) -> Iterator[tuple[str, Round, Session]]:
        """Every session in order, with its reference and its round."""
        for round_ in self.rounds:
            for session in round_.sessions:
                yield f"{round_.code}/{session.code}", round_, session

    def session(self, ref: str) -> Session:
        """The session of this reference; `KeyError` if there is none."""
        for key, _, session in self.sessions():
            if key == ref:
                return session
        raise KeyError(ref)

    def round_of(self, ref: str) -> Round:
        """The round a session belongs to; `KeyError` if there is none."""
        for key, round_, _ in self.sessions():
            if key == ref:
                return round_
        raise KeyError(ref)
