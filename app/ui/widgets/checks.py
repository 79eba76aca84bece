"""A box to tick with Space: a real check box, painted with our own mark."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from app.ui import theme
from app.ui.widgets import paint


class CheckBox(QCheckBox):
    """A box of 18 px in a row that is the target, and words behind it."""

    def __init__(self, words: str) -> None:
        """Name it by its words."""
        super().__init__(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Box, gap, words, in a row that a finger hits."""
        look = theme.current()
        wide = look.px(8 + 18 + 8 + 8) + paint.text_width(self.text(), "body")
        return QSize(round(wide), look.size("target"))

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def hitButton(self, _place: object) -> bool:
        """The whole row is the target."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, its mark, the words, the ring."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        side, middle = look.px(18), self.height() / 2
        box = QRectF(look.px(8), middle - side / 2, side, side)
        on = self.isChecked()
        painter.setPen(QPen(look.color("accent" if on else "line_strong"), 1))
        painter.setBrush(look.color("accent" if on else "surface"))
        painter.drawRoundedRect(box, look.radius("chip"), look.radius("chip"))
        if on:
            size = look.px(14)
            left, top = box.center().x() - size / 2, box.center().y() - size / 2
            paint.draw_icon(painter, "check", left, top, size, look.color("on_accent"))
        start = box.right() + look.px(8)
        room = QRectF(start, 0, self.width() - start, self.height())
        paint.draw_text(painter, room, self.text(), "body", "text")
        if self.hasFocus():
            paint.draw_ring(painter, QRectF(self.rect()), radius="control")
