"""Bàn giao: slips are scanned into the list, a digit says to whom, his PIN signs for them all."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import MotCuaError
from app.ui.handover.desk import COLUMNS, HandOverDesk, Item, Moved
from app.ui.many import tell
from app.ui.messages import Messages
from app.ui.saving_run import SavingRun
from app.ui.shortcuts import KeyAction
from app.ui.widgets.buttons import pressable
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.people_panel import PeoplePanel, PeopleWords
from app.ui.widgets.table import Table, TableRow
from app.ui.widgets.text import column, hosted, share_out

TOPIC = "handover"
SHARES = (70, 30)
MINE_KEY = "Ctrl+E"


class HandOverPage(QWidget):
    """`opened` carries the identity of a dossier, `moved` after something was handed or taken."""

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)
    moved = Signal()

    def __init__(self, desk: HandOverDesk, messages: Messages) -> None:
        """Nothing is in the list."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._save = SavingRun(desk.run, messages)
        self.items: dict[str, Item] = {}
        self._mine: tuple[Item, ...] = ()
        self._busy = False
        self.table = Table(self.tr("Sẽ bàn giao"), COLUMNS)
        hints = ((self.tr("Quét phiếu"), self.tr("thêm")), ("Del", self.tr("bỏ ra")))
        self.sheet = ListSheet(self.tr("Sẽ bàn giao"), self.table, hints)
        self.mine = pressable("", key=MINE_KEY, role="plain")
        self.mine.clicked.connect(self._take_up_mine)
        self.mine.hide()
        self.people = PeoplePanel(
            PeopleWords(
                self.tr("Bàn giao cho ai?"),
                self.tr("Người nhận"),
                self.tr("Mã PIN của người nhận"),
                self.tr("Người nhận gõ PIN là đã ký nhận. Không có mặt thì nhấn F6: nhận sau."),
                self.tr("Người này chưa có PIN ở máy này. F6: giao, người ấy nhận sau."),
            )
        )
        self._build()
        self.table.chosen.connect(lambda _place: self._open())
        self.table.digit.connect(self.people.choose)
        self.people.signed.connect(self.give)
        self._show()

    def _build(self) -> None:
        left = hosted(column(self.mine, self.sheet, spacing="m"))
        share_out(self, (left, self.people), SHARES)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F6 hands over what goes; F9 takes what was handed to this clerk."""
        going, coming = len(self._going), len(self._coming)
        give = self.tr("Bàn giao {0}").format(going) if going > 1 else self.tr("Bàn giao")
        keys = [KeyAction("F6", give, self.give, main=bool(going) and not coming)]
        if coming:
            words = self.tr("Nhận {0} hồ sơ").format(coming)
            keys.append(KeyAction("F9", words, self.take, main=True))
        if self._mine:
            keys.append(KeyAction(MINE_KEY, "", self._take_up_mine))
        keys.append(KeyAction("Del", "", self._drop))
        return [*keys, KeyAction("Esc", "", self._step_back)]

    def take_focus(self) -> None:
        """The list hears digits; a scan needs no caret."""
        self.people.forget()
        self.sheet.take_focus()
        self._desk.run(self._desk.recipients, self.people.show_people)
        self._desk.run(self._desk.mine, self._show_mine)

    def forget(self) -> None:
        """Another clerk sits here: nothing of the last one's stays."""
        self.items, self._mine = {}, ()
        self.people.forget()
        self._show()

    # --- what comes in -------------------------------------------------------------------------

    def take_code(self, code: str) -> None:
        """A slip was scanned, or its number typed."""
        self._desk.run(lambda: self._desk.item(code), lambda item: self.add((item,)))

    def take_codes(self, codes: Sequence[str]) -> None:
        """Rows that were marked on another page; they stand for the whole list now."""
        self.items.clear()
        self._desk.run(lambda: tuple(self._desk.item(code) for code in codes), self.add)

    def add(self, items: Iterable[Item]) -> None:
        """These join the list; what does not move stands there with its reason."""
        for item in items:
            self.items[item.key] = item
        self._show(next(reversed(self.items), ""))
        if self.isVisible():
            self.sheet.take_focus()

    def _take_up_mine(self) -> None:
        self.add(self._mine)

    # --- what is shown -------------------------------------------------------------------------

    @property
    def _going(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items.values() if item.goes)

    @property
    def _coming(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items.values() if item.mine)

    def _show(self, current: str = "") -> None:
        rows = [_row(item) for item in self.items.values()]
        self.table.show_table(rows, current or self.table.current_key)
        if rows:
            self.sheet.show_list(self.tr("{0} hồ sơ").format(len(rows)))
        else:
            head = self.tr("Quét phiếu hẹn của hồ sơ cần chuyển")
            more = self.tr("Hoặc đánh dấu ở trang Hôm nay rồi nhấn F6.")
            self.sheet.show_empty("handover", head, more)
        self._offer_mine()
        self.keys_changed.emit()

    def _show_mine(self, items: tuple[Item, ...]) -> None:
        self._mine = items
        self._offer_mine()
        self.keys_changed.emit()

    def _offer_mine(self) -> None:
        waiting = sum(item.key not in self.items for item in self._mine)
        words = self.tr("{0} hồ sơ đã giao cho bạn, chờ bạn nhận: xem").format(waiting)
        self.mine.set_words(words)
        self.mine.setVisible(bool(waiting))

    # --- what is done --------------------------------------------------------------------------

    def give(self) -> None:
        """F6, or the whole PIN: all that goes, to who is chosen; the others stay."""
        to, going = self.people.person, self._going
        if self._busy or not going:
            return
        if to is None:
            self.people.when_known(self.give)
            return
        pin, user = self.people.typed, to.user
        self._start(
            lambda: self._desk.give(going, user, pin),
            lambda done: self._on_given(going, user, done),
        )

    def take(self) -> None:
        """F9: this clerk has what was handed to him."""
        coming = self._coming
        if not self._busy and coming:
            self._start(lambda: self._desk.take(coming), lambda done: self._on_taken(coming, done))

    def _start(self, work: Callable[[], Moved], done: Callable[[Moved], None]) -> None:
        self._busy = True
        self._save(work, done, self._on_refused)

    def _on_given(self, going: Sequence[Item], to: str, done: Moved) -> None:
        kept = dict(done.kept)
        went = tuple(item for item in going if item.key not in kept)
        if went:
            self._print(went, to)
        words = (
            self.tr("Đã bàn giao {0} hồ sơ cho {1}, người nhận đã ký bằng PIN.")
            if done.signed
            else self.tr("Đã bàn giao {0} hồ sơ cho {1}.")
        )
        self._settle(words.format(done.went, done.to), going, done)

    def _on_taken(self, coming: Sequence[Item], done: Moved) -> None:
        self._settle(self.tr("Bạn đã nhận {0} hồ sơ.").format(done.went), coming, done)

    def _settle(self, head: str, acted: Sequence[Item], done: Moved) -> None:
        """What moved leaves the list; what did not stays with its reason, as does all the rest."""
        self._busy = False
        kept = dict(done.kept)
        for item in acted:
            if item.key not in kept:
                self.items.pop(item.key, None)
        if kept:
            head += self.tr(" {0} hồ sơ không chuyển được, giữ nguyên.").format(len(kept))
        tell(self._messages, TOPIC, head, done.kept, done.doubts)
        self._show()
        self.moved.emit()
        self.take_focus()

    def _print(self, went: tuple[Item, ...], to: str) -> None:
        print_slip = self._desk.print_slip
        if print_slip is not None:
            self._desk.run(lambda: print_slip(went, to), lambda _: None)

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        if not self.people.refused(error.message):
            self._messages.trouble(error.message, TOPIC)

    def _open(self) -> None:
        item = self.items.get(self.table.current_key)
        if item is not None:
            self.opened.emit(item.code)

    def _drop(self) -> None:
        if self.items.pop(self.table.current_key, None) is not None:
            self._show()
            self.sheet.take_focus()

    def _step_back(self) -> None:
        """From the PIN to the list, then the list is emptied, then away."""
        if self.people.step_back():
            self.sheet.take_focus()
        elif self.items:
            self.items.clear()
            self._show()
            self.sheet.take_focus()
        else:
            self.resting.emit()


def _row(item: Item) -> TableRow:
    words = item.why or item.procedure
    return TableRow(item.key, (item.number, item.owner, words, item.where, item.state))
