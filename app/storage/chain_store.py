"""The exchange's view of the store: the own chain by depth, the province's journal, and the marks.

Marks are what the province said, kept with its effect in one transaction; they are where to begin,
never a proof. Downstream events are chained from `chain.down_root(commune)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.times import from_millis
from app.services.exchange import Cursor
from app.storage import (
    catalogues,
    downstream,
    identities,
    installations,
    projections,
    scans,
    supplies,
)
from app.storage.connection import Connection, transaction
from app.storage.journal import LAST
from app.storage.own_chain import DEPTH_BITS, DEPTH_MASK, root_of
from app.storage.secrets import CONTACT, get_mark, put_mark
from app.wire.dictionary import number_of
from app.wire.envelope import Words
from app.wire.event import load

STORED, CERTIFICATE = "stored", "server_certificate"
COPIED = "copied"
CLOCK_DIFFERENCE = "clock_difference_ms"


def stored_through(connection: Connection) -> int:
    """The id of the newest event that the province said it has; 0 for none."""
    stored = int(get_mark(connection, STORED) or 0)
    (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
    return (newest >> DEPTH_BITS << DEPTH_BITS | stored) if stored else 0


def copied_until(connection: Connection) -> datetime | None:
    """When the newest event was written that the province's copy at another place has."""
    depth = int(get_mark(connection, COPIED) or 0)
    if not depth:
        return None
    row = connection.execute("SELECT body FROM event WHERE id=?", (_id_at(connection, depth),))
    return from_millis(load(row.fetchone()[0])[2])


def _id_at(connection: Connection, depth: int) -> int:
    """Where an event of the line lies; LookupError where the line is not so long."""
    newest = connection.execute(LAST).fetchone()[0] >> DEPTH_BITS
    for lineage in range(newest, 0, -1):
        event_id = lineage << DEPTH_BITS | depth
        if connection.execute("SELECT 1 FROM event WHERE id=?", (event_id,)).fetchone():
            return int(event_id)
    raise LookupError(depth)


@dataclass(slots=True)
class SqliteChain:
    """Implements ChainStore for one desk's chain."""

    connection: Connection
    commune: str
    now: Callable[[], datetime]

    def head(self) -> tuple[int, bytes]:
        """Depth and identity of the newest event."""
        row = self.connection.execute(LAST).fetchone()
        return (
            (0, root_of(self.connection.execute)) if row is None else (row[0] & DEPTH_MASK, row[1])
        )

    def identity_at(self, depth: int) -> bytes:
        """Identity at a depth along this installation's parents."""
        if depth == 0:
            return root_of(self.connection.execute)
        (identity,) = self.connection.execute(
            "SELECT hash FROM event WHERE id=?", (_id_at(self.connection, depth),)
        ).fetchone()
        return bytes(identity)

    def depth_of(self, identity: bytes, near: int) -> int | None:
        """Where an identity stands, looked for at one depth first."""
        if 0 <= near <= self.head()[0] and self.identity_at(near) == identity:
            return near
        if identity == root_of(self.connection.execute):
            return 0
        found = identities.beginning_with(self.connection, identity.hex())
        return found[0] & DEPTH_MASK if found else None

    def bodies_after(self, depth: int, most_events: int, most_bytes: int) -> list[bytes]:
        """Bodies in chain order, at least one where there is one."""
        first = _id_at(self.connection, depth) if depth else 0
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

    def mark_copied(self, depth: int) -> None:
        """Keep up to where the province's copy at another place has the chain."""
        with transaction(self.connection):
            put_mark(self.connection, COPIED, str(depth))

    def contact_ms(self) -> int:
        """By the province's clock, its newest answer that was verified; 0 for none."""
        return int(get_mark(self.connection, CONTACT) or 0)

    def record_contact(self, at_ms: int, clock_difference_ms: int) -> None:
        """A verified answer came."""
        with transaction(self.connection):
            put_mark(self.connection, CONTACT, str(at_ms))
            put_mark(self.connection, CLOCK_DIFFERENCE, str(clock_difference_ms))

    def cursor(self) -> Cursor:
        """The newest downstream event held."""
        return downstream.cursor(self.connection, self.commune)

    def down_identity_at(self, position: int) -> bytes:
        """Identity of the downstream event at a position; the root's at 0."""
        return downstream.identity_at(self.connection, self.commune, position)

    def held_down(self, after: int, bodies: list[bytes]) -> int:
        """How many of these bodies stand behind a position already, from the first on."""
        return downstream.held_of(self.connection, after, bodies)

    def take_down(self, after: int, bodies: list[bytes]) -> int:
        """Append what is new; what differs at the same place is replaced with all behind it."""
        identities.come_near(self.connection)
        with transaction(self.connection):
            return downstream.take(self.connection, self.commune, after, bodies)

    def down_words(self, after: int) -> tuple[str, ...]:
        """What the province says behind a position to the office, or of what is no dossier's."""
        return downstream.words(self.connection, after)

    def set_down_back(self, position: int) -> None:
        """Forget what stands behind a position, and its effects."""
        with transaction(self.connection):
            downstream.set_back(self.connection, position)

    def offer_again(self) -> None:
        """The province was set back: what it once had of scans and neighbours is offered again."""
        with transaction(self.connection):
            scans.offer_again(self.connection)
            supplies.offer_again(self.connection)

    def take_ahead(self, depth: int, bodies: list[bytes], letter: str, *, last: bool) -> bool:
        """What others wrote behind this head; an installation is owed from the first of it on.

        Where another process has written meanwhile the head is another one: none of it fits.
        """
        with transaction(self.connection):
            event_id, head = self.connection.execute(LAST).fetchone()
            if event_id & DEPTH_MASK != depth:
                return False
            for place, body in enumerate(bodies, event_id + 1):
                head = installations.append(self.connection, place, bytes(head), body)
            put_mark(self.connection, STORED, str(depth + len(bodies)))
            projections.fold_verdicts(self.connection.execute)
            installations.owe(self.connection, letter, installations.RESTORED)
            if last:
                installations.settle(self.connection, self.now)
        return True

    def reinstall(self, depth: int, letter: str) -> None:
        """Others wrote beside this machine: from here on it counts by itself.

        A second answer may say it again, with another letter: once is enough.
        """
        with transaction(self.connection):
            if installations.opened_at(self.connection) <= depth:
                installations.owe(self.connection, letter, installations.CLONED)
                installations.settle(self.connection, self.now)

    def words(self) -> Words | None:
        """Of several catalogues the newest; None where the province published none."""
        found = catalogues.newest_text(self.connection)
        return None if found is None else Words(number_of(found[0]), found[1])

    def wanted_blobs(self) -> list[str]:
        """Digests of published catalogues that are not held yet, newest first: it rules."""
        held = set(catalogues.digests(self.connection))
        published = reversed(downstream.published(self.connection))
        named = dict.fromkeys(fact.digest for fact in published)
        return [digest for digest in named if digest not in held]

    def part(self, digest: str) -> bytes:
        """The beginning of a content that came before a cut."""
        row = self.connection.execute(
            "SELECT packed FROM content_part WHERE digest=?", (digest,)
        ).fetchone()
        return b"" if row is None else bytes(row[0])

    def keep_part(self, digest: str, packed: bytes) -> None:
        """Keep it: one content travels at a time, so there is one, beside an envelope's."""
        with transaction(self.connection):
            self.connection.execute(
                "DELETE FROM content_part WHERE (digest='envelope')=(?='envelope')", (digest,)
            )
            if packed:
                self.connection.execute("INSERT INTO content_part VALUES(?,?)", (digest, packed))

    def keep_blob(self, digest: str, content: bytes) -> None:
        """A catalogue whose digest was checked becomes a version that can be used.

        Unless the province has taken it back meanwhile, as another process of this desk may know.
        """
        with transaction(self.connection):
            self.connection.execute("DELETE FROM content_part")
            for fact in downstream.published(self.connection):
                if fact.digest == digest:
                    text, first_day = content.decode(), fact.starts_on
                    catalogues.keep(
                        self.connection, label=fact.label, starts_on=first_day, text=text
                    )
                    return

    def renew_server_certificate(self, text: str) -> None:
        """Keep the province's new certificate."""
        with transaction(self.connection):
            put_mark(self.connection, CERTIFICATE, text)
