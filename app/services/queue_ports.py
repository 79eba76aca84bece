"""What the waiting rows need of the store."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.domain.queue import Ticket


@dataclass(frozen=True, slots=True)
class Machine:
    """Which desk this is; `origin` names the installation: the desk with its letter (`3b`)."""

    desk: int
    origin: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A ticket to print: its form's values, its title in the print queue, size and printer."""

    form: str
    values: Mapping[str, Any]
    title: str
    size: str
    printer: str | None
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """The newest paper of a ticket: its number and state in the print queue."""

    id: int
    state: str
    copy: int


@dataclass(frozen=True, slots=True)
class Count:
    """What stays of a day: tickets of a row, by the desk that called them last (0: never called).

    Minutes are those until the first call; None where none of them was called.
    """

    day: date
    row: str
    desk: int
    issued: int
    served: int
    absent: int
    cancelled: int
    median: int | None
    longest: int | None


class TicketReads(Protocol):
    """What may be asked of a day's tickets."""

    def of_day(self, day: date) -> list[Ticket]:
        """All, in no order that means anything."""
        ...

    def turns(self, day: date, desk: int) -> list[Ticket]:
        """Of those who wait for a desk, the first of each kind: row, in front, goes first, desk.

        `queue_rules.choose` takes the same one of these as of all.
        """
        ...

    def called_to(self, day: date, desk: int) -> list[Ticket]:
        """Who is called to a desk."""
        ...

    def waiting_for(self, day: date, desk: int) -> list[Ticket]:
        """Who waits for one desk alone."""
        ...

    def open_of(self, day: date) -> list[Ticket]:
        """Who waits, is called or is held."""
        ...

    def unshared(self, day: date, origin: str) -> list[Ticket]:
        """What a machine gave alone that no relay has taken in (`queue_counter.gave_alone`)."""
        ...

    def origins(self, day: date) -> Mapping[str, set[str]]:
        """By letter, which machines gave numbers under it."""
        ...

    def changed_since(self, day: date, version: int) -> tuple[int, list[Ticket]]:
        """The day's version, and what was written after another one (0: all)."""
        ...

    def note(self, name: str) -> str:
        """A small lasting value; empty where it was never kept."""
        ...

    def jobs(self, day: date) -> Mapping[str, Job]:
        """The newest paper of each ticket of a day that was printed here."""
        ...

    def counts(self, day: date) -> list[Count]:
        """Of a day, also of one whose tickets are forgotten."""
        ...


class TicketWrites(TicketReads, Protocol):
    """One open transaction; everything or nothing of it becomes durable."""

    def ticket(self, day: date, key: str) -> Ticket | None:
        """One by its id."""
        ...

    def touched_by(self, day: date, op: str) -> Ticket | None:
        """The ticket that an operation was the last to touch."""
        ...

    def highest(self, day: date, letter: str) -> int:
        """The highest number given under a letter; 0 before the first."""
        ...

    def last_place(self, day: date) -> int:
        """The highest place or call of the day."""
        ...

    def put(self, ticket: Ticket) -> None:
        """Keep it as it is now."""
        ...

    def merge(self, tickets: Iterable[Ticket]) -> int:
        """Keep of each what holds (`queue_rules.merged`); how many that changed here."""
        ...

    def drop(self, day: date, key: str) -> None:
        """Another day has it now."""
        ...

    def answer(self, op: str) -> str | None:
        """What an operation answered: a ticket's id, empty for none; None: it is new."""
        ...

    def keep_answer(self, op: str, day: date, key: str) -> None:
        """It is not new any more."""
        ...

    def keep_note(self, name: str, value: str) -> None:
        """Keep a small value."""
        ...

    def enqueue(self, ticket: Ticket, paper: Paper) -> int:
        """Its paper waits for COMMIT; the number of the job."""
        ...

    def wait_again(self, job: int) -> bool:
        """Let a paper that never came out wait again; False where it has moved on meanwhile."""
        ...

    def forget(self, before: date, answers_before: date) -> int:
        """Tickets of older days go, their counts stay; how many went."""
        ...


class TicketStore(TicketReads, Protocol):
    """The tickets of this machine."""

    def transaction(self) -> AbstractContextManager[TicketWrites]:
        """BEGIN IMMEDIATE … COMMIT, synchronous FULL; on any error nothing of it happened."""
        ...
