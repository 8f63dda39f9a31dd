"""A small season with races left, and every outcome of them, played one by one with the ordinary tables.

This is the definition that titles are held to (`rules/title.py` says it in words). Cars beginning with 8 and 9 are further
cars: they take part, but their names are out of the championship. Of outcomes that bring all names the same results one is
played.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations, permutations, product

from cupdesk.rules.book import Book
from cupdesk.rules.choices import EqualLaps, PoleRule
from cupdesk.rules.exceptions import Exclusion
from cupdesk.rules.field import crew_key
from cupdesk.rules.model import Adjustment, Driver, Entry, Round, Season, Team
from cupdesk.rules.race_left import printed_places_earn
from cupdesk.rules.race_rules import in_race
from cupdesk.rules.regulations import Championship, PlaceBasis, Ranks, Regulations, TieStep
from cupdesk.rules.results import Result
from cupdesk.rules.session import Finish, GridSource, Session, SessionKind, Status, Text

WORD = Text("x", "x")
RACE, PLACED = SessionKind.RACE, Status.RUNNING
FURTHER = ("8", "9")
Played = tuple[Session | None, Session]
"""A qualifying, if there is one, and its race."""


def ran(order: tuple[str, ...], **facts: object) -> Session:
    """A race in this order at the flag."""
    return Session("R", RACE, WORD, order=order, **facts)  # type: ignore[arg-type]


def qualified(order: tuple[str, ...], away: tuple[str, ...] = ()) -> Session:
    """A qualifying that set the grid of the race, in this order, some cars not there; open if there is no order."""
    rows = [Finish(number, best_ms=100 + i) for i, number in enumerate(order)]
    absent = [Finish(number, Status.WITHDRAWN) for number in away]
    rows += absent
    return Session("Q", SessionKind.QUALIFYING, WORD, order=order, finishes=tuple(rows), sets_grids=(GridSource("R"),))


@dataclass(frozen=True)
class Small:
    """A season of one race a round: those played, then those left (with a qualifying, if one is over or still to come)."""

    rules: Championship
    entries: tuple[Entry, ...]
    played: tuple[Played, ...]
    left: tuple[Played, ...]
    adjustments: tuple[Adjustment, ...] = ()
    book: dict[str, object] = field(default_factory=dict)
    heats: bool = False

    @cached_property
    def championship(self) -> Championship:
        """The rules with the names of further cars taken out."""
        names = {key for entry in self.entries if entry.number[0] in FURTHER for key in self.keys(entry)}
        out = tuple(Exclusion(name, WORD) for name in sorted(names))
        return replace(self.rules, excluded=self.rules.excluded + out)

    def keys(self, entry: Entry) -> tuple[str, ...]:
        """Who scores with a car; a driver's nation has his code."""
        if self.rules.ranks in (Ranks.DRIVER, Ranks.NATION):
            return entry.drivers
        if self.rules.ranks is Ranks.CREW:
            return (crew_key(entry.drivers),)
        if self.rules.ranks is Ranks.CAR:
            return (entry.number,)
        return (entry.team or "",) if self.rules.ranks is Ranks.TEAM else (entry.manufacturer,)

    @cached_property
    def season(self) -> Season:
        """The season as it stands."""
        rounds = [
            Round(str(i), WORD, sessions=tuple(s for s in sessions if s is not None))
            for i, sessions in enumerate((*self.played, *self.left), 1)
        ]
        people = dict.fromkeys(driver for entry in self.entries for driver in entry.drivers)
        teams = dict.fromkeys(entry.team for entry in self.entries if entry.team)
        return Season(
            "s",
            "Cup",
            2023,
            Regulations(WORD, (self.championship,), **self.book),  # type: ignore[arg-type]
            tuple(Driver(code, "", code, code.rstrip("'")) for code in people),
            tuple(Team(code, code) for code in teams),
            self.entries,
            tuple(rounds),
            self.adjustments,
        )

    @cached_property
    def now(self) -> Book:
        """The book of the season as it stands."""
        return Book(self.season)

    @cached_property
    def after(self) -> str:
        """The last session that is over: the next race's qualifying if that is known."""
        qualifying = self.left[0][0]
        if qualifying is not None and qualifying.order:
            return f"{len(self.played) + 1}/Q"
        return f"{len(self.played)}/R" if self.played else ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names the title is asked of."""
        return tuple(key for key in self.now.names("main") if key not in {each.name for each in self.further})

    @property
    def further(self) -> tuple[Exclusion, ...]:
        return self.championship.excluded[len(self.rules.excluded) :]

    @property
    def fillers(self) -> int:
        """How many further cars can take places without changing what the race pays: what needs more cannot be played."""
        kind = "9" if self.rules.place is PlaceBasis.OVERALL else "8"
        return sum(1 for entry in self.entries if entry.number[0] == kind)

    @property
    def prints_all(self) -> bool:
        """Whether as many further cars as may matter can be played, where printed places break ties, or tell the places
        gained from a known grid; an open grid is as long as you like."""
        if printed_places_earn(self.rules) and not (self.left[0][0] is None and self.rules.most_gained):
            return True
        if self.left[0][0] is None:
            return not (self.rules.countback_overall or self.rules.most_gained)
        stood = self.left[0][0].order
        far = any(number[0] not in FURTHER for number in stood[2:])
        return not self.rules.countback_overall and not (self.rules.most_gained and far)

    def with_left(self, sessions: tuple[Played, ...]) -> Book:
        """The book once the races left, the first so many of them, have ended so."""
        at = len(self.played)
        rounds = list(self.season.rounds)
        for i, each in enumerate(sessions):
            rounds[at + i] = replace(rounds[at + i], sessions=tuple(s for s in each if s is not None))
        return Book(replace(self.season, rounds=tuple(rounds)), self.now)

    def outcomes(self, i: int) -> list[tuple[Played, frozenset[str]]]:
        """The outcomes of one race left that differ for anybody, with the names that share a place in it."""
        found: dict[tuple[object, ...], tuple[Played, frozenset[str]]] = {}
        planned = self.left[i]
        ahead = self.left[:i]
        ref = f"{len(self.played) + i + 1}/R"
        for played in every(self, planned, in_race(self.championship, ref)):
            book = self.with_left((*ahead, played))
            earned = book.points("main", ref)
            shared = _sharing(played[1])
            level = frozenset(k for k in self.names if k in earned and set(earned[k].cars[:1]) & shared)
            key = (level, *(_told(earned.get(name)) for name in self.names))
            found.setdefault(key, (played, level))
        return list(found.values())


def _told(result: Result | None) -> tuple[object, ...]:
    if result is None:
        return ()
    return (result.place, result.shown, result.points, result.overall, tuple(sorted(result.places)), result.qualified)


def _sharing(race: Session) -> frozenset[str]:
    return frozenset(number for heat in race.dead_heats for number in heat)


def every(small: Small, planned: Played, rules: Championship) -> Iterator[Played]:
    """Every outcome of a race left; only of what its championship looks at in it."""
    known, race = planned
    own = [entry.number for entry in small.entries if entry.number[0] not in FURTHER]
    new = [entry.number for entry in small.entries if entry.number[0] in FURTHER]
    stops = bool(rules.starting or rules.few_starters or rules.minimum_starts)
    out = bool(rules.counting.keep_disqualified or TieStep.HEAD_TO_HEAD in rules.ties)
    out = out or small.book.get("pole_kept_if_disqualified") is False or rules.ranks.has_cars
    states = [PLACED, Status.DID_NOT_START, *[Status.RETIRED] * stops, *[Status.DISQUALIFIED] * out]
    states_new = [PLACED, Status.DID_NOT_START, *[Status.RETIRED] * bool(rules.few_starters)]
    every_qualifying = (
        [known]
        if known is None or known.order
        else [
            qualified(order, tuple(n for n in (*own, *new) if n not in order))
            for count in range(1, len(own) + len(new) + 1)
            for some in combinations((*own, *new), count)
            for order in permutations(some)
        ]
    )
    gone = {each.name for each in small.rules.excluded if each.place_kept}
    leaving = {entry.number for entry in small.entries if gone.issuperset(small.keys(entry))}
    own_states = [[Status.DID_NOT_START] if number in leaving else states for number in own]
    for choice in product(*own_states, *([states_new] * len(new))):
        state = dict(zip((*own, *new), choice, strict=True))
        placed = [number for number in state if state[number] is PLACED]
        stopped = tuple(number for number in state if state[number] is Status.RETIRED)
        started = [number for number in state if state[number] is not Status.DID_NOT_START]
        for order in permutations(placed):
            for qualifying, heats, laps, led, (pole, grid), run in product(
                every_qualifying,
                _heats(order) if small.heats else [()],
                _laps(rules, placed),
                _led(rules, started),
                _poles(small, rules, known, (*own, *new)),
                _run(rules, order),
            ):
                rows = [
                    Finish(n, state[n], run.get(n), best_ms=100 if n in laps else None, best_lap=1, led=led.get(n))
                    for n in state
                    if state[n] is not PLACED or n in laps or n in led or n in run
                ]
                ended = replace(
                    race, order=order + stopped, finishes=tuple(rows), dead_heats=heats, pole=pole, grid=grid
                )
                yield qualifying, ended


def _heats(order: tuple[str, ...]) -> list[tuple[tuple[str, ...], ...]]:
    """Nobody shares a place, or some neighbours do."""
    runs = [order[i:j] for i in range(len(order)) for j in range(i + 2, len(order) + 1)]
    return [(), *((run,) for run in runs), *((a, b) for a, b in combinations(runs, 2) if not set(a) & set(b))]


def _laps(rules: Championship, placed: list[str]) -> list[tuple[str, ...]]:
    """Who has the fastest lap: nobody who scores, one, or several equal ones."""
    if not rules.fastest_lap:
        return [()]
    several = rules.ranks.has_cars and rules.fastest_lap_equal is EqualLaps.EACH
    return [(), *((n,) for n in placed), *(combinations(placed, 2) if several else ())]


def _run(rules: Championship, order: tuple[str, ...]) -> list[dict[str, int]]:
    """How many laps each placed car ran, where that matters: from some place on fewer than the winner, all to the threshold."""
    if not rules.laps_down:
        return [{}]
    behind = range(len(order) + 1)
    return [
        {n: 20 - (i >= one) - (i >= two) for i, n in enumerate(order)} for one in behind for two in behind if one <= two
    ]


def _led(rules: Championship, started: list[str]) -> list[dict[str, int]]:
    """Who led how many laps."""
    if not (rules.led or rules.most_led):
        return [{}]
    pairs = [{a: 3, b: 2} for a, b in permutations(started, 2)]
    level = [dict.fromkeys(some, 2) for count in range(len(started) + 1) for some in combinations(started, count)]
    return level + pairs


def _poles(
    small: Small, rules: Championship, known: Session | None, cars: tuple[str, ...]
) -> list[tuple[str, tuple[str, ...]]]:
    """Who has pole and how the grid stood, where that is open and matters."""
    if known is not None:
        moved = rules.pole and not known.order and small.book.get("pole") is not PoleRule.QUALIFYING
        rises = rules.qualifying and rules.qualifying[0] < max(rules.qualifying)
        return [(pole, ()) for pole in ("", *(cars if moved and rises else ()))]  # by sanctions on the grid
    if rules.most_gained:
        apart = rules.pole and small.book.get("pole") is PoleRule.QUALIFYING
        return [(pole, grid) for grid in permutations(cars) for pole in ((*cars, "none") if apart else ("",))]
    return [(pole, ()) for pole in ((*cars, "none") if rules.pole else ("",))]


@dataclass(frozen=True)
class Truth:
    """What every outcome says: who can win, the worst place that makes each champion (0: none) of those up to the `last`
    it can have, and who is champion by the places of two."""

    winners: frozenset[str]
    needs: dict[str, int]
    last: dict[str, int]
    duels: dict[tuple[str, int, str, int], bool]


def truth(small: Small) -> Truth:
    """Play every outcome."""
    lists = [small.outcomes(i) for i in range(len(small.left))]
    winners: set[str] = set()
    lost: dict[str, set[int]] = {}
    last: dict[str, int] = {}
    duels: dict[tuple[str, int, str, int], bool] = {}
    next_race = f"{len(small.played) + 1}/R"
    for each in product(*lists):
        book = small.with_left(tuple(played for played, _ in each))
        rows = [row for row in book.standings("main").rows if row.key in small.names and not row.unranked]
        first = {row.key for row in rows if row.position == min(r.position for r in rows)}
        winners |= first
        earned, (_, shared) = book.points("main", next_race), each[0]
        alone = {k: r.place for k in small.names if (r := earned.get(k)) and r.place and k not in shared}
        for key, place in alone.items():
            sure = first == {key}
            last[key] = max(place, last.get(key, 0))
            if not sure:
                lost.setdefault(key, set()).add(place)
            for other, theirs in alone.items():
                if other != key:
                    name = (key, place, other, theirs)
                    duels[name] = duels.get(name, True) and sure
    needs = {key: min(lost.get(key, {last[key] + 1})) - 1 for key in last}
    return Truth(frozenset(winners), needs, last, duels)


def assert_exact(small: Small) -> None:
    """Titles, what each needs and the table of two say just what every outcome says."""
    found, book, after = truth(small), small.now, small.after
    title = book.title("main", after)
    named = set(title.contenders) & set(small.names)
    assert found.winners <= named, (found.winners, title.contenders)
    assert set(title.contenders) == named
    assert named - set(title.unproven) <= found.winners, (found.winners, title.contenders, title.unproven)
    hard = small.rules.few_starters and small.rules.factor_on_bonuses and small.rules.counting.keep_disqualified
    exact = TieStep.HEAD_TO_HEAD not in small.rules.ties and not hard
    assert not (exact and title.unproven)
    assert title.decided is bool(small.played and len(named) == 1)
    for need in book.needs("main", after):
        last = min(found.last.get(need.key, 0), small.fillers + 1)
        said, true = min(need.place or 0, last), min(found.needs.get(need.key, 0), last)
        assert said <= true, (need, true)
        assert need.exact or not exact
        assert said == true or not (need.exact and small.prints_all), (need, true)
    if len(named) > 1 and not title.unproven:
        for own, rival in permutations(title.contenders, 2):
            duel = book.duel("main", own, rival, after)
            for (key, place, other, theirs), sure in found.duels.items():
                if duel is None or (key, other) not in ((own, rival), (rival, own)):
                    continue
                mine, his = (place, theirs) if key == own else (theirs, place)
                if mine <= len(duel.cells) and his <= len(duel.cells) and max(mine, his) <= small.fillers + 2:
                    said = duel.cells[mine - 1][his - 1] == key
                    assert said <= sure, (duel, key, place, theirs, sure)
                    if TieStep.HEAD_TO_HEAD not in small.rules.ties and small.prints_all:
                        assert said == sure, (duel, key, place, theirs, sure)


def points(*values: int) -> tuple[Fraction, ...]:
    """A scale."""
    return tuple(map(Fraction, values))
