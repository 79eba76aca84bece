"""How a desk stands on its office's network, and what it needs to be there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.lan.known import Known
from app.lan.relay import Relay
from app.services.lan import Address, Meeting, Told

LOOKING, JOINED, HOSTING = "looking", "joined", "hosting"
LOOK_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Other:
    """Another relay of the office that answers, too."""

    address: Address
    desk: int


@dataclass(frozen=True, slots=True)
class State:
    """How it stands: `heard` is when the relay last said something, `next_try` when it is tried.

    Both are seconds of the monotonic clock. `sentence` says why there is none, or what the last
    meeting left to be read.
    """

    kind: str = LOOKING
    address: Address | None = None
    desk: int = 0
    sentence: str = ""
    next_try: float | None = None
    heard: float | None = None
    others: tuple[Other, ...] = ()


class Store(Protocol):
    """What the meeting thread has of the database; opened, used and closed on it."""

    @property
    def meetings(self) -> Sequence[Meeting]:
        """Each topic, in the order in which they are met."""
        ...

    def known(self) -> Known:
        """What this machine remembers of relays."""
        ...

    def remember(self, known: Known) -> None:
        """Keep it."""
        ...

    def close(self) -> None:
        """Let the file go."""
        ...


@dataclass(frozen=True, slots=True)
class Way:
    """Where to look: the address that was given (None: none), or the relay in this program.

    `told` hears each new state and `came` what each meeting brought, both on threads of the line.
    """

    given: Address | None
    hosting: Relay | None
    told: Callable[[State], None]
    came: Callable[[str, Told], None]
    look_seconds: float = LOOK_SECONDS
