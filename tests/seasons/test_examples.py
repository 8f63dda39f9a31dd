"""The worked examples: each gives what it must, can be read in both languages, and one that does not is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupdesk.resources import resource
from cupdesk.seasons import file
from cupdesk.seasons.examples import Worked, differences, examples, read_example
from cupdesk.words.trouble import Trouble

ALL = examples()


@pytest.mark.parametrize("worked", ALL, ids=lambda worked: worked.code)
def test_an_example_gives_what_it_must(worked: Worked) -> None:
    assert differences(worked) == ()
    assert worked.season.code == worked.code
    assert file.load(file.dump(worked.season)) == worked.season


@pytest.mark.parametrize("worked", ALL, ids=lambda worked: worked.code)
def test_an_example_says_what_it_shows(worked: Worked) -> None:
    said = worked.example
    assert said.expect
    assert said.source
    assert said.title.fr
    assert said.title.en
    assert said.about.fr != said.about.en


def test_every_rule_has_its_example() -> None:
    codes = {worked.code.partition("-")[0] for worked in ALL}
    assert codes >= {"count", "tie", "guests", "team", "title", "threshold", "excluded", "fastest", "few", "shared"}
    assert len(ALL) >= 40


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = resource("examples", "count-best.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_wrong_expectation_is_found(tmp_path: Path) -> None:
    (difference,) = differences(read_example(changed(tmp_path, "1 zwart 10", "1 zwart 12")))
    assert difference.expected.rows[0] == "1 zwart 12"
    assert difference.found[0] == "1 zwart 10"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("best = 2", "best = two", "seasons.not_toml"),
        ("best = 2", "bestt = 2", "seasons.unknown_key_near"),
        ("[[expect]]", "[[expects]]", "seasons.unknown_key_near"),
        ("[season]\n", "[seazon]\n", "seasons.missing_key"),
    ],
)
def test_an_example_that_cannot_be_read(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(Trouble) as caught:
        read_example(changed(tmp_path, old, new))
    assert caught.value.key == key


def test_an_example_of_other_bytes(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b'title = "\xff"')
    with pytest.raises(Trouble) as caught:
        read_example(path)
    assert caught.value.key == "seasons.not_utf8"
