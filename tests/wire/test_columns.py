"""Columns give every line back byte for byte, and refuse whatever is not columns."""

import random
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire import column, columns
from app.wire.errors import Corrupt, WireError
from app.wire.event import dump
from app.wire.streams import Reader, Writer

MOST = 1 << 24
texts = st.text(max_size=30).filter(lambda one: not any("\ud800" <= x <= "\udfff" for x in one))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 70), 1 << 70) | texts,
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=12,
)
heads = st.tuples(
    st.integers(0, 90), st.integers(0, 3), st.integers(0, 1 << 45), st.integers(-9, 1 << 30),
    st.none() | st.integers(0, 30) | st.text("0123456789abcdef", min_size=64, max_size=64),
    texts, st.none() | texts,
)  # fmt: skip


def line(head: tuple[object, ...], rest: list[object]) -> bytes:
    try:
        return dump([*head, *rest])
    except ValueError:  # not NFC
        return b"[]"


lines = st.builds(line, heads, st.lists(values, max_size=6))
SAMPLE = [
    dump(
        [
            20,
            1,
            1773018000040 + place,
            40 * place,
            0,
            "nhi",
            None,
            f"MC-03158-1-260304-{place:04d}",
            ["Sừng Phì Phù", "citizen", f"{11088873965 + place:012d}"],
            None,
            [["fee", place, 1]],
        ]
    )
    for place in range(40)
] + [dump([22, 1, 1773018009999, 5, 7, "nhi", None, "phuc"]), b"\x00\xff", b"[1,2.5]", b""]


@given(st.lists(lines | st.binary(max_size=60), max_size=40))
def test_any_events_come_back_byte_for_byte(bodies: list[bytes]) -> None:
    assert columns.unpack(columns.pack(bodies), len(bodies), MOST) == bodies


@given(st.lists(values, min_size=1, max_size=40))
def test_any_column_comes_back_and_leaves_nothing(found: list[object]) -> None:
    plain = [one for one in found if columns._is_plain(one, column.DEEPEST - 2)]
    out = Writer()
    column.write(out, plain)
    source = Reader.of(out.whole())
    again = column.read(source, len(plain))
    assert repr(again) == repr(plain)  # 1 and True are two things
    source.end()


@pytest.mark.parametrize(
    "column_of_lists",
    [
        [[1], [True]], [["a", 0], ["a", False]], [[[1]], [[True]]], [[True], [True]],
        [[[1]], [True]] * 4, [["k", [1]], ["k", [True]], ["k", True]] * 4, [[[1]], [[True]]] * 4,
    ],
)  # fmt: skip
def test_one_and_true_stay_two_things_in_lists(column_of_lists: list[object]) -> None:
    out = Writer()
    column.write(out, column_of_lists)
    assert repr(column.read(Reader.of(out.whole()), len(column_of_lists))) == repr(column_of_lists)
    bodies = [dump([20, 1, 0, 0, 0, "nhi", None, one]) for one in column_of_lists]
    assert columns.unpack(columns.pack(bodies), len(bodies), MOST) == bodies


@pytest.mark.parametrize(
    "texts_of_one_column",
    [
        ["MC-1-0009", "MC-1-0010"], ["1", "02"], ["01", "02"], ["9", "10", "11"], ["00", "0"],
        ["a\nb", "c"], ["", ""], ["", "x"], ["ab", "cd", "ef"], ["AB", "cd"], ["7" * 30, "8" * 30],
        ["2026-11-23", "2026-01-02"], ["ữ1", "ữ2"], ["١2", "٣4"],
    ],
)  # fmt: skip
def test_texts_of_every_shape_come_back(texts_of_one_column: list[str]) -> None:
    out = Writer()
    column.write(out, texts_of_one_column * 3)
    assert column.read(Reader.of(out.whole()), 3 * len(texts_of_one_column)) == (
        texts_of_one_column * 3
    )


def test_a_week_is_a_fraction_of_its_lines() -> None:
    bodies = SAMPLE[:40]
    assert len(columns.pack(bodies)) < len(b"\n".join(bodies)) / 4


def test_damage_is_refused_or_gives_lines_but_never_anything_else() -> None:
    dice = random.Random(20261126)
    packed = columns.pack(SAMPLE)
    refused = 0
    for _ in range(4000):
        damaged = bytearray(packed)
        for _ in range(dice.randrange(1, 4)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        cut = bytes(damaged[: dice.choice((len(damaged), dice.randrange(len(damaged))))])
        try:
            found = columns.unpack(cut, len(SAMPLE), MOST)
        except WireError:
            refused += 1
        else:
            assert len(found) == len(SAMPLE)
    assert refused > 2000


@settings(max_examples=300)
@given(st.binary(max_size=200), st.integers(1, 50_000))
def test_bytes_of_a_stranger_are_refused_at_once(raw: bytes, count: int) -> None:
    started = time.process_time()
    with suppress(WireError):
        columns.unpack(raw, count, MOST)
    assert time.process_time() - started < 5


def test_a_small_body_that_claims_much_takes_no_memory() -> None:
    """One long text, the same in 50,000 events, is refused when the lines grow too large."""
    row = dump([1, 1, 5, 0, None, "x", None, "a" * 100_000])
    packed = columns.pack([row] * 1000)
    with pytest.raises(Corrupt, match="too large"):
        columns.unpack(packed, 1000, 1 << 20)


def test_arrays_in_arrays_beyond_reason_travel_as_they_are() -> None:
    deep = b'[1,1,5,0,null,"x",null,' + b"[" * 30 + b"]" * 30 + b"]"
    assert columns.unpack(columns.pack([deep, *SAMPLE]), 1 + len(SAMPLE), MOST) == [deep, *SAMPLE]
