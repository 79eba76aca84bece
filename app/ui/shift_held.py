"""Shift held for a moment, and nothing else: somebody looks for what it does with the F-keys."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

HELD_MS = 400  # a capital letter, or a scanner's, comes sooner


class ShiftHeld(QObject):
    """`held`, and `ended` by the next key or by letting go."""

    held = Signal()
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        """Not held."""
        super().__init__(parent)
        self._wait = QTimer(self, singleShot=True, interval=HELD_MS)
        self._wait.timeout.connect(self.held)

    def hear(self, event: QKeyEvent) -> None:
        """A key went down or up; parents hear it again, which changes nothing."""
        down = event.type() == QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_Shift and down:
            if not event.isAutoRepeat():
                self._wait.start()
        elif down or event.key() == Qt.Key.Key_Shift:
            self._wait.stop()
            self.ended.emit()
