"""Far ends on loopback that answer as a bad line would: each accepted connection is counted."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class FarEnd:
    """`answer` is given a request's bytes and says what goes back before the connection ends."""

    answer: Callable[[bytes], bytes]
    accepted: int = 0
    asked: list[bytes] = field(default_factory=list)
    listener: socket.socket = field(
        default_factory=lambda: socket.create_server(("127.0.0.1", 0)), init=False
    )

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                reached, _ = self.listener.accept()
                self.accepted += 1
                with reached, suppress(OSError):
                    self.asked.append(_request(reached))
                    reached.sendall(self.answer(self.asked[-1]))

    def close(self) -> None:
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


@contextmanager
def far_end(answer: Callable[[bytes], bytes]) -> Iterator[FarEnd]:
    """One that serves until the block ends."""
    end = FarEnd(answer)
    thread = threading.Thread(target=end.serve)
    thread.start()
    try:
        yield end
    finally:
        end.close()
        thread.join()


def response(body: bytes, *, length: int | None = None, status: str = "200 OK") -> bytes:
    """An HTTP answer; `length` above the body's promises more than comes."""
    promised = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {promised}\r\n\r\n"
    return head.encode() + body


def _request(reached: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += reached.recv(65_536)
    head, _, body = raw.partition(b"\r\n\r\n")
    length = next(
        (int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length:")), 0
    )
    while len(body) < length:
        body += reached.recv(65_536)
    return head + b"\r\n\r\n" + body
