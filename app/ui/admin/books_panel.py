"""Sổ chứng thực: the year's books with their next number; opened at one, closed, printed."""

from functools import partial

from app.ui import theme
from app.ui.admin.acting_panel import ActingPanel
from app.ui.admin.books_desk import COLUMNS, NewBook
from app.ui.admin.desk import AdminDesk
from app.ui.shortcuts import KeyAction
from app.ui.widgets.cut_words import on_arrows
from app.ui.widgets.fields import Field
from app.ui.widgets.table import Table, TableRow
from app.ui.widgets.text import Text, column, row


class BooksPanel(ActingPanel):
    """Kind, first number and reason, F9 opens; reason and Ctrl+Del close one, Ctrl+P prints."""

    title = "Sổ chứng thực"
    save_words = "Mở sổ"

    def __init__(self, desk: AdminDesk) -> None:
        """Empty before `load`."""
        super().__init__(desk)
        self._calls = desk.books
        intro = self.tr(
            "Lần ký đầu tiên của năm tự mở sổ từ số 1. Sổ giấy đã ghi tới số 120 thì mở trước, từ "
            "số 121."
        )
        self.kind = Field(self.tr("Loại sổ"), choices=self._calls.kinds())
        self.first = Field(self.tr("Số đầu tiên (trống: nối tiếp)"))
        self.reason = Field(self.tr("Lý do"))
        self.since = Field(self.tr("In từ ngày (trống: từ đầu tháng)"))
        self.fields = {"first": self.first, "reason": self.reason, "since": self.since}
        self.nothing = Text(self.tr("Năm nay chưa mở sổ nào."), "strong", wrap=True)
        self.table = Table(self.title, COLUMNS)
        on_arrows(self.table)
        if not theme.current().big:
            self.body.addWidget(Text(intro, "quiet", wrap=True))
        for pair in ((self.kind, self.first), (self.reason, self.since)):
            halves = row(*pair, spacing="l")
            halves.setStretch(0, 1)  # a fault that is said under one leaves both as wide
            halves.setStretch(1, 1)
            self.body.addLayout(halves)
        for part in (self.trouble, self.told, self.nothing):
            self.body.addWidget(part)
        self.body.addLayout(column(self.table.head, self.table, spacing=""), 1)

    def load(self) -> None:
        """Read anew; the chosen one stays chosen."""
        self.settle()
        self._desk.run(self._calls.books, self._show, self.refuse)

    def _show(self, rows: tuple[TableRow, ...]) -> None:
        self.table.show_table(rows, self.table.current_key)
        self.table.head.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.keys_changed.emit()

    def keys(self) -> list[KeyAction]:
        """Print; close the chosen one, once there is any: a paper's numbers need no book here."""
        found = [KeyAction("Ctrl+P", self.tr("In sổ"), self._print)]
        if self.table.count:
            found.insert(0, KeyAction("Ctrl+Del", self.tr("Khoá quyển đang chọn"), self._close))
        return found

    def take_focus(self) -> None:
        """The number: of copies most books are, and the kind stands before it."""
        self.first.input.setFocus()

    def save(self) -> None:
        """F9: the book is open."""
        new = NewBook(self.kind.value, self.first.value, self.reason.value)
        self.act(lambda: self._calls.opened(new), self.first, self.reason)

    def _close(self) -> None:
        name, reason = self.table.current_key, self.reason.value
        self.act(lambda: self._calls.closed(name, reason), self.first, self.reason)

    def _print(self) -> None:
        since = self.since.value
        aside = partial(self._calls.aside, once=("books", since))
        doing = self.tr("Đang lập sổ để in. Bạn làm việc khác được.")
        self.act(lambda: self._calls.printed(since), self.since, run=aside, doing=doing)
