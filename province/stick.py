"""Sticks from the communes: envelopes in, answers out, by the same `ingest` as over the line.

A file may come late, twice, half or out of order: what cannot be placed yet is tried again as long
as another one found its place. A broken file never stops the others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.downstream import CataloguePublished
from app.wire import carried
from app.wire.answer import STORED, UNKNOWN_PARENT, open_answer, quoted_head
from app.wire.carried import UP
from app.wire.errors import UnknownKind, WireError
from app.wire.event import decode
from app.wire.signing import DeviceCertificate
from app.wire.stick import DOWN_NAME, file_name, files_in, write_whole
from province.ingest import NEWER, Newer, Unreadable, ingest
from province.keys import ServerKey
from province.ledger import Ledger

UNREADABLE, NEWER_PROGRAM = "unreadable", "newer_program"
BROKEN = "Tệp hỏng, bị sửa, hoặc ghi cho tỉnh khác. Chưa có gì được ghi; hãy ghi lại ở xã."


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file; `result` as answers have it, UNREADABLE or NEWER_PROGRAM."""

    file: str
    device: str
    result: str
    stored: int
    message: str | None = None


@dataclass(slots=True)
class StickDesk:
    """Takes in a folder of files and writes the answers into another one."""

    ledger: Ledger
    key: ServerKey
    older_keys: tuple[bytes, ...]
    now: Callable[[], datetime]

    def take(self, folder: Path, out: Path) -> Iterator[Taken]:
        """Each file with its outcome; answers are on the disk before it is told."""
        waiting = files_in(folder)
        while waiting:
            left: list[tuple[Path, Taken]] = []
            placed = False
            for file in waiting:
                taken = self._take(file, out)
                if taken is None:
                    continue
                if taken.result == UNKNOWN_PARENT:
                    left.append((file, taken))
                else:
                    placed = placed or taken.result == STORED
                    yield taken
            if not placed:
                yield from (taken for _, taken in left)
                return
            waiting = [file for file, _ in left]

    def _take(self, file: Path, out: Path) -> Taken | None:
        """One file; None where it is an answer on its way to a desk."""
        try:
            one = carried.read(file.read_bytes())
            if one.direction != UP:
                return None
            answer = ingest(self._opened(one), self.ledger, self.key, self.now, carried=True)
        except UnknownKind:
            return Taken(file.name, "", NEWER_PROGRAM, 0, NEWER)
        except (WireError, OSError):
            return Taken(file.name, "", UNREADABLE, 0, BROKEN)
        except Newer as error:
            return Taken(file.name, one.device, NEWER_PROGRAM, 0, error.message)
        except Unreadable as error:
            return Taken(file.name, one.device, UNREADABLE, 0, error.message)
        self._answer(one.device, answer, out)
        head = quoted_head(answer)
        reply = open_answer(answer, self.key.certificate.public_key, head)
        return Taken(file.name, one.device, reply.result, reply.count, reply.message)

    def _opened(self, one: carried.Carried) -> bytes:
        """A file may be sealed to the key that the server had before its last renewal."""
        for private in self.older_keys:
            try:
                return carried.open_up(one, private)
            except WireError:
                continue
        return carried.open_up(one, self.key.private)

    def _answer(self, name: str, answer: bytes, out: Path) -> None:
        device = self.ledger.devices.find(name)
        if device is None:
            return
        head = quoted_head(answer)
        reply = open_answer(answer, self.key.certificate.public_key, head)
        public = DeviceCertificate.from_bytes(device.certificate).public_key
        sealed = carried.down(answer, self._contents(reply.down), name, public)
        write_whole(out, file_name(DOWN_NAME, name, head), sealed)

    def _contents(self, bodies: tuple[bytes, ...]) -> list[bytes]:
        """The published contents that these facts name: a desk without a line cannot fetch them."""
        found = []
        for body in bodies:
            try:
                fact = decode(body).fact
            except WireError:
                continue
            if isinstance(fact, CataloguePublished):
                packed = self.ledger.catalogues.packed(fact.digest)
                found += [] if packed is None else [packed]
        return found
