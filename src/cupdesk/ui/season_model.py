"""The season as a tree: the pages of the season, then its rounds with their sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cupdesk.ui.controls.states import Progress, common, progress, short_session
from cupdesk.ui.places import PAGES
from cupdesk.ui.publishing.since import Since

if TYPE_CHECKING:
    from cupdesk.rules.model import Entry
    from cupdesk.rules.session import Session
    from cupdesk.ui.context import Context

Index = QModelIndex | QPersistentModelIndex
NODE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(slots=True)
class Node:
    """A line of the tree. `kind` is `page`, `round` or `session`; `target` the page or the reference it leads to."""

    kind: str
    target: str
    text: str
    short: str = ""
    icon: str = ""
    state: Progress | None = None
    children: tuple[Node, ...] = ()
    row: int = 0
    parent: Node | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.text}, {self.state.full}" if self.state else self.text


class SeasonModel(QAbstractItemModel):
    """Pages and rounds; in the `rail` (narrow windows) pages and the sessions of one round."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.rail = False
        self._states: dict[str, tuple[tuple[Session, tuple[Entry, ...], str, int | None], Progress]] = {}
        self.since = Since(context, self)
        self.since.told.connect(self._take_over)
        self._top = self._made()
        self._calendar = self._named()
        self.since.follow()

    @property
    def outgrown(self) -> bool:
        """Whether the calendar has other rounds or sessions than the tree, or calls them otherwise."""
        return self._calendar != self._named()

    def _named(self) -> tuple[object, ...]:
        """Whatever the lines of the rounds and their sessions say."""
        return tuple(
            (round_.code, round_.name, [(session.code, session.kind, session.name) for session in round_.sessions])
            for round_ in self._context.book.season.rounds
        )

    def rebuild(self) -> None:
        """Make the tree anew: another language, another season, another width."""
        self.beginResetModel()
        self._top = self._made()
        self._calendar = self._named()
        self.endResetModel()

    def refresh(self) -> None:
        """Take over what an edit changed of the sessions in the tree; only lines that differ are repainted."""
        self.since.follow()
        self._take_over()

    def _take_over(self) -> None:
        for node in self._top:
            if node.kind == "session":
                self._turn(node, self._state(node.target, self._context.book.session(node.target)))
            for each in node.children:
                self._turn(each, self._state(each.target, self._context.book.session(each.target)))
            if node.children:
                self._turn(node, common([each.state for each in node.children if each.state]))

    def _turn(self, node: Node, state: Progress | None) -> None:
        if node.state != state:
            node.state = state
            index = self._index(node)
            self.dataChanged.emit(index, index)

    def index_of(self, target: str) -> QModelIndex:
        """Where a page or a session stands; invalid if nowhere."""
        for node in self._top:
            for each in (node, *node.children):
                if each.target == target and each.kind != "round":
                    return self._index(each)
        return QModelIndex()

    # -- making it
    def _made(self) -> tuple[Node, ...]:
        words = self._context.words
        pages = [Node("page", page, words(f"window.page.{page}"), icon=place.icon) for page, place in PAGES.items()]
        rounds = self._rail_sessions() if self.rail else self._rounds()
        return _numbered((*pages, *rounds), None)

    def _rounds(self) -> list[Node]:
        book, words = self._context.book, self._context.words
        made = []
        for number, round_ in enumerate(book.season.rounds, 1):
            text = f"{number}  {round_.name[words.language]}"
            sessions = self._sessions(round_.code)
            state = common([each.state for each in sessions if each.state])
            made.append(Node("round", round_.code, text, state=state, children=sessions))
        return made

    def _sessions(self, round_code: str) -> tuple[Node, ...]:
        book, words = self._context.book, self._context.words
        found = []
        for ref, round_, session in book.season.sessions():
            if round_.code == round_code:
                short = short_session(session, words)
                text = session.name[words.language]
                found.append(Node("session", ref, text, short, state=self._state(ref, session)))
        return tuple(found)

    def _state(self, ref: str, session: Session) -> Progress:
        """A session's state, made anew only when its facts are."""
        words = self._context.words
        since = self.since.document(ref)
        rests_on = (session, self._context.book.season.entries, words.language, since)
        known = self._states.get(ref)
        if known is None or known[0] != rests_on:
            known = self._states[ref] = (rests_on, progress(self._context.book, ref, words, since))
        return known[1]

    def _rail_sessions(self) -> list[Node]:
        season = self._context.book.season
        here = self._context.session.partition("/")[0] or (season.rounds[-1].code if season.rounds else "")
        return list(self._sessions(here))

    # -- what Qt asks
    def _index(self, node: Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The place of a line."""
        nodes = self._children(parent)
        return self._index(nodes[row]) if 0 <= row < len(nodes) and column == 0 else QModelIndex()

    def _children(self, parent: Index) -> tuple[Node, ...]:
        return self.node(parent).children if parent.isValid() else self._top

    def node(self, index: Index) -> Node:
        """The line at a place."""
        node = index.internalPointer()
        assert isinstance(node, Node)
        return node

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        """The round of a session."""
        if not index.isValid():
            return QModelIndex()
        above = self.node(index).parent
        return self._index(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many lines are under one."""
        return len(self._children(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, words of the state, and the line itself for `NODE_ROLE`."""
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return node.spoken
        return node if role == NODE_ROLE else None


def _numbered(nodes: tuple[Node, ...], parent: Node | None) -> tuple[Node, ...]:
    for row, node in enumerate(nodes):
        node.row, node.parent = row, parent
        _numbered(node.children, node)
    return nodes
