"""Tiếp nhận: who, what, which papers; the promise stands above the key that makes it.

A card, a digit, F9: two keys after the scan. During a save the next card may come; it waits.
"""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.messages import Messages
from app.ui.reception.arrivals import Arrivals
from app.ui.reception.caret import Caret
from app.ui.reception.desk import Fault, Preview, ReceptionDesk, Saved
from app.ui.reception.draft import Draft, PersonDraft
from app.ui.reception.drafting import Drafting
from app.ui.reception.fault_board import FaultBoard
from app.ui.reception.hamlets import Hamlets
from app.ui.reception.keys import keys_of
from app.ui.reception.line_form import LineForm
from app.ui.reception.missing import MissingPapers
from app.ui.reception.past_look import PastLook
from app.ui.reception.people_column import PeopleColumn
from app.ui.reception.saving import Saving
from app.ui.reception.visit import Visit
from app.ui.reception.visit_steps import VisitSteps
from app.ui.shortcuts import KeyAction, settle_typing
from app.ui.widgets.text import column, hosted, share_out

SHARES, BIG_SHARES = (31, 39, 30), (29, 36, 35)


class ReceptionPage(QWidget):
    """The page of a reception.

    `resting` puts the caret into the scan box. `opened` carries the code of a dossier to look at,
    `giving_back` those of waiting results, `refusing` the draft of somebody who is refused.
    """

    keys_changed = Signal()
    resting = Signal()
    saved, refusing = Signal(object), Signal(object)
    opened = Signal(str)
    giving_back = Signal(tuple)

    def __init__(self, desk: ReceptionDesk, messages: Messages) -> None:
        """Build the page from the callables of the desk."""
        super().__init__()
        self._desk, self.saving, self._preview = desk, Saving(desk, messages), Preview()
        self._return_to, self._new_asked = ("", 0), False
        self._hamlets = Hamlets(desk.fold, desk.old_addresses)
        self.people = PeopleColumn(self._hamlets.matching, desk.today)
        self.owner, self.submitter = self.people.owner, self.people.submitter
        line = self.line = LineForm(desk.procedures(), desk.fold, desk.payments, desk.offices)
        self.middle, self.papers, self.promise = line.middle, line.papers, line.promise
        self.missing = MissingPapers(desk, messages, line, self.draft, self.refusing.emit)
        self.visit = Visit(self.middle.visit, desk.preview, self.line.name_of, desk.new_key)
        self.past = PastLook(desk, messages, self.people)
        self._parts = (
            self.owner,
            self.submitter,
            self.middle.details,
            self.line.extras,
            self.people.paper,
        )
        self._faults = FaultBoard(self._parts, messages, self.line.focus_near)
        self._caret = Caret(self)
        self.drafting = Drafting(self, desk, messages, self._kept, lambda: self.saving.busy)
        self.steps = VisitSteps(self, self.visit, line, self.past, self._faults, self.drafting)
        self.arrivals = Arrivals(self, line, self.visit, lambda: self.saving.busy)
        self._build()
        self._connect()
        self._refresh()
        desk.run(desk.addresses, self._hamlets.learn)

    def _build(self) -> None:
        right = column(self.line.right, self.promise, spacing="m")
        right.setStretch(0, 1)
        shares = BIG_SHARES if theme.current().big else SHARES
        share_out(self, (self.people, self.middle, hosted(right)), shares)
        self.line.watch_room_of(self)

    def _connect(self) -> None:
        for edited in (self.people.changed, self.line.edited):
            edited.connect(self.look_again)
        for part in (self.people, self.middle.details, self.line.extras):
            part.left.connect(self._on_field_left)
        for asker in (self.people, self.middle.details, self.papers, self.line.extras):
            asker.act.connect(self._press)
        self.people.finished.connect(self.line.focus)
        self.line.picked.connect(self.steps.on_picked)
        self.middle.more_asked.connect(self.steps.add)
        self.middle.visit.opened.connect(self.steps.open)
        self.middle.visit.taken_out.connect(self.steps.take_out)
        self.past.found.connect(self._on_past_found)
        self.past.opened.connect(self.opened)
        self.saving.saved.connect(self._on_saved)
        self.saving.refused.connect(self._on_refused)
        self.saving.wanted_back.connect(self.drafting.take_up)
        self.drafting.taken_up.connect(self._take_up)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """The keys of this page as they are now."""
        ready = self.visit.whole(self._preview, self.draft())
        return keys_of(self, ready=ready, waits=bool(self.past.waiting))

    def give_back(self) -> None:
        """F4: results that wait for this person."""
        self.giving_back.emit(self.past.waiting)

    def _press(self, key: str) -> None:
        for action in self.keys():
            if action.key == key:
                action.act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A plus that no field took is one more procedure."""
        if event.text() == "+":
            self.steps.add()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, _event: QHideEvent) -> None:
        """On another page nobody is warned of this person's dossiers or faults."""
        self.past.hush()
        self._faults.hush()

    def take_focus(self) -> None:
        """Where a draft was left, else where typing goes on, else the scan box."""
        (name, at), self._return_to = self._return_to, ("", 0)
        if name and (self._caret.put(name, at) or any(one.focus(name) for one in self._parts)):
            return
        if self.owner.person.blank:
            self.resting.emit()
        else:
            self.line.focus()

    # --- the draft -----------------------------------------------------------------------------

    def draft(self) -> Draft:
        """The page as it stands, typed text included."""
        return self.visit.read_into(self.line.read_into(self.people.read_into(Draft())))

    def _kept(self) -> Draft:
        name, at = self._caret.place
        return replace(self.draft(), focus=name, caret=at)

    def show_draft(self, draft: Draft) -> None:
        """Put a draft back into the page, every field as it was typed."""
        self.visit.show(draft)
        self._faults.reset()
        self.drafting.forget_said()
        self.people.show(draft)
        self.past.follow(draft)
        self.show_line(draft)
        self._return_to = draft.focus, draft.caret

    def show_line(self, draft: Draft) -> None:
        """Another dossier of the same people."""
        self.line.show(draft)
        self._refresh()
        self.line.choose_fee(draft)
        self._refresh()
        self.past.warn(*self.line.asked(draft.procedure))
        self.keys_changed.emit()

    def begin(self, procedure: str) -> None:
        """A procedure was chosen on another page; the person comes next."""
        self.line.begin(procedure)
        self.look_again()

    def keep(self) -> None:
        """Store the draft now."""
        self.drafting.keep()

    def look_again(self) -> None:
        """Something was typed or chosen: keep it shortly, and say what it would come to."""
        self._new_asked = False
        self.drafting.on_edited()
        self._refresh()

    def _refresh(self) -> None:
        draft = self.draft()
        was = self.visit.whole(self._preview, draft)
        self._preview = self.visit.settle(self._desk.preview(draft), draft)
        self.line.show_preview(self._preview)
        self._faults.say(self._preview.faults)
        if was != self.visit.whole(self._preview, draft):
            self.keys_changed.emit()

    def settled(self) -> Preview:
        """What it comes to, once the field of the caret is tidied."""
        settle_typing()
        self._refresh()
        return self._preview

    def _on_field_left(self, path: str) -> None:
        self._faults.touch(path)
        self.look_again()

    # --- the person ----------------------------------------------------------------------------

    def take_person(self, person: PersonDraft) -> None:
        """Somebody's card was read."""
        self.arrivals.take_person(person)

    def take_slip(self, number: str) -> None:
        """A blank slip was scanned that is still to be typed in."""
        self.arrivals.take_slip(number)

    def _on_past_found(self) -> None:
        self.steps.look_back()
        self.keys_changed.emit()

    def file_for_another(self) -> None:
        """The person at the desk files for somebody else: the owner is asked for."""
        if self.people.file_for_another():
            self.past.forget()
            self.look_again()
            self.take_focus()

    def put_aside(self) -> None:
        """Keep what stands here as a draft and begin an empty page."""
        draft = self.draft()
        self.drafting.keep()
        self._begin_next(draft)
        self.drafting.tell_kept(draft)

    def take_up(self) -> None:
        """Ctrl+D: this person's draft that was put aside, else the clerk's newest one."""
        self.drafting.take_up(self.past.kept(self.draft().row))

    def _take_up(self, draft: Draft) -> None:
        self.show_draft(draft)
        self.take_focus()

    def start_new(self) -> None:
        """F2: an empty page, the draft kept; once more: typed by hand, nobody else at the desk."""
        again, self._new_asked = self._new_asked, True
        if self.draft().blank:
            self.people.type_owner(alone=again or self.owner.typing)
        else:
            self.put_aside()
            self._new_asked = True

    def step_back(self) -> bool:
        """Esc: from the extras or fields to the list, from the submitter to alone, else away."""
        if self.line.step_back():
            return True
        if self.people.step_back():
            self.look_again()
            self.take_focus()
            return True
        self.resting.emit()
        return False

    # --- saving --------------------------------------------------------------------------------

    def save(self, *, with_print: bool = True) -> None:
        """Save, and print unless told otherwise; what is missing is said, never swallowed."""
        faults = self.settled().faults
        if faults:
            self._faults.insist(faults, self.tr("Chưa có gì để lưu.") if self.draft().blank else "")
            return
        self.drafting.rest()
        self.saving.save(self.draft(), with_print=with_print)

    def _on_refused(self, fault: Fault) -> None:
        place, fault = self.visit.place_of(fault)
        if place >= 0:
            self.steps.bring_back(place)
        self._faults.insist((fault,))

    def _on_saved(self, draft: Draft, done: Saved) -> None:
        self.steps.before = draft.dossiers[-1].again()
        self._hamlets.learn((draft.owner.address,))
        self._begin_next(draft)
        self.saved.emit(done)
        self.arrivals.go_on()

    def _begin_next(self, before: Draft) -> None:
        self.promise.reset()
        key, paid = self._desk.new_key(), self.promise.usual
        self.show_draft(replace(before.for_next_owner(key), paid=paid))
        self.people.stay(stays=True)
        self.take_focus()
