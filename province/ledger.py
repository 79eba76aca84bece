"""What the province keeps, as a port: small stores with values in and values out.

Truth: devices, envelopes, events, refused envelopes, downstream journals, grants, catalogues, what
was told. Derived, dropped and folded again by `rebuild`: verdicts, parts and dossiers.
`Ledger.transaction` makes its caller the one writer; what it wrote is durable when it ends.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

QUARANTINED, WAITING = "quarantined", "waiting"


@dataclass(frozen=True, slots=True)
class Contact:
    """What a device said of itself when it last spoke. `clock_ms` is its clock less ours."""

    at_ms: int
    app_version: str
    cursor: int
    clock_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A desk's machine. `root` is where its chain starts, bound at the first contact."""

    name: str
    commune: str
    desk: int
    certificate: bytes
    numbering: str
    enrolled_ms: int
    agency_code: str | None = None
    root: bytes | None = None
    revoked_ms: int | None = None
    revoked_because: str | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands in the tree: its chain's root and its distance from it (root: 0)."""

    root: bytes
    depth: int


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
    """What judging says of one event that is not simply accepted."""

    event: bytes
    state: str
    code: str
    sentence: str


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


@dataclass(frozen=True, slots=True)
class Grant:
    """A block of numbers of an agency code for one device, from a first to a last day (ISO)."""

    commune: str
    device: str
    agency_code: str
    block: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class Version:
    """A published catalogue. `digest` is the SHA-256 (hex) of its canonical text."""

    label: str
    digest: str
    size: int
    starts_on: str | None
    published_ms: int
    procedures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeviceCount:
    """How far one device's events have come."""

    installations: int
    stored: int
    judged: int
    quarantined: int
    waiting: int


class Settings(Protocol):
    """Named texts of the whole province."""

    def get(self, name: str) -> str | None:
        """The text, None where it was never put."""

    def put(self, name: str, value: str) -> None:
        """Keep it, in place of the one before."""


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

    def note_fork(self, commune: str, event: StoredEvent) -> None:
        """The event stands beside another."""

    def is_forked(self, commune: str, event: bytes) -> bool:
        """Whether a noted fork lies between the event and the installation that it belongs to."""

    def after(self, seq: int, limit: int) -> list[StoredEvent]:
        """Events that arrived later than `seq`, parents before children."""

    def counts(self, device: str) -> DeviceCount:
        """Figures of one device, as judged so far."""

    def refused(self, device: str) -> int:
        """How many envelopes of the device were refused."""


class Verdicts(Protocol):
    """Judging's outcome: rows only for what is not accepted, and what the offices were told."""

    def put(self, commune: str, verdict: Verdict) -> None:
        """Keep it, in place of an earlier one of the same event."""

    def lift(self, commune: str, event: bytes) -> None:
        """The event is accepted."""

    def find(self, commune: str, event: bytes) -> Verdict | None:
        """The verdict, None for an accepted or unjudged event."""

    def among(self, commune: str, events: Iterable[bytes]) -> list[Verdict]:
        """Those of these events that are quarantined."""

    def events(self, codes: Sequence[str] = ()) -> list[StoredEvent]:
        """The events that bear a verdict (of these codes), by arrival."""

    def untold(self) -> list[tuple[str, Verdict]]:
        """Commune and verdict of what its office was not told yet; lifted ones as accepted."""

    def told(self, commune: str, verdict: Verdict) -> None:
        """The office was told."""


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
        """The office's rows with this number on their slip, by identity."""

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

    def after(self, commune: str, position: int, limit: int) -> list[bytes]:
        """Bodies that follow."""


class Grants(Protocol):
    """Leased number blocks."""

    def add(self, grant: Grant) -> None:
        """One more."""

    def of_device(self, device: str) -> list[Grant]:
        """All of one device, by last day and block."""

    def taken(self, agency_code: str, first_day: str, last_day: str) -> set[int]:
        """Blocks that anybody holds on any of these days."""


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

    def transaction(self) -> AbstractContextManager[None]:
        """Be the one writer; all or nothing; durable at the end. May be nested."""

    def close(self) -> None:
        """Let go of the store."""


def is_training(ledger: Ledger) -> bool:
    """Whether the province is one for practice, as told at `init`."""
    return ledger.settings.get("training") == "1"
