"""A picture that scrolls, larger or smaller, turned as one likes; its keys are heard here."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui import theme

STEP, LEAST, MOST = 1.25, 0.1, 6.0
MOST_FITTED = 1.5  # a small picture is not blown up
QUARTER = 90


class Sheet(QWidget):
    """Draws what is seen of the picture; the whole is never made anew."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self.image, self.zoom, self.turns = QImage(), 1.0, 0

    def settle(self) -> None:
        """Take the room that picture, zoom and turn need."""
        wide, high = self.image.width(), self.image.height()
        if self.turns % 2:
            wide, high = high, wide
        self.resize(max(1, round(wide * self.zoom)), max(1, round(high * self.zoom)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Turned about its middle."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.rotate(QUARTER * self.turns)
        painter.scale(self.zoom, self.zoom)
        wide, high = self.image.width(), self.image.height()
        painter.drawImage(QRectF(-wide / 2, -high / 2, wide, high), self.image)
        painter.resetTransform()
        painter.setPen(theme.current().color("line"))  # white paper on a white ground has an edge
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Paper(QScrollArea):
    """`turned` with 1 or -1: the next sheet, the one before. `looked` when zoom or turn changed."""

    turned = Signal(int)
    looked = Signal()

    def __init__(self, name: str) -> None:
        """`name` is what a screen reader says."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.viewport().setAutoFillBackground(False)
        self.sheet, self._fits = Sheet(), True
        self.setWidget(self.sheet)
        self._keys = {
            Qt.Key.Key_Right: lambda: self.turned.emit(1),
            Qt.Key.Key_Left: lambda: self.turned.emit(-1),
            Qt.Key.Key_Plus: lambda: self.enlarge(STEP),
            Qt.Key.Key_Equal: lambda: self.enlarge(STEP),
            Qt.Key.Key_Minus: lambda: self.enlarge(1 / STEP),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_R: self.rotate,
        }

    @property
    def percent(self) -> int:
        """How large it is beside its own dots."""
        return round(100 * self.sheet.zoom)

    def show_image(self, image: QImage, turns: int = 0) -> None:
        """Another one, from its top; as wide as the room, or as large as the last one."""
        self.sheet.image, self.sheet.turns = image, turns
        self._settle()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def fit(self) -> None:
        """As wide as there is room."""
        self._fits = True
        self._settle()

    def enlarge(self, by: float) -> None:
        """Larger or smaller about the middle of what is seen."""
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        before = [(bar.value() + bar.pageStep() / 2) for bar in bars]
        old, self._fits = self.sheet.zoom, False
        self.sheet.zoom = min(MOST, max(LEAST, old * by))
        self._settle()
        for bar, middle in zip(bars, before, strict=True):
            bar.setValue(round(middle * self.sheet.zoom / old - bar.pageStep() / 2))

    def rotate(self) -> None:
        """A quarter to the right."""
        self.sheet.turns = (self.sheet.turns + 1) % 4
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows turn the pages; with Shift they go sideways over a large one."""
        key, held = event.key(), event.modifiers()
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        act = self._keys.get(Qt.Key(key))
        if held & Qt.KeyboardModifier.ShiftModifier and sideways:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + sideways * theme.current().px(80))
        elif act is not None and not held & Qt.KeyboardModifier.ControlModifier:
            act()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room, another width."""
        super().resizeEvent(event)
        if self._fits:
            self._settle()

    def _settle(self) -> None:
        image, sheet = self.sheet.image, self.sheet
        wide = image.height() if sheet.turns % 2 else image.width()
        if self._fits and wide:
            bar = self.verticalScrollBar().sizeHint().width()
            room = self.width() - bar  # whether or not it is there: the width must not swing
            sheet.zoom = min(MOST_FITTED, room / wide)
        sheet.settle()
        self.looked.emit()
