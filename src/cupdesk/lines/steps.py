"""The name of a step, for *Undo* and the journal: `place 32 in P17`, `decision 3`, `retirement of 7`."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, assert_never

from cupdesk.lines.facts_said import fact_said
from cupdesk.lines.say import offence_of
from cupdesk.rules.edits import (
    AddDecision,
    AnswerSecond,
    ChangeDecision,
    ClearResult,
    EnterCar,
    EnterSecond,
    MoveRound,
    MoveSession,
    PlaceCar,
    Reopen,
    SetAdjustment,
    SetAward,
    SetCup,
    SetDeadHeat,
    SetDecisionState,
    SetDriver,
    SetDrivers,
    SetEntry,
    SetGrid,
    SetHonour,
    SetLetterhead,
    SetOffence,
    SetOfficial,
    SetOrder,
    SetPublication,
    SetRegulations,
    SetRound,
    SetSession,
    SetSessionFacts,
    SetStatus,
    SetTeam,
    SetTimes,
    SettleSecond,
    TakeOutCar,
)
from cupdesk.rules.session import DecisionState, SessionState

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit
    from cupdesk.rules.model import Season
    from cupdesk.words import Words

_MOST_NAMED = 3


def step_name(edits: tuple[Edit, ...], season: Season, words: Words) -> str:
    """What a step did, in words that follow *Undo*; `season` may be the one before it or after. "" for no edits."""
    placed = [edit.number for edit in edits if isinstance(edit, PlaceCar)]
    if len(placed) > 1 and len(placed) == len(edits):
        if len(placed) <= _MOST_NAMED:
            return words("lines.step.place_several", cars=", ".join(placed))
        return words("lines.step.place_many", n=len(placed))
    # Drivers and teams that come with a car or a result go without saying.
    told = tuple(edit for edit in edits if not isinstance(edit, SetDriver | SetTeam)) or edits
    if len(told) > _MOST_NAMED and all(isinstance(edit, EnterCar | SetEntry) for edit in told):
        return words("lines.step.entries", n=len(told))
    names = list(dict.fromkeys(_name(edit, season, words) for edit in told))
    if len(names) > _MOST_NAMED:
        return words("lines.step.and_more", first=names[0], n=len(names) - 1)
    return ", ".join(names)


def _name(edit: Edit, season: Season, words: Words) -> str:
    match edit:
        case PlaceCar(number=number):
            return words("lines.step.place", car=number, place=_place(edit, season))
        case TakeOutCar(number=number):
            return words("lines.step.take_out", car=number)
        case SetStatus(number=number, status=status):
            return words(f"lines.step.status.{status.value}", car=number)
        case SetTimes():
            return _times(edit, words)
        case SetOrder(order=order):
            return words("lines.step.order", n=len(order))
        case ClearResult(session=ref):
            return words("lines.step.clear", session=_session(ref, season, words))
        case SetSessionFacts():
            return _facts(edit, words)
        case SetDeadHeat(cars=cars):
            if len(cars) == 1:
                return words("lines.step.no_dead_heat", car=cars[0])
            return words("lines.step.dead_heat", cars=", ".join(cars))
        case SetDrivers(number=number):
            return words("lines.step.drivers", car=number)
        case SetGrid(session=ref, grid=grid):
            return words(f"lines.step.{'grid' if grid else 'no_grid'}", session=_session(ref, season, words))
        case AddDecision(decision=decision):
            if decision.state is DecisionState.INVESTIGATION:
                return words("lines.step.investigate", cars=", ".join(decision.cars))
            return words("lines.step.decision", number=decision.number)
        case ChangeDecision(number=decision_number):
            return words("lines.step.change_decision", number=decision_number)
        case SetDecisionState(number=decision_number, state=state):
            said = words(f"rules.decision_state.{state.value}")
            return words("lines.step.decision_state", number=decision_number, state=said)
        case EnterCar(entry=entry):
            return words("lines.step.enter", car=entry.number)
        case SetPublication():
            return _publication(edit, season, words)
        case Reopen(session=ref):
            return words("lines.step.reopen", session=_session(ref, season, words))
        case EnterSecond(order=order):
            return words("lines.step.second_entry", n=len(order))
        case AnswerSecond(answer=answer):
            return words(f"lines.step.answer.{answer.right.value}", car=answer.number)
        case SettleSecond(settled=settled):
            return words("lines.step.settle", n=settled)
        case SetRegulations():
            return words("lines.step.regulations")
        case SetEntry(was=was, now=now):
            if now is None:
                return words("lines.step.entry_away", car=was.number)
            if now.number != was.number:
                return words("lines.step.renumber", old=was.number, new=now.number)
            return words("lines.step.entry", car=now.number)
        case SetDriver() | SetTeam() | SetRound() | SetSession() | MoveRound() | MoveSession():
            return _of_register(edit, season, words)
        case SetAward(code=code):
            return words("lines.step.award", name=code)
        case SetCup(cup=cup, year=year):
            return words("lines.step.cup", cup=cup, year=year)
        case SetOffence(code=code, now=now):
            offence = now or offence_of(season, code)
            name = offence.name[words.language] if offence else code
            return words("lines.step.offence" if now else "lines.step.offence_away", name=name)
        case SetHonour():
            return words("lines.step.honour")
        case SetOfficial(was=signed, now=signs):
            official = signs or signed
            return words("lines.step.official", name=official.name if official else "")
        case SetLetterhead(about=about):
            return words(f"lines.step.letterhead.{about or 'all'}")
        case SetAdjustment():
            return words("lines.step.adjustment")
        case _:
            assert_never(edit)


def _of_register(
    edit: SetDriver | SetTeam | SetRound | SetSession | MoveRound | MoveSession, season: Season, words: Words
) -> str:
    """A driver, a team, a round or a session written, moved or taken away, by its name."""
    match edit:
        case SetDriver(code=code, now=driver):
            known = driver or next((each for each in season.drivers if each.code == code), None)
            return words(
                "lines.step.driver" if driver else "lines.step.driver_away", name=known.name if known else code
            )
        case SetTeam(code=code, now=team):
            named = team or next((each for each in season.teams if each.code == code), None)
            return words("lines.step.team" if team else "lines.step.team_away", name=named.name if named else code)
        case SetRound(code=code, now=round_):
            held = round_ or next((each for each in season.rounds if each.code == code), None)
            name = held.name[words.language] if held else code
            return words("lines.step.round" if round_ else "lines.step.round_away", name=name)
        case MoveRound(code=code):
            held = next((each for each in season.rounds if each.code == code), None)
            return words("lines.step.round_moved", name=held.name[words.language] if held else code)
        case SetSession(round=round_code, code=code, now=session):
            key = "lines.step.session" if session else "lines.step.session_away"
            return words(key, name=f"{round_code}/{session.code if session else code}")
        case MoveSession(round=round_code, code=code):
            return words("lines.step.session_moved", name=f"{round_code}/{code}")


def _place(edit: PlaceCar, season: Season) -> int:
    """The place a car is put at; if the edit says *next*, where it stands or will stand."""
    if edit.place is not None:
        return edit.place
    order = season.session(edit.session).order
    return order.index(edit.number) + 1 if edit.number in order else len(order) + 1


def _facts(edit: SetSessionFacts, words: Words) -> str:
    if edit.laps is not None:
        return words("lines.step.laps", n=edit.laps)
    if edit.pole:
        return words("lines.step.pole", car=edit.pole)
    given = [f.name for f in fields(edit) if f.name not in ("session", "forget") and getattr(edit, f.name) is not None]
    return ", ".join(
        [fact_said(name, getattr(edit, name), words) for name in given]
        + [fact_said(name, None, words) for name in edit.forget]
    )


def _times(edit: SetTimes, words: Words) -> str:
    given = {
        "gap": edit.gap_ms,
        "total": edit.total_ms,
        "laps_down": edit.laps_down,
        "laps_run": edit.laps,
        "best": edit.best_ms,
        "second": edit.second_ms,
        "led": edit.led,
        "parts": edit.parts_ms,
    }
    said = [key for key, value in given.items() if value is not None]
    return words(f"lines.step.{said[0] if len(said) == 1 else 'times'}", car=edit.number)


def _publication(edit: SetPublication, season: Season, words: Words) -> str:
    session = _session(edit.session, season, words)
    if edit.state is SessionState.UNOFFICIAL and edit.documents:
        kinds = dict.fromkeys(document.copy(words.language).title for document in edit.documents)
        return words("lines.step.publish_before", session=session, documents=", ".join(kinds))
    if edit.state is SessionState.UNOFFICIAL:
        return words("lines.step.unpublish", session=session)
    state = words(f"lines.session_state.{edit.state.value}")
    if edit.revision:
        return words("lines.step.publish_revision", session=session, state=state, revision=edit.revision)
    return words("lines.step.publish", session=session, state=state)


def _session(ref: str, season: Season, words: Words) -> str:
    """A session named inside its season: `Paul Ricard, course 2`."""
    round_ = season.round_of(ref)
    name = season.session(ref).name[words.language]
    return f"{round_.name[words.language]}, {name[:1].lower()}{name[1:]}"
