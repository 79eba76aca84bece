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


def catch_up(execute: Execute) -> None:
    """Bring the table up to the newest event, inside the caller's transaction."""
    through = _through(execute)
    (newest,) = execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
    if newest == through:
        return
    execute(
        f"INSERT INTO event_mark SELECT substr(hash, 1, {MARK_BYTES}), id FROM event WHERE id>? "
        "ORDER BY 1",
        (through,),
    )
    execute("DELETE FROM event_mark WHERE mark=x''")
    execute("INSERT INTO event_mark VALUES(x'', ?)", (newest,))


def find(execute: Execute, identity: bytes) -> int | None:
    """The id of an event, inside a transaction that writes; None where it is not here."""
    catch_up(execute)
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
    (far,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM event WHERE id>? LIMIT ?)",
        (_through(connection.execute), FEW + 1),
    ).fetchone()
    if far <= FEW:
        return
    if connection.in_transaction:
        catch_up(connection.execute)
        return
    with suppress(Trouble), transaction(connection):
        catch_up(connection.execute)


def _through(execute: Execute) -> int:
    row = execute("SELECT id FROM event_mark WHERE mark=x''").fetchone()
    return 0 if row is None else int(row[0])


def _marked(execute: Execute, text: str) -> list[int]:
    rows = execute(
        "SELECT event.id, event.hash FROM event_mark JOIN event USING(id) WHERE mark=?",
        (bytes.fromhex(text[:MARK_LETTERS]),),
    ).fetchall()
    return [event_id for event_id, identity in rows if bytes(identity).hex().startswith(text)]
