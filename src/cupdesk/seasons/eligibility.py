"""Championships nobody who is entered can score in: refused in a file, unless it says that their cars are still to be entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.rules.field import eligible, keys_of, nationalities, scores_as_guest
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.model import Entry, Season
    from cupdesk.rules.regulations import Championship


def without_cars(season: Season) -> tuple[str, ...]:
    """The championships (codes) nobody entered is eligible for; none while nobody is entered at all."""
    return tuple(championship.code for championship, *_ in _without_cars(season))


def nobody_eligible(season: Season) -> Iterator[Trouble]:
    """The same as remarks, each with the path of the setting that leaves nobody."""
    for championship, path, _ in _without_cars(season):
        yield Trouble("seasons.nobody_eligible", path=path, championship=championship.code)


def refused(season: Season, still_to_enter: tuple[str, ...]) -> Iterator[Trouble]:
    """The same as what a file is refused for, but for the championships it says are still to be entered."""
    for championship, path, known in _without_cars(season):
        if championship.code in still_to_enter:
            continue
        if known:
            yield Trouble("seasons.nobody_entered_as", path=path, championship=championship.code, known=known)
        else:
            yield Trouble("seasons.nobody_entered", path=path, championship=championship.code)


def nobody_ranked(season: Season) -> Iterator[Trouble]:
    """Championships of teams, manufacturers or nations that no car of theirs has."""
    for i, championship in enumerate(season.regulations.championships):
        nations = nationalities(season, championship)
        mine = [each for each in _versions(season.entries) if _scores(each, championship)]
        if mine and not any(keys_of(championship, each, each.drivers, nations) for each in mine):
            path = f"regulations.championships[{i}].ranks"
            yield Trouble("seasons.nobody_ranked", path=path, championship=championship.code)


def _without_cars(season: Season) -> Iterator[tuple[Championship, str, str]]:
    """Each such championship, the path of the setting that leaves nobody, and the codes that cars are entered as in its stead."""
    versions = _versions(season.entries)
    for i, championship in enumerate(season.regulations.championships):
        if not versions or any(_scores(each, championship) for each in versions):
            continue
        where = f"regulations.championships[{i}]"
        categories = dict.fromkeys(each.category for each in versions if each.category)
        awards = dict.fromkeys(award for each in versions for award in each.awards)
        if championship.category and championship.category not in categories:
            yield championship, f"{where}.category", ", ".join(categories)
        elif championship.award and championship.award not in awards:
            yield championship, f"{where}.award", ", ".join(awards)
        else:
            yield championship, where, ""


def _scores(entry: Entry, championship: Championship) -> bool:
    return eligible(championship, entry.category, entry.awards, scores_as_guest(championship, entry.guest))


def _versions(entries: Iterable[Entry]) -> list[Entry]:
    """The entries as entered, and as they are in rounds where they differ."""
    found: list[Entry] = []
    for entry in entries:
        found.append(entry)
        for change in entry.changes:
            said = {
                name: getattr(change, name)
                for name in ("drivers", "team", "category", "awards", "guest", "manufacturer")
                if getattr(change, name) is not None
            }
            found.append(replace(entry, **said))
    return found
