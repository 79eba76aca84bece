"""A power cut while the WAL is folded in tears pages that the WAL still holds whole."""

import shutil
from pathlib import Path

import pytest

from app.domain.errors import Trouble
from app.storage.connection import (
    fold_in,
    integrity,
    open_database,
    require_sound,
    transaction,
)
from tests.storage.conftest import KEY, new_database

PAGE = 2048


def torn(folder: Path) -> Path:
    """A file of which every page that was being folded in is half the old and half the new one."""
    file = folder / "motcua.db"
    connection = new_database(file)
    fold_in(connection)
    with transaction(connection):
        for number in range(40):
            connection.execute("INSERT INTO event VALUES(?,?,?,?)", (number, 0, bytes(700), b"h"))
    before = file.read_bytes()
    wal = shutil.copy(f"{file}-wal", folder / "wal")
    fold_in(connection)
    connection.close()
    after = file.read_bytes()
    old = before + bytes(len(after) - len(before))
    halves = (
        old[at : at + PAGE // 2] + after[at + PAGE // 2 : at + PAGE]
        for at in range(PAGE, len(after), PAGE)
    )
    file.write_bytes(old[:PAGE] + b"".join(halves))
    shutil.copy(wal, f"{file}-wal")
    return file


def test_a_fold_that_the_power_cut_is_no_damage(tmp_path: Path) -> None:
    connection = open_database(torn(tmp_path), KEY)
    assert connection.execute("SELECT count(*) FROM event").fetchone() == (40,)
    require_sound(connection)
    assert integrity(connection) == "ok"
    connection.close()


def test_without_the_wal_the_same_file_is_damaged(tmp_path: Path) -> None:
    file = torn(tmp_path)
    Path(f"{file}-wal").unlink()
    connection = open_database(file, KEY)
    with pytest.raises(Trouble):
        require_sound(connection)
    connection.close()
