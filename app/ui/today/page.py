"""Hôm nay: what waits, the most urgent first; each number opens its list."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.messages import ATTENTION, DONE, Message, Messages
from app.ui.saving_run import SavingRun
from app.ui.shortcuts import KeyAction
from app.ui.today.desk import ALL, COLUMNS, TILES, Counts, HandedOver, Rows, TodayDesk
from app.ui.today.hand_over_sheet import HandOverSheet
from app.ui.widgets.buttons import pressable
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table
from app.ui.widgets.tile import CountTile

TOPIC = "today"
SAID_MS = 6_000


class TodayPage(QWidget):
    """`opened` carries the code of a dossier, `giving_back` the codes whose results are handed out.

    `handing_over` carries the code of the one dossier that F6 acts on; several are asked about
    here. `noticed` carries the counts, for the rail's number.
    """

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)
    giving_back = Signal(tuple)
    handing_over = Signal(str)
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
        self.table = Table(self.tr("Việc cần làm"), COLUMNS, markable=True)
        hints = (
            (self.tr("Phím cách"), self.tr("chọn")),
            ("Enter", self.tr("mở")),
            *[("Ctrl+P", self.tr("in danh sách"))] * (desk.print_list is not None),
        )
        self.sheet = ListSheet(self.tr("Việc cần làm"), self.table, hints)
        self.handing = HandOverSheet()
        self._save = SavingRun(desk.run, messages)
        self._build()
        self._connect()

    def _build(self) -> None:
        look = theme.current()
        tiles = QHBoxLayout()
        tiles.setSpacing(look.space("s"))
        for tile in self.tiles.values():
            tiles.addWidget(tile)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space("m"))
        box.addLayout(tiles)
        box.addWidget(self.note)
        box.addWidget(self.sheet, 1)
        box.addWidget(self.handing, 1)

    def _connect(self) -> None:
        for kind, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, kind=kind: self.choose(kind))
        self.table.chosen.connect(lambda _place: self.opened.emit(self.table.current_key))
        self.table.near_end.connect(self._ask_more)
        self.table.marks_changed.connect(lambda: self.sheet.show_list(self._how_many()))
        self.table.digit.connect(self._on_digit)
        self.handing.chosen.connect(self._send)
        self.handing.cancelled.connect(self._stop_asking)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """Esc takes the marks back, then the choice of a tile, then rests."""
        if self.handing.codes:
            return [
                KeyAction("F9", self.tr("Bàn giao"), self.handing.confirm, main=True),
                KeyAction("Ctrl+Return", "", self.handing.confirm),
                KeyAction("Esc", "", self._stop_asking),
            ]
        return [
            KeyAction("F4", self.tr("Trả"), self._give_back),
            KeyAction("F6", self.tr("Bàn giao"), self._hand_over),
            KeyAction("Ctrl+P", "", self._print),
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The list; a scan needs no caret."""
        self._close_handing()
        self.sheet.take_focus()
        self.refresh()

    def show_note(self, words: str) -> None:
        """A slim line above the list: what is left of the set-up; empty takes it away."""
        self.note.set_words(words)
        self.note.setVisible(bool(words))

    # --- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Count and read anew; the chosen row stays chosen."""
        self._read()
        self._desk.run(self._desk.counts, self._show_counts)

    def choose(self, kind: str) -> None:
        """Open the list of a tile; the same once more takes the choice back."""
        self._close_handing()
        self._kind = ALL if kind == self._kind else kind
        for name, tile in self.tiles.items():
            tile.setChecked(name == self._kind)
        self.table.clear_marks()
        self._read()
        self.sheet.take_focus()

    def _on_digit(self, digit: int) -> None:
        if 1 <= digit <= len(TILES):
            self.choose(TILES[digit - 1][0])

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
        self.noticed.emit(counts)
        self._tell()

    def _tell(self) -> None:
        if self.table.count:
            self.sheet.show_list(self._how_many())
        else:
            self._show_nothing()

    def _how_many(self) -> str:
        marked = len(self.table.marked)
        total = self._total()
        if marked:
            return self.tr("đã chọn {0} / {1} hồ sơ").format(marked, dong(total))
        return self.tr("{0} hồ sơ").format(dong(total))

    def _total(self) -> int:
        if self._kind == ALL:
            return self._counts.total
        names = [kind for kind, _words, _state in TILES]
        return self._counts.waiting[names.index(self._kind)]

    def _show_nothing(self) -> None:
        if self._kind != ALL:
            words = {kind: said for kind, said, _state in TILES}[self._kind]
            hidden = self.tr("{0} hồ sơ khác đang ẩn.").format(self._counts.total)
            head = self.tr("Không có hồ sơ nào: {0}").format(words)
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

    def _hand_over(self) -> None:
        codes = self.table.acted_on
        if len(codes) == 1:
            self.handing_over.emit(codes[0])
        elif codes:
            self.sheet.hide()
            self.handing.ask(codes, self._desk.recipients())
            self.keys_changed.emit()

    def _close_handing(self) -> None:
        if self.handing.codes:
            self.handing.close_sheet()
            self.sheet.show()
            self.keys_changed.emit()

    def _stop_asking(self) -> None:
        self._close_handing()
        self.sheet.take_focus()

    def _send(self, codes: tuple[str, ...], to: str) -> None:
        self._stop_asking()
        self._save(
            lambda: self._desk.hand_over(codes, to),
            self._on_sent,
            lambda error: self._messages.trouble(error.message, TOPIC),
        )

    def _on_sent(self, done: HandedOver) -> None:
        head, more = self.handing.told(done)
        if more:
            self._messages.show(
                Message(TOPIC, ATTENTION, head, more, (self._messages.read(TOPIC),))
            )
        else:
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))
        self.table.keep_marks(code for code, _why in done.kept)
        self.refresh()

    def _print(self) -> None:
        kind, print_list = self._kind, self._desk.print_list

        def told(_: None) -> None:
            head = self._desk.queued(self.tr("Danh sách"))
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

        if self.table.count and print_list is not None:
            self._desk.run(lambda: print_list(kind), told)
