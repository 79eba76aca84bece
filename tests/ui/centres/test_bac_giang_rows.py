"""A morning with waiting rows at Bắc Giang's centre, by real keys in the whole window.

500 to 700 visitors a day: whoever gives numbers gives them with one key each, whoever receives
calls with one key and never leaves his page. People are invented.
"""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.ui.queue.display import WaitingScreen
from tests.ui.clerk import CARD, NEXT, PIN, Clerk, answered, codes, rooms, saved, scan_person, until
from tests.ui.queues import busy, clerk, give, next_number, room, serving, waiting

__all__ = ["busy", "clerk"]


def held(program: Program) -> list[str]:
    return [one.number for one in room(program).calling.queue.held]


def test_bac_giang_gives_numbers_and_serves_them_without_leaving_reception(
    busy: Program, clerk: Clerk, qtbot: QtBot
) -> None:
    """Five visitors, the old woman first: two papers, a hold, a recall, a transfer."""
    give(busy, clerk, qtbot, "abcaA")
    assert waiting(busy) == ["A-003", "A-001", "B-001", "C-001", "A-002"]
    clerk.presses = 0
    clerk.press("F8")
    until(qtbot, lambda: serving(busy) == "A-003")
    scan_person(busy, clerk, qtbot, CARD)
    clerk.type("1+3")
    clerk.press("F9")
    (first,) = saved(busy, qtbot, 1)
    assert first.fee_dong == (1 + 3) * 2000
    until(qtbot, lambda: serving(busy) == "")  # two papers, one F9: served
    clerk.press("F8")
    until(qtbot, lambda: serving(busy) == "A-001")
    clerk.press("Ctrl+F8")  # he went out for a copy
    until(qtbot, lambda: held(busy) == ["A-001"])
    clerk.press("F8")
    until(qtbot, lambda: serving(busy) == "B-001")
    clerk.press("Shift+F8")
    until(qtbot, lambda: "gọi 2 lần" in room(busy).calling.queue.since)
    assert busy.window.name == "reception"
    clerk.press("Alt+F8")  # it is about land
    until(qtbot, room(busy).page.places.hasFocus)
    digit = _digit(busy, "Hàng C – Đất đai, xây dựng")
    clerk.press(digit, digit)
    until(qtbot, lambda: serving(busy) == "" and busy.window.name == "reception")
    assert waiting(busy)[0] == "B-001"  # at the head of its new row
    scan_person(busy, clerk, qtbot, NEXT)
    clerk.press("1", "1")
    clerk.press("F9")
    saved(busy, qtbot, 2)
    assert len(codes(busy)) == 2


def test_who_was_put_aside_comes_and_is_called_from_the_list(
    busy: Program, clerk: Clerk, qtbot: QtBot
) -> None:
    give(busy, clerk, qtbot, "ab")
    clerk.press("F8")
    until(qtbot, lambda: serving(busy) == "A-001")
    clerk.press("Ctrl+F8")
    until(qtbot, lambda: held(busy) == ["A-001"])
    clerk.presses = 0
    clerk.press("3", "3")
    clerk.press("Return", "\r")
    until(qtbot, lambda: serving(busy) == "A-001")
    assert clerk.presses <= 2
    clerk.press("Ctrl+D")  # called by mistake: he waits where he waited
    until(qtbot, lambda: serving(busy) == "" and waiting(busy) == ["A-001", "B-001"])


def test_nobody_comes_to_three_calls_and_the_number_is_still_there_when_he_does(
    busy: Program, clerk: Clerk, qtbot: QtBot
) -> None:
    give(busy, clerk, qtbot, "a")
    clerk.press("F8")
    until(qtbot, lambda: serving(busy) == "A-001")
    clerk.press("Ctrl+E")  # too early: the office calls three times
    until(qtbot, lambda: answered(busy))
    clerk.press("Ctrl+W")
    for times in (2, 3):
        clerk.press("Shift+F8")
        until(qtbot, lambda times=times: f"gọi {times} lần" in room(busy).calling.queue.since)  # type: ignore[misc]
    clerk.press("Ctrl+E")
    until(qtbot, lambda: held(busy) == ["A-001"] and serving(busy) == "")
    clerk.press("3", "3")
    clerk.press("Return", "\r")
    until(qtbot, lambda: serving(busy) == "A-001")


def test_a_number_given_by_mistake_is_taken_back_and_not_given_again(
    busy: Program, clerk: Clerk, qtbot: QtBot
) -> None:
    give(busy, clerk, qtbot, "a")
    clerk.press("Shift+F9")
    until(qtbot, lambda: waiting(busy) == [])
    give(busy, clerk, qtbot, "a")
    assert waiting(busy) == ["A-002"]


def test_the_waiting_room_sees_the_last_four_called_and_goes_on_while_the_desk_is_locked(
    busy: Program, clerk: Clerk, qtbot: QtBot
) -> None:
    clerk.press("Ctrl+Q")
    admin = rooms(busy).admin.page
    admin.open_section("queue")
    panel = admin.panels["queue"]
    panel.where.put("window")  # type: ignore[attr-defined]
    clerk.press("F9")
    screen = room(busy).screen.screen
    assert isinstance(screen, WaitingScreen)
    until(qtbot, screen.isVisible)
    assert QApplication.activeWindow() is busy.window
    give(busy, clerk, qtbot, "aabbcc")
    for number in ("A-001", "A-002", "B-001", "B-002", "C-001"):
        next_number(busy, clerk, qtbot, number)
    until(
        qtbot, lambda: [one.number for one in screen.shown] == ["C-001", "B-002", "B-001", "A-002"]
    )
    assert screen.lit
    assert screen.accessibleName().startswith("C-001 Quầy 1")
    clerk.press("F12")
    assert busy.window.name == ""
    assert screen.isVisible()
    clerk.press("F8")  # locked: nobody calls
    clerk.type(PIN)
    until(qtbot, lambda: busy.window.name != "")
    assert serving(busy) == "C-001"


def _digit(program: Program, words: str) -> str:
    places = room(program).page.places
    found = [places.row_at(at) for at in range(places.count)]
    return next(one.key for one in found if one.head == words)
