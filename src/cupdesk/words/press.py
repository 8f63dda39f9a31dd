"""Facts for the press after a race: sentences in four sections, each with the figures and documents it rests on.

A fact that rests on a result not final, or on a decision open or under appeal, is not certain and says so in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.season_figures import PODIUM, season_figures, settled
from cupdesk.words import figures, names
from cupdesk.words.statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Classification, ClassifiedCar
    from cupdesk.rules.season_figures import Count, SeasonFigures
    from cupdesk.words import Words
    from cupdesk.words.statements import Statement

SECTIONS = ("titles", "race", "fight", "season")
_SECTION = {"champion": "titles", "lead": "fight", "only_rival": "fight", "still_in": "fight", "out": "fight"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of a section; `rests_on` are its figures and documents, `championship` its code or ""."""

    section: str
    kind: str
    championship: str
    text: str
    rests_on: str
    certain: bool


def press(book: Book, ref: str, words: Words) -> tuple[Fact, ...]:
    """All facts after a race, by section in the order of `SECTIONS`. None before it has a result."""
    if ref not in book.races() or not book.has_result(ref):
        return ()
    found = [*_said(book, ref, words), *_race(book, ref, words), *_leads(book, ref, words), *_season(book, ref, words)]
    return tuple(sorted(found, key=lambda fact: SECTIONS.index(fact.section)))


def _fact(section: str, kind: str, code: str, text: str, rests_on: str, certain: bool, words: Words) -> Fact:
    mark = words("rules.title.provisional", sentence="")
    if not certain and not text.removesuffix(".").endswith(mark):
        text = words("rules.title.provisional", sentence=text.removesuffix(".")) + "."
    return Fact(section, kind, code, text, rests_on, certain)


def _said(book: Book, ref: str, words: Words) -> Iterator[Fact]:
    """The statements after a race, with what they rest on: the table of their championship, or the race."""
    result = book.classification(ref)
    for each in statements(book, ref, words):
        if not each.championship:
            text = _car_figures(book, result, each, words)
            yield _fact("race", each.kind, "", each.text, text, settled(book, ref), words)
            continue
        rules = book.season.regulations.championship(each.championship)
        certain = not book.title(rules.code, ref).provisional and settled(book, *_due(book, ref))
        text = _table_figures(book, rules, ref, words, about=each.about, wins=each.kind == "champion")
        yield _fact(_SECTION[each.kind], each.kind, rules.code, each.text, text, certain, words)


def _due(book: Book, ref: str) -> tuple[str, ...]:
    races = book.races()
    return tuple(race for race in races[: races.index(ref) + 1] if book.has_result(race))


def _document(book: Book, ref: str, words: Words) -> list[str]:
    number = book.session(ref).document
    return [] if number is None else [words("press.figures.document", number=number)]


def _car_figures(book: Book, result: Classification, said: Statement, words: Words) -> str:
    """What a sentence about one car rests on: its sanction, or where it started and finished; else the podium."""
    row = result.row(said.about)
    if row is None:
        return _race_figures(book, result, words)
    if said.kind != "contender":
        return _sanction(row, words)
    place = figures.ordinal(row.position or 0, words.language)
    start = next((spot.position for spot in book.grid(result.session) if spot.number == row.number), None)
    grid = words("press.figures.grid", place=figures.ordinal(start, words.language)) if start else ""
    return _joined([grid, words("press.figures.overall", place=place), *_document(book, result.session, words)])


def _race_figures(book: Book, result: Classification, words: Words) -> str:
    """The first three of the cup with their times, and the document of the classification."""
    own = [row for row in result.rows if row.cup_position and row.cup_position <= PODIUM]
    timed = [f"{_crew(book, row, words)} {figures.clock(row.time_ms)}" for row in own if row.time_ms is not None]
    return _joined([", ".join(timed), *_document(book, result.session, words)])


def _table_figures(
    book: Book, rules: Championship, ref: str, words: Words, *, about: str = "", wins: bool = False
) -> str:
    """`Overall: 239 – 215 (Ghiretti)`: the leader against whom it is about, else the second; a champion's races won."""
    table = book.standings(rules.code, ref)
    first, second = table.rows[0], table.row(about) or table.rows[1]
    score = words(
        "press.figures.table",
        table=rules.name[words.language],
        first=figures.points(first.points, words.language),
        second=figures.points(second.points, words.language),
        rival=names.key_name(book, rules, second.key, words),
    )
    won = [result.session for result in first.results if 1 in (result.place, *result.places)]
    races = words("press.figures.wins", races=_races(won)) if wins and won and not rules.ranks.has_cars else ""
    return _joined([score, races])


def _joined(parts: list[str]) -> str:
    return " ".join(f"{part}." for part in parts if part)


def _races(refs: list[str] | tuple[str, ...]) -> str:
    return ", ".join(ref.replace("/", "\u00a0") for ref in refs)


def _crew(book: Book, row: ClassifiedCar, words: Words) -> str:
    said = " / ".join(names.driver_name(book, code, words) for code in row.drivers)
    return said or words("rules.say.car", number=row.number)


def _race(book: Book, ref: str, words: Words) -> Iterator[Fact]:
    """Winners of categories and awards, pole, fastest lap, and the places decisions took."""
    result = book.classification(ref)
    certain = settled(book, ref)
    told = {each.about for each in statements(book, ref, words) if each.kind.endswith("_lost")}
    for kind, name, row in _winners(book, result, words):
        place = figures.ordinal(row.position or 0, words.language)
        time = [] if row.time_ms is None else [figures.clock(row.time_ms)]
        rests = _joined([", ".join([words("press.figures.overall", place=place), *time])])
        text = words("press.say.first", name=_crew(book, row, words), of=name)
        yield _fact("race", kind, "", text, rests, certain, words)
    pole = result.row(result.pole)
    if pole is not None:
        spot = next((each for each in book.grid(ref) if each.number == pole.number), None)
        rests = figures.clock(spot.time_ms) + "." if spot and spot.time_ms is not None else ""
        yield _fact("race", "pole", "", words("press.say.pole", name=_crew(book, pole, words)), rests, certain, words)
    fastest = result.fastest_of_cup
    holder = result.row(fastest.number) if fastest else None
    if fastest and holder:
        text = words("press.say.fastest", name=_crew(book, holder, words), time=figures.clock(fastest.ms))
        rests = words("press.figures.lap", lap=fastest.lap) if fastest.lap else ""
        yield _fact("race", "fastest", "", text, rests, certain, words)
    for row in result.rows:
        if row.number not in told and row.sanction_ms > 0 and row.road and row.position and row.position > row.road:
            yield _fact("race", "places_lost", "", _lost(book, row, words), _sanction(row, words), certain, words)


def _winners(book: Book, result: Classification, words: Words) -> Iterator[tuple[str, str, ClassifiedCar]]:
    for category in book.season.regulations.categories:
        for row in result.rows:
            if row.category == category.code and row.cup_in_category == 1:
                yield "category_winner", category.name[words.language], row
    for award in book.season.regulations.awards:
        for row in result.rows:
            if (award.code, 1) in row.awards:
                yield "award_winner", award.name[words.language], row


def _lost(book: Book, row: ClassifiedCar, words: Words) -> str:
    road, place = (figures.ordinal(each or 0, words.language) for each in (row.road, row.position))
    return words("press.say.places_lost", name=_crew(book, row, words), road=road, place=place)


def _sanction(row: ClassifiedCar, words: Words) -> str:
    """`Document 52. 31:42.331 + 10 s = 31:52.331.`"""
    numbers = ", ".join(str(number) for number in row.decisions)
    time = ""
    if row.time_ms is not None:
        before, after = figures.clock(row.time_ms - row.sanction_ms), figures.clock(row.time_ms)
        time = f"{before} + {names.seconds(row.sanction_ms)}\u00a0s = {after}"
    return _joined([words("press.figures.document", number=numbers) if numbers else "", time])


def _leads(book: Book, ref: str, words: Words) -> Iterator[Fact]:
    """A championship whose leader is not the one there was before this race."""
    due = _due(book, ref)
    if len(due) < 2:
        return
    for rules in book.season.regulations.championships:
        now, before = book.standings(rules.code, ref).rows, book.standings(rules.code, due[-2]).rows
        if not now or not before or now[0].key == before[0].key or now[0].shared or before[0].shared:
            continue
        if len(now) < 2 or not before[0].points or not now[0].points:
            continue
        leader, old = (names.key_name(book, rules, rows[0].key, words) for rows in (now, before))
        text = words("press.say.takes_lead", leader=leader, old=old, table=rules.name[words.language])
        certain = settled(book, *due)
        yield _fact("fight", "lead_change", rules.code, text, _table_figures(book, rules, ref, words), certain, words)


def _season(book: Book, ref: str, words: Words) -> Iterator[Fact]:
    """Wins, poles, fastest laps and podiums of the season; podiums and series of those in this race."""
    season = season_figures(book, ref)
    certain = settled(book, *season.held)
    of = words("press.figures.races", n=len(season.held), total=len(book.races()))
    for kind, key in (("wins", "wins"), ("poles", "poles"), ("fastest", "fastest_laps"), ("podiums", "podiums")):
        counts: tuple[Count, ...] = getattr(season, kind)
        if counts:
            told = ", ".join(f"{names.driver_name(book, c.driver, words)} {len(c.races)}" for c in counts)
            yield _fact("season", key, "", words(f"press.say.{key}", names=told), of, certain, words)
    if season.held != season.due:
        return
    for kind, key in (("wins", "win_row"), ("poles", "pole_row"), ("podiums", "podium_row")):
        yield from _series(book, season, getattr(season, kind), key, certain, words)
    for count in season.podiums:
        if ref in count.races:
            nth = names.ordinal_word(len(count.races), words)
            name = names.driver_name(book, count.driver, words)
            text = words("press.say.nth_podium", name=name, nth=nth)
            yield _fact("season", "nth_podium", "", text, _races(count.races) + ".", certain, words)


def _series(
    book: Book, season: SeasonFigures, counts: tuple[Count, ...], key: str, certain: bool, words: Words
) -> Iterator[Fact]:
    for count in counts:
        streak = season.in_a_row(count)
        if streak > 1:
            name, number = names.driver_name(book, count.driver, words), names.number_word(streak, words)
            text = words(f"press.say.{key}", name=name, number=number)
            yield _fact("season", key, "", text, _races(count.races[-streak:]) + ".", certain, words)
