"""Hôm nay: counts open their lists, rows are marked and opened by keys alone."""

from collections.abc import Callable

import pytest

from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.today.page import TodayPage
from tests.ui.conftest import Keyboard
from tests.ui.sample_lists import Morning
from tests.ui.sight import drawn

Open = Callable[[Morning], TodayPage]


@pytest.fixture
def open_today(window: MainWindow, messages: Messages) -> Open:
    def build(morning: Morning) -> TodayPage:
        page = TodayPage(morning.desk(), messages)
        window.add_page("today", page)
        window.go("today")
        return page

    return build


def test_the_most_urgent_row_is_chosen_and_enter_opens_it(
    open_today: Open, keyboard: Keyboard
) -> None:
    opened: list[str] = []
    page = open_today(Morning())
    page.opened.connect(opened.append)
    keyboard.press("Return", "\r")
    assert opened == ["MC-03158-1-261120-0000"]


def test_a_digit_opens_the_list_of_its_tile_and_esc_takes_it_back(
    open_today: Open, keyboard: Keyboard
) -> None:
    morning = Morning()
    page = open_today(morning)
    keyboard.press("1", "1")
    assert morning.asked[-1] == "late"
    assert page.tiles["late"].isChecked()
    keyboard.press("Esc")
    assert morning.asked[-1] == "all"
    assert not page.tiles["late"].isChecked()


def test_space_marks_and_f4_gives_back_the_marked_ones(
    open_today: Open, keyboard: Keyboard
) -> None:
    given: list[tuple[str, ...]] = []
    page = open_today(Morning())
    page.giving_back.connect(given.append)
    keyboard.press("Space", " ")
    keyboard.press("Down")
    keyboard.press("Space", " ")
    assert page.sheet.count.text() == "đã chọn 2 / 9 hồ sơ"
    keyboard.press("F4")
    assert given == [("MC-03158-1-261120-0000", "MC-03158-1-261120-0002")]
    keyboard.press("Esc")
    assert page.sheet.count.text() == "9 hồ sơ"


def test_ctrl_a_marks_all_and_takes_all_marks_away(open_today: Open, keyboard: Keyboard) -> None:
    page = open_today(Morning())
    keyboard.press("Ctrl+A")
    assert len(page.table.marked) == 9
    keyboard.press("Ctrl+A")
    assert not page.table.marked


def test_ten_thousand_rows_are_read_as_they_are_looked_at(
    open_today: Open, keyboard: Keyboard
) -> None:
    page = open_today(Morning(10_000))
    assert page.table.count == 100
    for _ in range(95):
        keyboard.press("Down")
    assert page.table.count == 200
    assert page.sheet.count.text() == "10.000 hồ sơ"


def test_reading_anew_keeps_the_chosen_row(open_today: Open, keyboard: Keyboard) -> None:
    page = open_today(Morning())
    keyboard.press("Down")
    chosen = page.table.current_key
    page.refresh()
    assert page.table.current_key == chosen


def test_an_empty_morning_says_what_to_do(open_today: Open) -> None:
    page = open_today(Morning(0))
    assert page.sheet._empty.accessibleName() == (
        "Chưa có hồ sơ nào hôm nay. Quét thẻ CCCD để bắt đầu, hoặc nhấn F2."
    )
    page.choose("late")
    assert page.sheet._empty.accessibleName().startswith("Không có hồ sơ nào: Quá hạn")


def test_a_row_says_its_state_in_words(open_today: Open) -> None:
    page = open_today(Morning())
    sentence = page.table.model().index(0, 0).data()
    assert "Chủ hồ sơ Giàng A Páo" in sentence
    assert "Hạn trả quá 1 ngày" in sentence


def test_f6_sends_the_marked_rows_to_the_page_that_hands_over(
    open_today: Open, keyboard: Keyboard
) -> None:
    page = open_today(Morning(5))
    asked: list[tuple[str, ...]] = []
    page.handing_over.connect(asked.append)
    keyboard.press("F6")
    keyboard.press("Ctrl+A")
    keyboard.press("F6")
    assert [len(codes) for codes in asked] == [1, 5]
    assert len(page.table.marked) == 5


def test_caps_of_digits_go_while_the_search_would_take_the_digit(
    open_today: Open, keyboard: Keyboard
) -> None:
    morning = Morning()
    tile = open_today(morning).tiles["late"]
    assert drawn(tile).count("1") == 2  # the number, and the cap
    asked = len(morning.asked)
    keyboard.press("F3")
    assert drawn(tile).count("1") == 1
    assert "phím" not in tile.accessibleName()
    keyboard.press("Tab")
    assert drawn(tile).count("1") == 2
    keyboard.press("F3")
    keyboard.press("1", "1")
    assert len(morning.asked) == asked
