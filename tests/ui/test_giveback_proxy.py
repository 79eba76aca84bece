"""Trả kết quả to somebody else: his card, his name, his relation and paper."""

import pytest

from app.ui.giveback.desk import Receiver
from app.ui.giveback.page import GiveBackPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from tests.ui.conftest import Keyboard
from tests.ui.giving_back import PROXY, Open, once, opener, pressed
from tests.ui.sample_lists import Counter, item


@pytest.fixture
def open_page(window: MainWindow, messages: Messages) -> Open:
    return opener(window, messages)


@pytest.mark.parametrize("card", ["first", "last"])
def test_row_20_one_proxy_ten_slips_and_one_key(
    open_page: Open, keyboard: Keyboard, card: str
) -> None:
    counter = Counter(tuple(item(place) for place in range(10)))
    page = open_page(counter)
    if card == "first":
        page.take_card(PROXY)
    for place in range(10):
        page.take_slip(item(place).code)
    if card == "last":
        page.take_card(PROXY)
    assert pressed(keyboard, "F4") == 1
    assert [one.to for one in once(counter)] == [PROXY] * 10
    assert not page.basket
    assert page.receiver.receiver().blank


# --- who takes it -------------------------------------------------------------------------------


def test_a_proxy_takes_his_own_result_as_its_owner(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    himself = Receiver(item(0).owner, item(0).owner_id)
    page.take_card(himself)
    page.take_slip(item(1).code)
    keyboard.press("F4")
    assert [(one.to, one.without_slip) for one in once(counter)] == [
        (Receiver(), True), (himself, False),
    ]  # fmt: skip


def test_the_slip_that_turns_up_later_is_a_slip(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_card(Receiver(item(0).owner, item(0).owner_id))
    page.take_slip(item(0).code)
    keyboard.press("F4")
    assert not once(counter)[0].without_slip


def test_the_owners_own_card_is_no_proxy(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).code)
    page.take_card(Receiver(item(0).owner, item(0).owner_id))
    keyboard.press("F4")
    assert once(counter)[0].to.blank


def test_a_name_is_typed_for_somebody_without_a_card(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).code)
    keyboard.press("Ctrl+U")
    keyboard.type("Lò Thị Mai\n\ncon\nGUQ 12")
    keyboard.press("F4")
    assert once(counter)[0].to == Receiver("Lò Thị Mai", "", "con", "GUQ 12")


def test_who_was_typed_without_relation_and_paper_is_asked_about_once(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    counter = Counter()
    page = open_page(counter)
    for place in (0, 1):
        page.take_slip(item(place).code)
        keyboard.press("Ctrl+U")
        keyboard.type("Lò Thị Mai")
        assert lacks(page) == "Chưa ghi quan hệ và giấy uỷ quyền: hỏi trước khi trả."
        keyboard.press("F4")
        assert len(counter.given) == place
        assert messages.current is not None
        assert messages.current.said == (
            "Lò Thị Mai nhận thay mà chưa ghi quan hệ và giấy uỷ quyền. Chưa trả hồ sơ nào.",
            "Có thì gõ vào ô bên phải. Vẫn trả như vậy: F4 lần nữa.",
        )
        keyboard.type("con")  # the caret stands where it belongs
        assert lacks(page) == "Chưa ghi giấy uỷ quyền: hỏi trước khi trả."
        keyboard.press("F4")
        assert messages.current is None
    assert [handouts[0].to.relation for handouts in counter.given] == ["con", "con"]


def test_whose_card_was_read_is_told_of_beside_his_name_and_no_key_is_added(
    open_page: Open, keyboard: Keyboard
) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).code)
    assert lacks(page) == ""
    page.take_card(PROXY)
    assert lacks(page) == "Chưa ghi quan hệ và giấy uỷ quyền: hỏi trước khi trả."
    assert pressed(keyboard, "F4") == 1
    assert once(counter)[0].to == PROXY


def lacks(page: GiveBackPage) -> str:
    """What the receiver's sheet says in sight of what was not said of him."""
    said = page.receiver._lacks
    return said.text() if said.isVisible() else ""


def test_a_card_without_a_name_asks_for_it(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).code)
    page.take_card(Receiver("", PROXY.id))
    keyboard.press("F4")
    assert counter.given == []
    keyboard.type("Lò Thị Mai")
    keyboard.press("F4")
    assert once(counter)[0].to == Receiver("Lò Thị Mai", PROXY.id)


def test_ctrl_u_and_nothing_typed_is_the_owner(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).code)
    keyboard.press("Ctrl+U")
    keyboard.press("F4")
    assert once(counter)[0].to.blank
