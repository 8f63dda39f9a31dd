"""The letterhead of the season, as one document wears it: lines filled in, pictures at hand, columns and signatories chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cupdesk.rules.letterhead import COLUMNS, filled
from cupdesk.rules.pictures import Fault, measured
from cupdesk.sheets.sheet import Image, Look, Signature
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.rules.letterhead import Emblem
    from cupdesk.rules.model import Round, Season
    from cupdesk.sheets.sheet import Row, Sheet, Table


def languages(book: Book) -> tuple[str, ...]:
    """The languages that documents of the season are published in."""
    chosen = book.season.letterhead.languages
    return tuple(each for each in LANGUAGES if each in chosen) or LANGUAGES


def dressed(book: Book, round_: Round | None, words: Words, sheet: Sheet) -> Sheet:
    """The sheet on the paper of the organiser: his look, the columns and the signatories he has chosen for its kind."""
    letterhead = book.season.letterhead
    without = [column for column in letterhead.columns_left_out(sheet.kind) if column in COLUMNS]
    tables = tuple(_without(table, without) for table in sheet.tables) if without else sheet.tables
    roles = letterhead.signing_roles(sheet.kind)
    signatures = sheet.signatures if roles is None else signing(book, roles, words)
    return replace(sheet, tables=tables, signatures=signatures, look=_look(book.season, round_, words, sheet))


def signing(book: Book, roles: tuple[str, ...], words: Words) -> tuple[Signature, ...]:
    """A place to sign for each role, with the names of the season's officials."""
    return tuple(
        Signature(
            words(f"documents.role.{role}"),
            " · ".join(official.name for official in book.season.officials if official.role == role),
        )
        for role in roles
    )


def with_pictures(sheet: Sheet, season: Season) -> Sheet:
    """The sheet with the files of its pictures, from the season; `Trouble` if one is not there any more."""
    look = sheet.look
    if look.logo is None and not look.strip:
        return sheet
    logo = _filled(look.logo, season, sheet) if look.logo else None
    strip = tuple(_filled(image, season, sheet) for image in look.strip)
    return replace(sheet, look=replace(look, logo=logo, strip=strip))


def _filled(image: Image, season: Season, sheet: Sheet) -> Image:
    for picture in season.pictures:
        if picture.digest == image.digest:
            return replace(image, data=picture.data)
    raise Trouble("documents.trouble.no_picture", number=sheet.document, picture=image.name)


def _look(season: Season, round_: Round | None, words: Words, sheet: Sheet) -> Look:
    letterhead = season.letterhead
    values = {
        "cup": season.cup,
        "year": str(season.year),
        "round": round_.name[words.language] if round_ else "",
        "circuit": round_.circuit if round_ else "",
        "session": sheet.session,
        "title": sheet.title,
        "document": sheet.document,
        "date": sheet.date,
    }
    head, foot = (
        tuple(said for line in lines if (said := filled(line[words.language], values)))
        for lines in (letterhead.head, letterhead.foot)
    )
    said = words("documents.letterhead.logo", cup=season.cup)
    logo = _image(season, letterhead.logo, said) if letterhead.logo else None
    strip = tuple(_image(season, emblem, words("documents.letterhead.sponsor")) for emblem in letterhead.strip)
    return Look(logo, strip, letterhead.colour, letterhead.second, head, foot, letterhead.paper.value)


def _image(season: Season, emblem: Emblem, otherwise: str) -> Image:
    data = next(picture.data for picture in season.pictures if picture.digest == emblem.picture)
    size = measured(data)
    assert not isinstance(size, Fault)
    return Image(emblem.picture, emblem.name or otherwise, size.form.value, size.width, size.height, data)


def _without(table: Table, keys: list[str]) -> Table:
    """The table without these columns."""
    keep = [i for i, column in enumerate(table.columns) if column.key not in keys]
    if len(keep) == len(table.columns):
        return table

    def row(whole: Row) -> Row:
        return replace(whole, cells=tuple(whole.cells[i] for i in keep))

    blocks = tuple(replace(block, rows=tuple(map(row, block.rows))) for block in table.blocks)
    return replace(table, columns=tuple(table.columns[i] for i in keep), blocks=blocks)
