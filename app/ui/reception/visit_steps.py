"""What is done with the dossiers of a visit: one more, opened again, taken out, as last time."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject

from app.ui.reception.desk import Preview
from app.ui.reception.draft import Draft
from app.ui.reception.drafting import Drafting
from app.ui.reception.fault_board import FaultBoard
from app.ui.reception.line_form import LineForm
from app.ui.reception.past_look import PastLook
from app.ui.reception.visit import Visit


class Sheet(Protocol):
    """The page as it stands."""

    def draft(self) -> Draft:
        """What stands there, typed text included."""

    def settled(self) -> Preview:
        """What it comes to, once the field of the caret is tidied."""

    def show_draft(self, draft: Draft) -> None:
        """Show another draft."""

    def show_line(self, draft: Draft) -> None:
        """Show another dossier of the same people."""

    def look_again(self) -> None:
        """Something changed."""


class VisitSteps(QObject):
    """Acts on the page; nothing that was typed is lost without a way back."""

    def __init__(  # noqa: PLR0913 - the parts of the page
        self,
        sheet: Sheet,
        visit: Visit,
        line: LineForm,
        past: PastLook,
        faults: FaultBoard,
        drafting: Drafting,
    ) -> None:
        """Nothing was repeated or begun yet."""
        super().__init__()
        self._sheet, self._visit, self._line = sheet, visit, line
        self._past, self._faults, self._drafting = past, faults, drafting
        self.before, self._fresh = Draft(), Draft()
        line.middle.details.ask_owner_by(lambda: sheet.draft().owner)

    def add(self) -> None:
        """Plus: set this dossier down and begin the next one of the same people."""
        preview = self._sheet.settled()
        if self._line.procedure is not None:
            if preview.faults:
                self._faults.insist(preview.faults, self.tr("Chưa thêm được."))
                return
            self._put(self._sheet.draft().for_next_procedure(self._visit.new_key()))
        self._line.focus()

    def open(self, place: int) -> None:
        """A dossier of the visit into the form again; what is half typed there is said first."""
        preview = self._sheet.settled()
        if self._line.procedure is not None and preview.faults:
            self._faults.insist(preview.faults, self.tr("Chưa mở được."))
            return
        self.bring_back(place)
        self._line.focus()

    def bring_back(self, place: int) -> None:
        """The same, whatever stands in the form."""
        self._put(self._sheet.draft().opened(place))

    def take_out(self, place: int) -> None:
        """A dossier of the visit is not wanted after all; for ten seconds it can come back."""
        before = self._sheet.draft()
        name = self._line.name_of(before.visit[place].procedure)
        self._put(before.without(place))
        self._line.focus()
        self._drafting.offer_back(self.tr("Đã bỏ {0} khỏi lượt này.").format(name), before)

    def repeat(self) -> None:
        """F5: this person's last dossier, else procedure and papers of the save before."""
        here, last = self._sheet.draft(), self._past.past.last
        found = self.before if last is None else self._line.repeated_details(last)
        if not found.procedure:
            return
        people = replace(found, owner=here.owner, submitter=here.submitter)
        self._sheet.show_line(self._visit.read_into(people))
        self._line.focus()
        self._sheet.look_again()
        if here.procedure:
            self._drafting.offer_back(self.tr("Đã điền như lần trước."), here)

    @property
    def repeats(self) -> bool:
        """Whether there is something to do again."""
        return bool(self.before.procedure or self._past.past.last)

    def on_picked(self) -> None:
        """A procedure was chosen: it may have been applied for, or begun, before."""
        self._fresh = self._sheet.draft()
        self.look_back()

    def look_back(self) -> None:
        """Warn of the same dossier; the draft that was put aside is continued, not doubled."""
        here = self._sheet.draft()
        self._past.warn(*self._line.asked(here.procedure))
        kept = self._past.kept_for(here.procedure, here.row) if here.procedure else None
        if kept is None or here != self._fresh or here.visit:
            return
        self._drafting.drop(here.row)
        self._sheet.show_draft(replace(kept, owner=here.owner, submitter=here.submitter, focus=""))
        self._line.focus()
        self._drafting.tell_continued(kept)

    def _put(self, draft: Draft) -> None:
        self._sheet.show_draft(draft)
        self._drafting.on_edited()
