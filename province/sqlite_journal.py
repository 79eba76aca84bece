"""The journal of the ledger on SQLite."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from app.domain.events import Advised, Installed, Refused
from province.figures import DeviceCount
from province.ledger import Delivery, Place, StoredEvent
from province.sqlite_aside import UNDECIDED

COLUMNS = "hash, parent, root, depth, opened, device, kind, body, commune, seq"
WALK = f"""
WITH RECURSIVE walk(hash, parent, left) AS (
    SELECT hash, parent, :distance FROM event
    WHERE province = :province AND commune = :commune AND hash = :hash
    UNION ALL
    SELECT event.hash, event.parent, walk.left - 1 FROM event JOIN walk
    ON event.province = :province AND event.commune = :commune AND event.hash = walk.parent
    WHERE walk.left > 0
)
SELECT {COLUMNS} FROM event WHERE province = :province AND commune = :commune
AND hash = (SELECT hash FROM walk WHERE left = 0)
"""

FORKS = """
SELECT fork.event, fork.depth FROM fork JOIN event ON event.province = fork.province
AND event.commune = fork.commune AND event.hash = fork.event
WHERE fork.province = ? AND fork.commune = ? AND fork.root = ? AND fork.depth <= ?
AND event.opened = ?
"""


def to_event(row: tuple[Any, ...]) -> StoredEvent:
    """A row of COLUMNS as a value."""
    event, parent, root, depth, opened, device, kind, body, commune, seq = row
    place = Place(root, depth, opened)
    return StoredEvent(event, parent, place, device, kind, body, commune, seq)


class SqliteJournal:
    """Envelopes and events."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def store(self, delivery: Delivery) -> int:
        """Keep envelope and events, each once; how many events were new."""
        before = self._connection.total_changes
        self._connection.executemany(
            "INSERT OR IGNORE INTO event (province, commune, hash, parent, root, depth, opened,"
            " device, kind, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    self._province,
                    delivery.commune,
                    event.hash,
                    event.parent,
                    event.place.root,
                    event.place.depth,
                    event.place.opened,
                    event.device,
                    event.kind,
                    event.body,
                )
                for event in delivery.events
            ],
        )
        new = self._connection.total_changes - before
        self._connection.execute(
            "INSERT OR IGNORE INTO envelope VALUES (?, ?, ?, ?, ?, ?)",
            (*self._envelope(delivery), delivery.raw),
        )
        return new

    def refuse(self, delivery: Delivery, reason: str) -> None:
        """Keep an envelope that may not be stored."""
        self._connection.execute(
            "INSERT OR IGNORE INTO refused VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*self._envelope(delivery), reason, delivery.raw),
        )

    def _envelope(self, delivery: Delivery) -> tuple[object, ...]:
        return (
            self._province,
            delivery.commune,
            delivery.identity,
            delivery.device,
            delivery.received_ms,
        )

    def place(self, commune: str, event: bytes) -> Place | None:
        """Where the event stands."""
        row = self._connection.execute(
            "SELECT root, depth, opened FROM event WHERE province = ? AND commune = ? AND hash = ?",
            (self._province, commune, event),
        ).fetchone()
        return Place(*row) if row else None

    def find(self, commune: str, event: bytes) -> StoredEvent | None:
        """The event."""
        row = self._connection.execute(
            f"SELECT {COLUMNS} FROM event WHERE province = ? AND commune = ? AND hash = ?",
            (self._province, commune, event),
        ).fetchone()
        return to_event(row) if row else None

    def ancestor(self, event: StoredEvent, distance: int) -> StoredEvent | None:
        """So many steps back; only where the chain has forked are the parents walked."""
        depth = event.place.depth - distance
        if depth < 1:
            return None
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM event WHERE province = ? AND commune = ? AND root = ?"
            " AND depth = ? LIMIT 2",
            (self._province, event.commune, event.place.root, depth),
        ).fetchall()
        if len(rows) > 1:
            rows = self._connection.execute(
                WALK,
                {
                    "province": self._province,
                    "commune": event.commune,
                    "hash": event.hash,
                    "distance": distance,
                },
            ).fetchall()
        return to_event(rows[0]) if rows else None

    def children(self, commune: str, event: bytes) -> list[StoredEvent]:
        """What stands on it, by arrival."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM event WHERE province = ? AND commune = ? AND parent = ?"
            " ORDER BY seq",
            (self._province, commune, event),
        )
        return [to_event(row) for row in rows]

    def installations(self, commune: str, device: str) -> list[StoredEvent]:
        """All that a device brought."""
        return self.of_kinds(commune, device, (Installed.number,))

    def of_kinds(self, commune: str, device: str, kinds: Sequence[int]) -> list[StoredEvent]:
        """What it brought of some kinds, by arrival."""
        marks = ",".join("?" * len(kinds))
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM event WHERE province = ? AND commune = ? AND device = ?"
            f" AND kind IN ({marks}) ORDER BY seq",
            (self._province, commune, device, *kinds),
        )
        return [to_event(row) for row in rows]

    def note_fork(self, commune: str, event: StoredEvent) -> None:
        """Once."""
        place = event.place
        self._connection.execute(
            "INSERT OR IGNORE INTO fork VALUES (?, ?, ?, ?, ?)",
            (self._province, commune, place.root, place.depth, event.hash),
        )

    def is_forked(self, commune: str, event: bytes) -> bool:
        """Parents are walked only where a fork is noted under an installation of this depth."""
        found = self.find(commune, event)
        if found is None:
            return False
        place = found.place
        forks = self._connection.execute(
            FORKS, (self._province, commune, place.root, place.depth, place.opened)
        ).fetchall()
        lines = (self.ancestor(found, place.depth - depth) for _, depth in forks)
        return any(
            one is not None and one.hash == fork
            for one, (fork, _) in zip(lines, forks, strict=True)
        )

    def after(self, seq: int, limit: int) -> list[StoredEvent]:
        """Later arrivals, in their order."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
            (seq, limit),
        )
        return [to_event(row) for row in rows]

    def counts(self, device: str) -> DeviceCount:
        """Figures of one device."""
        mine = (self._province, self._commune_of(device), device)
        (stored, installations, refusals, advised, judged) = self._connection.execute(
            "SELECT count(*), coalesce(sum(kind = ?), 0), coalesce(sum(kind = ?), 0),"
            " coalesce(sum(kind = ?), 0), coalesce(sum(seq <= coalesce("
            "(SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'judged'), 0)), 0)"
            " FROM event WHERE province = ? AND commune = ? AND device = ?",
            (Installed.number, Refused.number, Advised.number, *mine),
        ).fetchone()
        states = dict(
            self._connection.execute(
                "SELECT verdict.state, count(DISTINCT verdict.event) FROM verdict JOIN event"
                " ON event.province = verdict.province AND event.commune = verdict.commune"
                " AND event.hash = verdict.event WHERE event.province = ? AND event.commune = ?"
                " AND event.device = ? GROUP BY verdict.state",
                mine,
            ).fetchall()
        )
        waiting = states.get("waiting", 0)
        return DeviceCount(
            installations, stored, judged - waiting, states.get("quarantined", 0), waiting,
            refusals, advised,
        )  # fmt: skip

    def refused(self, device: str) -> int:
        """Those that nobody decided about."""
        (number,) = self._connection.execute(
            "SELECT count(*) FROM refused WHERE province = ? AND commune = ? AND device = ?"
            f" AND {UNDECIDED}",
            (self._province, self._commune_of(device), device),
        ).fetchone()
        return int(number)

    def _commune_of(self, device: str) -> str | None:
        row = self._connection.execute(
            "SELECT commune FROM device WHERE province = ? AND name = ?", (self._province, device)
        ).fetchone()
        return row[0] if row else None
