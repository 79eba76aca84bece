"""A count: digits type it, plus and minus change it. A real spin box in our own dress."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSpinBox

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.fields import ENTER


class Stepper(QSpinBox):
    """A whole number between bounds with a minus at the left and a plus at the right."""

    def __init__(self, name: str, value: int = 1, *, least: int = 1, most: int = 999) -> None:
        """Name it for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "stepper")
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setRange(least, most)
        self.setValue(value)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.lineEdit().setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Wide enough for three digits between the two signs."""
        return QSize(theme.current().px(104), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It is never squeezed."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus step; Enter goes on."""
        if event.text() in {"+", "="}:
            self.stepUp()
        elif event.text() in {"-", "_"}:
            self.stepDown()
        elif event.key() in ENTER:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The two ends are buttons."""
        edge = theme.current().px(32)
        if event.position().x() < edge:
            self.stepDown()
        elif event.position().x() > self.width() - edge:
            self.stepUp()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's box, then the two signs; a sign at its end is pale."""
        super().paintEvent(event)
        look, painter = theme.current(), QPainter(self)
        size = look.px(18)
        top = self.height() / 2 - size / 2
        ends = (
            ("minus", look.px(9), self.value() > self.minimum()),
            ("plus", self.width() - look.px(27), self.value() < self.maximum()),
        )
        for sign, left, possible in ends:
            ink = look.color("text2" if possible else "line")
            paint.draw_icon(painter, sign, left, top, size, ink)
