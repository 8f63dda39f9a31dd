"""Seasons of a size, and values of any class of facts for Hypothesis."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import is_dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from hypothesis import strategies as st

from cupdesk.rules.model import Driver, Entry, EntryChange, Round, Season, Team
from cupdesk.rules.regulations import Championship, Regulations
from cupdesk.rules.session import Decision, Finish, Sanction, SanctionKind, Session, SessionKind, Status, Text
from cupdesk.store.codec import hints
from cupdesk.store.file import Store
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.trouble import Trouble

# PostgreSQL takes no NUL in text, UTF-8 no half characters; whole numbers are those every database holds.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
NUMBERS = st.integers(-(2**31), 2**31 - 1)
OFFSETS = st.builds(timezone, st.integers(-1439, 1439).map(lambda minutes: timedelta(minutes=minutes)))
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: NUMBERS,
    bool: st.booleans(),
    Fraction: st.fractions(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.none() | OFFSETS),
}


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type the model uses."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if get_origin(kind) in (UnionType, Union):
        return st.one_of(*(st.none() if part is NoneType else values_of(part) for part in get_args(kind)))
    if get_origin(kind) is tuple:
        return st.lists(values_of(get_args(kind)[0]), max_size=2).map(tuple)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    assert isinstance(kind, type)
    assert is_dataclass(kind)
    return st.deferred(lambda: st.builds(kind, **{name: values_of(hint) for name, hint in hints(kind).items()}))


def make_season(rounds: int, cars: int) -> Season:
    """A season of `rounds` meetings of a qualifying and a race, the first race run by `cars` cars, with decisions."""
    numbers = tuple(str(number) for number in range(1, cars + 1))
    finishes = tuple(
        Finish(number, laps=20, total_ms=1_800_000 + 317 * place, best_ms=88_000 + place)
        for place, number in enumerate(numbers[:-1])
    )
    decision = Decision(
        12,
        ("2",),
        "track-limits",
        (Sanction(SanctionKind.TIME, ms=5000), Sanction(SanctionKind.WARNING)),
        time=datetime(2026, 10, 4, 15, 2, tzinfo=timezone(timedelta(hours=2))),
        text=Text("Hors piste", "Off the track"),
    )
    race = Session(
        "R1",
        SessionKind.RACE,
        Text("Course", "Race"),
        date(2026, 10, 4),
        "14:30",
        order=numbers[:-1],
        finishes=(*finishes, Finish(numbers[-1], Status.DID_NOT_START)),
        decisions=(decision,),
    )
    qualifying = Session("Q", SessionKind.QUALIFYING, Text("Essais", "Qualifying"), order=numbers, finishes=finishes)
    regulations = Regulations(
        Text("Test", "Test"),
        (Championship("overall", Text("Général", "Overall"), (Fraction(25, 2), Fraction(1, 7), Fraction(1))),),
    )
    return Season(
        "test-2026",
        "Coupe d’essai",
        2026,
        regulations,
        tuple(Driver(f"d{number}", "Zoë", f"Łódź{number}", "FRA") for number in numbers),
        (Team("t", "Équipe", "Éq", "FRA"),),
        tuple(
            Entry(number, (f"d{number}",), "t", changes=(EntryChange("B", guest=True),) if number == "3" else ())
            for number in numbers
        ),
        tuple(
            Round(chr(ord("A") + place), Text("Manche", "Round"), length_m=3841, sessions=(qualifying, race))
            for place in range(rounds)
        ),
    )


@pytest.fixture(name="season")
def small_season() -> Season:
    return make_season(2, 5)


@pytest.fixture(scope="session")
def grand_season() -> Season:
    return make_season(16, 40)


@pytest.fixture(name="any_value")
def strategy_of_any_value() -> Callable[[Any], st.SearchStrategy[Any]]:
    return values_of


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """A disk on which no file can grow beyond `size` bytes; nor may Python leave half a compiled module there."""
    resource = pytest.importorskip("resource", reason="limits of a POSIX system")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    compiling, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limit[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        sys.dont_write_bytecode = compiling


@pytest.fixture
def full_beyond() -> Callable[[int], AbstractContextManager[None]]:
    return small_disk


@pytest.fixture
def cup(tmp_path: Path, season: Season) -> Iterator[Store]:
    """A store on a new file with the small season."""
    store = Store.create(tmp_path / "cup.cupdesk", "Anne")
    store.add_season(season)
    yield store
    store.close()


@pytest.fixture
def file(tmp_path: Path, season: Season) -> Path:
    """A closed cup file."""
    path = tmp_path / "cup.cupdesk"
    store = Store.create(path)
    store.add_season(season)
    store.close()
    return path


def say(trouble: Trouble | None, key: str) -> None:
    assert trouble is not None
    assert trouble.key == key
    for language in LANGUAGES:
        assert Words(language)(trouble.key, **trouble.values)


@pytest.fixture
def said() -> Callable[[Trouble | None, str], None]:
    """Hold a trouble to its reason, and the reason to a sentence in every language."""
    return say
