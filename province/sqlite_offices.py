"""Settings, machines and what goes down to the offices, on SQLite."""

import json
import sqlite3
from typing import Any

from app.wire import chain
from app.wire.event import kind_of
from province.grants import Grant
from province.ledger import Contact, Device, Version

DEVICE = (
    "name, commune, desk, certificate, numbering, enrolled_ms, agency_code, letter, root,"
    " revoked_ms, revoked_because, contact_ms, app_version, cursor, clock_ms"
)
GRANT = "commune, device, agency_code, block, first_day, last_day, letter"
VERSION = "label, digest, size, starts_on, published_ms, procedures"


class SqliteSettings:
    """Named texts of the whole province."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def get(self, name: str) -> str | None:
        """The text, None where it was never put."""
        row = self._connection.execute(
            "SELECT value FROM setting WHERE province = ? AND commune = '' AND name = ?",
            (self._province, name),
        ).fetchone()
        return row[0] if row else None

    def put(self, name: str, value: str) -> None:
        """Keep it, in place of the one before."""
        self._connection.execute(
            "INSERT OR REPLACE INTO setting VALUES (?, '', ?, ?)", (self._province, name, value)
        )


class SqliteDevices:
    """The desks' machines."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def add(self, device: Device) -> None:
        """A new one."""
        self._connection.execute(
            "INSERT INTO device (province, name, commune, desk, certificate, numbering,"
            " enrolled_ms, agency_code, letter) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._province,
                device.name,
                device.commune,
                device.desk,
                device.certificate,
                device.numbering,
                device.enrolled_ms,
                device.agency_code,
                device.letter,
            ),
        )

    def find(self, name: str) -> Device | None:
        """The one of this name."""
        found = self._select("name = ?", (name,))
        return found[0] if found else None

    def all(self) -> list[Device]:
        """Every one, by name."""
        return self._select("1", ())

    def of_root(self, commune: str, root: bytes) -> Device | None:
        """Whose chain starts there."""
        found = self._select("commune = ? AND root = ?", (commune, root))
        return found[0] if found else None

    def bind(self, name: str, root: bytes) -> None:
        """From now on this chain is the device's."""
        self._update(name, "root = ?", (root,))

    def met(self, name: str, contact: Contact) -> None:
        """It spoke."""
        self._update(
            name,
            "contact_ms = ?, app_version = ?, cursor = ?, clock_ms = ?",
            (contact.at_ms, contact.app_version, contact.cursor, contact.clock_ms),
        )

    def revoke(self, name: str, at_ms: int, reason: str) -> None:
        """It sends no more."""
        self._update(name, "revoked_ms = ?, revoked_because = ?", (at_ms, reason))

    def _update(self, name: str, changes: str, values: tuple[object, ...]) -> None:
        self._connection.execute(
            f"UPDATE device SET {changes} WHERE province = ? AND name = ?",
            (*values, self._province, name),
        )

    def _select(self, where: str, values: tuple[object, ...]) -> list[Device]:
        rows = self._connection.execute(
            f"SELECT {DEVICE} FROM device WHERE province = ? AND {where} ORDER BY name",
            (self._province, *values),
        )
        return [_device(row) for row in rows]


def _device(row: tuple[Any, ...]) -> Device:
    values = dict(zip(DEVICE.split(", "), row, strict=True))
    at_ms, app_version, cursor, clock_ms = (
        values.pop(name) for name in ("contact_ms", "app_version", "cursor", "clock_ms")
    )
    contact = None
    if at_ms is not None:
        contact = Contact(at_ms, app_version, cursor, clock_ms)
    return Device(**values, contact=contact)


class SqliteDownstream:
    """One chained journal for each office."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def append(self, commune: str, body: bytes) -> int:
        """Its position, from 1."""
        last = self.last(commune)
        before = self.hash_at(commune, last) or b""
        self._connection.execute(
            "INSERT INTO down VALUES (?, ?, ?, ?, ?, ?)",
            (self._province, commune, last + 1, chain.link(before, body), body, kind_of(body)),
        )
        return last + 1

    def last(self, commune: str) -> int:
        """The newest position, 0 for none."""
        (position,) = self._connection.execute(
            "SELECT coalesce(max(position), 0) FROM down WHERE province = ? AND commune = ?",
            (self._province, commune),
        ).fetchone()
        return int(position)

    def hash_at(self, commune: str, position: int) -> bytes | None:
        """The chain hash there; position 0 is the root."""
        if position == 0:
            return chain.down_root(commune)
        row = self._connection.execute(
            "SELECT hash FROM down WHERE province = ? AND commune = ? AND position = ?",
            (self._province, commune, position),
        ).fetchone()
        return row[0] if row else None

    def position_of(self, commune: str, identity: bytes) -> int | None:
        """Where this chain hash stands; the root at 0."""
        if identity == chain.down_root(commune):
            return 0
        row = self._connection.execute(
            "SELECT position FROM down WHERE province = ? AND commune = ? AND hash = ?",
            (self._province, commune, identity),
        ).fetchone()
        return int(row[0]) if row else None

    def newest(self, commune: str, kind: int, until: int) -> bytes | None:
        """The last body of a kind up to a position."""
        row = self._connection.execute(
            "SELECT body FROM down WHERE province = ? AND commune = ? AND kind = ?"
            " AND position <= ? ORDER BY position DESC LIMIT 1",
            (self._province, commune, kind, until),
        ).fetchone()
        return row[0] if row else None

    def after(self, commune: str, position: int, limit: int) -> list[bytes]:
        """Bodies that follow."""
        rows = self._connection.execute(
            "SELECT body FROM down WHERE province = ? AND commune = ? AND position > ?"
            " ORDER BY position LIMIT ?",
            (self._province, commune, position, limit),
        )
        return [body for (body,) in rows]


class SqliteGrants:
    """Leased number blocks."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def add(self, grant: Grant) -> None:
        """One more."""
        self._connection.execute(
            f"INSERT INTO block (province, {GRANT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._province,
                grant.commune,
                grant.device,
                grant.agency_code,
                grant.block,
                grant.first_day,
                grant.last_day,
                grant.letter,
            ),
        )

    def of_device(self, device: str) -> list[Grant]:
        """All of one device, by last day and block."""
        rows = self._connection.execute(
            f"SELECT {GRANT} FROM block WHERE province = ? AND device = ? ORDER BY last_day, block",
            (self._province, device),
        )
        return [Grant(*row) for row in rows]

    def taken(self, agency_code: str, first_day: str, last_day: str) -> set[int]:
        """Blocks that anybody holds on any of these days."""
        rows = self._connection.execute(
            "SELECT DISTINCT block FROM block WHERE province = ? AND agency_code = ?"
            " AND first_day <= ? AND last_day >= ?",
            (self._province, agency_code, last_day, first_day),
        )
        return {block for (block,) in rows}


class SqliteCatalogues:
    """Published versions and their texts."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def add(self, version: Version, packed: bytes) -> None:
        """A new version."""
        self._connection.execute(
            f"INSERT INTO catalogue (province, commune, {VERSION}, place, packed)"
            " SELECT ?, '', ?, ?, ?, ?, ?, ?, coalesce(max(place), 0) + 1, ? FROM catalogue",
            (
                self._province,
                version.label,
                version.digest,
                version.size,
                version.starts_on,
                version.published_ms,
                json.dumps(version.procedures),
                packed,
            ),
        )

    def newest(self) -> Version | None:
        """The one published last."""
        found = self._select("1 ORDER BY place DESC LIMIT 1", ())
        return found[0] if found else None

    def all(self) -> list[Version]:
        """Every one, in the order they were published."""
        return self._select("1 ORDER BY place", ())

    def find(self, label: str) -> Version | None:
        """The one of this label."""
        found = self._select("label = ?", (label,))
        return found[0] if found else None

    def packed(self, digest: str) -> bytes | None:
        """The compressed text of this digest."""
        row = self._connection.execute(
            "SELECT packed FROM catalogue WHERE province = ? AND commune = '' AND digest = ?",
            (self._province, digest),
        ).fetchone()
        return row[0] if row else None

    def _select(self, where: str, values: tuple[object, ...]) -> list[Version]:
        rows = self._connection.execute(
            f"SELECT {VERSION} FROM catalogue WHERE province = ? AND commune = '' AND {where}",
            (self._province, *values),
        )
        return [
            Version(label, digest, size, starts_on, published_ms, tuple(json.loads(procedures)))
            for label, digest, size, starts_on, published_ms, procedures in rows
        ]
