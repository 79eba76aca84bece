"""Sổ phôi: what is left of each official blank form, and what came, was used, spoilt, counted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from app.ui import theme
from app.ui.form_stock.desk import MOVES, OTHER, STOCKS, FormStockDesk, Shown
from app.ui.form_stock.move_panel import MovePanel
from app.ui.messages import ATTENTION, DONE, Message, Messages
from app.ui.saving_run import FormSaving
from app.ui.shortcuts import KeyAction, settle_typing
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table, TableRow

TOPIC, SAID_MS = "form_stock", 8_000
SHARES, BIG_SHARES = (36, 64), (38, 62)
OTHER_LIST, PRINT = "Ctrl+E", "Ctrl+P"


class FormStockPage(QWidget):
    """`left`: back to Sự cố & thiết bị."""

    keys_changed = Signal()
    resting = Signal()
    left = Signal()

    def __init__(self, desk: FormStockDesk, messages: Messages) -> None:
        """The register is read when the page is opened."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._save = FormSaving(desk.run, messages, TOPIC)
        self._shown: dict[str, Shown] = {}
        self.panel = MovePanel(desk.ways)
        self.stocks = Table(self.tr("Sổ phôi"), STOCKS)
        self.moves = Table(self.tr("Các lần ghi"), MOVES)
        digits = (f"1–{len(desk.ways)}", self.tr("ghi"))
        big = theme.current().big
        hints = (digits, (OTHER_LIST, self.tr("các lần ghi")), (PRINT, self.tr("in")))
        self._list = ListSheet(self.tr("Sổ phôi"), self.stocks, hints[: 2 if big else 3])
        self._past = ListSheet(self.tr("Các lần ghi"), self.moves, ((OTHER_LIST, self.tr("sổ")),))
        self._lists = QStackedWidget()
        self._build()
        self.stocks.moved.connect(lambda _place: self._show_form())
        self.stocks.chosen.connect(lambda _place: self.panel.take_focus())
        self.stocks.digit.connect(self.panel.choose)
        self.panel.ways.cap_with_caret(self.stocks)

    def _build(self) -> None:
        look = theme.current()
        for sheet in (self._list, self._past):
            self._lists.addWidget(sheet)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space("m"))
        shares = BIG_SHARES if look.big else SHARES
        for part, share in zip((self.panel, self._lists), shares, strict=True):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            box.addWidget(part, share)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F9 stores what is typed at the left; Esc goes one step back."""
        return [
            KeyAction("F9", self.tr("Ghi sổ"), self.save, main=True),
            KeyAction(OTHER_LIST, "", self._turn),
            KeyAction(PRINT, "", self._print),
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The register, read anew; what is typed about a form stays."""
        self._lists.setCurrentWidget(self._list)
        self._list.take_focus()
        self.refresh()

    def refresh(self) -> None:
        """Read it anew."""
        self._list.loading()
        self._desk.run(self._desk.stocks, self._show)

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, found: tuple[Shown, ...]) -> None:
        other = Shown(OTHER, self.tr("Phôi khác: ghi bằng chữ"))
        self._shown = {one.code: one for one in (*found, other)}
        rows = [TableRow(o.code, (o.words, *o.figures, o.state)) for o in self._shown.values()]
        self.stocks.show_table(rows, self.stocks.current_key)
        self._list.show_list(self.tr("năm nay"))
        self._show_form()

    def _show_form(self) -> None:
        shown = self._shown.get(self.stocks.current_key)
        if shown is None:
            return
        if shown.code != self.panel.shown.code or not self.panel.shown.words:
            self.panel.show_form(shown)
        self.moves.show_table(shown.moves)
        if shown.moves:
            self._past.show_list(shown.words)
        else:
            more = self.tr("Nhận về hoặc kiểm đếm lần đầu: ghi ở bên trái, F9.")
            self._past.show_empty("check", self.tr("Chưa ghi lần nào"), more)

    def _turn(self) -> None:
        """Ctrl+E: the movements of the form, and back to the register."""
        shown = self._list if self._lists.currentWidget() is self._past else self._past
        self._lists.setCurrentWidget(shown)
        shown.take_focus()

    # --- what is done --------------------------------------------------------------------------

    def save(self) -> None:
        """F9: store what is typed; nothing that nobody chose."""
        settle_typing()
        caret = QApplication.focusWidget()
        outside = caret is None or not self.panel.isAncestorOf(caret)
        if outside and not self.panel.typed:
            self.panel.take_focus()
        elif self.panel.choosing:
            self.panel.go_on(self.panel.ways.place)
        else:
            self._store()

    def _store(self) -> None:
        draft, words = self.panel.draft, self.panel.shown.words
        if not draft.form:
            self.panel.say("form", self.tr("Chưa ghi tên phôi. Chưa ghi gì; hãy ghi vài chữ."))
            return

        def stored(doubts: tuple[str, ...]) -> None:
            head = self.tr("Đã ghi sổ phôi: {0}.").format(
                draft.form if self.panel.shown.code == OTHER else words
            )
            self._tell(head, doubts)
            self.panel.show_form(self.panel.shown)
            self.take_focus()

        self._save(lambda: self._desk.move(draft), stored, self.panel.say)

    def _tell(self, head: str, doubts: tuple[str, ...]) -> None:
        if doubts:
            read = (self._messages.read(TOPIC),)
            self._messages.show(Message(TOPIC, ATTENTION, head, " ".join(doubts), read))
        else:
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

    def _print(self) -> None:
        def told(_: None) -> None:
            head = self._desk.queued(self.tr("Sổ phôi"))
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

        self._desk.run(self._desk.print_register, told)

    def _step_back(self) -> None:
        caret = QApplication.focusWidget()
        if self._lists.currentWidget() is self._past:
            self._turn()
        elif caret is not None and self.panel.isAncestorOf(caret):
            self._list.take_focus()
        else:
            self.left.emit()
