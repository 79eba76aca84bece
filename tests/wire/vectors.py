"""Test vectors for other programs that speak SYNC/1; `python -m tests.wire.vectors` writes them.

Keys are fixed and invented, so are persons. Boxes are sealed with fresh keys each time, and zstd of
another release may pack otherwise: such bytes are for reading. Write the file anew only when a
version is added; `test_vectors` reads what is there.
"""

import json
from base64 import b64encode
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from app.domain import events as e
from app.domain.times import from_seconds
from app.wire import carried, chain, columns, envelope, event, packing, signing, token
from app.wire import enrolment as en
from app.wire import header as headers
from app.wire.answer import JSON_VERSION, Answer, VerdictLine, pack_answer
from app.wire.dictionary import number_of
from tests.province.desks import reception

FILE = Path(__file__).resolve().parents[2] / "docs" / "vectors" / "sync-1.json"
DEVICE_PRIVATE, SERVER_PRIVATE, ROOT_PRIVATE = (bytes([one] * 32) for one in (1, 2, 3))
SEAL_PRIVATE = bytes([4] * 32)
DEVICE, SERVER, ROOT = map(signing.public_key, (DEVICE_PRIVATE, SERVER_PRIVATE, ROOT_PRIVATE))
SALT, CODE = bytes(range(16)), "ABCDEFGHJK"
MOMENT = from_seconds(1_773_000_000)


def lines() -> list[bytes]:
    """The events of two dossiers and a note, as canonical bytes."""
    facts: list[tuple[int | None, Any]] = [
        (None, e.Unlocked("ab" * 16)),
        (0, reception()),
        (1, e.TakenOver()),
        (0, reception()),
        (3, e.Noted("gọi lúc 5 giờ, chưa có người nghe")),
        (2, e.Noted("xong")),
    ]
    return [
        event.encode(e.Event(MOMENT, MOMENT, "nhi", None, reference, fact))
        for reference, fact in facts
    ]


def make() -> dict[str, Any]:
    """All of them."""
    return {
        "keys": make_keys(),
        "chain": _chain(),
        "columns": [_columns(case) for case in _batches()],
        "envelopes": _envelopes(),
        "answers": _answers(),
        "sticks": _sticks(),
        "certificates": _certificates(),
        "enrolment": _enrolment(),
        "slip": _slip(),
    }


def make_keys() -> dict[str, str]:
    """Everybody's."""
    keys = {
        "device_private": DEVICE_PRIVATE, "device_public": DEVICE,
        "server_private": SERVER_PRIVATE, "server_public": SERVER,
        "root_private": ROOT_PRIVATE, "root_public": ROOT,
        "seal_private": SEAL_PRIVATE, "seal_public": en_seal_public(),
    }  # fmt: skip
    return {name: key.hex() for name, key in keys.items()}


def en_seal_public() -> bytes:
    """X25519's public half of the fixed sealing key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(SEAL_PRIVATE).public_key().public_bytes_raw()


def _chain() -> dict[str, Any]:
    root = chain.root(DEVICE, SALT, training=True)
    return {
        "salt": SALT.hex(),
        "training": True,
        "root": root.hex(),
        "lines": [one.decode() for one in lines()],
        "identities": [one.hex() for one in chain.run(root, lines())],
        "down": {"commune": "03158", "root": chain.down_root("03158").hex()},
    }


def _batches() -> list[list[bytes]]:
    return [
        [],
        [b'[1,1,0,0,null,"nhi",null]'],
        lines(),
        lines() * 3,
        [*lines(), b"\x00\xff", b"not an array", b"[1,2.5]", b""],
    ]  # fmt: skip


def _columns(case: list[bytes]) -> dict[str, Any]:
    return {"lines": [one.hex() for one in case], "streams": columns.pack(case).hex()}


def _header(count: int, **more: Any) -> headers.Header:
    root = chain.root(DEVICE, SALT, training=True)
    return headers.Header(
        "11-0001", "00112233aabbccdd", root, count, "0.1.0", 1773000000123, **more
    )


def _fields(record: Any) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, bytes):
            return value.hex()
        if isinstance(value, tuple | list):
            return [plain(one) for one in value]
        return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value

    fields: dict[str, Any] = plain(asdict(record))
    return fields


def _envelopes() -> list[dict[str, Any]]:
    root = chain.root(DEVICE, SALT, training=True)
    words = envelope.Words(number_of("ab" * 32), "Bản sao từ sổ gốc, trích lục ".encode() * 9)
    asks = {"asks": (root, bytes(32)), "cursor": 7, "cursor_hash": bytes([9] * 32)}
    whole = [
        (envelope.pack(_header(6), lines(), DEVICE_PRIVATE), None),
        (envelope.pack(_header(0, **asks), [], DEVICE_PRIVATE), None),
        (envelope.pack(_header(6), lines(), DEVICE_PRIVATE, words), words),
        (_version_1(), None),
    ]
    return [
        _envelope(raw, lines() if envelope.claims(raw).count else [], one) for raw, one in whole
    ]


def _envelope(raw: bytes, held: list[bytes], words: envelope.Words | None) -> dict[str, Any]:
    return {
        "header": _fields(envelope.claims(raw)),
        "lines": [one.decode() for one in held],
        "words": None if words is None else {"number": words.number, "text": words.text.decode()},
        "bytes": raw.hex(),
    }


def _version_1() -> bytes:
    top = _header(6)
    values = [
        1, top.device, top.installation, b64encode(top.parent).decode(), top.count, 0, 1,
        top.app_version, top.clock_ms, 0, "", [],
    ]  # fmt: skip
    first, body = event.dump(values), packing.pack(b"L" + b"\n".join(lines()))
    parts = [len(first).to_bytes(4, "big"), first, len(body).to_bytes(4, "big"), body]
    message = envelope.MAGIC + b"".join(parts) + chain.head(top.parent, lines())
    return message + signing.sign(DEVICE_PRIVATE, message)


def _answers() -> list[dict[str, Any]]:
    root = chain.root(DEVICE, SALT, training=True)
    head = chain.head(root, lines())
    short = Answer(head, "stored", head, 6, 1773000000456, "9ed88519f880d7d7")
    verdict = VerdictLine(head, "fee", "Lệ phí khác với quy định.")
    full = Answer(
        head, "unknown_parent", root, 0, 1773000000456, "9ed88519f880d7d7", (verdict,), 3,
        (b'[86,1,"x"]',), 5, root, None, "Xin chào", "fork", "b",
    )  # fmt: skip
    older = Answer(
        head, "stored", head, 6, 5, "i", standing="older", letter="c", ahead=(lines()[0],),
        ahead_last=False,
    )  # fmt: skip
    cases = [(short, 2), (full, 2), (older, 2), (short, JSON_VERSION), (full, JSON_VERSION)]
    return [
        {
            "version": version,
            "answer": _fields(answer),
            "bytes": pack_answer(answer, SERVER_PRIVATE, version).hex(),
        }
        for answer, version in cases
    ]


def _sticks() -> list[dict[str, Any]]:
    root = chain.root(DEVICE, SALT, training=True)
    raw = envelope.pack(_header(6), lines(), DEVICE_PRIVATE)
    answer = pack_answer(Answer(root, "stored", root, 0, 5, "i"), SERVER_PRIVATE)
    contents = [packing.pack(b"a catalogue")]
    return [
        {
            "direction": "up",
            "device": "11-0001",
            "envelope": raw.hex(),
            "file": carried.up(raw, "11-0001", SERVER).hex(),
        },
        {
            "direction": "down",
            "device": "11-0001",
            "answer": answer.hex(),
            "contents": [one.hex() for one in contents],
            "file": carried.down(answer, contents, "11-0001", DEVICE).hex(),
        },
    ]


def device_certificate() -> signing.DeviceCertificate:
    """The desk's."""
    return signing.certify_device(
        ROOT_PRIVATE, device="11-0001", commune="03158", desk=1, training=True, key=DEVICE
    )


def server_certificate() -> signing.ServerCertificate:
    """The province's."""
    return signing.certify_server(
        ROOT_PRIVATE, province="11", training=True, key=SERVER, last_day=date(2028, 3, 1)
    )


def _certificates() -> dict[str, Any]:
    server = server_certificate()
    return {
        "device": device_certificate().to_bytes().hex(),
        "server": {"text": server.to_text(), "last_day": server.last_day.isoformat()},
    }


def _enrolment() -> dict[str, Any]:
    content = en.Enrolment(
        province="11",
        device="11-0001",
        commune="03158",
        desk=1,
        numbering="leased",
        training=True,
        root=ROOT.hex(),
        recovery=bytes([5] * 32).hex(),
        release=bytes([6] * 32).hex(),
        server_certificate=server_certificate().to_text(),
        device_certificate=device_certificate().to_bytes().hex(),
        made_on="2026-03-09",
        expires_on="2026-04-08",
        office={"name": "Trung tâm Phục vụ hành chính công xã Sín Thầu"},
        blocks=(en.BlockLine("H18.40", 1, "2026-03-09", "2026-05-08"),),
        letter="b",
    )
    request = en.Request(en_seal_public(), DEVICE)
    return {
        "request": en.pack_request(request, DEVICE_PRIVATE),
        "check_word": request.check_word,
        "code": CODE,
        "content": _fields(content),
        "by_request": en.pack_enrolment(
            content, ROOT_PRIVATE, seal_key=en_seal_public(), code=None
        ),
        "by_code": en.pack_enrolment(content, ROOT_PRIVATE, seal_key=None, code=CODE),
    }


def slip() -> token.Slip:
    """A promise."""
    due = from_seconds(1_773_086_400)
    return token.Slip("MC-03158-1b-260309-0001", "2.000815", MOMENT, due, 2, bytes(range(8)))


def _slip() -> dict[str, Any]:
    return {
        "code": slip().code,
        "procedure": slip().procedure,
        "received_at": 1_773_000_000,
        "due_at": 1_773_086_400,
        "position": 2,
        "mark": slip().mark.hex(),
        "token": token.make_token(slip(), DEVICE_PRIVATE, device_certificate()),
        "word": {"identity": bytes(32).hex(), "letters": token.lookup_word(bytes(32))},
    }


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(make(), ensure_ascii=False, indent=1) + "\n", "utf-8")
