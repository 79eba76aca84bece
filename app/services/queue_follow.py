"""What a desk remembers of the relay between two questions, kept with its tickets.

`given` are orders whose answers never came, each with the second at which it was asked (a number
that nobody holds): they are undone when the relay is heard again. `offered` are numbers that this
desk gave alone and has begun to bring: the relay may have them, so this desk calls them by itself
no more. `alone` counts what it moved without the relay since it last brought everything.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from app.domain.queue import Row
from app.services.queue_messages import Answer, Follow
from app.services.queue_ports import TicketReads, TicketWrites

NOTE = "follow"


@dataclass(frozen=True, slots=True)
class Followed:
    """`heard` is when, in seconds by this desk's clock; nought: never."""

    life: str = ""
    day: str = ""
    version: int = 0
    heard: int = 0
    rows: tuple[Row, ...] = ()
    desks: tuple[int, ...] = ()
    given: tuple[tuple[str, int], ...] = ()
    offered: tuple[str, ...] = ()
    alone: int = 0

    @property
    def follow(self) -> Follow:
        """As a question says it."""
        return Follow(self.life, self.day, self.version)

    @property
    def shared_day(self) -> date | None:
        """The relay's day, as it said last."""
        return date.fromisoformat(self.day) if self.day else None


def read_followed(reads: TicketReads) -> Followed:
    """As kept; nothing where it was never kept."""
    kept = reads.note(NOTE)
    if not kept:
        return Followed()
    values: dict[str, Any] = json.loads(kept)
    values["rows"] = tuple(Row(**row) for row in values["rows"])
    values["given"] = tuple((op, at) for op, at in values["given"])
    for name in ("desks", "offered"):
        values[name] = tuple(values[name])
    return Followed(**values)


def keep_followed(writes: TicketWrites, followed: Followed) -> None:
    """Inside the caller's transaction."""
    writes.keep_note(NOTE, json.dumps(asdict(followed), ensure_ascii=False))


def after(followed: Followed, answer: Answer, now: int) -> Followed:
    """Once the relay has answered."""
    follow = answer.follow
    return replace(
        followed, life=follow.life, day=follow.day, version=follow.version, heard=now,
        rows=answer.rows, desks=answer.desks,
    )  # fmt: skip


def without(followed: Followed, op: str) -> Followed:
    """An order is not under way any more."""
    return replace(followed, given=tuple(one for one in followed.given if one[0] != op))


def one_more_alone(followed: Followed) -> Followed:
    """Something was moved without the relay."""
    return replace(followed, alone=followed.alone + 1)
