"""Nhắc nhận kết quả: who has not come for a result, whom to call, and a digit once he was told."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui.messages import ATTENTION, DONE, Message, Messages
from app.ui.shortcuts import KeyAction
from app.ui.uncollected.desk import COLUMNS, Done, Reminding, UncollectedDesk
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table

TOPIC, SAID_MS = "uncollected", 6_000


class UncollectedPage(QWidget):
    """`opened` carries the identity of a dossier, `giving_back` those that are handed out.

    `left` leads back to Trả kết quả; `reminded` after something was stored.
    """

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)
    giving_back = Signal(tuple)
    reminded = Signal()
    left = Signal()

    def __init__(self, desk: UncollectedDesk, messages: Messages) -> None:
        """Empty; `take_focus` reads."""
        super().__init__()
        self._desk, self._messages, self._busy = desk, messages, False
        title = self.tr("Kết quả lâu chưa lấy")
        self.table = Table(title, COLUMNS, markable=True)
        digits = [(str(at), one.words) for at, one in enumerate(desk.ways, 1)]
        hints = (*digits, (self.tr("Phím cách"), self.tr("chọn")), ("Ctrl+P", self.tr("in")))
        self.sheet = ListSheet(title, self.table, hints)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.sheet)
        self.table.chosen.connect(lambda _place: self.opened.emit(self.table.current_key))
        self.table.digit.connect(self._remind)
        self.table.marks_changed.connect(self._tell)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F4 takes who came after all to Trả kết quả."""
        return [
            KeyAction("F4", self.tr("Trả"), self._give_back),
            KeyAction("Ctrl+P", "", self._print),
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The list; digits say how somebody was told."""
        self.sheet.take_focus()
        self.refresh()

    def refresh(self) -> None:
        """Read anew; the chosen row stays chosen."""
        self.sheet.loading()
        self._desk.run(self._desk.waiting, self._show)

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, found: Reminding) -> None:
        self.table.show_table(found.rows, self.table.current_key)
        if found.rows:
            self._tell()
            return
        head = self.tr("Không có kết quả nào chờ quá {0} ngày").format(found.days)
        self.sheet.show_empty("check", head, self.tr("Ai đến thì quét phiếu hẹn ở Trả kết quả."))

    def _tell(self) -> None:
        if not self.table.count:
            return
        marked, total = len(self.table.marked), dong(self.table.count)
        said = self.tr("đã chọn {0} / {1}").format(marked, total)
        self.sheet.show_list(said if marked else self.tr("{0} hồ sơ").format(total))

    # --- what is done --------------------------------------------------------------------------

    def _remind(self, digit: int) -> None:
        """1 was called, 2 got a message, 3 a letter: of the marked rows, else of the chosen one."""
        keys = self.table.acted_on
        if self._busy or not keys or not 1 <= digit <= len(self._desk.ways):
            return
        self._busy = True
        way = self._desk.ways[digit - 1]
        after = self.table.place + 1 if not self.table.marked else self.table.place
        self._desk.run(
            lambda: self._desk.remind(keys, way.name),
            lambda done: self._on_reminded(done, way.words, after),
            lambda error: self._on_trouble(error.message),
        )

    def _on_reminded(self, done: Done, way: str, after: int) -> None:
        self._busy = False
        self.table.keep_marks(key for key, _why in done.kept)
        if done.kept:
            why = "; ".join(said for _key, said in done.kept[:3])
            head = self.tr("{0} hồ sơ chưa ghi được.").format(len(done.kept))
            read = (self._messages.read(TOPIC),)
            self._messages.show(Message(TOPIC, ATTENTION, head, why, read))
        else:
            head = self.tr("Đã ghi: {0}, {1} hồ sơ.").format(way, done.count)
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))
        self.table.go_to(min(after, self.table.count - 1))
        self.refresh()
        self.reminded.emit()

    def _on_trouble(self, sentence: str) -> None:
        self._busy = False
        self._messages.trouble(sentence, TOPIC)

    def _give_back(self) -> None:
        if keys := self.table.acted_on:
            self.giving_back.emit(keys)
        else:
            self.left.emit()

    def _print(self) -> None:
        def told(_: None) -> None:
            head = self._desk.queued(self.tr("Danh sách nhắc"))
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

        if self.table.count:
            self._desk.run(self._desk.print_list, told)

    def _step_back(self) -> None:
        if self.table.marked:
            self.table.clear_marks()
        else:
            self.left.emit()
