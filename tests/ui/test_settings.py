from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from cupdesk.ui.settings import Settings, system_language

CHOICES = {
    "language": "fr",
    "document_language": "fr",
    "theme": "dark",
    "text_size": 150,
    "density": "large",
    "flash": False,
    "operator": "JD",
    "last_file": Path("/somewhere/cup 2026.cupdesk"),
    "guide": False,
    "geometry": QByteArray(b"\x00\x01window\xff"),
}


@pytest.mark.parametrize("name", CHOICES)
def test_every_choice_is_kept_between_two_starts(tmp_path: Path, name: str) -> None:
    first = Settings(tmp_path / "s.ini")
    setattr(first, name, CHOICES[name])
    first.save()
    assert getattr(Settings(tmp_path / "s.ini"), name) == CHOICES[name]


def test_sizes_and_regions_are_kept(tmp_path: Path) -> None:
    first = Settings(tmp_path / "s.ini")
    first.set_sizes("dock", {"pos": 30, "race:LEC/R1": 52})
    first.set_flag("dock", False)
    first.save()
    again = Settings(tmp_path / "s.ini")
    assert again.sizes("dock") == {"pos": 30, "race:LEC/R1": 52}
    assert again.sizes("elsewhere") == {}
    assert not again.flag("dock", True)
    assert again.flag("tree", True)


def test_a_file_someone_spoiled_gives_what_is_usual(tmp_path: Path) -> None:
    path = tmp_path / "s.ini"
    path.write_text("[General]\ntheme=pink\ntext_size=huge\nlanguage=de\ndensity=9\n[sizes]\ndock=pos=wide;gap\n")
    settings = Settings(path)
    assert (settings.theme, settings.text_size, settings.density) == ("light", 100, "fit")
    assert settings.language == system_language()
    assert settings.sizes("dock") == {}
    path.write_text("[General]\ntext_size=900\n")
    assert Settings(path).text_size == 200


def test_documents_follow_the_window_until_told_otherwise(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings.language = "fr"
    assert settings.document_language == "fr"
