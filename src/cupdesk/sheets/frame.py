"""What every document of a season says round its tables: cup, event, status, posting, signatures, fingerprint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cupdesk.rules.session import SessionState
from cupdesk.rules.settled import OPEN
from cupdesk.sheets.letterhead import dressed
from cupdesk.sheets.seal import sealed
from cupdesk.sheets.sheet import Sheet, Status
from cupdesk.words import Words, figures

if TYPE_CHECKING:
    from datetime import datetime

    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Round
    from cupdesk.rules.session import Session

STATUS = {
    SessionState.UNOFFICIAL: Status.UNOFFICIAL,
    SessionState.PROVISIONAL: Status.PROVISIONAL,
    SessionState.FINAL: Status.FINAL,
}
"""How certain a document of a session in this state is."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a document has come: status, revision, number, posting time, open decisions, the document it replaces.

    `protests_over` is whether the protest period of the provisional had run out then, `reason` why a final result was opened again.
    """

    status: Status
    revision: int = 0
    document: int | None = None
    posted: datetime | None = None
    open_decisions: tuple[int, ...] = ()
    replaces: int | None = None
    protests_over: bool = True
    reason: str = ""


def standing_of(book: Book, ref: str) -> Standing:
    """How far the result of a session has been published."""
    session = book.session(ref)
    waiting = tuple(d.number for d in book.decisions(ref) if d.state in OPEN)
    return Standing(STATUS[session.state], session.revision, session.document, session.posted, waiting)


def framed(
    book: Book, round_: Round | None, session: Session | None, standing: Standing, words: Words, sheet: Sheet
) -> Sheet:
    """The sheet with everything that does not depend on its tables, sealed with its fingerprint."""
    season = book.season
    place = round_.name[words.language] if round_ else ""
    told = replace(
        sheet,
        language=words.language,
        status=standing.status,
        revision=standing.revision,
        cup=f"{season.cup} {season.year}",
        event=event_line(book, round_, words),
        circuit=_circuit(round_, words),
        plate=sheet.plate or _plate(book, standing, words),
        foot=sheet.foot or status_word(standing, words),
        running_head=" · ".join(part for part in (place, sheet.session) if part),
        document=str(standing.document) if standing.document is not None else "",
        date=standing.posted.strftime("%d.%m.%Y") if standing.posted else "",
        time=standing.posted.strftime("%H:%M") if standing.posted else "",
        chips=tuple(category.name[words.language] for category in season.regulations.categories),
        posted=_posting(book, standing, words, sheet.plate),
        disclaimer=season.disclaimer[words.language] if season.disclaimer else "",
        created=_created(book, round_, session, standing).isoformat(),
    )
    return sealed(dressed(book, round_, words, told), season.code, round_.code if round_ else "")


def event_line(book: Book, round_: Round | None, words: Words) -> str:
    """`6e meeting – Circuit Paul Ricard, Le Castellet – 6–8 octobre 2023`."""
    if round_ is None:
        return str(book.season.year)
    nth = book.season.rounds.index(round_) + 1
    where = ", ".join(part for part in (round_.circuit or round_.name[words.language], round_.place) if part)
    parts = [words("documents.round", nth=figures.ordinal(nth, words.language), n=nth), where]
    if round_.first_day:
        parts.append(figures.span(round_.first_day, round_.last_day or round_.first_day, words.language))
    return f" {figures.DASH} ".join(parts)


def _circuit(round_: Round | None, words: Words) -> str:
    if round_ is None or not round_.length_m:
        return ""
    return words("documents.circuit", length=kilometres(round_.length_m, words.language))


def kilometres(metres: int, language: str) -> str:
    """`87,630 km`."""
    thousandths = f"{metres // 1000}.{metres % 1000:03}"
    return f"{thousandths.replace('.', ',') if language == 'fr' else thousandths} km"


def status_word(standing: Standing, words: Words) -> str:
    """The status in capitals, with the revision: `DÉFINITIF, RÉVISION 1`."""
    word = words(f"documents.status.{standing.status.value}")
    return words("documents.status.revised", status=word, n=standing.revision) if standing.revision else word


def _plate(book: Book, standing: Standing, words: Words) -> str:
    if standing.revision and standing.replaces is not None:
        return words("documents.plate.replaces", n=standing.revision, number=standing.replaces)
    if standing.revision:
        return words("documents.plate.revised", n=standing.revision)
    if standing.status is Status.UNOFFICIAL:
        return words("documents.plate.unofficial")
    if standing.status is Status.PROVISIONAL:
        return _protests(book, standing, words)
    return ""


def _protests(book: Book, standing: Standing, words: Words) -> str:
    minutes = book.season.regulations.protest_minutes
    if standing.posted is None:
        return words("documents.plate.protest_minutes", n=minutes)
    until = standing.posted + timedelta(minutes=minutes)
    return words("documents.plate.protests", time=until.strftime("%H:%M"))


def _posting(book: Book, standing: Standing, words: Words, plate: str) -> tuple[str, ...]:
    """The lines of the posting cell beside the signatures; a document with a plate of its own repeats that."""
    if standing.posted is None:
        first = words("documents.posted.blank")
    else:
        day, time = standing.posted.strftime("%d.%m.%Y"), standing.posted.strftime("%H:%M")
        first = words("documents.posted.on", date=day, time=time)
    return (first, plate) if plate else (first, *_protest_lines(book, standing, words))


def _protest_lines(book: Book, standing: Standing, words: Words) -> list[str]:
    lines = []
    if standing.open_decisions:
        numbers = ", ".join(str(number) for number in standing.open_decisions)
        lines.append(words("documents.posted.open", n=len(standing.open_decisions), numbers=numbers))
    if standing.status is Status.PROVISIONAL:
        lines.append(_protests(book, standing, words))
        if standing.posted is not None:
            lines.append(words("documents.posted.period", n=book.season.regulations.protest_minutes))
    elif standing.status is Status.UNOFFICIAL:
        lines.append(words("documents.plate.unofficial"))
    elif not standing.open_decisions:
        lines.append(words("documents.posted.final" if standing.protests_over else "documents.posted.final_early"))
    if standing.reason:
        lines.append(words("documents.posted.reason", reason=standing.reason))
    return lines


def _created(book: Book, round_: Round | None, session: Session | None, standing: Standing) -> date:
    if standing.posted:
        return standing.posted.date()
    if session and session.date:
        return session.date
    if round_ and round_.last_day:
        return round_.last_day
    return date(book.season.year, 1, 1)


def slug(book: Book, ref: str, document: str) -> str:
    """The stem of a file's name: `pccf-2023-LEC-R1-classification`."""
    return "-".join(part for part in (book.season.code, *ref.split("/"), document) if part)


EMPTY = Sheet(
    kind="",
    slug="",
    language="fr",
    status=Status.UNOFFICIAL,
    revision=0,
    cup="",
    event="",
    circuit="",
    session="",
    title="",
    plate="",
    foot="",
    running_head="",
    document="",
    date="",
    time="",
    line_left="",
    line_right="",
    tables=(),
    fastest=(),
    decisions=None,
    notes=(),
    legend=(),
    chips=(),
    posted=(),
    signatures=(),
    disclaimer="",
    digest="",
    qr="",
    created="2000-01-01",
)
"""A sheet that says nothing yet."""
