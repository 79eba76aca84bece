"""One list of the page Hệ thống tỉnh, and what stands there when it is empty."""

from collections.abc import Sequence

from app.domain.vietnamese import dong
from app.ui.beside.desk import HERE, LISTS, THERE
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table, TableRow


class BesideSheet(ListSheet):
    """`name` is the list's, `enter` what Enter does to its rows; empty: nothing."""

    def __init__(self, name: str, title: str, enter: str = "") -> None:
        """Without rows."""
        hints = (("Enter", enter),) if enter else ()
        super().__init__(title, Table(title, LISTS[name]), hints)
        self._name = name

    def show_rows(self, rows: Sequence[TableRow], system: str) -> None:
        """Other rows; the chosen one stays chosen. `system` is named as in a sentence."""
        table, place = self.table, self.table.place
        table.show_table(rows, table.current_key)
        if 0 < place < table.count and table.place == 0:
            table.go_to(place)  # the row that was paired is gone: the next one stands there
        if rows:
            self.show_list(self.tr("{0} dòng").format(dong(len(rows))))
        else:
            self.show_empty(*self._nothing(system))

    def _nothing(self, system: str) -> tuple[str, str, str]:
        new = self.tr("Lưu danh sách từ {0} ra tệp rồi bấm F9.").format(system)
        if self._name == HERE:
            more = self.tr("Hồ sơ nhận ở đây đều có mã của {0}.").format(system)
            return "check", self.tr("Không còn hồ sơ nào chờ nhập"), more
        if self._name == THERE:
            return "check", self.tr("Không có hồ sơ nào chỉ ở {0}").format(system), new
        return "file", self.tr("Không có cặp nào chờ xác nhận"), new
