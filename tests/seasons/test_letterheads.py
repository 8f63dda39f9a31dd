"""The letterhead in a season file: what stands there, and what is refused."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from cupdesk.resources import resource
from cupdesk.rules.documents import Copy, Document, packed
from cupdesk.rules.edits import SetLetterhead, apply
from cupdesk.rules.letterhead import MOST_LINES, MOST_PICTURES, Emblem, LeftOut, Paper, Signing
from cupdesk.rules.model import Season
from cupdesk.rules.session import SessionState, Text
from cupdesk.seasons import file
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.trouble import Trouble
from tests.pictures import HEAD, LOGO, OIL, PICTURES

WHOLE = replace(
    HEAD,
    colour="#0A5C8A",
    second="#F2A900",
    head=(Text("Permis {year}", "Permit {year}"),),
    foot=(Text("{cup}", "{cup}"),),
    paper=Paper.LETTER,
    languages=("fr",),
    left_out=(LeftOut("classification", ("speed", "interval")),),
    signing=(Signing("grid", ("clerk", "director")), Signing("press")),
)


@pytest.fixture(scope="module")
def shipped() -> Season:
    return file.load(resource("seasons", "pccf-2023.json"))


def test_a_letterhead_comes_back_as_it_was_written(shipped: Season) -> None:
    season = apply(shipped, SetLetterhead(WHOLE, PICTURES))
    written = file.dump(season)
    assert file.load(written) == season
    data = json.loads(written)
    assert data["letterhead"]["logo"] == {"picture": LOGO.digest, "name": "Club Cup"}
    assert (data["letterhead"]["paper"], data["letterhead"]["left_out"][0]["columns"]) == (
        "letter",
        ["speed", "interval"],
    )
    assert [picture["digest"] for picture in data["pictures"]] == [picture.digest for picture in PICTURES]


def test_without_a_letterhead_nothing_is_written(shipped: Season) -> None:
    assert not {"letterhead", "pictures"} & json.loads(file.dump(shipped)).keys()


@pytest.mark.parametrize(
    ("letterhead", "pictures", "said"),
    [
        ({"colour": "red"}, (), 'letterhead.colour: "red" does not have the form expected, such as #C8102E.'),
        ({"paper": "a5"}, (), 'letterhead.paper: "a5" is not known'),
        ({"languages": ["de"]}, (), 'letterhead.languages[0]: "de" is not known'),
        ({"left_out": [{"document": "grid", "columns": ["number"]}]}, (), 'letterhead.left_out[0].columns[0]: "number" is not'),
        ({"left_out": [{"document": "menu", "columns": []}]}, (), 'letterhead.left_out[0].document: "menu" is not known'),
        ({"signing": [{"document": "grid", "roles": ["cook"]}]}, (), 'letterhead.signing[0].roles[0]: "cook" is not known'),
        ({"head": ["Permit {permit}"]}, (), 'letterhead.head[0]: "permit" is not a field. Fields: cup, year, round'),
        ({"foot": ["x" * 121]}, (), "letterhead.foot[0]: at most 120 characters."),
        ({"foot": ["x"] * (MOST_LINES + 1)}, (), "letterhead.foot: 3 at most."),
        ({"logo": {"picture": LOGO.digest}}, (), "letterhead.logo.picture: the picture"),
        ({"strip": [{"picture": OIL.digest}]}, (LOGO,), "letterhead.strip[0].picture: the picture"),
        ({"strip": [{"picture": LOGO.digest}] * (MOST_PICTURES + 1)}, (LOGO,), "letterhead.strip: 12 at most."),
        ({}, (replace(LOGO, content=OIL.content),), "pictures[0]: this is not a picture that can be printed"),
        ({}, (replace(LOGO, content="?"),), "pictures[0].content:"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_refused_with_its_place(
    shipped: Season, letterhead: dict[str, Any], pictures: tuple[Any, ...], said: str
) -> None:
    data = json.loads(file.dump(shipped))
    data["letterhead"] = letterhead
    data["pictures"] = [{"digest": picture.digest, "content": picture.content} for picture in pictures]
    with pytest.raises(Trouble) as caught:
        file.load(json.dumps(data))
    told = {language: Words(language)(caught.value.key, **caught.value.values) for language in LANGUAGES}
    assert told["en"].startswith(said)
    assert told["fr"] != told["en"]


def test_a_document_is_not_taken_without_the_pictures_it_wears(shipped: Season) -> None:
    copy = Copy("fr", "Grille", hashlib.sha256(b"{}").hexdigest(), "", packed("{}"))
    at = datetime(2023, 10, 7, 16, tzinfo=UTC)
    posted = Document(1, "grid", "LEC/R1", SessionState.FINAL, 0, at, (copy,), pictures=(LOGO.digest,))
    season = replace(
        shipped, documents=(posted,), letterhead=replace(HEAD, logo=Emblem(OIL.digest), strip=()), pictures=(OIL,)
    )
    with pytest.raises(Trouble) as caught:
        file.load(file.dump(season))
    assert caught.value.values["path"] == "documents[0].pictures[0]"
    whole = replace(season, pictures=(OIL, LOGO))
    assert file.load(file.dump(whole)) == whole
