"""Events on their way up: one signed, closed piece, the same for every carrier.

    "MC1E" | u32 size | header | u32 size | body | head hash 32 | Ed25519 signature 64

The header is a compact JSON array (`Header`), the body the events, compressed by zstd. By the
header's `schema` the body is

    2  columns (`app.wire.columns`) over the program's stock of words, where `dictionary` is not 0
       with a catalogue before it (`app.wire.dictionary`)
    1  the events' canonical lines with line ends; where a line holds one, all with their lengths

The signature covers everything before it and is checked first; then sizes, then the bounded
decompression, then the chain.
"""

import struct
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.wire import chain, columns, dictionary, packing
from app.wire.errors import Corrupt, UnknownKind
from app.wire.event import dump, load
from app.wire.signing import SIGNATURE_BYTES, sign, verify

MAGIC = b"MC1E"
VERSION = 1
MOST_EVENTS = 50_000
MOST_HEADER = 64 << 10
LINES, COLUMNS = 1, 2
PLAIN, PREFIXED = b"L", b"P"  # how the lines of a body are told apart
FindWords = Callable[[int], bytes | None]


def no_words(_number: int) -> bytes | None:
    """No catalogue at all."""
    return None


@dataclass(frozen=True, slots=True)
class Header:
    """What the sender says of himself and of the events behind.

    `parent` is the identity that the first event stands on (with no events: the sender's head);
    `asks` are identities that the sender wants to know of (newest first); `cursor` and
    `cursor_hash` are the last downstream event that he holds. `dictionary` and `schema` are set by
    `pack`.
    """

    device: str
    installation: str
    parent: bytes
    count: int
    app_version: str
    clock_ms: int
    cursor: int = 0
    cursor_hash: bytes = b""
    asks: tuple[bytes, ...] = ()
    dictionary: int = 0
    schema: int = LINES


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
    hashes = chain.run(header.parent, bodies)
    head = hashes[-1] if hashes else header.parent
    packed = b""
    if bodies:
        stock = dictionary.stock() if words is None else dictionary.stock_with(words.text)
        packed = packing.pack(columns.pack(bodies), stock)
        number = 0 if words is None else words.number
        header = replace(header, schema=COLUMNS, dictionary=number)
    top = dump(_header_values(header))
    message = MAGIC + _sized(top) + _sized(packed) + head
    return message + sign(private, message)


def claims(raw: bytes) -> Header:
    """Who the envelope says it is from: to find the key to verify it with, trusted for nothing."""
    return _read_header(_split(raw)[0])


def open_envelope(raw: bytes, public: bytes, words: FindWords = no_words) -> Envelope:
    """Verify and take apart; `words` finds a catalogue's text by its number.

    Raises Corrupt for a wrong signature, broken sizes, words that nobody knows or a broken chain,
    UnknownKind where the envelope's version is newer than this program.
    """
    verify(public, raw[-SIGNATURE_BYTES:], raw[:-SIGNATURE_BYTES])
    top, packed, head = _split(raw)
    header = _read_header(top)
    bodies = _bodies(header, packed, words)
    hashes = chain.run(header.parent, bodies)
    if (hashes[-1] if hashes else header.parent) != head:
        raise Corrupt("chain")
    return Envelope(header, tuple(bodies), tuple(hashes))


def _header_values(header: Header) -> list[Any]:
    return [
        VERSION,
        header.device,
        header.installation,
        _b64(header.parent),
        header.count,
        header.dictionary,
        header.schema,
        header.app_version,
        header.clock_ms,
        header.cursor,
        _b64(header.cursor_hash),
        [_b64(one) for one in header.asks],
    ]


def _read_header(raw: bytes) -> Header:
    values = load(raw)
    if not values or values[0] != VERSION:
        raise UnknownKind("envelope")
    try:
        _, device, installation, parent, count, dictionary, schema, app, clock, *rest = values
        cursor, cursor_hash, asks = rest
        header = Header(
            device=_text(device),
            installation=_text(installation),
            parent=b64decode(parent, validate=True),
            count=_is(int, count),
            app_version=_text(app),
            clock_ms=_is(int, clock),
            cursor=_is(int, cursor),
            cursor_hash=b64decode(cursor_hash, validate=True),
            asks=tuple(b64decode(one, validate=True) for one in _is(list, asks)),
            dictionary=_is(int, dictionary),
            schema=_is(int, schema),
        )
    except (ValueError, TypeError) as error:
        raise Corrupt("header") from error
    if len(header.parent) != chain.HASH_BYTES or not 0 <= header.count <= MOST_EVENTS:
        raise Corrupt("header")
    return header


def _is(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(kind.__name__)
    return value


def _text(value: Any) -> str:
    text: str = _is(str, value)
    text.encode()  # a lone surrogate, which no store takes, raises here
    return text


def _b64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _sized(raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + raw


def _split(raw: bytes) -> tuple[bytes, bytes, bytes]:
    if raw[:4] != MAGIC:
        raise Corrupt("no envelope")
    top, rest = _take(raw[4:-SIGNATURE_BYTES])
    packed, head = _take(rest)
    if len(top) > MOST_HEADER or len(head) != chain.HASH_BYTES:
        raise Corrupt("sizes")
    return top, packed, head


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
    if header.schema != COLUMNS:
        raise UnknownKind("schema")
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
