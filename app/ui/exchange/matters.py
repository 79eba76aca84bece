"""Cần xử lý: the matters one under the other, and the one that is looked at with both sides."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.exchange.matter import MatterPanel, MatterView
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import CHIP, QUIET, STRONG, Column, Table, TableRow

COLUMNS = (
    Column("Mã", 136, QUIET),
    Column("Chủ hồ sơ", 224, STRONG),
    Column("Việc"),
    Column("Trả lời", 160, CHIP, gives=True),
)
WANTED, ASKED = ("attention", "cần chọn"), ("sending", "đã hỏi tỉnh")


class MattersView(QWidget):
    """`opened` carries the number of a dossier, `answered` a matter and the answer to it."""

    opened = Signal(str)
    answered = Signal(object, str)
    left = Signal()

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setProperty("help", "exchange.matters")
        self._views: dict[str, MatterView] = {}
        table = Table(self.tr("Cần xử lý"), COLUMNS)
        hints = ((self.tr("1 2 3"), self.tr("chọn")), ("Enter", self.tr("mở hồ sơ, ghi")))
        self.sheet = ListSheet(self.tr("Cần xử lý"), table, hints)
        self.panel = MatterPanel()
        self.panel.hide()
        self.panel.answered.connect(self.answered)
        table.moved.connect(lambda _place: self._show_current())
        table.chosen.connect(lambda _place: self._on_enter())
        table.digit.connect(self.panel.pick)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().space("m"))
        box.addWidget(self.sheet, 1 if theme.current().big else 2)
        box.addWidget(self.panel, 3)

    @property
    def table(self) -> Table:
        """The rows."""
        return self.sheet.table

    def show_matters(self, views: tuple[MatterView, ...]) -> None:
        """Other rows; the one that is looked at stays, as long as it is there."""
        self._views = {view.key: view for view in views}
        rows = [TableRow(view.key, (*view.cells, _chip(view))) for view in views]
        self.table.show_table(rows, self.table.current_key)
        if rows:
            self.sheet.show_list(self.tr("{0} việc").format(dong(len(rows))))
        else:
            more = self.tr("Tỉnh không trả lại hồ sơ nào.")
            self.sheet.show_empty("check", self.tr("Không có gì cần xử lý"), more)
        self._show_current()

    def take_focus(self) -> None:
        """The rows have the caret; digits and Enter are heard there."""
        self.sheet.take_focus()

    def take_back(self) -> bool:
        """Esc takes what was picked back; whether anything was."""
        return self.panel.take_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit where no list hears it."""
        if event.text().isdecimal():
            self.panel.pick(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _show_current(self) -> None:
        self.panel.show_matter(self._views.get(self.table.current_key))

    def _on_enter(self) -> None:
        view = self._views.get(self.table.current_key)
        if not self.panel.confirm() and view is not None and view.dossier:
            self.opened.emit(view.dossier)


def _chip(view: MatterView) -> tuple[str, str]:
    return ASKED if view.asked else WANTED
