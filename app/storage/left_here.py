"""What a database that a restore moves away still holds behind the copy: a holder like any other.

Its keys are lost, or a page of it is damaged; the events that can still be read, and whose hashes
go on from the copy, are as good as they ever were.
"""

from contextlib import closing, suppress
from pathlib import Path

from app.domain.errors import Trouble
from app.storage import installations
from app.storage.connection import Connection, open_database, transaction
from app.storage.journal import LAST
from app.wire import chain


def set_on(connection: Connection, database: Path, key: bytes) -> int:
    """Append what goes on from the newest event; how many. Nothing of another desk or branch."""
    event_id, head = connection.execute(LAST).fetchone()
    bodies = _behind(database, key, event_id, bytes(head))
    with transaction(connection):
        for place, body in enumerate(bodies, event_id + 1):
            head = installations.append(connection, place, bytes(head), body)
    return len(bodies)


def _behind(database: Path, key: bytes, event_id: int, head: bytes) -> list[bytes]:
    """Up to the first event that cannot be read or does not fit."""
    bodies: list[bytes] = []
    with suppress(Trouble), closing(open_database(database, key, readonly=True)) as old:
        rows = old.execute("SELECT body, hash FROM event WHERE id>=? ORDER BY id", (event_id,))
        first = rows.fetchone()
        if first is None or first[1] != head:
            return bodies
        for body, identity in rows:
            head = chain.link(head, bytes(body))
            if head != identity:
                break
            bodies.append(bytes(body))
    return bodies
