"""Figures as the sport prints them: times with a point in both languages, other decimals by language."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MINUS = "\u2212"
DASH = "\u2013"
_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_SHORT_MONTHS = {
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_DAYS = {
    "fr": ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}


def clock(ms: int) -> str:
    """A time of `ms` milliseconds: `31:40.727`, `1:01:07.740`, `42.318`; negative with a true minus."""
    sign, ms = (MINUS, -ms) if ms < 0 else ("", ms)
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{sign}{hours}:{minutes:02}:{seconds:02}.{thousandths:03}"
    if minutes:
        return f"{sign}{minutes}:{seconds:02}.{thousandths:03}"
    return f"{sign}{seconds}.{thousandths:03}"


def gap(ms: int) -> str:
    """A gap: `+1.604`, `+1:03.099`."""
    return f"+{clock(ms)}"


def laps_gap(laps: int, language: str) -> str:
    """A gap in whole laps: `1 tour`, `2 laps`."""
    if language == "fr":
        return f"{laps} tour" if laps == 1 else f"{laps} tours"
    return f"{laps} lap" if laps == 1 else f"{laps} laps"


def exact(points: Fraction) -> str:
    """Points as exact text: `193.5`, `1/7`; always the same in both languages (for files and answers)."""
    if points.denominator == 1:
        return str(points.numerator)
    thousandths = points * 1000
    if thousandths.denominator == 1:
        whole, rest = divmod(abs(thousandths.numerator), 1000)
        return f"{'-' if points < 0 else ''}{whole}.{f'{rest:03}'.rstrip('0')}"
    return f"{points.numerator}/{points.denominator}"


def points(value: Fraction, language: str) -> str:
    """Points for a person: `12,5` in French, `12.5` in English, `25 1/7` where no decimals say it, a true minus."""
    text = exact(value).replace("-", MINUS)
    whole, rest = divmod(abs(value), 1)
    if whole and "/" in text:
        text = f"{MINUS if value < 0 else ''}{whole}\u202f{exact(rest)}"
    return text.replace(".", ",") if language == "fr" else text


def ordinal(place: int, language: str, *, feminine: bool = False) -> str:
    """A place in words: `1er`, `1re`, `2e`; `1st`, `2nd`, `3rd`, `11th`."""
    if language == "fr":
        return f"{place}{('re' if feminine else 'er') if place == 1 else 'e'}"
    if place % 100 in (11, 12, 13):
        return f"{place}th"
    return f"{place}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th') }"


def decimal(value: Fraction, places: int, language: str) -> str:
    """A number with a fixed count of decimals, rounded half up: `166,08`, `166.08`."""
    scaled = value * 10**places
    whole = (scaled + Fraction(1, 2)).__floor__()
    text = f"{whole:0{places + 1}}"
    text = f"{text[:-places]}.{text[-places:]}" if places else text
    return text.replace(".", ",") if language == "fr" else text


def signed(value: int) -> str:
    """A move: `+2`, `−1`, `=` for none."""
    return "=" if value == 0 else f"+{value}" if value > 0 else f"{MINUS}{-value}"


def long_date(day: date, language: str) -> str:
    """`7 octobre 2023`, `7 October 2023`."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language][day.month - 1]} {day.year}"


def short_date(day: date, language: str) -> str:
    """`dim. 8 oct.`, `Sun 8 Oct`."""
    return f"{_DAYS[language][day.weekday()]} {day_month(day, language)}"


def day_month(day: date, language: str) -> str:
    """`8 oct.`, `8 Oct`."""
    return f"{day.day} {_SHORT_MONTHS[language][day.month - 1]}"


def span(first: date, last: date, language: str) -> str:
    """The days of a meeting: `6–8 octobre 2023`, `30 September – 2 October 2023`."""
    if first == last:
        return long_date(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{DASH}{long_date(last, language)}"
    month = _MONTHS[language][first.month - 1]
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {month}{year} {DASH} {long_date(last, language)}"
