"""Giờ máy: "Hôm nay là … đúng không?" - Enter says yes, a typed time says what it is."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.errors import MotCuaError
from app.ui import theme
from app.ui.shortcuts import KeyAction
from app.ui.tasks import Run
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.fields import Field
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text, row

WIDTH = 560


@dataclass(frozen=True, slots=True)
class ClockDesk:
    """The callables. `words` asks the question.

    `confirm` takes what was typed (empty: yes, it is right) and raises ClerkError for a time that
    cannot be read; it runs through `run`.
    """

    words: Callable[[], str]
    confirm: Callable[[str], None]
    run: Run


class ClockPage(QFrame):
    """`confirmed` when a person has said what time it is."""

    keys_changed = Signal()
    resting = Signal()
    confirmed = Signal()

    def __init__(self, desk: ClockDesk) -> None:
        """Build the page from the callables of the desk."""
        super().__init__()
        self._desk, self._busy = desk, False
        self.setProperty("role", "page")
        self._question = Text("", "title", wrap=True)
        self.typed = Field(self.tr("Nếu sai, gõ giờ đúng"), hint=self.tr("Ví dụ: 23/11/2026 07:12"))
        self._build()

    def _build(self) -> None:
        look = theme.current()
        sheet = Panel()
        sheet.setFixedWidth(look.px(WIDTH))
        sheet.body.setSpacing(look.space("l"))
        sheet.body.addWidget(self._question)
        said = self.tr("Ngày hẹn tính theo giờ này, nên máy hỏi một lần trước khi tiếp nhận.")
        sheet.body.addWidget(Text(said, "quiet", wrap=True))
        sheet.body.addWidget(self.typed)
        sheet.body.addLayout(row(KeyHint("Enter", self.tr("đúng, làm việc")), None))
        outer = QVBoxLayout(self)
        outer.addStretch(5)
        outer.addLayout(row(None, sheet, None))
        outer.addStretch(6)

    def keys(self) -> list[KeyAction]:
        """Enter answers."""
        return [
            KeyAction("Return", self.tr("Đúng"), self.answer, main=True),
            KeyAction("Enter", "", self.answer),
        ]

    def take_focus(self) -> None:
        """Ask anew, with the time as it is now."""
        self._question.setText(self._desk.words())
        self.typed.put("")
        self.typed.say("")
        self.typed.input.setFocus()

    def answer(self) -> None:
        """Take the answer; what cannot be read is said under the field."""
        if self._busy:
            return
        self._busy = True
        text = self.typed.value.strip()
        self._desk.run(lambda: self._desk.confirm(text), lambda _: self._done(), self._refused)

    def _done(self) -> None:
        self._busy = False
        self.confirmed.emit()

    def _refused(self, error: MotCuaError) -> None:
        self._busy = False
        self.typed.say(error.message)
        self.typed.input.setFocus()
