"""The line between a commune and its province, as a relay on loopback that can fail on command.

Down: nobody answers. Cut: the connection dies after so many bytes went up. Lost answer: everything
went up, but what comes back never arrives - and `when_lost` is called, to kill who waits for it.
"""

import contextlib
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

PIECE = 4096


@dataclass(slots=True)
class Line:
    """Relays `127.0.0.1:port` to the province's port."""

    province_port: int
    up: bool = False
    cut_after: int | None = None
    when_lost: Callable[[], None] | None = None
    cuts: int = 0
    port: int = field(init=False, default=0)
    _listener: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        """Listen; the thread ends with the program."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take the line away for good."""
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                desk, _ = self._listener.accept()
                if self.up:
                    threading.Thread(target=self._carry, args=(desk,), daemon=True).start()
                else:
                    desk.close()

    def _carry(self, desk: socket.socket) -> None:
        far = ("127.0.0.1", self.province_port)
        with desk, contextlib.suppress(OSError), socket.create_connection(far) as province:
            back = threading.Thread(target=self._back, args=(province, desk), daemon=True)
            back.start()
            self._up(desk, province)
            back.join()

    def _up(self, desk: socket.socket, province: socket.socket) -> None:
        carried = 0
        while piece := desk.recv(PIECE):
            carried += len(piece)
            if self.cut_after is not None and carried > self.cut_after:
                self.cut_after = None
                self.cuts += 1
                _end(desk)
                break
            province.sendall(piece)
        _end(province)

    def _back(self, province: socket.socket, desk: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := province.recv(PIECE):
                if self.when_lost is not None:
                    lost, self.when_lost = self.when_lost, None
                    lost()
                    break
                desk.sendall(piece)
        _end(desk)


def _end(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
