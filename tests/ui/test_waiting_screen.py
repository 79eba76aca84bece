"""Màn hình chờ: what was called, big enough for the room, calm, on its own monitor."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.queue.desk import Stand
from app.ui.queue.display import WaitingScreen
from tests.ui.sample_queue import BOARD
from tests.ui.samples import NOW
from tests.ui.second_screen import said_by

WORDS = re.compile(r'font-size="(\d+)[^"]*"[^>]*>\s*<text[^>]*>(.*?)</text>', re.DOTALL)


def made(qtbot: QtBot, size: tuple[int, int] = (1366, 768)) -> WaitingScreen:
    screen = WaitingScreen("Trung tâm Phục vụ hành chính công phường Bắc Giang", lambda: NOW)
    qtbot.addWidget(screen)
    screen.resize(*size)
    return screen


def sizes(screen: WaitingScreen) -> dict[str, int]:
    """Each text that is drawn, and its font's pixels."""
    kept, sheet = QBuffer(), QSvgGenerator()
    sheet.setOutputDevice(kept)
    sheet.setSize(screen.size())
    painter = QPainter(sheet)
    screen.render(painter, QPoint())
    painter.end()
    found = WORDS.findall(bytes(kept.data().data()).decode())
    return {words.strip(): int(pixels) for pixels, words in found}


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_number_is_at_least_120_pixels_on_every_screen(
    qapp: QApplication, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    theme.use(qapp, "light", scale)
    screen = made(qtbot, size)
    screen.show_called(BOARD)
    told = sizes(screen)
    assert all(told[one.number] >= 120 for one in BOARD)
    assert max(told, key=lambda words: told[words]) == BOARD[0].number
    assert {one.desk for one in BOARD} <= told.keys()
    assert "10:42" in told


def test_a_new_call_stands_out_and_the_same_one_read_again_does_not(qtbot: QtBot) -> None:
    screen, seen = made(qtbot), list[bool]()
    again = (replace(BOARD[0], times=2), *BOARD[1:])
    for called in (BOARD, BOARD, again):  # the last: the same number is called once more
        screen.show_called(called)
        seen.append(screen.lit)
        screen.rest()
    assert seen == [True, False, True]
    screen.show_called([])
    assert screen.accessibleName() == "Chưa gọi số nào"


def test_it_fills_the_second_monitor_and_gives_way_where_that_is_unplugged(
    tmp_path: Path,
) -> None:
    assert said_by("tests.ui.two_screens", tmp_path, str(tmp_path)) == [
        "begun 1366 1920 True True True",
        "unplugged 0 1280 False True True",
        "plugged 1366 1920 True True True",
        "locked 1366 1920 True True True",
        "closed False",
    ]


# --- where dossiers stand -----------------------------------------------------------------------

STANDS = tuple(
    Stand(f"20/11 – {number:04d}", f"Thạch T. M{number}.", "đang giải quyết, hẹn T2 30/11")
    for number in range(1, 10)
)


def test_pages_of_dossiers_take_turns_with_the_numbers_and_a_call_goes_before_them(
    qtbot: QtBot,
) -> None:
    screen = made(qtbot)
    screen.show_called(BOARD)
    screen.rest()
    screen.show_stands(STANDS)
    seen = []
    for _ in range(4):
        seen.append(len(screen.told))
        screen.turn()
    assert seen == [0, 7, 2, 0]
    assert screen.told == STANDS[:7]
    assert screen.accessibleName().startswith("20/11 – 0001 Thạch T. M1.: đang giải quyết")
    screen.show_called((replace(BOARD[0], number="A-099"), *BOARD))
    assert screen.told == ()
    screen.turn()
    assert screen.told == (), "a number that was called just now is not turned away"
    screen.rest()
    screen.turn()
    screen.show_stands(())
    assert screen.told == ()


def test_without_numbers_only_dossiers_are_told(qtbot: QtBot) -> None:
    screen = made(qtbot)
    screen.use_numbers(on=False)
    assert screen.accessibleName() == "Chưa có hồ sơ nào"
    screen.show_stands(STANDS)
    for many in (7, 2, 7):
        screen.turn()
        assert len(screen.told) == many


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_rows_of_dossiers_are_read_from_afar(qtbot: QtBot, size: tuple[int, int]) -> None:
    screen = made(qtbot, size)
    screen.show_stands(STANDS)
    screen.turn()
    told = sizes(screen)
    assert all(told[one.number] >= size[1] // 40 for one in STANDS[:7])
    assert all(one.said in told and one.name in told for one in STANDS[:7])
