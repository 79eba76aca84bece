"""A paper slip that is typed in: its printed number, and the hour and day that stand on it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout

from app.domain.times import said_clock
from app.ui import theme
from app.ui.reception.draft import Draft
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.fields import ENTER, Field
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text

WHEN, NUMBER = "received_at", "slip"


class PaperSlip(Panel):
    """Hidden but for a paper slip. `finished` when Enter was pressed behind the hour.

    The day of one slip is offered for the next: a stack is of one day. Where none is written it is
    the day on which the slip was taken up, also past midnight. Of a dossier that was taken back the
    hour stays, its number is used.
    """

    changed = Signal()
    left = Signal(str)
    finished = Signal()

    def __init__(self, today: Callable[[], str]) -> None:
        """No slip; `today` is the day as it is written."""
        super().__init__(self.tr("Nhập phiếu giấy"), aside=KeyHint("Esc", self.tr("thôi")))
        self.setProperty("help", "reception.paper")
        self._today, self._taken_up = today, ""
        self.number, self._day, self._open = "", "", False
        self._faults = {WHEN: "", NUMBER: ""}
        self._said = Text("", "strong")
        self.clock = Field(self.tr("Giờ nhận"))
        self.day = Field(self.tr("Ngày nhận"))
        self.clock.input.setObjectName(WHEN)
        self.day.input.setObjectName("received_day")
        fields = QHBoxLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(theme.current().space("s"))
        for field in (self.clock, self.day):
            fields.addWidget(field, 1)
            field.changed.connect(self.changed)
            field.left.connect(self._on_left)
        self._fault = Text("", "error", wrap=True)
        self.body.addWidget(self._said)
        self.body.addLayout(fields)
        self.body.addWidget(self._fault)
        self.clock.input.installEventFilter(self)
        self.show_draft(Draft())

    @property
    def open(self) -> bool:
        """Whether an hour that stands on paper is typed in here."""
        return self._open

    @property
    def has_caret(self) -> bool:
        """Whether somebody types here."""
        caret = QApplication.focusWidget()
        return caret is not None and self.isAncestorOf(caret)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter behind the hour goes on to the person: the day is most often that of before."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.clock.input and pressed and event.key() in ENTER:  # type: ignore[attr-defined]
            self.finished.emit()
            return True
        return super().eventFilter(watched, event)

    def show_draft(self, draft: Draft) -> None:
        """The slip of a draft."""
        self.number, self._open = draft.slip, bool(draft.slip or draft.received_time)
        self._taken_up = self._today() if self._open else ""
        self.day.input.setPlaceholderText(self._taken_up)
        self._said.setText(draft.slip or self.tr("Số cũ không dùng lại"))
        self.clock.put(draft.received_time)
        self.day.put(draft.received_day or ("" if draft.received_time else self._day))
        self._faults = {WHEN: "", NUMBER: ""}
        self.say(WHEN, "")
        self.setVisible(self._open)

    def take(self, number: str) -> None:
        """A slip was scanned: the hour is asked."""
        if number != self.number:
            self.show_draft(Draft(slip=number))
        self.focus(WHEN)

    def forget_day(self) -> None:
        """Somebody stands here himself: the next slip may be of any day."""
        self._day = ""

    def value(self) -> tuple[str, str, str]:
        """Number, hour and day as typed; empty where there is no slip."""
        if not self._open:
            return "", "", ""
        clock, _, own_day = self.clock.value.partition(" ")
        day = self.day.value or ("" if own_day or not clock else self._taken_up)
        return self.number, self.clock.value, day

    def say(self, path: str, sentence: str) -> bool:
        """Show a fault over the whole width; False where the field is not here.

        A number that a save refused stays refused as long as it stands here: no preview knows it.
        """
        if path not in (WHEN, NUMBER):
            return False
        if path == WHEN or sentence:
            self._faults[path] = sentence
        said = self._faults[NUMBER] or self._faults[WHEN]
        self._fault.setText(said)
        self._fault.setVisible(bool(said))
        self.clock.input.setAccessibleDescription(said)
        return self._open

    def focus(self, path: str = "") -> bool:
        """Put the caret to the hour; False where the field is not here."""
        here = self._open and path in (WHEN, NUMBER)
        if here:
            self.clock.input.setFocus()
        return here

    def _on_left(self) -> None:
        """815 19/11 stands in both fields, 815 becomes 08:15."""
        clock, _, day = self.clock.value.partition(" ")
        if day:
            self.day.put(day)
        self.clock.put(said_clock(clock))
        self._day = self.day.value
        self.left.emit(WHEN)
