"""What was just done, and the key that takes it back: at the foot, where nothing moves for it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui import theme
from app.ui.messages import Message
from app.ui.status import Status, waiting
from app.ui.widgets import paint
from app.ui.widgets.buttons import pressable
from app.ui.widgets.text import Dot, Icon, Text, empty


class Said(QWidget):
    """Two sentences on one line; the second is cut before the first, both before a key."""

    def __init__(self, head: str, more: str) -> None:
        """Take what room there is."""
        super().__init__()
        self._head, self._more = head, more
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Strong words, then quiet ones."""
        painter, room = QPainter(self), QRectF(self.rect())
        used = paint.draw_text(painter, room, self._head, "caption_strong", "done")
        rest = room.adjusted(used + theme.current().space("m"), 0, 0, 0)
        if rest.width() > theme.current().px(40):
            paint.draw_text(painter, rest, self._more, "caption", "text2")


class DoneBar(QFrame):
    """Stands in the status bar's place for as long as its message lasts."""

    def __init__(self) -> None:
        """Nothing was done yet."""
        super().__init__()
        look = theme.current()
        self.setMinimumHeight(look.size("status"))
        self._unsent, self._message = "", Message("", "", "")
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(look.space("l"), 0, look.space("m"), 0)
        self._box.setSpacing(look.space("s"))

    def show_status(self, status: Status) -> None:
        """The unsent number stays in sight here, too, as it is now."""
        part = waiting(status.unsent)
        before, self._unsent = self._unsent, part.words if part else ""
        if self._unsent != before:
            self.show_message(self._message)

    def show_message(self, message: Message) -> None:
        """Say it on one line."""
        self._message = message
        empty(self._box)
        self.setAccessibleName(f"{message.head} {message.more}".strip())
        self.setToolTip(f"{message.head} {message.more}".strip())
        self._box.addWidget(Icon("check", "done", "icon_small"))
        self._box.addWidget(Said(message.head, message.more), 1)
        for action in message.actions:
            button = pressable(action.words, key=action.key, role="plain")
            button.clicked.connect(lambda _checked=False, act=action.act: act())
            self._box.addWidget(button)
        if self._unsent:
            self._box.addWidget(Dot())
            self._box.addWidget(Text(self._unsent, "caption"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of what is done."""
        painter = paint.smooth(QPainter(self))
        painter.fillRect(QRectF(self.rect()), theme.current().color("done_bg"))
