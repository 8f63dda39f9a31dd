"""A session, a championship, a category by any of the names people use."""

from __future__ import annotations

import pytest

from cupdesk.cli.names import category_of, championship_of, session_ref
from cupdesk.resources import resource
from cupdesk.rules.model import Season
from cupdesk.seasons import file
from cupdesk.words.trouble import Trouble


@pytest.fixture(scope="module")
def season() -> Season:
    return file.load(resource("seasons", "pccf-2023.json"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("LEC/R1", "LEC/R1"),
        ("lec/r1", "LEC/R1"),
        ("lec/1", "LEC/R1"),
        ("LEC1", "LEC/R1"),
        ("LECR2", "LEC/R2"),
        ("6/R1", "LEC/R1"),
        ("6/2", "LEC/R2"),
        ("Paul Ricard/Course 1", "LEC/R1"),
        ("paul-ricard/race-1", "LEC/R1"),
        ("Le Castellet/race 2", "LEC/R2"),
        ("Barcelone/R1", "BAR/R1"),
        ("barcelona/r1", "BAR/R1"),
        ("LEC/Q", "LEC/Q"),
        ("lecq", "LEC/Q"),
        ("LEC/qualifying", "LEC/Q"),
        ("le mans/course", "LMS/R"),
        ("LMS/R1", "LMS/R"),
        ("lms1", "LMS/R"),
        ("monza / course 2", "MNZ/R2"),
    ],
)
def test_a_session_by_any_of_its_names(season: Season, said: str, meant: str) -> None:
    assert session_ref(season, said) == meant


@pytest.mark.parametrize(
    ("said", "key", "near"),
    [
        ("LEC/R3", "cli.session_unknown_near", "LEC/Q, LEC/R1, LEC/R2"),
        ("LEC/", "cli.session_unknown_near", "LEC/Q, LEC/R1, LEC/R2"),
        ("MNX/R1", "cli.session_unknown_near", "MNZ/R1"),
        ("zz", "cli.session_unknown", None),
        ("", "cli.session_unknown", None),
        ("/", "cli.session_unknown", None),
        ("R1", "cli.session_unknown_near", None),
    ],
)
def test_an_unknown_session_names_near_ones(season: Season, said: str, key: str, near: str | None) -> None:
    with pytest.raises(Trouble) as caught:
        session_ref(season, said)
    assert caught.value.key == key
    if near:
        assert near in str(caught.value.values["near"])


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("overall", "overall"),
        ("Général", "overall"),
        ("general", "overall"),
        ("pro-am", "pro_am"),
        ("TEAMS", "teams"),
        ("équipes", "teams"),
    ],
)
def test_a_championship_by_code_or_name(season: Season, said: str, meant: str) -> None:
    assert championship_of(season, said).code == meant


def test_an_unknown_championship_names_near_ones(season: Season) -> None:
    with pytest.raises(Trouble) as caught:
        championship_of(season, "rooky")
    assert caught.value.values["near"] == "rookie"
    with pytest.raises(Trouble) as caught:
        championship_of(season, "zzz")
    assert caught.value.values["near"] == "overall, pro_am, am, rookie, teams"


def test_a_category_by_any_spelling(season: Season) -> None:
    assert category_of(season, "pro am").code == "Pro-Am"
    with pytest.raises(Trouble):
        category_of(season, "gold")
