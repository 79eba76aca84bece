"""The header: scan box, whom the clerk serves, who works where, the clock."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui import theme
from app.ui.widgets.scanbox import ScanBox
from app.ui.widgets.serving import Serving
from app.ui.widgets.text import Rule, Text

DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


class Header(QFrame):
    """One line over the page."""

    def __init__(self) -> None:
        """Nobody is in yet."""
        super().__init__()
        look = theme.current()
        self.setProperty("role", "chrome_top")
        self.setMinimumHeight(look.size("header"))
        self.scan, self.serving = ScanBox(), Serving()
        self._clerk, self._desk = Text("", "strong"), Text("", "caption")
        self._day, self._time = Text("", "caption"), Text("", "strong")
        box = QHBoxLayout(self)
        box.setContentsMargins(look.space("l"), 0, look.space("l"), 0)
        box.setSpacing(look.space("l"))
        box.addWidget(self.scan, 100)
        box.addStretch(1)
        box.addWidget(self.serving)
        box.addLayout(_pair(self._clerk, self._desk))
        line = Rule(upright=True)
        line.setMaximumHeight(look.px(30))
        box.addWidget(line)
        box.addLayout(_pair(self._day, self._time))

    def show_clerk(self, name: str, desk: str) -> None:
        """Who is in, and at which counter."""
        self._clerk.setText(name)
        self._desk.setText(desk)

    def show_time(self, now: datetime) -> None:
        """The law's time at the commune."""
        self._day.setText(f"{DAYS[now.weekday()]} {now:%d/%m}")
        self._time.setText(f"{now:%H:%M}")


def _pair(upper: Text, lower: Text) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(0)
    box.addStretch(1)
    box.addWidget(upper)
    box.addWidget(lower)
    box.addStretch(1)
    return box
