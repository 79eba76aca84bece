"""A ledger that an older program wrote: everything that is true stays, nobody is told twice."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain import events as e
from app.wire.event import decode
from province.judge import judge
from province.ledger import Ledger
from province.oversight import device_rows
from province.projections import digest
from province.sqlite import create, open_file
from province.sqlite_schema import SCHEMA_VERSION
from tests.province.desks import NOW, Desk, Post

OLD = Path(__file__).parents[1] / "data" / "ledger_1.sql"


def as_written_before(file: Path, old: Path) -> None:
    """The rows of a ledger of today in the tables of the first version."""
    connection = sqlite3.connect(old)
    connection.executescript(OLD.read_text("utf-8"))
    connection.execute(f"ATTACH '{file}' AS now")
    for (table,) in connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall():
        columns = ", ".join(
            row[1] for row in connection.execute(f"PRAGMA main.table_info({table})").fetchall()
        )
        connection.execute(f"INSERT INTO main.{table} SELECT {columns} FROM now.{table}")
    connection.commit()
    connection.close()


def columns_and_indexes(file: Path) -> dict[str, list[object]]:
    connection = sqlite3.connect(file)
    names = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    found = {
        name: [
            *connection.execute(f"PRAGMA table_info({name})").fetchall(),
            *connection.execute(f"PRAGMA index_xinfo({name})").fetchall(),
        ]
        for (name,) in names
    }
    connection.close()
    return found


def installations_of(file: Path) -> list[tuple[int, int]]:
    """Of each event its place and that of its installation."""
    connection = sqlite3.connect(file)
    rows = connection.execute("SELECT depth, opened FROM event ORDER BY seq").fetchall()
    connection.close()
    assert len({opened for _, opened in rows}) > 1
    return rows


@pytest.fixture
def judged(ledger: Ledger, post: Post, desk: Desk) -> Ledger:
    """A ledger with a dossier and a verdict that its office knows."""
    desk.receive()
    desk.add(e.GivenBack(), 1)
    origin = decode(desk.bodies[0]).fact
    assert isinstance(origin, e.Installed)
    desk.add(replace(origin, cause="cloned", letter="b", parent=desk.hashes[-1].hex()))
    desk.add(e.ClockConfirmed(0))
    desk.send(post)
    judge(ledger, NOW)
    assert ledger.down.last("03158") == 1
    return ledger


def test_an_older_ledger_becomes_the_same_as_a_new_one(judged: Ledger, tmp_path: Path) -> None:
    rows = digest(judged.dossiers.all())
    as_written_before(tmp_path / "province.sqlite", tmp_path / "old")
    for _ in range(2):
        older = open_file(tmp_path / "old")
        judge(older, NOW)
        assert digest(older.dossiers.all()) == rows
        assert older.down.last("03158") == 1
        assert older.down.newest("03158", 84, 9) is not None
        assert [row["quarantined"] for row in device_rows(older)] == [1]
        older.close()
    create(tmp_path / "new", "11").close()
    assert installations_of(tmp_path / "old") == installations_of(tmp_path / "province.sqlite")
    assert columns_and_indexes(tmp_path / "old") == columns_and_indexes(tmp_path / "new")


def test_an_upgrade_is_whole_or_nothing(judged: Ledger, tmp_path: Path) -> None:
    judged.close()
    as_written_before(tmp_path / "province.sqlite", tmp_path / "old")
    connection = sqlite3.connect(tmp_path / "old")
    connection.execute("CREATE TABLE arrived (here INTEGER)")  # stands in the way of a late step
    connection.close()
    with pytest.raises(sqlite3.OperationalError):
        open_file(tmp_path / "old")
    connection = sqlite3.connect(tmp_path / "old")
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.execute("DROP TABLE arrived")
    connection.close()
    open_file(tmp_path / "old").close()
    connection = sqlite3.connect(tmp_path / "old")
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    connection.close()
