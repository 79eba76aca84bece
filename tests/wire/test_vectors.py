"""The published vectors are what this program reads, and writes where that is determined."""

import json
from typing import Any

import pytest

from app.wire import carried, chain, columns, envelope, event, packing, signing, token
from app.wire import enrolment as en
from app.wire.answer import open_answer, pack_answer
from app.wire.errors import Corrupt, UnknownKind
from tests.wire import vectors as v

VECTORS: dict[str, Any] = json.loads(v.FILE.read_text("utf-8"))
HEAD = bytes.fromhex(VECTORS["chain"]["identities"][-1])


def test_the_chain_is_made_of_the_lines() -> None:
    made = VECTORS["chain"]
    root = chain.root(v.DEVICE, bytes.fromhex(made["salt"]), training=made["training"])
    lines = [one.encode() for one in made["lines"]]
    assert root.hex() == made["root"]
    assert [one.hex() for one in chain.run(root, lines)] == made["identities"]
    assert [event.encode(event.decode(one)) for one in lines] == lines
    assert chain.down_root(made["down"]["commune"]).hex() == made["down"]["root"]


@pytest.mark.parametrize("case", VECTORS["columns"], ids=lambda case: f"{len(case['lines'])}")
def test_columns(case: dict[str, Any]) -> None:
    lines, streams = [bytes.fromhex(one) for one in case["lines"]], bytes.fromhex(case["streams"])
    assert columns.unpack(streams, len(lines), packing.MOST_PLAIN) == lines
    assert columns.pack(lines) == streams


@pytest.mark.parametrize("case", VECTORS["envelopes"], ids=["week", "asks", "words", "version 1"])
def test_envelopes(case: dict[str, Any]) -> None:
    raw, words = bytes.fromhex(case["bytes"]), case["words"]
    known = {words["number"]: words["text"].encode()} if words else {}
    opened = envelope.open_envelope(raw, v.DEVICE, known.get)
    assert v._fields(opened.header) == case["header"]
    assert [one.decode() for one in opened.bodies] == case["lines"]
    with pytest.raises(Corrupt):
        envelope.open_envelope(raw, v.SERVER, known.get)


@pytest.mark.parametrize("case", VECTORS["answers"], ids=lambda case: case["answer"]["result"])
def test_answers(case: dict[str, Any]) -> None:
    raw = bytes.fromhex(case["bytes"])
    opened = open_answer(raw, v.SERVER, HEAD)
    assert v._fields(opened) == case["answer"]
    assert (
        open_answer(pack_answer(opened, v.SERVER_PRIVATE, case["version"]), v.SERVER, HEAD)
        == opened
    )


def test_sticks() -> None:
    up, down = VECTORS["sticks"]
    read = carried.read(bytes.fromhex(up["file"]))
    assert (read.direction, read.device) == (carried.UP, up["device"])
    assert carried.open_up(read, v.SERVER_PRIVATE).hex() == up["envelope"]
    answer, contents = carried.open_down(
        carried.read(bytes.fromhex(down["file"])), v.DEVICE_PRIVATE
    )
    assert (answer.hex(), [one.hex() for one in contents]) == (down["answer"], down["contents"])


def test_certificates() -> None:
    made = VECTORS["certificates"]
    device = signing.DeviceCertificate.from_bytes(bytes.fromhex(made["device"]))
    device.verify(v.ROOT)
    assert device == v.device_certificate()
    server = signing.ServerCertificate.from_text(made["server"]["text"])
    server.verify(v.ROOT)
    assert server == v.server_certificate()
    assert server.last_day.isoformat() == made["server"]["last_day"]


def test_enrolments() -> None:
    made = VECTORS["enrolment"]
    request = en.open_request(made["request"])
    assert (request.check_word, request.device_key) == (made["check_word"], v.DEVICE)
    by_request = en.open_enrolment(
        en.read_enrolment(made["by_request"]), seal_private=v.SEAL_PRIVATE
    )
    by_code = en.open_enrolment(en.read_enrolment(made["by_code"]), code=made["code"])
    content = {"chain": [], **made["content"]}  # what came later is left out where it is empty
    assert v._fields(by_request) == v._fields(by_code) == content


def test_slips() -> None:
    made = VECTORS["slip"]
    read = token.read_token(made["token"])
    read.verify(v.ROOT)
    assert read.slip == v.slip()
    assert token.make_token(v.slip(), v.DEVICE_PRIVATE, v.device_certificate()) == made["token"]
    word = made["word"]
    assert token.lookup_word(bytes.fromhex(word["identity"])) == word["letters"]


def test_what_a_reader_must_refuse() -> None:
    raw = bytes.fromhex(VECTORS["envelopes"][0]["bytes"])
    newer = raw[:8] + b"\x03" + raw[9:-64]
    with pytest.raises(UnknownKind):
        envelope.open_envelope(newer + signing.sign(v.DEVICE_PRIVATE, newer), v.DEVICE)
    with pytest.raises(Corrupt):
        envelope.open_envelope(raw[:-1] + bytes([raw[-1] ^ 1]), v.DEVICE)
