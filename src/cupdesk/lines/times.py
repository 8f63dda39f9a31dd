"""What a line of times does to a qualifying or practice session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.lines.best import doubtful
from cupdesk.lines.forms import Form, Phrase
from cupdesk.lines.reading import Refused
from cupdesk.lines.result import Result
from cupdesk.lines.say import offence_of
from cupdesk.lines.shares import who_drove
from cupdesk.rules.edits import AddDecision, PlaceCar, SetOrder, SetStatus, SetTimes, TakeOutCar, next_decision_number
from cupdesk.rules.session import Decision, Finish, Sanction, SanctionKind
from cupdesk.words.figures import clock

if TYPE_CHECKING:
    from cupdesk.lines.forms import Fact


class Laps(Result):
    """A session of times while a line is taken phrase by phrase. A car in it stands in its order, with or without a time."""

    def take(self, phrase: Phrase) -> None:
        """Take one phrase; raises `Refused`."""
        if phrase.of_session is not None:
            self.of_session(phrase.of_session)
            return
        number = self.car(phrase.car)
        if not phrase.facts:
            raise Refused("lines.no_time_typed", unfinished=True, car=self.cars.label(number))
        heard: list[str] = []
        times = [fact for fact in phrase.facts if fact.form is Form.BEST]
        if len(times) > 2:
            raise Refused("lines.too_many_times", car=self.cars.label(number))
        if times:
            self._lap_times(number, times, heard)
        for fact in phrase.facts:
            if fact.form is not Form.BEST:
                self._said(number, fact, heard)
        self.said.append(", ".join([self.cars.label(number), *heard]))

    def _lap_times(self, number: str, times: list[Fact], heard: list[str]) -> None:
        best, second = times[0], times[1] if len(times) > 1 else None
        if second is not None and (second.value or 0) < (best.value or 0):
            best, second = second, best
        if not self.insist:
            for fact in times:
                doubtful(self.book, self.ref, number, fact.value or 0)
        self._present(number)
        self.do(
            SetTimes(
                self.ref,
                number,
                best_ms=best.value,
                best_lap=best.lap,
                second_ms=second.value if second else None,
                second_lap=second.lap if second else None,
            )
        )
        heard.append(clock(best.value or 0) + self.on_lap(best.lap))
        if second is not None:
            heard.append(self.words("lines.second", time=clock(second.value or 0)) + self.on_lap(second.lap))

    def _present(self, number: str) -> None:
        """Put a car into the session; cars known only by their times before stay in it."""
        order = self.session.order
        if not order and self.session.finishes:
            self.do(SetOrder(self.ref, tuple(row.number for row in self.session.finishes)))
        if number not in self.session.order:
            self.do(PlaceCar(self.ref, number))

    def _said(self, number: str, fact: Fact, heard: list[str]) -> None:
        match fact.form:
            case Form.STATUS:
                self.do(SetStatus(self.ref, number, fact.status))
                heard.append(self.words(f"lines.status.{fact.status.value}"))
            case Form.OUT:
                if number not in self.session.order and self.session.finish(number) == Finish(number):
                    raise Refused("lines.not_placed", car=self.cars.label(number))
                self.do(TakeOutCar(self.ref, number))
                heard.append(self.words("lines.taken_out"))
            case Form.DRIVERS:
                who_drove(self, number, fact.names, heard)
            case Form.NO_TIME:
                self._present(number)
                self.do(SetOrder(self.ref, self.session.order, (Finish(number),)))
                heard.append(self.words("lines.no_time"))
            case Form.DELETED | Form.BOTH_DELETED:
                self._delete(number, fact.value)
                lap = self.words("lines.deleted_lap", lap=fact.value)
                heard.append(self.words("lines.deleted_both") if fact.value is None else lap)
            case _:
                raise Refused("lines.not_here")

    def _delete(self, number: str, lap: int | None) -> None:
        """Delete a lap, or all that are left (`None`).

        The best lap left is deleted by a decision: its time stays on file, without effect. A second best that never
        counted is forgotten.
        """
        row = self.session.finish(number)
        laps = [lap for ms, lap in ((row.best_ms, row.best_lap), (row.second_ms, row.second_lap)) if ms is not None]
        left = laps[self._deleted(number) :]
        if not left:
            raise Refused("lines.no_lap", car=self.cars.label(number))
        if lap is not None and lap not in left:
            raise Refused("lines.not_that_lap", car=self.cars.label(number), lap=lap)
        if lap is not None and lap != left[0]:
            kept = replace(row, second_ms=None, second_lap=None)
            self.do(SetOrder(self.ref, self.session.order, (kept,)))
            return
        offence = offence_of(self.season, "track_limits")
        decision = Decision(
            next_decision_number(self.season, self.ref),
            (number,),
            offence.code if offence else "",
            (Sanction(SanctionKind.DELETE_LAP, count=len(left) if lap is None else 1),),
            article=offence.article if offence else "",
        )
        self.do(AddDecision(self.ref, decision))

    def _deleted(self, number: str) -> int:
        """How many laps of a car decisions have deleted so far."""
        return sum(
            sanction.count or 1
            for decision in self.session.decisions
            if decision.in_force and number in decision.cars
            for sanction in decision.sanctions
            if sanction.kind is SanctionKind.DELETE_LAP
        )
