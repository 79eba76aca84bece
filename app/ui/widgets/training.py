"""The frame of a training profile: nobody may take practice for work."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.widgets import paint

EDGE = 6
STRIPE = 18
WORDS_HIGH, WORDS_GAP = 64, 10


def foot_high() -> int:
    """How much of the rail's foot the words cover."""
    return theme.current().px(WORDS_HIGH + 2 * WORDS_GAP)


class TrainingFrame(QWidget):
    """Lies over the whole window, takes no mouse and no keys, and follows its size."""

    def __init__(self, over: QWidget, railed: Callable[[], bool] = lambda: True) -> None:
        """Cover `over`; without its rail (`railed`) the words stand in the window's corner."""
        super().__init__(over)
        self._over, self._railed = over, railed
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Luyện tập – không có giá trị"))
        edge = theme.current().px(EDGE)
        over.setContentsMargins(edge, edge, edge, edge)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window, and on top of what it shows."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setGeometry(self._over.rect())
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stripes along the edges, the words at the foot of the rail or in the corner.

        It lies over everything, so whatever is painted below asks for it: mostly between the edges.
        """
        look, painter = theme.current(), paint.smooth(QPainter(self))
        edge, whole, touched = look.px(EDGE), QRectF(self.rect()), QRectF(event.rect())
        for band in self._bands(whole, edge):
            if band.intersects(touched):
                self._stripes(painter, band)
        words, box = self.label()
        paint.rounded(painter, QRectF(box), "chip", fill="training", edge=None)
        painter.setPen(look.color("on_training"))
        painter.setFont(look.font("caption_strong"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    @staticmethod
    def _bands(whole: QRectF, edge: int) -> tuple[QRectF, ...]:
        wide, high = whole.width(), whole.height()
        return (
            QRectF(0, 0, wide, edge),
            QRectF(0, high - edge, wide, edge),
            QRectF(0, 0, edge, high),
            QRectF(wide - edge, 0, edge, high),
        )

    @staticmethod
    def _stripes(painter: QPainter, band: QRectF) -> None:
        look = theme.current()
        step = look.px(STRIPE)
        painter.save()
        painter.setClipRect(band)
        painter.fillRect(band, look.color("training"))
        along, length = band.width() > band.height(), max(band.width(), band.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("on_training"))
        painter.drawRects(
            [
                QRectF(band.left() + place * along, band.top() + place * (not along), step, step)
                for place in range(0, int(length) + step, step * 2)
            ]
        )
        painter.restore()

    def label(self) -> tuple[str, QRect]:
        """The words and where they stand: without the rail above all that is read there."""
        look, left = theme.current(), theme.current().px(2 + EDGE)
        if not self._railed():
            words = self.tr("LUYỆN TẬP – không có giá trị")
            wide = round(paint.text_width(words, "caption_strong")) + look.space("l")
            return words, QRect(left, left, wide, look.size("chip"))
        high, wide = look.px(WORDS_HIGH), look.size("rail") - look.px(4)
        foot = look.px(EDGE) + look.size("keybar") + look.size("status") + look.px(WORDS_GAP)
        box = QRect(left, self.height() - foot - high, wide, high)
        return self.tr("LUYỆN TẬP\nkhông có\ngiá trị"), box
