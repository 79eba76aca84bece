"""Fields: a label that is the buddy above, the input, one line below that hints or says a fault.

Vietnamese is typed through an input method with fake backspaces: no mask, no completion in the
line, nothing rewritten while typing; text is tidied on leaving.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QSpacerItem,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from app.domain.vietnamese import fold, person_name
from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.text import Icon, Text, row

_SPACES = re.compile(r"\s+")
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def tidy(text: str) -> str:
    """Typed text as it is kept: NFC, single spaces, trimmed."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def tidy_name(text: str) -> str:
    """A person's name as it is kept: with capitals where it was typed without any."""
    return person_name(tidy(text))


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set one property that the sheet asks for, and dress that widget anew."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Line(QLineEdit):
    """One line of Vietnamese: untouched while typing, tidied on leaving; Enter goes on."""

    left = Signal()

    def __init__(
        self, name: str, placeholder: str = "", tidied: Callable[[str], str] = tidy
    ) -> None:
        """Name it for screen readers; `tidied` is what becomes of its text on leaving."""
        super().__init__()
        self._tidied = tidied
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMinimumWidth(theme.current().px(80))
        self._composing = ""
        self.beyond: QWidget | None = None  # where Enter goes from a form's last line

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tidy what was typed, unless only a menu or window took over for a moment."""
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in passing:
            self.settle()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the way to the next field; it never saves."""
        if event.key() in ENTER and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            if self.beyond is None:
                self.focusNextChild()
            else:
                self.beyond.setFocus()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember what is still being composed."""
        super().inputMethodEvent(event)
        self._composing = event.preeditString()

    def commit(self) -> None:
        """Take in what is still being composed, where the input method has not done so."""
        if self._composing:
            whole = QInputMethodEvent()
            whole.setCommitString(self._composing)
            QCoreApplication.sendEvent(self, whole)

    def settle(self) -> None:
        """Tidy the text now."""
        clean = self._tidied(self.text())
        if clean != self.text():
            self.setText(clean)


class Choice(QComboBox):
    """A few words to choose from, with a tinted arrow; `data` of each is what it means."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        """`choices` are (meaning, words)."""
        super().__init__()
        self.setAccessibleName(name)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.view().setAccessibleName(name)
        self._typed, self._typing = "", QElapsedTimer()
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the choices, keeping the chosen meaning where it is still there."""
        chosen = self.currentData()
        with QSignalBlocker(self):
            self.clear()
            for meaning, words in choices:
                self.addItem(words, meaning)
            self.setCurrentIndex(max(0, self.findData(chosen)) if chosen is not None else 0)
        longest = max((len(words) for _, words in choices), default=4)
        self.setMinimumContentsLength(min(longest, 14))

    def choose(self, meaning: str) -> None:
        """Show the choice with this meaning, else the first."""
        self.setCurrentIndex(max(0, self.findData(meaning)))

    def meaning(self) -> str:
        """What the shown choice means; empty where there is none."""
        chosen = self.currentData()
        return chosen if isinstance(chosen, str) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; Space or Alt+Down opens; letters choose, with or without their marks."""
        if event.key() in ENTER:
            self.focusNextChild()
        elif not self._seek(event.text()):
            super().keyPressEvent(event)

    def _seek(self, letter: str) -> bool:
        """Choose what begins with the letters typed without a rest; False: Qt looks for the last.

        Qt alone finds no “Nữ” by “nu”, and takes the first one with an n.
        """
        if not letter.isalpha():
            return False
        rest_ms = QApplication.keyboardInputInterval()
        if not self._typing.isValid() or self._typing.hasExpired(rest_ms):
            self._typed = ""
        self._typing.start()
        self._typed += fold(letter)
        for place in range(self.count() if len(set(self._typed)) > 1 else 0):
            if fold(self.itemText(place)).startswith(self._typed):
                self.setCurrentIndex(place)
                return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style's box, words that end in dots where they must, and our arrow."""
        look, painter = theme.current(), QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        pad = look.space("s") if look.big else look.px(10)
        size = look.size("icon_small")
        left = self.width() - size - pad
        start = look.px(9) + 3  # where a line of text begins: its padding, its edge, Qt's own
        room = QRectF(start, 0, left - start - look.space("xs"), self.height())
        paint.draw_text(painter, room, self.currentText(), "body", "text")
        top = self.height() / 2 - size / 2
        paint.draw_icon(painter, "down", left, top, size, look.color("text2"))


class Foot(QWidget):
    """Below a field: its hint, or what is wrong with what was typed."""

    def __init__(self, hint: str) -> None:
        """The hint is said; a field shows it once it stands in its box."""
        super().__init__()
        self.hint = hint
        self._sign = Icon("warn", "late", "icon_small")
        self.words = Text(hint, "caption", wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line = row(self._sign, self.words, spacing="xs")
        line.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def say(self, fault: str) -> str:
        """The fault, or the hint again; no room is taken where there is neither. What is said."""
        restyle(self.words, "role", "error" if fault else "caption")
        self.words.setText(fault or self.hint)
        self._sign.setVisible(bool(fault))
        self.setVisible(bool(fault or self.hint))
        return fault or self.hint


class Field(QWidget):
    """Label, input and the line below. `changed` while typing, `left` when the clerk goes on."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        key: str = "",
        choices: Sequence[tuple[str, str]] | None = None,
        person: bool = False,
    ) -> None:
        """A line to type, or a choice where `choices` (meaning, words) are given.

        `person`: the name of one, which gets its capitals on leaving.
        """
        super().__init__()
        tidied = tidy_name if person else tidy
        self.input: Line | Choice = (
            Line(label, tidied=tidied) if choices is None else Choice(label, choices)
        )
        name = Text(label, "label")
        name.setBuddy(self.input)
        self.box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().px(3))
        box.addLayout(row(name, None, KeyHint(key)) if key else row(name, None))
        box.addWidget(self.input)
        self._foot = Foot(hint)
        box.addWidget(self._foot)
        # a neighbour with two lines below it makes this one higher: the input keeps its place
        policy = QSizePolicy.Policy
        box.addSpacerItem(QSpacerItem(0, 0, policy.Minimum, policy.Preferred))
        box.setStretch(box.count() - 1, 1)
        self.setFocusProxy(self.input)
        self.say("")
        self._connect()

    def _connect(self) -> None:
        if isinstance(self.input, Line):
            self.input.textEdited.connect(self.changed)
            self.input.left.connect(self.left)
        else:
            self.input.currentIndexChanged.connect(self.changed)
            self.input.currentIndexChanged.connect(self.left)

    @property
    def value(self) -> str:
        """What is in the field, as typed."""
        return self.input.text() if isinstance(self.input, Line) else self.input.meaning()

    def put(self, value: str) -> None:
        """Show a value; no signal comes of it."""
        with QSignalBlocker(self.input):
            if isinstance(self.input, Line):
                self.input.setText(value)
                self.input.setCursorPosition(0)
            else:
                self.input.choose(value)

    def say(self, fault: str) -> None:
        """Show a fault under the field, or the hint again; the typed text stays."""
        restyle(self.input, "state", "error" if fault else "")
        self.input.setAccessibleDescription(self._foot.say(fault))

    def advise(self, hint: str) -> None:
        """Another hint in the place of the first one; a fault that stands there stays."""
        fault = self._foot.words.text() if self.faulty else ""
        self._foot.hint = hint
        self.say(fault)

    @property
    def faulty(self) -> bool:
        """Whether a fault stands under it."""
        return bool(self.input.property("state") == "error")
