"""The pictures of a letterhead for the writers: how large they stand, as SVG text for the template, as pixels for a workbook."""

from __future__ import annotations

import base64
from math import sqrt
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from cupdesk.rules.pictures import pixels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.sheets.sheet import Image, Look

LOGO_MM, STRIP_MM = (42.0, 11.4), (40.0, 9.0)
"""The most a logo, and a picture of the strip, is wide and high."""
_AREA, _GAP, _WIDEST_GAP = 170.0, 5.0, 12.0
"""Sponsors get the same area, so that a wide name does not look smaller than a round badge."""
_WRAPPED = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" height="{height}" '
    'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
    'xlink:href="data:image/{form};base64,{content}"/></svg>'
)

Size = tuple[float, float]

for _prefix, _space in (("", "http://www.w3.org/2000/svg"), ("xlink", "http://www.w3.org/1999/xlink")):
    ElementTree.register_namespace(_prefix, _space)


def logo_size(image: Image) -> Size:
    """Width and height of a logo in millimetres."""
    return _within(image, *LOGO_MM)


def strip_sizes(images: tuple[Image, ...], measure: float) -> tuple[list[Size], float]:
    """Width and height of each picture of the strip, and the space between them, in millimetres; all within `measure`."""
    sizes = []
    for image in images:
        width = min(sqrt(_AREA * image.width / image.height), STRIP_MM[0])
        sizes.append(_within(image, width, STRIP_MM[1]))
    across = sum(width for width, _ in sizes)
    spaces = max(len(sizes) - 1, 1)
    factor = min(1.0, (measure - _GAP * (len(sizes) - 1)) / across) if sizes else 1.0
    sizes = [(width * factor, height * factor) for width, height in sizes]
    return sizes, min(_WIDEST_GAP, (measure - across * factor) / spaces)


def _within(image: Image, width: float, height: float) -> Size:
    factor = min(width / image.width, height / image.height)
    return image.width * factor, image.height * factor


def svg_text(image: Image) -> str:
    """The picture as SVG text; pixels are wrapped in one."""
    if image.form == "svg":
        return _sized(image)
    content = base64.b64encode(image.data).decode()
    return _WRAPPED.format(width=image.width, height=image.height, form=image.form, content=content)


def _sized(image: Image) -> str:
    """A drawn picture with its size in pixels: programs that draw it apart do so at that size, and then make it smaller."""
    root = ElementTree.fromstring(image.data.decode())
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {pixels(root.get('width', ''))} {pixels(root.get('height', ''))}")
    root.set("width", str(image.width))
    root.set("height", str(image.height))
    return ElementTree.tostring(root, encoding="unicode")


def images(looks: Iterable[Look]) -> tuple[Image, ...]:
    """Every picture of these letterheads, each once."""
    shown = (image for look in looks for image in (look.logo, *look.strip) if image)
    return tuple({image.digest: image for image in shown}.values())


def inputs(pictures: Iterable[Image]) -> dict[str, str]:
    """The inputs of the templates that hold these pictures, by digest."""
    return {image.digest: svg_text(image) for image in pictures}


def alone(image: Image) -> dict[str, str]:
    """The inputs of the template for one picture on a page of its own."""
    width, height = logo_size(image)
    return {"picture": svg_text(image), "width": str(width), "height": str(height)}
