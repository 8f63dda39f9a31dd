"""What a person may call a session, a championship or a category, and which one is meant.

Letters' case, accents, blanks and signs do not matter: `LEC/R1`, `lec/1`, `LEC1`, `6/R1`, `Paul Ricard/Course 1` and
`paul-ricard/race-1` are the same session.
"""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING

from cupdesk.rules.session import SessionKind
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cupdesk.rules.model import Round, Season
    from cupdesk.rules.regulations import Category, Championship


def folded(text: str) -> str:
    """Letters and digits only, lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(ch for ch in plain if ch.isalnum())


def session_ref(season: Season, said: str) -> str:
    """The reference of the session a person means; `Trouble` with near names if none or several are."""
    sessions = [(ref, round_) for ref, round_, _ in season.sessions()]
    if said in (ref for ref, _ in sessions):
        return said
    rounds = _round_names(season)
    round_said, sign, session_said = said.partition("/")
    if sign:
        pairs = [(folded(round_said), folded(session_said))]
    else:
        whole = folded(said)
        pairs = [(whole[:i], whole[i:]) for i in range(1, len(whole))]
    meant = {
        f"{round_.code}/{code}"
        for round_key, session_key in pairs
        for round_ in season.rounds
        if round_key in rounds[round_.code]
        for code, names in _session_names(round_).items()
        if session_key in names
    }
    if len(meant) == 1:
        return meant.pop()
    if meant:
        raise Trouble("cli.session_several", said=said, near=_listed(ref for ref, _ in sessions if ref in meant))
    here = [ref for ref, round_ in sessions if sign and folded(round_said) in rounds[round_.code]]
    close = difflib.get_close_matches(said.upper(), [ref for ref, _ in sessions], 3, 0.5)
    near = here or [ref for ref, _ in sessions if ref in close]
    if not near:
        raise Trouble("cli.session_unknown", said=said, rounds=_listed(r.code for r in season.rounds))
    raise Trouble("cli.session_unknown_near", said=said, near=_listed(near))


def round_code(season: Season, said: str) -> str:
    """The code of the round a person means, by a name of its own or of a session in it; "" for `season`, all of them."""
    if folded(said) in ("season", "saison"):
        return ""
    called = {round_.code: _round_names(season)[round_.code] for round_ in season.rounds}
    meant = [code for code, names in called.items() if folded(said) in names]
    return meant[0] if len(meant) == 1 else session_ref(season, said).partition("/")[0]


def round_named(season: Season, said: str) -> str:
    """The code of the round a person means, by code, number, name or circuit; `Trouble` if there is none."""
    return _one(_round_names(season), said, "cli.round_unknown")


def championship_of(season: Season, said: str) -> Championship:
    """The championship a person means, by code or by name in either language."""
    championships = {c.code: c for c in season.regulations.championships}
    return championships[
        _one({c.code: (c.code, c.name.fr, c.name.en) for c in championships.values()}, said, "cli.championship_unknown")
    ]


def category_of(season: Season, said: str) -> Category:
    """The category a person means, by code or by name in either language."""
    categories = {c.code: c for c in season.regulations.categories}
    if not categories:
        raise Trouble("cli.no_categories", said=said)
    return categories[
        _one({c.code: (c.code, c.name.fr, c.name.en) for c in categories.values()}, said, "cli.category_unknown")
    ]


def _one(names: Mapping[str, Iterable[str]], said: str, trouble: str) -> str:
    """The code one of whose names is said."""
    for code, called in names.items():
        if folded(said) in {folded(name) for name in called}:
            return code
    near = difflib.get_close_matches(said.casefold(), list(names), 3, 0.5)
    raise Trouble(trouble, said=said, near=_listed(near or names))


def _round_names(season: Season) -> dict[str, set[str]]:
    """Everything each round is called, folded: code, number, name, circuit, place."""
    return {
        round_.code: {
            folded(name)
            for name in (round_.code, str(number), round_.name.fr, round_.name.en, round_.circuit, round_.place)
            if folded(name)
        }
        for number, round_ in enumerate(season.rounds, 1)
    }


def _session_names(round_: Round) -> dict[str, set[str]]:
    """Everything each session of a round is called, folded: code, name, and for races their number."""
    names = {s.code: {folded(s.code), folded(s.name.fr), folded(s.name.en)} for s in round_.sessions}
    races = [s.code for s in round_.sessions if s.kind is SessionKind.RACE]
    for number, code in enumerate(races, 1):
        names[code] |= {f"{word}{number}" for word in ("", "r", "c", "race", "course")}
    return names


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
