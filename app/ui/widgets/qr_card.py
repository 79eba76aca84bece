"""A QR code on the screen: dark squares on white in every mode, so that any scanner reads it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets import paint

QUIET = 4  # modules of white around it, by the standard
SIDE = 168


class QrCard(QWidget):
    """Nothing until it is given rows; as wide as high."""

    def __init__(self, name: str) -> None:
        """Name it for screen readers."""
        super().__init__()
        self._rows: tuple[str, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the key brings it into sight

    def show_rows(self, rows: tuple[str, ...]) -> None:
        """Each row a text of 0 and 1."""
        self._rows = rows
        self.setVisible(bool(rows))
        self.update()

    def sizeHint(self) -> QSize:
        """Big enough for a scanner at arm's length."""
        side = theme.current().px(SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Whole pixels a module, in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if not self._rows:
            return
        count = len(self._rows) + 2 * QUIET
        module = max(1, self.width() // count)
        first = (self.width() - module * count) // 2 + module * QUIET
        for down, cells in enumerate(self._rows):
            for across, cell in enumerate(cells):
                if cell == "1":
                    left, top = first + across * module, first + down * module
                    painter.fillRect(QRectF(left, top, module, module), QColor("black"))
        if self.hasFocus():
            paint.draw_ring(painter, QRectF(self.rect()), radius="control")
