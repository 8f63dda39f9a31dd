from __future__ import annotations

import os
import subprocess
import sys
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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the language is not in the environment")
@pytest.mark.parametrize(("said", "language"), [("fr_CH.UTF-8", "fr"), ("en_GB.UTF-8", "en"), ("C", "en")])
def test_the_first_language_is_the_system_s(said: str, language: str) -> None:
    asked = "from cupdesk.ui.settings import system_language; print(system_language())"
    plain = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_MESSAGES", "LANG")}
    answer = subprocess.run(
        [sys.executable, "-c", asked], env=plain | {"LC_ALL": said}, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == language


def test_documents_follow_the_window_until_told_otherwise(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings.language = "fr"
    assert settings.document_language == "fr"
