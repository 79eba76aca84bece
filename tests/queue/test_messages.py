"""What desks and the relay say to each other: whole again, or refused in a sentence."""

import json
import math
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import queue as q
from app.domain.queue import Hand, Row
from app.services.queue_messages import (
    FORM,
    MOST_BYTES,
    Answer,
    BadMessage,
    Follow,
    Order,
    Question,
    pack_answer,
    pack_question,
    read_answer,
    read_question,
)
from tests.queue.ticket_suite import DAY, called, ticket

OP = "0123456789abcdef" * 2
TICKETS = (
    ticket(1),
    called(ticket(2, priority=q.ELDERLY), 3, 5),
    q.held(called(ticket(3, letter="A03b", origin="3b"), 2, 1), Hand(2, 99, OP)),
)
FOLLOW = Follow("0" * 16, DAY.isoformat(), 41)
QUESTION = Question(Order(q.CALL, OP, rows=("A", "B"), came=False), FOLLOW, "3b", 7, TICKETS)
ANSWER = Answer(FOLLOW, OP, "Chưa được.", "row", rows=(Row("A", "Đất đai"),), tickets=TICKETS)


def packed(values: object) -> bytes:
    return bytes([FORM]) + zlib.compress(json.dumps(values).encode())


def unpacked(raw: bytes) -> dict[str, object]:
    return dict(json.loads(zlib.decompress(raw[1:])))


def test_a_question_and_an_answer_come_whole() -> None:
    assert read_question(pack_question(QUESTION)) == QUESTION
    assert read_answer(pack_answer(ANSWER)) == ANSWER
    transfer = Question(Order(q.TRANSFER, OP, desk=7, key=OP), Follow())
    assert read_question(pack_question(transfer)) == transfer


@given(st.binary(max_size=200))
def test_other_bytes_are_refused_in_a_sentence(raw: bytes) -> None:
    for read in (read_question, read_answer):
        with pytest.raises(BadMessage, match="cập nhật"):
            read(raw)


parts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(st.sampled_from(sorted(unpacked(pack_question(QUESTION)))), parts)
def test_a_question_with_a_part_of_another_kind_is_read_or_refused(name: str, part: object) -> None:
    raw = packed({**unpacked(pack_question(QUESTION)), name: part})
    try:
        read = read_question(raw)
    except BadMessage:
        return
    assert read_question(pack_question(read)) == read


@pytest.mark.parametrize(
    ("place", "value"),
    [(0, "x"), (1, "2026-13-01"), (2, "a"), (2, "A b"), (3, 0), (3, 1.5), (3, "1"), (7, -1),
     (7, 2**63), (12, 2**63), (14, [["issue", 2**63, 1]]), (14, [["issue", math.inf, 1]]),
     (8, "gone"), (9, "2"), (9, 0), (10, 1), (13, 5), (14, []), (14, [["issue", 1]])],
)  # fmt: skip
def test_a_ticket_that_cannot_be_one_is_refused(place: int, value: object) -> None:
    values = unpacked(pack_question(QUESTION))
    tickets = values["tickets"]
    assert isinstance(tickets, list)
    tickets[0][place] = value
    with pytest.raises(BadMessage):
        read_question(packed(values))


@pytest.mark.parametrize("value", [2**63, -1, math.inf, 1.5, "1"])
def test_a_number_that_the_store_cannot_keep_is_refused(value: object) -> None:
    question, answer = unpacked(pack_question(QUESTION)), unpacked(pack_answer(ANSWER))
    follow = [FOLLOW.life, FOLLOW.day, value]
    for read, values in (
        (read_question, {**question, "now": value}),
        (read_question, {**question, "follow": follow}),
        (read_answer, {**answer, "follow": follow}),
        (read_answer, {**answer, "desks": [value]}),
    ):
        with pytest.raises(BadMessage):
            read(packed(values))


@pytest.mark.parametrize("place", ["origin", "follow", "tickets"])
def test_half_a_character_is_no_text_that_a_store_could_keep(place: str) -> None:
    """Taken in it would end every answer of the relay that tells of that ticket."""
    values = unpacked(pack_question(QUESTION))
    half: dict[str, object] = {
        "origin": "\ud800",
        "follow": ["\udfff", "", 0],
        "tickets": [[*values["tickets"][0][:4], "\ud800", *values["tickets"][0][5:]]],  # type: ignore[index]
    }
    with pytest.raises(BadMessage):
        read_question(packed({**values, place: half[place]}))
    whole = read_question(packed({**values, "origin": "\U0001d11e"}))  # in two halves, as JSON may
    assert whole.origin == "\U0001d11e"


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(BadMessage):
        read_question(bytes([FORM]) + zlib.compress(b" " * (MOST_BYTES + 1)))


@pytest.mark.parametrize("order", [
    Order("dance", OP), Order(q.CALL, "short"), Order(q.ISSUE, OP, priority="rich"),
    Order(q.TRANSFER, OP, desk=0), Order(q.CALL, OP, row="A" * 33),
])  # fmt: skip
def test_an_order_that_cannot_be_one_is_refused(order: Order) -> None:
    from tests.queue.world import World

    world = World(2)
    world.relay_at(1)
    assert world.relay is not None
    follow = Follow(world.relay.life)
    with pytest.raises(BadMessage):
        world.desks[2].line.call("tickets", pack_question(Question(order, follow)))
    assert world.tickets(1) == []


def test_an_answer_without_tickets_is_small() -> None:
    assert len(pack_answer(replace(ANSWER, tickets=()))) < 250
