"""A profile of its own for each test, cheap to guess at; a small disk where one can be had."""

import os
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import founding
from app.bootstrap.opening import OpenDesk
from app.domain.times import VN
from app.storage.connection import Connection, open_database
from app.storage.keys import Cost
from app.storage.migrations import migrate
from app.storage.profile import ProfilePaths, make_folders, paths_in

KEY = bytes(range(32))
CHEAP = Cost(memory_kib=8, passes=1)
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=VN)
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=VN)


def founded(folder: Path) -> OpenDesk:
    """A new desk for practice at Sín Thầu, open."""
    return founding.found_standalone(
        str(folder), commune="03158", desk=1, pin="246810", training=True, cost=CHEAP
    ).opened


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenDesk]:
    """A desk on a Friday morning."""
    monkeypatch.setenv("MOTCUA_NOW", FRIDAY.isoformat())
    made = founded(tmp_path)
    yield made
    made.close()


@pytest.fixture
def paths(tmp_path: Path) -> ProfilePaths:
    made = paths_in(tmp_path / "desk")
    make_folders(made)
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database of the test lies, or will lie."""
    return tmp_path / "motcua.db"


@pytest.fixture
def connection(file: Path) -> Iterator[Connection]:
    """An open database with its truth tables."""
    made = new_database(file)
    yield made
    made.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte: root only, and only where mounting is allowed."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or not _mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)):
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def new_database(file: Path) -> Connection:
    """Made, and brought up to date."""
    connection = open_database(file, KEY, create=True)
    migrate(connection)
    return connection


def make_read_only(disk: Path) -> None:
    """From now on nothing can be written to a small disk."""
    assert _mount("-o", "remount,ro", str(disk))


def _mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0
