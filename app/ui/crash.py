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

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout

from app.ui import theme
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, row

GOING_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
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


class CrashWindow(QFrame):
    """Tells what happened, what is safe and what to do; the desk behind it stays open."""

    def __init__(self, words: str, *, kept: bool = True) -> None:
        """Show the text of `report`; `kept`: what is typed could be stored."""
        super().__init__()
        look = theme.current()
        self.words = words
        self.setProperty("role", "page")
        self.setWindowTitle(self.tr("Một Cửa gặp lỗi"))
        panel = Panel()
        panel.body.addWidget(Text(self.tr("Chương trình gặp lỗi ở một bước."), "title", wrap=True))
        safe = (
            self.tr("Hồ sơ đã lưu không mất. Chữ đang gõ đã được giữ lại thành bản nháp.")
            if kept
            else self.tr("Hồ sơ đã lưu không mất. Chữ đang gõ chưa giữ lại được: chép ra giấy đã.")
        )
        self.setAccessibleName(safe)
        todo = self.tr("Làm tiếp được. Nếu lỗi lặp lại, chép đoạn dưới và gửi cho người hỗ trợ.")
        panel.body.addWidget(Text(safe, wrap=True))
        panel.body.addWidget(Text(todo, wrap=True))
        places = Text(words, "caption")
        places.setAlignment(Qt.AlignmentFlag.AlignTop)
        panel.body.addWidget(scrolled(places), 1)
        panel.body.addLayout(self._buttons())
        box = QVBoxLayout(self)
        box.setContentsMargins(*[look.space("m")] * 4)
        box.addWidget(panel)
        self.resize(look.px(620), look.px(420))

    def _buttons(self) -> QVBoxLayout:
        from app.ui.widgets.buttons import pressable  # the lock page has none

        go_on = pressable(self.tr("Làm tiếp"), key="Enter", role="primary")
        copy = pressable(self.tr("Chép nội dung lỗi"), key="Ctrl+C")
        go_on.clicked.connect(self.close)
        copy.clicked.connect(self._copy)
        box = QVBoxLayout()
        box.addLayout(row(None, copy, go_on))
        return box

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Esc goes on, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in GOING_ON:
            self.close()


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
            self.window = CrashWindow(report(error, self._version), kept=kept)
            self.window.show()
            self.window.activateWindow()
