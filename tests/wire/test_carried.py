"""What lies on a stick: for one receiver, whole, and nobody else's to read."""

import random
from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.wire import carried, signing
from app.wire.errors import Corrupt, WireError

PRIVATE, PUBLIC = signing.new_key()
OTHER_PRIVATE, _OTHER = signing.new_key()


def test_a_signing_key_and_its_point_for_sealing_belong_together() -> None:
    for _ in range(20):
        private, public = signing.new_key()
        point = X25519PrivateKey.from_private_bytes(carried.as_seal_private(private)).public_key()
        assert point.public_bytes_raw() == carried.as_seal_key(public)


@given(st.binary(max_size=300), st.lists(st.binary(max_size=60), max_size=3))
def test_both_ways_come_back_whole_and_to_the_receiver_only(
    raw: bytes, contents: list[bytes]
) -> None:
    there = carried.read(carried.up(raw, "11-0001", PUBLIC))
    assert (there.direction, there.device) == (carried.UP, "11-0001")
    assert carried.open_up(there, PRIVATE) == raw
    again = carried.read(carried.down(raw, contents, "11-0001", PUBLIC))
    assert carried.open_down(again, PRIVATE) == (raw, contents)
    for opener in (carried.open_up, carried.open_down):
        with pytest.raises(Corrupt):
            opener(there if opener is carried.open_up else again, OTHER_PRIVATE)
    with pytest.raises(Corrupt):
        carried.open_down(there, PRIVATE)


def test_a_box_of_the_other_direction_is_none() -> None:
    up = carried.read(carried.up(b"x", "11-0001", PUBLIC))
    with pytest.raises(Corrupt):
        carried.open_down(up, PRIVATE)


def test_damage_anywhere_is_refused() -> None:
    dice = random.Random(7)
    raw = carried.up(b"an envelope" * 20, "11-0001", PUBLIC)
    for _ in range(2000):
        damaged = bytearray(raw)
        damaged[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
        cut = bytes(damaged[: dice.choice((len(raw), dice.randrange(len(raw))))])
        with suppress(WireError):
            one = carried.read(cut)
            assert one.device != "11-0001" or _refused(one)


def _refused(one: carried.Carried) -> bool:
    """Name and direction stand in clear and decide nothing: the box does."""
    if one.direction != carried.UP:
        return True
    try:
        carried.open_up(one, PRIVATE)
    except WireError:
        return True
    return False


@given(st.binary(max_size=60))
def test_what_is_no_file_of_ours_is_refused(raw: bytes) -> None:
    with suppress(WireError):
        carried.read(raw)
