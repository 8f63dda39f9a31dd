"""When a decision was taken, and its path in words: each state it came to, when, and who entered it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupdesk.words.figures import day_month, short_date

if TYPE_CHECKING:
    from datetime import date, datetime

    from cupdesk.rules.session import Decision
    from cupdesk.words import Words


def time_said(decision: Decision, day: date | None, language: str) -> str:
    """`16:10`; `25 Dec 16:10` if that was on another day than the session's; "" if the time is not known."""
    if decision.time is None:
        return ""
    at = f"{decision.time:%H:%M}"
    return at if decision.time.date() == (day or decision.time.date()) else f"{day_month(decision.time, language)} {at}"


def stages_said(decision: Decision, words: Words) -> tuple[tuple[str, str], ...]:
    """Each stage: the state, and `Sat 7 Oct 16:10 (JD)` as far as it is known; the day only where it is another one."""
    found = []
    day = None
    for stage in decision.stages:
        when = []
        if stage.at is not None:
            when = [f"{stage.at:%H:%M}"] if stage.at.date() == day else [_moment(stage.at, words)]
            day = stage.at.date()
        when += [f"({stage.by})"] if stage.by else []
        found.append((words(f"rules.decision_state.{stage.state.value}"), " ".join(when)))
    return tuple(found)


def path_said(decision: Decision, words: Words) -> str:
    """The whole path in a line: `under investigation Sat 7 Oct 16:06 (JD) → issued 16:10 (JD)`."""
    return " → ".join(" ".join(part for part in stage if part) for stage in stages_said(decision, words))


def _moment(at: datetime, words: Words) -> str:
    return f"{short_date(at.date(), words.language)} {at:%H:%M}"
