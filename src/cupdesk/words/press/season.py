"""The season's figures for the press: wins, poles, fastest laps, podiums, series that go on or end, the how-manieth it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.season_figures import count_of, season_figures, wins_in_category, wins_of_award
from cupdesk.rules.settled import pole_settled
from cupdesk.words import figures, names
from cupdesk.words.press.basis import Fact, Teller, races
from cupdesk.words.press.people import brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cupdesk.rules.season_figures import Count, SeasonFigures

SECTION = "season"
_WORTH = 3
"""From how many races in a row on the end of a series is told."""


def season_facts(tell: Teller) -> Iterator[Fact]:
    """The counts of the season after a race, and what of them this race made."""
    book, ref, words = tell.book, tell.ref, tell.words
    season, rules = season_figures(book, ref), book.season.regulations
    poles_safe = all(pole_settled(book, race) for race in season.held)
    certain = {"poles": poles_safe, "pole_row": poles_safe}
    for key, counts in (
        ("wins", season.wins),
        ("poles", season.poles),
        ("fastest_laps", season.fastest),
        ("podiums", season.podiums),
    ):
        yield from _count(
            tell, season, key, counts, words(f"press.say.{key}", names=_told(tell, counts)), certain.get(key)
        )
    for category in rules.categories:
        counts = wins_in_category(book, ref, category.code)
        if counts == season.wins:
            continue  # the first of this category has always been the winner
        text = words("press.say.wins_in", of=category.name[words.language], names=_told(tell, counts))
        yield from _count(tell, season, "category_wins", counts, text)
    for award in rules.awards:
        if sum(award.code in entry.awards for entry in book.season.entries) < 2:
            continue  # who is alone has nobody to beat
        counts = wins_of_award(book, ref, award.code)
        text = words("press.say.wins_in", of=award.name[words.language], names=_told(tell, counts))
        yield from _count(tell, season, "award_wins", counts, text)
    if season.held != season.due:
        return  # nothing can be told of rows and of the how-manieth while an earlier race is missing
    for key, counts in (("win_row", season.wins), ("pole_row", season.poles), ("podium_row", season.podiums)):
        yield from _rows(tell, season, key, counts, certain.get(key))
    yield from _nth(tell, season)


def _told(tell: Teller, counts: tuple[Count, ...]) -> str:
    said = (f"{brief(names.driver_name(tell.book, c.driver, tell.words))} {len(c.races)}" for c in counts)
    return ", ".join(said)


def _count(
    tell: Teller, season: SeasonFigures, kind: str, counts: tuple[Count, ...], text: str, certain: bool | None = None
) -> Iterator[Fact]:
    """A count of the season with the races of each name but for podiums, which are many; of how many races it is."""
    if not counts:
        return
    book, words = tell.book, tell.words
    whole = kind in ("wins", "podiums")
    run = words("press.figures.races", n=len(season.held), total=len(book.races())) if whole else ""
    where = (
        words("press.figures.races_of", name=names.driver_name(book, c.driver, words), races=races(c.races))
        for c in (counts if kind != "podiums" else ())
    )
    yield tell.fact(SECTION, kind, text, (run, *where), on=season.held, certain=certain)


def _rows(
    tell: Teller, season: SeasonFigures, key: str, counts: tuple[Count, ...], certain: bool | None
) -> Iterator[Fact]:
    """Series that this race went on with or ended; podiums in a row not beside as many wins."""
    book, words = tell.book, tell.words
    for count in counts:
        name = names.driver_name(book, count.driver, words)
        streak, ended = season.in_a_row(count), season.ended(count)
        if key == "podium_row" and streak == season.in_a_row(count_of(season.wins, count.driver)):
            streak = 0
        if streak > 1:
            text = words(f"press.say.{key}", name=name, number=names.number_word(streak, words))
            told = races(season.due[-streak:])
        elif ended >= _WORTH and key != "pole_row":
            text = words(f"press.say.{key}_ends", name=name, number=names.number_word(ended, words))
            told = races(season.due[-ended - 1 : -1])
        else:
            continue
        yield tell.fact(SECTION, key if streak > 1 else f"{key}_ends", text, (told,), on=season.held, certain=certain)


def _nth(tell: Teller, season: SeasonFigures) -> Iterator[Fact]:
    """The how-manieth win and podium of those on the podium of this race."""
    book, ref, words = tell.book, tell.ref, tell.words
    for count in season.podiums:
        if ref not in count.races:
            continue
        name = names.driver_name(book, count.driver, words)
        podiums, wins = len(count.races), len(count_of(season.wins, count.driver).races)
        won = ref in count_of(season.wins, count.driver).races
        values = {"name": name, "nth": names.ordinal_word(podiums, words), "wins": names.ordinal_word(wins, words)}
        if not won:
            kind, text = "nth_podium", words("press.say.nth_podium", **values)
        else:
            kind, text = "nth_win", words("press.say.first_win" if wins == 1 else "press.say.nth_win", **values)
        yield tell.fact(SECTION, kind, text, (_places(tell, count),), on=season.held)


def _places(tell: Teller, count: Count) -> str:
    """`MAG R2 3rd, LEC R2 2nd`."""
    book, words = tell.book, tell.words
    told = []
    for race in count.races:
        places = [
            r.cup_position for r in book.classification(race).rows if count.driver in r.drivers and r.cup_position
        ]
        told.append(f"{races((race,))}\u00a0{figures.ordinal(min(places), words.language)}")
    return ", ".join(told)
