"""Every place of the window has its help: what it is for, what to type, what its table rests on."""

from __future__ import annotations

import pytest

from cupdesk.ui.helping.help import FIRST_RUN
from cupdesk.ui.places import OVER, PAGES, SCREENS
from cupdesk.words import LANGUAGES, Words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [FIRST_RUN, *PAGES, *OVER, *SCREENS])
def test_every_place_has_its_help(language: str, place: str) -> None:
    words = Words(language)
    wanted = ("what", "do") if place == FIRST_RUN else ("what", "do", "table")
    assert [kind for kind in wanted if not words.has(f"help.{kind}.{place}")] == []
