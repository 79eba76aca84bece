"""The exchange's view of the store: the own chain by depth, the province's journal, and the marks.

Marks are what the province said, kept with its effect in one transaction; they are where to begin,
never a proof. Downstream events are chained from `chain.down_root(commune)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.downstream import CataloguePublished
from app.services.exchange import Cursor
from app.storage import catalogues, installations, projections
from app.storage.connection import Connection, transaction
from app.storage.journal import LAST, root_of
from app.storage.projections import DEPTH_BITS, DEPTH_MASK
from app.storage.secrets import get_mark, put_mark
from app.wire import chain
from app.wire.dictionary import number_of
from app.wire.envelope import Words
from app.wire.errors import WireError
from app.wire.event import decode

STORED, CONTACT, CERTIFICATE = "stored", "contact", "server_certificate"
CLOCK_DIFFERENCE = "clock_difference_ms"
RESTORED, CLONED = "restored", "cloned"


def stored_through(connection: Connection) -> int:
    """The id of the newest event that the province said it has; 0 for none."""
    stored = int(get_mark(connection, STORED) or 0)
    (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
    return (newest >> DEPTH_BITS << DEPTH_BITS | stored) if stored else 0


@dataclass(slots=True)
class SqliteChain:
    """Implements ChainStore for one desk's chain."""

    connection: Connection
    commune: str
    now: Callable[[], datetime]

    def head(self) -> tuple[int, bytes]:
        """Depth and identity of the newest event."""
        row = self.connection.execute(LAST).fetchone()
        return (0, root_of(self.connection)) if row is None else (row[0] & DEPTH_MASK, row[1])

    def identity_at(self, depth: int) -> bytes:
        """Identity at a depth along this installation's parents."""
        if depth == 0:
            return root_of(self.connection)
        (identity,) = self.connection.execute(
            "SELECT hash FROM event WHERE id=?", (self._id_at(depth),)
        ).fetchone()
        return bytes(identity)

    def depth_of(self, identity: bytes) -> int | None:
        """Where an identity stands; the head and the last mark are looked at first."""
        depth, head = self.head()
        stored = self.stored_depth()
        for known, there in ((depth, head), (stored, self.identity_at(min(stored, depth)))):
            if there == identity:
                return known
        if identity == root_of(self.connection):
            return 0
        row = self.connection.execute("SELECT id FROM event WHERE hash=?", (identity,)).fetchone()
        return None if row is None else int(row[0]) & DEPTH_MASK

    def bodies_after(self, depth: int, most_events: int, most_bytes: int) -> list[bytes]:
        """Bodies in chain order, at least one where there is one."""
        first = self._id_at(depth) if depth else 0
        bodies: list[bytes] = []
        size = 0
        for (body,) in self.connection.execute(
            "SELECT body FROM event WHERE id>? ORDER BY id LIMIT ?", (first, most_events)
        ):
            size += len(body)
            if bodies and size > most_bytes:
                break
            bodies.append(bytes(body))
        return bodies

    def stored_depth(self) -> int:
        """Up to where the province said that it has the chain."""
        return int(get_mark(self.connection, STORED) or 0)

    def mark_stored(self, depth: int, at_ms: int) -> None:
        """Keep what the province said, and when."""
        with transaction(self.connection):
            put_mark(self.connection, STORED, str(depth))
            put_mark(self.connection, CONTACT, str(at_ms))

    def record_contact(self, at_ms: int, clock_difference_ms: int) -> None:
        """A verified answer came."""
        with transaction(self.connection):
            put_mark(self.connection, CONTACT, str(at_ms))
            put_mark(self.connection, CLOCK_DIFFERENCE, str(clock_difference_ms))

    def cursor(self) -> Cursor:
        """The newest downstream event held."""
        row = self.connection.execute(
            "SELECT id, hash FROM downstream ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return Cursor(0, chain.down_root(self.commune)) if row is None else Cursor(row[0], row[1])

    def take_down(self, after: int, bodies: list[bytes]) -> int:
        """Replace what stands after a position; what was already held is not counted."""
        with transaction(self.connection):
            return self._take_down(after, bodies)

    def take_ahead(self, bodies: list[bytes], letter: str, *, last: bool) -> None:
        """What others wrote behind this head; an installation is owed from the first of it on."""
        with transaction(self.connection):
            event_id, head = self.connection.execute(LAST).fetchone()
            for place, body in enumerate(bodies, event_id + 1):
                head = installations.append(self.connection, place, bytes(head), body)
            projections.fold_verdicts(self.connection.execute)
            installations.owe(self.connection, letter, RESTORED)
            if last:
                installations.settle(self.connection, self.now())

    def reinstall(self, letter: str) -> None:
        """Others wrote beside this machine: from here on it counts by itself.

        A stick may tell it twice: once is enough.
        """
        if installations.letter(self.connection) == letter:
            return
        with transaction(self.connection):
            installations.owe(self.connection, letter, CLONED)
            installations.settle(self.connection, self.now())

    def words(self) -> Words | None:
        """Of several catalogues the newest; None where the province published none."""
        found = catalogues.newest_text(self.connection)
        return None if found is None else Words(number_of(found[0]), found[1])

    def wanted_blobs(self) -> list[str]:
        """Digests of published catalogues that are not held yet, oldest first."""
        held = set(catalogues.digests(self.connection))
        return [fact.digest for fact in self._published() if fact.digest not in held]

    def part(self, digest: str) -> bytes:
        """The beginning of a content that came before a cut."""
        row = self.connection.execute(
            "SELECT packed FROM content_part WHERE digest=?", (digest,)
        ).fetchone()
        return b"" if row is None else bytes(row[0])

    def keep_part(self, digest: str, packed: bytes) -> None:
        """Keep it: one content travels at a time, so there is one beginning."""
        with transaction(self.connection):
            self.connection.execute("DELETE FROM content_part")
            if packed:
                self.connection.execute("INSERT INTO content_part VALUES(?,?)", (digest, packed))

    def keep_blob(self, digest: str, content: bytes) -> None:
        """A catalogue whose digest was checked becomes a version that can be used."""
        published = self._published()
        fact = next(fact for fact in published if fact.digest == digest)
        with transaction(self.connection):
            self.connection.execute("DELETE FROM content_part")
            catalogues.keep(
                self.connection,
                label=fact.label,
                starts_on=fact.starts_on,
                text=content.decode(),
            )
            catalogues.put_in_order(self.connection, [one.digest for one in published])

    def renew_server_certificate(self, text: str) -> None:
        """Keep the province's new certificate."""
        with transaction(self.connection):
            put_mark(self.connection, CERTIFICATE, text)

    def _take_down(self, after: int, bodies: list[bytes]) -> int:
        position, previous = self._known_until(after)
        held = self.connection.execute(
            "SELECT hash FROM downstream WHERE id>? ORDER BY id", (position,)
        ).fetchall()
        identities = chain.run(previous, bodies)
        same = 0
        while same < min(len(held), len(identities)) and held[same][0] == identities[same]:
            same += 1
        if same < len(held):
            self._rewind(position + same)
        for place, body in enumerate(bodies[same:], position + same + 1):
            self._append_down(place, body, identities[place - position - 1])
        return len(bodies) - same

    def _known_until(self, after: int) -> tuple[int, bytes]:
        if after == 0:
            return 0, chain.down_root(self.commune)
        row = self.connection.execute("SELECT hash FROM downstream WHERE id=?", (after,)).fetchone()
        if row is None:
            raise WireError("downstream gap")
        return after, bytes(row[0])

    def _rewind(self, position: int) -> None:
        """The province's journal is another one from here on: fold without what it took back."""
        self.connection.execute("DELETE FROM downstream WHERE id>?", (position,))
        projections.rebuild(self.connection.execute)

    def _append_down(self, position: int, body: bytes, identity: bytes) -> None:
        try:
            fact = decode(body).fact
            kind = str(fact.number)
        except WireError:
            fact, kind = None, "unknown"
        self.connection.execute(
            "INSERT INTO downstream(id, kind, body, hash) VALUES(?,?,?,?)",
            (position, kind, body, identity),
        )
        if fact is not None:
            projections.fold_down(self.connection.execute, fact)

    def _published(self) -> list[CataloguePublished]:
        rows = self.connection.execute(
            "SELECT body FROM downstream WHERE kind=? ORDER BY id",
            (str(CataloguePublished.number),),
        )
        return [
            fact for (body,) in rows if isinstance(fact := decode(body).fact, CataloguePublished)
        ]

    def _id_at(self, depth: int) -> int:
        newest = self.connection.execute(LAST).fetchone()[0] >> DEPTH_BITS
        for lineage in range(newest, 0, -1):
            event_id = lineage << DEPTH_BITS | depth
            if self.connection.execute("SELECT 1 FROM event WHERE id=?", (event_id,)).fetchone():
                return int(event_id)
        raise LookupError(depth)
