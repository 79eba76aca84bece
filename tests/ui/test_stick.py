"""A commune without a line, at the window: plug the stick in, F11, U (ux.md 2.3 row 26)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import arrival
from app.bootstrap.exchange_desk import said_today
from app.bootstrap.window import Program
from app.devices import disks
from app.devices.disks import Disk
from app.storage.keys import Cost
from app.ui.exchange.page import ExchangePage
from app.ui.messages import OLD, Message
from tests.province.servers import Home, found_home
from tests.ui.clerk import Clerk, enrolled, rooms, saved, scan_person, start, unlocked, until

CHEAP = Cost(8, 1)
Plugged = list[Disk]


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Plugged:
    """What is plugged in now."""
    found: Plugged = []
    monkeypatch.setattr(disks, "sticks", lambda _data: [one for one in found if one.free])
    monkeypatch.setattr(
        disks, "locked_sticks", lambda _data: [one.name for one in found if not one.free]
    )
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
    made = start(qtbot, enrolled(home, tmp_path))
    yield made
    made.window.close()


@pytest.fixture
def keys(program: Program, qtbot: QtBot) -> Clerk:
    return unlocked(program, qtbot)


def logged(page: ExchangePage) -> list[str]:
    """What each row of the log says has happened."""
    return [str(row.cells[2]) for row in page._desk.rows("log")]


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
    program.messages.show(Message(arrival.WEEK, OLD, "Hôm nay gửi dữ liệu: 1 hồ sơ."))
    sending("tệp trên USB. Mang USB tới tỉnh")
    assert program.messages.of(arrival.WEEK) is not None
    opened = rooms(program).door.now_open()
    assert said_today(opened, opened.desk.clock.now()) == ""  # it lies on the stick, no more
    assert not rooms(program).exchange.line.online  # nobody was asked
    assert [file.suffix for file in (stick / "MotCua").iterdir()] == [".mcu"]
    done = home.run("usb", "--in", str(stick / "MotCua"), "--out", str(stick / "MotCua"), "--json")
    assert done.returncode == 0, done.stdout
    sending("Tỉnh đã nhận thêm")
    assert opened.status().unsent_dossiers == 0
    assert program.messages.of(arrival.WEEK) is None
    page = rooms(program).exchange.page
    until(qtbot, lambda: any(text.endswith("trên USB.") for text in logged(page)))
    events = opened.chain().stored_depth()
    said = f"Hôm nay đã gửi {events} việc, tỉnh xác nhận {events}, nhận về 0 thay đổi."
    assert said_today(opened, opened.desk.clock.now()) == said
    sending("Không còn việc nào chưa gửi")


def test_u_right_after_f11_ends_the_try_over_the_line_for_the_stick(
    program: Program, keys: Clerk, qtbot: QtBot, plugged: Plugged, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    plugged.append(Disk(tmp_path / "stick", "KINGSTON", 1 << 30))
    keys.press("F11")
    keys.press("U", "u")
    until(qtbot, lambda: "tệp trên USB" in said(program))


def test_a_stick_that_takes_nothing_or_was_pulled_is_said_until_another_took_it(
    program: Program, plugged: Plugged, tmp_path: Path, sending: Callable[[str], None]
) -> None:
    locked, gone, good = (tmp_path / name for name in ("locked", "gone", "good"))
    for stick in (locked, good):
        stick.mkdir()
    (locked / "MotCua").write_text("not a folder", "utf-8")
    plugged.append(Disk(locked, "SANDISK", 1 << 30))
    sending(f"Không ghi được vào {locked / 'MotCua'}")
    plugged[:] = [Disk(locked, "LEXAR", 0)]
    sending("USB LEXAR đã cắm nhưng bị khoá ghi")
    plugged[:] = [Disk(gone, "TOSHIBA", 1 << 30)]
    sending("Chưa thấy USB nào")
    assert not gone.exists()
    plugged[:] = [Disk(good, "KINGSTON", 1 << 30)]
    sending("tệp trên USB")
    assert program.messages.of("stick") is None


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
