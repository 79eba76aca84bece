"""The ledger's rows of scans, on SQLite."""

import sqlite3

from province.scan_rows import Upload

COLUMNS = "commune, digest, size, device, offset, touched_ms, stored_ms, copied_ms"
ONE = "province = ? AND commune = ? AND digest = ?"


class SqliteScans:
    """One row a scan."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def begin(self, upload: Upload) -> None:
        """It is on its way; one that is known stays as it is."""
        self._connection.execute(
            "INSERT OR IGNORE INTO scan VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                self._province,
                upload.commune,
                upload.digest,
                upload.size,
                upload.device,
                upload.offset,
                upload.touched_ms,
                upload.stored_ms,
            ),
        )

    def find(self, commune: str, digest: str) -> Upload | None:
        """The one of this name."""
        found = self._select("commune = ? AND digest = ?", commune, digest)
        return found[0] if found else None

    def move(self, upload: Upload, offset: int, at_ms: int) -> bool:
        """So much is flushed now; False where it has moved meanwhile, and nothing is written."""
        done = self._connection.execute(
            f"UPDATE scan SET offset = ?, touched_ms = ?, stored_ms = NULL, copied_ms = NULL"
            f" WHERE {ONE} AND offset = ? AND stored_ms IS ?",
            (offset, at_ms, *self._name(upload), upload.offset, upload.stored_ms),
        )
        return done.rowcount == 1

    def finish(self, upload: Upload, at_ms: int) -> None:
        """All of it is here."""
        self._connection.execute(
            f"UPDATE scan SET offset = size, stored_ms = coalesce(stored_ms, ?) WHERE {ONE}",
            (at_ms, *self._name(upload)),
        )

    def copied(self, upload: Upload, at_ms: int) -> None:
        """It lies in the copy at another place, unless it has moved here meanwhile."""
        self._connection.execute(
            f"UPDATE scan SET copied_ms = ? WHERE {ONE} AND stored_ms IS ?",
            (at_ms, *self._name(upload), upload.stored_ms),
        )

    def drop(self, upload: Upload) -> None:
        """Forget it."""
        self._connection.execute(f"DELETE FROM scan WHERE {ONE}", self._name(upload))

    def unfinished(self, device: str) -> int:
        """How many this device has begun and not brought whole."""
        (many,) = self._connection.execute(
            "SELECT count(*) FROM scan WHERE province = ? AND device = ? AND stored_ms IS NULL",
            (self._province, device),
        ).fetchone()
        return int(many)

    def wanted(self, device: str, limit: int) -> list[str]:
        """Digests of those."""
        rows = self._connection.execute(
            "SELECT digest FROM scan WHERE province = ? AND device = ? AND stored_ms IS NULL"
            " ORDER BY digest LIMIT ?",
            (self._province, device, limit),
        )
        return [row[0] for row in rows]

    def untouched(self, before_ms: int, limit: int) -> list[Upload]:
        """Unfinished ones that nobody has gone on with since."""
        return self._select("stored_ms IS NULL AND touched_ms < ? LIMIT ?", before_ms, limit)

    def stored(self, after: tuple[str, str], limit: int) -> list[Upload]:
        """Those that are here, by office and digest, behind one of them."""
        return self._select(
            "stored_ms IS NOT NULL AND (commune, digest) > (?, ?) ORDER BY commune, digest LIMIT ?",
            *after,
            limit,
        )

    def _name(self, upload: Upload) -> tuple[str, str, str]:
        return self._province, upload.commune, upload.digest

    def _select(self, where: str, *values: object) -> list[Upload]:
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM scan WHERE province = ? AND {where}", (self._province, *values)
        )
        return [Upload(*row) for row in rows]
