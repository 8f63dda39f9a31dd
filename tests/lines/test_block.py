"""A finishing order pasted from a spreadsheet."""

from __future__ import annotations

import pytest

from cupdesk.lines.block import Block, RowNotTaken, read_block
from cupdesk.rules.book import Book
from cupdesk.rules.edits import PlaceCar, SetOrder, SetStatus, SetTimes, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Finish, Status
from cupdesk.words import Words

R1, Q = "LEC/R1", "LEC/Q"


def read(season: Season, text: str, ref: str = R1) -> Block:
    return read_block(Book(season), ref, text, Words("en"))


def order_of(block: Block) -> SetOrder:
    (edit,) = block.edits
    assert isinstance(edit, SetOrder)
    return edit


def rows(*lines: str, separator: str = "\t") -> str:
    return "\r\n".join(line.replace("|", separator) for line in lines)


@pytest.mark.parametrize("separator", ["\t", ";"])
@pytest.mark.parametrize(
    "head",
    ["Pos|N°|Pilote|Trs|Temps|Écart", "POS.|No|Driver|Laps|Time|Gap", "Place|Car|Name|Tours|Total|Diff"],
)
def test_with_a_header_in_either_language(season: Season, head: str, separator: str) -> None:
    text = rows(
        head,
        "1|7|BOCCOLACCI Dorian|15|31:39.457|",
        "2|8|PAQUE Benjamin|15||+1.604",
        "3|5|JAUBERT Mathys|15||2,016",
        "4|12|MATHIEU Arthur|14||1 Tour",
        "Ab|3|ANCEL Frédéric|7||",
        "DNS|93|LOEUL Ludovic|||",
        separator=separator,
    )
    block = read(season, text)
    assert order_of(block).order == ("7", "8", "5", "12", "3")
    assert order_of(block).finishes == (
        Finish("7", laps=15, total_ms=1_899_457),
        Finish("8", laps=15, gap_ms=1604),
        Finish("5", laps=15, gap_ms=2016),
        Finish("12", laps=14),
        Finish("3", Status.RETIRED, laps=7),
        Finish("93", Status.DID_NOT_START),
    )
    assert (block.taken, block.not_taken) == (6, ())


def test_it_is_one_step_with_the_same_classification(season: Season) -> None:
    block = read(season, rows("Pos|No|Laps|Time|Gap", "1|7|15|31:39.457|", "2|8|15||+1.604", "NC|12|9||"))
    rows_ = Book(apply(season, *block.edits)).classification(R1).rows
    assert [(row.position, row.number, row.gap_ms) for row in rows_] == [
        (1, "7", None),
        (2, "8", 1604),
        (None, "12", None),
    ]


def test_without_a_header_each_cell_speaks_for_itself(season: Season) -> None:
    block = read(
        season, rows("1|7|BOCCOLACCI|15|31:39.457", "2|8|PAQUE|15|+1.604", "3|12|MATHIEU|1 lap", "|3|ANCEL|DNF")
    )
    assert order_of(block).order == ("7", "8", "12", "3")
    assert order_of(block).finishes == (
        Finish("7", laps=15, total_ms=1_899_457),
        Finish("8", laps=15, gap_ms=1604),
        Finish("12", laps_down=1),
        Finish("3", Status.RETIRED),
    )


@pytest.mark.parametrize(
    "text", ["7\n8\n03", "n° 7\n#8\n03", "1.\t7\n2.\t8\n3.\t03", "Boccolacci\nPAQUE Benjamin\nZoé Zéphyr"]
)
def test_numbers_or_names_alone(season: Season, text: str) -> None:
    assert order_of(read(season, text)).order == ("7", "8", "03")


def test_numbers_that_a_spreadsheet_made_decimals(season: Season) -> None:
    assert order_of(read(season, rows("Pos|No", "1|7.0", "2|8.0"))).order == ("7", "8")


def test_places_make_the_order(season: Season) -> None:
    assert order_of(read(season, rows("No|Pos", "8|2", "7|1"))).order == ("7", "8")


def test_rows_not_taken_say_why(season: Season) -> None:
    block = read(
        season,
        rows(
            "Pos|No|Driver|Laps|Time",
            "1|7|BOCCOLACCI|15|31:39.457",
            "2|28|NOBODY|15|",
            "3|104|VISITOR|15|",
            "4|7|BOCCOLACCI|15|",
            "5|8|PAQUE|15|31:64.000",
            "6|9|ROUSSET|15|3x:12",
            "7|||15|",
            "",
        ),
    )
    assert order_of(block).order == ("7",)
    assert block.taken == 1
    assert block.not_taken == (
        RowNotTaken(3, "2 · 28 · NOBODY · 15", "28 is not entered at Paul Ricard. Close: 20, 21, 24."),
        RowNotTaken(4, "3 · 104 · VISITOR · 15", "104 is entered, but not in this round."),
        RowNotTaken(5, "4 · 7 · BOCCOLACCI · 15", "7 Boccolacci stands in the block twice: the first row counts."),
        RowNotTaken(6, "5 · 8 · PAQUE · 15 · 31:64.000", "31:64.000: seconds stop at 59."),
        RowNotTaken(7, "6 · 9 · ROUSSET · 15 · 3x:12", '"3x:12" is neither a time nor a gap.'),
        RowNotTaken(8, "7 · 15", "No number and no driver in this row."),
    )


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n", "Pos\tNo\tDriver", "hello\tworld", '"', ";;;"])
def test_a_block_without_a_car_does_nothing(season: Season, text: str) -> None:
    block = read(season, text)
    assert block.edits == ()
    assert block.taken == 0


def test_a_car_that_had_not_started_runs_again(season: Season) -> None:
    before = apply(
        season, SetStatus(R1, "7", Status.DID_NOT_START), PlaceCar(R1, "8"), SetTimes(R1, "8", best_ms=125_000)
    )
    after = apply(before, *read(before, "7\n8").edits).session(R1)
    assert after.order == ("7", "8")
    assert after.finish("7").status is Status.RUNNING
    assert after.finish("8").best_ms == 125_000


def test_a_time_on_a_row_says_the_lap_too(season: Season) -> None:
    lapped = apply(season, PlaceCar(R1, "7"), PlaceCar(R1, "12"), SetTimes(R1, "12", laps_down=1))
    block = read(lapped, rows("7\t31:40.727", "12\t+33.878"))
    again = apply(lapped, *block.edits).session(R1).finish("12")
    assert (again.gap_ms, again.laps_down) == (33878, None)
    kept = apply(lapped, *read(lapped, rows("7", "12")).edits).session(R1).finish("12")
    assert kept.laps_down == 1
    both = apply(lapped, *read(lapped, rows("7\t31:40.727", "12\t32:40.000\t1 lap")).edits).session(R1).finish("12")
    assert (both.total_ms, both.laps_down) == (1_960_000, 1)


def test_times_of_a_qualifying_session(season: Season) -> None:
    text = rows("Pos|No|Best|On lap|2e temps", "1|7|2:04.106|3|2:04.382", "2|8|2:04.500||")
    assert order_of(read(season, text, Q)).finishes == (
        Finish("7", best_ms=124_106, best_lap=3, second_ms=124_382),
        Finish("8", best_ms=124_500),
    )
    assert order_of(read(season, rows("Pos|No|Time|Gap", "1|7|2:04.106|"), Q)).finishes == (
        Finish("7", best_ms=124_106),
    )
