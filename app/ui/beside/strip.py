"""Dải chép: a small window on top, one value of a dossier after the other, in the form's order.

Enter or a click copies the value that is marked and goes on to the next; the clipboard is emptied
30 seconds after the last copy and when the window closes. It ends by asking for the code that the
other system gave.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout

from app.ui import theme
from app.ui.beside.desk import Strip
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.text import Text

CLEAR_MS = 30_000
WIDE, HIGH = 420, 560


class CopyStrip(QFrame):
    """`entered` carries our code and the other system's, `left` that it was closed without one."""

    entered = Signal(str, str)
    left = Signal()

    def __init__(self, strip: Strip) -> None:
        """Show the first value; nothing is copied yet."""
        super().__init__(None, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle(self.tr("Dải chép"))
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._strip, self._copied = strip, ""
        look = theme.current()
        self.resize(look.px(WIDE), look.px(HIGH))
        self.said = Text(self.tr("Enter hoặc bấm chuột: chép mục này, sang mục sau."), "caption",
                         wrap=True)  # fmt: skip
        self.list = RowList(self.tr("Mục cần chép"))
        self.list.show_rows([Row(value, heading) for heading, value in strip.values], 0)
        self.list.chosen.connect(self._copy)
        self.list.clicked.connect(lambda index: self._copy(index.row()))
        self.code = Field(
            self.tr("Mã {0} vừa cấp").format(strip.place), hint=self.tr("Enter: ghi và đóng")
        )
        self.code.input.installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[look.space("m")] * 4)
        box.setSpacing(look.space("s"))
        for part in (Text(strip.title, "strong", wrap=True), self.said):
            box.addWidget(part)
        box.addWidget(self.list, 1)
        box.addWidget(self.code)
        self._clear = QTimer(self, singleShot=True, interval=CLEAR_MS)
        self._clear.timeout.connect(self._empty_clipboard)

    def take_focus(self) -> None:
        """The value that is next."""
        self.list.setFocus()

    def say(self, words: str) -> None:
        """What was wrong with the code, under its field."""
        self.code.say(words)
        self.code.input.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; F10 copies, too."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F10:
            self._copy(self.list.place)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the field of the code ends it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if ends and watched is self.code.input and self.code.value.strip():
                self.entered.emit(self._strip.code, self.code.value.strip())
                return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing of a person stays on the clipboard."""
        self._empty_clipboard()
        self.left.emit()
        super().closeEvent(event)

    def _copy(self, place: int) -> None:
        if not 0 <= place < len(self._strip.values):
            return
        heading, value = self._strip.values[place]
        self._copied = value
        QApplication.clipboard().setText(value)
        self._clear.start()
        said = self.tr("Đã chép {0}. Dán vào {1}.").format(heading, self._strip.place)
        self.said.setText(said)
        if place + 1 < len(self._strip.values):
            self.list.go_to(place + 1)
        else:
            self.code.input.setFocus()

    def _empty_clipboard(self) -> None:
        """Only what was copied here; what another program put there meanwhile is its own."""
        board = QApplication.clipboard()
        if self._copied and board.text() == self._copied:
            board.clear()
        self._copied = ""
