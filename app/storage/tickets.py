"""Tickets as rows: truth of this office, never sent to the province, forgotten but for counts.

A day's tickets lie beside each other, so all that is asked of a day reads a few pages. Each row
bears the version at which this machine wrote it last: whoever knows one asks for what came after.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from app.domain.queue import CALLED, OPEN, WAITING, Move, Ticket
from app.domain.queue_rules import merged
from app.services.queue_counter import gave_alone
from app.services.queue_counts import count
from app.services.queue_ports import Count, Job, Paper
from app.storage import print_jobs
from app.storage.connection import Connection, transaction
from app.storage.print_jobs import NO_DOSSIER
from app.storage.secrets import get_mark, put_mark

NOTE = "queue."
MOST_READ = 4096
COLUMNS = (
    "id, day, letter, number, line, origin, priority, place, state, desk, front, calls, called, "
    "op, moves"
)
NEXT_VERSION = "(SELECT coalesce(max(version), 0) + 1 FROM ticket WHERE day=?)"
OPEN_STATES = ",".join(f"'{state}'" for state in OPEN)
COUNT_COLUMNS = "day, line, desk, issued, served, absent, cancelled, median, longest"


class Tickets:
    """The store over one connection, for one thread at a time."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        """`now` is asked when a paper is queued."""
        self._connection, self._now = connection, now

    @contextmanager
    def transaction(self) -> Iterator["Tickets"]:
        """As TicketStore."""
        with transaction(self._connection):
            yield self

    # --- reading -----------------------------------------------------------------------------

    def of_day(self, day: date) -> list[Ticket]:
        """As TicketReads."""
        return self._read("day=?", day.isoformat())

    def changed_since(self, day: date, version: int) -> tuple[int, list[Ticket]]:
        """As TicketReads; both as one moment saw them."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS}, version FROM ticket WHERE day=? AND version>?",
            (day.isoformat(), version),
        ).fetchall()
        newest = max((row[-1] for row in rows), default=None)
        if newest is None:
            newest = self._one("SELECT coalesce(max(version), 0) FROM ticket WHERE day=?", day)
        return newest, [_ticket(row[:-1]) for row in rows]

    def unshared(self, day: date, origin: str) -> list[Ticket]:
        """As TicketReads."""
        own = self._read("day=? AND origin=? AND letter>='M'", day.isoformat(), origin)
        return [one for one in own if gave_alone(one, origin)]

    def turns(self, day: date, desk: int) -> list[Ticket]:
        """As TicketReads; the columns beside min() are those of the row that has it."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS}, min(place) FROM ticket WHERE day=? AND state='{WAITING}' "
            "AND (desk IS NULL OR desk=?) GROUP BY desk, line, front, priority<>''",
            (day.isoformat(), desk),
        )
        return [_ticket(row[:-1]) for row in rows.fetchall()]

    def called_to(self, day: date, desk: int) -> list[Ticket]:
        """As TicketReads."""
        return self._read(f"day=? AND state='{CALLED}' AND desk=?", day.isoformat(), desk)

    def waiting_for(self, day: date, desk: int) -> list[Ticket]:
        """As TicketReads."""
        return self._read(f"day=? AND state='{WAITING}' AND desk=?", day.isoformat(), desk)

    def open_of(self, day: date) -> list[Ticket]:
        """As TicketWrites."""
        return self._read(f"day=? AND state IN ({OPEN_STATES})", day.isoformat())

    def ticket(self, day: date, key: str) -> Ticket | None:
        """As TicketWrites."""
        return next(iter(self._read("day=? AND id=?", day.isoformat(), key)), None)

    def touched_by(self, day: date, op: str) -> Ticket | None:
        """As TicketWrites."""
        return next(iter(self._read("day=? AND op=?", day.isoformat(), op)), None)

    def highest(self, day: date, letter: str) -> int:
        """As TicketWrites."""
        highest = "SELECT coalesce(max(number), 0) FROM ticket WHERE day=? AND letter=?"
        return self._one(highest, day, letter)

    def origins(self, day: date) -> Mapping[str, set[str]]:
        """As TicketWrites."""
        found: dict[str, set[str]] = {}
        for letter, origin in self._connection.execute(
            "SELECT DISTINCT letter, origin FROM ticket WHERE day=?", (day.isoformat(),)
        ):
            found.setdefault(letter, set()).add(origin)
        return found

    def last_place(self, day: date) -> int:
        """As TicketWrites."""
        return self._one("SELECT coalesce(max(max(place, called)), 0) FROM ticket WHERE day=?", day)

    def answer(self, op: str) -> str | None:
        """As TicketWrites."""
        row = self._connection.execute(
            "SELECT ticket FROM ticket_answer WHERE op=?", (op,)
        ).fetchone()
        return None if row is None else str(row[0])

    def note(self, name: str) -> str:
        """As TicketReads."""
        return get_mark(self._connection, NOTE + name) or ""

    def jobs(self, day: date) -> Mapping[str, Job]:
        """As TicketReads; a paper that the print queue has dropped came out."""
        rows = self._connection.execute(
            "SELECT ticket, job, coalesce(state, 'done'), coalesce(copy, 0) FROM ticket_paper "
            "LEFT JOIN print_job ON print_job.id=job "
            "WHERE day=?",
            (day.isoformat(),),
        )
        return {ticket: Job(*job) for ticket, *job in rows}

    def counts(self, day: date) -> list[Count]:
        """As TicketReads."""
        kept = self._connection.execute(
            f"SELECT {COUNT_COLUMNS} FROM ticket_count WHERE day=? ORDER BY line, desk",
            (day.isoformat(),),
        ).fetchall()
        return [Count(day, *row[1:]) for row in kept] or count(self.of_day(day))

    # --- writing, inside a transaction -------------------------------------------------------

    def put(self, ticket: Ticket) -> None:
        """As TicketWrites."""
        day, values = ticket.day.isoformat(), _values(ticket)
        places = ",".join("?" * len(values))
        self._connection.execute(
            f"INSERT OR REPLACE INTO ticket({COLUMNS}, version) VALUES({places}, {NEXT_VERSION})",
            (*values, day),
        )

    def merge(self, tickets: Iterable[Ticket]) -> int:
        """As TicketWrites."""
        changed = 0
        for ticket in tickets:
            here = self.ticket(ticket.day, ticket.id)
            holds = ticket if here is None else merged(here, ticket)
            if holds != here:
                self.put(holds)
                changed += 1
        return changed

    def drop(self, day: date, key: str) -> None:
        """As TicketWrites."""
        self._connection.execute("DELETE FROM ticket WHERE day=? AND id=?", (day.isoformat(), key))

    def keep_answer(self, op: str, day: date, key: str) -> None:
        """As TicketWrites."""
        self._connection.execute(
            "INSERT OR REPLACE INTO ticket_answer VALUES(?,?,?)", (op, day.isoformat(), key)
        )

    def keep_note(self, name: str, value: str) -> None:
        """As TicketWrites."""
        put_mark(self._connection, NOTE + name, value)

    def enqueue(self, ticket: Ticket, paper: Paper) -> int:
        """As TicketWrites."""
        job = print_jobs.enqueue(
            self._connection, form=paper.form, dossier=NO_DOSSIER, code=paper.title,
            paper=paper.size, copies=1, now=self._now(), copy=paper.copy, printer=paper.printer,
            content=json.dumps(paper.values, ensure_ascii=False),
        )  # fmt: skip
        self._connection.execute(
            "INSERT OR REPLACE INTO ticket_paper VALUES(?,?,?)",
            (ticket.id, ticket.day.isoformat(), job),
        )
        return job

    def wait_again(self, job: int) -> bool:
        """As TicketWrites."""
        return print_jobs.revive_one(self._connection, job, self._now())

    def forget(self, before: date, answers_before: date) -> int:
        """As TicketWrites."""
        execute = self._connection.execute
        days = execute("SELECT DISTINCT day FROM ticket WHERE day<?", (before.isoformat(),))
        for (day,) in days.fetchall():
            for one in count(self.of_day(date.fromisoformat(day))):
                values = (day, one.row, one.desk, one.issued, one.served, one.absent)
                more = (one.cancelled, one.median, one.longest)
                execute(
                    "INSERT OR REPLACE INTO ticket_count VALUES(?,?,?,?,?,?,?,?,?)",
                    (*values, *more),
                )
        gone = execute("DELETE FROM ticket WHERE day<?", (before.isoformat(),)).rowcount
        execute("DELETE FROM ticket_paper WHERE day<?", (before.isoformat(),))
        execute("DELETE FROM ticket_answer WHERE day<?", (answers_before.isoformat(),))
        return int(gone)

    # --- underneath --------------------------------------------------------------------------

    def _read(self, where: str, *values: str | int) -> list[Ticket]:
        rows = self._connection.execute(f"SELECT {COLUMNS} FROM ticket WHERE {where}", values)
        return [_ticket(row) for row in rows.fetchall()]

    def _one(self, statement: str, day: date, *values: str) -> int:
        row = self._connection.execute(statement, (day.isoformat(), *values)).fetchone()
        return int(row[0])


def _values(ticket: Ticket) -> tuple[Any, ...]:
    moves = json.dumps([[move.what, move.at, move.desk] for move in ticket.moves])
    return (
        ticket.id, ticket.day.isoformat(), ticket.letter, ticket.number, ticket.row, ticket.origin,
        ticket.priority, ticket.place, ticket.state, ticket.desk, int(ticket.front), ticket.calls,
        ticket.called, ticket.op, moves,
    )  # fmt: skip


@lru_cache(MOST_READ)
def _ticket(row: tuple[Any, ...]) -> Ticket:
    """A row that was read before is the same ticket: a day is read again and again."""
    key, day, letter, number, line, origin, priority, place, state, desk, front, *rest = row
    calls, called, op, moves = rest
    return Ticket(
        key, date.fromisoformat(day), letter, number, line, origin, priority, place, state, desk,
        bool(front), calls, called, op, tuple(Move(*move) for move in json.loads(moves)),
    )  # fmt: skip
