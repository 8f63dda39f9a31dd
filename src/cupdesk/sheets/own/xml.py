"""Parts of a workbook file as XML that is written again with nothing lost: prefixes, unknown elements, line breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.dom import minidom
from xml.parsers.expat import ExpatError

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT = {
    "&#10;": "\ue000",
    "&#xA;": "\ue000",
    "&#xa;": "\ue000",
    "&#13;": "\ue001",
    "&#xD;": "\ue001",
    "&#9;": "\ue002",
}
"""Line breaks in attributes, which a reader of XML turns into spaces if they are not written as entities."""
_BACK = {"\ue000": "&#10;", "\ue001": "&#13;", "\ue002": "&#9;"}


def parse(content: bytes) -> minidom.Document:
    """One part; `ValueError` if it is no XML, or such that a workbook does not have."""
    text = content.decode()
    if "<!DOCTYPE" in text:
        raise ValueError("DOCTYPE")
    for entity, mark in _KEPT.items():
        text = text.replace(entity, mark)
    try:
        return minidom.parseString(text.encode())
    except ExpatError as error:
        raise ValueError(str(error)) from error


def written(document: minidom.Document) -> bytes:
    """The part as bytes."""
    text = document.toxml(encoding="UTF-8", standalone=True).decode()
    for mark, entity in _BACK.items():
        text = text.replace(mark, entity)
    return text.encode()


def children(element: minidom.Element | minidom.Document, name: str) -> Iterator[minidom.Element]:
    """The elements right under this one with this name, whatever their prefix."""
    for child in element.childNodes:
        if isinstance(child, minidom.Element) and child.localName == name:
            yield child


def child(element: minidom.Element | minidom.Document, name: str) -> minidom.Element | None:
    """The first of them."""
    return next(children(element, name), None)


def text_of(element: minidom.Element) -> str:
    """All text under an element but that of phonetic guides."""
    parts = []
    for node in element.childNodes:
        if isinstance(node, minidom.Text):
            parts.append(node.data)
        elif isinstance(node, minidom.Element) and node.localName != "rPh":
            parts.append(text_of(node))
    return "".join(parts)


def beside(element: minidom.Element, name: str) -> minidom.Element:
    """A new element of the same vocabulary as `element`, not placed yet."""
    document = element.ownerDocument
    assert document is not None
    return document.createElementNS(element.namespaceURI, f"{element.prefix}:{name}" if element.prefix else name)
