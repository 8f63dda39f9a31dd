"""The parts of the rule book as the list beside the form names them, and which settings stand in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.compare import altered
from cupdesk.ui.cells import Runs, run
from cupdesk.ui.settings_form import Group, Place
from cupdesk.words.names import session_and_round
from cupdesk.words.rule_book import CHAMPIONSHIP, SEASON, setting_key

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Regulations
    from cupdesk.seasons.draft import Draft
    from cupdesk.words import Words
    from cupdesk.words.trouble import Trouble

_CATEGORY = ("name.fr", "name.en", "chip.letters", "chip.light", "chip.dark")
_TABLES_NAMED = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the list at the left: a championship by its code, or what holds for the season; `changed` in the draft."""

    key: str
    text: str
    level: int
    changed: bool


def parts_of(draft: Draft, rules: Regulations, words: Words) -> list[Part]:
    """The lines of the list: the championships, then what holds for the season."""
    touched = {part_of(path, draft) for path in draft.changes}
    found = [Part("championships", words("rulebook.part.championships"), 0, False)]
    for i, championship in enumerate(rules.championships):
        key = f"championship.{championship.code}"
        name = draft.text(f"championships[{i}].name.{words.language}")
        found.append(Part(key, name, 1, key in touched))
    for key in ("categories", *SEASON):
        if key != "categories" or rules.categories or rules.awards:
            found.append(Part(key, words(f"rulebook.part.{key}"), 0, key in touched))
    return found


def groups_of(kind: str, rules: Regulations) -> list[Group]:
    """The groups of settings of a part."""
    if kind == "championship":
        return [Group(n, tuple(Place(p, setting_key(p)) for p in paths)) for n, paths in CHAMPIONSHIP.items()]
    if kind == "categories":
        codes = {"categories": [c.code for c in rules.categories], "awards": [a.code for a in rules.awards]}
        return [
            Group(n, tuple(Place(f"{n}[{i}].{p}", f"category_{setting_key(p)}") for p in _CATEGORY), code)
            for n, each in codes.items()
            for i, code in enumerate(each)
        ]
    return [Group(kind, tuple(Place(path, setting_key(path, season=True)) for path in SEASON[kind]))]


def part_cell(part: Part) -> Runs:
    """A line of the list, marked where it is changed."""
    text = f"  {'    ' * part.level}{part.text}"
    return run(
        f"{text}  •" if part.changed else text, "accent" if part.changed else "text", strong=part.key == "championships"
    )


def part_of(path: str, draft: Draft) -> str:
    """The part of the list that a setting stands in."""
    top, _, _ = path.partition("[")
    if top == "championships":
        return f"championship.{draft.was(path.partition('.')[0] + '.code')}"
    if top in ("categories", "awards"):
        return "categories"
    return next((part for part, paths in SEASON.items() if path in paths), "book")


def key_of(path: str) -> str:
    """What a whole path is known by in the catalogue."""
    top, bracket, rest = path.partition("[")
    inner = rest.partition(".")[2]
    if not bracket:
        return setting_key(path, season=True)
    return setting_key(inner) if top == "championships" else f"category_{setting_key(inner)}"


def refusal(trouble: Trouble, name: str, words: Words) -> str:
    """A trouble of a season file as said at a setting of the form, under the setting's name."""
    own = f"rulebook.bad.{trouble.key.removeprefix('seasons.')}"
    if not words.has(own):
        return words(trouble.key, **{**trouble.values, "path": name})
    found = str(trouble.values.get("found", "")).strip('"')
    return words(own, **{**trouble.values, "path": name, "found": found})


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
