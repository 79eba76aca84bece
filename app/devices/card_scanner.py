"""The scanner on a serial line (virtual COM): whole lines of UTF-8, no input method in between.

A thread of its own reads; a scanner that is pulled out is looked for until it comes back.
"""

import logging
from collections.abc import Callable
from threading import Event, Thread

import serial

log = logging.getLogger(__name__)

LONGEST = 4_096
READ_S, RETRY_S = 0.2, 2.0
END = (b"\r", b"\n", b"\x03")
NOISE = "\x00\x02\x03\r\n\t "


class LineBuffer:
    """Bytes in, whole lines out; a line that never ends is thrown away."""

    def __init__(self) -> None:
        """Begin empty."""
        self._bytes = bytearray()

    def feed(self, chunk: bytes) -> list[str]:
        """The lines that this chunk completes. Bytes that are no UTF-8 become U+FFFD."""
        lines = []
        for value in chunk:
            if bytes((value,)) not in END:
                self._bytes.append(value)
                continue
            line = self._bytes.decode("utf-8", "replace").strip(NOISE)
            self._bytes.clear()
            if line:
                lines.append(line)
        if len(self._bytes) > LONGEST:
            self._bytes.clear()
        return lines


class CardScanner:
    """Reads one port.

    `on_line` and `on_state` (True: the scanner is there) are called from the
    reading thread: the caller brings them to where they belong.
    """

    def __init__(
        self,
        port: str,
        on_line: Callable[[str], None],
        on_state: Callable[[bool], None] | None = None,
        *,
        baud: int = 9600,
        retry_s: float = RETRY_S,
    ) -> None:
        """`port` is a device path or COM name; nothing is opened before `start`."""
        self._port, self._baud, self._retry_s = port, baud, retry_s
        self._on_line, self._on_state = on_line, on_state
        self._stop = Event()
        self._here: bool | None = None
        self._thread = Thread(target=self._run, name="card-scanner", daemon=True)

    def start(self) -> None:
        """Begin to read; a scanner that is not there yet is no error."""
        self._thread.start()

    def stop(self, *, wait: bool = True) -> None:
        """End the reading; wait for the thread unless it may end by itself."""
        self._stop.set()
        if wait and self._thread.is_alive():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                with serial.Serial(self._port, self._baud, timeout=READ_S) as line:
                    self._tell(here=True)
                    self._read(line)
            except (serial.SerialException, OSError) as error:
                log.debug("scanner away: %s", type(error).__name__)
            self._tell(here=False)
            self._stop.wait(self._retry_s)

    def _read(self, line: serial.Serial) -> None:
        buffer = LineBuffer()
        while not self._stop.is_set():
            chunk = line.read(max(1, line.in_waiting))
            for text in buffer.feed(chunk):
                self._on_line(text)

    def _tell(self, *, here: bool) -> None:
        if here != self._here and not self._stop.is_set():
            self._here = here
            log.info("scanner %s", "here" if here else "away")
            if self._on_state is not None:
                self._on_state(here)
