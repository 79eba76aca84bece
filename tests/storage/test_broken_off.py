"""Making a desk is broken off by a kill or a full disk: the same command again goes on."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from app.bootstrap.new_desk import STANDS
from app.storage.profile import ProfilePaths, paths_in
from tests import warm
from tests.province.servers import Home, found_home
from tests.scenarios.desks import NOW, OK, PIN, TROUBLE, Desk, copies

FIRST = "MC-03158-1-261120-0001"
INIT = ("init", "--standalone", "--commune", "03158", "--training")


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return found_home(tmp_path_factory.mktemp("province"))


def answer_to(desk: Desk, number: int, province: Home) -> Path:
    """The province's file for this machine's request."""
    request, file = desk.profile.parent / "request", desk.profile.parent / "answer.motcua"
    assert desk.run("enrol", "--request", str(request)).status == OK
    province.json(
        "enrol", "--commune", "03158", "--desk", str(number), "--request", str(request),
        "--out", str(file),
    )  # fmt: skip
    return file


def killed_at(point: int, desk: Desk, *words: str) -> bool:
    """Run a command that dies at a step to the disk; False where it ended before that."""
    done = warm.run(
        "tests.storage.dying",
        [str(point), "--profile", str(desk.profile), *words],
        b"",
        {**os.environ, "MOTCUA_PIN": PIN, "MOTCUA_NOW": NOW},
        120,
    )
    assert done.returncode in (OK, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != OK


def every_kill(template: Path, folder: Path, *words: str) -> Iterator[Desk]:
    """A copy of the profile for each step of the command, in which it was killed there."""
    for point in count():
        desk = Desk(folder / str(point) / "profile")
        desk.profile.parent.mkdir()
        if template.exists():
            shutil.copytree(template, desk.profile)
        if not killed_at(point, desk, *words):
            return
        yield desk


def paths_of(desk: Desk) -> ProfilePaths:
    return paths_in(desk.profile)


def is_empty_handed(paths: ProfilePaths) -> bool:
    """Nothing of a founding is left over."""
    return not list(paths.data.glob("founding*"))


@pytest.mark.slow
def test_init_killed_anywhere_is_done_again_or_stands_with_its_sheet(tmp_path: Path) -> None:
    founded = 0
    for desk in every_kill(tmp_path / "none", tmp_path, *INIT):
        again = desk.run(*INIT)
        assert again.status == OK or (again.status, again.err) == (TROUBLE, STANDS + "\n")
        founded += again.status == OK
        assert (desk.profile / "recovery.pdf").stat().st_size > 0
        assert desk.receive(copies()) == [FIRST]
        assert is_empty_handed(paths_of(desk))
    assert founded > 5


@pytest.mark.slow
def test_enrol_killed_anywhere_goes_on_and_answers_the_same(tmp_path: Path, province: Home) -> None:
    asked = Desk(tmp_path / "asked")
    file = answer_to(asked, 1, province)
    kills = 0
    for desk in every_kill(asked.profile, tmp_path, "enrol", str(file)):
        for _ in range(2):
            done = desk.run("enrol", str(file), "--json")
            assert done.status == OK, done.err
            assert done.object | {"device": None} == {
                "device": None, "commune": "03158", "desk": 1, "user": "giamdoc",
            }  # fmt: skip
        paths = paths_of(desk)
        assert is_empty_handed(paths)
        assert not paths.pending.exists()
        assert paths.root.exists()
        kills += 1
    assert kills > 5
    assert desk.receive(copies()) == [FIRST]


@pytest.mark.slow
def test_joining_killed_anywhere_goes_on_and_keeps_every_dossier(
    tmp_path: Path, province: Home
) -> None:
    alone = Desk(tmp_path / "alone")
    assert alone.run(*INIT).status == OK
    (code,) = alone.receive(copies())
    sheet = recovery_of(alone)
    file = answer_to(alone, 2, province)
    kills = 0
    for desk in every_kill(alone.profile, tmp_path, "enrol", str(file)):
        joined = desk.status()["device"] is not None  # opening alone makes the rest good
        assert (recovery_of(desk) != sheet) == paths_of(desk).root.exists() == joined
        done = desk.run("enrol", str(file), "--json")
        assert (done.status, done.object["desk"]) == (OK, 2)
        assert recovery_of(desk) != sheet
        assert paths_of(desk).root.exists()
        assert desk.show(code)["code"] == code
        kills += 1
    assert kills > 2


def recovery_of(desk: Desk) -> str:
    """Who may open copies of the data."""
    return str(json.loads(paths_of(desk).keys.read_text("utf-8"))["recovery_public"])


@pytest.mark.slow
@pytest.mark.parametrize("free_kib", [0, 16, 100, 150, 180, 230, 300])
def test_a_full_disk_leaves_nothing_that_blocks(small_disk: Path, free_kib: int) -> None:
    desk, filler = Desk(small_disk / "profile"), small_disk / "filler"
    fill(filler, small_disk, free_kib)
    full = desk.run(*INIT)
    assert full.status in (OK, TROUBLE), full.err
    assert full.status == OK or "đĩa" in full.err or "Không tạo được" in full.err
    filler.unlink()
    again = desk.run(*INIT)
    assert again.status == OK or (again.status, again.err) == (TROUBLE, STANDS + "\n")
    assert desk.receive(copies()) == [FIRST]


def fill(filler: Path, disk: Path, free_kib: int) -> None:
    """Leave so much room and no more."""
    with filler.open("wb") as file:
        room = os.statvfs(disk)
        file.write(bytes(room.f_bavail * room.f_bsize - free_kib * 1024))


def test_a_desk_whose_keys_are_lost_is_never_written_over(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "profile")
    assert desk.run(*INIT).status == OK
    paths = paths_of(desk)
    before = paths.database.read_bytes()
    paths.keys.unlink()
    again = desk.run(*INIT)
    assert again.status == TROUBLE
    assert "keys.json" in again.err
    assert paths.database.read_bytes() == before


def test_a_sheet_that_cannot_be_written_founds_nothing(tmp_path: Path) -> None:
    desk, blocked = Desk(tmp_path / "profile"), tmp_path / "file"
    blocked.write_bytes(b"")
    done = desk.run(*INIT, "--sheet", str(blocked / "phieu.pdf"))
    assert done.status == TROUBLE
    assert "phiếu khôi phục" in done.err
    assert not paths_of(desk).keys.exists()
    assert desk.run(*INIT).status == OK
