"""Championships of one book: what each race earned, tables after any session, titles. Kept from book to book where facts are the same."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from weakref import proxy

from cupdesk.rules.counting import Plan, plan_of
from cupdesk.rules.duel import Duel, duel
from cupdesk.rules.earlier import Earlier, of, run_alike, same_roll
from cupdesk.rules.field import eligible, keys_of, nationalities, scores_as_guest
from cupdesk.rules.honours import titles_of
from cupdesk.rules.in_force import adjustments, excluded, given, gone, is_anything_dated, is_dated_after, passed_over
from cupdesk.rules.needs import needs, plays
from cupdesk.rules.points import paying, race_points
from cupdesk.rules.prospects import Prospects
from cupdesk.rules.race_left import RaceLeft
from cupdesk.rules.race_rules import RaceRules, counts_for
from cupdesk.rules.results import Result, Title
from cupdesk.rules.session import SessionState
from cupdesk.rules.settled import settled
from cupdesk.rules.standings import EXCLUDED, FEW_STARTS, Ranked, ranking, standings
from cupdesk.rules.tally import NOTHING, Tally, one_race_less, one_race_more, starts, tallied
from cupdesk.rules.title import Chances, chances, since_when

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Adjustment
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Needs, Standings


_T = TypeVar("_T")


class Tables:
    """The tables and titles of one book, each computed once. Keys are championship code and last race."""

    def __init__(self, book: Book) -> None:
        self.book: Book = proxy(book)  # not to keep each other: a book no longer wanted goes at once
        self.prospects = Prospects(self.book)
        self._races: dict[str, tuple[str, ...]] = {}
        self._plans: dict[str, Plan | None] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._points: dict[tuple[str, str], dict[str, Result]] = {}
        self._tallies: dict[tuple[str, str], dict[str, Tally]] = {}
        self._rankings: dict[tuple[str, str], tuple[Ranked, ...]] = {}
        self._tables: dict[tuple[str, str], Standings] = {}
        self._chances: dict[tuple[str, str], Chances] = {}
        self._titles: dict[tuple[str, str], Title] = {}
        self._earlier: Earlier | None = None

    def take_over(self, before: Tables, touched: set[str], alike: frozenset[str]) -> None:
        """Keep what rests on unchanged facts in championships with the same rules: points of untouched races, tables up to the
        first race that may differ."""
        index = self.book.index
        first = min((index[ref] for ref in touched), default=len(index))

        def kept(known: dict[tuple[str, str], _T]) -> dict[tuple[str, str], _T]:
            return {k: v for k, v in known.items() if k[0] in alike and index.get(k[1], -1) < first}

        self._names = {k: v for k, v in before._names.items() if k in alike}
        self.prospects.take_over(before.prospects, touched, alike)
        self._points = {k: v for k, v in before._points.items() if k[0] in alike and k[1] not in touched}
        if self.book.races() != before.book.races():
            return
        self._tallies, self._rankings = kept(before._tallies), kept(before._rankings)
        self._tables = kept(before._tables)
        promised = all(self.prospects.promises_as(before.prospects, ref) for ref in touched)
        if all(run_alike(self.book, before.book, ref) for ref in touched):
            chances = before._chances if promised else {}
            self._earlier = Earlier(before._tallies, before._rankings, before._tables, chances)
            self._earlier.look_at(alike, [ref for ref in self.book.races() if ref in touched], before._points)
        if promised and not is_anything_dated(self.book.season):
            self._chances = kept(before._chances)
            if same_roll(self.book.season, before.book.season):
                self._titles = kept(before._titles)

    def _lacks(self, known: Mapping[tuple[str, str], object], championship: Championship, key: tuple[str, str]) -> bool:
        """Whether something is still to be computed: what stood before an edit stands where that brought everybody the same here."""
        if key in known:
            return False
        if self._earlier is not None and self._earlier.stands(championship, partial(self.points, championship)):
            code, earlier = championship.code, self._earlier
            self._tallies |= of(code, earlier.tallies)
            self._rankings |= of(code, earlier.rankings)
            self._tables |= of(code, earlier.tables)
            self._chances |= of(code, earlier.chances)
        return key not in known

    def names(self, championship: Championship) -> dict[str, str]:
        """Everyone a championship ranks: key → car number ("" where there are several cars), in entry order."""
        if championship.code not in self._names:
            self._names[championship.code] = self._ranked(championship)
        return self._names[championship.code]

    def _ranked(self, championship: Championship) -> dict[str, str]:
        found: dict[str, str] = {}
        nations = nationalities(self.book.season, championship)
        for entry in self.book.everyone():
            if not eligible(championship, entry.category, entry.awards, scores_as_guest(championship, entry.guest)):
                continue
            for key in keys_of(championship, entry, entry.drivers, nations):
                found.setdefault(key, "" if championship.ranks.has_cars and key != entry.number else entry.number)
        return found

    def _races_of(self, championship: Championship) -> tuple[str, ...]:
        if championship.code not in self._races:
            races = tuple(ref for ref in self.book.races() if counts_for(championship, ref))
            self._races[championship.code] = races
        return self._races[championship.code]

    def _run(self, championship: Championship, after: str) -> tuple[str, ...]:
        """The races a championship counts up to a session, those with a result."""
        last = self.book.index[after] if after else -1
        return tuple(
            ref
            for ref in self._races_of(championship)
            if self.book.index[ref] <= last
            and self.book.has_result(ref)
            and (not championship.final_only or self.book.session(ref).state is SessionState.FINAL)
        )

    def _left(self, championship: Championship, races: tuple[str, ...], after: str) -> tuple[RaceLeft, ...]:
        """The races still to run when these had been."""
        ahead = tuple(ref for ref in self._races_of(championship) if ref not in races)
        left = self.prospects.left(championship, ahead, after)
        away = gone(championship, self.book.index, self._foreseen_until(championship, races))
        return tuple(replace(race, away=away, best={}) for race in left) if away else left

    def _plan(self, championship: Championship) -> Plan | None:
        """Which results of the whole season count."""
        if championship.code not in self._plans:
            self._plans[championship.code] = plan_of(championship, self._races_of(championship))
        return self._plans[championship.code]

    def points(self, championship: Championship, ref: str) -> dict[str, Result]:
        """What each driver or team earned in one race."""
        key = (championship.code, ref)
        if key not in self._points:
            self._points[key] = race_points(
                championship,
                self.book.classification(ref),
                self.book.season.regulations,
                self.book.session(ref).points_factor,
                grid=self.prospects.pole_order(championship, ref),
                started=self.prospects.started(championship, ref),
                qualified=self.prospects.qualified(championship, ref),
                in_qualifying=self.prospects.in_qualifying(championship, ref),
                qualified_apart=self.prospects.qualified_apart(championship, ref),
                passed_over=passed_over(championship),
                nations=nationalities(self.book.season, championship),
            )
        return self._points[key]

    def paying(self, championship: Championship, ref: str) -> RaceRules:
        """How a race with a result pays in a championship."""
        factor = self.book.session(ref).points_factor
        nations = nationalities(self.book.season, championship)
        return paying(championship, self.book.classification(ref), factor, passed_over(championship), nations)

    def _tally(self, championship: Championship, races: tuple[str, ...], then: str) -> dict[str, Tally]:
        """Everyone's tally after these races. `then` is the race after them."""
        key = (championship.code, races[-1] if races else "")
        if self._lacks(self._tallies, championship, key):
            self._tallies[key] = self._tallied(championship, races, then)
        return self._tallies[key]

    def _tallied(self, championship: Championship, races: tuple[str, ...], then: str) -> dict[str, Tally]:
        """From the tally of one race more or less, where that is there, else from all results."""
        code, plan = championship.code, self._plan(championship)
        if then and plan is None and (code, then) in self._tallies:
            return one_race_less(self._tallies[code, then], self.points(championship, then))
        waits = championship.counting.at_end and races != self._races_of(championship)
        counted = None if waits else plan
        if len(races) > 1 and (code, races[-2]) in self._tallies:
            last = races[-1]
            earned = self.points(championship, last)
            return one_race_more(self._tallies[code, races[-2]], self.book.index[last], earned, counted)
        return tallied([(self.book.index[ref], self.points(championship, ref)) for ref in races], counted)

    def standings(self, championship: Championship, after: str) -> Standings:
        """A table as it stood after a session ("": before the first)."""
        return self._table(championship, self._run(championship, after))

    def _ranking(self, championship: Championship, races: tuple[str, ...], then: str = "") -> tuple[Ranked, ...]:
        """Everyone in order after these races; `then` is the race after them."""
        key = (championship.code, races[-1] if races else "")
        if self._lacks(self._rankings, championship, key):
            self._rankings[key] = self._ranked_at(championship, races, self._until(championship, races), then)
        return self._rankings[key]

    def _ranked_at(
        self, championship: Championship, races: tuple[str, ...], until: int, then: str = ""
    ) -> tuple[Ranked, ...]:
        """Everyone in order after these races, with the adjustments and exclusions dated up to a session (its number)."""
        return ranking(
            championship,
            self._tally(championship, races, then),
            self.names(championship),
            self._given(championship, until),
            self.book.index.get(races[-1], -1) if races else -1,
            self._unranked(championship, races, until),
        )

    def _until(self, championship: Championship, races: tuple[str, ...]) -> int:
        """Up to which session (its number) adjustments and exclusions hold after these races: the last; all if none is left."""
        if races and races == self._races_of(championship):
            return len(self.book.index)
        return self.book.index.get(races[-1], -1) if races else -1

    def _foreseen(
        self, championship: Championship, races: tuple[str, ...], then: str = ""
    ) -> tuple[tuple[Ranked, ...], dict[str, Fraction]]:
        """The order a title is asked of after these races, and the adjustments in it.

        After the latest race that is every adjustment and exclusion there is: one dated on a race still to run is certain.
        """
        until = self._foreseen_until(championship, races)
        if until > self._until(championship, races):
            return self._ranked_at(championship, races, until), self._given(championship, until)
        return self._ranking(championship, races, then), self._given(championship, until)

    def _foreseen_until(self, championship: Championship, races: tuple[str, ...]) -> int:
        """Up to which session (its number) decisions are reckoned with in the title after these races."""
        index, until = self.book.index, self._until(championship, races)
        later = is_dated_after(self.book.season, index, championship, until)
        return len(index) if later and races == self._run(championship, next(reversed(index))) else until

    def _unranked(self, championship: Championship, races: tuple[str, ...], until: int) -> dict[str, str]:
        """Who has no place after these races, and why: excluded by then, or too few starts to reach the minimum."""
        found: dict[str, str] = {}
        if least := championship.minimum_starts:
            ahead = [ref for ref in self._races_of(championship) if ref not in races]
            barred = [self.prospects.barred(championship, ref) for ref in ahead]
            tallies = self._tally(championship, races, "")
            away = gone(championship, self.book.index, until)
            for key in self.names(championship):
                open_to = [ref for ref, names in zip(ahead, barred, strict=True) if key not in names | away]
                results = tallies.get(key, NOTHING).results
                if starts(results, open_to, by_round=championship.starts_by_round) < least:
                    found[key] = FEW_STARTS
        found |= dict.fromkeys(excluded(championship, self.book.index, until), EXCLUDED)
        return {key: reason for key, reason in found.items() if key in self.names(championship)}

    def _table(self, championship: Championship, races: tuple[str, ...]) -> Standings:
        last = races[-1] if races else ""
        key = (championship.code, last)
        if self._lacks(self._tables, championship, key):
            ranked = self._ranking(championship, races)
            before = self._ranking(championship, races[:-1], last) if len(races) > 1 else ()
            self._tables[key] = standings(
                championship,
                last,
                races,
                ranked,
                self.names(championship),
                self._given(championship, self._until(championship, races)),
                {name.key: name.position for name in before},
            )
        return self._tables[key]

    def adjustments(self, rules: Championship, after: str, key: str) -> tuple[Adjustment, ...]:
        """What was given to a name or taken from it in the table after a session."""
        until = self._until(rules, self._run(rules, after))
        held = adjustments(self.book.season, self.book.index, rules.code, until)
        return tuple(each for each in held if each.name == key)

    def _given(self, rules: Championship, until: int) -> dict[str, Fraction]:
        """Points given or taken up to a session (its number), by name."""
        return given(self.book.season, self.book.index, rules.code, until)

    def _chance(self, championship: Championship, races: tuple[str, ...], after: str, then: str = "") -> Chances:
        """Who can still win after a session, these races run; `then` is the race run after them."""
        key = (championship.code, after)
        if self._lacks(self._chances, championship, key):
            ranked, adjustments = self._foreseen(championship, races, then)
            left = self._left(championship, races, after)
            self._chances[key] = chances(championship, ranked, adjustments, left, self._plan(championship))
        return self._chances[key]

    def _history(self, rules: Championship, races: tuple[str, ...], after: str) -> Iterator[tuple[str, Chances]]:
        """The chances after this session and after each race before it, the last first."""
        if after and after not in races:
            yield after, self._chance(rules, races, after)
        for i in range(len(races), 0, -1):
            yield races[i - 1], self._chance(rules, races[:i], races[i - 1], "".join(races[i : i + 1]))

    def title(self, rules: Championship, after: str) -> Title:
        """Who has won, who still can, who cannot, after a session ("": before the first)."""
        key = (rules.code, after)
        if key not in self._titles:
            self._titles[key] = self._title(rules, after)
        return self._titles[key]

    def _title(self, rules: Championship, after: str) -> Title:
        races = self._run(rules, after)
        since, eliminated = since_when(self._history(rules, races, after))
        table = self._table(rules, races)
        left = self._left(rules, races, after)
        chance = self._chance(rules, races, after)
        decided = bool(races and chance.contenders) and (not left or len(chance.contenders) == 1)
        leader = table.rows[0] if table.rows else None
        second = table.rows[1] if len(table.rows) > 1 else None
        champions = chance.contenders if decided else ()
        subject = champions[0] if champions else leader.key if leader else ""
        wins = sum(1 for row in table.rows if row.key == subject for r in row.results if r.place == 1)
        nth, in_a_row = titles_of(self.book.season, rules.code, subject) if decided else (None, None)
        return Title(
            championship=rules.code,
            after=after,
            decided=decided,
            champions=champions,
            since=since if decided else "",
            leader=leader.key if leader else "",
            runner_up=second.key if second else "",
            margin=(leader.points - second.points) if leader and second else Fraction(0),
            races_left=len(left),
            on_offer=chance.on_offer,
            contenders=chance.contenders,
            eliminated=eliminated,
            provisional=not settled(self.book, *races),
            wins=wins,
            races=len(races),
            nth=nth,
            in_a_row=in_a_row,
            unproven=chance.unproven,
        )

    def needs(self, rules: Championship, after: str) -> tuple[Needs, ...]:
        """What each contender needs in the next race; nothing once the title is decided."""
        races = self._run(rules, after)
        contenders = self._chance(rules, races, after).contenders
        starters, left = self._starters(rules, races), self._left(rules, races, after)
        return needs(rules, *self._foreseen(rules, races), left, contenders, starters, self._plan(rules))

    def left(self, rules: Championship, after: str) -> tuple[RaceLeft, ...]:
        """The races still to run after a session."""
        return self._left(rules, self._run(rules, after), after)

    def duel(self, rules: Championship, own: str, rival: str, after: str) -> Duel | None:
        """Which of two contenders the next race makes champion, by their places."""
        races = self._run(rules, after)
        chance, left = self._chance(rules, races, after), self._left(rules, races, after)
        if not left or own == rival or not {own, rival} <= set(chance.contenders):
            return None
        playing = plays(rules, *self._foreseen(rules, races), left, self._plan(rules))
        return duel(playing, chance.contenders, own, rival, self._starters(rules, races))

    def _starters(self, rules: Championship, races: tuple[str, ...]) -> int:
        """How many cars the next race may be expected to have."""
        return len(self.book.classification(races[-1]).rows) if races else len(self.names(rules))
