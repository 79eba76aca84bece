"""A copy of the ledger and of the scans at another place, and what may be said once it lies there.

    DIR/ledger.db                  as it stood at one moment, opened and looked through
    DIR/scans/commune/ab/abcd…     each once, its hash right

The copy is whole before anything is said of it. Then a desk hears up to where its chain is in it,
and of each of its scans that it may let go of the bytes (docs/decisions/030-offsite-copy.md).
Whoever needs the copy opens it with `--db` as it lies.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from app.domain.errors import ClerkError, Trouble
from app.domain.times import from_millis, to_millis
from province.ledger import Device, Ledger, StoredEvent
from province.scan_files import ScanFiles, is_whole
from province.scan_rows import Upload
from province.settings import Settings

NAME = "offsite"
LEDGER, NEW, SCANS = "ledger.db", ".new", "scans"
PAGE = 200
PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Copied:
    """The newest copy: when it was begun, and the last arrival among events that is in it."""

    at_ms: int
    seq: int


@dataclass(frozen=True, slots=True)
class Written:
    """What a copy came to. `missing`: scans whose file is gone; desks are asked for them again."""

    copied: Copied
    new_scans: int
    missing: int


def newest(settings: Settings) -> Copied | None:
    """The last copy that ended well."""
    text = settings.get(NAME)
    return None if text is None else Copied(**json.loads(text))


def in_words(copied: Copied | None) -> str:
    """For the operator."""
    if copied is None:
        return "Chưa có bản sao ở nơi khác (lệnh offsite): các xã vẫn phải giữ mọi bản quét đã gửi."
    return f"Bản sao ở nơi khác: lúc {from_millis(copied.at_ms):%H:%M ngày %d/%m/%Y}."


def write(
    ledger: Ledger, files: ScanFiles, folder: Path, now: datetime, *, same_disk: bool = False
) -> Written:
    """Bring the copy in the folder up to now.

    ClerkError where the folder cannot hold one (in the server's own, or on its disk unless
    `same_disk`), Trouble where the disk fails; the ledger then says
    what it said before, and an earlier copy stays as it is.
    """
    home = files.folder.resolve().parent
    if folder.resolve().is_relative_to(home):
        raise ClerkError("Bản sao phải nằm ở chỗ khác với thư mục của máy chủ.", "to")
    if not same_disk and _disk(folder) == _disk(home):
        raise ClerkError(
            f"{folder} nằm cùng ổ đĩa với máy chủ (ổ kia chưa gắn?). Chưa chép gì. Hãy gắn ổ đĩa "
            "khác; nếu chỉ để thử, thêm --same-disk.",
            "to",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
        seq = _ledger(ledger, folder)
        new, missing = _scans(ledger, files, ScanFiles(folder / SCANS), to_millis(now))
    except OSError as error:
        raise Trouble(
            f"Không ghi được bản sao vào {folder} ({error.strerror or 'đĩa lỗi'}). Sổ của tỉnh và "
            "bản sao trước vẫn nguyên; hãy kiểm tra ổ đĩa, quyền và chỗ trống rồi chạy lại."
        ) from error
    copied = Copied(to_millis(now), seq)
    with ledger.transaction():
        ledger.settings.put(NAME, json.dumps(asdict(copied)))
    return Written(copied, new, missing)


def covered(ledger: Ledger, device: Device, head: bytes) -> bytes | None:
    """The newest event on the line of `head` that the copy has; None where that is no news.

    It is news once: to a device that was here before the copy was made, or never.
    """
    copied = newest(ledger.settings)
    if copied is None or (device.contact and device.contact.at_ms >= copied.at_ms):
        return None
    event = ledger.journal.find(device.commune, head)
    if event is None or event.seq <= copied.seq:
        return None if event is None else event.hash
    return _before(ledger, event, copied.seq)


def _before(ledger: Ledger, event: StoredEvent, seq: int) -> bytes | None:
    """Parents arrive first, so the place where a line passes an arrival is found by halves."""
    outside, inside = 0, event.place.depth
    found: bytes | None = None
    while inside - outside > 1:
        middle = (inside + outside) // 2
        one = ledger.journal.ancestor(event, middle)
        if one is not None and one.seq > seq:
            outside = middle
        else:
            inside, found = middle, found if one is None else one.hash
    return found


def _ledger(ledger: Ledger, folder: Path) -> int:
    """The database under another name, looked through, then in the place of the one before."""
    new = folder / (LEDGER + NEW)
    new.unlink(missing_ok=True)
    seq = ledger.copy_to(new)
    _flush(new)
    new.replace(folder / LEDGER)
    for left in ("-wal", "-shm"):  # of somebody who opened the copy before this one
        (folder / (LEDGER + left)).unlink(missing_ok=True)
    _flush(folder)
    return seq


def _scans(ledger: Ledger, files: ScanFiles, there: ScanFiles, now_ms: int) -> tuple[int, int]:
    """Each that is stored and not there yet; how many they are, and how many are lost here."""
    new, missing, after = 0, 0, ("", "")
    while page := ledger.scans.stored(after, PAGE):
        for upload in page:
            after = (upload.commune, upload.digest)
            if there.holds(*after, upload.size) and upload.copied_ms is not None:
                continue
            whole = _copy(files, there, upload)
            new, missing = new + whole, missing + (not whole)
            with ledger.transaction():
                if whole:
                    ledger.scans.copied(upload, now_ms)
                else:
                    ledger.scans.move(upload, 0, now_ms)
    return new, missing


def _copy(files: ScanFiles, there: ScanFiles, upload: Upload) -> bool:
    """Whether it lies at the other place now, read back."""
    name = upload.commune, upload.digest
    source, target = files.whole(*name), there.whole(*name)
    if is_whole(target, upload.digest):
        return True
    if not is_whole(source, upload.digest):
        return False
    target.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    new = target.with_suffix(NEW)
    shutil.copyfile(source, new)
    _flush(new)
    if not is_whole(new, upload.digest):
        raise Trouble(
            "Bản quét đọc lại từ chỗ sao chép không đúng: ổ đĩa ấy hỏng. Sổ của tỉnh vẫn nguyên; "
            "hãy dùng ổ đĩa khác."
        )
    new.replace(target)
    _flush(target.parent)
    return True


def _disk(folder: Path) -> int:
    """Where the folder lies, or would."""
    there = next(one for one in (folder, *folder.resolve().parents) if one.exists())
    return there.stat().st_dev


def _flush(path: Path) -> None:
    """A file's bytes, or a folder's names, are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # a folder cannot be opened there; the rename itself is durable
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
