"""A season with everything computed from it: the one place that keeps derived values.

A `Book` is made for a season value; asked for a classification, a table or a title it computes it once. Made from the
book before an edit it takes over whatever rests on the same facts (by identity), so an edit of one race recomputes
that race and the tables, not the other classifications.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cupdesk.rules.choices import PoleRule
from cupdesk.rules.classification import Facts, classify
from cupdesk.rules.edits import Edit, apply
from cupdesk.rules.field import numbers_entered, round_field
from cupdesk.rules.grid import by_order, qualifying_order, result_order, starting_grid
from cupdesk.rules.qualifying import qualified
from cupdesk.rules.session import SessionKind, Status
from cupdesk.rules.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cupdesk.rules.duel import Duel
    from cupdesk.rules.model import Adjustment, Driver, Entry, Round, Season, Team
    from cupdesk.rules.race_left import RaceLeft
    from cupdesk.rules.race_rules import RaceRules
    from cupdesk.rules.results import Classification, GridPlace, Needs, Problem, Result, Standings, Title
    from cupdesk.rules.session import Decision, GridSource, Session


class Book:
    """The answers to every question about one season value. References are `ROUND/SESSION`; `KeyError` for unknown ones.

    `kept` is for those who show it: what they make of entries, names and rules alone. It lasts as long as these.
    """

    def __init__(self, season: Season, before: Book | None = None) -> None:
        self.season = season
        self._sessions: dict[str, tuple[Round, Session]] = {ref: (r, s) for ref, r, s in season.sessions()}
        self.index = {ref: i for i, ref in enumerate(self._sessions)}
        self._races = tuple(
            ref for ref, (_, s) in self._sessions.items() if s.kind is SessionKind.RACE and not s.cancelled
        )
        self._drivers = {driver.code: driver for driver in season.drivers}
        self._surnames: Counter[str] = Counter()
        self._teams = {team.code: team for team in season.teams}
        self._fields: dict[str, dict[str, Entry]] = {}
        self._everyone: tuple[Entry, ...] = ()
        self._numbers: frozenset[str] | None = None
        self._classifications: dict[tuple[str, bool], Classification] = {}
        self._grids: dict[str, tuple[GridPlace, ...]] = {}
        self._grid_sources: dict[str, tuple[str, GridSource] | None] = {}
        self._tables = Tables(self)
        self.kept: dict[Hashable, Any] = {}
        self._trial: tuple[tuple[Edit, ...], Book] | None = None
        if before is not None and (alike := self._alike(before.season)) is not None:
            self._take_over(before, alike)

    def after(self, *edits: Edit) -> Book:
        """The book as it is after some edits. The last one asked for is kept: what is read, previewed and then done is computed once."""
        if self._trial is None or self._trial[0] != edits:
            self._trial = edits, Book(apply(self.season, *edits), self)
        return self._trial[1]

    # -- names
    def driver(self, code: str) -> Driver:
        """The driver of this code."""
        return self._drivers[code]

    def namesakes(self, surname: str) -> int:
        """How many drivers have this surname."""
        if not self._surnames:
            self._surnames = Counter(driver.surname for driver in self.season.drivers)
        return self._surnames[surname]

    def team(self, code: str) -> Team:
        """The team of this code."""
        return self._teams[code]

    def entries(self, round_code: str) -> dict[str, Entry]:
        """The cars entered in a round, by number in entry order, with the round's exceptions applied."""
        if round_code not in self._fields:
            self._fields[round_code] = round_field(self.season, round_code)
        return self._fields[round_code]

    def numbers(self) -> frozenset[str]:
        """Every car number of the season, in whatever round."""
        if self._numbers is None:
            self._numbers = numbers_entered(self.season)
        return self._numbers

    def everyone(self) -> tuple[Entry, ...]:
        """The entries of all rounds in order, each once: as entered, and as it is in rounds where it differs."""
        if not self._everyone:
            entries = {id(e): e for round_ in self.season.rounds for e in self.entries(round_.code).values()}
            self._everyone = tuple(entries.values())
        return self._everyone

    # -- sessions
    def sessions(self) -> tuple[str, ...]:
        """The references of all sessions, in order."""
        return tuple(self._sessions)

    def session(self, ref: str) -> Session:
        """The session of this reference."""
        return self._sessions[ref][1]

    def round_of(self, ref: str) -> Round:
        """The round a session belongs to."""
        return self._sessions[ref][0]

    def races(self) -> tuple[str, ...]:
        """The references of all races that are not cancelled, in order."""
        return self._races

    def latest(self) -> str:
        """The last race with any result; "" before the first."""
        return next((ref for ref in reversed(self._races) if self.has_result(ref)), "")

    def has_result(self, ref: str) -> bool:
        """Whether anything is known of how a session ended."""
        session = self.session(ref)
        if session.order or session.kind is not SessionKind.RACE:
            return bool(session.order or session.finishes)
        return any(row.status is not Status.RUNNING for row in session.finishes)

    # -- results
    def decisions(self, ref: str) -> tuple[Decision, ...]:
        """The decisions that apply to a session, in the order of sessions and filing, wherever they are filed."""
        return tuple(
            decision
            for filed, (_, session) in self._sessions.items()
            for decision in session.decisions
            if (decision.applies_to or filed) == ref
        )

    def classification(self, ref: str, *, on_the_road: bool = False) -> Classification:
        """A session's classification; `on_the_road`: as at the flag, before decisions."""
        key = (ref, on_the_road)
        if key not in self._classifications:
            same = on_the_road and not self.decisions(ref)
            self._classifications[key] = self.classification(ref) if same else self._classify(ref, on_the_road)
        return self._classifications[key]

    def _classify(self, ref: str, on_the_road: bool) -> Classification:
        round_, session = self._sessions[ref]
        decisions = () if on_the_road else self.decisions(ref)
        facts = Facts(
            ref,
            session,
            round_,
            self.entries(round_.code),
            decisions,
            self.season.regulations,
            self.pole(ref),
            self.numbers(),
        )
        return classify(facts) if session.kind is SessionKind.RACE else qualified(facts)

    def pole(self, race: str) -> str:
        """The car credited with pole in a race: as entered, else first on the grid or fastest in qualifying."""
        session = self.session(race)
        if session.kind is not SessionKind.RACE:
            return ""
        if session.pole:
            return session.pole
        if not self.grid_known(race):
            return ""
        grid = self.grid(race)
        if self.season.regulations.pole is PoleRule.QUALIFYING:
            return next((place.number for place in grid if place.qualified == 1), "")
        return grid[0].number

    def grid_known(self, race: str) -> bool:
        """Whether somebody has earned the first place on a grid: by hand, from a race, or a qualifying with a time or an order.

        Otherwise the cars stand by number or as entered.
        """
        source = self.grid_source(race)
        given, grid = bool(self.session(race).grid), self.grid(race)
        if source is not None:
            session = self.session(source[0])
            given = given or by_order(session) or session.kind is SessionKind.RACE
        return bool(grid) and (given or any(place.time_ms is not None for place in grid))

    def grid(self, race: str) -> tuple[GridPlace, ...]:
        """The starting grid of a race, from qualifying, decisions or by hand; empty if nothing is known."""
        if race not in self._grids:
            self._grids[race] = self._grid(race)
        return self._grids[race]

    def _grid(self, race: str) -> tuple[GridPlace, ...]:
        session = self.session(race)
        source = self.grid_source(race)
        if source is None:
            return starting_grid(session, self.decisions(race), [])
        ref, how = source
        if not self.has_result(ref):
            return starting_grid(session, self.decisions(race), [])
        entries = self.entries(self.round_of(ref).code)
        if self.session(ref).kind is SessionKind.RACE:
            there = self.entries(self.round_of(race).code)
            order, earned = result_order(self.classification(ref), there, in_category=how.in_category)
            return starting_grid(session, self.decisions(race), order, min(how.reverse, earned), raced=True)
        order = qualifying_order(self.session(ref), self.decisions(ref), entries, self.season.regulations, how.lap)
        earned = len(order) if by_order(self.session(ref)) else sum(1 for _, time, _ in order if time)
        return starting_grid(session, self.decisions(race), order, min(how.reverse, earned))

    def grid_source(self, race: str) -> tuple[str, GridSource] | None:
        """The session that sets a race's grid, and how: a qualifying, or an earlier race."""
        if race not in self._grid_sources:
            self._grid_sources[race] = self._grid_source(race)
        return self._grid_sources[race]

    def _grid_source(self, race: str) -> tuple[str, GridSource] | None:
        for ref, (round_, session) in self._sessions.items():
            if session.sets_grids and session.kind is SessionKind.RACE and self.index[ref] >= self.index[race]:
                continue
            for source in session.sets_grids:
                if race in (source.race, f"{round_.code}/{source.race}"):
                    return ref, source
        return None

    def problems(self, ref: str | None = None) -> tuple[Problem, ...]:
        """What a person must settle, in one session or in all."""
        refs = self.sessions() if ref is None else (ref,)
        return tuple(problem for each in refs for problem in self.classification(each).problems)

    # -- tables and titles
    def names(self, championship: str) -> dict[str, str]:
        """Everyone a championship ranks: driver or team code → car number ("" for teams), in entry order."""
        return self._tables.names(self.season.regulations.championship(championship))

    def points(self, championship: str, race: str) -> dict[str, Result]:
        """What each driver or team (by code) earned in one race."""
        return self._tables.points(self.season.regulations.championship(championship), race)

    def paying(self, championship: str, race: str) -> RaceRules:
        """How a race with a result pays: points by place and bonuses, its factor and exceptions applied."""
        return self._tables.paying(self.season.regulations.championship(championship), race)

    def standings(self, championship: str, after: str | None = None) -> Standings:
        """A table as it stood after a session (`None`: after the latest)."""
        return self._tables.standings(self.season.regulations.championship(championship), self._after(after))

    def adjustments(self, championship: str, after: str, key: str) -> tuple[Adjustment, ...]:
        """The points given to a name or taken from it in the table after a session."""
        return self._tables.adjustments(self.season.regulations.championship(championship), after, key)

    def title(self, championship: str, after: str | None = None) -> Title:
        """Who has won, who still can, who cannot, after a session (`None`: after the latest)."""
        return self._tables.title(self.season.regulations.championship(championship), self._after(after))

    def needs(self, championship: str, after: str | None = None) -> tuple[Needs, ...]:
        """What each contender needs in the next race to be champion whatever the others do."""
        return self._tables.needs(self.season.regulations.championship(championship), self._after(after))

    def left(self, championship: str, after: str | None = None) -> tuple[RaceLeft, ...]:
        """The races a championship still has to run after a session, and what each can bring."""
        return self._tables.left(self.season.regulations.championship(championship), self._after(after))

    def duel(self, championship: str, own: str, rival: str, after: str | None = None) -> Duel | None:
        """Which of two contenders is champion after the next race, by the places of both; `None` where places do not say."""
        return self._tables.duel(self.season.regulations.championship(championship), own, rival, self._after(after))

    def _after(self, after: str | None) -> str:
        return self.latest() if after is None else after

    # -- what stays from the book before
    def same_frame(self, other: Season) -> bool:
        """Whether everything but the sessions' own facts is the same as in another season value."""
        return self.season.regulations is other.regulations and self._same_field(other)

    def _alike(self, other: Season) -> frozenset[str] | None:
        """The championships (codes) with the same rules as in another season value; `None` where classifications may differ."""
        if not self._same_field(other):
            return None
        mine, theirs = self.season.regulations, other.regulations
        if mine is not theirs and replace(mine, championships=()) != replace(theirs, championships=()):
            return None
        return frozenset(each.code for each in mine.championships if each in theirs.championships)

    def _same_field(self, other: Season) -> bool:
        """Whether entries, names, adjustments and the calendar are the same as in another season value."""
        mine = self.season
        return (
            mine.entries is other.entries
            and mine.drivers is other.drivers
            and mine.teams is other.teams
            and mine.adjustments is other.adjustments
            and len(mine.rounds) == len(other.rounds)
            and all(
                a.code == b.code and [s.code for s in a.sessions] == [s.code for s in b.sessions]
                for a, b in zip(mine.rounds, other.rounds, strict=True)
                if a is not b
            )
        )

    def _take_over(self, before: Book, alike: frozenset[str]) -> None:
        """Keep what rests on unchanged facts: results by session, tables of championships `alike` up to the first race that may differ."""
        touched: set[str] = set()
        for ref, (round_, session) in self._sessions.items():
            old_round, old = before._sessions[ref]
            if session is old and (round_ is old_round or _same_seconds(round_, old_round)):
                continue
            touched.add(ref)
            touched |= {d.applies_to for each in (session, old) for d in each.decisions}
        for ref in [ref for ref in touched if ref in self._sessions]:
            for book in (self, before):
                grids, code = book.session(ref).sets_grids, book.round_of(ref).code
                touched |= {race for grid in grids for race in (grid.race, f"{code}/{grid.race}")}
        touched &= self._sessions.keys()
        if self.season.regulations is before.season.regulations:
            self.kept = before.kept
        self._fields, self._numbers = before._fields, before._numbers
        self._everyone = before._everyone
        self._classifications = {k: v for k, v in before._classifications.items() if k[0] not in touched}
        self._grids = {k: v for k, v in before._grids.items() if k not in touched}
        self._tables.take_over(before._tables, touched, alike)


def _same_seconds(a: Round, b: Round) -> bool:
    return (a.drive_through_ms, a.stop_and_go_ms) == (b.drive_through_ms, b.stop_and_go_ms)
