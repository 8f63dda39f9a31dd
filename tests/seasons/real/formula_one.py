"""Formula One seasons as season files: one race a round, constructors as teams."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cupdesk.rules.book import Book
from tests.seasons.real.writing import F1_OF_THE_EIGHTIES, STATUS, race, written

Source = dict[str, Any]


def formula_one(
    sheet: Source,
    constructor: Callable[[str, str], str],
    ineligible: Mapping[str, list[str]],
    rounding: str,
    **championships: Any,
) -> Book:
    """The book of a season.

    `constructor` names the chassis and engine of a team in a race, `ineligible` the cars that could not score in a race.
    `rounding` is that of the 90 per cent a car must have run. `championships` are further keys of each table by code.
    """
    entered: dict[tuple[str, str, str], list[str]] = {}
    for ref, rows in sheet["results"].items():
        for row in rows:
            entered.setdefault((row["number"], row["driver"], constructor(row["team"], ref)), []).append(ref)
    exceptions = [{"session": f"{ref}/{ref}", "not_eligible": cars} for ref, cars in ineligible.items()]
    tables = [
        {
            "code": code,
            "name": code,
            "ranks": ranks,
            "scale": F1_OF_THE_EIGHTIES,
            "place": "overall",
            "countback_paying": True,
            "races": exceptions,
        }
        | championships.get(code, {})
        for code, ranks in (("drivers", "driver"), ("constructors", "team"))
    ]
    names = dict.fromkeys(driver for _, driver, _ in entered)
    return written(
        code=f"f1-{sheet['year']}",
        cup="Formula One",
        year=sheet["year"],
        regulations={
            "name": f"Formula One {sheet['year']}",
            "championships": tables,
            "threshold": {"percent": 90, "rounding": rounding},
        },
        drivers=[{"code": name, "given": "", "surname": name.title()} for name in names],
        teams=[{"code": team, "name": team} for team in dict.fromkeys(team for _, _, team in entered)],
        entries=[
            {"number": number, "drivers": [driver], "team": team, "rounds": refs}
            for (number, driver, team), refs in entered.items()
        ],
        rounds=[_round(meeting, sheet) for meeting in sheet["rounds"]],
    )


def _round(meeting: Source, sheet: Source) -> Source:
    (each,) = meeting["races"]
    rows = sheet["results"][each["id"]]
    order = [row["number"] for row in rows if row["status"] in ("CLASSIFIED", "DNF", "NC")]
    more = {"laps": each["laps"], "points_factor": "1/2" if each["laps"] * 2 < each.get("scheduled_laps", 0) else 1}
    if pole := next((row["number"] for row in rows if row.get("grid") == 1), ""):
        more["pole"] = pole
    session = race(each["id"], order, [_finish(row) for row in rows], date=meeting["date"], **more)
    return {"code": each["id"], "name": meeting["name"], "circuit": meeting["circuit"], "sessions": [session]}


def _finish(row: Source) -> Source:
    """What the timekeeper saw: whether a retired car is classified follows from its laps."""
    status = STATUS.get(row["status"], "running")
    if row["status"] == "CLASSIFIED" and "reason" in row:
        status = "retired"
    found: Source = {"number": row["number"], "status": status}
    if "laps" in row:
        found["laps"] = row["laps"]
    if "time" in row:
        found["total"] = row["time"]
    return found


def check_classifications(sheet: Source, book: Book, slips: tuple[tuple[str, str], ...] = ()) -> None:
    """Every printed place, from laps and the rule of 90 per cent; `slips` are cars (by race) the source has classified in error."""
    for ref in book.races():
        rows = sheet["results"][ref.partition("/")[2]]
        printed = [(row["pos"], row["number"]) for row in rows if row["pos"] and (ref, row["number"]) not in slips]
        assert [(row.position, row.number) for row in book.classification(ref).rows if row.position] == printed, ref
