"""The promise: when and how much, the two biggest texts, above the key that makes them true."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.reception.desk import Preview
from app.ui.widgets.chips import Chip
from app.ui.widgets.fields import Choice
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Icon, Rule, Text, at_rest, hosted, row


class Promise(Panel):
    """`edited` when the clerk chooses how it is paid, or an exemption."""

    edited = Signal()

    def __init__(self, payments: Sequence[tuple[str, str]]) -> None:
        """`payments` are (meaning, words), the first one is the usual one."""
        super().__init__()
        self.setAccessibleName(self.tr("Hẹn trả và lệ phí"))
        self._state, self._due = Chip(), Text("", "name", wrap=True)
        self._why, self._fee = Text("", "caption", wrap=True), Text("", "name")
        self._because = Text("", "caption", wrap=True).right()
        self._pay = Choice(self.tr("Thu"), payments)
        self._exempt = Choice(self.tr("Miễn, giảm"))
        self._warning, self._low, self._yields = Text("", "warning", wrap=True), False, False
        self._pay.setObjectName("fee.paid")
        self._exempt.setObjectName("fee.choice")
        self._build()
        self.show_preview(Preview())
        self._pay.currentIndexChanged.connect(self.edited)
        self._exempt.currentIndexChanged.connect(self.edited)

    def _build(self) -> None:
        look, box = theme.current(), self.body
        box.setSpacing(look.px(2))
        self._head = hosted(row(Text(self.tr("Hẹn trả kết quả"), "label"), None, self._state))
        box.addWidget(self._head)
        box.addWidget(self._due)
        box.addWidget(self._why)
        self._warned = hosted(
            row(Icon("warn", "attention", "icon_small"), self._warning, spacing="xs")
        )
        box.addWidget(self._warned)
        box.addSpacing(0 if look.big else look.px(6))
        box.addWidget(Rule())
        box.addSpacing(0 if look.big else look.px(4))
        self._because.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._paying = self._labelled(self.tr("Thu"), self._pay)
        self._exempting = self._labelled(self.tr("Miễn, giảm"), self._exempt)
        if look.big:  # big words: amount and choices on a line each, or they would not fit
            box.addLayout(row(self._fee, *([] if look.huge else [self._because])))
            box.addLayout(row(self._paying, self._exempting))
            return
        box.addLayout(row(Text(self.tr("Lệ phí"), "label"), self._because))
        box.addLayout(row(self._fee, None, self._paying))
        box.addWidget(self._exempting)

    @staticmethod
    def _labelled(words: str, choice: Choice) -> QWidget:
        label = Text(words, "label")
        label.setBuddy(choice)
        if theme.current().big:
            return hosted(row(choice))
        return hosted(row(label, choice))

    def show_preview(self, preview: Preview) -> None:
        """Other words in the same places; nothing moves."""
        with at_rest(self.body):
            self._show(preview)

    def _show(self, preview: Preview) -> None:
        kind, words = preview.due_state or ("ok", "")
        self._state.show_state(kind, words)
        self._due.setText(preview.due or self.tr("Chưa có ngày hẹn"))
        reason = preview.due_reason or self.tr("Chọn thủ tục để biết hạn và lệ phí.")
        self._why.setText(self.tr("Vì: {0}").format(reason) if preview.due_reason else reason)
        self._fee.setText(preview.fee or "–")
        self._because.setText(preview.fee_reason)
        self._paying.setVisible(preview.payable)
        self._exempt.offer((("", self.tr("Không miễn")), *preview.exemptions))
        self._exempting.setVisible(bool(preview.exemptions))
        self._warning.setText(preview.warnings[0] if preview.warnings else "")
        self._warned.setVisible(bool(preview.warnings))
        self._show_why()

    def make_low(self, *, low: bool) -> None:
        """The papers need the room."""
        if low != self._low:
            self._low = low
            self.body.setSpacing(0 if low else theme.current().px(2))
            self._show_why()

    def give_way(self, *, given: bool) -> None:
        """Of big words the sheet above shows two fields more, while one types there."""
        self._yields = given and theme.current().big
        self._show_why()

    def _show_why(self) -> None:
        """In low room, or big words with a warning, the due time itself must be enough."""
        look = theme.current()
        warned = look.big and bool(self._warning.text())
        low = self._low or self._yields
        self._why.setVisible(not (warned or low))
        self._head.setVisible(not (look.huge or low))

    def event(self, event: QEvent) -> bool:
        """Wrapped words ask for their height at this width: the promise is never cut."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setMinimumHeight(self.body.totalMinimumHeightForWidth(self.width()))
        return super().event(event)

    def reset(self) -> None:
        """The usual way of paying, no exemption."""
        for choice in (self._pay, self._exempt):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(0)

    def choose(self, paid: str, exemption: str) -> None:
        """As drafted."""
        self._pay.choose(paid)
        self._exempt.choose(exemption)

    @property
    def usual(self) -> str:
        """How most people pay: the first choice."""
        meaning: str = self._pay.itemData(0)
        return meaning

    @property
    def paid(self) -> str:
        """How it is paid; empty where it is not, or nothing is to be paid."""
        return self._pay.meaning() if self._paying.isVisibleTo(self) else ""

    @property
    def exemption(self) -> str:
        """The ground of an exemption; empty for none."""
        return self._exempt.meaning()
