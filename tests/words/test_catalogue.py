"""Every language says the same things, and the code and the catalogue know the same keys.

Keys are found in the code as text: `"order.twice"` anywhere, and `f"order.state.{state}"`, whose places each stand for one
part of a key. A key put together in another way is named in `PUT_TOGETHER`.
"""

from __future__ import annotations

import ast
import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from cupdesk.imports import Column, Layout, Reason, RemarkKind, Remedy, RepairKind
from cupdesk.resources import resource
from cupdesk.rules.regulations import PlaceBasis, TieStep
from cupdesk.rules.results import Outcome, ProblemKind
from cupdesk.rules.session import DecisionState, SanctionKind, SessionState, Status
from cupdesk.words import LANGUAGES, Words, catalogue

SOURCE = Path(__file__).parents[2] / "src" / "cupdesk"
TEMPLATES = resource("templates")
FIRST = LANGUAGES[0]
OTHERS = LANGUAGES[1:]

# Keys whose text stands nowhere in the code: pattern → where they are put together.
PUT_TOGETHER: dict[str, str] = {}

# Keys that end in a value of an enumeration: each value needs its sentence, but those that are never said this way.
FAMILIES: list[tuple[str, type[StrEnum], set[str]]] = [
    ("documents.sanction.", SanctionKind, set()),
    ("documents.status.", SessionState, set()),
    ("imports.column.", Column, set()),
    ("imports.layout.", Layout, set()),
    ("imports.answer.", Remedy, set()),
    ("imports.reason.", Reason, set()),
    ("imports.remark.", RemarkKind, set()),
    ("imports.repair.", RepairKind, set()),
    ("imports.remedy.", Reason, set()),
    ("lines.session_state.", SessionState, {"unofficial"}),
    ("lines.status.", Status, set()),
    ("lines.step.status.", Status, set()),
    ("rules.code.", Outcome, set()),
    ("rules.decision_state.", DecisionState, set()),
    ("rules.outcome.", Outcome, set()),
    ("rules.sanction.", SanctionKind, set()),
    ("rules.standing.", TieStep, {"best_qualifying"}),
    ("rules.state.", SessionState, set()),
    ("rules.why.", Outcome, {"classified"}),
    ("session.decisions.state.", DecisionState, set()),
    ("session.problem.", ProblemKind, set()),
    ("window.standings.place_", PlaceBasis, set()),
    ("window.state.", SessionState, set()),
]

# What is called to say something; the first argument is a key, the others are the values of its places.
SAYING = {"words", "_words", "w", "Trouble"}

FILES = sorted(path.stem for path in resource("i18n", FIRST).glob("*.toml"))
SHAPE = re.compile(r"[a-z_]+(?:\.[a-z0-9_-]+)+")
PART = r"[^.]+"


def places(sentence: str | dict[str, str]) -> set[str]:
    """The names in braces of a sentence, over all its plurals."""
    forms = sentence.values() if isinstance(sentence, dict) else [sentence]
    return {
        name.split(".")[0].split("[")[0]
        for form in forms
        for _, name, _, _ in Formatter().parse(form)
        if name is not None
    }


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


def where(path: Path, node: ast.expr) -> str:
    return f"{path.relative_to(SOURCE)}:{node.lineno}"


def is_key(text: str) -> bool:
    """Whether a text has the form of a key of one of our files (and is not the name of a file)."""
    if not SHAPE.fullmatch(text) or text.split(".")[0] not in FILES:
        return False
    return text in catalogue(FIRST) or text.split(".")[-1] not in (
        "typ",
        "toml",
        "json",
        "csv",
        "qss",
        "png",
        "cupdesk",
        "svg",
        "pdf",
        "xlsx",
    )


@cache
def literals() -> dict[str, str]:
    """Every key written out in the code → where it stands (the last place of several)."""
    found = {}
    for path, tree in trees().items():
        pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in pieces
                and is_key(node.value)
            ):
                found[node.value] = where(path, node)
    return found


@cache
def patterns() -> dict[str, str]:
    """Every key written with places, as a regular expression → where it stands."""
    found = {}
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.JoinedStr):
                continue
            texts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
            if str(texts[0]).split(".")[0] in FILES and "." in str(texts[0]):
                found["".join(PART if text is None else re.escape(str(text)) for text in texts)] = where(path, node)
    return found


def sayings() -> list[tuple[str, ast.Call, str]]:
    """Every call that says a key written out: key, call, place in the code."""
    return [
        (node.args[0].value, node, where(path, node))
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")) in SAYING
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and SHAPE.fullmatch(node.args[0].value)
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_files(language: str) -> None:
    assert sorted(path.stem for path in resource("i18n", language).glob("*.toml")) == FILES


def test_every_folder_is_a_language() -> None:
    assert sorted(path.name for path in resource("i18n").iterdir() if path.is_dir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert sorted(set(catalogue(FIRST)) ^ set(catalogue(language))) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_places_in_its_sentences(language: str) -> None:
    first, other = catalogue(FIRST), catalogue(language)
    differing = {key: (places(first[key]), places(other[key])) for key in set(first) & set(other)}
    # A language may say a number in words ("one lap") or by its ordinal ("3e épreuve", "round 3").
    assert {key: both for key, both in differing.items() if (both[0] ^ both[1]) - {"n", "nth"}} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_their_forms_and_nothing_else(language: str) -> None:
    tables = {key: set(said) for key, said in catalogue(language).items() if isinstance(said, dict)}
    assert {key: forms for key, forms in tables.items() if forms != {"one", "other"}} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    words = Words(language)
    for key, sentence in catalogue(language).items():
        for n in (1, 2):
            words(key, **dict.fromkeys(places(sentence), n) | {"n": n})


def test_every_key_in_the_code_is_in_the_catalogue() -> None:
    known = catalogue(FIRST)
    said = {key: place for key, _, place in sayings()}
    assert {key: place for key, place in (literals() | said).items() if key not in known} == {}


def test_every_pattern_in_the_code_finds_a_key() -> None:
    known = catalogue(FIRST)
    assert {p: place for p, place in patterns().items() if not any(re.fullmatch(p, key) for key in known)} == {}


@pytest.mark.parametrize(("prefix", "values", "never"), FAMILIES, ids=[family[0] for family in FAMILIES])
def test_every_value_has_its_sentence(prefix: str, values: type[StrEnum], never: set[str]) -> None:
    wanted = {value.value for value in values}
    assert never <= wanted
    assert {f"{prefix}{value}" for value in wanted - never} - set(catalogue(FIRST)) == set()


def test_every_key_of_the_catalogue_is_used() -> None:
    spelled = [*patterns(), *PUT_TOGETHER]
    typeset = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.typ"))
    unused = [
        key
        for key in catalogue(FIRST)
        if key not in literals() and f'"{key}"' not in typeset and not any(re.fullmatch(p, key) for p in spelled)
    ]
    assert unused == []


def test_every_key_put_together_is_there() -> None:
    assert [p for p in PUT_TOGETHER if not any(re.fullmatch(p, key) for key in catalogue(FIRST))] == []


def test_the_code_gives_every_sentence_its_values() -> None:
    lacking = {}
    for language in LANGUAGES:
        known = catalogue(language)
        for key, call, place in sayings():
            given = {keyword.arg for keyword in call.keywords}
            wanted = places(known.get(key, "")) | ({"n"} if isinstance(known.get(key), dict) else set())
            if None not in given and wanted - given:
                lacking[f"{language} {place} {key}"] = sorted(wanted - given)
    assert lacking == {}


def test_french_sentences_keep_the_blank_before_two_part_signs() -> None:
    """A narrow no-break space, so that no line ever begins with a colon."""
    loose = re.compile(r" [:;!?»%]|« ")
    for key, sentence in catalogue("fr").items():
        for text in sentence.values() if isinstance(sentence, dict) else (sentence,):
            assert not loose.search(text), f"{key}: {text}"
