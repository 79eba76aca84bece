"""A desk's chain in memory, a province in memory, and lines that misbehave."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from app.services.exchange import Cursor, Peer
from app.sync.transport import LineError
from app.wire import chain, signing
from app.wire.answer import REFUSED, STORED, UNKNOWN_PARENT, Answer, pack_answer
from app.wire.envelope import Envelope, Words, open_envelope

ROOT_PRIVATE, ROOT = signing.new_key()
SERVER_PRIVATE, SERVER = signing.new_key()
DEVICE_PRIVATE, DEVICE = signing.new_key()
CHAIN_ROOT = chain.root(DEVICE, bytes(16), training=True)
CERTIFICATE = signing.certify_server(
    ROOT_PRIVATE, province="11", training=True, key=SERVER, last_day=date(2030, 1, 1)
)
PEER = Peer(
    device="11-0001",
    installation="i",
    device_private=DEVICE_PRIVATE,
    server="http://127.0.0.1:1",
    root=ROOT,
    server_certificate=CERTIFICATE.to_text(),
    training=True,
    commune="03158",
)


@dataclass
class MemoryChain:
    """ChainStore of one desk."""

    bodies: list[bytes] = field(default_factory=list)
    down: list[bytes] = field(default_factory=list)
    stored: int = 0
    contacts: int = 0
    blobs: dict[str, bytes] = field(default_factory=dict)
    wanted: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)
    certificate: str = PEER.server_certificate
    known_words: Words | None = None
    copied: int = 0

    def write(self, count: int) -> None:
        for _ in range(count):
            self.bodies.append(b"[%d]" % len(self.bodies))

    def hashes(self) -> list[bytes]:
        return [CHAIN_ROOT, *chain.run(CHAIN_ROOT, self.bodies)]

    def head(self) -> tuple[int, bytes]:
        return len(self.bodies), self.hashes()[-1]

    def identity_at(self, depth: int) -> bytes:
        return self.hashes()[depth]

    def depth_of(self, identity: bytes, near: int) -> int | None:
        assert near >= 0
        known = self.hashes()
        return known.index(identity) if identity in known else None

    def bodies_after(self, depth: int, most_events: int, most_bytes: int) -> list[bytes]:
        assert most_bytes > 0
        return self.bodies[depth : depth + most_events]

    def stored_depth(self) -> int:
        return self.stored

    def mark_stored(self, depth: int, at_ms: int) -> None:
        assert at_ms > 0
        self.stored = depth

    def cursor(self) -> Cursor:
        first = chain.down_root("03158")
        return Cursor(len(self.down), [first, *chain.run(first, self.down)][-1])

    def down_identity_at(self, position: int) -> bytes:
        first = chain.down_root("03158")
        return [first, *chain.run(first, self.down)][position]

    def held_down(self, after: int, bodies: list[bytes]) -> int:
        pairs = zip(self.down[after:], bodies, strict=False)
        return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))

    def take_down(self, after: int, bodies: list[bytes]) -> int:
        new = bodies[self.held_down(after, bodies) :]
        if new:
            self.down = self.down[: after + len(bodies) - len(new)] + new
        return len(new)

    def down_words(self, after: int) -> tuple[str, ...]:
        assert 0 <= after <= len(self.down)
        return ()

    def set_down_back(self, position: int) -> None:
        self.down = self.down[:position]

    def mark_copied(self, depth: int) -> None:
        self.copied = depth

    def offer_again(self) -> None: ...

    def wanted_blobs(self) -> list[str]:
        return [digest for digest in self.wanted if digest not in self.blobs]

    def part(self, digest: str) -> bytes:
        return self.parts.get(digest, b"")

    def keep_part(self, digest: str, packed: bytes) -> None:
        self.parts = {digest: packed} if packed else {}

    def keep_blob(self, digest: str, content: bytes) -> None:
        self.blobs[digest] = content
        self.parts = {}

    def take_ahead(self, depth: int, bodies: list[bytes], letter: str, *, last: bool) -> bool:
        if depth != len(self.bodies):
            return False
        self.bodies += bodies
        if last:
            self.reinstall(depth, letter)
        return True

    def reinstall(self, depth: int, letter: str) -> None:
        assert depth <= len(self.bodies)
        self.bodies.append(b'["installed",%d,"%s"]' % (len(self.bodies), letter.encode()))

    def words(self) -> Words | None:
        return self.known_words

    def renew_server_certificate(self, text: str) -> None:
        self.certificate = text

    def contact_ms(self) -> int:
        return self.contacts

    def record_contact(self, at_ms: int, clock_difference_ms: int) -> None:
        assert clock_difference_ms is not None
        self.contacts += at_ms > 0


@dataclass
class MemoryProvince:
    """Stores what it can place, answers as the protocol says; `private` signs."""

    known: dict[bytes, int] = field(default_factory=lambda: {CHAIN_ROOT: 0})
    received: int = 0
    down: list[bytes] = field(default_factory=list)
    page: int = 1000
    private: bytes = SERVER_PRIVATE
    refuse: bool = False
    certificate: str | None = None
    time_ms: int = 5

    def answer(self, raw: bytes) -> bytes:
        envelope = open_envelope(raw, DEVICE)
        return pack_answer(self._reply(envelope), self.private)

    def _reply(self, envelope: Envelope) -> Answer:
        header = envelope.header
        if self.refuse:
            return self._make(envelope, REFUSED, None, message="Máy này đã bị thu hồi.")
        if header.asks:
            found = next((one for one in header.asks if one in self.known), None)
            return self._make(envelope, UNKNOWN_PARENT, found)
        if header.parent not in self.known:
            return self._make(envelope, UNKNOWN_PARENT, None)
        for identity in envelope.hashes:
            self.received += 1
            self.known.setdefault(identity, len(self.known))
        return self._make(envelope, STORED, envelope.head)

    def _make(
        self, envelope: Envelope, result: str, stored: bytes | None, message: str | None = None
    ) -> Answer:
        cursor = envelope.header.cursor
        return Answer(
            head=envelope.head,
            result=result,
            stored=stored,
            count=max(0, len(self.known) - 1),
            time_ms=self.time_ms,
            incarnation="a",
            down_from=min(cursor, len(self.down)),
            down=tuple(self.down[cursor : cursor + self.page]),
            down_last=len(self.down),
            server_certificate=self.certificate,
            message=message,
        )


@dataclass
class MemoryLine:
    """Carries to the province, or fails as `faults` say, one a request."""

    province: MemoryProvince
    faults: list[Callable[[bytes], bytes] | LineError] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    bytes_up: int = 0
    bytes_down: int = 0
    requests: int = 0
    left: float = 40.0
    reached: int = 0
    asked: list[int] = field(default_factory=list)

    def post(self, envelope: bytes) -> bytes:
        self.requests += 1
        self.bytes_up += len(envelope)
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, LineError):
            raise fault
        raw = fault(envelope) if fault else self.province.answer(envelope)
        self.bytes_down += len(raw)
        return raw

    def resume(self, envelope: bytes) -> bytes:
        """As from the start."""
        return self.post(envelope)

    def fetch(self, digest: str, offset: int) -> Iterator[bytes]:
        self.requests += 1
        self.asked.append(offset)
        fault = self.faults.pop(0) if self.faults else None
        rest = self.contents[digest][offset:]
        if isinstance(fault, LineError):
            yield rest[: len(rest) // 2]
            raise fault
        self.bytes_down += len(rest)
        yield rest
