"""The window tries by itself again: soon, then more seldom, visibly, and whatever has happened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.enrolling import take_enrolment
from app.bootstrap.exchange_room import ExchangeRoom
from app.bootstrap.window import Program
from app.services.exchange import COMPLETE, NO_LINE, REFUSED, Outcome
from app.services.exchange_waits import MOST_SECONDS, USUAL_SECONDS, wait_seconds
from app.settings import Settings, write_settings
from app.storage.connection import transaction
from app.storage.keys import Cost
from app.storage.secrets import put_mark
from tests.province.servers import found_home
from tests.sync.http_ends import far_end, response
from tests.ui.clerk import PIN, Clerk, rooms, start, until


@pytest.fixture
def line() -> Iterator[str]:
    """The address of a hotel's page."""
    page = response(b"<html>", status="511 Network Authentication Required")
    with far_end(lambda _request: page) as end:
        yield end.address


@pytest.fixture
def program(
    line: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """A desk whose line wants a log-in first."""
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    profile, file, code = (tmp_path / name for name in ("desk", "desk.motcua", "desk.code"))
    found_home(tmp_path / "province").json(
        "enrol", "--commune", "03158", "--desk", "1", "--out", str(file), "--code-out", str(code),
        "--server", line,
    )  # fmt: skip
    take_enrolment(str(profile), file, PIN, code=code.read_text(), cost=Cost(8, 1))
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


@pytest.fixture
def room(program: Program, keys: Clerk, qtbot: QtBot) -> ExchangeRoom:
    """The page is open; nobody has tried yet."""
    keys.press("F11")
    until(qtbot, lambda: program.window.name == "exchange")
    room = rooms(program).exchange
    until(qtbot, lambda: not room.line.sending)
    return room


def ended(room: ExchangeRoom, state: str) -> float:
    """Seconds until the next try, after an exchange that ended so."""
    room._on_exchanged(Outcome(state, 0, 0, 0, 1, 1, 1, "x"), asked=False)
    return room.timer.interval() / 1000


def test_tries_come_soon_and_then_more_and_more_seldom_spread_over_the_machines() -> None:
    waits = [wait_seconds(failures, 0.5) for failures in range(1, 12)]
    assert waits[:4] == [5, 10, 20, 40]
    assert waits[-4:] == [MOST_SECONDS] * 4
    assert wait_seconds(0, 0.5) == USUAL_SECONDS
    assert wait_seconds(10**9, 0.5) == MOST_SECONDS
    assert (wait_seconds(1, 0.0), wait_seconds(1, 1.0)) == (3.75, 6.25)


def test_the_page_says_when_the_next_try_comes(room: ExchangeRoom, qtbot: QtBot) -> None:
    until(qtbot, lambda: "Tự thử lại lúc" in room.page._line.text())
    assert 200 <= ended(room, COMPLETE) <= 400
    assert 3.7 <= ended(room, NO_LINE) <= 6.3
    until(qtbot, lambda: "Tự thử lại lúc" in room.page._line.text())
    assert "F11 để thử ngay" in room.page._line.text()
    assert 7.4 <= ended(room, REFUSED) <= 12.6
    assert 200 <= ended(room, COMPLETE) <= 400
    until(qtbot, lambda: "Tự thử lại" not in room.page._line.text())


def test_a_fault_of_our_own_does_not_end_all_sending(
    program: Program, keys: Clerk, room: ExchangeRoom, qtbot: QtBot
) -> None:
    """A certificate that cannot be read: no clerk's trouble, a bug's."""
    connection = rooms(program).door.now_open().connection

    def damage() -> None:
        with transaction(connection):
            put_mark(connection, "server_certificate", "hỏng")

    program.work.submit(damage).result()
    bugs: list[BaseException] = []
    program.tasks._on_bug = bugs.append
    for failures in (room._failures + 1, room._failures + 2):
        keys.press("F11")
        until(qtbot, lambda failures=failures: room._failures >= failures)  # type: ignore[misc]
        assert bugs
        assert room.timer.isActive()
        until(qtbot, lambda: not room.line.sending)
