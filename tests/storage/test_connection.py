"""Opening, keys, pragmas, transactions: what is promised of every connection."""

import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sql

from app.domain.errors import Trouble
from app.storage import connection as house
from app.storage.connection import Connection, integrity, open_database, transaction
from tests.storage.conftest import KEY, new_database

EVENT = "INSERT INTO event VALUES(?,?,?,?)"


def pragma(connection: Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def count(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])


def test_every_connection_has_the_measured_settings(connection: Connection) -> None:
    assert pragma(connection, "cipher_page_size") == "2048"
    assert str(pragma(connection, "page_size")) == "2048"
    assert pragma(connection, "cache_size") == -64 * 1024
    assert pragma(connection, "journal_mode") == "wal"
    assert pragma(connection, "synchronous") == 2
    assert pragma(connection, "foreign_keys") == 1
    assert pragma(connection, "temp_store") == 2
    assert pragma(connection, "busy_timeout") == house.BUSY_MS
    assert pragma(connection, "application_id") == house.APPLICATION_ID


def test_nothing_typed_can_be_read_in_the_files(connection: Connection, file: Path) -> None:
    with transaction(connection):
        connection.execute(EVENT, (1, 0, b"Po My Xuyen 011190004217" * 40, b"h"))
    stored = b"".join(part.read_bytes() for part in file.parent.iterdir())
    assert b"SQLite format 3" not in stored
    assert b"Po My Xuyen" not in stored
    assert b"CREATE TABLE" not in stored


def test_a_committed_row_is_there_when_the_file_is_opened_again(file: Path) -> None:
    connection = new_database(file)
    with transaction(connection):
        connection.execute(EVENT, (1, 0, b"body", b"hash"))
    connection.close()
    assert count(open_database(file, KEY)) == 1


def test_a_missing_file_is_told_and_not_made(file: Path) -> None:
    with pytest.raises(Trouble, match="Không thấy tệp dữ liệu"):
        open_database(file, KEY)
    assert not file.exists()


@pytest.mark.parametrize("broken", [ZeroDivisionError, KeyboardInterrupt])
def test_a_transaction_that_fails_leaves_nothing(
    connection: Connection, broken: type[BaseException]
) -> None:
    def save() -> None:
        with transaction(connection):
            connection.execute(EVENT, (1, 0, b"body", b"hash"))
            raise broken

    with pytest.raises(broken):
        save()
    assert count(connection) == 0
    assert not connection.in_transaction


def test_a_broken_constraint_is_a_bug_and_no_trouble(connection: Connection) -> None:
    with pytest.raises(sql.IntegrityError), transaction(connection):
        connection.execute(EVENT, (1, 0, None, b"hash"))
    assert count(connection) == 0


def test_wrong_sql_is_a_bug_and_no_trouble(connection: Connection) -> None:
    with pytest.raises(sql.OperationalError):
        connection.execute("SELECT nothing FROM nowhere")


def test_reading_only_refuses_to_write_and_changes_nothing(file: Path) -> None:
    new_database(file).close()
    before = file.read_bytes()
    reader = open_database(file, KEY, readonly=True)
    assert count(reader) == 0
    with pytest.raises(Trouble, match="Không ghi được"):
        reader.execute(EVENT, (1, 0, b"body", b"hash"))
    reader.close()
    assert file.read_bytes() == before


def test_a_reader_sees_what_another_connection_committed(
    connection: Connection, file: Path
) -> None:
    reader = open_database(file, KEY, readonly=True)
    with transaction(connection):
        connection.execute(EVENT, (1, 0, b"body", b"hash"))
        assert count(reader) == 0
    assert count(reader) == 1


def test_the_data_version_tells_the_window_of_a_command_beside_it(
    connection: Connection, file: Path
) -> None:
    before = pragma(connection, "data_version")
    beside = open_database(file, KEY)
    with transaction(beside):
        beside.execute(EVENT, (1, 0, b"body", b"hash"))
    assert pragma(connection, "data_version") != before


def test_a_connection_may_move_to_its_work_thread(connection: Connection) -> None:
    counted: list[int] = []
    thread = threading.Thread(target=lambda: counted.append(count(connection)))
    thread.start()
    thread.join()
    assert counted == [0]


def test_a_writer_that_holds_the_file_too_long_is_told(
    connection: Connection, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "BUSY_MS", 20)
    beside = open_database(file, KEY)
    with transaction(connection):
        with pytest.raises(Trouble, match="đang bị chương trình khác giữ"), transaction(beside):
            pass
        assert count(beside) == 0  # reading goes on all the same


def test_a_sound_file_is_ok(connection: Connection) -> None:
    with transaction(connection):
        connection.executemany(EVENT, [(n, 0, b"body" * 50, b"h") for n in range(200)])
    assert integrity(connection) == "ok"


def test_two_processes_write_in_turns_and_lose_nothing(file: Path) -> None:
    connection = new_database(file)
    writer = f"""
import sys
from pathlib import Path
from app.storage.connection import open_database, transaction
connection = open_database(Path({str(file)!r}), bytes(range(32)))
for _ in range(100):
    with transaction(connection):
        (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
        connection.execute({EVENT!r}, (last + 1, int(sys.argv[1]), b"body", b"hash"))
"""
    both = [subprocess.Popen([sys.executable, "-c", writer, who]) for who in ("1", "2")]
    assert [one.wait(30) for one in both] == [0, 0]
    written = connection.execute("SELECT dossier, count(*) FROM event GROUP BY 1").fetchall()
    assert written == [(1, 100), (2, 100)]
    assert connection.execute("SELECT max(id) FROM event").fetchone() == (200,)


def test_a_wrong_key_says_nothing_on_standard_error(file: Path) -> None:
    new_database(file).close()
    attempt = f"""
from pathlib import Path
from app.domain.errors import Trouble
from app.storage.connection import open_database
try:
    open_database(Path({str(file)!r}), bytes(32))
except Trouble as trouble:
    print(trouble.message)
"""
    done = subprocess.run(
        [sys.executable, "-c", attempt], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert done.stdout.startswith("Tệp dữ liệu hỏng hoặc không mở được")


def test_only_one_place_imports_the_libraries() -> None:
    app = Path(house.__file__).parents[1]
    wanted = re.compile(r"^\s*(?:import|from) (?:sqlcipher3|sqlite3)", re.MULTILINE)
    found = {file.stem for file in app.rglob("*.py") if wanted.search(file.read_text("utf-8"))}
    assert found == {"connection", "problems"}
