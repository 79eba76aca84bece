"""A bug in the window: the text to copy names nobody, what is typed comes back, work goes on."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.storage import drafts, worklist
from app.ui.crash import CrashGuard
from app.ui.crash_window import CrashWindow
from tests.ui.clerk import PIN, Clerk, rooms, scan_person, until
from tests.ui.programs import start

pytestmark = pytest.mark.shows_a_bug
PERSON = ("Đặng", "Văn", "Đức", "011090000007", "Tả Kố Khừ")


@pytest.fixture(autouse=True)
def _hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def bug(*_: object, **__: object) -> None:
    raise ZeroDivisionError(" ".join(PERSON))


def crash(program: Program) -> CrashWindow:
    assert program.crash.window is not None
    return program.crash.window


def typing(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    """A draft that no timer has kept yet stands on the page."""
    program.crash.install()
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    rooms(program).reception.drafting.rest()


def bug_in_a_slot(program: Program, keys: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms(program).today, "choose", bug)
    program.window.go("today")
    keys.press("1", "1")


def bug_on_the_work_thread(program: Program, _keys: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "count", bug)
    program.window.go("today")


def bug_in_a_thread_of_its_own(
    _program: Program, _keys: Clerk, _monkeypatch: pytest.MonkeyPatch
) -> None:
    threading.Thread(target=bug).start()


@pytest.mark.parametrize(
    "happens", [bug_in_a_slot, bug_on_the_work_thread, bug_in_a_thread_of_its_own]
)
def test_a_bug_anywhere_is_told_without_a_person_and_the_draft_is_kept_and_comes_back(
    program: Program, keys: Clerk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture, happens: object,
) -> None:  # fmt: skip
    typing(program, keys, qtbot)
    happens(program, keys, monkeypatch)  # type: ignore[operator]
    until(qtbot, lambda: program.crash.window is not None)
    told = crash(program)
    qtbot.waitUntil(told.isActiveWindow)
    assert "thành bản nháp" in told.accessibleName()
    keys.press("Ctrl+C")
    copied = QApplication.clipboard().text()
    assert "ZeroDivisionError" in copied
    assert "test_crash.py" in copied
    assert not [part for part in PERSON if part in copied + caplog.text]
    opened = rooms(program).door.now_open()
    kept = program.work.submit(lambda: drafts.newest(opened.connection, opened.desk.user)).result()
    assert kept is not None
    keys.press("Return", "\r")
    assert not told.isVisible()
    assert program.window.isVisible()

    monkeypatch.undo()
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    folder = program.folder
    program.window.close()
    again = start(qtbot, folder)
    Clerk().type(PIN)
    until(qtbot, lambda: again.window.name == "reception")
    assert rooms(again).reception.owner.person.name == "Đặng Văn Đức"
    again.window.close()


def test_where_keeping_breaks_too_the_window_says_so_and_opens_once(qtbot: QtBot) -> None:
    guard = CrashGuard(bug)
    guard.install()
    guard.show(KeyError("a"))
    first = guard.window
    assert first is not None
    qtbot.addWidget(first)
    assert "KeyError" in first.words
    assert "chép ra giấy" in first.accessibleName()
    guard.show(KeyError("b"))
    assert guard.window is first
