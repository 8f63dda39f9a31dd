"""The finishing of a workbook file: everything openpyxl takes from the clock is taken from the data instead."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence

EARLIEST = 1980
"""The first year a zip file can name."""
_MEDIA = re.compile(rb"xl/media/image[0-9]+\.[a-z]+")
_DESCRIPTION = re.compile(rb'descr="Picture"')


def settle(package: bytes, created: date, pictures: Sequence[str] = ()) -> bytes:
    """The same workbook with document times and zip times from `created`, and no warnings for numbers kept as text.

    `pictures` are what its pictures show, in words, in their order; each picture is kept once, however many sheets show it.
    """
    stamp = (max(created.year, EARLIEST), created.month, created.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        again = _repeated(source)
        said = _said(source, pictures)
        for name in source.namelist():
            if name in again:
                continue
            content = said.get(name) or source.read(name)
            if name.startswith("xl/drawings/_rels/"):
                content = _MEDIA.sub(lambda found: again.get(found[0].decode(), found[0].decode()).encode(), content)
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            target.writestr(info, _settled(name, content, created))
    return out.getvalue()


def _repeated(source: zipfile.ZipFile) -> dict[str, str]:
    """Pictures that are in the package already: the name of each, and of the first like it."""
    first: dict[bytes, str] = {}
    again = {}
    for name in source.namelist():
        if name.startswith("xl/media/"):
            before = first.setdefault(source.read(name), name)
            if before != name:
                again[name] = before
    return again


def _said(source: zipfile.ZipFile, pictures: Sequence[str]) -> dict[str, bytes]:
    """The drawings with what each picture shows for those who cannot see it: openpyxl calls all of them Picture."""
    words = iter(pictures)
    names = [name for name in source.namelist() if name.startswith("xl/drawings/drawing")]
    return {
        name: _DESCRIPTION.sub(lambda _: f"descr={quoteattr(next(words))}".encode(), source.read(name))
        for name in sorted(names, key=lambda name: int(re.sub(r"\D", "", name)))
    }


def _settled(name: str, content: bytes, created: date) -> bytes:
    if name == "docProps/core.xml":
        text = re.sub(
            r"(<dcterms:(created|modified)[^>]*>)[^<]*", rf"\g<1>{created.isoformat()}T00:00:00Z", content.decode()
        )
        return text.encode()
    if name.startswith("xl/worksheets/sheet"):
        # Car numbers are text (021 is not 21); openpyxl cannot say that this is meant.
        area = re.search(rb'<dimension ref="([A-Z0-9:]+)"', content)
        ignored = b'<ignoredErrors><ignoredError sqref="%s" numberStoredAsText="1"/></ignoredErrors>' % (
            area.group(1) if area else b"A1"
        )
        # Its way of writing a new line in a foot is not every program's.
        content = content.replace(b"_x000a_", b"&#10;")
        end = content.find(b"<drawing ")
        end = end if end >= 0 else content.rindex(b"</worksheet>")
        return content[:end] + ignored + content[end:]
    return content
