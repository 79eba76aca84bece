"""The black box: every event as it is saved, sealed, on the disk of the copies.

A segment is a file of a few events under the place of its last one, written whole or not at all, by
a thread that reads the journal after COMMIT: no save waits for it. What is not there yet follows,
from wherever the box stands, so a full or pulled stick that comes back catches up. `restore` sets
the segments on the copy beside which they lie, where their chain of hashes goes on from it.

    nonce 12 | ChaCha20-Poly1305 under a key derived from the database's: parent hash 32, events,
    each with u32 size before it
"""

import os
import secrets
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import Trouble
from app.storage import installations
from app.storage.connection import Connection, transaction
from app.storage.journal import LAST
from app.storage.own_chain import root_of
from app.storage.profile import sync_folder
from app.wire import chain

FOLDER, ENDING, PART = "motcua-hop-den", ".mcx", ".part"
NONCE, HASH, SIZE = 12, 32, 4
MOST_EVENTS = 500
FULL_OR_GONE = (
    "Không ghi được hộp đen vào {place} (đầy hoặc đã rút ra). Dữ liệu trên máy vẫn an toàn; cắm "
    "lại là máy ghi tiếp."
)


@dataclass(frozen=True, slots=True)
class BlackBox:
    """The box of one database in the folder of its copies."""

    folder: Path
    key: bytes

    def catch_up(self, connection: Connection, copied: int) -> int:
        """Write what is not there yet; how many events. Trouble where the disk does not take it.

        `copied` is the local number of the newest event that a copy in the folder holds.
        """
        after = max(self._written(connection), copied)
        rows = connection.execute(
            "SELECT id, body, hash FROM event WHERE id>? ORDER BY id", (after,)
        )
        written = 0
        try:
            while segment := rows.fetchmany(MOST_EVENTS):
                self._write(self._before(connection, segment[0][0]), segment)
                written += len(segment)
        except OSError as error:
            raise Trouble(FULL_OR_GONE.format(place=self.folder)) from error
        return written

    def forget(self, connection: Connection, copied: int) -> None:
        """Remove segments that a good copy holds; those of another branch are in none."""
        for file in self._segments():
            if (self._number(connection, file) or copied + 1) <= copied:
                with suppress(OSError):
                    file.unlink(missing_ok=True)

    def set_on(self, connection: Connection) -> int:
        """Append what goes on from the newest event; how many. What does not fit stays away."""
        with transaction(connection):
            return sum(self._appended(connection, file) for file in self._segments())

    # --- inside ---------------------------------------------------------------------------------

    def _appended(self, connection: Connection, file: Path) -> int:
        appended = 0
        previous, bodies = self._read(file)
        for body in bodies:
            last_id, head = connection.execute(LAST).fetchone()
            if previous == bytes(head):
                installations.append(connection, last_id + 1, previous, body)
                appended += 1
            previous = chain.link(previous, body)
        return appended

    def _written(self, connection: Connection) -> int:
        """Up to where this chain is in the box; 0 for a box of another branch."""
        for file in reversed(self._segments()):
            number = self._number(connection, file)
            if number is not None:
                return number
        return 0

    def _number(self, connection: Connection, file: Path) -> int | None:
        """The local number of a segment's last event; None where this chain has another there."""
        number, _, mark = file.stem.partition("-")
        row = connection.execute("SELECT hash FROM event WHERE id=?", (int(number),)).fetchone()
        return int(number) if row is not None and bytes(row[0]).hex().startswith(mark) else None

    def _before(self, connection: Connection, event_id: int) -> bytes:
        row = connection.execute(
            "SELECT hash FROM event WHERE id<? ORDER BY id DESC LIMIT 1", (event_id,)
        ).fetchone()
        return root_of(connection.execute) if row is None else bytes(row[0])

    def _write(self, parent: bytes, rows: list[tuple[int, bytes, bytes]]) -> None:
        plain = parent + b"".join(struct.pack(">I", len(body)) + body for _, body, _ in rows)
        nonce = secrets.token_bytes(NONCE)
        sealed = nonce + ChaCha20Poly1305(self._derived(b"seal")).encrypt(nonce, plain, b"")
        last, _, head = rows[-1]
        place = self._place()
        part = place / f"{last:020d}-{os.getpid()}{PART}"  # a command may write beside the window
        place.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            out.write(sealed)
            out.flush()
            os.fsync(out.fileno())
        part.replace(place / f"{last:020d}-{bytes(head).hex()[:16]}{ENDING}")
        sync_folder(place)

    def _read(self, file: Path) -> tuple[bytes, list[bytes]]:
        """Parent and events; nothing of a segment that is damaged or another database's."""
        try:
            raw = file.read_bytes()
            cipher = ChaCha20Poly1305(self._derived(b"seal"))
            plain = cipher.decrypt(raw[:NONCE], raw[NONCE:], b"")
        except (OSError, InvalidTag, ValueError):
            return b"", []
        return plain[:HASH], list(_bodies(plain[HASH:]))

    def _segments(self) -> list[Path]:
        place = self._place()
        found = place.glob(f"*-*{ENDING}") if place.is_dir() else ()
        return sorted(file for file in found if file.name.partition("-")[0].isdigit())

    def _place(self) -> Path:
        return self.folder / FOLDER / self._derived(b"name").hex()[:16]

    def _derived(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), 32, None, b"motcua/black-box/1/" + purpose).derive(self.key)


def _bodies(rest: bytes) -> Iterator[bytes]:
    while len(rest) > SIZE:
        (size,) = struct.unpack_from(">I", rest)
        yield rest[SIZE : SIZE + size]
        rest = rest[SIZE + size :]
