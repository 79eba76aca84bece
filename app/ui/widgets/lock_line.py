"""The padlock line: this may only be looked at, why, since when, and who may do more."""

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.text import Icon, Text, row

POINTED_MS = 2_000


class LockLine(QFrame):
    """Grey as everything that is a state and no fault; without a sentence it is not there."""

    def __init__(self, sentence: str = "") -> None:
        """Show the sentence, if there is one."""
        super().__init__()
        look = theme.current()
        self._said = Text("", wrap=True)
        self._pointed = QTimer(self, singleShot=True, interval=POINTED_MS)
        self._pointed.timeout.connect(self.update)
        box = row(Icon("lock", "offline"), self._said, spacing="m")
        box.setStretch(1, 1)
        box.setContentsMargins(*(look.space(name) for name in ("m", "s", "m", "s")))
        self.setLayout(box)
        self.say(sentence)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._said.text()

    def say(self, sentence: str) -> None:
        """Another sentence, or none."""
        self._said.setText(sentence)
        self.setAccessibleName(sentence)
        if self.parentWidget() is not None or not sentence:  # it is shown with what it stands on
            self.setVisible(bool(sentence))

    def point(self) -> None:
        """A key that does nothing here was pressed: the line says why, ringed for a moment."""
        self._pointed.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self.update()

    @property
    def pointed(self) -> bool:
        """Whether it is ringed."""
        return self._pointed.isActive()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Its ground; in contrast mode its edge, too."""
        edge = "offline" if theme.current().mode == "contrast" else "line"
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = paint.smooth(QPainter(self))
        paint.rounded(painter, box, "control", fill="offline_bg", edge=edge)
        if self.pointed:
            paint.draw_ring(painter, QRectF(self.rect()).adjusted(0, 0, -1, -1))
