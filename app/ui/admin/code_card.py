"""A one-time code, shown once: big enough to be copied by hand across the counter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.widgets.text import Text, column

GROUP = 5


class CodeCard(QWidget):
    """Goes with Esc or Enter and never comes back."""

    def __init__(self) -> None:
        """Nothing on it."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self.code = Text("", "title", wrap=True), Text("", "figure")
        self._say = Text("", wrap=True)
        once = self.tr("Mã chỉ hiện một lần này. Chép ra giấy, đưa tận tay, rồi nhấn Esc.")
        self.setLayout(
            column(self._title, self.code, self._say, Text(once, "quiet", wrap=True), None,
                   spacing="m")
        )  # fmt: skip
        self.forget()

    def show_code(self, name: str, code: str) -> None:
        """The code of a person."""
        self._title.setText(self.tr("Mã dùng một lần của {0}").format(name))
        groups = [code[place : place + GROUP] for place in range(0, len(code), GROUP)]
        self.code.setText(" ".join(groups))
        how = self.tr(
            "Ở trang khoá, {0} chọn tên mình, gõ mã này, rồi tự đặt mã PIN và gõ lại lần nữa."
        )
        self._say.setText(how.format(name))
        self.setAccessibleName(f"{self._title.text()}: {self.code.text()}")

    def forget(self) -> None:
        """Nothing of it stays on the screen."""
        self.code.setText("")
        self.setAccessibleName(self.tr("Mã dùng một lần"))
