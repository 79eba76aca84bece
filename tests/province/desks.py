"""Desks for the province's tests: real chains, signed with real keys, over the real wire code."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from app.domain import events as e
from app.domain.parts import FeeLine
from app.domain.person import Person
from app.domain.times import VN, to_millis, to_seconds
from app.wire import chain
from app.wire.answer import Answer, open_answer
from app.wire.envelope import pack
from app.wire.event import encode
from app.wire.header import Header
from app.wire.signing import certify_device, certify_server, new_key
from province.keys import ServerKey
from province.ledger import Device, Ledger

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VN)
SIN_THAU = "03158"
Post = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Keys:
    """Root and server of a test province."""

    root_private: bytes
    root: bytes
    server: ServerKey


def make_keys(*, training: bool = True) -> Keys:
    """Fresh keys, with a certificate for the server."""
    root_private, root = new_key()
    private, public = new_key()
    certificate = certify_server(
        root_private,
        province="11",
        training=training,
        key=public,
        last_day=(NOW + timedelta(days=365)).date(),
    )
    return Keys(root_private, root, ServerKey(private, certificate))


def describe(ledger: Ledger, keys: Keys) -> None:
    """What `init` writes into the ledger."""
    ledger.settings.put("root", keys.root.hex())
    ledger.settings.put("training", str(int(keys.server.certificate.training)))
    ledger.settings.put("incarnation", "abc")


def add_device(
    ledger: Ledger, keys: Keys, public: bytes, *, commune: str = SIN_THAU, desk: int = 1
) -> str:
    """Enrol a key without its file; the device's name."""
    name = f"11-{len(ledger.devices.all()) + 1:04d}"
    certificate = certify_device(
        keys.root_private,
        device=name,
        commune=commune,
        desk=desk,
        training=keys.server.certificate.training,
        key=public,
    )
    ledger.devices.add(
        Device(
            name=name,
            commune=commune,
            desk=desk,
            certificate=certificate.to_bytes(),
            numbering="own",
            enrolled_ms=to_millis(NOW),
        )
    )
    return name


def reception(code: str = "MC-03158-1-261123-0001", **changes: Any) -> e.Received:
    """A plain reception."""
    fact = e.Received(
        code=code,
        procedure="2.000815",
        catalogue="thử",
        office=SIN_THAU,
        owner=Person("Đặng Văn Đức", id="011090000007", id_kind="cccd"),
        due_at=to_seconds(NOW + timedelta(hours=8)),
        fees=(FeeLine("chứng thực", 2000, 6, 12000),),
    )
    return replace(fact, **changes)


@dataclass
class Desk:
    """One machine's chain. `hashes[i]` is the identity of `bodies[i]`; the root stands apart."""

    name: str
    private: bytes
    public: bytes
    server_public: bytes
    salt: bytes = b"\x07" * chain.SALT_BYTES
    training: bool = True
    commune: str = SIN_THAU
    bodies: list[bytes] = field(default_factory=list)
    at: datetime = NOW
    cursor: tuple[int, bytes] = (0, b"")

    def __post_init__(self) -> None:
        """Open the installation."""
        if not self.bodies:
            self.add(
                e.Installed(
                    "init",
                    self.public.hex(),
                    self.salt.hex(),
                    int(self.training),
                    self.commune,
                    1,
                    "",
                    "own",
                    self.name,
                )
            )

    @property
    def root(self) -> bytes:
        """Where the chain starts."""
        return chain.root(self.public, self.salt, training=self.training)

    @property
    def hashes(self) -> list[bytes]:
        """Identities of all events."""
        return chain.run(self.root, self.bodies)

    def add(self, fact: e.Fact, dossier: int | bytes | None = None, **event: Any) -> bytes:
        """Append a fact; its identity."""
        self.at += timedelta(seconds=20)
        whole = e.Event(self.at, self.at, "nhi", None, dossier, fact)
        return self.add_raw(encode(replace(whole, **event)))

    def add_raw(self, body: bytes) -> bytes:
        """Append bytes as they are; their identity."""
        self.bodies.append(body)
        return self.hashes[-1]

    def receive(self, number: int = 1, **changes: Any) -> bytes:
        """Append a reception; its identity."""
        return self.add(reception(f"MC-03158-1-261123-{number:04d}", **changes), 0)

    def envelope(
        self, start: int = 0, end: int | None = None, asks: tuple[bytes, ...] = ()
    ) -> bytes:
        """Events start … end as one signed envelope."""
        bodies = self.bodies[start:end]
        places = [self.root, *self.hashes]
        header = Header(
            device=self.name,
            installation=self.root.hex()[:16],
            parent=places[start],
            count=len(bodies),
            app_version="0.1.0",
            clock_ms=to_millis(self.at),
            cursor=self.cursor[0],
            cursor_hash=self.cursor[1],
            asks=asks,
        )
        return pack(header, bodies, self.private)

    def send(
        self,
        post: Post,
        start: int = 0,
        end: int | None = None,
        asks: tuple[bytes, ...] = (),
    ) -> Answer:
        """Send events and read the verified answer."""
        stop = len(self.bodies) if end is None else end
        head = [self.root, *self.hashes][stop]
        return open_answer(post(self.envelope(start, end, asks)), self.server_public, head)


def make_desk(ledger: Ledger, keys: Keys, *, desk: int = 1, commune: str = SIN_THAU) -> Desk:
    """An enrolled desk whose chain holds its `installed` event."""
    private, public = new_key()
    name = add_device(ledger, keys, public, desk=desk, commune=commune)
    return Desk(
        name,
        private,
        public,
        keys.server.certificate.public_key,
        training=keys.server.certificate.training,
        commune=commune,
    )
