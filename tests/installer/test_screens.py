"""Pictures of the program: every screen in both looks and languages, every page of every document."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

from PIL import Image, ImageStat

from cupdesk.sheets.register import DOCUMENTS, OF_SEASON
from cupdesk.ui.controls.look import THEMES
from cupdesk.words import LANGUAGES

SCRIPT = Path(__file__).parents[2] / "installer" / "screens.py"
SCREENS = ("first_run", "order", "decisions", "classification", "publication", "standings", "titles")


def grey(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("L")


def brightness(image: Image.Image) -> float:
    """The mean of a grey picture: 0 black, 255 white."""
    return float(ImageStat.Stat(image).mean[0])


def test_every_screen_and_every_page_is_pictured(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, SCRIPT, tmp_path], check=False, capture_output=True, encoding="utf-8", env=environment
    )
    assert (done.returncode, done.stderr) == (0, "")
    pictures = {path.relative_to(tmp_path).as_posix(): grey(path) for path in tmp_path.rglob("*.png")}
    assert done.stdout == f"{len(pictures)} pictures in {tmp_path}\n"
    screens = {f"screens/{s}-{language}-{theme}.png" for s, language, theme in product(SCREENS, LANGUAGES, THEMES)}
    pages = {f"documents/{kind}-{language}-p1.png" for kind, language in product((*DOCUMENTS, *OF_SEASON), LANGUAGES)}
    assert (screens | pages | {"window.png"}) - set(pictures) == set()
    assert {pictures[name].size for name in screens} == {pictures["window.png"].size}
    dark = [name for name in screens if name.endswith("-dark.png")]
    assert all(
        brightness(pictures[name]) < 100 < brightness(pictures[name.replace("-dark", "-light")]) for name in dark
    )
