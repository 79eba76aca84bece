"""Phiếu giấy: numbered slips for a day without power, and what became of each of them."""

from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.admin.acting_panel import ActingPanel
from app.ui.admin.desk import AdminDesk
from app.ui.admin.slips_desk import COLUMNS, PAPERS, USUAL, Slips
from app.ui.shortcuts import KeyAction
from app.ui.widgets.cut_words import on_arrows
from app.ui.widgets.fields import Field, Line
from app.ui.widgets.table import Table
from app.ui.widgets.text import Text, row


class SlipsPanel(ActingPanel):
    """How many to print, then the list; a reason and Ctrl+Del set the chosen one aside."""

    title = "Phiếu giấy"
    save_words = "In phiếu giấy"

    def __init__(self, desk: AdminDesk) -> None:
        """Empty before `load`."""
        super().__init__(desk)
        self._calls = desk.slips
        intro = self.tr(
            "In sẵn khi còn điện. Mất điện thì viết tay lên phiếu, đưa dân một liên, giữ một liên; "
            "có điện lại thì quét phiếu ở Tiếp nhận và nhập theo giờ ghi trên phiếu."
        )
        self.many = Field(self.tr("Số phiếu cần in"))
        self.paper = Field(self.tr("Giấy"), choices=PAPERS)
        self.counts = Text("", "strong", wrap=True)
        self.table = Table(self.tr("Phiếu giấy"), COLUMNS)
        on_arrows(self.table)
        self.reason, self._rest = Field(self.tr("Phiếu đang chọn hỏng vì")), QWidget()
        self.fields = {"many": self.many, "reason": self.reason}
        self.many.put(USUAL)
        if not theme.current().big:
            self.body.addWidget(Text(intro, "quiet", wrap=True))
        self.body.addLayout(row(self.many, self.paper, spacing="l"))
        self.body.addWidget(self.told)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self._rest, 1)

    def load(self) -> None:
        """Read anew; the chosen one stays chosen."""
        self.settle()
        self._desk.run(self._calls.slips, self._show, self.refuse)

    def _show(self, slips: Slips) -> None:
        self.table.show_table(slips.rows, self.table.current_key)
        self.counts.setText(slips.counts or self.tr("Chưa in phiếu giấy nào."))
        for part in (self.table, self.reason):
            part.setVisible(bool(slips.rows))
        self._rest.setVisible(not slips.rows)
        self.keys_changed.emit()

    def keys(self) -> list[KeyAction]:
        """Set aside, and the list on paper; both once there are slips."""
        if not self.table.count:
            return []
        return [
            KeyAction("Ctrl+Del", self.tr("Ghi hỏng phiếu đang chọn"), self._spoil),
            KeyAction("Ctrl+P", self.tr("In danh sách"), self._print_list),
        ]

    def take_focus(self) -> None:
        """How many: what is typed takes the place of the usual."""
        self.many.input.setFocus()
        if isinstance(self.many.input, Line):
            self.many.input.selectAll()

    def save(self) -> None:
        """F9: the numbers are given, the slips wait to be printed."""
        many, paper = self.many.value.strip(), self.paper.value
        self.act(lambda: self._calls.printed(many, paper))

    def _spoil(self) -> None:
        number, reason = self.table.current_key, self.reason.value
        if number:
            self.act(lambda: self._calls.spoilt(number, reason), self.reason)

    def _print_list(self) -> None:
        self.act(self._calls.list_printed)
