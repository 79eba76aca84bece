"""Tiếp nhận: who, what, which papers; the promise stands above the key that makes it.

A card, a digit, F9: two keys after the scan. While a save runs the next card may already come; it
waits for the empty page.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from app.ui import theme
from app.ui.messages import Messages
from app.ui.reception.desk import Known, Preview, Procedure, ReceptionDesk, Saved
from app.ui.reception.draft import Draft, PersonDraft
from app.ui.reception.drafting import Drafting
from app.ui.reception.fault_board import FaultBoard
from app.ui.reception.keys import keys_of
from app.ui.reception.papers_panel import PapersPanel
from app.ui.reception.person_panel import PersonPanel
from app.ui.reception.procedure_panel import ProcedurePanel
from app.ui.reception.promise import Promise
from app.ui.reception.saving import Saving
from app.ui.shortcuts import KeyAction
from app.ui.widgets.text import column, hosted

SHARES, BIG_SHARES = (31, 39, 30), (29, 36, 35)


class ReceptionPage(QWidget):
    """The page of a reception.

    `keys_changed` asks the window to bind `keys()` anew, `resting` to put the caret into the scan
    box, `saved` tells what was stored.
    """

    keys_changed = Signal()
    resting = Signal()
    saved = Signal(object)

    def __init__(self, desk: ReceptionDesk, messages: Messages) -> None:
        """Build the page from the callables of the desk."""
        super().__init__()
        procedures = desk.procedures()
        self._desk, self._saving = desk, Saving(desk, messages)
        self._procedures = {one.code: one for one in procedures}
        self._procedure: Procedure | None = None
        self._preview, self._again = Preview(), Draft()
        self._key = desk.new_key()
        self._waiting: PersonDraft | None = None
        self.owner = PersonPanel(self.tr("Chủ hồ sơ"), number="1")
        self.submitter = PersonPanel(self.tr("Người nộp"), root="submitter")
        self.middle = ProcedurePanel(self.tr("Thủ tục"), procedures, desk.fold)
        self.papers, self.promise = PapersPanel(self.tr("Giấy tờ")), Promise(desk.payments)
        self._parts = (self.owner, self.submitter, self.middle.details)
        self._faults = FaultBoard(self._parts, messages, self._focus_nearest)
        self.drafting = Drafting(self, desk, messages, self.draft, lambda: self._saving.busy)
        self._build()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().space("m"))
        left = column(self.owner, self.submitter, spacing="m")
        left.setStretch(0, 3)
        left.setStretch(1, 2)
        self.submitter.hide()
        right = column(self.papers, self.promise, spacing="m")
        right.setStretch(0, 1)
        shares = BIG_SHARES if theme.current().big else SHARES
        for part, share in zip((hosted(left), self.middle, hosted(right)), shares, strict=True):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            box.addWidget(part, share)

    def _connect(self) -> None:
        for part in self._parts:
            part.changed.connect(self.look_again)
            part.act.connect(self._press)
            part.left.connect(self._on_field_left)
        for edited in (self.papers.edited, self.promise.edited):
            edited.connect(self.look_again)
        self.papers.act.connect(self._press)
        self.middle.picked.connect(self._on_picked)
        self._saving.saved.connect(self._on_saved)
        self._saving.refused.connect(lambda fault: self._faults.insist((fault,)))
        self.drafting.taken_up.connect(self._take_up)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """The keys of this page as they are now."""
        return keys_of(self, ready=self._preview.ready, repeats=bool(self._again.procedure))

    def _press(self, key: str) -> None:
        for action in self.keys():
            if action.key == key:
                action.act()

    def take_focus(self) -> None:
        """The procedure list where somebody is here, else the scan box."""
        if self.owner.person.blank:
            self.resting.emit()
        elif self.middle.asks_more:
            self.middle.details.focus()
        else:
            self.middle.picker.search.setFocus()

    # --- the draft -----------------------------------------------------------------------------

    def draft(self) -> Draft:
        """The page as it stands, typed text included."""
        procedure, details = self._procedure, self.middle.details
        asks = procedure is not None and procedure.has_form
        return Draft(
            key=self._key,
            owner=self.owner.person,
            submitter=None if self.submitter.isHidden() else self.submitter.person,
            procedure=procedure.code if procedure else "",
            case=details.case() if asks else "",
            papers=self.papers.papers(),
            originals=self.papers.originals(),
            subjects=details.subjects() if asks else (),
            details=details.details() if asks else (),
            exemption=self.promise.exemption,
            paid=self.promise.paid,
        )

    def show_draft(self, draft: Draft) -> None:
        """Put a draft back into the page, every field as it was typed."""
        self._key = draft.key or self._desk.new_key()
        self._faults.reset()
        self.drafting.forget_said()
        self.owner.show_person(draft.owner, typing=draft.owner.by_hand)
        self._show_submitter(draft.submitter)
        fresh = not draft.procedure
        self._choose(self._procedures.get(draft.procedure), None if fresh else draft)
        self._refresh()
        self.promise.choose(self.promise.usual if fresh else draft.paid, draft.exemption)
        self._refresh()

    def keep(self) -> None:
        """Store the draft now."""
        self.drafting.keep()

    def look_again(self) -> None:
        """Something was typed or chosen: keep it shortly, and say what it would come to."""
        self.drafting.on_edited()
        self._refresh()

    def _refresh(self) -> None:
        was, self._preview = self._preview.ready, self._desk.preview(self.draft())
        self.promise.show_preview(self._preview)
        self._faults.say(self._preview.faults)
        if was != self._preview.ready:
            self.keys_changed.emit()

    def _on_field_left(self, path: str) -> None:
        self._faults.touch(path)
        self.look_again()

    def _focus_nearest(self, path: str) -> None:
        if path.startswith("papers"):
            self.papers.focus()
        elif path == "procedure":
            self.middle.picker.search.setFocus()

    # --- the person ----------------------------------------------------------------------------

    def take_person(self, person: PersonDraft) -> None:
        """Somebody's card was read: he is the owner; during a save he waits for the empty page.

        Where a dossier is being made the card is of somebody it asks for, or of the next citizen:
        then what stands here is put aside, never overwritten.
        """
        if self._saving.busy:
            self._waiting = person
            return
        here = self.owner.person
        if self._procedure is not None and not here.blank and here.id != person.id:
            if self.middle.asks_more and self.middle.details.take_person(person):
                self.look_again()
                return
            self.put_aside()
        owner = self.owner.person.with_card(person)
        self.owner.show_person(owner, typing=not owner.from_card)
        self._desk.run(lambda: self._desk.known(person), lambda known: self._known(person, known))
        self.take_focus()
        self.look_again()

    def _known(self, person: PersonDraft, known: Sequence[Known]) -> None:
        if self.owner.person.id == person.id:
            self.owner.show_known(known)

    def file_for_another(self) -> None:
        """The person at the desk files for somebody else: the owner is asked for."""
        if self.submitter.isHidden():
            draft = self.draft().with_submitter()
            self.owner.show_person(draft.owner)
            self._show_submitter(draft.submitter)
            self.look_again()
            self.take_focus()

    def _show_submitter(self, person: PersonDraft | None) -> None:
        shown = person or PersonDraft()
        self.submitter.show_person(shown, typing=not shown.from_card)
        self.submitter.setVisible(person is not None)

    def put_aside(self) -> None:
        """Keep what stands here as a draft and begin an empty page."""
        draft = self.draft()
        self.drafting.keep()
        self._clear(draft.for_next_owner(self._desk.new_key()))
        self.drafting.tell_kept(draft)

    def _take_up(self, draft: Draft) -> None:
        self.show_draft(draft)
        self.keys_changed.emit()
        self.take_focus()

    def start_new(self) -> None:
        """F2: an empty page, the draft kept; once more: typed by hand, nobody else at the desk."""
        draft = self.draft()
        if draft.blank:
            self._show_submitter(None)
            self.owner.show_person(PersonDraft(), typing=True)
            self.owner.focus()
            return
        self.put_aside()

    def step_back(self) -> None:
        """Esc: from the fields to the list, from the submitter to alone, else to the scan box."""
        if self.middle.step_back():
            return
        if not self.submitter.isHidden() and self.owner.person.blank:
            person = self.submitter.person
            self._show_submitter(None)
            self.take_person(person)
        else:
            self.resting.emit()

    # --- the procedure -------------------------------------------------------------------------

    def _on_picked(self, code: str) -> None:
        self._choose(self._procedures[code], None)
        self.look_again()
        if self.middle.asks_more:
            self.middle.details.focus()
        else:
            self.papers.focus()

    def _choose(self, procedure: Procedure | None, draft: Draft | None) -> None:
        """Show a procedure as it begins, or as drafted."""
        self._procedure = procedure
        self.middle.show_procedure(procedure, draft or Draft())
        if procedure is None:
            self.papers.show_nothing()
        elif draft is None:
            self.papers.show_procedure(procedure)
        else:
            self.papers.show_procedure(procedure, draft.papers, draft.originals)

    def repeat(self) -> None:
        """F5: the procedure and papers of the save before."""
        self._choose(self._procedures.get(self._again.procedure), self._again)
        self.papers.focus()
        self.look_again()

    # --- saving --------------------------------------------------------------------------------

    def save(self, *, with_print: bool = True) -> None:
        """Save, and print unless told otherwise; what is missing is said, never swallowed."""
        settle = getattr(QApplication.focusWidget(), "settle", None)
        if callable(settle):
            settle()
        self._refresh()
        if self._preview.faults:
            self._faults.insist(self._preview.faults)
            return
        self.drafting.rest()
        self._saving.save(self.draft(), with_print=with_print)

    def _on_saved(self, draft: Draft, done: Saved) -> None:
        self._again = replace(draft, subjects=(), details=())
        owner = draft.owner if self.middle.keeps_person else PersonDraft()
        self._clear(replace(draft.for_next_owner(self._desk.new_key()), owner=owner))
        self.saved.emit(done)
        if self._waiting is not None:
            person, self._waiting = self._waiting, None
            self.take_person(person)

    def _clear(self, draft: Draft) -> None:
        self.middle.keep_person(keep=False)
        self.promise.reset()
        self.show_draft(replace(draft, paid=self.promise.usual))
        self.keys_changed.emit()
        self.take_focus()
