"""What desks of one office say to each other of their journals.

    "MC1L" | u32 size | head: compact JSON | envelopes, each u32 size and its bytes

The head is [version, more, have, people]: `have` are identities that the sender holds (in hex), of
each chain's newest event and at distances 1, 2, 4 … back from it; of people each [device
certificate, newest event that the province has or null, when it said so in ms, seconds since it was
seen on the network], certificates in hex. Fields behind these are a newer program's and left alone.
Nothing here is signed: the envelopes are, by their devices, and what is not is a hint.
"""

import struct
from dataclasses import dataclass
from typing import Any

from app.wire import version
from app.wire.chain import HASH_BYTES
from app.wire.errors import Corrupt, UnknownKind
from app.wire.event import dump, load

MAGIC = b"MC1L"
VERSION = 1
MOST_HAVE, MOST_PEOPLE = 4096, 256
MOST_NUMBER = 2**53  # a whole one that every program keeps whole


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a desk's machine, out of anybody's mouth.

    `held` is the newest event of its chain that the province has, said at `contact_ms` of the
    province's clock (0: never); `away` how many seconds ago it was seen.
    """

    certificate: bytes
    held: bytes | None
    contact_ms: int
    away: int


@dataclass(frozen=True, slots=True)
class Message:
    """One side's words; `more`: there are envelopes that did not fit."""

    have: tuple[bytes, ...]
    people: tuple[Person, ...]
    envelopes: tuple[bytes, ...] = ()
    more: bool = False


def pack(message: Message) -> bytes:
    """The bytes."""
    people = [
        [
            one.certificate.hex(),
            None if one.held is None else one.held.hex(),
            one.contact_ms,
            one.away,
        ]
        for one in message.people
    ]
    head = dump([VERSION, int(message.more), [one.hex() for one in message.have], people])
    return MAGIC + b"".join(_sized(part) for part in (head, *message.envelopes))


def read(raw: bytes) -> Message:
    """The message; UnknownKind where a newer program wrote it, Corrupt where it is none."""
    version.check(raw, MAGIC)
    head, *envelopes = _parts(raw[len(MAGIC) :])
    values = load(head)
    if not values or values[0] != VERSION:
        raise UnknownKind("office")
    try:
        _, more, have, people, *_newer = values
        message = Message(
            have=tuple(bytes.fromhex(one) for one in have),
            people=tuple(_person(*one[:4]) for one in people),
            envelopes=tuple(envelopes),
            more=bool(more),
        )
    except (ValueError, TypeError) as error:
        raise Corrupt("office") from error
    hashes = (*message.have, *(one.held for one in message.people if one.held is not None))
    too_much = len(message.have) > MOST_HAVE or len(message.people) > MOST_PEOPLE
    if too_much or any(len(one) != HASH_BYTES for one in hashes):
        raise Corrupt("office")
    return message


def _person(certificate: str, held: str | None, contact_ms: Any, away: Any) -> Person:
    if type(contact_ms) is not int or type(away) is not int:
        raise TypeError("person")
    if max(contact_ms, away) > MOST_NUMBER:
        raise ValueError("person")
    known = None if held is None else bytes.fromhex(held)
    return Person(bytes.fromhex(certificate), known, max(0, contact_ms), max(0, away))


def _sized(part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + part


def _parts(rest: bytes) -> list[bytes]:
    parts = []
    while rest:
        (size,) = struct.unpack_from(">I", rest) if len(rest) >= 4 else (len(rest),)  # noqa: PLR2004 - a size
        if len(rest) < 4 + size:
            raise Corrupt("cut")
        parts.append(rest[4 : 4 + size])
        rest = rest[4 + size :]
    if not parts:
        raise Corrupt("office")
    return parts
