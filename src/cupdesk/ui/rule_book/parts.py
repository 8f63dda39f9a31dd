"""The parts of the rule book as the list beside the form names them, and which settings stand in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.compare import altered
from cupdesk.ui.controls.cells import Runs, run
from cupdesk.ui.rule_book.setting_field import Place
from cupdesk.ui.rule_book.settings_form import Section
from cupdesk.words.names import session_and_round
from cupdesk.words.rule_book import CHAMPIONSHIP, LISTS, SEASON, path_key, setting_key, setting_name

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.seasons.draft import Draft
    from cupdesk.words import Words
    from cupdesk.words.trouble import Trouble

_TABLES_NAMED = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the list at the left: a championship by its code, or what holds for the season; `changed` in the draft."""

    key: str
    text: str
    level: int
    changed: bool


def parts_of(draft: Draft, words: Words) -> list[Part]:
    """The lines of the list: the championships, then what holds for the season."""
    touched = {part_of(path, draft) for path in (*draft.lists, *draft.changes)}
    found = [Part("championships", words("rulebook.part.championships"), 0, "championships" in draft.lists)]
    names = draft.names("championships", words.language)
    for row, (_, name) in zip(draft.rows("championships").rows, names, strict=True):
        key = f"championship.{row.name}"
        found.append(Part(key, name, 1, key in touched))
    found += [Part(key, words(f"rulebook.part.{key}"), 0, key in touched) for key in (*LISTS, *SEASON)]
    return found


def sections_of(kind: str) -> list[Section]:
    """The sections of the form of a part."""
    if kind == "championship":
        return [Section(n, tuple(Place(p, setting_key(p)) for p in paths)) for n, paths in CHAMPIONSHIP.items()]
    if kind in LISTS:
        return [Section(path, (Place(path, path_key(path)),)) for path in LISTS[kind]]
    return [Section(kind, tuple(Place(path, setting_key(path, season=True)) for path in SEASON[kind]))]


def part_cell(part: Part) -> Runs:
    """A line of the list, marked where it is changed."""
    text = f"  {'    ' * part.level}{part.text}"
    return run(
        f"{text}  •" if part.changed else text, "accent" if part.changed else "text", strong=part.key == "championships"
    )


def part_of(path: str, draft: Draft) -> str:
    """The part of the list that a setting stands in."""
    inside = re.match(r"championships\[([0-9]+)\]", path)
    if inside:
        return f"championship.{draft.rows('championships').rows[int(inside[1])].name}"
    top = path.partition("[")[0]
    places = {**LISTS, **SEASON, "championships": ("championships",)}
    return next((part for part, paths in places.items() if top in paths), "book")


def refusal(trouble: Trouble, path: str, words: Words) -> str:
    """A trouble of a season file as said at a setting of the form (by its path), under the setting's name."""
    name = setting_name(path_key(path), words)
    own = f"rulebook.bad.{trouble.key.removeprefix('seasons.')}"
    values = {**trouble.values, "path": name}
    if "first" in values and str(values["first"]).endswith("]"):
        values["first"] = words("rulebook.row", n=int(str(values["first"]).rpartition("[")[2].rstrip("]")) + 1)
    if not words.has(own):
        return words(trouble.key, **values)
    return words(own, **{**values, "found": str(trouble.values.get("found", "")).strip('"')})


def published_sentence(before: Book, after: Book, words: Words) -> str:
    """Which tables already published would be printed otherwise; "" if none would."""
    found = altered(before, after)
    if not found:
        return ""
    named = []
    for table in reversed(found[-_TABLES_NAMED:]):
        session = session_and_round(before, table.session, words)
        if table.championship:
            name = before.season.regulations.championship(table.championship).name[words.language]
            named.append(words("rulebook.published.table", championship=name, session=session))
        else:
            named.append(words("rulebook.published.classification", session=session))
    tables = words("rules.join").join(named)
    rest = len(found) - len(named)
    if rest:
        tables = words("rulebook.published.more", first=tables, n=rest)
    return words("rulebook.published.alters", n=len(found), tables=tables)
