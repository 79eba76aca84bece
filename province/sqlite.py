"""The ledger on SQLite: WAL and synchronous=FULL, so an answer that left is on the disk.

One connection belongs to one thread. Several processes may work on one file: a transaction is
BEGIN IMMEDIATE, and who comes second waits.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Trouble
from app.domain.undo import undone_by
from province.ledger import Failed
from province.sqlite_aside import SqliteAside
from province.sqlite_journal import SqliteJournal
from province.sqlite_judging import SqliteDossiers, SqliteVerdicts
from province.sqlite_offices import (
    SqliteCatalogues,
    SqliteDevices,
    SqliteDownstream,
    SqliteGrants,
    SqliteSettings,
)
from province.sqlite_scans import SqliteScans
from province.sqlite_schema import ALL, SCHEMA_VERSION, UPGRADES

WAIT_SECONDS = 60.0
LOOK_SECONDS, LET_IN_SECONDS, LONG_SECONDS = 0.002, 0.01, 0.05


class SqliteLedger:
    """All stores over one connection."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Take over a connection whose schema is there."""
        self._connection = connection
        self._nested = 0
        self._turn = _Turn()
        self.province = province
        self.settings = SqliteSettings(connection, province)
        self.devices = SqliteDevices(connection, province)
        self.journal = SqliteJournal(connection, province)
        self.verdicts = SqliteVerdicts(connection, province)
        self.dossiers = SqliteDossiers(connection, province)
        self.down = SqliteDownstream(connection, province)
        self.grants = SqliteGrants(connection, province)
        self.catalogues = SqliteCatalogues(connection, province)
        self.scans = SqliteScans(connection, province)
        self.aside = SqliteAside(connection, province)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """The only writer from here to the end; nested ones belong to the outermost."""
        if self._nested:
            yield
            return
        connection = self._connection
        self._turn.wait()
        _begin(connection)
        self._nested = 1
        try:
            undone = undone_by(lambda: connection.in_transaction and connection.execute("ROLLBACK"))
            with self._turn, undone:
                yield
                connection.execute("COMMIT")
        finally:
            self._nested = 0

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A savepoint; what the disk or the memory refuses is not the block's fault."""
        execute = self._connection.execute
        execute("SAVEPOINT attempt")
        try:
            yield
        except Exception as error:
            if _is_trouble(error):
                raise
            execute("ROLLBACK TO attempt")
            execute("RELEASE attempt")
            raise Failed from error
        execute("RELEASE attempt")

    def copy_to(self, path: Path) -> int:
        """The whole ledger as it stands now in a file of its own, looked through; its last arrival.

        Others write meanwhile. Trouble where what was written cannot be read back.
        """
        copy = sqlite3.connect(path, isolation_level=None)
        path.chmod(0o600)
        with closing(copy):
            self._connection.backup(copy)
            (sound,) = copy.execute("PRAGMA integrity_check").fetchone()
            if sound != "ok":
                raise Trouble(
                    "Bản sao đọc lại không đúng: ổ đĩa ấy hoặc sổ của tỉnh bị hỏng. Bản sao trước "
                    "vẫn còn; hãy thử ổ đĩa khác, rồi gọi người hỗ trợ."
                )
            (seq,) = copy.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
            copy.execute("PRAGMA journal_mode = DELETE")
        return int(seq)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


@dataclass(slots=True)
class _Turn:
    """Whoever has written for long lets the others in before it begins anew.

    Judging a year again must not keep a desk's envelope out.
    """

    began: float = 0.0
    ended: float = 0.0

    def wait(self) -> None:
        if self.ended - self.began > LONG_SECONDS:
            left = self.ended + LET_IN_SECONDS - time.monotonic()
            time.sleep(max(0.0, left))  # noqa: TID251 - no process tells that it waits

    def __enter__(self) -> None:
        self.began = time.monotonic()

    def __exit__(self, *_error: object) -> None:
        self.ended = time.monotonic()


def _begin(connection: sqlite3.Connection) -> None:
    """Be the one writer. SQLite's own wait looks ten times a second, too seldom to be let in."""
    end = time.monotonic() + WAIT_SECONDS
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(LOOK_SECONDS)  # noqa: TID251 - no lock of SQLite's tells that it is free
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(WAIT_SECONDS * 1000)}")


def _is_trouble(error: Exception) -> bool:
    """Full, locked, damaged: SQLite may have ended the transaction by itself."""
    kinds = (sqlite3.OperationalError, sqlite3.InternalError, MemoryError)
    return isinstance(error, kinds) or type(error) is sqlite3.DatabaseError


def create(path: Path, province: str) -> SqliteLedger:
    """A new, empty ledger; Trouble where one lies there already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)  # the WAL beside it takes the same
    except OSError as error:
        raise Trouble(f"Không ghi được vào {path.parent}. Hãy kiểm tra quyền và đĩa.") from error
    connection = _connect(path)
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version:
        connection.execute("ROLLBACK")
        connection.close()
        raise Trouble(f"Tệp {path.name} đã có dữ liệu của một tỉnh. Chưa có gì bị thay đổi.")
    for statement in ALL.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    SqliteSettings(connection, province).put("province", province)
    connection.execute("COMMIT")
    return SqliteLedger(connection, province)


def begun(path: Path) -> SqliteLedger | None:
    """The ledger in the file; None where there is no file, or one that nothing was committed to."""
    if not path.is_file():
        return None
    connection = _connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return open_file(path) if version else None


def open_file(path: Path) -> SqliteLedger:
    """The ledger in the file; Trouble where there is none or a newer program wrote it."""
    if not path.is_file():
        raise Trouble(f"Không thấy cơ sở dữ liệu {path}. Hãy chạy lệnh init trước.")
    connection = _connect(path)
    try:
        province = _province(connection, path)
        _upgrade(connection)
        return SqliteLedger(connection, province)
    except (sqlite3.Error, Trouble):
        connection.close()
        raise


def _upgrade(connection: sqlite3.Connection) -> None:
    """Bring an older program's tables up to this one's: every step that is missing, or none."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == SCHEMA_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    with undone_by(lambda: connection.in_transaction and connection.execute("ROLLBACK")):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for step in range(version, SCHEMA_VERSION):
            for statement in UPGRADES[step].split(";\n"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error as error:
        connection.close()
        raise Trouble(
            f"Không mở được cơ sở dữ liệu {path}. Tệp hỏng, không phải của Một Cửa hoặc không có "
            "quyền ghi; chưa có gì bị thay đổi."
        ) from error
    return connection


def _province(connection: sqlite3.Connection, path: Path) -> str:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise Trouble(f"Tệp {path.name} do phiên bản mới hơn ghi. Hãy cập nhật chương trình.")
    if version < 1:
        raise Trouble(
            f"Tệp {path.name} chưa phải là cơ sở dữ liệu của Một Cửa. Nếu lệnh init bị ngắt giữa "
            "chừng, hãy chạy lại init; nếu không, hãy xem lại --db."
        )
    row = connection.execute("SELECT value FROM setting WHERE name = 'province'").fetchone()
    return str(row[0])
