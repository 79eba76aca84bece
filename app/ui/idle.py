"""A desk that nobody touches locks itself, as F12 does: a clerk who was called away shows nothing.

Any key, click, stroke or movement over the program counts as somebody; a scan types keys, too, and
one that comes over a serial line says so by `begin`.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

SOMEBODY = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate, QEvent.Type.TabletPress, QEvent.Type.TabletMove,
})  # fmt: skip


class IdleLock(QObject):
    """Calls `lock` once nobody has touched the program for `after_ms` (asked anew; 0: never)."""

    def __init__(
        self, app: QApplication, after_ms: Callable[[], int], lock: Callable[[], None]
    ) -> None:
        """Listen to the whole application; install it after every other filter."""
        super().__init__(app)
        self._app, self._after_ms = app, after_ms
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(lock)
        app.installEventFilter(self)

    def begin(self) -> None:
        """Somebody is here: count anew."""
        if after_ms := self._after_ms():
            self.timer.start(after_ms)
        else:
            self.timer.stop()

    def close(self) -> None:
        """Listen and lock no more."""
        self.timer.stop()
        self._app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Nothing is taken from anybody."""
        if event.type() in SOMEBODY:
            self.begin()
        return False
