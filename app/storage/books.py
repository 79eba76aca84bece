"""Which dossiers a register of some days is made of: received then, or paid for then."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from app.domain import events as e
from app.domain.times import VN, to_seconds
from app.storage.folding import local_id, readable

Execute = Callable[..., Any]
SAYING_PAID = (e.PaymentMade.number, e.Corrected.number)
HEADS = tuple(f"[{number},".encode() for number in SAYING_PAID)


def received_between(execute: Execute, first: date, last: date) -> list[int]:
    """Local numbers of dossiers received from the first to the last day, both with.

    Those of another system with them, but for one that one of ours stands for.
    """
    rows = execute(
        "SELECT id FROM dossier WHERE received_at>=? AND received_at<? AND covered=0 "
        "ORDER BY received_at, id",
        bounds(first, last),
    )
    return [number for (number,) in rows.fetchall()]


def perhaps_paid_between(execute: Execute, first: date, last: date) -> list[int]:
    """Dossiers of which somebody said in those days that they were paid for, or received then."""
    found = dict.fromkeys(received_between(execute, first, last))
    for dossier, body in _said(execute):
        event = readable(body)
        if event is not None and first <= event.at.date() <= last:
            found[dossier] = None
    return [number for number in found if _is_here(execute, number)]


def _is_here(execute: Execute, number: int) -> bool:
    return execute("SELECT 1 FROM dossier WHERE id=?", (number,)).fetchone() is not None


def _said(execute: Execute) -> Iterator[tuple[int, bytes]]:
    """Events that may say so, with their dossiers: own ones and those of other machines."""
    where = "substr(body, 1, 4) IN (?,?)"
    own = execute(f"SELECT dossier, body FROM event WHERE dossier<>0 AND {where}", HEADS)
    yield from own.fetchall()
    for table in ("peer_event", "brought"):
        rows = execute(
            f"SELECT dossier, body FROM {table} WHERE dossier IS NOT NULL AND {where}", HEADS
        )
        for identity, body in rows.fetchall():
            number = local_id(execute, bytes(identity))
            if number is not None:
                yield number, bytes(body)


def bounds(first: date, last: date) -> tuple[int, int]:
    """The seconds in which the days begin and in which they are over."""
    begin = datetime.combine(first, time(), VN)
    end = datetime.combine(last + timedelta(days=1), time(), VN)
    return to_seconds(begin), to_seconds(end)
