"""What is said beside place and time: shared places, races in parts, who drove, facts of the whole session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from cupdesk.lines.order import read_order
from cupdesk.lines.reading import Reading
from cupdesk.rules.book import Book
from cupdesk.rules.edits import SetDeadHeat, SetDrivers, SetSessionFacts, apply
from cupdesk.rules.model import Season
from cupdesk.rules.session import Session
from cupdesk.words import Words

R1, Q = "LEC/R1", "LEC/Q"
ReadOrder = Callable[..., Reading]
Enter = Callable[..., Session]


@pytest.mark.parametrize("line", ["12 = 31", "12=31", "12 ex 31", "12 ex æquo 31", "12 dh 31", "12 = her"])
def test_two_cars_share_a_place(enter: Enter, line: str) -> None:
    session = enter("7", "12", "31", line)
    assert session.order == ("7", "12", "31")
    assert session.dead_heats == (("12", "31"),)


def test_cars_not_side_by_side_are_put_so(enter: Enter) -> None:
    assert enter("7 12 8 31", "12 = 31").order == ("7", "12", "31", "8")
    assert enter("31 7 12 8", "12 = 31").order == ("7", "12", "31", "8")
    assert enter("7", "12 = 31").order == ("7", "12", "31")
    assert enter("7 8", "7 = 31").order == ("7", "31", "8")


def test_a_third_car_joins_and_one_leaves(enter: Enter) -> None:
    three = enter("7 12 31 8", "7 = 12", "7 = 31")
    assert three.order[:3] == ("7", "12", "31")
    assert three.dead_heats == (("7", "12", "31"),)
    assert enter("7 12 31", "7 = 12", "7 = 31", "31 =").dead_heats == (("7", "12"),)
    assert enter("7 12", "7 = 12", "12 =").dead_heats == ()


def test_they_are_level_or_marked(season: Season, enter: Enter, order: ReadOrder) -> None:
    session = enter("7 12+1.604 31", "12 = 31")
    assert session.finish("31").gap_ms == 1604
    marked = order("12 = 31", "7 12+1.604 31+1.700")
    assert marked.edits == (SetDeadHeat(R1, ("12", "31")),)
    assert marked.problem.startswith("12 Mathieu and 31 have different times")
    done = apply(season, *order("7 31:39.457 12+1.604 31").edits)
    done = apply(done, *read_order(Book(done), R1, "12 = 31", Words("en")).edits)
    places = {row.number: row.position for row in Book(done).classification(R1).rows}
    assert (places["7"], places["12"], places["31"]) == (1, 2, 2)


def test_what_cannot_share(order: ReadOrder, printed: Callable[[str], str]) -> None:
    assert order("12 = 31", "7 12 31").read_back == "P2 12 Mathieu, dead heat with 31 Hernandez, 2nd together"
    asked = order("12 =", "7 12")
    assert asked.refused
    assert asked.unfinished
    assert asked.problem == "12 Mathieu shares its place with which car? Type its number."
    assert order("12 = 12", "7 12").problem == "12 Mathieu cannot share a place with itself. Nothing has changed."
    assert order("12 = 28", "7 12").problem.startswith("28 is not entered")
    assert order("12 =", "7 12", "7 = 12").read_back == "P2 12 Mathieu, its place is its own again"
    assert (
        order("12 = 31", "7 12 31", language="fr").read_back == "P2 12 Mathieu, ex æquo avec 31 Hernandez, 2e ensemble"
    )


def test_parts_of_a_race_are_added_up(season: Season, order: ReadOrder) -> None:
    reading = order("12 parts 20:14.553 11:26.000")
    assert reading.read_back == "P1 12 Mathieu, parts 20:14.553 + 11:26.000, 31:40.553 in all"
    done = apply(season, *reading.edits)
    assert done.session(R1).finish("12").parts_ms == (1_214_553, 686_000)
    assert Book(done).classification(R1).rows[0].time_ms == 1_900_553
    forgotten = read_order(Book(done), R1, "12 parts", Words("en"))
    assert forgotten.read_back == "P1 12 Mathieu, parts forgotten"
    assert apply(done, *forgotten.edits).session(R1).finish("12").parts_ms == ()
    assert order("12 parts", "12").problem == "12 Mathieu: type the time of each part."
    assert order("12 parts 20:64.553").problem == "20:64.553: seconds stop at 59."


@pytest.fixture
def crew(season: Season) -> Season:
    """The season with three drivers in car 12, two of the same surname."""
    drivers = ("mathieu", "perrot", "œuvrard")
    entries = tuple(replace(e, drivers=drivers) if e.number == "12" else e for e in season.entries)
    return replace(season, entries=entries)


def drove(season: Season, line: str, ref: str = R1) -> Reading:
    return read_order(Book(season), ref, line, Words("en"))


def test_who_of_the_crew_drove(crew: Season) -> None:
    one = drove(crew, "12 drv mat")
    assert one.edits == (SetDrivers(R1, "12", ("mathieu",)),)
    assert one.read_back.endswith("driven by Mathieu")
    both = drove(crew, "12 pil Éric Œuvrard louis", Q)
    assert both.edits == (SetDrivers(Q, "12", ("œuvrard", "perrot")),)
    done = apply(crew, *drove(crew, "12").edits, *one.edits)
    assert Book(done).classification(R1).rows[0].drivers == ("mathieu",)
    back = drove(done, "12 drv all")
    assert apply(done, *back.edits).session(R1).finish("12").drivers == ()


def test_who_did_not(crew: Season) -> None:
    assert drove(crew, "12 drv").problem == "Who drove 12? Mathieu, Perrot and Œuvrard, or all."
    assert drove(crew, "12 drv").unfinished
    stranger = drove(crew, "12 drv klein")
    assert stranger.edits == ()
    assert stranger.problem.startswith('"klein" is not the start of one name in the crew of 12')


FACTS = [
    ("lap 14", {"counted_laps": 14}, "classified as at the end of lap 14"),
    ("tour 0", {"forget": ("counted_laps",)}, "classified at the flag"),
    ("pts 1/2", {"points_factor": Fraction(1, 2)}, "race for half points"),
    ("pts ½", {"points_factor": Fraction(1, 2)}, "race for half points"),
    ("pts 75%", {"points_factor": Fraction(3, 4)}, "race for three quarters of the points"),
    ("points 0", {"points_factor": Fraction(0)}, "race for no points"),
    ("pts 0.6", {"points_factor": Fraction(3, 5)}, "race for 0.6 of the points"),
    ("plan 15 laps", {"planned_laps": 15}, "15 laps planned"),
    ("prévu 30 min", {"planned_minutes": 30}, "30 min planned"),
    ("plan 30min", {"planned_minutes": 30}, "30 min planned"),
    ("piste mouillée", {"track": "wet"}, "wet track"),
    ("track 33", {"track_c": 33}, "track 33 °C"),
    ("piste ?", {"forget": ("track_c",)}, "track temperature not known"),
    ("air -3", {"air_c": -3}, "air -3 °C"),
    ("start 9:05", {"start": "09:05"}, "start 09:05"),
    ("pole boc", {"pole": "7"}, "pole of 7 Boccolacci"),
    ("pole ?", {"pole": ""}, "pole follows from the grid"),
    ("annulée", {"cancelled": True}, "session cancelled"),
    ("held", {"cancelled": False}, "session held"),
]


@pytest.mark.parametrize(("line", "facts", "said"), FACTS)
def test_a_fact_of_the_session(order: ReadOrder, line: str, facts: dict[str, object], said: str) -> None:
    reading = order(line)
    assert reading.edits == (SetSessionFacts(R1, **facts),)  # type: ignore[arg-type]
    assert reading.read_back == said


def test_several_facts_then_cars(order: ReadOrder) -> None:
    reading = order("track wet air 18 7 8")
    assert reading.read_back == "wet track · air 18 °C · P1 7 Boccolacci · P2 8 Paque"


def test_facts_that_cannot_be(order: ReadOrder) -> None:
    for line in ("pts 1/0", "pts 9", "plan 0 laps", "start 25:00", "air warm", "track 133", "lap x"):
        assert order(line).refused, line
    assert order("lap 16").problem == "The race has 15 laps: 16 laps cannot be. Nothing has changed."
    assert order("lap 14", ref=Q).problem == "This is not said in this session. F1 shows the forms."
    assert order("air 18", ref=Q).read_back == "air 18 °C"
    assert order("lap").read_back.startswith("P1 14 Lapierre")
    assert order("pts").unfinished
