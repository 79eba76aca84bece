"""What could not be taken in as the rest, as a port.

Events that our own program tripped over, and envelopes that may not be stored, about which a
person decides.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Tripped:
    """A stored event whose place in the tree could not be looked at; `error` names no words."""

    commune: str
    event: bytes
    device: str
    error: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Held:
    """An envelope that was refused, kept with its reason."""

    commune: str
    identity: bytes
    device: str
    received_ms: int
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody did about such an envelope, and why."""

    commune: str
    identity: bytes
    device: str
    decision: str
    by: str
    because: str
    at_ms: int


class Aside(Protocol):
    """Both of them, and the decisions."""

    def trip(self, one: Tripped) -> None:
        """Keep it, in place of an earlier one of the same event."""

    def healed(self, one: Tripped) -> None:
        """It was looked at."""

    def tripped(self) -> list[Tripped]:
        """Every one, in the order they came."""

    def held(self, device: str | None = None) -> list[Held]:
        """Refused envelopes that nobody decided about yet, in the order they came."""

    def decide(self, one: Decision) -> None:
        """Keep the word of a person; the envelope stays."""

    def decisions(self) -> list[Decision]:
        """Every one, in the order they were made."""
