"""What was saved after the last copy comes back out of the black box."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap import backing_up, founding, opening, restoring
from app.bootstrap.opening import OpenDesk
from app.domain import events as e
from app.domain.errors import Trouble
from app.storage import backups, installations
from app.storage.black_box import BlackBox
from app.storage.connection import Connection, open_database, transaction
from app.storage.journal import LAST
from app.storage.own_chain import verify_chain
from app.wire.event import encode
from tests.scenarios.desks import Desk, copies
from tests.storage.conftest import CHEAP, FRIDAY
from tests.storage.test_broken_off import INIT, fill

WRITER = """
import sys
from pathlib import Path
from app.storage.black_box import BlackBox
from app.storage.connection import open_database
key = bytes.fromhex(sys.argv[2])
connection = open_database(Path(sys.argv[1]), key, readonly=True)
box = BlackBox(Path(sys.argv[3]), key)
print("ready", flush=True)
while True:
    box.catch_up(connection, 0)
"""


def note(opened: OpenDesk) -> None:
    """One event more."""
    with opened.journal.transaction() as writes:
        writes.append(e.Advised("2.000815"), at=opened.desk.clock.now())


def head(opened: OpenDesk) -> tuple[int, bytes]:
    found = opened.connection.execute(LAST).fetchone()
    return int(found[0]), bytes(found[1])


def test_a_copy_and_the_box_beside_it_make_the_whole_desk(opened: OpenDesk, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    note(opened)
    saved = backing_up.back_up(opened, usb)
    copied, _ = head(opened)
    box = BlackBox(usb, opened.key)
    for _ in range(3):
        note(opened)
        assert box.catch_up(opened.connection, copied) >= 1
    assert box.catch_up(opened.connection, copied) == 0
    _, newest = head(opened)
    file = tmp_path / "taken"
    raw = Path(saved.file).read_bytes()
    file.write_bytes(raw)
    connection = new_copy(file, opened.key, tmp_path)
    assert box.set_on(connection) == 3
    assert bytes(connection.execute(LAST).fetchone()[1]) == newest
    assert verify_chain(connection.execute) == "ok"
    assert box.set_on(connection) == 0


def test_a_copy_elsewhere_leaves_no_hole_in_the_box(opened: OpenDesk, tmp_path: Path) -> None:
    """The stick was away while somebody copied to another place; it alone must do."""
    usb, elsewhere = tmp_path / "usb", tmp_path / "elsewhere"
    saved = backing_up.back_up(opened, usb)
    note(opened)
    backing_up.back_up(opened, elsewhere)
    assert not backing_up.is_fresh(opened.connection, usb)
    assert backing_up.is_fresh(opened.connection, elsewhere)
    note(opened)
    box = BlackBox(usb, opened.key)
    box.catch_up(opened.connection, backups.held_in(usb, opened.connection))
    connection = new_copy(Path(saved.file), opened.key, tmp_path)
    assert box.set_on(connection) >= 2
    assert bytes(connection.execute(LAST).fetchone()[1]) == head(opened)[1]
    connection.close()


def test_segments_of_another_branch_stay_whatever_is_copied(
    opened: OpenDesk, tmp_path: Path
) -> None:
    """They are in no copy of this machine."""
    usb = tmp_path / "usb"
    saved = backing_up.back_up(opened, usb)
    note(opened)
    box = BlackBox(usb, opened.key)
    box.catch_up(opened.connection, 0)
    (kept,) = (usb / "motcua-hop-den").rglob("*.mcx")
    other = new_copy(Path(saved.file), opened.key, tmp_path)
    for _ in range(2):
        with transaction(other):
            number, previous = other.execute(LAST).fetchone()
            body = encode(e.Event(FRIDAY, FRIDAY, "nhi", None, None, e.Advised("1.000001")))
            installations.append(other, number + 1, bytes(previous), body)
    box.catch_up(other, 0)
    box.forget(other, other.execute(LAST).fetchone()[0])
    other.close()
    assert list((usb / "motcua-hop-den").rglob("*.mcx")) == [kept]


def new_copy(file: Path, key: bytes, folder: Path) -> Connection:
    to = folder / "brought.db"
    backups.bring(backups.find(file), to)
    return open_database(to, key)


def test_a_full_stick_is_told_and_catches_up_when_there_is_room(
    opened: OpenDesk, small_disk: Path
) -> None:
    box = BlackBox(small_disk, opened.key)
    fill(small_disk / "filler", small_disk, 0)
    with pytest.raises(Trouble, match="đầy"):
        box.catch_up(opened.connection, 0)
    (small_disk / "filler").unlink()
    assert box.catch_up(opened.connection, 0) == head(opened)[0] & 0xFFFFFFFF


def test_another_key_or_a_changed_segment_brings_nothing(opened: OpenDesk, tmp_path: Path) -> None:
    box = BlackBox(tmp_path, opened.key)
    saved = backing_up.back_up(opened, tmp_path / "usb")
    copied, _ = head(opened)
    note(opened)
    box.catch_up(opened.connection, copied)
    (segment,) = tmp_path.rglob("*.mcx")
    assert b"2.000815" not in segment.read_bytes()
    raw = bytearray(segment.read_bytes())
    raw[40] ^= 1
    segment.write_bytes(raw)
    connection = new_copy(Path(saved.file), opened.key, tmp_path)
    assert box.set_on(connection) == 0
    assert BlackBox(tmp_path, bytes(32)).set_on(connection) == 0


@pytest.mark.slow
def test_killed_while_it_writes_it_leaves_whole_segments_and_goes_on(
    opened: OpenDesk, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    saved = backing_up.back_up(opened, usb)
    for turn in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(opened.paths.database), opened.key.hex(), str(usb)],
            stdout=subprocess.PIPE,
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        for _ in range(10 + turn):
            note(opened)
        writer.kill()
        writer.wait()
        writer.stdout.close()
    BlackBox(usb, opened.key).catch_up(opened.connection, 0)
    connection = new_copy(Path(saved.file), opened.key, tmp_path)
    BlackBox(usb, opened.key).set_on(connection)
    assert bytes(connection.execute(LAST).fetchone()[1]) == head(opened)[1]
    assert verify_chain(connection.execute) == "ok"


def test_restore_takes_the_last_copy_and_the_box_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_NOW", FRIDAY.isoformat())
    founded = founding.found_standalone(
        str(tmp_path / "desk"), commune="03158", desk=1, pin="246810", training=True, cost=CHEAP
    )
    usb = tmp_path / "usb"
    saved = backing_up.back_up(founded.opened, usb)
    for _ in range(5):
        note(founded.opened)
    BlackBox(usb, founded.opened.key).catch_up(
        founded.opened.connection, backups.held_in(usb, founded.opened.connection)
    )
    newest = head(founded.opened)[1]
    founded.opened.close()
    done = restoring.restore(
        str(tmp_path / "new"), Path(saved.file), "135790", answer=founded.recovery_text, cost=CHEAP
    )
    assert done.events > saved.events + 5
    new = opening.open_desk(str(tmp_path / "new"), None, "135790")
    hashes = {bytes(row[0]) for row in new.connection.execute("SELECT hash FROM event")}
    assert newest in hashes
    assert verify_chain(new.connection.execute) == "ok"
    new.close()


def test_commands_write_it_too_and_a_pulled_stick_fails_none(
    tmp_path: Path, small_disk: Path
) -> None:
    desk = Desk(tmp_path / "desk")
    assert desk.run(*INIT).status == 0
    (desk.profile / "settings.toml").write_text(f'backup_folder = "{small_disk}"\n', "utf-8")
    (code,) = desk.receive(copies())
    place = next(small_disk.glob("motcua-hop-den/*"))
    first = {file.name for file in place.iterdir()}
    assert first
    desk.feed("step", {"code": code, "action": "note", "reason": "đã gọi"})
    second = {file.name for file in place.iterdir()}
    assert first < second
    assert {file.partition("-")[0] for file in second} > {file.partition("-")[0] for file in first}
    (desk.profile / "settings.toml").write_text('backup_folder = "/nowhere/at/all"\n', "utf-8")
    assert len(desk.receive(copies())) == 1
