"""Files to be taken together: where each goes, which are chosen, one step for all; nothing by half."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupdesk.imports import Filed, HeaderChoice, Import, Layout, open_file, read_file, step, suggested, with_choice
from cupdesk.rules.book import Book
from cupdesk.rules.edits import PlaceCar, SetOrder, SetTimes, apply
from cupdesk.rules.model import Season
from tests.imports.conftest import SAMPLES

HEADS = "Pos;No;Laps;Total Time\n"
ORDER = "1;7;15;31:00.412\n2;03;15;31:02.729\n3;3;15;31:05.046\n"
TURNED = "1;03;15;31:00.100\n2;7;15;31:00.412\n3;3;15;31:05.046\n"


def no_memory(_: Layout) -> HeaderChoice | None:
    return None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Race Provisional.csv").write_text(HEADS + ORDER, encoding="utf-8")
    (tmp_path / "Race Official.csv").write_text(HEADS + TURNED, encoding="utf-8")
    (tmp_path / "q.csv").write_bytes((SAMPLES / "alkamel_qualifying.csv").read_bytes())
    (tmp_path / "analysis.CSV").write_bytes((SAMPLES / "alkamel_analysis.CSV").read_bytes())
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n")
    return tmp_path


def opened(folder: Path, book: Book, *names: str) -> list[Filed]:
    return suggested([open_file(folder / name, book, "ONE/R", no_memory) for name in names])


def chosen(files: list[Filed]) -> list[str]:
    return [each.path.name for each in files if each.chosen]


def test_the_official_of_a_session_and_all_other_sessions_are_chosen(folder: Path, book: Book) -> None:
    files = opened(folder, book, "Race Provisional.csv", "broken.pdf", "Race Official.csv", "q.csv")
    assert [each.place for each in files] == ["ONE/R", "ONE/R", "ONE/R", "ONE/Q"]
    assert chosen(files) == ["Race Official.csv", "q.csv"]
    assert files[1].trouble is not None
    assert files[1].slot is None
    assert files[1].edits(book) == ()
    assert files[1].cars == 0


def test_one_file_a_session_counts(folder: Path, book: Book) -> None:
    files = opened(folder, book, "Race Provisional.csv", "Race Official.csv", "q.csv", "broken.pdf")
    other = with_choice(files, 0, chosen=True)
    assert chosen(other) == ["Race Provisional.csv", "q.csv"]
    assert chosen(with_choice(other, 0, chosen=False)) == ["q.csv"]
    assert chosen(with_choice(files, 3, chosen=True)) == ["Race Official.csv", "q.csv"], (
        "what cannot be read is never chosen"
    )


def test_all_that_is_chosen_is_one_step_over_several_sessions(folder: Path, season: Season, book: Book) -> None:
    files = opened(folder, book, "Race Official.csv", "q.csv")
    after = apply(season, *step(files, book))
    assert after.session("ONE/R").order == ("03", "7", "3")
    assert len(after.session("ONE/Q").order) > 5
    assert step([replace(each, chosen=False) for each in files], book) == ()


def test_laps_count_beside_the_result_and_are_read_after_it(folder: Path, season: Season, book: Book) -> None:
    files = opened(folder, book, "analysis.CSV", "Race Official.csv")
    assert chosen(files) == ["analysis.CSV", "Race Official.csv"]
    edits = step(files, book)
    assert next(type(edit) for edit in edits) is SetOrder
    assert {type(edit) for edit in edits[1:]} == {SetTimes}
    race = apply(season, *edits).session("ONE/R")
    assert race.order == ("03", "7", "3")
    assert race.finish("7").total_ms == 1_860_412
    assert race.finish("7").best_ms is not None


def test_heads_remembered_are_used_for_their_layout(tmp_path: Path, book: Book) -> None:
    path = tmp_path / "race.csv"
    path.write_text("Quoi;Wagen\n1;7\n2;03\n", encoding="utf-8")
    assert open_file(path, book, "ONE/R", no_memory).trouble is not None
    memory = HeaderChoice(Layout.TABLE).with_column("Wagen", None)
    asked: list[Layout] = []

    def remembered(layout: Layout) -> HeaderChoice | None:
        asked.append(layout)
        return HeaderChoice.from_text(memory.as_text().replace("null", '"number"'))

    filed = open_file(path, book, "ONE/R", remembered)
    assert isinstance(filed.found, Import)
    assert [row.number for row in filed.found.taken] == ["7", "03"]
    assert asked == [Layout.TABLE]


def test_read_anew_after_another_edit(folder: Path, season: Season, book: Book) -> None:
    (filed,) = opened(folder, book, "Race Official.csv")
    later = Book(apply(season, PlaceCar("ONE/R", "7"), PlaceCar("ONE/R", "03")))
    again = read_file(replace(filed, typed=frozenset({"7", "no such car"})), later)
    assert again.typed == {"7"}
    (edit,) = again.edits(later)
    assert isinstance(edit, SetOrder)
    assert edit.order == ("7", "03", "3")
    empty = Filed(Path("gone.csv"))
    assert read_file(empty, book) is empty
