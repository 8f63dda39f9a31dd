"""The blind second entry of a finishing order: what it and the first say differently, car by car, and how that is settled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cupdesk.rules.edits.within import with_session
from cupdesk.rules.session import Answer, Finish, Right, Said, SecondEntry, Session, Status

if TYPE_CHECKING:
    from cupdesk.rules.model import Season


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A car of which the two entries say something else."""

    number: str
    first: Said
    second: Said


def shadow(season: Season, ref: str) -> Season:
    """The season as the second entry of a session has it: that session without the first entry and without decisions."""

    def blind(session: Session) -> Session:
        second = session.second or SecondEntry()
        return replace(
            session, order=second.order, finishes=second.finishes, decisions=(), dead_heats=second.dead_heats
        )

    return with_session(season, ref, blind)


def statuses(finishes: tuple[Finish, ...]) -> tuple[Finish, ...]:
    """What a second entry keeps of fact rows: cars with a status, and the laps of those that retired."""
    return tuple(Finish(row.number, row.status, row.laps) for row in finishes if row.status is not Status.RUNNING)


def disagreements(session: Session) -> tuple[Disagreement, ...]:
    """The cars the two entries differ in, in the order of the first; a car left out does not make all those behind it differ."""
    second = session.second or SecondEntry()
    first_said = _said(session.order, session.finishes, session.dead_heats)
    second_said = _said(second.order, second.finishes, second.dead_heats)
    together = _together(session.order, _second_order(session))
    found = []
    for number in dict.fromkeys((*session.order, *second.order, *first_said, *second_said)):
        one, other = first_said.get(number, Said()), second_said.get(number, Said())
        same_place = number in together or one.place is other.place is None
        same_laps = None in (one.laps, other.laps) or one.laps == other.laps
        if not (same_place and one.status is other.status and same_laps and one.shares == other.shares):
            found.append(Disagreement(number, one, other))
    return tuple(found)


def _second_order(session: Session) -> tuple[str, ...]:
    """The second order, cars that share a place in both entries standing as in the first: which comes first says nothing."""
    second = session.second or SecondEntry()
    order = list(second.order)
    shared = {frozenset(heat) for heat in session.dead_heats} & {frozenset(heat) for heat in second.dead_heats}
    for heat in shared:
        places = [place for place, number in enumerate(order) if number in heat]
        for place, number in zip(places, [number for number in session.order if number in heat], strict=False):
            order[place] = number
    return tuple(order)


def _together(first: tuple[str, ...], second: tuple[str, ...]) -> list[str]:
    """The cars both orders have in the same sequence."""
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return [number for block in blocks for number in first[block.a : block.a + block.size]]


def _said(
    order: tuple[str, ...], finishes: tuple[Finish, ...], dead_heats: tuple[tuple[str, ...], ...]
) -> dict[str, Said]:
    rows = {row.number: row for row in finishes}
    shares = {number: tuple(sorted({*heat} - {number})) for heat in dead_heats for number in heat}
    found = {}
    for place, number in enumerate(order, 1):
        row = rows.get(number, Finish(number))
        laps = row.laps if row.status is Status.RETIRED else None
        found[number] = Said(place, row.status, laps, shares.get(number, ()))
    for row in finishes:
        if row.number not in found and row.status is not Status.RUNNING:
            found[row.number] = Said(None, row.status)
    return found


def answers(session: Session) -> dict[str, Answer]:
    """The answers given so far to differences that are still there, by car."""
    given = {each.number: each for each in (session.second or SecondEntry()).answers}
    return {each.number: given[each.number] for each in disagreements(session) if each.number in given}


def settled(session: Session) -> tuple[tuple[str, ...], tuple[Finish, ...], tuple[tuple[str, ...], ...]]:
    """Order, statuses and shared places when each disagreement is decided as it was answered; `KeyError` if one was not.

    A place is shared only if all that share it were decided so.
    """
    second = session.second or SecondEntry()
    orders = {Right.FIRST: session.order, Right.SECOND: _second_order(session)}
    said = {
        Right.FIRST: _said(session.order, session.finishes, session.dead_heats),
        Right.SECOND: _said(second.order, second.finishes, second.dead_heats),
    }
    given, open_ = answers(session), [each.number for each in disagreements(session)]
    order = [number for number in _together(session.order, orders[Right.SECOND]) if number not in open_]
    rows = {number: now for number, now in said[Right.FIRST].items() if number not in open_}
    typed: list[tuple[int, str]] = []
    for number in open_:
        right = given[number].right
        now = given[number].said if right is Right.NEITHER else said[right].get(number, Said())
        rows[number] = now
        if right is Right.NEITHER:
            typed += [(now.place, number)] if now.place is not None else []
        elif now.place is not None:
            before = orders[right][: now.place - 1]
            at = max((order.index(other) + 1 for other in before if other in order), default=0)
            order.insert(at, number)
    for place, number in sorted(typed):
        order.insert(place - 1, number)
    finishes = tuple(
        Finish(number, now.status, now.laps) for number, now in rows.items() if now.status is not Status.RUNNING
    )
    return tuple(order), finishes, _shared(order, rows)


def _shared(order: list[str], rows: dict[str, Said]) -> tuple[tuple[str, ...], ...]:
    """The cars that share a place, each group once, in the order they stand in: all say so, and nobody stands between them."""
    groups = dict.fromkeys(frozenset({number, *rows[number].shares}) for number in order if rows[number].shares)
    heats = [tuple(number for number in order if number in group) for group in groups]
    return tuple(
        heat
        for heat in heats
        if order[order.index(heat[0]) :][: len(heat)] == [*heat]
        and all({number, *rows[number].shares} == {*heat} for number in heat)
    )
