"""Taking in scans: who may bring which, how far it has come, and the word that all of it is here.

Thin HTTP lies over it (`tus`). Each call opens the ledger for itself. What was told to have come
was flushed before; a scan is stored only once its whole hash is right.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.domain.errors import MotCuaError
from app.domain.times import to_millis
from app.wire.errors import WireError
from app.wire.scans import MOST_SCAN, Ticket, read_ticket
from app.wire.signing import DeviceCertificate
from province import places
from province.clock import Clock
from province.database import open_ledger
from province.keys import ServerKey
from province.ledger import Ledger
from province.scan_facts import scan_facts
from province.scan_files import ScanFiles, is_whole
from province.scan_rows import Upload

MOST_UNFINISHED = 200  # of one device
ABANDONED = timedelta(days=30)
SWEPT_AT_ONCE = 200
MOST_WANTED = 100
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)

WORDS = {
    400: "Yêu cầu gửi bản quét không đúng dạng. Bản quét vẫn nằm ở máy của xã.",
    401: "Thiếu vé gửi bản quét, hoặc vé không do máy đã ghi danh ký. Chưa ghi gì.",
    403: "Máy này không được gửi hoặc xoá bản quét này. Bản quét vẫn nằm ở máy của xã.",
    404: "Tỉnh chưa có phần nào của bản quét này. Hãy gửi từ đầu.",
    408: "Phần gửi đứng yên quá lâu. Phần đã tới vẫn được giữ; hãy gửi tiếp.",
    409: "Tỉnh đang giữ đến chỗ khác của bản quét. Hãy hỏi lại rồi gửi tiếp từ đó.",
    412: "Máy chủ của tỉnh nói giao thức tus 1.0.0.",
    413: "Bản quét lớn hơn 64 MB, hoặc phần gửi dài quá. Chưa ghi gì; hãy quét lại ở 200 dpi.",
    415: "Phần bản quét phải gửi với kiểu application/offset+octet-stream.",
    429: "Máy này có quá nhiều bản quét gửi dở. Hãy gửi xong rồi gửi bản mới.",
    460: "Bản quét tới nơi không đúng mã kiểm tra nên không giữ. Hãy gửi lại.",
    507: "Ổ đĩa của tỉnh hết chỗ cho bản quét. Hồ sơ vẫn nhận bình thường; hãy gửi lại sau.",
}
BAD, UNKNOWN_TICKET, FORBIDDEN, MISSING, STALLED, CONFLICT = 400, 401, 403, 404, 408, 409
TOO_LARGE, TOO_MANY, WRONG_SUM, FULL = 413, 429, 460, 507


class Refused(MotCuaError):
    """With the status of HTTP; nothing of the request was stored."""

    def __init__(self, status: int) -> None:
        """The sentence is that of the status."""
        super().__init__(WORDS[status])
        self.status = status


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an upload is; `receipt` is the province's signed word, empty before the end.

    `release` is its word that the scan lies in a copy at another place, too; empty before that.
    """

    offset: int
    size: int
    receipt: str = ""
    release: str = ""


@dataclass(frozen=True, slots=True)
class ScanDesk:
    """Where scans are taken in."""

    db: str
    files: ScanFiles
    key: Callable[[], ServerKey]
    clock: Clock

    def admit(self, header: str, digest: str | None = None) -> tuple[Ticket, str]:
        """The ticket of a device that may bring scans, and its commune; Refused otherwise."""
        try:
            ticket, signature = read_ticket(header)
            with self._ledger() as ledger:
                device = ledger.devices.find(ticket.device)
            if device is None or device.revoked_ms is not None:
                raise Refused(FORBIDDEN)
            ticket.verify(DeviceCertificate.from_bytes(device.certificate).public_key, signature)
        except WireError as error:
            raise Refused(UNKNOWN_TICKET) from error
        if digest is not None and digest != ticket.digest:
            raise Refused(FORBIDDEN)
        if not 0 < ticket.size <= MOST_SCAN:
            raise Refused(TOO_LARGE)
        return ticket, device.commune

    def begin(self, ticket: Ticket, commune: str) -> None:
        """A new upload, or the known one of this content."""
        now_ms = to_millis(self.clock())
        with self._ledger() as ledger, ledger.transaction():
            known = ledger.scans.find(commune, ticket.digest)
            if known is None and ledger.scans.unfinished(ticket.device) >= MOST_UNFINISHED:
                raise Refused(TOO_MANY)
            if known is None and not self.files.has_room(ticket.size):
                raise Refused(FULL)
            if known is not None and known.size != ticket.size:
                raise Refused(BAD)
            upload = Upload(commune, ticket.digest, ticket.size, ticket.device, 0, now_ms)
            ledger.scans.begin(upload)

    def standing(self, ticket: Ticket, commune: str) -> Standing:
        """How much is here for certain; Refused where nothing of it was begun."""
        with self._ledger() as ledger:
            upload = self._found(ledger, ticket, commune)
            upload = self._as_on_disk(ledger, upload)
            if upload.stored_ms is None and upload.offset == upload.size:
                return self._finish(ledger, ticket, upload)  # a crash came between
            return self._told(ticket, upload)

    def append(self, ticket: Ticket, commune: str, offset: int, piece: bytes) -> Standing:
        """The next bytes: flushed, and counted, when it returns. Refused for another place."""
        with self._ledger() as ledger:
            upload = self._found(ledger, ticket, commune)
            if upload.stored_ms is not None or upload.offset != offset:
                raise Refused(CONFLICT)
            end = offset + len(piece)
            if end > upload.size:
                raise Refused(TOO_LARGE)
            self._write(upload, piece)
            with ledger.transaction():
                moved = ledger.scans.move(upload, end, to_millis(self.clock()))
            upload = self._found(ledger, ticket, commune)
            if not moved:  # another connection of the same machine was quicker
                if upload.stored_ms is not None:
                    self.files.drop(commune, ticket.digest)
                raise Refused(CONFLICT)
            if end == upload.size:
                return self._finish(ledger, ticket, upload)
            return self._told(ticket, upload)

    def end(self, ticket: Ticket, commune: str) -> None:
        """Forget what has come so far; what is stored stays."""
        with self._ledger() as ledger, ledger.transaction():
            upload = self._found(ledger, ticket, commune)
            if upload.stored_ms is not None:
                raise Refused(FORBIDDEN)
            ledger.scans.drop(upload)
            self.files.drop(commune, ticket.digest)

    def whole(self, ticket: Ticket, commune: str, dossier: bytes) -> Path:
        """Where a stored scan lies, for a machine of an office that the dossier is a business of.

        Refused where it is not, or where no fact of the dossier names this scan.
        """
        with self._ledger() as ledger:
            home = places.home_of(ledger, commune, dossier)
            if commune not in places.communes(ledger, dossier, home):
                raise Refused(FORBIDDEN)
            for office, fact in scan_facts(ledger, home, dossier):
                found = self.files.whole(office, ticket.digest)
                if fact.digest == ticket.digest and found.is_file():
                    return found
        raise Refused(MISSING)

    def sweep(self) -> None:
        """Uploads that nobody went on with for a month are forgotten."""
        before = to_millis(self.clock() - ABANDONED)
        with self._ledger() as ledger, ledger.transaction():
            for upload in ledger.scans.untouched(before, SWEPT_AT_ONCE):
                ledger.scans.drop(upload)
                self.files.drop(upload.commune, upload.digest)

    def check(self) -> tuple[int, int]:
        """How many stored scans are as they were, and how many not: these may come again."""
        whole, lost, after = 0, 0, ("", "")
        with self._ledger() as ledger:
            while page := ledger.scans.stored(after, SWEPT_AT_ONCE):
                for upload in page:
                    after = (upload.commune, upload.digest)
                    if is_whole(self.files.whole(*after), upload.digest):
                        whole += 1
                        continue
                    lost += 1
                    self.files.whole(*after).unlink(missing_ok=True)
                    with ledger.transaction():
                        ledger.scans.move(upload, 0, to_millis(self.clock()))
        return whole, lost

    def wanted(self, ticket: Ticket) -> list[str]:
        """Some of what this device has not brought whole, or what was lost here since."""
        with self._ledger() as ledger:
            return ledger.scans.wanted(ticket.device, MOST_WANTED)

    # --- inside -----------------------------------------------------------------------------------

    @contextmanager
    def _ledger(self) -> Iterator[Ledger]:
        ledger = open_ledger(self.db)
        try:
            yield ledger
        finally:
            ledger.close()

    @staticmethod
    def _found(ledger: Ledger, ticket: Ticket, commune: str) -> Upload:
        upload = ledger.scans.find(commune, ticket.digest)
        if upload is None or upload.size != ticket.size:
            raise Refused(MISSING)
        return upload

    def _as_on_disk(self, ledger: Ledger, upload: Upload) -> Upload:
        """Where the disk was put back to an older state, it counts, not the ledger."""
        name = upload.commune, upload.digest
        if self.files.holds(*name, upload.size):
            return upload
        here = min(upload.offset, self.files.length(*name))
        if here == upload.offset and upload.stored_ms is None:
            return upload
        with ledger.transaction():
            ledger.scans.move(upload, here, to_millis(self.clock()))
        return ledger.scans.find(*name) or upload

    def _write(self, upload: Upload, piece: bytes) -> None:
        try:
            self.files.write(upload.commune, upload.digest, upload.offset, piece)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise Refused(FULL) from error
            raise

    def _finish(self, ledger: Ledger, ticket: Ticket, upload: Upload) -> Standing:
        whole = self.files.finish(upload.commune, upload.digest, upload.size)
        now_ms = to_millis(self.clock())
        with ledger.transaction():
            if whole:
                ledger.scans.finish(upload, now_ms)
            else:
                ledger.scans.move(upload, 0, now_ms)
        if not whole:
            raise Refused(WRONG_SUM)
        return self._told(ticket, self._found(ledger, ticket, upload.commune))

    def _told(self, ticket: Ticket, upload: Upload) -> Standing:
        if upload.stored_ms is None:
            return Standing(upload.offset, upload.size)
        private = self.key().private
        release = ticket.release(private) if upload.copied_ms is not None else ""
        return Standing(upload.offset, upload.size, ticket.receipt(private), release)
