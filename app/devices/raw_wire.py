"""The way to a printer without a driver: a device, a file, or a TCP port. Bytes out, answers back.

Every call has a time limit: a printer that takes nothing must not hold up the queue for ever.
"""

import os
import re
import select
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

TCP = re.compile(r"([^/\\:]+):(\d{1,5})")
SECONDS = 20.0  # without a single byte taken
CONNECT_S = 4.0
CHUNK = 4_096


class Wire(Protocol):
    """An open line to a printer. Both raise OSError where it is cut or takes nothing."""

    def send(self, data: bytes) -> None:
        """Hand over everything."""
        ...

    def answer(self, seconds: float) -> bytes:
        """What the printer said within that time; empty where it said nothing."""
        ...


@contextmanager
def opened(target: str) -> Iterator[Wire]:
    """`host:9100`, or the path of a device or file; OSError where it cannot be opened."""
    found = TCP.fullmatch(target)
    if found:
        with socket.create_connection((found[1], int(found[2])), CONNECT_S) as line:
            yield _Socket(line)
            line.shutdown(socket.SHUT_WR)
        return
    number = os.open(target, _flags(target), 0o600)
    try:
        device = stat.S_ISCHR(os.fstat(number).st_mode)
        yield _Device(number) if device and sys.platform != "win32" else _File(number)
    finally:
        os.close(number)


def _flags(target: str) -> int:
    """A device is opened both ways and never waited for; a file grows."""
    if target.startswith(("/dev/", "\\\\.\\")):
        return os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)


class _Socket:
    """A network printer, or a print server."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def send(self, data: bytes) -> None:
        self._line.settimeout(SECONDS)
        for start in range(0, len(data), CHUNK):
            self._line.sendall(data[start : start + CHUNK])

    def answer(self, seconds: float) -> bytes:
        self._line.settimeout(seconds)
        try:
            said = self._line.recv(16)
        except TimeoutError:
            return b""
        if not said:
            raise ConnectionError("the printer hung up")
        return said


class _Device:
    """A character device: written as it takes, read as it says."""

    def __init__(self, number: int) -> None:
        self._number = number

    def send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            if not select.select([], [self._number], [], SECONDS)[1]:
                raise TimeoutError("the printer takes nothing")
            rest = rest[os.write(self._number, rest[:CHUNK]) :]

    def answer(self, seconds: float) -> bytes:
        if not select.select([self._number], [], [], seconds)[0]:
            return b""
        return os.read(self._number, 16)


class _File:
    """A file never answers."""

    def __init__(self, number: int) -> None:
        self._number = number

    def send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._number, rest) :]
        os.fsync(self._number)

    def answer(self, seconds: float) -> bytes:  # noqa: ARG002 - the port's
        return b""
