"""Desks of one office on their own network: who asks and what carries it, whatever it is about.

One desk's program is the relay. It answers calls by path; every desk has a line to it, the relay's
own desk a line within its process. Nobody needs it: a desk whose relay is gone works on alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.domain.errors import ClerkError, Trouble

PORT = 8474
WAIT, WHO = "lan/wait", "lan/who"  # paths of the line itself
RELAYS = "lan/relays"  # its own topic: which relay is the one
SCANNED = "motcua-lan:1:"
FINGERPRINT = 39  # digits
MOST_PORT, PORT_DIGITS = 65_535, 5
NAMES = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")
DIGITS = frozenset("0123456789")


class Unanswered(Trouble):
    """A call was not answered as it should be; the sentence is the clerk's."""


class NoRelay(Unanswered):
    """The relay does not answer now."""


class Silent(NoRelay):
    """Nothing came in the time that there is: its power is gone, or its program stands still."""


class Refused(NoRelay):
    """Somebody answers, and one of the two is not of the other's office."""


class Declined(Unanswered):
    """The relay of this office is there, and cannot do what this one call asks."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A desk of this office that has proved its key: its device's number and the desk's."""

    device: str
    desk: int


Handler = Callable[[Caller, bytes], bytes]


class LanLine(Protocol):
    """The way from a desk to the relay of its office."""

    def call(self, path: str, payload: bytes) -> bytes:
        """What the relay's handler of this path answers. Raises NoRelay, or Declined."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """What a meeting brought: how much came and went, and what a clerk should read."""

    came: int = 0
    went: int = 0
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A desk's side of one topic, on a thread that has a database connection of its own.

    `mark` is quick: its value changes when this machine has something new to bring. `meet` brings
    and fetches; it raises NoRelay where the line breaks off, and goes on from there the next time,
    and Declined where the relay is there and does not take part in this topic.
    It is called at once after a save here, when the relay tells that the topic has news, and
    whenever a line begins; never within the relay's own program, whose store is its desk's.
    """

    topic: str
    mark: Callable[[], object]
    meet: Callable[[LanLine], Told]


class News(Protocol):
    """The relay's side: wakes desks that wait for something new of a topic."""

    def tell(self, topic: str) -> None:
        """Something of this topic is new; may be called from any thread."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A desk at the relay: `ago` seconds since it was heard last, `here` while it is connected."""

    device: str
    desk: int
    address: str
    ago: float
    here: bool


@dataclass(frozen=True, slots=True)
class Address:
    """Where a relay is; `key` (39 digits) names its device key where a code was scanned."""

    host: str
    port: int = PORT
    key: str = ""

    def __str__(self) -> str:
        """As typed and shown."""
        return f"{self.host}:{self.port}"

    def scanned(self) -> str:
        """The text of its code."""
        return f"{SCANNED}{self.host}:{self.port}:{self.key}"


def read_address(text: str) -> Address:
    """An address as typed (HOST or HOST:PORT) or scanned; ClerkError for anything else."""
    typed, key = text.strip().lower(), ""
    if typed.startswith(SCANNED):
        typed, _, key = typed.removeprefix(SCANNED).rpartition(":")
    host, colon, port = typed.rpartition(":")
    host, number = (host, port) if colon else (typed, str(PORT))
    good_host = bool(host) and NAMES.issuperset(host) and _whole(host)
    good_key = len(key) in (0, FINGERPRINT) and DIGITS.issuperset(key)
    port_number = read_port(number)
    if not (good_host and good_key and port_number):
        raise ClerkError(
            "Chưa đọc được địa chỉ máy nối. Hãy gõ như trên màn hình máy nối, ví dụ "
            "192.168.1.20:8474, hoặc quét mã QR ở đó.",
            "lan",
        )
    return Address(host, port_number, key)


def _whole(host: str) -> bool:
    """A name, or all four parts of an address: a system makes something of 192.168.1, too."""
    parts = host.split(".")
    if not all(part.isdigit() for part in parts):
        return True
    return len(parts) == 4 and all(len(part) <= 3 and int(part) <= 255 for part in parts)  # noqa: PLR2004 - of IPv4


def read_port(text: str) -> int:
    """A port; nought for anything else, however long."""
    digits = text.isascii() and text.isdigit() and len(text) <= PORT_DIGITS
    number = int(text) if digits else 0
    return number if number <= MOST_PORT else 0
