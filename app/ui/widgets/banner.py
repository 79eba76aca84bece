"""The banner: one message at a time, in the page's flow, never over it."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui import theme
from app.ui.messages import ATTENTION, OLD, TURN_KEY, Message
from app.ui.widgets import paint
from app.ui.widgets.buttons import Button, pressable
from app.ui.widgets.text import Icon, Text, column, empty, hosted, row

MOST_BESIDE = 3  # buttons that big text leaves room for beside the words
_LOOK = {OLD: ATTENTION}
_SIGN = {"late": "warn", "attention": "warn", "done": "check", "sending": "exchange"}


class Banner(QFrame):
    """Shows a message or nothing; its buttons never take the focus away from the form.

    `turned` when the message behind is asked for.
    """

    turned = Signal()

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
        """Fill the slot, or take it away; as many `others` stand behind it, a key leads to them."""
        empty(self._box)
        if message is None:
            self.hide()
            return
        self._kind = kind = _LOOK.get(message.kind, message.kind)
        self.setAccessibleName(f"{message.head} {message.more}".strip())
        self._box.addWidget(Icon(_SIGN.get(kind, kind), kind))
        words: list[QWidget] = [Text(message.head, "strong", wrap=True)]
        self.setToolTip(message.more)
        if message.more and not (theme.current().big and len(message.actions) > 1):
            words.append(Text(message.more, "quiet", wrap=True))
        buttons = hosted(row(*self._buttons(message, others), None, spacing="m"))
        below = theme.current().big and len(message.actions) + bool(others) > MOST_BESIDE
        self._box.addLayout(column(*words, *[buttons] * below, spacing="xs" if below else ""), 1)
        if not below:
            self._box.addWidget(buttons)
        self.setVisible(self.parentWidget() is not None)
        self.update()

    def _buttons(self, message: Message, others: int) -> list[Button]:
        made = []
        for action in message.actions:
            button = pressable(action.words, key=action.key)
            button.clicked.connect(lambda _checked=False, act=action.act: act())
            made.append(button)
        return [*made, self._behind(others)] if others else made

    def _behind(self, others: int) -> Button:
        button = pressable(self.tr("Còn {0} tin nữa").format(others), key=TURN_KEY)
        button.setToolTip(self.tr("Còn {0} thông báo khác sau thông báo này.").format(others))
        button.clicked.connect(self.turned)
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The kind's ground; in contrast mode its edge, too."""
        edge = self._kind if theme.current().mode == "contrast" else "line"
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = paint.smooth(QPainter(self))
        paint.rounded(painter, box, "panel", fill=f"{self._kind}_bg", edge=edge)
