"""A commune without any line: sticks there and back, late, twice, half, torn and mixed up."""

import json
import shutil
from pathlib import Path

import pytest

from tests.province.servers import Home, found_home
from tests.scenarios.desks import OK, REFUSED, TROUBLE, USAGE, Desk, copies, owned


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


def enrolled(home: Home, folder: Path, commune: str = "03158") -> Desk:
    """A desk that has no server's address."""
    desk = Desk(folder)
    file, code = folder.with_suffix(".motcua"), folder.with_suffix(".code")
    home.json(
        "enrol", "--commune", commune, "--desk", "1", "--out", str(file), "--code-out", str(code)
    )
    assert desk.run("enrol", str(file), "--code-file", str(code)).status == OK
    return desk


@pytest.fixture
def desk(home: Home, tmp_path: Path) -> Desk:
    return enrolled(home, tmp_path / "desk")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def out(desk: Desk, stick: Path) -> dict[str, object]:
    done = desk.run("exchange", "--usb", str(stick), "--out", "--json")
    assert done.status == OK, done.err
    return done.object


def back(desk: Desk, stick: Path) -> dict[str, object]:
    return desk.run("exchange", "--usb", str(stick), "--in", "--json").object


def taken(home: Home, stick: Path, answers: Path | None = None) -> list[dict[str, object]]:
    """What the province says of each file."""
    done = home.run("usb", "--in", str(stick), "--out", str(answers or stick), "--json")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_week_goes_by_stick_and_counts_as_sent_when_the_answer_is_back(
    home: Home, desk: Desk, stick: Path
) -> None:
    desk.receive(copies(), owned(name="Lò Văn Ướt"))
    written = out(desk, stick)
    assert written["state"] == "complete"
    assert desk.status()["unsent_dossiers"] == 2
    (row,) = taken(home, stick)
    assert (row["device"], row["result"], row["stored"]) == (
        "11-0001",
        "stored",
        written["sent_events"],
    )
    assert len(home.export()) == 2
    answer = back(desk, stick)
    assert (answer["state"], answer["stored"]) == ("complete", written["sent_events"])
    assert desk.status()["unsent_events"] == 0
    assert desk.run("check").status == OK


def test_nobody_reads_a_stick_that_was_lost(desk: Desk, stick: Path) -> None:
    desk.receive(owned(name="Lò Văn Ướt"))
    out(desk, stick)
    (file,) = stick.iterdir()
    raw = file.read_bytes()
    assert all(word not in raw for word in ("Lò Văn Ướt".encode(), b"011090000007", b"MC1E"))


def test_twice_late_and_after_newer_ones_changes_nothing(
    home: Home, desk: Desk, stick: Path, tmp_path: Path
) -> None:
    desk.receive(copies())
    out(desk, stick)
    early = shutil.copytree(stick, tmp_path / "early")
    taken(home, early)
    desk.receive(copies(), copies())
    out(desk, stick)
    assert len(list(stick.iterdir())) == 1  # the new file holds all that the old one did
    for folder in (stick, stick, early):
        assert [row["result"] for row in taken(home, folder)] == ["stored"]
    assert len(home.export()) == 3
    for folder in (stick, early, stick):
        back(desk, folder)
    assert desk.status()["unsent_events"] == 0


def test_half_a_file_or_an_altered_one_is_told_and_stops_nothing(
    home: Home, desk: Desk, stick: Path, tmp_path: Path
) -> None:
    other = enrolled(home, tmp_path / "other", "03160")
    for one in (desk, other):
        one.receive(copies())
        out(one, stick)
    mine, theirs = sorted(stick.iterdir())
    whole = mine.read_bytes()
    for broken in (whole[:-9], whole[:7], b"", whole[:-1] + bytes([whole[-1] ^ 1])):
        mine.write_bytes(broken)
        rows = {row["file"]: row for row in taken(home, stick, tmp_path / "answers")}
        assert rows[mine.name]["result"] == "unreadable"
        assert "hãy ghi lại" in str(rows[mine.name]["message"])
        assert rows[theirs.name]["result"] == "stored"
    assert len(home.export()) == 1
    assert back(other, tmp_path / "answers")["state"] == "complete"
    answer = next((tmp_path / "answers").iterdir())
    answer.write_bytes(answer.read_bytes()[:-3])
    again = other.run("exchange", "--usb", str(tmp_path / "answers"), "--in", "--json")
    assert (again.status, again.object["state"]) == (TROUBLE, "partial")
    assert "tệp hỏng" in again.object["message"]


def test_a_stick_of_a_newer_program_is_no_broken_one(
    home: Home, desk: Desk, stick: Path, tmp_path: Path
) -> None:
    desk.receive(copies())
    out(desk, stick)
    (file,) = stick.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"MC1U", b"MC2U", 1))
    (row,) = taken(home, stick, tmp_path / "answers")
    assert (row["result"], "cập nhật chương trình của tỉnh" in str(row["message"])) == (
        "newer_program",
        True,
    )
    file.write_bytes(whole)
    taken(home, stick, tmp_path / "answers")
    (answer,) = (tmp_path / "answers").iterdir()
    answer.write_bytes(answer.read_bytes().replace(b"MC1U", b"MC2U", 1))
    read = desk.run("exchange", "--usb", str(tmp_path / "answers"), "--in", "--json")
    assert (read.status, read.object["state"]) == (TROUBLE, "partial")
    assert "cập nhật Một Cửa ở máy này" in read.object["message"]
    assert "tệp hỏng" not in read.object["message"]


def test_the_wrong_stick_is_left_alone(home: Home, desk: Desk, stick: Path, tmp_path: Path) -> None:
    other = enrolled(home, tmp_path / "other", "03160")
    other.receive(copies())
    out(other, stick)
    taken(home, stick)
    before = sorted(file.name for file in stick.iterdir())
    answer = back(desk, stick)
    assert answer["state"] == "partial"
    assert "không có trả lời nào của tỉnh cho máy này" in str(answer["message"])
    assert "máy khác để nguyên" in str(answer["message"])
    out(desk, stick)
    assert set(before) < {file.name for file in stick.iterdir()}


def test_a_province_that_lost_the_beginning_says_so_and_gets_it_with_the_next_stick(
    home: Home, desk: Desk, stick: Path, tmp_path: Path
) -> None:
    database = home.folder / "province.sqlite"
    backup = tmp_path / "backup"
    backup.mkdir()
    for file in home.folder.glob(f"{database.name}*"):
        shutil.copy(file, backup)
    desk.receive(copies())
    out(desk, stick)
    taken(home, stick)
    back(desk, stick)
    for file in home.folder.glob(f"{database.name}*"):
        file.unlink()
    for file in backup.iterdir():
        shutil.copy(file, home.folder)
    desk.receive(copies())
    out(desk, stick)
    done = home.run("usb", "--in", str(stick), "--out", str(stick), "--json")
    assert done.returncode == REFUSED
    assert json.loads(done.stdout)["result"] == "unknown_parent"
    back(desk, stick)
    assert desk.status()["unsent_dossiers"] == 2
    out(desk, stick)
    assert [row["result"] for row in taken(home, stick)] == ["stored"]
    assert len(home.export()) == 2


def test_the_new_catalogue_comes_by_stick(home: Home, desk: Desk, stick: Path) -> None:
    before = desk.status()["catalogue_version"]
    delivered = home.folder / "catalogue"
    shutil.copytree(Path("resources") / "catalogue", delivered)
    home.json("catalogue", "publish", str(delivered))
    out(desk, stick)
    taken(home, stick)
    assert back(desk, stick)["state"] == "complete"
    assert desk.status()["catalogue_version"] != before


def test_a_full_or_missing_stick_is_told_and_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.receive(copies())
    blocked = tmp_path / "file"
    blocked.write_text("x")
    done = desk.run("exchange", "--usb", str(blocked), "--out")
    assert done.status == TROUBLE
    assert "cắm lại USB" in done.err
    missing = desk.run("exchange", "--usb", str(tmp_path / "gone"), "--in")
    assert missing.status == TROUBLE
    assert desk.run("exchange", "--usb", str(tmp_path)).status == USAGE
    assert desk.run("exchange", "--out").status == USAGE
    assert desk.status()["unsent_dossiers"] == 1
