"""What an order line says of a car beside place and time: a shared place, the parts of a race, who drove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.lines.reading import Refused
from cupdesk.lines.typed import fold
from cupdesk.rules.edits import PlaceCar, SetDeadHeat, SetDrivers, SetTimes
from cupdesk.words.figures import clock, ordinal
from cupdesk.words.names import driver_name, listed

if TYPE_CHECKING:
    from cupdesk.lines.result import Result

_ALL = ("tous", "toutes", "all", "equipage", "crew")


def shared_place(result: Result, number: str, names: tuple[str, ...], heard: list[str]) -> None:
    """Let another car share the place of this one, side by side and level; no name: it shares with none any more."""
    words, order = result.words, result.session.order
    if not names:
        heats = result.session.dead_heats
        if not any(number in heat for heat in heats):
            raise Refused("lines.shares_with_whom", unfinished=True, car=result.cars.label(number))
        result.do(SetDeadHeat(result.ref, (number,)))
        heard.append(words("lines.shares_no_more"))
        return
    other = result.car(names[0])
    if other == number:
        raise Refused("lines.shares_with_itself", car=result.cars.label(number))
    if number not in order:
        result.place_next(number)
    if other not in order:
        result.do(PlaceCar(result.ref, other, result.session.order.index(number) + 2))
    together = (number, *(car for heat in result.session.dead_heats if number in heat for car in heat if car != number))
    order = result.session.order
    place = max(order.index(car) for car in together)
    if other not in together:
        if order.index(other) != place + 1:
            before = order.index(other) < place
            result.do(PlaceCar(result.ref, other, place + 1 if before else place + 2))
        result.do(SetDeadHeat(result.ref, (*together, other)))
    _level(result, number, other)
    first = min(result.session.order.index(car) for car in together) + 1
    at = ordinal(first, words.language, feminine=True)
    heard.append(words("lines.shares", car=result.cars.label(other), place=at))


def _level(result: Result, number: str, other: str) -> None:
    """Give the car whose time is not known the time of the one it shares with; mark the two if they differ."""
    one, two = result.session.finish(number), result.session.finish(other)
    known = [row for row in (one, two) if row.total_ms is not None or row.gap_ms is not None]
    if len(known) == 1:
        unknown = other if known[0].number == number else number
        if known[0].total_ms is not None or unknown != result.session.order[0]:
            result.do(SetTimes(result.ref, unknown, total_ms=known[0].total_ms, gap_ms=known[0].gap_ms))
    elif len(known) == 2 and (one.total_ms, one.gap_ms) != (two.total_ms, two.gap_ms):
        result.problem = result.words("lines.shares_not_level", car=result.cars.label(number), other=other)


def parts_added(result: Result, number: str, parts: tuple[int, ...], heard: list[str]) -> None:
    """Give the times of the parts of a stopped race; none forgets them."""
    words = result.words
    if not parts and not result.session.finish(number).parts_ms:
        raise Refused("lines.parts_missing", unfinished=True, car=result.cars.label(number))
    result.do(SetTimes(result.ref, number, parts_ms=parts))
    times = " + ".join(clock(ms) for ms in parts)
    heard.append(
        words("lines.parts", times=times, total=clock(sum(parts))) if parts else words("lines.parts_forgotten")
    )


def who_drove(result: Result, number: str, names: tuple[str, ...], heard: list[str]) -> None:
    """Say which members of its crew drove a car."""
    crew = result.cars.entries[number].drivers
    said = listed([driver_name(result.book, code, result.words) for code in crew], result.words)
    if not names:
        raise Refused("lines.drove_who", unfinished=True, car=number, crew=said)
    if len(names) == 1 and fold(names[0]) in _ALL:
        result.do(SetDrivers(result.ref, number, ()))
        heard.append(result.words("lines.drove", drivers=said))
        return
    found = _members(result, crew, names)
    if found is None:
        raise Refused("lines.drove_not", text=" ".join(names), car=number, crew=said)
    result.do(SetDrivers(result.ref, number, found))
    drivers = listed([driver_name(result.book, code, result.words) for code in found], result.words)
    heard.append(result.words("lines.drove", drivers=drivers))


def _members(result: Result, crew: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...] | None:
    """The members of a crew these words name, each by the start of a name of one word or more; `None` if one names nobody, or two."""
    found: list[str] = []
    at = 0
    while at < len(names):
        for end in range(len(names), at, -1):
            start = fold(" ".join(names[at:end]))
            meant = [code for code in crew if _named(result, code, start)]
            if len(meant) == 1:
                break
        else:
            return None
        found += [code for code in meant if code not in found]
        at = end
    return tuple(found)


def _named(result: Result, code: str, start: str) -> bool:
    driver = result.book.driver(code)
    return any(fold(name).startswith(start) for name in (f"{driver.surname} {driver.given}", driver.name))
