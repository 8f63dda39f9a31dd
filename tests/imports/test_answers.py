"""What a person says of the rows of a file: which car, how it ended, a guest or a new entry, left out; taken with it or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupdesk.imports import (
    Answer,
    Column,
    Filed,
    Import,
    Reason,
    Remedy,
    column_left_off,
    open_file,
    read_file,
    remedies,
    step,
    suggested,
    with_answer,
    without,
)
from cupdesk.rules.book import Book
from cupdesk.rules.edits import apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Status

TEXT = """Pos;No;Driver;Class;Laps;Total Time
1;7;Ilse Marchetti;Pro;15;31:00.412
2;77;Kai Umarov;Am;15;31:02.729
3;904;Sam Nouveau;Am;15;31:05.046
4;905;;Am;15;31:06.000
5;906;Ada Neumann;Gold;15;31:07.000
"""


@pytest.fixture
def filed(tmp_path: Path, book: Book) -> Filed:
    path = tmp_path / "race.csv"
    path.write_text(TEXT, encoding="utf-8")
    (found,) = suggested([open_file(path, book, "ONE/R", lambda _: None)])
    return found


def left(filed: Filed) -> list[tuple[int, Reason]]:
    assert isinstance(filed.found, Import)
    return [(row.line, row.reason) for row in filed.found.not_taken]


def test_unknown_cars_come_as_guests_as_the_file_names_them(filed: Filed, season: Season, book: Book) -> None:
    now = read_file(replace(filed, answers=(Answer(4, Remedy.GUEST),)), book)
    assert left(now) == [(3, Reason.NOT_IN_ROUND), (5, Reason.UNKNOWN_CAR), (6, Reason.UNKNOWN_CAR)]
    after = apply(season, *step([now], book))
    (guest,) = [entry for entry in after.entries if entry.number == "904"]
    assert (guest.guest, guest.category, guest.rounds) == (True, "Am", ("ONE",))
    assert Book(after).driver(guest.drivers[0]).name == "Sam Nouveau"
    assert after.session("ONE/R").order == ("7", "904")


def test_a_car_of_another_round_comes_as_it_is_entered_there(filed: Filed, season: Season, book: Book) -> None:
    after = apply(season, *step([read_file(replace(filed, answers=(Answer(3, Remedy.GUEST),)), book)], book))
    guests = [entry for entry in after.entries if entry.number == "77"]
    assert [(each.rounds, each.guest, each.drivers) for each in guests] == [
        (("TWO",), False, ("d9",)),
        (("ONE",), True, ("d9",)),
    ]
    assert after.session("ONE/R").order == ("7", "77")


def test_who_cannot_be_entered_is_left_for_its_own_reason(filed: Filed, book: Book) -> None:
    now = read_file(
        replace(
            filed,
            answers=(
                Answer(5, Remedy.GUEST),
                Answer(6, Remedy.GUEST),
            ),
        ),
        book,
    )
    assert [(row.line, row.reason) for row in now.refused] == [(5, Reason.NO_DRIVER), (6, Reason.CATEGORY_UNKNOWN)]
    assert [line for line, _ in left(now)] == [3, 4, 5, 6]
    assert now.entered == ()


def test_two_files_enter_a_guest_once(filed: Filed, season: Season, book: Book) -> None:
    both = [
        replace(read_file(replace(filed, answers=(Answer(4, Remedy.GUEST),), place=place), book), chosen=True)
        for place in ("ONE/R", "ONE/R")
    ]
    after = apply(season, *step(both, book))
    assert [entry.number for entry in after.entries].count("904") == 1


def answered(filed: Filed, book: Book, *answers: Answer) -> Filed:
    given: tuple[Answer, ...] = ()
    for answer in answers:
        given = with_answer(given, answer)
    return read_file(replace(filed, answers=given), book)


def test_a_car_is_entered_for_points_as_the_file_names_it_or_for_one_round_more(
    filed: Filed, season: Season, book: Book
) -> None:
    now = answered(filed, book, Answer(3, Remedy.ENTRY), Answer(4, Remedy.GUEST), Answer(4, Remedy.ENTRY))
    after = apply(season, *step([now], book))
    found = {entry.number: entry for entry in after.entries}
    assert (found["77"].rounds, found["77"].guest) == (("TWO", "ONE"), False)
    assert (found["904"].rounds, found["904"].guest) == (("ONE",), False)
    assert after.session("ONE/R").order == ("7", "77", "904")


def test_the_category_a_guest_lacks_is_said(filed: Filed, season: Season, book: Book) -> None:
    now = answered(filed, book, Answer(6, Remedy.GUEST), Answer(6, Remedy.CATEGORY, "Pro"))
    assert now.refused == ()
    after = apply(season, *step([now], book))
    assert next(entry.category for entry in after.entries if entry.number == "906") == "Pro"


ODD = """Pos;No;Driver;Laps;Total Time;Status
1;7;Ilse Marchetti;15;31:00.412;
2;;;15;31:01.000;
3;3;Bruno Ekström;15;31:02.000;
4;21;Célia Ponte;0;soon;melted
5;12;Ewa Lisiecka;0;;
6;88;Anouk Dubreuil;15;31:09.000;
"""


@pytest.fixture
def odd(tmp_path: Path, book: Book) -> Filed:
    path = tmp_path / "odd.csv"
    path.write_text(ODD, encoding="utf-8")
    (found,) = suggested([open_file(path, book, "ONE/R", lambda _: None)])
    return found


def offered(filed: Filed) -> dict[int, tuple[Remedy, ...]]:
    assert isinstance(filed.found, Import)
    assert filed.recognised is not None
    return {row.line: remedies(row, filed.recognised, entries=False) for row in filed.found.not_taken}


def test_each_row_left_out_has_what_helps(odd: Filed, book: Book) -> None:
    assert offered(odd) == {
        3: (Remedy.CAR, Remedy.SKIP),
        4: (Remedy.CAR, Remedy.SKIP),
        5: (Remedy.RETIRED, Remedy.NOT_STARTED, Remedy.DISQUALIFIED, Remedy.WITHOUT, Remedy.SKIP),
    }
    now = answered(
        odd,
        book,
        Answer(3, Remedy.CAR, "4"),
        Answer(4, Remedy.CAR, "03"),
        Answer(5, Remedy.RETIRED, "status"),
        Answer(6, Remedy.NOT_STARTED),
        Answer(7, Remedy.SKIP),
    )
    assert isinstance(now.found, Import)
    assert now.found.order == ("7", "4", "03")
    assert [(row.line, row.reason, row.values.get("column")) for row in now.found.not_taken] == [
        (5, Reason.UNREADABLE, Column.TOTAL),
        (7, Reason.SKIPPED, None),
    ], "the next cell that cannot be read is asked for then"
    last = read_file(replace(now, answers=with_answer(now.answers, Answer(5, Remedy.WITHOUT, "total"))), book)
    assert isinstance(last.found, Import)
    assert last.found.order == ("7", "4", "03", "21")
    statuses = {row.number: row.finish.status for row in last.found.taken}
    assert (statuses["21"], statuses["12"]) == (Status.RETIRED, Status.DID_NOT_START)
    again = read_file(replace(last, answers=without(last.answers, 7, Remedy.SKIP)), book)
    assert isinstance(again.found, Import)
    assert "88" in again.found.order


def test_a_car_named_that_is_not_entered_stays_out_for_that_reason(odd: Filed, book: Book) -> None:
    now = answered(odd, book, Answer(3, Remedy.CAR, "999"))
    assert (3, Reason.UNKNOWN_CAR) in left(now)


def test_an_entry_list_is_answered_too(tmp_path: Path, season: Season, book: Book) -> None:
    path = tmp_path / "entries.csv"
    path.write_text(
        "No;Driver;Class;Awards\n;Ada Neumann;Pro;\n31;Ben Ott;Gold;\n32;Eva Noor;Am;Star\n", encoding="utf-8"
    )
    filed = open_file(path, book, "", lambda _: None, entries=True)
    assert filed.recognised is not None
    assert filed.found is not None
    assert [remedies(row, filed.recognised, entries=True) for row in filed.found.not_taken] == [
        (Remedy.CAR, Remedy.SKIP),
        (Remedy.CATEGORY, Remedy.SKIP),
        (Remedy.WITHOUT, Remedy.SKIP),
    ]
    assert [column_left_off(row) for row in filed.found.not_taken] == ["", "", "awards"]
    now = answered(
        filed,
        book,
        Answer(2, Remedy.CAR, "30"),
        Answer(3, Remedy.CATEGORY, "Am"),
        Answer(4, Remedy.WITHOUT, "awards"),
    )
    after = apply(season, *step([replace(now, chosen=True)], book))
    assert {"30", "31", "32"} <= {entry.number for entry in after.entries}
