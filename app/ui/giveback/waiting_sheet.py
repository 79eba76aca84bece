"""What waits at the desk: results not collected, and what may be signed on the spot."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui.giveback.desk import WAITING_COLUMNS, WaitingRow
from app.ui.widgets.buttons import pressable
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table, TableRow

TO_SIGN, TO_TAKE, LONG = 1, 2, 3


class WaitingSheet(QWidget):
    """`chosen` carries the key of a row. Keys 1 and 2 show one kind alone, once more both.

    3 is `reminding`: on to the results that have waited too long.
    """

    chosen = Signal(str)
    reminding = Signal()

    def __init__(self) -> None:
        """Nothing waits."""
        super().__init__()
        self._rows: tuple[WaitingRow, ...] = ()
        self._kind = 0
        title = self.tr("Chờ ký, chờ lấy")
        self.table = Table(title, WAITING_COLUMNS)
        self._sheet = ListSheet(title, self.table, (("Enter", self.tr("đưa vào")),))
        self._kinds = {
            TO_SIGN: pressable("", key="1", role="plain"),
            TO_TAKE: pressable("", key="2", role="plain"),
        }
        self._long = pressable("", key="3", role="plain")
        for kind, button in {**self._kinds, LONG: self._long}.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self.choose(kind))
            self._sheet.heading.insertWidget(self._sheet.heading.count() - 1, button)
        self.show_long(0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._sheet)
        self.table.chosen.connect(lambda _place: self.chosen.emit(self.table.current_key))
        self.table.digit.connect(self.choose)

    def loading(self) -> None:
        """What waits is being read."""
        self._sheet.loading()

    def show_rows(self, rows: Iterable[WaitingRow]) -> None:
        """Show what waits; the chosen row stays chosen."""
        self._rows = tuple(rows)
        signing = sum(row.to_sign for row in self._rows)
        self._kinds[TO_SIGN].set_words(self.tr("chờ ký {0}").format(dong(signing)))
        self._kinds[TO_TAKE].set_words(
            self.tr("chờ lấy {0}").format(dong(len(self._rows) - signing))
        )
        shown = [row for row in self._rows if self._fits(row)]
        self.table.show_table([_row(one) for one in shown], self.table.current_key)
        if shown:
            self._sheet.show_list(self._how_many(len(shown)))
        elif self._rows:
            hidden = self.tr("{0} hồ sơ khác đang ẩn.").format(dong(len(self._rows)))
            again = [(str(self._kind), self.tr("xem tất cả"))]
            self._sheet.show_empty("check", self._nothing(), hidden, again)
        else:
            self._sheet.show_empty("check", self.tr("Không có kết quả nào chờ trả"), "")

    def show_long(self, count: int, days: int) -> None:
        """How many of them have waited longer than so many days."""
        self._long.set_words(self.tr("quá {0} ngày {1}").format(days, dong(count)))
        self._long.setVisible(bool(count))

    def choose(self, kind: int) -> None:
        """Show one kind alone; the same once more: both."""
        if kind == LONG:
            self.reminding.emit()
        elif kind in self._kinds:
            self._kind = 0 if kind == self._kind else kind
            self.show_rows(self._rows)
            self.take_focus()

    def take_focus(self) -> None:
        """The caret stands on the rows."""
        self._sheet.take_focus()

    def _fits(self, row: WaitingRow) -> bool:
        return not self._kind or row.to_sign == (self._kind == TO_SIGN)

    def _how_many(self, count: int) -> str:
        words = {
            0: self.tr("{0} hồ sơ"),
            TO_SIGN: self.tr("{0} hồ sơ chờ ký"),
            TO_TAKE: self.tr("{0} hồ sơ chờ lấy"),
        }
        return words[self._kind].format(dong(count))

    def _nothing(self) -> str:
        signing = self._kind == TO_SIGN
        return self.tr("Không có hồ sơ nào chờ ký") if signing else self.tr("Không còn kết quả nào")


def _row(row: WaitingRow) -> TableRow:
    return TableRow(row.key, (row.number, row.owner, row.procedure, row.state))
