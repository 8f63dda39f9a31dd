"""What an installed program tries on itself, one part after the other. Each check gives what it found, or raises."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.seasons import file, preset
from cupdesk.words import LANGUAGES, Words
from cupdesk.words import catalogue as sentences
from cupdesk.words.titles import title_sentence
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cupdesk.rules.model import Season

SHIPPED = ("seasons", "pccf-2023.json")


def _shipped() -> Season:
    return file.load(resource(*SHIPPED))


def resources() -> int:
    """Sentences in every language; how many."""
    return sum(len(sentences(language)) for language in LANGUAGES)


def presets() -> int:
    """Every preset is read and begins a season; how many."""
    for each in preset.presets():
        preset.new_season(each.code, each.name.en, 2000)
    return len(preset.presets())


def season() -> int:
    """The shipped season is read and comes back byte for byte; how many sessions it has."""
    shipped = _shipped()
    if file.dump(shipped) != resource(*SHIPPED).read_bytes():
        raise Trouble("cli.self_test.failed", part="season")
    return sum(1 for _ in shipped.sessions())


def rules() -> int:
    """Every classification and table after every race; how many rows."""
    book = Book(_shipped())
    championships = book.season.regulations.championships
    tables = [book.standings(c.code, race) for race in book.races() for c in championships]
    return sum(len(t.rows) for t in tables) + sum(len(book.classification(ref).rows) for ref in book.sessions())


def titles() -> str:
    """The champions at the end of the shipped season."""
    book = Book(_shipped())
    return title_sentence(book, book.title(book.season.regulations.championships[0].code), Words("en"))


def store() -> int:
    """A database is made, filled, closed, opened and read; how many bytes the season is."""
    from cupdesk.store.file import Store

    shipped = _shipped()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "self-test.cupdesk"
        made = Store.create(path)
        made.add_season(shipped)
        made.close()
        opened = Store.open(path)
        data = file.dump(opened.season(shipped.code))
        opened.close()
    if data != file.dump(shipped):
        raise Trouble("cli.self_test.failed", part="store")
    return len(data)


def documents() -> int:
    """The classification of one race as xlsx and PDF; how many files."""
    from cupdesk.sheets.export import export

    with tempfile.TemporaryDirectory() as folder:
        book = Book(_shipped())
        written = export(book, Path(folder), ("xlsx", "pdf"), "fr", book.latest())
        if not all(path.stat().st_size > 1000 for path in written):
            raise Trouble("cli.self_test.failed", part="documents")
        return len(written)


def imports() -> int:
    """A classification written as a workbook is read in again; how many rows."""
    from cupdesk.imports import read
    from cupdesk.sheets.export import export

    book = Book(_shipped())
    ref = book.races()[0]
    rows = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in export(book, Path(folder), ("xlsx",), "en", ref):
            found = read(path, "", book, ref)
            if {row.number for row in found.taken} != {row.number for row in book.classification(ref).rows}:
                raise Trouble("cli.self_test.failed", part="imports")
            rows += len(found.taken)
    return rows


CHECKS: Mapping[str, Callable[[], int | str]] = {
    "resources": resources,
    "presets": presets,
    "season": season,
    "rules": rules,
    "titles": titles,
    "store": store,
    "documents": documents,
    "imports": imports,
}
