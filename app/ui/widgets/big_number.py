"""A number that is read from across a room: painted as big as its place lets it be."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets import paint

LEAST = 120
AIR = 0.92  # of the font's size: what figures and capitals need with a little room around


def big_font(pixels: float) -> QFont:
    """The face of the big numbers at a size."""
    font = QFont(theme.current().font("ticket"))
    font.setPixelSize(max(1, round(pixels)))
    return font


def fitting(text: str, wide: float, most: float) -> QFont:
    """As big as `most`, smaller where the text would be wider than `wide`."""
    font = big_font(most)
    needed = QFontMetricsF(font).horizontalAdvance(text)
    return font if needed <= wide else big_font(most * wide / needed)


def draw_fitting(  # noqa: PLR0913 - a painter's argument list
    painter: QPainter, rect: QRectF, text: str, most: float, color: str, align: object = paint.LEFT
) -> float:
    """One line on the capitals' centre of `rect`; returns the width used."""
    font = fitting(text, rect.width(), most)
    wide = QFontMetricsF(font).horizontalAdvance(text)
    left = rect.left()
    if align == paint.CENTER:
        left = rect.center().x() - wide / 2
    elif align == paint.RIGHT:
        left = rect.right() - wide
    painter.setFont(font)
    painter.setPen(theme.current().color(color))
    painter.drawText(QPointF(left, paint.baseline(rect, font)), text)
    return wide


class BigNumber(QWidget):
    """The number given last."""

    def __init__(self) -> None:
        """Nothing was given yet."""
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_number(self, text: str) -> None:
        """Another number in the same place."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the figures, whatever they are."""
        return QSize(theme.current().px(200), round(self._size() * AIR))

    def _size(self) -> float:
        look = theme.current()
        return LEAST if look.big else max(LEAST, look.px(LEAST))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the middle of its place."""
        painter = paint.smooth(QPainter(self))
        draw_fitting(painter, QRectF(self.rect()), self._text, self._size(), "text", paint.CENTER)
