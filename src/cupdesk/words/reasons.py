"""A sentence for every place, in a classification and in a table, from the recorded steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.rules.results import Outcome, Step, StepKind
from cupdesk.rules.session import TIMED_SANCTIONS, SanctionKind, SessionKind
from cupdesk.words import figures, names

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.regulations import Championship
    from cupdesk.rules.results import Classification, ClassifiedCar, Standings, StandingsRow
    from cupdesk.words import Words

_OWN = (StepKind.TIME, StepKind.LAPS, StepKind.PLACES, StepKind.BEHIND)


def place_reason(book: Book, classification: Classification, row: ClassifiedCar, words: Words) -> str:
    """Why a car has its place: `12th at the flag; +5 s for false start (decision 1): costs 3 places (14, 32, 21); …`."""
    language = words.language
    if book.session(classification.session).kind is not SessionKind.RACE:
        parts = [_sanction(book, step, words) for step in row.steps if step.decision is not None]
        parts += _deleted(book, classification.session, row.number, words)
        if row.best_ms:
            parts.append(words("rules.why.best", time=figures.clock(row.best_ms)))
        elif row.outcome is Outcome.CLASSIFIED:
            parts.append(words("rules.why.as_given"))
        elif row.outcome is Outcome.NOT_CLASSIFIED:
            parts.append(words("rules.why.no_time"))
        elif not parts:
            parts.append(words(f"rules.why.{row.outcome.value}"))
        return words("rules.join").join(parts)
    parts = []
    if row.position and row.road != row.position:
        parts.append(_at_the_flag(row, words))
    for told in _told(row):
        if isinstance(told, Step):
            parts.append(_cost(book, told, words))
        else:
            parts.append(words("rules.why.others", n=len(told), cars=names.cars(told)))
    if row.position and not row.reached_flag:
        parts.append(words("rules.why.dagger"))
    if end := _end(book, classification, row, words, moved=bool(parts)):
        parts.append(end)
    head = figures.ordinal(row.position, language, feminine=True) if row.position else ""
    tail = words("rules.join").join(parts)
    if not head:
        return tail[:1].upper() + tail[1:]
    return f"{head}{words('rules.colon')}{tail}"


def _deleted(book: Book, ref: str, number: str, words: Words) -> list[str]:
    """The laps a car lost in qualifying: `1 lap deleted for track limits (decision 3)`."""
    return [
        words(
            "rules.why.deleted",
            laps=names.sanction_short(sanction, words),
            offence=names.offence_in_sentence(book, decision.offence, words),
            decision=decision.number,
        )
        for decision in book.decisions(ref)
        if decision.in_force and number in decision.cars
        for sanction in decision.sanctions
        if sanction.kind is SanctionKind.DELETE_LAP
    ]


def _at_the_flag(row: ClassifiedCar, words: Words) -> str:
    """Where a car was at the flag, if it had a place there."""
    if row.road is None:
        return words("rules.why.unplaced")
    return words("rules.why.at_flag", place=figures.ordinal(row.road, words.language, feminine=True))


def _told(row: ClassifiedCar) -> list[Step | tuple[str, ...]]:
    """What led to a place, in the order it happened: the car's own sanctions, and between them the cars that fell behind it."""
    found: list[Step | tuple[str, ...]] = []
    for step in row.steps:
        if step.kind in _OWN:
            found.append(step)
        elif step.kind is StepKind.OTHERS and row.position is not None:
            before = found.pop() if found and not isinstance(found[-1], Step) else ()
            found.append(tuple(dict.fromkeys((*before, *step.cars))))
    return found


def _sanction(book: Book, step: Step, words: Words) -> str:
    """What a step says of its sanction: `+5 s for false start (decision 1)`."""
    offence = names.offence_in_sentence(book, step.offence, words)
    if step.kind is StepKind.TIME:
        return words("rules.why.time", seconds=names.seconds(step.amount), offence=offence, decision=step.decision)
    if step.kind is StepKind.LAPS:
        return words("rules.why.laps", n=step.amount, offence=offence, decision=step.decision)
    if step.sanction is not None and step.sanction.kind not in TIMED_SANCTIONS:
        sanction = names.sanction_short(step.sanction, words)
        return words("rules.why.sanction", sanction=sanction, offence=offence, decision=step.decision)
    return words(f"rules.why.{step.kind.value}", offence=offence, decision=step.decision)


def _cost(book: Book, step: Step, words: Words) -> str:
    sanction = _sanction(book, step, words)
    if not step.cars:
        return words("rules.why.free", sanction=sanction)
    return words("rules.why.cost", n=len(step.cars), sanction=sanction, cars=names.cars(step.cars))


def _end(book: Book, classification: Classification, row: ClassifiedCar, words: Words, *, moved: bool) -> str:
    """How the sentence ends: the car ahead, the win, or why there is no place; "" if the gap of a moved car is unknown."""
    if row.outcome is Outcome.DISQUALIFIED:
        step = next((s for s in row.steps if s.kind is StepKind.DISQUALIFIED), None)
        return _sanction(book, step, words) if step else words("rules.why.dsq")
    if row.outcome is Outcome.RETIRED and row.laps is not None:
        return words("rules.why.dnf_after", n=row.laps)
    if row.outcome is Outcome.NOT_CLASSIFIED and any(s.kind is StepKind.NOT_CLASSIFIED for s in row.steps):
        threshold = book.season.regulations.threshold
        return words(f"rules.why.not_classified_{threshold.of.value}", percent=threshold.percent)
    if row.position is None:
        return words(f"rules.why.{row.outcome.value}")
    other = _neighbour(classification, row)
    if other is not None and other.position == row.position:
        car = names.car_name(book, classification.session, other.number, words)
        return words("rules.why.dead_heat", car=car)
    if row.position == 1:
        if other is None or (other.interval_ms is None and not other.interval_laps):
            return words("rules.why.winner")
        return words(
            "rules.why.wins_by",
            gap=interval(other, words),
            car=names.car_name(book, classification.session, other.number, words),
        )
    if other is None or (row.interval_ms is None and not row.interval_laps):
        return "" if moved else words("rules.why.on_track")
    return words(
        "rules.why.behind_car",
        gap=interval(row, words),
        car=names.car_name(book, classification.session, other.number, words),
    )


def _neighbour(classification: Classification, row: ClassifiedCar) -> ClassifiedCar | None:
    """The car ahead; for the winner the one behind."""
    here = classification.rows.index(row)
    placed = classification.rows[: classification.classified]
    return next(iter(placed[1:2] if here == 0 else placed[here - 1 : here]), None)


def interval(row: ClassifiedCar, words: Words) -> str:
    """The interval to the car ahead: `0.412`, `1 lap`; "" if unknown."""
    if row.interval_laps:
        return figures.laps_gap(row.interval_laps, words.language)
    return figures.clock(row.interval_ms) if row.interval_ms is not None else ""


def place_steps(
    book: Book, classification: Classification, row: ClassifiedCar, words: Words
) -> tuple[tuple[str, str], ...]:
    """The same in lines, label and text: at the flag, each decision, who went ahead, who fell behind, the result."""
    category = _category(row.road_in_category, row, words)
    own_time = row.time_ms - row.sanction_ms if row.time_ms is not None else None
    lines = []
    if row.road is None:
        lines.append((words("rules.label.flag"), words("rules.steps.unplaced")))
    elif own_time is None:
        lines.append((words("rules.label.flag"), words("rules.steps.flag", place=row.road, category=category)))
    else:
        text = words("rules.steps.flag_time", place=row.road, category=category, time=figures.clock(own_time))
        lines.append((words("rules.label.flag"), text))
    out = [step for step in row.steps if step.kind is StepKind.DISQUALIFIED]
    for told in [*_told(row), *out]:
        if not isinstance(told, Step):
            lines.append((words("rules.label.behind"), names.cars(told)))
            continue
        if told.kind is StepKind.TIME and own_time is not None:
            own_time += told.amount
        lines.append((words("rules.label.decision", n=told.decision), _measure(book, told, own_time, words)))
        if told.cars:
            lines.append((words("rules.label.ahead"), names.cars(told.cars)))
    lines.append((words("rules.label.result"), _result(book, classification, row, words)))
    return tuple(lines)


def _measure(book: Book, step: Step, own_time: int | None, words: Words) -> str:
    """A sanction, its offence, and the time it makes where it is one of time."""
    values = {"sanction": _short(step, words), "offence": names.offence_in_sentence(book, step.offence, words)}
    if step.kind is StepKind.TIME and own_time is not None:
        return words("rules.steps.sanction_time", time=figures.clock(own_time), **values)
    return words("rules.steps.sanction", **values)


def _short(step: Step, words: Words) -> str:
    if step.kind is StepKind.TIME:
        return words("rules.sanction.time", seconds=names.seconds(step.amount))
    if step.kind is StepKind.LAPS:
        return words("rules.sanction.laps", n=step.amount)
    if step.kind is StepKind.DISQUALIFIED:
        return words("rules.sanction.disqualification")
    if step.sanction is not None and step.sanction.kind not in TIMED_SANCTIONS:
        return names.sanction_short(step.sanction, words)
    return words("rules.steps.placed")


def _result(book: Book, classification: Classification, row: ClassifiedCar, words: Words) -> str:
    if row.position is None:
        return words(f"rules.outcome.{row.outcome.value}")
    category = _category(row.in_category, row, words)
    other = _neighbour(classification, row)
    if row.position == 1 or other is None or not interval(row, words):
        return words("rules.steps.result", place=row.position, category=category)
    return words(
        "rules.steps.result_gap", place=row.position, category=category, gap=interval(row, words), car=other.number
    )


def _category(place: int | None, row: ClassifiedCar, words: Words) -> str:
    """The place in a car's category, as it follows the place: `, 2nd Am`; "" where the cup has none."""
    if not row.category:
        return ""
    return f", {figures.ordinal(place, words.language)} {row.category}" if place else f", {row.category}"


def standing_reason(book: Book, table: Standings, row: StandingsRow, words: Words) -> str:
    """Why a name has its place in a table: points, lead or gap, wins and bonuses, ties broken, results dropped."""
    championship = book.season.regulations.championship(table.championship)
    language = words.language
    place = figures.ordinal(row.position, language)
    points = names.points(row.points, words)
    rival = next((r for r in table.rows if r is not row), None)
    if row.unranked:
        return _unranked(championship, row, points, words)
    if rival is None or not table.sessions:
        parts = [words("rules.standing.alone", place=place, points=points)]
    elif row.behind:
        leader = names.key_name(book, championship, table.rows[0].key, words)
        parts = [
            words(
                "rules.standing.behind", place=place, points=points, gap=names.points(row.behind, words), leader=leader
            )
        ]
    elif rival.points == row.points:
        name = names.key_name(book, championship, rival.key, words)
        parts = [words("rules.standing.leader_level", place=place, points=points, rival=name)]
    else:
        name = names.key_name(book, championship, rival.key, words)
        lead = figures.points(row.points - rival.points, language)
        parts = [words("rules.standing.leader", place=place, points=points, lead=lead, rival=name)]
    if row.shared:
        parts.append(words("rules.standing.shared"))
    ahead = next((other for other in table.rows if other.tie is not None and other.tie.rival == row.key), None)
    if ahead is not None:
        parts.append(_tie(book, championship, ahead, words, of_rival=True))
    if row.tie:
        parts.append(tie_reason(book, table, row, words))
    tally = [
        ("wins", sum(1 for r in row.results if r.place == 1)),
        ("poles", sum(1 for r in row.results if r.pole)),
        ("fastest", sum(1 for r in row.results if r.fastest)),
        ("led", sum(1 for r in row.results if r.led)),
        ("most_led", sum(1 for r in row.results if r.most_led)),
        ("gained", sum(1 for r in row.results if r.gained)),
    ]
    won = [words(f"rules.standing.{key}", n=n, races=len(table.sessions)) for key, n in tally if n]
    if won:
        parts.append(", ".join(won))
    dropped = [names.session_and_round(book, r.session, words) for r in row.results if r.dropped]
    if dropped:
        parts.append(words("rules.standing.dropped", results=words("rules.join").join(dropped)))
    if row.adjustment:
        said = words("rules.standing.adjustment", points=names.points(row.adjustment, words))
        parts.append(f"{said} ({', '.join(_reasons(book, table, row.key, words))})")
    return words("rules.join").join(parts)


def _reasons(book: Book, table: Standings, key: str, words: Words) -> list[str]:
    """Why points were given to a name or taken from it so far."""
    return [each.reason[words.language] for each in book.adjustments(table.championship, table.after, key)]


def _unranked(championship: Championship, row: StandingsRow, points: str, words: Words) -> str:
    """Why a name stands last and without a place."""
    if row.unranked == "starts":
        key = "rounds_started" if championship.starts_by_round else "starts"
        said = words(f"rules.standing.{key}", n=championship.minimum_starts)
    else:
        reason = next((each.reason[words.language] for each in championship.excluded if each.name == row.key), "")
        said = words("rules.standing.excluded", reason=reason)
    return words("rules.join").join([points, said])


def tie_reason(book: Book, table: Standings, row: StandingsRow, words: Words) -> str:
    """How a name stands ahead of the next one with the same points; "" if it does not."""
    if row.tie is None:
        return ""
    return _tie(book, book.season.regulations.championship(table.championship), row, words, of_rival=False)


def _tie(book: Book, championship: Championship, row: StandingsRow, words: Words, *, of_rival: bool) -> str:
    """What separates a name from the next one with the same points; `of_rival`: told of the one behind."""
    tie = row.tie
    assert tie is not None
    rival = names.key_name(book, championship, row.key if of_rival else tie.rival, words)
    values: dict[str, object] = {
        "side": words("rules.standing.after" if of_rival else "rules.standing.ahead", rival=rival)
    }
    if tie.step == "first_to_reach":
        return words("rules.standing.reached_later" if of_rival else "rules.standing.first_to_reach", **values)
    if tie.step == "last_race":
        return words("rules.standing.last_race", **values)
    a, b = tie.counts[::-1] if of_rival else tie.counts
    if tie.step == "head_to_head" and tie.place:
        balance = {key: figures.signed(n) if n else "0" for key, n in (("a", a), ("b", b))}
        return words("rules.standing.head_to_head_among", n=tie.place, **balance, **values)
    if tie.step == "head_to_head":
        return words("rules.standing.head_to_head", a=a, b=b, **values)
    place = figures.ordinal(tie.place, words.language, feminine=True)
    plural = "s" if words.language == "fr" else ""
    return words(f"rules.standing.{tie.step}", place=place + plural, a=a, b=b, **values)
