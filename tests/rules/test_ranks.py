"""What a championship ranks: crews, manufacturers and nations, and how their cars score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.choices import Bonuses, TwoCars
from cupdesk.rules.exceptions import Exclusion, RaceException
from cupdesk.rules.field import crew_of
from cupdesk.rules.model import EntryChange, Honour, Season
from cupdesk.rules.next_season import Carried, next_season
from cupdesk.rules.regulations import Championship, NationOf, Ranks, TeamRule
from cupdesk.rules.session import Finish, Session, Text

WORD = Text("x", "x")
Make = Callable[..., Season]
Race = Callable[..., Session]
Rules = Callable[..., Championship]
Table = Callable[..., list[tuple[int, str, str]]]


def of_nations(season: Season, **nations: str) -> Season:
    return replace(
        season,
        drivers=tuple(replace(driver, nationality=nations.get(driver.code, "")) for driver in season.drivers),
        teams=tuple(replace(team, nationality=nations.get(team.code, "")) for team in season.teams),
    )


class TestCrews:
    def test_a_crew_is_its_drivers_in_any_order(self, cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
        crews = {"1": ("b", "a"), "2": ("c", "d")}
        season = cup(["1", "2"], race("1 2"), race("1 2"), crews=crews, championships=[driver_table(ranks=Ranks.CREW)])
        first = replace(season.entries[0], changes=(EntryChange("2", drivers=("a", "b")),))
        assert table(replace(season, entries=(first, *season.entries[1:]))) == [(1, "a+b", "20"), (2, "c+d", "12")]
        assert crew_of(season, "a+b") == ("b", "a")
        with pytest.raises(KeyError):
            crew_of(season, "a+c")

    def test_who_changes_partner_is_another_crew(
        self, cup: Make, race: Race, driver_table: Rules, table: Table
    ) -> None:
        season = cup(
            ["1"], race("1"), race("1"), crews={"1": ("a", "b")}, championships=[driver_table(ranks=Ranks.CREW)]
        )
        first = replace(season.entries[0], changes=(EntryChange("2", drivers=("a", "c")),))
        changed = replace(season, entries=(first,))
        assert table(changed) == [(1, "a+b", "10"), (1, "a+c", "10")]
        assert crew_of(changed, "a+c") == ("a", "c")

    def test_one_of_the_crew_may_drive_alone(self, cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
        season = cup(
            ["1", "2"],
            race("1 2", finishes=(Finish("1", drivers=("a",)),)),
            crews={"1": ("a", "b"), "2": ()},
            championships=[driver_table(ranks=Ranks.CREW)],
        )
        assert table(season) == [(1, "a+b", "10")]  # nobody is entered in car 2

    def test_a_crew_of_two_cars_keeps_the_better(
        self, cup: Make, race: Race, driver_table: Rules, table: Table
    ) -> None:
        crews = {"1": ("a", "b"), "2": ("b", "a")}
        for rule, points in ((TwoCars.BETTER, "10"), (TwoCars.SUM, "16")):
            rules = driver_table(ranks=Ranks.CREW, two_cars=rule)
            assert table(cup(["1", "2"], race("2 1"), crews=crews, championships=[rules])) == [(1, "a+b", points)]


class TestManufacturers:
    def entered(self, cup: Make, race: Race, rules: Championship, **makes: str) -> Season:
        season = cup(["1", "2", "3", "4"], race("1 2 3 4"), race("4 3 2 1"), championships=[rules])
        entries = tuple(replace(e, manufacturer=makes.get(f"car{e.number}", "")) for e in season.entries)
        return replace(season, entries=entries)

    def test_the_best_so_many_of_each(self, cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
        rules = driver_table(ranks=Ranks.MANUFACTURER, team=TeamRule(1, rerank=True))
        season = self.entered(cup, race, rules, car1="Volt", car2="Volt", car3="Astra")
        assert table(season) == [(1, "Astra", "16"), (1, "Volt", "16")]
        assert Book(season).names("main") == {"Volt": "", "Astra": ""}  # car 4 has no make

    def test_another_make_in_one_round(self, cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
        rules = driver_table(ranks=Ranks.MANUFACTURER, team=TeamRule(None))
        season = self.entered(cup, race, rules, car1="Volt", car2="Volt", car3="Astra", car4="Astra")
        last = replace(season.entries[3], changes=(EntryChange("2", manufacturer="Comet"),))
        assert table(replace(season, entries=(*season.entries[:3], last))) == [
            (1, "Volt", "23"),
            (2, "Astra", "13"),
            (3, "Comet", "10"),
        ]

    def test_a_make_excluded_is_passed_over(self, cup: Make, race: Race, driver_table: Rules) -> None:
        rules = driver_table(ranks=Ranks.MANUFACTURER, excluded=(Exclusion("Volt", WORD, others_move_up=True),))
        season = self.entered(cup, race, rules, car1="Volt", car2="Astra")
        assert Book(season).points("main", "1/R")["Astra"].points == 10


class TestNations:
    def test_of_drivers_each_nation_of_a_car_once(
        self, cup: Make, race: Race, driver_table: Rules, table: Table
    ) -> None:
        rules = driver_table(ranks=Ranks.NATION, team=TeamRule(1))
        crews = {"1": ("a", "b"), "2": ("c", "d"), "3": ("e", "f")}
        season = cup(["1", "2", "3"], race("1 2 3"), crews=crews, championships=[rules])
        season = of_nations(season, a="FRA", b="GER", c="FRA", d="FRA", e="FRA", f="SWE")
        # car 3 scores for Sweden only: France has its best car already
        assert table(season) == [(1, "FRA", "10"), (1, "GER", "10"), (3, "SWE", "4")]

    def test_of_teams(self, cup: Make, race: Race, driver_table: Rules, table: Table) -> None:
        rules = driver_table(ranks=Ranks.NATION, nation_of=NationOf.TEAM)
        season = cup(["1", "2", "3"], race("1 2 3"), teams={"1": "a", "2": "b"}, championships=[rules])
        assert table(of_nations(season, a="NED", b="NED", d1="FRA")) == [(1, "NED", "16")]

    def test_bonuses_of_a_car_that_does_not_score_for_one_of_them(
        self, cup: Make, race: Race, driver_table: Rules
    ) -> None:
        rules = driver_table(ranks=Ranks.NATION, pole=Fraction(1), team=TeamRule(1, bonuses=Bonuses.ALL))
        season = cup(["1", "2"], race("1 2", pole="2"), crews={"2": ("d2", "b")}, championships=[rules])
        earned = Book(of_nations(season, d1="FRA", d2="FRA", b="GER")).points("main", "1/R")
        assert {key: (result.points, result.cars) for key, result in earned.items()} == {
            "FRA": (Fraction(11), ("1",)),
            "GER": (Fraction(7), ("2",)),
        }

    def test_a_fastest_lap_credited_by_name_is_that_nations(self, cup: Make, race: Race, driver_table: Rules) -> None:
        rules = driver_table(
            ranks=Ranks.NATION, fastest_lap=Fraction(1), races=(RaceException("1/R", fastest_lap_by=("b",)),)
        )
        season = of_nations(cup(["1"], race("1"), crews={"1": ("a", "b")}, championships=[rules]), a="FRA", b="GER")
        earned = Book(season).points("main", "1/R")
        assert {key: result.points for key, result in earned.items()} == {"FRA": 10, "GER": 11}


@pytest.mark.parametrize("ranks", [Ranks.CREW, Ranks.MANUFACTURER, Ranks.NATION])
def test_titles_are_computed_for_each(cup: Make, race: Race, driver_table: Rules, ranks: Ranks) -> None:
    season = cup(["1", "2"], race("1 2", pole="1"), race(), championships=[driver_table(ranks=ranks, pole=Fraction(1))])
    entries = tuple(replace(entry, manufacturer=make) for entry, make in zip(season.entries, "VA", strict=True))
    title = Book(of_nations(replace(season, entries=entries), d1="FRA", d2="GER")).title("main")
    assert (title.decided, len(title.contenders)) == (False, 2)
    assert title.on_offer == 11


def test_a_fastest_lap_by_name_is_its_driver_s_nation_s_or_team_s(
    cup: Make, race: Race, driver_table: Rules, table: Table
) -> None:
    """Two of one car, of two nations; the lap was the second one's."""
    lap = RaceException("1", fastest_lap_by=("b",))
    rules = driver_table(ranks=Ranks.NATION, races=(lap,), fastest_lap=Fraction(1))
    season = of_nations(cup(["1"], race("1"), crews={"1": ("a", "b")}, championships=[rules]), a="FRA", b="DEU")
    assert table(season) == [(1, "DEU", "11"), (2, "FRA", "10")]
    of_team = driver_table(ranks=Ranks.TEAM, races=(lap,), fastest_lap=Fraction(1))
    season = cup(["1"], race("1"), crews={"1": ("a", "b")}, teams={"1": "t"}, championships=[of_team])
    assert table(season) == [(1, "t", "11")]


@pytest.mark.parametrize(
    ("ranks", "champion"), [(Ranks.CREW, "a+b"), (Ranks.MANUFACTURER, "Volt"), (Ranks.NATION, "FRA")]
)
def test_champions_of_every_rank_join_the_roll_and_stay_on_it(
    cup: Make, race: Race, driver_table: Rules, ranks: Ranks, champion: str
) -> None:
    rules = driver_table(ranks=ranks)
    crews = {"1": ("b", "a"), "2": ("c", "d")}
    season = cup(["1", "2"], race("1 2"), crews=crews, championships=[rules])
    first, second = season.entries
    season = of_nations(replace(season, entries=(replace(first, manufacturer="Volt"), second)), a="FRA", b="FRA")
    once = next_season(Book(season), "s2", season.year + 1, Carried(entries=False))
    assert once.honours == (Honour(season.year, rules.code, champion),)
    assert [driver.code for driver in once.drivers] == (["b", "a"] if ranks is Ranks.CREW else [])
    twice = next_season(Book(once), "s3", season.year + 2, Carried())
    assert twice.honours == once.honours
