"""The banner: one message at a time, in the page's flow, never over it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.ui import theme
from app.ui.messages import ATTENTION, OLD, Message
from app.ui.widgets import paint
from app.ui.widgets.buttons import pressable
from app.ui.widgets.text import Icon, Text, column, empty

_LOOK = {OLD: ATTENTION}
_SIGN = {"late": "warn", "attention": "warn", "done": "check", "sending": "exchange"}


class Banner(QFrame):
    """Shows a message or nothing; its buttons never take the focus away from the form."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        look = theme.current()
        self._kind = ATTENTION
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(*(look.space(name) for name in ("l", "s", "m", "s")))
        self._box.setSpacing(look.space("m"))
        self.hide()

    def show_message(self, message: Message | None, others: int = 0) -> None:
        """Fill the slot, or take it away; `others` are as many messages that stand behind it."""
        empty(self._box)
        if message is None:
            self.hide()
            return
        self._kind = kind = _LOOK.get(message.kind, message.kind)
        self.setAccessibleName(f"{message.head} {message.more}".strip())
        self._box.addWidget(Icon(_SIGN.get(kind, kind), kind))
        words = [Text(message.head, "strong", wrap=True)]
        self.setToolTip(message.more)
        if message.more and not (theme.current().big and len(message.actions) > 1):
            words.append(Text(message.more, "quiet", wrap=True))
        self._box.addLayout(column(*words, spacing=""), 1)
        if others:
            behind = Text(f"+{others}", "quiet")
            behind.setToolTip(f"Còn {others} thông báo khác sau thông báo này.")
            behind.setAccessibleName(behind.toolTip())
            self._box.addWidget(behind)
        for action in message.actions:
            button = pressable(action.words, key=action.key)
            button.clicked.connect(lambda _checked=False, act=action.act: act())
            self._box.addWidget(button)
        self.setVisible(self.parentWidget() is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The kind's ground; in contrast mode its edge, too."""
        edge = self._kind if theme.current().mode == "contrast" else "line"
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = paint.smooth(QPainter(self))
        paint.rounded(painter, box, "panel", fill=f"{self._kind}_bg", edge=edge)
