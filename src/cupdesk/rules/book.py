"""A season with everything computed from it: the one place that keeps derived values.

A `Book` is made for a season value; asked for a classification, a table or a title it computes it once. Made from the
book before an edit it takes over whatever rests on the same facts (by identity), so an edit of one race recomputes
that race and the tables, not the other classifications.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cupdesk.rules.classification import Facts, classify
from cupdesk.rules.field import eligible, round_field
from cupdesk.rules.grid import qualifying_order, starting_grid
from cupdesk.rules.honours import titles_of
from cupdesk.rules.model import SessionKind, SessionState
from cupdesk.rules.points import counts_for, race_points
from cupdesk.rules.qualifying import qualified
from cupdesk.rules.regulations import PoleRule, Ranks
from cupdesk.rules.results import Result, Title
from cupdesk.rules.standings import Ranked, Tally, added, ranking, standings
from cupdesk.rules.title import Chances, RaceLeft, chances, decided_since, eliminated_since, needs

if TYPE_CHECKING:
    from cupdesk.rules.model import Decision, Driver, Entry, Round, Season, Session, Team
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Classification, GridPlace, Problem, Standings


class Book:
    """The answers to every question about one season value. References are `ROUND/SESSION`; `KeyError` for unknown ones."""

    def __init__(self, season: Season, before: Book | None = None) -> None:
        self.season = season
        self._sessions: dict[str, tuple[Round, Session]] = {ref: (r, s) for ref, r, s in season.sessions()}
        self._index = {ref: i for i, ref in enumerate(self._sessions)}
        self._races = tuple(
            ref for ref, (_, s) in self._sessions.items() if s.kind is SessionKind.RACE and not s.cancelled
        )
        self._drivers = {driver.code: driver for driver in season.drivers}
        self._teams = {team.code: team for team in season.teams}
        self._fields: dict[str, dict[str, Entry]] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._cars: dict[str, dict[str, int]] = {}
        self._classifications: dict[tuple[str, bool], Classification] = {}
        self._grids: dict[str, tuple[GridPlace, ...]] = {}
        self._points: dict[tuple[str, str], dict[str, Result]] = {}
        self._tallies: dict[tuple[str, str], dict[str, Tally]] = {}
        self._rankings: dict[tuple[str, str], tuple[Ranked, ...]] = {}
        self._tables: dict[tuple[str, str], Standings] = {}
        self._chances: dict[tuple[str, str], Chances] = {}
        if before is not None and self._same_frame(before.season):
            self._take_over(before)

    # -- names
    def driver(self, code: str) -> Driver:
        """The driver of this code."""
        return self._drivers[code]

    def team(self, code: str) -> Team:
        """The team of this code."""
        return self._teams[code]

    def entries(self, round_code: str) -> dict[str, Entry]:
        """The cars entered in a round, by number in entry order, with the round's exceptions applied."""
        if round_code not in self._fields:
            self._fields[round_code] = round_field(self.season, round_code)
        return self._fields[round_code]

    def names(self, championship: str) -> dict[str, str]:
        """Everyone a championship ranks: driver or team code → car number ("" for teams), in entry order."""
        if championship not in self._names:
            self._names[championship] = self._ranked(self.season.regulations.championship(championship))
        return self._names[championship]

    def _ranked(self, championship: Championship) -> dict[str, str]:
        found: dict[str, str] = {}
        for round_ in self.season.rounds:
            for entry in self.entries(round_.code).values():
                if championship.ranks is Ranks.TEAM:
                    guest = entry.guest and not championship.team.guests_score
                    if entry.team is not None and eligible(championship, entry.category, entry.awards, guest):
                        found.setdefault(entry.team, "")
                elif eligible(championship, entry.category, entry.awards, entry.guest):
                    for driver in entry.drivers:
                        found.setdefault(driver, entry.number)
        return found

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
        return bool(session.order or session.finishes)

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
            self._classifications[key] = self._classify(ref, on_the_road)
        return self._classifications[key]

    def _classify(self, ref: str, on_the_road: bool) -> Classification:
        round_, session = self._sessions[ref]
        decisions = () if on_the_road else self.decisions(ref)
        facts = Facts(
            ref, session, round_, self.entries(round_.code), decisions, self.season.regulations, self._pole(ref)
        )
        return classify(facts) if session.kind is SessionKind.RACE else qualified(facts)

    def _pole(self, race: str) -> str:
        """The car credited with pole in a race: as entered, else first on the grid or fastest in qualifying."""
        session = self.session(race)
        if session.kind is not SessionKind.RACE:
            return ""
        if session.pole:
            return session.pole
        grid = self.grid(race)
        if self.season.regulations.pole is PoleRule.QUALIFYING:
            return next((place.number for place in grid if place.qualified == 1), "")
        return grid[0].number if grid else ""

    def grid(self, race: str) -> tuple[GridPlace, ...]:
        """The starting grid of a race, from qualifying, decisions or by hand; empty if nothing is known."""
        if race not in self._grids:
            self._grids[race] = self._grid(race)
        return self._grids[race]

    def _grid(self, race: str) -> tuple[GridPlace, ...]:
        session = self.session(race)
        source = self._grid_source(race)
        if source is None:
            return starting_grid(session, self.decisions(race), [])
        ref, lap = source
        if not self.has_result(ref):
            return starting_grid(session, self.decisions(race), [])
        entries = self.entries(self.round_of(ref).code)
        order = qualifying_order(self.session(ref), self.decisions(ref), entries, self.season.regulations, lap)
        return starting_grid(session, self.decisions(race), order)

    def _grid_source(self, race: str) -> tuple[str, str] | None:
        """The qualifying session that sets a race's grid, and by which lap."""
        for ref, (round_, session) in self._sessions.items():
            for source in session.sets_grids:
                if race in (source.race, f"{round_.code}/{source.race}"):
                    return ref, source.lap
        return None

    def problems(self, ref: str | None = None) -> tuple[Problem, ...]:
        """What a person must settle, in one session or in all."""
        refs = self.sessions() if ref is None else (ref,)
        return tuple(problem for each in refs for problem in self.classification(each).problems)

    # -- tables
    def _races_of(self, championship: Championship) -> tuple[str, ...]:
        return tuple(ref for ref in self._races if counts_for(championship, ref))

    def _run(self, championship: Championship, after: str | None) -> tuple[str, ...]:
        """The races a championship counts up to a session, those with a result."""
        last = self._index[self.latest() if after is None else after] if after or self.latest() else -1
        return tuple(r for r in self._races_of(championship) if self._index[r] <= last and self.has_result(r))

    def _race_points(self, championship: Championship, ref: str) -> dict[str, Result]:
        key = (championship.code, ref)
        if key not in self._points:
            factor = self.session(ref).points_factor
            self._points[key] = race_points(championship, self.classification(ref), self.season.regulations, factor)
        return self._points[key]

    def _tally(self, championship: Championship, races: tuple[str, ...]) -> dict[str, Tally]:
        """Everyone's tally after these races."""
        if not races:
            return {}
        key = (championship.code, races[-1])
        if key not in self._tallies:
            earned = self._race_points(championship, races[-1])
            self._tallies[key] = added(self._tally(championship, races[:-1]), earned, championship)
        return self._tallies[key]

    def standings(self, championship: str, after: str | None = None) -> Standings:
        """A table as it stood after a session (`None`: after the latest)."""
        rules = self.season.regulations.championship(championship)
        return self._table(rules, self._run(rules, after))

    def _ranking(self, championship: Championship, races: tuple[str, ...]) -> tuple[Ranked, ...]:
        """Everyone in order after these races."""
        last = races[-1] if races else ""
        key = (championship.code, last)
        if key not in self._rankings:
            adjustments = self._adjustments(championship.code, last)
            names = self.names(championship.code)
            self._rankings[key] = ranking(championship, self._tally(championship, races), names, adjustments)
        return self._rankings[key]

    def _table(self, championship: Championship, races: tuple[str, ...]) -> Standings:
        last = races[-1] if races else ""
        key = (championship.code, last)
        if key not in self._tables:
            before = self._ranking(championship, races[:-1]) if len(races) > 1 else ()
            self._tables[key] = standings(
                championship,
                last,
                races,
                self._ranking(championship, races),
                self.names(championship.code),
                self._adjustments(championship.code, last),
                {name.key: name.position for name in before},
            )
        return self._tables[key]

    def _adjustments(self, championship: str, last: str) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for adjustment in self.season.adjustments:
            since = self._index.get(adjustment.after, -1)
            if adjustment.championship == championship and since <= self._index.get(last, -1):
                found[adjustment.name] = found.get(adjustment.name, Fraction(0)) + adjustment.points
        return found

    # -- titles
    def _left(self, championship: Championship, races: tuple[str, ...], after: str) -> tuple[RaceLeft, ...]:
        """The races still to run, with poles already known when `after` was over."""
        now = self._index.get(after, -1)
        left = []
        for ref in self._races_of(championship):
            if ref in races or self._index[ref] < self._index.get(races[-1] if races else "", -1):
                continue
            pole = self._known_pole(championship, ref, now)
            left.append(RaceLeft(ref, self.session(ref).points_factor, pole, self._team_cars(championship)))
        return tuple(left)

    def _team_cars(self, championship: Championship) -> dict[str, int]:
        """The most cars each team has entered in any round of those that score."""
        if championship.code not in self._cars:
            most: dict[str, int] = {}
            for round_ in self.season.rounds if championship.ranks is Ranks.TEAM else ():
                cars: dict[str, int] = {}
                for entry in self.entries(round_.code).values():
                    guest = entry.guest and not championship.team.guests_score
                    if entry.team is not None and eligible(championship, entry.category, entry.awards, guest):
                        cars[entry.team] = cars.get(entry.team, 0) + 1
                most |= {team: max(count, most.get(team, 0)) for team, count in cars.items()}
            self._cars[championship.code] = most
        return self._cars[championship.code]

    def _known_pole(self, championship: Championship, race: str, now: int) -> str | None:
        """Who has a race's pole point already: a key, "" if it earns nobody here anything, `None` if it is still open."""
        if not championship.pole:
            return ""
        source = self._grid_source(race)
        if source is None or self._index[source[0]] > now or not self.has_result(source[0]):
            return None
        number = self._pole(race)
        entry = self.entries(self.round_of(race).code).get(number)
        guest = entry is None or entry.guest
        if entry is None or not eligible(championship, entry.category, entry.awards, guest):
            return ""
        return (entry.team or "") if championship.ranks is Ranks.TEAM else entry.drivers[0]

    def _chance(self, championship: Championship, races: tuple[str, ...], after: str) -> Chances:
        key = (championship.code, after)
        if key not in self._chances:
            ranked = self._ranking(championship, races)
            adjustments = self._adjustments(championship.code, races[-1] if races else "")
            self._chances[key] = chances(championship, ranked, adjustments, self._left(championship, races, after))
        return self._chances[key]

    def title(self, championship: str, after: str | None = None) -> Title:
        """Who has won, who still can, who cannot, after a session (`None`: after the latest)."""
        rules = self.season.regulations.championship(championship)
        after = self.latest() if after is None else after
        races = self._run(rules, after)
        history = [(races[i], self._chance(rules, races[: i + 1], races[i])) for i in range(len(races))]
        if after not in races and after:
            history.append((after, self._chance(rules, races, after)))
        table = self._table(rules, races)
        left = self._left(rules, races, after)
        chance = history[-1][1] if history else self._chance(rules, races, after)
        decided = bool(races) and (not left or len(chance.contenders) == 1)
        leader = table.rows[0] if table.rows else None
        second = table.rows[1] if len(table.rows) > 1 else None
        champions = chance.contenders if decided else ()
        subject = champions[0] if champions else leader.key if leader else ""
        wins = sum(1 for row in table.rows if row.key == subject for r in row.results if r.place == 1)
        nth, in_a_row = titles_of(self.season, championship, subject) if decided else (None, None)
        starters = len(self.classification(races[-1]).rows) if races else 0
        return Title(
            championship=championship,
            after=after,
            decided=decided,
            champions=champions,
            since=decided_since(history) if decided else "",
            leader=leader.key if leader else "",
            runner_up=second.key if second else "",
            margin=(leader.points - second.points) if leader and second else Fraction(0),
            races_left=len(left),
            on_offer=chance.on_offer,
            contenders=chance.contenders,
            eliminated=eliminated_since(history),
            needs=needs(
                rules,
                self._ranking(rules, races),
                self._adjustments(rules.code, table.after),
                left,
                chance.contenders,
                starters,
            ),
            provisional=any(not self._settled(ref) for ref in races),
            wins=wins,
            races=len(races),
            nth=nth,
            in_a_row=in_a_row,
        )

    def _settled(self, ref: str) -> bool:
        """Whether a session is final and no decision on it is open."""
        return self.session(ref).state is SessionState.FINAL and not self.classification(ref).problems

    # -- what stays from the book before
    def _same_frame(self, other: Season) -> bool:
        """Whether everything but the sessions' own facts is the same as in another season value."""
        mine = self.season
        return (
            mine.regulations is other.regulations
            and mine.entries is other.entries
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

    def _take_over(self, before: Book) -> None:
        """Keep what rests on unchanged facts: results by session, tables up to the first race that may differ."""
        touched: set[str] = set()
        for ref, (round_, session) in self._sessions.items():
            old_round, old = before._sessions[ref]
            if session is old and (round_ is old_round or round_.drive_through_ms == old_round.drive_through_ms):
                continue
            touched.add(ref)
            for each in (session, old):
                touched |= {d.applies_to for d in each.decisions if d.applies_to}
                touched |= {r for s in each.sets_grids for r in (s.race, f"{round_.code}/{s.race}")}
        self._fields, self._names, self._cars = before._fields, before._names, before._cars
        first = min((self._index[ref] for ref in touched if ref in self._index), default=len(self._index))
        self._classifications = {k: v for k, v in before._classifications.items() if k[0] not in touched}
        self._grids = {k: v for k, v in before._grids.items() if k not in touched}
        self._points = {k: v for k, v in before._points.items() if k[1] not in touched}
        index = self._index
        self._tallies = {k: v for k, v in before._tallies.items() if index.get(k[1], -1) < first}
        self._rankings = {k: v for k, v in before._rankings.items() if index.get(k[1], -1) < first}
        self._tables = {k: v for k, v in before._tables.items() if index.get(k[1], -1) < first}
        if self._races == before._races:
            self._chances = {k: v for k, v in before._chances.items() if index.get(k[1], -1) < first}
