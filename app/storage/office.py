"""The store as desks of one office trade over it: what is here, what a neighbour lacks, what came.

Other desks' events are kept as facts in `peer_event`, and what their devices signed in
`office_envelope` for whoever lacks it. Own events are signed anew from the journal when asked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.times import to_millis
from app.storage import folding, identities, peers, projections, supplies
from app.storage.chain_store import SqliteChain
from app.storage.connection import Connection, transaction
from app.storage.peers import Place
from app.storage.secrets import CONTACT, get_mark
from app.wire.envelope import Envelope, root_opening
from app.wire.office import Person
from app.wire.signing import DeviceCertificate


def desk_of(connection: Connection, dossier_id: int) -> int | None:
    """The neighbours' desk that received a dossier; None for this desk's and another office's."""
    if dossier_id >= 0 or folding.is_guest(dossier_id):
        return None
    device = peers.one(connection.execute, dossier_id).device
    row = connection.execute("SELECT certificate FROM peer WHERE device=?", (device,)).fetchone()
    return None if row is None else DeviceCertificate.from_bytes(bytes(row[0])).desk


def _steps_back(depth: int) -> Iterator[int]:
    distance = 0
    while distance <= depth:
        yield depth - distance
        distance = 2 * distance or 1


@dataclass(slots=True)
class SqliteOffice:
    """Implements OfficeStore on one desk's database."""

    connection: Connection
    chain: SqliteChain
    certificate: bytes
    training: bool
    now: Callable[[], datetime]

    def have(self) -> tuple[bytes, ...]:
        """The newest event of each line, and at distances 1, 2, 4 … back from it."""
        execute = self.connection.execute
        found: dict[bytes, None] = {}
        for leaf in peers.leaves(execute):
            for identity in peers.ancestors(execute, leaf, _steps_back(leaf.depth)):
                if identity is not None:
                    found[identity] = None
        return tuple(found)

    def mark(self) -> tuple[int, int]:
        """The newest event here of this desk, and of all others."""
        row = self.connection.execute(
            "SELECT coalesce((SELECT max(id) FROM event), 0), "
            "coalesce((SELECT min(id) FROM peer_event), 0)"
        ).fetchone()
        return int(row[0]), int(row[1])

    def reach(self, have: Sequence[bytes]) -> Mapping[int, int]:
        """Of each line, up to which depth somebody has it who has these."""
        with transaction(self.connection):
            return peers.reach(self.connection.execute, have)

    def carried_beyond(self, reach: Mapping[int, int], most_bytes: int) -> tuple[list[bytes], bool]:
        """Others' envelopes that he lacks, in the order they came here.

        At least one where there is one; whether there are more.
        """
        found: list[bytes] = []
        size = 0
        for number, length in supplies.beyond(self.connection, reach, "length(raw)"):
            size += length
            if found and size > most_bytes:
                return found, True
            (raw,) = self.connection.execute(
                "SELECT raw FROM office_envelope WHERE id=?", (number,)
            ).fetchone()
            found.append(bytes(raw))
        return found, False

    def take(self, envelope: Envelope, raw: bytes) -> int | None:
        """Keep what is new of a verified envelope; None where what it stands on is not here."""
        identities.come_near(self.connection)
        with transaction(self.connection):
            execute, device = self.connection.execute, envelope.header.device
            place = self._parent(envelope)
            if place is None:
                return None
            end, new = peers.append(execute, device, place, envelope.bodies, envelope.hashes)
            if new:
                execute(
                    "INSERT INTO office_envelope(device, line, depth, at_ms, settled, raw) "
                    "VALUES(?,?,?,?,0,?)",
                    (device, end.line, end.depth, to_millis(self.now()), raw),
                )
                projections.fold_peers(execute, new)
            return len(new)

    def people(self) -> tuple[Person, ...]:
        """All desks that it has heard of, itself first."""
        now_ms = to_millis(self.now())
        depth = self.chain.stored_depth()
        held = self.chain.identity_at(depth) if depth else None
        contact = int(get_mark(self.connection, CONTACT) or 0)
        rows = self.connection.execute(
            "SELECT certificate, held, contact_ms, seen_ms FROM peer ORDER BY device"
        ).fetchall()
        others = (
            Person(
                bytes(certificate),
                None if held is None else bytes(held),
                contact_ms,
                max(0, now_ms - seen_ms) // 1000,
            )
            for certificate, held, contact_ms, seen_ms in rows
        )
        return (Person(self.certificate, held, contact, 0), *others)

    def meet(self, people: Sequence[Person]) -> None:
        """Keep what is said of desks whose certificates were verified: the newest word counts.

        Of a time that is still to come it counts as said now: no word silences another for good.
        """
        now_ms = to_millis(self.now())
        with transaction(self.connection):
            for one in people:
                if one.certificate == self.certificate:
                    continue
                device = DeviceCertificate.from_bytes(one.certificate).device
                self.connection.execute(
                    "INSERT INTO peer VALUES(?1,?2,?3,?4,?5) ON CONFLICT(device) DO UPDATE SET "
                    "held=CASE WHEN ?4>contact_ms THEN ?3 ELSE held END, "
                    "contact_ms=max(contact_ms, ?4), seen_ms=max(seen_ms, ?5)",
                    (
                        device,
                        one.certificate,
                        one.held,
                        min(one.contact_ms, now_ms),
                        now_ms - one.away * 1000,
                    ),
                )

    def certificate_of(self, device: str) -> bytes | None:
        """The certificate of a desk that was heard of, this one's too."""
        if DeviceCertificate.from_bytes(self.certificate).device == device:
            return self.certificate
        row = self.connection.execute(
            "SELECT certificate FROM peer WHERE device=?", (device,)
        ).fetchone()
        return None if row is None else bytes(row[0])

    def revoked(self) -> frozenset[str]:
        """Devices that the province has shut out."""
        return peers.revoked(self.connection.execute)

    def _parent(self, envelope: Envelope) -> Place | None:
        """Where its first event goes on; a device's first chain begins at its root."""
        execute = self.connection.execute
        parent, device = envelope.header.parent, envelope.header.device
        place = peers.place_of(execute, parent)
        if place is not None:
            return place
        opening = root_opening(envelope)
        if opening is None or bool(opening.training) != self.training:
            return None
        return None if peers.roots_of(execute, device) else peers.new_root(execute, device, parent)
