"""The PIN: six places with a dot a digit, or a plain hidden field for longer ones and phrases."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.fields import ENTER, Foot, restyle
from app.ui.widgets.text import Text, column

PLACES = 6


class PinBoxes(QLineEdit):
    """A password line painted as six boxes; digits are never shown nor given to the clipboard."""

    filled = Signal()

    def __init__(self, name: str) -> None:
        """Name it for screen readers; it says how many digits are in, never which."""
        super().__init__()
        self._label, self._wrong = name, False
        self.setProperty("role", "pin")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(PLACES)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self._say()

    def show_wrong(self, *, wrong: bool) -> None:
        """A red edge until the next digit."""
        self._wrong = wrong
        self.update()

    def _on_text_changed(self) -> None:
        if self.text():
            self._wrong = False
        self._say()
        if len(self.text()) == PLACES:
            self.filled.emit()

    def _say(self) -> None:
        count = len(self.text())
        words = self.tr("{0}, đã nhập {1} trên {2} số")
        self.setAccessibleName(words.format(self._label, count, PLACES))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and deleting only."""
        known = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.text() in set("0123456789") or event.key() in (*known, *ENTER):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """Six boxes with gaps."""
        look = theme.current()
        return QSize(PLACES * look.px(52) - look.px(8), look.px(54))

    def minimumSizeHint(self) -> QSize:
        """Never squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A box a place; the next one wears the focus ring."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        count = len(self.text())
        for place in range(PLACES):
            following = self.hasFocus() and place == min(count, PLACES - 1)
            edge = "late" if self._wrong else "focus" if following else "line_strong"
            width = 1 if edge == "line_strong" else 2
            box = QRectF(place * look.px(52), 0, look.px(44), look.px(54))
            box = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.setPen(QPen(look.color(edge), width))
            painter.setBrush(look.color("surface" if self.isEnabled() else "sunken"))
            painter.drawRoundedRect(box, look.radius("panel"), look.radius("panel"))
            if place < count:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color("text"))
                painter.drawEllipse(box.center(), look.px(5), look.px(5))


class SecretLine(QLineEdit):
    """One hidden line for a longer PIN or a pass-phrase."""

    def __init__(self, name: str) -> None:
        """Name it for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(200)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def show_wrong(self, *, wrong: bool) -> None:
        """A red edge until the next key."""
        restyle(self, "state", "error" if wrong else "")


class SecretField(QWidget):
    """A label over a hidden line, and below it a hint or what is wrong."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        """The label is the line's buddy."""
        super().__init__()
        self.input = SecretLine(label)
        name = Text(label, "label")
        name.setBuddy(self.input)
        self._foot = Foot(hint)
        box = column(name, self.input, self._foot, spacing="")
        box.setSpacing(theme.current().px(3))
        self.setLayout(box)
        self.setFocusProxy(self.input)
        self.input.textEdited.connect(lambda _text: self.say(""))
        self.say("")

    @property
    def value(self) -> str:
        """What was typed."""
        return self.input.text()

    def say(self, fault: str) -> None:
        """Show a fault, or the hint again; what was typed stays."""
        self.input.show_wrong(wrong=bool(fault))
        self.input.setAccessibleDescription(self._foot.say(fault))
