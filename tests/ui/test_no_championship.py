"""A season without a championship, which no file and no page lets in but a cup's file may hold: said in words, never shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cupdesk.desk import Desk
from cupdesk.rules.model import Season
from cupdesk.store.file import Store
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.opening import open_desk
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.trouble import Trouble

Opened = Callable[[Desk | None], MainWindow]


@pytest.fixture
def bare(shipped: Season) -> Season:
    rules = replace(shipped.regulations, championships=())
    return replace(shipped, code="bare-2023", regulations=rules, honours=(), adjustments=())


def test_a_file_that_holds_no_other_is_not_opened_and_let_go_of(bare: Season, tmp_path: Path) -> None:
    path = tmp_path / "bare.cupdesk"
    store = Store.create(path, "")
    store.add_season(bare)
    store.close()
    for _ in range(2):
        with pytest.raises(Trouble) as caught:
            open_desk(path, "")
        said = {language: Words(language)(caught.value.key, **caught.value.values) for language in LANGUAGES}
        assert said["en"].startswith("The season “bare-2023” has no championship")
        assert said["fr"] != said["en"]


def test_the_window_stays_with_the_season_it_shows(full_desk: Desk, bare: Season, opened: Opened) -> None:
    full_desk.store.add_season(bare)
    window = opened(full_desk)
    window.files.to_season("bare-2023")
    assert window.desk is full_desk
    assert full_desk.season.code == "pccf-2023"
    assert "has no championship" in window.notice.text
