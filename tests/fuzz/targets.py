"""What reads bytes of others, each as one function of bytes: a WireError is a clean refusal.

A signature would stop a fuzzer at the door, so most targets sign, seal or pack what they are given
with keys of their own and look at what lies behind: a stolen or broken machine gets that far.
"""

import json
import secrets
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain import events as e
from app.domain import queue
from app.domain.times import from_seconds
from app.services import queue_messages
from app.services.lan import Caller
from app.services.queue_messages import BadMessage
from app.services.queue_ports import Machine
from app.services.queue_relay import TicketRelay
from app.wire import (
    carried,
    chain,
    columns,
    envelope,
    event,
    header,
    packing,
    scan_stick,
    signing,
    token,
)
from app.wire import enrolment as en
from app.wire import seal as seals
from app.wire.answer import MAGIC as ANSWER
from app.wire.answer import Answer, VerdictLine, open_answer, pack_answer, quoted_head
from app.wire.errors import WireError
from app.wire.scans import Ticket
from tests.province.desks import reception
from tests.queue.memory import MemoryTickets
from tests.queue.world import RULES, Hands
from tests.wire.example_enrolment import example_enrolment

PRIVATE = bytes(range(32))
PUBLIC = signing.public_key(PRIVATE)
SEAL_PRIVATE, SEAL_PUBLIC = seals.new_seal_key()
HEAD = bytes(32)
MOST_SLIP = 500  # bytes: more digits than a token has, and no more than Python writes at once
MOMENT = from_seconds(1_773_000_000)
Target = Callable[[bytes], object]


def an_event(data: bytes) -> None:
    """Whatever is decoded encodes to the same bytes."""
    event.kind_of(data)
    event.shape(data)
    assert event.encode(event.decode(data)) == data


def some_columns(data: bytes) -> None:
    """What comes out goes in again and comes out the same."""
    lines = columns.unpack(data[1:], data[0] if data else 0, packing.MOST_PLAIN)
    assert columns.unpack(columns.pack(lines), len(lines), packing.MOST_PLAIN) == lines


def some_lines(data: bytes) -> None:
    """Any lines travel byte for byte."""
    lines = data.split(b"\n")
    assert columns.unpack(columns.pack(lines), len(lines), packing.MOST_PLAIN) == lines


def an_envelope(data: bytes) -> None:
    """Unsigned, as from a stranger; then the same signed."""
    message = envelope.MAGIC + data
    envelope.claims(message + bytes(signing.SIGNATURE_BYTES))
    envelope.open_envelope(message + signing.sign(PRIVATE, message), PUBLIC)


def a_body(data: bytes) -> None:
    """A right header, packing, chain and signature around any body."""
    count, head = data[0] if data else 0, HEAD
    with suppress(WireError):
        head = chain.head(HEAD, columns.unpack(data[1:], count, packing.MOST_PLAIN))
    top = header.write(header.Header("11-0001", "ab", HEAD, count, "1", 5, schema=header.COLUMNS))
    body = packing.pack(data[1:])
    message = b"".join(
        [
            envelope.MAGIC,
            struct.pack(">I", len(top)),
            top,
            struct.pack(">I", len(body)),
            body,
            head[:8],
        ]
    )
    envelope.open_envelope(message + signing.sign(PRIVATE, message), PUBLIC)


def a_packing(data: bytes) -> None:
    """Anything as a zstd frame."""
    packing.unpack(data)


def an_answer(data: bytes) -> None:
    """The first byte: as it is, or packed; signed by the right key."""
    packed = bool(data[:1] > b"\x7f")
    payload = packing.pack(data[1:]) if packed else data[1:]
    message = ANSWER + struct.pack(">BI", packed, len(payload)) + payload
    raw = message + signing.sign(PRIVATE, message)
    quoted_head(raw)
    open_answer(raw, PUBLIC, HEAD)


def a_stick(data: bytes) -> None:
    """A file of a stick; then the box of one."""
    try:
        carried.open_up(carried.read(data), PRIVATE)
    except WireError:
        box = seals.seal(carried.as_seal_key(PUBLIC), data, carried.CONTEXT + b"down")
        carried.open_down(carried.Carried(carried.DOWN, "11-0001", box), PRIVATE)


def some_scans(data: bytes) -> None:
    """A list of scans on a stick, then receipts, each also signed by the right key."""
    for raw in (data, data[: -signing.SIGNATURE_BYTES]):
        with suppress(WireError):
            listed = scan_stick.read_list(raw + _signature(scan_stick.LIST_LABEL, raw))
            listed.verify(PUBLIC)
            assert listed.signed(PRIVATE)[-signing.SIGNATURE_BYTES :] == listed.signature
        with suppress(WireError):
            signed = raw + _signature(scan_stick.RECEIPTS_LABEL, raw)
            scan_stick.open_receipts(signed, PUBLIC).confirmed(PUBLIC)
    scan_stick.read_list(data)


def _signature(label: bytes, raw: bytes) -> bytes:
    return signing.sign(PRIVATE, label + raw[len(scan_stick.LIST_MARK) :])


def an_enrolment(data: bytes) -> None:
    """A file; then the sealed content of one, signed by its own root."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        en.open_enrolment(en.read_enrolment(text), seal_private=SEAL_PRIVATE)
    except WireError:
        packed = packing.pack(signing.sign(PRIVATE, data) + data)
        box = seals.seal(SEAL_PUBLIC, packed, en.CONTEXT)
        en.open_enrolment(en.SealedEnrolment(en.BY_REQUEST, None, box), seal_private=SEAL_PRIVATE)


def a_request(data: bytes) -> None:
    """A machine's request."""
    en.open_request(data.decode("utf-8", "surrogateescape"))


def a_slip(data: bytes) -> None:
    """A slip's code as any text and as digits, and its certificate."""
    with suppress(WireError):
        token.read_token(data.decode("latin-1"))
    number = int.from_bytes(b"\x01" + data[:MOST_SLIP], "big")
    token.read_token(token.PREFIX + str(number)).verify(PUBLIC)


def a_queue_message(data: bytes) -> None:
    """As it came, and as what is packed: a question, which a relay then answers, or an answer."""
    read = False
    for raw in (data, bytes([queue_messages.FORM]) + zlib.compress(data)):
        with suppress(BadMessage):
            asked, read = queue_messages.read_question(raw), True
            assert queue_messages.read_question(queue_messages.pack_question(asked)) == asked
            _answered(asked)
        with suppress(BadMessage):
            answer, read = queue_messages.read_answer(raw), True
            assert queue_messages.read_answer(queue_messages.pack_answer(answer)) == answer
    if not read:
        raise WireError("no message")


def _answered(asked: queue_messages.Question) -> None:
    """A relay says something that a desk reads, whatever a desk of its office asks."""
    relay = TicketRelay(MemoryTickets(), Hands(MOMENT), Machine(1, "1"), lambda _: RULES)
    follow = replace(asked.follow, life=relay.life)  # else it only asks to be brought all
    order = replace(asked.order, op=secrets.token_hex(16))
    question = queue_messages.pack_question(replace(asked, follow=follow, order=order))
    queue_messages.read_answer(relay(Caller("11-0001", 2), question))


def a_certificate(data: bytes) -> None:
    """The device's, then the server's."""
    try:
        signing.DeviceCertificate.from_bytes(data).verify(PUBLIC)
    except WireError:
        signing.ServerCertificate.from_text(data.decode("utf-8", "surrogateescape")).verify(PUBLIC)


TARGETS: dict[str, Target] = {
    "event": an_event,
    "columns": some_columns,
    "lines": some_lines,
    "envelope": an_envelope,
    "body": a_body,
    "packing": a_packing,
    "answer": an_answer,
    "stick": a_stick,
    "scans": some_scans,
    "enrolment": an_enrolment,
    "request": a_request,
    "slip": a_slip,
    "certificate": a_certificate,
    "queue": a_queue_message,
}


def seeds() -> dict[str, list[bytes]]:
    """Good bytes of each kind to begin from."""
    lines = _lines()
    packed = columns.pack(lines)
    top = header.Header("11-0001", "ab", HEAD, len(lines), "1", 5, asks=(HEAD,))
    whole = envelope.pack(top, lines, PRIVATE)
    answer = pack_answer(_answer(), PRIVATE)
    device = signing.certify_device(
        PRIVATE, device="11-0001", commune="03158", desk=1, training=True, key=PUBLIC
    )
    server = signing.certify_server(
        PRIVATE, province="11", training=True, key=PUBLIC, last_day=date(2027, 1, 1)
    )
    slip = token.Slip("MC-03158-1-260304-0001", "2.000815", MOMENT, MOMENT, 2, bytes(8))
    made = token.make_token(slip, PRIVATE, device)
    number = int(made.removeprefix(token.PREFIX))
    request = en.pack_request(en.Request(SEAL_PUBLIC, PUBLIC), PRIVATE)
    ticket = Ticket("11-0001", "ab" * 32, 5)
    scans = scan_stick.ScanList("11-0001", ((ticket.digest, ticket.size),))
    said = (ticket.digest, ticket.size, ticket.receipt(PRIVATE))
    receipts = scan_stick.Receipts("11-0001", 5, (said,))
    return {
        "event": lines,
        "columns": [bytes([len(lines)]) + packed],
        "lines": [b"\n".join(lines)],
        "envelope": [whole[4 : -signing.SIGNATURE_BYTES]],
        "body": [bytes([len(lines)]) + packed],
        "packing": [packing.pack(packed)],
        "answer": [b"\x00" + answer[9 : -signing.SIGNATURE_BYTES], b"\xff[1]"],
        "stick": [carried.up(whole, "11-0001", PUBLIC), struct.pack(">I", 4) + b"abcd"],
        "scans": [scans.signed(PRIVATE), receipts.signed(PRIVATE)],
        "enrolment": [_enrolment(device, server)],
        "request": [request.encode()],
        "slip": [number.to_bytes((number.bit_length() + 7) // 8, "big")[1:]],
        "certificate": [device.to_bytes(), server.to_text().encode()],
        "queue": _queue(),
    }


def _lines() -> list[bytes]:
    facts: list[tuple[int | None, Any]] = [
        (None, e.Unlocked("ab" * 16)),
        (0, reception()),
        (1, e.TakenOver()),
        (2, e.Noted("gọi lúc 5 giờ")),
    ]
    return [
        event.encode(e.Event(MOMENT, MOMENT, "nhi", None, reference, fact))
        for reference, fact in facts
    ]


def _queue() -> list[bytes]:
    day, op = MOMENT.date(), "ab" * 16
    hand = queue.Hand(2, 1_773_000_000, op)
    given = queue.Ticket(
        op, day, "A", 1, "A", "1", queue.ELDERLY, 5, op=op,
        moves=(queue.Move(queue.ISSUE, hand.at, 2),),
    )  # fmt: skip
    follow = queue_messages.Follow("0" * 16, day.isoformat(), 3)
    brought = queue_messages.Order(queue_messages.BRING, op)
    tickets = (
        given,
        queue.held(queue.called(replace(given, id="cd" * 16, number=2), hand, 7), hand),
    )
    messages = (
        queue_messages.pack_question(
            queue_messages.Question(brought, follow, "2", hand.at, tickets)
        ),
        queue_messages.pack_question(
            queue_messages.Question(queue_messages.Order(queue.CALL, op, rows=("A",)), follow)
        ),
        queue_messages.pack_answer(
            queue_messages.Answer(follow, op, rows=(queue.Row("A", "Đất đai"),), tickets=tickets)
        ),
    )
    half = json.dumps({**json.loads(zlib.decompress(messages[0][1:])), "origin": "\ud800"})
    return [*messages, half.encode(), *(zlib.decompress(one[1:]) for one in messages)]


def _answer() -> Answer:
    return Answer(
        HEAD, "stored", HEAD, 3, 5, "ab", (VerdictLine(HEAD, "x", "Sai."),), 1, (b"[1]",), 2,
        standing="older", letter="b", ahead=(b"[1]",),
    )  # fmt: skip


def _enrolment(device: signing.DeviceCertificate, server: signing.ServerCertificate) -> bytes:
    example = example_enrolment(PUBLIC, device, server)
    text = en.pack_enrolment(example, PRIVATE, seal_key=SEAL_PUBLIC, code=None)
    box = en.read_enrolment(text).box
    plain = packing.unpack(seals.unseal(SEAL_PRIVATE, box, en.CONTEXT))
    return plain[signing.SIGNATURE_BYTES :]
