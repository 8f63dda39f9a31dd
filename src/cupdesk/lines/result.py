"""What an order line does to a race: the edits of one step, what is said of them, and what is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cupdesk.lines.best import doubtful
from cupdesk.lines.facts_said import fact_said
from cupdesk.lines.forms import Fact, Form, Phrase
from cupdesk.lines.reading import Refused
from cupdesk.lines.session_facts import OF_RACE, SessionFact
from cupdesk.lines.shares import parts_added, shared_place, who_drove
from cupdesk.rules.edits import PlaceCar, SetSessionFacts, SetStatus, SetTimes, TakeOutCar, apply
from cupdesk.rules.session import Session, SessionKind, Status
from cupdesk.words.figures import clock, gap, laps_gap, ordinal

if TYPE_CHECKING:
    from cupdesk.lines.cars import Cars
    from cupdesk.rules.book import Book
    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words


def next_place(session: Session) -> int:
    """The place the next car takes: retired cars at the end of the order stay behind it."""
    place = len(session.order)
    while place and session.finish(session.order[place - 1]).status is Status.RETIRED:
        place -= 1
    return place + 1


class Result:
    """A race's result while a line is taken phrase by phrase; each phrase sees what the ones before it did.

    `insist`: what asks for a second Enter is done (a car placed twice moves, one of another round is entered as a guest).
    `brief`: the line has several cars, each read back in few words.
    """

    def __init__(self, book: Book, ref: str, cars: Cars, words: Words, *, insist: bool, brief: bool) -> None:
        self.book, self.ref, self.cars, self.words = book, ref, cars, words
        self.insist, self.brief = insist, brief
        self.season = book.season
        self.edits: list[Edit] = []
        self.said: list[str] = []
        self.problem = ""

    @property
    def session(self) -> Session:
        """The session with the phrases taken so far."""
        return self.season.session(self.ref)

    @property
    def read_back(self) -> str:
        """What is said of every car, one after the other."""
        return " · ".join(self.said)

    def do(self, edit: Edit) -> None:
        """Add an edit to the step."""
        self.season = apply(self.season, edit)
        self.edits.append(edit)

    def take(self, phrase: Phrase) -> None:
        """Take one phrase; raises `Refused`."""
        if phrase.of_session is not None:
            self.of_session(phrase.of_session)
            return
        number = self.car(phrase.car)
        heard: list[str] = []
        if not phrase.facts:
            self._next(number)
        for fact in phrase.facts:
            self._fact(number, fact, phrase, heard)
        self.said.append(", ".join([self._placed(number, phrase), *heard]))

    def car(self, text: str) -> str:
        """The car meant; one of another round is entered as a guest if the line insists."""
        number, entered = self.cars.find_or_enter(text, insist=self.insist)
        for edit in entered:
            self.do(edit)
        return number

    def _next(self, number: str) -> None:
        session = self.session
        if number not in session.order:
            self.place_next(number)
            return
        status = session.finish(number).status
        rest = replace(session, order=tuple(n for n in session.order if n != number))
        if not self.insist:
            language = self.words.language
            to = ordinal(next_place(rest), language, feminine=True)
            if status is not Status.RUNNING:
                now = self.words(f"lines.status.{status.value}")
                raise Refused("lines.has_status", insist=True, car=self.cars.label(number), status=now, to=to)
            place = ordinal(session.order.index(number) + 1, language, feminine=True)
            if to == place:
                raise Refused("lines.last_already", car=self.cars.label(number), place=place)
            raise Refused("lines.twice", insist=True, car=self.cars.label(number), place=place, to=to)
        if status is not Status.RUNNING:
            self.do(SetStatus(self.ref, number, Status.RUNNING))
        self.do(PlaceCar(self.ref, number, next_place(rest)))

    def place_next(self, number: str) -> None:
        """Place a car next, in front of the retired cars at the end. The place is said, so that the step can be named."""
        self.do(PlaceCar(self.ref, number, next_place(self.session)))

    def placed_first(self, number: str) -> None:
        """A fact of the flag said of a car not yet placed places it next."""
        if number not in self.session.order:
            self.place_next(number)

    def _placed(self, number: str, phrase: Phrase) -> str:
        """Place, car and category place of a car, as read back."""
        order = self.session.order
        label = self.cars.label(number)
        if number not in order or self.session.finish(number).status is Status.RETIRED:
            return label
        place = order.index(number) + 1
        entry = self.cars.entries[number]
        ahead = [n for n in order[:place] if n in self.cars.entries and self.cars.entries[n].category == entry.category]
        category = self.cars.category(entry)
        if phrase.facts or not category or self.brief:
            return self.words("lines.placed", place=place, car=label)
        among = ordinal(len(ahead), self.words.language, feminine=True)
        return self.words("lines.placed_in_category", place=place, car=label, category=category, among=among)

    def of_session(self, fact: SessionFact) -> None:
        """Take a fact of the whole session; raises `Refused`."""
        if fact.name in OF_RACE and self.session.kind is not SessionKind.RACE:
            raise Refused("lines.not_here")
        if fact.name == "laps":
            self._session_laps(int(fact.value or 0))
            return
        if fact.name == "counted_laps" and fact.value is not None:
            self._check_laps(int(fact.value))
        if fact.name == "pole" and fact.value:
            fact = SessionFact("pole", self.cars.find(str(fact.value)))
        given: dict[str, Any] = {"forget": (fact.name,)} if fact.value is None else {fact.name: fact.value}
        self.do(SetSessionFacts(self.ref, **given))
        pole = fact.name == "pole" and bool(fact.value)
        self.said.append(fact_said(fact.name, self.cars.label(str(fact.value)) if pole else fact.value, self.words))

    def _fact(self, number: str, fact: Fact, phrase: Phrase, heard: list[str]) -> None:
        value = fact.value or 0
        match fact.form:
            case Form.PLACE:
                self._move(number, value)
            case Form.OUT:
                self._take_out(number)
                heard.append(self.words("lines.taken_out"))
            case Form.STATUS:
                self._status(number, fact, heard)
            case Form.GAP | Form.GAP_AHEAD | Form.TOTAL:
                self.placed_first(number)
                self._time(number, fact.form, value, phrase, heard)
            case Form.LAPS_DOWN | Form.LAPS:
                self._laps(number, fact.form, value, heard)
            case Form.LED:
                self._check_laps(value)
                self.do(SetTimes(self.ref, number, led=value))
                heard.append(self.words("lines.led", laps=laps_gap(value, self.words.language)))
            case Form.SHARED:
                shared_place(self, number, fact.names, heard)
            case Form.PARTS:
                self.placed_first(number)
                parts_added(self, number, fact.parts, heard)
            case Form.DRIVERS:
                who_drove(self, number, fact.names, heard)
            case Form.BEST:
                if not self.insist:
                    doubtful(self.book, self.ref, number, value)
                self.do(SetTimes(self.ref, number, best_ms=value, best_lap=fact.lap))
                heard.append(self.words("lines.best", time=clock(value)) + self.on_lap(fact.lap))
            case _:
                raise Refused("lines.not_here")

    def on_lap(self, lap: int | None) -> str:
        """`, tour 2`, or nothing if the lap is not said."""
        return "" if lap is None else self.words("lines.on_lap", lap=lap)

    def _move(self, number: str, place: int) -> None:
        placed = self.session.order
        most = len(placed) + (number not in placed)
        if not 1 <= place <= most:
            asked = ordinal(place, self.words.language, feminine=True)
            if place < 1:
                raise Refused("lines.place_zero")
            if not placed:
                raise Refused("lines.too_far_empty", place=asked)
            raise Refused("lines.too_far", n=len(placed), place=asked)
        self.do(PlaceCar(self.ref, number, place))

    def _take_out(self, number: str) -> None:
        if number not in self.session.order and self.session.finish(number).status is Status.RUNNING:
            raise Refused("lines.not_placed", car=self.cars.label(number))
        self.do(TakeOutCar(self.ref, number))

    def _status(self, number: str, fact: Fact, heard: list[str]) -> None:
        self._check_laps(fact.value)
        self.do(SetStatus(self.ref, number, fact.status, fact.value))
        heard.append(self.words(f"lines.status.{fact.status.value}"))
        if fact.value is not None:
            heard.append(laps_gap(fact.value, self.words.language))

    def _session_laps(self, laps: int) -> None:
        if laps < 1:
            raise Refused("lines.laps_zero")
        self.do(SetSessionFacts(self.ref, laps=laps))
        self.said.append(self.words("lines.session_laps", laps=laps_gap(laps, self.words.language)))

    def _check_laps(self, laps: int | None, said: str = "") -> None:
        """Refuse more laps than the race has; `said` names them if not as laps run."""
        most = self.session.laps or self.session.planned_laps
        if laps is not None and most is not None and laps > most:
            language = self.words.language
            raise Refused("lines.too_many_laps", ran=laps_gap(most, language), laps=said or laps_gap(laps, language))

    def _laps(self, number: str, form: Form, laps: int, heard: list[str]) -> None:
        self.placed_first(number)
        if self.session.order[0] == number:
            self._session_laps(laps)
            return
        if form is Form.LAPS:
            self._check_laps(laps)
            self.do(SetTimes(self.ref, number, laps=laps))
            heard.append(laps_gap(laps, self.words.language))
        else:
            said = self.words("lines.laps_down", laps=laps_gap(laps, self.words.language))
            self._check_laps(laps + 1, said)
            self.do(SetTimes(self.ref, number, laps_down=laps))
            heard.append(said)

    def _time(self, number: str, form: Form, ms: int, phrase: Phrase, heard: list[str]) -> None:
        order = self.session.order
        ahead = order[order.index(number) - 1] if order[0] != number else None
        if form is not Form.TOTAL and ahead is None:
            raise Refused("lines.leads", car=self.cars.label(number))
        if form is Form.GAP_AHEAD and ahead is not None:
            before = self._behind_leader(ahead)
            if before is None:
                raise Refused("lines.gap_unknown", car=self.cars.label(ahead))
            ms += before
        if form is Form.TOTAL:
            self.do(SetTimes(self.ref, number, total_ms=ms))
            heard.append(clock(ms))
        else:
            self._gap(number, ms, phrase, heard)
        self._compare(number, form, ms)

    def _gap(self, number: str, ms: int, phrase: Phrase, heard: list[str]) -> None:
        """A gap in time is one on the leader's lap, unless the same phrase says how many laps the car is down."""
        row = self.session.finish(number)
        told = any(fact.form in (Form.LAPS, Form.LAPS_DOWN) for fact in phrase.facts)
        most = self.session.laps or self.session.planned_laps
        short = row.status is Status.RUNNING and row.laps is not None and most is not None and row.laps < most
        back = not told and bool(row.laps_down or short)
        self.do(SetTimes(self.ref, number, gap_ms=ms, laps_down=0 if back else None))
        heard.append(gap(ms))
        if back:
            heard.append(self.words("lines.on_lead_lap"))

    def _behind_leader(self, number: str) -> int | None:
        """Milliseconds behind the first at the flag, if known."""
        if self.session.order[0] == number:
            return 0
        row, first = self.session.finish(number), self.session.finish(self.session.order[0])
        if row.total_ms is not None and first.total_ms is not None:
            return row.total_ms - first.total_ms
        return row.gap_ms

    def _compare(self, number: str, form: Form, ms: int) -> None:
        """Mark a gap or time shorter than that of a car ahead on the same lap."""
        order, mine = self.session.order, self._behind_leader(number)
        running = [n for n in order if self.session.finish(n).status is not Status.RETIRED]
        if mine is None or number not in running:
            return
        same_lap = [n for n in running[: running.index(number)] if self._down(n) == self._down(number)]
        known = [(behind, n) for n in same_lap if (behind := self._behind_leader(n)) is not None]
        other, ahead = max(known, default=(mine, number))
        if mine >= other:
            return
        if form is Form.TOTAL:
            total = self.session.finish(ahead).total_ms
            first = self.session.finish(self.session.order[0]).total_ms or 0
            self.problem = self.words(
                "lines.shorter", typed=clock(ms), ahead=clock(first + other if total is None else total)
            )
        else:
            self.problem = self.words("lines.shorter", typed=gap(ms), ahead=gap(other))

    def _down(self, number: str) -> tuple[int | None, int | None]:
        row = self.session.finish(number)
        return row.laps, row.laps_down
