"""The last day of a real province's certificate, at the command and on the page."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.bootstrap.door import Door
from app.bootstrap.enrolling import take_enrolment
from app.bootstrap.exchange_desk import ExchangeBridge
from app.bootstrap.opening import exchange
from app.storage.keys import Cost
from tests.province.servers import Home, found_home
from tests.scenarios.desks import PIN, TROUBLE


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


def enrolled(home: Home, port: int, profile: Path) -> Path:
    file, code = home.folder / "desk.motcua", home.folder / "desk.code"
    home.json(
        "enrol", "--commune", "03158", "--desk", "1", "--out", str(file),
        "--code-out", str(code), "--server", f"http://127.0.0.1:{port}",
    )  # fmt: skip
    take_enrolment(str(profile), file, PIN, code=code.read_text(), cost=Cost(8, 1))
    return profile


def last_day(home: Home) -> date:
    return date.fromisoformat(home.json("status")["server_certificate_ends"])


def test_after_the_last_day_the_command_ends_with_4_and_says_which_day(
    home: Home, tmp_path: Path
) -> None:
    with home.serving() as server:
        desk = enrolled(home, server.port, tmp_path / "desk")
        later = last_day(home) + timedelta(days=1)
        done = subprocess.run(
            [sys.executable, "-m", "app", "--profile", str(desk), "exchange", "--json"],
            env={**os.environ, "MOTCUA_PIN": PIN, "MOTCUA_NOW": f"{later}T09:00:00+07:00"},
            capture_output=True,
            check=False,
        )
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["state"], answer["stored"]) == (TROUBLE, "refused", 0)
    assert f"đã hết hạn ngày {last_day(home):%d/%m/%Y}" in answer["message"]


def test_the_page_says_the_end_and_the_difference_of_the_clocks(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with home.serving() as server:
        desk = enrolled(home, server.port, tmp_path / "desk")
        monkeypatch.setenv("MOTCUA_NOW", f"{last_day(home)}T09:00:00+07:00")
        door = Door(str(desk))
        door.unlock("giamdoc", PIN)
        assert exchange(door.now_open()).state == "complete"
    bridge = ExchangeBridge(
        door.now_open, door.now_frozen, lambda *_: None, lambda: None, lambda: None
    )
    line = bridge.state().line
    door.close()
    assert "hôm nay là ngày cuối" in line
    assert "nhanh hơn tỉnh" in line


def exchanged(desk: Path, day: date) -> tuple[int, str]:
    """A process of its own on that day: exit status, state."""
    done = subprocess.run(
        [sys.executable, "-m", "app", "--profile", str(desk), "exchange", "--json"],
        env={**os.environ, "MOTCUA_PIN": PIN, "MOTCUA_NOW": f"{day}T09:00:00+07:00"},
        capture_output=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)["state"]


def test_a_renewed_certificate_reaches_desks_of_before_while_the_server_runs(
    home: Home, tmp_path: Path
) -> None:
    with home.serving() as server:
        known = enrolled(home, server.port, tmp_path / "known")
        first = last_day(home)
        assert exchanged(known, first) == (0, "complete")
        again = home.json("renew")["server_certificate_ends"]
        assert again == last_day(home).isoformat() > first.isoformat()
        for day in (first, first + timedelta(days=1)):
            assert exchanged(known, day) == (0, "complete")
    with home.serving() as server:
        assert server.ask("GET", "/health").status == 200


def test_a_desk_that_was_away_when_its_certificate_ended_comes_back(
    home: Home, tmp_path: Path
) -> None:
    with home.serving() as server:
        away = enrolled(home, server.port, tmp_path / "away")
        ended = last_day(home) + timedelta(days=1)
        assert exchanged(away, ended) == (TROUBLE, "refused")
        home.json("renew")
        home.json("renew")
        assert exchanged(away, ended) == (0, "complete")


def test_another_provinces_root_renews_nothing(home: Home, tmp_path: Path) -> None:
    other, before = found_home(tmp_path / "other"), last_day(home)
    done = home.run("renew", "--keys", str(other.folder / "keys"))
    assert (done.returncode, done.stdout) == (TROUBLE, "")
    assert "không phải của tỉnh này" in done.stderr
    assert last_day(home) == before
