"""Who has not come for a result is told, a digit a row, in the real window."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.services import reception
from app.services.steps import step, the_one
from app.ui.uncollected.page import UncollectedPage
from tests.printing.reading import flat
from tests.ui.clerk import Clerk, rooms, until

NAMES = ("Lò Văn Thử", "Giàng A Thử", "Thào Thị Thử")


def finish(program: Program, name: str, days_ago: int) -> str:
    desk = rooms(program).door.now_open().desk
    at = (desk.clock.now() - timedelta(days=days_ago)).isoformat()
    owner = {"name": name, "no_id_reason": "quên ở nhà", "phone": "0912345678"}
    line = {
        "procedure": "1.001776", "owner": owner, "received_at": at, "entered_late": True,
    }  # fmt: skip
    code = reception.receive(desk, line).code
    step(desk, {"code": code, "action": "finish", "at": at, "entered_late": True})
    return code


@pytest.fixture
def waiting(program: Program, keys: Clerk) -> list[str]:
    """Three results wait for 40, 50 and 60 days, one since yesterday."""
    days = zip(NAMES, (40, 50, 60), strict=True)
    made = program.work.submit(lambda: [finish(program, name, ago) for name, ago in days])
    program.work.submit(finish, program, "Pờ Mỳ Thử", 1).result(20)
    found = made.result(20)
    keys.presses = 0
    return found


@pytest.fixture
def page(program: Program, waiting: list[str], keys: Clerk, qtbot: QtBot) -> UncollectedPage:
    """F4, then 3."""
    keys.press("F4")
    waits = rooms(program).giveback.waiting
    until(qtbot, lambda: waits.table.count == len(waiting) + 1)
    keys.press("3", "3")
    until(qtbot, lambda: program.window.name == "uncollected")
    made = rooms(program).uncollected.page
    until(qtbot, lambda: made.table.count == len(waiting))
    return made


def reminders(program: Program, code: str) -> list[tuple[str, datetime]]:
    history = the_one(rooms(program).door.now_open().journal, code).dossier.history
    return [(line.detail or "", line.at) for line in history if line.action == "remind"]


def was_told(program: Program, code: str) -> bool:
    return len(reminders(program, code)) == 1


def stands_at(page: UncollectedPage, place: int) -> bool:
    return page.table.place == place


def test_each_row_takes_one_key_and_the_caret_goes_on_to_the_next(
    program: Program, page: UncollectedPage, waiting: list[str], keys: Clerk, qtbot: QtBot
) -> None:
    assert [str(page.table.cells(key)[1]) for key in page.table._keys] == list(reversed(NAMES))
    longest_first = list(reversed(waiting))
    for place, code in enumerate(longest_first):
        keys.press(str(place + 1), str(place + 1))
        until(qtbot, partial(was_told, program, code))
        until(qtbot, partial(stands_at, page, min(place + 1, 2)))
    assert keys.presses == 5  # F4, 3, and one a row
    assert [reminders(program, code)[0][0] for code in longest_first] == [
        "gọi điện", "nhắn tin", "gửi thư",
    ]  # fmt: skip
    until(
        qtbot,
        lambda: all("20/11" in str(page.table.cells(key)[5]) for key in page.table._keys),
    )
    keys.press("Esc")
    assert program.window.name == "giveback"


def test_all_marked_rows_take_one_digit_and_the_list_prints(
    program: Program, page: UncollectedPage, waiting: list[str], keys: Clerk, qtbot: QtBot,
    tmp_path: Path,
) -> None:  # fmt: skip
    keys.press("Ctrl+A")
    keys.press("1", "1")
    until(qtbot, lambda: all(reminders(program, code) for code in waiting))
    assert keys.presses == 4
    until(qtbot, lambda: not page.table.marked)
    keys.press("Ctrl+P")
    papers = tmp_path / "paper"

    def printed() -> list[Path]:
        return [file for file in papers.glob("*.pdf") if "KẾT QUẢ CHỜ" in flat(file.read_bytes())]

    until(qtbot, lambda: bool(papers.exists() and printed()))
    words = flat(printed()[0].read_bytes())
    assert "KẾT QUẢ CHỜ LẤY QUÁ 30 NGÀY" in words
    for name in NAMES:
        assert name in words
    assert "0912 345 678" in words
    assert "60 ngày" in words
    assert "gọi điện" in words
    assert "Pờ Mỳ Thử" not in words


def test_hom_nay_counts_them_and_who_comes_after_all_is_served(
    program: Program, waiting: list[str], keys: Clerk, qtbot: QtBot
) -> None:
    program.window.go("today")
    today = rooms(program).today
    until(qtbot, today.uncollected.isVisible)
    assert "3 kết quả chờ lấy quá 30 ngày" in today.uncollected.text()
    keys.press("Ctrl+E")
    page = rooms(program).uncollected.page
    until(qtbot, lambda: page.table.count == len(waiting))
    keys.press("F4")
    basket = rooms(program).giveback
    until(qtbot, lambda: [one.owner for one in basket.basket.ready] == [NAMES[2]])
    keys.press("F4")
    until(qtbot, lambda: not basket.basket)
    program.window.go("today")
    until(qtbot, lambda: "2 kết quả" in today.uncollected.text())


def test_nothing_is_said_where_nobody_waits_so_long(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    program.work.submit(finish, program, "Pờ Mỳ Thử", 30).result(20)
    program.window.go("today")
    until(qtbot, lambda: rooms(program).today.table.count == 1)
    assert not rooms(program).today.uncollected.isVisible()
    keys.press("Ctrl+E")
    until(qtbot, lambda: program.window.name == "uncollected")
    assert rooms(program).uncollected.page.table.count == 0
    keys.press("1", "1")
    keys.press("Ctrl+P")
    keys.press("Esc")
    assert program.window.name == "today"  # back to where it was asked for


def test_a_digit_that_is_held_down_tells_of_one_person_only(page: UncollectedPage) -> None:
    pressed: list[int] = []
    page.table.digit.disconnect()
    page.table.digit.connect(pressed.append)
    for repeats in (False, True, True):
        plain = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, plain, "1", repeats)
        QApplication.sendEvent(page.table, event)
    assert pressed == [1]
