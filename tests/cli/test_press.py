"""Facts for the press from the command line: text, HTML, JSON, refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from cupdesk.resources import resource

SHIPPED = str(resource("seasons", "pccf-2023.json"))
Call = Callable[..., Any]


def test_text_html_and_json_say_the_same(cupdesk: Call) -> None:
    answer = cupdesk("press", "LEC/R2", "--season", SHIPPED, "--json").json
    text = " ".join(cupdesk("press", "LEC/R2", "--season", SHIPPED).out.split())
    page = cupdesk("press", "LEC/R2", "--season", SHIPPED, "--format", "html").out
    cells = ["".join(cell.itertext()) for cell in _tree(page).iter("td")]
    assert len(answer["facts"]) * 3 == len(cells)
    for fact in answer["facts"]:
        assert " ".join(fact["sentence"].split()) in text
        assert fact["sentence"] in cells
        assert fact["rests_on"] in cells


def _tree(page: str) -> ElementTree.Element:
    return ElementTree.fromstring(page.removeprefix("<!DOCTYPE html>").replace('<meta charset="utf-8">', ""))


def test_a_session_that_is_no_race_is_refused(cupdesk: Call) -> None:
    answer = cupdesk("press", "LEC/Q", "--season", SHIPPED)
    assert answer.code == 2
    assert "nothing to say" in answer.err


def test_an_unknown_format_is_refused(cupdesk: Call) -> None:
    answer = cupdesk("press", "LEC/R2", "--season", SHIPPED, "--format", "docx")
    assert answer.code == 2
    assert "text, html" in answer.err
