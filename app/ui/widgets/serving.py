"""Whom the clerk serves, and who waits: at the right of the scan box, on every page."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.text import Rule, Text

ROOM, LESS_ROOM = 176, 108  # the second of the biggest text


class Serving(QWidget):
    """The number before this desk over who waits; as wide whatever it says, so nothing jumps."""

    def __init__(self) -> None:
        """Hidden until the office has a queue."""
        super().__init__()
        look = theme.current()
        role = "title" if look.huge else "name"
        self._number, self._waits = Text("", role), Text("", "caption")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._number)
        words.addWidget(self._waits)
        words.addStretch(1)
        line = Rule(upright=True)
        line.setMaximumHeight(look.px(30))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space("l"))
        box.addLayout(words, 1)
        box.addWidget(line)
        self.setFixedWidth(look.px(LESS_ROOM if look.huge else ROOM))
        self.hide()

    def show_queue(self, number: str, waits: str, first: str, tip: str) -> None:
        """The number that was called, who waits, who goes first; `tip` says it all.

        Of the biggest text who goes first is left to the tip.
        """
        self._number.setText(number)
        self._waits.setText(waits if theme.current().huge else f"{waits} {first}".strip())
        self.setToolTip(tip)
        self.setAccessibleName(tip)
