"""How long a cup of many seasons takes to open: only the season asked for is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cupdesk.bench.measure import Measure, paired
from cupdesk.bench.seasons import season
from cupdesk.desk import Desk
from cupdesk.store.file import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

SEASONS = 75


def measures() -> Iterator[Measure]:
    """The last of 75 seasons (12 races × 30 cars each) opened, beside the same season alone in its file."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        many, alone = _file(Path(folder), SEASONS), _file(Path(folder), 1)
        samples, floors = paired(lambda: _open(many), lambda: _open(alone), 20)
    yield Measure(f"one of {SEASONS} seasons opened, beside it alone", samples, floors, ratio_limit=4.0)


def _file(folder: Path, seasons: int) -> Path:
    path = folder / f"{seasons}.cupdesk"
    store = Store.create(path)
    each = season(12, 30)
    for year in range(2026 - seasons, 2026):
        store.add_season(replace(each, code=str(year), year=year))
    store.close()
    return path


def _open(path: Path) -> None:
    store = Store.open(path)
    Desk(store)
    store.close()
