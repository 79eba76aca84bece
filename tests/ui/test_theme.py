"""Tokens, style sheet and modes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.widgets.paint import text_width

TEXT_FLOOR, EDGE_FLOOR = 4.5, 3.0


def luminance(color: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", theme.MODES)
@pytest.mark.parametrize(("kind", "floor"), [("text", TEXT_FLOOR), ("edge", EDGE_FLOOR)])
def test_every_pair_can_be_read(mode: str, kind: str, floor: float) -> None:
    colors = theme.tokens()["color"][mode]
    low = {
        (ink, ground): round(contrast(colors[ink], colors[ground]), 2)
        for ink, ground in theme.tokens()["pairs"][kind]
        if contrast(colors[ink], colors[ground]) < floor
    }
    assert low == {}


GROUNDS = ("window", "chrome", "surface", "sunken", "hover", "accent_soft")
STATES = tuple(theme.tokens()["sign"])
INKS = ("text", "text2", "text3", "accent_text", "danger", *STATES)
EDGES = ("line_strong", "focus", "accent", "late", "scroll")


@pytest.mark.parametrize("mode", theme.MODES)
def test_every_ink_can_be_read_on_every_ground_it_may_stand_on(mode: str) -> None:
    colors = theme.tokens()["color"][mode]
    states = [(ink, f"{kind}_bg") for kind in STATES for ink in (kind, "text", "text2")]
    pairs = [*((ink, ground) for ink in INKS for ground in GROUNDS), *states]
    low = [pair for pair in pairs if contrast(*(colors[name] for name in pair)) < TEXT_FLOOR]
    assert low == []


@pytest.mark.parametrize("mode", theme.MODES)
def test_edges_of_fields_the_focus_and_the_bar_are_seen_on_every_ground(mode: str) -> None:
    colors = theme.tokens()["color"][mode]
    pairs = [
        (edge, ground) for edge in EDGES for ground in ("window", "chrome", "surface", "sunken")
    ]
    pairs += [(edge, ground) for edge in EDGES[:3] for ground in GROUNDS]
    low = [pair for pair in pairs if contrast(*(colors[name] for name in pair)) < EDGE_FLOOR]
    assert low == []


def test_every_mode_has_the_same_names() -> None:
    names = {mode: set(colors) for mode, colors in theme.tokens()["color"].items()}
    assert names["light"] == names["dark"] == names["contrast"]


@pytest.mark.parametrize("mode", theme.MODES)
@pytest.mark.parametrize("scale", theme.scales())
def test_the_sheet_has_no_gap(mode: str, scale: float) -> None:
    sheet = theme.Theme(mode, scale).sheet()
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_a_size_multiplies_every_measure() -> None:
    assert theme.Theme(scale=1.5).size("control") == 54
    assert theme.Theme(scale=1.5).font("body").pixelSize() == 22


@pytest.mark.parametrize(
    ("scheme", "mode"), [(Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")]
)
def test_system_follows_the_machine(qapp: QApplication, scheme: Qt.ColorScheme, mode: str) -> None:
    qapp.styleHints().setColorScheme(scheme)
    found = theme.resolve(qapp, theme.SYSTEM)
    qapp.styleHints().unsetColorScheme()
    if qapp.styleHints().colorScheme() == Qt.ColorScheme.Unknown:
        assert found in theme.MODES
    else:
        assert found == mode


def test_the_own_font_is_there_and_digits_are_equally_wide(qapp: QApplication) -> None:
    theme.use(qapp, "light")
    font = theme.current().font("body")
    assert font.families()[0] == "Noto Sans"
    assert {text_width(digit, "body") for digit in "0123456789"} == {text_width("0", "body")}
