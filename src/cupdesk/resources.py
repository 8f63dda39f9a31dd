"""Where the files shipped with the program are: beside the package once installed, in their folders of the tree in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _root(folder: str) -> Path:
    installed = Path(__file__).parent / "resources"
    if installed.is_dir():
        return installed
    return Path(__file__).parents[2] / ("tests" if folder == "examples" else "resources")


def resource(folder: str, *parts: str) -> Path:
    """The path of a shipped file or folder: of `resources/`, or of the worked `examples`, which are tests as well."""
    return _root(folder).joinpath(folder, *parts)
