"""A decision on file as the line that would say it again, to be changed and entered: `n3 40 +5 fd`."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cupdesk.lines.say import offence_of
from cupdesk.rules.session import SanctionKind

if TYPE_CHECKING:
    from cupdesk.rules.model import Season
    from cupdesk.rules.session import Decision, Sanction


def decision_line(decision: Decision, season: Season, language: str) -> str:
    """The line, in the forms of `language`; reading it changes nothing."""
    offence = offence_of(season, decision.offence)
    short = offence.short if offence else ()
    said = (short[0] if language == "fr" else short[-1]) if short else decision.offence
    parts = [
        f"n{decision.number}",
        *decision.cars,
        *(sanction_form(s, french=language == "fr") for s in decision.sanctions),
        said,
    ]
    places = [s.place for s in decision.sanctions if s.place is not None]
    return " ".join(part for part in (*parts, *(f"*{place}" for place in places[:1])) if part)


def sanction_form(sanction: Sanction, *, french: bool) -> str:
    """A sanction as it is typed: `+5`, `dt 28`, `g3`."""
    kind, count = sanction.kind, sanction.count
    match kind:
        case SanctionKind.TIME:
            return f"+{_seconds(sanction.ms or 0)}"
        case SanctionKind.DRIVE_THROUGH:
            return f"dt {_seconds(sanction.ms)}" if sanction.ms else "dt"
        case SanctionKind.STOP_AND_GO:
            return f"sg {_seconds(sanction.ms)}" if sanction.ms else "sg"
        case SanctionKind.LAPS:
            return f"-{count}t" if french else f"-{count}l"
        case SanctionKind.PLACES:
            return f"{count}p"
        case SanctionKind.PLACES_IN_CATEGORY:
            return f"pc {count}"
        case SanctionKind.BEHIND:
            return f"{'der' if french else 'beh'} {sanction.behind}"
        case SanctionKind.BACK:
            return "dernier" if french else "last"
        case SanctionKind.DISQUALIFICATION:
            return "dq" if french else "dsq"
        case SanctionKind.GRID_PLACES:
            return f"g{count}"
        case SanctionKind.GRID_BACK:
            return "gf" if french else "gb"
        case SanctionKind.PIT_LANE_START:
            return "vs" if french else "pl"
        case SanctionKind.DELETE_LAP:
            return f"x{count}"
        case SanctionKind.REPRIMAND:
            return "rep"
        case SanctionKind.WARNING:
            return "av" if french else "warn"
        case SanctionKind.FINE:
            return f"{'am' if french else 'fine'} {sanction.amount}"
        case _:
            assert_never(kind)


def _seconds(ms: int) -> str:
    return f"{ms // 1000}{f'.{ms % 1000:03}'.rstrip('0') if ms % 1000 else ''}"
