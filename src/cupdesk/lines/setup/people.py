"""Drivers and teams: what they are called, and on which cars they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.lines.setup.names import SHORT, find_driver, find_team, free_code, parted, short_of
from cupdesk.lines.setup.nations import nationality, nations
from cupdesk.lines.setup.register import Field, Refusal, Texts
from cupdesk.lines.typed import fold
from cupdesk.rules.edits import SetDriver, SetTeam
from cupdesk.rules.model import Driver, Season, Team
from cupdesk.rules.uses import entries_of_driver, entries_of_team, records_of
from cupdesk.words.names import cars

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words

_NATION = Field("nationality")
_CARS = Field("cars", shown=True)


def _name(text: str, field: str) -> str:
    text = " ".join(text.split())
    if not any(c.isalnum() for c in text):
        raise Refusal("setup.refused.name", field, text=text)
    return text


class Drivers:
    """The drivers of the file, those of earlier champions among them."""

    name = "drivers"
    fields: tuple[Field, ...] = (
        Field("given"),
        Field("surname", ("nom", "name", "driver", "pilote"), True),
        _NATION,
        _CARS,
    )

    def rows(self, season: Season) -> tuple[Driver, ...]:
        """The drivers, in order."""
        return season.drivers

    def texts(self, season: Season, row: Driver, words: Words) -> Texts:
        """What each cell says."""
        numbers = cars(entries_of_driver(season, row.code))
        return {"given": row.given, "surname": row.surname, "nationality": row.nationality, "cars": numbers}

    def find(self, season: Season, texts: Texts) -> Driver | None:
        """The driver of this name."""
        return find_driver(season.drivers, f"{texts.get('given', '')} {texts.get('surname', '')}".strip())

    def edits(self, season: Season, was: Driver | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The driver as the row says; his code stays."""
        given, surname = texts["given"].strip(), _name(texts["surname"], "surname")
        if was is None and not given:
            given, surname = parted(surname)
        nation = nationality(texts["nationality"])
        for other in season.drivers:
            if other is not was and (fold(other.given), fold(other.surname)) == (fold(given), fold(surname)):
                raise Refusal("setup.refused.driver_known", "surname", name=other.name)
        taken = [*(driver.code for driver in season.drivers), *(team.code for team in season.teams)]
        code = was.code if was is not None else free_code(surname, taken, "driver")
        now = Driver(code, given, surname, nation)
        return () if now == was else (SetDriver(code, now),)

    def removal(self, season: Season, row: Driver, words: Words) -> tuple[Edit, ...]:
        """The driver out of the file; refused while a car or a record names him."""
        _refuse_used(season, row.code, row.name, entries_of_driver(season, row.code), words, team=False)
        return (SetDriver(row.code),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """Nationalities."""
        return nations() if field == "nationality" else ()


class Teams:
    """The teams of the file."""

    name = "teams"
    fields: tuple[Field, ...] = (
        Field("team", ("team", "equipe", "ecurie", "name", "nom", "concurrent", "entrant"), needed=True),
        Field("short", ("short", "short name", "nom court", "court", "abrege")),
        _NATION,
        _CARS,
    )

    def rows(self, season: Season) -> tuple[Team, ...]:
        """The teams, in order."""
        return season.teams

    def texts(self, season: Season, row: Team, words: Words) -> Texts:
        """What each cell says."""
        numbers = cars(entries_of_team(season, row.code))
        return {"team": row.name, "short": row.short, "nationality": row.nationality, "cars": numbers}

    def find(self, season: Season, texts: Texts) -> Team | None:
        """The team of this name."""
        return find_team(season.teams, texts["team"])

    def edits(self, season: Season, was: Team | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The team as the row says; its code stays."""
        name, short = _name(texts["team"], "team"), texts["short"].strip()
        if len(short) > SHORT:
            raise Refusal("setup.refused.short", "short", n=SHORT)
        nation = nationality(texts["nationality"])
        for other in season.teams:
            if other is not was and fold(other.name) == fold(name):
                raise Refusal("setup.refused.team_known", "team", name=other.name)
        taken = [*(driver.code for driver in season.drivers), *(team.code for team in season.teams)]
        code = was.code if was is not None else free_code(name, taken, "team")
        now = Team(code, name, short or (short_of(name) if was is None else ""), nation)
        return () if now == was else (SetTeam(code, now),)

    def removal(self, season: Season, row: Team, words: Words) -> tuple[Edit, ...]:
        """The team out of the file; refused while a car or a record names it."""
        _refuse_used(season, row.code, row.name, entries_of_team(season, row.code), words, team=True)
        return (SetTeam(row.code),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """Nationalities."""
        return nations() if field == "nationality" else ()


def _refuse_used(season: Season, code: str, name: str, numbers: tuple[str, ...], words: Words, *, team: bool) -> None:
    """Refuse to take out a name that a car or a record has."""
    field = "team" if team else "surname"
    if numbers:
        raise Refusal("setup.refused.name_used", field, name=name, n=len(numbers), cars=cars(numbers))
    named = records_of(season, code, team=team)
    if named:
        where = ", ".join(season.regulations.championship(each).name[words.language] for each in named)
        raise Refusal("setup.refused.name_in_records", field, name=name, where=where)
