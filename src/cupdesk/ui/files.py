"""Files of the window: the first-run page, opening, making and closing; what goes wrong is a sentence in the strip."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from cupdesk.desk import Desk
from cupdesk.ui import opening
from cupdesk.ui.controls.file_dialog import file_dialog
from cupdesk.ui.controls.parts import dress
from cupdesk.ui.screens.first_run import FirstRun
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDropEvent

    from cupdesk.ui.main_window import MainWindow


class Files:
    """What the File menu and the first-run page do. Documents go to `folder` unless a person says otherwise."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.folder = opening.documents_folder()
        self.first_run = FirstRun(window)
        self.first_run.example_wanted.connect(self.open_example)
        self.first_run.open_wanted.connect(lambda: self.ask_open())
        self.first_run.last_wanted.connect(self.ask_last)
        self.first_run.season_wanted.connect(self.ask_place)
        self.first_run.form.left.connect(self._back)
        self._before: Path | None = None

    # -- opening
    def open_path(self, place: Path | str) -> bool:
        """Open a file, or a database by URL; whether it worked."""
        return self._open(lambda: opening.open_desk(place, self._window.settings.operator))

    def open_example(self) -> bool:
        """Open a new copy of the example season, and the guided card with it."""
        self._window.settings.guide = True
        return self._open(lambda: opening.open_example(self.folder, self._window.settings.operator))

    def start_season(self, preset: str | Path, cup: str, year: int, path: Path) -> bool:
        """Open a new file with an empty season under a preset's rules."""
        return self._open(lambda: opening.start_season(preset, cup, year, path, self._window.settings.operator))

    def _open(self, make: Callable[[], Desk]) -> bool:
        try:
            desk = make()
        except Trouble as trouble:
            self.say_trouble(trouble)
            return False
        self._window.notice.clear()
        self._before = None
        self._window.open_desk(desk)
        if isinstance(desk.store.place, Path):
            self._window.settings.last_file = desk.store.place
        reason = desk.store.read_only_reason
        if reason is not None:
            sentence = self._window.words(reason.key, **reason.values)
            self._window.notice.say(sentence, self._window.look, "", "attention")
        return True

    def say_trouble(self, trouble: Trouble) -> None:
        """Say in the strip what could not be done."""
        words = self._window.words
        self._window.notice.say(words(trouble.key, **trouble.values), self._window.look, words("window.close_strip"))

    def close(self) -> None:
        """Close the file and show the first-run page."""
        self._window.notice.clear()
        self._window.settings.last_file = None
        self._window.close_desk()

    # -- the seasons of the file
    def next_season(self) -> None:
        """Ask what a new season takes over from the one shown."""
        context = self._window.context
        if context is None:
            return
        if context.read_only:
            self._window.status.say(self._window.words("rulebook.read_only"), attention=True)
            return
        from cupdesk.ui.set_up.seasons_dialog import NextSeasonDialog  # not to start

        dialog = NextSeasonDialog(context, self._window)
        dialog.made.connect(self.to_season)
        dialog.open()

    def choose_season(self) -> None:
        """Show the seasons of the file, to turn to one."""
        context = self._window.context
        if context is not None:
            from cupdesk.ui.set_up.seasons_dialog import SeasonsDialog  # not to start

            dialog = SeasonsDialog(context, self._window)
            dialog.chosen.connect(self.to_season)
            dialog.open()

    def to_season(self, code: str) -> None:
        """Turn to another season of the open file."""
        desk = self._window.desk
        if desk is None or code == desk.season.code:
            return
        try:
            other = Desk(desk.store, code, desk.operator)
        except Trouble as trouble:
            self.say_trouble(trouble)
            return
        self._window.leave_desk()
        self._window.open_desk(other)
        self._window.status.say(
            self._window.words("setup.seasons.turned", year=other.season.year, cup=other.season.cup)
        )

    # -- asking
    def ask_last(self) -> None:
        """Ask for the file of last year, open it, and ask what its new season takes over."""
        self.ask_open(then=self.next_season)

    def ask_open(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a file and open it; `then` follows if that worked."""
        words = self._window.words
        dialog = file_dialog(
            self._window, words, words("window.ask.open"), str(self.folder), words("window.ask.filter")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_path(Path(name)) and then and then())
        dialog.open()

    def ask_new(self) -> None:
        """Show the form for a new season; an open file is closed first, and comes back if the form is left."""
        before = self._window.settings.last_file if self._window.desk is not None else None
        self.close()
        self._before = before
        self.first_run.show_form()

    def _back(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            self.open_path(before)

    def ask_place(self, preset: str | Path, cup: str, year: int) -> None:
        """Ask where the new season is to be kept, then make it."""
        words = self._window.words
        stem = f"{cup} {year}".strip().replace("/", "-")
        opening.make_folder(self.folder)
        place = opening.free_name(self.folder, stem)
        dialog = file_dialog(self._window, words, words("window.ask.save"), str(place), words("window.ask.filter_new"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(opening.SUFFIX.removeprefix("."))
        dialog.selectFile(str(place))
        dialog.fileSelected.connect(lambda name: self.start_season(preset, cup, year, Path(name)))
        dialog.open()

    def ask_copy(self) -> None:
        """Ask where a copy of the open file is to be kept, as on a key to take away, then write it."""
        desk, words = self._window.desk, self._window.words
        if desk is None:
            return
        place = desk.store.place
        folder, stem = (place.parent, place.stem) if isinstance(place, Path) else (self.folder, desk.season.code)
        name = opening.free_name(folder, f"{stem} {datetime.now():%Y-%m-%d %Hh%M}")  # noqa: DTZ005
        dialog = file_dialog(self._window, words, words("window.ask.copy"), str(name), words("window.ask.filter_new"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(opening.SUFFIX.removeprefix("."))
        dialog.selectFile(str(name))
        dialog.fileSelected.connect(lambda chosen: self.save_copy(Path(chosen)))
        dialog.open()

    def save_copy(self, path: Path) -> None:
        """Write a copy of the open file and say where it is; work goes on in the file itself."""
        desk = self._window.desk
        if desk is None:
            return
        try:
            desk.store.copy_to(path)
        except Trouble as trouble:
            self.say_trouble(trouble)
            return
        self._window.status.say(self._window.words("window.copied", name=path.name, folder=str(path.parent)))

    # -- what is shown
    def title(self) -> str:
        """The title of the window: the file's name and the program's."""
        desk = self._window.desk
        if desk is None:
            return "CupDesk"
        place = desk.store.place
        name = place.name if isinstance(place, Path) else desk.season.cup
        return f"{name} — CupDesk"

    def retranslate(self) -> None:
        """Turn the first-run page to the window's language."""
        self.first_run.retranslate()

    def dress(self) -> None:
        """Dress the first-run page."""
        dress(self.first_run, self._window.look)
        self.first_run.retranslate()


def local_files(event: QDropEvent) -> list[Path]:
    """The files of this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
