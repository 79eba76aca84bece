"""Envelopes and answers: verified before they are read; damage and forgery never get through."""

import random
import struct
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.wire import chain, packing, signing
from app.wire.answer import Answer, VerdictLine, _values, open_answer, pack_answer
from app.wire.dictionary import number_of
from app.wire.envelope import HEAD_BYTES, MAGIC, Words, claims, open_envelope, pack
from app.wire.errors import Corrupt, OtherKey, UnknownKind, WireError
from app.wire.event import dump
from app.wire.header import COLUMNS, JSON_VERSION, LINES, Header, write
from app.wire.signing import sign

PRIVATE, PUBLIC = signing.new_key()
OTHER_PRIVATE, OTHER_PUBLIC = signing.new_key()
ROOT = chain.root(PUBLIC, bytes(16), training=True)


def header(count: int, **more: object) -> Header:
    return Header("11-0001", "abc", ROOT, count, "0.1.0", 5, **more)  # type: ignore[arg-type]


@given(st.lists(st.binary(min_size=1, max_size=200), max_size=20))
def test_bodies_come_back_byte_for_byte_whatever_they_hold(bodies: list[bytes]) -> None:
    raw = pack(header(len(bodies)), bodies, PRIVATE)
    opened = open_envelope(raw, PUBLIC)
    assert list(opened.bodies) == bodies
    assert list(opened.hashes) == chain.run(ROOT, bodies)
    schema = COLUMNS if bodies else LINES
    assert claims(raw) == opened.header == header(len(bodies), schema=schema)


def test_questions_and_cursor_travel() -> None:
    asks = (bytes(32), b"\x01" * 32)
    raw = pack(header(0, asks=asks, cursor=7, cursor_hash=b"\x02" * 32), [], PRIVATE)
    opened = open_envelope(raw, PUBLIC)
    assert opened.header.asks == asks
    assert (opened.header.cursor, opened.header.cursor_hash) == (7, b"\x02" * 32)
    assert opened.head == ROOT


def test_every_flipped_byte_is_noticed() -> None:
    raw = pack(header(3), [b"[1]", b"[2]", b"[3]"], PRIVATE)
    for place in range(len(raw)):
        damaged = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(Corrupt):
            open_envelope(damaged, PUBLIC)


def test_every_cut_is_noticed() -> None:
    raw = pack(header(2), [b"[1]", b"[2]"], PRIVATE)
    for size in range(len(raw)):
        with pytest.raises(Corrupt):
            open_envelope(raw[:size], PUBLIC)


def test_rubbish_claims_nothing() -> None:
    dice = random.Random(4)
    for _ in range(300):
        rubbish = b"MC1E" + dice.randbytes(dice.randrange(200))
        with pytest.raises(WireError):
            claims(rubbish)


def test_letters_that_no_store_takes_claim_nothing() -> None:
    raw = pack(header(0), [], PRIVATE)
    assert claims(raw).device == "11-0001"
    with pytest.raises(Corrupt):
        claims(raw.replace(b"11-0001", b"11-\xed\xb0\x81x"))
    first = json_header(header(0)).replace(b'"11-0001"', b'"\\udc001"')
    with pytest.raises(Corrupt):
        claims(signed(first, b"", ROOT))


def test_an_envelope_of_another_key_is_refused() -> None:
    with pytest.raises(Corrupt):
        open_envelope(pack(header(0), [], OTHER_PRIVATE), PUBLIC)


def test_a_body_that_unpacks_without_end_is_refused() -> None:
    bomb = pack(header(1), [b"x" * (65 << 20)], PRIVATE)
    with pytest.raises(Corrupt):
        open_envelope(bomb, PUBLIC)


def answer(**more: object) -> Answer:
    values = {"head": ROOT, "result": "stored", "stored": ROOT, "count": 0, "time_ms": 1}
    return Answer(**{**values, "incarnation": "i", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("bodies", [[b"[1]", b"[2]"], [b"a\nb", b"", b"c"]])
def test_lines_of_an_older_program_are_still_read(bodies: list[bytes]) -> None:
    sized = b"P" + b"".join(b"%d\n%b\n" % (len(body), body) for body in bodies)
    plain = sized if any(b"\n" in body for body in bodies) else b"L" + b"\n".join(bodies)
    raw = enveloped(header(len(bodies)), packing.pack(plain), bodies)
    assert list(open_envelope(raw, PUBLIC).bodies) == bodies


def test_an_envelope_of_version_1_is_still_read() -> None:
    asks, cursor = (bytes(32), b"\x01" * 32), b"\x02" * 32
    top = header(1, asks=asks, cursor=7, cursor_hash=cursor, version=JSON_VERSION)
    raw = signed(json_header(top), packing.pack(b"L[1]"), chain.head(ROOT, [b"[1]"]))
    assert claims(raw) == top
    assert open_envelope(raw, PUBLIC).bodies == (b"[1]",)


def test_an_envelope_of_a_newer_version_is_told_as_such() -> None:
    raw = signed(b"\x03" + write(header(0))[1:], b"", ROOT[:HEAD_BYTES])
    with pytest.raises(UnknownKind, match="envelope"):
        claims(raw)


def test_columns_of_a_newer_program_are_told_as_such() -> None:
    raw = enveloped(header(1, schema=3), packing.pack(b"?"), [b"[1]"])
    with pytest.raises(UnknownKind, match="schema"):
        open_envelope(raw, PUBLIC)


def test_words_that_both_hold_need_not_travel_and_unknown_ones_are_refused() -> None:
    text = ("Bản chính giấy tờ, văn bản làm cơ sở để chứng thực bản sao " * 9).encode()
    bodies = [b'[37,1,5,0,1,"nhi",null,"' + text + b'"]']
    words = Words(number_of("ab" * 32), text)
    raw = pack(header(1), bodies, PRIVATE, words)
    assert len(raw) < len(pack(header(1), bodies, PRIVATE))
    known = {words.number: text}
    assert list(open_envelope(raw, PUBLIC, known.get).bodies) == bodies
    with pytest.raises(Corrupt, match="dictionary"):
        open_envelope(raw, PUBLIC)
    with pytest.raises(Corrupt):
        open_envelope(raw, PUBLIC, {words.number: bytes(len(text))}.get)


def enveloped(top: Header, packed: bytes, bodies: list[bytes]) -> bytes:
    """An envelope around a body that this program would not make."""
    return signed(write(top), packed, chain.head(ROOT, bodies)[:HEAD_BYTES])


def signed(top: bytes, packed: bytes, head: bytes) -> bytes:
    message = MAGIC + b"".join(struct.pack(">I", len(one)) + one for one in (top, packed)) + head
    return message + sign(PRIVATE, message)


def json_header(top: Header) -> bytes:
    """As version 1 wrote it."""
    parent, cursor, *asks = (
        b64encode(one).decode() for one in (top.parent, top.cursor_hash, *top.asks)
    )
    first = [JSON_VERSION, top.device, top.installation, parent, top.count, top.dictionary]
    return dump([*first, top.schema, top.app_version, top.clock_ms, top.cursor, cursor, asks])


@pytest.mark.parametrize("version", [1, 2])
def test_an_answer_comes_back_whole(version: int) -> None:
    sent = answer(
        verdicts=(VerdictLine(b"\x07" * 8, "bad", "Thiếu ngày sinh."),),
        down=(b"[80,1]", '[86,1,"Xã Sín Thầu"]'.encode()),
        down_from=3,
        down_last=5,
        offsite=ROOT,
        message="Xin chào",
    )
    assert open_answer(pack_answer(sent, PRIVATE, version), PUBLIC, ROOT) == sent


@pytest.mark.parametrize("stored", [None, ROOT, b"\x07" * 32], ids=["none", "all", "some"])
def test_an_answer_says_what_is_stored(stored: bytes | None) -> None:
    sent = answer(stored=stored, result="unknown_parent")
    assert open_answer(pack_answer(sent, PRIVATE), PUBLIC, ROOT) == sent


def test_an_answer_to_a_copy_comes_back_whole() -> None:
    sent = answer(standing="older", letter="b", ahead=(b"[1]", b"\x00\xff"), ahead_last=False)
    assert open_answer(pack_answer(sent, PRIVATE), PUBLIC, ROOT) == sent


def test_what_a_newer_province_adds_to_an_answer_is_left_aside() -> None:
    payload = dump([*_values(answer(standing="fork", letter="b")), "more", 7])
    message = b"MC1A" + struct.pack(">BI", 0, len(payload)) + payload
    read = open_answer(message + sign(PRIVATE, message), PUBLIC, ROOT)
    assert (read.standing, read.letter) == ("fork", "b")


@pytest.mark.parametrize(
    "raw",
    [b"", b"<html>Dang nhap Wi-Fi</html>", b"MC1A"],
    ids=["nothing", "captive portal", "cut"],
)
def test_what_is_no_answer_is_not_believed(raw: bytes) -> None:
    with pytest.raises(Corrupt):
        open_answer(raw, PUBLIC, ROOT)


def test_what_another_key_signed_is_told_as_such() -> None:
    with pytest.raises(OtherKey):
        open_answer(pack_answer(answer(), OTHER_PRIVATE), PUBLIC, ROOT)


def test_an_answer_to_another_envelope_is_not_believed() -> None:
    raw = pack_answer(answer(), PRIVATE)
    with pytest.raises(Corrupt):
        open_answer(raw, PUBLIC, b"\x09" * 32)
