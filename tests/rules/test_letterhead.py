"""The organiser's look: pictures that can surely be set, colours that can be read, lines, what is kept and carried over."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.colours import contrast, ink_on, readable
from cupdesk.rules.documents import Copy, Document
from cupdesk.rules.edits import SetLetterhead, apply
from cupdesk.rules.letterhead import PLAIN, Emblem, LeftOut, Letterhead, Signing, filled, unknown_field
from cupdesk.rules.model import Season
from cupdesk.rules.next_season import Carried, next_season
from cupdesk.rules.pictures import HEAVIEST, Fault, Form, Measure, Picture, measured, picture_of
from cupdesk.rules.session import SessionState
from tests.pictures import HEAD, JPEG, LOGO, OIL, PICTURES, TYRES, chunk, picture, png, svg

Make = Callable[..., Season]
PNG = b"\x89PNG\r\n\x1a\n"


def png_head(width: int = 1, height: int = 1, depth: int = 8, colour: int = 2, interlaced: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))


def png_of(head: bytes, pixels: bytes) -> bytes:
    return PNG + head + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg_of(frame: int, height: int, width: int, inks: int, before: bytes = b"", end: bytes = b"\xff\xd9") -> bytes:
    body = struct.pack(">BHHB", 8, height, width, inks) + bytes(3 * inks)
    return b"\xff\xd8" + before + bytes((0xFF, frame)) + struct.pack(">H", len(body) + 2) + body + end


@pytest.mark.parametrize(
    ("data", "form", "size"),
    [
        (png(30, 10), Form.PNG, (30, 10)),
        (png_of(png_head(interlaced=1), zlib.compress(b"\0\1\2\3" * 2)), Form.PNG, (1, 1)),
        (png_of(png_head(9, 1, 1, 0), zlib.compress(bytes(3))), Form.PNG, (9, 1)),
        (JPEG, Form.JPEG, (24, 8)),
        (jpeg_of(0xC2, 5, 7, 1, before=b"\xff\xd0\xff\xff\xfe\x00\x03!"), Form.JPEG, (7, 5)),
        (svg(), Form.SVG, (1200, 400)),
        (svg("<!-- words --><path d='M0 0h1'/>", 'width="20mm" height="1in"'), Form.SVG, (945, 1200)),
        (svg("", 'width="100%" height="100%" viewBox="0,0 0.25,0.5"'), Form.SVG, (600, 1200)),
        (svg('<use href="#a"/><image href="data:image/png;base64,x"/><a href="https://x"/>'), Form.SVG, (1200, 400)),
        (svg("<g style=\"fill:url(#a)\"/><style>.a{fill:url('#b')}</style>"), Form.SVG, (1200, 400)),
    ],
)
def test_pictures_are_known_by_their_bytes(data: bytes, form: Form, size: tuple[int, int]) -> None:
    assert measured(data) == Measure(form, *size)
    found = picture_of(data)
    assert isinstance(found, Picture)
    assert (found.data, found.genuine) == (data, True)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"GIF89a", Fault.UNKNOWN),
        (b"<html><svg></svg></html>", Fault.UNKNOWN),
        (PNG + bytes(HEAVIEST), Fault.HEAVY),
        (png(30, 10)[:60], Fault.BROKEN),
        (png(30, 10).replace(b"IDAT", b"IDAX"), Fault.BROKEN),
        (PNG, Fault.BROKEN),
        (PNG + chunk(b"IHDR", b"short") + chunk(b"IEND", b""), Fault.BROKEN),
        (png_of(png_head(0), zlib.compress(b"")), Fault.BROKEN),
        (png_of(png_head(colour=5), zlib.compress(b"")), Fault.BROKEN),
        (png_of(png_head(2), zlib.compress(b"\0\1\2\3")), Fault.BROKEN),
        (png_of(png_head(), b"not packed"), Fault.BROKEN),
        (png_of(png_head(), zlib.compress(b"\0\1\2\3")[:-3]), Fault.BROKEN),
        (png_of(png_head(4000, 4000), zlib.compress(b"")), Fault.HUGE),
        (jpeg_of(0xC0, 4000, 4000, 3), Fault.HUGE),
        (jpeg_of(0xC0, 8, 8, 4), Fault.INKS),
        (jpeg_of(0xC3, 8, 8, 3), Fault.BROKEN),
        (jpeg_of(0xC0, 8, 8, 3, end=b""), Fault.BROKEN),
        (jpeg_of(0xC0, 0, 8, 3), Fault.BROKEN),
        (b"\xff\xd8\xff\xc0\x00\x0b\x08", Fault.BROKEN),
        (b"\xff\xd8\xff\xe0\x00\x04ab", Fault.BROKEN),
        (b"\xff\xd8\xff", Fault.BROKEN),
        (b"<svg", Fault.BROKEN),
        (b"<svg \xff/>", Fault.BROKEN),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', Fault.OUTSIDE),
        (svg("<text>Cup</text>"), Fault.WORDS),
        (svg("<script/>"), Fault.OUTSIDE),
        (svg('<image href="https://example.com/a.png"/>'), Fault.OUTSIDE),
        (svg('<rect onload="x()"/>'), Fault.OUTSIDE),
        (svg('<rect style="fill:url(https://example.com)"/>'), Fault.OUTSIDE),
        (svg("<style>@import 'a.css';</style>"), Fault.OUTSIDE),
        (svg("", ""), Fault.SIZELESS),
        (svg("", 'width="3em" height="2"'), Fault.SIZELESS),
        (svg("", 'viewBox="0 0 wide 3"'), Fault.SIZELESS),
    ],
)
def test_what_cannot_surely_be_printed_is_refused(data: bytes, fault: Fault) -> None:
    assert measured(data) is fault
    assert picture_of(data) is fault


def test_a_picture_is_the_one_of_its_digest() -> None:
    assert not replace(LOGO, content=OIL.content).genuine
    assert not replace(LOGO, content="no base64!").genuine
    nothing = Picture("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "")
    assert not nothing.genuine


def test_colours_are_made_readable_for_their_ground() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#C8102E", "#C8102E") == pytest.approx(1)
    assert readable("#C8102E") == "#C8102E"
    yellow = readable("#FFE600")
    assert contrast(yellow, "#FFFFFF") >= 4.5
    assert contrast("#FFE600", "#FFFFFF") < 1.5
    night = readable("#10207A", "#14181E")
    assert contrast(night, "#14181E") >= 4.5
    assert contrast("#10207A", "#14181E") < 4.5
    assert readable("#777777", "#777777", 30) == "#000000"
    assert (ink_on("#FFE600"), ink_on("#10207A")) == ("#000000", "#FFFFFF")


def test_lines_name_what_each_document_fills_in() -> None:
    assert unknown_field("{cup} {year}: {session}") is None
    assert unknown_field("Permit {permit}") == "permit"
    assert unknown_field("{}") == ""
    assert filled("{cup} · {document}", {"cup": "Club Cup"}) == "Club Cup ·"


def test_what_a_kind_of_document_does_without_and_who_signs_it() -> None:
    head = Letterhead(left_out=(LeftOut("grid", ("team",)),), signing=(Signing("grid", ("clerk",)),))
    assert (head.columns_left_out("grid"), head.columns_left_out("press")) == (("team",), ())
    assert (head.signing_roles("grid"), head.signing_roles("press")) == (("clerk",), None)
    assert (PLAIN.pictures(), HEAD.pictures()) == ((), (LOGO.digest, OIL.digest, TYRES.digest))
    assert replace(HEAD, strip=(Emblem(LOGO.digest),)).pictures() == (LOGO.digest,)


def test_a_picture_is_kept_while_the_letterhead_or_a_document_shows_it(cup: Make) -> None:
    season = cup("1")
    dressed = apply(season, SetLetterhead(HEAD, PICTURES))
    assert dressed.pictures == PICTURES
    assert apply(dressed, SetLetterhead(replace(HEAD, colour="#0A5C8A"), (LOGO,))).pictures is dressed.pictures
    assert apply(dressed, SetLetterhead(replace(HEAD, strip=()))).pictures == (LOGO,)
    posted = Document(
        1, "grid", "1/R", SessionState.FINAL, 0, datetime(2026, 1, 1, tzinfo=UTC), (Copy("fr", "", "", "", ""),),
        pictures=(OIL.digest,),
    )  # fmt: skip
    later = apply(replace(dressed, documents=(posted,)), SetLetterhead(PLAIN, (picture(png(2, 2)),)))
    assert (later.letterhead, later.pictures) == (PLAIN, (OIL,))


def test_the_next_season_has_the_letterhead_if_it_is_to(cup: Make) -> None:
    book = Book(apply(cup("1"), SetLetterhead(HEAD, PICTURES)))
    kept = next_season(book, "s2", 2024, Carried())
    assert (kept.letterhead, kept.pictures) == (HEAD, PICTURES)
    plain = next_season(book, "s2", 2024, Carried(letterhead=False))
    assert (plain.letterhead, plain.pictures) == (PLAIN, ())
