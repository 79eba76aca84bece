"""Scans on sticks from the communes: whole or not at all, with the same receipts as over the line.

Each is named in a list that its machine signed. What is torn, altered, missing, too big or nobody's
is told for itself and stops nothing; what the line has brought already, or half of it, is not
brought twice. The receipts of a list lie on the stick before its scans are told.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.times import to_millis
from app.wire import scan_stick as wire
from app.wire.errors import UnknownKind, WireError
from app.wire.scans import MOST_SCAN, Ticket
from app.wire.signing import DeviceCertificate
from app.wire.stick import files_in, write_whole
from province.keys import ServerKey
from province.ledger import Device, Ledger
from province.scan_files import is_whole
from province.scans import CONFLICT, WRONG_SUM, Refused, ScanDesk

PIECE, TRIES = 1 << 20, 3
RECEIPTS_NAME = "motcua-bien-nhan-{device}-{mark}" + wire.RECEIPTS_ENDING
STORED, KNOWN = "scan_stored", "scan_known"
BROKEN, NEWER, STRANGER, REVOKED = "list_broken", "newer_program", "list_foreign", "list_revoked"
MISSING, TORN, TAMPERED, TOO_BIG = "scan_missing", "scan_torn", "scan_altered", "scan_too_big"
UNLISTED, UNREAD, NOT_TAKEN = "scan_unlisted", "scan_unread", "scan_refused"
GOOD = (STORED, KNOWN)
AT_HOME = "Bản quét vẫn ở máy của xã; lần USB sau máy ấy chép lại."
WORDS = {
    STORED: "Đã nhận, đúng mã kiểm tra.",
    KNOWN: "Tỉnh đã có từ trước; ghi lại biên nhận.",
    BROKEN: "Danh sách bản quét hỏng hoặc bị sửa nên không nhận bản nào trong đó. " + AT_HOME,
    NEWER: "Danh sách bản quét do chương trình mới hơn ghi. Hãy cập nhật chương trình của tỉnh.",
    STRANGER: "Danh sách bản quét của máy mà tỉnh này chưa ghi danh; để nguyên.",
    REVOKED: "Máy đã bị tỉnh thu hồi nên không nhận bản quét của máy ấy; để nguyên.",
    MISSING: "Có trong danh sách mà không có trên USB (USB rút ra khi đang chép). " + AT_HOME,
    TORN: "Tệp trên USB không đủ dài như danh sách ghi (chép dở). " + AT_HOME,
    TAMPERED: "Tệp trên USB khác mã kiểm tra (hỏng hoặc bị sửa) nên không nhận. " + AT_HOME,
    TOO_BIG: "Bản quét lớn hơn 64 MB nên không nhận; hãy bảo xã quét lại ở 200 dpi.",
    UNLISTED: "Không có trong danh sách của máy nào nên không nhận; để nguyên.",
    UNREAD: "Không đọc được tệp trên USB (rút ra, hoặc USB hỏng). Hãy cắm lại rồi chạy lại.",
}


@dataclass(frozen=True, slots=True)
class TakenScan:
    """What became of one scan, or of a whole list."""

    file: str
    device: str
    result: str
    message: str


@dataclass(slots=True)
class ScanStickDesk:
    """Takes in the scans of a folder and writes the receipts into another one."""

    ledger: Ledger
    scans: ScanDesk
    key: ServerKey
    now: Callable[[], datetime]

    def take(self, folder: Path, out: Path) -> Iterator[TakenScan]:
        """Each scan with its outcome, list by list; then the files that no list names."""
        named = set[Path]()
        for file in files_in(folder, wire.LIST_ENDING):
            yield from self._list(file, folder, out, named)
        yield from self._unlisted(folder, named)

    def _list(self, file: Path, folder: Path, out: Path, named: set[Path]) -> Iterator[TakenScan]:
        try:
            with file.open("rb") as content:
                raw = content.read(wire.MOST_FILE + 1)
            listed = wire.read_list(raw)
            device, result = self._signed_by(listed)
        except UnknownKind:
            yield _told(file.name, "", NEWER)
            return
        except (WireError, OSError):
            yield _told(file.name, "", BROKEN)
            return
        place = wire.scans_folder(folder, listed.device)
        named.update(place / wire.scan_name(digest) for digest, _ in listed.scans)
        if device is None:
            yield _told(file.name, listed.device, result)
            return
        taken, receipts = [], []
        for ticket in listed.tickets():
            one, receipt = self._scan(ticket, device.commune, place / wire.scan_name(ticket.digest))
            taken.append(one)
            if receipt:
                receipts.append((ticket.digest, ticket.size, receipt))
        if receipts:
            said = wire.Receipts(device.name, to_millis(self.now()), tuple(receipts))
            mark = hashlib.sha256(raw).hexdigest()[:12]
            name = RECEIPTS_NAME.format(device=device.name, mark=mark)
            write_whole(out, name, said.signed(self.key.private))
        yield from taken

    def _signed_by(self, listed: wire.ScanList) -> tuple[Device | None, str]:
        """The machine, where it may bring scans; else why not. Corrupt where it did not sign."""
        device = self.ledger.devices.find(listed.device)
        if device is None:
            return None, STRANGER
        listed.verify(DeviceCertificate.from_bytes(device.certificate).public_key)
        return (None, REVOKED) if device.revoked_ms is not None else (device, "")

    def _scan(self, ticket: Ticket, commune: str, file: Path) -> tuple[TakenScan, str]:
        """What became of one, and its receipt where it is here."""
        try:
            known = self.ledger.scans.find(commune, ticket.digest)
            if known is not None and known.size == ticket.size and known.stored_ms is not None:
                standing = self.scans.standing(ticket, commune)
                if standing.receipt:
                    return _told(file.name, ticket.device, KNOWN), standing.receipt
            wrong = _looked_at(ticket, file)
            if wrong:
                return _told(file.name, ticket.device, wrong), ""
            receipt = self._bring(ticket, commune, file)
        except Refused as error:
            return TakenScan(file.name, ticket.device, NOT_TAKEN, error.message), ""
        except OSError:
            return _told(file.name, ticket.device, UNREAD), ""
        return _told(file.name, ticket.device, STORED), receipt

    def _bring(self, ticket: Ticket, commune: str, file: Path) -> str:
        """From where the line has left off, if it has begun; once more where both meet."""
        self.scans.begin(ticket, commune)
        for left in reversed(range(TRIES)):
            try:
                return self._append(ticket, commune, file)
            except Refused as error:
                if error.status not in (CONFLICT, WRONG_SUM) or not left:
                    raise
        raise LookupError(ticket.digest)

    def _append(self, ticket: Ticket, commune: str, file: Path) -> str:
        standing = self.scans.standing(ticket, commune)
        with file.open("rb") as content:
            content.seek(standing.offset)
            while standing.offset < ticket.size:
                piece = content.read(min(PIECE, ticket.size - standing.offset))
                if not piece:
                    raise OSError("shorter than it was")
                standing = self.scans.append(ticket, commune, standing.offset, piece)
        return standing.receipt

    @staticmethod
    def _unlisted(folder: Path, named: set[Path]) -> Iterator[TakenScan]:
        for file in sorted((folder / wire.FOLDER).glob(f"*/*{wire.SCAN_ENDING}")):
            if file not in named:
                yield _told(file.name, file.parent.name, UNLISTED)


def _looked_at(ticket: Ticket, file: Path) -> str:
    """What keeps the file from being the scan that the list names; empty for nothing."""
    if ticket.size > MOST_SCAN:
        return TOO_BIG
    if not file.is_file():
        return MISSING
    size = file.stat().st_size
    if size < ticket.size:
        return TORN
    return "" if size == ticket.size and is_whole(file, ticket.digest) else TAMPERED


def _told(file: str, device: str, result: str) -> TakenScan:
    return TakenScan(file, device, result, WORDS[result])
