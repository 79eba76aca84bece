"""Further vectors, found wanting when another program was written from the page alone.

`python -m tests.wire.more_vectors` writes them beside those of `tests.wire.vectors`, with the same
keys and in the same form: every shape of a column, every kind of event, a first contact, a
catalogue that counts, scans, the journal that comes down, and bytes that must be refused.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import timedelta
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.domain import downstream as d
from app.domain import events as e
from app.domain.times import to_millis, to_seconds
from app.wire import chain, columns, dictionary, envelope, event, packing, scans, signing
from app.wire import header as headers
from app.wire.answer import Answer, pack_answer
from app.wire.dictionary import number_of
from app.wire.scan_stick import Receipts, ScanList
from app.wire.streams import Reader, Writer
from tests.wire import kinds
from tests.wire import vectors as v

FILE = v.FILE.with_name("sync-1-more.json")
COMMUNE = "03158"
CATALOGUE = (
    "Khai thác và sử dụng nguồn nước mặt; Đính chính giấy chứng nhận đã cấp lần đầu".encode()
)
NUMBER = number_of("cd" * 32)  # the catalogue that an envelope names
WAYS = ["Trả tại quầy", "Gửi qua bưu chính", "Trả bản điện tử"]
ROOT = chain.root(v.DEVICE, v.SALT, training=True)
SECRET, PLAIN_SCAN = bytes([7] * 32), b"%PDF-1.7 a page that nobody wrote"


def make() -> dict[str, Any]:
    """All of them."""
    return {
        "keys": v.make_keys(),
        "events": [_event(one) for one in _facts()],
        "columns": [v._columns(case) for case in batches()],
        "envelopes": _envelopes(),
        "answers": _answers(),
        "downstream": _downstream(),
        "scans": _scans(),
        "refused": [_refused(*one) for one in _broken()],
    }


# --- events --------------------------------------------------------------------------------------


def _facts() -> list[e.Event]:
    """Each kind with nothing but what must be there, and with everything; two at other times."""
    found = []
    for _kind, cls in sorted(e.KINDS.items()):
        for whole in (False, True):
            fact = _filled(cls, whole=whole)
            reference = "ab" * 32 if whole else 0 if isinstance(fact, e.Received) else None
            dossier = bytes.fromhex(reference) if isinstance(reference, str) else reference
            by = "Lò Thị Nhi" if whole else None
            found.append(e.Event(v.MOMENT, v.MOMENT, "nhi", by, dossier, fact))
    recorded = v.MOMENT + timedelta(milliseconds=987)
    for ahead in (-3_600, 240):  # written down later than it was, and by a clock put back since
        at = v.MOMENT + timedelta(seconds=ahead)
        found.append(e.Event(recorded, at, "nhi", None, 3, e.Noted("chữ reason")))
    return found


def _filled(cls: Any, *, whole: bool) -> Any:
    """Words without a meaning, of the right kinds."""
    hints = get_type_hints(cls)
    wanted = [one for one in fields(cls) if whole or one.default is MISSING]
    return cls(**{one.name: _value(hints[one.name], one.name, whole=whole) for one in wanted})


def _value(hint: Any, word: str, *, whole: bool) -> Any:
    if get_origin(hint) in (Union, UnionType):
        inner = [one for one in get_args(hint) if one is not type(None)]
        return [word, 1] if len(inner) > 1 and not whole else _value(inner[0], word, whole=whole)
    if get_origin(hint) is tuple:
        one, *more = get_args(hint)
        if more == [Ellipsis]:
            return (_value(one, word, whole=whole),) * (2 if whole else 1)
        return tuple(_value(part, word, whole=whole) for part in (one, *more))
    if is_dataclass(hint):
        return _filled(hint, whole=whole)
    return 7 if hint is int else f"chữ {word}"


def _event(one: e.Event) -> dict[str, Any]:
    return {
        "line": event.encode(one).decode(),
        "kind": kinds.name_of(type(one.fact)),
        "recorded_ms": to_millis(one.recorded_at),
        "at": to_seconds(one.at),
        "dossier": one.dossier.hex() if isinstance(one.dossier, bytes) else one.dossier,
        "actor": one.actor,
        "by": one.by,
        "fact": v._fields(one.fact),
    }


# --- columns -------------------------------------------------------------------------------------


def _line(kind: int, time: int, reference: Any, *rest: Any, late: int = 0) -> bytes:
    return event.dump([kind, 1, time, late, reference, "nhi", None, *rest])


def batches() -> list[list[bytes]]:
    """Every shape, every kind of reference, and lines that travel as they are."""
    return [_week(), _numbers(), _references(), _mixtures(), _raw()]


def _week() -> list[bytes]:
    """Steps, hex, patterns of fixed and of free width, pools, and texts with line ends."""
    lines = []
    for place in range(24):
        digest = chain.link(bytes([place]), b"").hex()
        day = [f"MC-{COMMUNE}-1-261123-{place + 1:04d}", f"{place * 37 + 1}/2026"]
        kind = WAYS[place * place % 7 % 3]
        note = f"dòng một\n{digest[:5]}" if place % 2 else digest[5:9] + " ạ"
        opened = 1773000000000 + place * 60_000 + place % 7
        lines.append(_line(20, opened, 0, *day, kind, [kind, place % 2], note))
        lines.append(_line(4, 1773000000500 + place * 60_000, None, digest[:32]))
    return lines


def _numbers() -> list[bytes]:
    """Wide, negative, and a clock that was put back."""
    wide = [
        0,
        1,
        -1,
        127,
        -128,
        255,
        256,
        1 << 31,
        -(1 << 31),
        1 << 53,
        (1 << 60) - 1,
        1 - (1 << 60),
    ]
    return [
        _line(37, 1773000000000 - place * 86_400_000, None, one, late=-place * 300)
        for place, one in enumerate(wide)
    ]


def _references() -> list[bytes]:
    """Openings, steps, a dossier from before the batch, one of another chain, a line between."""
    return [
        _line(22, 1773000000000, 5, "trước đợt này"),
        _line(20, 1773000001000, 0, "a"),
        _line(20, 1773000002000, 0, "b"),
        b"no line of ours",
        _line(23, 1773000003000, 3),
        _line(23, 1773000004000, 3),
        _line(37, 1773000005000, "cd" * 32, "hồ sơ của quầy khác"),
        _line(20, 1773000006000, 0, "c"),
        _line(23, 1773000007000, 7),
        _line(23, 1773000008000, 2),
        _line(37, 1773000009000, -1, "không thể có"),
    ]


def _mixtures() -> list[bytes]:
    """Null beside text beside numbers beside lists; 1 and true are two things."""
    values: list[Any] = [None, "chữ", 1, True, False, [], [1], [True], [[], "x"], 0, None, "chữ"]
    return [
        _line(21, 1773000000000, None, one, [one], 'dấu " \\ \t \x01 \x7f \u2028 😀')
        for one in values
    ]


def _raw() -> list[bytes]:
    """What is no canonical line goes as it is: spaces, escapes, decimals, objects, depth, NFD."""
    head = b'[37,1,1773000000000,0,null,"nhi",null,'
    deep = head + b"[" * 10 + b"]" * 10 + b"]"
    rest = [
        b' "x"]', b'"\\u0061"]', b'"\\/"]', b"1.0]", b"-0]", b"1e3]", b'{"a":1}]', b'"\\ud800"]',
        b"1152921504606846976]", '"a\u0301"]'.encode(), b'"\xff"]', b'"x"]\n',
    ]  # fmt: skip
    fine = [head + b"[" * 9 + b"]" * 9 + b"]", head + '"\u00e1"]'.encode()]
    return [
        *fine,
        deep,
        *(head + one for one in rest),
        b"[37,1,1773000000000]",
        b"[]",
        b"null",
        fine[0],
    ]


# --- envelopes and answers -----------------------------------------------------------------------


def contact() -> list[bytes]:
    """A first contact: the event that opens the installation, then others."""
    opening = e.Installed(
        "enrolled", v.DEVICE.hex(), v.SALT.hex(), 1, COMMUNE, 1, "", "own", "11-0001"
    )
    first = event.encode(e.Event(v.MOMENT, v.MOMENT, "giamdoc", None, None, opening))
    words = e.Event(v.MOMENT, v.MOMENT, "nhi", None, None, e.Noted(CATALOGUE.decode()))
    return [first, *v.lines(), event.encode(words)]


def _header(count: int, **more: Any) -> headers.Header:
    return replace(v._header(count), **more)


def _envelopes() -> list[dict[str, Any]]:
    lines = contact()
    words = envelope.Words(NUMBER, CATALOGUE)
    by_neighbour = envelope.pack(_header(len(lines), clock_ms=0), lines, v.DEVICE_PRIVATE)
    counted = envelope.pack(_header(len(lines)), lines, v.DEVICE_PRIVATE, words)
    broken = [lines[0], b"two\nlines", b""]
    old = _sealed(_header(3, schema=1), broken, packing.pack(_prefixed(broken)))
    return [
        v._envelope(by_neighbour, lines, None),
        v._envelope(counted, lines, words),
        v._envelope(old, broken, None),
    ]  # fmt: skip


def _prefixed(lines: list[bytes]) -> bytes:
    return b"P" + b"".join(b"%d\n%b\n" % (len(one), one) for one in lines)


def _sealed(header: headers.Header, lines: list[bytes], body: bytes, **more: Any) -> bytes:
    """An envelope from its parts, whatever they are."""
    top = more.get("top", headers.write(header))
    head = more.get("head", chain.head(header.parent, lines)[: envelope.HEAD_BYTES])
    parts = [len(top).to_bytes(4, "big"), top, len(body).to_bytes(4, "big"), body, head]
    message: bytes = more.get("mark", envelope.MAGIC) + b"".join(parts)
    return message + signing.sign(more.get("key", v.DEVICE_PRIVATE), message)


def _answers() -> list[dict[str, Any]]:
    head = chain.head(ROOT, contact())
    plain = Answer(head, "refused", None, 0, 1773000000456, "9ed88519f880d7d7", message="Máy này…")
    unknown = Answer(head, "unknown_parent", None, 0, 1773000000456, "9ed88519f880d7d7")
    bodies = tuple(line.encode() for line in _downstream()["lines"])
    long = Answer(
        head, "stored", head, 8, 1773000000456, "9ed88519f880d7d7", down=bodies,
        down_last=len(bodies), server_certificate=v.server_certificate().to_text(),
    )  # fmt: skip
    return [
        {"version": 2, "answer": v._fields(one), "bytes": pack_answer(one, v.SERVER_PRIVATE).hex()}
        for one in (plain, unknown, long)
    ]


def _downstream() -> dict[str, Any]:
    facts: list[e.Fact] = [
        d.NoticeGiven("Chiều nay máy chủ của tỉnh nghỉ từ 17 giờ."),
        d.VerdictGiven("ab" * 32, "fee", "Lệ phí khác với quy định."),
        d.BlockGranted("H18.40", 12, "2026-03-09", "2026-05-08", "11-0001", "b"),
    ]
    lines = [
        event.encode(e.Event(v.MOMENT, v.MOMENT, "province:11", None, None, one)) for one in facts
    ]
    hashes = chain.run(chain.down_root(COMMUNE), lines)
    return {
        "commune": COMMUNE,
        "lines": [one.decode() for one in lines],
        "identities": [one.hex() for one in hashes],
    }


# --- scans ---------------------------------------------------------------------------------------


def _scans() -> dict[str, Any]:
    sealed = scans.seal_scan(PLAIN_SCAN, SECRET)
    ticket = scans.Ticket("11-0001", sealed.digest, len(sealed.raw))
    named = ((sealed.digest, len(sealed.raw)),)
    receipt = ticket.receipt(v.SERVER_PRIVATE)
    receipts = Receipts("11-0001", 1773000000456, ((*named[0], receipt),))
    return {
        "plain": PLAIN_SCAN.hex(),
        "secret": SECRET.hex(),
        "key": sealed.key.hex(),
        "sealed": sealed.raw.hex(),
        "device": "11-0001",
        "digest": sealed.digest,
        "size": len(sealed.raw),
        "authorization": ticket.signed(v.DEVICE_PRIVATE),
        "receipt": receipt,
        "release": ticket.release(v.SERVER_PRIVATE),
        "list": ScanList("11-0001", named).signed(v.DEVICE_PRIVATE).hex(),
        "receipts": {"time_ms": 1773000000456, "file": receipts.signed(v.SERVER_PRIVATE).hex()},
    }


# --- what must be refused ------------------------------------------------------------------------


def _refused(what: str, why: str, raw: bytes) -> dict[str, str]:
    return {"what": what, "why": why, "envelope": raw.hex()}


def _broken() -> list[tuple[str, str, bytes]]:
    """Signed as it should be, but for the first; `why` newer: to be told apart from damage."""
    lines, top = v.lines(), _header(6, schema=2)
    plain, packed = columns.pack(lines), _packed(columns.pack(lines))
    written = headers.write(top)
    longer = written + b"x"

    def with_streams(change: Callable[[Writer], None]) -> bytes:
        return _sealed(top, lines, _packed(_changed(plain, change)))

    return [
        ("signed by another key", "corrupt", _sealed(top, lines, packed, key=v.ROOT_PRIVATE)),
        ("mark of a newer form", "newer", _sealed(top, lines, packed, mark=b"MC2E")),
        ("header of version 3", "newer", _sealed(top, lines, packed, top=b"\x03" + written[1:])),
        ("body of schema 3", "newer", _sealed(replace(top, schema=3), lines, packed)),
        ("body of schema 0", "corrupt", _sealed(replace(top, schema=0), lines, packed)),
        ("a byte behind the header's text", "corrupt", _sealed(top, lines, packed, top=longer)),
        ("another head", "corrupt", _sealed(top, lines, packed, head=bytes(8))),
        ("a whole head", "corrupt", _sealed(top, lines, packed, head=chain.head(ROOT, lines))),
        ("one line fewer than it says", "corrupt", _sealed(replace(top, count=7), lines, packed)),
        ("no line and a body", "corrupt", _sealed(replace(top, count=0), [], packed)),
        ("words that nobody knows", "corrupt", _sealed(replace(top, dictionary=5), lines, packed)),
        ("a body that states no size", "corrupt", _sealed(top, lines, _unsized(plain))),
        ("a body that states 65 MiB", "corrupt", _sealed(top, lines, _oversized())),
        ("a byte behind the shapes", "corrupt", with_streams(lambda out: out.count(0))),
        ("a byte behind the numbers", "corrupt", with_streams(lambda out: out.numbers.append(0))),
        ("a byte behind the text", "corrupt", with_streams(lambda out: out.text.append(0))),
    ]  # fmt: skip


def _changed(plain: bytes, change: Callable[[Writer], None]) -> bytes:
    source = Reader.of(plain)
    out = Writer(bytearray(source.shapes), bytearray(source.numbers), bytearray(source.text))
    change(out)
    return out.whole()


def _packed(plain: bytes) -> bytes:
    return packing.pack(plain, dictionary.stock())


def _unsized(plain: bytes) -> bytes:
    """The frame of a stream: one block as it is, and no size in front."""
    block = (len(plain) << 3 | 1).to_bytes(3, "little")
    return bytes.fromhex("28b52ffd0058") + block + plain


def _oversized() -> bytes:
    """A frame's head that states 65 MiB, and one empty block."""
    return bytes.fromhex("28b52ffda0") + (65 << 20).to_bytes(4, "little") + bytes.fromhex("010000")


if __name__ == "__main__":
    FILE.write_text(json.dumps(make(), ensure_ascii=False, indent=1) + "\n", "utf-8")
