"""How exchanges went: a line each, the newest kept; tries in vain are one together."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.times import from_seconds, to_seconds
from app.services.exchange import NO_LINE, REFUSED, Outcome
from app.storage.connection import Connection, transaction

KEPT = 300
IN_VAIN = (NO_LINE, REFUSED)
COLUMNS = "at, state, sent, received, bytes, millis, message"


@dataclass(frozen=True, slots=True)
class Line:
    """One exchange: events sent and come down, bytes both ways, how long, what was said of it."""

    at: datetime
    state: str
    sent: int
    received: int
    bytes: int
    millis: int
    message: str


def record(connection: Connection, at: datetime, outcome: Outcome, millis: int) -> None:
    """Keep one; of a desk that tries again and again in vain only the last try."""
    total = outcome.bytes_up + outcome.bytes_down
    values = (
        to_seconds(at), outcome.state, outcome.sent_events, outcome.received_events, total, millis,
        outcome.message,
    )  # fmt: skip
    with transaction(connection):
        last = connection.execute(
            "SELECT id, state FROM exchange_log ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if last is not None and outcome.state == last[1] and outcome.state in IN_VAIN:
            connection.execute("DELETE FROM exchange_log WHERE id=?", (last[0],))
        connection.execute(f"INSERT INTO exchange_log({COLUMNS}) VALUES(?,?,?,?,?,?,?)", values)
        connection.execute(
            "DELETE FROM exchange_log WHERE id<=(SELECT max(id) FROM exchange_log)-?", (KEPT,)
        )


def total_since(connection: Connection, since: datetime) -> tuple[int, int]:
    """Events that the province confirmed since then, and changes that came down."""
    sent, received = connection.execute(
        "SELECT coalesce(sum(sent), 0), coalesce(sum(received), 0) FROM exchange_log WHERE at>=?",
        (to_seconds(since),),
    ).fetchone()
    return int(sent), int(received)


def newest(connection: Connection, limit: int) -> list[Line]:
    """The last ones, newest first."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM exchange_log ORDER BY id DESC LIMIT ?", (limit,)
    ).fetchall()
    return [Line(from_seconds(row[0]), *row[1:]) for row in rows]
