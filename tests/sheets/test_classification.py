"""A race's classification as a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.model import Official, Season
from cupdesk.rules.session import Decision, DecisionState, Sanction, SanctionKind, SessionState
from cupdesk.rules.session import Status as CarStatus
from cupdesk.sheets.documents.classification import by_category, classification
from cupdesk.sheets.layout import laid_out
from cupdesk.sheets.sheet import Gap, Name, Row, Sheet, Status, Table
from cupdesk.words.trouble import Trouble

POSTED = datetime(2023, 10, 7, 16, 25, tzinfo=ZoneInfo("Europe/Paris"))


def cells(table: Table, number: str) -> dict[str, object]:
    """A row of a table by its car, by column key."""
    row = next(r for b in table.blocks for r in b.rows if r.cells[1] == number)
    return dict(zip((c.key for c in table.columns), row.cells, strict=True))


def places(rows: tuple[Row, ...]) -> list[object]:
    return [row.cells[0] for row in rows]


def dump(sheet: Sheet) -> str:
    """Everything the template prints, a line a row."""
    data = laid_out(sheet)
    lines = [
        f"{key}: {data[key]}"
        for key in ("cup", "event", "session", "title", "plate", "foot", "line_left", "line_right")
    ]
    for table in data["tables"]:
        lines += ["", f"# {table['title']} | {table['headline']}", " | ".join(c["head"] for c in table["columns"])]
        for block in table["blocks"]:
            if block["title"]:
                lines.append(f"## {block['title']} ({block['note']})")
            lines += [" | ".join(map(shown, row["cells"])) for row in block["rows"]]
        lines += table["notes"]
    lines += ["", *data["fastest"], ""]
    lines += [" | ".join(line.values()) for line in data["decisions"] or []]
    lines += ["", *data["notes"], data["legend"], "", *data["posted"], *(s["role"] for s in data["signatures"])]
    return "\n".join(lines) + "\n"


def shown(cell: object) -> str:
    if not isinstance(cell, dict):
        return str(cell)
    if "surname" in cell:
        return " ".join(map(str, [cell["given"], cell["surname"], *cell["tags"], cell["marks"]])).strip()
    points = cell["code"] or cell["points"]
    return f"{cell['place']}:{points}{cell['marks']}{'!' * cell['win']}{'()' * cell['dropped']}"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("ref", ["LEC/R1", "LMS/R", "RBR/R1"])
def test_the_shipped_races_print_as_they_did(
    book: Book, golden: Callable[[str, str], None], ref: str, language: str
) -> None:
    stem = f"{ref.replace('/', '-')}-{language}"
    golden(f"classification-{stem}.txt", dump(classification(book, ref, language)))
    golden(f"by-category-{stem}.txt", dump(by_category(book, ref, language)))


def test_a_row_holds_values_not_text(book: Book) -> None:
    row = cells(classification(book, "LEC/R1", "fr").tables[0], "40")
    assert row["position"] == 14
    assert row["position_in_category"] == 3
    assert row["driver"] == Name("Marc", "GUILLOT", (), "*")
    assert row["time"] == 1_931_135
    assert row["gap"] == Gap(ms=31_678)
    assert row["interval"] == Gap(ms=873)
    assert row["points"] == Fraction(2)


def test_speed_is_distance_by_time_to_the_hundredth(book: Book) -> None:
    assert cells(classification(book, "LEC/R1", "fr").tables[0], "7")["speed"] == Fraction("166.08")


def test_gaps_by_category_count_from_the_first_of_the_category(book: Book) -> None:
    table = by_category(book, "LEC/R1", "fr").tables[0]
    assert table.by_block
    assert [block.title for block in table.blocks] == ["Pro", "Pro-Am", "Am"]
    assert cells(table, "14")["gap"] == Gap()
    assert cells(table, "40")["gap"] == Gap(ms=2_127)
    assert cells(table, "40")["position"] == 14
    assert cells(table, "40")["position_in_category"] == 3
    assert cells(table, "3")["gap"] == Gap(code="DNF")


def test_guests_have_a_place_and_no_points(book: Book) -> None:
    row = cells(classification(book, "LEC/R1", "en").tables[0], "101")
    assert (row["position"], row["points"], row["driver"]) == (18, None, Name("", "Guest 101", ("G",)))


def test_a_joint_race_prints_both_orders(book: Book) -> None:
    whole, cup = classification(book, "LMS/R", "fr").tables
    assert (whole.code, cup.code) == ("whole", "cup")
    assert cells(whole, "201")["position"] == 1
    assert cells(whole, "1")["position"] == 2
    klein = cells(cup, "1")
    assert (klein["position"], klein["position_in_race"], klein["gap"]) == (1, 2, Gap())
    assert places(cup.blocks[0].rows) == list(range(1, len(cup.blocks[0].rows) + 1))
    assert "points" in cells(cup, "1")
    assert "points" not in cells(whole, "1")


def test_by_category_of_a_joint_race_has_the_cup_alone(book: Book) -> None:
    table = by_category(book, "LMS/R", "fr").tables[0]
    numbers = {row.cells[1] for block in table.blocks for row in block.rows}
    assert "1" in numbers
    assert "201" not in numbers


def test_a_provisional_sheet_says_until_when_protests_are_taken(changed: Callable[..., Book]) -> None:
    book = changed("LEC/R1", state=SessionState.PROVISIONAL, document=42, posted=POSTED)
    sheet = classification(book, "LEC/R1", "fr")
    assert sheet.status is Status.PROVISIONAL
    assert (sheet.title, sheet.foot) == ("Classement provisoire", "PROVISOIRE")
    assert sheet.plate == "Réclamations jusqu’à 16:55"
    assert (sheet.document, sheet.date, sheet.time) == ("42", "07.10.2023", "16:25")
    assert sheet.posted == ("le 07.10.2023 à 16:25", "Réclamations jusqu’à 16:55", "(30 minutes après l’affichage)")
    assert sheet.created == "2023-10-07"


def test_cells_for_the_pen_stay_blank_before_posting(changed: Callable[..., Book]) -> None:
    sheet = classification(changed("LEC/R1", state=SessionState.PROVISIONAL), "LEC/R1", "en")
    assert (sheet.document, sheet.date, sheet.time) == ("", "", "")
    assert sheet.plate == "Protests: 30 minutes after posting"
    assert sheet.posted[0].startswith("on ____")


def test_an_unofficial_sheet_says_so(changed: Callable[..., Book]) -> None:
    sheet = classification(changed("LEC/R1", state=SessionState.UNOFFICIAL), "LEC/R1", "en")
    assert (sheet.title, sheet.foot, sheet.plate) == (
        "Unofficial classification",
        "UNOFFICIAL",
        "Timing only, before checks",
    )


def test_a_revision_replaces_what_was_before(changed: Callable[..., Book]) -> None:
    sheet = classification(changed("LEC/R1", revision=2), "LEC/R1", "fr")
    assert sheet.foot == "DÉFINITIF, RÉVISION 2"
    assert sheet.plate == "RÉVISION 2 – annule et remplace la version précédente"


def test_a_final_sheet_names_what_is_still_open(changed: Callable[..., Book]) -> None:
    decision = Decision(9, ("7",), "collision", state=DecisionState.INVESTIGATION)
    sheet = classification(changed("LEC/R1", decisions=(decision,)), "LEC/R1", "en")
    assert "Decision 9 still open" in sheet.posted
    assert not any("expired" in line for line in sheet.posted)


def test_disqualified_cars_have_their_block_and_keep_their_time(changed: Callable[..., Book]) -> None:
    decision = Decision(3, ("24",), "technical", (Sanction(SanctionKind.DISQUALIFICATION),))
    table = classification(changed("LEC/R1", decisions=(decision,)), "LEC/R1", "fr").tables[0]
    assert table.blocks[-1].title == "Disqualifiés"
    row = cells(table, "24")
    assert (row["position"], row["gap"], row["points"]) == (None, Gap(code="DSQ"), None)
    assert row["time"] == 1_957_365


def test_a_retired_car_that_is_classified_bears_a_cross(
    book: Book, season: Season, changed: Callable[..., Book]
) -> None:
    session = book.session("LEC/R1")
    finishes = tuple(replace(f, status=CarStatus.RETIRED, laps=14) if f.number == "24" else f for f in session.finishes)
    rules = replace(season.regulations, threshold=replace(season.regulations.threshold, flag=False))
    other = changed("LEC/R1", of=replace(season, regulations=rules), finishes=finishes)
    sheet = classification(other, "LEC/R1", "fr")
    name = cells(sheet.tables[0], "24")["driver"]
    assert isinstance(name, Name)
    assert name.marks == "†"
    assert any(note.startswith("†") for note in sheet.notes)


def test_notes_explain_only_what_is_used(book: Book) -> None:
    marked, plain = classification(book, "LEC/R1", "fr").notes, classification(book, "MNZ/R2", "fr").notes
    assert any(note.startswith("*") for note in marked)
    assert not any(note.startswith("†") for note in marked)
    assert any(note.startswith("R ") for note in plain)


def test_cars_that_are_missing_are_named(book: Book, changed: Callable[..., Book]) -> None:
    session = book.session("LEC/R1")
    finishes = tuple(f for f in session.finishes if f.number not in ("3", "103"))
    order = tuple(number for number in session.order if number not in ("3", "103"))
    sheet = classification(changed("LEC/R1", finishes=finishes, order=order), "LEC/R1", "en")
    assert sheet.notes[0] == "No place, no status: cars 3, 103"


def test_an_unknown_time_is_blank_never_zero(changed: Callable[..., Book], book: Book) -> None:
    known = book.session("LEC/R1").finishes
    finishes = tuple(replace(f, total_ms=None, gap_ms=None) if f.number == "24" else f for f in known)
    row = cells(classification(changed("LEC/R1", finishes=finishes), "LEC/R1", "fr").tables[0], "24")
    assert (row["time"], row["gap"], row["interval"], row["speed"]) == (None, None, None, None)


def test_a_car_moved_behind_by_places_has_no_interval(changed: Callable[..., Book]) -> None:
    decision = Decision(3, ("8",), "collision", (Sanction(SanctionKind.PLACES, count=3),))
    table = classification(changed("LEC/R1", decisions=(decision,)), "LEC/R1", "fr").tables[0]
    row = cells(table, "8")
    assert (row["position"], row["gap"], row["interval"]) == (6, Gap(ms=3709), None)
    assert cells(table, "9")["interval"] == Gap(ms=3589)


def test_names_of_officials_stand_under_the_lines(season: Season) -> None:
    officials = (Official("clerk", "Ada Byron"), Official("steward", "B"), Official("steward", "C"))
    sheet = classification(Book(replace(season, officials=officials)), "LEC/R1", "en")
    assert [(s.role, s.names) for s in sheet.signatures] == [
        ("Clerk of the course", "Ada Byron"),
        ("Timekeeper", ""),
        ("Stewards", "B · C"),
    ]


def test_the_season_says_that_it_is_a_reconstruction(book: Book) -> None:
    assert classification(book, "LEC/R1", "fr").disclaimer.startswith("Reconstitution")
    assert classification(book, "LEC/R1", "en").disclaimer.startswith("Reconstruction")


@pytest.mark.parametrize("build", [classification, by_category])
def test_only_races_with_a_result_have_a_classification(
    changed: Callable[..., Book], book: Book, build: Callable[[Book, str, str], Sheet]
) -> None:
    with pytest.raises(Trouble) as no_race:
        build(book, "LEC/Q", "fr")
    assert no_race.value.key == "documents.trouble.no_race"
    with pytest.raises(Trouble) as empty:
        build(changed("LEC/R2", order=(), finishes=()), "LEC/R2", "fr")
    assert empty.value.key == "documents.trouble.no_result"
