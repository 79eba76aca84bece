"""Hướng dẫn: what a procedure needs, without a dossier; the advice counts as a visit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.guidance.desk import GuidanceDesk, GuideView
from app.ui.messages import DONE, Message, Messages
from app.ui.shortcuts import KeyAction
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.panel import Facts, Panel
from app.ui.widgets.procedures import ProcedurePicker
from app.ui.widgets.scrolling import Reading
from app.ui.widgets.text import Rule, Text, column, empty, hosted, reveal, row, share_out

TOPIC, SAID_MS = "guidance", 6_000
SHARES = (40, 60)


class GuidancePage(QWidget):
    """`receiving` carries the code of a procedure that the citizen hands in after all."""

    keys_changed = Signal()
    resting = Signal()
    receiving = Signal(str)

    def __init__(self, desk: GuidanceDesk, messages: Messages) -> None:
        """The list; the sheet follows the marked row."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._view: GuideView | None = None
        self._today = Text("", "caption")
        self.picker = ProcedurePicker(desk.fold)
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, theme.current().px(4), 0)
        self._box.setSpacing(theme.current().space("s"))
        self._build()
        self.picker.offer(desk.procedures())
        self.picker.looked_at.connect(self.show_procedure)
        self.picker.picked.connect(self.show_procedure)
        self.show_procedure("")

    def _build(self) -> None:
        left = Panel(self.tr("Thủ tục"), aside=self._today)
        left.body.addWidget(self.picker, 1)
        keys = (("Ctrl+P", self.tr("in giấy mang về")), ("F9", self.tr("nhận hồ sơ")))
        hints = row(*[KeyHint(*key) for key in keys], spacing="m")
        right = Panel(self.tr("Cần những gì"), aside=hosted(hints))
        right.body.addWidget(Reading(self._inside, self.tr("Cần những gì")), 1)
        share_out(self, (left, right), SHARES)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """Ctrl+P prints and counts, Ctrl+Enter only counts, F9 goes on to reception."""
        there = self._view is not None
        return [
            KeyAction("Ctrl+P", "", lambda: self._visited(printed=True)),
            KeyAction("Ctrl+Return", "", lambda: self._visited(printed=False)),
            *[KeyAction("F9", self.tr("Nhận hồ sơ này"), self._receive, main=True)] * there,
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The search line: two letters find a procedure."""
        self.picker.search.setFocus()
        self._count()

    # --- what is shown -------------------------------------------------------------------------

    def show_procedure(self, code: str) -> None:
        """The sheet of a procedure; empty where none is marked."""
        self._view = self._desk.guide(code) if code else None
        empty(self._box)
        if self._view is None:
            more = self.tr("Gõ vài chữ không dấu: ks, hon nhan…")
            self._box.addWidget(EmptyState("file", self.tr("Chưa chọn thủ tục"), more), 1)
        else:
            self._fill(self._view)
        reveal(self._inside)
        self.keys_changed.emit()

    def _fill(self, view: GuideView) -> None:
        self._box.addWidget(Text(view.name, "name", wrap=True))
        self._box.addWidget(Text(view.field, "caption", wrap=True))
        self._box.addWidget(Text(self.tr("Mang theo"), "section"))
        for place, (name, how) in enumerate(view.bring, 1):
            line = row(
                Text(str(place), "quiet"),
                column(Text(name, "body", wrap=True), Text(how, "caption", wrap=True), spacing=""),
                spacing="m",
            )
            line.setStretch(1, 1)
            self._box.addLayout(line)
        if not view.bring:
            none = self.tr("Danh mục chưa ghi giấy tờ. Hỏi chuyên môn.")
            self._box.addWidget(Text(none, "quiet", wrap=True))
        self._box.addWidget(Rule())
        self._box.addWidget(Facts(view.facts))
        self._box.addWidget(Text(view.source, "caption", wrap=True))
        self._box.addStretch(1)

    def _count(self) -> None:
        self._desk.run(self._desk.today, self._show_today)

    def _show_today(self, visits: int) -> None:
        self._today.setText(self.tr("hôm nay đã hướng dẫn {0} lượt").format(visits))

    # --- what is done --------------------------------------------------------------------------

    def _visited(self, *, printed: bool) -> None:
        view = self._view
        if view is not None:
            self._desk.run(
                lambda: self._desk.visited(view.code, printed),
                lambda _: self._on_visited(view, printed=printed),
            )

    def _on_visited(self, view: GuideView, *, printed: bool) -> None:
        head = self.tr("Đã ghi một lượt hướng dẫn: {0}.").format(view.name)
        more = self._desk.queued(self.tr("Giấy mang về")) if printed else ""
        self._messages.show(Message(TOPIC, DONE, head, more, lasts_ms=SAID_MS))
        self.picker.show_current("")
        self.show_procedure("")
        self.take_focus()

    def _receive(self) -> None:
        if self._view is not None:
            self.receiving.emit(self._view.code)

    def _step_back(self) -> None:
        if self.picker.search.text() or self._view is not None:
            self.picker.show_current("")
            self.show_procedure("")
        else:
            self.resting.emit()
