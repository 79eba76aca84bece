"""What the scanner brings to the reception: the next citizen, or a slip that was written on paper.

Over a begun dossier the next one puts it aside; during a save he waits for the empty page.
"""

from collections.abc import Callable
from typing import Any, Protocol

from app.ui.reception.draft import PersonDraft
from app.ui.reception.line_form import LineForm
from app.ui.reception.people_column import PeopleColumn
from app.ui.reception.visit import Visit


class Sheet(Protocol):
    """The page as it stands."""

    people: PeopleColumn
    keys_changed: Any

    def put_aside(self) -> None:
        """Keep what stands there and begin an empty page."""

    def take_focus(self) -> None:
        """Put the caret where typing goes on."""

    def look_again(self) -> None:
        """Something changed."""


class Arrivals:
    """Takes them to the page in their order."""

    def __init__(self, page: Sheet, line: LineForm, visit: Visit, busy: Callable[[], bool]) -> None:
        """While the page is `busy` being saved, the last one that came waits."""
        self._page, self._line, self._visit, self._busy = page, line, visit, busy
        self._waiting: PersonDraft | str | None = None

    def go_on(self) -> None:
        """The page is empty again: whoever waited is taken."""
        waiting, self._waiting = self._waiting, None
        if isinstance(waiting, str):
            self.take_slip(waiting)
        elif waiting is not None:
            self.take_person(waiting)

    def take_person(self, person: PersonDraft) -> None:
        """Somebody's card was read: he is the owner, one whom the dossier asks for, or the next."""
        if self._busy():
            self._waiting = person
            return
        people = self._page.people
        here = people.owner.person
        if (self._line.procedure is not None or self._visit.lines) and not here.blank:
            if self._line.middle.takes_person(person, owner=here.id == person.id):
                self._page.look_again()
                return
            if here.id != person.id:
                self._page.put_aside()
        if not people.paper.open:
            people.paper.forget_day()
        people.take(person)
        self._page.take_focus()
        self._page.look_again()

    def take_slip(self, number: str) -> None:
        """A blank slip was scanned: it is of what stands on the page, where that has none yet."""
        if self._busy():
            self._waiting = number
            return
        people = self._page.people
        if people.paper.open and people.paper.number != number:
            self._page.put_aside()
        people.take_slip(number)
        self._page.look_again()
        self._page.keys_changed.emit()
