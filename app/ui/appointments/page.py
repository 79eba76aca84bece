"""Lịch hẹn: who comes today and in the next seven days, ceremonies with their hour."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui.appointments.desk import COLUMNS, AppointmentsDesk
from app.ui.messages import DONE, Message, Messages
from app.ui.shortcuts import KeyAction
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table, TableRow

TOPIC, SAID_MS = "appointments", 6_000


class AppointmentsPage(QWidget):
    """`opened` carries the identity of a dossier, `left` leads back to Hôm nay."""

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)
    left = Signal()

    def __init__(self, desk: AppointmentsDesk, messages: Messages) -> None:
        """Empty; `take_focus` reads."""
        super().__init__()
        self._desk, self._messages = desk, messages
        title = self.tr("Lịch hẹn bảy ngày tới")
        self.table = Table(title, COLUMNS)
        hints = (
            ("Enter", self.tr("mở")),
            ("Ctrl+P", self.tr("in để gọi")),
            ("N", self.tr("in để niêm yết")),
        )
        self.sheet = ListSheet(title, self.table, hints)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.sheet)
        self.table.chosen.connect(lambda _place: self.opened.emit(self.table.current_key))
        self.table.letter.connect(self._on_letter)

    def keys(self) -> list[KeyAction]:
        """Esc leads back."""
        return [
            KeyAction("Ctrl+P", "", lambda: self._print(public=False)),
            KeyAction("Esc", "", self.left.emit),
        ]

    def take_focus(self) -> None:
        """The list, read anew."""
        self.sheet.take_focus()
        self.refresh()

    def refresh(self) -> None:
        """Read anew; the chosen row stays chosen."""
        self.sheet.loading()
        self._desk.run(self._desk.coming, self._show)

    def _show(self, rows: tuple[TableRow, ...]) -> None:
        self.table.show_table(rows, self.table.current_key)
        if rows:
            self.sheet.show_list(self.tr("{0} lịch hẹn").format(dong(len(rows))))
            return
        more = self.tr("Hẹn ngày ở Tiếp nhận, Ctrl+H; giờ lễ ghi ở ô giờ trao.")
        self.sheet.show_empty("today", self.tr("Bảy ngày tới chưa hẹn ai"), more)

    def _on_letter(self, letter: str) -> None:
        if letter == "n":
            self._print(public=True)

    def _print(self, *, public: bool) -> None:
        said = self.tr("Lịch hẹn để niêm yết") if public else self.tr("Lịch hẹn")

        def told(_: None) -> None:
            head = self._desk.queued(said)
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

        if self.table.count:
            self._desk.run(lambda: self._desk.print_list(public), told)
