"""Qualifying for the press: fastest, poles, best of each category, who loses places on the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.results import Outcome
from cupdesk.rules.season_figures import poles_until
from cupdesk.rules.settled import pole_settled, settled
from cupdesk.words import figures, names
from cupdesk.words.press.basis import Fact, Teller, crew, document, races, seconds
from cupdesk.words.press.people import brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, ClassifiedCar
    from cupdesk.words import Words

SECTION = "session"


def qualifying_facts(tell: Teller) -> Iterator[Fact]:
    """The facts of a qualifying session that has a result."""
    book, ref, words = tell.book, tell.ref, tell.words
    result = book.classification(ref)
    timed = [row for row in result.rows if row.position and row.best_ms is not None]
    if timed:
        yield tell.fact(SECTION, "qualified", _fastest(book, timed, words), _times(book, timed, ref, words))
    sets = tuple(race for race in book.races() if (book.grid_source(race) or ("",))[0] == ref)
    yield from _poles(tell, sets)
    yield from _categories(tell, timed)
    for row in result.rows:
        if row.outcome is Outcome.DISQUALIFIED:
            text = words("press.say.disqualified", name=crew(book, row, words), because=_because(book, row, words))
            yield tell.fact(SECTION, "disqualified", text, _decisions(row.decisions, words))
    for race in sets:
        yield from _moved(tell, race, result)
    yield from _count(tell, sets)


def _count(tell: Teller, sets: tuple[str, ...]) -> Iterator[Fact]:
    """The poles of the season with those of this session."""
    book, words = tell.book, tell.words
    poles = poles_until(book, tell.ref)
    if not poles:
        return
    told = ", ".join(f"{brief(names.driver_name(book, c.driver, words))} {len(c.races)}" for c in poles)
    where = [
        words("press.figures.races_of", name=names.driver_name(book, c.driver, words), races=races(c.races))
        for c in poles
    ]
    known = [race for race in book.races() if any(race in count.races for count in poles)]
    certain = all(pole_settled(book, race) for race in dict.fromkeys((*known, *sets)))
    yield tell.fact("season", "poles", words("press.say.poles", names=told), where, certain=certain)


def _fastest(book: Book, timed: list[ClassifiedCar], words: Words) -> str:
    first, second = timed[0], timed[1] if len(timed) > 1 else None
    time = figures.clock(first.best_ms or 0)
    gap = (second.best_ms or 0) - (first.best_ms or 0) if second else 0
    if second is None or gap <= 0:
        return words("press.say.qualified", name=crew(book, first, words), time=time)
    second_name = crew(book, second, words)
    values = {"name": crew(book, first, words), "time": time, "gap": seconds(gap, words), "second": second_name}
    return words("press.say.qualified_by", **values)


def _times(book: Book, timed: list[ClassifiedCar], ref: str, words: Words) -> list[str]:
    told = [f"{crew(book, row, words)} {figures.clock(row.best_ms or 0)}" for row in timed[:2]]
    return [", ".join(told), document(book, ref, words)]


def _poles(tell: Teller, sets: tuple[str, ...]) -> Iterator[Fact]:
    """Who has the pole of each race this session sets the grid of; one sentence where it is always the same car."""
    book, ref, words = tell.book, tell.ref, tell.words
    entries = book.entries(book.round_of(ref).code)
    told = [(race, number) for race in sets if (number := book.pole(race)) in entries]
    if len(told) > 1 and len({number for _, number in told}) == 1:
        number = names.number_word(len(told), words)
        key = "press.say.both_poles" if len(told) == 2 else "press.say.all_poles"
        text = words(key, name=_driver(book, ref, told[0][1], words), number=number)
        rests = [*(_pole_time(book, race, number, words) for race, number in told), document(book, ref, words)]
        certain = settled(book, ref) and all(pole_settled(book, race) for race, _ in told)
        yield tell.fact(SECTION, "poles_of_meeting", text, rests, certain=certain)
        return
    for race, number in told:
        session, name = names.the_session(book, race, words), _driver(book, ref, number, words)
        rests = [_pole_time(book, race, number, words), document(book, ref, words)]
        certain = settled(book, ref) and pole_settled(book, race)
        yield tell.fact(SECTION, "pole", words("press.say.pole_of", name=name, session=session), rests, certain=certain)


def _driver(book: Book, ref: str, number: str, words: Words) -> str:
    entry = book.entries(book.round_of(ref).code)[number]
    said = " / ".join(names.driver_name(book, code, words) for code in entry.drivers)
    return said or words("rules.say.car", number=number)


def _pole_time(book: Book, race: str, number: str, words: Words) -> str:
    spot = next((each for each in book.grid(race) if each.number == number), None)
    label = book.session(race).name[words.language]
    if spot is None or spot.time_ms is None:
        return label
    return words("press.figures.labelled", label=label, figures=figures.clock(spot.time_ms))


def _categories(tell: Teller, timed: list[ClassifiedCar]) -> Iterator[Fact]:
    """The best of every category but that of the fastest."""
    book, words = tell.book, tell.words
    told, places = [], []
    for category in book.season.regulations.categories:
        row = next((row for row in timed if row.category == category.code), None)
        if row is None or row is timed[0]:
            continue
        told.append(
            f"{category.name[words.language]} {brief(crew(book, row, words))} {figures.clock(row.best_ms or 0)}"
        )
        place = figures.ordinal(row.position or 0, words.language)
        places.append(words("press.figures.placed", name=crew(book, row, words), place=place))
    if told:
        text = words("press.say.qualified_of", names=", ".join(told))
        yield tell.fact(SECTION, "qualified_of", text, (", ".join(places), document(book, tell.ref, words)))


def _moved(tell: Teller, race: str, result: Classification) -> Iterator[Fact]:
    """Who starts further back than he qualified, by a decision on the grid."""
    book, words = tell.book, tell.words
    certain = settled(book, tell.ref) and pole_settled(book, race)
    for spot in book.grid(race):
        row = result.row(spot.number)
        if row is None or not spot.decisions or spot.qualified is None or spot.position <= spot.qualified:
            continue
        qualified, place = (figures.ordinal(each, words.language) for each in (spot.qualified, spot.position))
        key, session = (
            "press.say.pit_lane" if spot.pit_lane else "press.say.grid_lost",
            names.the_session(book, race, words),
        )
        text = words(key, name=crew(book, row, words), qualified=qualified, place=place, session=session)
        yield tell.fact(SECTION, "grid_lost", text, _decisions(spot.decisions, words), certain=certain)


def _because(book: Book, row: ClassifiedCar, words: Words) -> str:
    offence = next((step.offence for step in row.steps if step.decision is not None and step.offence), "")
    return words("press.say.because", offence=names.offence_in_sentence(book, offence, words)) if offence else ""


def _decisions(numbers: tuple[int, ...], words: Words) -> list[str]:
    return [", ".join(words("press.figures.decision", number=number) for number in numbers)]
