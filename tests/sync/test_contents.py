"""A published content over a line that breaks: what came is kept, and only the rest asked for."""

import hashlib
import random

import zstandard

from app.sync.transport import LineError
from tests.sync.fakes import MemoryChain, MemoryLine, MemoryProvince
from tests.sync.test_exchange import exchange

TEXT = random.Random(7).randbytes(40_000)
DIGEST = hashlib.sha256(TEXT).hexdigest()
PACKED = zstandard.ZstdCompressor().compress(TEXT)


def wanting() -> MemoryChain:
    desk = MemoryChain(wanted=[DIGEST])
    desk.write(1)
    return desk


def line(*faults: LineError) -> MemoryLine:
    province = MemoryProvince()
    return MemoryLine(province, [province.answer, *faults], {DIGEST: PACKED})


def test_the_rest_is_asked_for_from_where_it_broke() -> None:
    desk, bad = wanting(), line(LineError("cut"), LineError("cut"))
    assert exchange(desk, bad).state == "complete"
    half = len(PACKED) // 2
    assert bad.asked == [0, half, half + (len(PACKED) - half) // 2]
    assert (desk.blobs[DIGEST], desk.parts) == (TEXT, {})


def test_the_next_exchange_goes_on_where_this_one_broke() -> None:
    desk = wanting()
    outcome = exchange(desk, line(*[LineError("cut")] * 8))
    assert outcome.state == "partial"
    assert "còn 1 bản danh mục chưa nhận đủ" in outcome.message
    held = len(desk.parts[DIGEST])
    assert held > len(PACKED) * 0.9
    good = line()
    assert exchange(desk, good).state == "complete"
    assert good.asked == [held]


def test_a_beginning_that_does_not_fit_is_thrown_away_and_fetched_again() -> None:
    desk, good = wanting(), line()
    desk.parts = {DIGEST: b"x" * 100}
    assert exchange(desk, good).state == "complete"
    assert good.asked == [100, 0]
    assert desk.blobs[DIGEST] == TEXT


def test_a_forged_content_is_not_kept() -> None:
    desk = wanting()
    forging = line()
    forging.contents = {DIGEST: zstandard.ZstdCompressor().compress(b"forged")}
    assert exchange(desk, forging).state == "partial"
    assert (desk.blobs, desk.parts) == ({}, {})
