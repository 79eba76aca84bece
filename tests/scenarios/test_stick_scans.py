"""Scans by stick there and back: late, twice, pulled, torn, altered, and past the line."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.wire import scan_stick
from tests.province.scan_ends import stored_files
from tests.province.servers import Home, found_home
from tests.scenarios.desks import NOW, OK, PIN, REFUSED, TROUBLE, Desk, copies
from tests.scenarios.noise import with_noise
from tests.scenarios.test_sticks import enrolled, out

Rows = dict[str, str]
LATER = "2026-11-20T09:10:00+07:00"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


@pytest.fixture
def desk(home: Home, tmp_path: Path) -> Desk:
    return enrolled(home, tmp_path / "desk")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def code(desk: Desk) -> str:
    (code,) = desk.receive(copies())
    return code


def back(desk: Desk, stick: Path) -> dict[str, Any]:
    return desk.run("exchange", "--usb", str(stick), "--in", "--json").object


def taken(home: Home, stick: Path, answers: Path | None = None) -> Rows:
    """What the province says of each scan and list, by the file."""
    done = home.run("usb", "--in", str(stick), "--out", str(answers or stick), "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    found = {row["file"].split(".")[0]: row["result"] for row in rows if "stored" not in row}
    good = {"scan_stored", "scan_known", "stored"}
    assert done.returncode == (OK if {row["result"] for row in rows} <= good else REFUSED)
    return found


def lying(stick: Path) -> dict[str, Path]:
    """The scans on a stick."""
    return {file.stem: file for file in (stick / scan_stick.FOLDER).glob("*/*.mcs")}


def test_scans_go_with_the_records_and_are_sent_when_the_receipts_are_back(
    home: Home, desk: Desk, code: str, stick: Path
) -> None:
    digests = [with_noise(desk, code, size) for size in (30_000, 900_000)]
    written = out(desk, stick)
    assert (written["sent_scans"], written["unsent_scans"]) == (2, 2)
    assert "Kèm 2 bản quét (0,9 MB)" in str(written["message"])
    assert lying(stick).keys() == set(digests)
    assert taken(home, stick) == dict.fromkeys(digests, "scan_stored")
    held = {file.name: file.read_bytes() for file in (desk.profile / "data/scans").glob("*/*")}
    assert stored_files(home) == held
    answer = back(desk, stick)
    assert (answer["state"], answer["sent_scans"], answer["unsent_scans"]) == ("complete", 2, 0)
    assert "Đã gửi 2 bản quét" in answer["message"]
    assert home.json("scans", "--check") == {"whole": 2, "lost": 0}
    assert back(desk, stick)["sent_scans"] == 0
    out(desk, stick)
    assert lying(stick) == {}  # what the province has needs no room any more
    assert not list(stick.glob("*.mcl"))


def test_a_stick_that_never_comes_back_changes_nothing_and_the_next_one_carries_all_again(
    home: Home, desk: Desk, code: str, stick: Path, tmp_path: Path
) -> None:
    digest = with_noise(desk, code, 20_000)
    out(desk, stick)
    later = tmp_path / "later"
    assert out(desk, later)["sent_scans"] == 1
    assert taken(home, later) == {digest: "scan_stored"}
    assert desk.run("exchange", "--usb", str(stick), "--in").status == TROUBLE
    assert back(desk, later)["sent_scans"] == 1
    assert taken(home, stick) == {digest: "scan_known"}  # the first one turns up after all
    answer = back(desk, stick)
    assert (answer["sent_scans"], answer["unsent_scans"], answer["state"]) == (0, 0, "complete")
    assert stored_files(home).keys() == {digest}


def test_what_is_wrong_with_one_scan_is_told_of_it_and_stops_no_other(
    home: Home, desk: Desk, code: str, stick: Path
) -> None:
    names = ("good", "torn", "altered", "longer", "missing", "half")
    digests = {name: with_noise(desk, code, 5_000 + place) for place, name in enumerate(names)}
    out(desk, stick)
    files = {name: lying(stick)[digest] for name, digest in digests.items()}
    raws = {name: file.read_bytes() for name, file in files.items()}
    files["torn"].write_bytes(raws["torn"][:-1])
    files["altered"].write_bytes(raws["altered"][:-1] + bytes([raws["altered"][-1] ^ 1]))
    files["longer"].write_bytes(raws["longer"] + b"x")
    files["missing"].unlink()
    files["half"].rename(files["half"].with_name(files["half"].name + ".part"))
    (files["good"].parent / f"{'0' * 64}.mcs").write_bytes(b"of nobody")
    assert taken(home, stick) == {
        digests["good"]: "scan_stored",
        digests["torn"]: "scan_torn",
        digests["altered"]: "scan_altered",
        digests["longer"]: "scan_altered",
        digests["missing"]: "scan_missing",
        digests["half"]: "scan_missing",
        "0" * 64: "scan_unlisted",
    }
    assert stored_files(home) == {digests["good"]: raws["good"]}
    answer = back(desk, stick)
    assert (answer["sent_scans"], answer["unsent_scans"]) == (1, 5)
    out(desk, stick)
    again = dict.fromkeys([digests[name] for name in names[1:]], "scan_stored")
    assert taken(home, stick) == again
    assert back(desk, stick)["unsent_scans"] == 0


def test_an_altered_list_a_strangers_and_a_revoked_machines_are_told_as_that(
    home: Home, desk: Desk, code: str, stick: Path, tmp_path: Path
) -> None:
    digest = with_noise(desk, code, 5_000)
    out(desk, stick)
    (file,) = stick.glob("*.mcl")
    raw, answers = file.read_bytes(), tmp_path / "answers"
    file.write_bytes(raw[:20] + bytes([raw[20] ^ 1]) + raw[21:])
    assert taken(home, stick, answers)[file.stem] == "list_broken"
    file.write_bytes(raw[:-7])
    assert taken(home, stick, answers)[file.stem] == "list_broken"
    file.write_bytes(raw.replace(b"MC1L", b"MC2L", 1))
    assert taken(home, stick, answers)[file.stem] == "newer_program"
    file.write_bytes(raw)
    stranger = found_home(tmp_path / "stranger")
    assert taken(stranger, stick, answers) == {file.stem: "list_foreign"}
    assert home.run("revoke", "11-0001").returncode == OK
    assert taken(home, stick, answers) == {file.stem: "list_revoked"}
    assert digest not in stored_files(home)
    assert not list(answers.glob("*.mcr"))


def test_a_stick_with_scans_of_another_commune_gives_each_its_own_receipts(
    home: Home, desk: Desk, code: str, stick: Path, tmp_path: Path
) -> None:
    other = enrolled(home, tmp_path / "other", "03160")
    (theirs,) = other.receive(copies())
    for one, its_code in ((desk, code), (other, theirs)):
        with_noise(one, its_code, 5_000)
        out(one, stick)
    assert len(lying(stick)) == 2
    assert set(taken(home, stick).values()) == {"scan_stored"}
    for one in (desk, other):
        answer = back(one, stick)
        assert (answer["sent_scans"], answer["unsent_scans"]) == (1, 0)


def test_two_province_desks_and_the_same_stick_twice_give_the_same_receipts(
    home: Home, desk: Desk, code: str, stick: Path, tmp_path: Path
) -> None:
    digest = with_noise(desk, code, 3_000_000)
    out(desk, stick)
    command = [sys.executable, "-m", "province", "--db", home.db, "--home", str(home.folder)]
    words = ("usb", "--in", str(stick), "--out")
    both = [
        subprocess.Popen([*command, *words, str(tmp_path / name)], stdout=subprocess.DEVNULL)
        for name in ("one", "two")
    ]
    assert [one.wait(60) for one in both] == [OK, OK]
    assert taken(home, stick, tmp_path / "three") == {digest: "scan_known"}
    assert home.json("scans", "--check") == {"whole": 1, "lost": 0}
    counted = [back(desk, tmp_path / name)["sent_scans"] for name in ("one", "two", "three")]
    assert counted == [1, 0, 0]


def test_what_the_line_has_brought_half_is_not_brought_again_by_the_stick(
    home: Home, stick: Path, tmp_path: Path
) -> None:
    with home.serving() as server:
        desk, file, code_file = Desk(tmp_path / "desk"), tmp_path / "a.motcua", tmp_path / "code"
        home.json(
            "enrol", "--commune", "03158", "--desk", "1", "--out", str(file), "--code-out",
            str(code_file), "--server", f"http://127.0.0.1:{server.port}",
        )  # fmt: skip
        assert desk.run("enrol", str(file), "--code-file", str(code_file)).status == OK
        (desk.profile / "settings.toml").write_text("scan_megabytes = 1\n")
        (code,) = desk.receive(copies())
        digests = [with_noise(desk, code, 2_500_000), with_noise(desk, code, 400_000, LATER)]
        assert desk.run("exchange", "--json").object["unsent_scans"] == 2
        (part,) = (home.folder / "scans").glob("*/*/*.part")
        size = part.stat().st_size
        assert 900_000 < size < 1_100_000
        out(desk, stick)
        lie = lying(stick)[digests[0]]
        raw = lie.read_bytes()
        lie.write_bytes(
            bytes(500_000) + raw[500_000:]
        )  # what is here already is not believed twice
        assert taken(home, stick)[digests[0]] == "scan_altered"
        lie.write_bytes(raw)
        assert taken(home, stick) == {digests[0]: "scan_stored", digests[1]: "scan_known"}
        (desk.profile / "settings.toml").write_text("scan_megabytes = 9\n")
        assert desk.run("exchange", "--json").object["sent_scans"] == 2  # the line is quicker
        assert back(desk, stick)["sent_scans"] == 0
        assert stored_files(home).keys() == set(digests)


def test_pulled_half_way_the_records_are_there_and_the_scans_are_told_as_missing(
    home: Home, desk: Desk, code: str, stick: Path, tmp_path: Path
) -> None:
    digests = [with_noise(desk, code, 40_000_000) for _ in range(2)]
    environment = {**os.environ, "MOTCUA_NOW": NOW, "MOTCUA_PIN": PIN}
    words = ("--profile", str(desk.profile), "exchange", "--usb", str(stick), "--out")
    writing = subprocess.Popen([sys.executable, "-m", "app", *words], env=environment)
    while not lying(stick):
        assert writing.poll() is None
    writing.send_signal(signal.SIGKILL)
    writing.wait(20)
    rows = taken(home, stick, tmp_path / "answers")
    assert sorted(rows) == sorted(digests)
    assert sorted(rows.values()) == ["scan_missing", "scan_stored"]
    answer = back(desk, tmp_path / "answers")
    assert (answer["sent_scans"], answer["unsent_scans"]) == (1, 1)
    assert desk.status()["unsent_events"] == 0
    out(desk, stick)
    assert not list((stick / scan_stick.FOLDER).glob("*/*.part"))
    assert list(taken(home, stick).values()) == ["scan_stored"]


def test_a_province_killed_while_it_takes_a_stick_in_takes_the_rest_next_time(
    home: Home, desk: Desk, code: str, stick: Path
) -> None:
    digests = [with_noise(desk, code, 20_000_000) for _ in range(3)]
    out(desk, stick)
    command = [sys.executable, "-m", "province", "--db", home.db, "--home", str(home.folder)]
    taking = subprocess.Popen(
        [*command, "usb", "--in", str(stick), "--out", str(stick)], stdout=subprocess.DEVNULL
    )
    while not stored_files(home):
        assert taking.poll() is None
    taking.kill()
    taking.wait(20)
    assert not list(stick.glob("*.mcr"))
    rows = taken(home, stick)
    assert sorted(rows) == sorted(digests)
    assert set(rows.values()) <= {"scan_stored", "scan_known"}
    assert back(desk, stick)["sent_scans"] == 3


def test_receipts_that_are_forged_broken_or_of_a_newer_program_confirm_nothing(
    home: Home, desk: Desk, code: str, stick: Path
) -> None:
    with_noise(desk, code, 5_000)
    out(desk, stick)
    taken(home, stick)
    (file,) = stick.glob("*.mcr")
    raw = file.read_bytes()
    for broken in (raw[:-1], b"", raw[:30] + bytes([raw[30] ^ 1]) + raw[31:], raw[:-1] + b"x"):
        file.write_bytes(broken)
        done = desk.run("exchange", "--usb", str(stick), "--in", "--json")
        assert (done.status, done.object["sent_scans"], done.object["state"]) == (4, 0, "partial")
        assert "biên nhận bản quét hỏng" in done.object["message"]
    file.write_bytes(raw.replace(b"MC1R", b"MC2R", 1))
    assert "cập nhật Một Cửa" in back(desk, stick)["message"]
    file.write_bytes(raw)
    assert back(desk, stick)["sent_scans"] == 1


def test_a_province_that_was_set_back_gets_its_scans_with_the_next_stick(
    home: Home, desk: Desk, code: str, stick: Path, tmp_path: Path
) -> None:
    out(desk, stick)
    taken(home, stick)
    back(desk, stick)
    before = shutil.copytree(home.folder, tmp_path / "copy")
    desk.receive(copies())
    digest = with_noise(desk, code, 5_000)
    out(desk, stick)
    taken(home, stick)
    assert back(desk, stick)["unsent_scans"] == 0
    shutil.rmtree(home.folder)
    shutil.copytree(before, home.folder)
    desk.receive(copies())
    out(desk, stick)
    home.run("usb", "--in", str(stick), "--out", str(stick))
    answer = back(desk, stick)
    assert answer["unsent_scans"] == 1
    assert out(desk, stick)["sent_scans"] == 1
    assert taken(home, stick) == {digest: "scan_stored"}
    assert back(desk, stick)["unsent_scans"] == 0
