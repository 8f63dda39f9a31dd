"""Everything the palette can lead to in the window as it is now: gathered anew each time it opens, so nothing in it is stale."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from cupdesk.rules.session import SessionKind
from cupdesk.ui.controls.cells import Chip, Run
from cupdesk.ui.controls.chips import chips
from cupdesk.ui.controls.states import progress, short_session
from cupdesk.ui.finding.finds import Find, terms_of
from cupdesk.ui.places import PAGES, SCREENS, WHAT_IF
from cupdesk.ui.publishing.publishing import state_words
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.figures import ordinal
from cupdesk.words.names import driver_name, session_and_round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cupdesk.rules.book import Book
    from cupdesk.rules.documents import Document
    from cupdesk.rules.model import Entry, Round, Team
    from cupdesk.rules.session import Session
    from cupdesk.ui.main_window import MainWindow


class Finding:
    """Gathers the finds of a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._words = window.words
        self._both = [Words(language) for language in LANGUAGES]

    def all(self) -> list[Find]:
        """Whatever there is, the sessions of the meeting shown before the others; without an open file the actions alone."""
        found: list[Find] = []
        if self._window.desk is not None:
            found += self._cars()
            found += self._documents()
            found += self._sessions()
            found += self._tables()
            found += self._teams()
        return found + list(self._actions())

    @property
    def _book(self) -> Book:
        assert self._window.desk is not None
        return self._window.desk.book

    @property
    def _here(self) -> str:
        """The session that is meant where none is said: the one shown, else the latest."""
        assert self._window.context is not None
        return self._window.context.session or self._book.latest()

    def _said(self, key: str) -> tuple[str, ...]:
        """A text of the window in both languages."""
        return tuple(words(key) for words in self._both)

    # -- cars, and what can be done with one
    def _cars(self) -> Iterator[Find]:
        season = self._book.season
        for entry in season.entries:
            drivers = [self._book.driver(code) for code in entry.drivers]
            team = self._book.team(entry.team) if entry.team else None
            runs = [Run(entry.number, strong=True), Run("  ")]
            for i, driver in enumerate(drivers):
                runs.append(Run(" / " if i else "", "text2"))
                name = driver.surname.upper() if driver.given else driver_name(self._book, driver.code, self._words)
                runs.append(Run(name, strong=True))
                runs.append(Run(f" {driver.given}" if len(drivers) == 1 else ""))
            about = (team.short or team.name) if team else ""
            kinds = chips(season.regulations, self._words, entry.category, entry.awards, guest=entry.guest).chips
            icon: str | Chip = kinds[0] if kinds else "groups"
            terms = terms_of(entry.number, *(d.name for d in drivers), team.name if team else "", about)
            does = partial(self._to_entry, entry)
            yield Find(f"car {entry.number}", "car", icon, tuple(runs), does, about, "", entry.number, terms)

    def on_car(self, number: str) -> list[Find]:
        """What can be done with a car: a decision, its history, its place in the session shown, its entry."""
        ref = self._here
        entry = next((e for e in self._book.season.entries if e.number == number), None)
        if entry is None:
            return []
        found = []
        if ref and number in self._book.entries(self._book.round_of(ref).code):
            where = session_and_round(self._book, ref, self._words)
            filed = len(self._decided(number))
            history = self._words("window.palette.decisions", n=filed)
            if not self._window.desk or not self._window.desk.store.read_only:
                decide = partial(self._to_car, "decisions", number)
                found.append(self._act("decision", "gavel", number, decide, where, "D"))
            suppose = partial(self._to_car, WHAT_IF, number)
            found.append(self._act("what_if", "science", number, suppose, where, "F9"))
            found.append(self._act("history", "history", number, partial(self._history, number), history, "H"))
            found += self._result(number, ref)
        return [*found, self._act("entry", "groups", number, partial(self._to_entry, entry), "", "G")]

    def _decided(self, number: str) -> list[int]:
        return [
            d.number for _, _, session in self._book.season.sessions() for d in session.decisions if number in d.cars
        ]

    def _act(
        self,
        name: str,
        icon: str,
        number: str,
        does: Callable[[], object],
        about: str,
        keys: str,
        group: str = "on_car",
    ) -> Find:
        before, _, after = self._words(f"window.palette.on.{name}", car="\0").partition("\0")
        runs = (Run(before), Run(number, strong=True), Run(after))
        terms = terms_of(number, *(words(f"window.palette.on.{name}", car="") for words in self._both))
        return Find(f"{name} {number}", group, icon, runs, does, about, keys, terms=terms)

    def _result(self, number: str, ref: str) -> list[Find]:
        """The car in the session shown, with the place it has there."""
        book, language = self._book, self._words.language
        row = book.classification(ref).row(number) if book.has_result(ref) else None
        if row is None:
            return []
        said = [ordinal(row.position, language, feminine=True)] if row.position else []
        category = next((c for c in book.season.regulations.categories if c.code == row.category), None)
        if row.position and row.in_category and category:
            place = ordinal(row.in_category, language, feminine=True)
            said.append(self._words("window.palette.in_category", place=place, category=category.name[language]))
        does = partial(self._to_car, "classification", number)
        runs = (Run(session_and_round(book, ref, self._words)),)
        return [Find(f"session {ref}", "session", "flag", runs, does, ", ".join(said))]

    def _to_car(self, tab: str, number: str) -> None:
        window = self._window
        window.travel.to_session(self._here, tab)
        if window.context is not None:
            window.context.car_wanted.emit(number)

    def _history(self, number: str) -> None:
        self._window.travel.to_session(self._here, "decisions")
        self._to_line("history", number)

    def _to_entry(self, entry: Entry) -> None:
        self._window.travel.to_line_of("entries", "entries", self._book.season.entries.index(entry))

    def _to_line(self, table: str, line: object) -> None:
        if self._window.context is not None:
            self._window.context.line_wanted.emit(table, line)

    # -- documents, sessions, tables, pages
    def _documents(self) -> list[Find]:
        return [self._document(each) for each in reversed(self._book.season.documents)]

    def _document(self, document: Document) -> Find:
        words = self._words
        title = document.copy(words.language).title
        runs = (Run(words("window.palette.document")), Run(str(document.number), strong=True), Run(f"  {title}"))
        about = f"{session_and_round(self._book, document.session, words)} · {state_words(document, words)}"
        named = (session_and_round(self._book, document.session, each) for each in self._both)
        copies = (copy.title for copy in document.copies)
        kinds = self._said("window.palette.document")
        terms = terms_of("doc", str(document.number), *kinds, *named, *copies)
        does = partial(self._window.travel.to_line_of, "documents", "documents", (document.session, document.number))
        key = f"document {document.session} {document.number}"
        return Find(key, "document", "description", runs, does, about, "", str(document.number), terms)

    def _sessions(self) -> list[Find]:
        here = self._here.partition("/")[0]
        rounds = {code: i for i, code in enumerate(dict.fromkeys(r.code for _, r, _ in self._book.season.sessions()))}
        known = sorted(self._book.season.sessions(), key=lambda each: (each[1].code != here, -rounds[each[1].code]))
        return [self._session(*each) for each in known]

    def _session(self, ref: str, round_: Round, session: Session) -> Find:
        words = self._words
        runs = (Run(session.name[words.language]), Run(f", {round_.name[words.language]}"))
        shorts = [short_session(session, each) for each in self._both]
        if session.kind is SessionKind.RACE and session.code.startswith("R"):
            shorts.append(f"C{session.code[1:]}")
        names = (session.name.fr, session.name.en, round_.name.fr, round_.name.en, round_.place, round_.circuit)
        does = partial(self._window.travel.to_session, ref)
        about = progress(self._book, ref, words).full
        return Find(f"session {ref}", "session", "flag", runs, does, about, "", "", terms_of(ref, *shorts, *names))

    def _tables(self) -> Iterator[Find]:
        standings = self._said("window.page.standings")
        for i, each in enumerate(self._book.season.regulations.championships):
            terms = terms_of(each.name.fr, each.name.en, *standings)
            name = self._words("window.palette.standings", championship=each.name[self._words.language])
            does = partial(self._window.travel.to_line_of, "standings", "championships", i)
            yield Find(f"standings {each.code}", "page", "format_list_numbered", (Run(name),), does, "", "", "", terms)

    def _teams(self) -> Iterator[Find]:
        teams = self._book.season.teams
        said = self._said("setup.register.teams")
        for i, team in enumerate(teams):
            does = partial(self._window.travel.to_line_of, "entries", "teams", i)
            terms = terms_of(team.name, team.short, *said)
            about = self._words("window.palette.team", cars=", ".join(self._entered_by(team)))
            yield Find(f"team {team.code}", "page", "groups", (Run(team.name),), does, about, "", "", terms)

    def _entered_by(self, team: Team) -> list[str]:
        return [entry.number for entry in self._book.season.entries if entry.team == team.code]

    # -- actions
    def _actions(self) -> Iterator[Find]:
        for menu, actions in self._window.actions_.by_menu():
            for action in actions:
                owner = action.parent()
                at_hand = owner is self._window or (isinstance(owner, QWidget) and owner.isVisible())
                if action.isEnabled() and action.isVisible() and at_hand and action.objectName() != "palette":
                    yield self._action(menu, action)

    def _action(self, menu: str, action: QAction) -> Find:
        name = action.objectName()
        text = action.text().replace("&", "")
        key = str(action.property("words") or "")
        terms = terms_of(text, *(each(key).replace("&", "") for each in self._both if key))
        is_place = name in PAGES or name in SCREENS
        icon = (PAGES.get(name) or SCREENS[name]).icon if is_place else ""
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return Find(
            f"action {key or text}",
            "page" if is_place else "action",
            icon,
            (Run(text),),
            action.trigger,
            "" if is_place else menu,
            keys,
            "",
            terms,
        )
