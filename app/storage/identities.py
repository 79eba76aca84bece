"""Where an event stands that is known by its identity, or by the beginning of it.

An index on the hash would cost every save a page. So `event_mark` (the first 8 bytes of a hash, the
event's id) is brought up to the newest event when somebody looks: many rows at once, in their
order. Its row without a mark says up to which event. Nobody reads the journal for a single hash.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from app.domain.errors import Trouble
from app.storage.connection import Connection, transaction

Execute = Callable[..., Any]
MARK_BYTES = 8
MARK_LETTERS = 2 * MARK_BYTES
FEW = 1000  # events behind the table that are read rather than written into it
PORTION = 20_000


def catch_up(execute: Execute) -> None:
    """Bring the table up to the newest event, inside the caller's transaction."""
    _index(execute)


def come_near(connection: Connection) -> None:
    """The same where many are missing, in portions: a clerk's save gets in between."""
    while _is_far(connection):
        with transaction(connection):
            _index(connection.execute, f"LIMIT {PORTION}")


def find(execute: Execute, identity: bytes) -> int | None:
    """The id of an event, inside a transaction that writes; None where it is not here."""
    catch_up(execute)
    return marked(execute, identity)


def marked(execute: Execute, identity: bytes) -> int | None:
    """The same for who has just called `catch_up` and asks for many."""
    return next(iter(_marked(execute, identity.hex())), None)


def beginning_with(connection: Connection, text: str) -> list[int]:
    """Ids of all events whose identity begins so: 16 or more letters of hex, small ones."""
    _catch_up_if_far(connection)
    execute = connection.execute
    rows = execute("SELECT id, hash FROM event WHERE id>? ORDER BY id", (_through(execute),))
    new = [event_id for event_id, identity in rows if bytes(identity).hex().startswith(text)]
    return sorted(_marked(execute, text)) + new


def _catch_up_if_far(connection: Connection) -> None:
    """Where a desk has worked long without an exchange; a file that cannot be written is read."""
    if connection.in_transaction:
        if _is_far(connection):
            catch_up(connection.execute)
        return
    with suppress(Trouble):
        come_near(connection)


def _is_far(connection: Connection) -> bool:
    (far,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM event WHERE id>? LIMIT ?)",
        (_through(connection.execute), FEW + 1),
    ).fetchone()
    return bool(far > FEW)


def _index(execute: Execute, limit: str = "") -> None:
    through = _through(execute)
    (newest,) = execute(
        f"SELECT max(id) FROM (SELECT id FROM event WHERE id>? ORDER BY id {limit})", (through,)
    ).fetchone()
    if newest is None:
        return
    execute(
        f"INSERT INTO event_mark SELECT substr(hash, 1, {MARK_BYTES}), id FROM event "
        "WHERE id>? AND id<=? ORDER BY 1",
        (through, newest),
    )
    execute("DELETE FROM event_mark WHERE mark=x''")
    execute("INSERT INTO event_mark VALUES(x'', ?)", (newest,))


def _through(execute: Execute) -> int:
    row = execute("SELECT id FROM event_mark WHERE mark=x''").fetchone()
    return 0 if row is None else int(row[0])


def _marked(execute: Execute, text: str) -> list[int]:
    rows = execute(
        "SELECT event.id, event.hash FROM event_mark JOIN event USING(id) WHERE mark=?",
        (bytes.fromhex(text[:MARK_LETTERS]),),
    ).fetchall()
    return [event_id for event_id, identity in rows if bytes(identity).hex().startswith(text)]
