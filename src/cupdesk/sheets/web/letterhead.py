"""The organiser's letterhead on the web: his colours by day and night, logo and lines at the head, sponsors at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from cupdesk.rules.colours import SHAPES, readable
from cupdesk.sheets.pictures import images, logo_size, strip_sizes
from cupdesk.sheets.sheet import Look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.sheets.pictures import Size
    from cupdesk.sheets.sheet import Image
    from cupdesk.words import Words

DAY, NIGHT = "#FFFFFF", "#171A1F"
"""The grounds of a page, as in `page.css`."""
PIXELS = 4.2
"""Pixels of a page for a millimetre of paper."""
WIDE = 300.0
"""The width the sponsors share on a screen, in millimetres; on a narrower one they stand in several lines."""
PLAIN = Look()


def files(looks: Iterable[Look]) -> list[tuple[str, bytes]]:
    """The pictures that the pages of these letterheads show, each once, by the names the pages call them."""
    return [(_name(image), image.data) for image in images(looks)]


def _name(image: Image) -> str:
    return f"picture-{image.digest[:16]}.{'jpg' if image.form == 'jpeg' else image.form}"


def colours(look: Look) -> str:
    """The style that puts the organiser's colours in place of the usual ones; words and lines keep their contrast."""
    if (look.colour, look.second) == (PLAIN.colour, PLAIN.second):
        return ""
    day, night = (_on(look, ground) for ground in (DAY, NIGHT))
    return f":root {{ {day} }} @media (prefers-color-scheme: dark) {{ :root {{ {night} }} }}"


def _on(look: Look, ground: str) -> str:
    bar = look.colour if ground == DAY else readable(look.colour, ground, SHAPES)
    second = look.second or look.colour
    other = second if ground == DAY else readable(second, ground, SHAPES)
    return f"--cup: {bar}; --cup-2: {other}; --link: {readable(look.colour, ground)};"


def logo(look: Look) -> list[Element]:
    """The logo, for the head of a page; nothing without one."""
    return [_picture(look.logo, logo_size(look.logo), "logo")] if look.logo else []


def lines(texts: Iterable[str]) -> list[Element]:
    """The organiser's lines."""
    made = []
    for text in texts:
        line = Element("p", {"class": "organiser"})
        line.text = text
        made.append(line)
    return made


def sponsors(look: Look, words: Words) -> list[Element]:
    """The sponsors side by side, for the foot of a page; nothing without any."""
    if not look.strip:
        return []
    strip = Element("div", {"class": "sponsors", "role": "group", "aria-label": words("documents.web.sponsors")})
    sizes, _ = strip_sizes(look.strip, WIDE)
    strip.extend(_picture(image, size, "sponsor") for image, size in zip(look.strip, sizes, strict=True))
    return [strip]


def _picture(image: Image, size: Size, kind: str) -> Element:
    width, height = (str(round(side * PIXELS)) for side in size)
    return Element("img", {"class": kind, "src": _name(image), "alt": image.name, "width": width, "height": height})
