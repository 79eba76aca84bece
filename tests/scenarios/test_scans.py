"""Scans from the desk's folder to the province, over real processes that are killed on the way."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from province.database import open_ledger
from tests import warm
from tests.devices.sheets import file_of, sheet
from tests.province.scan_ends import stored_files
from tests.province.servers import Home, Process, found_home
from tests.scenarios.desks import NOW, OK, PIN, TROUBLE, Desk, copies
from tests.scenarios.noise import with_noise

MEGABYTES = "scan_megabytes = {}\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


@pytest.fixture
def server(home: Home) -> Iterator[Process]:
    with home.serving() as listening:
        yield listening


def enrolled(home: Home, server: Process, folder: Path) -> Desk:
    """A desk that sends to this server."""
    file, code, desk = folder / "a.motcua", folder / "code", Desk(folder / "desk")
    home.json(
        "enrol", "--commune", "03158", "--desk", "1", "--out", str(file),
        "--code-out", str(code), "--server", f"http://127.0.0.1:{server.port}",
    )  # fmt: skip
    assert desk.run("enrol", str(file), "--code-file", str(code)).status == OK
    return desk


def begun(desk: Desk, *words: str) -> subprocess.Popen[bytes]:
    """A command that goes on by itself."""
    environment = {**os.environ, "MOTCUA_NOW": NOW, "MOTCUA_PIN": PIN}
    return subprocess.Popen(
        [sys.executable, "-m", "app", "--profile", str(desk.profile), *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def flushed(home: Home, digest: str) -> int:
    """How much of the scan the province has for certain."""
    ledger = open_ledger(home.db)
    upload = ledger.scans.find("03158", digest)
    ledger.close()
    return 0 if upload is None else upload.offset


def wait_until_begun(home: Home, digest: str) -> None:
    end = time.monotonic() + 60
    while not flushed(home, digest):
        assert time.monotonic() < end


def sending(
    home: Home, server: Process, folder: Path, size: int
) -> tuple[Desk, str, "subprocess.Popen[bytes]"]:
    """A desk in whose exchange some of a scan of this size is at the province; scan, exchange."""
    desk = enrolled(home, server, folder)
    (desk.profile / "settings.toml").write_text(MEGABYTES.format(100))
    (code,) = desk.receive(copies())
    digest = with_noise(desk, code, size)
    exchange = begun(desk, "exchange")
    wait_until_begun(home, digest)
    return desk, digest, exchange


def test_scans_go_after_the_records_and_lie_sealed_at_both_ends(
    home: Home, server: Process, tmp_path: Path
) -> None:
    desk = enrolled(home, server, tmp_path)
    (code,) = desk.receive(copies())
    sources = [tmp_path / "a.jpg", tmp_path / "b.jpg"]
    for seed, source in enumerate(sources):
        source.write_bytes(file_of(sheet(100, seed=seed), dots=100))
    done = desk.run("attach", code, *map(str, sources), "--json")
    assert done.object == {"code": code, "scans": 2, "unsent_scans": 2}
    said = desk.run("exchange", "--json").object
    assert (said["state"], said["sent_scans"], said["unsent_scans"]) == ("complete", 2, 0)
    held = {file.name: file.read_bytes() for file in (desk.profile / "data/scans").glob("*/*")}
    assert stored_files(home) == held
    assert sorted(held) == sorted(scan["digest"] for scan in desk.show(code)["scans"])
    again = [desk.run("exchange", "--json").object for _ in range(2)]
    assert [one["sent_scans"] for one in again] == [0, 0]
    assert [one["requests"] for one in again] == [2, 1]  # once a day: what is wanted?
    out = tmp_path / "out"
    assert home.json("scans", code, "--out", str(out))["missing"] == 0
    assert desk.run("scans", code, "--out", str(tmp_path / "own")).status == OK
    assert [one.read_bytes() for one in sorted(out.iterdir())] == [
        one.read_bytes() for one in sorted((tmp_path / "own").iterdir())
    ]
    (row,) = home.export()
    assert row["events"] == 3
    (device,) = home.json("status")["devices"]
    assert device["quarantined"] == 0


def test_the_budget_of_an_exchange_is_kept_and_the_next_one_goes_on(
    home: Home, server: Process, tmp_path: Path
) -> None:
    desk = enrolled(home, server, tmp_path)
    settings = desk.profile / "settings.toml"
    (code,) = desk.receive(copies())
    digest = with_noise(desk, code, 2_500_000)
    settings.write_text(MEGABYTES.format(0))
    said = desk.run("exchange", "--json").object
    assert (said["state"], said["unsent_scans"]) == ("complete", 1)
    assert "Còn 1 bản quét (2,5 MB) chưa gửi" in said["message"]
    assert flushed(home, digest) == 0
    settings.write_text(MEGABYTES.format(1))
    ups = []
    while said["unsent_scans"]:
        said = desk.run("exchange", "--json").object
        ups.append(said["bytes_up"])
        assert said["state"] == "complete"
    assert len(ups) == 3
    assert max(ups) < 1_025_000
    assert sum(ups) < 2_530_000
    assert stored_files(home).keys() == {digest}


def test_a_killed_exchange_goes_on_from_what_the_province_flushed(
    home: Home, server: Process, tmp_path: Path
) -> None:
    desk, digest, exchange = sending(home, server, tmp_path, 40_000_000)
    exchange.kill()
    exchange.wait(20)
    here = flushed(home, digest)
    assert 0 < here < 40_000_000
    said = desk.run("exchange", "--json").object
    assert said["sent_scans"] == 1
    assert said["bytes_up"] < 40_100_000 - here
    assert stored_files(home).keys() == {digest}


def test_a_province_killed_on_the_way_gets_the_rest(home: Home, tmp_path: Path) -> None:
    with home.serving() as server:
        desk, digest, exchange = sending(home, server, tmp_path, 40_000_000)
        server.kill()
        exchange.kill()
        exchange.wait(20)
    here = flushed(home, digest)
    with home.serving("--port", str(server.port)):
        said = desk.run("exchange", "--json").object
    assert (said["state"], said["sent_scans"]) == ("complete", 1)
    assert said["bytes_up"] < 40_100_000 - here
    assert stored_files(home).keys() == {digest}


def test_a_province_set_back_is_given_its_scans_again(home: Home, tmp_path: Path) -> None:
    with home.serving() as server:
        desk = enrolled(home, server, tmp_path)
        desk.receive(copies())
        assert desk.run("exchange").status == OK
    database = home.folder / "province.sqlite"
    before = database.read_bytes()
    with home.serving("--port", str(server.port)):
        (code,) = desk.receive(copies())
        digest = with_noise(desk, code, 50_000)
        assert desk.run("exchange", "--json").object["sent_scans"] == 1
    for file in home.folder.glob("province.sqlite-*"):
        file.unlink()
    database.write_bytes(before)
    with home.serving("--port", str(server.port)):
        said = desk.run("exchange", "--json").object
        assert (said["sent_scans"], said["unsent_scans"]) == (1, 0)
        assert flushed(home, digest) > 50_000


def test_a_scan_that_the_province_lost_is_found_missing_and_brought_again(
    home: Home, server: Process, tmp_path: Path
) -> None:
    desk = enrolled(home, server, tmp_path)
    (code,) = desk.receive(copies())
    digests = [with_noise(desk, code, size) for size in (30_000, 40_000)]
    assert desk.run("exchange", "--json").object["sent_scans"] == 2
    assert home.json("scans", "--check") == {"whole": 2, "lost": 0}
    (file,) = (home.folder / "scans").glob(f"*/*/{digests[0]}")
    file.write_bytes(b"the disk forgot")
    assert home.json("scans", code, "--out", str(tmp_path / "out"))["missing"] == 1
    assert home.json("scans", "--check") == {"whole": 1, "lost": 1}
    assert desk.run("exchange", "--json").object["sent_scans"] == 1
    assert home.json("scans", "--check") == {"whole": 2, "lost": 0}
    assert home.run("scans", code).returncode == 2
    assert home.run("scans", "MC-1", "--out", str(tmp_path / "out")).returncode == 3


def test_what_is_no_scan_is_named_and_nothing_is_attached(desk: Desk, tmp_path: Path) -> None:
    (code,) = desk.receive(copies())
    good, bad = tmp_path / "a.jpg", tmp_path / "b.jpg"
    good.write_bytes(file_of(sheet(75), dots=75))
    bad.write_bytes(b"half a picture")
    done = desk.run("attach", code, str(good), str(bad), "--take")
    assert done.status == TROUBLE
    assert done.err.startswith("b.jpg: Tệp này không đọc được")
    assert desk.show(code)["scans"] == []
    assert good.exists()
    assert bad.exists()


@pytest.mark.slow
def test_killed_at_any_step_the_scanned_file_or_the_sealed_one_is_there(
    desk: Desk, tmp_path: Path
) -> None:
    """The watched folder's file goes only after COMMIT: never is the sheet in neither place."""
    (code,) = desk.receive(copies())
    content, source = file_of(sheet(75), dots=75), tmp_path / "scan.jpg"
    environment = {**os.environ, "MOTCUA_PIN": PIN, "MOTCUA_NOW": "2026-11-20T09:00:00+07:00"}
    for point in range(60):
        source.write_bytes(content)
        words = ("--profile", str(desk.profile), "attach", code, str(source), "--take")
        done = warm.run("tests.storage.dying", [str(point), *words], b"", environment, 60)
        held = desk.show(code)["scans"]
        assert source.exists() or len(held) == 1, point
        if done.returncode == 0:
            break
        assert done.returncode == -9, done.stderr
    assert done.returncode == 0
    assert not source.exists()
    assert desk.run("scans", code, "--out", str(tmp_path / "out")).status == 0
    (written,) = (tmp_path / "out").iterdir()
    assert written.name == f"{code}-1.jpg"
    assert len(list((desk.profile / "data" / "scans").glob("*/*"))) == 1


def test_a_dossier_received_meanwhile_is_at_the_province_before_the_scan_is(
    home: Home, server: Process, tmp_path: Path
) -> None:
    desk, digest, exchange = sending(home, server, tmp_path, 60_000_000)
    exchange.send_signal(signal.SIGSTOP)  # as long as the clerk types
    desk.receive(copies())
    ledger = open_ledger(home.db)
    before = len(ledger.journal.after(0, 100))
    exchange.send_signal(signal.SIGCONT)
    while len(ledger.journal.after(0, 100)) == before:
        assert exchange.poll() is None
    assert flushed(home, digest) < 60_000_000
    ledger.close()
    assert exchange.wait(60) == 0
    assert stored_files(home).keys() == {digest}
    assert len(home.export()) == 2
