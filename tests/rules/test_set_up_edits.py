"""Setting the season up: facts typed for a car, a round or a session follow it when it is called otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any, get_args

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.edits import (
    Edit,
    EnterCar,
    MoveRound,
    MoveSession,
    SetAdjustment,
    SetAward,
    SetDriver,
    SetEntry,
    SetHonour,
    SetOfficial,
    SetRound,
    SetSession,
    SetTeam,
    apply,
)
from cupdesk.rules.edits.calendar import PLAN, plan_of
from cupdesk.rules.edits.entries import NUMBER_FIELDS
from cupdesk.rules.exceptions import RaceException, SessionScale
from cupdesk.rules.model import Adjustment, Driver, Entry, EntryChange, Honour, Official, Round, Season, Team
from cupdesk.rules.next_season import Carried, next_season
from cupdesk.rules.regulations import Award, Championship
from cupdesk.rules.session import Decision, Finish, GridSource, Sanction, SanctionKind, Session, SessionKind, Text
from cupdesk.rules.uses import (
    entries_of_award,
    entries_of_driver,
    entries_of_team,
    is_used,
    races_named,
    records_of,
    sessions_of_entry,
)
from cupdesk.store.codec import hints

Make = Callable[..., Season]
WORD = Text("x", "x")


def race(code: str = "R", **facts: Any) -> Session:
    return Session(code, SessionKind.RACE, WORD, **facts)


def points(season: Season) -> list[tuple[str, int, Fraction]]:
    """The table: who, which place, how many points."""
    return [(row.key, row.position, row.points) for row in Book(season).standings("main").rows]


@pytest.fixture
def season(cup: Make) -> Season:
    """Three cars in two rounds; car 3 is 33 in the second."""
    behind = Decision(1, ("3", "1"), "lp", (Sanction(SanctionKind.BEHIND, behind="2"),), applies_to="B/R")
    first = race(
        order=("2", "3", "1"), grid=("3",), pole="3", dead_heats=(("3", "1"),), finishes=(Finish("3", laps=5),)
    )
    qualifying = Session("Q", SessionKind.QUALIFYING, WORD, sets_grids=(GridSource("A/R"), GridSource("B/R", "second")))
    made = cup(
        ["1", "2", "3"],
        Round("A", Text("un", "one"), sessions=(replace(first, decisions=(behind,)), qualifying)),
        Round("B", Text("deux", "two"), sessions=(race(order=("33", "1")),)),
        championships=(
            Championship(
                "main",
                WORD,
                (Fraction(10), Fraction(6)),
                sessions=("A/R", "B"),
                races=(RaceException("A/R", pole=("3",)), RaceException("B/R", not_eligible=("33",))),
            ),
        ),
    )
    third = replace(made.entries[2], changes=(EntryChange("B", number="33"),))
    return replace(
        made, entries=(*made.entries[:2], third), adjustments=(Adjustment("main", "d1", Fraction(2), WORD, "A/R"),)
    )


def test_what_is_typed_for_a_car_follows_its_number(season: Season) -> None:
    was = season.entries[2]
    after = apply(season, SetEntry(was, replace(was, number="7")))
    first = after.session("A/R")
    assert (first.order, first.grid, first.pole, first.dead_heats) == (("2", "7", "1"), ("7",), "7", (("7", "1"),))
    assert first.finishes == (Finish("7", laps=5),)
    assert first.decisions[0].cars == ("7", "1")
    assert after.session("B/R") is season.session("B/R")
    races = after.regulations.championships[0].races
    assert (races[0].pole, races[1].not_eligible) == (("7",), ("33",))
    assert points(after) == points(season)


def test_behind_another_car_follows_too(season: Season) -> None:
    was = season.entries[1]
    after = apply(season, SetEntry(was, replace(was, number="9")))
    assert after.session("A/R").decisions[0].sanctions[0].behind == "9"


def test_the_number_of_one_round_changes_that_round_only(season: Season) -> None:
    was = season.entries[2]
    after = apply(season, SetEntry(was, replace(was, changes=(EntryChange("B", number="44"),))))
    assert after.session("B/R").order == ("44", "1")
    assert after.session("A/R") is season.session("A/R")
    assert after.regulations.championships[0].races[1].not_eligible == ("44",)


def test_an_entry_taken_away_and_one_that_is_not_there(season: Season) -> None:
    assert [e.number for e in apply(season, SetEntry(season.entries[0])).entries] == ["2", "3"]
    with pytest.raises(KeyError):
        apply(season, SetEntry(Entry("9", ())))


NO_NUMBER = {
    "Session": {"code", "start", "track", "name", "events", "reopened", "grid_reason"},
    "Finish": {"drivers"},
    "Decision": {"offence", "article", "applies_to", "text", "path"},
    "Stage": {"by"},
    "Sanction": {"amount"},
    "RaceException": {"session", "fastest_lap_by", "extra"},
    "ExtraPoints": {"name", "reason"},
    "DriverShare": {"driver"},
    "SecondEntry": {"by"},
    "GridSource": {"race", "lap"},
    "Text": {"fr", "en"},
}
"""The fields with text that name no car."""


def texts_of(kind: type) -> dict[str, list[Any]]:
    """The fields of a dataclass that hold text, or dataclasses that may."""
    found: dict[str, list[Any]] = {}
    for name, hint in hints(kind).items():
        parts: list[Any] = [hint]
        while any(get_args(part) for part in parts):
            parts = [inner for part in parts for inner in (get_args(part) or (part,))]
        inner: list[Any] = [part for part in parts if part is str or is_dataclass(part)]
        if inner:
            found[name] = [part for part in inner if part is not str]
    return found


@pytest.mark.parametrize("kind", [Session, RaceException])
def test_every_text_of_a_session_is_known_to_name_a_car_or_not(kind: type) -> None:
    todo, seen = [kind], set()
    while todo:
        one = todo.pop()
        seen.add(one.__name__)
        for name, inner in texts_of(one).items():
            known = name in NUMBER_FIELDS.get(one.__name__, ()) or name in NO_NUMBER.get(one.__name__, ())
            assert known or name == "sets_grids", f"{one.__name__}.{name}"
            todo += [each for each in inner if each.__name__ not in seen]


def test_what_names_a_round_follows_its_code(season: Season) -> None:
    season = replace(season, entries=(replace(season.entries[0], rounds=("A", "B")), *season.entries[1:]))
    after = apply(season, SetRound("B", replace(season.rounds[1], code="SPA", sessions=())))
    assert [r.code for r in after.rounds] == ["A", "SPA"]
    assert after.session("SPA/R") is season.session("B/R")
    assert after.entries[0].rounds == ("A", "SPA")
    assert after.entries[2].changes[0].round == "SPA"
    assert after.session("A/R").decisions[0].applies_to == "SPA/R"
    assert after.session("A/Q").sets_grids[1].race == "SPA/R"
    rules = after.regulations.championships[0]
    assert (rules.sessions, rules.races[1].session) == (("A/R", "SPA"), "SPA/R")
    assert points(after) == points(season)


def test_what_names_a_session_follows_its_code(season: Season) -> None:
    after = apply(season, SetSession("A", "R", replace(plan_of(season.session("A/R")), code="C1")))
    assert after.session("A/C1").order == season.session("A/R").order
    assert after.session("A/Q").sets_grids[0].race == "A/C1"
    assert after.adjustments[0].after == "A/C1"
    assert after.regulations.championships[0].sessions == ("A/C1", "B")


def test_a_code_all_rounds_share_stays_named_until_the_last_is_called_otherwise(season: Season) -> None:
    scaled = replace(season.regulations.championships[0], scales=(SessionScale("R", (Fraction(1),)),))
    season = replace(season, regulations=replace(season.regulations, championships=(scaled,)))
    once = apply(season, SetSession("A", "R", replace(plan_of(season.session("A/R")), code="C")))
    assert once.regulations.championships[0].scales[0].session == "R"
    twice = apply(once, SetSession("B", "R", replace(plan_of(once.session("B/R")), code="C")))
    assert twice.regulations.championships[0].scales[0].session == "C"


def test_planning_a_session_leaves_what_came_of_it(season: Season) -> None:
    after = apply(season, SetSession("A", "R", replace(plan_of(season.session("A/R")), start="14:00")))
    assert (after.session("A/R").start, after.session("A/R").order) == ("14:00", season.session("A/R").order)
    assert is_used(after, "A/R")
    assert not is_used(after, "A/Q") or plan_of(after.session("A/Q")) != after.session("A/Q")
    assert set(PLAN) < {f.name for f in fields(Session)}


def test_rounds_and_sessions_are_added_moved_and_taken_away(season: Season) -> None:
    edits: list[Edit] = [
        SetRound("C", Round("C", WORD)),
        MoveRound("C", 1),
        SetSession("C", "R", race()),
        SetSession("C", "Q", race("Q")),
    ]
    after = apply(season, *edits, MoveSession("C", "Q", 1))
    assert [r.code for r in after.rounds] == ["C", "A", "B"]
    assert [s.code for s in after.rounds[0].sessions] == ["Q", "R"]
    assert [s.code for s in apply(after, SetSession("C", "Q")).rounds[0].sessions] == ["R"]
    assert [r.code for r in apply(after, SetRound("C")).rounds] == ["A", "B"]


def test_people_and_records_are_added_changed_and_taken_away(season: Season) -> None:
    klein, honour = Driver("klein", "Marvin", "Klein"), Honour(2022, "main", "klein")
    after = apply(
        season,
        SetDriver("klein", klein),
        SetTeam("t", Team("t", "Team")),
        SetHonour(now=honour),
        SetOfficial(now=Official("clerk", "X")),
    )
    assert after.drivers[-1] == klein
    assert (after.teams, after.honours, after.officials) == ((Team("t", "Team"),), (honour,), (Official("clerk", "X"),))
    assert apply(after, SetDriver("klein", replace(klein, nationality="FRA"))).drivers[-1].nationality == "FRA"
    assert (
        apply(after, SetHonour(honour), SetDriver("klein"), SetTeam("t"), SetOfficial(Official("clerk", "X"))) == season
    )
    more = Adjustment("main", "d1", Fraction(-5), WORD)
    assert apply(season, SetAdjustment(season.adjustments[0], more)).adjustments == (more,)
    assert apply(season, SetAdjustment(now=more), SetAdjustment(more)) == season
    assert apply(season, SetDriver("nobody"), SetTeam("none")) == season


def test_entries_follow_an_award_called_otherwise(season: Season) -> None:
    rookie = Award("Rookie", WORD)
    after = apply(
        season,
        SetAward("Rookie", rookie),
        EnterCar(Entry("8", (), awards=("Rookie",), changes=(EntryChange("A", awards=("Rookie",)),))),
    )
    after = apply(after, SetAward("Rookie", replace(rookie, code="Junior")))
    assert after.entries[-1].awards == ("Junior",)
    assert after.entries[-1].changes[0].awards == ("Junior",)
    assert apply(after, SetAward("Junior")).regulations.awards == ()


def test_what_uses_what(season: Season) -> None:
    assert sessions_of_entry(season, season.entries[1]) == ("A/R",)
    assert sessions_of_entry(season, season.entries[2]) == ("A/R", "B/R")
    assert sessions_of_entry(season, Entry("9", ())) == ()
    assert entries_of_driver(season, "d1") == ("1",)
    assert records_of(season, "d1", team=False) == ("main",)
    assert records_of(season, "d2", team=False) == ()
    assert races_named(season, ("A/R",)) == ("main", "")
    assert races_named(season, ("Z",)) == ()


def test_the_next_season_has_the_field_and_no_result(season: Season) -> None:
    season = replace(season, entries=(replace(season.entries[0], guest=True, rounds=("A",)), *season.entries[1:]))
    after = next_season(Book(season), "s2", 2024, Carried())
    assert (after.code, after.year, after.cup) == ("s2", 2024, season.cup)
    assert [(e.number, e.changes) for e in after.entries] == [("2", ()), ("3", ())]
    assert [d.code for d in after.drivers] == ["d2", "d3"]
    assert not any(is_used(after, ref) or s.date for ref, _, s in after.sessions())
    assert after.adjustments == ()
    assert after.regulations.championships[0].races == ()
    assert next_season(Book(season), "s2", 2024, Carried(guests=True)).entries[0].rounds == ("A",)
    bare = next_season(Book(season), "s2", 2024, Carried(entries=False, rounds=False))
    assert bare.entries == ()
    assert [(r.code, [s.code for s in r.sessions]) for r in bare.rounds] == [("1", ["R", "Q"])]


def test_the_champions_join_the_roll_of_honour(cup: Make) -> None:
    season = cup(["1", "2"], race(order=("2", "1")))
    after = next_season(Book(season), "s2", 2024, Carried())
    assert after.honours == (Honour(2023, "main", "d2"),)
    open_ = cup(["1", "2"], race(order=("2", "1")), race())
    assert next_season(Book(open_), "s2", 2024, Carried()).honours == ()


def test_a_round_keeps_its_sessions_when_its_own_facts_change(season: Season) -> None:
    after = apply(season, SetRound("A", Round("A", WORD, circuit="Monza")))
    assert after.rounds[0].circuit == "Monza"
    assert after.rounds[0].sessions == season.rounds[0].sessions
    with pytest.raises(KeyError):
        apply(season, SetSession("Z", "R", race()))


def test_an_entry_changes_without_its_number_and_for_the_rounds_it_is_entered_in(season: Season) -> None:
    one = season.entries[0]
    after = apply(season, SetEntry(one, replace(one, team="t")))
    assert after.rounds == season.rounds
    assert entries_of_team(after, "t") == ("1",)
    only_first = replace(one, rounds=("A",))
    after = apply(apply(season, SetEntry(one, only_first)), SetEntry(only_first, replace(only_first, number="11")))
    assert after.rounds[0].sessions[0].order == ("2", "3", "11")
    assert after.rounds[1] == season.rounds[1]


def test_the_cars_with_an_award(season: Season) -> None:
    rookie = replace(season.entries[0], awards=("Rookie",))
    later = replace(season.entries[1], changes=(EntryChange("B", awards=("Rookie",)),))
    after = replace(season, entries=(rookie, later, *season.entries[2:]))
    assert entries_of_award(after, "Rookie") == ("1", "2")


def test_what_changes_no_number_touches_no_session(season: Season) -> None:
    after = apply(season, SetEntry(season.entries[0], replace(season.entries[0], guest=True)))
    assert after.rounds is season.rounds
    assert after.entries[0].guest


def test_a_round_called_otherwise_under_the_same_code_keeps_its_sessions(season: Season) -> None:
    after = apply(season, SetRound("B", replace(season.rounds[1], circuit="Monza", sessions=())))
    assert after.rounds[1].circuit == "Monza"
    assert after.rounds[1].sessions == season.rounds[1].sessions
    assert apply(season, SetRound("Z")) == season


def test_a_session_of_a_round_that_is_not_there_is_refused(season: Season) -> None:
    with pytest.raises(KeyError):
        apply(season, SetSession("Z", "R", race()))
    assert apply(season, SetSession("A", "Z")) == season


def test_which_cars_a_team_and_an_award_have(cup: Make) -> None:
    season = cup(["1", "2"], race(), teams={"1": "t"}, awards={"2": ("Rookie",)})
    changed = replace(season.entries[1], changes=(EntryChange("1", team="t", drivers=("d9",)),))
    season = replace(season, entries=(season.entries[0], changed))
    assert entries_of_team(season, "t") == ("1", "2")
    assert entries_of_award(season, "Rookie") == ("2",)
    assert entries_of_driver(season, "d9") == ("2",)
