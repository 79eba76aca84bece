"""The process dies in the middle of its saves: what was acknowledged is there, nothing is half."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.errors import Trouble
from app.storage.connection import integrity, open_database
from tests.storage.conftest import KEY, new_database

WRITER = """
import sys
from pathlib import Path
from app.storage.connection import open_database, transaction
connection = open_database(Path(sys.argv[1]), bytes(range(32)))
(last,) = connection.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
while True:
    last += 1
    with transaction(connection):
        connection.execute("INSERT INTO event VALUES(?,?,?,?)", (last, last, bytes(700), b"hash"))
        connection.execute("INSERT INTO draft VALUES(?,?,?,?)", (str(last), "lan", "{}", last))
    print(last, flush=True)
"""


def killed_while_saving(file: Path, after: int) -> int:
    """Start saving, kill -9 after some answers; the last number that was answered."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    with writer.stdout as answers:
        for _ in range(after):
            answers.readline()
        writer.kill()
        writer.wait()
        whole = [line for line in answers if line.endswith("\n")]
    connection = open_database(file, KEY, readonly=True)
    (newest,) = connection.execute("SELECT max(id) FROM event").fetchone()
    connection.close()
    return int(whole[-1]) if whole else int(newest)


def test_acknowledged_saves_survive_kill_9_again_and_again(file: Path) -> None:
    new_database(file).close()
    dice = random.Random(2)
    for _ in range(5):
        answered = killed_while_saving(file, dice.randrange(1, 40))
        connection = open_database(file, KEY)
        (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
        assert answered <= events <= answered + 1
        halves = connection.execute(
            "SELECT count(*) FROM event LEFT JOIN draft ON draft.id = event.id "
            "WHERE draft.id IS NULL"
        ).fetchone()
        assert halves == (0,)
        assert integrity(connection) == "ok"
        connection.close()


def test_another_key_leaves_even_an_unfinished_file_as_it_is(file: Path) -> None:
    new_database(file).close()
    killed_while_saving(file, 20)
    before = unshared(file.parent)
    assert before["motcua.db-wal"]
    with pytest.raises(Trouble):
        open_database(file, bytes(32))
    assert unshared(file.parent) == before
    connection = open_database(file, KEY)
    assert integrity(connection) == "ok"


def unshared(folder: Path) -> dict[str, bytes]:
    """The files that last: `-shm` is only the readers' scratch pad."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if "-shm" not in one.name}
