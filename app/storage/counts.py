"""What is unsent, since when, and how much there is: always counted, never remembered."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.times import from_millis
from app.storage import matters
from app.storage.chain_store import stored_through
from app.storage.connection import Connection
from app.storage.secrets import CONTACT, marks
from app.wire.event import load

OURS = "dossier NOT IN (SELECT id FROM dossier WHERE system IS NOT NULL)"  # of an event


@dataclass(frozen=True, slots=True)
class Unsent:
    """What the province has not said it has, and when it last said anything."""

    dossiers: int
    events: int
    oldest_at: datetime | None
    needs_attention: int
    last_contact_at: datetime | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How much one desk's own journal holds; reads all of it, so not for a clock that ticks."""

    dossiers: int
    events: int


def unsent(connection: Connection) -> Unsent:
    """Count now; the cost grows with what is unsent, not with what is stored."""
    held = marks(connection)
    first_unsent = stored_through(connection)
    events, dossiers = connection.execute(
        f"SELECT count(*), count(DISTINCT CASE WHEN dossier <> 0 AND {OURS} THEN dossier END) "
        "FROM event WHERE id>?",
        (first_unsent,),
    ).fetchone()
    contact = held.get(CONTACT)
    return Unsent(
        dossiers=dossiers,
        events=events,
        oldest_at=_oldest(connection, first_unsent),
        needs_attention=matters.count(connection),
        last_contact_at=None if contact is None else from_millis(int(contact)),
    )


def first_at(connection: Connection) -> datetime | None:
    """When the first event of this desk was recorded."""
    return _oldest(connection, 0)


def unsent_bytes(connection: Connection) -> int:
    """How much journal waits, before compression."""
    row = connection.execute(
        "SELECT coalesce(sum(length(body)), 0) FROM event WHERE id>?", (stored_through(connection),)
    ).fetchone()
    return int(row[0])


def dossiers(connection: Connection) -> int:
    """How many dossiers this desk received itself."""
    return _scalar(connection, "SELECT count(*) FROM dossier WHERE id>0 AND system IS NULL")


def foreign(connection: Connection) -> int:
    """How many dossiers of other systems are in lists and counts here."""
    return _scalar(
        connection, "SELECT count(*) FROM dossier WHERE system IS NOT NULL AND covered=0 AND void=0"
    )


def paired(connection: Connection) -> int:
    """How many of them another system has too, under its own code."""
    return _scalar(connection, "SELECT count(DISTINCT dossier) FROM foreign_code WHERE dossier>0")


def totals(connection: Connection) -> Totals:
    """Count everything."""
    return Totals(
        dossiers=dossiers(connection),
        events=_scalar(connection, "SELECT count(*) FROM event"),
    )


def _scalar(connection: Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _oldest(connection: Connection, after: int) -> datetime | None:
    row = connection.execute(
        "SELECT body FROM event WHERE id>? ORDER BY id LIMIT 1", (after,)
    ).fetchone()
    return None if row is None else from_millis(load(row[0])[2])
