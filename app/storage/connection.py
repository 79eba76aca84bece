"""The one place that opens a database: SQLCipher under sqlite-utils, as it was measured.

`cipher_page_size` must be set on every open: left out, a good file looks like a wrong key. Whatever
goes wrong in the world, while opening, reading or writing, is raised as a Trouble with a sentence.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3
import sqlcipher3.dbapi2 as sql

from app.domain.errors import Trouble
from app.domain.undo import undone_by
from app.storage.problems import DISK, BadFile, damaged, missing, no_room, tell, too_new

# sqlite-utils prefers pysqlite3 where it can be imported: this makes it work over SQLCipher.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sql)

# The library asks of every value that is neither text nor number how it is written, in vain and for
# seven times as long as the writing takes. Nothing and bytes go as they are.
sql.register_adapter(type(None), {}.get)
sql.register_adapter(bytes, bytes)

Connection = Any  # sqlcipher3 has no stubs; it follows sqlite3.Connection

PAGE_SIZE = 2048
CACHE_KIB = 64 << 10
BUSY_MS = 10_000
APPLICATION_ID = 0x4D43_3031  # "MC01"
FORMAT = 1  # PRAGMA user_version: raised when a program of today must not touch the file any more
CHECKPOINT_PAGES = 4000
OPENING_NEEDS = 64 << 10  # bytes: the shared index begins with 32 KiB


def open_database(
    path: Path, key: bytes, *, readonly: bool = False, create: bool = False
) -> Connection:
    """Open the file with its raw 32-byte key.

    Raises Trouble with a whole sentence for a missing, damaged, locked or read-only file, for one
    of a newer program and for a key that does not fit; a failed open never alters the file.
    """
    there = path.exists() and path.stat().st_size > 0
    if not there and not create:
        raise damaged() if path.exists() else missing()
    if there:
        looked_at = _unlocked(path, "ro", key, _recognise)
        if readonly:
            return _configured(looked_at)
        looked_at.close()  # had it been open for writing, even a wrong key would fold the WAL in
    return _configured(_unlocked(path, "rwc" if create else "rw", key, _set_up), writes=True)


def open_copy(path: Path, key: bytes) -> Connection:
    """A copy where it lies, for reading only: no file is made beside it, its label is left alone.

    Raises Trouble as `open_database` does.
    """
    return _configured(_unlocked(path, "ro&immutable=1", key, _recognise))


def copy_pages(source: Connection, to: Path, key: bytes) -> None:
    """All pages as the source's open transaction sees them, into a new file in the same key.

    Writers go on meanwhile. The file is not durable yet; OSError where it cannot be written,
    Trouble where the source is damaged.
    """
    target = sql.connect(f"{to.absolute().as_uri()}?mode=rwc", uri=True, isolation_level=None)
    try:
        _unlock(target, key)
        target.execute("PRAGMA journal_mode = OFF")  # whole in the end, or thrown away
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target, pages=-1)
    except sql.Error as error:
        require_sound(source)  # the library does not say at which end it failed
        raise OSError from error
    finally:
        target.close()


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """BEGIN IMMEDIATE … COMMIT; on any error everything of it is undone and told in words.

    Durable when the block has ended: the journal file is WAL with synchronous=FULL.
    """
    connection.execute("BEGIN IMMEDIATE")
    with undone_by(lambda: connection.in_transaction and connection.execute("ROLLBACK")):
        yield connection
        connection.execute("COMMIT")


def fold_in(connection: Connection) -> None:
    """Bring all that was committed into the file itself, so that it can be moved alone."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def integrity(connection: Connection) -> str:
    """The word ok, or a sentence: pages as SQLite sees them, and their seals as SQLCipher does."""
    try:
        pages = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
        sound = _sealed(connection)
    except Trouble as trouble:
        return trouble.message
    return "ok" if pages == ["ok"] and sound else damaged().message


def require_sound(connection: Connection) -> None:
    """Trouble where the seal of any page is broken: nothing may be written behind the damage.

    A damaged page shows itself only when it is read; a reception reads few of them.
    """
    if not _sealed(connection):
        raise damaged()


def _sealed(connection: Connection) -> bool:
    """Whether every page bears its seal.

    SQLCipher looks at the file alone. Where the power went while the WAL was folded into it, pages
    are torn there that the WAL still holds whole: folded in again, they are as they should be.
    """
    broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    if broken:
        with suppress(Trouble):  # read-only, or inside a transaction: what was found stands
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    return not broken


class _Cursor(sql.Cursor):  # type: ignore[misc]  # the library has no types
    """Reads on: a damaged page may come to light at any row."""

    def execute(self, *statement: Any) -> Any:
        try:
            return super().execute(*statement)
        except sql.Error as error:
            tell(error)

    def executemany(self, *statement: Any) -> Any:
        try:
            return super().executemany(*statement)
        except sql.Error as error:
            tell(error)

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sql.Error as error:
            tell(error)

    def fetchall(self) -> Any:
        try:
            return super().fetchall()
        except sql.Error as error:
            tell(error)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sql.Error as error:
            tell(error)


class _Connection(sql.Connection):  # type: ignore[misc]  # the library has no types
    """Every statement goes through a cursor of ours."""

    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


def _unlocked(path: Path, mode: str, key: bytes, then: Callable[[Connection], None]) -> Connection:
    """Open and unlock; closed again where the key does not fit or `then` objects."""
    connection = _connect(path, mode)
    try:
        with undone_by(connection.close):
            _unlock(connection, key)
            then(connection)
    except BadFile as fault:
        if fault.message == DISK and _is_full(path.parent):
            raise no_room() from fault
        raise
    return connection


def _is_full(folder: Path) -> bool:
    """Whether the index that SQLite keeps beside its file lacks room: it says I/O error then."""
    with suppress(OSError):
        return shutil.disk_usage(folder).free < OPENING_NEEDS
    return False


def _connect(path: Path, mode: str) -> Connection:
    try:
        return sql.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            factory=_Connection,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
            timeout=BUSY_MS / 1000,
        )
    except sql.Error as error:
        tell(error)


def _unlock(connection: Connection, key: bytes) -> None:
    """Set the key and try it; the library's own lines on standard error are no use to anybody."""
    execute = connection.execute
    execute("PRAGMA cipher_log_level = NONE")
    execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    execute(f"PRAGMA cipher_page_size = {PAGE_SIZE}")
    execute("SELECT count(*) FROM sqlite_master").fetchone()


def _recognise(connection: Connection) -> None:
    """Ours, and not of a newer program."""
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise damaged()
    if _pragma(connection, "user_version") > FORMAT:
        raise too_new()


def _set_up(connection: Connection) -> None:
    """WAL, and the marks of a new file."""
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if _pragma(connection, "application_id") != APPLICATION_ID:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")


def _configured(connection: Connection, *, writes: bool = False) -> Connection:
    execute = connection.execute
    execute("PRAGMA synchronous = FULL")
    execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    execute("PRAGMA foreign_keys = ON")
    execute("PRAGMA temp_store = MEMORY")
    if writes:
        execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    return connection


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
