"""What a newer program sends is not damaged: who is older is told, and what to do."""

import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.wire import header
from app.wire.envelope import claims
from app.wire.signing import SIGNATURE_BYTES, sign
from province.ingest import Newer, Unreadable
from tests.province.desks import Desk, Post
from tests.province.servers import found_home
from tests.province.test_serving import enrolled


def signed(desk: Desk, message: bytes) -> bytes:
    return message + sign(desk.private, message)


def marked(desk: Desk, mark: bytes) -> bytes:
    """Its envelope under another mark."""
    return signed(desk, mark + desk.envelope()[4:-SIGNATURE_BYTES])


def numbered(desk: Desk) -> bytes:
    """Its envelope with a header of the next version."""
    raw = desk.envelope()[:-SIGNATURE_BYTES]
    assert raw[8] == header.VERSION
    return signed(desk, raw[:8] + bytes([header.VERSION + 1]) + raw[9:])


def columned(desk: Desk) -> bytes:
    """Its envelope with a body in a form that comes later."""
    raw = desk.envelope()
    (size,) = struct.unpack_from(">I", raw, 4)
    top = header.write(replace(claims(raw), schema=9))
    rest = raw[8 + size : -SIGNATURE_BYTES]
    return signed(desk, raw[:4] + struct.pack(">I", len(top)) + top + rest)


@pytest.mark.parametrize(
    "written",
    [lambda desk: marked(desk, b"MC2E"), numbered, columned],
    ids=["mark", "header", "body"],
)
def test_an_envelope_of_a_newer_program_is_told_from_a_damaged_one(
    desk: Desk, post: Post, written: Callable[[Desk], bytes]
) -> None:
    with pytest.raises(Newer, match="không hỏng"):
        post(written(desk))
    assert desk.send(post).count == 1


@pytest.mark.parametrize("mark", [b"MC0E", b"MC1X", b"MCXE", b"<htm"])
def test_what_was_never_ours_is_no_newer_program(desk: Desk, post: Post, mark: bytes) -> None:
    with pytest.raises(Unreadable) as told:
        post(marked(desk, mark))
    assert not isinstance(told.value, Newer)


def test_over_the_line_it_has_a_status_of_its_own(tmp_path: Path) -> None:
    home = found_home(tmp_path)
    desk = enrolled(home, 1)
    with home.serving() as server:
        reply = server.ask("POST", "/sync/1", marked(desk, b"MC2E"))
        assert reply.status == 426
        assert "cập nhật chương trình của tỉnh" in reply.body.decode()
