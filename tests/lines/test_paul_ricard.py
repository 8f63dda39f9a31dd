"""The weekend of the example season typed on the entry line: the same facts and the same classifications as on file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cupdesk.lines.block import read_block
from cupdesk.lines.decision import read_decision
from cupdesk.lines.order import read_order
from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.rules.edits import ClearResult, SetOrder, SetSessionFacts, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import DecisionState, Finish, Session, Status
from cupdesk.seasons.file import load
from cupdesk.words import Words
from cupdesk.words.figures import clock, gap

RACES = ("LEC/R1", "LEC/R2")
NOW = datetime(2023, 10, 8, 16, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def filed() -> Season:
    return load(resource("seasons", "pccf-2023.json"))


def emptied(season: Season) -> Season:
    return apply(season, *(ClearResult(ref) for ref in RACES))


def enter(season: Season, ref: str, line: str, language: str) -> Season:
    reading = read_order(Book(season), ref, line, Words(language))
    assert (reading.refused, reading.problem) == (False, ""), line
    return apply(season, *reading.edits)


def facts(row: Finish, first: Finish, language: str) -> str:
    """What a person types after a car for what is known of it."""
    parts = []
    if row.status is Status.RETIRED:
        parts.append(f"{'ab' if language == 'fr' else 'dnf'} {row.laps}")
    elif row.laps is not None and first.laps is not None and row.laps < first.laps:
        parts.append(f"{'tours' if language == 'fr' else 'laps'} {row.laps}")
    if row.total_ms is not None:
        parts.append(clock(row.total_ms))
    if row.best_ms is not None:
        parts.append(f"{'mt' if language == 'fr' else 'fl'} {clock(row.best_ms)} {row.best_lap or ''}")
    return " ".join(parts)


def result(season: Season, ref: str) -> list[tuple[object, ...]]:
    rows = Book(season).classification(ref).rows
    return [(r.position, r.number, r.outcome, r.laps, r.time_ms, r.gap_ms, r.gap_laps, r.best_ms) for r in rows]


def race(session: Session, language: str) -> list[str]:
    """The lines that say a whole race: the order three by three, then what is known of each car."""
    finished = [n for n in session.order if session.finish(n).status is Status.RUNNING]
    lines = [" ".join(finished[i : i + 3]) for i in range(0, len(finished), 3)]
    first = session.finish(session.order[0])
    if first.laps is not None:
        lines.append(f"{session.order[0]} laps {first.laps}")
    for row in sorted(session.finishes, key=lambda row: row.number not in finished):
        if row.status is Status.DID_NOT_START:
            lines.append(f"{row.number} {'np' if language == 'fr' else 'dns'}")
        elif said := facts(row, first, language):
            lines.append(f"{row.number} {said}")
    return lines


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("ref", RACES)
def test_both_races_typed_line_by_line(filed: Season, ref: str, language: str) -> None:
    season = emptied(filed)
    for line in race(filed.session(ref), language):
        season = enter(season, ref, line, language)
    expected = Book(filed).classification(ref, on_the_road=True)
    typed = Book(season).classification(ref)
    assert [(r.position, r.number, r.outcome, r.time_ms, r.gap_ms) for r in typed.rows] == [
        (r.position, r.number, r.outcome, r.time_ms, r.gap_ms) for r in expected.rows
    ]
    assert typed.missing == ()


def test_the_three_decisions_in_a_few_keys(filed: Season) -> None:
    season = _without_decisions(filed)
    for ref, line in (("LEC/R1", "40 +5 fd"), ("LEC/R1", "21 +5 lp"), ("LEC/R2", "8 +10 co")):
        reading = read_decision(Book(season), ref, line, Words("fr"), NOW)
        assert (reading.refused, reading.problem) == (False, "")
        season = apply(season, *reading.edits)
    for ref in RACES:
        assert result(season, ref) == result(filed, ref)
        typed, on_file = season.session(ref).decisions, filed.session(ref).decisions
        assert [(d.number, d.cars, d.offence, d.article, d.sanctions) for d in typed] == [
            (d.number, d.cars, d.offence, d.article, d.sanctions) for d in on_file
        ]


def _without_decisions(season: Season) -> Season:
    """The season with Paul Ricard's races as at the flag."""
    for ref in RACES:
        session = season.session(ref)
        season = apply(season, ClearResult(ref), SetOrder(ref, session.order, session.finishes))
        if session.laps is not None:
            season = apply(season, SetSessionFacts(ref, laps=session.laps))
    return season


def test_the_state_of_a_decision_on_file(filed: Season) -> None:
    reading = read_decision(Book(filed), "LEC/R2", "n1 retirée", Words("fr"), NOW)
    after = apply(filed, *reading.edits)
    assert after.session("LEC/R1").decisions[0].state is DecisionState.WITHDRAWN
    assert "Guillot" in reading.read_back


@pytest.mark.parametrize("ref", RACES)
def test_the_race_pasted_from_a_spreadsheet(filed: Season, ref: str) -> None:
    session = filed.session(ref)
    book = Book(filed)
    first = session.finish(session.order[0])
    lines = ["Pos\tN°\tPilote\tTrs\tTemps\tÉcart"]
    codes = {Status.RETIRED: "Ab", Status.DID_NOT_START: "NP"}
    numbers = [*session.order, *(row.number for row in session.finishes if row.number not in session.order)]
    for place, number in enumerate(numbers, 1):
        row = session.finish(number)
        driver = book.driver(book.entries("LEC")[number].drivers[0])
        timed = row.total_ms is not None and row.status is Status.RUNNING
        total = clock(row.total_ms or 0) if timed and place == 1 else ""
        behind = gap((row.total_ms or 0) - (first.total_ms or 0)) if timed and place > 1 else ""
        shown = codes.get(row.status, str(place))
        lines.append("\t".join([shown, number, driver.name, str(row.laps or ""), total, behind]))
    season = emptied(filed)
    block = read_block(Book(season), ref, "\n".join(lines), Words("fr"))
    assert block.not_taken == ()
    after = Book(apply(season, *block.edits)).classification(ref).rows
    expected = book.classification(ref, on_the_road=True).rows
    assert [(r.position, r.number, r.outcome) for r in after] == [(r.position, r.number, r.outcome) for r in expected]
