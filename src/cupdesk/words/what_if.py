"""What a supposition changes, in sentences: titles first, then places and points of each table, then what stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.compare import difference
from cupdesk.rules.results import Outcome
from cupdesk.words import figures, names
from cupdesk.words.titles import title_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.rules.book import Book
    from cupdesk.rules.compare import PlaceChange, StandingChange, TitleChange
    from cupdesk.rules.results import Title
    from cupdesk.words import Words

_FEW = 3
"""How many movers of a table are told one by one."""
_DIGITS = 10**6


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence about a championship (its code): `strong` begins it; `kind` is `title` (as it would be), `was`
    (the title now), `lead`, `places`, `points`, `same`, `published` or `partial`.
    """

    championship: str
    kind: str
    strong: str
    text: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a supposition changes: the sentences, and the cars of each session whose place differs."""

    changes: tuple[Change, ...]
    places: tuple[PlaceChange, ...]


def effect(before: Book, after: Book, words: Words) -> Effect:
    """What differs between the facts and what is supposed on top of them, after the latest race of each."""
    found = difference(before, after)
    championships = after.season.regulations.championships
    latest = after.latest()
    waiting = bool(latest) and bool(after.classification(latest).missing)
    changes = []
    if waiting:
        cars = len(after.entries(after.round_of(latest).code))
        session = names.session_name(after, latest, words)
        known = cars - len(after.classification(latest).missing)
        said = words("what_if.partial", session=session[:1].upper() + session[1:], n=known, all=cars)
        changes.append(Change("", "partial", "", said))
    else:
        for each in found.titles:
            if not _other(each):
                continue
            now = words("what_if.is_now", short=_stands(before, each.before, words))
            changes += [
                Change(each.championship, "title", _stands(after, each.after, words), ""),
                Change(each.championship, "was", "", now),
            ]
    leads = {} if waiting else {each.championship: each for each in found.titles if not _other(each)}
    moved = {rules.code: [c for c in found.standings if c.championship == rules.code] for rules in championships}
    for code, rows in moved.items():
        if code in leads:
            changes.append(Change(code, "lead", "", _lead(leads[code], words)))
        changes += _table(after, code, rows, words)
    told = {change.championship for change in changes}
    same = [rules.name[words.language] for rules in championships if rules.code not in told]
    if same and found:
        changes.append(Change("", "same", "", words("what_if.same", names=names.listed(same, words))))
    if found.published:
        changes.append(Change("", "published", "", words("what_if.published", n=len(found.published))))
    return Effect(tuple(changes), found.places)


def _other(change: TitleChange) -> bool:
    """Whether others are champions or in contention, and not the lead alone is another."""
    was, now = change.before, change.after
    return (was.champions, set(was.contenders)) != (now.champions, set(now.contenders))


def _lead(change: TitleChange, words: Words) -> str:
    before = figures.points(change.before.margin, words.language)
    return words("what_if.lead", before=before, after=names.points(change.after.margin, words))


def _stands(book: Book, title: Title, words: Words) -> str:
    """How a title stands: the champion with the lead, or who is in contention."""
    short = title_short(book, title, words)
    if not title.decided or not title.margin:
        return short
    return words("what_if.by", short=short, margin=names.points(title.margin, words))


def _table(book: Book, code: str, rows: Sequence[StandingChange], words: Words) -> list[Change]:
    """The names of a table that change place, the first ones one by one; else those whose points alone differ."""
    rules = book.season.regulations.championship(code)

    def name(change: StandingChange) -> str:
        return names.key_name(book, rules, change.key, words)

    movers = sorted(
        (c for c in rows if c.before != c.after), key=lambda c: min(c.before or _DIGITS, c.after or _DIGITS)
    )
    if movers:
        told = [Change(code, "places", name(c), _moved(c, words)) for c in movers[:_FEW]]
        more = len(movers) - len(told)
        return [*told, Change(code, "places", "", words("what_if.more", n=more))] if more else told
    best = sorted(rows, key=lambda c: c.after or _DIGITS)[:_FEW]
    if not best:
        return []
    said = ", ".join(f"{name(c)} {_points(c, words)}" for c in best)
    more = len(rows) - len(best)
    return [Change(code, "points", "", f"{said} {words('what_if.more', n=more)}" if more else said)]


def _moved(change: StandingChange, words: Words) -> str:
    before, after = (figures.ordinal(p, words.language) if p else figures.DASH for p in (change.before, change.after))
    points = _points(change, words)
    return words("what_if.moved", before=before, after=after) + (f" ({points})" if points else "")


def _points(change: StandingChange, words: Words) -> str:
    """The points won or lost, with their sign; "" for none."""
    by = (change.points_after or Fraction(0)) - (change.points_before or Fraction(0))
    if not by:
        return ""
    return f"{'+' if by > 0 else figures.MINUS}{figures.points(abs(by), words.language)}"


def places_said(after: Book, places: Sequence[PlaceChange], words: Words) -> str:
    """The places of one session that differ, in a few words: `8 Paque: P5 → DSQ · 19 move up`."""
    if not places:
        return ""
    down = [c for c in places if c.before and (c.after is None or c.after > c.before)]
    up = sum(1 for c in places if c.before and c.after and c.after < c.before)
    new = sum(1 for c in places if c.before is None and c.after)
    parts = [_car(after, down[0], words)] if len(down) == 1 else []
    parts += [words("what_if.down", n=len(down))] if len(down) > 1 else []
    parts += [words("what_if.up", n=up)] if up else []
    parts += [words("what_if.new", n=new)] if new else []
    return " · ".join(parts)


def _car(book: Book, change: PlaceChange, words: Words) -> str:
    outcome = change.outcome_after or Outcome.NOT_CLASSIFIED
    now = f"P{change.after}" if change.after else words(f"rules.code.{outcome.value}")
    car = names.car_name(book, change.session, change.number, words)
    return words("what_if.car", car=car, before=f"P{change.before}", after=now)
