"""What an envelope says of itself, before its events.

Version 2 is the byte 2 and the streams of `app.wire.streams`. Counts: sizes of device and
installation, number of events, dictionary, schema, size of the program's version, clock in ms,
downstream position, size of its identity (0 or 32), number of questions. Text: device,
installation, parent, program's version, that identity, the questions. Version 1 was a compact JSON
array with hashes in base64, and is read for ever.
"""

from base64 import b64decode
from dataclasses import dataclass
from typing import Any

from app.wire import version
from app.wire.chain import HASH_BYTES
from app.wire.errors import Corrupt, UnknownKind
from app.wire.event import load
from app.wire.streams import Reader, Writer

JSON_VERSION, VERSION = 1, 2
MOST_BYTES = 64 << 10
MOST_EVENTS = 50_000
LINES, COLUMNS = 1, 2


@dataclass(frozen=True, slots=True)
class Header:
    """What the sender says of himself and of the events behind.

    `parent` is the identity that the first event stands on (with no events: the sender's head);
    `asks` are identities that the sender wants to know of (newest first); `cursor` and
    `cursor_hash` are the last downstream event that he holds. `dictionary` and `schema` are set
    where an envelope is packed, `version` by `read`. A `clock_ms` of 0 says that the envelope was
    signed for the neighbours, any of whom may bring it to the province.
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
    version: int = VERSION

    @property
    def by_anybody(self) -> bool:
        """Signed for the office's own network, without a clock: who brings it is not the signer."""
        return self.clock_ms == 0


def write(header: Header) -> bytes:
    """The bytes of version 2."""
    device, installation = header.device.encode(), header.installation.encode()
    program, clock_ms = header.app_version.encode(), max(0, header.clock_ms)
    out = Writer()
    for number in (
        len(device), len(installation), header.count, header.dictionary, header.schema,
        len(program), clock_ms, header.cursor, len(header.cursor_hash), len(header.asks),
    ):  # fmt: skip
        out.count(number)
    parts = (device, installation, header.parent, program, header.cursor_hash, *header.asks)
    out.text += b"".join(parts)
    return bytes([VERSION]) + out.whole()


def read(raw: bytes) -> Header:
    """Either version; UnknownKind for a newer one, Corrupt for everything else."""
    if len(raw) > MOST_BYTES:
        raise Corrupt("header")
    header = _read_json(raw) if raw[:1] == b"[" else _read(raw)
    hashes = (header.parent, *header.asks)
    if any(len(one) != HASH_BYTES for one in hashes) or not 0 <= header.count <= MOST_EVENTS:
        raise Corrupt("header")
    return header


def _read(raw: bytes) -> Header:
    version.check_number(raw, VERSION, "envelope")
    source = Reader.of(raw[1:])
    counts = [source.count() for _ in range(10)]
    named, opened, count, dictionary, schema, program, clock_ms, cursor, held, asked = counts
    try:
        header = Header(
            device=source.piece(named).decode(),
            installation=source.piece(opened).decode(),
            parent=source.piece(HASH_BYTES),
            app_version=source.piece(program).decode(),
            cursor_hash=source.piece(held),
            asks=tuple(source.piece(HASH_BYTES) for _ in range(asked)),
            count=count,
            dictionary=dictionary,
            schema=schema,
            clock_ms=clock_ms,
            cursor=cursor,
        )
    except UnicodeDecodeError as error:
        raise Corrupt("header") from error
    source.end()
    return header


def _read_json(raw: bytes) -> Header:
    values = load(raw)
    if not values or values[0] != JSON_VERSION:
        raise UnknownKind("envelope")
    try:
        _, device, installation, parent, count, dictionary, schema, app, clock, *rest = values
        cursor, cursor_hash, asks = rest
        return Header(
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
            version=JSON_VERSION,
        )
    except (ValueError, TypeError) as error:
        raise Corrupt("header") from error


def _is(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(kind.__name__)
    return value


def _text(value: Any) -> str:
    text: str = _is(str, value)
    text.encode()  # a lone surrogate, which no store takes, raises here
    return text
