"""The end of a bug: what was typed is kept, and a text to copy that names no person.

The text holds the kind of error and the places in the code, never the error's own words: they may
quote what somebody typed.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from app.ui.crash_window import CrashWindow

log = logging.getLogger(__name__)


def report(error: BaseException, version: str = "") -> str:
    """The copyable text: kinds and places only, the cause first."""
    lines = [f"Một Cửa {version}".strip()]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(type(chain).__qualname__)
        lines += [
            f"  {PurePath(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(chain.__traceback__)
        ]
        chain = chain.__cause__ or chain.__context__
    return "\n".join(lines)


class CrashGuard(QObject):
    """Catches what nobody caught, from any thread, and shows it once at a time."""

    _caught = Signal(object)

    def __init__(self, keep: Callable[[], None], version: str = "") -> None:
        """`keep` stores what is typed; it is asked before anything is shown."""
        super().__init__()
        self._keep, self._version, self._busy = keep, version, False
        self.window: CrashWindow | None = None
        self._caught.connect(self._show)

    def install(self) -> None:
        """Hear every uncaught error of this process."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_uncaught_beside

    def _on_uncaught_beside(self, found: threading.ExceptHookArgs) -> None:
        """A thread of its own, as the card scanner's."""
        if found.exc_value is not None:
            self.show(found.exc_value)

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.show(error)

    def show(self, error: BaseException) -> None:
        """Log the places and open the window, on the UI thread."""
        log.critical("bug\n%s", report(error, self._version))
        self._caught.emit(error)

    def _show(self, error: BaseException) -> None:
        if self._busy or (self.window is not None and self.window.isVisible()):
            return
        kept, self._busy = False, True
        try:
            self._keep()
            kept = True
        finally:  # a bug in keeping, too, is told
            self._busy = False
            from app.ui.crash_window import CrashWindow  # no start has to wait for it

            self.window = CrashWindow(report(error, self._version), kept=kept)
            self.window.show()
            self.window.activateWindow()
