"""Báo cáo: dossiers of some days by way, procedure and day; what one person did in them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.domain.errors import ClerkError, MotCuaError
from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.messages import DONE, Message, Messages
from app.ui.report.desk import ACTS, BOOKS, DAYS, PROCEDURES, TILES, Figures, ReportDesk, Sheet
from app.ui.report.period_panel import PeriodPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table
from app.ui.widgets.text import column, hosted, row, share_out
from app.ui.widgets.tile import CountTile

TOPIC, SAID_MS = "report", 6_000
SHARES, BIG_SHARES = (30, 70), (34, 66)
LISTS_KEY, PRINT = "Ctrl+E", "Ctrl+P"
BY_PROCEDURE, BY_DAY, ACTS_OF_ONE = range(3)


class ReportPage(QWidget):
    """`left`: back to where it was asked for."""

    keys_changed = Signal()
    resting = Signal()
    left = Signal()

    def __init__(self, desk: ReportDesk, messages: Messages) -> None:
        """Empty; `take_focus` reads."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self.panel = PeriodPanel()
        self.tiles = [_tile(self.tr(words)) for words in TILES]
        self.procedures = Table(self.tr("Theo thủ tục"), PROCEDURES)
        self.days = Table(self.tr("Theo thời gian"), DAYS)
        self.acts = Table(self.tr("Phiếu công việc"), ACTS)
        tables = (self.procedures, self.days, self.acts)
        following = (self.tr("theo thời gian"), self.tr("phiếu công việc"), self.tr("theo thủ tục"))
        self.sheets = [
            ListSheet(
                table.accessibleName(),
                table,
                ((LISTS_KEY, words), (PRINT, self.tr("in")), ("X", self.tr("ra tệp"))),
            )
            for table, words in zip(tables, following, strict=True)
        ]
        self._lists, self._tiles = QStackedWidget(), hosted(row(*self.tiles))
        for sheet in self.sheets:
            self._lists.addWidget(sheet)
        right = column(self._tiles, spacing="m")
        right.addWidget(self._lists, 1)
        share_out(self, (self.panel, hosted(right)), BIG_SHARES if theme.current().big else SHARES)
        self.panel.changed.connect(self.refresh)
        self.panel.cap_with(*self.sheets, *tables)
        for table in tables:
            table.digit.connect(self.panel.choose)
            table.letter.connect(self._on_letter)
        for letter, button in self.panel.books.items():
            button.clicked.connect(lambda _checked=False, letter=letter: self._on_letter(letter))

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """Print what is shown; the next list; Esc leads back."""
        return [
            KeyAction(PRINT, self.tr("In"), self._print, main=True),
            KeyAction(LISTS_KEY, self.tr("Bảng khác"), self._turn),
            KeyAction("Esc", "", self.left.emit),
        ]

    def take_focus(self) -> None:
        """The list: a digit there chooses the days."""
        self.sheets[self._at].take_focus()
        self.panel.show_spans(self._desk.spans())
        self.refresh()

    def forget(self) -> None:
        """Another clerk sits here: nothing of the first one's sheet stays."""
        self.panel.forget()
        self.acts.show_table(())
        self._show_list(BY_PROCEDURE)

    def refresh(self) -> None:
        """Count anew, of the days that stand in the fields."""
        asked = self.panel.asked
        if not asked.first:
            return
        self.sheets[self._at].loading()
        if self._at == ACTS_OF_ONE:
            self._desk.run(lambda: self._desk.sheet(asked), self._show_sheet, self._refused)
        else:
            self._desk.run(lambda: self._desk.figures(asked), self._show_figures, self._refused)

    @property
    def _at(self) -> int:
        return self._lists.currentIndex()

    # --- what is shown -------------------------------------------------------------------------

    def _show_figures(self, found: Figures) -> None:
        self._tiles.setVisible(self._at != ACTS_OF_ONE)
        for tile, number in zip(self.tiles, found.numbers, strict=True):
            tile.show_number(number)
        self.panel.show_figures(found)
        self.procedures.show_table(found.procedures, self.procedures.current_key)
        self.days.show_table(found.by_day, self.days.current_key)
        for sheet in self.sheets[:ACTS_OF_ONE]:
            if sheet.table.count:
                sheet.show_list(found.days)
            else:
                more = self.tr("Chọn ngày khác ở bên trái, hoặc gõ ngày.")
                sheet.show_empty("report", self.tr("Những ngày ấy chưa có hồ sơ nào"), more)

    def _show_sheet(self, found: Sheet) -> None:
        self.panel.show_sheet(found)
        self.acts.show_table(found.acts, self.acts.current_key)
        sheet = self.sheets[ACTS_OF_ONE]
        if found.acts:
            said = self.tr("{0} · {1} việc").format(found.person, dong(len(found.acts)))
            sheet.show_list(said)
        else:
            head = self.tr("{0}: chưa ghi việc nào").format(found.person)
            sheet.show_empty("report", head, self.tr("Chọn ngày khác ở bên trái, hoặc gõ ngày."))

    def _refused(self, fault: MotCuaError) -> None:
        """What is wrong; no figures of other days stand beside the new ones."""
        self._tiles.hide()
        more = self.tr("Sửa ngày ở bên trái, hoặc nhấn một phím số.")
        self.sheets[self._at].show_empty("report", self.tr("Chưa tính"), more)
        self._say(fault)

    def _say(self, fault: MotCuaError) -> None:
        """At its field, else as a message; what is shown stays."""
        field = fault.field if isinstance(fault, ClerkError) else ""
        if not self.panel.say(field or "", fault.message):
            self._messages.trouble(fault.message, TOPIC)

    # --- what is done --------------------------------------------------------------------------

    def _turn(self) -> None:
        """Ctrl+E: by procedure, by day, what one person did, and so on."""
        self._show_list((self._at + 1) % len(self.sheets))
        self.sheets[self._at].take_focus()
        self.refresh()

    def _on_letter(self, letter: str) -> None:
        """M and T print registers of the days, X writes what is shown to a file."""
        if letter == "x":
            self._write()
        name = next((name for key, name, _words in BOOKS if key == letter), "")
        if name:
            asked = self.panel.asked
            self._desk.run(lambda: self._desk.print_book(name, asked), self._queued, self._say)

    def _write(self) -> None:
        asked, of_one = self.panel.asked, self._at == ACTS_OF_ONE
        title = self.sheets[self._at].table.accessibleName()
        out = self._desk.pick_out(title)
        if out is None:
            return

        def told(where: str) -> None:
            head = self.tr("Đã ghi ra tệp {0}.").format(where)
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

        self._desk.run(lambda: self._desk.write(asked, out, of_one=of_one), told, self._say)

    def _queued(self, title: str) -> None:
        head = self._desk.queued(title)
        self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

    def _show_list(self, which: int) -> None:
        self._lists.setCurrentIndex(which)
        self.panel.show_person(shown=which == ACTS_OF_ONE)
        self._tiles.setVisible(which != ACTS_OF_ONE)

    def _print(self) -> None:
        asked, of_one = self.panel.asked, self._at == ACTS_OF_ONE
        act = self._desk.print_sheet if of_one else self._desk.print_figures
        self._desk.run(lambda: act(asked), self._queued, self._say)


def _tile(words: str) -> CountTile:
    """A number to read; it opens nothing."""
    tile = CountTile(words, key="")
    tile.setCheckable(False)
    tile.setEnabled(False)
    tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return tile
