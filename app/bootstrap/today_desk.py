"""What the home page is given: counts and lists out of the database, in ready words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from app.bootstrap import words
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing
from app.bootstrap.morning_list import FORM, KINDS, morning_list
from app.bootstrap.opening import OpenDesk
from app.bootstrap.recipients import recipients
from app.domain.lifecycle import allowed
from app.domain.times import VN
from app.services.promise import Promise
from app.services.steps import Tried, steps_apart
from app.storage import print_jobs, worklist
from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.today import desk as ui

ROWS, HAND_OVER = 100, "hand_over"
Enqueue = Callable[[str, Mapping[str, Any], str, str], int]


@dataclass(slots=True)
class TodayBridge:
    """Callables of the home page over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    enqueue: Enqueue | None = None
    saved_at: Callable[[datetime], None] = lambda _at: None
    queued: Callable[[str], str] = queued

    def desk(self) -> ui.TodayDesk:
        """The page's view of it."""
        return ui.TodayDesk(
            counts=self.counts,
            rows=self.rows,
            recipients=lambda: recipients(self.opened()),
            hand_over=self.hand_over,
            run=self.run,
            print_list=self.print_list if self.enqueue else None,
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
        )

    def rows(self, kind: str, after: Any) -> ui.Rows:
        """A page of a list."""
        opened = self.opened()
        place = worklist.FIRST if after is None else after
        at = self.moments()
        page = worklist.page(opened.connection, kind, at, ROWS, place)
        listing = Listing.of(opened, self.frozen())
        return ui.Rows(tuple(listing.row(card) for card in page.rows), page.more)

    def hand_over(self, codes: tuple[str, ...], to: str) -> ui.HandedOver:
        """All that may go, in one COMMIT; the others stay as they are, each with its reason."""
        opened = self.opened()
        lines = [{"code": code, "action": HAND_OVER, "to": to} for code in codes]
        tried = steps_apart(opened.desk, lines)
        went = [one.stored for one in tried if one.stored and one.fault is None]
        if went:
            self.saved_at(went[-1].dossier.history[-1].recorded_at)
        names = words.people(opened.journal.users())
        listing = Listing.of(opened, self.frozen())
        kept = tuple(
            (code, _why_kept(code, one, listing))
            for code, one in zip(codes, tried, strict=True)
            if one.fault is not None
        )
        return ui.HandedOver(len(went), names.get(to, to), kept)

    def print_list(self, kind: str) -> None:
        """Queue the whole list of a kind as a paper; ClerkError where it is too long to be one."""
        if self.enqueue is not None:
            opened, title = self.opened(), f"Danh sách – {KINDS[kind]}"
            if print_jobs.on_its_way(opened.connection, FORM, print_jobs.NO_DOSSIER, title):
                return  # a double press is one list
            found = morning_list(opened, self.frozen(), kind, self.moments())
            self.enqueue(FORM, found, title, "a4")

    def moments(self) -> worklist.Moments:
        """Now, and the borders of urgent."""
        frozen = self.frozen()
        now = self.opened().desk.clock.now()
        calendar = Promise.of(frozen.catalogue_now, frozen.standing_now.office).calendar
        following = calendar.next_working_day(now.date())
        return worklist.Moments(
            now,
            _midnight(now) + timedelta(days=1),
            datetime.combine(following + timedelta(days=1), time(), VN),
        )


def _why_kept(code: str, one: Tried, listing: Listing) -> str:
    """Which dossier, and its state where the table forbids the step; else what is wrong."""
    fault = one.fault.message if one.fault else ""
    if one.stored is None:
        return f"{code}: {fault}"
    dossier = one.stored.dossier
    forbidden = HAND_OVER not in allowed(dossier)
    number = words.said_number(dossier.code, dossier.received_at)
    why = listing.state_of(dossier)[1] if forbidden else fault
    return f"{number} {dossier.owner.name}: {why}"


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), VN)
