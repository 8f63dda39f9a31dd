"""Sanctions, offences and decisions in the words of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cupdesk.rules.model import SanctionKind
from cupdesk.words.figures import clock, laps_gap

if TYPE_CHECKING:
    from cupdesk.lines.cars import Cars
    from cupdesk.rules.model import Decision, Offence, Round, Sanction, Season
    from cupdesk.words import Words


def seconds(ms: int) -> str:
    """Seconds added, as short as they are exact: `+5 s`, `+5.5 s`, `+1:05.000`."""
    if ms >= 60_000:
        return f"+{clock(ms)}"
    whole, rest = divmod(ms, 1000)
    return f"+{whole}{f'.{rest:03}'.rstrip('0') if rest else ''} s"


def circuit_seconds(kind: SanctionKind, season: Season, round_: Round) -> int:
    """What a converted drive-through or stop-and-go costs at this circuit, in milliseconds."""
    rules = season.regulations
    if kind is SanctionKind.DRIVE_THROUGH:
        return round_.drive_through_ms or rules.drive_through_ms
    return round_.stop_and_go_ms or rules.stop_and_go_ms


def sanction_words(sanction: Sanction, season: Season, round_: Round, words: Words) -> str:
    """A sanction in few words: `+5 s`, `+28 s drive-through`, `3 places lost`."""
    kind = sanction.kind
    n = sanction.count or 0
    match kind:
        case SanctionKind.TIME:
            said = seconds(sanction.ms or 0)
        case SanctionKind.DRIVE_THROUGH | SanctionKind.STOP_AND_GO:
            ms = sanction.ms or circuit_seconds(kind, season, round_)
            said = words(f"lines.sanction.{kind.value}", seconds=seconds(ms))
        case SanctionKind.LAPS:
            said = words("lines.sanction.laps", laps=laps_gap(n, words.language))
        case SanctionKind.PLACES | SanctionKind.PLACES_IN_CATEGORY | SanctionKind.GRID_PLACES:
            said = words(f"lines.sanction.{kind.value}", n=n)
        case SanctionKind.DELETE_LAP:
            said = words("lines.deleted_lap", lap=n)
        case SanctionKind.BEHIND:
            said = words("lines.sanction.behind", car=sanction.behind)
        case SanctionKind.FINE:
            said = words("lines.sanction.fine", amount=sanction.amount)
        case (
            SanctionKind.BACK
            | SanctionKind.DISQUALIFICATION
            | SanctionKind.GRID_BACK
            | SanctionKind.PIT_LANE_START
            | SanctionKind.REPRIMAND
            | SanctionKind.WARNING
        ):
            said = words(f"lines.sanction.{kind.value}")
        case _:
            assert_never(kind)
    return said if sanction.place is None else words("lines.sanction.at_place", sanction=said, place=sanction.place)


def offence_of(season: Season, code: str) -> Offence | None:
    """The catalogue's line of this code."""
    return next((offence for offence in season.offences if offence.code == code), None)


def decision_words(decision: Decision, cars: Cars, season: Season, words: Words) -> str:
    """A decision in parts: `40 Guillot › +5 s › False start art. R-2 › Decision 1, 16:10, issued`."""
    parts = [", ".join(cars.label(number) for number in decision.cars)]
    if decision.sanctions:
        parts.append(", ".join(sanction_words(s, season, cars.round, words) for s in decision.sanctions))
    if decision.offence:
        offence = offence_of(season, decision.offence)
        name = offence.name[words.language] if offence else decision.offence
        parts.append(words("lines.offence", name=name, article=decision.article) if decision.article else name)
    if decision.applies_to:
        parts.append(season.session(decision.applies_to).name[words.language])
    if decision.text:
        parts.append(words("lines.quoted", text=decision.text[words.language]))
    about = [words("lines.decision", number=decision.number)]
    if decision.time:
        about.append(f"{decision.time:%H:%M}")
    about.append(words(f"lines.state.{decision.state.value}"))
    return " › ".join([*parts, ", ".join(about)])
