"""The one box that takes everything: card, slip, number, name, telephone."""

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.fields import ENTER
from app.ui.widgets.text import Icon


class ScanBox(QFrame):
    """Enter sends what stands in it."""

    submitted = Signal(str)

    def __init__(self) -> None:
        """An empty box."""
        super().__init__()
        look = theme.current()
        self.input = QLineEdit()
        self.input.setProperty("role", "scan")
        self.input.setAccessibleName(self.tr("Ô quét và tìm"))
        self.input.setPlaceholderText(
            self.tr("Quét CCCD hoặc phiếu hẹn · gõ tên không dấu, số điện thoại")
        )
        self.input.setMaxLength(1_000)
        box = QHBoxLayout(self)
        box.setContentsMargins(look.space("m"), 0, look.px(6), 0)
        box.setSpacing(look.space("s"))
        box.addWidget(Icon("scan", "accent_text"))
        box.addWidget(self.input, 1)
        box.addWidget(KeyHint("F3"))
        self.setFixedHeight(look.size("scan"))
        self.setMaximumWidth(look.px(960))
        self.setFocusProxy(self.input)
        self.input.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter submits; a change of the focus paints the ring."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
        ):
            self._submit()
            return True
        return super().eventFilter(watched, event)

    def _submit(self) -> None:
        text = self.input.text().strip()
        if text:
            self.submitted.emit(text)

    def take_focus(self) -> None:
        """Put the caret here, with what stands there selected."""
        self.input.setFocus()
        self.input.selectAll()

    def clear(self) -> None:
        """Ready for the next one."""
        self.input.clear()

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
