"""What values read as, in French and in English: one catalogue for the window, the documents and the command line.

`Words("fr")("order.twice", number="21", place=12)` looks the sentence up in `resources/i18n/fr/order.toml`, key `twice`.
A sentence is text with `{name}` places, or a table `{one = …, other = …}` chosen by the value `n`. A new language is a new
folder of the same files; `tests/words/test_catalogue.py` holds all of them and the code to the same keys and places.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from cupdesk.resources import resource

LANGUAGES = ("fr", "en")


def flatten(table: dict[str, Any], prefix: str) -> dict[str, str | dict[str, str]]:
    """The sentences of a nested table by dotted key; a table of `one` and `other` is one sentence with a plural."""
    found: dict[str, str | dict[str, str]] = {}
    for key, value in table.items():
        if isinstance(value, dict) and not set(value) <= {"one", "other"}:
            found |= flatten(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = value
    return found


@cache
def catalogue(language: str) -> dict[str, str | dict[str, str]]:
    """All sentences of a language by dotted key, the first part being the file."""
    found: dict[str, str | dict[str, str]] = {}
    for path in sorted(resource("i18n", language).glob("*.toml")):
        found |= flatten(tomllib.loads(path.read_text(encoding="utf-8")), f"{path.stem}.")
    return found


class Words:
    """The sentences of one language. An unknown key is a bug and raises `KeyError`."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._sentences = catalogue(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of `key` with its places filled; a plural is chosen by `n`."""
        sentence = self._sentences[key]
        if isinstance(sentence, dict):
            n = values.get("n", 0)
            single = isinstance(n, (int, float)) and (n in (0, 1) if self.language == "fr" else n == 1)
            sentence = sentence["one"] if single and "one" in sentence else sentence["other"]
        return sentence.format(**values) if values else sentence.format()

    def person(self, code: str, name: str) -> str:
        """A driver's name (of this code) where a sentence has it."""
        return name

    def has(self, key: str) -> bool:
        """Whether the catalogue has this key."""
        return key in self._sentences
