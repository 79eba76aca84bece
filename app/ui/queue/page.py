"""Hàng chờ: giving numbers at the left, whose turn it is at the right; every act is a key."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.messages import ATTENTION
from app.ui.queue.calling import Calling
from app.ui.queue.desk import CALLED, HELD, TILES, WAITING, Issued, Queue, Target, Ticket
from app.ui.queue.giving import GivingPanel
from app.ui.queue.letter_keys import LetterKeys
from app.ui.queue.serves_panel import ServesPanel
from app.ui.queue.strip import Strip
from app.ui.queue.ticket_table import TicketTable
from app.ui.shortcuts import KeyAction
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import row
from app.ui.widgets.tile import CountTile

SHARES, BIG_SHARES = (34, 66), (38, 62)


class QueuePage(QWidget):
    """`left` when a transfer that was asked from another page is over or was called off."""

    keys_changed = Signal()
    resting = Signal()
    left = Signal()

    def __init__(self, calling: Calling) -> None:
        """An empty page; it follows what `calling` knows."""
        super().__init__()
        self._calling, self._kind, self._letters = calling, WAITING, LetterKeys()
        self._targets: tuple[Target, ...] = ()
        self.tiles = {
            kind: CountTile(self.tr(words), key=str(place), kind=state)
            for place, (kind, words, state) in enumerate(TILES, 1)
        }
        self.giving, self.strip = GivingPanel(), Strip()
        self.table = TicketTable(self.tr("Các số"))
        self.sheet = ListSheet(self.tr("Đang chờ"), self.table)
        self.places = RowList(self.tr("Chuyển đến"), height="row")
        self._where = Panel(" ", aside=KeyHint("Esc", self.tr("thôi")))
        self._where.body.addWidget(self.places, 1)
        self.serves = ServesPanel()
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        look = theme.current()
        for sheet in (self.sheet, self._where, self.serves):
            self._stack.addWidget(sheet)
        right = QVBoxLayout()
        right.setSpacing(look.space("m"))
        right.addWidget(self.strip)
        right.addLayout(row(*self.tiles.values()))
        right.addWidget(self._stack, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space("m"))
        shares = BIG_SHARES if look.big else SHARES
        box.addWidget(self.giving, shares[0])
        box.addLayout(right, shares[1])

    def _connect(self) -> None:
        calling = self._calling
        calling.changed.connect(self._on_changed)
        self.giving.wanted.connect(self._give)
        self._letters.pressed.connect(self._give)
        for place in (self.table, self.sheet):  # the second where the list is empty
            place.installEventFilter(self)
        for kind, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, kind=kind: self.choose(kind))
        self.table.called.connect(calling.call)
        self.table.dropped.connect(lambda key: calling.void(key, self._number(key)))
        self.table.digit.connect(self._on_digit)
        self.places.chosen.connect(self._send)
        self.serves.changed.connect(calling.serve)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F8 is the page's main act; Esc calls a transfer off, then leads to who waits, rests."""
        return [
            KeyAction("F8", self.tr("Gọi số kế tiếp"), self._calling.call, main=True),
            KeyAction("Ctrl+P", "", self._print_again),
            KeyAction("Ctrl+H", "", self.ask_rows),
            KeyAction("Ctrl+D", "", self._put_back),
            KeyAction("Ctrl+E", "", self._calling.miss),
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The list; letters give numbers there."""
        self._close_where()
        self.sheet.take_focus()
        self._calling.refresh()

    def ask_target(self) -> None:
        """Where to send the number before this desk: a digit chooses."""
        queue = self._calling.queue
        self._targets = queue.targets
        self._where.set_title(self.tr("Chuyển {0} đến").format(queue.serving))
        rows = [
            Row(one.words, one.note, str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, one in enumerate(self._targets, 1)
        ]
        self.places.show_rows(rows, 0)
        self._stack.setCurrentWidget(self._where)
        self._wear_keys()
        self.places.setFocus()

    def ask_rows(self) -> None:
        """Which rows this desk calls; Ctrl+H once more, or Esc, is enough of it."""
        if self._stack.currentWidget() is self.serves:
            self._step_back()
            return
        self._stack.setCurrentWidget(self.serves)
        self._wear_keys()
        self.serves.list.setFocus()

    @property
    def asks(self) -> bool:
        """Whether digits choose something else than a list."""
        return self._stack.currentWidget() is not self.sheet

    def choose(self, kind: str) -> None:
        """Show a list."""
        self._close_where()
        self._kind = kind
        self._show()
        self.sheet.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter gives a number in its row, with Shift one that goes first."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            first = watched is self.table or not self.table.hasFocus()
            return first and self._letters.hear(event)
        return super().eventFilter(watched, event)

    # --- what is shown -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """What has become of the queue since it was looked at last."""
        super().showEvent(event)
        self._show()

    def _on_changed(self) -> None:
        """Seven hundred rows are not painted anew behind the page that the clerk types on."""
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        queue, issued = self._calling.queue, self._calling.issued
        self.giving.show_lines(queue.lines)
        self.giving.show_issued(self._with_paper(issued, queue))
        self.strip.show_queue(queue)
        self.serves.show_lines(queue.lines, queue.serves)
        for kind, tile in self.tiles.items():
            tile.show_number(len(queue.of(kind)))
            tile.setChecked(kind == self._kind)
        shown = queue.of(self._kind)
        self.table.show_tickets(shown, self.table.current_key)
        titles = {kind: words for kind, words, _state in TILES}
        self.sheet.set_title(self.tr(titles[self._kind]))
        self.sheet.show_hints(self._hints())
        if shown:
            self.sheet.show_list(self.tr("{0} số").format(dong(len(shown))))
        else:
            self.sheet.show_empty(*self._nothing())

    def _with_paper(self, issued: Issued | None, queue: Queue) -> Issued | None:
        """The number given last; where its paper did not come out, what is done instead."""
        if issued is None:
            return None
        found = next((one for one in queue.waiting if one.key == issued.key), None)
        if found is None or found.state is None or found.state[0] != ATTENTION:
            return issued
        more = self.tr("Phiếu chưa ra giấy: đọc số cho dân, hoặc chép ra giấy.")
        return replace(issued, more=more)

    def _hints(self) -> list[tuple[str, str]]:
        """What can be done with a number of this list; with big text what the strip leaves out."""
        big, call = theme.current().big, ("Enter", self.tr("gọi số này"))
        if self._kind == CALLED:
            late = [("Ctrl+E", self.tr("ghi vắng"))] if big else [("Enter", self.tr("gọi lại"))]
            return [*late, ("Ctrl+D", self.tr("chờ lại")), ("Del", self.tr("huỷ"))]
        if self._kind == HELD:
            return [call, ("Ctrl+D", self.tr("chờ lại")), ("Del", self.tr("huỷ"))]
        rows = [("Ctrl+H", self.tr("hàng"))] if big else []
        return [*rows, call, ("Ctrl+P", self.tr("in lại")), ("Del", self.tr("huỷ"))]

    def _nothing(self) -> tuple[str, str, str]:
        if self._kind == WAITING:
            more = self.tr("Nhấn chữ của hàng để cấp số cho người mới đến.")
            return "queue", self.tr("Không có ai chờ"), more
        if self._kind == HELD:
            more = self.tr("Ctrl+F8 giữ lại số đang gọi khi người ấy chưa vào.")
            return "queue", self.tr("Không giữ lại số nào"), more
        return "queue", self.tr("Chưa quầy nào gọi số"), self.tr("F8 gọi số kế tiếp.")

    def _wear_keys(self) -> None:
        for tile in self.tiles.values():
            tile.wear_key(worn=not self.asks)

    # --- what is done --------------------------------------------------------------------------

    def _give(self, letter: str, priority: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self.giving.has(letter):
            self._calling.issue(letter, priority=priority)

    def _send(self, place: int) -> None:
        target = self._targets[place]
        self._close_where()
        self._calling.transfer(target.name, target.words)
        self.sheet.take_focus()
        self.left.emit()

    def _close_where(self) -> None:
        self._stack.setCurrentWidget(self.sheet)
        self._wear_keys()

    def _on_digit(self, digit: int) -> None:
        if 1 <= digit <= len(TILES):
            self.choose(TILES[digit - 1][0])

    def _chosen(self) -> Ticket | None:
        key = self.table.current_key
        return next((one for one in self._calling.queue.of(self._kind) if one.key == key), None)

    def _number(self, key: str) -> str:
        queue = self._calling.queue
        every = (*queue.waiting, *queue.called, *queue.held)
        return next((one.number for one in every if one.key == key), "")

    def _print_again(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._calling.print_again(chosen.key, chosen.number)

    def _put_back(self) -> None:
        """The chosen number of those put aside, else the one before this desk."""
        chosen, queue = self._chosen(), self._calling.queue
        if self._kind == HELD and chosen is not None:
            self._calling.put_back(chosen.key, chosen.number)
        elif queue.serving:
            self._calling.put_back(queue.serving_key, queue.serving)

    def _step_back(self) -> None:
        if self.asks:
            self._close_where()
            self.sheet.take_focus()
            self.left.emit()
        elif self._kind != WAITING:
            self.choose(WAITING)
        else:
            self.resting.emit()
