"""What a session changed, in sentences: joint races, places lost to decisions, titles led, fought over, lost and won.

Every sentence is computed from the book; a sentence that rests on a result not yet final says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.results import StepKind
from cupdesk.rules.session import SessionKind
from cupdesk.words import figures, names
from cupdesk.words.reasons import tie_reason
from cupdesk.words.titles import level_not_enough, title_name

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Classification, ClassifiedCar, Eliminated, Result, Title
    from cupdesk.words import Words

_FEW = 3
"""How many names are told one by one."""


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
        said = _title(book, rules, title, classification, words)
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
        "others": names.listed([_driver(book, row, words) for row in own[1:_FEW]], words),
    }
    pole = own[0].number == classification.pole
    key = "podium_alone" if len(own) == 1 else "podium_pole" if pole else "podium"
    found = [Statement("podium", "", words(f"rules.say.{key}", **values))]
    races = [ref for ref in book.races() if ref == classification.session or book.has_result(ref)]
    here = races.index(classification.session)
    fighting = book.title(book.season.regulations.championships[0].code, races[here - 1]).contenders if here else ()
    if len(fighting) <= _FEW:
        rivals = [row for row in own[_FEW:] if any(driver in fighting for driver in row.drivers)]
        found += [
            Statement("contender", "", _contender(book, classification, row, words), row.number) for row in rivals
        ]
    return found


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
        elif row.road <= _FEW and row.position != row.road:
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
        road_low=road,
        name=_driver(book, row, words),
        place=figures.ordinal(row.position or 0, words.language),
        heir=_driver(book, heir, words) if heir else "",
    )


def _title(
    book: Book, rules: Championship, title: Title, classification: Classification, words: Words
) -> list[tuple[str, str, str]]:
    """The sentences of one championship after a race: kind, text, whom it is about."""
    if title.decided:
        if title.since != title.after:
            return []
        return [("champion", _champion(book, rules, title, classification, words), "")]
    said = [("lead", _lead(book, rules, title, words), "")]
    if len(title.contenders) == 2:
        leader, rival = (names.key_name(book, rules, key, words) for key in title.contenders)
        said.append(
            (
                "only_rival",
                words("rules.say.only_rival", leader=leader, rival=rival, title=title_name(book, rules, words)),
                "",
            )
        )
    elif len(title.contenders) <= _FEW + 1:
        said += [("still_in", _still_in(book, rules, title, key, words), key) for key in title.contenders[2:]]
    out = [gone for gone in title.eliminated if gone.since == title.after]
    said += [("out", _out(book, rules, gone, classification, words), gone.key) for gone in out[:_FEW]]
    return said


def _in(book: Book, rules: Championship, words: Words) -> str:
    first = book.season.regulations.championships[0]
    return "" if rules is first else words("rules.say.in_title", title=rules.name[words.language])


def _lead(book: Book, rules: Championship, title: Title, words: Words) -> str:
    """The leader's margin, before the next meeting if this race ended one."""
    leader, rival = (names.key_name(book, rules, key, words) for key in (title.leader, title.runner_up))
    refs = book.sessions()
    here = refs.index(title.after)
    following = book.round_of(refs[here + 1]) if here + 1 < len(refs) else None
    between = following is not None and following is not book.round_of(title.after)
    values: dict[str, object] = {"leader": leader, "rival": rival, "title": _in(book, rules, words)}
    if between and following is not None:
        values["place"] = names.meeting_name(book, following.code, words)
    else:
        values["session"] = names.the_session(book, title.after, words)
    if title.margin:
        values["margin"] = names.points(title.margin, words)
        return words("rules.say.before_round" if between else "rules.say.after_race", **values)
    row = book.standings(rules.code, title.after).rows[0]
    values["points"] = names.points(row.points, words)
    return words("rules.say.level" if between else "rules.say.level_after", **values)


def _still_in(book: Book, rules: Championship, title: Title, key: str, words: Words) -> str:
    row = book.standings(rules.code, title.after).row(key)
    return words(
        "rules.say.still_in_team" if rules.ranks.has_cars else "rules.say.still_in",
        name=names.key_name(book, rules, key, words),
        behind=names.points(row.behind if row else title.margin, words),
        offer=names.points(title.on_offer, words),
        title=title_name(book, rules, words),
    )


def _out(book: Book, rules: Championship, gone: Eliminated, classification: Classification, words: Words) -> str:
    """Why a name is out of a title since this race, with the place that did it."""
    values: dict[str, object] = {
        "name": names.key_name(book, rules, gone.key, words),
        "behind": names.points(gone.behind, words),
        "offer": names.points(gone.on_offer, words),
        "title": title_name(book, rules, words),
    }
    row = next((r for r in classification.rows if names.drives(rules, r, gone.key) and r.cup_position), None)
    if rules.ranks.has_cars or row is None:
        return _out_said(gone, words("rules.say.out_unplaced", **values), words)
    place = names.ordinal_word(row.cup_position or 0, words).capitalize()
    session = names.the_session(book, classification.session, words)
    return _out_said(gone, words("rules.say.out", place=place, session=session, **values), words)


def _out_said(gone: Eliminated, sentence: str, words: Words) -> str:
    return level_not_enough(gone, sentence.removesuffix("."), words) + "."


def _champion(book: Book, rules: Championship, title: Title, classification: Classification, words: Words) -> str:
    """How a title was won: early, kept, in spite of a penalty, or with how many wins."""
    name = names.listed([names.key_name(book, rules, key, words) for key in title.champions], words)
    team = rules.ranks.has_cars
    values: dict[str, object] = {
        "name": name,
        "title": title_name(book, rules, words),
        "margin": names.points(title.margin, words),
        "rival": names.key_name(book, rules, title.runner_up, words) if title.runner_up else "",
    }
    if title.races_left:
        session = names.the_session(book, title.after, words)
        key = "rules.say.team_decided_early" if team else "rules.say.decided_early"
        return words(key, session=session, offer=names.points(title.on_offer, words), **values)
    if not title.margin and title.runner_up:
        return _level(book, rules, title, values, words)
    if team:
        return words("rules.say.team_champion", **values)
    own = next((r for r in classification.rows if names.drives(rules, r, title.champions[0])), None)
    if title.in_a_row and title.in_a_row > 1:
        result = next((r for r in _results(book, rules, title) if r.session == title.after), None)
        key = "rules.say.keeps" if result and result.place == 1 else "rules.say.keeps_placed"
        return words(key, nth=names.ordinal_word(title.in_a_row, words), **values)
    if own is not None and any(step.decision is not None for step in own.steps):
        return words("rules.say.in_spite", **values)
    number = names.number_word(title.wins, words)
    wins = words("rules.say.wins", n=title.wins, number=number) if title.wins else words("rules.say.no_win")
    return words(
        "rules.say.champion", wins=wins, races=names.number_word(title.races, words), nth=_nth(title, words), **values
    )


def _level(book: Book, rules: Championship, title: Title, values: dict[str, object], words: Words) -> str:
    """How a title was won on equal points: shared, or by what separates them."""
    table = book.standings(rules.code, title.after)
    team = rules.ranks.has_cars
    if len(title.champions) > 1:
        points = names.points(table.rows[0].points, words)
        return words("rules.say.team_shared" if team else "rules.say.shared", points=points, **values)
    tie = tie_reason(book, table, table.rows[0], words)
    return words("rules.say.team_tie" if team else "rules.say.tie", tie=tie, **values)


def _results(book: Book, rules: Championship, title: Title) -> tuple[Result, ...]:
    row = book.standings(rules.code, title.after).row(title.champions[0])
    return row.results if row else ()


def _nth(title: Title, words: Words) -> str:
    if title.nth == 1:
        return words("rules.say.nth_first")
    return words("rules.say.nth_other", nth=names.ordinal_word(title.nth, words)) if title.nth else ""
