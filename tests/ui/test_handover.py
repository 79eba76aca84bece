"""Bàn giao by keys alone: slips are scanned, a digit says to whom, a PIN signs."""

from collections.abc import Callable

import pytest

from app.ui.handover.page import HandOverPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from tests.ui.conftest import Keyboard
from tests.ui.sample_hands import PIN, STUCK, Hands, paper

Open = Callable[[Hands], HandOverPage]


@pytest.fixture
def open_page(window: MainWindow, messages: Messages) -> Open:
    def build(hands: Hands) -> HandOverPage:
        page = HandOverPage(hands.desk(), messages)
        window.add_page("handover", page, place="find")
        window.go("handover")
        return page

    return build


def said(messages: Messages) -> str:
    assert messages.done is not None
    return messages.done.head


def test_twenty_slips_a_digit_and_his_pin_are_eight_keys(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    hands = Hands()
    page = open_page(hands)
    for place in range(20):
        page.take_code(str(place))
    keyboard.press("1", "1")
    keyboard.type(PIN)
    assert hands.given == [(20, "hac", True)]  # Shift+F6 to come here, a digit, six of a PIN
    assert said(messages) == "Đã bàn giao 20 hồ sơ cho Tao Văn Hặc, người nhận đã ký bằng PIN."
    assert hands.printed == [(20, "hac")]
    assert not page.items
    assert not page.people.typed


def test_a_wrong_pin_moves_nothing_and_is_typed_anew(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    hands = Hands()
    page = open_page(hands)
    page.take_code("1")
    keyboard.press("1", "1")
    keyboard.type("111111")
    assert not hands.given
    assert page.people.pin.input.hasFocus()
    assert page.people.pin.input.accessibleDescription().startswith("Sai mã PIN")
    assert len(page.items) == 1
    keyboard.type(PIN)
    assert hands.given == [(1, "hac", True)]
    assert messages.done is not None


def test_who_is_not_here_takes_over_later(open_page: Open, keyboard: Keyboard) -> None:
    hands = Hands()
    page = open_page(hands)
    page.take_code("1")
    keyboard.press("2", "2")  # she has no PIN at this machine
    assert not page.people.pin.isVisible()
    keyboard.press("F6")
    assert hands.given == [(1, "uong", False)]


def test_what_does_not_move_stays_with_its_reason(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    refused = paper(2)
    hands = Hands(stuck={refused.key: "20/11 – 0002 Thào Thị Mai: chỉ Giám đốc làm được."})
    page = open_page(hands)
    page.add([paper(1), refused, STUCK])
    keyboard.press("F6")
    assert hands.given == [(1, "hac", False)]
    assert messages.current is not None
    assert messages.current.head.endswith("1 hồ sơ không chuyển được, giữ nguyên.")
    assert messages.current.more == "20/11 – 0002 Thào Thị Mai: chỉ Giám đốc làm được."
    assert list(page.items) == [refused.key, STUCK.key]


def test_what_was_handed_to_this_clerk_is_taken_with_two_keys(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    hands = Hands(tuple(paper(place, goes=False, mine=True) for place in (4, 5)))
    page = open_page(hands)
    assert page.mine.isVisible()
    keyboard.press("Ctrl+E")
    assert not page.mine.isVisible()
    keyboard.press("F9")
    assert hands.taken == [2]
    assert said(messages) == "Bạn đã nhận 2 hồ sơ."
    assert not page.items


def test_del_takes_a_row_out_and_esc_goes_from_the_pin_to_the_list_to_nothing(
    open_page: Open, keyboard: Keyboard
) -> None:
    hands = Hands()
    page = open_page(hands)
    page.add([paper(1), paper(2)])
    keyboard.press("Del")
    assert len(page.items) == 1
    keyboard.press("1", "1")
    keyboard.type("13")
    keyboard.press("Esc")
    assert page.table.hasFocus()
    assert not page.people.typed
    keyboard.press("Esc")
    assert not page.items
    assert not hands.given
