"""Tickets as pages and commands show them."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain import queue as q
from app.domain.queue import PRIORITIES, Row, Ticket
from app.domain.queue_rules import Rules, at_desk, choose, newest_calls, run_after
from app.domain.times import from_seconds, to_seconds
from app.services.queue import MOST_CALLED, QueueSeen, RowSeen, Seen
from app.services.queue_ports import Job

MINUTE = 60
TURNS = 30  # so many are shown in the order of their turns; behind them by their places
DONE = ("done", "dropped")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a desk, now, with its rows and its papers."""

    desk: int
    now: datetime
    rules: Rules
    jobs: Mapping[str, Job]
    serves: tuple[str, ...]
    may: Callable[[Ticket], bool]

    def seen(self, ticket: Ticket) -> Seen:
        """One ticket."""
        row = self.rules.row(ticket.row) or Row(ticket.row, f"Hàng {ticket.row}")
        job = self.jobs.get(ticket.id)
        waited = ticket.waited
        if ticket.state == q.WAITING or waited is None:
            waited = max(0, to_seconds(self.now) - ticket.issued_at)
        return Seen(
            key=ticket.id,
            number=ticket.label,
            row=ticket.row,
            title=row.title,
            priority=PRIORITIES.get(ticket.priority, ticket.priority),
            state=ticket.state,
            desk=ticket.desk,
            calls=ticket.calls,
            minutes=waited // MINUTE,
            issued_at=from_seconds(ticket.issued_at),
            front=ticket.front,
            paper="" if job is None or job.state in DONE else job.state,
            here=self._here(ticket),
        )

    def _here(self, ticket: Ticket) -> bool:
        if ticket.state == q.CALLED:
            return ticket.desk == self.desk
        return ticket.state in (q.WAITING, q.HELD, q.ABSENT)

    def all(self, tickets: Iterable[Ticket]) -> tuple[Seen, ...]:
        """Each of them."""
        return tuple(self.seen(one) for one in tickets)

    def turns(self, tickets: Sequence[Ticket], runs: Mapping[str, int]) -> list[Ticket]:
        """Those who wait, in the order in which this desk would call them now."""
        waiting = sorted((one for one in tickets if one.state == q.WAITING), key=_place)
        kinds: dict[object, deque[Ticket]] = {}
        for one in filter(self.may, waiting):
            kinds.setdefault((one.desk, one.row, one.front, bool(one.priority)), deque()).append(
                one
            )
        after, out = dict(runs), list[Ticket]()
        while len(out) < TURNS:
            first = [kind[0] for kind in kinds.values() if kind]
            chosen = choose(first, self.desk, self.serves, after, self.rules.priority_run)
            if chosen is None:
                break
            after[chosen.row] = run_after(chosen, first, after)
            kinds[chosen.desk, chosen.row, chosen.front, bool(chosen.priority)].popleft()
            out.append(chosen)
        there = {one.id for one in out}
        return [*out, *(one for one in waiting if one.id not in there)]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the office's network: shared or the sentence why not, since when."""

    day: date
    shared: bool
    said: str
    as_of: datetime | None
    letter: str
    desks: tuple[int, ...]


def queue_seen(
    viewer: Viewer, tickets: Sequence[Ticket], runs: Mapping[str, int], standing: Standing
) -> QueueSeen:
    """The whole queue."""
    waiting = viewer.turns(tickets, runs)
    current = at_desk(tickets, viewer.desk)
    ordered = sorted(tickets, key=_place)
    return QueueSeen(
        day=standing.day.isoformat(),
        rows=tuple(_row(row, waiting) for row in viewer.rules.rows),
        current=None if current is None else viewer.seen(current),
        waiting=viewer.all(waiting),
        called=viewer.all(one for one in ordered if one.state == q.CALLED),
        held=viewer.all(one for one in ordered if one.state == q.HELD),
        absent=viewer.all(one for one in ordered if one.state == q.ABSENT),
        newest=viewer.all(newest_calls(tickets, MOST_CALLED)),
        serves=viewer.serves,
        desks=standing.desks,
        shared=standing.shared,
        said=standing.said,
        as_of=standing.as_of,
        letter=standing.letter,
    )


def with_rows(rules: Rules, rows: tuple[Row, ...]) -> Rules:
    """The relay's rows rule over a desk's own."""
    return replace(rules, rows=rows) if rows else rules


def _row(row: Row, waiting: Iterable[Ticket]) -> RowSeen:
    there = [one for one in waiting if one.row == row.letter]
    return RowSeen(row.letter, row.title, len(there), sum(bool(one.priority) for one in there))


def _place(ticket: Ticket) -> int:
    return ticket.place
