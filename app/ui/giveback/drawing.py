"""A signature drawn on the screen: strokes of a pen, finger or mouse, and their picture."""

from itertools import pairwise

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets import paint

SHAPE = 3.0  # as many times as wide as high
WIDTH = 900  # dots of the picture that is kept
PEN, FULL_PEN = 0.004, 0.008  # of the width, without and with all pressure
LEAST = 0.05  # of the width: less is a slip of the hand
FOOT, INSET = 0.78, 0.06  # where the line to sign on stands
Point = tuple[float, float, float]


class Drawing(QObject):
    """Strokes as shares of the area's width, with their pressure; `changed` at each point."""

    changed = Signal()

    def __init__(self) -> None:
        """Nothing is drawn."""
        super().__init__()
        self.strokes: list[list[Point]] = []

    @property
    def blank(self) -> bool:
        """Whether nobody has signed: a dot is no signature."""
        return sum(map(_length, self.strokes)) < LEAST

    def begin(self, at: Point) -> None:
        """The pen comes down."""
        self.strokes.append([at])
        self.changed.emit()

    def go_on(self, to: Point) -> None:
        """The pen moves, where it is down."""
        if self.strokes:
            self.strokes[-1].append(to)
            self.changed.emit()

    def clear(self) -> None:
        """Once more from the beginning."""
        self.strokes = []
        self.changed.emit()

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Dark on whatever stands below."""
        for stroke in self.strokes:
            for (x, y, before), (to_x, to_y, pressure) in pairwise(stroke):
                wide = PEN + (FULL_PEN - PEN) * (before + pressure) / 2
                pen = QPen(Qt.GlobalColor.black, wide * area.width())
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                first, second = (QPointF(*one) * area.width() for one in ((x, y), (to_x, to_y)))
                painter.drawLine(area.topLeft() + first, area.topLeft() + second)

    def picture(self) -> bytes:
        """A grey PNG of it on white; the same strokes always give the same bytes."""
        image = QImage(WIDTH, round(WIDTH / SHAPE), QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = paint.smooth(QPainter(image))
        self.paint(painter, QRectF(image.rect()))
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes
        return bytes(buffer.data().data())


class DrawingArea(QWidget):
    """White paper with a line to sign on, in every theme; one of several may show a drawing."""

    def __init__(self, drawing: Drawing, name: str) -> None:
        """Name it for screen readers."""
        super().__init__()
        self.drawing, self._down = drawing, False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        drawing.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as a hand writes."""
        return QSize(theme.current().px(480), theme.current().px(160))

    def minimumSizeHint(self) -> QSize:
        """Still room for a name."""
        return QSize(theme.current().px(240), theme.current().px(80))

    @property
    def paper(self) -> QRectF:
        """The white part, in its own shape."""
        wide = min(float(self.width()), self.height() * SHAPE)
        left, top = (self.width() - wide) / 2, (self.height() - wide / SHAPE) / 2
        return QRectF(left, top, wide, wide / SHAPE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper, line, strokes."""
        painter, paper = paint.smooth(QPainter(self)), self.paper
        painter.fillRect(paper, Qt.GlobalColor.white)
        painter.setPen(QPen(theme.current().color("line_strong"), 1))
        painter.drawRect(paper.adjusted(0.5, 0.5, -0.5, -0.5))
        foot, inset = paper.top() + paper.height() * FOOT, paper.width() * INSET
        painter.drawLine(QPointF(paper.left() + inset, foot), QPointF(paper.right() - inset, foot))
        self.drawing.paint(painter, paper)
        painter.end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen with its pressure; taken here, so that no mouse is made of it."""
        event.accept()
        if event.type() == QEvent.Type.TabletPress:
            self._draw(event.position(), event.pressure(), down=True)
        elif event.type() == QEvent.Type.TabletMove and self._down:
            self._draw(event.position(), event.pressure())
        elif event.type() == QEvent.Type.TabletRelease:
            self._down = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A mouse, or a finger that Qt makes one of."""
        self._draw(event.position(), 0.5, down=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It moves with its button down."""
        if self._down:
            self._draw(event.position(), 0.5)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """The stroke ends."""
        self._down = False

    def _draw(self, at: QPointF, pressure: float, *, down: bool = False) -> None:
        paper = self.paper
        x, y = (at.x() - paper.left()) / paper.width(), (at.y() - paper.top()) / paper.width()
        point = (min(max(x, 0.0), 1.0), min(max(y, 0.0), 1 / SHAPE), pressure)
        if down:
            self._down = True
            self.drawing.begin(point)
        else:
            self.drawing.go_on(point)


def _length(stroke: list[Point]) -> float:
    return sum(abs(to[0] - before[0]) + abs(to[1] - before[1]) for before, to in pairwise(stroke))
