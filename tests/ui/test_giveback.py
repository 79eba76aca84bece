"""Trả kết quả: one key after the scan, by proxy, without the slip, ten at once."""

from collections.abc import Callable

import pytest

from app.ui.giveback.desk import Receiver
from app.ui.giveback.page import GiveBackPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from tests.ui.conftest import Keyboard
from tests.ui.sample_lists import Counter, item

Open = Callable[[Counter], GiveBackPage]
PROXY = Receiver("Lò Văn Ướt", "011085000321")


@pytest.fixture
def open_page(window: MainWindow, messages: Messages) -> Open:
    def build(counter: Counter) -> GiveBackPage:
        page = GiveBackPage(counter.desk(), messages)
        window.add_page("giveback", page, place="find")
        window.go("giveback")
        return page

    return build


def test_a_scanned_slip_and_f4_give_back_to_the_owner(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).key)
    keyboard.press("F4")
    ((numbers, how),) = counter.given
    assert numbers == ("17/11 – 0231",)
    assert how.receiver.blank
    assert (how.signed, how.without_slip) == ("ký sổ giấy", False)
    assert not page.items
    assert messages.done is not None
    assert messages.done.head == "Đã trả kết quả: Giàng A Páo."


def test_ten_slips_and_one_proxy_are_one_key(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter(tuple(item(place) for place in range(10)))
    page = open_page(counter)
    for place in range(10):
        page.take_slip(item(place).key)
    page.take_card(PROXY)
    keyboard.press("F4")
    ((numbers, how),) = counter.given
    assert len(numbers) == 10
    assert (how.receiver.name, how.receiver.id) == (PROXY.name, PROXY.id)


def test_without_the_slip_the_owners_card_finds_his_results(
    open_page: Open, keyboard: Keyboard
) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_card(Receiver(item(1).owner, item(1).owner_id))
    keyboard.press("F4")
    ((numbers, how),) = counter.given
    assert numbers == (item(1).number,)
    assert how.without_slip
    assert how.receiver.blank


def test_the_owners_own_card_is_no_proxy(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).key)
    page.take_card(Receiver(item(0).owner, item(0).owner_id))
    keyboard.press("F4")
    assert counter.given[0][1].receiver.blank


def test_enter_takes_a_waiting_row_into_the_list(open_page: Open, keyboard: Keyboard) -> None:
    page = open_page(Counter())
    keyboard.press("Return", "\r")
    assert [one.number for one in page.items.values()] == [item(0).number]


def test_what_cannot_be_given_stays_with_its_reason(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter(refused=item(1).number)
    page = open_page(counter)
    page.take_codes([item(0).key, item(1).key])
    keyboard.press("F4")
    (left,) = page.items.values()
    assert left.state == ("attention", "chưa có kết quả")
    keyboard.press("F4")
    assert len(counter.given) == 1  # it is not tried again by itself


def test_a_name_is_typed_for_somebody_without_a_card(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).key)
    keyboard.press("Ctrl+U")
    keyboard.type("Lò Thị Mai")
    keyboard.press("F4")
    assert counter.given[0][1].receiver.name == "Lò Thị Mai"


def test_what_is_owed_is_shown_and_paid_as_chosen(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter((item(0, owes=8000), item(1)))
    page = open_page(counter)
    page.take_codes([item(0).key, item(1).key])
    assert page.receiver._owed.text() == "8.000 đ"
    keyboard.press("F4")
    assert counter.given[0][1].paid == "cash"


def test_esc_empties_the_list_and_gives_nothing_back(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).key)
    keyboard.press("Esc")
    assert not page.items
    assert not counter.given
