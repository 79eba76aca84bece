"""Hôm nay: what waits, the most urgent first; each number opens its list."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.many import tell
from app.ui.messages import DONE, Message, Messages
from app.ui.shortcuts import KeyAction
from app.ui.today.desk import (
    ALL,
    COLUMNS,
    KINDS,
    LINES,
    TILES,
    WORDS,
    Counts,
    Drafted,
    Rows,
    TodayDesk,
)
from app.ui.widgets.buttons import pressable
from app.ui.widgets.flow import Flow
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table
from app.ui.widgets.text import row
from app.ui.widgets.tile import CountTile

TOPIC = "today"
SAID_MS, REMIND_KEY, MEET_KEY, DUTY_KEY = 6_000, "Ctrl+E", "Ctrl+H", "Shift+F12"


class TodayPage(QWidget):
    """`opened` carries the code of a dossier, `giving_back` the codes whose results are handed out.

    `handing_over` carries the codes that F6 acts on, `deciding` those of F9. `reminding`: on to the
    results that nobody comes for, `meeting` to the days agreed with citizens, `on_duty` to who is
    here today. `noticed` carries the counts, for the rail's number.
    """

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)
    giving_back = Signal(tuple)
    handing_over = Signal(tuple)
    deciding = Signal(tuple)
    reminding = Signal()
    on_duty = Signal()
    meeting = Signal()
    noticed = Signal(object)

    def __init__(self, desk: TodayDesk, messages: Messages) -> None:
        """An empty page; `refresh` fills it."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._kind, self._asked = ALL, 0
        self._more: Any = None
        self._counts = Counts((0,) * len(TILES))
        self.tiles = {
            kind: CountTile(self.tr(words), key=str(place), kind=state)
            for place, (kind, words, state) in enumerate(TILES, 1)
        }
        self.note = pressable("", key="Ctrl+Q", role="plain")
        self.note.hide()
        self.lines = {
            kind: pressable("", key=str(KINDS.index(kind) + 1), role="plain")
            for kind, _words, _more in LINES
        }
        for line in self.lines.values():
            line.hide()
        self.uncollected = pressable("", key=REMIND_KEY, role="plain")
        self.uncollected.hide()
        self.duty = pressable("", key=DUTY_KEY, role="plain")
        self.duty.hide()
        self.appointments = pressable("", key=MEET_KEY, role="plain")
        self.appointments.hide()
        self.table = Table(self.tr("Việc cần làm"), COLUMNS, markable=True)
        hints = (
            (self.tr("Phím cách"), self.tr("chọn")),
            ("Enter", self.tr("mở")),
            *[("X", self.tr("in xin lỗi"))] * (desk.print_apologies is not None),
            *[("Ctrl+P", self.tr("in danh sách"))] * (desk.print_list is not None),
        )
        self.sheet = ListSheet(self.tr("Việc cần làm"), self.table, hints)
        self._build()
        self._connect()

    def _build(self) -> None:
        look = theme.current()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space("m"))
        box.addLayout(row(*self.tiles.values()))
        lines = (self.note, *self.lines.values(), self.appointments, self.uncollected, self.duty)
        box.addLayout(Flow(*lines))
        box.addWidget(self.sheet, 1)

    def _connect(self) -> None:
        for kind, opener in (*self.tiles.items(), *self.lines.items()):
            opener.clicked.connect(lambda _checked=False, kind=kind: self.choose(kind))
        self.uncollected.clicked.connect(self.reminding)
        self.duty.clicked.connect(self.on_duty)
        self.appointments.clicked.connect(self.meeting)
        self.table.chosen.connect(lambda _place: self.opened.emit(self.table.current_key))
        self.table.near_end.connect(self._ask_more)
        self.table.marks_changed.connect(lambda: self.sheet.show_list(self._how_many()))
        self.table.digit.connect(self._on_digit)
        self.table.letter.connect(self._on_letter)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """Esc takes the marks back, then the choice of a tile, then rests."""
        return [
            KeyAction("F4", self.tr("Trả"), self._give_back),
            KeyAction("F6", self.tr("Bàn giao"), self._hand_over),
            KeyAction("F9", self.tr("Có kết quả"), self._decide),
            KeyAction("Ctrl+P", "", self._print),
            KeyAction(REMIND_KEY, "", self.reminding.emit),
            KeyAction(MEET_KEY, "", self.meeting.emit),
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The list; a scan needs no caret."""
        self.sheet.take_focus()
        self.refresh()

    def show_note(self, words: str) -> None:
        """A slim line above the list: what is left of the set-up; empty takes it away."""
        self.note.set_words(words)
        self.note.setVisible(bool(words))

    def show_uncollected(self, count: int, days: int) -> None:
        """How many results have waited longer than so many days; none takes the line away."""
        words = self.tr("{0} kết quả chờ lấy quá {1} ngày: nhắc").format(dong(count), days)
        self.uncollected.set_words(words)
        self.uncollected.setVisible(bool(count))

    def show_duty(self, words: str) -> None:
        """Who is on duty; empty takes the line away."""
        self.duty.set_words(words)
        self.duty.setVisible(bool(words))

    def show_appointments(self, today: int, coming: int) -> None:
        """How many are agreed for today and for the coming days; none takes the line away."""
        words = self.tr("{0} lịch hẹn hôm nay").format(dong(today))
        if coming:
            words += self.tr(", {0} trong 7 ngày tới").format(dong(coming))
        self.appointments.set_words(words)
        self.appointments.setVisible(bool(today or coming))

    # --- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Count and read anew; the chosen row stays chosen."""
        self._read()
        self._desk.run(self._desk.counts, self._show_counts)

    def choose(self, kind: str) -> None:
        """Open the list of a tile; the same once more takes the choice back."""
        self._kind = ALL if kind == self._kind else kind
        for name, tile in self.tiles.items():
            tile.setChecked(name == self._kind)
        self.table.clear_marks()
        self._read()
        self.sheet.take_focus()

    def _on_digit(self, digit: int) -> None:
        if 1 <= digit <= len(KINDS):
            self.choose(KINDS[digit - 1])

    def _read(self) -> None:
        kind, self._asked = self._kind, self._asked + 1
        asked, current = self._asked, self.table.current_key
        self.sheet.loading()
        self._desk.run(
            lambda: self._desk.rows(kind, None), lambda rows: self._show(asked, current, rows)
        )

    def _show(self, asked: int, current: str, rows: Rows) -> None:
        if asked != self._asked:
            return  # another list was asked for since
        self._more = rows.more
        self.table.show_table(rows.rows, current)
        self._tell()

    def _ask_more(self) -> None:
        if self._more is None:
            return
        kind, more, asked, self._more = self._kind, self._more, self._asked, None
        self._desk.run(lambda: self._desk.rows(kind, more), lambda rows: self._append(asked, rows))

    def _append(self, asked: int, rows: Rows) -> None:
        if asked == self._asked:
            self._more = rows.more
            self.table.append_rows(rows.rows)

    def _show_counts(self, counts: Counts) -> None:
        self._counts = counts
        for tile, number in zip(self.tiles.values(), counts.waiting, strict=True):
            tile.show_number(number)
        for kind, _words, said in LINES:
            self.lines[kind].set_words(self.tr(said).format(dong(counts.of(kind))))
            self.lines[kind].setVisible(bool(counts.of(kind)))
        self.noticed.emit(counts)
        self._tell()

    def _tell(self) -> None:
        if self.table.count:
            self.sheet.show_list(self._how_many())
        else:
            self._show_nothing()

    def _how_many(self) -> str:
        marked = len(self.table.marked)
        total = self._counts.of(self._kind)
        if marked:
            return self.tr("đã chọn {0} / {1} hồ sơ").format(marked, dong(total))
        return self.tr("{0} hồ sơ").format(dong(total))

    def _show_nothing(self) -> None:
        if self._kind != ALL:
            total = self._counts.total
            hidden = self.tr("{0} hồ sơ khác đang ẩn.").format(dong(total)) if total else ""
            head = self.tr("Không có hồ sơ nào: {0}").format(self.tr(WORDS[self._kind]))
            self.sheet.show_empty("check", head, hidden, [("Esc", self.tr("xem tất cả"))])
            return
        head = (
            self.tr("Không còn việc nào chờ")
            if self._counts.begun
            else self.tr("Chưa có hồ sơ nào hôm nay")
        )
        more = self.tr("Quét thẻ CCCD để bắt đầu, hoặc nhấn F2.")
        keys = [("F2", self.tr("hồ sơ mới"))]
        if self._desk.practice:
            keys.append(("Ctrl+L", self.tr("bài học")))
        self.sheet.show_empty("today", head, more, keys)

    # --- what is done --------------------------------------------------------------------------

    def _step_back(self) -> None:
        if self.table.marked:
            self.table.clear_marks()
        elif self._kind != ALL:
            self.choose(self._kind)
        else:
            self.resting.emit()

    def _give_back(self) -> None:
        self.giving_back.emit(self.table.acted_on)

    def _acted_on(self) -> tuple[str, ...]:
        """The rows of a key; where there are none it says so."""
        if not self.table.acted_on:
            said = self.tr("Danh sách đang trống, không có hồ sơ nào để làm việc này.")
            self._messages.show(Message(TOPIC, DONE, said, lasts_ms=SAID_MS))
        return self.table.acted_on

    def _hand_over(self) -> None:
        if codes := self._acted_on():
            self.handing_over.emit(codes)

    def _decide(self) -> None:
        if codes := self._acted_on():
            self.deciding.emit(codes)

    def _on_letter(self, letter: str) -> None:
        """X: letters of apology for what is marked, to be signed."""
        print_apologies = self._desk.print_apologies
        if letter != "x" or print_apologies is None:
            return
        if codes := self._acted_on():
            self._desk.run(lambda: print_apologies(codes), self._on_drafted)

    def _on_drafted(self, done: Drafted) -> None:
        """What became of them; those that need none stay marked."""
        head = self.tr("{0} văn bản xin lỗi (Mẫu 04) để ký").format(done.count)
        head = self._desk.queued(head) if done.count else self.tr("Chưa in văn bản xin lỗi nào.")
        more = self.tr("Ký và lấy số rồi mở từng hồ sơ, Ctrl+H, ghi ngày hẹn mới.")
        tell(self._messages, TOPIC, head, done.kept, more=more)
        self.table.keep_marks(code for code, _why in done.kept)

    def _print(self) -> None:
        kind, print_list = self._kind, self._desk.print_list

        def told(_: None) -> None:
            head = self._desk.queued(self.tr("Danh sách"))
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

        if print_list is not None and self._acted_on():
            self._desk.run(lambda: print_list(kind), told)
