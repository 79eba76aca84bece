"""Who takes the results, who signed on the spot, where he signs, and what is paid."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.giveback.desk import CASH, TRANSFER, Receiver
from app.ui.widgets.buttons import pressable
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.fields import Choice, Field
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Rule, Text, column, hosted, row

BOOK = "ký sổ giấy"
PAYMENTS = ((CASH, "Tiền mặt"), (TRANSFER, "Chuyển khoản"))
ASKED = (
    ("name", "Người nhận"),
    ("id", "Số CCCD"),
    ("relation", "Quan hệ với chủ hồ sơ"),
    ("authority", "Giấy uỷ quyền"),
)


class ReceiverPanel(Panel):
    """The owner himself, unless a card was scanned or Ctrl+U asks for somebody's name.

    `paying` when the key for the money was clicked, `how_changed` and `numbered` as they say.
    """

    paying = Signal()
    how_changed = Signal(str)
    numbered = Signal(str)

    def __init__(self) -> None:
        """The owner takes it, and signs the book."""
        super().__init__(self.tr("Người nhận"))
        self._asked, self._read = False, ""
        self._fields = {name: Field(self.tr(words), person=name == "name") for name, words in ASKED}
        self._lacks = Text("", "warning", wrap=True)
        self._himself = Text(self.tr("Chính chủ"), "name", wrap=True)
        self.signer, self.number = Field(self.tr("Người ký")), Field(self.tr("Số kết quả"))
        hint = "" if theme.current().big else self.tr("Ký trên màn hình: Ctrl+E")
        self.book = Field(self.tr("Ký nhận"), hint=hint)
        self.book.put(BOOK)
        self._slip = Text(self.tr("Không có phiếu hẹn: được ghi lại."), "warning", wrap=True)
        self._sum, self._about = Text("", "name"), Text("", "caption", wrap=True)
        self._pay = Choice(self.tr("Cách trả tiền"), PAYMENTS)
        self._paid = pressable(self.tr("Đã thu"), key="Ctrl+T")
        self._own, self._other, self._spot, self._money = self._parts()
        self._build()
        self._connect()
        self.reset()

    def _parts(self) -> tuple[QWidget, QWidget, QWidget, QWidget]:
        more = self.tr("Nhận thay: quét thẻ người nhận")
        hint = row(KeyHint("Ctrl+U", self.tr("hoặc gõ tên")), None)
        big = theme.current().big  # then the fields under the heading need its room
        spot = () if big else (Text(self.tr("Ký tại chỗ"), "section"),)
        return (
            hosted(column(self._himself, Text(more, "quiet", wrap=True), hint)),
            hosted(column(self._lacks, *self._fields.values())),
            hosted(column(Rule(), *spot, row(self.signer, self.number))),
            hosted(column(Rule(), self._about, *self._sum_and_key(), self._pay)),
        )  # fmt: skip

    def _sum_and_key(self) -> tuple[QWidget | QHBoxLayout, ...]:
        """On one line, or under one another where the text is huge."""
        if theme.current().huge:
            return self._sum, self._paid
        return (row(self._sum, None, self._paid),)

    def _build(self) -> None:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, theme.current().px(4), 0)
        box.setSpacing(theme.current().space("m"))
        for part in (self._own, self._other, self._spot):
            box.addWidget(part)
        box.addStretch(1)
        self.body.addWidget(scrolled(inside), 1)
        standing = box if theme.current().huge else self.body  # huge text scrolls as a whole
        for part in (self._slip, self.book, self._money):
            standing.addWidget(part)

    def _connect(self) -> None:
        self._paid.clicked.connect(lambda _checked=False: self.paying.emit())
        self._pay.currentIndexChanged.connect(lambda _: self.how_changed.emit(self._pay.meaning()))
        for field in self._fields.values():
            field.changed.connect(self._show_lacking)
        self.number.changed.connect(lambda: self.numbered.emit(self.number.value.strip()))

    # --- who takes it --------------------------------------------------------------------------

    def reset(self) -> None:
        """The owner himself again; where he signs and who signed stay as they were last said."""
        self._pay.choose(CASH)
        self.show_receiver(Receiver())

    def show_receiver(self, receiver: Receiver) -> None:
        """Somebody else, or the owner where the receiver is blank."""
        self._asked, self._read = not receiver.blank, receiver.id
        for name, field in self._fields.items():
            field.put(getattr(receiver, name))
            field.say("")
        self.follow(())

    def follow(self, owners: Collection[str]) -> None:
        """Show him as the owner where everything in the list is his; `owners` are id numbers.

        Of several owners nobody is: who takes it is asked.
        """
        who = self.receiver()
        his = bool(who.id) and set(owners) == {who.id}
        self._own.setVisible(his or not self._asked)
        self._other.setVisible(self._asked and not his)
        many = self.tr("Của {0} người: ai nhận?").format(len(owners))
        owner = many if len(owners) > 1 else self.tr("Chính chủ")
        self._himself.setText(self.tr("Chính chủ: {0}").format(who.name) if his else owner)
        self._show_lacking()

    def type_somebody(self) -> None:
        """Ctrl+U: ask for the name of who takes it."""
        self._asked = True
        self.follow(())
        self._fields["name"].input.setFocus()

    def receiver(self) -> Receiver:
        """Who was named; blank for the owners."""
        return Receiver(**{name: field.value.strip() for name, field in self._fields.items()})

    @property
    def named(self) -> bool:
        """False, and said at the field, where somebody takes it whose name nobody typed."""
        who = self.receiver()
        if not self._asked or who.name:
            return True
        if who.blank and not who.relation and not who.authority:
            self._asked = False
            return True
        self.say("to.name", self.tr("Hãy ghi tên người nhận. Chưa trả hồ sơ nào."))
        return False

    @property
    def typed(self) -> bool:
        """Whether his number came from no card: nobody has seen who he is."""
        return not self._read or self.receiver().id != self._read

    @property
    def lacking(self) -> str:
        """What is not said of somebody who takes it for another, in words."""
        who = self.receiver()
        said = ((who.relation, self.tr("quan hệ")), (who.authority, self.tr("giấy uỷ quyền")))
        return self.tr(" và ").join(words for value, words in said if not value)

    def ask_lacking(self) -> None:
        """The caret goes where the first of it belongs."""
        name = "authority" if self.receiver().relation else "relation"
        self._fields[name].input.setFocus()

    def _show_lacking(self) -> None:
        """Said as soon as he is named, before anything is handed out."""
        lacking = "" if self.receiver().blank else self.lacking
        words = self.tr("Chưa ghi {0}: hỏi trước khi trả.")
        self._lacks.setText(words.format(lacking) if lacking else "")
        self._lacks.setVisible(bool(lacking))

    def say(self, path: str, sentence: str) -> bool:
        """Show a fault at its field; False where it belongs to none of these."""
        places = {f"to.{name}": field for name, field in self._fields.items()}
        places |= {"signed": self.book, "result.signer": self.signer, "result.number": self.number}
        if path not in places:
            return False
        places[path].say(sentence)
        places[path].input.setFocus()
        return True

    def hush(self) -> None:
        """No field has a fault."""
        for field in (*self._fields.values(), self.book, self.signer, self.number):
            field.say("")

    # --- what goes with it -----------------------------------------------------------------------

    def show_money(self, taken: int, unpaid: int) -> None:
        """What is paid now, else what is still owed, in đồng."""
        self._money.setVisible(bool(taken or unpaid))
        self._sum.setText(f"{dong(taken or unpaid)} đ")
        about = self.tr("Thu bây giờ") if taken else self.tr("Chưa thu")
        if taken and unpaid:
            about = self.tr("Thu bây giờ; còn {0} đ chưa thu").format(dong(unpaid))
        self._about.setText(about)
        self._paid.set_words(self.tr("Đã thu") if unpaid else self.tr("Chưa thu"))

    def show_slip(self, *, without: bool) -> None:
        """Whether something goes out without its slip."""
        self._slip.setVisible(without)

    def show_signing(self, number: str | None) -> None:
        """Ask who signed, and the number of the chosen row; None where nothing is signed here."""
        self._spot.setVisible(number is not None)
        if number is not None and number != self.number.value:
            self.number.put(number)

    def signed(self) -> str:
        """Where he signs."""
        return self.book.value.strip()
