"""The window tries by itself again: soon, then more seldom, visibly, and whatever has happened."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import arrival
from app.bootstrap.arrival import Arrival
from app.bootstrap.exchange_room import ExchangeRoom
from app.bootstrap.window import Program
from app.services import reception
from app.services.exchange import COMPLETE, NO_LINE, REFUSED, Outcome
from app.services.exchange_waits import MOST_SECONDS, USUAL_SECONDS, wait_seconds
from app.storage.connection import transaction
from app.storage.secrets import put_mark
from app.ui.messages import OLD, Action
from tests.printing.desks import LINE
from tests.province.servers import found_home
from tests.sync.http_ends import far_end, response
from tests.ui.clerk import Clerk, enrolled, rooms, start, unlocked, until

READ = Action("Đã rõ", lambda: None)


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
    made = start(qtbot, enrolled(found_home(tmp_path / "province"), tmp_path, "--server", line))
    yield made
    made.window.close()


@pytest.fixture
def keys(program: Program, qtbot: QtBot) -> Clerk:
    return unlocked(program, qtbot)


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


def test_p_lets_nothing_be_sent_by_itself_until_p_again(
    room: ExchangeRoom, program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("P", "p")
    assert not room.timer.isActive()
    until(qtbot, lambda: "Đang tạm dừng" in room.page._line.text())
    room._try()
    assert not room.line.sending, "nor where a timer was late"
    words: list[str] = []
    program.run(rooms(program).status, lambda bar: words.append(bar.network_words))
    until(qtbot, lambda: bool(words))
    assert words[0].startswith("Tạm dừng gửi")
    keys.press("P", "p")
    until(qtbot, lambda: not room.line.sending)
    assert not room.paused
    assert room.timer.isActive()


def test_f11_goes_on_too(room: ExchangeRoom, keys: Clerk, qtbot: QtBot) -> None:
    keys.press("P", "p")
    keys.press("F11")
    until(qtbot, lambda: not room.line.sending)
    assert not room.paused


@pytest.mark.usefixtures("keys")
def test_on_the_seventh_day_a_line_says_that_today_is_the_day_to_send(
    program: Program, qtbot: QtBot
) -> None:
    opened = rooms(program).door.now_open()
    program.work.submit(lambda: reception.receive(opened.desk, LINE)).result(20)
    assert arrival.week_words(opened) == ""
    later = opened.desk.clock.now() + arrival.SEND_AFTER + timedelta(hours=1)
    moved = replace(opened, desk=replace(opened.desk, clock=Standing(later)))
    week = arrival.week_words(moved)
    assert week.startswith("Hôm nay gửi dữ liệu: 1 hồ sơ, khoảng ")
    found = Arrival(doubtful=False, draft=None, broke_off=None, free=1 << 40, week=week)
    (line,) = found.messages(None, READ)
    assert (line.name, line.kind) == (arrival.WEEK, OLD)
    program.messages.show(line)
    rooms(program).exchange._on_exchanged(Outcome(COMPLETE, 1, 0, 1, 1, 1, 1, "x"), asked=False)
    assert program.messages.of(arrival.WEEK) is None
    until(qtbot, lambda: program.window.name == "today")


@dataclass(frozen=True)
class Standing:
    """A clock that stands."""

    at: datetime

    def now(self) -> datetime:
        return self.at
