"""What a session changed, in sentences: joint races, places lost to decisions, titles led, fought over, lost and won.

Every sentence is computed from the book; a sentence that rests on a result not yet final says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.results import Outcome, StepKind
from cupdesk.rules.session import SessionKind
from cupdesk.words import figures, names
from cupdesk.words.title_statements import FEW, title_statements

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, ClassifiedCar, Title
    from cupdesk.words import Words


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence after a session; `championship` is its code, "" for one about the race itself.

    `about` is the car (number) or the row of the table (key) it is about, where it is about one beside the first two.
    """

    kind: str
    championship: str
    text: str
    about: str = ""


def statements(book: Book, ref: str, words: Words) -> tuple[Statement, ...]:
    """All sentences after a race, the race first, then each championship in order. None before it has a result."""
    if book.session(ref).kind is not SessionKind.RACE or not book.has_result(ref):
        return ()
    classification = book.classification(ref)
    found = [
        *_joint(book, classification, words),
        *_lost_places(book, classification, words),
        *_podium(book, classification, words),
        *_sweep(book, ref, words),
    ]
    for rules in book.season.regulations.championships:
        title = book.title(rules.code, ref)
        if not title.races or not title.runner_up:
            continue
        said = title_statements(book, rules, title, classification, words)
        found += [Statement(kind, rules.code, _subject_to(title, text, words), about) for kind, text, about in said]
    return tuple(found)


def _subject_to(title: Title, text: str, words: Words) -> str:
    if not title.provisional:
        return text
    return words("rules.title.provisional", sentence=text.removesuffix(".")) + "."


def _driver(book: Book, row: ClassifiedCar, words: Words) -> str:
    """The first of a car's crew; the car itself while nobody is entered in it."""
    return names.driver_name(book, row.drivers[0], words) if row.drivers else words("rules.say.car", number=row.number)


def _podium(book: Book, classification: Classification, words: Words) -> list[Statement]:
    """Who won the cup's race, from pole or not, ahead of whom; and where others in the main title fight finished."""
    own = [row for row in classification.rows if row.cup_position]
    if not own:
        return []
    session = names.session_name(book, classification.session, words)
    values = {
        "session": session[:1].upper() + session[1:],
        "winner": _driver(book, own[0], words),
        "others": names.listed([_driver(book, row, words) for row in own[1:FEW]], words),
    }
    key = "podium_alone" if len(own) == 1 else "podium_pole" if _from_pole(book, classification, own[0]) else "podium"
    found = [Statement("podium", "", words(f"rules.say.{key}", **values))]
    races = [ref for ref in book.races() if ref == classification.session or book.has_result(ref)]
    here = races.index(classification.session)
    fighting = book.title(book.season.regulations.championships[0].code, races[here - 1]).contenders if here else ()
    if len(fighting) <= FEW:
        rivals = [row for row in own[FEW:] if any(driver in fighting for driver in row.drivers)]
        found += [
            Statement("contender", "", _contender(book, classification, row, words), row.number) for row in rivals
        ]
        lost = [r for r in classification.rows if not r.position and any(driver in fighting for driver in r.drivers)]
        found += [Statement("contender", "", _unplaced(book, row, words), row.number) for row in lost]
    return found


def _from_pole(book: Book, classification: Classification, row: ClassifiedCar) -> bool:
    """Whether a car is credited with pole and no sanction took it off the first place of the grid."""
    grid = book.grid(classification.session)
    return row.number == classification.pole and (not grid or grid[0].number == row.number)


def _unplaced(book: Book, row: ClassifiedCar, words: Words) -> str:
    """How a contender's race came to nothing: a retirement with its laps where they are known, a status."""
    name = _driver(book, row, words)
    if row.outcome is Outcome.RETIRED and row.laps:
        return words("rules.say.contender_retired", n=row.laps, name=name)
    return words("rules.say.contender_unplaced", name=name, outcome=words(f"rules.say.ends.{row.outcome.value}"))


def _contender(book: Book, classification: Classification, row: ClassifiedCar, words: Words) -> str:
    place = names.ordinal_word(row.cup_position or 0, words)
    start = next((spot.position for spot in book.grid(classification.session) if spot.number == row.number), None)
    if start is None:
        return words("rules.say.contender", name=_driver(book, row, words), place=place)
    grid = names.ordinal_word(start, words)
    return words("rules.say.contender_grid", name=_driver(book, row, words), place=place, grid=grid)


def _sweep(book: Book, ref: str, words: Words) -> list[Statement]:
    """One car with every pole and every win of a meeting of several races, after its last."""
    meeting = book.round_of(ref)
    races = [each for each in book.races() if book.round_of(each) is meeting]
    if len(races) < 2 or races[-1] != ref:
        return []
    won = {next((row.number for row in book.classification(race).rows if row.cup_position), "") for race in races}
    poles = {book.pole(race) for race in races}
    winner = next((row for row in book.classification(ref).rows if row.cup_position), None)
    if winner is None or won != {winner.number} or poles != won:
        return []
    name, number = _driver(book, winner, words), names.number_word(len(races), words)
    both = len(races) == 2
    said = words("rules.say.sweep_two", name=name) if both else words("rules.say.sweep", name=name, number=number)
    return [Statement("sweep", "", said)]


def _joint(book: Book, classification: Classification, words: Words) -> list[Statement]:
    """The cup's winner and the first of each award in a race shared with other cups, on the road and in the cup."""
    session = book.session(classification.session)
    if not session.joint:
        return []
    own = [row for row in classification.rows if row.cup_position]
    awards = [rules.award for rules in book.season.regulations.championships if rules.award]
    firsts = own[:1] + [row for award in awards for row in [r for r in own if award in r.award_codes][:1]]
    told = [
        words(
            "rules.say.joint_name",
            name=_driver(book, row, words),
            road=names.ordinal_word(row.position or 0, words),
            cup=names.ordinal_word(row.cup_position or 0, words),
        )
        for row in dict.fromkeys(firsts)
    ]
    place = book.round_of(classification.session).name[words.language]
    return (
        [Statement("joint", "", words("rules.say.joint", place=place, names=words("rules.join").join(told)))]
        if told
        else []
    )


def _lost_places(book: Book, classification: Classification, words: Words) -> list[Statement]:
    """Category winners and podium places on the road that decisions moved down."""
    found = []
    for row in classification.rows:
        penalised = [s for s in row.steps if s.decision is not None]
        if not penalised or not row.road:
            continue
        if row.category and row.road_in_category == 1 and row.in_category and row.in_category > 1:
            found.append(Statement("category_lost", "", _category_lost(book, classification, row, words), row.number))
        elif row.road <= FEW and row.position != row.road:
            found.append(Statement("podium_lost", "", _podium_lost(book, classification, row, words), row.number))
    return found


def _category_lost(book: Book, classification: Classification, row: ClassifiedCar, words: Words) -> str:
    behind = ""
    after = next(
        (r for r in classification.rows if r.category == row.category and r.in_category == (row.in_category or 0) + 1),
        None,
    )
    if after is not None:
        rival = _driver(book, after, words)
        offence = next((s.offence for s in after.steps if s.decision is not None), None)
        if offence is None:
            behind = words("rules.say.just_ahead", rival=rival)
        else:
            said = names.offence_in_sentence(book, offence, words)
            behind = words("rules.say.just_ahead_penalised", rival=rival, offence=said)
    offence = next(s.offence for s in row.steps if s.decision is not None)
    return words(
        "rules.say.category_lost",
        category=row.category,
        name=_driver(book, row, words),
        place=names.ordinal_word(row.in_category or 0, words),
        offence=names.offence_in_sentence(book, offence, words),
        behind=behind,
    )


def _podium_lost(book: Book, classification: Classification, row: ClassifiedCar, words: Words) -> str:
    road = names.ordinal_word(row.road or 0, words)
    heir = next((r for r in classification.rows if r.position == row.road), None)
    disqualified = any(s.kind is StepKind.DISQUALIFIED for s in row.steps)
    return words(
        "rules.say.podium_dsq" if disqualified else "rules.say.podium_lost",
        road=road.capitalize(),
        name=_driver(book, row, words),
        place=figures.ordinal(row.position or 0, words.language),
        heir=words("rules.say.heir", heir=_driver(book, heir, words), road=road) if heir else "",
    )
