"""Gửi – nhận: each number opens its list, F11 sends, a dossier opens from its row."""

from collections.abc import Callable

import pytest

from app.ui.exchange.page import ExchangePage
from app.ui.main_window import MainWindow
from tests.ui.conftest import Keyboard
from tests.ui.sample_lists import Line

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


def test_what_the_province_sent_back_is_told_in_its_words(
    open_page: Open, keyboard: Keyboard
) -> None:
    page = open_page(Line())
    keyboard.press("3", "3")
    sentence = page.sheets["disputed"].table.model().index(0, 0).data()
    assert "Thiếu ngày sinh của chủ hồ sơ" in sentence


def test_nothing_to_send_says_so(open_page: Open, keyboard: Keyboard) -> None:
    page = open_page(Line(0))
    keyboard.press("1", "1")
    assert page.sheets["unsent"]._empty.accessibleName().startswith("Tỉnh đã nhận đủ")


def test_while_sending_the_key_says_so(open_page: Open, window: MainWindow) -> None:
    page = open_page(Line())
    page.show_sending(sending=True)
    assert window.shell.keybar.shown()["F11"] == "Đang gửi"
    page.show_sending(sending=False)
    assert window.shell.keybar.shown()["F11"] == "Gửi bây giờ"
