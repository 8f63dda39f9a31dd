"""Numbers, revisions and what is in force among published documents; a reopened result; the second entry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cupdesk.rules.documents import (
    Copy,
    Document,
    in_force,
    next_number,
    next_revision,
    packed,
    published,
    series,
    superseded_by,
    taken,
)
from cupdesk.rules.edits import (
    ClearResult,
    EnterSecond,
    PlaceCar,
    Reopen,
    SetPublication,
    SetTimes,
    SettleSecond,
    apply,
)
from cupdesk.rules.model import Season
from cupdesk.rules.regulations import Numbering
from cupdesk.rules.session import Finish, Session, SessionState, Status

Make = Callable[..., Season]
Race = Callable[..., Session]
AT = datetime(2026, 5, 1, 15, tzinfo=UTC)
PROVISIONAL, FINAL = SessionState.PROVISIONAL, SessionState.FINAL


def copy(text: str = "{}", language: str = "fr") -> Copy:
    return Copy(language, "Course", hashlib.sha256(text.encode()).hexdigest(), "", packed(text))


def document(number: int, session: str, kind: str = "classification", **more: object) -> Document:
    made = Document(number, kind, session, PROVISIONAL, 0, AT + timedelta(minutes=number), (copy(),))
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def season(cup: Make, race: Race) -> Season:
    """Two meetings of one race each, run and not published."""
    return cup(["1", "2", "3"], race("1 2 3"), race("2 1 3"))


def publish(season: Season, ref: str, *documents: Document, state: SessionState = PROVISIONAL) -> Season:
    last = documents[0]
    return apply(season, SetPublication(ref, state, last.revision, last.number, last.posted, documents))


def test_publishing_sets_the_session_and_keeps_the_documents(season: Season) -> None:
    found = publish(season, "1/R", document(4, "1/R"), document(5, "1/R", "standings"))
    session = found.session("1/R")
    assert (session.state, session.document, session.posted) == (PROVISIONAL, 4, AT + timedelta(minutes=4))
    assert [each.number for each in found.documents] == [4, 5]
    assert found.session("2/R") is season.session("2/R")
    later = apply(found, PlaceCar("1/R", "3", 1), ClearResult("1/R"))
    assert later.documents is found.documents


def test_numbers_go_on_in_one_series_or_in_one_for_each_round(season: Season) -> None:
    found = publish(season, "1/R", document(4, "1/R"), document(5, "1/R", "standings"))
    assert (next_number(season, "1/R"), next_number(found, "1/R"), next_number(found, "2/R")) == (1, 6, 6)
    assert taken(found, "2/R", 4) is found.documents[0]
    by_round = replace(found, regulations=replace(found.regulations, numbering=Numbering.ROUND))
    assert (next_number(by_round, "1/R"), next_number(by_round, "2/R")) == (6, 1)
    assert taken(by_round, "2/R", 4) is None
    assert series(by_round, "2/R") == ()


def test_a_number_given_without_a_document_is_not_given_again(season: Season) -> None:
    found = apply(season, SetPublication("1/R", FINAL, 2, 7, AT))
    assert next_number(found, "1/R") == 8
    assert next_revision(found, "1/R", "classification", FINAL) == 3
    assert next_revision(found, "1/R", "classification", PROVISIONAL) == 0


def test_revisions_count_within_a_kind_and_a_state(season: Season) -> None:
    found = publish(season, "1/R", document(1, "1/R"), document(2, "1/R", "standings"))
    found = publish(found, "1/R", document(3, "1/R", revision=1))
    assert next_revision(found, "1/R", "classification", PROVISIONAL) == 2
    assert next_revision(found, "1/R", "standings", PROVISIONAL) == 1
    assert next_revision(found, "1/R", "classification", FINAL) == 0
    assert next_revision(found, "1/R", "by_category", PROVISIONAL) == 0


def test_the_next_of_a_kind_supersedes(season: Season) -> None:
    found = publish(season, "1/R", document(1, "1/R"), document(2, "1/R", "standings"))
    found = publish(found, "1/R", document(3, "1/R", revision=1))
    first, standings, second = found.documents
    assert superseded_by(found, first) is second
    assert superseded_by(found, standings) is superseded_by(found, second) is None
    assert in_force(found, "1/R") == (second, standings)
    assert published(found, "1/R", "classification") == (first, second)
    assert superseded_by(found, document(9, "1/R", "grid")) is None


def test_a_final_result_is_reopened_with_its_reason_until_it_is_final_again(season: Season) -> None:
    found = publish(season, "1/R", document(1, "1/R", state=FINAL), state=FINAL)
    found = apply(found, Reopen("1/R", "Appel admis"))
    assert (found.session("1/R").state, found.session("1/R").reopened) == (PROVISIONAL, "Appel admis")
    again = publish(found, "1/R", document(2, "1/R"))
    assert again.session("1/R").reopened == "Appel admis"
    final = publish(again, "1/R", document(3, "1/R", state=FINAL, revision=1), state=FINAL)
    assert final.session("1/R").reopened == ""


def test_a_copy_is_known_by_its_fingerprint() -> None:
    made = copy('{"é": 1}')
    assert made.genuine
    assert made.text == '{"é": 1}'
    assert not replace(made, fingerprint="0" * 64).genuine
    assert not replace(made, content=packed("{}")).genuine
    for content in ("!!", "AAAA", packed("x" * 99)[:-8]):
        assert not replace(made, content=content).genuine
    assert document(1, "1/R").copy("en").language == "fr"


def test_the_second_entry_is_a_fact_of_its_own(season: Season) -> None:
    out = (Finish("3", Status.RETIRED, laps=4),)
    found = apply(season, EnterSecond("1/R", ("2", "1"), out, "MB"))
    second = found.session("1/R").second
    assert second is not None
    assert (second.order, second.finishes, second.by, second.settled) == (("2", "1"), out, "MB", 0)
    assert found.session("1/R").order == ("1", "2", "3")
    assert apply(found, ClearResult("1/R")).session("1/R").second is None


def test_settling_makes_both_entries_say_the_same(season: Season) -> None:
    season = apply(season, SetTimes("1/R", "1", best_ms=90_000), SetTimes("1/R", "2", laps=9))
    out = (Finish("3", Status.RETIRED, laps=4), Finish("2", Status.DISQUALIFIED))
    found = apply(season, SettleSecond("1/R", ("2", "1", "3"), out, 2, "MB")).session("1/R")
    assert found.order == ("2", "1", "3")
    assert found.finish("1") == Finish("1", best_ms=90_000)
    assert found.finish("2") == Finish("2", Status.DISQUALIFIED, laps=9)
    assert found.finish("3") == Finish("3", Status.RETIRED, laps=4)
    assert found.second is not None
    assert (found.second.order, found.second.settled) == (found.order, 2)
    back = apply(replace_session(season, found), SettleSecond("1/R", ("1", "2", "3"), (), 1)).session("1/R")
    assert back.finish("3") == Finish("3", laps=4)
    assert back.finish("2").status is Status.RUNNING


def replace_session(season: Season, session: Session) -> Season:
    first = season.rounds[0]
    return replace(season, rounds=(replace(first, sessions=(session,)), *season.rounds[1:]))
