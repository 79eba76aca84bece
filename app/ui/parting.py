"""The closing line: what is still unsent, said when the window closes; it holds nobody up."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.ui import theme
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.fields import ENTER
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text, row

STANDS_MS = 5_000


class Parting(QFrame):
    """Stands for five seconds after the window has closed; Enter or Esc ends it at once."""

    def __init__(self, unsent: int, since: str, today: str = "") -> None:
        """How many dossiers the province does not have yet, since when; what went today."""
        super().__init__()
        look = theme.current()
        self.setProperty("role", "page")
        self.setWindowTitle(self.tr("Một Cửa đã đóng"))
        head = self.tr("Còn {0} hồ sơ chưa gửi tỉnh, cũ nhất từ {1}.").format(unsent, since)
        more = self.tr("Hồ sơ an toàn trên máy này. Lần mở sau, có mạng là máy tự gửi.")
        self.setAccessibleName(f"{head} {more} {today}".strip())
        panel = Panel()
        panel.body.addWidget(Text(head, "title", wrap=True))
        for words in filter(None, (more, today)):
            panel.body.addWidget(Text(words, wrap=True))
        panel.body.addLayout(row(None, KeyHint("Enter", self.tr("đóng ngay"))))
        box = QVBoxLayout(self)
        box.setContentsMargins(*[look.space("m")] * 4)
        box.addWidget(panel)
        wide = look.px(620)
        self.resize(wide, max(look.px(170), box.totalHeightForWidth(wide)))
        QTimer.singleShot(STANDS_MS, self, self.close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read: gone."""
        if event.key() in (*ENTER, Qt.Key.Key_Escape):
            self.close()
