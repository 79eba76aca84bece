"""Tickets of an office's waiting rows: what one is, and what may happen to it next.

A ticket is known by its random id; its number on paper (`A-014`) is a label. Nobody is named: a
ticket has a row, a number, whether it goes first and why, and its moves. Each move makes a new
ticket out of the old one; what may not be done now raises ClerkError with the sentence.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import ClerkError

WAITING, CALLED, HELD, SERVED, ABSENT, CANCELLED = (
    "waiting", "called", "held", "served", "absent", "cancelled",
)  # fmt: skip
STATES = (WAITING, CALLED, HELD, SERVED, ABSENT, CANCELLED)
OPEN = (WAITING, CALLED, HELD)
ISSUE, CALL, RECALL, HOLD, BACK, TRANSFER, MISS, SERVE, CANCEL, SHARE = (
    "issue", "call", "recall", "hold", "back", "transfer", "absent", "done", "cancel", "share",
)  # fmt: skip
ELDERLY, DISABLED, WITH_CHILD, FIRST = "elderly", "disabled", "with_child", "first"
PRIORITIES = {
    ELDERLY: "người cao tuổi",
    DISABLED: "người khuyết tật",
    WITH_CHILD: "phụ nữ có thai, có con nhỏ",
    FIRST: "gọi trước",  # for which reason was not asked: one key gives the number
}
"""Who goes first: one reason is enough; an empty one is nobody's."""


@dataclass(frozen=True, slots=True)
class Row:
    """A waiting row of the office: its letter, and what people come for."""

    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class Move:
    """What happened, when (seconds since 1970 by the writer's clock), at which desk."""

    what: str
    at: int
    desk: int


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts: a desk, now, in the operation of this random id."""

    desk: int
    at: int
    op: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """One visitor's place.

    `letter` and `number` are on paper, `row` is where it waits (a transfer changes only that).
    `origin` is the machine that gave the number. `desk` is who called or holds it, or, while it
    waits, the one desk that it waits for. `place` orders those who wait and only ever grows, so no
    clock that is set back changes an order. `front`: it was transferred and waits at the head.
    `calls` counts how often it was called this time, `called` orders the last calls of all.
    """

    id: str
    day: date
    letter: str
    number: int
    row: str
    origin: str
    priority: str
    place: int
    state: str = WAITING
    desk: int | None = None
    front: bool = False
    calls: int = 0
    called: int = 0
    op: str = ""
    moves: tuple[Move, ...] = ()

    @property
    def label(self) -> str:
        """As printed and said: A-014."""
        return f"{self.letter}-{self.number:03d}"

    @property
    def issued_at(self) -> int:
        """Seconds since 1970 by the clock of who gave it."""
        return self.moves[0].at

    @property
    def first_called_at(self) -> int | None:
        """When it was called for the first time; None before."""
        return next((move.at for move in self.moves if move.what == CALL), None)

    @property
    def waited(self) -> int | None:
        """Seconds from its number to its first call, never less than nought; None before it."""
        called = self.first_called_at
        return None if called is None else max(0, called - self.issued_at)


def called(ticket: Ticket, hand: Hand, order: int) -> Ticket:
    """It is called to a desk: from the row, or because who was held or absent has come."""
    if ticket.state == CALLED and ticket.desk != hand.desk:
        raise ClerkError(f"Số {ticket.label} đang ở quầy {ticket.desk}. Chưa đổi gì.", "number")
    if ticket.state == CALLED:
        return recalled(ticket, hand, order)
    if ticket.state in (SERVED, CANCELLED):
        raise _over(ticket)
    return _moved(
        ticket, CALL, hand, state=CALLED, desk=hand.desk, front=False, calls=1, called=order
    )


def recalled(ticket: Ticket, hand: Hand, order: int) -> Ticket:
    """The number before this desk is called once more."""
    _in_hand(ticket, hand)
    return _moved(ticket, RECALL, hand, calls=ticket.calls + 1, called=order)


def held(ticket: Ticket, hand: Hand) -> Ticket:
    """Put aside at this desk until he comes; a call of its number brings it back."""
    _in_hand(ticket, hand)
    return _moved(ticket, HOLD, hand, state=HELD)


def put_back(ticket: Ticket, hand: Hand) -> Ticket:
    """A call was a mistake, or who was held or absent waits again: at the place that it had."""
    if ticket.state == CALLED:
        _in_hand(ticket, hand)
    if ticket.state in (SERVED, CANCELLED):
        raise _over(ticket)
    return _moved(ticket, BACK, hand, state=WAITING, desk=None, calls=0)


def transferred(ticket: Ticket, hand: Hand, *, row: str = "", desk: int | None = None) -> Ticket:
    """It waits at the head of another row, or for another desk alone."""
    if ticket.state == CALLED:
        _in_hand(ticket, hand)
    if ticket.state not in OPEN:
        raise _over(ticket)
    return _moved(
        ticket, TRANSFER, hand, state=WAITING, desk=desk, row=row or ticket.row, front=True, calls=0
    )


def missed(ticket: Ticket, hand: Hand, least_calls: int) -> Ticket:
    """He did not come although he was called often enough."""
    _in_hand(ticket, hand)
    if ticket.calls < least_calls:
        raise ClerkError(
            f"Số {ticket.label} mới gọi {ticket.calls} lần; gọi đủ {least_calls} lần mới ghi vắng. "
            "Hãy gọi lại, hoặc giữ số này lại.",
            "number",
        )
    return _moved(ticket, MISS, hand, state=ABSENT)


def served(ticket: Ticket, hand: Hand) -> Ticket:
    """Done at this desk."""
    _in_hand(ticket, hand)
    return _moved(ticket, SERVE, hand, state=SERVED)


def cancelled(ticket: Ticket, hand: Hand) -> Ticket:
    """Given by mistake, or he leaves; the number is not given again."""
    if ticket.state == CALLED:
        _in_hand(ticket, hand)
    if ticket.state not in (*OPEN, ABSENT):
        raise _over(ticket)
    return _moved(ticket, CANCEL, hand, state=CANCELLED)


def shared(ticket: Ticket, hand: Hand, place: int) -> Ticket:
    """A number that a desk gave while it was alone waits with the office's from now on."""
    return _moved(ticket, SHARE, hand, place=place)


def _in_hand(ticket: Ticket, hand: Hand) -> None:
    if ticket.state == CALLED and ticket.desk == hand.desk:
        return
    if ticket.state == CALLED:
        raise ClerkError(f"Số {ticket.label} đang ở quầy {ticket.desk}. Chưa đổi gì.", "number")
    raise ClerkError(f"Quầy này chưa gọi số {ticket.label}. Hãy gọi số ấy trước.", "number")


def _over(ticket: Ticket) -> ClerkError:
    why = {SERVED: "đã xong", CANCELLED: "đã huỷ", ABSENT: "đã ghi vắng"}[ticket.state]
    return ClerkError(f"Số {ticket.label} {why}. Chưa đổi gì.", "number")


def _moved(ticket: Ticket, what: str, hand: Hand, **changed: object) -> Ticket:
    move = Move(what, hand.at, hand.desk)
    return replace(ticket, op=hand.op, moves=(*ticket.moves, move), **changed)  # type: ignore[arg-type]
