"""Typed order against the timing file, car by car: which cars stay as they are typed, and what is then taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.edits import SetOrder

if TYPE_CHECKING:
    from collections.abc import Collection

    from cupdesk.imports.order import Compared
    from cupdesk.imports.result import Import
    from cupdesk.rules.edits import Edit
    from cupdesk.rules.session import Session


def differing(found: Import) -> tuple[Compared, ...]:
    """The cars typed otherwise than the file has them, by the better of their two places."""
    cars = [each for each in found.compared if each.differs and each.typed_status is not None]
    return tuple(sorted(cars, key=lambda each: min(each.typed or 1 << 30, each.filed or 1 << 30)))


def settled(found: Import, session: Session, typed: Collection[str]) -> tuple[Edit, ...]:
    """The edits of the one step if the cars `typed` stay as they are typed: place, status and times.

    The others take the places left, in the file's order. Nothing if that changes nothing; laps alone have no order to settle.
    """
    kept = {each.number for each in found.compared if each.number in typed}
    if not kept:
        return found.edits
    places = [each.number for each in found.compared if each.filed is not None and each.number not in kept]
    stay = {session.order.index(number): number for number in kept if number in session.order}
    order = _woven(places, stay)
    facts = tuple(
        row.finish for row in found.taken if row.number not in kept and row.finish != session.finish(row.number)
    )
    return (SetOrder(found.session, order, facts),) if order != session.order or facts else ()


def _woven(others: list[str], stay: dict[int, str]) -> tuple[str, ...]:
    """Cars at their own places (0 first), the others in order between them; places nobody is left for close up."""
    order: list[str] = []
    waiting, rest = dict(sorted(stay.items())), iter(others)
    for place in range(len(others) + len(stay)):
        following = waiting.pop(place, None) or next(rest, None)
        if following is None:
            break
        order.append(following)
    return (*order, *waiting.values())
