"""A desk that nobody touches locks itself; what was typed stays, and its clerk comes back first."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.bootstrap.window import MINUTE_MS, Program
from app.settings import Settings
from app.ui.idle import IdleLock
from tests.ui.clerk import NHI_PIN, Clerk, nhi_sits_down, qt_application, rooms, scan_person, until

AT_ONCE_MS = 40


def idle(program: Program) -> IdleLock:
    assert program.idle is not None
    return program.idle


def test_it_locks_by_itself_and_the_same_clerk_goes_on_where_he_was(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    nhi_sits_down(program, keys, qtbot)
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    assert idle(program).timer.remainingTime() > 9 * MINUTE_MS
    idle(program).timer.start(AT_ONCE_MS)
    until(qtbot, lambda: program.window.name == "")
    assert program.lock_page.user is not None
    assert program.lock_page.user.user == "nhi"  # F12 would have marked the other one
    keys.type(NHI_PIN)
    until(qtbot, lambda: program.window.name == "reception")
    assert rooms(program).reception.owner.person.name == "Đặng Văn Đức"
    assert rooms(program).reception.draft().procedure == "2.000815"


def test_each_key_begins_anew_and_a_locked_desk_is_not_locked_again(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    timer = idle(program).timer
    timer.start(5 * MINUTE_MS)
    keys.press("Down")
    assert timer.remainingTime() > 9 * MINUTE_MS
    keys.press("F12")
    keys.type("24")  # of the PIN
    timer.start(AT_ONCE_MS)
    until(qtbot, lambda: not timer.isActive())
    keys.type("6810")
    until(qtbot, lambda: program.window.name == "today")


def test_a_desk_that_was_told_never_to_does_not(program: Program, keys: Clerk) -> None:
    program.settings = replace(program.settings, lock_minutes=0)
    keys.press("Down")
    assert not idle(program).timer.isActive()


def test_the_time_is_asked_anew_and_after_closing_nothing_is_heard(qtbot: QtBot) -> None:
    locked: list[int] = []
    one = IdleLock(qt_application(), lambda: AT_ONCE_MS, lambda: locked.append(1))
    one.begin()
    until(qtbot, lambda: locked == [1])
    one.begin()
    one.close()
    assert not one.timer.isActive()
    assert Settings().lock_minutes == 10
