"""The decision line: car, sanction, offence in a few keys; the document's number and time are filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from cupdesk.lines.cars import Cars
from cupdesk.lines.completion import complete_decision
from cupdesk.lines.measures import DECISION_WORDS, DecisionForms, Heard
from cupdesk.lines.offences import new_offence, offences_meant
from cupdesk.lines.reading import Reading, Refused, settle
from cupdesk.lines.say import decision_parts, decision_words, offence_of
from cupdesk.lines.typed import digits, fold
from cupdesk.rules.book import Book
from cupdesk.rules.edits import (
    AddDecision,
    ChangeDecision,
    SetDecisionState,
    SetOffence,
    apply,
    next_decision_number,
)
from cupdesk.rules.results import ProblemKind
from cupdesk.rules.session import GRID_SANCTIONS, Decision, DecisionState, SanctionKind, SessionKind, Stage, Text
from cupdesk.words.names import sanction_short

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words

_TIMED = (SanctionKind.TIME, SanctionKind.DRIVE_THROUGH, SanctionKind.STOP_AND_GO)
_OF_A_RACE = (
    *_TIMED,
    SanctionKind.LAPS,
    SanctionKind.PLACES,
    SanctionKind.PLACES_IN_CATEGORY,
    SanctionKind.BEHIND,
    SanctionKind.BACK,
)
"""What moves cars in the classification of a race only."""


def read_decision(book: Book, ref: str, line: str, words: Words, now: datetime, by: str = "") -> Reading:
    """What a line typed under *Decisions* means for this session; never raises for what is typed.

    `now` is the time given to a new decision and to each stage of one; its time zone is that of a time typed. `by`: who types.
    """
    number = next_decision_number(book.season, ref)
    prompt = words("lines.prompt_decision", number=number)
    completion = complete_decision(line, Cars(book, ref, words), book.season, words.language)
    if not line.strip():
        return Reading(prompt, matches=completion.matches)

    def take(insist: bool) -> _Decision:
        nonlocal number
        decision = _Decision(book, ref, words, now, by, insist=insist)
        number = decision.read(line) or number
        return decision

    reading = settle(line, prompt, completion, take, DECISION_WORDS, words)
    return replace(reading, prompt=words("lines.prompt_decision", number=number))


class _Decision:
    """One decision line being read; `insist` takes an unknown offence as typed and enters a car of another round."""

    def __init__(self, book: Book, ref: str, words: Words, now: datetime, by: str, *, insist: bool) -> None:
        self.facts = self.book = book
        self.ref, self.words, self.insist, self.by = ref, words, insist, by
        self.now = now.replace(second=0, microsecond=0)
        self.season = book.season
        self.cars = Cars(book, ref, words)
        self.edits: list[Edit] = []
        self.read_back = ""
        self.problem = ""

    def read(self, line: str) -> int | None:
        """Read the line into edits; the number of the decision it changes, if it does. Raises `Refused`."""
        heard = DecisionForms(
            line,
            find=self._car,
            is_car=lambda text: bool(self.cars.starting(text)),
            is_offence=lambda text: bool(offences_meant(self.season, text)),
            is_session=lambda text: self._session(text) is not None,
        ).heard()
        if heard.number is None:
            self._add(heard)
        else:
            self._change(heard, heard.number)
        return heard.number

    def _car(self, text: str) -> str:
        number, entered = self.cars.find_or_enter(text, insist=self.insist)
        self.edits += entered
        return number

    def _add(self, heard: Heard) -> None:
        number = next_decision_number(self.season, self.ref)
        decision = self._with(Decision(number, (), "", time=self.now), heard, self.ref)
        decision = replace(decision, path=(Stage(decision.state, decision.time, self.by),))
        if not decision.cars:
            raise Refused("lines.no_car")
        if not decision.sanctions and decision.state is DecisionState.ISSUED:
            decision = self._with_usual(decision, heard)
        self._do(AddDecision(self.ref, decision), decision, self.ref)

    def _with_usual(self, decision: Decision, heard: Heard) -> Decision:
        """The decision with the usual sanction of its offence, if Enter insists on it; refused while no sanction is known."""
        offence = offence_of(self.season, decision.offence)
        usual = offence.usual if offence else ()
        so_far = decision_parts(decision, self.book, self.cars, self.words)
        if not usual:
            raise Refused("lines.no_sanction", unfinished=True, so_far=so_far)
        if not self.insist:
            said = ", ".join(sanction_short(sanction, self.words) for sanction in usual)
            raise Refused("lines.usual_sanction", insist=True, unfinished=True, so_far=so_far, usual=said)
        return self._with(decision, replace(heard, sanctions=list(usual)), self.ref)

    def _change(self, heard: Heard, number: int) -> None:
        for session in self.cars.round.sessions:
            old = next((d for d in session.decisions if d.number == number), None)
            if old is not None:
                break
        else:
            raise Refused("lines.no_decision", number=number, at=self.cars.place())
        filed = f"{self.cars.round.code}/{session.code}"
        decision = self._with(old, heard, filed)
        if not heard.text and _measured(decision) != _measured(old):
            decision = replace(decision, text=None)
        moved = decision.state is not old.state
        issued = self.season.session(filed).date if decision.state is DecisionState.ISSUED else None
        at = self._clock(heard, issued or self.now.date()) or self.now
        if moved:
            # A time typed with a state is the time of that stage, not of the document.
            decision = replace(decision, state=old.state, time=old.time).moved(decision.state, at, self.by)
        if moved and decision == old.moved(decision.state, at, self.by):
            self._do(SetDecisionState(filed, number, decision.state, at, self.by), decision, filed)
        else:
            self._do(ChangeDecision(filed, number, decision), decision, filed)
        if decision == old:
            self.edits = []

    def _do(self, edit: Edit, decision: Decision, filed: str) -> None:
        self.edits.append(edit)
        self.read_back = decision_words(decision, self.book, self.cars, self.words, self.now.date())
        if decision.in_force and any(sanction.kind in _TIMED for sanction in decision.sanctions):
            self._check_times(decision, decision.applies_to or filed)

    def _check_times(self, decision: Decision, target: str) -> None:
        """Say if a sanction in time has no effect because the car has no time."""
        after = self.facts.after(*self.edits)
        for problem in after.classification(target).problems:
            if problem.kind is ProblemKind.SANCTION_NEEDS_TIME and problem.decision == decision.number:
                self.problem = self.words("lines.needs_time", car=self.cars.label(problem.cars[0]))

    def _with(self, old: Decision, heard: Heard, filed: str) -> Decision:
        """The decision with everything the line says of it."""
        decision = old
        if heard.cars:
            decision = replace(decision, cars=tuple(heard.cars))
        if heard.sanctions:
            decision = replace(decision, sanctions=tuple(heard.sanctions))
        if heard.state:
            decision = replace(decision, state=heard.state)
        if at := self._clock(heard, self.season.session(filed).date or self.now.date()):
            decision = replace(decision, time=at)
        if heard.text:
            decision = replace(decision, text=Text(heard.text, heard.text))
        if heard.offence:
            decision = self._with_offence(decision, heard.offence)
        if heard.place is not None:
            decision = self._with_place(decision, heard.place)
        if heard.session or heard.sanctions:
            decision = replace(decision, applies_to=self._applies_to(old, decision, heard, filed))
            self._check_session(decision, filed)
        own = [s.behind for s in decision.sanctions if s.kind is SanctionKind.BEHIND and s.behind in decision.cars]
        if own:
            raise Refused("lines.behind_itself", car=self.cars.label(own[0] or ""))
        return decision

    def _check_session(self, decision: Decision, filed: str) -> None:
        """Refuse what would change nothing, where the session has times and no race."""
        if self.season.session(decision.applies_to or filed).kind is SessionKind.RACE:
            return
        vain = [sanction for sanction in decision.sanctions if sanction.kind in _OF_A_RACE]
        if vain:
            raise Refused("lines.not_in_times", sanction=sanction_short(vain[0], self.words))

    def _clock(self, heard: Heard, day: date) -> datetime | None:
        """The time typed, on the day typed or else on this one; the time of now on a day typed alone; `None` if neither is."""
        if heard.day:
            day = self._day(*heard.day)
        at = time(*heard.clock) if heard.clock else self.now.time() if heard.day else None
        return datetime.combine(day, at, self.now.tzinfo) if at else None

    def _day(self, day: int, month: int, year: int | None) -> date:
        """The day typed; without a year, the last one there was."""
        try:
            typed = date(year or self.now.year, month, day)
            return typed if year or typed <= self.now.date() else typed.replace(year=self.now.year - 1)
        except ValueError:
            raise Refused("lines.impossible_day", time=f"{day}.{month}") from None

    def _with_offence(self, decision: Decision, typed: str) -> Decision:
        found = offences_meant(self.season, typed)
        if len(found) > 1:
            names = ", ".join(offence.name[self.words.language] for offence in found)
            raise Refused("lines.several_offences", unfinished=True, text=typed, names=names)
        if found:
            return replace(decision, offence=found[0].code, article=found[0].article)
        if not self.insist:
            raise Refused("lines.offence_unknown", insist=True, text=typed)
        added = new_offence(self.season, typed)
        self.edits.append(SetOffence(added.code, added))
        self.season = apply(self.season, self.edits[-1])
        self.book = Book(self.season, self.book)
        return replace(decision, offence=added.code, article="")

    def _with_place(self, decision: Decision, place: int) -> Decision:
        """The decision with the place its sanctions in time lead to, given because times are unknown."""
        if place < 1 or not any(sanction.kind in _TIMED for sanction in decision.sanctions):
            raise Refused("lines.place_without_time")
        sanctions = (replace(s, place=place) if s.kind in _TIMED else s for s in decision.sanctions)
        return replace(decision, sanctions=tuple(sanctions))

    def _applies_to(self, old: Decision, decision: Decision, heard: Heard, filed: str) -> str:
        """The session a decision takes effect in, as typed or as it was; sanctions of the grid go to the next race."""
        grid = [sanction.kind in GRID_SANCTIONS for sanction in decision.sanctions]
        if any(grid) and not all(grid):
            raise Refused("lines.grid_apart")
        was_grid = any(sanction.kind in GRID_SANCTIONS for sanction in old.sanctions)
        target = self._session(heard.session) if heard.session else None
        if target is None and old.applies_to and was_grid == any(grid):
            target = old.applies_to
        if not any(grid):
            return "" if target in (None, filed) else target or ""
        if target is None:
            return self._next_race(filed)
        if self.season.session(target).kind is not SessionKind.RACE:
            raise Refused("lines.grid_of_race")
        return target

    def _next_race(self, filed: str) -> str:
        sessions = self.book.sessions()
        later = [race for race in self.book.races() if sessions.index(race) > sessions.index(filed)]
        if not later:
            raise Refused("lines.no_next_race")
        return later[0]

    def _session(self, word: str) -> str | None:
        """The session of the meeting named by `c1`, `r1`, `q` or its code; `None` if the word names none."""
        round_ = self.cars.round
        for session in round_.sessions:
            if fold(session.code) == word:
                return f"{round_.code}/{session.code}"
        races = [session.code for session in round_.sessions if session.kind is SessionKind.RACE]
        if word[:1] in ("c", "r") and digits(word[1:]) and len(word) < 4 and 1 <= int(word[1:]) <= len(races):
            return f"{round_.code}/{races[int(word[1:]) - 1]}"
        if word == "q":
            kinds = ((s.kind, s.code) for s in round_.sessions)
            return next((f"{round_.code}/{code}" for kind, code in kinds if kind is SessionKind.QUALIFYING), None)
        return None


def _measured(decision: Decision) -> tuple[object, ...]:
    """What the wording of a decision states; if it changes, the old wording is no longer true."""
    return decision.cars, decision.offence, decision.sanctions
