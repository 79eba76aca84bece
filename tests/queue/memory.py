"""A store of tickets in memory: the suite of the file, quick enough for thousands of days."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date

from app.domain.queue import CALLED, OPEN, WAITING, Ticket
from app.domain.queue_rules import merged
from app.services.queue_counter import gave_alone
from app.services.queue_counts import count
from app.services.queue_ports import Count, Job, Paper


@dataclass
class State:
    tickets: dict[tuple[date, str], tuple[int, Ticket]] = field(default_factory=dict)
    answers: dict[str, tuple[date, str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    papers: dict[str, tuple[date, Job]] = field(default_factory=dict)
    counts: dict[date, list[Count]] = field(default_factory=dict)


class MemoryTickets:
    def __init__(self, state: State | None = None) -> None:
        self.state = state or State()

    def copy(self) -> "MemoryTickets":
        """As a copy of the disk would be."""
        return MemoryTickets(deepcopy(self.state))

    @contextmanager
    def transaction(self) -> Iterator["MemoryTickets"]:
        before = State(
            dict(self.state.tickets), dict(self.state.answers), dict(self.state.notes),
            dict(self.state.papers), dict(self.state.counts),
        )  # fmt: skip
        try:
            yield self
        except BaseException:
            self.state = before
            raise

    def of_day(self, day: date) -> list[Ticket]:
        return [one for (on, _), (_, one) in self.state.tickets.items() if on == day]

    def open_of(self, day: date) -> list[Ticket]:
        return [one for one in self.of_day(day) if one.state in OPEN]

    def turns(self, day: date, desk: int) -> list[Ticket]:
        return [
            one for one in self.of_day(day)
            if one.state == WAITING and one.desk in (None, desk)
        ]  # fmt: skip

    def called_to(self, day: date, desk: int) -> list[Ticket]:
        return [one for one in self.of_day(day) if one.state == CALLED and one.desk == desk]

    def waiting_for(self, day: date, desk: int) -> list[Ticket]:
        return [one for one in self.of_day(day) if one.state == WAITING and one.desk == desk]

    def unshared(self, day: date, origin: str) -> list[Ticket]:
        return [one for one in self.of_day(day) if gave_alone(one, origin)]

    def origins(self, day: date) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for one in self.of_day(day):
            found.setdefault(one.letter, set()).add(one.origin)
        return found

    def changed_since(self, day: date, version: int) -> tuple[int, list[Ticket]]:
        rows = [row for (on, _), row in self.state.tickets.items() if on == day]
        return self._version(day), [one for at, one in rows if at > version]

    def _version(self, day: date) -> int:
        return max((at for (on, _), (at, _) in self.state.tickets.items() if on == day), default=0)

    def note(self, name: str) -> str:
        return self.state.notes.get(name, "")

    def jobs(self, day: date) -> Mapping[str, Job]:
        return {key: job for key, (on, job) in self.state.papers.items() if on == day}

    def counts(self, day: date) -> list[Count]:
        return self.state.counts.get(day) or count(self.of_day(day))

    def ticket(self, day: date, key: str) -> Ticket | None:
        found = self.state.tickets.get((day, key))
        return None if found is None else found[1]

    def touched_by(self, day: date, op: str) -> Ticket | None:
        return next((one for one in self.of_day(day) if one.op == op), None)

    def highest(self, day: date, letter: str) -> int:
        return max((one.number for one in self.of_day(day) if one.letter == letter), default=0)

    def last_place(self, day: date) -> int:
        return max((max(one.place, one.called) for one in self.of_day(day)), default=0)

    def put(self, ticket: Ticket) -> None:
        self.state.tickets[ticket.day, ticket.id] = (self._version(ticket.day) + 1, ticket)

    def merge(self, tickets: Iterable[Ticket]) -> int:
        changed = 0
        for one in tickets:
            here = self.ticket(one.day, one.id)
            holds = one if here is None else merged(here, one)
            if holds != here:
                self.put(holds)
                changed += 1
        return changed

    def drop(self, day: date, key: str) -> None:
        self.state.tickets.pop((day, key), None)

    def answer(self, op: str) -> str | None:
        found = self.state.answers.get(op)
        return None if found is None else found[1]

    def keep_answer(self, op: str, day: date, key: str) -> None:
        self.state.answers[op] = (day, key)

    def keep_note(self, name: str, value: str) -> None:
        self.state.notes[name] = value

    def enqueue(self, ticket: Ticket, paper: Paper) -> int:
        job = Job(len(self.state.papers) + 100, "waiting", paper.copy)
        while any(job.id == other.id for _, other in self.state.papers.values()):
            job = Job(job.id + 1, "waiting", paper.copy)
        self.state.papers[ticket.id] = (ticket.day, job)
        return job.id

    def wait_again(self, job: int) -> bool:
        return any(
            one.id == job and one.state in ("waiting", "printing", "failed")
            for _, one in self.state.papers.values()
        )

    def forget(self, before: date, answers_before: date) -> int:
        days = {day for day, _ in self.state.tickets if day < before}
        gone = 0
        for day in days:
            self.state.counts[day] = count(self.of_day(day))
            for one in self.of_day(day):
                self.drop(day, one.id)
                gone += 1
        self.state.papers = {k: v for k, v in self.state.papers.items() if v[0] >= before}
        self.state.answers = {
            op: kept for op, kept in self.state.answers.items() if kept[0] >= answers_before
        }
        return gone
