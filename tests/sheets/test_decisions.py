"""The decisions of a session as printed lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind
from cupdesk.sheets.documents.decisions import decision_lines, sanction_words
from cupdesk.sheets.sheet import DecisionLine
from cupdesk.words import Words

FR, EN = Words("fr"), Words("en")


def test_each_line_says_what_changed(book: Book) -> None:
    assert decision_lines(book, "LEC/R1", FR) == (
        DecisionLine(
            "1", "40", "M. GUILLOT", "Faux départ (art. R-2)\u00a0: 5 secondes ajoutées", "12e → 14e · Pro-Am 1er → 3e"
        ),
        DecisionLine(
            "2",
            "21",
            "J. BOULLERY",
            "Limites de piste (art. R-1)\u00a0: 5 secondes ajoutées",
            "13e → 15e · Pro-Am 2e → 4e",
        ),
    )


def test_the_same_in_english(book: Book) -> None:
    line = decision_lines(book, "LEC/R1", EN)[0]
    assert (line.decision, line.effect) == (
        "False start (art. R-2): 5 seconds added",
        "12th → 14th · Pro-Am 1st → 3rd",
    )


def one(book: Book, *decisions: Decision) -> list[tuple[str, str]]:
    return [(line.decision, line.effect) for line in decision_lines(book, "LEC/R1", EN)]


def test_a_disqualification_says_from_where(changed: Callable[..., Book]) -> None:
    decision = Decision(3, ("24",), "technical", (Sanction(SanctionKind.DISQUALIFICATION),))
    [(decided, effect)] = one(changed("LEC/R1", decisions=(decision,)))
    assert decided.endswith("disqualification")
    assert effect == "23rd → DSQ"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (DecisionState.WITHDRAWN, "withdrawn"),
        (DecisionState.NO_FURTHER_ACTION, "no further action"),
        (DecisionState.INVESTIGATION, "under investigation"),
    ],
)
def test_what_is_not_in_force_is_listed_without_effect(
    changed: Callable[..., Book], state: DecisionState, said: str
) -> None:
    decision = Decision(3, ("24",), "collision", (Sanction(SanctionKind.TIME, ms=5000),), state=state)
    [(decided, effect)] = one(changed("LEC/R1", decisions=(decision,)))
    assert decided.endswith(f": {said}")
    assert effect == ""


def test_an_appealed_decision_stays_in_force_and_says_so(changed: Callable[..., Book]) -> None:
    decision = Decision(3, ("7",), "collision", (Sanction(SanctionKind.TIME, ms=5000),), state=DecisionState.APPEALED)
    [(decided, effect)] = one(changed("LEC/R1", decisions=(decision,)))
    assert decided.endswith("5 seconds added (under appeal)")
    assert effect.startswith("1st → ")


def test_a_place_kept_is_said(changed: Callable[..., Book]) -> None:
    decision = Decision(3, ("103",), "track_limits", (Sanction(SanctionKind.TIME, ms=5000),))
    [(_, effect)] = one(changed("LEC/R1", decisions=(decision,)))
    assert effect == "25th, place unchanged"


@pytest.mark.parametrize("kind", [SanctionKind.REPRIMAND, SanctionKind.WARNING])
def test_a_reprimand_has_no_effect_to_tell(changed: Callable[..., Book], kind: SanctionKind) -> None:
    [(_, effect)] = one(changed("LEC/R1", decisions=(Decision(3, ("7",), "collision", (Sanction(kind),)),)))
    assert effect == ""


def test_several_decisions_on_a_car_tell_their_effect_once(changed: Callable[..., Book]) -> None:
    five = (Sanction(SanctionKind.TIME, ms=5000),)
    book = changed(
        "LEC/R1", decisions=(Decision(3, ("40",), "collision", five), Decision(4, ("40",), "collision", five))
    )
    first, second = (effect for _, effect in one(book))
    assert first == "with decision 4"
    assert second.startswith("12th → ")


def test_a_decision_for_another_session_is_listed_where_it_was_taken_and_where_it_applies(book: Book) -> None:
    decision = Decision(7, ("40",), "collision", (Sanction(SanctionKind.TIME, ms=5000),), applies_to="LEC/R2")
    from_first = Book(
        replace(
            book.season,
            rounds=tuple(
                replace(
                    r, sessions=tuple(replace(s, decisions=(decision,)) if s.code == "R1" else s for s in r.sessions)
                )
                if r.code == "LEC"
                else r
                for r in book.season.rounds
            ),
        )
    )
    [filed] = decision_lines(from_first, "LEC/R1", EN)
    assert filed.effect == "applied: Paul Ricard, race 2"
    assert "7" in [line.document for line in decision_lines(from_first, "LEC/R2", EN)]


def test_a_sanction_that_needs_a_time_says_that_it_is_open(changed: Callable[..., Book], book: Book) -> None:
    finishes = tuple(
        replace(f, total_ms=None, gap_ms=None) if f.number == "40" else f for f in book.session("LEC/R1").finishes
    )
    effects = [line.effect for line in decision_lines(changed("LEC/R1", finishes=finishes), "LEC/R1", EN)]
    assert "to be settled: time unknown" in effects


def test_an_offence_in_free_words_is_printed_as_it_was_typed(changed: Callable[..., Book]) -> None:
    decision = Decision(3, ("7",), "Radio in the pit lane", article="17.2")
    [(decided, _)] = one(changed("LEC/R1", decisions=(decision,)))
    assert decided == "Radio in the pit lane (art. 17.2): no sanction"


@pytest.mark.parametrize("kind", list(SanctionKind))
@pytest.mark.parametrize("words", [FR, EN], ids=["fr", "en"])
def test_every_sanction_has_words(book: Book, kind: SanctionKind, words: Words) -> None:
    said = sanction_words(book, "LEC/R1", Sanction(kind, count=2, behind="21", amount="500 €"), words)
    assert said
    assert "{" not in said


def test_a_drive_through_takes_the_seconds_of_the_regulations(book: Book) -> None:
    assert sanction_words(book, "LEC/R1", Sanction(SanctionKind.DRIVE_THROUGH), EN) == (
        "drive-through converted to 20 seconds"
    )
    assert sanction_words(book, "LEC/R1", Sanction(SanctionKind.DRIVE_THROUGH, ms=28_000), FR) == (
        "drive-through converti en 28 secondes"
    )
