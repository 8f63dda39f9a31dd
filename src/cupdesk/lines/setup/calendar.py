"""Rounds and sessions: when and where the cup races, and what is planned for each session."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cupdesk.lines.setup.cells import (
    code,
    day,
    day_text,
    metres,
    one_of,
    seconds,
    seconds_text,
    whole,
    yes_no,
    yes_text,
)
from cupdesk.lines.setup.register import Field, Refusal, Texts, sessions_said
from cupdesk.lines.typed import fold
from cupdesk.rules.edits import SetRound, SetSession
from cupdesk.rules.edits.calendar import plan_of
from cupdesk.rules.model import Round, Season
from cupdesk.rules.session import GridSource, PoleSide, Session, SessionKind, Text
from cupdesk.rules.uses import is_used, races_named

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words

KINDS = {
    SessionKind.PRACTICE: ("essais libres", "practice", "libres", "essais", "el", "fp", "p", "warm-up"),
    SessionKind.QUALIFYING: ("qualification", "qualifying", "essais qualificatifs", "qualif", "q", "eq", "quali"),
    SessionKind.RACE: ("course", "race", "c", "r"),
}
SIDES = {PoleSide.LEFT: ("gauche", "left", "g", "l"), PoleSide.RIGHT: ("droite", "right", "d", "r")}
_START = re.compile(r"([01]?\d|2[0-3])\s*[:hH.]\s*([0-5]\d)(?::00)?")
_GRID = re.compile(r"(\S+?)(?:(?:\s+\(?|\s*[(*:]\s*)(1|2|best|second|meilleur|2e|2nd|1st|1er)\b.*)?")
_SECOND = ("2", "second", "2e", "2nd")


class Rounds:
    """The calendar: one meeting a row, in order."""

    name = "rounds"
    fields: tuple[Field, ...] = (
        Field("code", ("code",), needed=True),
        Field("name_fr", ("name", "nom", "epreuve", "round", "meeting", "name fr", "nom fr"), needed=True),
        Field("name_en", ("name en", "nom en", "english name", "en")),
        Field("circuit", ("circuit", "track")),
        Field("place", ("place", "lieu", "ville", "town")),
        Field("length", ("length", "longueur", "length m", "longueur m", "m", "km")),
        Field("first_day", ("from", "du", "first day", "debut", "date", "start", "premier jour")),
        Field("last_day", ("to", "au", "last day", "fin", "end", "dernier jour")),
        Field("drive_through", ("drive-through", "drive through", "dt", "drive-through s")),
        Field("stop_and_go", ("stop-and-go", "stop and go", "sg", "stop and go s")),
        Field("pole_side", ("pole side", "pole", "cote de la pole", "pole a")),
        Field("sessions", shown=True),
    )

    def rows(self, season: Season) -> tuple[Round, ...]:
        """The rounds, in order."""
        return season.rounds

    def texts(self, season: Season, row: Round, words: Words) -> Texts:
        """What each cell says."""
        return {
            "code": row.code,
            "name_fr": row.name.fr,
            "name_en": row.name.en,
            "circuit": row.circuit,
            "place": row.place,
            "length": "" if row.length_m is None else str(row.length_m),
            "first_day": day_text(row.first_day),
            "last_day": day_text(row.last_day),
            "drive_through": seconds_text(row.drive_through_ms),
            "stop_and_go": seconds_text(row.stop_and_go_ms),
            "pole_side": words(f"setup.side.{row.pole_side.value}") if row.pole_side else "",
            "sessions": ", ".join(session.code for session in row.sessions),
        }

    def find(self, season: Season, texts: Texts) -> Round | None:
        """The round of this code."""
        return next((each for each in season.rounds if fold(each.code) == fold(texts["code"].strip())), None)

    def edits(self, season: Season, was: Round | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The round as the row says. A new one gets the sessions of the round before it, still to be dated."""
        name = texts["name_fr"].strip()
        was_one = was is not None and was.name.fr == was.name.en
        in_english = texts["name_en"].strip()
        if not in_english or (was_one and was is not None and in_english == was.name.en):
            in_english = name
        now = replace(
            was or Round("", Text("", "")),
            code=code(texts["code"], "code"),
            name=Text(name, in_english),
            circuit=texts["circuit"].strip(),
            place=texts["place"].strip(),
            length_m=metres(texts["length"], "length"),
            first_day=day(texts["first_day"], "first_day"),
            last_day=day(texts["last_day"], "last_day"),
            drive_through_ms=seconds(texts["drive_through"], "drive_through"),
            stop_and_go_ms=seconds(texts["stop_and_go"], "stop_and_go"),
            pole_side=_side(texts["pole_side"]),
        )
        if now.first_day and now.last_day and now.last_day < now.first_day:
            raise Refusal("setup.refused.days", "last_day", first=day_text(now.first_day), last=day_text(now.last_day))
        if any(each.code == now.code and each is not was for each in season.rounds):
            raise Refusal("setup.refused.round_twice", "code", code=now.code)
        if was is None:
            return (SetRound(now.code, replace(now, sessions=_usual(season, now.code))),)
        return () if now == was else (SetRound(was.code, replace(now, sessions=())),)

    def removal(self, season: Season, row: Round, words: Words) -> tuple[Edit, ...]:
        """The round away with its sessions; refused while anything came of one, or a car or a rule names it."""
        used = tuple(ref for ref, round_, _ in season.sessions() if round_.code == row.code and is_used(season, ref))
        if used:
            raise Refusal("setup.refused.sessions_used", "code", where=sessions_said(season, used, words))
        numbers = [
            entry.number
            for entry in season.entries
            if row.code in (*entry.rounds, *(change.round for change in entry.changes))
        ]
        if numbers:
            raise Refusal("setup.refused.round_entered", "code", n=len(numbers), cars=", ".join(numbers))
        refs = (row.code, *(f"{row.code}/{session.code}" for session in row.sessions))
        _refuse_named(season, refs, row.name[words.language], "code", words)
        return (SetRound(row.code),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """The sides of the grid; free text elsewhere."""
        return tuple(words(f"setup.side.{side.value}") for side in PoleSide) if field == "pole_side" else ()


def _side(text: str) -> PoleSide | None:
    """A side of the grid; `None` for an empty cell."""
    known = {side.value: names for side, names in SIDES.items()}
    return PoleSide(one_of(text, known, "pole_side", "setup.refused.side")) if text.strip() else None


def _usual(season: Season, round_code: str) -> tuple[Session, ...]:
    """The sessions of the last round as a plan for another one, not dated."""
    if not season.rounds:
        return ()
    last = season.rounds[-1]
    names = {f"{last.code}/{s.code}": f"{round_code}/{s.code}" for s in last.sessions}
    plans = []
    for session in last.sessions:
        grids = tuple(replace(g, race=names.get(g.race, g.race)) for g in session.sets_grids)
        plans.append(replace(plan_of(session), date=None, cancelled=False, sets_grids=grids))
    return tuple(plans)


def _refuse_named(season: Season, names: tuple[str, ...], what: str, field: str, words: Words) -> None:
    """Refuse to take away what the regulations or an adjustment name."""
    named = races_named(season, names)
    if named:
        championships = [c for c in named if c]
        where = [season.regulations.championship(c).name[words.language] for c in championships]
        where += [words("setup.register.adjustments")] if "" in named else []
        raise Refusal("setup.refused.named", field, name=what, where=", ".join(where))


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in its round."""

    round: Round
    session: Session

    @property
    def ref(self) -> str:
        """Its reference."""
        return f"{self.round.code}/{self.session.code}"


class Sessions:
    """The sessions of all rounds, in order."""

    name = "sessions"
    fields: tuple[Field, ...] = (
        Field("round", ("round", "epreuve", "meeting"), needed=True),
        Field("code", ("code", "session", "seance"), needed=True),
        Field("kind", ("kind", "type", "genre", "nature"), needed=True),
        Field("name_fr", ("name", "nom", "name fr", "nom fr", "seance fr")),
        Field("name_en", ("name en", "nom en", "english name")),
        Field("date", ("date", "day", "jour")),
        Field("start", ("start", "depart", "heure", "time")),
        Field("laps", ("laps", "tours", "planned laps")),
        Field("minutes", ("minutes", "min", "duration", "duree")),
        Field("grids", ("sets grid", "sets grids", "grid", "grille", "grilles", "donne la grille")),
        Field("joint", ("joint", "shared", "commune", "joint race")),
    )

    def rows(self, season: Season) -> tuple[SessionRow, ...]:
        """All sessions, in order."""
        return tuple(SessionRow(round_, session) for _, round_, session in season.sessions())

    def texts(self, season: Season, row: SessionRow, words: Words) -> Texts:
        """What each cell says."""
        session = row.session
        grids = [
            source.race.removeprefix(f"{row.round.code}/") + (" (2)" if source.lap == "second" else "")
            for source in session.sets_grids
        ]
        return {
            "round": row.round.code,
            "code": session.code,
            "kind": words(f"setup.kind.{session.kind.value}"),
            "name_fr": session.name.fr,
            "name_en": session.name.en,
            "date": day_text(session.date),
            "start": session.start,
            "laps": "" if session.planned_laps is None else str(session.planned_laps),
            "minutes": "" if session.planned_minutes is None else str(session.planned_minutes),
            "grids": ", ".join(grids),
            "joint": yes_text(session.joint, words),
        }

    def find(self, season: Season, texts: Texts) -> SessionRow | None:
        """The session of this code in this round."""
        wanted = fold(texts["round"].strip()), fold(texts["code"].strip())
        rows = self.rows(season)
        return next((row for row in rows if (fold(row.round.code), fold(row.session.code)) == wanted), None)

    def edits(self, season: Season, was: SessionRow | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The session planned as the row says; what came of it stays."""
        known = {r.code: (r.code, r.name.fr, r.name.en) for r in season.rounds}
        round_code = one_of(texts["round"], known, "round", "setup.refused.round")
        if was is not None and round_code != was.round.code:
            raise Refusal("setup.refused.other_round", "round")
        kind = SessionKind(one_of(texts["kind"], {k.value: v for k, v in KINDS.items()}, "kind", "setup.refused.kind"))
        now_code = code(texts["code"], "code")
        here = next(r for r in season.rounds if r.code == round_code)
        if any(s.code == now_code and (was is None or s is not was.session) for s in here.sessions):
            raise Refusal("setup.refused.session_twice", "code", code=now_code, round=here.name[words.language])
        if was is not None and now_code != was.session.code:
            self._check_recode(season, was, words)
        session = replace(
            plan_of(was.session) if was is not None else Session("", kind, Text("", "")),
            code=now_code,
            kind=kind,
            name=_name(kind, now_code, texts),
            date=day(texts["date"], "date"),
            start=_start(texts["start"]),
            planned_laps=whole(texts["laps"], "laps", 1, 999),
            planned_minutes=whole(texts["minutes"], "minutes", 1, 2_000),
            sets_grids=_grids(season, here, texts["grids"]),
            joint=yes_no(texts["joint"], "joint"),
        )
        if was is not None and kind is not was.session.kind and is_used(season, was.ref):
            raise Refusal("setup.refused.kind_used", "kind", session=sessions_said(season, (was.ref,), words))
        if was is not None and session == plan_of(was.session):
            return ()
        return (SetSession(round_code, was.session.code if was is not None else now_code, session),)

    def _check_recode(self, season: Season, was: SessionRow, words: Words) -> None:
        """Refuse another code for one of several sessions that the rules name together by their code."""
        others = [row for row in self.rows(season) if row.session.code == was.session.code and row.ref != was.ref]
        if others:
            _refuse_named(season, (was.session.code,), was.session.code, "code", words)

    def removal(self, season: Season, row: SessionRow, words: Words) -> tuple[Edit, ...]:
        """The session away; refused while anything came of it, or something names it."""
        if is_used(season, row.ref):
            raise Refusal("setup.refused.sessions_used", "code", where=sessions_said(season, (row.ref,), words))
        names = (row.session.code, row.ref)
        for _, round_, session in season.sessions():
            mine = names if round_.code == row.round.code else (row.ref,)
            if any(source.race in mine for source in session.sets_grids):
                raise Refusal("setup.refused.grid_set", "code", by=session.name[words.language])
            if any(decision.applies_to == row.ref for decision in session.decisions):
                raise Refusal("setup.refused.decision_applies", "code", by=session.name[words.language])
        _refuse_named(season, (row.ref,), sessions_said(season, (row.ref,), words), "code", words)
        return (SetSession(row.round.code, row.session.code),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """Rounds, kinds, yes and no."""
        found: dict[str, tuple[str, ...]] = {
            "round": tuple(r.code for r in season.rounds),
            "kind": tuple(words(f"setup.kind.{kind.value}") for kind in SessionKind),
            "joint": (words("setup.yes"), words("setup.no")),
        }
        return found.get(field, ())


def _name(kind: SessionKind, session_code: str, texts: Texts) -> Text:
    """The session's name as written; of its kind and the figure of its code if nothing is."""
    figure = re.search(r"\d+$", session_code)
    usual = [f"{word.capitalize()} {figure[0]}" if figure else word.capitalize() for word in KINDS[kind][:2]]
    in_french = texts["name_fr"].strip()
    in_english = texts["name_en"].strip()
    return Text(in_french or usual[0], in_english or in_french or usual[1])


def _start(text: str) -> str:
    """A time of day as `15:20`; "" for an empty cell."""
    text = text.strip()
    if not text:
        return ""
    match = _START.fullmatch(text)
    if match is None:
        raise Refusal("setup.refused.start", "start", text=text)
    return f"{int(match[1]):02d}:{match[2]}"


def _grids(season: Season, here: Round, text: str) -> tuple[GridSource, ...]:
    """The races whose grids a qualifying sets: `R1, R2 (2)`, the second by the second best times."""
    races = {}
    for ref, round_, session in season.sessions():
        if session.kind is SessionKind.RACE:
            names = (session.code, session.name.fr, session.name.en) if round_.code == here.code else ()
            races[ref] = (*names, ref)
    found = []
    for part in re.split(r"\s*[,;]\s*", text.strip()):
        if not part:
            continue
        match = _GRID.fullmatch(part)
        race = one_of(match[1] if match else part, races, "grids", "setup.refused.race")
        second = match is not None and fold(match[2] or "") in _SECOND
        found.append(GridSource(race, "second" if second else "best"))
    if len({source.race for source in found}) < len(found):
        raise Refusal("setup.refused.grid_twice", "grids", text=text.strip())
    return tuple(found)
