"""Everything the window does, as actions in menus, each with its key and a sentence for the status bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from cupdesk.ui.places import PAGES, SCREENS, WHAT_IF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cupdesk.ui.controls.look import Look
    from cupdesk.words import Words


@dataclass(frozen=True, slots=True)
class Spec:
    """An action: its name (words `window.action.<name>`, `window.hint.<name>`), keys, icon; `desk`: only with a file open."""

    name: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    desk: bool = True
    check: bool = False
    shown_only: bool = False


def _screen(name: str) -> Spec:
    return Spec(name, (SCREENS[name].key,), SCREENS[name].icon)


_MENUS: dict[str, tuple[Spec | str | None, ...]] = {
    "file": (
        Spec("new", ("Ctrl+N",), "add", desk=False),
        Spec("open", ("Ctrl+O",), "folder_open", desk=False),
        Spec("example", ("Ctrl+Shift+E",), "play_circle", desk=False),
        None,
        Spec("next_season", ("Ctrl+Shift+N",), "history"),
        Spec("seasons", ("Ctrl+Shift+Y",)),
        None,
        Spec("import", ("Ctrl+I",), "upload_file"),
        Spec("import_entries", ("Ctrl+Shift+I",), "groups"),
        Spec("see_offered", ("Ctrl+Shift+M",)),
        Spec("watch", ("Ctrl+Shift+W",), desk=False, check=True),
        None,
        Spec("save_copy", ("F12",), "content_copy"),
        Spec("close", ("Ctrl+W",), "close"),
        Spec("quit", ("Ctrl+Q",), desk=False),
    ),
    "edit": (
        Spec("undo", ("Ctrl+Z",), "undo"),
        Spec("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
        None,
        Spec("palette", ("Ctrl+K",), "search", desk=False),
        Spec("line", ("Esc",), shown_only=True),
        Spec("region_next", ("Ctrl+Tab",)),
        Spec("region_previous", ("Ctrl+Shift+Tab",)),
        None,
        Spec("problem_next", ("F4",), "warning"),
        Spec("problem_previous", ("Shift+F4",)),
    ),
    "session": (
        Spec("session_previous", ("Ctrl+PgUp",)),
        Spec("session_next", ("Ctrl+PgDown",)),
        None,
        _screen("order"),
        "order",
        None,
        _screen("second"),
        "second",
    ),
    "decisions": (_screen("decisions"), "decisions", None, _screen(WHAT_IF), WHAT_IF),
    "publication": (
        _screen("classification"),
        "classification",
        None,
        _screen("publication"),
        "publication",
        None,
        Spec("print_set", ("Ctrl+Shift+P",), "print"),
        Spec("book", ("Ctrl+Shift+B",), "menu_book"),
        Spec("package", ("Ctrl+Shift+D",), "download"),
        Spec("own", ("Ctrl+Shift+F",), "description"),
    ),
    "view": (
        *(Spec(name, (place.key,), place.icon) for name, place in PAGES.items()),
        "pages",
        None,
        Spec("championship_previous", ("Alt+PgUp",)),
        Spec("championship_next", ("Alt+PgDown",)),
        None,
        Spec("tree", ("Ctrl+B",), check=True),
        Spec("dock", ("Ctrl+L",), check=True),
        None,
        "theme",
        Spec("theme_next", ("Ctrl+Shift+L",), "contrast", desk=False),
        "language",
        Spec("language_next", ("Ctrl+Shift+G",), "translate", desk=False),
        "documents",
        Spec("documents_next", ("Ctrl+Shift+J",), desk=False),
        None,
        "density",
        Spec("density_next", ("Ctrl+Shift+H",), desk=False),
        Spec("larger", ("Ctrl++", "Ctrl+="), "add", desk=False),
        Spec("smaller", ("Ctrl+-",), "remove", desk=False),
        Spec("normal_size", ("Ctrl+Shift+U",), desk=False),
        None,
        Spec("full_screen", ("F11",), desk=False),
        Spec("paddock", ("Ctrl+Shift+T",), "tv"),
    ),
    "help": (
        Spec("help", ("F1",), "info", desk=False),
        Spec("about_table", ("Shift+F1",)),
        None,
        Spec("guide", ("Ctrl+Shift+A",), "play_circle"),
        Spec("keys", ("Ctrl+Shift+K",), "keyboard", desk=False),
        Spec("about", ("Ctrl+F1",), "info", desk=False),
    ),
}
CHOICES = {
    "theme": ("light", "dark", "system"),
    "language": ("fr", "en"),
    "documents": ("fr", "en"),
    "density": ("fit", "compact", "normal", "large"),
}


class Actions:
    """The window's menus. `run` gives what each action does by its name; `choose(kind, value)` is called for a choice."""

    def __init__(
        self, window: QMainWindow, run: Mapping[str, Callable[[], object]], choose: Callable[[str, str], object]
    ) -> None:
        self._window = window
        self._specs: dict[str, Spec] = {}
        self._actions: dict[str, QAction] = {}
        self._choices: dict[str, dict[str, QAction]] = {}
        self._menus: dict[str, QMenu] = {}
        self._submenus: dict[str, QMenu] = {}
        self._places: dict[str, QAction] = {}
        self._guests: dict[QAction, str] = {}
        for name, parts in _MENUS.items():
            menu = self._menus[name] = window.menuBar().addMenu("")
            for part in parts:
                self._add(menu, part, run, choose)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def own(self) -> list[QAction]:
        """The window's own actions."""
        return list(self._actions.values())

    def menus(self) -> list[QMenu]:
        """The menus of the bar, then those of the choices."""
        return [*self._menus.values(), *self._submenus.values()]

    def is_checked(self, kind: str, value: str) -> bool:
        """Whether this is the choice marked."""
        return self._choices[kind][value].isChecked()

    def by_menu(self) -> list[tuple[str, list[QAction]]]:
        """The menus by name with their actions, those of the screens among them."""
        found = []
        for menu in self._menus.values():
            actions = [a for a in menu.actions() if not a.isSeparator() and a.menu() is None]
            found.append((menu.title().replace("&", ""), actions))
        return found

    def _add(
        self,
        menu: QMenu,
        part: Spec | str | None,
        run: Mapping[str, Callable[[], object]],
        choose: Callable[[str, str], object],
    ) -> None:
        if part is None:
            menu.addSeparator()
        elif isinstance(part, Spec):
            self._add_action(menu, part, run[part.name])
        elif part in CHOICES:
            self._add_choice(menu, part, choose)
        else:
            self._places[part] = menu.addSeparator()

    def _add_action(self, menu: QMenu, spec: Spec, does: Callable[[], object]) -> None:
        action = QAction(self._window)
        action.setObjectName(spec.name)
        action.setProperty("words", f"window.action.{spec.name}")
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.check)
        if spec.shown_only:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False: does())
        menu.addAction(action)
        self._window.addAction(action)
        self._actions[spec.name] = action
        self._specs[spec.name] = spec

    def _add_choice(self, menu: QMenu, kind: str, choose: Callable[[str, str], object]) -> None:
        submenu = self._submenus[kind] = menu.addMenu("")
        group = QActionGroup(self._window)
        self._choices[kind] = {}
        for value in CHOICES[kind]:
            action = QAction(self._window)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, value=value: choose(kind, value))
            group.addAction(action)
            submenu.addAction(action)
            self._choices[kind][value] = action

    def take_in(self, place: str, actions: Sequence[QAction], page: str = "") -> None:
        """Show a screen's own actions in its menu, those of a `page` while it is shown; their keys work where it says."""
        menu = self._places[place].parent()
        assert isinstance(menu, QMenu)
        after = menu.actions()[menu.actions().index(self._places[place]) + 1 :]
        for action in actions:
            menu.insertAction(after[0], action) if after else menu.addAction(action)
            self._guests[action] = page

    def turn_to(self, place: str) -> None:
        """Show the actions of the page shown, and of no other page."""
        for action, page in self._guests.items():
            if page:
                action.setVisible(page == place)

    def let_go(self) -> None:
        """Take the screens' actions out again: the file is closed."""
        for menu in self._menus.values():
            for action in self._guests:
                menu.removeAction(action)
        self._guests = {}

    def retranslate(self, words: Words) -> None:
        """Turn everything to the window's language."""
        for name, menu in self._menus.items():
            menu.setTitle(words(f"window.menu.{name}"))
        for name, action in self._actions.items():
            action.setText(words(f"window.action.{name}"))
            action.setStatusTip(words(f"window.hint.{name}"))
        for kind, submenu in self._submenus.items():
            submenu.setTitle(words(f"window.choice.{kind}"))
            for value, action in self._choices[kind].items():
                action.setText(words(f"window.choice.{kind}_{value}"))
                action.setStatusTip(words(f"window.choice.{kind}_{value}"))

    def dress(self, look: Look) -> None:
        """Draw the icons in the colours of the theme."""
        for name, spec in self._specs.items():
            if spec.icon:
                self._actions[name].setIcon(look.icon(spec.icon))

    def set_open(self, is_open: bool) -> None:
        """Enable what needs an open file, or not."""
        for name, spec in self._specs.items():
            if spec.desk:
                self._actions[name].setEnabled(is_open)

    def check(self, kind: str, value: str) -> None:
        """Mark the choice made."""
        self._choices[kind][value].setChecked(True)
