"""Whole messages over a TLS connection: four bytes of size, then so many bytes, never more.

Everything that ends a connection is an OSError: a cut, a peer that stands still, a size that is too
big, bytes that are no TLS.
"""

import socket
import ssl
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

SIZE = struct.Struct(">I")
PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """What a relay puts up with. Seconds and bytes; who has proved nothing gets the least."""

    strangers: int = 24
    strangers_per_address: int = 8
    proof_seconds: float = 5.0
    desks: int = 24
    lines_per_desk: int = 6
    idle_seconds: float = 90.0
    stall_seconds: float = 15.0
    wait_seconds: float = 25.0
    frame_bytes: int = 16 << 20


class Ended(OSError):
    """The other end went away, or says what is no message of ours."""


class TlsSocket(ssl.SSLSocket):
    """A socket that is closed, too, where its peer went before it could be wrapped.

    `SSLContext.wrap_socket` takes the plain socket over and then asks it whether it is connected;
    of one that was reset meanwhile, Python 3.11 leaves what it took over open.
    """

    def getpeername(self) -> Any:
        """As of a socket; one without a peer is let go."""
        try:
            return super().getpeername()
        except OSError as error:
            self.close()
            raise Ended("peer") from error


class Frames:
    """One side of a connection."""

    def __init__(self, line: ssl.SSLSocket) -> None:
        """Over a socket whose handshake is done or will be."""
        self.line = line

    def send(self, raw: bytes) -> None:
        """One message."""
        self.line.sendall(SIZE.pack(len(raw)) + raw)

    def receive(self, most: int, wait: float, stall: float) -> bytes:
        """The next message, of at most so many bytes.

        It may begin after `wait` seconds; once it has begun, it may stand still for `stall`.
        """
        self.line.settimeout(wait)
        first = self.line.recv(1)
        self.line.settimeout(stall)
        (size,) = SIZE.unpack(first + self._exactly(SIZE.size - len(first)) if first else b"\0" * 4)
        if not first or size > most:
            raise Ended("size")
        return self._exactly(size)

    def _exactly(self, size: int) -> bytes:
        """So many bytes, held only as they come: a size alone takes no memory."""
        pieces, left = [], size
        while left:
            piece = self.line.recv(min(left, PIECE))
            if not piece:
                raise Ended("cut")
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def cut(self) -> None:
        """End it now, from any thread; who reads it wakes up."""
        cut(self.line)

    def close(self) -> None:
        """Let the socket go, on the thread that used it."""
        self.line.close()


def cut(line: socket.socket) -> None:
    """End a socket from any thread, beneath its encryption."""
    with suppress(OSError):  # gone already
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def watch(line: socket.socket) -> None:
    """A machine whose power is gone says nothing: the system asks, and ends it in some seconds."""
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 4), ("TCP_KEEPINTVL", 2), ("TCP_KEEPCNT", 3)):
        if hasattr(socket, name):
            line.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
