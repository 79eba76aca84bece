"""A real desk whose office has waiting rows, and its clerk at the whole window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import founding
from app.bootstrap.queue_room import QueueRoom
from app.bootstrap.window import Program
from app.settings import Settings, write_settings
from tests.ui.clerk import CHEAP, PIN, Clerk, rooms, start, unlocked, until

ROWS = "A Chứng thực; B Hộ tịch; C Đất đai, xây dựng"


def with_rows(folder: Path, **changes: object) -> Path:
    """A profile of a desk that gives and calls numbers, printing into a folder."""
    profile = folder / "desk"
    founding.found_standalone(
        str(profile), commune="03158", desk=1, pin=PIN, training=True, cost=CHEAP
    ).opened.close()
    usual: dict[str, object] = {"printer": f"folder:{folder / 'paper'}"}
    settings = usual | {"queue": "on", "queue_rows": ROWS} | changes
    write_settings(profile, Settings(**settings))  # type: ignore[arg-type]
    return profile


@pytest.fixture
def busy(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The window of such a desk, locked; numbers are said there, not printed."""
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    made = start(qtbot, with_rows(tmp_path, ticket_paper=""))
    yield made
    made.window.close()


@pytest.fixture
def clerk(busy: Program, qtbot: QtBot) -> Clerk:
    """Its clerk, who has just come in."""
    return came_in(busy, qtbot)


def came_in(program: Program, qtbot: QtBot) -> Clerk:
    """The PIN opened the window, and the rows are known."""
    keys = unlocked(program, qtbot)
    until(qtbot, lambda: bool(room(program).calling.queue.lines))
    return keys


def room(program: Program) -> QueueRoom:
    return rooms(program).calling


def waiting(program: Program) -> list[str]:
    """The numbers that wait, in their turn."""
    return [one.number for one in room(program).calling.queue.waiting]


def serving(program: Program) -> str:
    return room(program).calling.queue.serving


def next_number(program: Program, keys: Clerk, qtbot: QtBot, number: str) -> None:
    """F8 where it is no second press of the same hand; that number is called."""
    until(qtbot, lambda: not room(program).calling.just_called)
    keys.press("F8")
    until(qtbot, lambda: serving(program) == number)


def give(program: Program, keys: Clerk, qtbot: QtBot, letters: str) -> None:
    """One number a letter, on the page Hàng chờ; capitals go first."""
    keys.press("Ctrl+I")
    before = len(waiting(program))
    for letter in letters:
        keys.press(f"Shift+{letter}" if letter.isupper() else letter.upper(), letter)
    until(qtbot, lambda: len(waiting(program)) == before + len(letters))
