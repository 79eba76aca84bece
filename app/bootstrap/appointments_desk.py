"""Lịch hẹn over the unlocked desk: the rows, the counts, and the list on paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.bootstrap import reading_log, words
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing, procedure_name
from app.bootstrap.opening import OpenDesk
from app.domain.masking import masked
from app.domain.times import long_day
from app.storage import appointments, print_jobs
from app.storage.appointments import Appointment
from app.ui.appointments import desk as ui
from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.table import TableRow

FORM, PUBLIC_FORM = "lich-hen", "lich-hen-niem-yet"
TITLES = {FORM: "Danh sách – lịch hẹn", PUBLIC_FORM: "Lịch hẹn để niêm yết"}
MOST = 500
Enqueue = Callable[[str, Mapping[str, Any], str, str], int]


@dataclass(slots=True)
class AppointmentsBridge:
    """Callables of the page."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    enqueue: Enqueue
    queued: Callable[[str], str] = queued

    def desk(self) -> ui.AppointmentsDesk:
        """The page's view of it."""
        return ui.AppointmentsDesk(self.coming, self.print_list, self.run, self.queued)

    def counts(self) -> tuple[int, int]:
        """How many are agreed for today, and for the coming days after it."""
        opened = self.opened()
        first, last = appointments.coming(opened.desk.clock.now().date())
        today = appointments.count(opened.connection, first, first)
        return today, appointments.count(opened.connection, first, last) - today

    def coming(self) -> tuple[TableRow, ...]:
        """The rows."""
        opened, listing = self.opened(), Listing.of(self.opened(), self.frozen())
        found = self._found(opened)
        procedures = (one.card.procedure for one in found)
        reading_log.shown(opened, listing.catalogue, "appointments", procedures)
        return tuple(_row(opened, listing, one) for one in found)

    def print_list(self, public: bool) -> None:  # noqa: FBT001 - the page says which
        """Queue it, names masked where the public reads it; a double press is one."""
        opened, form = self.opened(), PUBLIC_FORM if public else FORM
        if print_jobs.on_its_way(opened.connection, form, print_jobs.NO_DOSSIER, TITLES[form]):
            return
        found = self._found(opened)
        if not public:  # masked, it names nobody
            reading_log.taken_out(opened, [one.card.procedure for one in found])
        first, last = appointments.coming(opened.desk.clock.now().date())
        values = {
            "from": f"{first:%d/%m/%Y}",
            "to": f"{last:%d/%m/%Y}",
            "total": len(found),
            "entries": [self._entry(one, public=public) for one in found],
        }
        self.enqueue(form, values, TITLES[form], "a4")

    def _found(self, opened: OpenDesk) -> list[Appointment]:
        days = appointments.coming(opened.desk.clock.now().date())
        return appointments.listed(opened.connection, *days, MOST)

    def _entry(self, one: Appointment, *, public: bool) -> dict[str, str]:
        names = [masked(name) for name in one.people] if public else one.people
        number = words.said_number(one.card.code, one.card.received_at)
        phone = words.telephone(one.phone)
        return {
            "at": "\n".join((one.hour, long_day(one.day))).strip(),
            "who": "\n".join(names),
            "procedure": procedure_name(self.frozen().catalogue_now, one.card.procedure),
            "number": number.replace(" ", "\u00a0"),
            "phone": "" if public else phone.replace(" ", "\u00a0"),
        }


def _row(opened: OpenDesk, listing: Listing, one: Appointment) -> TableRow:
    return TableRow(
        opened.journal.dossier(one.card.id).identity.hex(),
        (
            _day(one.day, listing.now.date()),
            one.hour,
            " – ".join(one.people),
            procedure_name(listing.catalogue, one.card.procedure),
            words.telephone(one.phone),
            listing.state(one.card),
        ),
    )


def _day(day: date, today: date) -> str:
    return "Hôm nay" if day == today else words.short_day(day)
