"""A rule book while it is being changed: every setting as text at its path, read and checked as a season file is.

A path is that of the season file (`championships[3].scale`, `threshold.percent`, `championships[0].scales[1].points`). The
text of a list of points is `25-20-17`, of a list of names `R1, LEC/R2`; lists of objects are added to, taken from and ordered.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from cupdesk.rules.regulations import Regulations
from cupdesk.seasons.checks import CAUTIONS, check_book, remarks
from cupdesk.seasons.draft_tree import Group, Leaf, Node, Rows, copied, fresh, grown
from cupdesk.seasons.records import record
from cupdesk.seasons.uses import use_of
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.model import Season

_ROOT = "regulations"
_STEP = re.compile(r"[^.\[\]]+")
NAMED = ("categories", "awards", "championships")
"""The lists whose rows are known elsewhere by their code."""
_LIST_OF = {"category": "categories", "award": "awards"}


class Draft:
    """The regulations of a season with some of it written anew. Nothing is changed but the draft."""

    def __init__(self, season: Season) -> None:
        self._stamp = 0
        self._take(season)

    def _take(self, season: Season) -> None:
        self._season = season
        self._known = {_remark(trouble) for trouble in remarks(season)}
        self.clear()

    def clear(self) -> None:
        """Forget what is written; everything is as on file."""
        self._tree = grown(record(Regulations), self._season.regulations, on_file=True)

    def follow(self, season: Season) -> bool:
        """Take over what was done elsewhere, and keep what is written here; false if there is no place for it any more."""
        if season.regulations == self._season.regulations:
            self._season = season
            return True
        texts, moved = self.changes, bool(self.lists)
        old = [[row.name for row in self.rows(name).rows] for name in NAMED]
        self._take(season)
        if moved or (texts and old != [[row.name for row in self.rows(name).rows] for name in NAMED]):
            return False
        for path, text in texts.items():
            try:
                self.put(path, text)
            except (KeyError, IndexError):
                return False
        return True

    # -- reading
    def part(self, path: str) -> Node:
        """What stands at a path; `KeyError` or `IndexError` if nothing does."""
        steps = _STEP.findall(path)
        node: Node = self._tree.parts[steps[0]]
        for step in steps[1:]:
            if isinstance(node, Leaf):
                raise KeyError(path)
            node = node.rows[int(step)] if isinstance(node, Rows) else node.parts[step]
        return node

    def leaf(self, path: str) -> Leaf:
        """The setting at a path; `KeyError` or `IndexError` if there is none."""
        found = self.part(path)
        if not isinstance(found, Leaf):
            raise KeyError(path)
        return found

    def rows(self, path: str) -> Rows:
        """The list of objects at a path; `KeyError` or `IndexError` if there is none."""
        found = self.part(path)
        if not isinstance(found, Rows):
            raise KeyError(path)
        return found

    def text(self, path: str) -> str:
        """A setting as it is written now."""
        return self.leaf(path).text

    def was(self, path: str) -> str:
        """A setting as it is on file; "" if it is new."""
        return self.leaf(path).on_file or ""

    def value(self, path: str) -> Any:
        """A setting as it is written now, as a value; `Trouble` if its text is not of its shape."""
        leaf = self.leaf(path)
        return leaf.shape.read(leaf.raw(), f"{_ROOT}.{path}") if leaf.text or not leaf.may_be_empty else leaf.value

    def names(self, path: str, language: str) -> list[tuple[str, str]]:
        """What the rows of a list with codes are known by here, and what they are called."""
        found = []
        for row in self.rows(path).rows:
            name = row.parts["name"]
            assert isinstance(name, Group)
            found.append((_handle(row), name.text(language) or row.text("code")))
        return found

    def leaves(self) -> Iterator[tuple[str, Leaf]]:
        """Every setting, with its path."""
        return ((path, node) for path, node in self._walk() if isinstance(node, Leaf))

    @property
    def changes(self) -> dict[str, str]:
        """Every setting of the file that is written otherwise, with its text, the latest last."""
        found = [
            (node.stamp, path, node.text) for path, node in self._walk() if isinstance(node, Leaf) and node.changed
        ]
        return {path: text for _, path, text in sorted(found)}

    @property
    def lists(self) -> tuple[str, ...]:
        """Every list of the file whose rows are others, or in another order."""
        return tuple(path for path, node in self._walk() if isinstance(node, Rows) and node.changed)

    @property
    def n(self) -> int:
        """How many settings and lists are changed."""
        return len(self.changes) + len(self.lists)

    # -- writing
    def put(self, path: str, text: str) -> None:
        """Write a setting anew; as it was on file is no change."""
        leaf = self.leaf(path)
        leaf.text = leaf.on_file if leaf.on_file is not None and text.strip() == leaf.on_file.strip() else text.strip()
        self._touch(leaf)

    def add(self, path: str, at: int) -> Group:
        """Put a new object into a list."""
        rows = self.rows(path)
        made = fresh(rows.item)
        if path in NAMED:
            made.write("code", self._free(path, "new"))
        rows.rows.insert(at, made)
        self._touch(rows)
        return made

    def copy(self, path: str, at: int) -> Group:
        """Put another object that says the same after one of a list; its code is a free one."""
        rows = self.rows(path)
        made = copied(rows.rows[at])
        if path in NAMED:
            made.write("code", self._free(path, made.text("code")))
        rows.rows.insert(at + 1, made)
        self._touch(rows)
        return made

    def remove(self, path: str, at: int) -> None:
        """Take an object out of a list; `Trouble` if it is still used, and then it stays."""
        rows = self.rows(path)
        trouble = self._used(path, rows.rows[at])
        if trouble is not None:
            raise trouble
        del rows.rows[at]
        self._touch(rows)

    def move(self, path: str, at: int, by: int) -> bool:
        """Move an object inside its list; false if it is at the end already."""
        rows = self.rows(path)
        if not 0 <= at + by < len(rows.rows):
            return False
        rows.rows.insert(at + by, rows.rows.pop(at))
        self._touch(rows)
        return True

    # -- what it says
    def season(self) -> Season:
        """The season under these regulations; `Trouble` names the first setting that cannot be meant, by its path."""
        self._check_codes()
        self._check_said()
        raw = self._tree.raw()
        self._rename(raw["championships"], "category")
        self._rename(raw["championships"], "award")
        season = replace(self._season, regulations=record(Regulations).read(raw, _ROOT))
        check_book(season)
        for trouble in remarks(season):
            here = str(trouble.values["path"]).startswith(_ROOT)
            if here and trouble.key not in CAUTIONS and _remark(trouble) not in self._known:
                raise trouble
        return season

    def cautions(self, season: Season) -> tuple[Trouble, ...]:
        """What this season may well mean and a person should know, where it is not so on file already."""
        return tuple(
            trouble for trouble in remarks(season) if trouble.key in CAUTIONS and _remark(trouble) not in self._known
        )

    def field_of(self, trouble: Trouble) -> str:
        """The path of the setting or the list that a trouble is about: its own, or what was changed last."""
        path = str(trouble.values.get("path", "")).removeprefix(f"{_ROOT}.")
        changed = [*self.lists, *self.changes]
        below = [each for each in changed if each.startswith((f"{path}.", f"{path}["))]
        while path:
            with suppress(KeyError, IndexError):
                if not isinstance(self.part(path), Group):
                    return path
                break
            path = re.sub(r"(\.?[^.\[]*|\[[0-9]+\])$", "", path)
        within = [each for each, _ in self.leaves() if each.startswith(f"{path}.")]
        return next(iter((*reversed(below), *within)), "")

    def _check_codes(self) -> None:
        """A code that is used outside the regulations stays what it is."""
        for path in NAMED:
            for i, row in enumerate(self.rows(path).rows):
                code = row.parts["code"]
                if isinstance(code, Leaf) and code.changed:
                    where = f"{_ROOT}.{path}[{i}].code"
                    trouble = use_of(self._season, path, row.name, where, renamed=True)
                    if trouble is not None:
                        raise trouble

    def _check_said(self) -> None:
        """What is new says everything it has to."""
        for path, leaf in self.leaves():
            if leaf.on_file is None and not leaf.text and not leaf.may_be_empty:
                raise Trouble("seasons.unsaid", path=f"{_ROOT}.{path}")

    def _used(self, path: str, row: Group) -> Trouble | None:
        """What still needs a row, if anything does: a championship, an adjustment, or what `use_of` tells."""
        if path not in NAMED:
            return None
        handle = _handle(row)
        if path == "championships" and len(self.rows(path).rows) == 1:
            return Trouble("seasons.no_championship", path=path)
        key = next(key for key, rows in _LIST_OF.items() if rows == path) if path != "championships" else ""
        by = next((each for each in self.rows("championships").rows if key and each.text(key) == handle), None)
        if by is not None:
            return Trouble("seasons.used_championship", path=path, found=row.text("code"), by=by.text("code"))
        return use_of(self._season, path, row.name, path)

    def _rename(self, raw: list[dict[str, Any]], key: str) -> None:
        """Say rows by their codes as they are now."""
        codes = {row.name: row.text("code") for row in self.rows(_LIST_OF[key]).rows}
        for each in raw:
            if each.get(key) in codes:
                each[key] = codes[each[key]]

    # -- the tree
    def _walk(self) -> Iterator[tuple[str, Node]]:
        """Every setting and every list, with its path."""
        return _walked(self._tree, "")

    def _touch(self, node: Leaf | Rows) -> None:
        self._stamp += 1
        node.stamp = self._stamp

    def _free(self, path: str, code: str) -> str:
        """A code like this one that no row of the list has."""
        taken = {row.text("code") for row in self.rows(path).rows}
        return next(each for each in chain((code,), (f"{code}-{n}" for n in count(2))) if each not in taken)


def _walked(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    if not isinstance(node, Group):
        yield path, node
    if isinstance(node, Rows):
        for i, row in enumerate(node.rows):
            yield from _walked(row, f"{path}[{i}]")
    elif isinstance(node, Group):
        for name, part in node.parts.items():
            yield from _walked(part, f"{path}.{name}" if path else name)


def _remark(trouble: Trouble) -> tuple[str, str]:
    """What a remark says, wherever in its list the row it is about stands now."""
    return trouble.key, re.sub(r"\[[0-9]+\]", "[]", str(trouble.values))


def _handle(row: Group) -> str:
    """What a row is named by here: its code on file, however it is written now; of a new row its code."""
    code = row.parts["code"]
    return row.name if isinstance(code, Leaf) and code.on_file is not None else row.text("code")
