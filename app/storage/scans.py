"""Scans on the desk's disk: sealed, named by the hash of their bytes, each known to the database.

The file is durable before its row is, so a row never names a file that a power cut took; a file
without a row is nobody's and is swept away. Whoever writes or sweeps holds the lock of the folder.
"""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.errors import Trouble
from app.domain.scan import ScanAdded, is_passing
from app.domain.times import to_seconds
from app.services.scans import ScanCount, WaitingScan
from app.storage.connection import Connection, transaction
from app.storage.profile import PRIVATE_FOLDER, alone, sync_folder, write_private
from app.storage.secrets import CONTACT, get_mark, put_mark
from app.wire.errors import WireError
from app.wire.scans import MOST_SCAN, TAG_BYTES, is_digest, open_scan, seal_scan

ASKED_ON = "scans_asked_on"
ASKED_AGAIN = "scans_asked_again_ms"
KEPT = timedelta(days=90)  # after the province has it, and longer while its copy lacks it
LOST = "Không còn đọc được tệp quét trên máy này. Hãy quét lại giấy và gắn vào hồ sơ."
WAITS = "sent_at IS NULL AND attached=1 AND fault IS NULL"
SPACE_FREE = "attached=0 AND sent_at IS NULL"
HAD = "attached=1 AND sent_at IS NOT NULL AND released_at IS NULL"  # and its bytes lie here
MOST_INT = (1 << 63) - 1
PASSING_WAITS = timedelta(minutes=10)
TOO_LARGE = (
    "Tệp quét lớn hơn 64 MB nên không nhận. Tệp vẫn nằm nguyên chỗ cũ; hãy quét lại ở 200 dpi."
)
NOT_WRITTEN = (
    "Không lưu được bản quét (ổ đĩa đầy hoặc chỉ đọc). Hồ sơ đã lưu vẫn an toàn, tệp quét vẫn nằm "
    "nguyên chỗ cũ. Hãy xoá bớt tệp trên ổ đĩa rồi quét lại."
)
NOT_HERE = (
    "Bản quét này không còn trên máy. Nếu tỉnh đã nhận thì bản của tỉnh vẫn còn; nếu chưa, hãy "
    "quét lại giấy."
)


@dataclass(frozen=True, slots=True)
class ScanFolder:
    """The scans of one unlocked profile. `secret` is the database's key."""

    connection: Connection
    folder: Path
    secret: bytes

    def take_in(self, plain: bytes, *, name: str | None, pages: int, now: datetime) -> str:
        """Keep a scan that belongs to no dossier yet; its digest. Durable when it returns.

        The same scan again is the one that is held.
        """
        if len(plain) > MOST_SCAN - TAG_BYTES - 4:
            raise Trouble(TOO_LARGE)
        sealed = seal_scan(plain, self.secret)
        with self._alone():
            self._write(sealed.digest, sealed.raw)
            with transaction(self.connection) as connection:
                connection.execute(
                    "INSERT INTO scan VALUES(?,?,?,?,?,?,0,NULL,NULL,NULL,NULL) "
                    "ON CONFLICT(digest) DO UPDATE SET fault=NULL, released_at=NULL",
                    (
                        sealed.digest,
                        sealed.key,
                        len(sealed.raw),
                        pages,
                        name,
                        to_seconds(now),
                    ),
                )
        return sealed.digest

    def read(self, digest: str) -> bytes:
        """The scan as it was taken in; Trouble where it is not here, or not whole."""
        row = self._row(digest, "key")
        if row is None:
            raise Trouble(NOT_HERE)
        try:
            return open_scan(self._file(digest).read_bytes(), bytes(row[0]))
        except (OSError, WireError) as error:
            raise Trouble(NOT_HERE) from error

    def drop(self, digest: str) -> None:
        """A loose scan that nobody wants; one that belongs to a dossier stays."""
        with self._alone():
            with transaction(self.connection) as connection:
                connection.execute(f"DELETE FROM scan WHERE digest=? AND {SPACE_FREE}", (digest,))
            if self._row(digest, "1") is None:
                self._forget(self._file(digest))

    def sweep(self, now: datetime) -> None:
        """Remove what a cut left: what has no row, a signature or picture that nothing has.

        What is gone already is known from then on.
        """
        if not self.folder.is_dir():
            return
        with self._alone():
            self._know_gone(now)
            self._drop_passing(now)
            known = {row[0] for row in self.connection.execute("SELECT digest FROM scan")}
            for file in self.folder.glob("*/*"):
                if file.name not in known:
                    self._forget(file)

    # --- for sending ------------------------------------------------------------------------------

    def waiting(self, limit: int) -> list[WaitingScan]:
        """Those of dossiers that can be read, who waits longest first."""
        rows = self.connection.execute(
            f"SELECT digest, size FROM scan WHERE {WAITS} ORDER BY added_at, digest LIMIT ?",
            (limit,),
        )
        return [WaitingScan(*row) for row in rows]

    def sealed(self, digest: str) -> bytes | None:
        """The sealed bytes; None, and a fault that is told, where they are not what they were."""
        try:
            raw = self._file(digest).read_bytes()
        except OSError:
            raw = b""
        if hashlib.sha256(raw).hexdigest() == digest:
            return raw
        with transaction(self.connection) as connection:
            connection.execute("UPDATE scan SET fault=? WHERE digest=?", (LOST, digest))
        return None

    def mark_sent(self, digest: str, now: datetime) -> bool:
        """The province said, signed, that it has all of it; whether that is news."""
        with transaction(self.connection) as connection:
            done = connection.execute(
                "UPDATE scan SET sent_at=?, carried_at=NULL WHERE digest=? AND sent_at IS NULL",
                (to_seconds(now), digest),
            )
            return bool(done.rowcount)

    def mark_carried(self, digests: Sequence[str], now: datetime) -> None:
        """They lie on a stick, whole: nothing follows of that but what is told."""
        with transaction(self.connection) as connection:
            connection.executemany(
                "UPDATE scan SET carried_at=? WHERE digest=? AND sent_at IS NULL",
                [(to_seconds(now), digest) for digest in digests],
            )

    def asked_again_ms(self) -> int:
        """When the province, by its clock, last showed that it lost scans; 0 for never."""
        return int(get_mark(self.connection, ASKED_AGAIN) or 0)

    def asks(self, now: datetime) -> bool:
        """Once a day, where the province has any that still lies here."""
        if get_mark(self.connection, ASKED_ON) == now.date().isoformat():
            return False
        look = f"SELECT 1 FROM scan WHERE {HAD} LIMIT 1"
        return self.connection.execute(look).fetchone() is not None

    def due(self, now: datetime, limit: int) -> list[WaitingScan]:
        """Those that the province has had for so long that they may go, the oldest first."""
        rows = self.connection.execute(
            f"SELECT digest, size FROM scan WHERE {HAD} AND sent_at<? ORDER BY sent_at, digest "
            "LIMIT ?",
            (to_seconds(now - KEPT), limit),
        )
        return [WaitingScan(*row) for row in rows]

    def release(self, digest: str, now: datetime) -> None:
        """Its bytes go; where they cannot be removed, another day tries again."""
        with self._alone():
            self._forget(self._file(digest))
            if not self._file(digest).exists():
                self._mark_released(digest, now)

    def offer(self, digests: Sequence[str], now: datetime) -> None:
        """It was asked today; what it had and what lies here waits again."""
        with transaction(self.connection) as connection:
            put_mark(connection, ASKED_ON, now.date().isoformat())
            if digests:
                _distrust(connection)
            for digest in digests:
                connection.execute(
                    f"UPDATE scan SET sent_at=NULL WHERE digest=? AND {HAD}", (digest,)
                )

    # --- inside -----------------------------------------------------------------------------------

    def _alone(self) -> AbstractContextManager[None]:
        return alone(self.folder.with_name("scans.lock"))

    def _row(self, digest: str, columns: str) -> tuple[bytes, ...] | None:
        found: tuple[bytes, ...] | None = self.connection.execute(
            f"SELECT {columns} FROM scan WHERE digest=?", (digest,)
        ).fetchone()
        return found

    def _file(self, digest: str) -> Path:
        if not is_digest(digest):
            raise LookupError(digest)
        return self.folder / digest[:2] / digest

    def _write(self, digest: str, raw: bytes) -> None:
        file = self._file(digest)
        try:
            if file.exists() and file.read_bytes() == raw:
                return
            for folder in (self.folder, file.parent):
                if not folder.is_dir():
                    folder.mkdir(mode=PRIVATE_FOLDER)
                    sync_folder(folder.parent)
            write_private(file, raw)
        except (OSError, Trouble) as error:
            raise Trouble(NOT_WRITTEN) from error

    def _know_gone(self, now: datetime) -> None:
        """An earlier program let scans go by their age alone."""
        for scan in self.due(now, MOST_INT):
            if not self._file(scan.digest).exists():
                self._mark_released(scan.digest, now)

    def _drop_passing(self, now: datetime) -> None:
        """A signature or picture waits for a moment only, while what it is for is saved."""
        rows = self.connection.execute(
            f"SELECT digest, name FROM scan WHERE {SPACE_FREE} AND added_at<?",
            (to_seconds(now - PASSING_WAITS),),
        ).fetchall()
        with transaction(self.connection) as connection:
            for digest in (digest for digest, name in rows if is_passing(name)):
                connection.execute(f"DELETE FROM scan WHERE digest=? AND {SPACE_FREE}", (digest,))

    def _mark_released(self, digest: str, now: datetime) -> None:
        with transaction(self.connection) as connection:
            connection.execute(
                "UPDATE scan SET released_at=? WHERE digest=?", (to_seconds(now), digest)
            )

    @staticmethod
    def _forget(file: Path) -> None:
        with suppress(OSError):  # read-only, or somebody reads it: another start tries again
            file.unlink(missing_ok=True)


# --- the database's side --------------------------------------------------------------------------


def attach(connection: Connection, digest: str) -> ScanAdded:
    """The scan belongs to a dossier from now on, inside the caller's transaction; its fact."""
    row = connection.execute(
        "SELECT key, size, pages, name FROM scan WHERE digest=?", (digest,)
    ).fetchone()
    if row is None:
        raise LookupError(digest)
    connection.execute("UPDATE scan SET attached=1 WHERE digest=?", (digest,))
    key, size, pages, name = row
    return ScanAdded(digest, bytes(key).hex(), size, pages, name)


def offer_again(connection: Connection) -> None:
    """What the province once had may be gone there: each that still lies here is asked about."""
    _distrust(connection)
    connection.execute(f"UPDATE scan SET sent_at=NULL WHERE {HAD}")


def _distrust(connection: Connection) -> None:
    """Receipts from before this moment, which a stick may bring late, say nothing any more."""
    put_mark(connection, ASKED_AGAIN, get_mark(connection, CONTACT) or "0")


def held(connection: Connection, digests: Iterable[str]) -> list[str]:
    """Those of them that this desk holds."""
    look = "SELECT 1 FROM scan WHERE digest=?"
    return [one for one in digests if connection.execute(look, (one,)).fetchone()]


def loose(connection: Connection) -> list[str]:
    """Scans that no dossier has and no draft waits with, the oldest first."""
    rows = connection.execute(
        f"SELECT digest FROM scan WHERE {SPACE_FREE} AND NOT EXISTS "
        "(SELECT 1 FROM draft WHERE instr(body, digest)) ORDER BY added_at, digest"
    )
    return [row[0] for row in rows]


def count_of(connection: Connection, digests: Iterable[str]) -> ScanCount:
    """How far these scans have come. One that this desk does not hold is at another one."""
    wanted = tuple(digests)
    marks = ",".join("?" * len(wanted))
    rows = connection.execute(
        f"SELECT carried_at, fault FROM scan WHERE digest IN ({marks}) AND sent_at IS NULL", wanted
    ).fetchall()
    unsent = [carried for carried, fault in rows if fault is None]
    here = len(held(connection, wanted))
    return ScanCount(
        len(wanted),
        len(unsent),
        lost=len(rows) - len(unsent),
        elsewhere=len(wanted) - here,
        carried=sum(at is not None for at in unsent),
    )


def unsent(connection: Connection) -> tuple[int, int]:
    """How many scans of dossiers wait to be sent, and their bytes."""
    row = connection.execute(
        f"SELECT count(*), coalesce(sum(size), 0) FROM scan WHERE {WAITS}"
    ).fetchone()
    return int(row[0]), int(row[1])


def on_sticks(connection: Connection) -> int:
    """How many of these were put on a stick, and no answer has come."""
    look = f"SELECT count(*) FROM scan WHERE {WAITS} AND carried_at IS NOT NULL"
    return int(connection.execute(look).fetchone()[0])
