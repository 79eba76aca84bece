"""In ấn: what is out, what is not and why; again, on another printer, or copied by hand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import MotCuaError
from app.domain.vietnamese import dong
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
from app.ui.widgets.buttons import Button, pressable
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.table import Table
from app.ui.widgets.text import Text, column, hosted, row

TOPIC = "print-queue"
SAID_MS = 6_000
FOOT = 176  # the sheet below is always as high: nothing jumps from row to row
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
        self._moving: tuple[int, ...] = ()
        self._shown, self._wanted = "", ""
        self._anew = self._acting = False
        self.table = Table(self.tr("Các tờ in hôm nay"), COLUMNS)
        self.sheet = ListSheet(self.tr("In ấn"), self.table)
        large = "figure" if theme.current().huge else "hand"  # 40 px at least at every size
        self.number, self.due = Text("", large), Text("", large)
        self.title = Text("", "name", wrap=True)
        self.why = Text("", "quiet", wrap=True)
        self.printers = RowList(self.tr("Máy in"), height="row")
        self.buttons = self._buttons()
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

    def _buttons(self) -> dict[str, Button]:
        made = {}
        for act, key, words, press in self._acts():
            made[act] = pressable(words, key=key)
            made[act].clicked.connect(lambda _checked=False, press=press: press())
        return made

    def _acts(self) -> tuple[tuple[str, str, str, Callable[[], None]], ...]:
        return (
            (AGAIN, "Ctrl+P", self.tr("In lại"), self._again),
            (ELSEWHERE, "Ctrl+M", self.tr("Máy khác"), self.choose_printer),
            (CAME_OUT, "Ctrl+R", self.tr("Đã ra giấy"), self._came_out),
            (DROP, "Del", self.tr("Bỏ"), self._drop),
        )

    def _hand_sheet(self) -> Panel:
        aside = hosted(row(*self.buttons.values(), spacing="s"))
        short, long = self.tr("Chép tay"), self.tr("Chép tay cho dân khi không in được")
        sheet = Panel(short if theme.current().huge else long, aside=aside)
        to_copy = row(self.number, self.due, None, spacing="xl")
        words = column(self.title, to_copy, self.why, None, spacing="xs")
        sheet.body.addLayout(words)
        return sheet

    def _choice_sheet(self) -> Panel:
        keys = row(
            KeyHint("Enter", self.tr("in ở máy này")), KeyHint("Esc", self.tr("thôi")), spacing="m"
        )
        sheet = Panel(self.tr("In ở máy nào?"), aside=hosted(keys))
        sheet.body.addWidget(self.printers, 1)
        return sheet

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """Esc leaves the choice of a printer, then the page."""
        acts = [KeyAction(key, "", press) for _act, key, _words, press in self._acts()]
        return [*acts, KeyAction("Esc", "", self._step_back)]

    def take_focus(self) -> None:
        """The list."""
        self._desk.seen()
        self._close_choice()
        self.refresh()

    def show_paper(self, number: int, *, elsewhere: Sequence[int] = ()) -> None:
        """Choose a paper, and for some of them a printer anew; the page is open by now."""
        self._wanted = str(number)
        self._read(lambda: self.choose_printer(elsewhere) if elsewhere else None)

    def show_missing(self) -> None:
        """Opened anew: the newest paper that is not out, the one whose number is copied by hand."""
        self._anew = True
        self.refresh()

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
        missing = next((paper.row.key for paper in papers if CAME_OUT in paper.acts), "")
        chosen = self._wanted or (missing if self._anew else self.table.current_key)
        self._wanted, self._anew = "", False
        self._papers = {paper.row.key: paper for paper in papers}
        self.table.show_table([paper.row for paper in papers], chosen)
        if papers:
            self.sheet.show_list(self.tr("{0} tờ").format(dong(len(papers))))
        else:
            head = self.tr("Hôm nay chưa in tờ nào")
            self.sheet.show_empty("printer", head, self.tr("Phiếu in sau khi lưu hồ sơ (F9)."))
        self._shown = ""
        self._foot.setVisible(bool(papers))
        self._show_foot()

    def _show_foot(self) -> None:
        paper, key = self._current(), self.table.current_key
        self.why.setText(paper.sentence if paper else "")
        for act, button in self.buttons.items():
            button.setEnabled(paper is not None and act in paper.acts)
        if paper is None:
            self._show_hand(key, ByHand())
        elif key != self._shown:
            self._shown = key
            self._desk.run(
                lambda: self._desk.by_hand(int(key)), lambda hand: self._show_hand(key, hand)
            )

    def _show_hand(self, key: str, hand: ByHand) -> None:
        if key == self.table.current_key:
            self.title.setText(hand.title)
            self.title.setVisible(bool(hand.title))
            for words, said in ((self.number, hand.number), (self.due, hand.due)):
                words.setText(said)
                words.setVisible(bool(said))

    def _current(self) -> Paper | None:
        return self._papers.get(self.table.current_key)

    # --- what is done --------------------------------------------------------------------------

    def _again(self) -> None:
        self._act(AGAIN, self._desk.again, self.tr("Đã xếp vào hàng in lại."))

    def _came_out(self) -> None:
        self._act(CAME_OUT, self._desk.came_out, self.tr("Đã ghi: tờ này đã ra giấy."))

    def _drop(self) -> None:
        said = self.tr("Đã bỏ, không in nữa. Ctrl+P in lại được.")
        self._act(DROP, self._desk.drop, said)

    def choose_printer(self, numbers: Sequence[int] = ()) -> None:
        """Look up the printers and offer them for the chosen paper, or for several at once."""
        if self._allowed(ELSEWHERE):
            papers = tuple(numbers) or (int(self.table.current_key),)
            self._desk.look(self._desk.printers, lambda found: self._offer(papers, found))

    def _offer(self, papers: tuple[int, ...], printers: tuple[Printer, ...]) -> None:
        if self._current() is None:
            return
        if not printers:
            self._say(self.tr("Chưa thấy máy in nào. Cắm máy in, bật điện rồi nhấn lại Ctrl+M."))
            return
        self._printers, self._moving = printers, papers
        many = self.tr("In {0} tờ ở máy nào?").format(len(papers))
        self._choice.set_title(many if len(papers) > 1 else self.tr("In ở máy nào?"))
        rows = [
            Row(
                one.words,
                key=str(place) if place < 10 else "",  # noqa: PLR2004 - a digit
                state=("done", self.tr("đang dùng")) if one.now else None,
            )
            for place, one in enumerate(printers, 1)
        ]
        self.printers.show_rows(rows, int(len(printers) > 1 and printers[0].now))
        self._foot.setCurrentWidget(self._choice)
        self.printers.setFocus()

    def _on_printer(self, place: int) -> None:
        name = self._printers[place].name
        said = self.tr("Đã xếp vào hàng in ở {0}.").format(self._printers[place].words)
        self._close_choice()
        papers = self._moving
        self._act(ELSEWHERE, lambda _number: self._desk.elsewhere(papers, name), said)

    def _act(self, act: str, work: Callable[[int], None], said: str) -> None:
        if self._acting or not self._allowed(act):
            return
        number, self._acting = int(self.table.current_key), True

        def told(_: object) -> None:
            self._acting = False
            self._messages.show(Message(TOPIC, DONE, said, lasts_ms=SAID_MS))
            self.refresh()

        self._desk.run(lambda: work(number), told, self._refused)

    def _allowed(self, act: str) -> bool:
        paper = self._current()
        if paper is not None and act not in paper.acts:
            self._say(self.tr(NOT_NOW[act]))
        return paper is not None and act in paper.acts

    def _refused(self, error: MotCuaError) -> None:
        self._acting = False
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
