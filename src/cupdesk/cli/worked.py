"""A worked example as it is read in the terminal: what the rule is, the settings that say it, and what must come out."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from cupdesk.cli.tables import WIDTH
from cupdesk.rules.regulations import Regulations
from cupdesk.seasons.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cupdesk.seasons.examples import Difference, Expected, Worked
    from cupdesk.words import Words

_NAMES = ("name", "source", "categories", "awards", "championships")
_OF = ("standings", "points", "classification", "times", "fastest", "grid", "title")


def lines_of(worked: Worked, differs: Sequence[Difference], words: Words) -> list[str]:
    """The lines of one example, each expectation with what came out in its stead."""
    state = words("cli.examples.differs" if differs else "cli.examples.ok")
    lines = [f"{state}  {worked.code}: {worked.example.title[words.language]} ({worked.example.source})"]
    lines += _wrapped(worked.example.about[words.language])
    for said in _settings(worked.season.regulations):
        lines += _wrapped(said)
    found = {each.expected: each.found for each in differs}
    for expected in worked.example.expect:
        lines += _wrapped(f"{_what(expected, words)}{words('rules.colon')}{', '.join(expected.rows)}")
        if expected in found:
            lines += _wrapped(words("cli.examples.found", rows=", ".join(found[expected])))
    return lines


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False)


def _settings(rules: Regulations) -> Iterator[str]:
    """What the rule book says beyond the defaults, as a season file does: of the whole book, then of each championship."""
    whole = {key: value for key, value in record(Regulations).write(rules).items() if key not in _NAMES}
    if whole:
        yield _said(whole)
    for each in record(Regulations).write(rules)["championships"]:
        yield f"{each['code']}  {_said({key: value for key, value in each.items() if key not in ('code', 'name')})}"


def _said(keys: dict[str, object]) -> str:
    return " · ".join(f"{key} {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())


def _what(expected: Expected, words: Words) -> str:
    """What an expectation is of: `standings overall`, `points overall, 1/R`, `classification 1/R`."""
    kind = next(name for name in _OF if getattr(expected, name))
    after = f", {expected.after}" if expected.after else ""
    return f"{words(f'cli.examples.of.{kind}')} {getattr(expected, kind)}{after}"
