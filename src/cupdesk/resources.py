"""Where the files shipped with the program are: beside the package once installed, at the top of the tree in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    installed = Path(__file__).parent / "resources"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "resources"


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, by its parts under `resources/`."""
    return _root().joinpath(*parts)
