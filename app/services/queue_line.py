"""What a desk asks its relay about tickets, and how it keeps what the relay answers.

Before an order is carried out the relay knows all that this desk knows: a relay that it has not
followed, or one that could not be reached while this desk moved tickets alone, is brought them
first; an order whose answer never came is undone.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.queue import Ticket
from app.domain.times import to_seconds
from app.services.lan import Declined, LanLine
from app.services.ports import Clock
from app.services.queue_follow import Followed, after, keep_followed, read_followed, without
from app.services.queue_messages import (
    BRING,
    LOOK,
    PATH,
    VOID,
    Answer,
    Order,
    Question,
    pack_question,
    read_answer,
)
from app.services.queue_ports import Machine, TicketStore, TicketWrites

HEARD_SECONDS = 20  # how exact the time is that says how old a view is
KILLED_SECONDS = 60  # so long an order of another process of this desk may be under way
AGAIN = "Máy nối vừa khởi động lại. Các số vẫn nguyên. Hãy làm lại."
Also = Callable[[TicketWrites, Ticket], None]


@dataclass(slots=True)
class RelaySide:
    """For one thread at a time. `lost` are orders of this run whose answers never came."""

    store: TicketStore
    me: Machine
    clock: Clock
    lost: set[str] = field(default_factory=set)

    def look(self, line: LanLine) -> int:
        """Hear what is new, and bring what the relay does not know; how many tickets came.

        Raises NoRelay and Declined.
        """
        answer = self._known(line, Order(LOOK, new_op()))
        self.keep(answer)
        return len(answer.tickets)

    def ask(self, line: LanLine, order: Order) -> Answer:
        """What the relay answers to an order, not kept yet. Raises NoRelay, Declined."""
        for op in self._forgotten(read_followed(self.store), order):
            self.keep(self._known(line, Order(VOID, new_op(), key=op)))
            self._change(lambda followed, gone=op: without(followed, gone))  # type: ignore[misc]
            self.lost.discard(op)
        return self._known(line, order)

    def keep(
        self, answer: Answer, order: Order | None = None, also: Also | None = None
    ) -> Ticket | None:
        """Keep what it brought, and do `also` with what the order moved, in one transaction.

        An answer that brings nothing new is not written: somebody looks every second.
        """
        if order is None and not answer.tickets and self._says_the_same(answer):
            return None
        with self.store.transaction() as writes:
            writes.merge(answer.tickets)
            followed = after(read_followed(writes), answer, to_seconds(self.clock.now()))
            keep_followed(writes, without(followed, "" if order is None else order.op))
            day = date.fromisoformat(answer.follow.day)
            moved = writes.ticket(day, answer.key) if answer.key else None
            if moved is not None and also is not None:
                also(writes, moved)
        return moved

    def remember(self, op: str) -> None:
        """An order is under way: if its answer never comes, what it did is undone."""
        now = to_seconds(self.clock.now())
        self._change(
            lambda followed: replace(without(followed, op), given=(*followed.given, (op, now)))
        )

    def _says_the_same(self, answer: Answer) -> bool:
        followed = read_followed(self.store)
        recent = abs(to_seconds(self.clock.now()) - followed.heard) < HEARD_SECONDS
        return recent and followed.follow == answer.follow and followed.desks == answer.desks

    # --- underneath --------------------------------------------------------------------------

    def _known(self, line: LanLine, order: Order) -> Answer:
        """The answer of a relay that knows what this desk knows."""
        if read_followed(self.store).alone:
            self._bring(line)
        answer = self._send(line, order)
        if answer.bring:
            self._bring(line)
            answer = self._send(line, order)
        if answer.bring:
            raise Declined(AGAIN)
        return answer

    def _send(self, line: LanLine, order: Order) -> Answer:
        question = Question(order, read_followed(self.store).follow)
        return read_answer(line.call(PATH, pack_question(question)))

    def _bring(self, line: LanLine) -> None:
        """Tell the relay every ticket of today that is known here, and what was given alone."""
        before = read_followed(self.store)
        days = {self.clock.now().date(), before.shared_day or self.clock.now().date()}
        own = [one for day in days for one in self.store.unshared(day, self.me.origin)]
        known = [one for day in days for one in self.store.of_day(day)]
        offered = tuple(one.id for one in own)
        self._change(lambda followed: replace(followed, offered=offered))
        question = Question(
            Order(BRING, new_op()),
            before.follow,
            self.me.origin,
            to_seconds(self.clock.now()),
            tuple(known),
        )
        answer = read_answer(line.call(PATH, pack_question(question)))
        with self.store.transaction() as writes:
            for one in own:
                if one.day.isoformat() != answer.follow.day:  # its clock was a day off
                    writes.drop(one.day, one.id)
            now = read_followed(writes)
            alone = 0 if now.alone == before.alone else now.alone
            keep_followed(writes, replace(now, offered=(), alone=alone))
        self.keep(answer)

    def _forgotten(self, followed: Followed, order: Order) -> list[str]:
        """Orders to undo: lost in this run, or by one that was killed more than a minute ago."""
        now = to_seconds(self.clock.now())
        return [
            op for op, at in followed.given
            if op != order.op and (op in self.lost or abs(now - at) > KILLED_SECONDS)
        ]  # fmt: skip

    def _change(self, change: Callable[[Followed], Followed]) -> None:
        with self.store.transaction() as writes:
            keep_followed(writes, change(read_followed(writes)))


def new_op() -> str:
    """The random id of an order."""
    return secrets.token_hex(16)
