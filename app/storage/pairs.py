"""Dossiers that wait to be paired, ours and another system's, as pairing compares them."""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from app.domain.pairing import Entry
from app.domain.times import from_seconds
from app.storage.connection import Connection

ENTRY = "SELECT id, code, folded, owner_id, procedure, received_at FROM dossier WHERE "
OURS = (
    "void=0 AND system IS NULL AND NOT EXISTS"
    "(SELECT 1 FROM foreign_code AS f WHERE f.dossier=dossier.id AND f.system=?) "
    "AND procedure NOT IN (SELECT value FROM json_each(?))"
)
PAIRED = (
    "SELECT f.system, d.procedure, count(DISTINCT d.id) FROM foreign_code AS f "
    "JOIN dossier AS d ON d.id=f.dossier WHERE d.id>0 AND d.void=0 AND d.system IS NULL "
    "GROUP BY f.system, d.procedure"
)
THEIRS = "system=? AND void=0 AND covered=0"


def ours(connection: Connection, system: str, elsewhere: Sequence[str] = ()) -> list[Entry]:
    """The office's dossiers that a system has not, as far as is known here.

    `elsewhere` are the procedures that are not entered there at all.
    """
    return _entries(connection, OURS, system, json.dumps(elsewhere))


def theirs(connection: Connection, system: str) -> list[Entry]:
    """The system's dossiers that none of ours is paired with."""
    return _entries(connection, THEIRS, system)


def waiting(
    connection: Connection, system: str, elsewhere: Sequence[str] = ()
) -> tuple[int, datetime | None]:
    """How many of this desk's dossiers wait to be entered there, and when the oldest came."""
    count, oldest = connection.execute(
        f"SELECT count(*), min(received_at) FROM dossier WHERE id>0 AND {OURS}",
        (system.casefold(), json.dumps(elsewhere)),
    ).fetchone()
    return int(count), None if oldest is None else from_seconds(oldest)


def unpaired(connection: Connection) -> Callable[[str, Collection[str]], int]:
    """Counts for each system, from one look at all cards: (system, procedures not entered there).

    As many as `waiting` counts, which looks at all cards for each system.
    """
    own = "FROM dossier WHERE id>0 AND void=0 AND system IS NULL GROUP BY procedure"
    rows = connection.execute(f"SELECT procedure, count(*) {own}").fetchall()
    total: dict[str, int] = dict(rows)
    paired: list[tuple[str, str, int]] = connection.execute(PAIRED).fetchall()

    def count(system: str, elsewhere: Collection[str]) -> int:
        there = system.casefold()
        known = sum(
            many for name, procedure, many in paired if name == there and procedure not in elsewhere
        )
        return sum(many for one, many in total.items() if one not in elsewhere) - known

    return count


def any_known(connection: Connection) -> bool:
    """Whether this desk works beside another system: its list came in, or its codes are here."""
    looks = ("SELECT 1 FROM foreign_code", "SELECT 1 FROM dossier WHERE system IS NOT NULL")
    return any(connection.execute(f"{look} LIMIT 1").fetchone() for look in looks)


def _entries(connection: Connection, which: str, system: str, *more: str) -> list[Entry]:
    rows = connection.execute(f"{ENTRY}{which} ORDER BY id", (system.casefold(), *more)).fetchall()
    return [
        Entry(number, code, folded.partition(" / ")[0], owner_id, procedure, received_at)
        for number, code, folded, owner_id, procedure, received_at in rows
    ]
