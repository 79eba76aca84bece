"""Disks in memory, and a power that can fail between any two statements.

A disk keeps what was committed, as WAL with synchronous=FULL does: a cut undoes the transaction
that is open and nothing else. What a real disk adds to it (pages that were not flushed) is another
test's matter (tests/storage).
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlcipher3.dbapi2 as sql

from app.storage.connection import _Connection


class PowerCut(BaseException):
    """The process is gone. No `except Exception` may ever hold it up."""


@dataclass(slots=True)
class Fuse:
    """Blows after so many writing statements; None holds for ever."""

    left: int | None = None

    def burn(self) -> None:
        """One more border between statements."""
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            self.left = None
            raise PowerCut


def reboot(disk: "DeskDisk | LedgerDisk") -> None:
    """Whatever was open is undone, and the power holds."""
    disk.fuse.left = None
    if isinstance(disk, DeskDisk):
        disk.visitors.clear()
    if disk.in_transaction:
        disk.execute("ROLLBACK")


@cache
def _writes(statement: str) -> bool:
    return statement.lstrip()[:6].upper() in {"BEGIN ", "COMMIT", "INSERT", "UPDATE", "DELETE"}


class DeskDisk(_Connection):
    """A desk's database; its fuse is asked before and after each writing statement.

    `visitors` are other processes on the file: one comes before each transaction, while there are.
    """

    fuse: Fuse
    visitors: list[Callable[[], object]]

    def execute(self, statement: str, *values: Any) -> Any:
        if not _writes(statement):
            return super().execute(statement, *values)
        if self.visitors and statement.startswith("BEGIN"):
            self.visitors.pop()()
        self.fuse.burn()
        done = super().execute(statement, *values)
        self.fuse.burn()
        return done

    def executemany(self, statement: str, *values: Any) -> Any:
        self.fuse.burn()
        done = super().executemany(statement, *values)
        self.fuse.burn()
        return done


class LedgerDisk(sqlite3.Connection):
    """The province's, likewise."""

    fuse: Fuse

    def execute(self, statement: str, *values: Any) -> Any:
        if not _writes(statement):
            return super().execute(statement, *values)
        self.fuse.burn()
        done = super().execute(statement, *values)
        self.fuse.burn()
        return done


def desk_disk(image: "DeskDisk | None" = None) -> DeskDisk:
    """An empty disk, or one that holds what `image` does."""
    made = sql.connect(":memory:", factory=DeskDisk, isolation_level=None, check_same_thread=False)
    made.fuse, made.visitors = Fuse(), []
    if image is not None:
        image.backup(made)
    return made  # type: ignore[no-any-return]


def ledger_disk(image: "LedgerDisk | None" = None) -> LedgerDisk:
    """The province's, likewise."""
    made = sqlite3.connect(
        ":memory:", factory=LedgerDisk, isolation_level=None, check_same_thread=False
    )
    made.fuse = Fuse()
    if image is not None:
        image.backup(made)
    return made
