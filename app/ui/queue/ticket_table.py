"""The numbers of a list: Enter calls one out of turn, Del takes one back; a click only looks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt

from app.ui import theme
from app.ui.queue.desk import COLUMNS, Ticket
from app.ui.widgets.fields import ENTER
from app.ui.widgets.table import Table, TableRow


class TicketTable(Table):
    """`called` and `dropped` carry the key of a ticket."""

    called = Signal(str)
    dropped = Signal(str)

    def __init__(self, name: str) -> None:
        """Empty."""
        super().__init__(name, COLUMNS)
        self._tickets: tuple[Ticket, ...] = ()
        self.doubleClicked.connect(lambda _index: self.called.emit(self.current_key))

    def show_tickets(self, tickets: Sequence[Ticket], current: str) -> None:
        """Other rows; the chosen one stays chosen, and the place where one looks stays."""
        if tuple(tickets) == self._tickets:
            return
        self._tickets = tuple(tickets)
        rows = [self._row(one) for one in tickets]
        at = self.verticalScrollBar().value()
        self.show_table(rows, current)
        self.verticalScrollBar().setValue(at)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Del act on the chosen row."""
        key = self.current_key
        if event.key() in ENTER and key:
            self.called.emit(key)
        elif event.key() == Qt.Key.Key_Delete and key:
            self.dropped.emit(key)
        else:
            super().keyPressEvent(event)

    def _row(self, one: Ticket) -> TableRow:
        first = ("soon", self.tr("ưu tiên")) if one.priority else ""
        big = theme.current().big  # then the column of the desk gives way, and nobody knows where
        title = f"{one.desk} · {one.title}" if big and one.desk else one.title
        return TableRow(one.key, (one.number, title, first, one.waits, one.desk, one.state or ""))
