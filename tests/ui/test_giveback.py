"""Trả kết quả: one key after the scan, by proxy, without the slip, ten at once, on the spot."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QToolTip

from app.ui import theme
from app.ui.giveback.desk import Receiver
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from tests.ui.conftest import Keyboard
from tests.ui.giving_back import PROXY, Open, once, opener, pressed, state
from tests.ui.sample_lists import Counter, item, to_sign
from tests.ui.samples import run_now

SAID = ("attention", "chưa trả được")


@pytest.fixture
def open_page(window: MainWindow, messages: Messages) -> Open:
    return opener(window, messages)


# --- budgets of ux.md 2.3 -----------------------------------------------------------------------


def test_row_18_a_scanned_slip_and_one_key_give_back_to_the_owner(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).code)
    assert pressed(keyboard, "F4") == 1
    (one,) = once(counter)
    assert (one.item.number, one.to, one.signed) == ("17/11 – 0231", Receiver(), "ký sổ giấy")
    assert not one.without_slip
    assert not page.basket
    assert messages.done is not None
    assert messages.done.head == "Đã trả kết quả: Giàng A Páo."


def test_row_19_the_owners_card_finds_his_results_and_one_key_gives_them(
    open_page: Open, keyboard: Keyboard
) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_card(Receiver(item(1).owner, item(1).owner_id))
    assert state(page, 0) == ("soon", "không có phiếu")
    assert pressed(keyboard, "F4") == 1
    (one,) = once(counter)
    assert (one.item.number, one.without_slip, one.to) == (item(1).number, True, Receiver())


def test_where_he_signs_is_remembered(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    for place in (0, 1):
        page.take_slip(item(place).code)
        if place == 0:
            page.receiver.book.input.setFocus()
            keyboard.press("Ctrl+A")
            keyboard.type("so 3 trang 12")
        keyboard.press("F4")
    assert [handouts[0].signed for handouts in counter.given] == ["so 3 trang 12"] * 2


def test_an_arrow_tells_the_cut_name_of_the_only_row_too(
    open_page: Open, keyboard: Keyboard, qapp: QApplication
) -> None:
    theme.use(qapp, "light", 1.5)
    page = open_page(Counter())
    long = "Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với hộ gia đình, cá nhân"
    page.add((replace(item(0), procedure=long),), slip=True)
    assert page.list.count == 1
    assert page.list.hasFocus()
    keyboard.press("Down")
    assert (QToolTip.isVisible(), QToolTip.text()) == (True, long)
    QToolTip.hideText()


# --- on the spot --------------------------------------------------------------------------------


def test_a_row_that_waits_for_a_signature_is_signed_paid_and_given(
    open_page: Open, keyboard: Keyboard
) -> None:
    counter = Counter((to_sign(0), item(1)))
    page = open_page(counter)
    assert pressed(keyboard, "Return", "F4") == 2
    (one,) = once(counter)
    assert (one.item.to_sign, one.paid, one.number) == (True, "cash", "")
    assert not page.basket


def test_enter_takes_one_after_the_other_of_what_waits(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter((to_sign(0), to_sign(1, owes=0), to_sign(2, owes=0)))
    page = open_page(counter)
    opened: list[str] = []
    page.opened.connect(opened.append)
    pressed(keyboard, "Return", "Return", "Return")
    assert len(page.basket) == 3
    assert not opened
    page.take_card(PROXY)
    pressed(keyboard, "F4")
    assert len(once(counter)) == 3


def test_signer_and_the_number_of_each_row_are_typed(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter((to_sign(0, owes=0), to_sign(1, owes=0)))
    page = open_page(counter)
    for place in (0, 1):
        page.take_slip(item(place).code)
        page.receiver.number.input.setFocus()
        keyboard.type(f"{place + 7}")
    page.receiver.signer.input.setFocus()
    keyboard.type("Hoa")
    page.take_card(PROXY)
    keyboard.press("F4")
    assert [(one.signer, one.number) for one in once(counter)] == [("Hoa", "7"), ("Hoa", "8")]


def test_the_list_shows_what_waits_for_a_signature_alone(
    open_page: Open, keyboard: Keyboard
) -> None:
    page = open_page(Counter((to_sign(0), item(1), item(2))))
    table = page.waiting.table
    assert table.count == 3
    keyboard.press("1", "1")
    assert [table.current_key, table.count] == ["0", 1]
    keyboard.press("2", "2")
    assert table.count == 2
    keyboard.press("2", "2")
    assert table.count == 3


# --- money --------------------------------------------------------------------------------------


def test_what_is_owed_is_asked_for_and_f4_once_more_gives_it_unpaid(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    counter = Counter((item(0, owes=8000),))
    page = open_page(counter)
    page.take_slip(item(0).code)
    assert state(page, 0) == ("attention", "chưa thu 8.000 đ")
    keyboard.press("F4")
    assert counter.given == []
    assert messages.current is not None
    assert messages.current.head == "Còn 8.000 đ chưa thu. Chưa trả hồ sơ nào."
    keyboard.press("F4")
    assert once(counter)[0].paid == ""
    assert messages.current is None


def test_the_space_bar_answers_what_f4_asked_about_a_row_that_enter_took(
    open_page: Open, keyboard: Keyboard
) -> None:
    counter = Counter((item(0, owes=8000), item(1)))
    page = open_page(counter)
    pressed(keyboard, "Return", "F4", "Space", "F4")
    assert [one.paid for one in once(counter)] == ["cash"]
    assert page.waiting.table.count == 1


def test_one_key_says_that_it_is_paid(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter((item(0, owes=8000), item(1, owes=2000), item(2)))
    page = open_page(counter)
    for place in range(3):
        page.take_slip(item(place).code)
    page.take_card(PROXY)
    assert pressed(keyboard, "Ctrl+T", "F4") == 2
    assert [one.paid for one in once(counter)] == ["cash", "cash", ""]


def test_space_pays_one_row_and_the_way_of_paying_is_chosen(
    open_page: Open, keyboard: Keyboard
) -> None:
    counter = Counter((item(0, owes=8000), item(1, owes=2000)))
    page = open_page(counter)
    for place in (0, 1):
        page.take_slip(item(place).code)
    keyboard.press("Space", " ")
    assert [state(page, place)[1] for place in (0, 1)] == ["chưa thu 8.000 đ", "thu 2.000 đ"]
    page.receiver._pay.choose("transfer")
    page.take_card(PROXY)
    keyboard.press("F4")
    keyboard.press("F4")
    assert [one.paid for one in once(counter)] == ["", "transfer"]


# --- what does not go as it should --------------------------------------------------------------


def test_what_cannot_be_given_stays_with_its_reason_and_the_others_are_done(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    counter = Counter(refused=item(1).number)
    page = open_page(counter)
    for place in range(3):
        page.take_slip(item(place).code)
    page.take_card(PROXY)
    keyboard.press("F4")
    (left,) = page.basket.items.values()
    assert left.number == item(1).number
    assert state(page, 0) == SAID
    assert page._why.text() == counter.fault[0]
    assert messages.done is not None
    assert messages.done.head == "Đã trả kết quả: 2 hồ sơ."


def test_a_wrong_number_of_the_receiver_is_said_at_its_field_and_tried_again(
    open_page: Open, keyboard: Keyboard
) -> None:
    counter = Counter(refused=item(0).number, fault=("Số CCCD có 12 chữ số.", "to.id"))
    page = open_page(counter)
    page.take_slip(item(0).code)
    keyboard.press("Ctrl+U")
    keyboard.type("Mai\n\ncon\nGUQ 12")
    keyboard.press("F4")
    assert page.receiver._fields["id"].faulty
    assert page.receiver._fields["id"].input.hasFocus()
    counter.refused = ""
    keyboard.press("F4")
    assert not page.basket


def test_a_slip_without_a_result_says_where_it_is_and_holds_up_nobody(
    open_page: Open, keyboard: Keyboard
) -> None:
    why = "Chưa có kết quả. Hồ sơ đang ở: Tư pháp (còn 3 ngày)."
    stuck = item(1, ready=False, state=("ok", "còn 3 ngày"), why=why)
    counter = Counter((item(0), stuck, item(2)))
    page = open_page(counter)
    for place in (0, 1):
        page.take_slip(item(place).code)
    assert page._why.text() == why
    assert page.list.cells(stuck.key)[2] == f"{stuck.procedure} · {why}"
    keyboard.press("F4")
    assert [one.item.number for one in once(counter)] == [item(0).number]
    assert list(page.basket.items.values()) == [stuck]
    keyboard.press("F4")
    assert len(counter.given) == 1
    page.take_slip(item(2).code)  # the next citizen's: what the last one could not take goes
    assert list(page.basket.items.values()) == [item(2)]


def test_f4_waits_for_a_scan_that_is_still_being_read(open_page: Open, keyboard: Keyboard) -> None:
    held: list[Any] = []

    def slowly(work: Any, done: Any, failed: Any = None) -> None:
        held.append(lambda: run_now(work, done, failed))

    counter = Counter()
    page = open_page(counter, slowly)
    page.take_slip(item(0).code)
    keyboard.press("F4")
    assert counter.given == []
    while held:
        held.pop(0)()
    assert [one.item.number for one in once(counter)] == [item(0).number]


def test_a_double_f4_gives_once(open_page: Open, keyboard: Keyboard) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).code)
    keyboard.press("F4")
    keyboard.press("F4")
    assert len(counter.given) == 1


def test_f4_with_nothing_to_give_says_why_and_what_to_do(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    page = open_page(Counter((item(0), item(1, ready=False, why="Chưa có kết quả."))))
    keyboard.press("F4")
    assert said(messages) == (
        "Chưa trả hồ sơ nào: danh sách đang trống.",
        "Quét phiếu hẹn; mất phiếu thì quét căn cước chủ hồ sơ.",
    )
    page.take_slip(item(1).code)
    assert messages.current is None
    keyboard.press("F4")
    assert said(messages) == (
        "Chưa trả hồ sơ nào: trong danh sách chưa có kết quả nào trả được.",
        "Lý do ghi ở từng dòng. Quét phiếu khác, hoặc Del bỏ dòng ấy ra.",
    )
    keyboard.press("Del")
    page.take_slip(item(0).code)
    keyboard.press("F4")
    keyboard.press("F4")  # a double press
    assert messages.current is None


def test_results_of_two_go_to_neither_as_their_owner(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    counter = Counter((item(0), item(1), item(2, owner_id=item(0).owner_id)))
    page = open_page(counter)
    for place in range(3):
        page.take_slip(item(place).code)
    assert page.receiver._himself.text() == "Của 2 người: ai nhận?"
    for _ in range(2):
        keyboard.press("F4")
    assert counter.given == []
    assert said(messages)[0] == "Kết quả của 2 người, chưa rõ ai nhận. Chưa trả hồ sơ nào."
    page.list.dropping.emit(item(1).key)
    keyboard.press("F4")
    assert [one.to.blank for one in once(counter)] == [True, True]
    assert messages.current is None


def test_what_goes_by_post_is_asked_about_once_and_its_number_stands_where_one_signs(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    counter = Counter((item(0, by_post=True), item(1, by_post=True)))
    page = open_page(counter)
    page.take_slip(item(0).code)
    keyboard.press("F4")
    assert counter.given == []
    assert said(messages)[0].startswith("1 hồ sơ đăng ký trả qua bưu điện, chưa rõ ai nhận.")
    keyboard.press("Ctrl+U")
    keyboard.type("Le Van Buu")
    page.receiver.book.put("bưu gửi EN 123 456")
    pressed(keyboard, "F4", "F4")  # what he is to the owner is asked once, as of anybody
    (handout,) = once(counter)
    assert (handout.to.name, handout.signed) == ("Le Van Buu", "bưu gửi EN 123 456")
    page.receiver.reset()
    counter.given.clear()
    page.take_slip(item(1).code)
    pressed(keyboard, "F4", "F4")  # the owner came himself
    assert [one.to.blank for one in once(counter)] == [True]


def said(messages: Messages) -> tuple[str, str]:
    """What the banner says."""
    assert messages.current is not None
    return messages.current.said


def test_del_takes_a_row_out_but_not_from_a_field(open_page: Open, keyboard: Keyboard) -> None:
    page = open_page(Counter())
    page.take_slip(item(0).code)
    page.receiver.book.input.setFocus()
    keyboard.press("Del")
    assert len(page.basket) == 1
    page.list.setFocus()
    keyboard.press("Del")
    assert not page.basket


def test_esc_empties_the_list_and_ctrl_d_brings_it_back(
    open_page: Open, keyboard: Keyboard
) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).code)
    page.take_card(PROXY)
    keyboard.press("Esc")
    assert not page.basket
    keyboard.press("Ctrl+D")
    keyboard.press("F4")
    assert [(one.item.number, one.to) for one in once(counter)] == [(item(0).number, PROXY)]
