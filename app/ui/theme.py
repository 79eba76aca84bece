"""The one place of colours, measures, fonts and the style sheet; everything else names roles.

Values come from `resources/design/tokens.json`, the sheet from `resources/design/desk.qss`.
`use` makes a theme the running one; painted widgets ask `current()` each time they paint, so a new
colour mode shows at once. Another text size changes measures: build the pages anew after it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from resources import FOLDER

MODES = ("light", "dark", "contrast")
SYSTEM = "system"
BIG_FROM, HUGE_FROM = 1.2, 1.5
MOST_AIR = 1.15
WORDS = {"system": "Theo máy", "light": "Sáng", "dark": "Tối", "contrast": "Tương phản cao"}

_PALETTE = {
    "Window": "window",
    "WindowText": "text",
    "Base": "surface",
    "AlternateBase": "sunken",
    "Text": "text",
    "Button": "surface",
    "ButtonText": "text",
    "ToolTipBase": "surface",
    "ToolTipText": "text",
    "Highlight": "accent",
    "HighlightedText": "on_accent",
    "PlaceholderText": "text3",
    "Link": "accent_text",
    "Accent": "accent",
}


@cache
def tokens() -> dict[str, Any]:
    """The design tokens, read once."""
    text = (FOLDER / "design/tokens.json").read_text("utf-8")
    values: dict[str, Any] = json.loads(text)
    return values


def scales() -> tuple[float, ...]:
    """The text sizes that a clerk may choose."""
    return tuple(tokens()["scale"])


@dataclass(frozen=True, slots=True)
class Theme:
    """A colour mode at a text size; `scale` multiplies every measure, the air up to 115 %."""

    mode: str = "light"
    scale: float = 1.0

    @property
    def big(self) -> bool:
        """Text so big that columns must give way."""
        return self.scale > BIG_FROM

    @property
    def huge(self) -> bool:
        """The biggest text, where words of the second rank give way on a small screen."""
        return self.scale >= HUGE_FROM

    def px(self, measure: float) -> int:
        """Device-independent pixels of a measure given at 100 %."""
        return round(measure * self.scale)

    def size(self, name: str) -> int:
        """A named height or width."""
        return self.px(tokens()["size"][name])

    def space(self, name: str) -> int:
        """A named distance: xs, s, m, l, xl, xxl; past a size the room goes to the words."""
        air: int = tokens()["space"][name]
        return round(air * min(self.scale, MOST_AIR))

    def radius(self, name: str) -> int:
        """A named corner: chip, control, panel."""
        return self.px(tokens()["radius"][name])

    def color(self, name: str) -> QColor:
        """A role's colour in this mode."""
        return _color(self.mode, name)

    def font(self, role: str) -> QFont:
        """A role's font at this size."""
        return _font(role, self.scale)

    def sheet(self) -> str:
        """The style sheet with every role and measure filled in."""
        template = (FOLDER / "design/desk.qss").read_text("utf-8")
        return Template(template).substitute(self._words())

    def palette(self) -> QPalette:
        """What the style sheet does not reach: selection, placeholder, tool tips."""
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(QPalette.ColorRole[role], self.color(name))
        for group in (QPalette.ColorGroup.Disabled,):
            palette.setColor(group, QPalette.ColorRole.Text, self.color("text3"))
            palette.setColor(group, QPalette.ColorRole.WindowText, self.color("text3"))
        return palette

    def _words(self) -> dict[str, str]:
        values = tokens()
        words = dict(values["color"][self.mode])
        words |= {f"t_{role}": f"{self.px(size)}px" for role, (size, _) in values["type"].items()}
        words |= {f"space_{name}": f"{self.space(name)}px" for name in values["space"]}
        for group in ("radius", "size"):
            words |= {f"{group}_{name}": f"{self.px(n)}px" for name, n in values[group].items()}
        return words | {
            "family": values["font"]["family"],
            "focus_w": f"{values['focus']['width']}px",
            "inner": f"{self.size('control') - 4}px",
            "pad": f"{self.px(9)}px",
            "pad_focus": f"{self.px(9) - 1}px",
            "wide": f"{self.px(14)}px",
            "wide_focus": f"{self.px(14) - 1}px",
            "arrow": f"{self.px(28)}px",
            "keyed": f"{self.px(44)}px",
            "step": f"{self.px(30)}px",
            "lift": f"{self.px(3)}px",
        }


@cache
def _color(mode: str, name: str) -> QColor:
    return QColor(tokens()["color"][mode][name])


@cache
def _font(role: str, scale: float) -> QFont:
    size, weight = tokens()["type"][role]
    font = QFont([tokens()["font"]["family"], *tokens()["font"]["fallback"]])
    font.setPixelSize(round(size * scale))
    font.setWeight(QFont.Weight(weight))
    return font


class _Running:
    """The theme in use; the only changeable state of this module."""

    theme = Theme()


def current() -> Theme:
    """The theme that the program wears now."""
    return _Running.theme


def use(app: QApplication, mode: str = SYSTEM, scale: float = 1.0) -> Theme:
    """Dress the program; `system` follows the machine's colour scheme."""
    _load_fonts()
    _Running.theme = theme = Theme(resolve(app, mode), scale)
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(theme.font("body"))
    app.setPalette(theme.palette())
    app.setStyleSheet(theme.sheet())
    return theme


def resolve(app: QApplication, mode: str) -> str:
    """The colour mode behind a wish: `system` asks the machine, contrast before darkness."""
    if mode in MODES:
        return mode
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def follow(app: QApplication, wish: Callable[[], str]) -> None:
    """Change with the machine's colour scheme for as long as `wish()` says `system`."""

    def _on_scheme_changed() -> None:
        if wish() == SYSTEM:
            use(app, SYSTEM, current().scale)

    app.styleHints().colorSchemeChanged.connect(_on_scheme_changed)


@cache
def _load_fonts() -> None:
    for file in (FOLDER / "fonts").glob("NotoSans*.ttf"):
        QFontDatabase.addApplicationFont(str(file))
