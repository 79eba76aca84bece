"""What the province keeps, as a port: small stores with values in and values out.

Truth: devices, envelopes, events, refused envelopes, downstream journals, grants, catalogues, what
was told. Derived, dropped and folded again by `rebuild`: verdicts, parts, dossiers.
`Ledger.transaction` makes its caller the one writer; what it wrote is durable when it ends.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from province.aside import Aside
from province.figures import DeviceCount
from province.grants import Grants
from province.scan_rows import Scans
from province.settings import Settings

QUARANTINED, WAITING = "quarantined", "waiting"


class Failed(Exception):
    """What was attempted raised (its cause) and was undone; everything else stands."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What a device said of itself when it last spoke. `clock_ms` is its clock less ours."""

    at_ms: int
    app_version: str
    cursor: int
    clock_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A desk's machine. `root` is where its chain starts, bound at the first contact.

    `letter` stands behind the desk in its first installation's numbers: none, unless another
    machine had this desk before.
    """

    name: str
    commune: str
    desk: int
    certificate: bytes
    numbering: str
    enrolled_ms: int
    agency_code: str | None = None
    letter: str = ""
    root: bytes | None = None
    revoked_ms: int | None = None
    revoked_because: str | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands in the tree: its chain's root and its distance from it (root: 0).

    `opened` is the depth of the newest installation on its line, itself with; 0 at the root.
    """

    root: bytes
    depth: int
    opened: int = 0


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event as sent. `kind` is its number, -1 where it cannot be read; `seq` the arrival."""

    hash: bytes
    parent: bytes
    place: Place
    device: str
    kind: int
    body: bytes
    commune: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One verified envelope and the events in it.

    `identity` is the same where the same machine sends the same events again, at another time.
    """

    identity: bytes
    commune: str
    device: str
    raw: bytes
    received_ms: int
    events: Sequence[StoredEvent]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What judging says of one event that is not simply accepted; an event may bear several.

    `awaits` is what it waits for, if that shows: an event's identity, a catalogue's label.
    """

    event: bytes
    state: str
    code: str
    sentence: str
    awaits: bytes | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What an office must hear of one event: first, where `back`, that its verdicts are lifted."""

    commune: str
    event: bytes
    back: bool
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """A dossier as exported. Times in whole seconds since 1970, `codes` as JSON text."""

    hash: bytes
    commune: str
    device: str
    code: str
    codes: str
    procedure: str
    channel: str
    owner_name: str
    owner_id: str | None
    received_at: int
    due_at: int | None
    status: int
    state: str | None
    finished_at: int | None
    returned_at: int | None
    fee_dong: int | None
    void: int
    events: int
    deciding_office: str
    return_office: str


@dataclass(frozen=True, slots=True)
class Version:
    """A published catalogue. `digest` is the SHA-256 (hex) of its canonical text."""

    label: str
    digest: str
    size: int
    starts_on: str | None
    published_ms: int
    procedures: tuple[str, ...]


class Devices(Protocol):
    """The desks' machines."""

    def add(self, device: Device) -> None:
        """A new one."""

    def find(self, name: str) -> Device | None:
        """The one of this name."""

    def all(self) -> list[Device]:
        """Every one, by name."""

    def bind(self, name: str, root: bytes) -> None:
        """From now on this chain is the device's."""

    def of_root(self, commune: str, root: bytes) -> Device | None:
        """Whose chain starts there."""

    def met(self, name: str, contact: Contact) -> None:
        """It spoke."""

    def revoke(self, name: str, at_ms: int, reason: str) -> None:
        """It sends no more."""


class Journal(Protocol):
    """The communes' trees of events, and the envelopes that brought them."""

    def store(self, delivery: Delivery) -> int:
        """Keep envelope and events, each once by identity; how many events were new."""

    def refuse(self, delivery: Delivery, reason: str) -> None:
        """Keep an envelope that may not be stored, once by identity, for an administrator."""

    def place(self, commune: str, event: bytes) -> Place | None:
        """Where the event stands, None where it is not stored."""

    def find(self, commune: str, event: bytes) -> StoredEvent | None:
        """The event."""

    def ancestor(self, event: StoredEvent, distance: int) -> StoredEvent | None:
        """The event so many steps back along the parents, None before the root."""

    def children(self, commune: str, event: bytes) -> list[StoredEvent]:
        """The events that stand on this one, or on this root, in the order they arrived."""

    def installations(self, commune: str, device: str) -> list[StoredEvent]:
        """Every `installed` that this device brought, in the order they arrived."""

    def of_kinds(self, commune: str, device: str, kinds: Sequence[int]) -> list[StoredEvent]:
        """What a device brought of some kinds, by arrival."""
        ...

    def note_fork(self, commune: str, event: StoredEvent) -> None:
        """The event stands beside another, or is an installation under another one's letter."""

    def is_forked(self, commune: str, event: bytes) -> bool:
        """Whether a noted fork lies on the event's line, not below its installation."""

    def after(self, seq: int, limit: int) -> list[StoredEvent]:
        """Events that arrived later than `seq`, parents before children."""

    def counts(self, device: str) -> DeviceCount:
        """Figures of one device, as judged so far."""

    def refused(self, device: str) -> int:
        """How many refused envelopes of the device nobody decided about yet."""


class Verdicts(Protocol):
    """Judging's outcome: rows only for what is not accepted, and what the offices were told."""

    def put(self, commune: str, verdict: Verdict) -> None:
        """Keep it, in place of an earlier one of the same event and code."""

    def lift(self, commune: str, event: bytes, code: str) -> None:
        """It does not hold any more."""

    def of(self, commune: str, event: bytes) -> list[Verdict]:
        """Those of one event, by code; none for an accepted or unjudged one."""

    def among(self, commune: str, events: Iterable[bytes]) -> list[Verdict]:
        """Those of these events that are quarantined."""

    def bearing(self, after: tuple[str, bytes], limit: int) -> list[StoredEvent]:
        """Events that bear any, by commune and identity, behind one of them."""

    def arrived(self, what: bytes, commune: str | None = None) -> None:
        """It is there (None: for every office): whoever waits for it is due."""

    def take_due(self, limit: int) -> list[StoredEvent]:
        """A portion of those whose wait has ended, by arrival; none is given out twice."""

    def untold(self, limit: int) -> list[Telling]:
        """A portion of the events whose verdicts changed since their office was told."""

    def told(self, telling: Telling) -> None:
        """The office knows."""


class Dossiers(Protocol):
    """The projection: which events belong to a dossier, and its row."""

    def join(self, commune: str, dossier: bytes, event: StoredEvent) -> None:
        """The event is part of the dossier."""

    def parts(self, commune: str, dossier: bytes) -> list[StoredEvent]:
        """Its events: the opening chain by depth, then other chains by root and depth."""

    def put(self, row: DossierRow) -> None:
        """The row as it stands now."""

    def all(self) -> Iterator[DossierRow]:
        """Every row, by reception, code and identity."""

    def bearing(self, commune: str, code: str) -> list[DossierRow]:
        """The office's rows with this number that are not void: the first 100 by identity."""

    def bearing_code(self, commune: str, system: str, code: str) -> list[DossierRow]:
        """The office's rows that another system's code leads to and that are not void, as above."""

    def codes(self, commune: str, dossier: bytes) -> list[tuple[str, str]]:
        """System and code of what leads to it, as its row was put last."""

    def beyond(self, commune: str, root: bytes, depth: int) -> list[bytes]:
        """Dossiers that were opened on this chain above a depth and have a part at it or below."""

    def clear(self) -> None:
        """Drop all that is derived: parts, rows, verdicts."""


class Downstream(Protocol):
    """One chained journal for each office."""

    def append(self, commune: str, body: bytes) -> int:
        """Its position, from 1."""

    def last(self, commune: str) -> int:
        """The newest position, 0 for none."""

    def hash_at(self, commune: str, position: int) -> bytes | None:
        """The chain hash there; position 0 is the root."""

    def position_of(self, commune: str, identity: bytes) -> int | None:
        """Where this chain hash stands; the root at 0."""

    def newest(self, commune: str, kind: int, until: int) -> bytes | None:
        """The last body of a kind up to a position."""

    def after(self, commune: str, position: int, limit: int) -> list[bytes]:
        """Bodies that follow."""


class Catalogues(Protocol):
    """Published versions and their texts."""

    def add(self, version: Version, packed: bytes) -> None:
        """A new version; `packed` is its zstd-compressed text."""

    def newest(self) -> Version | None:
        """The one published last."""

    def all(self) -> list[Version]:
        """Every one, in the order they were published."""

    def find(self, label: str) -> Version | None:
        """The one of this label."""

    def packed(self, digest: str) -> bytes | None:
        """The compressed text of this digest."""


class Ledger(Protocol):
    """All of it, for one province."""

    @property
    def province(self) -> str:
        """Two digits."""

    @property
    def settings(self) -> Settings:
        """Named texts."""

    @property
    def devices(self) -> Devices:
        """Machines."""

    @property
    def journal(self) -> Journal:
        """Events."""

    @property
    def verdicts(self) -> Verdicts:
        """Judging."""

    @property
    def dossiers(self) -> Dossiers:
        """The projection."""

    @property
    def down(self) -> Downstream:
        """What goes to the offices."""

    @property
    def grants(self) -> Grants:
        """Number blocks."""

    @property
    def catalogues(self) -> Catalogues:
        """Versions."""

    @property
    def scans(self) -> Scans:
        """How far scans have come."""

    @property
    def aside(self) -> Aside:
        """What could not be taken in as the rest."""

    def transaction(self) -> AbstractContextManager[None]:
        """Be the one writer; all or nothing; durable at the end. May be nested."""

    def attempt(self) -> AbstractContextManager[None]:
        """All of the block or, raising Failed, nothing of it; trouble of the disk goes its way."""

    def copy_to(self, path: Path) -> int:
        """All of it in a new file, read back (else Trouble); the last arrival in it."""

    def close(self) -> None:
        """Let go of the store."""
