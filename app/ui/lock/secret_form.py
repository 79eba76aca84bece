"""A secret of one's own, typed twice: by a one-time code, as the office asks, or a short PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import ClerkError, MotCuaError
from app.ui import theme
from app.ui.lock.desk import CODE, PHRASE, SHORT
from app.ui.widgets.buttons import pressable
from app.ui.widgets.fields import Field, Line
from app.ui.widgets.pin import SecretField
from app.ui.widgets.text import Text, column, row


class SecretForm(QWidget):
    """`asked` carries the code (empty where none is asked), the secret and the secret again."""

    asked = Signal(str, str, str)

    def __init__(self, kind: str, *, phrases: bool) -> None:
        """Empty lines; Enter goes on, and from the last one it asks.

        With `phrases` a one-time code is for a pass-phrase.
        """
        super().__init__()
        self._kind, self._phrase = kind, kind == PHRASE or (kind == CODE and phrases)
        noun = self.tr("cụm mật khẩu") if self._phrase else self.tr("mã PIN")
        self._name = self.tr("{0} mới").format(noun)
        told = not theme.current().huge  # the biggest text leaves room for the fields alone
        code = self.tr("10 chữ và số, Giám đốc đưa tận tay.")
        self.code = Field(self.tr("Mã dùng một lần"), hint=code if told else "")
        self.pin = SecretField(
            self._name[0].upper() + self._name[1:], hint=self._hint() if told else ""
        )
        self.again = SecretField(self.tr("Gõ lại {0}").format(self._name))
        self.trouble, self.doing = Text("", "error", wrap=True), Text("", "caption")
        button = pressable(self.tr("Đặt {0} và mở").format(noun), key="F9", role="primary")
        button.clicked.connect(self.ask)
        why = Text(self._why(), "quiet", wrap=True)
        foot = row(button, self.doing, None)
        self.setLayout(column(why, self.code, self.pin, self.again, self.trouble, foot, None))
        why.setVisible(bool(why.text()))
        self.code.setVisible(kind == CODE)
        self.trouble.hide()
        self.pin.input.returnPressed.connect(self.again.input.setFocus)
        self.again.input.returnPressed.connect(self.ask)
        self.code.changed.connect(lambda: self.say(None))

    def _hint(self) -> str:
        if self._phrase:
            return self.tr("Từ 10 ký tự, không chỉ chữ số: một câu chỉ mình nhớ.")
        return self.tr("6 đến 12 chữ số.")

    def _why(self) -> str:
        if self._kind == PHRASE:
            return self.tr(
                "Cơ quan dùng cụm mật khẩu để giữ kín hồ sơ nếu mất máy. Chỉ gõ khi vừa mở chương "
                "trình; trong ngày vẫn mở lại bằng mã PIN như cũ."
            )
        if self._kind == SHORT:
            return self.tr(
                "Trong ngày mở lại bằng mã PIN cho nhanh. Khi vừa mở chương trình vẫn gõ cụm mật "
                "khẩu."
            )
        return ""

    def clear(self) -> None:
        """Nothing typed, nothing said."""
        self.code.put("")
        for field in (self.pin, self.again):
            field.input.clear()
        self.say(None)

    def take_focus(self) -> None:
        """The first line."""
        (self.code.input if self._kind == CODE else self.pin.input).setFocus()

    def ask(self) -> None:
        """Send what was typed; the first empty line is named instead."""
        if self._kind == CODE and not self.code.value.strip():
            self.say(ClerkError(self.tr("Thiếu mã dùng một lần. Hãy hỏi Giám đốc."), "code"))
        elif not self.pin.value:
            self.say(ClerkError(self.tr("Thiếu {0}.").format(self._name), "pin"))
        elif not self.again.value:
            self.say(ClerkError(self.tr("Hãy gõ {0} lần thứ hai.").format(self._name), "again"))
        else:
            self.doing.setText(self.tr("Đang mở…"))
            self.asked.emit(self.code.value, self.pin.value, self.again.value)

    def refuse(self, error: MotCuaError) -> None:
        """What was typed was not taken: both lines are typed anew, the code stays to be read."""
        for line in (self.pin, self.again):
            line.input.clear()
        self.say(error)

    def say(self, error: MotCuaError | None) -> None:
        """What is wrong, at its line, with the caret there; None takes every sentence away."""
        self.doing.setText("")
        field = error.field if isinstance(error, ClerkError) else ""
        sentence = error.message if error else ""
        self.code.say(sentence if field == "code" else "")
        self.pin.say(sentence if field == "pin" else "")
        self.again.say(sentence if field == "again" else "")
        elsewhere = sentence if field not in ("code", "pin", "again") else ""
        self.trouble.setText(elsewhere)
        self.trouble.setVisible(bool(elsewhere))
        if error and field == "again" and not self.pin.value:
            self.pin.input.setFocus()
        elif error and field in ("pin", "again"):
            (self.pin if field == "pin" else self.again).input.setFocus()
        elif error:
            self.take_focus()
            if self._kind == CODE and isinstance(self.code.input, Line):
                self.code.input.selectAll()  # read again from the paper, typed anew
