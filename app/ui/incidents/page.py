"""Sự cố & thiết bị: what fails is reported, followed, closed; what the office has is counted."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.incidents.change_panel import LOOK, ChangePanel
from app.ui.incidents.count_panel import CountPanel
from app.ui.incidents.desk import DEVICES, INCIDENTS, OTHER, IncidentDesk, Shown, Stock
from app.ui.incidents.picture_line import PICTURE
from app.ui.incidents.report_panel import ReportPanel
from app.ui.messages import DONE, Message, Messages
from app.ui.saving_run import FormSaving
from app.ui.shortcuts import KeyAction, settle_typing
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table, TableRow

TOPIC, SAID_MS = "incidents", 8_000
SHARES, BIG_SHARES = (42, 58), (46, 54)
REPORT, CHANGE, COUNT = range(3)
OTHER_LIST, PRINT, CLOSE, STOCK = "Ctrl+E", "Ctrl+P", "Ctrl+Return", "Ctrl+H"


class IncidentPage(QWidget):
    """`left`: back to the work that the clerk came from; `stock_asked`: to Sổ phôi.

    `looking` carries the number of the incident whose pictures are wanted.
    """

    keys_changed = Signal()
    resting = Signal()
    left = Signal()
    stock_asked = Signal()
    looking = Signal(str)

    def __init__(self, desk: IncidentDesk, messages: Messages) -> None:
        """Lists are read when the page is opened."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._save, self._came_from = FormSaving(desk.run, messages, TOPIC), ""
        self._incidents: dict[str, Shown] = {}
        self._stocks: dict[str, Stock] = {}
        self.report, self.change, self.count = ReportPanel(desk), ChangePanel(desk), CountPanel()
        self.incidents = Table(self.tr("Sự cố"), INCIDENTS)
        self.devices = Table(self.tr("Thiết bị và biên chế"), DEVICES)
        hints = (
            *[("Enter", self.tr("ghi việc đã làm"))] * (not theme.current().big),
            (OTHER_LIST, self.tr("thiết bị")), (STOCK, self.tr("sổ phôi")),
        )  # fmt: skip
        self._list = ListSheet(self.tr("Sự cố"), self.incidents, hints)
        counting = (
            ("Enter", self.tr("đếm")), (PRINT, self.tr("in")), (OTHER_LIST, self.tr("sự cố")),
        )  # fmt: skip
        shown = counting[1:] if theme.current().big else counting  # bigger words leave less room
        self._inventory = ListSheet(self.tr("Thiết bị, biên chế"), self.devices, shown)
        self._forms, self._lists = QStackedWidget(), QStackedWidget()
        self._build()
        self.incidents.chosen.connect(lambda _place: self._open())
        self.devices.chosen.connect(lambda _place: self._count())
        self.report.went.connect(self.keys_changed)
        self.change.closing.connect(self.close_incident)
        self.change.looking.connect(self._look)

    def _build(self) -> None:
        look = theme.current()
        for form in (self.report, self.change, self.count):
            self._forms.addWidget(form)
        for sheet in (self._list, self._inventory):
            self._lists.addWidget(sheet)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space("m"))
        shares = BIG_SHARES if look.big else SHARES
        for part, share in zip((self._forms, self._lists), shares, strict=True):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            box.addWidget(part, share)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F9 stores what the form at the left says; Esc goes one step back."""
        words = {
            REPORT: self.tr("Ghi sự cố") if self.report.telling else self.tr("Tiếp"),
            CHANGE: self.tr("Ghi việc đã làm"),
            COUNT: self.tr("Ghi số đếm"),
        }[self._forms.currentIndex()]
        return [
            KeyAction("F9", words, self.save, main=True),
            *[KeyAction(CLOSE, self.tr("Đóng sự cố"), self.close_incident)] * self._may_close(),
            KeyAction(PICTURE, "", self._picture),
            KeyAction(LOOK, "", self._look),
            KeyAction(OTHER_LIST, "", self._turn),
            KeyAction(STOCK, self.tr("Sổ phôi"), self.stock_asked.emit),
            KeyAction(PRINT, "", self._print),
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The form of a new incident, and the lists as they are now."""
        if not self.report.begun:
            self.report.begin(self._came_from)
        self._show_form(REPORT)
        self.refresh()

    def come_from(self, page: str) -> None:
        """Begin a new report; `page` is where the clerk was."""
        self._came_from = page
        self._lists.setCurrentWidget(self._list)
        self.report.begin(page)

    def refresh(self) -> None:
        """Read both lists anew."""
        self._list.loading()
        self._desk.run(self._desk.incidents, self._show_incidents)
        self._desk.run(self._desk.inventory, self._show_inventory)

    # --- what is shown -------------------------------------------------------------------------

    def _show_form(self, which: int) -> None:
        self._forms.setCurrentIndex(which)
        (self.report, self.change, self.count)[which].take_focus()
        self.keys_changed.emit()

    def _show_incidents(self, found: tuple[Shown, ...]) -> None:
        self._incidents = {one.number: one for one in found}
        rows = [TableRow(o.number, (o.number, o.about, o.since, o.state)) for o in found]
        self.incidents.show_table(rows, self.incidents.current_key)
        if not rows:
            more = self.tr("Máy hỏng, mạng chậm, phần mềm lỗi: ghi ở bên trái, F9.")
            self._list.show_empty("check", self.tr("Chưa có sự cố nào"), more)
            return
        still = sum(one.open for one in found)
        said = self.tr("{0} đang mở / {1}").format(dong(still), dong(len(found)))
        self._list.show_list(said)

    def _show_inventory(self, found: tuple[Stock, ...]) -> None:
        self._stocks = {one.code: one for one in found}
        rows = [
            TableRow(o.code, (o.words, o.held, o.broken, o.needed, o.missing, o.counted))
            for o in found
        ]
        self.devices.show_table(rows, self.devices.current_key)
        counted = sum(bool(one.counted) for one in found)
        said = "{0} / {1}" if theme.current().big else self.tr("đã kiểm kê {0} / {1}")
        self._inventory.show_list(said.format(counted, len(found)))

    def _turn(self) -> None:
        """Ctrl+E: the caret goes on the list, and from the list on the other one."""
        shown, caret = self._lists.currentWidget(), QApplication.focusWidget()
        if caret is not None and shown.isAncestorOf(caret):
            shown = self._list if shown is self._inventory else self._inventory
        self._lists.setCurrentWidget(shown)
        (self._list if shown is self._list else self._inventory).take_focus()

    def _open(self) -> None:
        self.change.show_incident(self._incidents[self.incidents.current_key])
        self._show_form(CHANGE)

    def _count(self) -> None:
        self.count.show_stock(self._stocks[self.devices.current_key])
        self._show_form(COUNT)

    def _may_close(self) -> bool:
        shown = self.change.shown
        return self._forms.currentIndex() == CHANGE and shown is not None and shown.open

    def _picture(self) -> None:
        """Ctrl+T: a picture goes along with what is being told."""
        which = self._forms.currentIndex()
        if which == CHANGE or (which == REPORT and self.report.telling):
            (self.change if which == CHANGE else self.report).pictures.ask()

    def _look(self) -> None:
        """Ctrl+M: its pictures, where it has any."""
        shown = self.change.shown
        if self._forms.currentIndex() == CHANGE and shown is not None and shown.pictures:
            self.looking.emit(shown.number)

    # --- what is done --------------------------------------------------------------------------

    def save(self) -> None:
        """F9: store what the form says."""
        settle_typing()
        which = self._forms.currentIndex()
        {REPORT: self._report, CHANGE: self._change, COUNT: self._keep_count}[which]()

    def close_incident(self) -> None:
        """Ctrl+Enter: it is over."""
        settle_typing()
        if self._may_close():
            self._change(over=True)

    def _report(self) -> None:
        if not self.report.telling:
            self.report.go_on()
            return
        draft, came_from = self.report.draft, self._came_from
        if draft.device == OTHER and not draft.words:
            self.report.say("words", self.tr("Chưa ghi cái gì bị vướng. Hãy ghi vài chữ."))
            return

        def stored(number: str) -> None:
            self.report.begin(came_from)
            self._told(self.tr("Đã ghi sự cố {0}.").format(number), REPORT)

        self._save(lambda: self._desk.report(draft, came_from), stored, self.report.say)

    def _change(self, *, over: bool = False) -> None:
        shown, words = self.change.shown, self.change.words.value.strip()
        if shown is None:
            return
        number, pictures = shown.number, self.change.pictures.files
        head = self.tr("Đã đóng sự cố {0}.") if over else self.tr("Đã ghi việc đã làm: {0}.")

        def stored(_: None) -> None:
            self.change.clear()
            self._told(head.format(number), REPORT)

        work = partial(self._desk.change, number, words, pictures, over)
        self._save(work, stored, self.change.say)

    def _keep_count(self) -> None:
        stock = self.count.stock

        def stored(_: None) -> None:
            self._desk.run(self._desk.inventory, self._go_on)

        self._save(lambda: self._desk.count(stock), stored, self.count.say)

    def _go_on(self, found: tuple[Stock, ...]) -> None:
        """The next line of the inventory, until its end."""
        self._show_inventory(found)
        if self.devices.place >= self.devices.count - 1:
            self._told(self.tr("Đã kiểm kê xong."), COUNT)
            self._inventory.take_focus()
            return
        self.devices.step(1)
        self._count()

    def _told(self, head: str, form: int) -> None:
        more = self.tr("Tỉnh nhận ở lần gửi tới; không có mạng vẫn giữ ở máy này.")
        if self._desk.alone():
            more = self.tr("Giữ ở máy này. Máy đứng riêng chưa gửi tỉnh: cần tỉnh biết thì gọi.")
        self._messages.show(Message(TOPIC, DONE, head, more, lasts_ms=SAID_MS))
        self._show_form(form)
        self.refresh()

    def _print(self) -> None:
        def told(_: None) -> None:
            head = self._desk.queued(self.tr("Danh sách thiết bị"))
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

        self._desk.run(self._desk.print_inventory, told)

    def _step_back(self) -> None:
        if self._forms.currentIndex() != REPORT:
            self._show_form(REPORT)
        elif self.report.telling:
            self.report.choose_again()
        elif self._lists.currentWidget() is self._inventory:
            self._lists.setCurrentWidget(self._list)
            self.report.take_focus()
        else:
            self.left.emit()
