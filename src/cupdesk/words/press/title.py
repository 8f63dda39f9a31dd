"""Titles for the press: who has won which, when, by how much, which of his titles it is, who ends behind him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.honours import titles_known
from cupdesk.words import figures, names
from cupdesk.words.press.basis import Fact, Teller, against, document, races, table, table_document
from cupdesk.words.press.people import key_in_list
from cupdesk.words.title_statements import rival_offer
from cupdesk.words.titles import title_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Title
    from cupdesk.words import Words
    from cupdesk.words.statements import Statement

SECTION = "titles"
_FIRST = 3
"""How many of a final table are named."""


def title_facts(tell: Teller, said: tuple[Statement, ...]) -> Iterator[Fact]:
    """The titles this race has decided, those decided before, and the final tables."""
    book, ref, words = tell.book, tell.ref, tell.words
    earlier, final = [], []
    for rules in book.season.regulations.championships:
        title = book.title(rules.code, ref)
        on = book.standings(rules.code, ref).sessions
        if not title.decided or not on:
            continue
        for each in (each for each in said if each.kind == "champion" and each.championship == rules.code):
            rests = champion_figures(book, rules, title, ref, words)
            yield tell.fact(SECTION, each.kind, each.text, rests, on=on, championship=rules.code)
        if title.since != ref:
            earlier.append(_since(tell, rules, title))
        if not title.races_left and on[-1] == ref:
            final.append(_final(tell, rules))
    yield from (*earlier, *final)


def champion_figures(book: Book, rules: Championship, title: Title, ref: str, words: Words) -> list[str]:
    """The points of champion and runner-up, the races won, the last race where it settled it, earlier titles."""
    rows = book.standings(rules.code, ref).rows
    won = [result.session for result in rows[0].results if 1 in (result.place, *result.places)]
    wins = words("press.figures.wins", races=races(won)) if won and not rules.ranks.has_cars else ""
    return [
        table(book, rules, ref, words),
        wins,
        _last_race(book, rules, title, words),
        *_roll(book, rules, title, words),
        table_document(book, ref, words),
    ]


def _last_race(book: Book, rules: Championship, title: Title, words: Words) -> str:
    """Times of champion and runner-up in the season's last race, where the champion was ahead: `Race 2: 32:06.943 against 32:07.130 (Guillot)`."""
    result = book.classification(title.after)
    keys = (title.champions[0], title.runner_up)
    first, second = (next((r for r in result.rows if names.drives(rules, r, key)), None) for key in keys)
    if title.races_left or first is None or second is None or not first.position or not second.position:
        return ""
    times = against(first, second, words)
    if not times or second.time_ms is None or first.laps != second.laps or first.position > second.position:
        return ""
    label = book.session(title.after).name[words.language]
    said = f"{times} ({names.key_name(book, rules, title.runner_up, words)})"
    return words("press.figures.labelled", label=label, figures=said)


def _roll(book: Book, rules: Championship, title: Title, words: Words) -> list[str]:
    """What the roll of honour says of the champion before this year; nothing where it says nothing."""
    years = titles_known(book.season, rules.code, title.champions[0])
    if years:
        return [words("press.figures.roll", years=", ".join(map(str, years)))]
    return [words("press.figures.no_title", year=book.season.year)] if title.nth == 1 else []


def _since(tell: Teller, rules: Championship, title: Title) -> Fact:
    """A title decided by an earlier race, and how things stood then."""
    book, words = tell.book, tell.words
    there = book.title(rules.code, title.since)
    same = book.round_of(title.since) is book.round_of(tell.ref)
    session = names.the_session(book, title.since, words) if same else names.session_and_round(book, title.since, words)
    name = names.listed([names.key_name(book, rules, key, words) for key in title.champions], words)
    key = "press.say.team_champion_since" if rules.ranks.has_cars else "press.say.champion_since"
    text = words(key, name=name, title=title_name(book, rules, words), session=session)
    rests = [
        table(book, rules, title.since, words),
        words(
            "press.figures.then",
            margin=names.points(there.margin, words),
            offer=names.points(rival_offer(there), words),
        ),
        document(book, title.since, words),
    ]
    on = book.standings(rules.code, title.since).sessions
    return tell.fact(SECTION, "champion_since", text, rests, on=on, championship=rules.code)


def _final(tell: Teller, rules: Championship) -> Fact:
    """The first of a final table with their points."""
    book, words = tell.book, tell.words
    standings = book.standings(rules.code, tell.ref)
    rows = [row for row in standings.rows if not row.unranked and row.position <= _FIRST and row.points]
    told = [f"{key_in_list(book, rules, row.key, words)} {figures.points(row.points, words.language)}" for row in rows]
    text = words("press.say.final_table", title=title_name(book, rules, words), names=", ".join(told))
    run = words("press.figures.run", n=len(standings.sessions))
    rests = (run, table_document(book, tell.ref, words))
    return tell.fact(SECTION, "final_table", text, rests, on=standings.sessions, championship=rules.code)
