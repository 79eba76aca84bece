"""Gửi – nhận: what the province has, what not and since when, what it sent back, the diary."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.exchange.desk import ALONE, DISPUTED, LISTS, STORED, TILES, UNSENT, ExchangeDesk, State
from app.ui.exchange.matter import MatterView
from app.ui.exchange.matters import MattersView
from app.ui.shortcuts import KeyAction
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.meter import Meter
from app.ui.widgets.panel import Panel
from app.ui.widgets.table import Table, TableRow
from app.ui.widgets.text import Text, row
from app.ui.widgets.tile import CountTile

LOG = "log"


class ExchangePage(QWidget):
    """`opened` carries the code of a dossier, `noticed` how many want a decision.

    `told` carries what an answer came to.
    """

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)
    noticed = Signal(int)
    told = Signal(str)

    def __init__(self, desk: ExchangeDesk) -> None:
        """An empty page; `refresh` fills it."""
        super().__init__()
        self._desk, self._list = desk, LOG
        self._sending = self._alone = False
        self.tiles = {
            name: CountTile(self.tr(words), key=str(place), kind=kind)
            for place, (name, words, kind) in enumerate(TILES, 1)
        }
        self._oldest, self._left = Text("", "strong"), Text("", "caption").right()
        self._meter, self._size = Meter(), Text("", "caption", wrap=True)
        self._line = Text("", "caption", wrap=True).right()
        self._by_stick = KeyHint("U", self.tr("bằng USB"))
        self._pause, self._go_on = (
            KeyHint("P", self.tr("tạm dừng")),
            KeyHint("P", self.tr("gửi tiếp")),
        )
        self._moving, self._progress = Meter(), Text("", "caption")
        self._paused = False
        self.matters = MattersView()
        self.matters.opened.connect(self.opened)
        self.matters.answered.connect(self._answer)
        self.sheets: dict[str, ListSheet | MattersView] = {
            UNSENT: self._sheet(UNSENT, self.tr("Chưa gửi")),
            DISPUTED: self.matters,
            LOG: self._sheet(LOG, self.tr("Nhật ký")),
        }
        self._stack = QStackedWidget()
        self._build()

    def _sheet(self, name: str, title: str) -> ListSheet:
        table = Table(title, LISTS[name])
        hints = () if name == LOG else (("Enter", self.tr("mở")), ("Esc", self.tr("nhật ký")))
        if name != LOG:
            table.chosen.connect(lambda _place: self.opened.emit(table.current_key))
        table.digit.connect(self._on_digit)
        return ListSheet(title, table, hints)

    def _build(self) -> None:
        look = theme.current()
        for name, tile in self.tiles.items():
            tile.setCheckable(name != STORED)
            tile.clicked.connect(lambda _checked=False, name=name: self.choose(name))
        for sheet in self.sheets.values():
            self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(self.sheets[LOG])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space("m"))
        box.addLayout(row(*self.tiles.values()))
        self._panel = self._age()
        self.show_progress("", 0.0)
        self._go_on.hide()
        box.addWidget(self._panel)
        box.addWidget(self._stack, 1)

    def _age(self) -> Panel:
        panel = Panel()
        brake = (self._pause, self._go_on, self._by_stick)
        panel.body.addLayout(row(self._oldest, None, self._left, *brake, spacing="l"))
        panel.body.addWidget(self._meter)
        moving = row(self._progress, self._moving, spacing="l")
        moving.setStretch(1, 1)
        panel.body.addLayout(moving)
        below = row(self._size, self._line, spacing="l")
        for place, share in enumerate((1, 2)):
            below.setStretch(place, share)
        panel.body.addLayout(below)
        return panel

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F11 sends, U by stick, where there is a province; Esc leads to the diary, then rests."""
        back = KeyAction("Esc", "", self._step_back)
        if self._alone:
            return [back]
        words = self.tr("Đang gửi") if self._sending else self.tr("Gửi bây giờ")
        stick = KeyAction("U", self.tr("Gửi – nhận bằng USB"), self._desk.by_stick)
        brake = self.tr("Gửi tiếp") if self._paused else self.tr("Tạm dừng")
        pause = KeyAction("P", brake, self._desk.pause)
        now = KeyAction("F11", words, self._desk.start, main=not self._sending)
        return [now, pause, stick, back]

    def take_focus(self) -> None:
        """The list that is shown."""
        self.sheets[self._list].take_focus()
        self.refresh()

    def show_progress(self, words: str, share: float) -> None:
        """How far the exchange is that runs; nothing while none does."""
        self._progress.setText(words)
        self._moving.show_share(share, "sending", words)
        for part in (self._progress, self._moving):
            part.setVisible(bool(words))
        self._size.setHidden(bool(words))

    def show_sending(self, *, sending: bool) -> None:
        """An exchange began or ended."""
        self._sending = sending
        if not sending:
            self.show_progress("", 0.0)
        self.keys_changed.emit()
        if not sending:
            self.refresh()

    # --- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Count and read anew."""
        self._desk.run(self._desk.state, self._show_state)
        sheet, name = self.sheets[self._list], self._list
        if isinstance(sheet, MattersView):
            self._desk.run(self._desk.matters, sheet.show_matters)
            return
        sheet.loading()
        self._desk.run(
            lambda: self._desk.rows(name), lambda rows: self._show_rows(sheet, name, rows)
        )

    def choose(self, name: str) -> None:
        """Open the list of a number; the same once more: the diary."""
        self.open_list(LOG if name in (self._list, STORED) else name)

    def open_list(self, name: str) -> None:
        """Show this list, whichever was shown."""
        self._list = name
        for one, tile in self.tiles.items():
            tile.setChecked(one == self._list)
            tile.wear_key(worn=name != DISPUTED)  # there digits are answers
            tile.setHidden(name == DISPUTED and theme.current().big)  # both sides need the room
        self._panel.setVisible(name != DISPUTED)
        self._stack.setCurrentWidget(self.sheets[self._list])
        self.take_focus()

    def _show_state(self, state: State) -> None:
        numbers = {UNSENT: state.unsent, STORED: state.stored, DISPUTED: state.disputed}
        for name, number in numbers.items():
            self.tiles[name].show_number(number)
        self._oldest.setText(state.oldest)
        self._left.setText(state.left)
        self._meter.show_share(state.used, state.kind, f"{state.oldest} {state.left}".strip())
        for part in (self._meter, self._by_stick):
            part.setVisible(not state.alone)
        self._pause.setVisible(not state.alone and not state.paused)
        self._go_on.setVisible(not state.alone and state.paused)
        if (state.alone, state.paused) != (self._alone, self._paused):
            self._alone, self._paused = state.alone, state.paused
            self._name_tiles()
            self.keys_changed.emit()
        self._size.setText(state.size)
        self._line.setText(state.line)
        self.noticed.emit(state.disputed)

    def _name_tiles(self) -> None:
        for name, words, _kind in TILES:
            self.tiles[name].setText(self.tr(ALONE.get(name, words) if self._alone else words))
            self.tiles[name].show_number(self.tiles[name].number)
        lists = self.tr("Chưa nhập hệ thống tỉnh") if self._alone else self.tr("Chưa gửi")
        unsent = self.sheets[UNSENT]
        if isinstance(unsent, ListSheet):
            unsent.set_title(lists)

    def _show_rows(self, sheet: ListSheet, name: str, rows: tuple[TableRow, ...]) -> None:
        sheet.table.show_table(rows, sheet.table.current_key)
        if rows:
            unit = self.tr("{0} lần") if name == LOG else self.tr("{0} hồ sơ")
            sheet.show_list(unit.format(dong(len(rows))))
        else:
            sheet.show_empty(*self._nothing(name))

    def _nothing(self, name: str) -> tuple[str, str, str]:
        if name == UNSENT and self._alone:
            more = self.tr("Không còn hồ sơ nào chờ nhập.")
            return "check", self.tr("Đã nhập đủ vào hệ thống tỉnh"), more
        if name == UNSENT:
            return "check", self.tr("Tỉnh đã nhận đủ"), self.tr("Không còn hồ sơ nào chờ gửi.")
        if self._alone:
            more = self.tr("Ghi danh với tỉnh ở Quản trị (Ctrl+Q), từ đó máy tự gửi.")
        else:
            more = self.tr("Máy tự gửi khi có mạng. F11 để gửi ngay.")
        return "exchange", self.tr("Chưa gửi lần nào"), more

    # --- keys ----------------------------------------------------------------------------------

    def _on_digit(self, digit: int) -> None:
        if 1 <= digit <= len(TILES):
            self.choose(TILES[digit - 1][0])

    def _answer(self, view: MatterView, answer: str) -> None:
        """Write it; the next matter takes its place."""

        def done(said: str) -> None:
            self.told.emit(said)
            self.refresh()

        self._desk.run(lambda: self._desk.answer(view.name, view.code, answer), done)

    def _step_back(self) -> None:
        if self._list == DISPUTED and self.matters.take_back():
            return
        if self._list == LOG:
            self.resting.emit()
        else:
            self.choose(self._list)
