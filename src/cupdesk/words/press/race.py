"""The race itself for the press: who won, by how much, in each category; pole, fastest laps, what decisions changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.results import Outcome
from cupdesk.rules.season_figures import PODIUM, first_in_category, first_of_award
from cupdesk.rules.settled import pole_settled, settled
from cupdesk.words import figures, names
from cupdesk.words.press.basis import Fact, Teller, against, ahead, crew, document, source
from cupdesk.words.press.people import brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, ClassifiedCar
    from cupdesk.words import Words
    from cupdesk.words.statements import Statement

SECTION = "session"
_LOST = ("category_lost", "podium_lost")


def race_facts(tell: Teller, said: tuple[Statement, ...]) -> Iterator[Fact]:
    """The facts of a race: the story, winners, pole and fastest laps, places lost to decisions, what was noted."""
    book, ref, words = tell.book, tell.ref, tell.words
    result = book.classification(ref)
    lost = [each for each in said if each.kind in _LOST]
    for each in (each for each in said if each.kind not in _LOST):
        yield _stated(tell, result, each)
    yield from _winners(tell, result)
    yield from _pole(tell, result)
    yield from _fastest(tell, result)
    for each in lost:
        yield _stated(tell, result, each)
    for row in result.rows:
        if row.number not in {each.about for each in lost} and (text := _lost(book, row, words)):
            kind = "disqualified" if row.outcome is Outcome.DISQUALIFIED else "places_lost"
            yield tell.fact(SECTION, kind, text, sanction(book, ref, row, words))
    for event in book.session(ref).events:
        text = event[words.language].rstrip(".") + "."
        yield tell.fact(SECTION, "event", text, (words("press.figures.noted"),))


def _stated(tell: Teller, result: Classification, said: Statement) -> Fact:
    """A statement about the race, with its figures."""
    book, ref, words = tell.book, tell.ref, tell.words
    row = result.row(said.about)
    if said.kind == "sweep":
        held = tuple(race for race in book.races() if book.round_of(race) is book.round_of(ref))
        certain = settled(book, *held) and all(pole_settled(book, race) for race in held)
        rests = [_won(book, race, words) for race in held]
        return tell.fact(SECTION, said.kind, said.text, rests, on=held, certain=certain)
    if row is None:
        certain = settled(book, ref) and (said.kind != "podium" or pole_settled(book, ref))
        return tell.fact(SECTION, said.kind, said.text, _podium(book, result, words), certain=certain)
    if said.kind == "contender":
        return tell.fact(SECTION, said.kind, said.text, _start_and_finish(book, result, row, words))
    rests = [*sanction(book, ref, row, words), *_behind(book, result, row, said.kind, words)]
    return tell.fact(SECTION, said.kind, said.text, rests)


def _podium(book: Book, result: Classification, words: Words) -> list[str]:
    """The first three of the cup with times and gaps, and the document."""
    own = [row for row in result.rows if row.cup_position and row.cup_position <= PODIUM]
    timed = []
    for row in own:
        time = "" if row.time_ms is None else f" {figures.clock(row.time_ms)}"
        behind = ahead(own[0], row, words) if row is not own[0] else ""
        timed.append(f"{crew(book, row, words)}{time}" + (f" (+{behind})" if behind else ""))
    return [", ".join(timed), document(book, result.session, words)]


def _won(book: Book, race: str, words: Words) -> str:
    """`Race 1, document 46: pole 2:04.106, 31:39.457`."""
    won = next(row for row in book.classification(race).rows if row.cup_position == 1)
    spot = next((each for each in book.grid(race) if each.number == won.number), None)
    pole = words("press.figures.pole", time=figures.clock(spot.time_ms)) if spot and spot.time_ms else ""
    times = ", ".join(part for part in (pole, figures.clock(won.time_ms) if won.time_ms else "") if part)
    name = source(book, race, words)
    return words("press.figures.labelled", label=name, figures=times) if times else name


def _start_and_finish(book: Book, result: Classification, row: ClassifiedCar, words: Words) -> list[str]:
    start = next((spot.position for spot in book.grid(result.session) if spot.number == row.number), None)
    grid = words("press.figures.grid", place=figures.ordinal(start, words.language)) if start else ""
    end = _overall(row, words) if row.position else words("press.figures.code", code=_outcome(row, words))
    return [grid, end, document(book, result.session, words)]


def _outcome(row: ClassifiedCar, words: Words) -> str:
    """How a car without a place is printed: `DNF`, with its laps."""
    code = words(f"rules.code.{row.outcome.value}")
    return f"{code}, {figures.laps_gap(row.laps, words.language)}" if row.laps is not None else code


def _overall(row: ClassifiedCar, words: Words) -> str:
    return words("press.figures.overall", place=figures.ordinal(row.position or 0, words.language))


def _winners(tell: Teller, result: Classification) -> Iterator[Fact]:
    """The first of every category and award, with the gap to the second; of the race, where no category says it."""
    book, words, rules = tell.book, tell.words, tell.book.season.regulations
    told = []
    for category in rules.categories:
        if (row := first_in_category(result, category.code)) is not None:
            second = first_in_category(result, category.code, 2)
            told.append((row, second))
            yield _first(tell, "category_winner", category.name[words.language], row, second)
    own = [row for row in result.rows if row.cup_position][:2]
    if len(own) == 2 and (own[0], own[1]) not in told and (gap := ahead(own[0], own[1], words)):
        text = words("press.say.gap", name=crew(book, own[0], words), second=crew(book, own[1], words), gap=gap)
        yield tell.fact(SECTION, "gap", text, (against(own[0], own[1], words), document(book, tell.ref, words)))
    for award in rules.awards:
        if (row := first_of_award(result, award.code)) is not None:
            second = first_of_award(result, award.code, 2)
            if second is None and sum(award.code in entry.awards for entry in book.season.entries) < 2:
                continue  # who is alone has nobody to beat
            yield _first(tell, "award_winner", award.name[words.language], row, second)


def _first(tell: Teller, kind: str, of: str, row: ClassifiedCar, second: ClassifiedCar | None) -> Fact:
    book, words = tell.book, tell.words
    name, after = crew(book, row, words), crew(book, second, words) if second else ""
    gap = ahead(row, second, words) if second else ""
    key = "first" if second is None else "first_by" if gap else "first_ahead"
    text = words(f"press.say.{key}", name=name, of=of, gap=gap, second=after)
    time = "" if row.time_ms is None else figures.clock(row.time_ms)
    rests = (_overall(row, words), against(row, second, words) if second else time, document(book, tell.ref, words))
    return tell.fact(SECTION, kind, text, rests)


def _pole(tell: Teller, result: Classification) -> Iterator[Fact]:
    """Whom the race's pole is credited to, and on what time."""
    book, ref, words = tell.book, tell.ref, tell.words
    row = result.row(result.pole)
    if row is None:
        return
    spot = next((each for each in book.grid(ref) if each.number == row.number), None)
    setting = book.grid_source(ref)
    time = figures.clock(spot.time_ms) if spot and spot.time_ms is not None else ""
    key = "press.say.pole_time" if time else "press.say.pole"
    start = words("press.figures.grid", place=figures.ordinal(spot.position, words.language)) if spot else ""
    on = (setting[0],) if setting else (ref,)
    text, rests = words(key, name=crew(book, row, words), time=time), (source(book, on[0], words), start)
    yield tell.fact(SECTION, "pole", text, rests, on=on, certain=pole_settled(book, ref))


def _fastest(tell: Teller, result: Classification) -> Iterator[Fact]:
    """The fastest lap of the cup, and of each other category."""
    book, words = tell.book, tell.words
    fastest = result.fastest_of_cup
    holder = result.row(fastest.number) if fastest else None
    if fastest and holder:
        text = words("press.say.fastest", name=crew(book, holder, words), time=figures.clock(fastest.ms))
        lap = words("press.figures.lap", lap=fastest.lap) if fastest.lap else ""
        yield tell.fact(SECTION, "fastest", text, (lap, document(book, tell.ref, words)))
    categories = {each.code: each.name[words.language] for each in book.season.regulations.categories}
    told, on_laps = [], []
    for each in result.fastest_by_category:
        row = result.row(each.number)
        if row is None or row.guest or each.category not in categories or (fastest and each.number == fastest.number):
            continue
        told.append(f"{categories[each.category]} {brief(crew(book, row, words))} {figures.clock(each.ms)}")
        on_laps += [words("press.figures.lap_of", name=crew(book, row, words), lap=each.lap)] if each.lap else []
    if told:
        text = words("press.say.fastest_of", names=", ".join(told))
        yield tell.fact(SECTION, "fastest_of", text, (", ".join(on_laps), document(book, tell.ref, words)))


def _lost(book: Book, row: ClassifiedCar, words: Words) -> str:
    """What a decision cost a car; "" if it cost it no place."""
    offence = next((step.offence for step in row.steps if step.decision is not None and step.offence), "")
    because = words("press.say.because", offence=names.offence_in_sentence(book, offence, words)) if offence else ""
    name, road = crew(book, row, words), figures.ordinal(row.road, words.language) if row.road else ""
    if row.outcome is Outcome.DISQUALIFIED:
        key = "press.say.disqualified_from" if road else "press.say.disqualified"
        return words(key, name=name, road=road, because=because)
    if not (row.changed and row.road and row.position and row.position > row.road):
        return ""
    place = figures.ordinal(row.position, words.language)
    return words("press.say.places_lost", name=name, road=road, place=place, because=because)


def sanction(book: Book, ref: str, row: ClassifiedCar, words: Words) -> list[str]:
    """`Decision 52, art. R-3`, `31:42.331 + 10 s = 31:52.331`."""
    named = [
        words("press.figures.decision_article", number=d.number, article=d.article)
        if d.article
        else words("press.figures.decision", number=d.number)
        for d in book.decisions(ref)
        if d.number in row.decisions and row.number in d.cars
    ]
    return [", ".join(named), _time_with(row)]


def _time_with(row: ClassifiedCar) -> str:
    if row.time_ms is None or not row.sanction_ms:
        return ""
    before, after = figures.clock(row.time_ms - row.sanction_ms), figures.clock(row.time_ms)
    return f"{before} + {names.seconds(row.sanction_ms)}\u00a0s = {after}"


def _behind(book: Book, result: Classification, row: ClassifiedCar, kind: str, words: Words) -> list[str]:
    """The time of whoever is named beside a car that lost places: who has its place now, or who is right behind it."""
    if kind == "podium_lost":
        other = next((each for each in result.rows if each.position == row.road), None)
    else:
        place = (row.in_category or 0) + 1
        other = next((r for r in result.rows if r.category == row.category and r.in_category == place), None)
    if other is None or other.time_ms is None:
        return []
    time = _time_with(other) or figures.clock(other.time_ms)
    return [f"{crew(book, other, words)} {time}", document(book, result.session, words)]
