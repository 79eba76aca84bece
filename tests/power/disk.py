"""What a disk may hold after a power cut, from what a process was seen to write.

`record.c` logs every change under one folder with its bytes. A cut is looked at just before each
fsync ended and each answer left: what earlier fsyncs covered is there, of what was written since

- everything (`WHOLE`): the system wrote it by itself;
- nothing (`SYNCED`): it lay in memory;
- some (`TORN`): each sector of 512 bytes of each write by chance, in any order, holes being zeros.

Not modelled: the order in which the file system keeps its own notes. Files appear, change names and
go at once and in order, as if each were synced; bytes beside a write are never harmed, which SQLite
takes for granted too (power-safe overwrite); a disk that lies about fsync is beyond anybody.
"""

import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

SOURCE = Path(__file__).with_name("record.c")
HEAD = struct.Struct("<cIqI")
SECTOR, SAMPLE = 512, 25
WHOLE, SYNCED, TORN = "whole", "synced", "torn"
LOSSES = (WHOLE, SYNCED, TORN)
Files = dict[str, bytearray]


def build(folder: Path) -> Path:
    """The recorder as a library; the test is left out where it cannot be made or loaded."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler (cc): the recorder of writes cannot be built")
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("the recorder of writes needs Linux (LD_PRELOAD, /proc)")
    library = folder / "record.so"
    words = [compiler, "-shared", "-fPIC", "-O1", "-U_FORTIFY_SOURCE", "-w", "-o", str(library)]
    subprocess.run([*words, str(SOURCE), "-ldl", "-lpthread"], check=True)
    return library


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the log; `ends` is the size of the log with it."""

    kind: str
    path: str
    place: int
    data: bytes
    ends: int


@dataclass(frozen=True)
class Recording:
    """A folder as it was, and the log of what happens in it since."""

    folder: Path
    before: Path
    log: Path
    library: Path

    @classmethod
    def of(cls, folder: Path, work: Path) -> "Recording":
        """Begin: from now on whoever has `environment` is recorded."""
        library = build(work)
        before = Path(shutil.copytree(folder, work / "before"))
        return cls(folder.resolve(), before, work / "log", library)

    @property
    def environment(self) -> dict[str, str]:
        """For a process that is recorded."""
        return {
            "LD_PRELOAD": str(self.library),
            "RECORD_FOLDER": str(self.folder),
            "RECORD_LOG": str(self.log),
        }

    def size(self) -> int:
        """How long the log is by now."""
        return self.log.stat().st_size if self.log.exists() else 0

    def records(self) -> Iterator[Record]:
        """What happened, in order."""
        raw = self.log.read_bytes()
        at = 0
        while at < len(raw):
            kind, path, place, size = HEAD.unpack_from(raw, at)
            at += HEAD.size
            name = raw[at : at + path].decode()
            data = raw[at + path : at + path + size]
            at += path + size
            short = os.path.relpath(name, self.folder) if name else ""
            if kind == b"r":
                data = os.path.relpath(data.decode(), self.folder).encode()
            yield Record(kind.decode(), short, place, data, at)

    def cuts(self) -> Iterator["Cut"]:
        """The moments before each fsync of what waits and after each answer, and the end.

        Each holds until the next.
        """
        disk = Disk.read(self.before)
        told: list[Record] = []
        for record in self.records():
            if record.kind in "an":
                told.append(record)
                yield Cut(disk, tuple(told))
            elif record.kind == "s" and disk.waits(record.path):
                yield Cut(disk, tuple(told))
            disk.take(record)
        yield Cut(disk, tuple(told))

    def sampled(self, dice: Random) -> Iterator["Cut"]:
        """So many cuts by chance, the last one always; all where `MOTCUA_CUTS` is `all`."""
        count = sum(1 for _ in self.cuts())
        every = os.environ.get("MOTCUA_CUTS") == "all"
        most = count if every else min(count, SAMPLE)
        chosen = {count - 1, *dice.sample(range(count), most)}
        return (cut for place, cut in enumerate(self.cuts()) if place in chosen)


@dataclass(slots=True)
class Disk:
    """What is safe, and what was written since by file."""

    safe: Files
    waiting: dict[str, list[Record]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "Disk":
        """A folder at rest."""
        files = [one for one in folder.rglob("*") if one.is_file()]
        return cls({str(one.relative_to(folder)): bytearray(one.read_bytes()) for one in files})

    def waits(self, path: str) -> bool:
        """Whether an fsync of this file changes anything."""
        return bool(self.waiting.get(path))

    def take(self, record: Record) -> None:
        """One change more."""
        if record.kind == "c":
            self.safe.setdefault(record.path, bytearray())
        elif record.kind in "wt":
            self.waiting.setdefault(record.path, []).append(record)
        elif record.kind == "s":
            for one in self.waiting.pop(record.path, ()):
                change(self.safe[record.path], one)
        elif record.kind == "u":
            self.safe.pop(record.path, None)
            self.waiting.pop(record.path, None)
        elif record.kind == "r":
            self._rename(record.path, record.data.decode())

    def _rename(self, path: str, to: str) -> None:
        self.waiting.pop(to, None)
        if path in self.safe:
            self.safe[to] = self.safe.pop(path)
            self.waiting[to] = self.waiting.pop(path, [])


@dataclass(frozen=True)
class Cut:
    """A moment: the disk, and what had been told by then."""

    disk: Disk
    told: tuple[Record, ...]

    def lay(self, folder: Path, loss: str, dice: Random) -> None:
        """The folder as the machine finds it when the power is back."""
        shutil.rmtree(folder, ignore_errors=True)
        for name, safe in self.disk.safe.items():
            content = bytearray(safe)
            for record in self.disk.waiting.get(name, ()):
                for part in left(record, loss, dice):
                    change(content, part)
            if not name.endswith("-shm"):  # shared memory: never read after a start
                file = folder / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)


def left(record: Record, loss: str, dice: Random) -> Iterator[Record]:
    """What is left of a change that no fsync covered."""
    if loss == WHOLE:
        yield record
    elif loss == TORN and record.kind == "t":
        if dice.random() < 0.5:
            yield record
    elif loss == TORN:
        at = record.place
        end = at + len(record.data)
        while at < end:
            border = min(end, (at // SECTOR + 1) * SECTOR)
            if dice.random() < 0.5:
                piece = record.data[at - record.place : border - record.place]
                yield Record("w", record.path, at, piece, record.ends)
            at = border


def change(content: bytearray, record: Record) -> None:
    """Write or cut."""
    if record.kind == "t":
        del content[record.place :]
        content.extend(bytes(record.place - len(content)))
        return
    content.extend(bytes(max(0, record.place - len(content))))
    content[record.place : record.place + len(record.data)] = record.data
