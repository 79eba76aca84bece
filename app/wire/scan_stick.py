"""Scans on a stick: the machine's list of them up, the province's receipts for them down.

    list      "MC1L" | [1, device, [[digest, size] ...]] | signature of the device
    receipts  "MC1R" | [1, device, time, [[digest, size, receipt] ...]] | signature of the server

A scan lies beside its list as it lies everywhere: sealed under a key that only the journal holds,
in a file named by the hash of these bytes. What is not named in a list that its machine signed is
nobody's; a receipt is the same as over the line, and the list's time says when it was true.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.wire import version
from app.wire.errors import Corrupt, UnknownKind
from app.wire.event import dump, load
from app.wire.scans import Ticket, is_digest
from app.wire.signing import SIGNATURE_BYTES, sign, verify

LIST_MARK, RECEIPTS_MARK, VERSION = b"MC1L", b"MC1R", 1
LIST_LABEL, RECEIPTS_LABEL = b"motcua/scan-list/1", b"motcua/scan-receipts/1"
LIST_ENDING, RECEIPTS_ENDING, SCAN_ENDING = ".mcl", ".mcr", ".mcs"
FOLDER = "motcua-anh"
MOST_LISTED = 4_000  # in one list
MOST_FILE = 1 << 20
MOST_NAME = 32
LIST_PARTS, RECEIPTS_PARTS = 3, 4


def scans_folder(folder: Path, device: str) -> Path:
    """Where a machine's scans lie on a stick."""
    return folder / FOLDER / device


def scan_name(digest: str) -> str:
    """What the file of a scan is called there."""
    return f"{digest}{SCAN_ENDING}"


@dataclass(frozen=True, slots=True)
class ScanList:
    """What a machine has put on a stick; `scans` are digests and sizes. Not verified yet."""

    device: str
    scans: tuple[tuple[str, int], ...]
    signature: bytes = b""

    def signed(self, private: bytes) -> bytes:
        """The file's bytes; the same list gives the same ones."""
        statement = self._statement()
        return LIST_MARK + statement + sign(private, LIST_LABEL + statement)

    def verify(self, public: bytes) -> None:
        """Corrupt unless the machine signed it."""
        verify(public, self.signature, LIST_LABEL + self._statement())

    def tickets(self) -> Iterable[Ticket]:
        """Each scan as the line names it."""
        return (Ticket(self.device, digest, size) for digest, size in self.scans)

    def _statement(self) -> bytes:
        return dump([VERSION, self.device, [list(one) for one in self.scans]])


def read_list(raw: bytes) -> ScanList:
    """What a list says; Corrupt for none, UnknownKind for a newer program's."""
    values, signature = _parts(raw, LIST_MARK, LIST_PARTS)
    _, device, lines = values
    for line in _lines(device, lines, 2):
        _named(*line)
    return ScanList(device, tuple((digest, size) for digest, size in lines), signature)


@dataclass(frozen=True, slots=True)
class Receipts:
    """The province's word for a machine's scans, as it was at `time_ms` of its clock."""

    device: str
    time_ms: int
    scans: tuple[tuple[str, int, str], ...]

    def signed(self, server_private: bytes) -> bytes:
        """The file's bytes."""
        lines = [list(one) for one in self.scans]
        statement = dump([VERSION, self.device, self.time_ms, lines])
        return RECEIPTS_MARK + statement + sign(server_private, RECEIPTS_LABEL + statement)

    def confirmed(self, server_public: bytes) -> list[str]:
        """Digests of what is there; Corrupt where one receipt does not hold: then none does."""
        for digest, size, receipt in self.scans:
            Ticket(self.device, digest, size).check_receipt(receipt, server_public)
        return [digest for digest, _, _ in self.scans]


def receipts_for(raw: bytes) -> str:
    """Whose receipts they say to be; Corrupt or UnknownKind as `open_receipts`."""
    return _receipts(raw)[0].device


def open_receipts(raw: bytes, server_public: bytes) -> Receipts:
    """Read and verify; Corrupt unless the province's key signed exactly this."""
    receipts, signature = _receipts(raw)
    verify(server_public, signature, RECEIPTS_LABEL + raw[len(RECEIPTS_MARK) : -SIGNATURE_BYTES])
    return receipts


def _receipts(raw: bytes) -> tuple[Receipts, bytes]:
    values, signature = _parts(raw, RECEIPTS_MARK, RECEIPTS_PARTS)
    _, device, time_ms, lines = values
    if type(time_ms) is not int:
        raise Corrupt("time")
    for digest, size, receipt in _lines(device, lines, 3):
        _named(digest, size)
        if not isinstance(receipt, str):
            raise Corrupt("receipt")
    return Receipts(device, time_ms, tuple((one[0], one[1], one[2]) for one in lines)), signature


def _parts(raw: bytes, mark: bytes, parts: int) -> tuple[list[Any], bytes]:
    version.check(raw, mark)
    if len(raw) > MOST_FILE:
        raise Corrupt("too long")
    body, signature = raw[len(mark) : -SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
    values = load(body)
    if values and type(values[0]) is int and values[0] > VERSION:
        raise UnknownKind(mark.decode())
    if len(values) != parts or values[0] != VERSION:
        raise Corrupt(mark.decode())
    return values, signature


def _lines(device: object, lines: object, parts: int) -> list[list[Any]]:
    if not isinstance(device, str) or not _is_name(device):
        raise Corrupt("device")
    if not isinstance(lines, list) or len(lines) > MOST_LISTED:
        raise Corrupt("lines")
    if any(not isinstance(line, list) or len(line) != parts for line in lines):
        raise Corrupt("line")
    return lines


def _named(digest: object, size: object) -> None:
    if not is_digest(digest) or type(size) is not int or size <= 0:
        raise Corrupt("scan")


def _is_name(device: str) -> bool:
    """It becomes a folder's name on the stick: nothing that leads out of it is one."""
    plain = device.isascii() and device.replace("-", "").isalnum()
    return plain and len(device) <= MOST_NAME
