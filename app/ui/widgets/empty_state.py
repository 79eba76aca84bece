"""What is not here, and the one thing to do about it; never a blank grid."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.text import Icon, Text, row


class EmptyState(QWidget):
    """A sign, one sentence of what is missing, one of what to do, and the keys for it."""

    def __init__(
        self, icon: str, head: str, more: str, keys: Sequence[tuple[str, str]] = ()
    ) -> None:
        """`keys` are (key, what it does)."""
        super().__init__()
        self.setAccessibleName(f"{head}. {more}")
        box = QVBoxLayout(self)
        box.setSpacing(theme.current().space("s"))
        box.addStretch(2)
        self._sign = Icon(icon, "text3", 36)
        box.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        for words, role in ((head, "title"), (more, "quiet")):
            label = Text(words, role, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        if keys:
            box.addSpacing(theme.current().space("s"))
            box.addLayout(row(None, *[KeyHint(*key) for key in keys], None, spacing="l"))
        box.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without room for both the words stay."""
        super().resizeEvent(event)
        box = self.layout()
        if box is not None:
            wanted = box.totalMinimumHeightForWidth(self.width())
            sign = 0 if self._sign.isVisibleTo(self) else self._sign.height() + box.spacing()
            self._sign.setVisible(self.height() >= wanted + sign)
