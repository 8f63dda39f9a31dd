"""Facts for the press from the command line: text, HTML, JSON, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from cupdesk.resources import resource

SHIPPED = str(resource("seasons", "pccf-2023.json"))
Call = Callable[..., Any]


def test_text_html_and_json_say_the_same(cupdesk: Call) -> None:
    answer = cupdesk("press", "LEC/R2", "--season", SHIPPED, "--json").json
    text = " ".join(cupdesk("press", "LEC/R2", "--season", SHIPPED).out.split())
    page = cupdesk("press", "LEC/R2", "--season", SHIPPED, "--format", "html").out
    said = ["".join(each.itertext()) for each in _tree(page).iter("p")]
    heads = [each.text for each in _tree(page).iter("h2")]
    assert heads == ["Titles", "Race 2", "The title fight", "The season’s figures"]
    for fact in answer["facts"]:
        assert " ".join(fact["sentence"].split()) in text
        assert f"● {fact['sentence']}{fact['rests_on']}" in said
        assert fact["sessions"]


def _tree(page: str) -> ElementTree.Element:
    return ElementTree.fromstring(
        page.removeprefix("<!DOCTYPE html>").replace('<meta charset="utf-8">', "").replace("<br>", "")
    )


def test_a_session_without_facts_is_refused(cupdesk: Call, tmp_path: Path) -> None:
    season = json.loads(resource("seasons", "pccf-2023.json").read_text(encoding="utf-8"))
    season["rounds"][-1]["sessions"][0] |= {"order": [], "finishes": []}
    emptied = tmp_path / "season.json"
    emptied.write_text(json.dumps(season), encoding="utf-8")
    answer = cupdesk("press", "LEC/Q", "--season", str(emptied))
    assert answer.code == 2
    assert "nothing to say" in answer.err


def test_an_unknown_format_is_refused(cupdesk: Call) -> None:
    answer = cupdesk("press", "LEC/R2", "--season", SHIPPED, "--format", "docx")
    assert answer.code == 2
    assert "text, html" in answer.err
