"""What a person should know before taking a file: contradictions in it, and what it may already contain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cupdesk.imports.columns import next_table
from cupdesk.imports.elsewhere import categories_elsewhere
from cupdesk.imports.order import behind_slower, shared_places
from cupdesk.imports.rows import text_lines
from cupdesk.rules.session import SanctionKind, SessionKind, SessionState, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cupdesk.imports.cars import Cars
    from cupdesk.imports.rows import RowTaken
    from cupdesk.imports.source import Recognised
    from cupdesk.rules.book import Book

_MOST_SAID = 80
_IN_TIMES = (SanctionKind.TIME, SanctionKind.DRIVE_THROUGH, SanctionKind.STOP_AND_GO)


class RemarkKind(StrEnum):
    """What there is to say of a file."""

    PUBLISHED = "published"
    HOUR = "hour"
    COUNTED_TWICE = "counted_twice"
    PENALTIES_IN_TIMES = "penalties_in_times"
    BEHIND_SLOWER = "behind_slower"
    SHARED_PLACES = "shared_places"
    NO_LAP = "no_lap"
    OTHER_DRIVER = "other_driver"
    STARRED = "starred"
    GROUP_UNKNOWN = "group_unknown"
    TEXT_LINES = "text_lines"
    OTHER_TABLE = "other_table"
    OTHER_SHEETS = "other_sheets"
    CATEGORIES_FROM = "categories_from"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know, with the values of its sentence."""

    kind: RemarkKind
    values: Mapping[str, object]

    @property
    def cars(self) -> tuple[str, ...]:
        """The cars it names."""
        named = str(self.values.get("cars", "") or self.values.get("number", ""))
        return tuple(named.split(", ")) if named else ()


def remarks(recognised: Recognised, book: Book, ref: str, rows: tuple[RowTaken, ...], cars: Cars) -> tuple[Remark, ...]:
    """Everything to say of a result, the gravest first."""
    found = tuple(Remark(kind, values) for kind, values in _found(recognised, book, ref, rows, cars))
    return found + sheet_remarks(recognised)


def sheet_remarks(recognised: Recognised) -> tuple[Remark, ...]:
    """That there are lines of text among the rows, another table below, or other sheets than the one read, if there are."""
    texts = text_lines(recognised.table, recognised.heads)
    said: dict[str, object] = (
        {"n": len(texts), "line": texts[0].number, "text": texts[0].text[:_MOST_SAID]} if texts else {}
    )
    found: tuple[Remark, ...] = (Remark(RemarkKind.TEXT_LINES, said),) if texts else ()
    below = next_table(recognised.table, recognised.heads)
    found += (Remark(RemarkKind.OTHER_TABLE, {"line": below}),) if below else ()
    if sheet := categories_elsewhere(recognised)[0]:
        found += (Remark(RemarkKind.CATEGORIES_FROM, {"sheet": sheet}),)
    others = [name for name in recognised.sheets if name != recognised.table.name]
    values = {"sheet": recognised.table.name, "others": ", ".join(others)}
    return (*found, Remark(RemarkKind.OTHER_SHEETS, values)) if others else found


def _found(
    recognised: Recognised, book: Book, ref: str, rows: tuple[RowTaken, ...], cars: Cars
) -> Iterator[tuple[RemarkKind, dict[str, object]]]:
    session = book.session(ref)
    if session.state is SessionState.FINAL:
        yield RemarkKind.PUBLISHED, {}
    edition, penalised = recognised.source.edition, recognised.table.penalised
    decided = [d.number for d in book.decisions(ref) if d.in_force and any(s.kind in _IN_TIMES for s in d.sanctions)]
    if decided and edition.official and session.kind is SessionKind.RACE:
        yield RemarkKind.COUNTED_TWICE, {"n": len(decided), "decisions": ", ".join(map(str, decided))}
    if penalised:
        yield RemarkKind.PENALTIES_IN_TIMES, _cars(penalised)
    if session.kind is SessionKind.RACE and (wrong := behind_slower(rows)):
        yield RemarkKind.BEHIND_SLOWER, _cars(wrong)
    if shared := shared_places(rows):
        yield RemarkKind.SHARED_PLACES, _cars(shared)
    if session.kind is SessionKind.RACE and (
        none := tuple(r.number for r in rows if r.finish.laps == 0 and r.finish.status is Status.RUNNING)
    ):
        yield RemarkKind.NO_LAP, _cars(none)
    for row in rows:
        if cars.strange(row.number, row.drivers):
            filed = " / ".join(person.name for person in row.drivers)
            yield RemarkKind.OTHER_DRIVER, {"number": row.number, "filed": filed, "entered": cars.named(row.number)}
    if starred := tuple(row.number for row in rows if any(person.starred for person in row.drivers)):
        yield RemarkKind.STARRED, _cars(starred)
    if edition.hour is not None:
        yield RemarkKind.HOUR, {"hour": edition.hour}


def _cars(numbers: tuple[str, ...]) -> dict[str, object]:
    return {"n": len(numbers), "cars": ", ".join(numbers)}
