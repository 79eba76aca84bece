"""The SQLite ledger keeps the port's promises, and refuses files that are not one."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.errors import Trouble
from province.ledger import Ledger
from province.sqlite import create, open_file
from tests.province.ledger_suite import LedgerSuite


class TestSqliteLedger(LedgerSuite):
    """On a file."""

    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        made = create(tmp_path / "ledger.sqlite", "11")
        yield made
        made.close()

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], Ledger]:
        return lambda: open_file(tmp_path / "ledger.sqlite")


def test_who_writes_for_long_lets_others_in_between(tmp_path: Path) -> None:
    """As the judge does, over a year's events, while a desk's envelope waits."""
    create(tmp_path / "x", "11").close()
    begun = threading.Event()

    def judge() -> None:
        ledger = open_file(tmp_path / "x")
        for place in range(10):
            with ledger.transaction():
                begun.set()
                end = time.monotonic() + 0.1
                while time.monotonic() < end:
                    ledger.settings.put("judged", str(place))
        ledger.close()

    judging = threading.Thread(target=judge)
    judging.start()
    assert begun.wait(20)
    ledger = open_file(tmp_path / "x")
    with ledger.transaction():
        assert ledger.settings.get("judged") != "9"
    judging.join(20)
    assert ledger.settings.get("judged") == "9"
    ledger.close()


def test_a_missing_file_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="init"):
        open_file(tmp_path / "none.sqlite")


def test_a_file_of_something_else_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"not a database at all" * 100)
    with pytest.raises(Trouble, match="hỏng"):
        open_file(tmp_path / "x")
    sqlite3.connect(tmp_path / "empty").execute("CREATE TABLE x (y)").connection.close()
    with pytest.raises(Trouble, match="chưa phải"):
        open_file(tmp_path / "empty")


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    create(tmp_path / "x", "11").close()
    connection = sqlite3.connect(tmp_path / "x")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(Trouble, match="mới hơn"):
        open_file(tmp_path / "x")


def test_what_is_answered_is_synced_to_the_disk(tmp_path: Path) -> None:
    ledger = create(tmp_path / "x", "11")
    connection = ledger._connection
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    ledger.close()


def test_an_error_that_ended_the_transaction_itself_is_told_as_it_was(tmp_path: Path) -> None:
    """SQLite rolls back on its own for a full disk; nothing is left to undo then."""
    ledger = create(tmp_path / "x", "11")
    ledger._connection.execute(
        "CREATE TRIGGER full BEFORE INSERT ON setting BEGIN SELECT RAISE(ROLLBACK, 'full'); END"
    )
    with pytest.raises(sqlite3.IntegrityError, match="full"), ledger.transaction():
        ledger.settings.put("name", "value")
    ledger._connection.execute("DROP TRIGGER full")
    with ledger.transaction():
        ledger.settings.put("name", "value")
    assert ledger.settings.get("name") == "value"
    ledger.close()
