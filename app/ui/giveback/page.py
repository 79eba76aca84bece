"""Trả kết quả: slips are scanned into the list, F4 gives all of them back."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import MotCuaError
from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.giveback.basket import Basket
from app.ui.giveback.desk import GiveBackDesk, Given, Item, Receiver, WaitingRow
from app.ui.giveback.handing_table import HandingTable
from app.ui.giveback.pad import Pad
from app.ui.giveback.patience import Patience
from app.ui.giveback.questions import Questions
from app.ui.giveback.receiver_panel import ReceiverPanel
from app.ui.giveback.waiting_sheet import WaitingSheet
from app.ui.messages import DONE, Action, Message, Messages
from app.ui.saving_run import SavingRun
from app.ui.shortcuts import KeyAction, settle_typing
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.text import Text, column, hosted, share_out

T = TypeVar("T")
TOPIC, SAID_MS = "giveback", 8_000
SHARES = (70, 30)


class GiveBackPage(QWidget):
    """`opened` carries the identity of a dossier, `given` after results were handed out."""

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)
    given = Signal()

    def __init__(self, desk: GiveBackDesk, messages: Messages) -> None:
        """Nothing is in the list; what waits at the desk is shown below it."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._save = SavingRun(desk.run, messages)
        self.basket = Basket()
        self._waits: tuple[WaitingRow, ...] = ()
        self._busy, self._questions = False, Questions(messages)
        self.patience = Patience(self.give)
        self.list = HandingTable(self.tr("Sẽ trả"))
        hints = ((self.tr("Phím cách"), self.tr("đã thu")), ("Del", self.tr("bỏ ra")))
        self._sheet = ListSheet(self.tr("Sẽ trả"), self.list, hints)
        self._why = Text("", "warning", wrap=True)
        self.waiting, self.receiver = WaitingSheet(), ReceiverPanel()
        self.pad = Pad(self.waiting, self.receiver.book)
        self._build()
        self._connect()
        self._show()
        self._show_waiting(())

    def _build(self) -> None:
        look = theme.current()
        self._why.setContentsMargins(look.space("l"), look.space("s"), look.space("l"), 0)
        self._sheet.body.addWidget(self._why)
        left = hosted(column(self._sheet, self.pad, spacing="m"))
        share_out(self, (left, self.receiver), SHARES)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _place: self._open())
        self.list.moved.connect(lambda _place: self._show_current())
        self.list.digit.connect(self.waiting.choose)
        self.list.paying.connect(lambda key: self._pay((key,)))
        self.list.dropping.connect(self._drop)
        self.pad.keys_changed.connect(self.keys_changed)
        self.waiting.chosen.connect(self._take_listed)
        self.receiver.paying.connect(self._pay_all)
        self.receiver.how_changed.connect(self._pay_by)
        self.receiver.numbered.connect(self._number)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F4 is filled where something can be given back."""
        count = len(self.basket.ready)
        words = self.tr("Ký và trả") if self.basket.to_sign else self.tr("Trả")
        words += f" {count}" if count > 1 else ""
        return [
            KeyAction("F4", words, self.give, main=bool(count)),
            KeyAction("Ctrl+T", "", self._pay_all),
            KeyAction("Ctrl+U", "", self.receiver.type_somebody),
            KeyAction("Esc", "", self._step_back),
            *self.pad.keys(),
        ]

    def take_focus(self) -> None:
        """The list where there is one, else what waits."""
        (self._sheet if self.basket else self.waiting).take_focus()
        self.waiting.loading()
        self._desk.run(self._desk.waiting, self._show_waiting)

    # --- what comes in -------------------------------------------------------------------------

    def _ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self.patience.expect()

        def came(result: T) -> None:
            done(result)
            self.patience.answered(well=True)

        def failed(error: MotCuaError) -> None:
            self._messages.trouble(error.message, TOPIC)
            self.patience.answered(well=False)

        self._desk.run(work, came, failed)

    def take_slip(self, code: str) -> None:
        """A slip was scanned, or its number typed: its dossiers join the list."""
        self._ask(lambda: self._desk.slip(code), lambda items: self.add(items, slip=True))

    def take_codes(self, codes: Sequence[str], *, by_card: bool = False) -> None:
        """Rows of another page; `by_card`: found by the owner's card, no slip was seen."""
        slip = False if by_card else None
        self._ask(
            lambda: tuple(self._desk.item(code) for code in codes),
            lambda items: self.add(items, slip=slip),
        )

    def take_card(self, receiver: Receiver) -> None:
        """A card was scanned: he takes what is in the list; an empty list gets what is his."""
        self.receiver.show_receiver(receiver)
        self._show()
        self._ask(lambda: self._desk.of_person(receiver.id), self._found)

    def add(self, items: Sequence[Item], *, slip: bool | None = None, below: bool = False) -> None:
        """These join the list; what cannot be given back stands there with its reason.

        `below`: the caret stays with what waits while there is more: Enter ten times is ten.
        """
        self.basket.add(items, slip=slip)
        last = items[-1].key if items else ""
        self._show(last)
        self._show_waiting(self._waits)
        if self.isVisible():
            (self.waiting if below and self.waiting.table.count else self._sheet).take_focus()

    def _found(self, items: tuple[Item, ...]) -> None:
        if not self.basket:
            self.add(items, slip=False)
            return
        his = [WaitingRow.of(item) for item in items]
        first = {row.key for row in his}
        self._show_waiting((*his, *(row for row in self._waits if row.key not in first)))

    def _take_listed(self, key: str) -> None:
        self._ask(lambda: self._desk.listed(key), lambda item: self.add((item,), below=True))

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, current: str = "") -> None:
        self.list.show_table(self.basket.rows(), current or self.list.current_key)
        if self.basket:
            self._sheet.show_list(self.tr("{0} hồ sơ").format(len(self.basket)))
        else:
            self._show_nothing()
        self._questions.moved()
        self.receiver.follow(self.basket.owners)
        self.receiver.show_money(self.basket.taken, self.basket.unpaid)
        self.receiver.show_slip(without=self.basket.slipless)
        self._show_current()
        self.keys_changed.emit()

    def _show_nothing(self) -> None:
        who = self.receiver.receiver()
        if who.blank:
            head, more = self.tr("Quét phiếu hẹn"), self.tr("Mất phiếu: quét căn cước chủ hồ sơ.")
        else:
            head = self.tr("Quét phiếu của người nhờ nhận")
            more = self.tr("{0} không có kết quả nào chờ ở đây.").format(who.name or who.id)
        self._sheet.show_empty("scan", head, more)

    def _show_current(self) -> None:
        """What belongs to the chosen row: its reason, and the number of its result."""
        item = self.basket.items.get(self.list.current_key)
        self._why.setText(item.why if item else "")
        self._why.setVisible(bool(item and item.why))
        signing = bool(self.basket.to_sign)
        key = item.key if item else ""
        self.receiver.show_signing(self.basket.numbers.get(key, "") if signing else None)

    def _show_waiting(self, rows: tuple[WaitingRow, ...]) -> None:
        self._waits = rows
        self.waiting.show_rows(row for row in rows if row.key not in self.basket.items)

    # --- money and numbers ---------------------------------------------------------------------

    def _pay_all(self) -> None:
        self._pay(self.basket.items)

    def _pay(self, keys: Iterable[str]) -> None:
        self.basket.pay(keys)
        self._questions.paid()
        self._show()

    def _pay_by(self, how: str) -> None:
        self.basket.how = how

    def _number(self, number: str) -> None:
        if self.list.current_key:
            self.basket.numbers[self.list.current_key] = number

    # --- what is done --------------------------------------------------------------------------

    def give(self) -> None:
        """F4: give back all that is ready; the others stay with their reason."""
        if self._busy or self.patience.must_wait():
            return
        settle_typing()
        if self._questions.nothing(self.basket, TOPIC) or self.pad.waits:
            return
        if not self.receiver.named or self._asks():
            return
        self._busy = True
        self.receiver.hush()
        book, signer = self.receiver.signed(), self.receiver.signer.value.strip()
        asked = self.pad.sign(self.basket.handouts(self.receiver.receiver(), book, signer))
        self._save(lambda: self._desk.give(asked), self._on_given, self._on_refused)

    def _asks(self) -> bool:
        """Whether something is asked first; F4 once more gives back all the same, but to one."""
        who = self.receiver.receiver()
        if who.blank and self._questions.nobody_named(self.basket):
            return True
        if self._questions.money(self.basket.unpaid):
            self._sheet.take_focus()  # the space bar is for its rows
            return True
        lacking = self.receiver.lacking if self.receiver.typed else ""
        if not self._questions.proxy(who, lacking if self.basket.goes_to(who) else ""):
            return False
        self.receiver.ask_lacking()
        return True

    def _on_given(self, outcome: tuple[Given, ...]) -> None:
        self._busy = False
        self._questions.settled()
        taken = self.basket.taken
        done = self.basket.settle(outcome)
        failed = next((one for one in outcome if one.sentence), None)
        if done:
            self._tell(done, taken - self.basket.taken)
            self.given.emit()
        if not failed:  # what is left waits for another day
            self.receiver.reset()
            self.pad.close_pad()
        self._show(failed.item.key if failed else "")
        self.take_focus()
        if failed:
            self.receiver.say(failed.field, failed.sentence)

    def _tell(self, done: tuple[Item, ...], taken: int) -> None:
        names = done[0].owner if len(done) == 1 else self.tr("{0} hồ sơ").format(len(done))
        head = self.tr("Đã trả kết quả: {0}.").format(names)
        if taken:
            head += " " + self.tr("Đã thu {0} đ.").format(dong(taken))
        more = self.tr("Ghi nhầm: chỉ Giám đốc hoặc Phó Giám đốc đảo được, có lý do.")
        self._messages.show(Message(TOPIC, DONE, head, more, lasts_ms=SAID_MS))

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self._messages.trouble(error.message, TOPIC)

    def _open(self) -> None:
        item = self.basket.items.get(self.list.current_key)
        if item is not None:
            self.opened.emit(item.code)

    def _drop(self, key: str) -> None:
        if self.basket.drop(key):
            self._show()
            self.take_focus()

    def _step_back(self) -> None:
        if self.pad.close_pad():
            return
        if not self.basket and self.receiver.receiver().blank:
            self.resting.emit()
            return
        old, who = self.basket, self.receiver.receiver()
        self._start_anew(Basket(), Receiver())
        if old:
            head = self.tr("Đã bỏ {0} hồ sơ khỏi danh sách. Chưa trả hồ sơ nào.").format(len(old))
            again = Action(self.tr("Lấy lại"), lambda: self._start_anew(old, who), "Ctrl+D")
            self._messages.show(Message(TOPIC, DONE, head, "", (again,), SAID_MS))

    def _start_anew(self, basket: Basket, who: Receiver) -> None:
        self._questions.settled()
        self.pad.close_pad()
        self._messages.clear(TOPIC)
        self.basket = basket
        self.receiver.reset()
        self.receiver.show_receiver(who)
        self._show()
        self.take_focus()
