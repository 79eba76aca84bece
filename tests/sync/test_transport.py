"""What the line tells of a failure: nobody there, or cut on the way (smaller pieces may pass)."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.sync.transport import HttpLine, LineError, NoLine


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
