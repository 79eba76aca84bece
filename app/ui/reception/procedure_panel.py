"""The middle sheet: the list of procedures, or what the chosen one asks beyond papers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.ui.reception.desk import Procedure
from app.ui.reception.details_form import DetailsForm
from app.ui.reception.digit_hint import DigitHint
from app.ui.reception.draft import Draft
from app.ui.widgets.buttons import pressable
from app.ui.widgets.panel import Panel
from app.ui.widgets.procedures import Entry, ProcedurePicker
from app.ui.widgets.text import row


class ProcedurePanel(Panel):
    """`picked` carries a procedure's code; `details` are its own fields."""

    picked = Signal(str)

    def __init__(
        self, title: str, procedures: Sequence[Procedure], fold: Callable[[str], str]
    ) -> None:
        """Offer the procedures in the desk's order."""
        self.hint = DigitHint("1…9", "chọn")
        super().__init__(title, number="2", aside=self.hint, pad="m")
        self.picker, self.details = ProcedurePicker(fold), DetailsForm()
        self.keeps_person = False
        self.hint.follow(self.picker)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.picker)
        self._stack.addWidget(self.details)
        self.body.addWidget(self._stack, 1)
        self._more = pressable("", key="+", role="plain")
        self._more.clicked.connect(self._on_more_asked)
        self.body.addLayout(row(self._more, None))
        self.picker.picked.connect(self.picked)
        self.picker.more_asked.connect(self._on_more_asked)
        self.picker.offer(
            [Entry(one.code, one.name, one.note, one.digit, one.also) for one in procedures]
        )
        self.keep_person(keep=False)

    def show_procedure(self, procedure: Procedure | None, draft: Draft) -> None:
        """Mark the chosen one; one that asks more shows its fields."""
        self.picker.show_current(procedure.code if procedure else "")
        self._stack.setCurrentWidget(self.picker)
        if procedure is not None and procedure.has_form:
            self.details.show_procedure(procedure, draft)
            self._stack.setCurrentWidget(self.details)

    @property
    def asks_more(self) -> bool:
        """Whether the fields of the procedure are shown."""
        return self._stack.currentWidget() is self.details

    def step_back(self) -> bool:
        """From the fields to the list, from a search to the whole list; False at the list."""
        if self.asks_more:
            self._stack.setCurrentWidget(self.picker)
            self.picker.search.setFocus()
            return True
        searching = bool(self.picker.search.text())
        self.picker.search.clear()
        return searching

    def keep_person(self, *, keep: bool) -> None:
        """Whether the person stays for one more procedure after the save."""
        self.keeps_person = keep
        more = self.tr("thêm thủ tục cho cùng người nộp")
        kept = self.tr("sẽ giữ người này cho thủ tục kế tiếp")
        self._more.set_words(kept if keep else more)

    def _on_more_asked(self) -> None:
        self.keep_person(keep=not self.keeps_person)
