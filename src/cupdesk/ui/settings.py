"""What the program remembers of a person between two starts: one typed class over one small text file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QLocale, QSettings, QStandardPaths

from cupdesk.words import LANGUAGES


class Settings:
    """Remembered choices. `path` is the file they are kept in; without one, the person's own place for settings."""

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
            path = Path(folder) / "cupdesk" / "cupdesk.ini"
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def _text(self, key: str, default: str, allowed: tuple[str, ...] = ()) -> str:
        value = str(self._store.value(key, default))
        return value if not allowed or value in allowed else default

    def _number(self, key: str, default: int, low: int, high: int) -> int:
        value = str(self._store.value(key, default))
        return min(max(int(value), low), high) if value.lstrip("-").isdigit() else default

    def _put(self, key: str, value: Any) -> None:
        self._store.setValue(key, value)

    @property
    def language(self) -> str:
        """The window's language; at first the system's."""
        return self._text("language", system_language(), LANGUAGES)

    @language.setter
    def language(self, value: str) -> None:
        self._put("language", value)

    @property
    def document_language(self) -> str:
        """The documents' language; at first the window's."""
        return self._text("document_language", self.language, LANGUAGES)

    @document_language.setter
    def document_language(self, value: str) -> None:
        self._put("document_language", value)

    @property
    def theme(self) -> str:
        """`light`, `dark` or `system`."""
        return self._text("theme", "light", ("light", "dark", "system"))

    @theme.setter
    def theme(self, value: str) -> None:
        self._put("theme", value)

    @property
    def text_size(self) -> int:
        """The size of the text in percent, 90 to 200."""
        return self._number("text_size", 100, 90, 200)

    @text_size.setter
    def text_size(self, value: int) -> None:
        self._put("text_size", value)

    @property
    def density(self) -> str:
        """`fit` (the whole field is seen), `compact`, `normal` or `large`."""
        return self._text("density", "fit", ("fit", "compact", "normal", "large"))

    @density.setter
    def density(self, value: str) -> None:
        self._put("density", value)

    @property
    def flash(self) -> bool:
        """Whether the border of the entry line flashes when a line is refused."""
        return self._text("flash", "true") == "true"

    @flash.setter
    def flash(self, value: bool) -> None:
        self._put("flash", "true" if value else "false")

    @property
    def operator(self) -> str:
        """The initials written into the journal."""
        return self._text("operator", "")

    @operator.setter
    def operator(self, value: str) -> None:
        self._put("operator", value)

    @property
    def last_file(self) -> Path | None:
        """The file open when the program was last left."""
        value = self._text("last_file", "")
        return Path(value) if value else None

    @last_file.setter
    def last_file(self, value: Path | None) -> None:
        self._put("last_file", str(value or ""))

    @property
    def own_workbook(self) -> Path | None:
        """The organiser's own workbook, last filled."""
        value = self._text("own_workbook", "")
        return Path(value) if value else None

    @own_workbook.setter
    def own_workbook(self, value: Path) -> None:
        self._put("own_workbook", str(value))

    @property
    def import_folder(self) -> Path | None:
        """The folder the last timing file came from."""
        value = self._text("import_folder", "")
        return Path(value) if value else None

    @import_folder.setter
    def import_folder(self, value: Path) -> None:
        self._put("import_folder", str(value))

    @property
    def watched_folder(self) -> Path | None:
        """The folder whose new files are offered; `None` while none is watched."""
        value = self._text("watched_folder", "")
        return Path(value) if value else None

    @watched_folder.setter
    def watched_folder(self, value: Path | None) -> None:
        self._put("watched_folder", str(value or ""))

    @property
    def watched_files(self) -> dict[str, str]:
        """What is known of the files of the watched folder that were answered, by name; nothing if it cannot be read."""
        try:
            kept = json.loads(self._text("watched_files", "{}"))
            return {str(name): str(value) for name, value in kept.items()}
        except (ValueError, AttributeError):
            return {}

    @watched_files.setter
    def watched_files(self, value: dict[str, str]) -> None:
        self._put("watched_files", json.dumps(value))

    @property
    def guide(self) -> bool:
        """Whether the guided card is shown on the example season."""
        return self._text("guide", "true") == "true"

    @guide.setter
    def guide(self, value: bool) -> None:
        self._put("guide", "true" if value else "false")

    @property
    def geometry(self) -> QByteArray:
        """Where the window was."""
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._put("window/geometry", value)

    def flag(self, name: str, default: bool) -> bool:
        """Whether a region is shown (`tree`, `dock`)."""
        return self._text(f"shown/{name}", "true" if default else "false") == "true"

    def set_flag(self, name: str, value: bool) -> None:
        """Remember whether a region is shown."""
        self._put(f"shown/{name}", "true" if value else "false")

    def sizes(self, name: str) -> dict[str, int]:
        """Widths by key, of the columns of a table or the regions of a splitter, as last left."""
        found = {}
        for part in self._text(f"sizes/{name}", "").split(";"):
            key, _, size = part.partition("=")
            if size.isdigit():
                found[key] = int(size)
        return found

    def set_sizes(self, name: str, sizes: dict[str, int]) -> None:
        """Remember widths by key."""
        self._put(f"sizes/{name}", ";".join(f"{key}={size}" for key, size in sizes.items()))

    def heads(self, layout: str) -> str:
        """What the heads of files of a layout were last taken for by hand, as one line of text."""
        return self._text(f"heads/{layout}", "")

    def set_heads(self, layout: str, value: str) -> None:
        """Remember what the heads of a layout are taken for; "" forgets it."""
        self._put(f"heads/{layout}", value)

    def save(self) -> None:
        """Write everything down now."""
        self._store.sync()

    def print_set(self, cup: str) -> dict[str, int]:
        """How many copies of each kind of document are printed for a cup: what was chosen last, at first one of a result."""
        kept = self._store.value(f"print_set/{_key(cup)}/copies", "classification=1 by_category=1")
        pairs = (part.partition("=") for part in str(kept).split())
        return {kind: int(copies) for kind, _, copies in pairs if copies.isdecimal()}

    def print_set_printer(self, cup: str) -> str:
        """The printer of a cup's print set; "" for none yet, or for files."""
        return str(self._store.value(f"print_set/{_key(cup)}/printer", ""))

    def remember_print_set(self, cup: str, copies: dict[str, int], printer: str) -> None:
        """Remember what was printed for a cup, and where."""
        self._put(f"print_set/{_key(cup)}/copies", " ".join(f"{kind}={n}" for kind, n in copies.items()))
        self._put(f"print_set/{_key(cup)}/printer", printer)


def system_language() -> str:
    """`fr` where a person reads French first, else `en`."""
    first = next(iter(QLocale.system().uiLanguages()), "")
    return "fr" if first.lower().startswith("fr") else "en"


def _key(cup: str) -> str:
    """A cup's name as part of a key: without the strokes that part keys."""
    return cup.replace("/", "-").replace("\\", "-")
