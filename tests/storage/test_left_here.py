"""A file that a restore moves away gives what it holds behind the copy, as far as it reads."""

from pathlib import Path

import pytest

from app.bootstrap.backing_up import back_up
from app.bootstrap.opening import OpenDesk
from app.domain.events import ClockConfirmed
from app.storage import backups, left_here
from app.storage.connection import PAGE_SIZE, Connection, fold_in, integrity, open_database
from app.storage.journal import LAST
from app.storage.own_chain import verify_chain


@pytest.fixture
def copy(opened: OpenDesk, tmp_path: Path) -> Connection:
    """A copy taken out, and a desk that went on for two thousand events since."""
    saved = back_up(opened, tmp_path / "usb")
    with opened.journal.transaction() as writes:
        for number in range(2000):
            writes.append(ClockConfirmed(number), at=opened.desk.clock.now())
    fold_in(opened.connection)
    place = tmp_path / "taken.db"
    backups.bring(backups.find(Path(saved.file)), place)
    return open_database(place, opened.key)


def spoil(database: Path, page: int) -> None:
    """A page of nothing but noughts, numbered from 1."""
    with database.open("r+b") as raw:
        raw.seek((page - 1) * PAGE_SIZE)
        raw.write(bytes(PAGE_SIZE))


def head(connection: Connection) -> bytes:
    return bytes(connection.execute(LAST).fetchone()[1])


def test_damage_elsewhere_costs_no_event(opened: OpenDesk, copy: Connection) -> None:
    newest = head(opened.connection)
    (page,) = opened.connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name='dossier'"
    ).fetchone()
    opened.connection.close()
    spoil(opened.paths.database, page)
    assert left_here.set_on(copy, opened.paths.database, opened.key) >= 2000
    assert head(copy) == newest
    assert verify_chain(copy.execute) == integrity(copy) == "ok"
    assert left_here.set_on(copy, opened.paths.database, opened.key) == 0
    copy.close()


def test_damage_among_the_events_ends_them_there(opened: OpenDesk, copy: Connection) -> None:
    opened.connection.close()
    pages = opened.paths.database.stat().st_size // PAGE_SIZE
    spoil(opened.paths.database, pages - 20)
    assert 0 < left_here.set_on(copy, opened.paths.database, opened.key) < 2000
    assert verify_chain(copy.execute) == integrity(copy) == "ok"
    copy.close()


def test_another_key_or_no_file_gives_nothing(
    opened: OpenDesk, copy: Connection, tmp_path: Path
) -> None:
    before = head(copy)
    assert left_here.set_on(copy, opened.paths.database, bytes(32)) == 0
    assert left_here.set_on(copy, tmp_path / "none.db", opened.key) == 0
    assert head(copy) == before
    copy.close()
