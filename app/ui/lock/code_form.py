"""A one-time code and a PIN of one's own, typed twice: the first unlock, or a forgotten PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import ClerkError, MotCuaError
from app.ui import theme
from app.ui.widgets.buttons import pressable
from app.ui.widgets.fields import Field
from app.ui.widgets.pin import SecretField
from app.ui.widgets.text import Text, column, row


class CodeForm(QWidget):
    """`asked` carries code, PIN and PIN again when the clerk has typed all three."""

    asked = Signal(str, str, str)

    def __init__(self) -> None:
        """Three empty lines; Enter goes on, and from the last one it asks."""
        super().__init__()
        told = not theme.current().huge  # the biggest text leaves room for the fields alone
        code, pin = self.tr("10 chữ và số, Giám đốc đưa tận tay."), self.tr("6 đến 12 chữ số.")
        self.code = Field(self.tr("Mã dùng một lần"), hint=code if told else "")
        self.pin = SecretField(self.tr("Mã PIN mới"), hint=pin if told else "")
        self.again = SecretField(self.tr("Gõ lại mã PIN mới"))
        self.trouble = Text("", "error", wrap=True)
        button = pressable(self.tr("Đặt mã PIN và mở"), key="F9", role="primary")
        button.clicked.connect(self.ask)
        self.setLayout(
            column(self.code, self.pin, self.again, self.trouble, row(button, None), None)
        )
        self.trouble.hide()
        self.pin.input.returnPressed.connect(self.again.input.setFocus)
        self.again.input.returnPressed.connect(self.ask)
        self.code.changed.connect(lambda: self.say(None))

    def clear(self) -> None:
        """Nothing typed, nothing said."""
        self.code.put("")
        for field in (self.pin, self.again):
            field.input.clear()
        self.say(None)

    def take_focus(self) -> None:
        """The code comes first."""
        self.code.input.setFocus()

    def ask(self) -> None:
        """Send what was typed; the first empty line is named instead."""
        if not self.code.value.strip():
            self.say(ClerkError(self.tr("Thiếu mã dùng một lần. Hãy hỏi Giám đốc."), "code"))
        elif not self.pin.value:
            self.say(ClerkError(self.tr("Thiếu mã PIN mới."), "pin"))
        elif not self.again.value:
            self.say(ClerkError(self.tr("Hãy gõ mã PIN mới lần thứ hai."), "again"))
        else:
            self.asked.emit(self.code.value, self.pin.value, self.again.value)

    def refuse(self, error: MotCuaError) -> None:
        """What was typed was not taken: both PINs are typed anew, the code stays to be read."""
        for line in (self.pin, self.again):
            line.input.clear()
        self.say(error)

    def say(self, error: MotCuaError | None) -> None:
        """What is wrong, at its line, with the caret there; None takes every sentence away."""
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
        elif error:
            places = {"pin": self.pin.input, "again": self.again.input}
            places.get(field or "", self.code.input).setFocus()
