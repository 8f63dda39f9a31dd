"""Pictures from outside: a file, the clipboard, what is dropped. What is too large or in another form is made one that fits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QImage

from cupdesk.rules.pictures import Fault, Measure, Picture, measured, picture_of
from cupdesk.sheets.pdf import prove
from cupdesk.sheets.sheet import Image
from cupdesk.words.trouble import Trouble

KINDS = "*.png *.jpg *.jpeg *.svg *.bmp *.gif *.webp"
LARGEST_FILE = 60_000_000
MOST_PIXELS = 1600
"""A side of a picture that was made smaller: three times what the best printer shows of a logo."""
_CAN_BE_REDRAWN = (Fault.HEAVY, Fault.HUGE, Fault.INKS, Fault.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture that can be printed, a name for it, and whether it had to be drawn anew (smaller, or in other colours)."""

    picture: Picture
    name: str = ""
    redrawn: bool = False


def from_file(path: Path) -> Taken:
    """The picture in a file. `Trouble` if it cannot be read or printed."""
    name = " ".join(path.stem.replace("_", " ").replace("-", " ").split())
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Trouble("look.fault.heavy", name=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise Trouble("look.fault.unreadable", name=path.name) from error
    return from_bytes(data, path.name, name)


def from_bytes(data: bytes, file: str, name: str = "") -> Taken:
    """The picture in these bytes, drawn anew if need be. `Trouble` with the name of its file if that does not help."""
    found = picture_of(data)
    if not isinstance(found, Fault):
        return Taken(_proved(found, file), name)
    image = QImage.fromData(data) if found in _CAN_BE_REDRAWN else QImage()
    if image.isNull():
        raise Trouble(f"look.fault.{found.value}", name=file)
    return Taken(_proved(_drawn(image, file), file), name, redrawn=True)


def from_clipboard(mime: QMimeData, said: str) -> tuple[Taken, ...]:
    """The pictures somebody copied or dragged: files, or one drawn. `said` stands for the name of a picture without a file."""
    if files := local_files(mime):
        return tuple(from_file(path) for path in files)
    for kind in ("image/svg+xml", "image/png", "image/jpeg"):
        if mime.hasFormat(kind):
            return (from_bytes(bytes(mime.data(kind).data()), said),)
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        raise Trouble("look.fault.nothing")
    return (Taken(_proved(_drawn(image, said), said)),)


def local_files(mime: QMimeData) -> list[Path]:
    """The files of this computer in what was copied or dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def has_picture(mime: QMimeData) -> bool:
    """Whether there may be a picture in what was copied or dragged."""
    return mime.hasImage() or mime.hasFormat("image/svg+xml") or bool(local_files(mime))


def _drawn(image: QImage, file: str) -> Picture:
    """The picture as PNG, each side at most `MOST_PIXELS`."""
    size = MOST_PIXELS
    while True:
        small = image
        if max(image.width(), image.height()) > size:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            small = image.scaled(size, size, keep, smooth)
        kept = QByteArray()
        buffer = QBuffer(kept)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        small.convertToFormat(QImage.Format.Format_ARGB32).save(buffer, "PNG")  # type: ignore[call-overload]
        found = picture_of(bytes(kept.data()))
        if not isinstance(found, Fault):
            return found
        if found is not Fault.HEAVY:
            raise Trouble(f"look.fault.{found.value}", name=file)
        size = size * 2 // 3


def _proved(picture: Picture, file: str) -> Picture:
    """The picture, once it has been set on a page."""
    size = measured(picture.data)
    assert isinstance(size, Measure)
    prove(Image(picture.digest, file, size.form.value, size.width, size.height, picture.data))
    return picture
