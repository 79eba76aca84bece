"""The one box that takes everything: card, slip, number, name, telephone."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.fields import ENTER
from app.ui.widgets.text import Icon

FAST_MS = 35  # keys closer than that may be a scanner without a prefix


class ScanBox(QFrame):
    """Enter sends what stands in it; `typed` follows the fingers, also while a word is composed.

    Keys faster than fingers are held back until they pause: they may be a scanner's, whose text
    is taken out of the box again. `stepped_down` is the Down key.
    """

    submitted = Signal(str)
    typed = Signal(str)
    stepped_down = Signal()

    def __init__(self) -> None:
        """An empty box."""
        super().__init__()
        self.input = QLineEdit()
        self.input.setProperty("role", "scan")
        self.input.setAccessibleName(self.tr("Ô quét và tìm"))
        said = (
            self.tr("Quét CCCD, phiếu hẹn · gõ tên, số điện thoại")
            if theme.current().huge
            else self.tr("Quét CCCD hoặc phiếu hẹn · gõ tên không dấu, số điện thoại")
        )
        self.input.setPlaceholderText(said)
        self.input.setMaxLength(1_000)
        self._composing, self._told = "", ""
        self._last_ms, self._fast = 0, False
        self._pause = QTimer(self, singleShot=True, interval=FAST_MS)
        self._pause.timeout.connect(self._tell_now)
        self.input.textEdited.connect(lambda _text: self._tell())
        self._build()
        self.setFocusProxy(self.input)
        self.input.installEventFilter(self)

    def _build(self) -> None:
        look = theme.current()
        box = QHBoxLayout(self)
        box.setContentsMargins(look.space("m"), 0, look.px(6), 0)
        box.setSpacing(look.space("s"))
        box.addWidget(Icon("scan", "accent_text"))
        box.addWidget(self.input, 1)
        box.addWidget(KeyHint("F3"))
        self.setFixedHeight(look.size("scan"))
        self.setMaximumWidth(look.px(960))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter submits; a change of the focus paints the ring."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event) or super().eventFilter(watched, event)
        if isinstance(event, QInputMethodEvent):
            self._composing, self._fast = event.preeditString(), False
            QTimer.singleShot(0, self, self._tell)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in ENTER:
            self._submit()
            return True
        if event.key() == Qt.Key.Key_Down:
            self.stepped_down.emit()
            return True
        self._fast = event.timestamp() - self._last_ms < FAST_MS
        self._last_ms = event.timestamp()
        return False

    @property
    def text(self) -> str:
        """What stands in it, with the word that is still being composed, without outer spaces."""
        whole, caret = self.input.text(), self.input.cursorPosition()
        return (whole[:caret] + self._composing + whole[caret:]).strip()

    def _tell(self) -> None:
        if self._fast:
            self._pause.start()
        else:
            self._tell_now()

    def _tell_now(self) -> None:
        self._pause.stop()
        if self.text != self._told:
            self._told = self.text
            self.typed.emit(self.text)

    def _submit(self) -> None:
        if self._pause.isActive():
            self._tell_now()
        if self.text:
            self.submitted.emit(self.text)

    def take_focus(self) -> None:
        """Put the caret here, with what stands there selected."""
        self.input.setFocus()
        self.input.selectAll()

    def put(self, text: str) -> None:
        """Show a text, selected, so that the next key begins anew; the same text is left alone."""
        if text != self.text:
            self.input.setText(text)
            self.input.selectAll()
        self._told = text

    def clear(self) -> None:
        """Ready for the next one."""
        self._pause.stop()
        self.input.clear()
        self._told = ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """An edge that turns into the focus ring."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        focused = self.input.hasFocus()
        width = theme.tokens()["focus"]["width"] if focused else 1
        painter.setPen(QPen(look.color("focus" if focused else "line_strong"), width))
        painter.setBrush(look.color("surface"))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, look.radius("control"), look.radius("control"))
