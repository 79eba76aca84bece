"""The further vectors are what this program reads and writes, and they cover what there is."""

import json
from typing import Any

import pytest

from app.domain.events import KINDS
from app.wire import chain, column, columns, envelope, event, packing, scans
from app.wire.answer import open_answer, pack_answer
from app.wire.errors import Corrupt, UnknownKind
from app.wire.scan_stick import open_receipts, read_list
from app.wire.streams import Reader
from tests.wire import kinds, more_vectors
from tests.wire import vectors as v

VECTORS: dict[str, Any] = json.loads(more_vectors.FILE.read_text("utf-8"))
REFUSALS = {"newer": UnknownKind, "corrupt": Corrupt}


def test_the_table_of_kinds_is_the_programs() -> None:
    assert kinds.FILE.read_text("utf-8") == kinds.in_lines(kinds.make()), (
        "a kind was added, or told in other words: python -m tests.wire.kinds"
    )


def test_every_kind_of_event_stands_there_bare_and_whole() -> None:
    found = VECTORS["events"]
    for one in found:
        line = one["line"].encode()
        assert event.encode(event.decode(line)) == line
    *each, _late, _ahead = [tuple(json.loads(one["line"])[:2]) for one in found]
    assert sorted(each) == sorted([*KINDS, *KINDS]), (
        "a kind without a vector: python -m tests.wire.more_vectors"
    )
    assert [more_vectors._event(event.decode(one["line"].encode())) for one in found] == found


@pytest.mark.parametrize("case", VECTORS["columns"])
def test_columns(case: dict[str, Any]) -> None:
    lines, streams = [bytes.fromhex(one) for one in case["lines"]], bytes.fromhex(case["streams"])
    assert columns.unpack(streams, len(lines), packing.MOST_PLAIN) == lines
    assert columns.pack(lines) == streams
    assert lines in more_vectors.batches()


def test_every_shape_of_a_column_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    used = set()
    readers = dict(column._READERS)

    def noted(shape: int) -> Any:
        def read(source: Reader, many: int, depth: int) -> list[Any]:
            used.add(shape)
            return readers[shape](source, many, depth)

        return read

    monkeypatch.setattr(column, "_READERS", {shape: noted(shape) for shape in readers})
    for case in VECTORS["columns"]:
        columns.unpack(bytes.fromhex(case["streams"]), len(case["lines"]), packing.MOST_PLAIN)
    assert used == set(readers)


@pytest.mark.parametrize("case", VECTORS["envelopes"], ids=["neighbour", "words", "sizes"])
def test_envelopes(case: dict[str, Any]) -> None:
    raw, words = bytes.fromhex(case["bytes"]), case["words"]
    known = {words["number"]: words["text"].encode()} if words else {}
    opened = envelope.open_envelope(raw, v.DEVICE, known.get)
    assert v._fields(opened.header) == case["header"]
    assert [one.decode() for one in opened.bodies] == case["lines"]


def test_a_first_contact_brings_the_root_along() -> None:
    opened = envelope.open_envelope(bytes.fromhex(VECTORS["envelopes"][0]["bytes"]), v.DEVICE)
    assert envelope.root_opening(opened) is not None
    assert opened.header.by_anybody


def test_the_words_of_the_catalogue_count() -> None:
    raw = bytes.fromhex(VECTORS["envelopes"][1]["bytes"])
    for others in (b"", bytes(len(more_vectors.CATALOGUE))):
        with pytest.raises(Corrupt):
            envelope.open_envelope(raw, v.DEVICE, {more_vectors.NUMBER: others}.get)


@pytest.mark.parametrize("case", VECTORS["answers"], ids=["refused", "nothing", "long"])
def test_answers(case: dict[str, Any]) -> None:
    raw, head = bytes.fromhex(case["bytes"]), bytes.fromhex(case["answer"]["head"])
    opened = open_answer(raw, v.SERVER, head)
    assert v._fields(opened) == case["answer"]
    assert open_answer(pack_answer(opened, v.SERVER_PRIVATE), v.SERVER, head) == opened


def test_what_comes_down_is_a_chain() -> None:
    made = VECTORS["downstream"]
    lines = [one.encode() for one in made["lines"]]
    hashes = chain.run(chain.down_root(made["commune"]), lines)
    assert [one.hex() for one in hashes] == made["identities"]
    assert [event.encode(event.decode(one)) for one in lines] == lines


def test_scans() -> None:
    made = VECTORS["scans"]
    sealed = scans.seal_scan(bytes.fromhex(made["plain"]), bytes.fromhex(made["secret"]))
    assert (sealed.raw.hex(), sealed.key.hex()) == (made["sealed"], made["key"])
    ticket, signature = scans.read_ticket(made["authorization"])
    ticket.verify(v.DEVICE, signature)
    ticket.check_receipt(made["receipt"], v.SERVER)
    ticket.check_release(made["release"], v.SERVER)
    assert ticket == scans.Ticket(made["device"], made["digest"], made["size"])
    listed = read_list(bytes.fromhex(made["list"]))
    listed.verify(v.DEVICE)
    assert list(listed.tickets()) == [ticket]
    receipts = open_receipts(bytes.fromhex(made["receipts"]["file"]), v.SERVER)
    assert receipts.confirmed(v.SERVER) == [made["digest"]]
    assert receipts.time_ms == made["receipts"]["time_ms"]


@pytest.mark.parametrize("case", VECTORS["refused"], ids=lambda case: case["what"])
def test_what_a_reader_must_refuse(case: dict[str, str]) -> None:
    with pytest.raises(REFUSALS[case["why"]]):
        envelope.open_envelope(bytes.fromhex(case["envelope"]), v.DEVICE)


def test_only_the_signature_keeps_the_first_of_them_out() -> None:
    first = bytes.fromhex(VECTORS["refused"][0]["envelope"])
    assert envelope.open_envelope(first, v.ROOT).bodies
