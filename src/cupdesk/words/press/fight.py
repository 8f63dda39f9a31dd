"""The title fights for the press: who leads, since when, who is left, who is out, what is needed; the meeting's story so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.season_figures import lead_change
from cupdesk.words import names
from cupdesk.words.press.basis import Fact, Teller, after, table, table_document
from cupdesk.words.press.people import key_in_list
from cupdesk.words.title_statements import FEW
from cupdesk.words.titles import level_not_enough, needs_sentence, title_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Title
    from cupdesk.words import Words
    from cupdesk.words.statements import Statement

SECTION = "fight"
_NAMED = 6
"""Up to how many contenders are named one by one in a list."""


def fight_facts(tell: Teller, said: tuple[Statement, ...]) -> Iterator[Fact]:
    """The facts of every championship after a race, first what this race changed, then how the meeting came to it."""
    book, ref = tell.book, tell.ref
    for rules in book.season.regulations.championships:
        found = book.standings(rules.code, ref)
        on = found.sessions
        if not found.rows or not on or on[-1] != ref:
            continue
        title = book.title(rules.code, ref)
        for each in (each for each in said if each.championship == rules.code and each.kind != "champion"):
            rests = _rests(tell, rules, title, each.about)
            yield tell.fact(SECTION, each.kind, each.text, rests, on=on, championship=rules.code)
        yield from _left_and_out(tell, rules, title, on)
        yield from _needs(tell, rules, title, on)
        yield from _lead(tell, rules, on)
    yield from before_meeting(tell)
    yield from _meeting(tell)


def _rests(tell: Teller, rules: Championship, title: Title, about: str = "") -> list[str]:
    words = tell.words
    offer = words("press.figures.offer", n=title.races_left, offer=names.points(title.on_offer, words))
    return [
        table(tell.book, rules, tell.ref, words, about),
        offer if title.races_left else "",
        table_document(tell.book, tell.ref, words),
    ]


def _left_and_out(tell: Teller, rules: Championship, title: Title, on: tuple[str, ...]) -> Iterator[Fact]:
    """Who can still win where that are more than are told one by one, and the others this race has put out."""
    book, words = tell.book, tell.words
    if title.decided:
        return
    rests, many = _rests(tell, rules, title), len(title.contenders)
    of = title_name(book, rules, words)
    if many > FEW + 1 and not title.unproven:  # what is only not ruled out is not told
        key = "team_contenders" if rules.ranks.has_cars else "contenders"
        told = [key_in_list(book, rules, each, words) for each in title.contenders]
        text = (
            words("press.say.left", names=names.listed(told, words), title=of)
            if many <= _NAMED
            else words(f"press.say.{key}", number=names.number_word(many, words).capitalize(), title=of)
        )
        yield tell.fact(SECTION, "left", text, rests, on=on, championship=rules.code)
    out = [gone.key for gone in title.eliminated if gone.since == tell.ref][FEW:]
    if out:
        told = [key_in_list(book, rules, each, words) for each in out]
        text = words("press.say.also_out", n=len(out), names=names.listed(told, words), title=of)
        yield tell.fact(SECTION, "also_out", text, rests, on=on, championship=rules.code)


def _needs(tell: Teller, rules: Championship, title: Title, on: tuple[str, ...]) -> Iterator[Fact]:
    """The place in the next race that makes a contender champion whatever the others do."""
    if title.decided or len(title.contenders) > FEW + 1:
        return
    for needs in tell.book.needs(rules.code, tell.ref):
        if needs.place is not None:
            text = needs_sentence(tell.book, title, needs, tell.words) + "."
            yield tell.fact(SECTION, "needs", text, _rests(tell, rules, title), on=on, championship=rules.code)


def _lead(tell: Teller, rules: Championship, on: tuple[str, ...]) -> Iterator[Fact]:
    """Who has taken the lead of a championship from whom, alone or level."""
    book, words = tell.book, tell.words
    change = lead_change(book, rules.code, tell.ref)
    if change is None:
        return
    now, before = ([names.key_name(book, rules, key, words) for key in keys] for keys in (change.now, change.before))
    values = {
        "leader": names.listed(now, words),
        "old": names.listed(before, words),
        "table": _table_name(book, rules, words),
    }
    if len(now) == 1:
        again = change.now[0] in dict(change.held)
        key = "leads_alone" if change.now[0] in change.before else "takes_lead_again" if again else "takes_lead"
    elif set(change.before) < set(change.now):
        joins = [names.key_name(book, rules, key, words) for key in change.now if key not in change.before]
        key, values["leader"] = "joins_lead", names.listed(joins, words)
    else:
        key = "share_lead"
    n = len(change.now) if key == "share_lead" else len(change.now) - len(change.before) if key == "joins_lead" else 1
    text = words(f"press.say.{key}", n=n, **values)
    led = ", ".join(f"{names.key_name(book, rules, name, words)} {races}" for name, races in change.held)
    rests = [
        after(book, rules, change.since, words),
        after(book, rules, tell.ref, words),
        words("press.figures.led", names=led) if led else "",
        table_document(book, tell.ref, words),
    ]
    yield tell.fact(SECTION, "lead_change", text, rests, on=on, championship=rules.code)


def _table_name(book: Book, rules: Championship, words: Words) -> str:
    main = rules is book.season.regulations.championships[0]
    return words("press.say.main" if main else "press.say.table", table=rules.name[words.language])


def before_meeting(tell: Teller) -> Iterator[Fact]:
    """How the first championship stood before this meeting, once its first race is past or before it is run."""
    book, words = tell.book, tell.words
    rules, meeting = book.season.regulations.championships[0], book.round_of(tell.ref)
    past = [
        race for race in book.races() if book.index[race] < book.index[f"{meeting.code}/{meeting.sessions[0].code}"]
    ]
    run = tuple(race for race in past if book.has_result(race))
    if not run or book.standings(rules.code, run[-1]).sessions[-1:] != run[-1:]:
        return
    title = book.title(rules.code, run[-1])
    if title.decided or not title.runner_up:
        return
    leader, rival = (names.key_name(book, rules, key, words) for key in (title.leader, title.runner_up))
    place = names.meeting_name(book, meeting.code, words)
    key = "led_before" if title.margin else "level_before"
    margin = names.points(title.margin, words)
    text = words(f"press.say.{key}", leader=leader, rival=rival, place=place, margin=margin)
    rests = (after(book, rules, run[-1], words), table_document(book, run[-1], words))
    on = book.standings(rules.code, run[-1]).sessions
    yield tell.fact(SECTION, "led_before", text, rests, on=on, championship=rules.code)


def _meeting(tell: Teller) -> Iterator[Fact]:
    """Who lost his chances of the first championship in the earlier races of this meeting, and who was left by them."""
    book, words = tell.book, tell.words
    rules, meeting = book.season.regulations.championships[0], book.round_of(tell.ref)
    here = book.index[tell.ref]
    races = [race for race in book.races() if book.round_of(race) is meeting and book.index[race] < here]
    for race in races:
        on = book.standings(rules.code, race).sessions
        if not book.has_result(race) or on[-1:] != (race,):
            continue
        title = book.title(rules.code, race)
        gone = [each for each in title.eliminated if each.since == race][:FEW]
        for each in gone if not title.decided else ():
            values = {
                "name": names.key_name(book, rules, each.key, words),
                "session": names.the_session(book, race, words),
                "behind": names.points(each.behind, words),
                "offer": names.points(each.on_offer, words),
            }
            rests = [after(book, rules, race, words, each.key), table_document(book, race, words)]
            text = level_not_enough(each, words("press.say.was_out", **values), words) + "."
            yield tell.fact(SECTION, "was_out", text, rests, on=on, championship=rules.code)
        if len(title.contenders) == 2 and not title.decided and not title.unproven:
            yield _was_alone(tell, rules, title, race, on)


def _was_alone(tell: Teller, rules: Championship, title: Title, race: str, on: tuple[str, ...]) -> Fact:
    book, words = tell.book, tell.words
    leader, rival = (names.key_name(book, rules, key, words) for key in title.contenders)
    session = names.the_session(book, race, words)
    text = words("press.say.was_alone", leader=leader, rival=rival, session=session)
    rests = [after(book, rules, race, words), table_document(book, race, words)]
    return tell.fact(SECTION, "was_alone", text, rests, on=on, championship=rules.code)
