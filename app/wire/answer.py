"""The province's answer to an envelope: signed, quoting the head that was sent.

    "MC1A" | u8 packed | u32 size | payload | Ed25519 signature 64

The payload of version 2 is the byte 2 and the streams of `app.wire.streams`. Counts: result (0
stored, 1 unknown parent, 2 refused), what is stored (0 nothing, 1 the head, 2 another identity),
events of that chain, time in ms, size of the incarnation, downstream position before the first body
and of the newest that exists, size of the rest. Text: head, that other identity, incarnation, and
where there is more to say a JSON array of it. Version 1, for envelopes of version 1, was one array.

A captive portal's page, a proxy's 200, another server's answer: none carries this signature over
this head, so none is believed. `stored` alone says what the province has.
"""

import json
import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

import zstandard

from app.wire import version
from app.wire.chain import HASH_BYTES
from app.wire.errors import Corrupt, OtherKey, UnknownKind
from app.wire.event import dump
from app.wire.packing import unpack
from app.wire.signing import SIGNATURE_BYTES, sign, verify
from app.wire.streams import Reader, Writer

MAGIC = b"MC1A"
JSON_VERSION, VERSION = 1, 2
PACK_ABOVE = 300
STORED, UNKNOWN_PARENT, REFUSED = "stored", "unknown_parent", "refused"
RESULTS = (STORED, UNKNOWN_PARENT, REFUSED)
NOTHING, THE_HEAD, ANOTHER = 0, 1, 2  # what is stored of the chain
OLDER, FORK = "older", "fork"


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """What judging found wrong with one stored event; the sentence is for the clerk."""

    event: bytes
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the province says.

    `head` quotes the head sent. `stored` is the newest identity of the sender's chain that the
    province holds (None: none of it), `count` how many events of that chain. `down` are downstream
    bodies after the cursor, `down_from` the position before the first of them, `down_last` the
    position of the newest one that exists. `server_certificate` comes when a new one is due.

    `standing` says that the sender is not alone on its chain (docs/sync-protocol.md): OLDER with
    the events that follow its head (`ahead`, all of them where `ahead_last`), or FORK. `letter` is
    then what a new installation of it bears.
    """

    head: bytes
    result: str
    stored: bytes | None
    count: int
    time_ms: int
    incarnation: str
    verdicts: tuple[VerdictLine, ...] = ()
    down_from: int = 0
    down: tuple[bytes, ...] = ()
    down_last: int = 0
    offsite: bytes | None = None
    server_certificate: str | None = None
    message: str | None = None
    standing: str | None = None
    letter: str | None = None
    ahead: tuple[bytes, ...] = ()
    ahead_last: bool = True


def pack_answer(answer: Answer, private: bytes, version: int = VERSION) -> bytes:
    """The signed bytes, in the version that was asked in."""
    payload = dump(_values(answer)) if version == JSON_VERSION else _payload(answer)
    packed = len(payload) > PACK_ABOVE
    if packed:
        payload = zstandard.ZstdCompressor(level=9).compress(payload)
    message = MAGIC + struct.pack(">BI", packed, len(payload)) + payload
    return message + sign(private, message)


def open_answer(raw: bytes, public: bytes, head: bytes) -> Answer:
    """Verify and read.

    Raises Corrupt where it is no answer to an envelope with this head, OtherKey where it has the
    shape of one and not the signature of `public`'s holder.
    """
    version.check(raw, MAGIC)
    if len(raw) < 9 + SIGNATURE_BYTES:
        raise Corrupt("no answer")
    packed, size = struct.unpack_from(">BI", raw, 4)
    payload = raw[9:-SIGNATURE_BYTES]
    if len(payload) != size or packed > 1:
        raise Corrupt("sizes")
    try:
        verify(public, raw[-SIGNATURE_BYTES:], raw[:-SIGNATURE_BYTES])
    except Corrupt as error:
        raise OtherKey("signature") from error
    answer = _read(unpack(payload) if packed else payload)
    if answer.head != head:
        raise Corrupt("answer to another envelope")
    return answer


def quoted_head(raw: bytes) -> bytes:
    """Which envelope an answer is to, before anything of it is believed."""
    return _unproved(raw).head


def said_at(raw: bytes) -> int:
    """When it says that it was given (ms of the province's clock), likewise."""
    return _unproved(raw).time_ms


def announced_certificate(raw: bytes) -> str | None:
    """The server certificate that an answer brings, before anything of it is believed.

    What it is worth, the root's signature on it says; Corrupt where the answer cannot be read.
    """
    text = _unproved(raw).server_certificate
    return text if isinstance(text, str) else None


def _unproved(raw: bytes) -> Answer:
    version.check(raw, MAGIC)
    packed, payload = raw[4:5] == b"\x01", raw[9:-SIGNATURE_BYTES]
    return _read(unpack(payload) if packed else payload)


def _payload(answer: Answer) -> bytes:
    other = b"" if answer.stored in (None, answer.head) else answer.stored or b""
    what = NOTHING if answer.stored is None else ANOTHER if other else THE_HEAD
    named, more = answer.incarnation.encode(), _more(answer)
    out = Writer()
    for number in (
        RESULTS.index(answer.result), what, answer.count, answer.time_ms, len(named),
        answer.down_from, answer.down_last, len(more),
    ):  # fmt: skip
        out.count(number)
    out.text += answer.head + other + named + more
    return bytes([VERSION]) + out.whole()


def _more(answer: Answer) -> bytes:
    values = [_verdicts(answer), _down(answer), _b64(answer.offsite), answer.server_certificate]
    values += [answer.message, *_branch(answer)]
    return dump(values) if any(values) else b""


def _read(payload: bytes) -> Answer:
    return _read_json(_load(payload)) if payload[:1] == b"[" else _read_payload(payload)


def _read_payload(payload: bytes) -> Answer:
    version.check_number(payload, VERSION, "answer")
    source = Reader.of(payload[1:])
    counts = [source.count() for _ in range(8)]
    result, what, count, time_ms, named, down_from, down_last, more = counts
    if result >= len(RESULTS) or what > ANOTHER:
        raise Corrupt("answer")
    head = source.piece(HASH_BYTES)
    stored = head if what == THE_HEAD else source.piece(HASH_BYTES) if what == ANOTHER else None
    incarnation, rest = source.piece(named), source.piece(more)
    source.end()
    try:
        first = [JSON_VERSION, _b64(head), RESULTS[result], _b64(stored), count, time_ms]
        verdicts, down, *others = json.loads(rest) if rest else ([], [], None, None, None)
        return _read_json(
            [*first, incarnation.decode(), verdicts, down_from, down, down_last, *others]
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise Corrupt("answer") from error


def _load(payload: bytes) -> list[Any]:
    try:
        values = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise Corrupt("no JSON") from error
    if not isinstance(values, list) or not values:
        raise Corrupt("no array")
    if values[0] != JSON_VERSION:
        raise UnknownKind("answer")
    return values


def _values(answer: Answer) -> list[Any]:
    return [
        JSON_VERSION,
        _b64(answer.head),
        answer.result,
        _b64(answer.stored),
        answer.count,
        answer.time_ms,
        answer.incarnation,
        _verdicts(answer),
        answer.down_from,
        _down(answer),
        answer.down_last,
        _b64(answer.offsite),
        answer.server_certificate,
        answer.message,
        *_branch(answer),
    ]


def _verdicts(answer: Answer) -> list[list[str | None]]:
    return [[_b64(one.event), one.code, one.sentence] for one in answer.verdicts]


def _down(answer: Answer) -> list[str]:
    return [body.decode() for body in answer.down]


def _branch(answer: Answer) -> list[Any]:
    """Only where there is something to say: most answers are short and stay so."""
    if answer.standing is None:
        return []
    ahead = [b64encode(body).decode() for body in answer.ahead]
    return [answer.standing, answer.letter, ahead, int(answer.ahead_last)]


def _read_json(values: list[Any]) -> Answer:
    try:
        _, head, result, stored, count, time_ms, incarnation, verdicts, *rest = values
        down_from, down, down_last, offsite, certificate, message, *rest = rest
        standing, letter, ahead, ahead_last, *_newer = rest or (None, None, [], 1)
        return Answer(
            head=b64decode(head),
            result=str(result),
            stored=_raw(stored),
            count=int(count),
            time_ms=int(time_ms),
            incarnation=str(incarnation),
            verdicts=tuple(VerdictLine(b64decode(one), c, s) for one, c, s in verdicts),
            down_from=int(down_from),
            down=tuple(body.encode() for body in down),
            down_last=int(down_last),
            offsite=_raw(offsite),
            server_certificate=certificate,
            message=message,
            standing=standing,
            letter=None if letter is None else str(letter),
            ahead=tuple(b64decode(body) for body in ahead),
            ahead_last=bool(ahead_last),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise Corrupt("answer") from error


def _b64(raw: bytes | None) -> str | None:
    return None if raw is None else b64encode(raw).decode()


def _raw(text: str | None) -> bytes | None:
    return None if text is None else b64decode(text)
