"""Who takes the results, where he signs, and what is still to be paid."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.giveback.desk import Receiver
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.fields import Choice, Field
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Rule, Text, empty, hosted, reveal, row, scrolled

BOOK = "ký sổ giấy"
PAYMENTS = (("cash", "Thu tiền mặt"), ("transfer", "Chuyển khoản"), ("", "Chưa thu"))
ASKED = (
    ("name", "Người nhận"),
    ("id", "Số CCCD"),
    ("relation", "Quan hệ với chủ hồ sơ"),
    ("authority", "Giấy uỷ quyền"),
)


class ReceiverPanel(Panel):
    """The owner himself, unless a card was scanned or Ctrl+U asks for somebody's name."""

    def __init__(self) -> None:
        """The owner takes it, and signs the book."""
        self.book = Field("Ký nhận")
        super().__init__(self.tr("Người nhận"))
        self._fields: dict[str, Field] = {}
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, theme.current().px(4), 0)
        self._box.setSpacing(theme.current().space("s"))
        self.body.addWidget(scrolled(self._inside), 1)
        self._slip = Text(self.tr("Không có phiếu hẹn: được ghi lại."), "warning", wrap=True)
        self._owed, self._pay = Text("", "name"), Choice(self.tr("Thu"), PAYMENTS)
        self.body.addWidget(self._slip)
        self.body.addWidget(self.book)
        self.body.addWidget(Rule())
        self._money = hosted(row(self._owed, None, self._pay))
        self.body.addWidget(self._money)
        self.reset()

    def reset(self) -> None:
        """The owner himself again."""
        self.book.put(BOOK)
        self._pay.choose("cash")
        self.show_receiver(Receiver())

    def show_receiver(self, receiver: Receiver) -> None:
        """Somebody else, or the owner where the receiver is blank."""
        empty(self._box)
        self._fields = {}
        if receiver.blank:
            self._box.addWidget(Text(self.tr("Chính chủ"), "name"))
            more = self.tr("Nhận thay: quét căn cước của người nhận, hoặc")
            self._box.addWidget(Text(more, "quiet", wrap=True))
            self._box.addLayout(row(KeyHint("Ctrl+U", self.tr("gõ tên người nhận")), None))
        else:
            self._box.addWidget(Text(self.tr("Nhận thay"), "section"))
            self._add_fields(receiver)
        self._box.addStretch(1)
        reveal(self._inside)

    def _add_fields(self, receiver: Receiver) -> None:
        for name, words in ASKED:
            made = Field(self.tr(words))
            made.put(getattr(receiver, name))
            self._fields[name] = made
            self._box.addWidget(made)

    def type_somebody(self) -> None:
        """Ctrl+U: ask for the name of who takes it."""
        if not self._fields:
            self.show_receiver(Receiver(name=" "))
            self._fields["name"].put("")
        self._fields["name"].input.setFocus()

    def show_sum(self, owed: int, *, without_slip: bool) -> None:
        """What is still to be paid for all of them."""
        self._slip.setVisible(without_slip)
        self._owed.setText(f"{dong(owed)} đ")
        self._money.setVisible(owed > 0)

    def receiver(self) -> Receiver:
        """Who was named; blank for the owners."""
        return Receiver(**{name: field.value.strip() for name, field in self._fields.items()})

    def signed(self) -> str:
        """Where he signs."""
        return self.book.value.strip()

    def paid(self) -> str:
        """How what is owed is paid now; empty for not yet."""
        return self._pay.meaning()
