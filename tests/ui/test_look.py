from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QSpinBox, QVBoxLayout
from pytestqt.qtbot import QtBot

from cupdesk.resources import resource
from cupdesk.rules.model import Season
from cupdesk.seasons.preset import presets, regulations
from cupdesk.ui.controls.look import DENSITIES, THEMES, Look, ready_chip
from cupdesk.ui.controls.qt_words import running

ON_GROUNDS = {
    "text": 4.5,
    "text2": 4.5,
    "text3": 4.5,
    "accent": 4.5,
    "up": 4.5,
    "down": 4.5,
    "sanction": 4.5,
    "title": 4.5,
    "guest": 4.5,
    **{f"plot_{i}": 4.5 for i in range(1, 6)},
    "ctlline": 3,
}
ON_TINTS = (
    ("unofficial", "unofficial_tint"),
    ("provisional", "provisional_tint"),
    ("final", "final_tint"),
    ("revised", "revised_tint"),
    ("what_if", "what_if_tint"),
    ("problem", "problem_tint"),
    ("attention", "attention_tint"),
    ("on_accent", "accent"),
    ("text", "sel"),
    ("text", "sel2"),
    ("text", "changed"),
    ("text2", "sel2"),
    ("text2", "changed"),
)


def luminance(colour: QColor) -> float:
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: QColor, b: QColor) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=THEMES)
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Look:
    return Look(request.param)


@pytest.mark.parametrize("token", ON_GROUNDS)
def test_text_and_borders_stand_out_from_the_ground(look: Look, token: str) -> None:
    assert contrast(look.colour(token), look.colour("base")) >= ON_GROUNDS[token]
    if token not in ("ctlline", "guest"):
        assert contrast(look.colour(token), look.colour("win")) >= 4.5


@pytest.mark.parametrize(("token", "tint"), ON_TINTS)
def test_words_stand_out_from_their_tint(look: Look, token: str, tint: str) -> None:
    assert contrast(look.colour(token), look.colour(tint)) >= 4.5


def chip_colours(shipped: Season) -> list[tuple[str, str, bool]]:
    """Light and dark colour of every chip shipped, and whether it is filled."""
    rules = [shipped.regulations, *(regulations(preset.code) for preset in presets())]
    found = [(c.chip.light, c.chip.dark, True) for each in rules for c in each.categories if c.chip.light]
    found += [(a.chip.light, a.chip.dark, False) for each in rules for a in each.awards if a.chip.light]
    found += [(*ready_chip("categories", i), True) for i in range(7)]
    return found + [(*ready_chip("awards", i), False) for i in range(4)]


def test_chips_can_be_read(look: Look, shipped: Season) -> None:
    for light, dark, filled in chip_colours(shipped):
        colour = look.colour(dark if look.theme == "dark" else light)
        against = look.colour("on_chip") if filled else look.colour("base")
        assert contrast(colour, against) >= 4.5, (light, dark)


def test_both_themes_have_the_same_tokens(qapp: QApplication) -> None:
    names = [set(re.findall(r"^(\w+) = \"#", resource("themes", f"{t}.toml").read_text(), re.M)) for t in THEMES]
    assert names[0] == names[1]


def test_no_colour_is_written_in_code() -> None:
    for path in (Path(__file__).parents[2] / "src" / "cupdesk" / "ui").rglob("*.py"):
        assert not re.search(r"[\"']#[0-9A-Fa-f]{3,8}\b", path.read_text(encoding="utf-8")), path


def test_an_unknown_token_is_a_bug(look: Look) -> None:
    with pytest.raises(KeyError):
        look.colour("turquoise")


def test_style_sheet_has_every_place_filled_and_scales(look: Look) -> None:
    sheet = look.style_sheet()
    assert "$" not in sheet
    assert not re.search(r"\dlp", sheet)
    assert "min-height: 26px" in sheet
    assert "min-height: 52px" in Look(look.theme, 200).style_sheet()


def test_palette_speaks_the_tokens(look: Look) -> None:
    palette = look.palette()
    assert palette.color(QPalette.ColorRole.Base) == look.colour("base")
    assert palette.color(QPalette.ColorRole.Highlight) == look.colour("sel")
    assert palette.color(QPalette.ColorRole.PlaceholderText) == look.colour("text3")


def test_text_size_and_wide_windows_multiply_everything(qapp: QApplication) -> None:
    assert Look(text_size=200).px(13) == 26
    assert Look(wide=True).font("body").pixelSize() == 14
    assert Look(text_size=200).font("entry").pixelSize() == 36
    assert Look(text_size=200).pixmap("gavel", 16).deviceIndependentSize().width() == 32


def test_weights_come_from_the_font_itself(look: Look) -> None:
    widths = [QFontMetricsF(look.font(role)).horizontalAdvance("Dussolliet") for role in ("body", "strong")]
    assert widths[0] < widths[1]


def test_figures_are_tabular_only_where_asked(look: Look) -> None:
    def spread(role: str) -> float:
        metrics = QFontMetricsF(look.font(role))
        widths = [metrics.horizontalAdvance(digit * 10) for digit in "0123456789"]
        return max(widths) - min(widths)

    assert spread("figures") == spread("strong_figures") == 0
    assert spread("body") > 0


@pytest.mark.parametrize(
    ("free", "rows", "height"), [(26 * 22, 26, 22), (26 * 25, 26, 25), (2000, 26, 28), (100, 26, 22)]
)
def test_the_field_fits_between_22_and_28(qapp: QApplication, free: int, rows: int, height: int) -> None:
    assert Look().row_height(free, rows) == height


def test_density_overrides_the_fit(qapp: QApplication) -> None:
    heights = [Look(density=density).row_height(10_000, 26) for density in DENSITIES]
    assert heights == [28, 22, 26, 32]


def test_icons_are_drawn_in_the_colour_asked(look: Look) -> None:
    picture = look.pixmap("gavel", 32, "down").toImage()
    wanted = look.colour("down")
    solid = [picture.pixelColor(x, y) for x in range(32) for y in range(32) if picture.pixelColor(x, y).alpha() == 255]
    assert solid
    for one in solid:
        assert abs(one.red() - wanted.red()) + abs(one.green() - wanted.green()) + abs(one.blue() - wanted.blue()) <= 6


def test_shipped_icons_are_the_used_ones() -> None:
    ui = Path(__file__).parents[2] / "src" / "cupdesk" / "ui"
    code = "".join(path.read_text(encoding="utf-8") for path in ui.rglob("*.py"))
    sheet = resource("themes", "window.qss").read_text(encoding="utf-8")
    for icon in resource("icons").glob("*.svg"):
        assert f'"{icon.stem}"' in code or f"/{icon.name}" in sheet, f"{icon.name} is not used"


def test_theme_lightness_rises_with_the_ground(qapp: QApplication) -> None:
    light, dark = Look("light"), Look("dark")
    for ground in ("base", "win", "row"):
        assert luminance(light.colour(ground)) > luminance(dark.colour(ground))
    for a, b in pairwise(("row", "line", "line2")):
        assert luminance(light.colour(a)) > luminance(light.colour(b))
        assert luminance(dark.colour(a)) < luminance(dark.colour(b))


@pytest.mark.parametrize("kind", [QComboBox, QSpinBox])
def test_a_choice_shows_that_it_has_the_keyboard(look: Look, qtbot: QtBot, kind: type[QComboBox | QSpinBox]) -> None:
    look.apply(running())
    window = QDialog()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    choices = [kind(), kind()]
    for choice in choices:
        column.addWidget(choice)
    window.show()
    window.activateWindow()
    choices[0].setFocus()
    QApplication.processEvents()
    edges = [choice.grab().toImage().pixelColor(1, choice.height() // 2) for choice in choices]
    assert edges[0] == look.colour("accent")
    assert edges[1] != edges[0]
    for ground in ("win", "base", "ctl", "line"):
        assert contrast(edges[0], look.colour(ground)) >= 3
