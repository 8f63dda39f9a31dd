"""Facts for the press to be sent on: as plain text, and as HTML that a word processor takes with its headings."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING

from cupdesk.words import names
from cupdesk.words.press import SECTIONS, section_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cupdesk.rules.book import Book
    from cupdesk.words import Words
    from cupdesk.words.press import Fact

WIDTH = 100
CERTAIN, UNCERTAIN = "●", "○"


def dot(fact: Fact) -> str:
    """The form beside the word: full for what rests on settled results."""
    return CERTAIN if fact.certain else UNCERTAIN


def press_text(book: Book, ref: str, facts: Sequence[Fact], words: Words, *, figures: bool = True) -> str:
    """Plain text: a head for each section, a sentence a line, its figures indented below."""
    parts = [f"{_title(book)}\n{words('press.page.title')}. {_after(book, ref, words)}."]
    for section, found in _sections(facts):
        head = section_name(book, ref, section, words).upper()
        parts.append("\n".join([head, *(line for fact in found for line in _lines(fact, figures=figures))]))
    parts += [textwrap.fill(line, WIDTH) for line in _end(book, words)]
    return "\n\n".join(parts) + "\n"


def press_html(book: Book, ref: str, facts: Sequence[Fact], words: Words, *, figures: bool = True) -> str:
    """A page of headings and paragraphs, each sentence with its figures in small print below."""
    title = f"{_title(book)} – {words('press.page.title')}"
    body = [f"<h1>{escape(title)}</h1>", f"<p>{escape(_after(book, ref, words))}</p>"]
    for section, found in _sections(facts):
        body.append(f"<h2>{escape(section_name(book, ref, section, words))}</h2>")
        for fact in found:
            small = f"<br><small>{escape(fact.rests_on)}</small>" if figures and fact.rests_on else ""
            body.append(f"<p>{dot(fact)} {escape(fact.text)}{small}</p>")
    body += [f"<p><small>{escape(line)}</small></p>" for line in _end(book, words)]
    head = f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    return "\n".join(
        ["<!DOCTYPE html>", f'<html lang="{words.language}">', head, "<body>", *body, "</body>", "</html>", ""]
    )


def _title(book: Book) -> str:
    return f"{book.season.cup} {book.season.year}"


def _after(book: Book, ref: str, words: Words) -> str:
    return words("press.page.after", session=names.session_and_round(book, ref, words))


def _sections(facts: Sequence[Fact]) -> Iterable[tuple[str, list[Fact]]]:
    for section in SECTIONS:
        if found := [fact for fact in facts if fact.section == section]:
            yield section, found


def _end(book: Book, words: Words) -> list[str]:
    disclaimer = book.season.disclaimer
    return [words("press.page.key"), *([disclaimer[words.language]] if disclaimer else [])]


def _lines(fact: Fact, *, figures: bool) -> list[str]:
    said = [textwrap.fill(f"{dot(fact)} {fact.text}", WIDTH, subsequent_indent="  ", break_on_hyphens=False)]
    if figures and fact.rests_on:
        indent = "    "
        said.append(textwrap.fill(fact.rests_on, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False))  # fmt: skip
    return said
