"""A file that woke up on another machine says so calmly, until a clerk has read it."""

from pytestqt.qtbot import QtBot

from app.bootstrap import arrival
from app.bootstrap.window import Program
from app.storage import awakening
from app.ui.messages import ATTENTION
from tests.ui.clerk import PIN, Clerk, rooms, until


def again(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    keys.press("F12")
    until(qtbot, lambda: not program.window.name)
    keys.type(PIN)
    until(qtbot, lambda: program.window.name == "today")


def test_it_says_what_is_safe_and_what_to_do_and_goes_when_it_was_read(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    assert program.messages.of(arrival.MOVED) is None
    connection = rooms(program).door.now_open().connection

    def moved() -> None:
        awakening.forget(connection)
        awakening.notice(connection, "one", ["card a"])
        assert awakening.notice(connection, "other", ["card b"])

    program.work.submit(moved).result(20)
    again(program, keys, qtbot)
    message = program.messages.of(arrival.MOVED)
    assert message is not None
    assert (message.kind, message.head) == (ATTENTION, arrival.MOVED_HERE)
    assert "phiếu từ nay ghi quầy 1b" in message.more
    keys.press("Ctrl+W")
    until(qtbot, lambda: program.messages.of(arrival.MOVED) is None)
    until(qtbot, lambda: not awakening.woke_elsewhere(connection))
    again(program, keys, qtbot)
    assert program.messages.of(arrival.MOVED) is None
