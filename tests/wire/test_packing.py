"""Frames that lie about their size, or are broken, cost no memory and are refused."""

import resource
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from app.wire.errors import Corrupt
from app.wire.packing import MOST_PLAIN, unpack

ROOM = 512 << 20


def stating(size: int) -> bytes:
    """A frame of a few bytes whose head states this size, in eight bytes."""
    raw_block = struct.pack("<I", 5 << 3 | 1)[:3] + b"hello"
    return b"\x28\xb5\x2f\xfd\xe0" + struct.pack("<Q", size) + raw_block


@pytest.fixture
def little_memory() -> Iterator[None]:
    """Half a gigabyte more than is used now, and no byte above."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + ROOM, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def test_what_was_packed_comes_back() -> None:
    assert unpack(zstandard.compress(b"")) == b""
    assert unpack(zstandard.compress("Sín Thầu".encode() * 9000)) == "Sín Thầu".encode() * 9000
    assert unpack(stating(5)) == b"hello"


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("size", [MOST_PLAIN + 1, 1 << 33, 1 << 40, (1 << 64) - 3])
def test_a_frame_that_states_too_large_a_size_takes_no_memory(size: int) -> None:
    with pytest.raises(Corrupt):
        unpack(stating(size))


def test_a_frame_that_really_is_too_large_is_refused() -> None:
    with pytest.raises(Corrupt):
        unpack(zstandard.compress(bytes(MOST_PLAIN + 1)))


def test_a_frame_without_a_size_is_refused() -> None:
    with pytest.raises(Corrupt):
        unpack(zstandard.ZstdCompressor(write_content_size=False).compress(b"hello"))


@pytest.mark.parametrize("broken", [b"", b"(", b"<html>", stating(5)[:-2], stating(4), stating(6)])
def test_what_is_cut_or_no_frame_is_refused(broken: bytes) -> None:
    with pytest.raises(Corrupt):
        unpack(broken)
