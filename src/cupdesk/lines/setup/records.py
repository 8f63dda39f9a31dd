"""Awards, earlier champions, who signs, and points given or taken by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cupdesk.lines.setup.cells import code, one_of, points, whole, yes_no, yes_text
from cupdesk.lines.setup.names import People, crew
from cupdesk.lines.setup.nations import nationality
from cupdesk.lines.setup.register import Field, Refusal, Texts, session_said
from cupdesk.lines.typed import fold
from cupdesk.rules.edits import SetAdjustment, SetAward, SetHonour, SetOfficial
from cupdesk.rules.field import BETWEEN_CREW, crew_key
from cupdesk.rules.model import Adjustment, Honour, Official, Season
from cupdesk.rules.regulations import Award, ChipLook, Ranks
from cupdesk.rules.session import Text
from cupdesk.rules.uses import entries_of_award
from cupdesk.words.figures import MINUS
from cupdesk.words.figures import points as points_text
from cupdesk.words.names import cars

if TYPE_CHECKING:
    from collections.abc import Callable

    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words

Line = TypeVar("Line", Honour, Adjustment)
ROLES = {
    "clerk": ("directeur de course", "clerk of the course"),
    "timekeeper": ("chronometreur", "timekeeper"),
    "steward": ("commissaire sportif", "steward", "commissaire", "president du college"),
    "director": ("directeur d'epreuve", "race director"),
    "scrutineer": ("commissaire technique", "scrutineer"),
    "secretary": ("secretaire du meeting", "secretary of the meeting", "secretaire", "secretary"),
}
_CHAMPIONSHIP = Field("championship", ("championship", "championnat", "title", "titre", "classement"), needed=True)
_NAME = Field("name", ("name", "nom", "driver", "pilote", "team", "equipe", "champion", "winner", "vainqueur"), True)


def _championship(season: Season, text: str) -> str:
    known = {c.code: (c.name.fr, c.name.en) for c in season.regulations.championships}
    return one_of(text, known, "championship", "setup.refused.championship")


def _championship_text(season: Season, championship: str, words: Words) -> str:
    return season.regulations.championship(championship).name[words.language]


def _name_text(season: Season, championship: str, name: str) -> str:
    """What a championship ranks, by name: a driver, a crew (`Ek / Zwart`), a team; a make or nation as it is."""
    drivers = {driver.code: driver.name for driver in season.drivers}
    match season.regulations.championship(championship).ranks:
        case Ranks.DRIVER:
            return drivers.get(name, name)
        case Ranks.CREW:
            return " / ".join(drivers.get(code, code) for code in name.split(BETWEEN_CREW))
        case Ranks.TEAM:
            return next((team.name for team in season.teams if team.code == name), name)
        case Ranks.CAR | Ranks.MANUFACTURER | Ranks.NATION:
            return name


def _named(season: Season, people: People, championship: str, text: str) -> str:
    """What a championship ranks, by the name typed: a driver, a crew, a team (new ones are made), a make, a nation."""
    match season.regulations.championship(championship).ranks:
        case Ranks.DRIVER:
            return people.driver(text, "name")
        case Ranks.CREW:
            return crew_key(people.driver(each, "name") for each in crew(text))
        case Ranks.TEAM:
            return people.team(text, "name") or ""
        case Ranks.CAR:
            return text.strip()
        case Ranks.MANUFACTURER:
            makes = {fold(entry.manufacturer): entry.manufacturer for entry in season.entries}
            return makes.get(fold(text.strip()), text.strip())
        case Ranks.NATION:
            return nationality(text, "name")


def _same(
    season: Season, lines: tuple[Line, ...], texts: Texts, wanted: str, said: Callable[[Line], str]
) -> Line | None:
    """The line about the same championship and name of which `said` gives what is wanted."""
    try:
        championship = _championship(season, texts["championship"])
    except Refusal:
        return None
    name = fold(" ".join(texts["name"].split()))
    for each in lines:
        if (
            each.championship == championship
            and fold(_name_text(season, championship, each.name)) == name
            and said(each) == wanted
        ):
            return each
    return None


def _names(season: Season) -> tuple[str, ...]:
    return (*(driver.name for driver in season.drivers), *(team.name for team in season.teams))


def _championships(season: Season, words: Words) -> tuple[str, ...]:
    return tuple(c.name[words.language] for c in season.regulations.championships)


class Awards:
    """What an entry can have beside its category: Rookie, Junior …"""

    name = "awards"
    fields: tuple[Field, ...] = (
        Field("code", ("code", "award", "distinction"), needed=True),
        Field("name_fr", ("name", "nom", "name fr", "nom fr")),
        Field("name_en", ("name en", "nom en")),
        Field("letters", ("letters", "lettres", "chip")),
        Field("cars", shown=True),
    )

    def rows(self, season: Season) -> tuple[Award, ...]:
        """The awards, in order."""
        return season.regulations.awards

    def texts(self, season: Season, row: Award, words: Words) -> Texts:
        """What each cell says."""
        return {
            "code": row.code,
            "name_fr": row.name.fr,
            "name_en": row.name.en,
            "letters": row.chip.letters,
            "cars": cars(entries_of_award(season, row.code)),
        }

    def find(self, season: Season, texts: Texts) -> Award | None:
        """The award of this code."""
        wanted = fold(texts["code"].strip())
        return next((award for award in season.regulations.awards if fold(award.code) == wanted), None)

    def edits(self, season: Season, was: Award | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The award as the row says; entries follow another code."""
        now_code = code(texts["code"], "code")
        others = [award for award in season.regulations.awards if award is not was]
        if any(fold(award.code) == fold(now_code) for award in others):
            raise Refusal("setup.refused.award_twice", "code", code=now_code)
        in_french = texts["name_fr"].strip() or now_code
        in_english = texts["name_en"].strip() or in_french
        letters = texts["letters"].strip()
        if len(letters) > 3:
            raise Refusal("setup.refused.letters", "letters", text=letters)
        chip = was.chip if was is not None else ChipLook()
        now = Award(now_code, Text(in_french, in_english), ChipLook(letters, chip.light, chip.dark))
        return () if now == was else (SetAward(was.code if was is not None else now_code, now),)

    def removal(self, season: Season, row: Award, words: Words) -> tuple[Edit, ...]:
        """The award away; refused while a car or a championship has it."""
        numbers = entries_of_award(season, row.code)
        if numbers:
            raise Refusal("setup.refused.name_used", "code", name=row.code, n=len(numbers), cars=cars(numbers))
        named = [c.name[words.language] for c in season.regulations.championships if c.award == row.code]
        if named:
            raise Refusal("setup.refused.named", "code", name=row.code, where=", ".join(named))
        return (SetAward(row.code),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """Free text."""
        return ()


class Honours:
    """The roll of honour: who won which title in which earlier year."""

    name = "honours"
    fields: tuple[Field, ...] = (
        Field("year", ("year", "annee", "an", "season", "saison"), needed=True),
        _CHAMPIONSHIP,
        _NAME,
        Field("none_before", ("no earlier title", "aucun titre avant", "none before")),
    )

    def rows(self, season: Season) -> tuple[Honour, ...]:
        """The lines, in order."""
        return season.honours

    def texts(self, season: Season, row: Honour, words: Words) -> Texts:
        """What each cell says."""
        return {
            "year": str(row.year),
            "championship": _championship_text(season, row.championship, words),
            "name": _name_text(season, row.championship, row.name),
            "none_before": yes_text(row.none_before, words),
        }

    def find(self, season: Season, texts: Texts) -> Honour | None:
        """The line of this year, championship and name: a title can be shared by several."""
        return _same(season, season.honours, texts, texts["year"].strip(), lambda each: str(each.year))

    def edits(self, season: Season, was: Honour | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The line as the row says; a name not known yet is made with it."""
        year = whole(texts["year"], "year", 1900, season.year - 1) or 0
        championship = _championship(season, texts["championship"])
        people = People(season)
        name = _named(season, people, championship, texts["name"])
        now = Honour(year, championship, name, yes_no(texts["none_before"], "none_before"))
        if now != was and now in season.honours:
            raise Refusal("setup.refused.honour_twice", "name", name=texts["name"].strip(), year=year)
        return (*people.edits, *(() if now == was else (SetHonour(was, now),)))

    def removal(self, season: Season, row: Honour, words: Words) -> tuple[Edit, ...]:
        """One line less."""
        return (SetHonour(row),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """Championships, names, yes and no."""
        if field == "none_before":
            return (words("setup.yes"), words("setup.no"))
        return {"championship": _championships(season, words), "name": _names(season)}.get(field, ())


class Officials:
    """Who signs the documents."""

    name = "officials"
    fields: tuple[Field, ...] = (
        Field("role", ("role", "fonction", "function"), needed=True),
        Field("name", ("name", "nom", "official", "officiel"), needed=True),
    )

    def rows(self, season: Season) -> tuple[Official, ...]:
        """The signatories, in order."""
        return season.officials

    def texts(self, season: Season, row: Official, words: Words) -> Texts:
        """What each cell says."""
        return {"role": words(f"setup.role.{row.role}"), "name": row.name}

    def find(self, season: Season, texts: Texts) -> Official | None:
        """The same person in the same role."""
        role, name = fold(texts["role"].strip()), fold(" ".join(texts["name"].split()))
        for each in season.officials:
            if fold(each.name) == name and role in (each.role, *ROLES[each.role]):
                return each
        return None

    def edits(self, season: Season, was: Official | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The signatory as the row says."""
        shown = {role: (words(f"setup.role.{role}"), *names) for role, names in ROLES.items()}
        role = one_of(texts["role"], shown, "role", "setup.refused.role")
        now = Official(role, " ".join(texts["name"].split()))
        if now != was and now in season.officials:
            raise Refusal("setup.refused.official_twice", "name", name=now.name)
        return () if now == was else (SetOfficial(was, now),)

    def removal(self, season: Season, row: Official, words: Words) -> tuple[Edit, ...]:
        """One signatory less."""
        return (SetOfficial(row),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """Roles."""
        return tuple(words(f"setup.role.{role}") for role in ROLES) if field == "role" else ()


class Adjustments:
    """Points given or taken by hand in one championship, with a reason."""

    name = "adjustments"
    fields: tuple[Field, ...] = (
        _CHAMPIONSHIP,
        _NAME,
        Field("points", ("points", "pts"), needed=True),
        Field("after", ("after", "apres", "from", "a partir de", "session", "seance")),
        Field("reason_fr", ("reason", "motif", "raison", "reason fr", "motif fr"), needed=True),
        Field("reason_en", ("reason en", "motif en")),
    )

    def rows(self, season: Season) -> tuple[Adjustment, ...]:
        """The adjustments, in order."""
        return season.adjustments

    def texts(self, season: Season, row: Adjustment, words: Words) -> Texts:
        """What each cell says."""
        return {
            "championship": _championship_text(season, row.championship, words),
            "name": _name_text(season, row.championship, row.name),
            "points": points_text(row.points, words.language).replace("-", MINUS),
            "after": row.after,
            "reason_fr": row.reason.fr,
            "reason_en": row.reason.en,
        }

    def find(self, season: Season, texts: Texts) -> Adjustment | None:
        """The line of this championship, name and reason."""
        return _same(season, season.adjustments, texts, texts["reason_fr"].strip(), lambda each: each.reason.fr)

    def edits(self, season: Season, was: Adjustment | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The points as the row says."""
        championship = _championship(season, texts["championship"])
        people = People(season)
        name = _named(season, people, championship, texts["name"])
        if people.edits:
            raise Refusal("setup.refused.nobody", "name", text=texts["name"].strip())
        value = points(texts["points"], "points")
        if not value:
            raise Refusal("setup.refused.points", "points", text=texts["points"].strip())
        refs = {ref: (ref, session_said(season, ref, words)) for ref, _, _ in season.sessions()}
        after = texts["after"].strip()
        after = one_of(after, refs, "after", "setup.refused.session") if after else ""
        reason = texts["reason_fr"].strip()
        now = Adjustment(championship, name, value, Text(reason, texts["reason_en"].strip() or reason), after)
        return () if now == was else (SetAdjustment(was, now),)

    def removal(self, season: Season, row: Adjustment, words: Words) -> tuple[Edit, ...]:
        """The points as they were earned."""
        return (SetAdjustment(row),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """Championships, names, sessions."""
        found: dict[str, tuple[str, ...]] = {
            "championship": _championships(season, words),
            "name": _names(season),
            "after": tuple(ref for ref, _, _ in season.sessions()),
        }
        return found.get(field, ())
