"""The line under the lock page's sheet: network, what waits, the time."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import theme
from app.ui.lock.desk import LockStatus
from app.ui.widgets.text import Dot, Icon, Text, empty


class StatusLine(QWidget):
    """Readable while nobody is in."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._box = QHBoxLayout(self)

    def show_status(self, status: LockStatus) -> None:
        """Ready words, dots between them."""
        empty(self._box)
        self._box.setSpacing(theme.current().space("s"))
        self._box.addWidget(Icon("online" if status.online else "offline", "text2"))
        for place, part in enumerate(status.parts):
            parts: list[QWidget] = [Dot()] if place else []
            for widget in (*parts, Text(part, "quiet")):
                self._box.addWidget(widget)
