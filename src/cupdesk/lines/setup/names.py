"""Names of people and teams as they are typed: those of the season found, others made, with a code of their own."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cupdesk.lines.setup.register import Refusal
from cupdesk.lines.typed import fold
from cupdesk.rules.edits import SetDriver, SetTeam
from cupdesk.rules.model import Driver, Team

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.rules.edits import Edit
    from cupdesk.rules.model import Season

_CREW = re.compile(r"\s*(?:[/;+&\n]|\set\s|\sand\s)\s*")
SHORT = 15


def crew(text: str) -> list[str]:
    """The names of a crew, separated by strokes, `&`, `+` or semicolons."""
    return [part for part in _CREW.split(text.strip()) if part]


def parted(text: str) -> tuple[str, str]:
    """Given name and surname of a name: `Dorian BOCCOLACCI`, `BOCCOLACCI Dorian`, `Boccolacci, Dorian`, `Robert de Haan`."""
    text = " ".join(text.split())
    if "," in text:
        surname, _, given = text.partition(",")
        return given.strip(), _cased(surname.strip())
    words = text.split(" ")
    capitals = [word for word in words if word.isupper() and len(word.strip(".'-")) > 1]
    if capitals and len(capitals) < len(words):
        first, last = words.index(capitals[0]), words.index(capitals[-1])
        return " ".join(words[:first] + words[last + 1 :]), _cased(" ".join(words[first : last + 1]))
    return (" ".join(words[:1]), _cased(" ".join(words[1:]))) if len(words) > 1 else ("", _cased(text))


def _cased(surname: str) -> str:
    if not surname.isupper():
        return surname
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), surname)


def find_driver(drivers: Iterable[Driver], text: str) -> Driver | None:
    """The driver of this name, in either order, or of this surname if it is the only one."""
    plain, known = fold(" ".join(text.replace(",", " ").split())), tuple(drivers)
    for driver in known:
        if plain in (fold(driver.name), fold(f"{driver.surname} {driver.given}".strip())):
            return driver
    same = [driver for driver in known if fold(driver.surname) == plain]
    return same[0] if len(same) == 1 else None


def find_team(teams: Iterable[Team], text: str) -> Team | None:
    """The team of this name or short name."""
    plain = fold(" ".join(text.split()))
    return next((team for team in teams if plain and plain in (fold(team.name), fold(team.short))), None)


def free_code(text: str, taken: Iterable[str], fallback: str) -> str:
    """A code made of a name that no other has yet."""
    stem = re.sub(r"[^a-z0-9]+", "_", fold(text)).strip("_") or fallback
    known, code, n = set(taken), stem, 1
    while code in known:
        n += 1
        code = f"{stem}_{n}"
    return code


def short_of(name: str) -> str:
    """A short name for the desk: the name itself, or its first words that fit."""
    if len(name) <= SHORT:
        return name
    short = ""
    for word in name.split():
        if len(f"{short} {word}".strip()) > SHORT:
            break
        short = f"{short} {word}".strip()
    return short or name[:SHORT]


class People:
    """Finds people and teams of a season; those it does not find are new, and `edits` adds them."""

    def __init__(self, season: Season) -> None:
        self.drivers = {driver.code: driver for driver in season.drivers}
        self.teams = {team.code: team for team in season.teams}
        self.edits: list[Edit] = []

    def driver(self, text: str, field: str, nationality: str | None = None) -> str:
        """The code of the driver of this name; `nationality`, unless `None`, is his from now on."""
        known = find_driver(self.drivers.values(), text)
        if known is not None:
            driver = known
        else:
            given, surname = parted(text)
            surnames = {fold(each.surname): each for each in self.drivers.values()}
            near = get_close_matches(fold(surname), surnames, 3, 0.7) if not given else []
            if near:
                names = ", ".join(surnames[each].name for each in near)
                raise Refusal("setup.refused.driver_near", field, text=text, known=names)
            if not any(c.isalpha() for c in text):
                raise Refusal("setup.refused.name", field, text=text)
            driver = Driver(free_code(surname, (*self.drivers, *self.teams), "driver"), given, surname)
        wanted = driver
        if nationality is not None and nationality != driver.nationality:
            wanted = Driver(driver.code, driver.given, driver.surname, nationality)
        if wanted != known:
            self.drivers[wanted.code] = wanted
            self.edits.append(SetDriver(wanted.code, wanted))
        return wanted.code

    def team(self, text: str, field: str) -> str | None:
        """The code of the team of this name; `None` for an empty cell."""
        name = " ".join(text.split())
        if not name:
            return None
        known = find_team(self.teams.values(), name)
        if known is not None:
            return known.code
        if not any(c.isalnum() for c in name):
            raise Refusal("setup.refused.name", field, text=name)
        team = Team(free_code(name, (*self.drivers, *self.teams), "team"), name, short_of(name))
        self.teams[team.code] = team
        self.edits.append(SetTeam(team.code, team))
        return team.code
