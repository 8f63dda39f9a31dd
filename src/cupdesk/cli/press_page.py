"""Facts for the press as an answer, as plain text, and as HTML that a word processor opens."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Any

from cupdesk.words import names
from cupdesk.words.press import SECTIONS, press
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from cupdesk.rules.book import Book
    from cupdesk.words import Words

WIDTH = 100


def answer(book: Book, ref: str, words: Words) -> dict[str, Any]:
    """The facts of a race as values; `Trouble` if it is no race with a result."""
    facts = press(book, ref, words)
    session = names.session_and_round(book, ref, words)
    if not facts:
        raise Trouble("press.page.nothing", session=session)
    season = book.season
    said = {
        "season": season.code,
        "session": ref,
        "title": f"{season.cup} {season.year}",
        "after": words("press.page.after", session=session),
        "facts": [
            {
                "section": fact.section,
                "kind": fact.kind,
                "championship": fact.championship or None,
                "sentence": fact.text,
                "rests_on": fact.rests_on,
                "certain": fact.certain,
            }
            for fact in facts
        ],
    }
    return said | ({"disclaimer": season.disclaimer[words.language]} if season.disclaimer else {})


def text(found: dict[str, Any], words: Words) -> str:
    """Plain text: a head for each section, a sentence a line, its figures indented below."""
    parts = [f"{found['title']}\n{words('press.page.title')}. {found['after']}."]
    for section in SECTIONS:
        lines = [line for fact in _of(found, section) for line in _lines(fact)]
        if lines:
            parts.append("\n".join([words(f"press.section.{section}").upper(), *lines]))
    parts.append(words("press.page.key"))
    if "disclaimer" in found:
        parts.append(textwrap.fill(found["disclaimer"], WIDTH))
    return "\n\n".join(parts) + "\n"


def html(found: dict[str, Any], words: Words) -> str:
    """A page with one table a section: dot, sentence, figures."""
    title = f"{found['title']} – {words('press.page.title')}"
    body = [f"<h1>{escape(title)}</h1>", f"<p>{escape(found['after'])}</p>"]
    for section in SECTIONS:
        rows = [
            f"<tr><td>{_dot(fact)}</td><td>{escape(fact['sentence'])}</td><td><small>{escape(fact['rests_on'])}</small></td></tr>"
            for fact in _of(found, section)
        ]
        if rows:
            body += [f"<h2>{escape(words(f'press.section.{section}'))}</h2>", "<table>", *rows, "</table>"]
    body.append(f"<p><small>{escape(words('press.page.key'))}</small></p>")
    if "disclaimer" in found:
        body.append(f"<p><small>{escape(found['disclaimer'])}</small></p>")
    head = f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    return "\n".join(
        ["<!DOCTYPE html>", f'<html lang="{words.language}">', head, "<body>", *body, "</body>", "</html>", ""]
    )


def _of(found: dict[str, Any], section: str) -> list[dict[str, Any]]:
    return [fact for fact in found["facts"] if fact["section"] == section]


def _dot(fact: dict[str, Any]) -> str:
    return "●" if fact["certain"] else "○"


def _lines(fact: dict[str, Any]) -> list[str]:
    said = textwrap.fill(f"{_dot(fact)} {fact['sentence']}", WIDTH, subsequent_indent="  ")
    if not fact["rests_on"]:
        return [said]
    return [said, textwrap.fill(fact["rests_on"], WIDTH, initial_indent="    ", subsequent_indent="    ")]
