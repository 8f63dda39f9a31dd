"""Titles: who has won, who still can, who cannot and since when, and what the contenders need at the next race."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from cupdesk.rules.results import Title
from cupdesk.ui.cells import Cell, Run, Runs, Symbol, name, run
from cupdesk.ui.context import Context
from cupdesk.ui.names import Ranked, ranked
from cupdesk.ui.parts import Heading, ground, label
from cupdesk.ui.rows_model import Column, RowLook, RowsModel
from cupdesk.ui.screens.table_page import TablePage
from cupdesk.ui.standings_rows import SHAPES, mark_of
from cupdesk.ui.titles_panel import TitlesPanel
from cupdesk.words.figures import MINUS, points
from cupdesk.words.names import session_and_round
from cupdesk.words.titles import eliminated_sentence, needs_sentence, title_sentence

_TOKENS = {"champion": "title", "contender": "accent", "out": "down"}


@dataclass(frozen=True, slots=True)
class Contender:
    """A name and how the title stands for it; `most` is what it could still reach."""

    key: str
    position: int
    who: Ranked
    mark: str
    points: Fraction
    behind: Fraction
    most: Fraction
    statement: str


class TitlesPage(TablePage):
    """One championship's fight, name by name, and all titles in a few words."""

    name = "titles"

    def __init__(self, context: Context) -> None:
        model: RowsModel[Contender] = RowsModel([], lambda c: c.key, _look, lambda c: c.statement)
        super().__init__(context, model)
        self._summary, self._needs = label("strong"), label("body", "secondary")
        panel = ground("base")
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.setSpacing(4)
        for each in (self._summary, self._needs):
            each.setWordWrap(True)
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            inner.addWidget(each)
        self._heading = Heading()
        self.titles = TitlesPanel(context, roomy=True)
        self.column.insertWidget(2, panel)
        self.column.insertWidget(3, self._heading)
        self.column.addWidget(self.titles)
        self.strip_row.addStretch(1)

    def races(self) -> list[str]:
        """The races all of whose cars are known: a title is never said on part of a result."""
        return [ref for ref in super().races() if not self.book.classification(ref).missing]

    def fill(self) -> None:
        """Say how the title stands, for all and for each."""
        book, words, code, race = self.book, self.words, self.championship, self.race
        title = book.title(code, race or None)
        self.model.set_rows(self._contenders(title))
        self._summary.setText(title_sentence(book, title, words))
        needs = [needs_sentence(book, title, each, words) for each in book.needs(code, race or None)]
        self._needs.setText("\n".join(f"{line}." for line in needs))
        self._needs.setVisible(bool(needs))
        about = words("window.titles.left", n=title.races_left)
        if title.races_left:
            about += ", " + words("window.titles.offer", points=points(title.on_offer, words.language))
        self.say_head(words("window.page.titles"), about, provisional=title.provisional)
        count = 1 if title.decided else len(title.contenders)
        self._heading.say(
            words("window.titles.contenders"), words("window.titles.count", n=count, all=len(self.model.rows()))
        )
        self.titles.show_titles(
            book, race, words("window.after", session=session_and_round(book, race, words)) if race else ""
        )
        rules = book.season.regulations.championship(code)
        self.table.setAccessibleName(words("window.titles.table", championship=rules.name[words.language]))

    def _contenders(self, title: Title) -> list[Contender]:
        book, words = self.book, self.words
        out = {each.key: eliminated_sentence(book, title, each, words) for each in title.eliminated}
        needs = {
            each.key: needs_sentence(book, title, each, words)
            for each in book.needs(title.championship, self.race or None)
        }
        found = []
        for row in book.standings(title.championship, self.race or None).rows:
            mark = mark_of(title, row.key) or "out"
            if mark == "champion":
                statement = title_sentence(book, title, words)
            else:
                statement = needs.get(row.key, "") if mark == "contender" else out.get(row.key, "")
            if mark == "contender" and not statement:
                statement = words("window.mark.contender")
            most = row.points + (title.on_offer if title.races_left else 0)
            who = ranked(book, title.championship, row.key, words)
            found.append(Contender(row.key, row.position, who, mark, row.points, row.behind, most, statement))
        return found

    def retranslate(self) -> None:
        """Turn to the window's language and look."""
        self.model.set_columns(self._columns())
        self.titles.retranslate()
        super().retranslate()

    def refresh(self) -> None:
        """Show what follows from the facts now; teams have other columns than drivers."""
        columns = self._columns()
        if [each.head for each in self.model.columns] != [each.head for each in columns]:
            self.model.set_columns(columns)
        super().refresh()

    def _columns(self) -> list[Column[Contender]]:
        words = self.words
        ranks = self.book.season.regulations.championship(self.championship).ranks

        def value(amount: Fraction) -> str:
            return points(amount, words.language)

        def gap(c: Contender) -> Cell:
            return run(f"{MINUS}{value(c.behind)}", "text2") if c.behind else ""

        columns: list[Column[Contender]] = [
            Column(
                "pos",
                words("window.column.place"),
                lambda c: run(str(c.position), "text2"),
                38,
                figures=True,
                full=words("window.column.place_full"),
            ),
        ]
        if not ranks.has_cars:
            columns.append(
                Column(
                    "number",
                    words("window.column.number"),
                    lambda c: run(c.who.number, strong=True),
                    40,
                    figures=True,
                    full=words("window.column.number_full"),
                )
            )
        return [
            *columns,
            Column("name", words(f"window.column.{ranks.value}"), _name, 170),
            Column(
                "mark",
                "",
                lambda c: Symbol(SHAPES[c.mark], _TOKENS[c.mark], words(f"window.mark.{c.mark}")),
                28,
                align="centre",
                full=words("window.column.mark_full"),
            ),
            Column(
                "points",
                words("window.column.points"),
                lambda c: run(value(c.points), strong=True),
                48,
                figures=True,
                full=words("window.column.points_full"),
            ),
            Column("gap", words("window.column.gap"), gap, 54, figures=True, full=words("window.column.gap_full")),
            Column(
                "most",
                words("window.column.most"),
                lambda c: value(c.most),
                70,
                figures=True,
                full=words("window.column.most_full"),
            ),
            Column(
                "statement",
                words("window.column.statement"),
                lambda c: Runs((Run(c.statement, "text2" if c.mark == "out" else "text"),)),
                200,
                stretch=True,
            ),
        ]


def _name(c: Contender) -> Runs:
    return name(c.who.surname, c.who.given) if c.who.surname else run(c.who.full, strong=True)


def _look(c: Contender) -> RowLook:
    return RowLook(dim=c.mark == "out")
