"""Sheets → PDF and pictures of their pages, set by Typst from one set of templates (`resources/templates`).

PDF/A-2a and PDF/UA-1; only the fonts of the font packages; the date comes from the data: same data, same bytes. Several
sheets are set as one file, its pages counted through: a results book.
"""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import normalize

from cupdesk.resources import resource
from cupdesk.rules.pictures import Measure, measured
from cupdesk.sheets.glyphs import FOLDERS, missing
from cupdesk.sheets.layout import laid_out
from cupdesk.sheets.pictures import alone, images, inputs
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typst

    from cupdesk.sheets.sheet import Image, Sheet

SCREEN_DPI = 144
_OWN = threading.local()
"""Each thread has a compiler of its own: a package is made beside a preview, and by several at a time."""
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0"})
"""Fira Sans has no narrow spaces: a plain no-break space instead."""
_PARTS = ("style.typ", "tables.typ", "grid.typ", "press.typ", "decision.typ", "book.typ", "document.typ")
"""The templates in the order they are set. Typst runs a file once, so each sheet gets them as text, in a scope of its own."""


def pdf(*sheets: Sheet) -> bytes:
    """The document, or several as one, as a tagged PDF (PDF/A-2a, PDF/UA-1). `Trouble` if a character cannot be set."""
    return _compile(sheets, "pdf", pdf_standards=["a-2a", "ua-1"])[0]


def pages_png(*sheets: Sheet, dpi: int = 110) -> list[bytes]:
    """Each page as a PNG picture. `Trouble` if a character cannot be set."""
    return _compile(sheets, "png", ppi=float(dpi))


def pages_svg(*sheets: Sheet, screen: bool = False) -> list[bytes]:
    """Each page as an SVG picture, for preview and printer: sharp at any size. `Trouble` if a character cannot be set.

    For a `screen` the pictures of the letterhead have fewer pixels: made much smaller at once, they would be grainy.
    """
    return _compile(sheets, "svg", screen=screen)


def _compile(
    sheets: Sequence[Sheet], form: Literal["pdf", "png", "svg"], *, screen: bool = False, **options: Any
) -> list[bytes]:
    text = json.dumps([laid_out(sheet) for sheet in sheets], ensure_ascii=False)
    text = normalize("NFC", text).translate(_SPACES)
    if lacking := missing(text):
        raise Trouble("documents.trouble.missing_glyphs", characters=" ".join(lacking))
    import segno  # with half a web client behind it: only a page to be set is worth the wait

    data = json.loads(text)
    for nth, each in enumerate(data):
        each["nth"], each["opens"] = nth, nth == 1 or (nth > 1 and each["event"] != data[nth - 1]["event"])
        each["qr_svg"] = segno.make(each["qr"], error="m", micro=False).svg_inline(border=0)
    looks = tuple(sheet.look for sheet in sheets)
    try:
        shown = {image.digest: _seen(image) if screen else image for image in images(looks)}
        given = {"file": json.dumps({"sheets": data}, ensure_ascii=False), **inputs(shown.values())}
        return _set(_source(len(data)), given, form, **options)
    except RuntimeError:
        for image in images(looks):
            prove(image)
        raise


def prove(image: Image) -> None:
    """Try whether a picture can be printed; `Trouble` if not."""
    try:
        _set(_picture(), alone(image), "pdf", pdf_standards=["a-2a", "ua-1"])
    except RuntimeError as error:
        raise Trouble("documents.trouble.picture", picture=image.name) from error


def _seen(image: Image) -> Image:
    """A picture with about as many pixels as a screen shows of it."""
    data = pixels(image, SCREEN_DPI)
    size = measured(data)
    assert isinstance(size, Measure)
    return replace(image, form=size.form.value, width=size.width, height=size.height, data=data)


@lru_cache(maxsize=64)
def pixels(image: Image, dpi: int = 300) -> bytes:
    """A picture as PNG, for programs that know no other; drawn ones as sharp as a printer needs."""
    return _set(_picture(), alone(image), "png", ppi=float(dpi))[0]


def _set(source: bytes, given: dict[str, str], form: Literal["pdf", "png", "svg"], **options: Any) -> list[bytes]:
    pages = _compiler().compile(source, format=form, sys_inputs=given, **options)
    return pages if isinstance(pages, list) else [pages or b""]


@cache
def _source(sheets: int) -> bytes:
    """What sets so many sheets one after the other."""
    parts = "".join(resource("templates", name).read_text(encoding="utf-8") for name in _PARTS)
    scopes = (f"#[\n#let data = file.sheets.at({nth})\n{parts}\n]\n" for nth in range(sheets))
    return (resource("templates", "file.typ").read_text(encoding="utf-8") + "".join(scopes)).encode()


@cache
def _picture() -> bytes:
    """What sets one picture alone."""
    return resource("templates", "picture.typ").read_bytes()


def _compiler() -> typst.Compiler:
    """The warm compiler of this thread."""
    import typst  # as above

    if not hasattr(_OWN, "compiler"):
        _OWN.compiler = typst.Compiler(root=str(resource("templates")), font_paths=_fonts(), ignore_system_fonts=True)
    compiler: typst.Compiler = _OWN.compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    """The fonts of the documents, read once for all threads."""
    import typst  # as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(f) for f in FOLDERS])
