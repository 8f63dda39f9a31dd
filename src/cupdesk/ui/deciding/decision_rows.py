"""The rows of the decisions screen: the ledger of the session, and what it does to the classification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.results import StepKind
from cupdesk.words.names import cars, offence_in_sentence, offence_name, sanctions_short, session_and_round

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.results import Classification, ClassifiedCar, Outcome
    from cupdesk.rules.session import Decision
    from cupdesk.words import Words


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A decision filed under a session or applying to it; `before` and `after` are the places of its first car that moved.

    `outcome` is what a car became that lost its place altogether. `preview`: typed, not recorded.
    """

    decision: Decision
    filed: str
    before: int | None = None
    after: int | None = None
    outcome: Outcome | None = None
    preview: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """Where it is filed, and its number."""
        return self.filed, self.decision.number


@dataclass(frozen=True, slots=True)
class EffectRow:
    """A car of the classification, with the row it had before; `why` says in a few words what moved it."""

    car: ClassifiedCar
    before: ClassifiedCar | None
    why: str = ""

    @property
    def moved(self) -> int:
        """Places won against before; 0 if either is missing."""
        was = self.before.position if self.before else None
        return was - self.car.position if was and self.car.position else 0

    @property
    def changed(self) -> bool:
        """Whether place, class place, outcome or sanction differ from before."""
        before, car = self.before, self.car
        return before is not None and (
            (before.position, before.in_category, before.outcome, before.sanction_ms)
            != (car.position, car.in_category, car.outcome, car.sanction_ms)
        )


def ledger(book: Book, ref: str, recorded: Book) -> list[LedgerRow]:
    """The decisions filed under a session, then those of the meeting that apply to it; `recorded` is what is on file."""
    on_file = {(filed, d.number): d for filed, _, s in recorded.season.sessions() for d in s.decisions}
    result = book.classification(ref)
    rows = []
    for filed, _, session in book.season.sessions():
        for decision in session.decisions:
            if filed == ref or decision.applies_to == ref:
                preview = on_file.get((filed, decision.number)) != decision
                rows.append(LedgerRow(decision, filed, *_effect(result, decision), preview=preview))
    return sorted(rows, key=lambda row: (row.filed != ref, row.decision.number))


def _effect(result: Classification, decision: Decision) -> tuple[int | None, int | None, Outcome | None]:
    """The place of its first car before this decision and after it; or what it became, if the decision took its place away."""
    for number in decision.cars:
        row = result.row(number)
        steps = [step for step in row.steps if step.decision == decision.number] if row else []
        if row is not None and steps:
            out = steps[-1].kind is StepKind.DISQUALIFIED
            return steps[0].before, steps[-1].after, row.outcome if out else None
    return None, None, None


def effect(book: Book, base: Classification, ref: str, words: Words) -> list[EffectRow]:
    """The classification of a session, each row beside the row it had in `base`."""
    result = book.classification(ref)
    before = {car.number: car for car in base.rows}
    ranks = _ranks(base), _ranks(result)
    rows = []
    for car in result.rows:
        row = EffectRow(car, before.get(car.number))
        rows.append(EffectRow(car, row.before, _why(book, ref, row, ranks, words)) if row.changed else row)
    return rows


def _why(book: Book, ref: str, row: EffectRow, ranks: tuple[dict[str, int], dict[str, int]], words: Words) -> str:
    """Its own sanction, or the cars that fell behind it or went past it since."""
    measures = [_measure(book, ref, decision, words) for decision in _own(book, ref, row)]
    if measures:
        measure = words("rules.join").join(measures)
        return words("session.decisions.own_lost", n=-row.moved, measure=measure) if row.moved < 0 else measure
    then, now = ranks
    number = row.car.number
    fell = [n for n in now if n in then and then[n] < then[number] and now[n] > now[number]]
    if fell:
        return words("session.decisions.fell", n=len(fell), cars=cars(fell))
    passed = [n for n in now if n in then and then[n] > then[number] and now[n] < now[number]]
    return words("session.decisions.passed", n=len(passed), cars=cars(passed)) if passed else ""


def _measure(book: Book, ref: str, decision: Decision, words: Words) -> str:
    """What a decision takes, and what for."""
    sanction = sanctions_short(book, ref, decision, words)
    if not decision.offence:
        return sanction
    return words("session.decisions.own", sanction=sanction, offence=offence_in_sentence(book, decision.offence, words))


def _own(book: Book, ref: str, row: EffectRow) -> list[Decision]:
    """The decisions on the car itself that make the difference, in the order they are carried out."""
    if row.before is None:
        return []
    new = [number for number in row.car.decisions if number not in row.before.decisions]
    if not new and row.car.sanction_ms != row.before.sanction_ms:
        new = list(row.car.decisions)
    return [decision for decision in book.decisions(ref) if decision.number in new]


def _ranks(result: Classification) -> dict[str, int]:
    """The place of every car in the printed order."""
    return {car.number: rank for rank, car in enumerate(result.rows)}


def history(book: Book, number: str, words: Words) -> list[tuple[str, str]]:
    """Every decision of the season on a car: the session, and what was decided."""
    found = []
    for ref, _, session in book.season.sessions():
        for decision in session.decisions:
            if number in decision.cars:
                decided = [offence_name(book, decision.offence, words)]
                decided += [sanctions_short(book, ref, decision, words)] if decision.sanctions else []
                sentence = words(
                    "session.decisions.history_line",
                    number=decision.number,
                    decided=", ".join(decided),
                    state=words(f"rules.decision_state.{decision.state.value}"),
                )
                found.append((session_and_round(book, ref, words), sentence))
    return found
