"""What is unsent, since when, and how much there is: always counted, never remembered."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.times import from_millis
from app.storage.chain_store import CONTACT, stored_through
from app.storage.connection import Connection
from app.storage.secrets import marks
from app.wire.event import load


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of one desk's own journal."""

    dossiers: int
    events: int
    unsent_dossiers: int
    unsent_events: int
    oldest_unsent_at: datetime | None
    needs_attention: int
    last_contact_at: datetime | None


def count(connection: Connection) -> Counts:
    """Count now."""
    held = marks(connection)
    first_unsent = stored_through(connection)
    unsent_events, unsent_dossiers = connection.execute(
        "SELECT count(*), count(DISTINCT CASE WHEN dossier > 0 THEN dossier END) "
        "FROM event WHERE id>?",
        (first_unsent,),
    ).fetchone()
    contact = held.get(CONTACT)
    return Counts(
        dossiers=_scalar(connection, "SELECT count(*) FROM dossier"),
        events=_scalar(connection, "SELECT count(*) FROM event"),
        unsent_dossiers=unsent_dossiers,
        unsent_events=unsent_events,
        oldest_unsent_at=_oldest(connection, first_unsent),
        needs_attention=_scalar(connection, "SELECT count(*) FROM verdict"),
        last_contact_at=None if contact is None else from_millis(int(contact)),
    )


def _scalar(connection: Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _oldest(connection: Connection, after: int) -> datetime | None:
    row = connection.execute(
        "SELECT body FROM event WHERE id>? ORDER BY id LIMIT 1", (after,)
    ).fetchone()
    return None if row is None else from_millis(load(row[0])[2])
