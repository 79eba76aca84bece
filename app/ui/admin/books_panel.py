"""Sổ chứng thực: the year's books with their next number; one is opened at a number, or closed."""

from collections.abc import Callable

from app.domain.errors import ClerkError, MotCuaError
from app.ui import theme
from app.ui.admin.books_desk import COLUMNS, NewBook
from app.ui.admin.desk import AdminDesk
from app.ui.setup.panel import SetupPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import Field
from app.ui.widgets.table import Table, TableRow
from app.ui.widgets.text import Text, column, row


class BooksPanel(SetupPanel):
    """Kind, first number and reason, F9 opens; the reason and Ctrl+Del close the chosen one."""

    title = "Sổ chứng thực"
    save_words = "Mở sổ"

    def __init__(self, desk: AdminDesk) -> None:
        """Empty before `load`."""
        super().__init__()
        self._desk, self._calls = desk, desk.books
        intro = self.tr(
            "Lần ký đầu tiên của năm tự mở sổ từ số 1. Sổ giấy đã ghi tới số 120 thì mở trước, từ "
            "số 121."
        )
        self.kind = Field(self.tr("Loại sổ"), choices=self._calls.kinds())
        self.first = Field(self.tr("Số đầu tiên (trống: nối tiếp)"))
        self.reason = Field(self.tr("Lý do"))
        self.told = Text("", "quiet", wrap=True)
        self.nothing = Text(self.tr("Năm nay chưa mở sổ nào."), "strong", wrap=True)
        self.table = Table(self.title, COLUMNS)
        if not theme.current().big:
            self.body.addWidget(Text(intro, "quiet", wrap=True))
        self.body.addLayout(row(self.kind, self.first, spacing="l"))
        self.body.addWidget(self.reason)
        for part in (self.trouble, self.told, self.nothing):
            self.body.addWidget(part)
        self.body.addLayout(column(self.table.head, self.table, spacing=""), 1)
        self.told.hide()

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
        """Close the chosen one, once there is any."""
        if not self.table.count:
            return []
        return [KeyAction("Ctrl+Del", self.tr("Khoá quyển đang chọn"), self._close)]

    def take_focus(self) -> None:
        """The number: of copies most books are, and the kind stands before it."""
        self.first.input.setFocus()

    def save(self) -> None:
        """F9: the book is open."""
        new = NewBook(self.kind.value, self.first.value, self.reason.value)
        self._run(lambda: self._calls.opened(new))

    def _close(self) -> None:
        name, reason = self.table.current_key, self.reason.value
        self._run(lambda: self._calls.closed(name, reason))

    def _run(self, work: Callable[[], str]) -> None:
        """Do it, say what is true now, and read the books anew; a fault stands at its field."""
        self.settle()
        self.told.hide()
        for field in (self.first, self.reason):
            field.say("")

        def done(said: str) -> None:
            for field in (self.first, self.reason):
                field.put("")
            self.load()
            self.told.setText(said)
            self.told.show()

        self._desk.run(work, done, self._on_refused)

    def _on_refused(self, error: MotCuaError) -> None:
        places = {"first": self.first, "reason": self.reason}
        place = places.get(error.field or "") if isinstance(error, ClerkError) else None
        if place is None:
            self.refuse(error)
            return
        place.say(error.message)
        place.input.setFocus()
