"""Nối các quầy: the panel by keys, and the whole window as relay and as desk of its office."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.lan_words import Moment, view
from app.bootstrap.window import Program
from app.domain.times import VN
from app.lan.state import HOSTING as HOSTS
from app.lan.state import Other, State
from app.services.lan import Address, read_address
from app.settings import RELAY, Settings, read_settings, write_settings
from app.ui import theme
from app.ui.admin.lan_desk import ATTENTION, GOOD
from app.ui.admin.lan_panel import LanPanel
from tests.lan.test_troubles import dead
from tests.province.servers import Home, found_home
from tests.scenarios.desks import NOW, OK, Desk
from tests.scenarios.relays import enrolled as enrolled_beside
from tests.scenarios.relays import relaying
from tests.ui.clerk import Clerk, enrolled, rooms, start, unlocked, until
from tests.ui.gallery import SHOTS
from tests.ui.keyboard import Keyboard
from tests.ui.sample_setup import HOSTING, JOINED, Administration, Machine

CLOSES_SECONDS = 3.0
CODE = "motcua-lan:1:192.168.1.20:8474:012345678901234567890123456789012345678"


def panel(qtbot: QtBot, work: Administration) -> LanPanel:
    made = LanPanel(work.machine.desk(), work.lan_calls())
    qtbot.addWidget(made)
    made.load()
    made.show()
    return made


def test_a_machine_is_made_the_relay_with_two_keys(qtbot: QtBot) -> None:
    work = Administration()
    made = panel(qtbot, work)
    made.ways.press_digit("2")
    assert made.own.isVisible()
    assert not made.relay.isVisible()
    made.save()
    kept = work.machine.settings
    assert (kept.lan, kept.lan_listen) == (RELAY, "192.168.1.20:8474")
    work.lan = HOSTING
    for changed in work.lan_changed:
        changed()
    assert made.address.text() == "192.168.1.20:8474"
    assert made.code.isVisible()
    assert "192.168.1.20:8474" in made.code.accessibleName()


def test_an_address_is_typed_tried_and_kept_and_the_desks_are_named(qtbot: QtBot) -> None:
    work = Administration()
    made = panel(qtbot, work)
    made.ways.press_digit("3")
    made.relay.put("192.168.1.99")
    made.try_out()
    assert "Chưa thấy máy nối" in made.relay.input.accessibleDescription()
    assert "Hãy xem máy ấy đã bật" in made.relay.input.accessibleDescription()
    made.relay.put("192.168.1.20")
    made.try_out()
    assert "Thấy máy nối ở quầy 1" in made._said.text()
    work.lan = JOINED
    made.save()
    assert work.machine.settings.lan == "192.168.1.20"
    assert "Quầy 2 · 10:42:07" in made._desks.text()
    assert not made.code.isVisible()


def test_what_is_no_address_is_said_at_the_field_and_nothing_is_kept(qtbot: QtBot) -> None:
    work = Administration()
    made = panel(qtbot, work)
    made.ways.press_digit("3")
    for wrong in (
        "", "quầy 1", "192.168.1.20:99999", f"{CODE}1", "192.168.1.300", "192.168.1", "8474",
    ):  # fmt: skip
        made.relay.put(wrong)
        made.save()
        assert "Chưa đọc được địa chỉ máy nối" in made.relay.input.accessibleDescription()
    assert work.machine.settings.lan == ""


def test_a_scanned_code_stands_in_its_field_with_its_key(qtbot: QtBot) -> None:
    work = Administration(machine=Machine(replace(Settings(), lan=RELAY)))
    made = panel(qtbot, work)
    made.take_scan(CODE)
    assert made.relay.value == CODE
    made.save()
    assert work.machine.settings.lan == CODE
    assert read_address(CODE).key == "012345678901234567890123456789012345678"
    made.ways.press_digit("1")
    made.save()
    assert work.machine.settings.lan == ""


def test_after_3_the_digits_of_the_address_are_typed_and_choose_nothing(
    qtbot: QtBot, keyboard: Keyboard
) -> None:
    """As the help says: 3, the address, F9. A 1 or a 2 of it would have been another way."""
    work = Administration()
    made = panel(qtbot, work)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.ways.setFocus()
    keyboard.press("3", "3")
    keyboard.type("192.168.1.20")
    assert made.relay.value == "192.168.1.20"
    made.save()
    assert work.machine.settings.lan == "192.168.1.20"


def test_the_address_is_whole_in_the_window_also_in_big_letters(
    qapp: QApplication, qtbot: QtBot
) -> None:
    """Who joins the next desk reads and scans it there: 1366 x 768 at 130 %."""
    theme.use(qapp, "light", 1.3)
    frame = SHOTS["admin-lan"]()
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    found = frame.findChild(LanPanel)
    assert isinstance(found, LanPanel)
    view = found.parentWidget()
    assert view is not None
    foot = QPoint(0, found.code.height())
    qtbot.waitUntil(lambda: 0 < found.code.mapTo(view, foot).y() <= view.height())


def test_a_second_relay_asks_for_somebody_at_whichever_of_the_two_it_is_looked_at() -> None:
    moment = Moment(datetime(2026, 11, 20, 9, tzinfo=VN), 0.0)
    other_one = Other(Address("10.0.0.2"), 2)
    shown = view(State(HOSTS, others=(other_one,)), (), moment)
    assert shown.sign == ATTENTION
    assert "quầy 2 (10.0.0.2:8474)" in shown.said[-1]
    assert shown.said[-1].endswith("Hãy chọn 3 ở máy ấy rồi F9.")
    assert view(State(HOSTS), (), moment).sign == GOOD


# --- the whole window ----------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


@pytest.fixture
def profile(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Desk 1, enrolled."""
    monkeypatch.setenv("MOTCUA_NOW", NOW)
    return enrolled(home, tmp_path)


@pytest.fixture
def other(home: Home, tmp_path: Path) -> Desk:
    """Desk 2."""
    return enrolled_beside(home, tmp_path, 2)


@pytest.fixture
def port() -> int:
    """A free one."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def opened(qtbot: QtBot, profile: Path, **settings: str) -> Iterator[tuple[Program, Clerk]]:
    write_settings(profile, replace(read_settings(profile), **settings))  # type: ignore[arg-type]
    program = start(qtbot, profile)
    try:
        yield program, unlocked(program, qtbot)
    finally:
        program.window.close()


def shown(program: Program) -> LanPanel:
    page = rooms(program).admin.page
    program.window.go("admin")
    page.open_section("lan")
    found = page.panels["lan"]
    assert isinstance(found, LanPanel)
    return found


def test_a_window_is_the_relay_and_goes_on_while_it_is_locked(
    qtbot: QtBot, profile: Path, other: Desk, port: int
) -> None:
    listens = f"127.0.0.1:{port}"
    with opened(qtbot, profile, lan=RELAY, lan_listen=listens) as (program, keys):
        page = shown(program)
        until(qtbot, lambda: page.address.text() == listens)
        met = other.run("lan", "--to", listens)
        assert met.status == OK, met.err
        shown(program)
        until(qtbot, lambda: "Quầy 2" in page._desks.text())
        keys.press("F12")
        assert program.window.name == ""
        assert other.run("lan").status == OK


def test_a_window_joins_and_says_when_its_relay_is_gone(
    qtbot: QtBot, profile: Path, other: Desk
) -> None:
    with relaying(other) as relay, opened(qtbot, profile, lan=relay.at) as (program, _keys):
        page = shown(program)
        until(qtbot, lambda: page.sign.accessibleName() == "đang nối với quầy 2")
        assert rooms(program).lan.words() == ""
        relay.kill()
        until(qtbot, lambda: page.sign.accessibleName() == "chưa thấy máy nối")
        assert rooms(program).lan.words() == "chưa thấy máy nối"
        status = program.window.shell.statusbar
        until(qtbot, lambda: "Các quầy khác: chưa thấy" in status.accessibleName())


def test_a_window_closes_at_once_over_a_relay_whose_power_is_gone(
    qtbot: QtBot, profile: Path, other: Desk
) -> None:
    """It was joined and rang on; its PC goes dark without a word; nobody waits for it at 17:00."""
    with relaying(other) as relay, opened(qtbot, profile, lan=relay.at, queue="on") as window:
        program, keys = window
        page = shown(program)
        until(qtbot, lambda: page.sign.accessibleName() == "đang nối với quầy 2")
        until(qtbot, lambda: rooms(program).calling.calling.queue.apart == "")
        os.kill(relay.process.pid, signal.SIGSTOP)  # it takes connections, and says nothing
        try:
            keys.press("F8")
            begun = time.monotonic()
            program.window.close()
            assert time.monotonic() - begun < CLOSES_SECONDS
        finally:
            os.kill(relay.process.pid, signal.SIGCONT)


def test_a_window_closes_at_once_over_an_address_that_is_dead(qtbot: QtBot, profile: Path) -> None:
    with dead() as place, opened(qtbot, profile, lan=str(place), queue="on") as (program, _keys):
        page = shown(program)
        until(qtbot, lambda: page.sign.accessibleName() == "chưa thấy máy nối")
        begun = time.monotonic()
        program.window.close()
        assert time.monotonic() - begun < CLOSES_SECONDS
