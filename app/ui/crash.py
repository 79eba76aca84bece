"""The end of a bug: what was typed is kept, and a text to copy that names no person.

The text holds the kind of error and the places in the code, never the error's own words: they may
quote what somebody typed.
"""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import PurePath
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout

from app.ui import theme
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text, row, scrolled

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

    def __init__(self, words: str) -> None:
        """Show the text of `report`."""
        super().__init__()
        look = theme.current()
        self.words = words
        self.setProperty("role", "page")
        self.setWindowTitle(self.tr("Một Cửa gặp lỗi"))
        panel = Panel()
        panel.body.addWidget(Text(self.tr("Chương trình gặp lỗi ở một bước."), "title", wrap=True))
        safe = self.tr("Hồ sơ đã lưu không mất. Chữ đang gõ đã được giữ lại thành bản nháp.")
        todo = self.tr("Làm tiếp được. Nếu lỗi lặp lại, chép đoạn dưới và gửi cho người hỗ trợ.")
        panel.body.addWidget(Text(safe, wrap=True))
        panel.body.addWidget(Text(todo, wrap=True))
        panel.body.addWidget(scrolled(Text(words, "caption")), 1)
        panel.body.addLayout(self._buttons())
        box = QVBoxLayout(self)
        box.setContentsMargins(*[look.space("m")] * 4)
        box.addWidget(panel)
        self.resize(look.px(620), look.px(420))

    def _buttons(self) -> QVBoxLayout:
        from app.ui.widgets.buttons import Button  # the lock page has none

        go_on = Button(self.tr("Làm tiếp"), role="primary")
        copy = Button(self.tr("Chép nội dung lỗi"))
        go_on.clicked.connect(self.close)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.words))
        box = QVBoxLayout()
        box.addLayout(row(None, copy, go_on))
        go_on.setDefault(True)
        return box


class CrashGuard(QObject):
    """Catches what nobody caught, from any thread, and shows it once at a time."""

    _caught = Signal(object)

    def __init__(self, keep: Callable[[], None], version: str = "") -> None:
        """`keep` stores what is typed; it is asked before anything is shown."""
        super().__init__()
        self._keep, self._version = keep, version
        self.window: CrashWindow | None = None
        self._caught.connect(self._show)

    def install(self) -> None:
        """Hear every uncaught error of this process."""
        sys.excepthook = self._on_uncaught

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
        if self.window is not None and self.window.isVisible():
            return
        self._keep()
        self.window = CrashWindow(report(error, self._version))
        self.window.show()
