"""How much of an allowance is used, as a bar; its words stand beside it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets import paint


class Meter(QWidget):
    """`kind` is the colour of the used part."""

    def __init__(self) -> None:
        """Nothing is used."""
        super().__init__()
        self._share, self._kind = 0.0, "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, kind: str, words: str) -> None:
        """Another share, 0 to 1; `words` for screen readers."""
        self._share, self._kind = min(1.0, max(0.0, share)), kind
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(theme.current().px(120), theme.current().px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole, then the used part."""
        painter, whole = paint.smooth(QPainter(self)), QRectF(self.rect()).adjusted(0, 0, -1, -1)
        edge = "line_strong" if theme.current().mode == "contrast" else None
        paint.rounded(painter, whole, "chip", fill="hover", edge=edge)
        if self._share > 0:
            used = QRectF(whole)
            used.setWidth(max(whole.height(), whole.width() * self._share))
            paint.rounded(painter, used, "chip", fill=self._kind, edge=None)
