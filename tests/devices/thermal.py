"""A thermal printer of our own: takes bytes over TCP, answers like real ones, draws its dots."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

import zxingcpp
from PIL import Image

WIDE = 576
READY, OFF_LINE, NO_PAPER = b"\x12", b"\x1a", b"\x72"
CUT = b"\x1dV\x42\x00"
BEGIN, BAND = b"\x1b@", b"\x1dv0\x00"


@dataclass
class Thermal:
    """`takes` bytes and then hangs up (None: all); `ends` is what it says when it came to the end.

    `silent` never answers; `state` and `paper` are its answers before anything is printed.
    """

    takes: int | None = None
    silent: bool = False
    state: bytes = READY
    paper: bytes = READY
    ends: bytes = b"\x00"
    taken: bytearray = field(default_factory=bytearray)
    port: int = 0

    def serve(self, door: socket.socket) -> None:
        """One job."""
        line, _ = door.accept()
        with line, suppress(ConnectionError):  # who prints may hang up first
            while data := line.recv(4096):
                self.taken += data
                if self.takes is not None and len(self.taken) >= self.takes:
                    return  # the cable is out
                if not self.silent:
                    self._answer(line, data)

    def _answer(self, line: socket.socket, data: bytes) -> None:
        if b"\x10\x04\x01" in data and len(self.taken) < 20:
            line.sendall(self.state + self.paper)
        elif bytes(self.taken[-3:]) == b"\x1dr\x01" or data.endswith(b"\x10\x04\x04"):
            line.sendall(self.ends)


@contextmanager
def running(printer: Thermal) -> Iterator[Thermal]:
    """Its port is open (0: any); afterwards everything it was sent is in `taken`."""
    with socket.create_server(("127.0.0.1", printer.port)) as door:
        printer.port = door.getsockname()[1]
        thread = Thread(target=printer.serve, args=(door,), daemon=True)
        thread.start()
        yield printer
        thread.join(10)


def papers(raw: bytes) -> list[Image.Image]:
    """What lies in the tray: a picture a cut, decoded from the bytes that the printer got."""
    at, rows, out = raw.index(BEGIN) + len(BEGIN), bytearray(), []
    while at < len(raw):
        if raw.startswith(BAND, at):
            wide = int.from_bytes(raw[at + 4 : at + 6], "little")
            high = int.from_bytes(raw[at + 6 : at + 8], "little")
            assert wide * 8 == WIDE
            at += 8
            rows += raw[at : at + wide * high]
            assert len(raw) >= at + wide * high, "a band is cut off"
            at += wide * high
        elif raw.startswith(CUT, at):
            size = (WIDE, len(rows) * 8 // WIDE)
            inverted = bytes(255 - byte for byte in rows)
            out.append(Image.frombytes("1", size, inverted))
            rows.clear()
            at += len(CUT)
        else:
            at += 3  # a question
    assert not rows, "the last paper is not cut off"
    return out


def read_codes(picture: Image.Image) -> list[str]:
    """The QR codes that a scanner finds on it."""
    return [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]
