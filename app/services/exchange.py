"""What the exchange needs of the store, and what it tells when it is over."""

from dataclasses import dataclass
from typing import Protocol

from app.wire.envelope import Words

COMPLETE, PARTIAL, NO_LINE, REFUSED = "complete", "partial", "no_line", "refused"


@dataclass(frozen=True, slots=True)
class Peer:
    """Whom this desk exchanges with, and as whom. Keys are raw bytes."""

    device: str
    installation: str
    device_private: bytes
    server: str | None
    root: bytes
    server_certificate: str
    training: bool
    commune: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """The newest downstream event held: its position (0: none) and identity."""

    position: int
    identity: bytes


class ChainStore(Protocol):
    """The journals of this desk as the exchange reads and marks them.

    Places are depths: the root is 0, the first event 1.
    """

    def head(self) -> tuple[int, bytes]:
        """Depth and identity of the newest event (the root where there is none)."""
        ...

    def identity_at(self, depth: int) -> bytes:
        """Identity of the event at a depth; the root's at 0."""
        ...

    def depth_of(self, identity: bytes, near: int) -> int | None:
        """Where an identity stands in this desk's chain, looked for at the depth `near` first.

        None where it is no part of it.
        """
        ...

    def bodies_after(self, depth: int, most_events: int, most_bytes: int) -> list[bytes]:
        """Bodies in chain order, at least one where there is one."""
        ...

    def stored_depth(self) -> int:
        """Up to where the province said that it has the chain: a hint, never a proof."""
        ...

    def mark_stored(self, depth: int, at_ms: int) -> None:
        """Keep what the province said, and when."""
        ...

    def mark_copied(self, depth: int) -> None:
        """Keep up to where the province's copy at another place has the chain."""
        ...

    def cursor(self) -> Cursor:
        """The newest downstream event held."""
        ...

    def down_identity_at(self, position: int) -> bytes:
        """Identity of the downstream event at a position; the root's at 0."""
        ...

    def held_down(self, after: int, bodies: list[bytes]) -> int:
        """How many of these bodies stand behind a position already, from the first on."""
        ...

    def take_down(self, after: int, bodies: list[bytes]) -> int:
        """Append what is new, and how many they are.

        Where a body differs from what stands there, that goes with all behind it; what stands
        behind the last of the bodies otherwise stays.
        """
        ...

    def down_words(self, after: int) -> tuple[str, ...]:
        """What the province says behind a position to the office, or of what is no dossier's."""
        ...

    def set_down_back(self, position: int) -> None:
        """Forget what stands behind a position, and its effects."""
        ...

    def offer_again(self) -> None:
        """The province was set back: what it once had of scans and neighbours is offered again."""
        ...

    def wanted_blobs(self) -> list[str]:
        """Digests of published contents that are not held yet."""
        ...

    def part(self, digest: str) -> bytes:
        """The beginning of a content that came before a cut, as it travels; empty for none."""
        ...

    def keep_part(self, digest: str, packed: bytes) -> None:
        """Keep the beginning of the one content that is under way; empty forgets it."""
        ...

    def keep_blob(self, digest: str, content: bytes) -> None:
        """Store a content whose digest was checked."""
        ...

    def renew_server_certificate(self, text: str) -> None:
        """Keep the province's new certificate, already verified against the root."""
        ...

    def take_ahead(self, depth: int, bodies: list[bytes], letter: str, *, last: bool) -> bool:
        """Append what others wrote behind the head; after the last, a new installation.

        False, and nothing done, where the head does not stand at this depth any more.
        """
        ...

    def reinstall(self, depth: int, letter: str) -> None:
        """Open a new installation on the head: this machine's events stand beside others'.

        Not where one was opened above this depth already.
        """
        ...

    def words(self) -> Words | None:
        """The newest published catalogue that is held: the province has it, too."""
        ...

    def contact_ms(self) -> int:
        """By the province's clock, its newest answer that was verified; 0 for none."""
        ...

    def record_contact(self, at_ms: int, clock_difference_ms: int) -> None:
        """A verified answer came."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an exchange ended; only `complete` is success. `message` is a Vietnamese sentence.

    `notices` are sentences of the province that came down just now and belong to no dossier;
    `wait_seconds` what the server asked for before the next try. Scans go after the records and
    never change how it ended.
    """

    state: str
    sent_events: int
    received_events: int
    stored: int
    requests: int
    bytes_up: int
    bytes_down: int
    message: str
    notices: tuple[str, ...] = ()
    wait_seconds: float | None = None
    sent_scans: int = 0
    unsent_scans: int = 0
