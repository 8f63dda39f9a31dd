"""The rule book of a season as a document: what holds for all, then each championship, setting by setting.

A setting that has its usual value is printed only where a reader looks for it; the last line says so.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass, replace
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any

from cupdesk.rules.regulations import Counting, TeamRule
from cupdesk.rules.session import Text
from cupdesk.sheets.frame import EMPTY, Standing, framed, slug
from cupdesk.sheets.letterhead import signing
from cupdesk.sheets.sheet import Block, Column, Kind, Row, Status, Table
from cupdesk.words import Words
from cupdesk.words.rule_book import CHAMPIONSHIP, SEASON, setting_about, setting_key, setting_name, value_said

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship, Regulations
    from cupdesk.sheets.sheet import Sheet

_ALWAYS = (
    "ranks",
    "category",
    "award",
    "place",
    "scale",
    "pole",
    "fastest_lap",
    "counting.best",
    "ties",
    "dense_places",
)
_ALWAYS_TEAM = (*_ALWAYS, "team.cars", "team.rerank", "team.bonuses")
_BESIDE = ("code", "name.fr", "name.en")
"""Said in the head and the titles, not in rows."""
_MEANT = ("scale", "minimum_starts", "season_threshold_percent", "season_protest_minutes")
"""Figures that need a word on what they are of; what can be chosen always has one."""


def regulations(book: Book, language: str) -> Sheet:
    """The rule book of a season: a table for the season, one for each championship. Never more than a working copy."""
    words, rules = Words(language), book.season.regulations
    tables = (_season(rules, words), *(_championship(book, each, words) for each in rules.championships))
    sheet = replace(
        EMPTY,
        kind="regulations",
        slug=slug(book, "", "regulations"),
        session=words("rulebook.title"),
        title=rules.name[language],
        plate=words("rulebook.print.plate"),
        tables=tables,
        notes=tuple(note for note in (words("rulebook.print.usual"), rules.source[language]) if note),
        signatures=signing(book, ("clerk",), words),
    )
    return framed(book, None, None, Standing(Status.UNOFFICIAL), words, sheet)


def _season(rules: Regulations, words: Words) -> Table:
    blocks = [
        Block(
            tuple(_row(rules, path, setting_key(path, season=True), rules, words) for path in paths),
            words(f"rulebook.group.{group}"),
        )
        for group, paths in SEASON.items()
        if group != "book"
    ]
    return Table(_columns(words), _numbered(blocks), words("rulebook.print.season"), code="season")


def _championship(book: Book, rules: Championship, words: Words) -> Table:
    team = rules.ranks.has_cars
    blocks = []
    for group, paths in CHAMPIONSHIP.items():
        if group == "teams" and not team:
            continue
        shown = [path for path in paths if path not in _BESIDE and _worth_saying(rules, path, team=team)]
        if shown:
            rows = tuple(_row(rules, path, setting_key(path), book.season.regulations, words) for path in shown)
            blocks.append(Block(rows, words(f"rulebook.group.{group}", code=rules.code)))
    return Table(_columns(words), _numbered(blocks), rules.name[words.language], code=rules.code)


def _columns(words: Words) -> tuple[Column, ...]:
    kinds = {"number": Kind.PLACE, "setting": Kind.TEXT, "value": Kind.TEXT, "about": Kind.TEXT}
    return tuple(Column(key, words(f"rulebook.print.{key}"), kind) for key, kind in kinds.items())


def _numbered(blocks: list[Block]) -> tuple[Block, ...]:
    """The rows of all blocks numbered through, so that one can be named."""
    numbers = count(1)
    return tuple(replace(block, rows=tuple(Row((next(numbers), *row.cells)) for row in block.rows)) for block in blocks)


def _row(owner: Any, path: str, key: str, rules: Regulations, words: Words) -> Row:
    value = _value(owner, path)
    about = setting_about(key, words) if isinstance(value, bool | StrEnum) or key in _MEANT else ""
    if _is_rows(value):
        value = "; ".join(_said(each, key, words) for each in value)
    if key in ("category", "award") and value:
        named = rules.categories if key == "category" else rules.awards
        value = next((each.name[words.language] for each in named if each.code == value), value)
    return Row((setting_name(key, words), value_said(key, value, words), about))


def _value(owner: Any, path: str) -> Any:
    """The value at a path."""
    for step in path.split("."):
        owner = getattr(owner, step if hasattr(owner, step) else f"{step}_ms")
    return owner


def _is_rows(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and is_dataclass(value[0])


def _said(row: Any, key: str, words: Words) -> str:
    """A row of a list in a line: what it is about, then by name what is not as usual."""
    said = []
    for field in fields(row):
        value, name = getattr(row, field.name), f"{key}_{field.name}"
        if value == field.default:
            continue
        if isinstance(value, Text):
            said.append(value[words.language])
        elif _is_rows(value):
            said.append(f"{setting_name(name, words)} {', '.join(_said(each, name, words) for each in value)}")
        elif field.default is MISSING:
            said.append(value_said(name, value, words))
        elif value is True:
            said.append(setting_name(name, words))
        else:
            said.append(f"{setting_name(name, words)} {value_said(name, value, words)}")
    return ", ".join(said)


def _worth_saying(rules: Championship, path: str, *, team: bool) -> bool:
    return path in (_ALWAYS_TEAM if team else _ALWAYS) or _value(rules, path) != _usual(rules, path)


def _usual(rules: Championship, path: str) -> Any:
    """The default of a setting."""
    above, _, name = path.rpartition(".")
    kind: Any = {"counting": Counting, "team": TeamRule}.get(above, type(rules))
    found: Field[Any] = next(field for field in fields(kind) if field.name == name)
    return found.default if found.default is not MISSING else None
