"""The finishing of a workbook file: everything openpyxl takes from the clock is taken from the data instead."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

EARLIEST = 1980
"""The first year a zip file can name."""


def settle(package: bytes, created: date) -> bytes:
    """The same workbook with document times and zip times from `created`, and no warnings for numbers kept as text."""
    stamp = (max(created.year, EARLIEST), created.month, created.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            target.writestr(info, _settled(name, source.read(name), created))
    return out.getvalue()


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
        return content.replace(b"</worksheet>", ignored + b"</worksheet>")
    return content
