"""Publishing freezes what a document says: later facts, files and versions cannot change it; what differs is told in words."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.documents import Document, Signatory, packed
from cupdesk.rules.edits import AddDecision, ClearResult, Edit, Reopen, SetDecisionState, apply
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind, SessionState
from cupdesk.sheets.differences import differences, said_otherwise
from cupdesk.sheets.export import export_document
from cupdesk.sheets.frozen import reprint, thawed
from cupdesk.sheets.pdf import pdf
from cupdesk.sheets.publish import LEADING, Posting, as_posted, current, kinds_of, now, officials, publication
from cupdesk.sheets.sheet import Status
from cupdesk.sheets.xlsx.workbook import workbook
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.trouble import Trouble

RACE = "LEC/R1"
AT = datetime(2023, 10, 7, 15, 52, tzinfo=UTC)
WINNER_OUT = AddDecision(RACE, Decision(9, ("7",), "te", (Sanction(SanctionKind.DISQUALIFICATION),)))


def posting(number: int, state: SessionState = SessionState.PROVISIONAL, *kinds: str, minutes: int = 0) -> Posting:
    chosen = kinds or ("classification", "by_category", "standings")
    return Posting(state, number, AT + timedelta(minutes=minutes), chosen, "JD", (Signatory("clerk", "Anne"),))


def published(book: Book, *edits: Edit, number: int = 12, minutes: int = 0, state: str = "provisional") -> Book:
    """The book after these edits and a publication of the race."""
    after = Book(apply(book.season, *edits), book)
    edit = publication(after, RACE, posting(number, SessionState(state), minutes=minutes))
    return Book(apply(after.season, edit), after)


@pytest.fixture(scope="module")
def posted(book: Book) -> Book:
    return published(book)


def test_every_kind_takes_its_own_number(posted: Book) -> None:
    assert [(d.number, d.kind, d.by) for d in posted.season.documents] == [
        (12, "classification", "JD"),
        (13, "by_category", "JD"),
        (14, "standings", "JD"),
    ]
    session = posted.session(RACE)
    assert (session.state, session.revision, session.document) == (SessionState.PROVISIONAL, 0, 12)
    sheet = thawed(posted.season, posted.season.documents[2], "fr")
    assert (sheet.document, sheet.date, sheet.time) == ("14", "07.10.2023", "15:52")
    assert thawed(posted.season, posted.season.documents[0], "en").signatures[0].names == "Anne"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_published_comes_back_whole(posted: Book, language: str) -> None:
    for document in posted.season.documents:
        made = as_posted(
            posted, RACE, document.kind, language, document.number, 0, posting(document.number, document.state)
        )
        assert thawed(posted.season, document, language) == made
        assert document.copy(language).fingerprint == made.digest
    first = posted.season.documents[0]
    assert pdf(thawed(posted.season, first, language)) == pdf(now(posted, first, language))


def test_later_facts_change_nothing_published(posted: Book) -> None:
    before = [thawed(posted.season, document, "fr") for document in posted.season.documents]
    rules = replace(posted.season.regulations, championships=posted.season.regulations.championships[:1])
    season = replace(apply(posted.season, WINNER_OUT, ClearResult("LEC/R2")), cup="Autre coupe", regulations=rules)
    assert [thawed(posted.season, document, "fr") for document in season.documents] == before
    assert [reprint(season, document, "fr") for document in season.documents] == before


def test_nothing_differs_until_something_does(posted: Book) -> None:
    for document in posted.season.documents:
        assert differences(thawed(posted.season, document, "fr"), now(posted, document, "fr")) == ()


def test_differences_are_told_in_words(posted: Book) -> None:
    after = Book(apply(posted.season, WINNER_OUT, SetDecisionState(RACE, 1, DecisionState.WITHDRAWN)), posted)
    first, _, standings = posted.season.documents

    def told(document: Document, language: str) -> list[str]:
        found = differences(thawed(posted.season, document, language), now(after, document, language))
        return [said_otherwise(change, Words(language)) for change in found]

    english = told(first, "en")
    assert english[0] == "11 GHIRETTI: Pos 2 → 1, PIC 2 → 1, Pts 20 → 25"
    assert any(each.startswith("7 BOCCOLACCI: Pos 1 → DSQ") for each in english)
    assert "Decision 9 · 7 D. BOCCOLACCI is added: te: disqualification" in english
    assert any(each.startswith("Fastest lap: No 1  Marvin KLEIN") for each in english)
    assert "11 GHIRETTI (Général)\u202f: Pos 2 → 1, Total 207 → 212" in told(standings, "fr")


def test_rows_that_come_and_go_are_told(posted: Book) -> None:
    before = thawed(posted.season, posted.season.documents[0], "en")
    block = before.tables[0].blocks[0]
    without = replace(
        before, tables=(replace(before.tables[0], blocks=(replace(block, rows=block.rows[1:]),)),), fastest=()
    )
    told = [said_otherwise(each, Words("en")) for each in differences(before, without)]
    assert told[-1].startswith("Fastest lap is gone: ")
    assert "7 BOCCOLACCI is gone" in told
    assert "7 BOCCOLACCI is added" in [said_otherwise(each, Words("en")) for each in differences(without, before)]


def test_the_next_is_a_revision_and_says_what_it_replaces(posted: Book) -> None:
    revised = published(posted, WINNER_OUT, number=15, minutes=20)
    session = revised.session(RACE)
    assert (session.state, session.revision, session.document) == (SessionState.PROVISIONAL, 1, 15)
    first, new = revised.season.documents[0], revised.season.documents[3]
    assert thawed(posted.season, new, "fr").plate == "RÉVISION 1 – annule et remplace le document 12"
    assert thawed(revised.season, revised.season.documents[5], "en").plate == "REVISION 1 – replaces document 14"
    again = reprint(revised.season, first, "fr")
    assert (again.status, again.foot) == (Status.SUPERSEDED, "REMPLACÉ")
    assert again.plate == "Remplacé par le document 15 le 07.10.2023 à 16:12"
    assert (again.digest, again.qr, again.tables) == (
        first.copy("fr").fingerprint,
        first.copy("fr").qr,
        thawed(posted.season, first, "fr").tables,
    )
    assert pdf(again).startswith(b"%PDF")
    assert workbook((again,)).startswith(b"PK")


def test_a_final_result_counts_its_own_revisions(posted: Book) -> None:
    final = published(posted, number=15, minutes=40, state="final")
    assert (final.session(RACE).state, final.session(RACE).revision) == (SessionState.FINAL, 0)
    assert thawed(final.season, final.season.documents[3], "fr").title == "Classement définitif"
    again = published(final, Reopen(RACE, "Appel"), WINNER_OUT, number=18, minutes=60, state="final")
    assert again.session(RACE).revision == 1
    assert again.season.documents[-3].reason == "Appel"
    assert thawed(again.season, again.season.documents[-3], "fr").foot == "DÉFINITIF, RÉVISION 1"


def test_a_final_sheet_says_what_is_so_of_the_protest_period_and_why_it_was_reopened(posted: Book) -> None:
    early = published(posted, number=15, minutes=29, state="final")
    late = published(posted, number=15, minutes=30, state="final")
    again = published(late, Reopen(RACE, "Appel admis"), WINNER_OUT, number=18, minutes=60, state="final")
    said = [thawed(book.season, book.season.documents[-3], "fr").posted for book in (early, late, again)]
    assert said == [
        ("le 07.10.2023 à 16:21", "Définitif, aucune décision en cours"),
        ("le 07.10.2023 à 16:22", "Définitif\xa0: délai de réclamation expiré, aucune décision en cours"),
        (
            "le 07.10.2023 à 16:52",
            "Définitif\xa0: délai de réclamation expiré, aucune décision en cours",
            "Motif\xa0: Appel admis",
        ),
    ]
    last = again.season.documents[-3]
    assert now(again, last, "fr").digest == last.copy("fr").fingerprint


def test_tables_alone_are_revised_without_touching_the_result(posted: Book) -> None:
    edit = publication(posted, RACE, posting(20, SessionState.PROVISIONAL, "standings", minutes=5))
    after = apply(posted.season, edit)
    assert after.session(RACE) == posted.session(RACE)
    assert (after.documents[-1].number, after.documents[-1].revision) == (20, 1)


def refused(book: Book, ref: str, wanted: Posting) -> Trouble:
    with pytest.raises(Trouble) as caught:
        publication(book, ref, wanted)
    assert Words("fr")(caught.value.key, **caught.value.values) != Words("en")(caught.value.key, **caught.value.values)
    return caught.value


def test_what_cannot_be_published_is_refused(posted: Book) -> None:
    taken = refused(posted, RACE, posting(11, minutes=5))
    assert (taken.key, taken.values["number"]) == ("documents.trouble.taken", 12)
    behind = refused(posted, RACE, posting(15, minutes=-1))
    assert (behind.key, behind.values["then"]) == ("documents.trouble.clock", "07.10.2023 15:52")
    empty = Book(apply(posted.season, ClearResult("LEC/R2")), posted)
    assert refused(empty, "LEC/R2", posting(15)).key == "documents.trouble.no_result"


def test_a_session_without_documents_is_still_published(book: Book) -> None:
    assert kinds_of(book, "LEC/Q") == ("qualifying", "press", "entries", "decision_list")
    edit = publication(book, "LEC/Q", Posting(SessionState.FINAL, 3, AT, ()))
    assert (edit.document, edit.documents) == (3, ())
    assert kinds_of(book, RACE)[0] in LEADING
    assert officials(book) == tuple(Signatory(o.role, o.name) for o in book.season.officials)


def test_content_that_was_touched_is_not_shown(posted: Book) -> None:
    document = posted.season.documents[0]
    text = document.copies[0].text.replace("BOCCOLACCI", "GHIRETTI")
    forged = replace(document, copies=(replace(document.copies[0], content=packed(text)),))
    with pytest.raises(Trouble) as caught:
        thawed(posted.season, forged, "fr")
    assert caught.value.key == "documents.trouble.not_genuine"


@pytest.mark.parametrize("without", ["tables", "status", "title"])
def test_content_of_another_version_is_said(posted: Book, without: str) -> None:
    document = posted.season.documents[0]
    text = json.dumps({k: v for k, v in json.loads(document.copies[0].text).items() if k != without})
    digest = hashlib.sha256(text.encode()).hexdigest()
    other = replace(document, copies=(replace(document.copies[0], content=packed(text), fingerprint=digest),))
    with pytest.raises(Trouble) as caught:
        thawed(posted.season, other, "fr")
    assert caught.value.key == "documents.trouble.unreadable"


def test_a_key_that_a_later_version_added_is_passed_over(posted: Book) -> None:
    document = posted.season.documents[0]
    text = json.dumps(json.loads(document.copies[0].text) | {"weather": "rain"})
    digest = hashlib.sha256(text.encode()).hexdigest()
    later = replace(document, copies=(replace(document.copies[0], content=packed(text), fingerprint=digest),))
    assert thawed(posted.season, later, "fr").tables == thawed(posted.season, document, "fr").tables


def test_what_is_out_is_shown_as_it_was_and_what_differs_as_a_draft(posted: Book, book: Book) -> None:
    first = posted.season.documents[0]
    assert current(posted, RACE, "classification", "fr") == thawed(posted.season, first, "fr")
    after = Book(apply(posted.season, WINNER_OUT), posted)
    draft = current(after, RACE, "classification", "fr")
    assert (draft.document, draft.time, draft.foot) == ("", "", "PROVISOIRE, RÉVISION 1")
    assert draft.plate == "RÉVISION 1 – annule et remplace le document 12"
    assert current(book, RACE, "classification", "fr").document == str(book.session(RACE).document or "")


def test_a_published_document_is_exported_as_it_was(posted: Book, tmp_path: Path) -> None:
    after = Book(apply(posted.season, WINNER_OUT), posted)
    first = posted.season.documents[0]
    (path,) = export_document(after, first, tmp_path, ("json",), "fr")
    assert path.name == "pccf-2023-LEC-R1-classification-document-12-fr.json"
    data = json.loads(path.read_bytes())
    assert data["digest"] == first.copy("fr").fingerprint
    assert data["tables"][0]["blocks"][0]["rows"][0]["cells"][1] == "7"
