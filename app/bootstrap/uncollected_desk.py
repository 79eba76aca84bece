"""Results that nobody comes for: what the page is given, and the list on paper."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.bootstrap import reading_log, words
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import procedure_name
from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.domain.reminded import WAYS
from app.domain.times import weekday
from app.services.steps import step
from app.storage import print_jobs, uncollected
from app.storage.uncollected import Uncollected
from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.uncollected import desk as ui
from app.ui.widgets.table import TableRow

log = logging.getLogger(__name__)
FORM, TITLE = "nhac-ket-qua", "Danh sách – kết quả chờ lấy"
MOST = 500
MANY = 50  # lists of more people than this leave a line in the log
Enqueue = Callable[[str, Mapping[str, Any], str, str], int]


@dataclass(slots=True)
class UncollectedBridge:
    """Callables over the unlocked desk; `days` is the setting, asked each time."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    saved_at: Callable[[datetime], None]
    days: Callable[[], int]
    enqueue: Enqueue
    queued: Callable[[str], str] = queued

    def desk(self) -> ui.UncollectedDesk:
        """The page's view of it."""
        return ui.UncollectedDesk(
            ways=[ui.Way(name, said) for name, said in WAYS.items()],
            waiting=self.waiting,
            remind=self.remind,
            print_list=self.print_list,
            run=self.run,
            queued=self.queued,
        )

    def count(self) -> int:
        """How many wait too long."""
        opened = self.opened()
        until = uncollected.before(opened.desk.clock.now(), self.days())
        return uncollected.count(opened.connection, until)

    def waiting(self) -> ui.Reminding:
        """The rows, the longest wait first."""
        opened = self.opened()
        now = opened.desk.clock.now()
        found, catalogue = self._found(opened, now), self.frozen().catalogue_now
        reading_log.shown(opened, catalogue, "uncollected", (one.card.procedure for one in found))
        rows = [self._row(opened, one, now) for one in found]
        return ui.Reminding(tuple(rows), self.days())

    def remind(self, keys: tuple[str, ...], way: str) -> ui.Done:
        """Each by itself: one that cannot be reminded of any more keeps no other back."""
        opened, kept = self.opened(), []
        for key in keys:
            try:
                done = step(opened.desk, {"code": key, "action": "remind", "way": way})
            except ClerkError as fault:
                kept.append((key, fault.message))
            else:
                self.saved_at(done.stored.dossier.history[-1].recorded_at)
        return ui.Done(len(keys) - len(kept), tuple(kept))

    def print_list(self) -> None:
        """Queue the whole list; a double press is one."""
        opened = self.opened()
        if print_jobs.on_its_way(opened.connection, FORM, print_jobs.NO_DOSSIER, TITLE):
            return
        now = opened.desk.clock.now()
        found = self._found(opened, now)
        reading_log.taken_out(opened, [one.card.procedure for one in found])
        if len(found) > MANY:
            log.info("list of %d results queued for print", len(found))
        values = {
            "days": self.days(),
            "at": f"{now:%H:%M} {weekday(now.date())} {now:%d/%m/%Y}",
            "total": len(found),
            "entries": [self._entry(one, now) for one in found],
        }
        self.enqueue(FORM, values, TITLE, "a4")

    def _found(self, opened: OpenDesk, now: datetime) -> list[Uncollected]:
        until = uncollected.before(now, self.days())
        return uncollected.listed(opened.connection, until, MOST)

    def _row(self, opened: OpenDesk, one: Uncollected, now: datetime) -> TableRow:
        key = opened.journal.dossier(one.card.id).identity.hex()
        number = words.said_number(one.card.code, one.card.received_at)
        waits = ("soon", f"{one.days(now)} ngày")
        told = "" if one.reminded_at is None else f"{one.reminded_at:%d/%m}, {one.way}"
        phone = words.telephone(one.phone)
        return TableRow(
            key, (number, one.card.name, self._procedure(one), phone, waits, told or "chưa nhắc")
        )

    def _entry(self, one: Uncollected, now: datetime) -> dict[str, str]:
        told = "" if one.reminded_at is None else f"{one.reminded_at:%d/%m/%Y}\n{one.way}"
        return {
            "number": _whole(words.said_number(one.card.code, one.card.received_at)),
            "owner": one.card.name,
            "procedure": self._procedure(one),
            "since": f"{one.since:%d/%m/%Y}\n{one.days(now)} ngày",
            "phone": _whole(words.telephone(one.phone)),
            "reminded": told,
        }

    def _procedure(self, one: Uncollected) -> str:
        return procedure_name(self.frozen().catalogue_now, one.card.procedure)


def _whole(text: str) -> str:
    """A number that no line breaks."""
    return text.replace(" ", "\u00a0")
