"""Looking up the person at the counter: what he has here, said at once, never in the way."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.ui.messages import ATTENTION, Action, Message, Messages
from app.ui.reception.desk import Past, ReceptionDesk
from app.ui.reception.draft import Draft, PersonDraft
from app.ui.reception.people_column import PeopleColumn

TOPIC = "reception-duplicate"


class PastLook(QObject):
    """`found` when something came back; `opened` carries the code of a dossier to look at."""

    found = Signal()
    opened = Signal(str)

    def __init__(self, desk: ReceptionDesk, messages: Messages, people: PeopleColumn) -> None:
        """Nobody is known."""
        super().__init__()
        self._desk, self._messages, self._people = desk, messages, people
        self.past, self._of, self._row = Past(), "", ""
        people.met.connect(self.look_up)
        people.owner.opened.connect(self.opened)

    def look_up(self, person: PersonDraft) -> None:
        """Ask off the UI thread; an answer that comes too late is dropped."""
        if not person.id or person.id == self._of:
            return
        self.forget()
        self._of = person.id
        self._desk.run(lambda: self._desk.known(person), lambda past: self._on_found(person, past))

    def _on_found(self, person: PersonDraft, past: Past) -> None:
        if self._of == person.id and self._people.owner.person.id == person.id:
            self.past = past
            self._show()
            self.found.emit()

    def _show(self) -> None:
        """A draft that is on the page is not one that waits."""
        kept = tuple(one for one in self.past.kept if one.row != self._row)
        self._people.owner.show_past(replace(self.past, kept=kept))

    def follow(self, draft: Draft) -> None:
        """Another person on the page is looked up, the same one stays known."""
        self._row = draft.row
        if draft.owner.id == self._of:
            self._show()
        else:
            self.forget()
            self.look_up(draft.owner)

    def forget(self) -> None:
        """Nobody is here."""
        self.past, self._of = Past(), ""
        self._show()
        self.hush()

    # --- what may be done with it ---------------------------------------------------------------

    @property
    def waiting(self) -> tuple[str, ...]:
        """Codes of results that wait for him: the marked row's alone, else all of them."""
        marked = self._people.owner.known.marked()
        if marked is not None and marked.waiting:
            return (marked.code,)
        return tuple(one.code for one in self.past.known if one.waiting)

    def kept_for(self, procedure: str, but: str) -> Draft | None:
        """His draft of that procedure that was put aside, apart from the one on the page."""
        for draft in self.past.kept:
            if draft.row != but and draft.procedure == procedure:
                return draft
        return None

    def kept(self, but: str) -> Draft | None:
        """His newest draft that was put aside."""
        return next((one for one in self.past.kept if one.row != but), None)

    def warn(self, *procedures: str) -> None:
        """Say that the same was applied for not long ago; F9 saves all the same."""
        same = [one for one in self.past.known if one.procedure in procedures and one.warning]
        if not same:
            self.hush()
            return
        first = same[0]
        which = f"{first.more}: " if len(procedures) > 1 else ""
        look = Action(self.tr("Xem"), lambda: self.opened.emit(first.code), "Ctrl+O")
        more = self.tr("F9 vẫn nhận.")
        self._messages.show(Message(TOPIC, ATTENTION, which + first.warning, more, (look,)))

    def hush(self) -> None:
        """Nothing to warn of."""
        self._messages.clear(TOPIC)
