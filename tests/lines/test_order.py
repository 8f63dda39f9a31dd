"""The order line: every form of its table, every mistake with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cupdesk.lines.order import read_order
from cupdesk.lines.reading import Reading
from cupdesk.rules.book import Book
from cupdesk.rules.edits import EnterCar, PlaceCar, SetSessionFacts, SetStatus, SetTimes, TakeOutCar
from cupdesk.rules.model import Driver, Entry, Season
from cupdesk.rules.session import Finish, Session, Status
from cupdesk.words import Words

ReadOrder = Callable[..., Reading]
Enter = Callable[..., Session]
Printed = Callable[[str], str]
R1 = "LEC/R1"
SEVENTEEN = "7 8 5 1 16 30 9 11 12 31 20 21 40 14 17 44 32"


def test_a_number_is_placed_next(order: ReadOrder) -> None:
    reading = order("12", "7 8")
    assert reading.prompt == "P3"
    assert reading.edits == (PlaceCar(R1, "12", 3),)
    assert reading.read_back == "P3 12 Mathieu · Pro, 3rd in category"
    assert not reading.problem


def test_several_numbers_are_one_step(order: ReadOrder, enter: Enter) -> None:
    reading = order("12 31 7")
    assert reading.edits == (PlaceCar(R1, "12", 1), PlaceCar(R1, "31", 2), PlaceCar(R1, "7", 3))
    assert reading.read_back == "P1 12 Mathieu · P2 31 Hernandez · P3 7 Boccolacci"
    assert enter("12 31 7").order == ("12", "31", "7")


@pytest.mark.parametrize("name", ["boc", "BOCCOLACCI", "boccolacci d", "dorian", "Dorian Boc"])
def test_the_start_of_a_name_works_as_a_number_does(order: ReadOrder, name: str) -> None:
    assert order(name).edits == (PlaceCar(R1, "7", 1),)


@pytest.mark.parametrize(
    ("name", "number"), [("oeuv", "4X"), ("eric", "4X"), ("hakan", "101"), ("zep", "03"), ("mar", "44")]
)
def test_names_without_accents_and_surnames_first(order: ReadOrder, name: str, number: str) -> None:
    assert order(name).edits == (PlaceCar(R1, number, 1),)


def test_a_whole_surname_is_not_the_start_of_another(season: Season) -> None:
    drivers = (Driver("a", "Ann", "Martin"), Driver("b", "Bob", "Martinez"), Driver("c", "Abel", "Dnfort"))
    entries = (Entry("70", ("a",)), Entry("71", ("b",)), Entry("72", ("c", "a")))
    pair = replace(season, drivers=(*season.drivers, *drivers), entries=(*season.entries, *entries[:2]))
    reading = read_order(Book(pair), R1, "martin", Words("en"))
    assert reading.edits == (PlaceCar(R1, "70", 1),)
    assert reading.matches == ("70", "71")
    crew = replace(season, drivers=(*season.drivers, *drivers), entries=(*season.entries, entries[2]))
    for name in ("martin", "dnfort", "dnfort a"):
        reading = read_order(Book(crew), R1, name, Words("en"))
        assert reading.read_back == "P1 72 Dnfort/Martin"
    assert read_order(Book(crew), R1, "dnfort ab", Words("en")).edits == (SetStatus(R1, "72", Status.RETIRED),)


def test_numbers_are_text(enter: Enter) -> None:
    assert enter("3 03 4x".replace("x", "X")).order == ("3", "03", "4X")


def test_enter_takes_only_what_is_written(order: ReadOrder) -> None:
    reading = order("2")
    assert reading.refused
    assert reading.edits == () == reading.on_second_enter
    assert reading.matches == ("20", "21", "24")
    assert order("2", "20 21").matches == ("24", "20", "21")


def test_tab_completes_and_the_ghost_says_what(order: ReadOrder) -> None:
    reading = order("31 2", "20 21")
    assert reading.ghost == "4  LEROY Alexandre · Am · TFT Racing"
    assert reading.completed == "31 24"
    assert order("le").ghost == "ROY Alexandre · Am · TFT Racing · 24"
    assert order("le").completed == "24"
    assert order("alexandre").ghost == "  LEROY Alexandre · Am · TFT Racing · 24"
    assert order("24").ghost == "  LEROY Alexandre · Am · TFT Racing"


@pytest.mark.parametrize("line", ["24 ", "12 ab 2", "12 *2", "12 * 2", "12 +2", "12 mt 2:05.402 2", "zz"])
def test_nothing_is_completed_where_no_car_stands(order: ReadOrder, line: str) -> None:
    reading = order(line)
    assert (reading.ghost, reading.completed, reading.matches) == ("", "", ())


def test_an_empty_line_does_nothing_and_lists_the_cars_to_place(order: ReadOrder) -> None:
    reading = order("", SEVENTEEN, "3 dns")
    assert reading.edits == ()
    assert not reading.refused
    assert reading.prompt == "P18"
    assert reading.matches == ("03", "24", "33", "34", "93", "101", "4X")


@pytest.mark.parametrize("line", ["31*1", "31 @1", "31 p1", "31 P1", "31 * 1"])
def test_a_car_is_moved_to_a_place(enter: Enter, line: str) -> None:
    assert enter("12 7 31", line).order == ("31", "12", "7")


def test_a_car_not_placed_can_be_put_between(enter: Enter) -> None:
    assert enter("12 7 31", "8*2").order == ("12", "8", "7", "31")


@pytest.mark.parametrize(
    ("line", "ms"),
    [("12+1.604", 1604), ("12 +0.170", 170), ("12 +,5", 500), ("12 + 1:03.099", 63_099), ("12+63,099", 63_099)],
)
def test_a_gap_to_the_leader(enter: Enter, line: str, ms: int) -> None:
    session = enter("7", line)
    assert session.order == ("7", "12")
    assert session.finish("12").gap_ms == ms


def test_a_placed_car_only_gets_the_fact(order: ReadOrder) -> None:
    assert order("12+1.604", "7 12 8").edits == (SetTimes(R1, "12", gap_ms=1604),)
    assert order("12+1.604", "7 12 8").read_back == "P2 12 Mathieu, +1.604"


def test_a_car_not_placed_is_placed_next_and_gets_it(order: ReadOrder) -> None:
    assert order("12+1.604", "7 8").edits == (PlaceCar(R1, "12", 3), SetTimes(R1, "12", gap_ms=1604))


def test_a_gap_to_the_car_ahead(enter: Enter) -> None:
    assert enter("7", "8+1.604", "12++0.412").finish("12").gap_ms == 2016
    assert enter("7", "8++0.4").finish("8").gap_ms == 400
    assert enter("7 31:39.457", "8 31:40.457", "12++0.412").finish("12").gap_ms == 1412


def test_a_total_time(enter: Enter) -> None:
    session = enter("12 30:41.553", "7 3142553")
    assert session.order == ("12", "7")
    assert session.finish("12").total_ms == 1_841_553
    assert session.finish("7").total_ms == 1_902_553


def test_a_retirement_in_short_and_laps_down_of_several(enter: Enter) -> None:
    session = enter("7", "12 +2 tours", "3 abd 7")
    assert session.finish("12").laps_down == 2
    assert (session.finish("3").status, session.finish("3").laps) == (Status.RETIRED, 7)
    assert enter("7", "12+1.5").finish("12").gap_ms == 1500


@pytest.mark.parametrize(
    "line", ["12/1", "12 1L", "12 1l", "12 1t", "12 1 tour", "12 1 lap", "12 /1", "12 1T", "12+1t", "12 +1 lap"]
)
def test_a_lap_down(enter: Enter, line: str) -> None:
    session = enter("7", line)
    assert session.order == ("7", "12")
    assert session.finish("12").laps_down == 1


@pytest.mark.parametrize(
    "line", ["15 tours", "15t", "15 laps", "laps 15", "tours 15", "7 laps 15", "7 15t", "7 15 tours"]
)
def test_the_laps_of_the_winner(order: ReadOrder, line: str) -> None:
    reading = order(line, "7 8")
    assert reading.edits == (SetSessionFacts(R1, laps=15),)
    assert reading.read_back.startswith("the winner ran 15 laps")


def test_time_and_laps_of_the_winner_in_one_line(order: ReadOrder) -> None:
    edits = order("7 31:39.457 15t").edits
    assert edits == (PlaceCar(R1, "7", 1), SetTimes(R1, "7", total_ms=1_899_457), SetSessionFacts(R1, laps=15))


def test_laps_run_by_another_car(order: ReadOrder) -> None:
    assert order("12 laps 13", "7 12").edits == (SetTimes(R1, "12", laps=13),)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("ab", Status.RETIRED),
        ("dnf", Status.RETIRED),
        ("AB", Status.RETIRED),
        ("np", Status.DID_NOT_START),
        ("dns", Status.DID_NOT_START),
        ("dq", Status.DISQUALIFIED),
        ("dsq", Status.DISQUALIFIED),
        ("nc", Status.NOT_CLASSIFIED),
        ("fo", Status.WITHDRAWN),
        ("wd", Status.WITHDRAWN),
        ("ok", Status.RUNNING),
    ],
)
def test_statuses_in_both_languages(order: ReadOrder, word: str, status: Status) -> None:
    assert order(f"12 {word}", "7 12").edits == (SetStatus(R1, "12", status),)


def test_retired_after_laps(order: ReadOrder) -> None:
    reading = order("12 ab 7")
    assert reading.edits == (SetStatus(R1, "12", Status.RETIRED, 7),)
    assert reading.read_back == "12 Mathieu, retired, 7 laps"
    assert order("12 dnf 7", language="fr").read_back == "12 Mathieu, abandon, 7 tours"


def test_several_statuses_in_one_line(order: ReadOrder) -> None:
    assert order("12 ab 31 dns 7 dsq").edits == (
        SetStatus(R1, "12", Status.RETIRED),
        SetStatus(R1, "31", Status.DID_NOT_START),
        SetStatus(R1, "7", Status.DISQUALIFIED),
    )
    assert order("12 ab 7 31 ab").edits == (SetStatus(R1, "12", Status.RETIRED, 7), SetStatus(R1, "31", Status.RETIRED))


def test_what_is_said_of_a_retired_car(order: ReadOrder) -> None:
    retired = SetStatus(R1, "3", Status.RETIRED, 7)
    assert order("3 ab 7 15:06.883", "7").edits == (retired, SetTimes(R1, "3", total_ms=906_883))
    assert order("3 ab 7 mt 2:05.402 2", "7").edits == (retired, SetTimes(R1, "3", best_ms=125_402, best_lap=2))
    assert order("3 ab 7 tours", "7").edits == (retired,)
    assert order("3 dnf 7l 8", "7").edits == (retired, PlaceCar(R1, "8", 2))
    assert order("3 ab 8+1.6", "7").edits == (
        SetStatus(R1, "3", Status.RETIRED),
        PlaceCar(R1, "8", 2),
        SetTimes(R1, "8", gap_ms=1600),
    )
    assert order("3 ab 7 15:06.883", "7 31:39.457").problem == ""


def test_a_retired_car_stays_behind_those_placed_after_it(enter: Enter, order: ReadOrder) -> None:
    assert enter("3 ab 4", "7 8").order == ("7", "8", "3")
    assert order("", "3 ab 4", "7 8").prompt == "P3"


@pytest.mark.parametrize("line", ["12-", "12 -", "mathieu-"])
def test_take_out(order: ReadOrder, line: str) -> None:
    assert order(line, "7 12").edits == (TakeOutCar(R1, "12"),)


@pytest.mark.parametrize("line", ["12 mt 2:05.402 2", "12 fl 2:05.402 2", "12 mt 205402 2"])
def test_best_lap(order: ReadOrder, line: str) -> None:
    reading = order(line, "7 12")
    assert reading.edits == (SetTimes(R1, "12", best_ms=125_402, best_lap=2),)
    assert reading.read_back == "P2 12 Mathieu, best lap 2:05.402, lap 2"


@pytest.mark.parametrize(
    ("line", "said"), [("12 led 5", "5 laps led"), ("12 tête 5", "5 laps led"), ("12 tete 1", "1 lap led")]
)
def test_laps_led(order: ReadOrder, line: str, said: str) -> None:
    reading = order(line, "7 12")
    assert reading.edits == (SetTimes(R1, "12", led=int(line[-1])),)
    assert reading.read_back == f"P2 12 Mathieu, {said}"
    assert order(line).read_back == f"12 Mathieu, {said}"  # no place comes with it


def test_no_more_laps_led_than_run(order: ReadOrder) -> None:
    assert order("12 led 16", "7 12").problem == "The race has 15 laps: 16 laps cannot be. Nothing has changed."


def test_many_facts_of_many_cars(enter: Enter) -> None:
    session = enter("7 31:39.457 mt 2:05.402 2 8+1.604 12*2+1.2")
    assert session.order == ("7", "12", "8")
    assert session.finish("7") == Finish("7", total_ms=1_899_457, best_ms=125_402, best_lap=2)
    assert session.finish("12").gap_ms == 1200


@pytest.mark.parametrize(
    "line", ["2", "12 dn", "12 +", "12 *", "12 m", "12 30:", "12 mt", "12 mt ", "12 ab 1", "b", "ma"]
)
def test_a_line_that_may_still_become_right_is_unfinished(order: ReadOrder, line: str) -> None:
    reading = order(line)
    assert reading.unfinished == reading.refused
    assert reading.unfinished or line == "12 ab 1"


@pytest.mark.parametrize("line", ["28", "12 zz", "12 dn ", "12 2:64.106", "12*25", "104", "31", "xyz"])
def test_a_mistake_is_named_at_once(order: ReadOrder, line: str) -> None:
    reading = order(line, "31 7")
    assert (reading.refused, reading.unfinished) == (True, False)


def test_a_second_enter_is_read_back(order: ReadOrder) -> None:
    assert order("31", "31 7").read_back == "P2 31 Hernandez · Pro, 2nd in category"
    assert order("104", "31 7").read_back == "P3 104 Visitor · Am, 1st in category"


# -- mistakes, with the sentences of the design in both languages


def test_unknown_number(order: ReadOrder, printed: Printed) -> None:
    reading = order("28", language="fr")
    assert reading.refused
    assert reading.edits == ()
    assert reading.problem == printed("28 n'est pas engagée à Paul Ricard. Proches : 20, 21, 24.")
    assert order("28").problem == "28 is not entered at Paul Ricard. Close: 20, 21, 24."
    assert order("5555").problem == "5555 is not entered at Paul Ricard."
    assert order("71").problem == "71 is not entered at Paul Ricard. Close: 11, 21, 31."


def test_not_in_this_round(order: ReadOrder, printed: Printed) -> None:
    reading = order("104", "7", language="fr")
    assert reading.refused
    assert reading.edits == ()
    assert reading.problem == printed("104 est engagée, mais pas à cette épreuve. ⏎ encore l'engage en invitée.")
    assert order("104").problem == "104 is entered, but not in this round. ⏎ again enters it as a guest."
    entered, placed = reading.on_second_enter
    assert isinstance(entered, EnterCar)
    assert (entered.entry.guest, entered.entry.rounds, entered.entry.number) == (True, ("LEC",), "104")
    assert placed == PlaceCar(R1, "104", 2)


def test_a_second_enter_enters_and_places_the_guest(enter: Enter) -> None:
    assert enter("7", "104", second=True).order == ("7", "104")


def test_car_twice(order: ReadOrder, enter: Enter, printed: Printed) -> None:
    before = (f"{SEVENTEEN} 33",)
    reading = order("21", *before, language="fr")
    assert reading.refused
    assert reading.edits == ()
    assert reading.problem == printed(
        "21 Boullery est déjà 12e. Rien n'a changé. ⏎ encore la met 18e, Échap la laisse."
    )
    english = "21 Boullery is already 12th. Nothing has changed. ⏎ again moves it to 18th, Esc leaves it."
    assert order("21", *before).problem == english
    assert enter(*before, "21", second=True).order[17] == "21"


def test_car_twice_in_one_line_and_the_last_one_again(order: ReadOrder) -> None:
    assert order("12 31 12").problem.startswith("12 Mathieu is already 1st.")
    assert order("12 31 12").on_second_enter[-1] == PlaceCar(R1, "12", 2)
    reading = order("12", "7 12")
    assert reading.problem == "12 Mathieu is already 2nd, the last one placed. Nothing has changed."
    assert reading.on_second_enter == ()


def test_a_retired_car_typed_again(order: ReadOrder, enter: Enter, printed: Printed) -> None:
    reading = order("3", "3 ab 4", "7 8", language="fr")
    assert reading.problem == printed(
        "3 Ancel est notée : abandon. Rien n'a changé. ⏎ encore la met 3e, Échap la laisse."
    )
    session = enter("3 ab 4", "7 8", "3", second=True)
    assert session.order == ("7", "8", "3")
    assert session.finish("3").status is Status.RUNNING


def test_a_name_of_several(order: ReadOrder, printed: Printed) -> None:
    french = "« ma » : Mathieu 12, Maurice 17, Mardini 44. Continuez le nom ou ↓."
    assert order("ma", language="fr").problem == printed(french)
    assert order("ma").problem == '"ma": Mathieu 12, Maurice 17, Mardini 44. Type on or ↓.'
    assert order("ma").matches == ("12", "17", "44")
    assert order("xyz").problem == '"xyz": no driver of that name at Paul Ricard.'


@pytest.mark.parametrize("line", ["12 zz", "12 +", "12 *", "12 +a", "12 1:2:3:4"])
def test_unknown_form(order: ReadOrder, printed: Printed, line: str) -> None:
    word = line.split()[1]
    french = f"« {line} » : « {word} » n'est pas compris. F1 montre les formes."
    assert order(line, language="fr").problem == printed(french)
    assert order(line).problem == f'"{line}": "{word}" is not understood. F1 shows the forms.'
    assert order(line).refused


def test_place_too_far(order: ReadOrder, printed: Printed) -> None:
    french = "Il n'y a que 17 voitures placées : 25e n'existe pas encore."
    assert order("21*25", SEVENTEEN, language="fr").problem == printed(french)
    assert order("21*25", SEVENTEEN).problem == "Only 17 cars are placed: there is no 25th yet."
    assert order("12*2", "12").problem == "Only 1 car is placed: there is no 2nd yet."
    assert order("12*2").problem == "No car is placed: there is no 2nd yet."
    assert order("12*0").problem == "Places begin at 1. Nothing has changed."
    assert not order("33*18", SEVENTEEN).refused


def test_a_gap_out_of_order_is_kept_and_marked(order: ReadOrder, printed: Printed) -> None:
    before = ("7", "8+1.604")
    reading = order("12+1.204", *before, language="fr")
    assert reading.problem == printed("+1.204 est plus court que devant (+1.604). Gardé et signalé.")
    assert not reading.refused
    assert reading.edits == (PlaceCar(R1, "12", 3), SetTimes(R1, "12", gap_ms=1204))
    assert order("12+1.204", *before).problem == "+1.204 is shorter than the car ahead (+1.604). Kept and marked."
    assert (
        order("12 31:40.000", "7 31:41.000").problem
        == "31:40.000 is shorter than the car ahead (31:41.000). Kept and marked."
    )
    assert order("12 1t +1.204", *before).problem == ""
    between = ("7", "8+1.604", "12")
    assert order("20+1.204", *between).problem == "+1.204 is shorter than the car ahead (+1.604). Kept and marked."
    assert order("20+1.604", *between).problem == ""


def test_a_gap_puts_a_car_back_on_the_leaders_lap(order: ReadOrder, enter: Callable[..., Session]) -> None:
    assert order("12+33.878", "7", "12 1t").read_back == "P2 12 Mathieu, +33.878, on the lead lap"
    assert order("12+33.878", "15 laps", "7", "12 laps 14").read_back == "P2 12 Mathieu, +33.878, on the lead lap"
    assert order("12+33.878", "15 laps", "7", "12 laps 15").read_back == "P2 12 Mathieu, +33.878"
    assert order("12 1t +33.878", "7").read_back == "P2 12 Mathieu, 1 lap down, +33.878"
    assert order("12+33.878/1", "7").read_back == "P2 12 Mathieu, +33.878, 1 lap down"
    assert order("12+33.878", "7").read_back == "P2 12 Mathieu, +33.878"
    row = enter("7", "12 1t", "12+33.878").finish("12")
    assert (row.laps_down, row.gap_ms) == (0, 33_878)
    assert enter("7", "12/1 +33.878").finish("12").laps_down == 1


def test_impossible_time(order: ReadOrder, printed: Printed) -> None:
    assert order("12 2:64.106", language="fr").problem == printed("2:64.106 : les secondes s'arrêtent à 59.")
    assert order("12 2:64.106").problem == "2:64.106: seconds stop at 59."
    assert order("12 2:64.106").refused


def test_doubtful_time(season: object, order: ReadOrder, printed: Printed) -> None:
    before = ("7 mt 2:04.106",)
    reading = order("8 mt 1:04.106", *before, language="fr")
    assert reading.refused
    assert reading.problem == printed("1:04.106 est 60 s sous la pole. ⏎ encore pour le garder.")
    assert order("8 mt 1:04.106", *before).problem == "1:04.106 is 60 s under the pole. ⏎ again keeps it."
    assert reading.on_second_enter == (SetTimes(R1, "8", best_ms=64_106),)
    assert order("8 mt 5:04.106", *before).problem == "5:04.106 is 180 s over the pole. ⏎ again keeps it."
    assert not order("8 mt 2:01.000", *before).refused


@pytest.mark.parametrize(
    ("line", "before", "problem"),
    [
        ("12 +1.2", (), "12 Mathieu is first: it has no gap. Give its time."),
        ("12 ++1.2", ("7 8",), "The gap of 8 Paque is not known: give the gap to the leader (+…)."),
        ("12-", (), "12 Mathieu has no place to be taken out of. Nothing has changed."),
        ("12 ab 16", (), "The race has 15 laps: 16 laps cannot be. Nothing has changed."),
        ("12 15t", ("7",), "The race has 15 laps: 15 laps down cannot be. Nothing has changed."),
        ("0 tours", (), "A race has at least one lap. Nothing has changed."),
    ],
)
def test_what_cannot_be(order: ReadOrder, line: str, before: tuple[str, ...], problem: str) -> None:
    reading = order(line, *before)
    assert reading.refused
    assert reading.problem == problem
    assert reading.edits == () == reading.on_second_enter


def test_one_wrong_car_refuses_the_whole_line(order: ReadOrder) -> None:
    reading = order("12 31 28")
    assert reading.refused
    assert reading.edits == ()
