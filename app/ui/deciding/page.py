"""Xử lý: what waits for a decision; twenty alike get their result with one signature."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import MotCuaError
from app.ui import theme
from app.ui.deciding.desk import COLUMNS, Decided, DecidingDesk, Decision, Item
from app.ui.many import tell
from app.ui.messages import ATTENTION, DONE, Message, Messages
from app.ui.saving_run import SavingRun
from app.ui.shortcuts import KeyAction, settle_typing
from app.ui.widgets.fields import Field
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.people_panel import PeoplePanel, PeopleWords
from app.ui.widgets.table import Table, TableRow
from app.ui.widgets.text import column, hosted, share_out

TOPIC, WHO = "deciding", "deciding-who"
SETTLE_MS, SAID_MS = 1_000, 6_000
SHARES = (70, 30)
ALL_KEY, NUMBER_KEY, PRINT_KEY = "Ctrl+E", "Ctrl+N", "Ctrl+P"


class DecidingPage(QWidget):
    """`opened` carries the code of a dossier, `decided` after results were recorded."""

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)
    decided = Signal()

    def __init__(self, desk: DecidingDesk, messages: Messages) -> None:
        """An empty queue; it is read when the page is shown."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._save, self._busy = SavingRun(desk.run, messages), False
        self._items: dict[str, Item] = {}
        self._everybody, self._asked, self._wanted = False, 0, tuple[str, ...]()
        self._done: tuple[str, ...] = ()  # what this sitting decided last, for its list on paper
        self._sent = False  # rows were sent by another page: the chosen row is none of them
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.keys_changed)
        self.table = Table(self.tr("Chờ xử lý"), COLUMNS, markable=True)
        self.sheet = ListSheet(self.tr("Chờ xử lý"), self.table)
        self.number = Field(self.tr("Số văn bản đầu tiên (nếu có)"), key=NUMBER_KEY)
        self.signers = PeoplePanel(
            PeopleWords(
                self.tr("Ai ký?"),
                self.tr("Người ký"),
                self.tr("Mã PIN của người ký"),
                self.tr("Người ký gõ PIN là đã ký. Đã ký trên giấy thì nhấn F9."),
                self.tr("Người này chưa có PIN ở máy này. F9: đã ký trên giấy."),
                self.tr("Gõ số của người ký."),
            )
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        right = column(self.number, self.signers, spacing="m")
        right.setStretchFactor(self.signers, 1)
        share_out(self, (self.sheet, hosted(right)), SHARES)

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _place: self.opened.emit(self.table.current_key))
        self.table.digit.connect(self.signers.choose)
        self.signers.list.cap_with_caret(self.table)
        self.table.marks_changed.connect(self._show)
        self.number.changed.connect(self._show)
        self.signers.list.moved.connect(lambda _place: self._messages.clear(WHO))
        self.signers.signed.connect(self.decide)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F9 records the results of what is marked, else of the chosen row."""
        count = 0 if self._settling.isActive() else len(self._acting)
        words = self.tr("Có kết quả {0}").format(count) if count > 1 else self.tr("Có kết quả")
        other = self.tr("Của tôi") if self._everybody else self.tr("Của cả cơ quan")
        return [
            KeyAction("F9", words, self.decide, main=bool(count)),
            KeyAction(ALL_KEY, other, self._switch),
            KeyAction(NUMBER_KEY, "", self.number.input.setFocus),
            *[KeyAction(PRINT_KEY, "", self._print)] * self._may_print,
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The queue hears the digits of who signs."""
        self.signers.forget()
        self.sheet.take_focus()
        own = self._desk.own()
        self._desk.run(self._desk.signers, lambda them: self.signers.show_people(them, own))
        self.refresh()

    def forget(self) -> None:
        """Another clerk sits here: nothing of the last one's stays."""
        self._items, self._wanted, self._done = {}, (), ()
        self._everybody = self._sent = False
        self.number.put("")
        self.signers.show_people(())
        self._messages.clear(WHO)
        self.table.clear_marks()
        self._show()

    @property
    def _acting(self) -> tuple[str, ...]:
        """What F9 decides: the marked rows, else the chosen one where nobody sent others."""
        return tuple(self.table.marked) if self._sent else self.table.acted_on

    def mark(self, codes: Sequence[str]) -> None:
        """Rows that were marked on another page; they are marked here once the queue is read."""
        self._everybody, self._wanted, self._sent = True, tuple(codes), True

    # --- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the queue anew; the chosen row and the marks stay."""
        self._asked += 1
        asked = self._asked
        read = self._desk.everybody if self._everybody else self._desk.mine
        self.sheet.loading()
        self._desk.run(read, lambda items: self._on_read(asked, items))

    def _on_read(self, asked: int, items: Sequence[Item]) -> None:
        if asked != self._asked:
            return
        self._items = {item.key: item for item in items}
        wanted, self._wanted = self._wanted, ()
        self._show()
        if wanted:
            self.table.mark_keys(wanted)
            self._tell_missing(len(wanted) - len(self.table.marked))

    def _tell_missing(self, missing: int) -> None:
        if missing:
            head = self.tr("{0} hồ sơ không chờ kết quả nên không có ở đây.").format(missing)
            more = self.tr(
                "Hồ sơ nơi khác quyết định, chờ bổ sung, tạm dừng hoặc đã xong thì mở riêng."
            )
            self._messages.show(
                Message(TOPIC, ATTENTION, head, more, (self._messages.read(TOPIC),))
            )

    def _show(self) -> None:
        numbers = dict(self._results())
        rows = [
            TableRow(
                item.key,
                (item.number, item.owner, _with(numbers.get(item.key), item), item.state),
            )
            for item in self._items.values()
        ]
        self.table.show_table(rows, self.table.current_key)
        self._advise(numbers)
        marked = len(self.table.marked)
        other = self.tr("chỉ của tôi") if self._everybody else self.tr("cả cơ quan")
        paper = (PRINT_KEY, self.tr("in phiếu bàn giao kết quả"))
        hints = ((self.tr("Phím cách"), self.tr("chọn")), (ALL_KEY, other))
        self.sheet.show_hints((*hints, paper) if self._may_print else hints)
        if rows:
            said = self.tr("đã chọn {0} / {1} hồ sơ") if marked else self.tr("{1} hồ sơ")
            self.sheet.show_list(said.format(marked, len(rows)))
        else:
            head = (
                self.tr("Không có hồ sơ nào chờ xử lý")
                if self._everybody
                else self.tr("Bạn không giữ hồ sơ nào chờ xử lý")
            )
            more = "" if self._everybody else self.tr("Hồ sơ bàn giao cho bạn sẽ hiện ở đây.")
            keys = [] if self._everybody else [(ALL_KEY, self.tr("xem của cả cơ quan"))]
            self.sheet.show_empty("check", head, more, keys)
        self.keys_changed.emit()

    def _advise(self, numbers: Mapping[str, str]) -> None:
        """How numbers run on, and that they do so over unlike procedures, too."""
        unlike = {self._items[key].procedure for key, number in numbers.items() if number}
        if len(unlike) > 1:
            self.number.advise(self.tr("Số chạy tiếp qua {0} thủ tục.").format(len(unlike)))
            return
        told = self.tr("Ví dụ 12/GXN-UBND: hồ sơ sau là 13, 14… Chứng thực thì máy tự cho số.")
        self.number.advise("" if theme.current().huge else told)  # the biggest text leaves no room

    def _results(self) -> tuple[tuple[str, str], ...]:
        """Each dossier that F9 decides, with its number."""
        keys = [key for key in self._acting if key in self._items]
        first = self.number.value.strip()
        numbers = self._desk.numbers(first, len(keys)) if first else ("",) * len(keys)
        return tuple(zip(keys, numbers, strict=True))

    # --- what is done --------------------------------------------------------------------------

    def decide(self) -> None:
        """F9, or the whole PIN: the results of all that is marked."""
        settle_typing()
        signer, results = self.signers.person, self._results()
        if self._busy or self._settling.isActive() or not results:
            return
        if signer is None:
            self._ask_who()
            return
        self._busy = True
        asked = Decision(results, signer.user, self.signers.typed)
        codes = [code for code, _number in results]
        self._save(
            lambda: self._desk.decide(asked),
            lambda done: self._on_decided(done, codes),
            self._on_refused,
        )

    def _ask_who(self) -> None:
        """Nobody signs because he stands first: who signed is chosen once a sitting."""
        if not self.signers.listed:
            self.signers.when_known(self.decide)
            return
        self.sheet.take_focus()
        said = self.tr("Chưa ghi kết quả: chưa rõ ai ký. Gõ số của người ký, rồi nhấn F9.")
        self._messages.trouble(said, WHO)

    def _on_decided(self, done: Decided, codes: Sequence[str]) -> None:
        self._busy = False
        kept = {key for key, _why in done.kept}
        self._done = tuple(code for code in codes if code not in kept)
        head = self.tr("Đã ghi kết quả của {0} hồ sơ.").format(done.count)
        if done.kept:
            head += self.tr(" {0} hồ sơ chưa ghi được, giữ nguyên.").format(len(done.kept))
        tell(self._messages, TOPIC, head, done.kept, done.doubts)
        self._settling.start()  # a double press of F9 must not decide the next row, too
        self.number.put("")
        self.table.keep_marks(key for key, _why in done.kept)
        self.decided.emit()
        self.take_focus()

    @property
    def _may_print(self) -> bool:
        return bool(self._done) and self._desk.print_results is not None

    def _print(self) -> None:
        """The list that goes with the results to the desk: for two signatures."""
        codes, print_results = self._done, self._desk.print_results
        if print_results is not None:
            self._desk.run(lambda: print_results(codes), self._on_queued)

    def _on_queued(self, said: str) -> None:
        self._messages.show(Message(TOPIC, DONE, said, lasts_ms=SAID_MS))

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        if not self.signers.refused(error.message):
            self._messages.trouble(error.message, TOPIC)

    def _switch(self) -> None:
        self._everybody, self._sent = not self._everybody, False
        self.table.clear_marks()
        self.take_focus()

    def _step_back(self) -> None:
        """From the PIN or the number to the list, then the marks are taken back, then away."""
        if self.signers.step_back() or self.number.input.hasFocus():
            self.sheet.take_focus()
        elif self.table.marked:
            self._sent = False
            self.table.clear_marks()
        else:
            self.resting.emit()


def _with(number: str | None, item: Item) -> str:
    """The number that the result will bear, before what it is about."""
    return f"{number} · {item.procedure}" if number else item.procedure
