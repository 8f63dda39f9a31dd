"""What a race changed in one championship, in sentences: who leads it, who can still win it, who cannot, how it was won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.honours import title_before
from cupdesk.rules.results import Eliminated
from cupdesk.words import names
from cupdesk.words.reasons import tie_reason
from cupdesk.words.titles import level_not_enough, title_name

if TYPE_CHECKING:
    from fractions import Fraction

    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Classification, Result, Title
    from cupdesk.words import Words

FEW = 3
"""How many names are told one by one."""


def title_statements(
    book: Book, rules: Championship, title: Title, classification: Classification, words: Words
) -> list[tuple[str, str, str]]:
    """The sentences of one championship after a race: kind, text, whom it is about."""
    if title.decided:
        if title.since != title.after:
            return []
        return [("champion", _champion(book, rules, title, classification, words), "")]
    said = [("lead", _lead(book, rules, title, words), "")]
    proven = not title.unproven  # what is only not ruled out is not told
    if proven and len(title.contenders) == 2:
        leader, rival = (names.key_name(book, rules, key, words) for key in title.contenders)
        said.append(
            (
                "only_rival",
                words("rules.say.only_rival", leader=leader, rival=rival, title=title_name(book, rules, words)),
                "",
            )
        )
    elif proven and len(title.contenders) <= FEW + 1:
        said += [("still_in", _still_in(book, rules, title, key, words), key) for key in title.contenders[2:]]
    out = [gone for gone in title.eliminated if gone.since == title.after]
    said += [("out", _out(book, rules, gone, classification, words), gone.key) for gone in out[:FEW]]
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
        "nth": _nth(book, title, words),
    }
    if title.races_left:
        session = names.the_session(book, title.after, words)
        key = "rules.say.team_decided_early" if team else "rules.say.decided_early"
        offer = rival_offer(title)
        text = words(key, session=session, offer=names.points(offer, words), **values)
        beaten = Eliminated(title.runner_up, title.after, title.margin, offer)
        return level_not_enough(beaten, text, words) + _nth(book, title, words) + "."
    if not title.margin and title.runner_up:
        return _level(book, rules, title, values, words)
    if team:
        return words("rules.say.team_champion", **values)
    own = next((r for r in classification.rows if names.drives(rules, r, title.champions[0])), None)
    if title.in_a_row and title.in_a_row > 1:
        result = next((r for r in _results(book, rules, title) if r.session == title.after), None)
        key = "rules.say.keeps" if result and result.place == 1 else "rules.say.keeps_placed"
        return words(key, **(values | {"nth": names.ordinal_word(title.in_a_row, words)}))
    if own is not None and any(step.decision is not None for step in own.steps):
        return words("rules.say.in_spite", **values)
    number = names.number_word(title.wins, words)
    wins = words("rules.say.wins", n=title.wins, number=number) if title.wins else words("rules.say.no_win")
    return words("rules.say.champion", wins=wins, races=names.number_word(title.races, words), **values)


def rival_offer(title: Title) -> Fraction:
    """What the runner-up of a title could still take when it was decided; the most anybody could, where that is not known."""
    own = (gone.on_offer for gone in title.eliminated if gone.key == title.runner_up and gone.since == title.after)
    return next(own, title.on_offer)


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


def _nth(book: Book, title: Title, words: Words) -> str:
    """Which title it is as far as the roll of honour says: first, consecutive, the first since a year, how many."""
    if len(title.champions) != 1:
        return ""
    if title.in_a_row and title.in_a_row > 1:
        return words("rules.say.nth_in_a_row", nth=names.ordinal_word(title.in_a_row, words))
    since = title_before(book.season, title.championship, title.champions[0])
    if title.nth == 1:
        return words("rules.say.nth_first")
    nth = names.ordinal_word(title.nth, words) if title.nth else ""
    if since is not None:
        return words("rules.say.nth_since", nth=nth, year=since) if nth else words("rules.say.since", year=since)
    return words("rules.say.nth_other", nth=nth) if nth else ""
