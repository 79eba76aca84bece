"""A child of a warmed parent is what a fresh process is: all other tests of commands rest on it."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest

from tests import warm
from tests.province.servers import found_home
from tests.scenarios.desks import OK, REFUSED, TROUBLE, USAGE, Desk, Line, copies

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there every process is fresh")
ASKED = (
    "status --json", "check --json", "find Duc", "find --limit 0", "person 011090000007",
    "readings", "appointments", "uncollected", "waiting", "pairing", "book list", "duty list",
    "duty notes", "incident list", "incident devices", "formstock list", "office hours",
    "queue counts", "user list", "blank-slips list", "show X",
    "exchange --json", "fly",
)  # fmt: skip
CODE = "MC-03158-1-261120-0001"
FRESH = {warm.FRESH: "1"}
SECONDS = 60


def told(
    *words: str, read: bytes = b"", seconds: float = 60, more: dict[str, str] | None = None
) -> tuple[int, str, str]:
    told = {**os.environ, **(more or {})}
    done = warm.run("tests.told", list(words), read, told, seconds)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def typed(lines: list[Line]) -> str:
    return "".join(json.dumps(line) + "\n" for line in lines)


def gone(process: str) -> bool:
    """Whether it ended, though nobody may have asked how yet: who is killed dies a moment later."""
    try:
        watched = os.pidfd_open(int(process))
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], SECONDS)[0])
    finally:
        os.close(watched)


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """With a dossier."""
    assert desk.receive(copies()) == [CODE]
    return desk


def test_every_command_answers_by_the_same_bytes(worked: Desk) -> None:
    statuses = set()
    for line in (*ASKED, f"show {CODE}"):
        once = worked.run(*line.split())
        assert once == worked.run(*line.split(), **FRESH), line
        statuses.add(once.status)
    assert statuses == {OK, USAGE, REFUSED, TROUBLE}


def test_what_it_stores_is_the_same(worked: Desk, tmp_path: Path) -> None:
    lines = [copies(key=f"k{place}") for place in range(3)]
    notes = [{"code": CODE, "action": "note", "reason": "đã gọi", "key": "a"}]
    found = []
    for name, more in (("forked", {}), ("fresh", FRESH)):
        own = Desk(Path(shutil.copytree(worked.profile, tmp_path / name)))
        done = [own.run("receive", "-", typed=typed(lines), **more)]
        done += [own.run("step", "-", typed=typed(notes), **more), own.run("show", CODE, **more)]
        found.append((done, own.run("find", "Duc").out, own.status()))
    assert found[0] == found[1]
    assert found[0][0][0].status == OK


def test_the_province_s_commands_too(tmp_path: Path) -> None:
    home = found_home(tmp_path / "home")
    for line in ("status --json", "export", "list --json", "incidents", "revoke 11-0099", "fly"):
        once, again = home.run(*line.split()), home.run(*line.split(), **FRESH)
        assert (once.returncode, once.stdout, once.stderr) == (
            again.returncode, again.stdout, again.stderr
        ), line  # fmt: skip


def test_it_sees_the_process_that_a_fresh_one_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for more in ({"TZ": "Asia/Tokyo"}, {"A": "ạ\udcff"}, {"PYTHONIOENCODING": "ascii:replace"}):
        read = b"\xffabc\n"
        assert told("itself", read=read, more=more) == told("itself", read=read, more=more | FRESH)
    monkeypatch.chdir(tmp_path)
    assert f" {tmp_path}\n" in told("itself")[1]


def test_two_have_nothing_in_common_that_is_drawn_at_random() -> None:
    draws = list(chain.from_iterable(told("drawn")[1].split() for _ in range(6)))
    assert len(set(draws)) == len(draws) == 36


@pytest.mark.parametrize(
    ("word", "status"),
    [("itself", 7), ("killed", -signal.SIGKILL), ("failing", 1), ("refusing", 1)],
)
def test_each_ends_in_its_own_way(word: str, status: int) -> None:
    one, two = told(word, "Đ"), told(word, "Đ", more=FRESH)
    assert one[0] == status
    assert one[:2] == two[:2]
    assert one[2].splitlines()[-1:] == two[2].splitlines()[-1:]  # above may stand who called


def test_one_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    file = tmp_path / "two"
    with pytest.raises(subprocess.TimeoutExpired):
        told("hanging", str(file), seconds=2)
    child, started = file.read_text().split()
    assert not Path(f"/proc/{child}").exists()
    assert gone(started)


def test_many_at_once_each_have_their_own_answer(worked: Desk) -> None:
    days = [f"2026-11-{day:02}T09:00:00+07:00" for day in range(20, 29)]

    def asked(now: str) -> str:
        return str(worked.run("appointments", "--json", now=now).out)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(asked, days)) == list(map(asked, days))
