"""How everything looks: the colours of a theme, the type, the icons, the style sheet. Tokens are data in `resources/themes`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import as_file, files
from string import Template

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from cupdesk.resources import resource
from cupdesk.ui.controls.shapes import draw_shape

THEMES = ("light", "dark")
DENSITIES = {"fit": 0, "compact": 22, "normal": 26, "large": 32}
WIDE = 14 / 13
_WEIGHT = QFont.Tag("wght")
_TABULAR = QFont.Tag("tnum")
# role: size in pixels, weight, tabular figures
_FONTS = {
    "entry": (18, 500, True),
    "session": (16, 600, False),
    "body": (13, 400, False),
    "strong": (13, 600, False),
    "figures": (13, 400, True),
    "strong_figures": (13, 600, True),
    "head": (12, 500, False),
    "small": (12, 400, False),
    "small_strong": (12, 600, False),
    "small_figures": (11, 400, True),
    "small_strong_figures": (11, 700, True),
    "chip": (11, 700, False),
    "state": (11, 600, False),
    "mark": (9, 700, False),
    "name": (28, 600, False),
    "countdown": (34, 600, True),
    "lead": (15, 400, False),
    "lead_strong": (14, 600, False),
}


@cache
def family() -> str:
    """The family of the program's own font, loaded once; needs a running application."""
    with as_file(files("fontpkg_inter") / "files" / "Inter[opsz,wght].ttf") as path:
        return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))[0]


@cache
def _theme(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _icon_source(name: str) -> QByteArray:
    return QByteArray(resource("icons", f"{name}.svg").read_bytes())


def ready_chip(kind: str, index: int) -> tuple[str, str]:
    """The light and the dark colour kept ready for the `index`th of `categories` or `awards` that have none of their own."""
    light, dark = (_theme(name)["chips"][kind] for name in THEMES)
    return light[index % len(light)], dark[index % len(dark)]


def resolved_theme(choice: str) -> str:
    """`light` or `dark` for a choice of `light`, `dark` or `system`."""
    if choice in THEMES:
        return choice
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


class Look:
    """The look at one moment; a new one is made when theme, text size, density or size class change.

    `text_size` in percent (90–200), `density` a key of `DENSITIES`, `wide` for windows of 1600 px and more.
    """

    def __init__(self, theme: str = "light", text_size: int = 100, density: str = "fit", *, wide: bool = False) -> None:
        self.theme = theme
        self.text_size = text_size
        self.density = density
        self.wide = wide
        self._scale = text_size / 100 * (WIDE if wide else 1)
        self._colours = {name: QColor(value) for name, value in _theme(theme)["colours"].items()}
        self._fonts: dict[str, QFont] = {}
        self._pixmaps: dict[tuple[str, int, str], QPixmap] = {}

    def colour(self, token: str) -> QColor:
        """The colour of a token of the theme, or of a `#rrggbb` that a season's regulations give."""
        if token not in self._colours:
            if not token.startswith("#"):
                raise KeyError(token)
            self._colours[token] = QColor(token)
        return self._colours[token]

    def px(self, size: float) -> int:
        """So many pixels at text size 100 %, in pixels now."""
        return round(size * self._scale)

    def font(self, role: str) -> QFont:
        """The font of a role (`body`, `strong`, `figures`, `head`, `small`, `entry` …); a copy to keep."""
        if role not in self._fonts:
            size, weight, tabular = _FONTS[role]
            font = QFont(family())
            font.setPixelSize(self.px(size))
            if weight != QFont.Weight.Normal:
                font.setVariableAxis(_WEIGHT, weight)
            if tabular:
                font.setFeature(_TABULAR, 1)
            self._fonts[role] = font
        return self._fonts[role]

    def row_height(self, free: int, rows: int) -> int:
        """The height of a table row so that `rows` fit in `free` pixels, between 22 and 28; or as the density says."""
        fixed = DENSITIES[self.density]
        fitting = free / max(rows, 1) / self._scale
        return self.px(fixed or min(max(fitting, 22), 28)) if fixed else int(min(max(fitting, 22), 28) * self._scale)

    def pixmap(self, name: str, size: float = 16, token: str = "text") -> QPixmap:
        """An icon as a picture of `size` pixels, drawn in the colour of `token`."""
        key = (name, self.px(size), token)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(*key)
        return self._pixmaps[key]

    def shape(self, name: str, size: int, token: str = "text") -> QPixmap:
        """A symbol of `shapes` as a picture of `size` pixels now, drawn in the colour of `token`."""
        key = (f"shape {name}", size, token)
        if key not in self._pixmaps:
            self._pixmaps[key] = draw_shape(name, size, self.colour(token))
        return self._pixmaps[key]

    def icon(self, name: str, token: str = "text", size: float = 16) -> QIcon:
        """An icon drawn in the colour of `token`."""
        return QIcon(self.pixmap(name, size, token))

    def _draw(self, name: str, size: int, token: str) -> QPixmap:
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        picture = QPixmap(QSize(size, size) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        QSvgRenderer(_icon_source(name)).render(painter, QRectF(0, 0, size, size))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(QRectF(0, 0, size, size), self.colour(token))
        painter.end()
        return picture

    def palette(self) -> QPalette:
        """The palette Fusion draws with."""
        palette = QPalette()
        role = QPalette.ColorRole
        tokens = {
            role.Window: "win",
            role.Base: "base",
            role.AlternateBase: "win",
            role.Text: "text",
            role.WindowText: "text",
            role.ButtonText: "text",
            role.HighlightedText: "text",
            role.BrightText: "problem",
            role.PlaceholderText: "text3",
            role.ToolTipBase: "base",
            role.ToolTipText: "text",
            role.Button: "ctl",
            role.Highlight: "sel",
            role.Accent: "accent",
            role.Link: "accent",
            role.LinkVisited: "accent",
            role.Light: "base",
            role.Midlight: "line",
            role.Mid: "line2",
            role.Dark: "ctlline",
            role.Shadow: "ctlline",
        }
        for where, token in tokens.items():
            palette.setColor(where, self.colour(token))
        for where in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, self.colour("text3"))
        return palette

    def style_sheet(self) -> str:
        """The few rules for what Fusion does not draw as wanted."""
        source = resource("themes", "window.qss").read_text(encoding="utf-8")
        sized = re.sub(r"(\d+)lp", lambda size: f"{self.px(int(size[1]))}px", source)
        colours = {name: colour.name() for name, colour in self._colours.items()}
        return Template(sized).substitute(colours, icons=resource("icons").as_posix())

    def apply(self, application: QApplication, *, styled: bool = True) -> None:
        """Dress the whole application, with the style sheet or (`styled` false) without.

        What it wears already is left on, since each change is felt by every widget.
        """
        if not application.styleSheet() and application.style().name() != "fusion":
            application.setStyle(QStyleFactory.create("Fusion"))
        palette, font, sheet = self.palette(), self.font("body"), self.style_sheet()
        if application.palette() != palette:
            application.setPalette(palette)
        if application.font() != font:
            application.setFont(font)
        if styled and application.styleSheet() != sheet:
            application.setStyleSheet(sheet)
