"""Pictures of incidents as processes: to the province over the line and by stick, cut anywhere."""

import os
from pathlib import Path

import pytest

from tests import warm
from tests.devices.sheets import photo
from tests.province.scan_ends import stored_files
from tests.province.servers import Home, found_home
from tests.scenarios import test_sticks as sticks
from tests.scenarios.desks import NOW, OK, PIN, REFUSED, USAGE, Desk
from tests.scenarios.test_incidents import LAND, PRINTER, enrolled, listed, told

NUMBER = "SC-03158-1-0001"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    found = [tmp_path / f"IMG_{seed}.jpg" for seed in range(2)]
    for seed, file in enumerate(found):
        file.write_bytes(photo(seed=seed))
    return [str(file) for file in found]


def digests(desk: Desk) -> list[str]:
    return [one["digest"] for one in listed(desk)[-1]["pictures"]]


def written(home: Home, out: Path) -> list[bytes]:
    assert home.json("scans", NUMBER, "--out", str(out))["missing"] == 0
    return [file.read_bytes() for file in sorted(out.iterdir())]


def test_pictures_go_with_the_exchange_and_the_province_writes_them_out(
    home: Home, tmp_path: Path, files: list[str]
) -> None:
    with home.serving() as server:
        desk = enrolled(home, tmp_path / "desk", server.port)
        told(desk, "report", PRINTER, LAND)
        done = desk.run("incident", "picture", NUMBER, *files, "--words", "chụp khay", "--json")
        assert done.object == {"number": NUMBER, "pictures": 2}
        again = desk.run("incident", "picture", NUMBER, files[0])
        assert (again.status, "2 ảnh" in again.out) == (OK, True)
        assert "2 ảnh" in desk.run("incident", "list").out
        sent = desk.run("exchange", "--json").object
        assert (sent["state"], sent["sent_scans"], sent["unsent_scans"]) == ("complete", 2, 0)
    assert sorted(stored_files(home)) == sorted(digests(desk))
    printer, land = home.json("incidents")["incidents"]
    assert [one["digest"] for one in printer["pictures"]] == digests(desk)
    assert ([one["words"] for one in printer["changes"]], land["pictures"]) == (["chụp khay"], [])
    said = home.run("incidents").stdout
    assert said.splitlines()[0].startswith(f"{NUMBER} (xã 03158): Máy in, từ 2026-11-18")
    assert said.splitlines()[0].endswith("ngày, 2 ảnh")
    assert desk.run("scans", NUMBER, "--out", str(tmp_path / "own")).status == OK
    own = [file.read_bytes() for file in sorted((tmp_path / "own").iterdir())]
    assert written(home, tmp_path / "out") == own
    assert all(b"invented camera" not in one for one in own)
    refused = home.run("scans", "SC-03158-1-0002", "--out", str(tmp_path / "none"))
    assert (refused.returncode, "không có ảnh" in refused.stderr) == (REFUSED, True)


def test_they_go_by_stick_and_are_sent_when_its_answer_is_back(
    home: Home, tmp_path: Path, files: list[str]
) -> None:
    desk, stick = sticks.enrolled(home, tmp_path / "desk"), tmp_path / "usb"
    stick.mkdir()
    told(desk, "report", PRINTER)
    assert desk.run("incident", "picture", NUMBER, *files).status == OK
    sticks.out(desk, stick)
    sticks.taken(home, stick)
    assert sorted(stored_files(home)) == sorted(digests(desk))
    assert len(written(home, tmp_path / "out")) == 2
    sticks.back(desk, stick)
    assert desk.run("exchange", "--usb", str(stick), "--out", "--json").object["unsent_scans"] == 0


def test_what_is_no_picture_or_of_no_incident_is_said_and_nothing_is_kept(
    desk: Desk, tmp_path: Path, files: list[str]
) -> None:
    told(desk, "report", PRINTER)
    bad = tmp_path / "b.heic"
    bad.write_bytes(b"half a picture")
    large = tmp_path / "large.jpg"
    with large.open("wb") as out:
        out.truncate((256 << 20) + 1)
    for words, status, said in (
        ((NUMBER, files[0], str(bad)), REFUSED, "b.heic: Tệp này không đọc được như ảnh"),
        ((NUMBER, str(large)), REFUSED, "lớn hơn 256 MB"),
        ((NUMBER, str(tmp_path / "gone.jpg")), REFUSED, "gone.jpg: Tệp này không mở được"),
        (("SC-03158-1-0099", files[0]), REFUSED, "Không có sự cố số"),
        ((NUMBER,), USAGE, "incident picture NUMBER FILE"),
    ):
        done = desk.run("incident", "picture", *words)
        assert (done.status, said in done.err) == (status, True), done.err
    assert desk.run("incident", "note", NUMBER, files[0]).status == USAGE
    assert digests(desk) == []
    assert list((desk.profile / "data" / "scans").glob("*/*")) == []


@pytest.mark.slow
def test_killed_at_any_step_the_picture_is_of_the_incident_or_not_and_at_the_end_once(
    desk: Desk, files: list[str]
) -> None:
    told(desk, "report", PRINTER)
    environment = {**os.environ, "MOTCUA_PIN": PIN, "MOTCUA_NOW": NOW}
    words = ("--profile", str(desk.profile), "incident", "picture", NUMBER, files[0])
    for point in range(60):
        done = warm.run("tests.storage.dying", [str(point), *words], b"", environment, 60)
        here = {file.name for file in (desk.profile / "data" / "scans").glob("*/*")}
        assert set(digests(desk)) <= here, point
        assert Path(files[0]).exists()
        if done.returncode == 0:
            break
        assert done.returncode == -9, done.stderr
    assert done.returncode == 0
    assert digests(desk) == [*here]
