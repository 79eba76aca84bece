"""A desk's own side of the waiting rows: over the relay while it answers, else alone.

What the relay answers is kept here before anything is shown or printed. An order is asked twice
under the same id where its answer did not come, and then the desk goes on alone at once; what such
an order may have done is undone when the relay is heard again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain import queue as q
from app.domain.errors import ClerkError
from app.domain.queue import Row, Ticket
from app.domain.queue_rules import Rules, before, free_letter, letters_of_desk
from app.domain.times import from_seconds
from app.services.lan import LanLine, Refused, Unanswered
from app.services.ports import Clock
from app.services.queue import Issued, QueueSeen, Seen
from app.services.queue_counter import Counter, gave_alone, runs_of
from app.services.queue_follow import Followed, keep_followed, one_more_alone, read_followed
from app.services.queue_line import RelaySide, new_op
from app.services.queue_messages import LOOK, VOID, Answer, Order
from app.services.queue_paper import TicketPaper
from app.services.queue_ports import Job, Machine, Paper, TicketReads, TicketStore, TicketWrites
from app.services.queue_relay import forget_old
from app.services.queue_views import Standing, Viewer, queue_seen, with_rows

LOOK_AGAIN_SECONDS = 2.0  # so long an order does not try a relay that did not answer
SERVES = "serves"
NO_RELAY = "Chưa nối với quầy khác (Quản trị, Nối các quầy): cấp số {0}-, F8 gọi số {0}-."
AWAY = "Máy nối chưa trả lời: cấp số {0}-, F8 gọi số {0}-. Số khác (lúc {1}): chọn dòng, Enter."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a queue stands: this machine, its office's rules by day, its clocks and its paper.

    `seconds` only ever grow; `printed` is told when a paper waits.
    """

    me: Machine
    clock: Clock
    seconds: Callable[[], float]
    rules_on: Callable[[date], Rules]
    paper: TicketPaper
    printed: Callable[[], None] = lambda: None


class OfficeQueue:
    """The port `Queue`; for one thread at a time, which may wait for the relay."""

    def __init__(self, store: TicketStore, place: Place, line: LanLine | None) -> None:
        """`line` None: no relay is set."""
        self._store, self._place, self._line = store, place, line
        self._me = place.me
        self._away_at: float | None = None
        self._shared = False
        self._side = RelaySide(store, place.me, place.clock)
        forget_old(store, place.clock.now().date())

    @property
    def shared(self) -> bool:
        """Whether the relay answered last time."""
        return self._shared

    # --- looking -----------------------------------------------------------------------------

    def seen(self) -> QueueSeen:
        """As the port."""
        day, followed = self._day(), read_followed(self._store)
        standing = Standing(
            day=day,
            shared=self._shared,
            said="" if self._shared else self._said(followed),
            as_of=from_seconds(followed.heard) if followed.heard else None,
            letter=self._own_letter(day),
            desks=followed.desks,
        )
        return queue_seen(
            self._viewer(day), self._store.of_day(day), runs_of(self._store, day), standing
        )

    def refresh(self) -> QueueSeen:
        """As the port."""
        if self._line is not None:
            try:
                self._side.keep(self._side.ask(self._line, Order(LOOK, new_op())))
                self._away_at, self._shared = None, True
            except Unanswered:
                self._away_at, self._shared = self._place.seconds(), False
        return self.seen()

    def rows(self) -> Sequence[Row]:
        """As the port."""
        return self._rules().rows

    # --- moving ------------------------------------------------------------------------------

    def issue(self, row: str, priority: str = "", *, paper: str | None = None) -> Issued:
        """As the port."""
        order = Order(q.ISSUE, new_op(), row=row, priority=priority)
        given, job = self._carry_out(order, paper)
        if given is None:
            raise LookupError(order.op)
        return Issued(self._seen(given), before(given, self._store.open_of(given.day)), job)

    def call(self, key: str = "", *, came: bool = True) -> Seen | None:
        """As the port."""
        order = Order(q.CALL, new_op(), key=key, rows=self._serves(), came=came)
        called, _ = self._carry_out(order)
        return None if called is None else self._seen(called)

    def recall(self) -> Seen:
        """As the port."""
        return self._moved(Order(q.RECALL, new_op()))

    def hold(self) -> Seen:
        """As the port."""
        return self._moved(Order(q.HOLD, new_op()))

    def back(self, key: str = "") -> Seen:
        """As the port."""
        return self._moved(Order(q.BACK, new_op(), key=key))

    def transfer(self, *, row: str = "", desk: int | None = None, key: str = "") -> Seen:
        """As the port."""
        return self._moved(Order(q.TRANSFER, new_op(), row=row, desk=desk, key=key))

    def absent(self) -> Seen:
        """As the port."""
        return self._moved(Order(q.MISS, new_op()))

    def done(self) -> Seen:
        """As the port."""
        return self._moved(Order(q.SERVE, new_op()))

    def cancel(self, key: str) -> Seen:
        """As the port."""
        return self._moved(Order(q.CANCEL, new_op(), key=key))

    def print_again(self, key: str) -> int:
        """As the port."""
        day = self._day()
        with self._store.transaction() as writes:
            ticket = writes.ticket(day, key)
            if ticket is None:
                raise ClerkError("Không thấy số này trong hàng chờ hôm nay.", "number")
            job = self._again(writes, ticket, writes.jobs(day).get(key))
        self._place.printed()
        return job

    def serve(self, rows: Sequence[str]) -> None:
        """As the port."""
        unknown = [row for row in rows if self._rules().row(row) is None]
        if unknown:
            raise ClerkError(f"Cơ quan không có hàng {unknown[0][:8]}. Chưa đổi gì.", "rows")
        with self._store.transaction() as writes:
            writes.keep_note(SERVES, ",".join(rows))

    # --- over the relay ----------------------------------------------------------------------

    def _moved(self, order: Order) -> Seen:
        moved, _ = self._carry_out(order)
        if moved is None:
            raise LookupError(order.op)
        return self._seen(moved)

    def _carry_out(
        self, order: Order, paper: str | None = None
    ) -> tuple[Ticket | None, int | None]:
        """The ticket that it moved, durable here, and its paper's job."""
        line = self._line_to_ask()
        if line is None:
            return self._alone(order, paper)
        if order.do == q.ISSUE:
            self._side.remember(order.op)  # nobody holds a number that a power cut has swallowed
        try:
            answer = self._asked(line, order)
        except Unanswered:  # nobody waits at a counter until the relay's disk is mended
            return self._alone(self._lost(order), paper)
        printing = _Printing(self, paper)
        moved = self._side.keep(answer, order, printing if order.do == q.ISSUE else None)
        self._away_at, self._shared = None, True
        if answer.message:
            raise ClerkError(answer.message, answer.field or None)
        return self._done(moved, printing)

    def _line_to_ask(self) -> LanLine | None:
        """None where no relay is set, or it did not answer just now."""
        away = self._away_at
        rests = away is not None and self._place.seconds() - away < LOOK_AGAIN_SECONDS
        return None if rests else self._line

    def _asked(self, line: LanLine, order: Order) -> Answer:
        try:
            return self._side.ask(line, order)
        except Refused:
            raise
        except Unanswered:  # it may have been carried out: asked under the same id it is not again
            return self._side.ask(line, order)

    def _lost(self, order: Order) -> Order:
        """The relay is away. What may have been called or given there is undone when it is back."""
        self._away_at, self._shared = self._place.seconds(), False
        if order.do not in (q.ISSUE, q.CALL):
            return order
        self._side.remember(order.op)
        self._side.lost.add(order.op)
        return replace(order, op=new_op())

    def _done(
        self, moved: Ticket | None, printing: "_Printing"
    ) -> tuple[Ticket | None, int | None]:
        if printing.job is not None:
            self._place.printed()
        return moved, printing.job

    # --- alone -------------------------------------------------------------------------------

    def _alone(self, order: Order, paper: str | None) -> tuple[Ticket | None, int | None]:
        self._shared, printing = False, _Printing(self, paper)
        with self._store.transaction() as writes:
            counter = self._counter(writes)
            for op in self._side.lost:  # it may have been heard of here: it is nobody's yet
                counter.carry_out(Order(VOID, new_op(), key=op), self._me.desk)
            moved = counter.carry_out(order, self._me.desk)
            keep_followed(writes, one_more_alone(read_followed(writes)))
            if moved is not None and order.do == q.ISSUE:
                printing(writes, moved)
        return self._done(moved, printing)

    def _counter(self, writes: TicketWrites) -> Counter:
        me = self._me
        return Counter(
            writes, self._place.clock.now(), me.origin, self._rules(),
            lambda _: letters_of_desk(me.desk, me.origin), lambda: self._own_turns(writes),
        )  # fmt: skip

    def _own_turns(self, reads: TicketReads) -> list[Ticket]:
        day, mine = self._place.clock.now().date(), self._mine()
        own = [*reads.unshared(day, self._me.origin), *reads.waiting_for(day, self._me.desk)]
        return [one for one in {one.id: one for one in own}.values() if mine(one)]

    def _mine(self) -> Callable[[Ticket], bool]:
        """What this desk calls by itself while it is alone: its own, and what is in its hand."""
        me, offered = self._me, set(read_followed(self._store).offered)
        return lambda one: (
            one.desk == me.desk or (gave_alone(one, me.origin) and one.id not in offered)
        )

    # --- underneath --------------------------------------------------------------------------

    def _day(self) -> date:
        """The relay's while it answers, else the day at this desk."""
        shared = read_followed(self._store).shared_day if self._shared else None
        return shared or self._place.clock.now().date()

    def _rules(self) -> Rules:
        rules = self._place.rules_on(self._place.clock.now().date())
        return with_rows(rules, read_followed(self._store).rows)

    def _serves(self) -> tuple[str, ...]:
        return tuple(filter(None, self._store.note(SERVES).split(",")))

    def _own_letter(self, day: date) -> str:
        letters = letters_of_desk(self._me.desk, self._me.origin)
        return free_letter(letters, self._me.origin, self._store.origins(day))

    def _said(self, followed: Followed) -> str:
        letter = self._own_letter(self._place.clock.now().date())
        if self._line is None or not followed.heard:
            return NO_RELAY.format(letter)
        return AWAY.format(letter, f"{from_seconds(followed.heard):%H:%M}")

    def _viewer(self, day: date) -> Viewer:
        may = (lambda _: True) if self._shared else self._mine()
        return Viewer(
            self._me.desk, self._place.clock.now(), self._rules(), self._store.jobs(day),
            self._serves(), may,
        )  # fmt: skip

    def _seen(self, ticket: Ticket) -> Seen:
        return self._viewer(ticket.day).seen(ticket)

    def paper_of(self, reads: TicketReads, ticket: Ticket, size: str) -> Paper:
        """What its paper says now."""
        ahead = before(ticket, reads.open_of(ticket.day))
        return self._place.paper.of(ticket, self._rules(), ahead, size)

    def _again(self, writes: TicketWrites, ticket: Ticket, job: Job | None) -> int:
        if job is not None and writes.wait_again(job.id):
            return job.id
        paper = self.paper_of(writes, ticket, "")
        return writes.enqueue(ticket, replace(paper, copy=1 if job is None else job.copy + 1))


@dataclass(slots=True)
class _Printing:
    """Queues a ticket's paper in the transaction that keeps it; `paper` None: no paper."""

    queue: OfficeQueue
    paper: str | None
    job: int | None = None

    def __call__(self, writes: TicketWrites, ticket: Ticket) -> None:
        """As `queue_line.Also`."""
        if self.paper is not None:
            self.job = writes.enqueue(ticket, self.queue.paper_of(writes, ticket, self.paper))
