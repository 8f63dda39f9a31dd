"""The fingerprint of a document: SHA-256 over its canonical data, and the text of its QR code.

Canonical data is the sheet as `canonical` gives it, without `digest` and `qr`, as JSON with sorted keys, no spaces, UTF-8.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import Any

from cupdesk.sheets.sheet import Sheet
from cupdesk.words.figures import exact


def canonical(value: Any) -> Any:
    """A value of a sheet as plain data: points and speeds as exact text, times in whole milliseconds; files of pictures left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: canonical(getattr(value, field.name)) for field in fields(value) if field.compare}
    if isinstance(value, tuple):
        return [canonical(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return exact(value)
    return value


def counted(data: dict[str, Any]) -> str:
    """The text a fingerprint is taken over: canonical data without `digest` and `qr`."""
    said = {key: value for key, value in data.items() if key not in ("digest", "qr")}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: dict[str, Any]) -> str:
    """The SHA-256 (hex) of canonical data; `digest` and `qr` in it do not count."""
    return hashlib.sha256(counted(data).encode()).hexdigest()


def sealed(sheet: Sheet, cup: str, event: str) -> Sheet:
    """The sheet with its fingerprint and QR text `CUPDESK1|cup|event|document|status|digest`."""
    found = digest(canonical(sheet))
    status = sheet.status.value if not sheet.revision else f"{sheet.status.value}-{sheet.revision}"
    parts = ("CUPDESK1", cup, event, sheet.document or "-", status, found)
    return replace(sheet, digest=found, qr="|".join(part.replace("|", "/") for part in parts))
