"""`tus-js-client`, as it comes from npm, against our server: what any client of tus may expect.

The package is installed once into `build/tus-client` by its lock file. Without node, npm or a
package index these tests are left out, and say why.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.wire.scans import SealedScan
from tests.architecture.tree import ROOT
from tests.province.scan_ends import PATH, Machine, machine, some_scan, stored_files
from tests.province.servers import Home, Process, found_home

HERE, CACHE = Path(__file__).parent, ROOT / "build" / "tus-client"
FILES = ("package.json", "package-lock.json")
Told = list[dict[str, Any]]


@pytest.fixture(scope="module")
def client() -> Path:
    """The folder with the installed client."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not on this machine: tus-js-client cannot run")
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = [(HERE / name).read_bytes() for name in FILES]
    held = [(CACHE / name).read_bytes() if (CACHE / name).exists() else b"" for name in FILES]
    if held != wanted or not (CACHE / "node_modules" / ".package-lock.json").exists():
        for name in FILES:
            shutil.copy(HERE / name, CACHE / name)
        done = subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            cwd=CACHE, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        if done.returncode:
            (CACHE / FILES[1]).unlink()
            pytest.skip(f"npm could not install tus-js-client: {done.stderr.strip()[-200:]}")
    return CACHE


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return found_home(tmp_path_factory.mktemp("home"))


@pytest.fixture
def server(home: Home) -> Iterator[Process]:
    with home.serving() as listening:
        yield listening


@pytest.fixture
def desk(home: Home) -> Machine:
    return machine(home)


def command(
    client: Path, folder: Path, server: Process, desk: Machine, scan: SealedScan, more: Any
) -> tuple[list[str], dict[str, str]]:
    """The client's command line and environment."""
    file = folder / "scan"
    file.write_bytes(scan.raw)
    asked = {
        "endpoint": f"http://127.0.0.1:{server.port}{PATH}",
        "file": str(file),
        "ticket": desk.ticket(scan).signed(desk.private),
        **more,
    }
    words = ["node", str(HERE / "client.cjs"), json.dumps(asked)]
    return words, {**os.environ, "TUS_CLIENT": str(client)}


def uploaded(
    client: Path, folder: Path, server: Process, desk: Machine, scan: SealedScan, **more: Any
) -> Told:
    """What the client told of an upload."""
    words, environment = command(client, folder, server, desk, scan, more)
    done = subprocess.run(
        words, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def asked_for(told: Told) -> list[tuple[str, str | None]]:
    return [(event["method"], event["offset"]) for event in told if "method" in event]


@pytest.mark.parametrize("chunk", [None, 100_000])
def test_it_brings_a_scan_whole_or_in_pieces(
    client: Path, tmp_path: Path, home: Home, server: Process, desk: Machine, chunk: int | None
) -> None:
    scan = some_scan(250_000)
    told = uploaded(client, tmp_path, server, desk, scan, **({"chunkSize": chunk} if chunk else {}))
    assert told[-1] == {
        "end": "success",
        "url": f"http://127.0.0.1:{server.port}{PATH}/{scan.digest}",
    }
    pieces = [("PATCH", str(start)) for start in range(0, len(scan.raw), chunk or len(scan.raw))]
    assert asked_for(told) == [("POST", None), *pieces]
    assert stored_files(home)[scan.digest] == scan.raw


def test_it_goes_on_where_it_was_stopped(
    client: Path, tmp_path: Path, home: Home, server: Process, desk: Machine
) -> None:
    scan = some_scan(500_000)
    stopped = uploaded(client, tmp_path, server, desk, scan, chunkSize=100_000, stopAt=200_000)
    assert stopped[-1]["end"] == "stopped"
    here = desk.offset(server, scan)
    assert here >= 200_000
    told = uploaded(client, tmp_path, server, desk, scan, uploadUrl=stopped[-1]["url"])
    assert asked_for(told) == [("HEAD", None), ("PATCH", str(here))]
    assert told[-1]["end"] == "success"
    assert stored_files(home)[scan.digest] == scan.raw


def test_it_begins_anew_what_is_here_already_and_finds_it_done(
    client: Path, tmp_path: Path, server: Process, desk: Machine
) -> None:
    scan = some_scan(50_000)
    uploaded(client, tmp_path, server, desk, scan)
    told = uploaded(client, tmp_path, server, desk, scan, retryDelays=[0])
    assert told[-1]["end"] == "success"
    assert asked_for(told) == [("POST", None), ("PATCH", "0"), ("HEAD", None)]


def test_it_gives_one_up_and_the_province_forgets_it(
    client: Path, tmp_path: Path, home: Home, server: Process, desk: Machine
) -> None:
    scan = some_scan(500_000)
    told = uploaded(
        client, tmp_path, server, desk, scan, chunkSize=100_000, stopAt=200_000, terminate=True
    )
    assert told[-1]["end"] == "stopped"
    assert ("DELETE", None) in asked_for(told)
    assert desk.head(server, scan).status == 404
    assert not [name for name in stored_files(home) if name.startswith(scan.digest)]


def test_a_server_killed_on_the_way_is_tried_again_from_where_it_stands(
    client: Path, tmp_path: Path, home: Home, desk: Machine
) -> None:
    scan = some_scan(30 << 20)
    with home.serving() as server:
        more = {"chunkSize": 500_000, "retryDelays": [100, 500, 1000, 2000, 4000]}
        words, environment = command(client, tmp_path, server, desk, scan, more)
        process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        while "accepted" not in process.stdout.readline():
            pass
        server.kill()
    with home.serving("--port", str(server.port)):
        rest = [json.loads(line) for line in process.stdout]
    process.wait(20)
    process.stdout.close()
    assert rest[-1]["end"] == "success"
    heads = [place for place, (method, _) in enumerate(asked_for(rest)) if method == "HEAD"]
    assert heads
    assert asked_for(rest)[heads[-1] + 1][1] != "0"
    assert stored_files(home)[scan.digest] == scan.raw


def test_it_is_told_why_a_stranger_may_not(
    client: Path, tmp_path: Path, server: Process, desk: Machine
) -> None:
    stranger = Machine(desk.name, os.urandom(32), desk.server_public)
    told = uploaded(client, tmp_path, server, stranger, some_scan(1_000))
    assert told[-1] == {"end": "error", "status": 401}
