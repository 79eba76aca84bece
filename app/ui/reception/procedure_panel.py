"""The middle sheet: the list of procedures, or what the chosen one asks beyond papers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui import theme
from app.ui.reception.desk import Procedure
from app.ui.reception.details_form import DetailsForm
from app.ui.reception.digit_hint import DigitHint
from app.ui.reception.draft import Draft, PersonDraft
from app.ui.reception.visit_list import VisitList
from app.ui.running import application
from app.ui.widgets.buttons import pressable
from app.ui.widgets.panel import Panel
from app.ui.widgets.procedures import Entry, ProcedurePicker
from app.ui.widgets.text import row

MORE_HERE, MORE_ELSEWHERE = "+", "Ctrl+N"  # in a text a plus is a plus


class ProcedurePanel(Panel):
    """`picked` carries a procedure's code; `details` are its own fields, `visit` what else it is.

    `more_asked` when one more procedure for the same people is wanted.
    """

    picked = Signal(str)
    more_asked = Signal()

    def __init__(
        self, title: str, procedures: Sequence[Procedure], fold: Callable[[str], str]
    ) -> None:
        """Offer the procedures in the desk's order."""
        self.hint = DigitHint("1…9", "chọn")
        super().__init__(title, number="2", aside=self.hint, pad="m")
        self.picker, self.details, self.visit = ProcedurePicker(fold), DetailsForm(), VisitList()
        self.hint.follow(self.picker)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.picker)
        self._stack.addWidget(self.details)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.visit)
        long, short = self.tr("thêm thủ tục cho cùng người này"), self.tr("thêm thủ tục")
        more = short if theme.current().huge else long
        self._more = pressable(more, key=MORE_ELSEWHERE, role="plain")
        self._more.clicked.connect(self.more_asked)
        self.body.addLayout(row(self._more, None))
        self.picker.picked.connect(self.picked)
        for part in (self.picker, self.visit):
            part.more_asked.connect(self.more_asked)
        self.picker.offer(
            [Entry(one.code, one.name, one.note, one.digit, one.also) for one in procedures]
        )
        application().focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The cap shows the key that adds a procedure from where the caret is."""
        here = now is not None and (self.picker.isAncestorOf(now) or self.visit.isAncestorOf(now))
        self._more.set_key(MORE_HERE if here else MORE_ELSEWHERE)

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

    def takes_person(self, person: PersonDraft, *, owner: bool) -> bool:
        """Whether a card that was read is of somebody the shown fields ask for."""
        return self.asks_more and self.details.take_person(person, owner=owner)

    def step_back(self) -> bool:
        """From the fields to the list, from a search to the whole list; False at the list."""
        if self.asks_more:
            self._stack.setCurrentWidget(self.picker)
            self.picker.search.setFocus()
            return True
        searching = bool(self.picker.search.text())
        self.picker.search.clear()
        return searching
