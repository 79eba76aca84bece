"""What desks and the relay say to each other about tickets: small JSON objects, packed.

A desk asks with a random operation id and how far it follows this relay; the answer brings what is
new since then. A relay that began after the desk followed it asks first to be brought what the desk
knows. Whatever cannot be read raises BadMessage: desks are proved ones, but programs differ.
"""

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from app.domain.errors import Trouble
from app.domain.queue import PRIORITIES, STATES, Move, Row, Ticket

PATH = TOPIC = "tickets"
FORM = 1
MOST_BYTES = 8 << 20  # unpacked: a day of ten thousand tickets
BRING, LOOK, VOID = "bring", "look", "void"
OP = re.compile(r"[0-9a-f]{32}")
HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # of a character in two halves; ours write none
LETTER = re.compile(r"[A-Z][0-9A-Za-z]{0,11}")
BETWEEN = tuple(part.name for part in fields(Ticket))[2:-1]  # behind id and day, before moves
MOST_NUMBER, MOST_MOVES, MOST_DESK = 1_000_000, 1_000, 9_999
MOST_WHOLE = 2**53  # of places, calls, versions and seconds
BROKEN = (LookupError, TypeError, ValueError, AttributeError, RecursionError, OverflowError)


class BadMessage(Trouble):
    """Not one of ours, or of a newer program."""

    def __init__(self) -> None:
        """One sentence for all of them."""
        super().__init__(
            "Máy nối và quầy này chưa hiểu nhau về hàng chờ: hai máy dùng hai bản Một Cửa khác "
            "nhau. Các số đã cấp vẫn nguyên. Hãy cập nhật để hai máy cùng một bản."
        )


@dataclass(frozen=True, slots=True)
class Order:
    """One act of a desk. `key` names a ticket where one is meant, or for `void` an operation."""

    do: str
    op: str
    row: str = ""
    priority: str = ""
    key: str = ""
    desk: int | None = None
    rows: tuple[str, ...] = ()
    came: bool = True


@dataclass(frozen=True, slots=True)
class Follow:
    """How far a desk follows a relay: which life of it, which day, up to which version."""

    life: str = ""
    day: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """An order, or what a desk brings: its tickets, its name (`origin`), and its clock now."""

    order: Order
    follow: Follow
    origin: str = ""
    now: int = 0
    tickets: tuple[Ticket, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """`bring`: nothing was done, the relay must first hear what the desk knows.

    `key` is the ticket that the order moved, empty for none; `message` why it could not be done,
    and `field` at which place.
    """

    follow: Follow
    key: str = ""
    message: str = ""
    field: str = ""
    bring: bool = False
    rows: tuple[Row, ...] = ()
    absent_after: int = 3
    desks: tuple[int, ...] = ()
    tickets: tuple[Ticket, ...] = ()


def pack_question(question: Question) -> bytes:
    """As it travels."""
    order = {name: value for name, value in asdict(question.order).items() if value != ""}
    return _pack({
        "order": order,
        "follow": _follow(question.follow),
        "origin": question.origin,
        "now": question.now,
        "tickets": [pack_ticket(one) for one in question.tickets],
    })  # fmt: skip


def read_question(raw: bytes) -> Question:
    """The question; BadMessage."""
    try:
        values = _unpack(raw)
        order = {part.name: values["order"][part.name] for part in fields(Order)
                 if part.name in values["order"]}  # fmt: skip
        order["rows"] = tuple(order.get("rows", ()))
        read = Question(
            Order(**order),
            _read_follow(values["follow"]),
            str(values["origin"])[:32],
            _whole(values["now"]),
            tuple(read_ticket(one) for one in values["tickets"]),
        )
        _check_order(read.order)
    except BROKEN as error:
        raise BadMessage from error
    return read


def pack_answer(answer: Answer) -> bytes:
    """As it travels."""
    return _pack({
        "follow": _follow(answer.follow),
        "key": answer.key,
        "message": answer.message,
        "field": answer.field,
        "bring": answer.bring,
        "rows": [[row.letter, row.title] for row in answer.rows],
        "absent_after": answer.absent_after,
        "desks": answer.desks,
        "tickets": [pack_ticket(one) for one in answer.tickets],
    })  # fmt: skip


def read_answer(raw: bytes) -> Answer:
    """The answer; BadMessage."""
    try:
        values = _unpack(raw)
        life, day, version = values["follow"]
        return Answer(
            Follow(str(life), date.fromisoformat(day).isoformat(), _whole(version)),
            str(values["key"]),
            str(values["message"]),
            str(values["field"]),
            bool(values["bring"]),
            tuple(Row(str(letter), str(title)) for letter, title in values["rows"]),
            _whole(values["absent_after"]),
            tuple(_whole(desk) for desk in values["desks"]),
            tuple(read_ticket(one) for one in values["tickets"]),
        )
    except BROKEN as error:
        raise BadMessage from error


def pack_ticket(ticket: Ticket) -> list[Any]:
    """A list, in the order of its fields."""
    moves = [[move.what, move.at, move.desk] for move in ticket.moves]
    between = [getattr(ticket, name) for name in BETWEEN]
    return [ticket.id, ticket.day.isoformat(), *between, moves]


def read_ticket(values: Sequence[Any]) -> Ticket:
    """A ticket of another desk, held to its rules; ValueError, TypeError for anything else."""
    key, day, *rest, moves = values
    made = tuple(Move(str(what), _whole(at), _whole(desk)) for what, at, desk in moves)
    named = dict(zip(BETWEEN, rest, strict=True))
    ticket = Ticket(id=str(key), day=date.fromisoformat(day), moves=made, **named)
    whole = (ticket.number, ticket.place, ticket.calls, ticket.called)
    texts = (ticket.row, ticket.origin, ticket.priority, ticket.op)
    sound = (
        OP.fullmatch(ticket.id)
        and LETTER.fullmatch(ticket.letter)
        and all(type(one) is int and 0 <= one <= MOST_WHOLE for one in whole)
        and all(type(one) is str and len(one) <= 32 for one in texts)  # noqa: PLR2004 - an op's length
        and 0 < ticket.number < MOST_NUMBER
        and ticket.state in STATES
        and type(ticket.front) is bool
        and (ticket.desk is None or _is_desk(ticket.desk))
        and 0 < len(made) <= MOST_MOVES
    )
    if not sound:
        raise ValueError(key)
    return ticket


def _check_order(order: Order) -> None:
    """ValueError where a part is of another kind."""
    texts = (order.do, order.op, order.row, order.priority, order.key, *order.rows)
    sound = (
        all(type(one) is str and len(one) <= 32 for one in texts)  # noqa: PLR2004 - as above
        and OP.fullmatch(order.op)
        and (order.priority == "" or order.priority in PRIORITIES)
        and (order.desk is None or _is_desk(order.desk))
        and type(order.came) is bool
    )
    if not sound:
        raise ValueError(order.do)


def _read_follow(values: Sequence[Any]) -> Follow:
    """TypeError where a part is of another kind."""
    life, day, version = values
    if type(life) is not str or type(day) is not str:
        raise TypeError(life)
    return Follow(life, day, _whole(version))


def _whole(value: object) -> int:
    """It, where it is a whole number that the store can keep; ValueError."""
    if type(value) is not int or not 0 <= value <= MOST_WHOLE:
        raise ValueError(value)
    return value


def _is_desk(value: object) -> bool:
    return type(value) is int and 0 < value <= MOST_DESK


def _follow(follow: Follow) -> list[object]:
    return [follow.life, follow.day, follow.version]


def _pack(values: dict[str, Any]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return bytes([FORM]) + zlib.compress(text, 1)


def _unpack(raw: bytes) -> dict[str, Any]:
    if raw[:1] != bytes([FORM]):
        raise ValueError("form")
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(raw[1:], MOST_BYTES)
    except zlib.error as error:
        raise ValueError("packed") from error
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("size")
    values = json.loads(text)
    if HALF.search(text):  # ValueError where it is no text: no store keeps it, no answer carries it
        json.dumps(values, ensure_ascii=False).encode()
    if not isinstance(values, dict):
        raise TypeError("object")
    return values
