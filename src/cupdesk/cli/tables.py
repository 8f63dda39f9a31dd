"""The answers of the command line as aligned text."""

from __future__ import annotations

import textwrap
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cupdesk.words.figures import DASH, clock, points, signed

if TYPE_CHECKING:
    from cupdesk.words import Words

WIDTH = 100


def columns(heads: list[str], rows: list[list[str]], right: str) -> str:
    """Rows under their heads; `right` has an `r` for each column aligned right, anything else for left."""
    widths = [max(_width(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    lines = []
    for row in [heads, *rows]:
        cells = []
        for text, width, side in zip(row, widths, right, strict=True):
            room = " " * (width - _width(text))
            cells.append(room + text if side == "r" else text + room)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


def classification(answer: dict[str, Any], category: str, words: Words) -> str:
    """A classification: head, table, why places changed, who is missing."""
    state = words("cli.on_the_road") if answer["on_the_road"] else words(f"cli.state.{answer['status']}")
    empty = words("cli.cancelled" if answer["cancelled"] else "session.classification.empty")
    head = f"{answer['round']} · {answer['name']} · {category or words('cli.whole_field')} · {state}"
    place, other = ("position_in_category", "position") if category else ("position", "position_in_category")
    heads = [words(f"session.column.{key}") for key in ("place", "number", "driver", "team", "category")]
    heads += [words("cli.overall_place") if category else words("session.column.in_category")]
    heads += [words(f"session.column.{key}") for key in ("laps", "time", "gap", "best", "moved", "points")]
    rows = [
        [
            str(row[place] or ""),
            row["number"],
            " / ".join(row["drivers"]) + (" *" if row["decisions"] else ""),
            row["team"] or "",
            row["category"],
            str(row[other] or ""),
            "" if row["laps"] is None else str(row["laps"]),
            "" if row["time_ms"] is None else clock(row["time_ms"]),
            row["gap"],
            "" if row["best_ms"] is None else clock(row["best_ms"]),
            signed(row["moved"]) if row["moved"] else "",
            DASH if row["points"] is None else _points(row["points"], words),
        ]
        for row in answer["rows"]
    ]
    parts = [head, columns(heads, rows, "rrlllrrrrrrr") if rows else empty]
    race = answer["kind"] == "race"
    why = [
        _wrapped(f"{row['number']} {' / '.join(row['drivers'])} {DASH} {row['reason']}")
        for row in answer["rows"]
        if row["decisions"] or (race and row["moved"])
    ]
    if why:
        parts.append("\n".join(why))
    if answer["missing"]:
        parts.append(words("session.problem.cars_missing", n=len(answer["missing"]), cars=", ".join(answer["missing"])))
    return "\n\n".join(parts + _disclaimer(answer)) + "\n"


def standings(answer: dict[str, Any], words: Words) -> str:
    """Tables of championships, one under the other."""
    parts = []
    for table in answer["championships"]:
        parts.append(
            f"{table['name']} · {words('cli.after', session=table['after']) if table['after'] else words('cli.before_first')}"
        )
        races = table["sessions"]
        heads = [words("session.column.place"), words("session.column.moved"), words("session.column.number")]
        heads += [words("cli.name"), words("session.column.points"), words("cli.behind"), *races]
        rows = [
            [
                f"{row['position'] or DASH}{'=' if row['shared'] else ''}",
                signed(row["moved"]) if row["moved"] else "",
                row["number"],
                row["name"],
                _points(row["points"], words),
                DASH if row["behind"] == "0" else f"−{_points(row['behind'], words)}",
                *(_race_cell(row, race, words) for race in races),
            ]
            for row in table["rows"]
        ]
        parts.append(columns(heads, rows, "rrrlrr" + "r" * len(races)) if rows else words("cli.nobody"))
    return "\n\n".join(parts + _disclaimer(answer)) + "\n"


def _race_cell(row: dict[str, Any], race: str, words: Words) -> str:
    """What a name earned in a race: points, `P` and `F` for bonuses, in brackets if dropped; a point if it was not there."""
    result = next((each for each in row["results"] if each["session"] == race), None)
    if result is None:
        return "·"
    code = words(f"rules.code.{result['shown']}") if result["shown"] and result["points"] == "0" else ""
    earned = code or _points(result["points"], words)
    marks = ("P" if result["pole"] else "") + (words("cli.fastest_mark") if result["fastest_lap"] else "")
    text = f"{earned}{marks}"
    return f"({text})" if result["dropped"] else text


def title(answer: dict[str, Any], words: Words) -> str:
    """Title by title: the sentence, then those still in contention and those out of it."""
    parts = []
    for one in answer["championships"]:
        mark = "★" if one["decided"] else "◆"
        lines = [f"{mark} {one['name']}{words('rules.colon')}{one['sentence']}"]
        if not one["decided"]:
            lines.append(words("cli.contenders", n=len(one["contenders"]), names=", ".join(one["contenders"])))
            lines += [f"→ {need['reason']}" for need in one["needs"] if need["place"] is not None]
        lines += [f"✕ {out['reason']}" for out in one["eliminated"]]
        parts.append("\n".join(_wrapped(line) for line in lines))
    if answer["statements"]:
        parts.append("\n".join(_wrapped(said["sentence"]) for said in answer["statements"]))
    return "\n\n".join(parts + _disclaimer(answer)) + "\n"


def _points(text: str, words: Words) -> str:
    return points(Fraction(text), words.language)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent="  ")


def _disclaimer(answer: dict[str, Any]) -> list[str]:
    return [textwrap.fill(answer["disclaimer"], WIDTH)] if "disclaimer" in answer else []
