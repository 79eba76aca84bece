"""What the home page is given: counts and lists out of the database, in ready words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from app.bootstrap import outcomes, reading_log
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing
from app.bootstrap.morning_list import FORM, KINDS, morning_list, row_of
from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import Wanted, enqueue_copy
from app.bootstrap.waiting_work import moments_of
from app.bootstrap.writing import DRAFTED
from app.domain.dossier import Dossier
from app.domain.lifecycle import allowed
from app.domain.times import VN
from app.services.steps import the_one
from app.storage import print_jobs, waits, worklist
from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.today import desk as ui

ROWS = 100
Enqueue = Callable[[str, Mapping[str, Any], str, str], int]


@dataclass(slots=True)
class TodayBridge:
    """Callables of the home page over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    enqueue: Enqueue | None = None
    printing: Callable[[], None] = lambda: None
    queued: Callable[[str], str] = queued
    _shown: list[str] = field(default_factory=list, init=False)  # procedures of the list so far

    def desk(self) -> ui.TodayDesk:
        """The page's view of it."""
        return ui.TodayDesk(
            counts=self.counts,
            rows=self.rows,
            run=self.run,
            print_list=self.print_list if self.enqueue else None,
            print_apologies=self.print_apologies if self.enqueue else None,
            queued=self.queued,
            practice=self.frozen().standing_now.training,
        )

    def counts(self) -> ui.Counts:
        """Counted now."""
        opened = self.opened()
        at = self.moments()
        found = worklist.count(opened.connection, at)
        numbers = (
            found.late, found.today, found.stands, found.work, found.results, found.attention,
        )  # fmt: skip
        newest = worklist.newest_received_at(opened.connection)
        return ui.Counts(
            numbers,
            total=found.stands + found.work + found.results,
            begun=newest is not None and newest.date() == at.now.date(),
            more=(
                waits.count_past_supplement(opened.connection, at.now.date()),
                waits.count_technical(opened.connection),
            ),
        )

    def rows(self, kind: str, after: Any) -> ui.Rows:
        """A page of a list."""
        opened = self.opened()
        place = worklist.FIRST if after is None else after
        at = self.moments()
        page = worklist.page(opened.connection, kind, at, ROWS, place)
        listing = Listing.of(opened, self.frozen())
        self._shown = [
            *([] if after is None else self._shown),
            *(one.procedure for one in page.rows),
        ]
        reading_log.shown(opened, listing.catalogue, "today", self._shown)
        return ui.Rows(tuple(row_of(opened, listing, kind, card) for card in page.rows), page.more)

    def print_list(self, kind: str) -> None:
        """Queue the whole list of a kind as a paper; ClerkError where it is too long to be one."""
        if self.enqueue is not None:
            opened, title = self.opened(), f"Danh sách – {KINDS[kind]}"
            if print_jobs.on_its_way(opened.connection, FORM, print_jobs.NO_DOSSIER, title):
                return  # a double press is one list
            found = morning_list(opened, self.frozen(), kind, self.moments())
            self.enqueue(FORM, found, title, "a4")

    def print_apologies(self, codes: tuple[str, ...]) -> ui.Drafted:
        """Queue the letters of those that are near their due time or past it; the others stay."""
        opened, listing = self.opened(), Listing.of(self.opened(), self.frozen())
        count, kept = 0, []
        for code in codes:
            stored = the_one(opened.journal, code)
            dossier = stored.dossier
            if _is_offered(dossier, listing):
                enqueue_copy(opened, Wanted(DRAFTED, (stored,)))
                count += 1
            else:
                kept.append((code, outcomes.said(stored, "chưa đến lúc phải xin lỗi")))
        self.printing()
        return ui.Drafted(count, tuple(kept))

    def moments(self) -> worklist.Moments:
        """Now, and the borders of urgent."""
        return moments_of(self.opened(), self.frozen())


def _is_offered(dossier: Dossier, listing: Listing) -> bool:
    """Whether the table lets it be extended, and it is near its due time."""
    due_at = dossier.due_at
    if due_at is None or "extend" not in allowed(dossier):
        return False
    return listing.promise.extension_offered(due_at, listing.now)


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), VN)
