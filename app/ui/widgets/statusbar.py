"""The status bar: painted from a `Status`; one sentence for screen readers."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from app.ui import theme
from app.ui.status import Segment, Status, segments
from app.ui.widgets import paint

PRINTER = "printer"
LOUD = ("offline", "attention", "late", "sending")


class StatusBar(QFrame):
    """Fixed height, fixed order; words get shorter before any part goes.

    `printer_pressed` when the printer's part is clicked; its key is the window's.
    """

    printer_pressed = Signal()

    def __init__(self) -> None:
        """An offline machine with nothing to send."""
        super().__init__()
        self.setProperty("role", "chrome_bottom")
        self.setMinimumHeight(theme.current().size("status"))
        self._left, self._right = segments(Status())
        self.show_status(Status())

    def show_status(self, status: Status) -> None:
        """Say something else."""
        self._left, self._right = segments(status)
        self.setAccessibleName(" · ".join(part.words for part in (*self._left, *self._right)))
        self.update()

    def _width(self, part: Segment) -> float:
        return theme.current().px(20) + paint.text_width(part.words, "caption")

    def _total(self, parts: list[Segment]) -> float:
        look = theme.current()
        return sum(self._width(part) + look.space("xl") for part in parts)

    def fitted(self) -> tuple[list[Segment], list[Segment]]:
        """Printer, saved, network, last answer get their short words, until all fits."""
        left, right = list(self._left), list(self._right)
        order = [*((right, at) for at in range(len(right) - 1, -1, -1)), (left, 0)]
        order += [(left, at) for at in range(len(left) - 1, 1, -1)]
        for side, at in order:
            if self._total(left) + self._total(right) <= self.width():
                break
            side[at] = replace(side[at], words=side[at].short or side[at].words)
        return left, right

    def printer_left(self) -> float:
        """Where the printer's part begins, at the right of everything; the width where none is."""
        right = self.fitted()[1]
        if not right or right[-1].icon != PRINTER:
            return self.width()
        look = theme.current()
        return self.width() - self._width(right[-1]) - look.space("xl") - look.px(6)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the printer opens what it does."""
        inside = self.rect().contains(event.position().toPoint())
        left_button = event.button() == Qt.MouseButton.LeftButton
        if inside and left_button and event.position().x() >= self.printer_left():
            self.printer_pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Left parts from the left, right parts from the right."""
        super().paintEvent(event)
        look, painter = theme.current(), paint.smooth(QPainter(self))
        left, right = self.fitted()
        start: float = look.space("m") + look.px(6)
        for part in left:
            start = self._draw(painter, start, part)
        start = max(start, self.width() - self._total(right) + look.space("m"))
        for part in right:
            start = self._draw(painter, start, part)

    def _draw(self, painter: QPainter, left: float, part: Segment) -> float:
        look, middle, width = theme.current(), self.height() / 2, self._width(part)
        if part.kind in LOUD:
            box = QRectF(left - look.px(6), middle - look.px(11), width + look.px(14), look.px(23))
            edge = part.kind if look.mode == "contrast" else None
            paint.rounded(painter, box, "chip", fill=f"{part.kind}_bg", edge=edge)
        ink = "text2" if part.kind == "plain" else part.kind
        size = look.size("icon_small")
        paint.draw_icon(painter, part.icon, left, middle - size / 2, size, look.color(ink))
        room = QRectF(left + look.px(20), 0, self.width(), self.height())
        paint.draw_text(painter, room, part.words, "caption", ink)
        return left + width + look.space("xl")
