"""Text in files for spreadsheets: what would be taken for a formula there gets an apostrophe before it, and loses it when read.

Only text is guarded, never a figure: −5 points stay the number −5. What begins otherwise stays as it is ('t Hoen), so the guard can
be taken off again without a doubt.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What Excel and LibreOffice begin a formula with, wide forms among them; behind any number of apostrophes."""

_FIGURE = re.compile(r"-\d+(?:[./]\d+)?")


def guarded(text: str) -> str:
    """The text as it is written into a csv file; a figure below zero stays one."""
    return f"'{text}" if _FORMULA.match(text) and not _FIGURE.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text as it was before it was written."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
