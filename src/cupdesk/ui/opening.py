"""From a path, a preset or the example to an open desk. What cannot be opened is a `Trouble`; nothing is overwritten."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from cupdesk.desk import Desk
from cupdesk.resources import resource
from cupdesk.rules.edits import ClearResult, apply
from cupdesk.store.file import Store
from cupdesk.store.place import name_of
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.model import Season

SUFFIX = ".cupdesk"
EXAMPLE = "pccf-2023"
EXAMPLE_TO_ENTER = ("LEC/R1", "LEC/R2")


def open_desk(place: Path | str, operator: str) -> Desk:
    """Open a `.cupdesk` file or a database by URL; a season file (`.json`) is loaded into a new `.cupdesk` beside it."""
    if isinstance(place, Path) and place.suffix.lower() == ".json":
        from cupdesk.seasons.file import load  # a cup's file needs nothing of it

        return put_in_file(load(place), place.with_suffix(SUFFIX), operator)
    store = Store.open(place, operator)
    try:
        if not store.season_codes():
            raise Trouble("window.trouble.no_season", name=name_of(store.place))
        desk = Desk(store, operator=operator)
        store.history(
            desk.season.code, limit=1
        )  # a journal that cannot be read is said before the window shows the file
    except Trouble:
        store.close()
        raise
    return desk


def put_in_file(season: Season, path: Path, operator: str) -> Desk:
    """A new file with this season; `Trouble` if something is there already."""
    store = Store.create(path, operator)
    try:
        store.add_season(season, operator)
    except Trouble:
        store.close()
        raise
    return Desk(store, operator=operator)


def start_season(preset: str | Path, cup: str, year: int, path: Path, operator: str) -> Desk:
    """A new file with an empty season under a preset's rules."""
    from cupdesk.seasons.preset import new_season  # as above

    return put_in_file(new_season(preset, cup, year), path, operator)


def example_season() -> Season:
    """The shipped season with both Paul Ricard races still to be entered."""
    from cupdesk.seasons.file import load  # as above

    season = load(resource("seasons", f"{EXAMPLE}.json"))
    return apply(season, *(ClearResult(ref) for ref in EXAMPLE_TO_ENTER))


def open_example(folder: Path, operator: str) -> Desk:
    """A copy of the example season in a new file of this folder."""
    make_folder(folder)
    return put_in_file(example_season(), free_name(folder, EXAMPLE), operator)


def make_folder(folder: Path) -> None:
    """Make the folder that a new file is offered in; where it cannot be made, the file itself will say so."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)


def free_name(folder: Path, stem: str) -> Path:
    """A file name in the folder that nothing has yet: `stem.cupdesk`, `stem 2.cupdesk` …"""
    path, n = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        n += 1
        path = folder / f"{stem} {n}{SUFFIX}"
    return path


def documents_folder() -> Path:
    """Where a person keeps documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
