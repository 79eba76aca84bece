"""The one place that opens a database: SQLCipher under sqlite-utils, as it was measured.

`cipher_page_size` must be set on every open: left out, a good file looks like a wrong key. Every
error of the library becomes a sentence in `problems`.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
import sqlcipher3.dbapi2 as sql

from app.domain.errors import Trouble
from app.storage.problems import damaged, told

# sqlite-utils prefers pysqlite3 where it can be imported: this makes it work over SQLCipher.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sql)

Connection = Any  # sqlcipher3 has no stubs; it follows sqlite3.Connection

PAGE_SIZE = 2048
CACHE_KIB = 64 << 10
BUSY_MS = 10_000
APPLICATION_ID = 0x4D43_3031  # "MC01"
CHECKPOINT_PAGES = 4000


def open_database(
    path: Path, key: bytes, *, readonly: bool = False, create: bool = False
) -> Connection:
    """Open the file with its raw 32-byte key.

    Raises Trouble with a whole sentence for a missing, damaged, locked or read-only file and for a
    key that does not fit; the file is never altered by a failed open.
    """
    if not create and not path.exists():
        raise Trouble(
            "Không thấy tệp dữ liệu của máy này. Nếu đã chép thư mục đi nơi khác, hãy chép lại; "
            "nếu mất, hãy khôi phục từ bản sao (motcua restore)."
        )
    connection = _connect(path, readonly=readonly)
    try:
        _configure(connection, key, readonly=readonly)
        _recognise(connection, create=create)
    except sql.Error as error:
        connection.close()
        raise told(error) from error
    except Trouble:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """BEGIN IMMEDIATE … COMMIT; on any error everything of it is undone and told in words.

    Durable when the block has ended: the journal file is WAL with synchronous=FULL.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sql.Error as error:
        raise told(error) from error
    try:
        yield connection
        connection.execute("COMMIT")
    except sql.Error as error:
        _undo(connection)
        raise told(error) from error
    except BaseException:
        _undo(connection)
        raise


def integrity(connection: Connection) -> str:
    """The word ok, or a sentence: pages as SQLite sees them, and their seals as SQLCipher does."""
    try:
        pages = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
        seals = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    except sql.Error as error:
        return told(error).message
    return "ok" if pages == ["ok"] and not seals else damaged().message


def _connect(path: Path, *, readonly: bool) -> Connection:
    mode = "ro" if readonly else "rwc"
    try:
        return sql.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
            timeout=BUSY_MS / 1000,
        )
    except sql.Error as error:
        raise told(error) from error


def _configure(connection: Connection, key: bytes, *, readonly: bool) -> None:
    execute = connection.execute
    execute("PRAGMA cipher_log_level = NONE")
    execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    execute(f"PRAGMA cipher_page_size = {PAGE_SIZE}")
    execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not readonly:
        execute("PRAGMA journal_mode = WAL").fetchone()
    execute("PRAGMA synchronous = FULL")
    execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    execute("PRAGMA foreign_keys = ON")
    execute("PRAGMA temp_store = MEMORY")
    execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def _recognise(connection: Connection, *, create: bool) -> None:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark == APPLICATION_ID:
        return
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not create or tables:
        raise damaged()
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _undo(connection: Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
