"""The catalogue versions that this desk holds: the built-in one and what the province published."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

import zstandard

from app.domain.builtin import load_builtin
from app.domain.catalogue import Catalogue, from_text
from app.storage.connection import Connection
from app.storage.problems import damaged
from app.wire.errors import WireError
from app.wire.packing import unpack

RULING = "catalogue_version WHERE position>0 ORDER BY position DESC"
FAR = 1 << 40


def keep(connection: Connection, *, label: str, starts_on: str | None, text: str) -> None:
    """Add a version, inside the caller's transaction."""
    import hashlib

    digest = hashlib.sha256(text.encode()).hexdigest()
    body = zstandard.ZstdCompressor(level=9).compress(text.encode())
    connection.execute("DELETE FROM catalogue_version WHERE digest=?", (digest,))
    connection.execute(
        "INSERT INTO catalogue_version(label, starts_on, digest, body) VALUES(?,?,?,?)",
        (label, starts_on, digest, body),
    )
    arrange(connection, ruling={digest})


def arrange(
    connection: Connection,
    *,
    ruling: AbstractSet[str] = frozenset(),
    withdrawn: AbstractSet[str] = frozenset(),
) -> None:
    """Order the versions as the province numbered them, inside the caller's transaction.

    An enrolment brings the newest version along, and the journal of the province its forerunners
    later, or never. Those (by digest) that a province which was set back does not name any more
    stand below zero: they explain old dossiers and rule no new one, until they are named again.
    """
    rows = connection.execute(
        "SELECT position, label, digest FROM catalogue_version ORDER BY position"
    ).fetchall()
    held = [row for row in rows if (row[0] > 0 or row[2] in ruling) and row[2] not in withdrawn]
    others = [row for row in rows if row not in held]
    held.sort(key=lambda row: _number(row[1]))
    connection.execute("UPDATE catalogue_version SET position=position-?", (FAR,))
    for new, (old, _, _) in (*enumerate(others, -len(others)), *enumerate(held, 1)):
        connection.execute(
            "UPDATE catalogue_version SET position=? WHERE position=?", (new, old - FAR)
        )


def _number(label: str) -> int:
    """The running number in a version's name, such as 11.3."""
    last = label.rpartition(".")[2]
    return int(last) if last.isdecimal() else 0


def newest_text(connection: Connection) -> tuple[str, bytes] | None:
    """Digest and text of the newest version, None where none was published."""
    row = connection.execute(f"SELECT digest, body FROM {RULING} LIMIT 1").fetchone()
    return None if row is None else (str(row[0]), unpack(row[1]))


def digests(connection: Connection) -> list[str]:
    """What is held, by digest."""
    return [row[0] for row in connection.execute("SELECT digest FROM catalogue_version")]


@dataclass(slots=True)
class HeldCatalogues:
    """Implements the Catalogues port; each version is read once."""

    connection: Connection
    _read: dict[str, Catalogue] = field(default_factory=dict)
    _builtin: Catalogue | None = None

    def covering(self, on: date) -> Catalogue:
        """The newest version that covers a reception on that day."""
        rows = self.connection.execute(f"SELECT digest, starts_on FROM {RULING}")
        for digest, starts_on in rows.fetchall():
            if starts_on is None or date.fromisoformat(starts_on) <= on:
                return self._at(digest)
        return self.builtin()

    def labelled(self, label: str) -> Catalogue:
        """The version with that name; the newest that knows most where it is not held any more."""
        row = self.connection.execute(
            "SELECT digest FROM catalogue_version WHERE label=? ORDER BY position DESC LIMIT 1",
            (label,),
        ).fetchone()
        return self.builtin() if row is None else self._at(row[0])

    def newest_label(self) -> str:
        """The name of the version last delivered."""
        row = self.connection.execute(f"SELECT label FROM {RULING} LIMIT 1").fetchone()
        return self.builtin().version if row is None else str(row[0])

    def builtin(self) -> Catalogue:
        """What the program brings along."""
        if self._builtin is None:
            self._builtin = load_builtin()
        return self._builtin

    def _at(self, digest: str) -> Catalogue:
        if digest not in self._read:
            (body,) = self.connection.execute(
                "SELECT body FROM catalogue_version WHERE digest=?", (digest,)
            ).fetchone()
            try:
                self._read[digest] = from_text(unpack(body).decode())
            except WireError as error:
                raise damaged() from error
        return self._read[digest]
