"""Báo cáo: dossiers of some days by way, procedure and day; what one person did in them."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.domain.errors import ClerkError, MotCuaError
from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.messages import DONE, Message, Messages
from app.ui.report.desk import ACTS, BOOKS, FIGURES, TILES, Asked, Figures, ReportDesk, Sheet
from app.ui.report.period_panel import PeriodPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table
from app.ui.widgets.text import column, hosted, row, share_out
from app.ui.widgets.tile import CountTile

TOPIC, FAULT, SAID_MS = "report", "report-fault", 6_000
SHARES, BIG_SHARES = (30, 70), (34, 66)
LISTS_KEY, PRINT = "Ctrl+E", "Ctrl+P"
FIRST = 0


class ReportPage(QWidget):
    """`left`: back to where it was asked for."""

    keys_changed = Signal()
    resting = Signal()
    left = Signal()

    def __init__(self, desk: ReportDesk, messages: Messages) -> None:
        """Empty; `take_focus` reads."""
        super().__init__()
        self._desk, self._messages, self._file = desk, messages, ""
        self.panel = PeriodPanel()
        self.tiles = [_tile(self.tr(words)) for words in TILES]
        self.figures = [Table(title, FIGURES) for title in desk.titles]
        self.acts = Table(self.tr("Phiếu công việc"), ACTS)
        tables = (*self.figures, self.acts)
        self.sheets = [ListSheet(table.accessibleName(), table) for table in tables]
        self._lists, self._tiles = QStackedWidget(), hosted(row(*self.tiles))
        for sheet in self.sheets:
            self._lists.addWidget(sheet)
        right = column(self._tiles, spacing="m")
        right.addWidget(self._lists, 1)
        share_out(self, (self.panel, hosted(right)), BIG_SHARES if theme.current().big else SHARES)
        self._wanted: Asked | None = None
        wait = theme.tokens()["motion"]["skeleton_after_ms"]
        self._stale = QTimer(self, singleShot=True, interval=wait)
        self._stale.timeout.connect(self._hide_figures)
        self._show_hints()
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
        """Another clerk sits here: nothing of what the first one saw stays, nor comes late."""
        self._wanted = None
        self.panel.forget()
        for sheet in self.sheets:
            sheet.table.show_table(())
        self._hide_figures()
        self._show_list(FIRST)

    def refresh(self) -> None:
        """Count anew, of the days in the fields; what is asked no more is not counted."""
        asked = self._wanted = self.panel.asked
        if not asked.first:
            self.panel.say("first", self.tr("Chưa ghi ngày. Hãy ghi ngày, ví dụ 01/07/2025."))
            return
        self.sheets[self._at].loading()
        self._stale.start()
        count: Any = self._desk.sheet if self._of_one else self._desk.figures
        show: Any = self._show_sheet if self._of_one else self._show_figures
        newest = partial(self._newest, asked)
        self._desk.run(
            lambda: count(asked) if newest() else None,
            lambda found: show(found) if newest() and found is not None else None,
            lambda fault: self._refused(fault) if newest() else None,
        )

    def _newest(self, asked: Asked) -> bool:
        return self._wanted is asked

    @property
    def _at(self) -> int:
        return self._lists.currentIndex()

    @property
    def _of_one(self) -> bool:
        """Whether one person's sheet is shown: the last of the lists."""
        return self._at == len(self.figures)

    # --- what is shown -------------------------------------------------------------------------

    def _hide_figures(self) -> None:
        """No figures of other days stand beside the new ones."""
        self._tiles.hide()
        self.panel.hush()
        self.sheets[self._at].count.setText("")

    def _counted(self, file_name: str) -> None:
        self._stale.stop()
        self._file = file_name
        self._messages.clear(FAULT)

    def _show_figures(self, found: Figures) -> None:
        self._counted(found.file_name)
        self._tiles.setVisible(not self._of_one)
        for tile, number in zip(self.tiles, found.numbers, strict=True):
            tile.show_number(number)
        self.panel.show_figures(found)
        for part, sheet in zip(found.parts, self.sheets[:-1], strict=True):
            sheet.table.show_table(part.rows, sheet.table.current_key)
            if part.rows:
                sheet.show_list(found.days)
            else:
                more = self.tr("Chọn ngày khác ở bên trái, hoặc gõ ngày.")
                sheet.show_empty("report", self.tr("Những ngày ấy chưa có hồ sơ nào"), more)
        self._show_hints()

    def _show_sheet(self, found: Sheet) -> None:
        self._counted(found.file_name)
        self.panel.show_sheet(found)
        self.acts.show_table(found.acts, self.acts.current_key)
        sheet = self.sheets[-1]
        if found.acts:
            said = self.tr("{0} · {1} việc").format(found.person, dong(len(found.acts)))
            sheet.show_list(said)
        else:
            head = self.tr("{0}: chưa ghi việc nào").format(found.person)
            sheet.show_empty("report", head, self.tr("Chọn ngày khác ở bên trái, hoặc gõ ngày."))

    def _refused(self, fault: MotCuaError) -> None:
        """What is wrong, and nothing else."""
        self._stale.stop()
        self._hide_figures()
        more = self.tr("Sửa ngày ở bên trái.")
        self.sheets[self._at].show_empty("report", self.tr("Chưa tính"), more)
        self._say(fault)

    def _say(self, fault: MotCuaError) -> None:
        """At its field, else as a message; what is shown stays."""
        field = fault.field if isinstance(fault, ClerkError) else ""
        if not self.panel.say(field or "", fault.message):
            self._messages.trouble(fault.message, FAULT)

    # --- what is done --------------------------------------------------------------------------

    def _turn(self) -> None:
        """Ctrl+E: the next table of the figures, what one person did, and so on."""
        self._show_list(self._next)
        self.sheets[self._at].take_focus()
        self.refresh()

    def _on_letter(self, letter: str) -> None:
        """M and T print registers of the days, X writes what is shown to a file."""
        if letter == "x":
            self._write()
        name = next((name for key, name, _words in BOOKS if key == letter), "")
        if name:
            asked = self.panel.asked
            self._print_once(lambda: self._desk.print_book(name, asked), (name, asked))

    def _write(self) -> None:
        asked, of_one = self.panel.asked, self._of_one
        out = self._desk.pick_out(self._file)
        if out is None:
            return

        def told(where: str) -> None:
            head = self.tr("Đã ghi ra tệp {0}.").format(where)
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

        self._desk.run(lambda: self._desk.write(asked, out, of_one=of_one), told, self._say)

    def _queued(self, title: str) -> None:
        head = self._desk.queued(title)
        self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

    @property
    def _next(self) -> int:
        """The list that Ctrl+E brings: one with rows, one person's sheet, then the first again."""
        after = range(self._at + 1, len(self.figures))
        filled = (at for at in after if self.figures[at].count)
        return FIRST if self._of_one else next(filled, len(self.figures))

    def _show_hints(self) -> None:
        following = self.sheets[self._next].table.accessibleName().lower()
        prints = ((PRINT, self.tr("in")), ("X", self.tr("ra tệp")))
        self.sheets[self._at].show_hints(((LISTS_KEY, following), *prints))

    def _show_list(self, which: int) -> None:
        self._lists.setCurrentIndex(which)
        self._show_hints()
        self.panel.show_person(shown=self._of_one)
        self._tiles.setVisible(not self._of_one)

    def _print(self) -> None:
        asked, of_one = self.panel.asked, self._of_one
        act = self._desk.print_sheet if of_one else self._desk.print_figures
        self._print_once(lambda: act(asked), (of_one, asked))

    def _print_once(self, work: Callable[[], str], what: Hashable) -> None:
        """A double press is one paper."""
        self._desk.run(work, self._queued, self._say, once=("report", what))


def _tile(words: str) -> CountTile:
    """A number to read; it opens nothing."""
    tile = CountTile(words, key="")
    tile.setCheckable(False)
    tile.setEnabled(False)
    tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return tile
