"""Files that hold other cars of one race each: joined where the order across them follows, else refused for a plain reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupdesk.imports import Filed, Import, added, open_file, put_together, read_file, step, suggested, with_choice
from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetOrder, apply
from cupdesk.rules.model import Season

PRO = ("Pos;No;Laps;Time;Gap", "1;7;15;31:00.000;", "2;03;15;31:10.000;+10.000", "3;3;13;29:00.000;2 Laps")
PRO_AM = ("Pos;No;Laps;Time;Gap", "1;21;15;31:05.000;", "2;021;14;31:01.000;1 Lap", "3;12;7;;Ab")
AM = ("Pos;No;Laps;Time;Gap", "1;88;14;31:00.500;", "2;101;14;31:30.000;+29.500", "3;4;0;;DNS")
GAPS = "Pos;No;Laps;Gap"


def file_of(folder: Path, name: str, rows: tuple[str, ...], columns: str = "") -> Path:
    """A file of these rows; `columns` are the numbers of those it has (all if none are said)."""
    kept = [int(c) for c in columns] or range(9)
    text = "\n".join(";".join(c for i, c in enumerate(row.split(";")) if i in kept) for row in rows)
    (folder / name).write_text(text + "\n", encoding="utf-8")
    return folder / name


def opened(book: Book, *paths: Path, ref: str = "ONE/R") -> list[Filed]:
    return put_together(suggested([open_file(path, book, ref, lambda _: None) for path in paths]), book)


def order(season: Season, files: list[Filed], ref: str = "ONE/R") -> tuple[str, ...]:
    return apply(season, *step(files, Book(season))).session(ref).order


def test_one_file_a_class_gives_one_order_by_laps_and_times(tmp_path: Path, season: Season, book: Book) -> None:
    paths = [file_of(tmp_path, f"{i}.csv", rows) for i, rows in enumerate((PRO, PRO_AM, AM))]
    files = opened(book, *paths)
    assert [each.chosen for each in files] == [True, True, True]
    assert order(season, files) == ("7", "21", "03", "88", "021", "101", "3", "12")
    whole = files[0].whole
    assert whole is not None
    assert all(each.whole is whole for each in files)
    assert [row.number for row in whole.found.taken][-1] == "4"
    assert whole.found.missing == ("55", "9")
    (edit,) = step(files, book)
    assert isinstance(edit, SetOrder), "one step"
    assert step(opened(Book(apply(season, edit)), *paths), Book(apply(season, edit))) == ()


def test_gaps_inside_a_file_count_from_the_total_of_its_first(tmp_path: Path, season: Season, book: Book) -> None:
    first = ("Pos;No;Laps;Time;Gap", "1;7;15;31:00.000;", "2;03;15;;+10.000")
    second = ("Pos;No;Laps;Time;Gap", "1;21;15;31:05.000;", "2;021;15;;+4.000", "3;12;15;;+9.000")
    files = opened(book, file_of(tmp_path, "a.csv", first), file_of(tmp_path, "b.csv", second))
    assert order(season, files) == ("7", "21", "021", "03", "12")
    race = apply(season, *step(files, book)).session("ONE/R")
    assert (race.finish("021").total_ms, race.finish("021").gap_ms) == (1_869_000, None)


def test_gaps_to_the_leader_of_the_race_are_enough(tmp_path: Path, season: Season, book: Book) -> None:
    first = (GAPS, "1;7;15;", "2;03;15;+10.000")
    second = (GAPS, "1;21;15;+5.000", "2;021;14;1 Lap")
    files = opened(book, file_of(tmp_path, "a.csv", first), file_of(tmp_path, "b.csv", second))
    assert order(season, files) == ("7", "21", "03", "021")
    files = opened(book, file_of(tmp_path, "a.csv", first, "013"), file_of(tmp_path, "b.csv", second, "013"))
    assert order(season, files) == ("7", "21", "03", "021"), "laps follow from the gaps"


def test_places_of_the_race_are_enough(tmp_path: Path, season: Season, book: Book) -> None:
    first, second = ("Pos;No", "1;7", "4;03"), ("Pos;No", "2;21", "3;021")
    files = opened(book, file_of(tmp_path, "a.csv", first), file_of(tmp_path, "b.csv", second))
    assert order(season, files) == ("7", "21", "021", "03")


def test_qualifying_of_two_classes_is_joined_by_best_laps(tmp_path: Path, season: Season, book: Book) -> None:
    first, second = ("Pos;No;Best", "1;7;2:04.000", "2;03;2:06.000", "3;3;"), ("Pos;No;Best", "1;21;2:05.000", "2;12;")
    files = opened(book, file_of(tmp_path, "a.csv", first), file_of(tmp_path, "b.csv", second), ref="ONE/Q")
    assert order(season, files, "ONE/Q") == ("7", "21", "03", "3", "12")


OPEN = [
    ("no_laps", ("Pos;No;Time", "1;7;31:00.000", "2;03;31:10.000"), ("Pos;No;Time", "1;21;31:05.000")),
    ("no_leader", (GAPS, "1;7;15;", "2;03;15;+10.000"), (GAPS, "1;21;15;", "2;12;15;+2.000")),
    ("no_time", (GAPS, "1;7;15;", "2;03;14;1 Lap"), (GAPS, "1;21;15;+5.000", "2;12;14;1 Lap")),
    ("same_time", PRO[:2], ("Pos;No;Laps;Time;Gap", "1;21;15;31:00.000;")),
    ("moved", (PRO[0], "1;7;15;31:00.000;", "2;03;15;31:10.000;", "3;3;15;31:06.000;"), PRO_AM[:2]),
]


@pytest.mark.parametrize(("key", "first", "second"), OPEN, ids=[each[0] for each in OPEN])
def test_an_order_that_does_not_follow_is_refused_and_nothing_taken(
    tmp_path: Path, season: Season, book: Book, key: str, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    files = opened(book, file_of(tmp_path, "a.csv", first), file_of(tmp_path, "b.csv", second))
    assert [each.chosen for each in files] == [True, True]
    assert files[0].apart is not None
    assert files[0].apart.key == f"imports.join.{key}"
    assert step(files, book) == ()
    alone = put_together(with_choice(files, 1, chosen=False), book)
    assert alone[0].apart is None
    assert len(order(season, alone)) == len(first) - 1


def test_of_each_class_the_official_file_counts(tmp_path: Path, season: Season, book: Book) -> None:
    pro = file_of(tmp_path, "Pro Provisional.csv", PRO)
    official = file_of(
        tmp_path, "Pro Official.csv", (PRO[0], "1;03;15;30:59.000;", PRO[1].replace("1;", "2;", 1), PRO[3])
    )
    am = file_of(tmp_path, "Am Provisional.csv", AM)
    files = opened(book, pro, official, am)
    assert [each.path.name for each in files if each.chosen] == ["Pro Official.csv", "Am Provisional.csv"]
    assert order(season, files)[:2] == ("03", "7")
    other = put_together(with_choice(files, 0, chosen=True), book)
    assert [each.path.name for each in other if each.chosen] == ["Pro Provisional.csv", "Am Provisional.csv"]


def test_a_file_of_one_class_does_not_come_before_one_of_all(tmp_path: Path, book: Book) -> None:
    whole = (
        "Pos;No;Laps;Time",
        *(f"{i};{n};15;31:0{i}.000" for i, n in enumerate(["7", "03", "3", "21", "021", "12", "88"], 1)),
    )
    files = opened(book, file_of(tmp_path, "Provisional.csv", whole), file_of(tmp_path, "Pro Official.csv", PRO))
    assert [each.chosen for each in files] == [True, False]


def test_files_come_one_after_the_other(tmp_path: Path, season: Season, book: Book) -> None:
    files = opened(book, file_of(tmp_path, "Pro.csv", PRO))
    am = open_file(file_of(tmp_path, "Am.csv", AM), book, "ONE/R", lambda _: None)
    both = put_together(added(files, [am]), book)
    assert order(season, both) == ("7", "03", "88", "101", "3")
    path = file_of(tmp_path, "Am.csv", (*AM[:2], "2;9;14;31:20.000;"))
    again = put_together(added(both, [open_file(path, book, "ONE/R", lambda _: None)]), book)
    assert [each.path.name for each in again] == ["Pro.csv", "Am.csv"], "a file given again is read again"
    assert order(season, again) == ("7", "03", "88", "9", "3")
    worse = open_file(file_of(tmp_path, "Pro provisional.csv", PRO), book, "ONE/R", lambda _: None)
    assert [each.chosen for each in added(again, [worse])] == [True, True, False]


def test_typed_cars_stay_in_what_is_joined(tmp_path: Path, season: Season, book: Book) -> None:
    typed = apply(season, SetOrder("ONE/R", ("21", "7")))
    files = opened(Book(typed), file_of(tmp_path, "a.csv", PRO), file_of(tmp_path, "b.csv", PRO_AM))
    assert isinstance(files[1].result, Import)
    kept = [read_file(each, Book(typed)) for each in files]
    kept[1] = Filed(**{f: getattr(kept[1], f) for f in kept[1].__slots__} | {"typed": frozenset({"21"})})
    assert order(typed, put_together(kept, Book(typed)))[:3] == ("21", "7", "03")
