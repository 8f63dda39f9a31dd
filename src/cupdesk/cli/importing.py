"""`cupdesk import`: a timing file into a session, or an entry list into a round or the season, in one step or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cupdesk.cli import names
from cupdesk.cli.tables import columns
from cupdesk.desk import Desk
from cupdesk.imports import read, read_entries, say
from cupdesk.words.figures import clock
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from cupdesk.imports import EntryImport, Import, Recognised, Remark, RowNotTaken
    from cupdesk.words import Words


def run(args: Namespace, words: Words) -> dict[str, Any]:
    """What the file gives, as an answer; taken into the database unless it is a dry run or gives nothing."""
    from cupdesk.store.file import Store

    store = Store.open(args.file)
    try:
        codes = store.season_codes()
        if not codes:
            raise Trouble("cli.no_season", file=args.file)
        if args.season_code and args.season_code not in codes:
            known = ", ".join(codes)
            raise Trouble("cli.season_unknown", code=args.season_code, file=args.file, known=known)
        desk = Desk(store, args.season_code)
        found: Import | EntryImport
        if args.entries:
            found = read_entries(
                args.source, "", desk.book, names.round_code(desk.season, args.session), sheet=args.sheet
            )
            answer = _entries(found, words)
        else:
            ref = names.session_ref(desk.season, args.session)
            found = read(args.source, "", desk.book, ref, sheet=args.sheet)
            answer = _result(found, desk, words)
        answer["written"] = bool(found.edits) and not args.dry_run
        if answer["written"]:
            desk.do(*found.edits)
        return answer
    finally:
        store.close()


def _result(found: Import, desk: Desk, words: Words) -> dict[str, Any]:
    after = desk.what_if(*found.edits) if found.edits else desk.book
    positions = {row.number: row.position for row in after.classification(found.session).rows}
    rows = [
        {
            "line": row.line,
            "number": row.number,
            "place": row.place,
            "position": positions.get(row.number),
            "status": row.finish.status.value,
            "laps": row.finish.laps,
            "laps_down": row.finish.laps_down,
            "total_ms": row.finish.total_ms,
            "gap_ms": row.finish.gap_ms,
            "best_ms": row.finish.best_ms,
            "best_lap": row.finish.best_lap,
            "second_ms": row.finish.second_ms,
            "second_lap": row.finish.second_lap,
            "drivers": [person.name for person in row.drivers] or _entered(desk, found.session, row.number),
            "team": row.team,
            "category": row.category,
        }
        for row in found.taken
    ]
    typed = bool(desk.book.session(found.session).order)
    differs = [{"number": c.number, "typed": c.typed, "filed": c.filed} for c in found.compared if c.differs]
    return {
        "session": found.session,
        **_source(found.recognised, words),
        "rows": rows,
        **_left_out(found.not_taken, found.remarks, words),
        "missing": list(found.missing),
        "differences": differs if typed else [],
    }


def _entered(desk: Desk, ref: str, number: str) -> list[str]:
    codes = desk.book.entries(desk.book.round_of(ref).code)[number].drivers
    return [desk.book.driver(code).name for code in codes]


def _entries(found: EntryImport, words: Words) -> dict[str, Any]:
    rows = [
        {
            "line": row.line,
            "number": row.entry.number,
            "drivers": [driver.name for driver in row.drivers],
            "team": row.team.name if row.team else "",
            "category": row.entry.category,
            "awards": list(row.entry.awards),
            "guest": row.entry.guest,
            "known": row.known,
        }
        for row in found.taken
    ]
    return {
        "round": found.round or None,
        **_source(found.recognised, words),
        "rows": rows,
        **_left_out(found.not_taken, found.remarks, words),
    }


def _source(recognised: Recognised, words: Words) -> dict[str, Any]:
    return {
        "source": recognised.source.name,
        "format": recognised.source.format,
        "encoding": recognised.source.encoding,
        "sheet": recognised.table.name,
        "layout": recognised.layout.value,
        "layout_name": say.layout_name(recognised.layout, words),
    }


def _left_out(not_taken: Iterable[RowNotTaken], remarks: Iterable[Remark], words: Words) -> dict[str, Any]:
    return {
        "not_taken": [
            {
                "line": row.line,
                "text": row.text,
                "kind": row.reason.value,
                "reason": say.reason(row, words),
                "remedy": say.remedy(row, words),
            }
            for row in not_taken
        ],
        "remarks": [{"kind": each.kind.value, "text": say.remark(each, words)} for each in remarks],
    }


def text(answer: dict[str, Any], words: Words) -> str:
    """The answer as a person reads it: rows taken, rows not taken, what to know, and whether anything is written."""
    head = f"{answer['source']} · {answer['layout_name']}"
    rows = answer["rows"]
    parts = [head, *([_result_rows(rows, words) if "session" in answer else _entry_rows(rows, words)] if rows else [])]
    left_out = answer["not_taken"]
    if left_out:
        lines = [words("cli.import.not_taken", n=len(left_out))]
        lines += [f"{_line(row['line'], words)}{row['reason']} {row['remedy']}" for row in left_out]
        parts.append("\n".join(lines))
    notes = [remark["text"] for remark in answer["remarks"]]
    if missing := answer.get("missing"):
        notes.append(words("cli.import.missing", n=len(missing), cars=", ".join(missing)))
    if differs := answer.get("differences"):
        cars = ", ".join(f"{c['number']} ({_place(c['typed'], words)} → {_place(c['filed'], words)})" for c in differs)
        notes.append(words("cli.import.differs", n=len(differs), cars=cars))
    parts += ["\n".join(notes)] if notes else []
    written = "written" if answer["written"] else "not_written"
    parts.append(words(f"cli.import.{written}", n=len(rows)))
    return "\n\n".join(parts) + "\n"


def _line(number: int, words: Words) -> str:
    return words("cli.import.line", line=number) if number else ""


def _place(place: int | None, words: Words) -> str:
    return str(place) if place is not None else words("cli.import.none")


def _result_rows(rows: list[dict[str, Any]], words: Words) -> str:
    keys = ("place", "number", "driver", "laps", "time", "best")
    heads = [
        *(words(f"session.column.{key}") for key in keys),
        words("imports.column.second"),
        words("imports.column.status"),
    ]
    cells = [
        [
            str(row["position"] or ""),
            row["number"],
            " / ".join(row["drivers"]),
            _known(row["laps"]),
            *(_clock(row[key]) for key in ("total_ms", "best_ms", "second_ms")),
            "" if row["status"] == "running" else words(f"lines.status.{row['status']}"),
        ]
        for row in rows
    ]
    return columns(heads, cells, "rrlrrrrl")


def _entry_rows(rows: list[dict[str, Any]], words: Words) -> str:
    heads = [words(f"session.column.{key}") for key in ("number", "driver", "team", "category")] + [""]
    cells = [
        [
            row["number"],
            " / ".join(row["drivers"]),
            row["team"],
            row["category"],
            words("cli.import.known") if row["known"] else "",
        ]
        for row in rows
    ]
    return columns(heads, cells, "rllll")


def _known(value: int | None) -> str:
    return "" if value is None else str(value)


def _clock(ms: int | None) -> str:
    return "" if ms is None else clock(ms)


def refuse_nothing(answer: dict[str, Any]) -> None:
    """Raise `Trouble` if no row of the file could be taken."""
    if not answer["rows"]:
        raise Trouble("cli.import.nothing", file=answer["source"])
