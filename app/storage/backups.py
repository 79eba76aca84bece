"""Copies of the database as single files: made while the desk works, tried out, taken in again.

A copy is whole under its name or not there. Before it gets the name it is read back from the disk
that it lies on: bytes against the digest, pages, chain of events, counts.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import Trouble
from app.domain.undo import undone_by
from app.storage import counts
from app.storage.connection import (
    Connection,
    copy_pages,
    integrity,
    open_copy,
    open_database,
)
from app.storage.journal import LAST
from app.storage.own_chain import verify_chain
from app.storage.problems import BadFile
from app.storage.profile import sync_folder
from app.wire import backup as wire
from app.wire.backup import Label
from app.wire.errors import UnknownKind, WireError

ENDING, PART = ".mcb", ".part"
DATABASE = "motcua.db"
CHUNK = 1 << 20
NOT_WRITTEN = (
    "Không ghi được bản sao vào {place} (đầy, chỉ đọc, hoặc đã rút ra). Dữ liệu trên máy vẫn an "
    "toàn, các bản sao trước vẫn nguyên. Hãy cắm lại hoặc chọn nơi khác rồi sao lưu lại."
)
NOT_GOOD = (
    "Bản sao vừa ghi mở thử không được nên không giữ lại; các bản sao trước vẫn nguyên. Hãy dùng "
    "USB hoặc ổ khác, và chạy motcua check để xem dữ liệu trên máy có tốt không."
)
NO_COPY = (
    "{file} không phải bản sao của Một Cửa, hoặc đã bị cắt. Chưa đổi gì. Hãy chọn tệp .mcb trong "
    "thư mục sao lưu."
)
NEWER_COPY = (
    "{file} do bản chương trình mới hơn ghi, không hỏng. Chưa đổi gì. Hãy cập nhật chương trình "
    "rồi khôi phục lại."
)
BAD_COPY = (
    "Bản sao {file} bị hỏng hoặc bị sửa nên không dùng. Chưa đổi gì. Hãy dùng bản sao trước đó."
)
BAD_OR_OTHER = (
    "Bản sao {file} không mở được: tệp bị hỏng, hoặc khoá đã cho không phải của nó. Chưa đổi gì. "
    "Hãy xem lại phiếu khôi phục hay trả lời của tỉnh, hoặc dùng bản sao khác."
)
PLACE_FULL = (
    "Không chép được bản sao vào máy (ổ đĩa đầy hoặc chỉ đọc). Bản sao và dữ liệu cũ vẫn nguyên. "
    "Hãy xoá bớt tệp trên ổ đĩa rồi khôi phục lại."
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was read but not opened."""

    file: Path
    label: Label


def write(database: Path, key: bytes, folder: Path, label: Label) -> Copy:
    """Make a copy, try it out and give it its name; `label` without what only the content tells.

    Trouble: it cannot be written, or what was written is not good; nothing of it is left then.
    """
    name = _free_name(folder, label)
    part = folder / (name + PART)
    with _written_to(folder), undone_by(lambda: _forget(part)):
        folder.mkdir(parents=True, exist_ok=True)
        _forget_parts(folder, label)
        whole = _pages(database, key, part, label)
        with part.open("r+b") as file:
            _to_disk(file)
            whole = replace(whole, digest=_digest(file, whole.size))
            file.seek(whole.size)
            file.write(wire.pack(whole))
            _to_disk(file)
        _tried(part, key)
        part.replace(folder / name)
        sync_folder(folder)
    return Copy(folder / name, whole)


def thin(folder: Path, label: Label, keep: int) -> None:
    """Remove this desk's oldest copies until so many are left; the name tells their age."""
    own = sorted(folder.glob(f"{_stem(label)}*{ENDING}"), key=_written_at)
    for file in own[:-keep]:
        _forget(file)


def find(file: Path) -> Copy:
    """Read a copy's label; Trouble where it is none."""
    try:
        with file.open("rb") as raw:
            end = raw.seek(0, os.SEEK_END)
            raw.seek(max(0, end - wire.TAIL))
            size = wire.label_size(raw.read())
            raw.seek(max(0, end - wire.TAIL - size))
            label = wire.read(raw.read(size))
    except UnknownKind as error:
        raise Trouble(NEWER_COPY.format(file=file)) from error
    except (WireError, OSError) as error:
        raise Trouble(NO_COPY.format(file=file)) from error
    if label.size != end - wire.TAIL - size:
        raise Trouble(NO_COPY.format(file=file))
    return Copy(file, label)


def held_in(folder: Path, connection: Connection) -> int:
    """The local number of the newest event that a copy in the folder holds; 0 where none does.

    Copies of other desks, and of other branches of this chain, hold nothing of it.
    """
    files = sorted(folder.glob(f"*{ENDING}"), key=_written_at, reverse=True)
    (first,) = connection.execute("SELECT coalesce(min(id), 0) FROM event").fetchone()
    for file in files:
        with suppress(Trouble):
            label = find(file).label
            number = int(first) + label.events - 1
            row = connection.execute("SELECT hash FROM event WHERE id=?", (number,)).fetchone()
            if row is not None and bytes(row[0]).hex() == label.head:
                return number
    return 0


def opens(copy: Copy, key: bytes) -> bool:
    """Whether this key is the copy's."""
    try:
        open_copy(copy.file, key).close()
    except BadFile:
        return False
    return True


def bring(copy: Copy, to: Path) -> None:
    """The database of a copy as a file of its own, durable; Trouble: no room, or it is damaged."""
    digest = hashlib.sha256()
    try:
        with copy.file.open("rb") as raw, to.open("wb") as out:
            to.chmod(0o600)
            for piece in _pieces(raw, copy.label.size):
                digest.update(piece)
                out.write(piece)
            _to_disk(out)
    except OSError as error:
        raise Trouble(PLACE_FULL) from error
    if digest.hexdigest() != copy.label.digest:
        raise BadFile(BAD_COPY.format(file=copy.file))


def bring_folder(data: Path, to: Path) -> None:
    """The same of a data folder that came from another machine, with what its WAL holds."""
    try:
        for ending in ("", "-wal"):
            file = data / f"{DATABASE}{ending}"
            if file.exists():
                shutil.copyfile(file, to.with_name(to.name + ending))
        with to.open("r+b") as out:
            to.chmod(0o600)
            _to_disk(out)
    except OSError as error:
        raise Trouble(PLACE_FULL) from error


def require_whole(connection: Connection, file: Path) -> None:
    """BadFile unless pages, seals and chain of what was brought are good."""
    try:
        good = integrity(connection) == "ok" and verify_chain(connection.execute) == "ok"
    except (BadFile, LookupError, WireError) as error:
        raise BadFile(BAD_COPY.format(file=file)) from error
    if not good:
        raise BadFile(BAD_COPY.format(file=file))


# --- inside -------------------------------------------------------------------------------------


def _pages(database: Path, key: bytes, part: Path, label: Label) -> Label:
    """Copy the pages, and count in the same snapshot."""
    source = open_database(database, key, readonly=True)
    try:
        source.execute("BEGIN")
        events, dossiers, head = _counted(source)
        copy_pages(source, part, key)
    finally:
        source.close()
    size = part.stat().st_size
    return replace(label, events=events, dossiers=dossiers, head=head, size=size)


def _counted(connection: Connection) -> tuple[int, int, str]:
    totals = counts.totals(connection)
    _, head = connection.execute(LAST).fetchone()
    return totals.events, totals.dossiers, bytes(head).hex()


def _tried(part: Path, key: bytes) -> None:
    fault = _fault(find(part), key)
    if fault is not None:
        raise BadFile(NOT_GOOD) from fault


def _fault(copy: Copy, key: bytes) -> Exception | None:
    """What is wrong with a copy; None for a good one."""
    label = copy.label
    try:
        with copy.file.open("rb") as raw:
            if _digest(raw, label.size) != label.digest:
                return ValueError("digest")
        connection = open_copy(copy.file, key)
        try:
            pages = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            chain = verify_chain(connection.execute)
            counted = _counted(connection)
        finally:
            connection.close()
    except (Trouble, OSError, LookupError, WireError) as error:
        return error
    good = pages == ["ok"] and chain == "ok"
    if not good or counted != (label.events, label.dossiers, label.head):
        return ValueError("content")
    return None


@contextmanager
def _written_to(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Trouble(NOT_WRITTEN.format(place=folder)) from error


def _free_name(folder: Path, label: Label) -> str:
    """By desk and second; a number behind it where that is taken."""
    moment = "".join(one for one in label.made_at[:19] if one.isdigit() or one == "T")
    stem, again = f"{_stem(label)}{moment.replace('T', '-')}", 1
    name = stem + ENDING
    while (folder / name).exists():
        again += 1
        name = f"{stem}-{again}{ENDING}"
    return name


def _stem(label: Label) -> str:
    return f"motcua-{label.commune}-{label.desk}{label.letter}-"


def _forget_parts(folder: Path, label: Label) -> None:
    """What this desk left half written, when the power went or the stick was pulled."""
    for file in folder.glob(f"{_stem(label)}*{ENDING}{PART}"):
        _forget(file)


def _written_at(file: Path) -> int:
    """0 where it is gone meanwhile, as with a pulled stick."""
    with suppress(OSError):
        return file.stat().st_mtime_ns
    return 0


def _forget(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _to_disk(file: BinaryIO) -> None:
    """Durable, and out of the cache where the system lets us: what is read next is the disk's."""
    file.flush()
    os.fsync(file.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _digest(file: BinaryIO, size: int) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    for piece in _pieces(file, size):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The first bytes of a file, in pieces."""
    while size > 0:
        piece = file.read(min(CHUNK, size))
        if not piece:
            return
        size -= len(piece)
        yield piece
