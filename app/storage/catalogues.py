"""The catalogue versions that this desk holds: the built-in one and what the province published."""

from dataclasses import dataclass, field
from datetime import date

import zstandard

from app.domain.builtin import load_builtin
from app.domain.catalogue import Catalogue, from_text
from app.storage.connection import Connection
from app.storage.problems import damaged
from app.wire.errors import WireError
from app.wire.packing import unpack


def keep(connection: Connection, *, label: str, starts_on: str | None, text: str) -> None:
    """Add a version, inside the caller's transaction."""
    import hashlib

    digest = hashlib.sha256(text.encode()).hexdigest()
    body = zstandard.ZstdCompressor(level=9).compress(text.encode())
    connection.execute(
        "INSERT INTO catalogue_version(label, starts_on, digest, body) VALUES(?,?,?,?)",
        (label, starts_on, digest, body),
    )


def newest_text(connection: Connection) -> tuple[str, bytes] | None:
    """Digest and text of the newest version, None where none was published."""
    row = connection.execute(
        "SELECT digest, body FROM catalogue_version ORDER BY position DESC LIMIT 1"
    ).fetchone()
    return None if row is None else (str(row[0]), unpack(row[1]))


def digests(connection: Connection) -> list[str]:
    """What is held, by digest."""
    return [row[0] for row in connection.execute("SELECT digest FROM catalogue_version")]


def put_in_order(connection: Connection, published: list[str]) -> None:
    """Order the versions as they were published, by digest, inside the caller's transaction.

    An enrolment brings the newest version along, and the journal of the province its forerunners
    later. What the journal does not name yet is newer than all that it names.
    """
    place = {digest: at for at, digest in enumerate(published)}
    rows = connection.execute("SELECT position, digest FROM catalogue_version ORDER BY position")
    wanted = sorted(rows.fetchall(), key=lambda row: place.get(row[1], len(place)))
    for new, (old, _) in enumerate(wanted, 1):  # below zero first: each position exists once
        connection.execute("UPDATE catalogue_version SET position=? WHERE position=?", (-new, old))
    connection.execute("UPDATE catalogue_version SET position=-position")


@dataclass(slots=True)
class HeldCatalogues:
    """Implements the Catalogues port; each version is read once."""

    connection: Connection
    _read: dict[str, Catalogue] = field(default_factory=dict)
    _builtin: Catalogue | None = None

    def covering(self, on: date) -> Catalogue:
        """The newest version that covers a reception on that day."""
        rows = self.connection.execute(
            "SELECT digest, starts_on FROM catalogue_version ORDER BY position DESC"
        )
        for digest, starts_on in rows.fetchall():
            if starts_on is None or date.fromisoformat(starts_on) <= on:
                return self._at(digest)
        return self.builtin()

    def labelled(self, label: str) -> Catalogue:
        """The version with that name; the newest that knows most where it is not held any more."""
        row = self.connection.execute(
            "SELECT digest FROM catalogue_version WHERE label=?", (label,)
        ).fetchone()
        return self.builtin() if row is None else self._at(row[0])

    def newest_label(self) -> str:
        """The name of the version last delivered."""
        row = self.connection.execute(
            "SELECT label FROM catalogue_version ORDER BY position DESC LIMIT 1"
        ).fetchone()
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
