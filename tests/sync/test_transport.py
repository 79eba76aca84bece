"""What the line tells of a failure, how often it connects, and what a cut leaves of a content."""

import hashlib
import random
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
import zstandard

from app.sync.exchange import Exchange
from app.sync.transport import MOST_CONNECTIONS, Beyond, HttpLine, LineError, NoLine, Spent
from tests.sync.fakes import PEER, MemoryChain, MemoryProvince
from tests.sync.http_ends import far_end, response


def listening() -> socket.socket:
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    return server


def test_nobody_there_is_no_line() -> None:
    with listening() as server:
        port = server.getsockname()[1]
    line = HttpLine(f"http://127.0.0.1:{port}")
    with pytest.raises(NoLine):
        line.post(b"x")
    line.close()


def test_a_cut_while_sending_is_not_taken_for_no_line() -> None:
    def cut(server: socket.socket) -> None:
        reached, _ = server.accept()
        with reached:
            reached.recv(1000)

    with listening() as server, ThreadPoolExecutor(1) as worker:
        ended = worker.submit(cut, server)
        line = HttpLine(f"http://127.0.0.1:{server.getsockname()[1]}")
        with pytest.raises(LineError) as told:
            line.post(b"x" * 4_000_000)
        ended.result()
        line.close()
    assert not isinstance(told.value, NoLine)


def test_an_exchange_makes_eight_connections_and_no_more_whatever_progress_it_makes() -> None:
    desk, province = MemoryChain(), MemoryProvince(page=1)
    desk.write(3)
    province.down = [b"[%d]" % number for number in range(20)]

    with far_end(lambda asked: response(province.answer(asked.partition(b"\r\n\r\n")[2]))) as end:
        line = HttpLine(end.address)
        outcome = Exchange(desk, PEER, line, "0.1.0", lambda: 7, lambda _: None).run()
        line.close()
        assert (end.accepted, line.connections) == (MOST_CONNECTIONS, MOST_CONNECTIONS)
        assert (outcome.state, len(desk.down)) == ("partial", MOST_CONNECTIONS)
        assert "đã nối 8 lần" in outcome.message

        again = HttpLine(end.address)
        Exchange(desk, PEER, again, "0.1.0", lambda: 7, lambda _: None).run()
        again.close()
        assert len(desk.down) == 2 * MOST_CONNECTIONS


@pytest.mark.parametrize("status", ["302 Found", "403 Forbidden", "404 Not Found"])
def test_who_answers_that_nothing_is_to_be_had_here_is_asked_once(status: str) -> None:
    desk = MemoryChain()
    desk.write(3)
    with far_end(lambda _: response(b"", status=status)) as end:
        line = HttpLine(end.address)
        outcome = Exchange(desk, PEER, line, "0.1.0", lambda: 7, lambda _: None).run()
        line.close()
        assert end.accepted == 1
    assert outcome.state == "no_line"
    assert "hãy gọi tỉnh" in outcome.message


def test_patience_is_one_for_all_tries_and_a_byte_that_comes_renews_it() -> None:
    clock = [0.0]
    with far_end(lambda _: response(b"x")) as end:
        line = HttpLine(end.address, now=lambda: clock[0])
        for clock[0] in (39.0, 78.0):
            assert line.post(b"") == b"x"
        clock[0] = 118.0
        with pytest.raises(Spent):
            line.post(b"")
        line.close()


def test_an_end_that_never_answers_costs_the_patience_once() -> None:
    with listening() as silent:
        line = HttpLine(f"http://127.0.0.1:{silent.getsockname()[1]}", patience=0.2)
        with pytest.raises(LineError):
            line.post(b"x")
        with pytest.raises(Spent):
            line.post(b"x")
        line.close()


def test_a_content_cut_half_way_costs_each_byte_once() -> None:
    content = random.Random(3).randbytes(300_000)
    digest, packed = hashlib.sha256(content).hexdigest(), zstandard.compress(content)
    province, desk = MemoryProvince(), MemoryChain(wanted=[digest])
    desk.write(1)
    sent: list[int] = []

    def answer(asked: bytes) -> bytes:
        if asked.startswith(b"POST"):
            return response(province.answer(asked.partition(b"\r\n\r\n")[2]))
        found = re.search(rb"offset=(\d+)", asked)
        assert found
        rest = packed[int(found[1]) :]
        piece = rest if sent else rest[: len(packed) // 2]
        sent.append(len(piece))
        return response(piece, length=len(rest))

    with far_end(answer) as end:
        line = HttpLine(end.address)
        outcome = Exchange(desk, PEER, line, "0.1.0", lambda: 7, lambda _: None).run()
        line.close()

    assert (outcome.state, desk.blobs[digest]) == ("complete", content)
    assert (len(sent), sum(sent)) == (2, len(packed))
    assert outcome.bytes_down < len(packed) + 1_000


def test_a_content_that_is_shorter_than_what_is_held_is_told_from_a_cut() -> None:
    with far_end(lambda _: response(b"", status="416 Range Not Satisfiable")) as end:
        line = HttpLine(end.address)
        with pytest.raises(Beyond):
            list(line.fetch("00", 5))
        line.close()
