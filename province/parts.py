"""What came of an envelope before its line was cut: kept, so that only the rest is sent again.

A part is named by the hash of the whole envelope, which nobody else can guess. It is worth nothing
until it is whole: then signature and chain are checked as ever. So nothing here is flushed: what a
power cut takes is sent again. A whole one stays, too, for its answer may be cut: a day, and while
there is room.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MOST_BYTES, MOST_FILES = 256 << 20, 2_000
DAY_NS = 86_400 * 10**9


class Parts:
    """A folder of beginnings."""

    def __init__(self, folder: Path) -> None:
        """It is made when the first one comes."""
        self._folder = folder

    def held(self, name: str) -> int:
        """How many bytes of it are here."""
        try:
            return self._file(name).stat().st_size
        except OSError:
            return 0

    def beginning(self, name: str, size: int) -> bytes | None:
        """Its first bytes, None where fewer are here."""
        try:
            with self._file(name).open("rb") as file:
                found = file.read(size)
        except OSError:
            return None
        return found if len(found) == size else None

    @contextmanager
    def going_on(self, name: str, offset: int) -> Iterator[int]:
        """A descriptor that takes what follows on its first `offset` bytes."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not offset:
            self._make_room()
        taker = os.open(self._file(name), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.ftruncate(taker, offset)
            os.lseek(taker, offset, os.SEEK_SET)
            yield taker
        finally:
            os.close(taker)

    def drop(self, name: str) -> None:
        """It is worth nothing."""
        with suppress(OSError):
            self._file(name).unlink()

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.part"

    def _make_room(self) -> None:
        found = []
        for file in self._folder.glob("*.part"):
            with suppress(OSError):
                about = file.stat()
                found.append((about.st_mtime_ns, about.st_size, file))
        found.sort(reverse=True)
        size, newest = 0, found[0][0] if found else 0
        for place, (written, bytes_here, file) in enumerate(found, 1):
            size += bytes_here
            if size > MOST_BYTES or place >= MOST_FILES or newest - written > DAY_NS:
                with suppress(OSError):
                    file.unlink()
