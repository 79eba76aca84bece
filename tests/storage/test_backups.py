"""A copy is whole or not there, whatever happens while it is made; so is a desk out of it."""

import shutil
from itertools import count
from pathlib import Path

import pytest

from app.bootstrap.new_desk import STANDS
from app.storage import backups
from app.storage.profile import paths_in
from tests.scenarios.desks import OK, TROUBLE, Desk, copies
from tests.storage.test_broken_off import FIRST, INIT, fill, is_empty_handed, killed_at


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with one dossier, and a copy of it in `usb` beside it."""
    desk = Desk(tmp_path_factory.mktemp("founded") / "profile")
    assert desk.run(*INIT).status == OK
    assert desk.receive(copies()) == [FIRST]
    assert desk.run("backup", "--to", str(desk.profile.with_name("usb"))).status == OK
    return desk


@pytest.fixture
def desk(founded: Desk, tmp_path: Path) -> Desk:
    return Desk(Path(shutil.copytree(founded.profile, tmp_path / "profile")))


def copies_in(folder: Path) -> list[Path]:
    """Everything under a copy's last name."""
    return sorted(folder.glob(f"*{backups.ENDING}")) if folder.is_dir() else []


def damage(desk: Desk) -> None:
    """The disk spoils the database."""
    database = paths_in(desk.profile).database
    raw = bytearray(database.read_bytes())
    raw[4096:12288] = bytes(8192)
    database.write_bytes(raw)


@pytest.mark.slow
def test_a_backup_killed_anywhere_leaves_whole_copies_only(desk: Desk, tmp_path: Path) -> None:
    usb, kills = tmp_path / "usb", 0
    for point in count():
        if not killed_at(point, desk, "backup", "--to", str(usb)):
            break
        kills += 1
        for file in copies_in(usb):
            backups.find(file)
    assert kills > 2
    again = desk.run("backup", "--to", str(usb), "--json")
    assert again.status == OK
    assert {one.suffix for one in usb.iterdir()} == {backups.ENDING}
    assert desk.run("check").status == OK


@pytest.mark.slow
def test_a_restore_killed_anywhere_is_done_again_or_stands(founded: Desk, tmp_path: Path) -> None:
    (copy,) = copies_in(founded.profile.with_name("usb"))
    words = ("restore", "--from", str(copy))
    restored = kills = 0
    for point in count():
        desk = Desk(Path(shutil.copytree(founded.profile, tmp_path / str(point) / "profile")))
        damage(desk)
        spoilt = paths_in(desk.profile).database.read_bytes()
        if not killed_at(point, desk, *words):
            break
        kills += 1
        again = desk.run(*words)
        assert again.status == OK or (again.status, again.err) == (TROUBLE, STANDS + "\n")
        restored += again.status == OK
        (code,) = desk.receive(copies())
        assert code.startswith("MC-03158-1b-")
        assert desk.show(FIRST)["code"] == FIRST
        assert is_empty_handed(paths_in(desk.profile))
        kept = [file.read_bytes() for file in desk.profile.glob("data/cu-*/motcua.db")]
        assert spoilt in kept
    assert kills > 4
    assert 0 < restored < kills


@pytest.mark.parametrize("free_kib", [0, 32, 90])
def test_a_full_stick_is_told_and_the_copy_before_stays(
    desk: Desk, small_disk: Path, free_kib: int
) -> None:
    assert desk.run("backup", "--to", str(small_disk)).status == OK
    (before,) = copies_in(small_disk)
    raw = before.read_bytes()
    fill(small_disk / "filler", small_disk, free_kib)
    full = desk.run("backup", "--to", str(small_disk))
    assert full.status == TROUBLE
    assert "đầy" in full.err
    assert {one.name for one in small_disk.iterdir()} == {before.name, "filler"}
    assert before.read_bytes() == raw
    assert desk.run("check").status == OK


def test_a_full_machine_keeps_what_it_has(founded: Desk, small_disk: Path) -> None:
    (copy,) = copies_in(founded.profile.with_name("usb"))
    desk = Desk(Path(shutil.copytree(founded.profile, small_disk / "profile")))
    damage(desk)
    spoilt = paths_in(desk.profile).database.read_bytes()
    fill(small_disk / "filler", small_disk, 100)
    full = desk.run("restore", "--from", str(copy))
    assert full.status == TROUBLE
    assert "đầy" in full.err
    assert paths_in(desk.profile).database.read_bytes() == spoilt
    (small_disk / "filler").unlink()
    assert desk.run("restore", "--from", str(copy)).status == OK


def test_a_damaged_desk_gives_no_copy_that_looks_good(desk: Desk, tmp_path: Path) -> None:
    database = paths_in(desk.profile).database
    raw = bytearray(database.read_bytes())
    raw[-2048 * 3 : -2048 * 2] = bytes(2048)
    database.write_bytes(raw)
    done = desk.run("backup", "--to", str(tmp_path / "usb"))
    assert done.status == TROUBLE
    assert not copies_in(tmp_path / "usb")
