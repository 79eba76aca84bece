"""Sealed scans on the province's disk: what is told to be here has been flushed.

FOLDER/commune/ab/abcd…        a scan whose hash was right
FOLDER/commune/ab/abcd….part   one that is still coming
"""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

SCANS_FOLDER = "scans"  # in the server's home
PRIVATE = 0o700
PIECE = 1 << 20
KEPT_FREE = 512 << 20  # the ledger on the same disk must never lack room


@dataclass(frozen=True, slots=True)
class ScanFiles:
    """The folder, and the scans in it by office and digest."""

    folder: Path

    def write(self, commune: str, digest: str, offset: int, piece: bytes) -> None:
        """Put bytes at their place; on the disk when it returns."""
        part = self._part(commune, digest)
        new = not part.exists()
        if new:
            self._make(part.parent)
        handle = os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "r+b") as out:
            out.seek(offset)
            out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        if new:
            _flush(part.parent)

    def length(self, commune: str, digest: str) -> int:
        """How long the file is that is still coming."""
        return _size(self._part(commune, digest))

    def holds(self, commune: str, digest: str, size: int) -> bool:
        """Whether the whole scan lies here."""
        return _size(self._whole(commune, digest)) == size

    def finish(self, commune: str, digest: str, size: int) -> bool:
        """Whether the bytes are those that were promised; then they bear their name for good.

        Otherwise nothing of them is kept.
        """
        part, whole = self._part(commune, digest), self._whole(commune, digest)
        try:
            _cut(part, size)
            if is_whole(part, digest):
                part.replace(whole)
                _flush(whole.parent)
                return True
        except FileNotFoundError:  # another connection was quicker
            pass
        if self.holds(commune, digest, size) and is_whole(whole, digest):
            return True
        self.drop(commune, digest)
        return False

    def drop(self, commune: str, digest: str) -> None:
        """Nothing of what came is kept."""
        self._part(commune, digest).unlink(missing_ok=True)

    def whole(self, commune: str, digest: str) -> Path:
        """Where it lies once it is whole."""
        return self._whole(commune, digest)

    def has_room(self, size: int) -> bool:
        """Whether so many bytes may still be taken in."""
        self._make(self.folder)
        return shutil.disk_usage(self.folder).free - size > KEPT_FREE

    def _whole(self, commune: str, digest: str) -> Path:
        return self.folder / commune / digest[:2] / digest

    def _part(self, commune: str, digest: str) -> Path:
        return self._whole(commune, digest).with_suffix(".part")

    def _make(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make(folder.parent)
        folder.mkdir(mode=PRIVATE, exist_ok=True)
        _flush(folder.parent)


def is_whole(file: Path, digest: str) -> bool:
    """Whether the file is what its name says."""
    found = hashlib.sha256()
    try:
        with file.open("rb") as content:
            while piece := content.read(PIECE):
                found.update(piece)
    except FileNotFoundError:
        return False
    return found.hexdigest() == digest


def _cut(file: Path, size: int) -> None:
    """What a power cut left behind the end goes."""
    if file.stat().st_size > size:
        with file.open("r+b") as part:
            part.truncate(size)
            os.fsync(part.fileno())


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _flush(folder: Path) -> None:
    if os.name == "nt":
        return  # a folder cannot be opened there; the rename itself is durable
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
