"""Gửi – nhận: each number opens its list, F11 sends, a dossier opens from its row."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from app.ui.exchange.page import ExchangePage
from app.ui.main_window import MainWindow
from app.ui.widgets.list_sheet import ListSheet
from tests.ui.conftest import Keyboard
from tests.ui.sample_lists import Line

HERE = Qt.FindChildOption.FindChildrenRecursively
Open = Callable[[Line], ExchangePage]


@pytest.fixture
def open_page(window: MainWindow) -> Open:
    def build(line: Line) -> ExchangePage:
        page = ExchangePage(line.desk())
        window.add_page("exchange", page, place="find")
        window.go("exchange")
        return page

    return build


def test_f11_on_the_page_sends_now(open_page: Open, keyboard: Keyboard) -> None:
    line = Line()
    open_page(line)
    keyboard.press("F11")
    assert line.started == 1


def test_a_digit_opens_what_is_unsent_and_enter_the_dossier(
    open_page: Open, keyboard: Keyboard
) -> None:
    page = open_page(Line())
    opened: list[str] = []
    page.opened.connect(opened.append)
    keyboard.press("1", "1")
    assert page.sheets["unsent"].isVisible()
    keyboard.press("Return", "\r")
    assert opened == ["MC-03158-1-261120-0000"]
    keyboard.press("Esc")
    assert page.sheets["log"].isVisible()


def test_both_sides_of_a_matter_are_shown_and_a_digit_with_enter_answers(
    open_page: Open, keyboard: Keyboard
) -> None:
    line = Line()
    page = open_page(line)
    told: list[str] = []
    page.told.connect(told.append)
    keyboard.press("3", "3")
    panel = page.matters.panel
    heads = [frame.accessibleName() for frame in panel.findChildren(QFrame, options=HERE)]
    assert [head for head in heads if head.startswith("Ở máy này – Lò Thị Nhi")]
    assert [head for head in heads if "Công dân rút hồ sơ" in head]
    keyboard.press("2", "2")
    assert line.answers == [], "a digit alone changes nothing"
    assert panel._leads.text().startswith("“Công dân rút hồ sơ” có hiệu lực")
    keyboard.press("Return", "\r")
    assert line.answers == [("contradiction", "province")]
    assert told == ["Đã ghi: province."]
    assert page.matters.panel.view is not None
    assert page.matters.panel.view.code == "procedure", "the next matter takes its place"


def test_esc_takes_a_picked_answer_back_before_it_leaves(
    open_page: Open, keyboard: Keyboard
) -> None:
    line = Line()
    page = open_page(line)
    keyboard.press("3", "3")
    keyboard.press("1", "1")
    keyboard.press("Esc")
    assert page.matters.panel.picked == ""
    keyboard.press("Esc")
    assert page.sheets["log"].isVisible()
    assert line.answers == []


def test_without_an_answer_picked_enter_opens_the_dossier(
    open_page: Open, keyboard: Keyboard
) -> None:
    page = open_page(Line())
    opened: list[str] = []
    page.opened.connect(opened.append)
    keyboard.press("3", "3")
    keyboard.press("Down")
    assert page.matters.panel.view is not None
    assert page.matters.panel.view.asked
    keyboard.press("2", "2")
    assert page.matters.panel.picked == "", "this matter has no such answer"
    keyboard.press("Return", "\r")
    assert opened == ["MC-03158-1-261112-0218"]


def test_where_digits_are_answers_the_numbers_wear_none(
    open_page: Open, keyboard: Keyboard
) -> None:
    page = open_page(Line())
    assert page.tiles["unsent"].accessibleName().endswith("phím 1")
    keyboard.press("3", "3")
    assert not page.tiles["unsent"].accessibleName().endswith("phím 1")
    keyboard.press("Esc")
    assert page.tiles["unsent"].accessibleName().endswith("phím 1")


def test_nothing_to_decide_says_so(open_page: Open, keyboard: Keyboard) -> None:
    page = open_page(Line(0))
    keyboard.press("3", "3")
    assert page.matters.sheet._empty.accessibleName().startswith("Không có gì cần xử lý")
    assert not page.matters.panel.isVisible()


def test_nothing_to_send_says_so(open_page: Open, keyboard: Keyboard) -> None:
    page = open_page(Line(0))
    keyboard.press("1", "1")
    sheet = page.sheets["unsent"]
    assert isinstance(sheet, ListSheet)
    assert sheet._empty.accessibleName().startswith("Tỉnh đã nhận đủ")


def test_while_sending_the_key_says_so(open_page: Open, window: MainWindow) -> None:
    page = open_page(Line())
    page.show_sending(sending=True)
    assert window.shell.keybar.shown()["F11"] == "Đang gửi"
    page.show_sending(sending=False)
    assert window.shell.keybar.shown()["F11"] == "Gửi bây giờ"


def test_while_it_sends_the_page_says_how_far_it_is_and_for_how_long(open_page: Open) -> None:
    page = open_page(Line())
    page.show_sending(sending=True)
    page.show_progress("Đã gửi 12 kB trong 35 kB; còn khoảng 8 giây.", 0.3)
    assert page._progress.isVisible()
    assert page._moving.accessibleName().endswith("còn khoảng 8 giây.")
    page.show_sending(sending=False)
    assert not page._progress.isVisible()


def test_p_stops_sending_by_itself_and_p_again_goes_on(open_page: Open, keyboard: Keyboard) -> None:
    line = Line()
    page = open_page(line)
    assert page._pause.isVisible()
    keyboard.press("P", "p")
    assert line.paused
    page.refresh()
    assert page._go_on.isVisible()
    assert not page._pause.isVisible()
    assert "mở lại chương trình là tự gửi lại" in page._line.text()
    keyboard.press("P", "p")
    assert not line.paused
