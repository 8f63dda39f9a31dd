"""Entry lists: drivers, teams and cars entered in one step, for the season or one round; what is on file is recognised."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupdesk.imports import Reason, RemarkKind, read_entries
from cupdesk.rules.book import Book
from cupdesk.rules.edits import apply
from cupdesk.rules.model import Season
from cupdesk.seasons.preset import new_season
from cupdesk.words.trouble import Trouble
from tests.imports.conftest import SAMPLES, empty


def entered(data: bytes | Path, season: Season, round_code: str = "") -> Season:
    return apply(season, *read_entries(data, "", Book(season), round_code).edits)


def test_a_list_enters_drivers_teams_and_cars() -> None:
    season = entered(SAMPLES / "entries.csv", empty())
    assert [(e.number, e.category, e.awards, e.guest) for e in season.entries] == [
        ("7", "Pro", (), False),
        ("03", "Pro", ("Rookie",), False),
        ("3", "Pro-Am", (), False),
        ("88", "Am", (), True),
    ]
    assert [d.name for d in season.drivers] == ["Ilse Marchetti", "Bruno Ekström", "Noé Zapolski", "Anouk Dubreuil"]
    assert [(t.code, t.name) for t in season.teams] == [
        ("delta-course", "Delta Course"),
        ("atelier-nord", "Atelier Nord"),
    ]
    assert season.drivers[1].nationality == "SWE"


def test_read_again_it_changes_nothing() -> None:
    season = entered(SAMPLES / "entries.csv", empty())
    again = read_entries(SAMPLES / "entries.csv", "", Book(season))
    assert (again.edits, [row.known for row in again.taken]) == ((), [True] * 4)


def test_a_result_is_an_entry_list_of_its_round() -> None:
    season = entered(SAMPLES / "alkamel_results.CSV", empty(), "ONE")
    assert (len(season.entries), season.entries[0].rounds) == (10, ("ONE",))
    both = entered(SAMPLES / "alkamel_by_class.CSV", season, "TWO")
    assert (len(both.entries), both.drivers) == (10, season.drivers)
    assert {entry.rounds for entry in both.entries} == {("ONE", "TWO")}


def test_a_crew_is_one_car() -> None:
    season = entered(SAMPLES / "alkamel_european_Race_Hour_4.CSV", empty(("Pro",)))
    assert season.entries[1].drivers == ("bruno-ekstrom", "lia-de-soto")
    assert next(d.surname for d in season.drivers if d.code == "lia-de-soto") == "De Soto"


def test_a_file_of_laps_enters_each_car_once() -> None:
    season = entered(SAMPLES / "natsoft_laps.html", empty(()))
    assert [entry.number for entry in season.entries] == ["7", "03"]


def test_names_that_differ_in_accents_or_capitals_are_one_driver() -> None:
    rows = "No;Driver;Team\n1;Éric Muñoz;Équipe A\n2;ERIC MUNOZ;EQUIPE A\n"
    season = entered(rows.encode(), empty(()))
    assert (len(season.drivers), len(season.teams)) == (1, 1)
    assert [entry.drivers for entry in season.entries] == [("eric-munoz",), ("eric-munoz",)]


def test_another_of_the_same_code_gets_one_of_its_own() -> None:
    season = entered("No;Driver\n1;Jo Løv\n2;Jo Lv\n".encode(), empty(()))
    assert len({driver.code for driver in season.drivers}) == 2


def test_rows_left_out(season: Season) -> None:
    rows = (
        "No;Driver;Team;Class;Awards\n7;Ilse Marchetti;Delta Course;Pro;\n7;Kai Umarov;;Pro;\n03;Someone Else;;Pro;\n60;;;Pro;\n"
        "61;A B;;Gold;\n62;A C;;;\n63;A D;;Am;Junior\n;A E;;Am;\n64;A F;;Am;rookie\n"
    )
    found = read_entries(rows.encode(), "", Book(season))
    assert [(row.line, row.reason) for row in found.not_taken] == [
        (3, Reason.ENTERED_OTHERWISE),
        (4, Reason.ENTERED_OTHERWISE),
        (5, Reason.NO_DRIVER),
        (6, Reason.CATEGORY_UNKNOWN),
        (7, Reason.CATEGORY_UNKNOWN),
        (8, Reason.AWARD_UNKNOWN),
        (9, Reason.NO_CAR),
    ]
    assert [row.entry.number for row in found.taken] == ["7", "64"]


def test_what_a_list_leaves_out_it_does_not_deny(season: Season) -> None:
    found = read_entries(b"No;Driver\n7;Ilse Marchetti\n", "", Book(season), "ONE")
    assert ([row.known for row in found.taken], found.edits) == ([True], ())


def test_a_number_twice_with_two_drivers() -> None:
    found = read_entries(b"No;Driver\n1;A B\n1;C D\n1;A B\n", "", Book(empty(())))
    assert [(row.line, row.reason) for row in found.not_taken] == [(3, Reason.TWICE)]


def test_a_group_is_an_award_a_category_or_said() -> None:
    rows = b"No;Driver;Class;Group\n1;A B;Am;Rookie\n2;C D;Pro;Am \n3;E F;Am;Blue\n"
    found = read_entries(rows, "", Book(empty()))
    assert [(row.entry.category, row.entry.awards) for row in found.taken] == [
        ("Am", ("Rookie",)),
        ("Am", ()),
        ("Am", ()),
    ]
    assert [(r.kind, r.values) for r in found.remarks] == [(RemarkKind.GROUP_UNKNOWN, {"text": "Blue"})]


def test_a_category_or_award_is_known_by_its_letters() -> None:
    rows = b"No;Driver;Class;Awards\n1;A B;PA;R\n2;C D;pro am;\n"
    found = read_entries(rows, "", Book(new_season("pccf-2023", "Cup", 2026)))
    assert [(row.entry.category, row.entry.awards) for row in found.taken] == [("Pro-Am", ("Rookie",)), ("Pro-Am", ())]


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        (b"Driver;Team\nA B;C\n", "imports.no_number"),
        (b"No;Team\n1;C\n", "imports.no_names"),
        (b"Pos;Participant;Points;A_Points;B_Points;C_Points;D_Points\n1;X;1;1;0;0;0\n", "imports.points_table"),
    ],
)
def test_no_list_of_cars(rows: bytes, key: str) -> None:
    with pytest.raises(Trouble) as refused:
        read_entries(rows, "", Book(empty()))
    assert refused.value.key == key
