"""About this table: which facts, decisions and rules made it, in titled lines, as they were used and not as they might be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.results import Outcome, StepKind
from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.states import progress
from cupdesk.ui.standing.titles_panel import title_lines
from cupdesk.words.names import (
    cars,
    key_name,
    offence_in_sentence,
    points,
    sanctions_short,
    session_and_round,
)
from cupdesk.words.reasons import standing_reason, tie_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Standings
    from cupdesk.sheets.sheet import Table
    from cupdesk.words import Words


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a title: each a label and its text; either may be empty."""

    title: str
    lines: tuple[tuple[str, str], ...]


def about_session(book: Book, ref: str, words: Words) -> tuple[Part, ...]:
    """What made a classification, and the grid of a race: facts, decisions in order, sanctions used, rules."""
    session, result = book.session(ref), book.classification(ref)
    race = session.kind is SessionKind.RACE
    state = progress(book, ref, words)
    facts = [(words("help.used.state"), state.full)]
    facts.append((words("help.used.placed"), words("help.used.placed_of", n=state.placed, all=state.cars)))
    short = [
        row.number
        for row in result.rows
        if row.outcome is Outcome.NOT_CLASSIFIED and any(s.kind is StepKind.NOT_CLASSIFIED for s in row.steps)
    ]
    if short:
        facts.append((words("help.used.short"), cars(short)))
    parts = [Part(words("help.used.facts"), tuple(facts)), _decisions(book, ref, words)]
    if race:
        parts.append(Part(words("help.used.grid"), tuple(_grid(book, ref, words))))
    groups = ("classification", "penalties", "qualifying") if race else ("qualifying",)
    parts += _rules(book, "season", words, groups)
    return tuple(part for part in parts if part.lines)


def _decisions(book: Book, ref: str, words: Words) -> Part:
    """The decisions that apply, in the order in which they were applied."""
    lines = []
    for decision in book.decisions(ref):
        text = words(
            "help.used.decision",
            cars=cars(decision.cars),
            sanction=sanctions_short(book, ref, decision, words),
            offence=offence_in_sentence(book, decision.offence, words),
            state=words(f"rules.decision_state.{decision.state.value}"),
        )
        lines.append((words("rules.label.decision", n=decision.number), text))
    return Part(words("help.used.decisions"), tuple(lines) or (("", words("help.used.no_decision")),))


def _grid(book: Book, ref: str, words: Words) -> list[tuple[str, str]]:
    source, grid = book.grid_source(ref), book.grid(ref)
    if book.session(ref).grid:
        lines = [(words("help.used.from"), words("help.used.by_hand"))]
    elif source is not None and book.grid_known(ref):
        lines = [(words("help.used.from"), session_and_round(book, source[0], words))]
        if source[1].reverse:
            lines.append((words("help.used.reversed"), words("help.used.first_places", n=source[1].reverse)))
    else:
        return []
    if pole := book.pole(ref):
        lines.append((words("help.used.pole"), pole))
    moved = [place.number for place in grid if place.decisions]
    if moved:
        lines.append((words("help.used.moved"), cars(moved)))
    return lines


def about_standings(book: Book, championship: str, after: str, words: Words) -> tuple[Part, ...]:
    """What made a table: the races it counts, ties in order, exclusions, points by decision, its title, its rules."""
    table = book.standings(championship, after)
    counted = len(book.races())
    facts = []
    if after:
        facts.append((words("help.used.after"), session_and_round(book, after, words)))
    facts.append((words("help.used.races"), words("help.used.races_of", n=len(table.sessions), all=counted)))
    open_ = [ref for ref in table.sessions if book.session(ref).state.value != "final"]
    if open_:
        facts.append((words("help.used.not_final"), "; ".join(session_and_round(book, ref, words) for ref in open_)))
    title = next((line.whole for line in title_lines(book, after, words, whole=True) if line.code == championship), "")
    if after and title:
        facts.append((words("help.used.title"), title))
    parts = [Part(words("help.used.facts"), tuple(facts)), *_told(book, table, words)]
    parts += _rules(book, championship, words)
    return tuple(part for part in parts if part.lines)


def _told(book: Book, table: Standings, words: Words) -> list[Part]:
    """Ties that were broken, results dropped, names without a place, points given or taken."""
    rules = book.season.regulations.championship(table.championship)
    named = [(key_name(book, rules, row.key, words), row) for row in table.rows]
    ties = tuple((name, tie_reason(book, table, row, words)) for name, row in named if row.tie)
    dropped = tuple(
        (name, "; ".join(session_and_round(book, each.session, words) for each in row.results if each.dropped))
        for name, row in named
        if any(each.dropped for each in row.results)
    )
    out = tuple((name, standing_reason(book, table, row, words)) for name, row in named if row.unranked)
    given = tuple((name, points(row.adjustment, words)) for name, row in named if row.adjustment)
    return [
        Part(words("help.used.ties"), ties),
        Part(words("help.used.dropped"), dropped),
        Part(words("help.used.unranked"), out),
        Part(words("help.used.adjusted"), given),
    ]


def about_rules(book: Book, words: Words, groups: Sequence[str]) -> tuple[Part, ...]:
    """The rules that hold for the whole season, of these groups."""
    return tuple(_rules(book, "season", words, groups))


def _rules(book: Book, code: str, words: Words, groups: Sequence[str] = ()) -> list[Part]:
    """The settings of a championship (or `season`) as the rule book prints them, all groups or these."""
    from cupdesk.sheets.documents.regulations import regulations  # documents are not needed to start

    tables = {table.code: table for table in regulations(book, words.language).tables}
    wanted = {words(f"rulebook.group.{group}") for group in groups}
    return [
        Part(words("help.used.rules", group=block.title), _lines(tables[code], i))
        for i, block in enumerate(tables[code].blocks)
        if not wanted or block.title in wanted
    ]


def _lines(table: Table, block: int) -> tuple[tuple[str, str], ...]:
    found = []
    for row in table.blocks[block].rows:
        _, name, value, meaning = (str(cell) for cell in row.cells)
        found.append((name, f"{value} ({meaning})" if meaning else value))
    return tuple(found)
