"""The forms of an order line: words to one phrase a car, each with the facts said of it. Knows no season."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from cupdesk.lines.figures import compact_ms, gap_ms, time_ms
from cupdesk.lines.reading import Refused
from cupdesk.lines.session_facts import SESSION_WORDS, SessionFact, session_fact
from cupdesk.lines.typed import digits, fold, split
from cupdesk.rules.session import Status

if TYPE_CHECKING:
    from collections.abc import Callable


class Form(Enum):
    """What can be said of a car in one word or two."""

    PLACE = auto()
    OUT = auto()
    STATUS = auto()
    TOTAL = auto()
    GAP = auto()
    GAP_AHEAD = auto()
    LAPS_DOWN = auto()
    LAPS = auto()
    LED = auto()
    PARTS = auto()
    SHARED = auto()
    DRIVERS = auto()
    BEST = auto()
    SECOND = auto()
    DELETED = auto()
    BOTH_DELETED = auto()
    NO_TIME = auto()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of a car: a form, its value (place, laps, lap or milliseconds), its lap or its status.

    `parts` are the times of a race's parts in milliseconds, `names` the car or drivers meant, as typed.
    """

    form: Form
    value: int | None = None
    lap: int | None = None
    status: Status = Status.RUNNING
    parts: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Phrase:
    """A car as typed, and what is said of it; without a car, the fact of the whole session."""

    car: str
    facts: list[Fact] = field(default_factory=list)
    of_session: SessionFact | None = None


STATUSES = {
    **dict.fromkeys(("ab", "abd", "abandon", "dnf", "ret", "retired"), Status.RETIRED),
    **dict.fromkeys(("np", "dns"), Status.DID_NOT_START),
    **dict.fromkeys(("dq", "dsq", "disq"), Status.DISQUALIFIED),
    "nc": Status.NOT_CLASSIFIED,
    **dict.fromkeys(("fo", "forfait", "wd", "withdrawn"), Status.WITHDRAWN),
    **dict.fromkeys(("ok", "run"), Status.RUNNING),
}
LAP_WORDS = ("l", "lap", "laps", "t", "tour", "tours")
_RUN = ("laps", "tours")
_LED = ("led", "tete")
_SHARED = ("ex", "dh")
_PARTS = ("parts", "parties", "pt")
_DROVE = ("pil", "pilote", "pilotes", "drv", "driver", "drivers")
ORDER_WORDS = (*STATUSES, *_RUN, *_LED, *_SHARED, *_PARTS, *_DROVE, *SESSION_WORDS, "mt", "fl", "xx", "st", "nt")
"""Every form that is a word of its own."""
_PLACE = re.compile(r"[*@p](\d{1,3})")
_LAPS_DOWN = re.compile(r"/(\d{1,3})|\+?(\d{1,3})(?:l|t|laps?|tours?)")
_ON_LAP = re.compile(r"/(\d{1,3})")
_DELETED = re.compile(r"x(\d{1,3})")


class OrderForms:
    """Reads the words of an order line, or in a session of times (`timed`) the words of a line of times."""

    def __init__(self, line: str, *, timed: bool, is_car: Callable[[str], bool]) -> None:
        self._line = line.strip()
        self._timed = timed
        self._is_car = is_car
        self._words = _with_lap_words(split(line))
        self._at = 0

    def phrases(self) -> list[Phrase]:
        """The line as phrases; raises `Refused` for a word that is neither a car nor a form."""
        phrases: list[Phrase] = []
        while self._at < len(self._words):
            word = self._words[self._at]
            if not phrases or phrases[-1].of_session:
                of_session = self._of_session()
                if of_session is not None:
                    phrases.append(Phrase("", of_session=of_session))
                    continue
            fact = self._fact() if phrases and phrases[-1].car else None
            if fact is not None:
                phrases[-1].facts.append(fact)
            elif digits(word) or (word[0].isdigit() and self._is_car(word)):
                self._at += 1
                phrases.append(Phrase(word))
            elif word[0].isalpha() and (not phrases or self._is_car(word)):
                phrases.append(Phrase(self._name()))
            else:
                raise Refused("lines.unknown_form", line=self._line, word=word)
        return phrases

    def _name(self) -> str:
        """As many words as still start one driver's name."""
        end = self._at + 1
        while end < len(self._words) and self._words[end][0].isalpha() and fold(self._words[end]) not in ORDER_WORDS:
            if not self._is_car(" ".join(self._words[self._at : end + 1])):
                break
            end += 1
        name = " ".join(self._words[self._at : end])
        self._at = end
        return name

    def _of_session(self) -> SessionFact | None:
        """The fact of the whole session at the current word, which is then passed."""
        laps = self._session_laps()
        if laps is not None:
            return SessionFact("laps", laps)
        found = session_fact(self._words, self._at)
        if found is None:
            return None
        self._at += found[1]
        return found[0]

    def _session_laps(self) -> int | None:
        """`15 tours`, `15t`, `laps 15` at the start of a line: laps run by the winner."""
        word = fold(self._words[self._at])
        down = _LAPS_DOWN.fullmatch(word)
        if down and down[2] and not self._is_car(word):
            self._at += 1
            return int(down[2])
        if word in _RUN and (laps := self._number(self._at + 1)) is not None:
            self._at += 2
            return laps
        return None

    def _number(self, at: int) -> int | None:
        """The whole number that stands at `at`, if one does."""
        return (
            int(self._words[at])
            if at < len(self._words) and digits(self._words[at]) and len(self._words[at]) < 4
            else None
        )

    def _fact(self) -> Fact | None:
        """The fact that starts at the current word, which is then passed; `None` if none does."""
        word = fold(self._words[self._at])
        found = self._drove(word) or (self._of_times(word) if self._timed else self._of_race(word))
        if found is None:
            return None
        fact, used = found
        self._at += used
        return fact

    def _drove(self, word: str) -> tuple[Fact, int] | None:
        """`pil martin dupont`: who drove, as many words as are neither a figure nor a form; `pil tous`: the whole crew."""
        if word not in _DROVE:
            return None
        end = self._at + 1
        while end < len(self._words) and self._words[end][0].isalpha() and fold(self._words[end]) not in ORDER_WORDS:
            end += 1
        return Fact(Form.DRIVERS, names=tuple(self._words[self._at + 1 : end])), end - self._at

    def _shared(self, word: str) -> tuple[Fact, int] | None:
        """`=31`, `ex 31`, `ex æquo 31`: the car that shares the place; `=` alone: none any more."""
        if word[0] == "=":
            return Fact(Form.SHARED, names=(word[1:],) if word[1:] else ()), 1
        at = self._at + 1
        if at < len(self._words) and fold(self._words[at]) in ("aequo", "aequos"):
            at += 1
        names = (self._words[at],) if at < len(self._words) and self._is_car(self._words[at]) else ()
        return Fact(Form.SHARED, names=names), at + len(names) - self._at

    def _parts(self) -> tuple[Fact, int]:
        """`parts 20:14.553 11:26.000`: the times of the parts of a stopped race."""
        times: list[int] = []
        while (at := self._at + 1 + len(times)) < len(self._words) and (ms := time_ms(self._words[at])) is not None:
            times.append(ms)
        return Fact(Form.PARTS, parts=tuple(times)), 1 + len(times)

    def _of_race(self, word: str) -> tuple[Fact, int] | None:
        after = self._at + 1
        if word[0] == "=" or word in _SHARED:
            return self._shared(word)
        if word in _PARTS:
            return self._parts()
        if word == "-":
            return Fact(Form.OUT), 1
        if word in STATUSES:
            laps = self._laps_run(after) if STATUSES[word] in (Status.RETIRED, Status.NOT_CLASSIFIED) else None
            return Fact(Form.STATUS, laps, status=STATUSES[word]), 1 if laps is None else 2
        if match := _PLACE.fullmatch(word):
            return Fact(Form.PLACE, int(match[1])), 1
        if word.startswith("++"):
            return _figure(Form.GAP_AHEAD, gap_ms(word[2:]))
        if match := _LAPS_DOWN.fullmatch(word):
            return Fact(Form.LAPS_DOWN, int(match[1] or match[2])), 1
        if word.startswith("+"):
            return _figure(Form.GAP, gap_ms(word[1:]))
        if word in _RUN and (laps := self._number(after)) is not None:
            return Fact(Form.LAPS, laps), 2
        if word in _LED and (laps := self._number(after)) is not None:
            return Fact(Form.LED, laps), 2
        if word in ("mt", "fl"):
            return self._best(after)
        return _figure(Form.TOTAL, _time(word) if len(word) > 5 else time_ms(word))

    def _laps_run(self, at: int) -> int | None:
        """The laps at `at`, `7` or `7 tours`, if they are no car."""
        if at < len(self._words) and (match := _LAPS_DOWN.fullmatch(fold(self._words[at]))):
            return int(match[2]) if match[2] else None
        return None if self._starts_car(at) else self._number(at)

    def _starts_car(self, at: int) -> bool:
        """Whether the number at `at` is a car, not laps or a lap, because of what follows it.

        In a race that is a status or a sign; a time is said of the car before (`3 ab 7 15:06.883`).
        """
        if at + 1 >= len(self._words):
            return False
        word = fold(self._words[at + 1])
        if word in STATUSES or word[0] in "+*@/-" or _PLACE.fullmatch(word) or _LAPS_DOWN.fullmatch(word):
            return True
        return self._timed and (time_ms(word) is not None or word in ("mt", "fl", "st", "nt", "xx") or word[0] == "x")

    def _best(self, after: int) -> tuple[Fact, int] | None:
        """`mt 2:05.402 2`: a best lap, and on which lap."""
        timed = self._timed_lap(after)
        return timed and (timed[0], timed[1] + 1)

    def _timed_lap(self, at: int) -> tuple[Fact, int] | None:
        """A lap time at `at`, with the lap it was set on if that follows (`2:04.106/5`, or a number nothing is said of)."""
        if at >= len(self._words):
            return None
        ms = _time(self._words[at])
        if ms is None:
            return None
        if self._timed and at + 1 < len(self._words) and (match := _ON_LAP.fullmatch(self._words[at + 1])):
            return Fact(Form.BEST, ms, int(match[1])), 2
        lap = self._number(at + 1)
        return (Fact(Form.BEST, ms), 1) if lap is None or self._starts_car(at + 1) else (Fact(Form.BEST, ms, lap), 2)

    def _of_times(self, word: str) -> tuple[Fact, int] | None:
        if word in STATUSES and STATUSES[word] is not Status.RUNNING:
            return Fact(Form.STATUS, status=STATUSES[word]), 1
        if word == "-":
            return Fact(Form.OUT), 1
        if word in ("st", "nt"):
            return Fact(Form.NO_TIME), 1
        if word == "xx":
            return Fact(Form.BOTH_DELETED), 1
        if match := _DELETED.fullmatch(word):
            return Fact(Form.DELETED, int(match[1])), 1
        if word in ("mt", "fl"):
            return self._best(self._at + 1)
        return self._timed_lap(self._at)


def _time(word: str) -> int | None:
    ms = time_ms(word)
    return compact_ms(word) if ms is None else ms


def _figure(form: Form, ms: int | None) -> tuple[Fact, int] | None:
    return None if ms is None else (Fact(form, ms), 1)


def _with_lap_words(words: list[str]) -> list[str]:
    """The words with `1 tour` and `+1 lap` as one, `1tour`, unless the lap word has its own number after it."""
    joined: list[str] = []
    for i, word in enumerate(words):
        own = i + 1 < len(words) and digits(words[i + 1])
        if joined and digits(joined[-1].removeprefix("+")) and fold(word) in LAP_WORDS and not own:
            joined[-1] += fold(word)
        else:
            joined.append(word)
    return joined
