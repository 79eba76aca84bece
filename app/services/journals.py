"""Journals of one office's desks, as they go from desk to desk: what a meeting is and what came.

The relay's program answers under the path JOURNALS, every desk meets it by its line. Both work on a
store of their own, with a connection that no other thread uses at the time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.services.lan import Caller, LanLine
from app.wire.envelope import Envelope
from app.wire.office import Person

JOURNALS = "journals"


@dataclass(frozen=True, slots=True)
class Met:
    """How a meeting went.

    `came` counts events of other desks that are new here, `went` envelopes that the relay took
    from here, `complete` says that neither side has anything left for the other; `sentences` tell
    the clerk what was not taken, and that it is safe. A meeting that a dead relay cuts raises
    NoRelay: what had come by then is kept.
    """

    came: int
    went: int
    complete: bool
    sentences: tuple[str, ...] = ()


class OfficeJournals(Protocol):
    """The relay's side; one call at a time."""

    def answer(self, caller: Caller, payload: bytes) -> bytes:
        """Take what a desk brings, give it what it lacks: a Handler of the path JOURNALS.

        Whoever waits for news of JOURNALS is told where something was new.
        """
        ...


class Neighbours(Protocol):
    """A desk's side."""

    def meet(self, line: LanLine) -> Met:
        """Trade until both have the same: after a start, a save, and news of JOURNALS.

        Raises NoRelay where the relay is gone, Trouble where this machine cannot write.
        """
        ...


@dataclass(frozen=True, slots=True)
class Member:
    """As whom this desk meets its neighbours. Keys and certificate are raw bytes."""

    device: str
    installation: str
    device_private: bytes
    certificate: bytes
    root: bytes
    training: bool
    commune: str


class OfficeStore(Protocol):
    """What trading needs of the store beside the own chain (`ChainStore`)."""

    def have(self) -> tuple[bytes, ...]:
        """Identities by which a neighbour finds out what is here."""
        ...

    def mark(self) -> object:
        """Another value where there may be something new to bring; quick."""
        ...

    def reach(self, have: Sequence[bytes]) -> Mapping[int, int]:
        """By line, up to which depth somebody has it who has these; line 0 is the own journal."""
        ...

    def carried_beyond(self, reach: Mapping[int, int], most_bytes: int) -> tuple[list[bytes], bool]:
        """Others' envelopes that he lacks, oldest first, at least one; whether there are more."""
        ...

    def take(self, envelope: Envelope, raw: bytes) -> int | None:
        """How many events of a verified envelope were new; None where its parent is not here."""
        ...

    def people(self) -> tuple[Person, ...]:
        """All desks that it has heard of, itself first."""
        ...

    def meet(self, people: Sequence[Person]) -> None:
        """Keep what is said of desks whose certificates were verified."""
        ...

    def certificate_of(self, device: str) -> bytes | None:
        """The certificate of a desk that was heard of, this one's too."""
        ...

    def revoked(self) -> frozenset[str]:
        """Devices that the province has shut out."""
        ...


@dataclass(frozen=True, slots=True)
class Supplied:
    """A neighbour's envelope that the province may lack; `head` is its last event's identity."""

    number: int
    device: str
    head: bytes
    raw: bytes


class Supplies(Protocol):
    """Neighbours' envelopes, as far as they are this desk's to bring to the province."""

    def waiting(self, most: int, most_bytes: int) -> Sequence[Supplied]:
        """What is to be offered now, parents first; at least one where there is one."""
        ...

    def stored(self, one: Supplied) -> None:
        """The province has it."""
        ...

    def refused(self, one: Supplied) -> None:
        """The province keeps it apart."""
        ...

    def put_off(self, one: Supplied) -> None:
        """The province cannot place it, or will not read it: its device rests for a day."""
        ...

    def lost(self, one: Supplied) -> bool:
        """The province does not have what it stands on; whether more of it can be told."""
        ...
