"""A server that answers with an error, a hotel's page, a newer program: each told by its name.

None of them is a cut line, none marks anything, and what a server asks for is kept to.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from app.services.exchange import Outcome
from app.services.exchange_waits import wait_seconds
from app.sync.exchange import MOST_TRIES, MOST_WAIT_SECONDS, Exchange
from app.sync.exchange_words import CUT
from app.sync.transport import HttpLine
from app.wire.answer import MAGIC
from tests.sync.fakes import PEER, MemoryChain, MemoryProvince
from tests.sync.http_ends import far_end, response

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)
GMT = "%a, %d %b %Y %H:%M:%S GMT"
PAGE = b"<!doctype html><html>Xin dang nhap</html>"


def said(answer: Callable[[bytes], bytes], pauses: list[float] | None = None) -> Outcome:
    """Three events over a real socket to an end that answers so."""
    desk = MemoryChain()
    desk.write(3)
    waited = [] if pauses is None else pauses
    with far_end(answer) as end:
        line = HttpLine(end.address)
        outcome = Exchange(desk, PEER, line, "0.1.0", lambda: NOW_MS, waited.append).run()
        line.close()
    assert desk.stored == outcome.stored
    return outcome


def told(status: str, body: bytes = b"", *headers: str) -> bytes:
    plain = response(body, status=status)
    extra = "".join(f"{header}\r\n" for header in headers).encode()
    return plain.replace(b"Connection:", extra + b"Connection:", 1)


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (told("500 Internal Server Error"), "partial", "đang gặp lỗi"),
        (told("502 Bad Gateway", PAGE), "partial", "đang gặp lỗi"),
        (told("503 Service Unavailable"), "partial", "đang bận"),
        (told("429 Too Many Requests"), "partial", "đang bận"),
        (told("413 Content Too Large"), "partial", "từng phần nhỏ hơn"),
        (told("426 Upgrade Required"), "partial", "cũ hơn máy này"),
        (told("511 Network Authentication Required", PAGE), "no_line", "đòi đăng nhập"),
        (told("302 Found"), "no_line", "đòi đăng nhập"),
        (told("200 OK", PAGE), "no_line", "đòi đăng nhập"),
        (told("403 Forbidden"), "no_line", "hãy gọi tỉnh"),
        (told("200 OK", b"MC2A" + bytes(200)), "partial", "mới hơn máy này"),
        (told("200 OK", MAGIC), "no_line", "không tin"),
        (b"", "no_line", CUT),
    ],
    ids=["500", "502", "503", "429", "413", "426", "511", "302", "portal with 200", "403",
         "newer answer", "half an answer", "cut"],
)  # fmt: skip
def test_each_end_is_called_by_its_name_and_nothing_is_lost(
    answer: bytes, state: str, words: str
) -> None:
    outcome = said(lambda _: answer)
    assert (outcome.state, outcome.stored) == (state, 0)
    assert words in outcome.message
    assert "an toàn trên máy này" in outcome.message
    assert (CUT in outcome.message) == (words == CUT)
    assert outcome.requests <= MOST_TRIES


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (("Retry-After: 12",), 12),
        ((f"Retry-After: {(NOW + timedelta(seconds=21)).strftime(GMT)}",), 21),
        (
            (
                f"Retry-After: {(NOW + timedelta(days=900, seconds=15)).strftime(GMT)}",
                f"Date: {(NOW + timedelta(days=900)).strftime(GMT)}",
            ),
            15,
        ),
        ((f"Retry-After: {(NOW - timedelta(days=9)).strftime(GMT)}",), 2),
        (("Retry-After: soon",), 2),
    ],
    ids=["seconds", "a date", "a date by the server's clock", "a date gone by", "nonsense"],
)
def test_what_a_busy_server_asks_for_is_waited_for(headers: tuple[str, ...], seconds: int) -> None:
    province, pauses = MemoryProvince(), list[float]()
    answers = iter([told("503 Service Unavailable", b"", *headers)])

    def answer(asked: bytes) -> bytes:
        good = response(province.answer(asked.partition(b"\r\n\r\n")[2]))
        return next(answers, good)

    outcome = said(answer, pauses)
    assert (outcome.state, outcome.stored, outcome.wait_seconds) == ("complete", 3, None)
    assert pauses == [pytest.approx(seconds)]


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Service Unavailable"])
def test_a_server_that_wants_long_is_left_alone_until_then_and_never_for_ever(status: str) -> None:
    soon = said(lambda _: told(status, b"", "Retry-After: 300"))
    assert (soon.requests, soon.wait_seconds) == (1, 300)
    assert "thử lại từ 16:05" in soon.message
    far = said(lambda _: told(status, b"", "Retry-After: Fri, 31 Dec 2049 23:59:59 GMT"))
    assert (far.requests, far.wait_seconds) == (1, MOST_WAIT_SECONDS)


def test_the_window_keeps_to_it_and_spreads_the_machines() -> None:
    assert wait_seconds(1, 0.0, 300) == 300
    assert 300 < wait_seconds(1, 0.5, 300) < wait_seconds(1, 1.0, 300) <= 375
    assert wait_seconds(9, 0.5, 1.0) == 600


def test_a_fault_that_goes_away_costs_nothing() -> None:
    province = MemoryProvince()
    answers = iter([told("500 Internal Server Error"), told("502 Bad Gateway", PAGE)])
    outcome = said(
        lambda asked: next(answers, response(province.answer(asked.partition(b"\r\n\r\n")[2])))
    )
    assert (outcome.state, outcome.stored, len(province.known) - 1) == ("complete", 3, 3)
