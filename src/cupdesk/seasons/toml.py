"""A table written as TOML, as people write presets: values first, then each list of objects as `[[name]]`."""

from __future__ import annotations

import json
from typing import Any

from cupdesk.seasons.records import ALL


def write(table: dict[str, Any]) -> bytes:
    """The text of a table of text, whole numbers, truths, null (as `"all"`: TOML has none), lists and objects of these."""
    plain = [f"{name} = {_value(value)}" for name, value in table.items() if not _is_tables(value)]
    blocks = ["\n".join(plain)] if plain else []
    for name, value in table.items():
        if _is_tables(value):
            blocks += [
                "\n".join((f"[[{name}]]", *(f"{key} = {_value(part)}" for key, part in each.items()))) for each in value
            ]
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if value is None:
        return f'"{ALL}"'
    # JSON's text is TOML's, but for the one character that TOML does not allow as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
