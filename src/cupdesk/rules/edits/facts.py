"""What the timing alone does not say: facts of the whole session, shared places, who drove, a grid made by hand."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cupdesk.rules.edits.result import with_finish
from cupdesk.rules.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class SetSessionFacts:
    """Give what holds for the whole session; `None` leaves a fact as it is, `forget` names those unknown again.

    `counted_laps`: classified as at the end of this lap. Temperatures in °C; `points_factor` of a race is exact.
    """

    session: str
    laps: int | None = None
    pole: str | None = None
    counted_laps: int | None = None
    planned_laps: int | None = None
    planned_minutes: int | None = None
    start: str | None = None
    track: str | None = None
    air_c: int | None = None
    track_c: int | None = None
    points_factor: Fraction | None = None
    cancelled: bool | None = None
    forget: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetDeadHeat:
    """Let these cars share a place, whatever they shared before; a single car shares with nobody any more."""

    session: str
    cars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetDrivers:
    """Say who drove a car in this session (driver codes); none: its whole crew."""

    session: str
    number: str
    drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetGrid:
    """Make the starting grid of a race by hand, with the reason; no car: it follows from its source again."""

    session: str
    grid: tuple[str, ...]
    reason: str = ""


_UNKNOWN: dict[str, Any] = {field.name: field.default for field in fields(Session)}


def _set_session_facts(session: Session, edit: SetSessionFacts) -> Session:
    given: dict[str, Any] = {
        f.name: getattr(edit, f.name)
        for f in fields(edit)
        if f.name not in ("session", "forget") and getattr(edit, f.name) is not None
    }
    return replace(session, **({name: _UNKNOWN[name] for name in edit.forget} | given))


def _set_dead_heat(session: Session, edit: SetDeadHeat) -> Session:
    rest = [tuple(number for number in heat if number not in edit.cars) for heat in session.dead_heats]
    heats = [heat for heat in (*rest, edit.cars) if len(heat) > 1]
    return replace(session, dead_heats=tuple(heats))


def _set_drivers(session: Session, edit: SetDrivers) -> Session:
    return replace(session, finishes=with_finish(session, edit.number, drivers=edit.drivers))


def _set_grid(session: Session, edit: SetGrid) -> Session:
    return replace(session, grid=edit.grid, grid_reason=edit.reason if edit.grid else "")


DOES: dict[type[Any], Callable[[Session, Any], Session]] = {
    SetSessionFacts: _set_session_facts,
    SetDeadHeat: _set_dead_heat,
    SetDrivers: _set_drivers,
    SetGrid: _set_grid,
}
"""What each edit of this file does to its session."""
