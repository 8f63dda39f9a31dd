"""Published documents: what each of them said, when, by whom signed. Facts like any other: a later edit never touches them.

A document is frozen as its whole printed content, in every language, not as the facts it came from: so neither a later
decision nor a later version of the program can make it say something else. Numbers are given out in one series for the
season, or for each meeting (`Regulations.numbering`).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cupdesk.rules.regulations import Numbering
from cupdesk.rules.session import SessionState

if TYPE_CHECKING:
    from datetime import datetime

    from cupdesk.rules.model import Season

MOST_TEXT = 20_000_000
"""The longest content of one document that is unpacked, in bytes."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person whose name stands at a place to sign, with the role printed over it."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A document in one language: its title, the text of its QR code, its fingerprint, and its content, packed.

    `content` is the canonical JSON of the sheet, compressed (zlib) and as base64 text; `fingerprint` its SHA-256 (hex).
    """

    language: str
    title: str
    fingerprint: str
    qr: str
    content: str

    @property
    def text(self) -> str:
        """The content as canonical JSON; `ValueError` if it cannot be unpacked."""
        try:
            packed = base64.b64decode(self.content, validate=True)
            machine = zlib.decompressobj()
            whole = machine.decompress(packed, MOST_TEXT)
            if not machine.eof:
                raise ValueError(self.title)
            return whole.decode()
        except (zlib.error, binascii.Error) as error:
            raise ValueError(self.title) from error

    @property
    def genuine(self) -> bool:
        """Whether the content is the one the fingerprint was taken of."""
        try:
            return hashlib.sha256(self.text.encode()).hexdigest() == self.fingerprint
        except ValueError:
            return False


def packed(text: str) -> str:
    """The content of a copy: canonical JSON, compressed, as base64 text."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


@dataclass(frozen=True, slots=True)
class Document:
    """A numbered document of the notice board: what kind, of which session, how far it had come, when and by whom it was posted.

    `by` is the operator, `signed` the signatories as they were then, `reason` why a final result had been reopened before,
    `pictures` the digests of those of the letterhead it is printed with.
    """

    number: int
    kind: str
    session: str
    state: SessionState
    revision: int
    posted: datetime
    copies: tuple[Copy, ...]
    by: str = ""
    signed: tuple[Signatory, ...] = ()
    reason: str = ""
    pictures: tuple[str, ...] = ()

    def copy(self, language: str) -> Copy:
        """The document in a language; in its first, if it was not published in that one."""
        return next((copy for copy in self.copies if copy.language == language), self.copies[0])


def series(season: Season, session: str) -> tuple[Document, ...]:
    """The documents that share their numbers with those of a session: of its meeting, or of the whole season."""
    if season.regulations.numbering is Numbering.SEASON:
        return season.documents
    round_ = session.partition("/")[0]
    return tuple(each for each in season.documents if each.session.partition("/")[0] == round_)


def next_number(season: Season, session: str) -> int:
    """The number the next document of a session gets: one more than the highest given out in its series."""
    round_ = session.partition("/")[0]
    whole = season.regulations.numbering is Numbering.SEASON
    given = [s.document or 0 for _, r, s in season.sessions() if whole or r.code == round_]
    given += [each.number for each in series(season, session)]
    return max(given, default=0) + 1


def taken(season: Season, session: str, number: int) -> Document | None:
    """The document that has this number already in the series of a session."""
    return next((each for each in series(season, session) if each.number == number), None)


def published(season: Season, session: str, kind: str = "") -> tuple[Document, ...]:
    """The documents of a session in the order they were published, of one kind if it is named."""
    return tuple(d for d in season.documents if d.session == session and kind in ("", d.kind))


def in_force(season: Season, session: str) -> tuple[Document, ...]:
    """The last document of each kind of a session, in the order the kinds were first published."""
    latest = {each.kind: each for each in published(season, session)}
    return tuple(latest.values())


def superseded_by(season: Season, document: Document) -> Document | None:
    """The document that took the place of this one: the next of its session and kind."""
    alike = published(season, document.session, document.kind)
    after = alike.index(document) + 1 if document in alike else len(alike)
    return alike[after] if after < len(alike) else None


def next_revision(season: Season, session: str, kind: str, state: SessionState) -> int:
    """Which revision the next document of a kind is, in this state: 0 for the first."""
    before = [each.revision for each in published(season, session, kind) if each.state is state]
    if before:
        return max(before) + 1
    now = season.session(session)
    posted_without = now.document is not None and now.state is state and not published(season, session)
    return now.revision + 1 if posted_without else 0
