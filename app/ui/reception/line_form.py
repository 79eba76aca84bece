"""One dossier of the page: the procedure, what it asks, its papers, the promise, the extras."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.ui import theme
from app.ui.reception.desk import Preview, Procedure
from app.ui.reception.draft import OTHER_GROUND, Draft
from app.ui.reception.extras_panel import (
    APPOINTMENT,
    CASE,
    DECIDING,
    GROUND,
    NOTE,
    RETURN,
    RETURNING,
    ExtrasPanel,
)
from app.ui.reception.low_room import LowRoom
from app.ui.reception.papers_panel import PapersPanel
from app.ui.reception.procedure_panel import ProcedurePanel
from app.ui.reception.promise import Promise


class LineForm(QObject):
    """`edited` at each change, `picked` once a procedure was chosen from the list."""

    edited = Signal()
    picked = Signal()

    def __init__(
        self,
        procedures: Sequence[Procedure],
        fold: Callable[[str], str],
        payments: Sequence[tuple[str, str]],
        offices: Callable[[str], Sequence[str]],
    ) -> None:
        """Nothing is chosen."""
        super().__init__()
        self._procedures = {one.code: one for one in procedures}
        self.procedure: Procedure | None = None
        self.middle = ProcedurePanel(self.tr("Thủ tục"), procedures, fold)
        self.papers, self.extras = PapersPanel(self.tr("Giấy tờ"), fold), ExtrasPanel(offices)
        self.promise = Promise(payments)
        self.right = QStackedWidget()
        self.right.addWidget(self.papers)
        self.right.addWidget(self.extras)
        self.middle.details.changed.connect(self._leave_out)
        for edited in (self.papers.edited, self.middle.details.changed, self.extras.changed):
            edited.connect(self.edited)
        self.promise.edited.connect(self._on_promise_edited)
        self.middle.picked.connect(self._on_picked)
        self.extras.asked.connect(lambda: self.right.setCurrentWidget(self.extras))
        self.right.currentChanged.connect(self._on_sheet_changed)

    def watch_room_of(self, page: QWidget) -> None:
        """Say less while the page is low."""
        LowRoom(page, self.promise, self.middle.visit)

    # --- as it stands ---------------------------------------------------------------------------

    def read_into(self, draft: Draft) -> Draft:
        """The draft with what is applied for, as typed."""
        procedure, details, extras = self.procedure, self.middle.details, self.extras
        draft = replace(draft, scans=self.papers.scans.digests)
        if procedure is None:
            return replace(draft, paid=self.promise.paid)
        asks = procedure.has_form
        return replace(
            draft,
            procedure=procedure.code,
            case=details.case() if procedure.cases else extras.value(CASE),
            papers=self.papers.papers(),
            originals=self.papers.originals(),
            subjects=details.subjects() if asks else (),
            details=details.details() if asks else (),
            left_out=details.left_out() if asks else (),
            exemption=self.promise.exemption,
            ground=extras.value(GROUND),
            paid=self.promise.paid,
            appointment=extras.value(APPOINTMENT),
            return_by=extras.value(RETURN),
            deciding=extras.value(DECIDING),
            returning=extras.value(RETURNING),
            note=extras.value(NOTE),
        )

    def show(self, draft: Draft) -> None:
        """As drafted; a draft without a procedure begins anew. `choose_fee` comes after it."""
        self.papers.scans.hold(draft.scans)
        self._show(self._procedures.get(draft.procedure), draft if draft.procedure else None)

    def begin(self, code: str) -> None:
        """A procedure as it begins, chosen elsewhere; an unknown one changes nothing."""
        if code in self._procedures:
            self._show(self._procedures[code], None)
            self.promise.reset()

    def choose_fee(self, draft: Draft) -> None:
        """How it is paid, once a preview has said what there is to choose."""
        fresh = not draft.procedure
        self.promise.choose(self.promise.usual if fresh else draft.paid, draft.exemption)
        self.extras.ask_ground(bool(draft.exemption))

    def show_preview(self, preview: Preview) -> None:
        """The promise, and what else was agreed."""
        self.promise.show_preview(preview)
        self._say_extras()

    def repeat(self, draft: Draft) -> None:
        """The procedure, papers and counts of another dossier."""
        if draft.procedure in self._procedures:
            self._show(self._procedures[draft.procedure], draft)
            self.focus()

    def name_of(self, code: str) -> str:
        """A procedure as the list names it."""
        return self._procedures[code].name if code in self._procedures else code

    def asked(self, code: str) -> tuple[str, ...]:
        """The procedures that are asked for under a code: those of linked ones, none for none."""
        found = self._procedures.get(code)
        parts = tuple(part for part, _ in found.parts) if found else ()
        return parts or ((code,) if code else ())

    def repeated_details(self, draft: Draft) -> Draft:
        """Without what belongs to one event: a day, a time, an amount."""
        procedure = self._procedures.get(draft.procedure)
        kept = {one.key for one in procedure.details if one.repeats} if procedure else set()
        return replace(draft, details=tuple(one for one in draft.details if one[0] in kept))

    # --- the caret ------------------------------------------------------------------------------

    def focus(self) -> None:
        """Where typing goes on: the procedures, their fields, or the papers."""
        if self.procedure is None:
            self.middle.picker.search.setFocus()
        elif self.middle.asks_more:
            self.middle.details.focus()
        else:
            self.papers.focus()

    def focus_near(self, path: str) -> None:
        """Near a path that no field has."""
        if path.startswith("papers"):
            self.show_papers()
        elif path == "procedure":
            self.middle.picker.search.setFocus()

    def show_papers(self) -> bool:
        """From the extras back to the papers; False where they are shown already."""
        was_away = self.right.currentWidget() is self.extras
        self.right.setCurrentWidget(self.papers)
        self.papers.focus()
        return was_away

    def ask_extras(self) -> None:
        """The sheet with the few fields more, where something is applied for."""
        if self.procedure is not None:
            self.extras.focus()

    def step_back(self) -> bool:
        """Esc: from the extras to the papers, from the fields or papers to the list."""
        if self.right.currentWidget() is self.extras:
            return self.show_papers()
        if self.middle.step_back():
            return True
        caret = QApplication.focusWidget()
        if caret is not None and self.papers.isAncestorOf(caret):
            self.middle.picker.search.setFocus()
            return True
        return False

    # --- inside ---------------------------------------------------------------------------------

    def _on_picked(self, code: str) -> None:
        self._show(self._procedures[code], None)
        self.edited.emit()
        self.focus()
        self.picked.emit()

    def _show(self, procedure: Procedure | None, draft: Draft | None) -> None:
        self.procedure = procedure
        shown = draft or Draft()
        self.right.setCurrentWidget(self.papers)
        self.middle.show_procedure(procedure, shown)
        self.extras.offer_longer(self.procedure.longer if self.procedure else ())
        self.extras.show_draft(shown, exempt=bool(shown.exemption))
        if procedure is None:
            self.papers.show_nothing()
        elif draft is None:
            self.papers.show_procedure(procedure)
        else:
            self.papers.show_procedure(procedure, draft.papers, draft.originals)
        self._leave_out()
        self._say_extras()

    def _on_sheet_changed(self) -> None:
        self.promise.give_way(given=self.right.currentWidget() is self.extras)

    def _leave_out(self) -> None:
        if self.procedure is not None and self.procedure.parts:
            self.papers.leave_out(self.middle.details.left_out())

    def _on_promise_edited(self) -> None:
        exemption = self.promise.exemption
        self.extras.ask_ground(bool(exemption))
        self.edited.emit()
        if exemption == OTHER_GROUND and not self.extras.value(GROUND):
            self.extras.focus(GROUND)

    def _say_extras(self) -> None:
        """With big words only what was agreed has room; the key is heard all the same."""
        offer = "" if theme.current().big else self.tr("hẹn ngày, nơi giải quyết, ghi chú")
        self.papers.say_extras((self.extras.summary() or offer) if self.procedure else "")
