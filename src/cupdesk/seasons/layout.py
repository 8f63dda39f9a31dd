"""JSON as people write and read it: strict reading that names line and column, one canonical way of writing."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from cupdesk.seasons.shapes import Decimal
from cupdesk.words.trouble import Trouble

WIDTH = 120
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_KEY_AHEAD = re.compile(r"\s*:")


def parse(data: bytes | str) -> Any:
    """The value a JSON text holds, decimals as `Decimal`; `Trouble` with line and column if it is not sound."""
    text = data if isinstance(data, str) else _decode(data)
    if not text.strip():
        raise Trouble("seasons.empty")
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_int=lambda digits: _whole(text, digits),
            parse_constant=lambda word: _refuse_number(text, word),
            object_pairs_hook=lambda pairs: _object(text, pairs),
        )
    except json.JSONDecodeError as error:
        raise Trouble("seasons.not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Trouble("seasons.too_deep") from error


def _decode(data: bytes) -> str:
    """UTF-8 without byte-order mark, or `Trouble` with the place of the first wrong byte."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise Trouble("seasons.bom")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8"), error.start)
        raise Trouble("seasons.not_utf8", line=line, column=column) from error


def _place(text: str, index: int) -> tuple[int, int]:
    """Line and column (1 first) of a place in a text."""
    before = text[:index]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _whole(text: str, digits: str) -> int:
    if len(digits) > 20:
        _refuse_number(text, digits)
    return int(digits)


def _refuse_number(text: str, word: str) -> NoReturn:
    """No number of a season file is not-a-number, endless or that long."""
    found = next(match.start() for match in _TOKEN.finditer(text) if match.group() == word)
    line, column = _place(text, found)
    shown = word if len(word) <= 20 else f"{word[:19]}…"
    raise Trouble("seasons.no_number", found=shown, line=line, column=column)


def _object(text: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key, line, column = _first_repeated_key(text)
        raise Trouble("seasons.key_twice", name=key, line=line, column=column)
    return found


def _first_repeated_key(text: str) -> tuple[str, int, int]:
    """The first key that its object already has, with line and column."""
    open_objects: list[set[str]] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in "{[":
            open_objects.append(set())
        elif token in "}]":
            open_objects.pop()
        elif token[0] == '"' and _KEY_AHEAD.match(text, match.end()):
            key = json.loads(token)
            if key in open_objects[-1]:
                return key, *_place(text, match.start())
            open_objects[-1].add(key)
    raise AssertionError("called for a text without a repeated key")


def write(value: Any) -> bytes:
    """The canonical text: two spaces a level, whatever fits in a line on one line, one newline at the end."""
    return (_block(value, "", 0) + "\n").encode("utf-8")


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _block(value: Any, indent: str, taken: int) -> str:
    """A value from column `len(indent) + taken` on; broken over lines if it does not fit."""
    line = _line(value)
    if not value or not isinstance(value, dict | list) or len(indent) + taken + len(line) < WIDTH:
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        rows = [f"{_line(key)}: {_block(each, inner, len(_line(key)) + 2)}" for key, each in value.items()]
        return f"{{\n{inner}" + f",\n{inner}".join(rows) + f"\n{indent}}}"
    if any(isinstance(each, dict | list) for each in value):
        return f"[\n{inner}" + f",\n{inner}".join(_block(each, inner, 0) for each in value) + f"\n{indent}]"
    return f"[\n{_filled([_line(each) for each in value], inner)}\n{indent}]"


def _filled(items: list[str], indent: str) -> str:
    """Short items side by side, in as many lines as they need."""
    lines = [indent + items[0]]
    for item in items[1:]:
        lines[-1] += ","
        if len(lines[-1]) + len(item) + 2 < WIDTH:
            lines[-1] += f" {item}"
        else:
            lines.append(indent + item)
    return "\n".join(lines)
