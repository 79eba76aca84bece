"""A commune without a line, at the window: plug the stick in, F11, U (ux.md 2.3 row 26)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.enrolling import take_enrolment
from app.bootstrap.window import Program
from app.devices import disks
from app.devices.disks import Disk
from app.settings import Settings, write_settings
from app.storage.keys import Cost
from tests.province.servers import Home, found_home
from tests.ui.clerk import PIN, Clerk, rooms, saved, scan_person, start, until

CHEAP = Cost(8, 1)
Plugged = list[Disk]


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Plugged:
    """What is plugged in now."""
    found: Plugged = []
    monkeypatch.setattr(disks, "sticks", lambda _data: list(found))
    return found


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


@pytest.fixture
def program(
    home: Home, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """A desk that was enrolled without a server's address."""
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    profile, file, code = (tmp_path / name for name in ("desk", "desk.motcua", "desk.code"))
    home.json(
        "enrol", "--commune", "03158", "--desk", "1", "--out", str(file), "--code-out", str(code)
    )
    take_enrolment(str(profile), file, PIN, code=code.read_text(), cost=CHEAP)
    write_settings(profile, Settings(printer=f"folder:{tmp_path / 'paper'}"))
    made = start(qtbot, profile)
    yield made
    made.window.close()


@pytest.fixture
def keys(program: Program, qtbot: QtBot) -> Clerk:
    keyboard = Clerk()
    keyboard.type(PIN)
    until(qtbot, lambda: program.window.name == "today")
    return keyboard


def said(program: Program) -> str:
    """What stands at the foot or in the banner."""
    shown = program.messages.done or program.messages.current
    return "" if shown is None else f"{shown.head} {shown.more}"


@pytest.fixture
def sending(program: Program, keys: Clerk, qtbot: QtBot) -> Callable[[str], None]:
    """Two keys, and what is said then."""

    def send(words: str) -> None:
        keys.presses = 0
        keys.press("F11")
        until(qtbot, lambda: program.window.name == "exchange")
        until(qtbot, lambda: not rooms(program).exchange.line.sending)
        keys.press("U", "u")
        until(qtbot, lambda: words in said(program))
        assert keys.presses == 2

    return send


def test_two_keys_send_by_stick_and_two_bring_the_answer(
    program: Program,
    keys: Clerk,
    qtbot: QtBot,
    home: Home,
    plugged: Plugged,
    tmp_path: Path,
    sending: Callable[[str], None],
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    saved(program, qtbot, 1)
    stick = tmp_path / "stick"
    stick.mkdir()
    sending("Chưa thấy USB nào")
    plugged.append(Disk(stick, "KINGSTON", 1 << 30))
    sending("tệp trên USB. Mang USB tới tỉnh")
    assert [file.suffix for file in (stick / "MotCua").iterdir()] == [".mcu"]
    done = home.run("usb", "--in", str(stick / "MotCua"), "--out", str(stick / "MotCua"), "--json")
    assert done.returncode == 0, done.stdout
    sending("Tỉnh đã nhận thêm")
    assert rooms(program).door.now_open().status().unsent_dossiers == 0


def test_of_two_sticks_the_one_that_was_used_before_is_taken_else_it_is_asked(
    plugged: Plugged, tmp_path: Path, sending: Callable[[str], None]
) -> None:
    for name in ("A", "B"):
        (tmp_path / name).mkdir()
        plugged.append(Disk(tmp_path / name, name, 1 << 30))
    sending("Đang cắm nhiều USB (A, B)")
    (tmp_path / "B" / "MotCua").mkdir()
    sending("tệp trên USB")
    assert not (tmp_path / "A" / "MotCua").exists()
