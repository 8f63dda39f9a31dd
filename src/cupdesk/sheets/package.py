"""The round package: a folder and a zip with every final document of a meeting in every format, and a manifest with digests."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from cupdesk.sheets.documents.results_book import results_book
from cupdesk.sheets.export import WEB, WHOLE, write_all
from cupdesk.sheets.finals import final_of, is_final
from cupdesk.sheets.frame import slug
from cupdesk.sheets.letterhead import languages
from cupdesk.sheets.register import FORMATS
from cupdesk.sheets.web.site import site
from cupdesk.words import LANGUAGES
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from cupdesk.rules.book import Book
    from cupdesk.rules.model import Round
    from cupdesk.sheets.sheet import Sheet

MANIFEST = "manifest.json"
MOST_MAKERS = 4
Files = list[tuple[str, bytes]]


@dataclass(slots=True)
class Package:
    """A round package being made, one file after the other: call `step` until it says that all are made, then `write`.

    `of` is how many steps there are, `done` how many have been taken, `name` that of the folder. Files are made some steps
    ahead, as many at a time as there are processors: setting a page does not hold the others up. Whoever gives up says so
    with `give_up`; nothing is written before `write`.
    """

    book: Book
    round: Round
    documents: list[tuple[str, tuple[Sheet, ...]]]
    left_out: tuple[str, ...]
    done: int = 0
    _files: Files = field(default_factory=list)
    _work: list[Callable[[], Files]] = field(default_factory=list)
    _ahead: list[Future[Files]] = field(default_factory=list)
    _makers: ThreadPoolExecutor | None = None

    @property
    def name(self) -> str:
        """The name of the folder: season and round."""
        return slug(self.book, self.round.code, "")

    @property
    def of(self) -> int:
        """How many steps there are."""
        return len(self._work)

    def step(self) -> bool:
        """Make the next files; whether there are more to make. `Trouble` if a document cannot be set."""
        if self._makers is None:
            self._makers = ThreadPoolExecutor(min(os.cpu_count() or 1, MOST_MAKERS), "package")
            self._ahead = [self._makers.submit(work) for work in self._work]
        try:
            self._files += self._ahead[self.done].result()
        except BaseException:
            self.give_up()
            raise
        self.done += 1
        if self.done == self.of:
            self.give_up()
        return self.done < self.of

    def give_up(self) -> None:
        """Make nothing more; what is being made is waited for."""
        if self._makers is not None:
            self._makers.shutdown(cancel_futures=True)

    def write(self, to: Path, language: str) -> list[Path]:
        """Put everything made into `to`: the folder, and beside it the zip. `Trouble` if it cannot be; then nothing is there."""
        while self.done < self.of:
            self.step()
        files = [*self._files, (MANIFEST, self._manifest())]
        folder = to / self.name
        new = not folder.exists()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise Trouble("documents.trouble.cannot_write", file=self.name, folder=str(to), reason=reason) from error
        try:
            zipped = write_all(to, [(f"{self.name}.zip", _zip(self.name, files, self._created()))], language)
            return [*write_all(folder, files, language), *zipped]
        except Trouble:
            if new:
                folder.rmdir()
            raise

    def _created(self) -> date:
        return max(date.fromisoformat(sheet.created) for _, sheets in self.documents for sheet in sheets)

    def _manifest(self) -> bytes:
        season = self.book.season
        said: dict[str, Any] = {
            "cup": season.cup,
            "season": season.code,
            "round": self.round.code,
            "documents": [_described(ref, sheet) for ref, sheets in self.documents for sheet in sheets],
            "left_out": list(self.left_out),
            "files": [
                {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
                for name, content in self._files
            ],
        }
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def package(book: Book, round_code: str) -> Package:
    """The package of a meeting: of each final session what was published last, or what would be, in every language.

    Sessions whose result is not final are left out and named. `Trouble` if no session is final.
    """
    round_ = next(each for each in book.season.rounds if each.code == round_code)
    refs = [ref for ref in book.sessions() if book.round_of(ref) is round_ and book.has_result(ref)]
    final = [ref for ref in refs if is_final(book, ref)]
    documents = [(ref, sheets) for ref in final if (sheets := tuple(_sheets(book, ref)))]
    if not documents:
        raise Trouble("documents.trouble.nothing_final", round=round_.code)
    made = Package(book, round_, documents, tuple(ref for ref in refs if ref not in final))
    made._work += list(_work(made))
    return made


def _sheets(book: Book, ref: str) -> Iterator[Sheet]:
    """The final documents of a session, each in every language it was published in, or would be."""
    for language in LANGUAGES:
        for sheet in final_of(book, ref, language):
            if sheet.language == language and (sheet.document or language in languages(book)):
                yield sheet


def _work(made: Package) -> Iterator[Callable[[], Files]]:
    """What is to be made, in steps of a few hundredths of a second: a file, or the whole site."""
    for ref, sheets in made.documents:
        stem = slug(made.book, ref, "")
        for language in LANGUAGES:
            own = [sheet for sheet in sheets if sheet.language == language]
            if not own:
                continue
            yield lambda own=own, stem=stem: FORMATS[WHOLE](own, stem)  # type: ignore[misc]
            for form in FORMATS:
                if form not in (WHOLE, WEB):
                    for sheet in own:
                        yield lambda sheet=sheet, stem=stem, form=form: FORMATS[form]((sheet,), stem)  # type: ignore[misc]
    for language in languages(made.book):
        bound = results_book(made.book, language, made.round.code)
        yield lambda bound=bound: _bound(bound)  # type: ignore[misc]
    every = [sheet for _, sheets in made.documents for sheet in sheets]
    by_language = [[sheet for sheet in every if sheet.language == language] for language in LANGUAGES]
    yield lambda: site([own for own in by_language if own], made.book.season)


def _bound(sheets: Sequence[Sheet]) -> Files:
    """The results book of the meeting."""
    from cupdesk.sheets.pdf import pdf  # only paper needs Typst

    return [(f"{sheets[0].slug}-{sheets[0].language}.pdf", pdf(*sheets))]


def _described(ref: str, sheet: Sheet) -> dict[str, Any]:
    return {
        "session": ref,
        "kind": sheet.kind,
        "language": sheet.language,
        "title": f"{sheet.running_head} – {sheet.title}",
        "number": sheet.document,
        "status": sheet.status.value,
        "revision": sheet.revision,
        "fingerprint": sheet.digest,
    }


def _zip(folder: str, files: Files, created: date) -> bytes:
    """The files in a zip, under the name of the folder; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files:
            info = zipfile.ZipInfo(f"{folder}/{name}", (created.year, created.month, created.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            zipped.writestr(info, content)
    return out.getvalue()
