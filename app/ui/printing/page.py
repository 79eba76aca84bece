"""In ấn: what is out, what is not and why; again, on another printer, or copied by hand."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import MotCuaError
from app.ui import theme
from app.ui.messages import ATTENTION, DONE, Message, Messages
from app.ui.printing.desk import (
    AGAIN,
    CAME_OUT,
    COLUMNS,
    DROP,
    ELSEWHERE,
    ByHand,
    Paper,
    Printer,
    PrintingDesk,
)
from app.ui.shortcuts import KeyAction
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.table import Table
from app.ui.widgets.text import Text, column, row

TOPIC = "print-queue"
SAID_MS = 6_000
FOOT = 208  # the sheet below is always as high: nothing jumps from row to row
NOT_NOW = {
    AGAIN: "Tờ này đang in hoặc đang chờ in, không in thêm.",
    ELSEWHERE: "Tờ này đang in, chưa đổi máy được.",
    CAME_OUT: "Chỉ hỏi “đã ra giấy” với tờ in dở hoặc in lỗi.",
    DROP: "Tờ này đã in hoặc đang in, không bỏ được.",
}


class PrintingPage(QWidget):
    """`left` with Esc: back to the page that was open before."""

    keys_changed = Signal()
    resting = Signal()
    left = Signal()

    def __init__(self, desk: PrintingDesk, messages: Messages) -> None:
        """An empty page; `refresh` fills it."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._papers: dict[str, Paper] = {}
        self._printers: tuple[Printer, ...] = ()
        self._shown, self._wanted = "", ""
        self.table = Table(self.tr("Các tờ in hôm nay"), COLUMNS)
        self.sheet = ListSheet(self.tr("In ấn"), self.table)
        self.number, self.due = Text("", "hand"), Text("", "hand")
        self.why = Text("", "quiet", wrap=True)
        self.printers = RowList(self.tr("Máy in"), height="row")
        self._foot = QStackedWidget()
        self._hand, self._choice = self._hand_sheet(), self._choice_sheet()
        self._build()
        self.table.moved.connect(lambda _place: self._show_foot())
        self.printers.chosen.connect(self._on_printer)

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self._foot.setFixedHeight(look.px(FOOT))
        self._foot.addWidget(self._hand)
        self._foot.addWidget(self._choice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space("m"))
        box.addWidget(self.sheet, 1)
        box.addWidget(self._foot)

    def _hand_sheet(self) -> Panel:
        hint = Text(self.tr("Không in được thì chép số và ngày này cho dân"), "caption")
        sheet = Panel(self.tr("Chép tay"), aside=hint)
        sheet.body.addLayout(column(self.number, self.due, self.why, None, spacing="xs"))
        return sheet

    def _choice_sheet(self) -> Panel:
        keys = row(
            KeyHint("Enter", self.tr("in ở máy này")), KeyHint("Esc", self.tr("thôi")), spacing="m"
        )
        holder = QWidget()
        holder.setLayout(keys)
        sheet = Panel(self.tr("In ở máy nào?"), aside=holder)
        sheet.body.addWidget(self.printers, 1)
        return sheet

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """Esc leaves the choice of a printer, then the page."""
        return [
            KeyAction("Ctrl+P", self.tr("In lại"), self._again),
            KeyAction("Ctrl+M", self.tr("Máy khác"), self.choose_printer),
            KeyAction("Ctrl+R", self.tr("Đã ra giấy"), self._came_out),
            KeyAction("Del", self.tr("Bỏ"), self._drop),
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The list."""
        self._desk.seen()
        self._close_choice()
        self.refresh()

    def show_paper(self, number: int, *, elsewhere: bool = False) -> None:
        """Choose a paper, and its printer anew; the page is open by now."""
        self._wanted = str(number)
        self._read(lambda: self.choose_printer() if elsewhere else None)

    # --- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read anew; the chosen row stays chosen."""
        self._read(lambda: None)

    def _read(self, then: Callable[[], object]) -> None:
        self.sheet.loading()

        def show(papers: tuple[Paper, ...]) -> None:
            self._show(papers)
            then()

        self._desk.run(self._desk.papers, show)

    def _show(self, papers: tuple[Paper, ...]) -> None:
        chosen = self._wanted or self.table.current_key
        self._wanted = ""
        self._papers = {paper.row.key: paper for paper in papers}
        self.table.show_table([paper.row for paper in papers], chosen)
        if papers:
            self.sheet.show_list(self.tr("{0} tờ").format(len(papers)))
        else:
            head = self.tr("Hôm nay chưa in tờ nào")
            self.sheet.show_empty("printer", head, self.tr("Phiếu in sau khi lưu hồ sơ (F9)."))
        self._shown = ""
        self._show_foot()

    def _show_foot(self) -> None:
        paper, key = self._current(), self.table.current_key
        self.why.setText(paper.sentence if paper else "")
        if paper is None:
            self._show_hand(key, ByHand(""))
        elif key != self._shown:
            self._shown = key
            self._desk.run(
                lambda: self._desk.by_hand(int(key)), lambda hand: self._show_hand(key, hand)
            )

    def _show_hand(self, key: str, hand: ByHand) -> None:
        if key == self.table.current_key:
            self.number.setText(hand.number)
            self.due.setText(hand.due)
            self.due.setVisible(bool(hand.due))

    def _current(self) -> Paper | None:
        return self._papers.get(self.table.current_key)

    # --- what is done --------------------------------------------------------------------------

    def _again(self) -> None:
        self._act(AGAIN, lambda number: self._desk.again(number, None), self.tr("Đang in lại."))

    def _came_out(self) -> None:
        self._act(CAME_OUT, self._desk.came_out, self.tr("Đã ghi: tờ này đã ra giấy."))

    def _drop(self) -> None:
        said = self.tr("Đã bỏ, không in nữa. Ctrl+P in lại được.")
        self._act(DROP, self._desk.drop, said)

    def choose_printer(self) -> None:
        """Look up the printers and offer them for the chosen paper."""
        if self._allowed(ELSEWHERE):
            self._desk.look(self._desk.printers, self._offer)

    def _offer(self, printers: tuple[Printer, ...]) -> None:
        if self._current() is None:
            return
        self._printers = printers
        rows = [
            Row(
                one.words,
                key=str(place) if place < 10 else "",  # noqa: PLR2004 - a digit
                state=("done", self.tr("đang dùng")) if one.now else None,
            )
            for place, one in enumerate(printers, 1)
        ]
        self.printers.show_rows(rows, 0)
        self._foot.setCurrentWidget(self._choice)
        self.printers.setFocus()

    def _on_printer(self, place: int) -> None:
        name = self._printers[place].name
        said = self.tr("Đang in ở {0}.").format(self._printers[place].words)
        self._close_choice()
        self._act(ELSEWHERE, lambda number: self._desk.again(number, name), said)

    def _act(self, act: str, work: Callable[[int], None], said: str) -> None:
        if not self._allowed(act):
            return
        number = int(self.table.current_key)

        def told(_: object) -> None:
            self._messages.show(Message(TOPIC, DONE, said, lasts_ms=SAID_MS))
            self.refresh()

        self._desk.run(lambda: work(number), told, self._refused)

    def _allowed(self, act: str) -> bool:
        paper = self._current()
        if paper is not None and act not in paper.acts:
            self._say(self.tr(NOT_NOW[act]))
        return paper is not None and act in paper.acts

    def _refused(self, error: MotCuaError) -> None:
        self._say(error.message)
        self.refresh()

    def _say(self, sentence: str) -> None:
        self._messages.show(Message(TOPIC, ATTENTION, sentence, lasts_ms=SAID_MS))

    def _step_back(self) -> None:
        if self._foot.currentWidget() is self._choice:
            self._close_choice()
        else:
            self.left.emit()

    def _close_choice(self) -> None:
        self._foot.setCurrentWidget(self._hand)
        self.sheet.take_focus()
