"""The files given to the page of the import: which is shown, what was said of them, and every state before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.imports import (
    HeaderChoice,
    added,
    open_file,
    put_together,
    read_file,
    recognise,
    suggested,
    with_answer,
    with_choice,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cupdesk.imports import Answer, Filed, Layout
    from cupdesk.ui.context import Context


class Given:
    """Files as they are to be read. What a person changes here changes no season; `back` takes the last of it back."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.files: list[Filed] = []
        self.at = 0
        self.listed = False
        self._before: list[tuple[list[Filed], int]] = []

    @property
    def shown(self) -> Filed:
        """The file shown."""
        return self.files[self.at]

    @property
    def chosen(self) -> list[Filed]:
        """The files that are to be taken."""
        return [each for each in self.files if each.chosen]

    def open(self, paths: Sequence[Path], *, listed: bool) -> None:
        """Read these files in place of those before."""
        self.files, self.listed, self._before = suggested(self._read(paths, listed=listed)), listed, []
        chosen = [i for i, each in enumerate(self.files) if each.chosen]
        here = [i for i in chosen if self.files[i].place == self._context.session]
        self.at = (here or chosen or [0])[0]

    def add(self, paths: Sequence[Path]) -> Filed | None:
        """Read these files beside those there are; the one that cannot be read, if none of them can: then nothing is added."""
        new = self._read(paths, listed=self.listed)
        if all(each.recognised is None for each in new):
            return new[0]
        self._keep()
        self.files = added(self.files, new)
        self.at = next((i for i, each in enumerate(self.files) if each.path == new[0].path), 0)
        return None

    def join(self) -> None:
        """Join what is chosen and holds other cars of one session each."""
        self.files = put_together(self.files, self._context.book)

    def _read(self, paths: Sequence[Path], *, listed: bool) -> list[Filed]:
        context = self._context

        def remembered(layout: Layout) -> HeaderChoice | None:
            return HeaderChoice.from_text(context.settings.heads(layout))

        return [open_file(path, context.book, context.session, remembered, entries=listed) for path in paths]

    def clear(self) -> list[Filed]:
        """Let go of all files; those there were."""
        files, self.files, self._before = self.files, [], []
        return files

    def reread(self) -> None:
        """Read the files anew into the season as it is now."""
        self.files = [read_file(each, self._context.book) for each in self.files]

    # -- what a person says
    def _keep(self) -> None:
        self._before.append((list(self.files), self.at))

    def back(self) -> bool:
        """Take back what was said last; whether there was anything."""
        if not self._before:
            return False
        self.files, self.at = self._before.pop()
        self.reread()
        return True

    def change(self, at: int, **to: object) -> None:
        """Take a file otherwise, and read it anew; one that could not be read and now can is chosen."""
        self._keep()
        before = self.files[at]
        self.files[at] = read_file(replace(before, **to), self._context.book)  # type: ignore[arg-type]
        if before.chosen or before.found is None:
            self.files = with_choice(self.files, at, chosen=True)

    def move(self, place: str) -> None:
        """Have the file shown go elsewhere."""
        self.change(self.at, place=place, typed=frozenset(), answers=())

    def turn_to_sheet(self, name: str) -> None:
        """Read another sheet of the file shown."""
        if found := self.shown.recognised:
            self.change(self.at, recognised=recognise(found.source, found.choice, name), answers=())

    def match(self, choice: HeaderChoice) -> None:
        """Take the heads of the file shown for other columns."""
        if found := self.shown.recognised:
            self.change(self.at, recognised=recognise(found.source, choice, found.table.name or None))

    def answer(self, answers: Sequence[Answer]) -> None:
        """Say this of rows of the file shown."""
        said = self.shown.answers
        for answer in answers:
            said = with_answer(said, answer)
        self.change(self.at, answers=said)

    def settle(self, typed: frozenset[str]) -> None:
        """Have these cars stay as they are typed."""
        self._keep()
        whole = self.shown.whole
        self.files = [
            replace(each, typed=typed) if i == self.at or (whole is not None and each.whole is whole) else each
            for i, each in enumerate(self.files)
        ]

    def toggle(self, at: int) -> None:
        """Take a file, or not."""
        self._keep()
        self.files = with_choice(self.files, at, chosen=not self.files[at].chosen)
