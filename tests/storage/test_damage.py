"""A world that does not play along: each time a whole sentence, and the file as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sql

from app.domain.errors import Trouble
from app.storage import connection as house
from app.storage.connection import Connection, integrity, open_database, transaction
from app.storage.problems import DAMAGED, FULL, TOO_NEW, UNWRITABLE
from tests.storage.conftest import KEY, make_read_only, new_database

EVENT = "INSERT INTO event VALUES(?,?,?,?)"
PAGE = house.PAGE_SIZE


def filled(file: Path, rows: int = 400) -> bytes:
    """A closed file with some pages in it; its bytes."""
    connection = new_database(file)
    with transaction(connection):
        for number in range(rows):
            connection.execute(EVENT, (number, 0, bytes([number % 256]) * 300, b"hash"))
    connection.close()
    return file.read_bytes()


def flip(raw: bytes, place: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


def folder(file: Path) -> dict[str, bytes]:
    """What lasts: `-shm` is the readers' scratch pad, and an empty WAL says nothing."""
    files = {one.name: one.read_bytes() for one in file.parent.iterdir() if one.is_file()}
    return {name: raw for name, raw in files.items() if raw and not name.endswith("-shm")}


def read_all(file: Path) -> None:
    open_database(file, KEY).execute("SELECT * FROM event").fetchall()


def save(connection: Connection, number: int, size: int) -> None:
    with transaction(connection):
        connection.execute(EVENT, (number, 0, b"small", b"hash"))
        connection.execute(EVENT, (number + 1000, 0, bytes(size), b"hash"))


def save_until_full(connection: Connection) -> int:
    """How many saves went through before the first that did not."""
    for number in range(100):
        if refusal := _refused(connection, number):
            assert refusal == FULL
            return number
    return 100


def _refused(connection: Connection, number: int) -> str:
    try:
        save(connection, number, 30_000)
    except Trouble as trouble:
        return trouble.message
    return ""


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: raw[:100], id="cut in the first page"),
        pytest.param(lambda raw: raw[: PAGE * 3 + 7], id="cut in the middle of a page"),
        pytest.param(lambda raw: bytes(16) + raw[16:], id="the salt is gone"),
        pytest.param(lambda raw: flip(raw, 500), id="one bit of the first page"),
        pytest.param(lambda raw: b"SQLite format 3\0" + raw[16:], id="looks like a plain file"),
        pytest.param(lambda raw: "không phải cơ sở dữ liệu".encode() * 500, id="some other file"),
    ],
)
def test_a_damaged_file_stays_shut_and_as_it_is(
    file: Path, damage: Callable[[bytes], bytes]
) -> None:
    file.write_bytes(damage(filled(file)))
    before = folder(file)
    with pytest.raises(Trouble) as caught:
        read_all(file)
    assert caught.value.message == DAMAGED
    assert folder(file) == before


def test_another_key_opens_nothing_and_changes_nothing(file: Path) -> None:
    filled(file)
    before = folder(file)
    with pytest.raises(Trouble) as caught:
        open_database(file, bytes(32))
    assert caught.value.message == DAMAGED
    assert folder(file) == before


def test_a_plain_database_of_somebody_else_is_not_taken_over(file: Path) -> None:
    stranger = sql.connect(file)
    stranger.execute("CREATE TABLE theirs(value)")
    stranger.commit()
    stranger.close()
    before = folder(file)
    for create in (False, True):
        with pytest.raises(Trouble):
            open_database(file, KEY, create=create)
    assert folder(file) == before


def test_an_encrypted_file_of_another_program_is_not_taken_over(file: Path) -> None:
    connection = new_database(file)
    connection.execute("PRAGMA application_id = 7")
    connection.close()
    before = folder(file)
    with pytest.raises(Trouble, match="không mở được"):
        open_database(file, KEY, create=True)
    assert folder(file) == before


def test_a_damaged_page_in_the_middle_is_told_when_it_is_read(file: Path) -> None:
    raw = filled(file)
    file.write_bytes(flip(raw, len(raw) // 2))
    connection = open_database(file, KEY)
    with pytest.raises(Trouble) as caught:
        connection.execute("SELECT body FROM event").fetchall()
    assert caught.value.message == DAMAGED
    with pytest.raises(Trouble):
        list(connection.execute("SELECT body FROM event"))
    assert integrity(connection) == DAMAGED
    connection.close()
    again = open_database(file, KEY)  # the library shuts a connection that met a bad page
    assert again.execute("SELECT count(*) FROM mark").fetchone() == (0,)
    assert file.read_bytes() == flip(raw, len(raw) // 2)


def test_a_file_of_a_newer_format_stays_shut_and_as_it_is(file: Path) -> None:
    connection = new_database(file)
    connection.execute(f"PRAGMA user_version = {house.FORMAT + 1}")
    connection.close()
    before = folder(file)
    with pytest.raises(Trouble) as caught:
        open_database(file, KEY)
    assert caught.value.message == TOO_NEW
    assert folder(file) == before


def test_a_full_file_refuses_the_save_and_keeps_what_was_stored(connection: Connection) -> None:
    save(connection, 1, 10)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Trouble) as caught:
        save(connection, 2, 100_000)
    assert caught.value.message == FULL
    assert connection.execute("SELECT id FROM event").fetchall() == [(1,), (1001,)]
    connection.execute("PRAGMA max_page_count = 100000")
    save(connection, 2, 100_000)
    assert integrity(connection) == "ok"


def test_a_full_disk_refuses_the_save_and_keeps_what_was_stored(small_disk: Path) -> None:
    file = small_disk / "motcua.db"
    connection = new_database(file)
    stored = save_until_full(connection)
    assert 0 < stored < 100
    connection.close()
    again = open_database(file, KEY)
    assert again.execute("SELECT count(*) FROM event").fetchone() == (2 * stored,)
    assert integrity(again) == "ok"
    again.close()


def test_a_disk_that_takes_no_writing_is_told(small_disk: Path) -> None:
    file = small_disk / "motcua.db"
    filled(file, rows=5)
    make_read_only(small_disk)
    before = folder(file)
    with pytest.raises(Trouble) as caught:
        open_database(file, KEY)
    assert caught.value.message == UNWRITABLE
    with pytest.raises(Trouble, match="Không ghi được"):
        open_database(small_disk / "new.db", KEY, create=True)
    assert folder(file) == before
