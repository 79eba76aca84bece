"""What a clerk sees of a bug: what happened, what is safe, what to do, a text to copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout

from app.ui import theme
from app.ui.widgets.buttons import pressable
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, row

GOING_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


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
