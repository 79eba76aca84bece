"""Errors of the database library as sentences: what is wrong, what is safe, what to do.

Sorted by SQLite's result codes, never by their English words. What is no trouble of the world
(wrong SQL, a broken constraint) stays what it is: a bug.
"""

from typing import NoReturn

import sqlcipher3.dbapi2 as sql

from app.domain.errors import Trouble

FULL = (
    "Ổ đĩa đã đầy nên chưa lưu được việc vừa làm; mọi hồ sơ đã lưu trước đó vẫn an toàn. "
    "Hãy xoá bớt tệp trên ổ đĩa rồi làm lại."
)
NO_ROOM = (
    "Ổ đĩa đã đầy nên chưa mở được dữ liệu của máy này; mọi hồ sơ đã lưu vẫn an toàn, chưa đổi gì. "
    "Hãy xoá bớt tệp trên ổ đĩa rồi mở lại."
)
UNWRITABLE = (
    "Không ghi được vào tệp dữ liệu (thư mục chỉ đọc hoặc không có quyền). Hồ sơ đã lưu vẫn "
    "an toàn. Hãy kiểm tra quyền của thư mục rồi mở lại."
)
HELD = (
    "Tệp dữ liệu đang bị chương trình khác giữ. Chưa lưu việc vừa làm; hồ sơ đã lưu vẫn an "
    "toàn. Hãy đợi vài giây rồi làm lại."
)
DISK = (
    "Ổ đĩa không đọc ghi được. Hồ sơ đã lưu vẫn nằm trong tệp. Hãy kiểm tra dây, ổ đĩa, đừng tắt "
    "máy đột ngột, và gọi người hỗ trợ."
)
DAMAGED = (
    "Tệp dữ liệu hỏng hoặc không mở được bằng khoá của máy này. Tệp được giữ nguyên, chưa sửa "
    "gì. Hãy sao chép cả thư mục dữ liệu ra nơi khác, đừng xoá gì, rồi gọi người hỗ trợ."
)
TOO_NEW = (
    "Tệp dữ liệu do bản chương trình mới hơn ghi. Chưa mở và chưa sửa gì. "
    "Hãy cập nhật chương trình rồi mở lại."
)
MISSING = (
    "Không thấy tệp dữ liệu của máy này. Nếu đã chép thư mục đi nơi khác, hãy chép lại; "
    "nếu mất, đừng lập máy mới, hãy gọi người hỗ trợ."
)
SENTENCES = {
    sql.SQLITE_FULL: FULL,
    sql.SQLITE_READONLY: UNWRITABLE,
    sql.SQLITE_CANTOPEN: UNWRITABLE,
    sql.SQLITE_PERM: UNWRITABLE,
    sql.SQLITE_BUSY: HELD,
    sql.SQLITE_LOCKED: HELD,
    sql.SQLITE_PROTOCOL: HELD,
    sql.SQLITE_IOERR: DISK,
    sql.SQLITE_CORRUPT: DAMAGED,
    sql.SQLITE_NOTADB: DAMAGED,
}
PRIMARY = 0xFF  # the low byte of an extended result code is its kind


class BadFile(Trouble):
    """The data file itself is at fault: damaged, not there, not ours to read."""


def tell(error: sql.Error) -> NoReturn:
    """Raise the Trouble that this error of the library is; a bug is raised as it stands."""
    sentence = SENTENCES.get(getattr(error, "sqlite_errorcode", 0) & PRIMARY)
    if sentence is None:
        raise error
    raise (BadFile if sentence in (DAMAGED, DISK) else Trouble)(sentence) from error


def no_room() -> Trouble:
    """The disk is full: the file is good, and stays shut."""
    return Trouble(NO_ROOM)


def damaged() -> BadFile:
    """The file is not what it should be."""
    return BadFile(DAMAGED)


def missing() -> BadFile:
    """There is no file."""
    return BadFile(MISSING)


def too_new() -> BadFile:
    """A newer program wrote the file."""
    return BadFile(TOO_NEW)
