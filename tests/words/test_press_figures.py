"""Every figure in every sentence for the press against a count by hand, over random seasons: nothing without support."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given, settings

from cupdesk.rules.book import Book
from cupdesk.words import Words
from cupdesk.words.press import Fact, press
from cupdesk.words.press.people import plain
from tests.words.press_count import AM, GUEST, NAMES, POLE, PRO, RACES, ROOKIES, SCALE, TEAMS, Drawn, drawn

MARK = " (subject to confirmation)."
ORDINALS = Words("en")("rules.ordinals").split()
NUMBERS = Words("en")("rules.numbers").split()
TABLES = {"main": "Overall", "am": "Am", "teams": "Teams"}
GROUPS = {"Pro": PRO, "Am": AM, "Rookie": ROOKIES}
CARS = {name: number for number, name in NAMES.items()}


class Counted:
    """What a season drawn comes to after a race, counted from its facts."""

    def __init__(self, season: Drawn, upto: int) -> None:
        self.season, self.races, self.grids = season, season.races[: upto + 1], season.grids
        self.here, self.race, self.left = RACES[upto], season.races[upto], len(RACES) - upto - 1

    def poles(self) -> list[str]:
        """The car first on the grid of each race held."""
        return [self.grids[i][0] for i, _ in enumerate(self.races)]

    def points(self, table: str, upto: int | None = None) -> dict[str, int]:
        """Points by surname or team, everybody who can score."""
        held = self.races if upto is None else self.season.races[: upto + 1]
        own = [n for n in NAMES if n != GUEST and (table != "Am" or n in AM)]
        found = {self.name(table, n): 0 for n in (own if table != "Teams" else NAMES) if n != GUEST or table == "Teams"}
        for i, race in enumerate(held):
            scoring = [n for n in race.cup if n in own]
            for place, number in enumerate(scoring):
                found[self.name(table, number)] += SCALE[place]
            if table == "Overall":
                found[self.name(table, next(n for n in self.grids[i] if n in own))] += POLE
        return found

    @staticmethod
    def name(table: str, number: str) -> str:
        return f"Team {TEAMS[number]}" if table == "Teams" else NAMES[number]

    def offer(self, table: str, upto: int | None = None, name: str = "") -> int:
        """The most a name can still take in a championship; without one the most anybody can."""
        upto = len(self.races) - 1 if upto is None else upto
        cars = [n for n in NAMES if n != GUEST and f"Team {TEAMS[n]}" == name] if name else list(SCALE)
        best, left = sum(SCALE[: min(2, len(cars))]) if table == "Teams" else SCALE[0], range(upto + 1, len(RACES))
        return sum(best + (POLE if table == "Overall" and self.may_have_pole(name, race, upto) else 0) for race in left)

    def may_have_pole(self, name: str, race: int, upto: int) -> bool:
        """Whether the pole point of a race left is still open, or won by this name already."""
        first = next(number for number in self.grids[race] if number != GUEST)
        return race // 2 != upto // 2 or name in ("", NAMES[first])

    def sure(self, table: str, upto: int | None = None) -> dict[str, int]:
        """Points with those of poles won already."""
        upto = len(self.races) - 1 if upto is None else upto
        found = self.points(table, upto)
        for race in range(upto + 1, len(RACES)) if table == "Overall" else ():
            if race // 2 == upto // 2:
                found[NAMES[next(number for number in self.grids[race] if number != GUEST)]] += POLE
        return found


def table_of(said: str) -> str:
    return {"": "Overall", " Am": "Am", " Teams": "Teams"}[said]


Check = Callable[[Counted, Fact, "re.Match[str]"], bool]


def _margin(c: Counted, leader: str, rival: str, said: str, table: str, upto: int | None = None) -> bool:
    points = c.points(table, upto)
    return points[leader] - points[rival] == int(said) and points[leader] == max(points.values())


def _counts(said: str, found: list[str]) -> bool:
    """`Alpha 2, Bravo 1` against a list of numbers."""
    told = {name: int(n) for name, n in re.findall(r"(\w+) (\d+)", said)}
    return told == {NAMES[n]: found.count(n) for n in set(found)} and list(told.values()) == sorted(told.values(), reverse=True)  # fmt: skip


def _gap(race_times: dict[str, int], first: str, second: str, said: str) -> bool:
    return race_times[CARS[second]] - race_times[CARS[first]] == round(float(said) * 1000)


def _champion(c: Counted, name: str, table: str) -> bool:
    """Nobody can come past: not even taking all that is left."""
    points, sure = c.points(table), c.sure(table)[name]
    return all(sure >= other + c.offer(table, name=key) for key, other in points.items() if key != name)


def _out(c: Counted, name: str, table: str, said: re.Match[str], upto: int | None = None) -> bool:
    """A name cannot come past: what it lacks, what it can take, and the reason where that alone does not tell."""
    points, behind, offer = c.points(table, upto), int(said["behind"]), int(said["offer"])
    own = c.offer(table, upto, name)
    right = max(points.values()) - points[name] == behind and own <= offer <= c.offer(table, upto)
    if "others are already sure" in said.string:
        return right and behind < offer and max(c.sure(table, upto).values()) >= points[name] + own
    return right and (behind > offer or ("level on points" in said.string and behind == offer == own))


def _first_of(c: Counted, m: re.Match[str]) -> bool:
    cars = c.race.of(GROUPS[m["of"]])
    told = [CARS[m["name"]], *([CARS[m["second"]]] if m["second"] else [])]
    return cars[: len(told)] == told and (len(cars) == 1) == (m["second"] is None) and (not m["gap"] or _gap(c.race.times, m["name"], m["second"], m["gap"]))  # fmt: skip


def _podium(c: Counted, m: re.Match[str]) -> bool:
    told = [m["winner"], *re.findall(r"\w+", (m["others"] or "").replace(" and ", " "))]
    pole = c.grids[len(c.races) - 1][0]
    return [CARS[name] for name in told] == c.race.cup[:3] and (m["pole"] is not None) <= (pole == c.race.cup[0])


def _lost(c: Counted, m: re.Match[str]) -> bool:
    number = CARS[m["name"]]
    road = [n for n in c.race.order if n not in c.race.order[len(c.race.order) - c.race.retired :]]
    if m["road"] and road.index(number) + 1 != int(m["road"]):
        return False
    if m["place"] is None:
        return number in c.race.out
    return list(c.race.times).index(number) + 1 == int(m["place"]) > int(m["road"])


def _row(counts: list[list[str]], name: str, said: str) -> bool:
    """Whether a driver is in each of the last so many of these lists, and not in the one before."""
    n, number = NUMBERS.index(said), CARS[name]
    return all(number in each for each in counts[-n:]) and (len(counts) == n or number not in counts[-n - 1])


N, T = r"[A-Z]\w+", r"(?P<table>| Am| Teams)"
P = r"(?P<{}>\d+) points?"
WHO = rf"(?:Team )?{N}"
LIST = rf"{WHO}(?:, {WHO})*(?: and {WHO})?"
CHECKS: dict[str, tuple[str, Check]] = {
    "podium": (rf"Race \d: (?P<winner>{N}) wins(?: (?P<pole>from pole), ahead of| from)? ?(?P<others>{LIST})?", lambda c, _, m: _podium(c, m)),
    "contender": (rf"(?P<name>{N})(?:, who started (?P<grid>\w+),)? (?:finishes (?P<place>\w+)|retires after 3 laps|is (?P<out>disqualified))", lambda c, _, m: (
        (not m["grid"] or c.grids[len(c.races) - 1].index(CARS[m["name"]]) + 1 == ORDINALS.index(m["grid"]))
        and (c.race.cup.index(CARS[m["name"]]) + 1 == ORDINALS.index(m["place"]) if m["place"] else CARS[m["name"]] not in c.race.cup)
        and (not m["out"] or CARS[m["name"]] in c.race.out))),
    "category_winner": (rf"(?P<name>{N}) wins in (?P<of>\w+)(?: by (?P<gap>[\d.]+)\u00a0s from| ahead of)? ?(?P<second>{N})?", lambda c, _, m: _first_of(c, m)),
    "award_winner": (rf"(?P<name>{N}) wins in (?P<of>\w+)(?: by (?P<gap>[\d.]+)\u00a0s from| ahead of)? ?(?P<second>{N})?", lambda c, _, m: _first_of(c, m)),
    "gap": (rf"(?P<name>{N}) wins by (?P<gap>[\d.]+)\u00a0s from (?P<second>{N})", lambda c, _, m: (
        [CARS[m["name"]], CARS[m["second"]]] == c.race.cup[:2] and _gap(c.race.times, m["name"], m["second"], m["gap"]))),
    "sweep": (rf"(?P<name>{N}) takes both poles and wins both races of the meeting", lambda c, _, m: (
        {r.cup[0] for r in c.races[-2:]} == {CARS[m["name"]]} == set(c.poles()[-2:]))),
    "pole": (rf"(?P<name>{N}) is credited with pole, on 1:3(?P<time>[\d.]+)", lambda c, _, m: (
        c.poles()[-1] == CARS[m["name"]] and round(float(m["time"]) * 1000) == (0 if len(c.races) % 2 else 1000))),
    "fastest": (rf"(?P<name>{N}) sets the fastest lap of the cup, in 1:20\.(?P<ms>\d+)", lambda c, _, m: (
        c.race.fastest == CARS[m["name"]] and c.race.best.index(c.race.fastest) * 11 == int(m["ms"]))),
    "fastest_of": (r"Fastest laps by category: (?P<all>.+)", lambda c, _, m: all(
        CARS[name] in GROUPS[of] and c.race.best.index(CARS[name]) * 11 == int(ms) and CARS[name] in c.race.times
        for of, name, ms in re.findall(rf"(Pro|Am) ({N}) 1:20\.(\d+)", m["all"])) and m["all"].count("1:20") == len(re.findall("Pro |Am ", m["all"]))),
    "category_lost": (rf"First in (?P<of>\w+) on the road, (?P<name>{N}) is penalised \(track_limits\) and drops to (?P<place>\w+) in the category(?:, just ahead of (?P<second>{N}))?(?:, also penalised \(track_limits\))?", lambda c, _, m: (
        next(n for n in c.race.order if n in GROUPS[m["of"]]) == CARS[m["name"]]
        and [n for n in c.race.times if n in GROUPS[m["of"]]].index(CARS[m["name"]]) + 1 == ORDINALS.index(m["place"])
        and (not m["second"] or [n for n in c.race.times if n in GROUPS[m["of"]]][ORDINALS.index(m["place"])] == CARS[m["second"]]))),
    "podium_lost": (rf"(?P<road>\w+) at the flag, (?P<name>{N}) is (?:penalised and classified (?P<place>\d+)\w\w|(?P<out>disqualified))(?:; (?P<heir>{N}) is (?P<same>\w+))?", lambda c, _, m: (
        c.race.order.index(CARS[m["name"]]) + 1 == ORDINALS.index(m["road"].lower())
        and (CARS[m["name"]] in c.race.out if m["out"] else list(c.race.times).index(CARS[m["name"]]) + 1 == int(m["place"]))
        and (not m["heir"] or list(c.race.times).index(CARS[m["heir"]]) + 1 == ORDINALS.index(m["same"])))),
    "places_lost": (rf"(?P<name>{N}), (?P<road>\d+)\w\w at the flag, is penalised \(track_limits\) and classified (?P<place>\d+)\w\w", lambda c, _, m: _lost(c, m)),
    "disqualified": (rf"(?P<name>{N})(?:, (?P<road>\d+)\w\w at the flag,)? is disqualified(?P<place>nowhere)? \(track_limits\)", lambda c, _, m: _lost(c, m)),
    "lead": (rf"(?:After race \d|Before Place B), (?P<a>{WHO}) (?:leads (?P<b>{WHO}) by {P.format('by')}|and (?P<d>{WHO}) are level)(?: in the (?P<table>\w+) table)?|(?P<e>{WHO}) and (?P<f>{WHO}) are level (?:after race \d|before Place B)(?: in the (?P<of>\w+) table)?, on {P.format('each')} each", lambda c, _, m: (
        _margin(c, m["a"], m["b"], m["by"], m["table"] or "Overall") if m["by"] else c.points(m["of"] or "Overall")[m["e"]] == c.points(m["of"] or "Overall")[m["f"]] == int(m["each"]) == max(c.points(m["of"] or "Overall").values()))),
    "only_rival": (rf"Only (?P<rival>{WHO}) can still stop (?P<leader>{WHO}) from taking the{T} title", lambda c, _, m: (
        (p := c.points(table_of(m["table"])))[m["leader"]] == max(p.values()) and p[m["rival"]] + c.offer(table_of(m["table"]), name=m["rival"]) >= c.sure(table_of(m["table"]))[m["leader"]]
        and all(max(c.sure(table_of(m["table"])).values()) >= q + c.offer(table_of(m["table"]), name=k) for k, q in p.items() if k not in (m["leader"], m["rival"])))),
    "still_in": (rf"(?P<name>{WHO}), {P.format('behind')} behind, can still (?:be|take the){T} (?:champion|title): {P.format('offer')} are on offer", lambda c, _, m: (
        max(c.points(table_of(m["table"])).values()) - c.points(table_of(m["table"]))[m["name"]] == int(m["behind"]) <= int(m["offer"]) <= c.offer(table_of(m["table"])))),
    "out": (rf"(?:(?P<place>\w+) in race \d, )?(?P<name>{WHO}) is out of the{T} title fight: {P.format('behind')} behind, {P.format('offer')} on offer(?:, and level on points is not enough|, given the points others are already sure of)?", lambda c, _, m: (
        (not m["place"] or c.race.cup.index(CARS[m["name"]]) + 1 == ORDINALS.index(m["place"].lower())) and _out(c, m["name"], table_of(m["table"]), m))),
    "also_out": (rf"Also out of the{T} title fight: (?P<names>{LIST})", lambda c, _, m: all(
        max(c.sure(table_of(m["table"])).values()) >= c.points(table_of(m["table"]))[name] + c.offer(table_of(m["table"]), name=name)
        for name in re.findall(WHO, m["names"]))),
    "left": (rf"Still in contention for the{T} title: (?P<names>{LIST})|(?P<n>\w+) (?:drivers|teams) can still (?:be|take the)(?P<of>| Am| Teams) (?:champion|title)", lambda c, _, m: m["n"] is None and all(
        c.points(table_of(m["table"]))[name] + c.offer(table_of(m["table"])) >= max(c.points(table_of(m["table"])).values())
        for name in re.findall(WHO, m["names"]))),
    "needs": (rf"(?P<name>{WHO}) is champion by (?:winning|finishing (?P<place>\d+)\w\w or better)(?: in \w+)? \(Place \w, race \d\), whatever the others do", lambda c, f, m: _needs(c, TABLES[f.championship], m["name"], int(m["place"] or 1))),
    "lead_change": (rf"(?P<now>{LIST}) (?:takes? the lead|draws? level|(?:together )?take the lead|is now alone in the lead)(?: with (?P<with>{LIST}) in the lead)? of the (?:championship|(?P<table>\w+) table)(?: back)?(?: from|, until now shared by)? ?(?P<from>{LIST})?(?:, for the first time this season)?", lambda c, _, m: _lead_change(c, m)),
    "led_before": (rf"Before Place B, (?P<a>{N}) (?:led (?P<b>{N}) by {P.format('by')}|and (?P<c>{N}) were level)", lambda c, _, m: (
        _margin(c, m["a"], m["b"] or m["c"], m["by"] or "0", "Overall", 1))),
    "was_out": (rf"(?P<name>{N}) lost the last chance of the title in race 1: {P.format('behind')} behind, {P.format('offer')} still on offer(?:, and level on points is not enough|, given the points others are already sure of)?", lambda c, _, m: (
        _out(c, m["name"], "Overall", m, len(c.races) - 2))),
    "was_alone": (rf"After race 1, only (?P<rival>{N}) could still keep the title from (?P<leader>{N})", lambda c, _, m: (
        (p := c.points("Overall", len(c.races) - 2))[m["leader"]] == max(p.values()) and p[m["rival"]] + c.offer("Overall", len(c.races) - 2) >= p[m["leader"]])),
    "champion_since": (rf"(?P<name>{LIST}) (?:has been|has had the){T} (?:champion|title) since (?:Place \w, )?race \d", lambda c, _, m: _champion(c, m["name"], table_of(m["table"]))),
    "final_table": (rf"Final{T} table: (?P<all>.+)", lambda c, _, m: c.left == 0 and all(
        c.points(table_of(m["table"]))[name] == int(points) for name, points in re.findall(rf"({WHO}) (\d+)", m["all"]))),
    "wins": (r"Wins: (?P<all>.+)", lambda c, _, m: _counts(m["all"], [r.cup[0] for r in c.races if r.cup])),
    "poles": (r"Poles: (?P<all>.+)", lambda c, _, m: _counts(m["all"], c.poles())),
    "fastest_laps": (r"Fastest laps: (?P<all>.+)", lambda c, _, m: _counts(m["all"], [r.fastest for r in c.races if r.fastest])),
    "podiums": (r"Podiums: (?P<all>.+)", lambda c, _, m: _counts(m["all"], [n for r in c.races for n in r.cup[:3]])),
    "category_wins": (r"Wins in (?P<of>\w+): (?P<all>.+)", lambda c, _, m: _counts(m["all"], [o[0] for r in c.races if (o := r.of(GROUPS[m["of"]]))])),
    "award_wins": (r"Wins in (?P<of>\w+): (?P<all>.+)", lambda c, _, m: _counts(m["all"], [o[0] for r in c.races if (o := r.of(GROUPS[m["of"]]))])),
    "win_row": (rf"(?P<name>{N}) has won (?P<n>\w+) races in a row", lambda c, _, m: _row([r.cup[:1] for r in c.races], m["name"], m["n"])),
    "pole_row": (rf"(?P<name>{N}) has taken (?P<n>\w+) poles in a row", lambda c, _, m: _row([[p] for p in c.poles()], m["name"], m["n"])),
    "podium_row": (rf"(?P<name>{N}) has finished (?P<n>\w+) races in a row on the podium", lambda c, _, m: _row([r.cup[:3] for r in c.races], m["name"], m["n"])),
    "win_row_ends": (rf"A run of (?P<n>\w+) wins in a row by (?P<name>{N}) comes to an end", lambda c, _, m: CARS[m["name"]] not in c.race.cup[:1] and _row([r.cup[:1] for r in c.races[:-1]], m["name"], m["n"])),
    "podium_row_ends": (rf"A run of (?P<n>\w+) podiums in a row by (?P<name>{N}) comes to an end", lambda c, _, m: CARS[m["name"]] not in c.race.cup[:3] and _row([r.cup[:3] for r in c.races[:-1]], m["name"], m["n"])),
    "nth_podium": (rf"(?P<name>{N}): (?P<n>\w+) podium of the season", lambda c, _, m: (
        CARS[m["name"]] in c.race.cup[1:3] and sum(CARS[m["name"]] in r.cup[:3] for r in c.races) == ORDINALS.index(m["n"]))),
    "nth_win": (rf"(?P<name>{N}): (?P<w>\w+) win and (?P<n>\w+) podium of the season", lambda c, _, m: (
        CARS[m["name"]] == c.race.cup[0] and sum(CARS[m["name"]] in r.cup[:3] for r in c.races) == ORDINALS.index(m["n"])
        and sum(CARS[m["name"]] in r.cup[:1] for r in c.races) == ORDINALS.index(m["w"]))),
}  # fmt: skip


def _lead_change(c: Counted, m: re.Match[str]) -> bool:
    """Now these lead who did not, before those did."""
    table = m["table"] or "Overall"
    now, before = c.points(table), c.points(table, len(c.races) - 2)
    took = re.findall(WHO, m["now"])
    had = re.findall(WHO, m["from"] or m["with"] or "")
    return all(now[k] == max(now.values()) for k in took) and all(before[k] == max(before.values()) for k in had) and bool(had)  # fmt: skip


def _needs(c: Counted, table: str, name: str, place: int) -> bool:
    """In this place a name stays ahead of everybody else's best answer, in the next race and the rest."""
    upto, points = len(c.races) - 1, c.points(table)
    others_places = [score for i, score in enumerate(SCALE) if i != place - 1]
    mine = c.sure(table)[name] + SCALE[place - 1]
    for other in points.keys() - {name}:
        cars = sum(f"Team {TEAMS[n]}" == other for n in NAMES if n != GUEST) if table == "Teams" else 1
        later = c.offer(table, upto, other) - (c.offer(table, upto, other) and sum(SCALE[:cars]))
        if points[other] + sum(others_places[:cars]) + later > mine:
            return False
    return True


def _titled(c: Counted, fact: Fact, said: str) -> bool:
    """A sentence that makes somebody champion: nobody can come past, the margin, the wins and the title's number are right."""
    table = TABLES[fact.championship]
    points = c.points(table)
    name = next((k for k in sorted(points, key=lambda k: -points[k]) if said.startswith(k)), "")
    if not name or not _champion(c, name, table):
        return False
    rest = sorted((q for k, q in points.items() if k != name), reverse=True)
    margin = re.search(r"(?:by|,) (\d+) points?(?: ahead|:| with|$|,| out)?", said)
    wins = re.search(r"with (?:no|(\w+)) wins? out of (\w+)", said)
    own = [n for n in NAMES if c.name(table, n) == name]
    won = sum(r.of(AM if table == "Am" else "12345")[:1] == own[:1] for r in c.races)
    return (
        (margin is None or (int(margin[1]) == points[name] - rest[0]))
        and (
            wins is None
            or ((NUMBERS.index(wins[1]) if wins[1] else 0) == won and NUMBERS.index(wins[2]) == len(c.races))
        )
        and (("in a row" in said) <= (table == "Overall" and c.season.last_year == own[0]))
    )


@given(drawn())
@settings(max_examples=60, deadline=None)
def test_every_figure_of_every_sentence_is_what_the_facts_give(season: Drawn) -> None:
    book = Book(season.season())
    for upto, ref in enumerate(RACES[: len(season.races)]):
        counted = Counted(season, upto)
        for fact in press(book, ref, Words("en")):
            said = plain(fact.marked).removesuffix(MARK).removesuffix(".")
            if fact.kind == "champion":
                assert _titled(counted, fact, said), (fact.kind, said)
                continue
            pattern, right = CHECKS[fact.kind]
            match = re.fullmatch(pattern, said)
            assert match, (fact.kind, said)
            assert right(counted, fact, match), (fact.kind, said)


@given(drawn())
@settings(max_examples=30, deadline=None)
def test_what_is_certain_rests_on_settled_results_and_everything_else_says_so(season: Drawn) -> None:
    book = Book(season.season())
    for upto, ref in enumerate(RACES[: len(season.races)]):
        safe = {race for race, held in zip(RACES, season.races, strict=False) if held.safe}
        for fact in press(book, ref, Words("en")):
            assert fact.text.endswith(MARK) is not fact.certain
            races = {source for source in fact.sources if source in RACES}
            assert races <= set(RACES[: upto + 1])
            assert not (fact.certain and races - safe) or fact.kind in ("pole", "poles", "pole_row"), fact


@given(drawn())
@settings(max_examples=30, deadline=None)
def test_both_languages_say_the_same_with_the_same_figures(season: Drawn) -> None:
    book = Book(season.season())
    for ref in (*RACES[: len(season.races)], "A/Q"):
        french, english = (press(book, ref, Words(language)) for language in ("fr", "en"))
        assert [(f.kind, f.certain, f.sources) for f in french] == [(f.kind, f.certain, f.sources) for f in english]
        for one, other in zip(french, english, strict=True):
            assert _figures(one.text) == _figures(other.text)
            assert _figures(one.rests_on) == _figures(other.rests_on)


def _figures(text: str) -> list[str]:
    """The figures and names of a sentence, in whatever order it has them."""
    return sorted(re.findall(r"\d+", text.replace(",", ".")) + re.findall("|".join(NAMES.values()), text))
