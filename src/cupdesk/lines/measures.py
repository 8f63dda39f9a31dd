"""The forms of a decision line: what the stewards take, and everything else said of a decision. Knows no season."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cupdesk.lines.figures import gap_ms
from cupdesk.lines.forms import LAP_WORDS
from cupdesk.lines.reading import Refused
from cupdesk.lines.typed import FRENCH_DIGIT_ROW, digits, fold, split
from cupdesk.rules.session import DecisionState, Sanction, SanctionKind

if TYPE_CHECKING:
    from collections.abc import Callable

STATES = {
    **dict.fromkeys(("enq", "enquete", "inv", "investigation"), DecisionState.INVESTIGATION),
    **dict.fromkeys(("ss", "nfa"), DecisionState.NO_FURTHER_ACTION),
}
LATER_STATES = {
    **STATES,
    **dict.fromkeys(("emise", "issued"), DecisionState.ISSUED),
    **dict.fromkeys(("appel", "appeal"), DecisionState.APPEALED),
    **dict.fromkeys(("confirmee", "confirmed"), DecisionState.CONFIRMED),
    **dict.fromkeys(("retiree", "withdrawn"), DecisionState.WITHDRAWN),
}
_PLAIN = {
    **dict.fromkeys(("dq", "dsq", "disq", "disqualification"), SanctionKind.DISQUALIFICATION),
    **dict.fromkeys(("dernier", "derniere", "last"), SanctionKind.BACK),
    **dict.fromkeys(("gf", "gb"), SanctionKind.GRID_BACK),
    **dict.fromkeys(("vs", "pl"), SanctionKind.PIT_LANE_START),
    **dict.fromkeys(("rep", "reprimande", "blame", "reprimand"), SanctionKind.REPRIMAND),
    **dict.fromkeys(("av", "avertissement", "warn", "warning"), SanctionKind.WARNING),
}
_CONVERTED = {
    **dict.fromkeys(("dt", "drive-through", "drivethrough"), SanctionKind.DRIVE_THROUGH),
    **dict.fromkeys(("sg", "stop-and-go", "stop&go"), SanctionKind.STOP_AND_GO),
}
BEHIND = ("der", "derriere", "beh", "behind")
_FINE = ("am", "amende", "fine")
DECISION_WORDS = (*_PLAIN, *_CONVERTED, *LATER_STATES, *BEHIND, *_FINE, "pc", "places", "secondes", "n°")
"""Every form that is a word of its own."""
_SECONDS = re.compile(r"\+?([\d.,:]+?)(?:s|sec|secondes?|seconds?)?")
_COUNTED = (
    (re.compile(r"-?(\d{1,3})(?:p|places?)"), SanctionKind.PLACES),
    (re.compile(r"(?:pc(\d{1,3})|-?(\d{1,3})pc)"), SanctionKind.PLACES_IN_CATEGORY),
    (re.compile(r"-?(\d{1,3})(?:t|l|tours?|laps?)"), SanctionKind.LAPS),
    (re.compile(r"g(\d{1,3})"), SanctionKind.GRID_PLACES),
    (re.compile(r"x(\d{1,3})"), SanctionKind.DELETE_LAP),
)
_UNITS = ("p", "place", "places", "s", "sec", "seconde", "secondes", "second", "seconds", *LAP_WORDS)
_CLOCK = re.compile(r"(\d{1,2})[:h](\d{2})")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4})?)?")
_NUMBERED = re.compile(r"n[°o]?(\d{1,4})")
_PLACE = re.compile(r"[*@](\d{1,3})")
_AMOUNT = re.compile(r"(\d[\d.,]*)(?:€|eur|euros?)?")
_QUOTED = re.compile(r"(?<!\S)[\"“«]\s*([^\"”»]*?)\s*(?:[\"”»]|$)")
_STUCK = re.compile(r"(\d+)(-\d.*)")


@dataclass(slots=True)
class Heard:
    """What a decision line says. `number`: of the decision it changes; `session` as typed; `offence` its words."""

    number: int | None = None
    cars: list[str] = field(default_factory=list)
    sanctions: list[Sanction] = field(default_factory=list)
    state: DecisionState | None = None
    clock: tuple[int, int] | None = None
    day: tuple[int, int, int | None] | None = None
    place: int | None = None
    session: str = ""
    offence: str = ""
    text: str = ""


class DecisionForms:
    """Reads the words of a decision line.

    `find` gives the number of a car, `is_car` whether a word may name one, `is_offence` whether words are in the
    catalogue, `is_session` whether a word names a session of the meeting.
    """

    def __init__(
        self,
        line: str,
        *,
        find: Callable[[str], str],
        is_car: Callable[[str], bool],
        is_offence: Callable[[str], bool],
        is_session: Callable[[str], bool],
    ) -> None:
        self._line = line.strip()
        self._find, self._is_car, self._is_offence, self._is_session = find, is_car, is_offence, is_session
        self._heard = Heard()
        rest = _QUOTED.sub(self._quoted, unicodedata.normalize("NFC", line))
        self._words = _joined(split(rest))
        self._at = 0

    def heard(self) -> Heard:
        """What the line says; raises `Refused` for a word that is no form."""
        self._number()
        while self._at < len(self._words) and self._car():
            pass
        while self._at < len(self._words):
            if not (self._measure() or self._other()):
                raise Refused("lines.unknown_form", line=self._line, word=self._words[self._at])
        return self._heard

    def _quoted(self, match: re.Match[str]) -> str:
        text = match[1]
        begun = not text and match.start() > 0 and match.end() == len(match.string)
        if FRENCH_DIGIT_ROW.issuperset(text) and not begun:
            return match[0]
        self._heard.text = text
        return " "

    def _word(self, at: int) -> str:
        return fold(self._words[at]) if at < len(self._words) else ""

    def _number(self) -> None:
        """`n3`, `n° 3` at the start: the decision to change."""
        if match := _NUMBERED.fullmatch(self._word(0)):
            self._heard.number, self._at = int(match[1]), 1
        elif self._word(0) in ("n", "n°", "no") and digits(self._word(1)) and len(self._word(1)) < 5:
            self._heard.number, self._at = int(self._word(1)), 2

    def _car(self) -> bool:
        """Whether the current word is a car of the decision, which is then passed."""
        word = self._words[self._at]
        plain = fold(word)
        first = not self._heard.cars and self._heard.number is None
        if not digits(word) and not (plain[0].isalnum() and (first or not self._is_said(plain))):
            return False
        if not (digits(word) or first or self._is_car(word)):
            return False
        number = self._find(word)
        if number not in self._heard.cars:
            self._heard.cars.append(number)
        self._at += 1
        return True

    def _is_said(self, word: str) -> bool:
        """Whether a word says something of a decision and so names no car."""
        known = (_PLAIN, _CONVERTED, LATER_STATES, BEHIND, _FINE)
        return (
            any(word in each for each in known)
            or any(form.fullmatch(word) for form, _ in _COUNTED)
            or _CLOCK.fullmatch(word) is not None
            or _DAY.fullmatch(word) is not None
            or self._is_session(word)
            or self._is_offence(word)
        )

    def _measure(self) -> bool:
        """Whether a sanction starts at the current word, which is then passed."""
        word, after = self._word(self._at), self._word(self._at + 1)
        sanction, used = _sanction(word, after)
        if sanction is None and word in BEHIND and after:
            sanction, used = Sanction(SanctionKind.BEHIND, behind=self._find(self._words[self._at + 1])), 2
        if sanction is None:
            return False
        self._heard.sanctions.append(sanction)
        self._at += used
        return True

    def _other(self) -> bool:
        """Whether the current word is a state, time, place, session or offence, which is then passed."""
        word = self._word(self._at)
        states = STATES if self._heard.number is None else LATER_STATES
        if word in states:
            self._heard.state = states[word]
        elif match := _CLOCK.fullmatch(word):
            hour, minute = int(match[1]), int(match[2])
            if hour > 23 or minute > 59:
                raise Refused("lines.impossible_clock", time=self._words[self._at])
            self._heard.clock = (hour, minute)
        elif match := _DAY.fullmatch(word):
            self._heard.day = (int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
        elif match := _PLACE.fullmatch(word):
            self._heard.place = int(match[1])
        elif self._is_session(word):
            self._heard.session = word
        elif word[0].isalpha():
            self._heard.offence = f"{self._heard.offence} {self._words[self._at]}".strip()
        else:
            return False
        self._at += 1
        return True


def read_sanctions(text: str) -> tuple[Sanction, ...]:
    """The sanctions a text says, without a car that any needs; raises `Refused` for a word that is none."""
    words, at, found = _joined(split(text)), 0, list[Sanction]()
    while at < len(words):
        sanction, used = _sanction(fold(words[at]), fold(words[at + 1]) if at + 1 < len(words) else "")
        if sanction is None:
            raise Refused("lines.unknown_form", line=text.strip(), word=words[at])
        found.append(sanction)
        at += used
    return tuple(found)


def _sanction(word: str, after: str) -> tuple[Sanction | None, int]:
    """The sanction that starts with `word`, and how many words say it."""
    if word in _PLAIN:
        return Sanction(_PLAIN[word]), 1
    if word in _CONVERTED:
        ms = _seconds(after)
        return (Sanction(_CONVERTED[word], ms=ms), 2) if ms else (Sanction(_CONVERTED[word]), 1)
    if (short := word[:2]) in _CONVERTED and (ms := _seconds(word[2:])):
        return Sanction(_CONVERTED[short], ms=ms), 1
    if word.startswith("+") and (ms := _seconds(word)):
        if after in _CONVERTED:
            return Sanction(_CONVERTED[after], ms=ms), 2
        return Sanction(SanctionKind.TIME, ms=ms), 1
    for form, kind in _COUNTED:
        if match := form.fullmatch(word):
            count = int(next(group for group in match.groups() if group))
            return (Sanction(kind, count=count), 1) if count else (None, 0)
    if word == "pc" and digits(after) and 0 < len(after) < 4 and int(after):
        return Sanction(SanctionKind.PLACES_IN_CATEGORY, count=int(after)), 2
    if word in _FINE and (match := _AMOUNT.fullmatch(after)):
        return Sanction(SanctionKind.FINE, amount=match[1]), 2
    return None, 0


def _seconds(word: str) -> int | None:
    match = _SECONDS.fullmatch(word)
    return gap_ms(match[1]) if match else None


def _joined(words: list[str]) -> list[str]:
    """The words with a lone `-` put to its number, a number to its unit (`-3 places`), and `40-3p` taken apart."""
    joined: list[str] = []
    for word in words:
        last = joined[-1] if joined else ""
        if last == "-" and word[0].isdigit():
            joined[-1] = f"-{word}"
        elif fold(word) in _UNITS and last[-1:].isdigit() and (len(joined) > 1 or last[0] in "+-"):
            joined[-1] += fold(word)
        elif match := _STUCK.fullmatch(word):
            joined += match.groups()
        else:
            joined.append(word)
    return joined
