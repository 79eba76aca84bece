"""A line of a byte at a time: it may take long, at either end, but it moves or ends."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn

from app.sync.exchange import Exchange
from app.sync.transport import HttpLine, Spent
from province.api import Server, make_app
from province.database import open_ledger
from province.keys import read_server_key
from province.serve import SETTINGS
from tests.province.servers import found_home
from tests.sync.fakes import PEER, MemoryChain, MemoryProvince
from tests.sync.http_ends import FarEnd, response

BEAT = 0.004  # seconds a byte, here


class Dripping(FarEnd):
    """Sends a byte a beat."""

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                reached, _ = self.listener.accept()
                with reached, suppress(OSError):
                    reached.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self._drip(reached)

    def _drip(self, reached: socket.socket) -> None:
        never = threading.Event()
        raw = b""
        while (body := raw.partition(b"\r\n\r\n")[2]) == b"" or b"MC1E" not in body:
            raw += reached.recv(65_536)
        for byte in self.answer(raw):
            reached.sendall(bytes([byte]))
            never.wait(BEAT)


@contextmanager
def dripping(province: MemoryProvince) -> Iterator[str]:
    end = Dripping(lambda asked: response(province.answer(asked.partition(b"\r\n\r\n")[2])))
    thread = threading.Thread(target=end.serve)
    thread.start()
    try:
        yield end.address
    finally:
        end.close()
        thread.join()


def test_an_answer_a_byte_at_a_time_is_waited_for_however_long_it_takes() -> None:
    desk, province = MemoryChain(), MemoryProvince()
    desk.write(3)
    with dripping(province) as address:
        line = HttpLine(address, patience=0.5)
        outcome = Exchange(desk, PEER, line, "0.1.0", lambda: 7, lambda _: None).run()
        line.close()
    assert (outcome.state, outcome.requests) == ("complete", 1)


def test_and_yet_it_ends() -> None:
    desk, province = MemoryChain(), MemoryProvince()
    desk.write(3)
    with dripping(province) as address:
        line = HttpLine(address, patience=0.5, longest=0.3)
        outcome = Exchange(desk, PEER, line, "0.1.0", lambda: 7, lambda _: None).run()
        line.close()
    assert (outcome.state, desk.stored) == ("no_line", 0)
    assert "đường truyền rất chậm" in outcome.message
    line = HttpLine("http://127.0.0.1:1", longest=0.0)
    with pytest.raises(Spent):
        line.post(b"x")


@contextmanager
def serving(folder: Path, stall: float, longest: float) -> Iterator[int]:
    """The province's own server, with scaled bounds; its port."""
    home = found_home(folder)
    key = read_server_key(home.folder)
    open_ledger(home.db).close()
    app = make_app(
        Server(home.db, lambda: key, lambda: datetime.fromtimestamp(0, UTC),
               stall_seconds=stall, longest_seconds=longest)
    )  # fmt: skip
    taker = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, **SETTINGS))
    thread = threading.Thread(target=server.run, args=([taker],))
    thread.start()
    try:
        yield taker.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        taker.close()


def begun(port: int, length: int) -> http.client.HTTPConnection:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.putrequest("POST", "/sync/1")
    line.putheader("Content-Length", str(length))
    line.endheaders(b"M")
    return line


def test_a_body_a_byte_at_a_time_is_taken(tmp_path: Path) -> None:
    never = threading.Event()
    with serving(tmp_path, stall=0.5, longest=60) as port:
        line = begun(port, 200)
        for _ in range(199):
            line.send(b"x")
            never.wait(BEAT)
        assert line.getresponse().status == 400  # read to its end, and no envelope
        line.close()


@pytest.mark.parametrize(("stall", "longest"), [(0.2, 60), (60, 0.2)], ids=["stands", "endless"])
def test_a_body_that_stands_still_or_never_ends_is_given_up(
    tmp_path: Path, stall: float, longest: float
) -> None:
    with serving(tmp_path, stall, longest) as port:
        line = begun(port, 1 << 20)
        answer = line.getresponse()
        assert (answer.status, "quá chậm" in answer.read().decode()) == (408, True)
        line.close()
