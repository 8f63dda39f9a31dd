"""One decision of the stewards as a document, for signature: fact, infringement, decision, reason, effect, receipt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.rules.results import Outcome
from cupdesk.rules.session import DecisionState
from cupdesk.rules.settled import OPEN
from cupdesk.sheets.documents.decisions import lines_of, moved_by, sanction_words
from cupdesk.sheets.frame import EMPTY, Standing, framed, slug
from cupdesk.sheets.naming import category_name, plain_name
from cupdesk.sheets.sheet import Block, Column, Kind, Row, Signature, Status, Table
from cupdesk.words import Words, figures, names
from cupdesk.words.path import path_said, time_said
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.results import ClassifiedCar
    from cupdesk.rules.session import Decision
    from cupdesk.sheets.sheet import Sheet

_STRONG = ("car", "decision")
"""What is printed large: who, and what is decided."""
FEWEST = 3
"""How many stewards sign at least; each has a place of his own."""


def decision_sheet(book: Book, ref: str, number: int, language: str) -> Sheet:
    """The decision of this number filed in a session. `Trouble` if there is none."""
    words = Words(language)
    session, round_ = book.session(ref), book.round_of(ref)
    decision = next((each for each in session.decisions if each.number == number), None)
    if decision is None:
        raise Trouble("documents.trouble.no_decision", number=number, session=ref)
    status = Status.PROVISIONAL if decision.state in OPEN else Status.FINAL
    offence = names.offence_name(book, decision.offence, words)
    state = words(f"rules.decision_state.{decision.state.value}")
    sheet = replace(
        EMPTY,
        kind="decision",
        slug=slug(book, ref, f"decision-{number}"),
        session=words("documents.decision_sheet.head", number=number),
        title=words("documents.role.steward"),
        plate=state,
        foot=state.upper(),
        line_left=words("documents.decision_sheet.about", cars=", ".join(decision.cars), offence=offence),
        line_right=" · ".join(
            part
            for part in (session.name[language], figures.long_date(session.date, language) if session.date else "")
            if part
        ),
        tables=(_said(book, ref, decision, offence, words), _effects(book, ref, decision, words)),
        notes=(words("documents.decision_sheet.appeal"),),
        signatures=_signing(book, words),
    )
    return framed(book, round_, session, Standing(status, posted=decision.time), words, sheet)


def _said(book: Book, ref: str, decision: Decision, offence: str, words: Words) -> Table:
    """What is told of the case, a line each; what is not known is not printed."""
    language = words.language
    entries = book.entries(book.round_of(ref).code)
    found = [entries[number] for number in decision.cars if number in entries]
    people = [
        f"{entry.number} {figures.DASH} {' / '.join(plain_name(book, code, words) for code in entry.drivers)}"
        for entry in found
    ]
    teams = dict.fromkeys(book.team(entry.team).name for entry in found if entry.team)
    listed = next((each for each in book.season.offences if each.code == decision.offence), None)
    article = decision.article or (listed.article if listed else "")
    fact = decision.text[language] if decision.text else listed.text[language] if listed and listed.text else ""
    outcome = ", ".join(sanction_words(book, ref, each, words) for each in decision.sanctions)
    applies = names.session_and_round(book, decision.applies_to, words) if decision.applies_to else ""
    lines = {
        "car": ", ".join(people) or ", ".join(decision.cars),
        "team": ", ".join(teams),
        "session": book.session(ref).name[language],
        "at": time_said(decision, book.session(ref).date, language),
        "fact": fact,
        "offence": words("documents.decided.article", offence=offence, article=article) if article else offence,
        "decision": outcome or words("documents.decided.none"),
        "applies": applies,
        "path": path_said(decision, words) if decision.path else "",
    }
    columns = (Column("label", "", Kind.TEXT), Column("said", "", Kind.TEXT))
    rows = tuple(
        Row((words(f"documents.decision_sheet.{key}"), text), ("said",) if key in _STRONG else ())
        for key, text in lines.items()
        if text
    )
    open_ = decision.state is DecisionState.INVESTIGATION
    begins = words(f"documents.decision_sheet.{'looking' if open_ else 'decided'}")
    return Table(columns, (Block(rows),), headline=begins)


def _effects(book: Book, ref: str, decision: Decision, words: Words) -> Table:
    """What the decision changed, car by car: time, place, place in category before and after; else why not, in words."""
    where = decision.applies_to or ref
    head = words("documents.decision_sheet.effect", session=names.session_and_round(book, where, words))
    columns = (
        Column("number", words("documents.column.number"), Kind.NUMBER),
        Column("name", words("documents.column.driver"), Kind.TEXT),
        Column("what", words("documents.decision_effect"), Kind.TEXT),
        Column("before", words("documents.before"), Kind.TEXT),
        Column("after", words("documents.after"), Kind.TEXT),
    )
    none = words("documents.decision_sheet.no_effect")
    rows: list[Row] = []
    for line in lines_of(book, where, decision, words):
        row = moved_by(book, where, decision, line.number)
        told = _before_and_after(book, row, words) if row else ()
        rows += [Row((line.number, line.driver, *each)) for each in told]
        if not told:
            rows.append(Row((line.number, line.driver, line.effect or none, None, None)))
    return Table(columns, (Block(tuple(rows)),), head)


def _before_and_after(book: Book, row: ClassifiedCar, words: Words) -> tuple[tuple[str, str, str], ...]:
    """What, before, after, of a car whose place its decisions account for."""
    language, found = words.language, []
    if row.time_ms is not None and row.sanction_ms:
        before = figures.clock(row.time_ms - row.sanction_ms)
        found.append((words("documents.decision_sheet.time"), before, figures.clock(row.time_ms)))
    if row.road and row.position:
        places = (figures.ordinal(row.road, language), figures.ordinal(row.position, language))
        found.append((words("documents.decision_sheet.place"), *places))
    elif row.road and row.outcome in (Outcome.DISQUALIFIED, Outcome.EXCLUDED):
        places = (figures.ordinal(row.road, language), row.outcome.value.upper())
        found.append((words("documents.decision_sheet.place"), *places))
    if row.road_in_category and row.in_category and row.category:
        category = category_name(book, row.category, language)
        places = (figures.ordinal(row.road_in_category, language), figures.ordinal(row.in_category, language))
        found.append((words("documents.decision_sheet.place_in", category=category), *places))
    return tuple(found)


def _signing(book: Book, words: Words) -> tuple[Signature, ...]:
    """A place for each steward, then the competitor's receipt."""
    stewards = [each.name for each in book.season.officials if each.role == "steward"]
    stewards += [""] * (FEWEST - len(stewards))
    role = words("documents.decision_sheet.steward")
    return (*(Signature(role, name) for name in stewards), Signature(words("documents.decision_sheet.received"), ""))
