"""Events on their way up: one signed, closed piece, the same for every carrier.

    "MC1E" | u32 size | header | u32 size | body | head | Ed25519 signature 64

The header is told by `app.wire.header`. Of the head's identity 8 bytes travel (32 with a header of
version 1): it is there to notice a mistake in carrying the events, the signature keeps forgers out.
The body is the events, compressed by zstd; by the header's `schema`

    2  columns (`app.wire.columns`) over the program's stock of words, where `dictionary` is not 0
       with a catalogue before it (`app.wire.dictionary`)
    1  the events' canonical lines with line ends; where a line holds one, all with their lengths

The signature covers everything before it and is checked first; then sizes, then the bounded
decompression, then the chain.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.events import Installed
from app.wire import chain, columns, dictionary, packing, version
from app.wire import header as headers
from app.wire.errors import Corrupt, UnknownKind
from app.wire.event import decode
from app.wire.header import COLUMNS, JSON_VERSION, LINES, Header
from app.wire.signing import SIGNATURE_BYTES, sign, verify

MAGIC = b"MC1E"
HEAD_BYTES = 8
PLAIN, PREFIXED = b"L", b"P"  # how the lines of a body are told apart
FindWords = Callable[[int], bytes | None]


def no_words(_number: int) -> bytes | None:
    """No catalogue at all."""
    return None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A verified envelope: its events are what the device signed, in chain order."""

    header: Header
    bodies: tuple[bytes, ...]
    hashes: tuple[bytes, ...]

    @property
    def head(self) -> bytes:
        """Identity of the last event, or the parent where there is none."""
        return self.hashes[-1] if self.hashes else self.header.parent


@dataclass(frozen=True, slots=True)
class Words:
    """A catalogue that both ends hold, as a stock of words: its number in headers, its text."""

    number: int
    text: bytes


def pack(header: Header, bodies: list[bytes], private: bytes, words: Words | None = None) -> bytes:
    """The envelope's bytes; `header.count` must be the number of bodies.

    `words`: what the receiver is believed to hold; pays from some twenty events on.
    """
    if header.count != len(bodies):
        raise ValueError(header.count)
    head = chain.head(header.parent, bodies)
    packed = b""
    if bodies:
        stock = dictionary.stock() if words is None else dictionary.stock_with(words.text)
        packed = packing.pack(columns.pack(bodies), stock)
        number = 0 if words is None else words.number
        header = replace(header, schema=COLUMNS, dictionary=number)
    message = MAGIC + _sized(headers.write(header)) + _sized(packed) + head[:HEAD_BYTES]
    return message + sign(private, message)


def claims(raw: bytes) -> Header:
    """Who the envelope says it is from: to find the key to verify it with, trusted for nothing."""
    return _split(raw)[0]


def open_envelope(raw: bytes, public: bytes, words: FindWords = no_words) -> Envelope:
    """Verify and take apart; `words` finds a catalogue's text by its number.

    Raises Corrupt for a wrong signature, broken sizes, words that nobody knows or a broken chain,
    UnknownKind where the envelope's version is newer than this program.
    """
    verify(public, raw[-SIGNATURE_BYTES:], raw[:-SIGNATURE_BYTES])
    header, packed, head = _split(raw)
    bodies = _bodies(header, packed, words)
    hashes = chain.run(header.parent, bodies)
    envelope = Envelope(header, tuple(bodies), tuple(hashes))
    if envelope.head[: len(head)] != head:
        raise Corrupt("chain")
    return envelope


def root_opening(envelope: Envelope) -> Installed | None:
    """Its first event, where that opens a first installation whose root is the parent."""
    try:
        fact = decode(envelope.bodies[0]).fact if envelope.bodies else None
        if not isinstance(fact, Installed) or fact.parent is not None:
            return None
        key, salt = bytes.fromhex(fact.public_key), bytes.fromhex(fact.salt)
    except ValueError:
        return None
    root = chain.root(key, salt, training=bool(fact.training))
    return fact if root == envelope.header.parent else None


def _sized(raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + raw


def _split(raw: bytes) -> tuple[Header, bytes, bytes]:
    version.check(raw, MAGIC)
    top, rest = _take(raw[4:-SIGNATURE_BYTES])
    header = headers.read(top)
    packed, head = _take(rest)
    if len(head) != (chain.HASH_BYTES if header.version == JSON_VERSION else HEAD_BYTES):
        raise Corrupt("sizes")
    return header, packed, head


def _take(raw: bytes) -> tuple[bytes, bytes]:
    if len(raw) < 4:  # noqa: PLR2004 - said beside it
        raise Corrupt("sizes")
    (size,) = struct.unpack_from(">I", raw)
    if len(raw) < 4 + size:
        raise Corrupt("cut")
    return raw[4 : 4 + size], raw[4 + size :]


def _bodies(header: Header, packed: bytes, words: FindWords) -> list[bytes]:
    if not header.count:
        if packed:
            raise Corrupt("body")
        return []
    if header.schema == LINES:
        return _lines(packing.unpack(packed), header.count)
    if header.schema > COLUMNS:
        raise UnknownKind("schema")
    if header.schema != COLUMNS:
        raise Corrupt("schema")
    stock = dictionary.stock()
    if header.dictionary:
        text = words(header.dictionary)
        if text is None:
            raise Corrupt("dictionary")
        stock = dictionary.stock_with(text)
    return columns.unpack(packing.unpack(packed, stock), header.count, packing.MOST_PLAIN)


def _lines(plain: bytes, count: int) -> list[bytes]:
    if plain[:1] == PREFIXED:
        return _prefixed_lines(plain, count)
    bodies = plain[1:].split(b"\n")
    if plain[:1] != PLAIN or len(bodies) != count:
        raise Corrupt("lines")
    return bodies


def _prefixed_lines(plain: bytes, count: int) -> list[bytes]:
    bodies, at = [], 1
    for _ in range(count):
        end = plain.find(b"\n", at, at + 9)
        size = plain[at:end]
        if (
            end < 0
            or not size.isdigit()
            or plain[end + 1 + int(size) : end + 2 + int(size)] != b"\n"
        ):
            raise Corrupt("line")
        bodies.append(plain[end + 1 : end + 1 + int(size)])
        at = end + 2 + int(size)
    if at != len(plain):
        raise Corrupt("rest")
    return bodies
