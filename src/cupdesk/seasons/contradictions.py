"""What one championship of a rule book cannot mean, whoever enters and however many rounds there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.field import named
from cupdesk.words.figures import exact
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.regulations import Championship, Counting


def contradictions(championship: Championship, path: str) -> Iterator[Trouble]:
    """Everything it contradicts itself in, each with the path of its setting."""
    if not _pays(championship):
        yield Trouble("seasons.pays_nothing", path=f"{path}.scale", championship=championship.code)
    yield from _ways(championship.counting, f"{path}.counting")
    yield from _steps(championship.counting, f"{path}.counting")
    yield from _segments(championship.counting, f"{path}.counting")
    yield from _amounts(championship, path)
    for i, race in enumerate(championship.races):
        for k, each in enumerate(race.shares):
            if each.share > 1:
                yield Trouble("seasons.share", path=f"{path}.races[{i}].shares[{k}].share", found=exact(each.share))
    for i, step in enumerate(championship.few_starters):
        if step.factor > 1:
            yield Trouble("seasons.share", path=f"{path}.few_starters[{i}].factor", found=exact(step.factor))


def overlaps(championship: Championship, races: tuple[str, ...], path: str) -> Iterator[Trouble]:
    """Races of the season (references) that stand in two parts of it, by whatever names."""
    part_of: dict[str, int] = {}
    for i, part in enumerate(championship.counting.segments):
        for ref in named(races, part.races):
            if part_of.setdefault(ref, i) != i:
                where = f"{path}.counting.segments"
                yield Trouble(
                    "seasons.overlap", path=f"{where}[{i}].races", found=ref, first=f"{where}[{part_of[ref]}]"
                )


def _pays(championship: Championship) -> bool:
    """Whether anything in it brings points."""
    paid = (getattr(championship, field.name) for field in fields(championship))
    return bool(championship.scale or championship.scales or championship.qualifying or championship.laps_down) or any(
        isinstance(p, Fraction) and p > 0 for p in paid
    )


def _ways(counting: Counting, path: str) -> Iterator[Trouble]:
    """One way of counting, not two that contradict each other."""
    ways = {
        "best": counting.best is not None,
        "drop": counting.drop is not None,
        "drop_by_length": bool(counting.drop_by_length),
        "segments": bool(counting.segments),
    }
    said = [name for name, is_said in ways.items() if is_said]
    if len(said) > 1:
        yield Trouble("seasons.counting_two", path=path, first=said[0], second=said[1])
    for i, part in enumerate(counting.segments):
        if part.best is not None and part.drop is not None:
            yield Trouble("seasons.counting_two", path=f"{path}.segments[{i}]", first="best", second="drop")


def _steps(counting: Counting, path: str) -> Iterator[Trouble]:
    """Steps by length that are reached: each goes further than those before it."""
    reached: int | None = 0
    for i, step in enumerate(counting.drop_by_length):
        if reached is None or (step.up_to is not None and step.up_to <= reached):
            said = "…" if reached is None else str(reached)
            yield Trouble("seasons.step_unreached", path=f"{path}.drop_by_length[{i}].up_to", reached=said)
            return
        reached = step.up_to


def _segments(counting: Counting, path: str) -> Iterator[Trouble]:
    """Parts of the season that have races, each race in one of them."""
    first: dict[str, str] = {}
    for i, part in enumerate(counting.segments):
        where = f"{path}.segments[{i}]"
        if not part.races:
            yield Trouble("seasons.no_races", path=f"{where}.races")
        for k, name in enumerate(part.races):
            if name in first:
                yield Trouble("seasons.overlap", path=f"{where}.races[{k}]", found=name, first=first[name])
            first.setdefault(name, where)
        yield from _amount(part.best, part.drop, _known_number(part.races, counting.by_round), where)


def _amounts(championship: Championship, path: str) -> Iterator[Trouble]:
    """Not more than there are, where the championship names all its races."""
    counting = championship.counting
    n = _known_number(championship.sessions, counting.by_round)
    yield from _amount(counting.best, counting.drop, n, f"{path}.counting")
    most = _known_number(championship.sessions, championship.starts_by_round)
    if most is not None and championship.minimum_starts > most:
        yield _more(f"{path}.minimum_starts", championship.minimum_starts, most)


def _amount(best: int | None, drop: int | None, n: int | None, path: str) -> Iterator[Trouble]:
    if n is None:
        return
    if best is not None and best > n:
        yield _more(f"{path}.best", best, n)
    if drop is not None and drop >= n:
        yield Trouble("seasons.drops_all", path=f"{path}.drop", found=drop, n=n)


def _more(path: str, found: int, n: int) -> Trouble:
    return Trouble("seasons.more_than_there_are", path=path, found=found, n=n)


def _known_number(names: Iterable[str], by_round: bool) -> int | None:
    """How many races all named by reference there are, or rounds; `None` where a name may stand for any number of them."""
    refs = set(names)
    if not refs or not all("/" in name for name in refs):
        return None
    return len({ref.partition("/")[0] for ref in refs} if by_round else refs)
