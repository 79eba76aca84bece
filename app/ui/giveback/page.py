"""Trả kết quả: slips are scanned into the list, F4 gives all of them back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.errors import MotCuaError
from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.giveback.desk import COLUMNS, GiveBackDesk, Given, Handing, Item, Receiver
from app.ui.giveback.receiver_panel import ReceiverPanel
from app.ui.messages import ATTENTION, DONE, Message, Messages
from app.ui.shortcuts import KeyAction
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table, TableRow
from app.ui.widgets.text import column, hosted

TOPIC, SAID_MS = "giveback", 8_000
SHARES = (68, 32)


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
        self.items: dict[str, Item] = {}
        self._waiting: dict[str, Item] = {}
        self._without_slip, self._busy = False, False
        self.list = Table(self.tr("Sẽ trả"), COLUMNS)
        self.waiting = Table(self.tr("Chờ trả"), COLUMNS)
        self._sheet = ListSheet(
            self.tr("Sẽ trả"), self.list, (("Del", self.tr("bỏ khỏi danh sách")),)
        )
        self._below = ListSheet(
            self.tr("Chờ lấy, chờ ký"), self.waiting, (("Enter", self.tr("đưa vào danh sách")),)
        )
        self.receiver = ReceiverPanel()
        self._build()
        self.list.chosen.connect(lambda _place: self.opened.emit(self.list.current_key))
        self.waiting.chosen.connect(lambda _place: self._add_waiting())
        self._show()

    def _build(self) -> None:
        left = hosted(column(self._sheet, self._below, spacing="m"))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().space("m"))
        for part, share in zip((left, self.receiver), SHARES, strict=True):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            box.addWidget(part, share)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F4 is filled where something can be given back."""
        ready = [item for item in self.items.values() if item.ready]
        words = self.tr("Trả {0}").format(len(ready)) if len(ready) > 1 else self.tr("Trả")
        return [
            KeyAction("F4", words, self.give, main=bool(ready)),
            KeyAction("Del", "", self._drop),
            KeyAction("Ctrl+U", "", self.receiver.type_somebody),
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The list where there is one, else what waits."""
        (self._sheet if self.items else self._below).take_focus()
        self._desk.run(self._desk.waiting, self._show_waiting)

    # --- what comes in -------------------------------------------------------------------------

    def take_slip(self, code: str) -> None:
        """A slip was scanned, or a code typed: its dossier joins the list."""
        self._desk.run(lambda: self._desk.item(code), lambda item: self.add((item,)))

    def take_codes(self, codes: Sequence[str]) -> None:
        """Rows of another page."""
        self._desk.run(lambda: tuple(self._desk.item(code) for code in codes), self.add)

    def take_card(self, receiver: Receiver) -> None:
        """A card was scanned: he takes what is in the list; an empty list gets what is his."""
        if not self.items:
            self._desk.run(
                lambda: self._desk.of_person(receiver.id),
                lambda items: self._found(receiver, items),
            )
            return
        own = all(item.owner_id == receiver.id for item in self.items.values())
        self.receiver.show_receiver(Receiver() if own else receiver)
        self._show()

    def add(self, items: Sequence[Item]) -> None:
        """These join the list; what cannot be given back stands there with its reason."""
        self.items |= {item.key: item for item in items}
        self._show()
        self._show_waiting(tuple(self._waiting.values()))
        if self.isVisible():
            self._sheet.take_focus()

    def _found(self, receiver: Receiver, items: tuple[Item, ...]) -> None:
        self._without_slip = bool(items)
        if items:
            self.add(items)
            return
        head = self.tr("{0} không có kết quả nào chờ ở đây.").format(receiver.name)
        self._messages.show(Message(TOPIC, ATTENTION, head, lasts_ms=SAID_MS))

    # --- what is shown -------------------------------------------------------------------------

    def _show(self) -> None:
        rows = [_row(item) for item in self.items.values()]
        self.list.show_table(rows, self.list.current_key)
        ready = [item for item in self.items.values() if item.ready]
        if rows:
            self._sheet.show_list(self.tr("{0} hồ sơ").format(len(rows)))
        else:
            more = self.tr("Mất phiếu: quét căn cước của chủ hồ sơ.")
            self._sheet.show_empty("scan", self.tr("Quét phiếu hẹn"), more)
        self.receiver.show_sum(sum(item.owes for item in ready), without_slip=self._without_slip)
        self.keys_changed.emit()

    def _show_waiting(self, items: tuple[Item, ...]) -> None:
        self._waiting = {item.key: item for item in items if item.key not in self.items}
        rows = [_row(item) for item in self._waiting.values()]
        self.waiting.show_table(rows, self.waiting.current_key)
        if rows:
            self._below.show_list(self.tr("{0} hồ sơ").format(len(rows)))
        else:
            self._below.show_empty("check", self.tr("Không có kết quả nào chờ trả"), "")

    # --- what is done --------------------------------------------------------------------------

    def give(self) -> None:
        """F4: give back all that is ready; the others stay with their reason."""
        ready = tuple(item for item in self.items.values() if item.ready)
        if self._busy or not ready:
            return
        self._busy = True
        how = Handing(
            self.receiver.receiver(), self.receiver.signed(), self._without_slip,
            self.receiver.paid(),
        )  # fmt: skip
        self._desk.run(lambda: self._desk.give(ready, how), self._on_given, self._on_refused)

    def _on_given(self, outcome: tuple[Given, ...]) -> None:
        self._busy = False
        done = [one.item for one in outcome if not one.sentence]
        left = {
            one.item.key: replace(one.item, state=("attention", one.sentence), ready=False)
            for one in outcome
            if one.sentence
        }
        kept = {key: item for key, item in self.items.items() if not item.ready}
        self.items = kept | left
        if done:
            self._tell(done)
        if not self.items:
            self.receiver.reset()
            self._without_slip = False
        self._show()
        self.take_focus()
        self.given.emit()

    def _tell(self, done: list[Item]) -> None:
        names = done[0].owner if len(done) == 1 else self.tr("{0} hồ sơ").format(len(done))
        head = self.tr("Đã trả kết quả: {0}.").format(names)
        more = self.tr("Ghi nhầm thì Giám đốc đảo bước này ở trang hồ sơ.")
        self._messages.show(Message(TOPIC, DONE, head, more, lasts_ms=SAID_MS))

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self._messages.trouble(error.message, TOPIC)

    def _add_waiting(self) -> None:
        item = self._waiting.get(self.waiting.current_key)
        if item is not None:
            self.add((item,))

    def _drop(self) -> None:
        if self.items.pop(self.list.current_key, None) is not None:
            self._show()
            self.take_focus()

    def _step_back(self) -> None:
        if self.items or not self.receiver.receiver().blank:
            self.items = {}
            self._without_slip = False
            self.receiver.reset()
            self._show()
            self.take_focus()
        else:
            self.resting.emit()


def _row(item: Item) -> TableRow:
    owes = f"{dong(item.owes)} đ" if item.owes else ""
    return TableRow(item.key, (item.number, item.owner, item.procedure, item.state, owes))
