"""What the cells of the season's tables take and refuse, and what a pasted block does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cupdesk.lines.setup.calendar import Rounds, Sessions
from cupdesk.lines.setup.cup import Cup
from cupdesk.lines.setup.entries import Entries, Exceptions
from cupdesk.lines.setup.names import parted, short_of
from cupdesk.lines.setup.offences import Offences
from cupdesk.lines.setup.paste import Verdict, block_of, read_block
from cupdesk.lines.setup.people import Drivers, Teams
from cupdesk.lines.setup.records import Adjustments, Awards, Honours, Officials
from cupdesk.lines.setup.register import Refusal, Register, row_edits
from cupdesk.rules.edits import Edit, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import PoleSide
from cupdesk.seasons.checks import check
from cupdesk.seasons.preset import new_season
from cupdesk.words import LANGUAGES, Words

EN = Words("en")
ALL: tuple[Register, ...] = (
    Entries(), Exceptions(), Drivers(), Teams(), Rounds(), Sessions(), Awards(), Honours(), Officials(), Adjustments(),
    Offences(), Cup(),
)  # fmt: skip
BY_NAME = {register.name: register for register in ALL}
LIST = """No\tDriver\tNat\tTeam\tClass\tRookie
7\tBOCCOLACCI Dorian\tFR\tCLRT\tPro\t
n° 8\tPaque, Benjamin\tBEL\tclrt\tPA\tRookie
"""


@pytest.fixture
def empty() -> Season:
    return new_season("pccf-2023", "Coupe", 2026)


@pytest.fixture
def two(empty: Season) -> Season:
    """Two cars entered from a pasted list, a calendar of two rounds."""
    entered = apply(empty, *read_block(Entries(), empty, LIST, EN).edits)
    return with_row(entered, "rounds", code="SPA", name_fr="Spa")


def edits(season: Season, register: str, row: int | None = None, **texts: str) -> tuple[Edit, ...]:
    """The edits of a row written anew, or of a new row."""
    table = BY_NAME[register]
    was = None if row is None else table.rows(season)[row]
    kept = {} if was is None else table.texts(season, was, EN)
    return row_edits(table, season, was, kept | texts, EN)


def with_row(season: Season, register: str, row: int | None = None, **texts: str) -> Season:
    after = apply(season, *edits(season, register, row, **texts))
    check(after)
    return after


def refused(season: Season, register: str, row: int | None = None, **texts: str) -> tuple[str, str]:
    """The field and the sentence of a refusal."""
    with pytest.raises(Refusal) as caught:
        edits(season, register, row, **texts)
    return caught.value.field, EN(caught.value.key, **caught.value.values)


def test_an_entry_makes_the_drivers_and_the_team_it_names(two: Season) -> None:
    first, second = two.entries
    assert (first.number, first.category, second.category, second.awards) == ("7", "Pro", "Pro-Am", ("Rookie",))
    assert [(d.given, d.surname, d.nationality) for d in two.drivers] == [
        ("Dorian", "Boccolacci", "FRA"),
        ("Benjamin", "Paque", "BEL"),
    ]
    assert [team.name for team in two.teams] == ["CLRT"]
    assert first.team == second.team


@pytest.mark.parametrize(
    ("texts", "field", "sentence"),
    [
        ({"number": "7"}, "number", "7 is taken already: Dorian Boccolacci."),
        ({"number": "1.5"}, "number", '"1.5" is not a car number: one to six digits or letters.'),
        ({"number": ""}, "number", "Missing: No."),
        ({"drivers": ""}, "drivers", "Missing: Drivers."),
        ({"drivers": "Bocolacci"}, "drivers", '"Bocolacci" is not known. Close: Dorian Boccolacci. Given name and surname add a driver.'),
        ({"drivers": "Paque / Paque"}, "drivers", "Paque is in the crew twice."),
        ({"nationality": "FRX"}, "nationality", '"FRX" is not a known nationality. Close: FRA.'),
        ({"nationality": "FRA BEL"}, "nationality", "One nationality only: the crew has 1 driver."),
        ({"category": "Gold"}, "category", '"Gold" is not a category of the regulations. Known: P, PA, A.'),
        ({"awards": "Cadet"}, "awards", '"Cadet" is not an award of the regulations. Known: R.'),
        ({"guest": "perhaps"}, "guest", '"perhaps" is neither yes nor no.'),
        ({"rounds": "MON"}, "rounds", '"MON" is not a round of the calendar. Known: 1, SPA.'),
    ],
)  # fmt: skip
def test_what_an_entry_refuses(two: Season, texts: dict[str, str], field: str, sentence: str) -> None:
    given = {"number": "9", "drivers": "Paque"} | texts
    found = refused(two, "entries", None, **given)
    assert found[0] == field
    assert found[1].split(" Known: ")[0] == sentence.split(" Known: ")[0]
    assert refused(two, "entries", None, **given) == found


def test_a_renamed_car_keeps_its_nationalities_unless_they_are_written(two: Season) -> None:
    other = with_row(two, "entries", 0, drivers="Paque")
    assert (other.entries[0].drivers, other.drivers) == (two.entries[1].drivers, two.drivers)
    written = with_row(two, "entries", 0, nationality="")
    assert written.drivers[0].nationality == ""


def test_exceptions_are_empty_where_nothing_differs(two: Season) -> None:
    after = with_row(two, "exceptions", None, car="7", round="Spa", number="77", guest="yes")
    change = after.entries[0].changes[0]
    assert (change.number, change.guest, change.team, change.drivers) == ("77", True, None, None)
    assert Entries().texts(after, after.entries[0], EN)["exceptions"] == "Spa: 77, guest"
    assert refused(two, "exceptions", None, car="7", round="SPA")[1].startswith("Nothing is different")
    assert refused(two, "exceptions", None, car="99", round="SPA", guest="yes") == ("car", '"99" is not entered.')
    assert refused(two, "exceptions", None, car="7", round="SPA", number="8")[0] == "number"
    assert refused(after, "exceptions", None, car="7", round="SPA", guest="no")[0] == "round"
    moved = with_row(after, "exceptions", 0, car="8")
    assert [len(entry.changes) for entry in moved.entries] == [0, 1]
    only = with_row(two, "entries", 0, rounds="1")
    assert refused(only, "exceptions", None, car="7", round="SPA", guest="no")[0] == "round"


def test_a_new_round_has_the_sessions_of_the_one_before(two: Season) -> None:
    assert [s.code for s in two.rounds[1].sessions] == [s.code for s in two.rounds[0].sessions]
    assert {g.race for s in two.rounds[1].sessions for g in s.sets_grids} == {"SPA/R1", "SPA/R2"}


@pytest.mark.parametrize(
    ("register", "texts", "field"),
    [
        ("rounds", {"code": "SPA", "name_fr": "x"}, "code"),
        ("rounds", {"code": "a/b", "name_fr": "x"}, "code"),
        ("rounds", {"code": "X", "name_fr": "x", "length": "long"}, "length"),
        ("rounds", {"code": "X", "name_fr": "x", "first_day": "31/02/2026"}, "first_day"),
        ("rounds", {"code": "X", "name_fr": "x", "first_day": "2/2/26", "last_day": "1/2/26"}, "last_day"),
        ("rounds", {"code": "X", "name_fr": "x", "drive_through": "soon"}, "drive_through"),
        ("rounds", {"code": "X", "name_fr": "x", "pole_side": "outside"}, "pole_side"),
        ("sessions", {"round": "SPA", "code": "R1", "kind": "race"}, "code"),
        ("sessions", {"round": "SPA", "code": "R3", "kind": "swim"}, "kind"),
        ("sessions", {"round": "SPA", "code": "R3", "kind": "race", "start": "25:00"}, "start"),
        ("sessions", {"round": "SPA", "code": "Q2", "kind": "q", "grids": "R9"}, "grids"),
        ("sessions", {"round": "SPA", "code": "Q2", "kind": "q", "grids": "R1, R1 (2)"}, "grids"),
        ("sessions", {"round": "SPA", "code": "R3", "kind": "race", "laps": "many"}, "laps"),
        ("drivers", {"given": "dorian", "surname": "BOCCOLACCI"}, "surname"),
        ("drivers", {"given": "A", "surname": "B", "nationality": "ZZZ"}, "nationality"),
        ("teams", {"team": "CLRT"}, "team"),
        ("teams", {"team": "x", "short": "more than fifteen letters"}, "short"),
        ("awards", {"code": "rookie"}, "code"),
        ("awards", {"code": "Cadet", "letters": "JUNI"}, "letters"),
        ("honours", {"year": "2026", "championship": "overall", "name": "Paque"}, "year"),
        ("honours", {"year": "2025", "championship": "tennis", "name": "Paque"}, "championship"),
        ("officials", {"role": "cook", "name": "X"}, "role"),
        ("adjustments", {"championship": "overall", "name": "Nobody", "points": "5", "reason_fr": "x"}, "name"),
        ("adjustments", {"championship": "overall", "name": "Paque", "points": "five", "reason_fr": "x"}, "points"),
        ("adjustments", {"championship": "overall", "name": "Paque", "points": "5", "reason_fr": "x", "after": "Z"}, "after"),
    ],
)  # fmt: skip
def test_refusals_name_their_cell(two: Season, register: str, texts: dict[str, str], field: str) -> None:
    assert refused(two, register, None, **texts)[0] == field


def test_rounds_sessions_and_records_are_read_as_people_write_them(two: Season) -> None:
    after = with_row(
        two, "rounds", 1, length="7,004 km", first_day="2.5.26", last_day="2026-05-03", drive_through="28,5 s"
    )
    spa = after.rounds[1]
    assert (spa.length_m, str(spa.first_day), str(spa.last_day), spa.drive_through_ms) == (
        7004,
        "2026-05-02",
        "2026-05-03",
        28_500,
    )
    assert [with_row(after, "rounds", 1, pole_side=s).rounds[1].pole_side for s in ("Droite", "left", "")] == [
        PoleSide.RIGHT,
        PoleSide.LEFT,
        None,
    ]
    after = with_row(
        after, "sessions", None, round="spa", code="R3", kind="Course", start="9h05", laps="12", joint="oui"
    )
    race = after.session("SPA/R3")
    assert (race.name.fr, race.name.en, race.start, race.planned_laps, race.joint) == (
        "Course 3",
        "Race 3",
        "09:05",
        12,
        True,
    )
    after = with_row(after, "honours", None, year="2025", championship="Général", name="Marvin KLEIN", none_before="")
    assert after.honours[0].name == after.drivers[-1].code == "klein"
    after = with_row(after, "officials", None, role="clerk of the course", name="A. Roy")
    assert after.officials[0].role == "clerk"
    after = with_row(
        after, "adjustments", None, championship="overall", name="Paque", points="−12,5", reason_fr="x", after="SPA/R3"
    )
    assert (float(after.adjustments[0].points), after.adjustments[0].after) == (-12.5, "SPA/R3")
    after = with_row(after, "awards", None, code="Cadet", letters="C")
    assert after.regulations.awards[-1].chip.letters == "C"


def removal(season: Season, register: str, row: int) -> tuple[Edit, ...]:
    table = BY_NAME[register]
    return table.removal(season, table.rows(season)[row], EN)


def test_what_is_used_is_not_taken_away(two: Season) -> None:
    race = two.session("1/R1")
    run = replace(
        two,
        rounds=(
            replace(
                two.rounds[0],
                sessions=(*two.rounds[0].sessions[:-2], replace(race, order=("7",)), two.rounds[0].sessions[-1]),
            ),
            two.rounds[1],
        ),
    )
    for register, row in (("entries", 0), ("drivers", 0), ("teams", 0), ("rounds", 0), ("sessions", 1), ("awards", 0)):
        with pytest.raises(Refusal):
            removal(run, register, row)
    for register, row in (("entries", 1), ("rounds", 1)):
        check(apply(run, *removal(run, register, row)))
    with pytest.raises(Refusal) as qualifying:
        removal(two, "sessions", 1)
    assert qualifying.value.key == "setup.refused.grid_set"
    assert refused(run, "entries", 0, rounds="SPA")[0] == "rounds"
    assert refused(run, "sessions", 1, kind="practice")[0] == "kind"


def test_a_block_says_of_each_row_what_becomes_of_it(two: Season) -> None:
    block = "Car;Drivers;Sponsor;Category\n7;Dorian Boccolacci;Oil;Am\n8;Benjamin Paque;;Pro-Am\n9;New Man;;Am\n10;;;Am\n9;Again Man;;Am\n"
    pasted = read_block(Entries(), two, block, EN)
    assert [row.verdict for row in pasted.rows] == [
        Verdict.CHANGED,
        Verdict.SAME,
        Verdict.NEW,
        Verdict.REFUSED,
        Verdict.REFUSED,
    ]
    assert pasted.rows[2].reason == "new driver New Man"
    assert pasted.rows[3].reason == "Missing: Drivers."
    assert pasted.rows[4].line == 6
    assert pasted.passed_over == ("Sponsor",)
    assert pasted.heads
    after = apply(two, *pasted.edits)
    check(after)
    assert [e.number for e in after.entries] == ["7", "8", "9"]
    assert after.entries[0].team == two.entries[0].team
    assert pasted.count(Verdict.NEW, Verdict.CHANGED) == 2


@pytest.mark.parametrize("typed", ["Pro-Am", "pro am", "ProAm", "PRO–AM", "pa", " Pro - Am "])
def test_a_category_is_typed_as_one_likes(empty: Season, typed: str) -> None:
    pasted = read_block(Entries(), empty, f"No\tDriver\tClass\n12\tAda Bell\t{typed}\n", EN)
    assert apply(empty, *pasted.edits).entries[0].category == "Pro-Am"


def test_a_row_without_category_says_so(empty: Season) -> None:
    pasted = read_block(Entries(), empty, "No\tDriver\tClass\n12\tAda Bell\t\n7\tBo Ek\tAm\n", EN)
    assert [row.reason for row in pasted.rows] == ["new driver Ada Bell, no category", "new driver Bo Ek"]


def test_without_heads_the_columns_are_those_of_the_table(empty: Season, two: Season) -> None:
    pasted = read_block(Entries(), empty, "12\tAda Bell\tGBR\tBell Racing\tAm\n", EN)
    assert (pasted.heads, pasted.fields[:2]) == (False, ("number", "drivers"))
    assert apply(empty, *pasted.edits).entries[0].category == "Am"
    assert read_block(Teams(), two, "CLRT\tC\tBEL", EN).rows[0].verdict is Verdict.CHANGED
    assert read_block(Entries(), empty, "", EN).rows == ()


def test_quotes_of_spreadsheets_and_a_lone_quote_lose_no_row(empty: Season) -> None:
    assert len(read_block(Teams(), empty, 'Team\tShort name\n"Two\nlines"\tTL\n"Lone\tL\nNext\tN\n', EN).rows) == 4
    assert len(read_block(Teams(), empty, 'Team\tShort name\n"Two\nlines"\tTL\nNext\tN\n', EN).rows) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", ALL, ids=lambda r: r.name)
def test_what_is_copied_out_is_pasted_back_without_a_change(season: Season, register: Any, language: str) -> None:
    words = Words(language)
    pasted = read_block(register, season, block_of(register, season, register.rows(season), words), words)
    assert {row.verdict for row in pasted.rows} <= {Verdict.SAME}
    assert len(pasted.rows) == len(register.rows(season))
    assert pasted.passed_over == ()


@pytest.mark.parametrize(
    ("text", "given", "surname"),
    [
        ("Dorian Boccolacci", "Dorian", "Boccolacci"),
        ("BOCCOLACCI Dorian", "Dorian", "Boccolacci"),
        ("Robert de Haan", "Robert", "de Haan"),
        ("Robert DE HAAN", "Robert", "De Haan"),
        ("de Haan, Robert", "Robert", "de Haan"),
        ("Ghiretti", "", "Ghiretti"),
        ("Jean-Baptiste SIMMENAUER-ROY", "Jean-Baptiste", "Simmenauer-Roy"),
    ],
)
def test_names_are_parted(text: str, given: str, surname: str) -> None:
    assert parted(text) == (given, surname)


def test_short_names_end_with_a_word() -> None:
    assert short_of("Martinet by Alméras") == "Martinet by"
    assert short_of("CLRT") == "CLRT"
