"""The relay's side of the waiting rows: the one writer of the office's tickets.

An answer leaves only after COMMIT. Each start of the relay is a life of its own: whoever followed
another one is asked first to bring what it knows, so a relay that was replaced, restarted or set
back to an older copy never gives a number again that a desk it hears has seen.
"""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.errors import ClerkError
from app.domain.queue import Row, Ticket
from app.domain.queue_rules import Rules, letters_of_row
from app.domain.times import to_seconds
from app.services.lan import Caller
from app.services.ports import Clock
from app.services.queue_counter import ACTS, Counter
from app.services.queue_messages import (
    BRING,
    LOOK,
    TOPIC,
    Answer,
    BadMessage,
    Follow,
    Question,
    pack_answer,
    read_question,
)
from app.services.queue_ports import Machine, TicketStore, TicketWrites
from app.settings import RELAY

FIRST_DESK = 1
KEPT_DAYS = 30
Tell = Callable[[str], None]


class TicketRelay:
    """The handler of the path `tickets`; called from any thread, one order at a time."""

    def __init__(
        self,
        store: TicketStore,
        clock: Clock,
        me: Machine,
        rules_on: Callable[[date], Rules],
        tell: Tell = lambda _: None,
    ) -> None:
        """`store` is this one's alone: no other thread uses it."""
        self.life = secrets.token_hex(8)
        self._store, self._clock, self._me = store, clock, me
        self._rules_on, self._tell = rules_on, tell
        self._lock = threading.Lock()
        self._desks = {me.desk}
        self._day: date | None = None

    def __call__(self, caller: Caller, payload: bytes) -> bytes:
        """One question of a desk. Raises BadMessage, and Trouble of the disk."""
        question = read_question(payload)
        with self._lock:
            self._desks.add(caller.desk)
            self._begin_day()
            answer = self._answer(caller, question)
        if question.order.do != LOOK and not answer.bring and not answer.message:
            self._tell(TOPIC)
        return pack_answer(answer)

    def _begin_day(self) -> None:
        today = self._clock.now().date()
        if self._day != today:
            forget_old(self._store, today)
            self._day = today

    def _answer(self, caller: Caller, question: Question) -> Answer:
        order, follow = question.order, question.follow
        if order.do == BRING:
            self._take_in(caller, question)
            return self._told(Follow())
        if follow.life != self.life:
            return Answer(Follow(self.life, self._today.isoformat()), bring=True)
        if order.do == LOOK:
            return self._told(follow)
        if order.do not in ACTS:
            raise BadMessage
        try:
            with self._store.transaction() as writes:
                moved = self._counter(writes).carry_out(order, caller.desk)
        except ClerkError as fault:
            return replace(self._told(follow), message=fault.message, field=fault.field or "")
        return self._told(follow, moved)

    def _take_in(self, caller: Caller, question: Question) -> None:
        ahead = question.now - to_seconds(self._clock.now())
        with self._store.transaction() as writes:
            counter = self._counter(writes)
            counter.take_in(question.tickets, question.origin, caller.desk, ahead)

    def _counter(self, writes: TicketWrites) -> Counter:
        now, me = self._clock.now(), self._me

        def letters(row: Row) -> tuple[str, ...]:
            return letters_of_row(row.letter, me.desk, me.origin)

        return Counter(writes, now, me.origin, self._rules_on(now.date()), letters)

    def _told(self, follow: Follow, moved: Ticket | None = None) -> Answer:
        today, rules = self._today, self._rules_on(self._today)
        since = follow.version if follow.day == today.isoformat() else 0
        version, tickets = self._store.changed_since(today, since)
        return Answer(
            Follow(self.life, today.isoformat(), version),
            key="" if moved is None else moved.id,
            rows=rules.rows,
            absent_after=rules.absent_after,
            desks=tuple(sorted(self._desks)),
            tickets=tuple(tickets),
        )

    @property
    def _today(self) -> date:
        return self._clock.now().date()


@dataclass(frozen=True, slots=True)
class WithinLine:
    """From the relay's own desk, while no program of it listens, to the one writer that it is."""

    handler: TicketRelay
    caller: Caller

    def call(self, _path: str, payload: bytes) -> bytes:
        """As LanLine; it is always there."""
        return self.handler(self.caller, payload)


def writes_alone(desk: int, lan: str) -> bool:
    """Whether a desk that no relay answers gives the office's plain letters itself.

    The relay's machine does, and where none is set the first desk: most offices have no other.
    Every other desk has its own letter, so no two print the same.
    """
    return lan == RELAY or (not lan and desk == FIRST_DESK)


def forget_old(store: TicketStore, today: date) -> None:
    """Tickets of more than thirty days ago go; what was answered yesterday is asked no more."""
    with store.transaction() as writes:
        writes.forget(today - timedelta(days=KEPT_DAYS), today)
