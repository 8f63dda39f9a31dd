"""How people, teams, sessions, sanctions and offences are called in sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.rules.field import crew_key, crew_of
from cupdesk.rules.regulations import Ranks
from cupdesk.rules.session import SanctionKind, SessionKind, Status
from cupdesk.words import figures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Round
    from cupdesk.rules.regulations import Championship, Regulations
    from cupdesk.rules.results import ClassifiedCar
    from cupdesk.rules.session import Decision, Sanction
    from cupdesk.words import Words


def driver_name(book: Book, code: str, words: Words) -> str:
    """A driver by surname, with an initial where two share it; placeholders for unnamed guests in the language."""
    driver = book.driver(code)
    if not driver.given and driver.surname.startswith("Guest "):
        return words.person(code, words("rules.guest_name", number=driver.surname.removeprefix("Guest ")))
    alone = not driver.given or book.namesakes(driver.surname) == 1
    return words.person(code, driver.surname if alone else f"{driver.given[:1]}. {driver.surname}")


def key_name(book: Book, championship: Championship, key: str, words: Words) -> str:
    """A row of a table by name: the driver's surname, those of a crew, the team's or manufacturer's name, the nation's code."""
    if championship.ranks.has_cars:
        return full_name(book, championship, key, words)
    return " / ".join(driver_name(book, code, words) for code in people(book, championship, key))


def people(book: Book, championship: Championship, key: str) -> tuple[str, ...]:
    """The drivers a row of a table stands for: one, or a crew; none for what has several cars."""
    if championship.ranks is Ranks.CREW:
        return crew_of(book.season, key)
    return () if championship.ranks.has_cars else (key,)


def drives(championship: Championship, row: ClassifiedCar, key: str) -> bool:
    """Whether a car of a classification is that of this driver or crew."""
    return key in row.drivers or (championship.ranks is Ranks.CREW and key == crew_key(row.entry.drivers))


def full_name(book: Book, championship: Championship, key: str, words: Words) -> str:
    """A row of a table by full name: given name and surname, those of a crew, team, manufacturer, code of the nation; a car with its team."""
    if championship.ranks is Ranks.TEAM:
        return book.team(key).name
    if championship.ranks is Ranks.CAR:
        return words("rules.car_of", car=key, name=_owner(book, key, words)).strip()
    if championship.ranks.has_cars:
        return key
    drivers = [book.driver(code) for code in people(book, championship, key)]
    return " / ".join(d.name if d.given else driver_name(book, d.code, words) for d in drivers)


def _owner(book: Book, number: str, words: Words) -> str:
    """Whose a car is, by the round it was last entered in: its team, else who drives it; "" if nobody is entered on it."""
    for round_ in reversed(book.season.rounds):
        if entry := book.entries(round_.code).get(number):
            return (
                book.team(entry.team).name
                if entry.team
                else " / ".join(driver_name(book, d, words) for d in entry.drivers)
            )
    return ""


def car_name(book: Book, ref: str, number: str, words: Words) -> str:
    """A car in a sentence: `40 Guillot`; the bare number if it is not entered."""
    entry = book.entries(book.round_of(ref).code).get(number)
    if entry is None or not entry.drivers:
        return number
    return f"{number} {driver_name(book, entry.drivers[0], words)}"


def cars(numbers: Sequence[str]) -> str:
    """Car numbers in a row: `14, 32, 21`."""
    return ", ".join(numbers)


def listed(names: Sequence[str], words: Words, key: str = "rules.and") -> str:
    """Names in a sentence: `A`, `A and B`, `A, B and C` (or with `rules.or`)."""
    if len(names) < 2:
        return names[0] if names else ""
    return words(key, first=", ".join(names[:-1]), last=names[-1])


def session_name(book: Book, ref: str, words: Words) -> str:
    """A session in a sentence of its own meeting: `course 2`, `race 2`; with the round where others are near: `Monza`."""
    return _lower_first(book.session(ref).name[words.language])


def session_and_round(book: Book, ref: str, words: Words) -> str:
    """A session with its round: `Paul Ricard, course 2`."""
    return f"{book.round_of(ref).name[words.language]}, {session_name(book, ref, words)}"


def meeting_name(book: Book, code: str, words: Words) -> str:
    """A meeting as people speak of it: in French by its town, `Le Castellet`, in English by its name, `Paul Ricard`."""
    meeting = next(each for each in book.season.rounds if each.code == code)
    return meeting.place if words.language == "fr" and meeting.place else meeting.name[words.language]


def the_session(book: Book, ref: str, words: Words) -> str:
    """A session with its article where the language has one: `la course 2`, `race 2`."""
    name = session_name(book, ref, words)
    return f"la {name}" if words.language == "fr" and book.session(ref).kind is SessionKind.RACE else name


def _lower_first(text: str) -> str:
    """A name inside a sentence: `race 1`, `faux départ`; one with more capitals is a proper name and stays: `Grand Prix`."""
    return text if text[1:] != text[1:].lower() else text[:1].lower() + text[1:]


def offence_name(book: Book, code: str, words: Words) -> str:
    """An offence in words, as the catalogue has it; the text itself if it is not in there."""
    for offence in book.season.offences:
        if offence.code == code:
            return offence.name[words.language]
    return code


def offence_in_sentence(book: Book, code: str, words: Words) -> str:
    """An offence inside a sentence, small first letter; `decision` if none is named."""
    return _lower_first(offence_name(book, code, words)) if code else words("rules.why.without_offence")


def seconds(ms: int) -> str:
    """Seconds of a sanction: `5`, `2.5`."""
    whole, rest = divmod(ms, 1000)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".")


def sanction_short(sanction: Sanction, words: Words) -> str:
    """A sanction as the ledger shows it: `+5 s`, `−3 places`, `disqualification`."""
    kind = sanction.kind
    if kind is SanctionKind.TIME:
        return words("rules.sanction.time", seconds=seconds(sanction.ms or 0))
    if kind in (SanctionKind.DRIVE_THROUGH, SanctionKind.STOP_AND_GO):
        if sanction.ms is None:
            return words(f"rules.sanction.{kind.value}_circuit")
        return words(f"rules.sanction.{kind.value}", seconds=seconds(sanction.ms))
    if kind is SanctionKind.BEHIND:
        return words("rules.sanction.behind", car=sanction.behind or "")
    if kind is SanctionKind.FINE:
        return words("rules.sanction.fine", amount=sanction.amount)
    return words(f"rules.sanction.{kind.value}", n=sanction.count or 1)


def in_seconds(sanction: Sanction, held: Round, rules: Regulations) -> Sanction:
    """A converted sanction with the seconds its circuit makes of it, if the decision leaves them to it."""
    if sanction.ms is None and sanction.kind is SanctionKind.DRIVE_THROUGH:
        return replace(sanction, ms=held.drive_through_ms or rules.drive_through_ms)
    if sanction.ms is None and sanction.kind is SanctionKind.STOP_AND_GO:
        return replace(sanction, ms=held.stop_and_go_ms or rules.stop_and_go_ms)
    return sanction


def sanctions_short(book: Book, ref: str, decision: Decision, words: Words) -> str:
    """All sanctions of a decision filed under a session; a dash for none."""
    held, rules = book.round_of(ref), book.season.regulations
    said = (sanction_short(in_seconds(sanction, held, rules), words) for sanction in decision.sanctions)
    return ", ".join(said) or words("rules.sanction.none")


def status_code(status: Status, words: Words) -> str:
    """The printed code of a status fact on the desk: `Ab`, `DNF`; "" for a running car."""
    codes = {Status.RUNNING: "classified", Status.RETIRED: "dnf"}
    return words(f"rules.code.{codes.get(status, status.value)}")


def points(value: Fraction, words: Words) -> str:
    """Points with their unit: `24 points`, `1 point`, `12,5 points`."""
    n = 1 if abs(value) == 1 or (words.language == "fr" and abs(value) < 2) else 2
    return words("rules.standing.points", n=n, points=figures.points(value, words.language))


def number_word(number: int, words: Words) -> str:
    """A small number in words: `five`; figures from twenty-one on."""
    names = words("rules.numbers").split()
    return names[number] if 0 <= number < len(names) else str(number)


def ordinal_word(place: int, words: Words) -> str:
    """A place in words: `third`; figures from twenty-first on."""
    names = words("rules.ordinals").split()
    return names[place] if 0 < place < len(names) else figures.ordinal(place, words.language)
