"""Sheet → PDF and pictures of its pages, set by Typst from one template (`resources/templates/document.typ`).

PDF/A-2a and PDF/UA-1; only the fonts of the font packages; the date comes from the data: same data, same bytes.
"""

from __future__ import annotations

import json
import threading
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import normalize

from cupdesk.resources import resource
from cupdesk.sheets.glyphs import FOLDERS, missing
from cupdesk.sheets.layout import laid_out
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    import typst

    from cupdesk.sheets.sheet import Sheet

COLOUR = "#C8102E"
"""The one colour of the cup: the bar at the head of page one."""
_ONE_AT_A_TIME = threading.Lock()
"""The compiler is one; a package may be made beside a preview."""
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0"})
"""Fira Sans has no narrow spaces: a plain no-break space instead."""


def pdf(sheet: Sheet) -> bytes:
    """The document as a tagged PDF (PDF/A-2a, PDF/UA-1). `Trouble` if a character cannot be set."""
    return _compile(sheet, "pdf", pdf_standards=["a-2a", "ua-1"])[0]


def pages_png(sheet: Sheet, dpi: int = 110) -> list[bytes]:
    """Each page as a PNG picture, for the preview and the printer. `Trouble` if a character cannot be set."""
    return _compile(sheet, "png", ppi=float(dpi))


def pages_svg(sheet: Sheet) -> list[str]:
    """Each page as an SVG picture, for a preview that stays sharp. `Trouble` if a character cannot be set."""
    return [page.decode() for page in _compile(sheet, "svg")]


def _compile(sheet: Sheet, form: Literal["pdf", "png", "svg"], **options: Any) -> list[bytes]:
    data = laid_out(sheet)
    text = normalize("NFC", json.dumps(data, ensure_ascii=False)).translate(_SPACES)
    if lacking := missing(text):
        raise Trouble("documents.trouble.missing_glyphs", characters=" ".join(lacking))
    data = json.loads(text)
    import segno  # with half a web client behind it: only a page to be set is worth the wait

    data["qr_svg"] = segno.make(sheet.qr, error="m", micro=False).svg_inline(border=0)
    data["colour"] = COLOUR
    inputs = {"sheet": json.dumps(data, ensure_ascii=False)}
    with _ONE_AT_A_TIME:
        pages = _compiler().compile(format=form, sys_inputs=inputs, **options)
    return pages if isinstance(pages, list) else [pages or b""]


@cache
def _compiler() -> typst.Compiler:
    """One warm compiler: fonts and templates are read once."""
    import typst  # as above

    folder = resource("templates")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(f) for f in FOLDERS])
    return typst.Compiler(str(folder / "document.typ"), root=str(folder), font_paths=fonts, ignore_system_fonts=True)
