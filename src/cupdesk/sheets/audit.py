"""How the totals of a standings table come about, taken apart so that anybody can add them up again."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.counting import plan_of
from cupdesk.rules.race_rules import counts_for, scale_for
from cupdesk.rules.standings import EXCLUDED
from cupdesk.sheets.sheet import Audit, AuditRow, Earned

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.race_rules import RaceRules
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Result, Standings, StandingsRow

ZERO, ONE = Fraction(0), Fraction(1)


def audit(book: Book, championship: Championship, found: Standings) -> Audit:
    """The parts of every total of a table."""
    paid = [book.paying(championship.code, ref) for ref in found.sessions]
    scales = tuple(scale_for(championship, ref) for ref in found.sessions)
    factors = tuple(_factor(rules.scale, scale) for rules, scale in zip(paid, scales, strict=True))
    rows = tuple(_row(row, found, scales, factors, paid, championship) for row in found.rows)
    return Audit(
        scales=scales,
        factors=factors,
        poles=tuple(rules.pole for rules in paid),
        fastest=tuple(rules.fastest_lap for rules in paid),
        rows=rows,
        best=_best(book, championship, found),
    )


def _factor(paid: tuple[Fraction, ...], scale: tuple[Fraction, ...]) -> Fraction:
    """By how much a race's points were multiplied."""
    return next((given / written for given, written in zip(paid, scale, strict=True) if written), ONE)


def _row(
    row: StandingsRow,
    found: Standings,
    scales: tuple[tuple[Fraction, ...], ...],
    factors: tuple[Fraction, ...],
    paid: list[RaceRules],
    championship: Championship,
) -> AuditRow:
    results = {result.session: result for result in row.results}
    kept = {each.name for each in championship.excluded if each.points_kept}
    return AuditRow(
        earned=tuple(
            _earned(results[ref], scale, factor, rules) if ref in results else None
            for ref, scale, factor, rules in zip(found.sessions, scales, factors, paid, strict=True)
        ),
        adjustment=row.adjustment,
        void=row.unranked == EXCLUDED and row.key not in kept,
    )


def _earned(result: Result, scale: tuple[Fraction, ...], factor: Fraction, rules: RaceRules) -> Earned:
    places = sum((scale[place - 1] for place in result.places if place <= len(scale)), ZERO) * factor
    beside = rules.pole * result.pole + rules.fastest_lap * result.fastest
    return Earned(
        places=result.places,
        code="" if result.places else result.shown.upper(),
        pole=result.pole,
        fastest=result.fastest,
        extra=result.points - places - beside,
        counts=not result.dropped,
    )


def _best(book: Book, championship: Championship, found: Standings) -> int | None:
    """How many results count, where that and nothing else decides which; all of them, where none is dropped."""
    rule = championship.counting
    races = tuple(ref for ref in book.races() if counts_for(championship, ref))
    plan = plan_of(championship, races)
    if plan is None or (rule.at_end and set(found.sessions) != set(races)):
        return len(found.sessions)
    whole = len(plan.shares) == 1 and plan.shares[0].races == frozenset(races)
    if not whole or plan.always or plan.by_round or plan.keep_disqualified:
        return None
    slots = plan.shares[0].slots
    several = any(len(result.places) > 1 for row in found.rows for result in row.results)
    return None if several and slots < len(found.sessions) else min(slots, len(found.sessions))
