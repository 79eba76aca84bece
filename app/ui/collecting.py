"""Python's cycles are collected on the UI thread, and nowhere else.

Python collects in whichever thread happens to allocate. A print or exchange worker that collects a
forgotten widget destroys it off the UI thread while Qt may be painting, and the process ends.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2_000


class Collector(QObject):
    """Takes collecting over for as long as it lives; reference counting goes on everywhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        """From here on nobody else collects; what lives by now is never looked at again."""
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect_what_is_due)
        self._timer.start()

    @staticmethod
    def collect_what_is_due() -> None:
        """The oldest generation that Python itself would collect by now."""
        due = [
            generation
            for generation, (count, most) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > most
        ]
        if due:
            gc.collect(due[-1])
