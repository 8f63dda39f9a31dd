"""The decisions of a meeting as a document: every decision of the stewards, a line a car, with its state and effect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.rules.settled import OPEN
from cupdesk.sheets.documents.decisions import lines_of
from cupdesk.sheets.frame import EMPTY, Standing, framed, slug
from cupdesk.sheets.letterhead import signing
from cupdesk.sheets.sheet import Block, Column, Kind, Row, Status, Table
from cupdesk.words import Words, names
from cupdesk.words.path import path_said, time_said
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.session import Decision
    from cupdesk.sheets.sheet import Sheet

SIGNING = ("steward", "clerk")
_COLUMNS = (
    ("decision_number", Kind.NUMBER),
    ("decision_at", Kind.NUMBER),
    ("decision_session", Kind.TEXT),
    ("number", Kind.NUMBER),
    ("decision_driver", Kind.TEXT),
    ("decision", Kind.TEXT),
    ("decision_effect", Kind.TEXT),
)
_SAID, _LONG = 5, 70
"""The cell of the decision, and the characters from which one needs the wide page to be read."""


def decision_list(book: Book, ref: str, language: str, standing: Standing | None = None) -> Sheet:
    """The decisions filed in the meeting of a session, by number; final once none is open. `Trouble` if there are none."""
    words = Words(language)
    round_ = book.round_of(ref)
    filed = [
        (f"{round_.code}/{session.code}", decision) for session in round_.sessions for decision in session.decisions
    ]
    if not filed:
        raise Trouble("documents.trouble.no_decisions", round=round_.name[language])
    filed.sort(key=lambda each: each[1].number)
    waiting = tuple(decision.number for _, decision in filed if decision.state in OPEN)
    standing = standing or Standing(Status.PROVISIONAL if waiting else Status.FINAL, open_decisions=waiting)
    counted = [words("documents.decisions_filed", n=len(filed))]
    counted += [words("documents.decisions_open", n=len(waiting))] if waiting else []
    columns = tuple(Column(key, words(f"documents.column.{key}"), kind) for key, kind in _COLUMNS)
    rows = tuple(row for where, decision in filed for row in _rows(book, where, decision, words))
    sheet = replace(
        EMPTY,
        kind="decision_list",
        slug=slug(book, round_.code, "decisions"),
        session=words("documents.decision_list"),
        title=words("documents.title.decision_list"),
        plate=words("documents.plate.open_decisions", n=len(waiting)) if waiting else " ",
        line_left=round_.name[language],
        line_right=", ".join(counted),
        tables=(Table(columns, (Block(rows),)),),
        notes=tuple(
            words("documents.decision_path", number=decision.number, path=path_said(decision, words))
            for _, decision in filed
            if len(decision.path) > 1
        ),
        signatures=signing(book, SIGNING, words),
        landscape=any(len(str(row.cells[_SAID])) > _LONG for row in rows),
    )
    return framed(book, round_, None, standing, words, sheet)


def _rows(book: Book, ref: str, decision: Decision, words: Words) -> list[Row]:
    """A row a car of the decision. What it changed is told of the session it takes effect in, beside its name."""
    where = decision.applies_to or ref
    session = book.session(ref).name[words.language]
    if where != ref:
        carried = names.session_and_round(book, where, words)
        session = words("documents.carried", session=session, to=carried)
    at = time_said(decision, book.session(ref).date, words.language) or None
    return [
        Row((line.document, at, session, line.number, line.driver, line.decision, line.effect or None))
        for line in lines_of(book, where, decision, words)
    ]
