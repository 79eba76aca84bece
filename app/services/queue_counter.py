"""Orders carried out by the one machine that writes: the relay for the office, or a desk alone.

Each order is one transaction of its caller. Choosing who is next and taking him are the same step,
so two desks never get one number; an order that was carried out before answers what it answered.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain import queue as q
from app.domain.errors import ClerkError
from app.domain.queue import Hand, Move, Row, Ticket
from app.domain.queue_rules import DESK_LETTERS, Rules, at_desk, choose, free_letter, run_after
from app.domain.times import to_millis, to_seconds
from app.services.queue_messages import VOID, Order
from app.services.queue_ports import TicketReads, TicketWrites

RUNS = "runs"
Act = Callable[["Counter", Order, Hand], Ticket | None]


@dataclass(frozen=True, slots=True)
class Counter:
    """One order at a time over an open transaction.

    `letters` says, of a row, under which letters this machine may give its numbers, best first;
    `waiting` who may be called next without being named (None: whoever waits for the desk).
    """

    writes: TicketWrites
    now: datetime
    origin: str
    rules: Rules
    letters: Callable[[Row], tuple[str, ...]]
    waiting: Callable[[], list[Ticket]] | None = None

    @property
    def day(self) -> date:
        """The law's day: numbers begin again with it."""
        return self.now.date()

    def carry_out(self, order: Order, desk: int) -> Ticket | None:
        """The ticket that it moved; None where nobody waits. ClerkError: nothing was changed."""
        known = self._known(order)
        if known is not None:
            return known
        moved = ACTS[order.do](self, order, Hand(desk, to_seconds(self.now), order.op))
        if moved is not None and order.do != VOID:  # voiding twice is voiding once
            self.writes.keep_answer(order.op, self.day, moved.id)
        return moved

    def take_in(self, tickets: Iterable[Ticket], origin: str, desk: int, ahead: int) -> None:
        """What a desk brings: what holds of each is kept; what it gave alone waits here now.

        `ahead` is by how many seconds its clock is before this one; its own numbers keep how long
        they have waited, not what its clock said.
        """
        brought = [one for one in tickets if one.day == self.day or gave_alone(one, origin)]
        here = {one.id: one for one in self.writes.of_day(self.day)}
        alone = [one for one in brought if gave_alone(one, origin) and one.id not in here]
        own = {one.id for one in alone}
        self.writes.merge(one for one in brought if one.id not in own)
        for one in alone:
            told = self._told_by(one, ahead)
            self.writes.put(q.shared(told, Hand(desk, to_seconds(self.now), one.op), told.place))

    # --- underneath --------------------------------------------------------------------------

    def _known(self, order: Order) -> Ticket | None:
        """What this order moved, if it was carried out before, here or at a relay before this."""
        answered = self.writes.answer(order.op)
        if answered:
            return self._ticket(answered)
        if answered is None:
            given = self.writes.ticket(self.day, order.op)
            return given or self.writes.touched_by(self.day, order.op)
        raise ClerkError("Lượt gọi này đã thôi vì máy nối trả lời muộn. Hãy làm lại.", "number")

    def _told_by(self, ticket: Ticket, ahead: int) -> Ticket:
        moves = tuple(Move(move.what, move.at - ahead, move.desk) for move in ticket.moves)
        return replace(ticket, day=self.day, place=ticket.place - ahead * 1000, moves=moves)

    def _ticket(self, key: str) -> Ticket:
        found = self.writes.ticket(self.day, key)
        if found is None:
            raise ClerkError(
                "Không thấy số này trong hàng chờ hôm nay. Chưa đổi gì. Hãy xem lại số.", "number"
            )
        return found

    def _current(self, desk: int) -> Ticket:
        found = at_desk(self.writes.called_to(self.day, desk), desk)
        if found is None:
            raise ClerkError("Quầy này chưa gọi số nào. F8 gọi số kế tiếp.", "number")
        return found

    def _meant(self, order: Order, hand: Hand) -> Ticket:
        return self._ticket(order.key) if order.key else self._current(hand.desk)

    def _after_all(self) -> int:
        """A place, or the order of a call, behind all others, whatever the clock does."""
        return max(self.writes.last_place(self.day) + 1, to_millis(self.now))

    def _runs(self) -> dict[str, int]:
        return runs_of(self.writes, self.day)

    def _keep_runs(self, runs: Mapping[str, int]) -> None:
        kept = " ".join(f"{row}={run}" for row, run in sorted(runs.items()))
        self.writes.keep_note(RUNS, f"{self.day.isoformat()} {kept}")

    def _keep(self, ticket: Ticket) -> Ticket:
        self.writes.put(ticket)
        return ticket

    # --- the acts ----------------------------------------------------------------------------

    def issue(self, order: Order, hand: Hand) -> Ticket:
        """A new number; its identity is the order's own id."""
        row = self.rules.row(order.row)
        if row is None:
            raise _no_row(order.row)
        letter = free_letter(self.letters(row), self.origin, self.writes.origins(self.day))
        number = self.writes.highest(self.day, letter) + 1
        ticket = Ticket(
            order.op, self.day, letter, number, row.letter, self.origin, order.priority,
            self._after_all(), op=order.op, moves=(Move(q.ISSUE, hand.at, hand.desk),),
        )  # fmt: skip
        return self._keep(ticket)

    def call(self, order: Order, hand: Hand) -> Ticket | None:
        """The next one, or the one named; who stood before the desk is done with."""
        current = at_desk(self.writes.called_to(self.day, hand.desk), hand.desk)
        if order.key:
            chosen: Ticket | None = self._ticket(order.key)
            if current is not None and chosen is not None and chosen.id == current.id:
                return self.recall(order, hand)
        else:
            waiting = self._turns(hand) if self.waiting is None else self.waiting()
            runs, most = self._runs(), self.rules.priority_run
            chosen = choose(waiting, hand.desk, order.rows, runs, most)
        if chosen is None:  # nobody waits; who stood before the desk is done with all the same
            self._end(current, order, hand)
            return None
        called = q.called(chosen, hand, self._after_all())
        self._end(current, order, hand)
        self._count_run(chosen, self._turns(hand))
        return self._keep(called)

    def _turns(self, hand: Hand) -> list[Ticket]:
        return self.writes.turns(self.day, hand.desk)

    def _end(self, current: Ticket | None, order: Order, hand: Hand) -> None:
        if current is None:
            return
        hand = replace(hand, op="")  # the order is known by the one that it calls
        ended = q.served(current, hand) if order.came else self._missed(current, hand)
        self._keep(ended)

    def _missed(self, ticket: Ticket, hand: Hand) -> Ticket:
        return q.missed(ticket, hand, self.rules.absent_after)

    def _count_run(self, chosen: Ticket, standing: Iterable[Ticket]) -> None:
        if chosen.state != q.WAITING:
            return
        runs = self._runs()
        run = run_after(chosen, standing, runs)
        if run != runs.get(chosen.row, 0):
            self._keep_runs({**runs, chosen.row: run})

    def recall(self, order: Order, hand: Hand) -> Ticket:
        """Once more."""
        return self._keep(q.recalled(self._meant(order, hand), hand, self._after_all()))

    def hold(self, order: Order, hand: Hand) -> Ticket:
        """Aside."""
        return self._keep(q.held(self._meant(order, hand), hand))

    def back(self, order: Order, hand: Hand) -> Ticket:
        """Waits again."""
        return self._keep(q.put_back(self._meant(order, hand), hand))

    def transfer(self, order: Order, hand: Hand) -> Ticket:
        """To the head of another row, or to another desk."""
        if order.row and self.rules.row(order.row) is None:
            raise _no_row(order.row)
        if not order.row and order.desk is None:
            raise ClerkError("Chưa chọn chuyển tới hàng nào hay quầy nào.", "to")
        meant = self._meant(order, hand)
        return self._keep(q.transferred(meant, hand, row=order.row, desk=order.desk))

    def absent(self, order: Order, hand: Hand) -> Ticket:
        """He did not come."""
        return self._keep(self._missed(self._meant(order, hand), hand))

    def done(self, order: Order, hand: Hand) -> Ticket:
        """Served."""
        return self._keep(q.served(self._meant(order, hand), hand))

    def cancel(self, order: Order, hand: Hand) -> Ticket:
        """Not given again."""
        return self._keep(q.cancelled(self._ticket(order.key), hand))

    def void(self, order: Order, hand: Hand) -> Ticket | None:
        """An order whose answer never came: what it did is undone, and it is not done later."""
        answered = self.writes.answer(order.key)
        here = self.writes.touched_by(self.day, order.key)
        self.writes.keep_answer(order.key, self.day, "")
        if here is None or answered == "":
            return None
        if here.id == order.key:
            return self._keep(q.cancelled(here, hand)) if here.state == q.WAITING else here
        return self._keep(q.put_back(here, hand)) if here.state == q.CALLED else here


def runs_of(reads: TicketReads, day: date) -> dict[str, int]:
    """By row, how many that go first were called last in a row past an ordinary one."""
    on, _, kept = reads.note(RUNS).partition(" ")
    pairs = (pair.split("=") for pair in kept.split())
    return {row: int(run) for row, run in pairs} if on == day.isoformat() else {}


def gave_alone(ticket: Ticket, origin: str) -> bool:
    """Whether a machine gave this number while it was alone, and no relay has taken it in yet."""
    alone = ticket.origin == origin and ticket.letter[0] in DESK_LETTERS
    return alone and all(move.what != q.SHARE for move in ticket.moves)


def _no_row(letter: str) -> ClerkError:
    return ClerkError(
        f"Cơ quan không có hàng {letter[:8] or 'trống'}. Chưa cấp số. Hãy chọn một hàng có trong "
        "danh sách.",
        "row",
    )


ACTS: dict[str, Act] = {
    q.ISSUE: Counter.issue,
    q.CALL: Counter.call,
    q.RECALL: Counter.recall,
    q.HOLD: Counter.hold,
    q.BACK: Counter.back,
    q.TRANSFER: Counter.transfer,
    q.MISS: Counter.absent,
    q.SERVE: Counter.done,
    q.CANCEL: Counter.cancel,
    VOID: Counter.void,
}
