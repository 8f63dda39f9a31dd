"""Which files are to be imported: asked for by a dialog, dropped on the window, or offered out of a watched folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from cupdesk.ui.controls.file_dialog import file_dialog
from cupdesk.ui.controls.qt_words import running
from cupdesk.ui.importing.offer import Offer
from cupdesk.ui.importing.watching import REST_MS, WatchedFolder
from cupdesk.ui.places import IMPORT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cupdesk.ui.main_window import MainWindow
    from cupdesk.ui.screens.importing import ImportPage

SEE = "Ctrl+Shift+M"
"""The key that shows what is offered."""


class Importing:
    """Turns the window to the page of the import, and offers what comes into the watched folder."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.offer = Offer()
        self.offer.wanted.connect(self.see_offered)
        self.offer.declined.connect(self.decline)
        self.watched: WatchedFolder | None = None
        self.rest_ms = REST_MS
        self._offered: list[Path] = []
        self._changed: set[Path] = set()
        running().applicationStateChanged.connect(lambda _: self._look())

    # -- asked for

    def ask(self, *, listed: bool) -> None:
        """Ask which files are to be read: results, or (`listed`) entry lists. Several can be chosen."""
        window, words = self._window, self._window.words
        if not self._possible(listed=listed):
            return
        from cupdesk.imports import ENDINGS  # with all readers of files: not at each start

        kinds = f"{words('imports.window.kinds')} ({' '.join(f'*.{ending}' for ending in ENDINGS)})"
        title = words(f"imports.{'entries' if listed else 'window'}.choose")
        folder = window.settings.watched_folder or window.settings.import_folder or Path.home()
        dialog = file_dialog(window, words, title, str(folder), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.show([Path(name) for name in names], listed=listed))
        dialog.open()

    def show(self, paths: Sequence[Path], *, listed: bool = False) -> None:
        """Show what files give, beside those shown already; one alone that cannot be read at all is refused in the status line."""
        window = self._window
        page = window.page
        if page is None or not paths or not self._possible(listed=listed):
            return
        window.settings.import_folder = paths[0].parent
        self._answer(paths)
        shown = self.page
        beside = page.place == IMPORT and shown.given.files and shown.given.listed is listed
        if beside:
            refusal = shown.add_files(paths)
        else:
            shown.open_files(paths, listed=listed)
            refusal = shown.refusal
        if refusal:
            window.status.say(f"{paths[0].name}: {refusal}", attention=True)
        else:
            page.show_page(IMPORT)

    @property
    def page(self) -> ImportPage:
        """The page of the import, built when it is first needed."""
        from cupdesk.ui.screens.importing import ImportPage  # with all readers of files: not at each start

        assert self._window.page is not None
        page = self._window.page.page_named(IMPORT)
        assert isinstance(page, ImportPage)
        return page

    def next_problem(self, by: int) -> bool:
        """Go to the next or the previous row that is not taken, if files are shown; whether they are."""
        shown = self._window.page is not None and self._window.page.place == IMPORT
        if shown:
            self.page.next_problem(by)
        return shown

    def _possible(self, *, listed: bool) -> bool:
        context = self._window.context
        if context is not None and not listed and not context.session:
            self._window.status.say(self._window.words("imports.window.no_session"), attention=True)
            return False
        return context is not None

    # -- a watched folder
    def watch_as_before(self) -> None:
        """Watch the folder that was watched when the program was last left, if there was one."""
        folder = self._window.settings.watched_folder
        if folder is not None:
            self._watch(folder, self._window.settings.watched_files)

    def choose_folder(self) -> None:
        """Ask which folder is to be watched; while one is, watch none any more."""
        window, words = self._window, self._window.words
        if window.settings.watched_folder is not None:
            folder = window.settings.watched_folder
            self._stop()
            window.settings.watched_folder = None
            window.settings.watched_files = {}
            window.actions_["watch"].setChecked(False)
            window.status.say(words("imports.watch.stopped", folder=str(folder)))
            return
        window.actions_["watch"].setChecked(False)
        place = str(window.settings.import_folder or Path.home())
        dialog = file_dialog(window, words, words("imports.watch.choose"), place)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._begin(Path(name)))
        dialog.open()

    def _begin(self, folder: Path) -> None:
        self._window.settings.watched_folder = folder
        self._watch(folder)
        self._window.status.say(self._window.words("imports.watch.begun", folder=str(folder)))

    def _watch(self, folder: Path, memory: dict[str, str] | None = None) -> None:
        from cupdesk.imports import ENDINGS  # with all readers of files: not at each start

        self._stop()
        self.watched = WatchedFolder(folder, ENDINGS, self._window, rest_ms=self.rest_ms, memory=memory)
        self.watched.arrived.connect(self._arrived)
        self.watched.gone.connect(lambda: self._say("gone"))
        self.watched.back.connect(lambda: self._say("back"))
        self._window.actions_["watch"].setChecked(True)
        self._remember()
        if not self.watched.is_there:
            self._say("gone")

    def _stop(self) -> None:
        if self.watched is not None:
            self.watched.deleteLater()
        self.watched = None
        self._offered, self._changed = [], set()
        self._say_offer()

    def _look(self) -> None:
        """See what is in the folder when the person comes back: some places do not tell of changes."""
        if self.watched is not None:
            self.watched.look()

    def _say(self, key: str) -> None:
        folder = str(self._window.settings.watched_folder)
        self._window.status.say(self._window.words(f"imports.watch.{key}", folder=folder), attention=key == "gone")

    def _arrived(self, new: list[Path], changed: list[Path]) -> None:
        paths = [*new, *changed]
        self._changed |= {path for path in changed if path not in self._offered}
        self._offered = [*(path for path in self._offered if path not in paths), *paths]
        self._say_offer()

    def _answer(self, paths: Sequence[Path]) -> None:
        """Offer these files no more, and remember that they were seen."""
        self._offered = [path for path in self._offered if path not in paths]
        self._changed -= set(paths)
        if self.watched is not None:
            self.watched.answer(paths)
            self._remember()
        self._say_offer()

    def _remember(self) -> None:
        if self.watched is not None:
            self._window.settings.watched_files = self.watched.memory

    def see_offered(self) -> None:
        """Show what is offered, together."""
        if not self._offered:
            self._window.status.say(self._window.words("imports.watch.nothing"))
            return
        self.show([path for path in self._offered if path.is_file()] or self._offered)

    def decline(self) -> None:
        """Offer what is offered no more."""
        self._answer(self._offered)

    def _say_offer(self) -> None:
        """Offer what there is, while a season is open that could take it."""
        window, words, n = self._window, self._window.words, len(self._offered)
        if not n or window.context is None:
            self.offer.hide()
            return
        new, changed = (
            [path.name for path in self._offered if (path in self._changed) is other] for other in (False, True)
        )
        said = [
            words(f"imports.watch.{key}", n=len(names), names=", ".join(names))
            for key, names in (("offer", new), ("changed", changed))
            if names
        ]
        self.offer.say(" · ".join(said), words("imports.watch.see"), SEE, words("imports.watch.later"), window.look)

    def retranslate(self) -> None:
        """Turn to the window's language and look, and offer only where a season is open."""
        self._say_offer()
