"""Hàng chờ with real keys in the window: giving, calling, lists, and what no key may do."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.errors import ClerkError
from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.place import Place
from app.ui.queue.calling import Calling
from app.ui.queue.desk import Queue
from app.ui.queue.letter_keys import letter_of
from app.ui.queue.page import QueuePage
from app.ui.widgets.chips import KeyHint
from app.ui.window_desk import WindowDesk
from tests.ui.clerk import CARD
from tests.ui.finder import Later
from tests.ui.keyboard import Keyboard
from tests.ui.sample_queue import EMPTY, ISSUED, USUAL, Office
from tests.ui.samples import NOW, STATUS

Open = Callable[..., QueuePage]


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def open_page(qtbot: QtBot, messages: Messages, office: Office) -> Open:
    """Open the page in a window whose keys are the program's."""

    def build(**changes: object) -> QueuePage:
        calling = Calling(office.desk(**changes), messages)
        desk = WindowDesk(
            now=lambda: NOW,
            ask_status=lambda answer: answer(STATUS),
            scanned=lambda _text: None,
            keys=calling.keys,
        )
        window = MainWindow(desk, messages, (Place("queue", "queue", "Hàng chờ", "Ctrl+I"),))
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page = QueuePage(calling)
        window.add_page("queue", page)
        calling.transferring.connect(page.ask_target)
        window.go("queue")
        return page

    return build


@pytest.fixture
def page(open_page: Open) -> QueuePage:
    return open_page()


def test_a_letter_gives_a_number_and_shift_one_that_goes_first(
    page: QueuePage, keyboard: Keyboard, office: Office, messages: Messages, qtbot: QtBot
) -> None:
    keyboard.press("B", "b")
    keyboard.press("Shift+C", "C")
    paused(page, qtbot)
    assert office.done == [("issue", "B", ""), ("issue", "C", "first")]
    assert page.giving._number.accessibleName() == "C-022"
    assert messages.done is not None
    assert messages.done.head == "Đã cấp C-022 – Đất đai, xây dựng."


def paused(page: QueuePage, qtbot: QtBot) -> None:
    """Long enough that the last letter is known to be a clerk's."""
    qtbot.waitUntil(lambda: not page._letters.pending)


@pytest.mark.usefixtures("page")
def test_a_letter_of_no_row_and_letters_in_the_scan_box_give_nothing(
    keyboard: Keyboard, office: Office
) -> None:
    keyboard.press("K", "k")
    keyboard.press("F3")
    keyboard.type("abc")
    assert office.done == []


def test_two_visitors_are_two_presses_and_a_doubled_key_is_one(
    page: QueuePage, keyboard: Keyboard, office: Office, qtbot: QtBot
) -> None:
    for after_ms in (100, 10, 300):
        keyboard.press("A", "a", after_ms)
    paused(page, qtbot)
    assert office.done == [("issue", "A", "")] * 2


@pytest.mark.parametrize(
    ("typed", "letter"),
    [("a", "A"), ("â", "A"), ("đ", "D"), ("à", "F"), ("ạ", "J"), ("1", ""), ("\x7f", ""), ("", "")],
)
def test_what_an_input_method_made_of_a_press_is_read_back(typed: str, letter: str) -> None:
    assert letter_of(typed) == letter


def test_a_scanner_that_was_not_set_up_gives_no_number_and_calls_nobody(
    page: QueuePage, keyboard: Keyboard, office: Office, qtbot: QtBot
) -> None:
    for code in (CARD, "a1b2c3", "MC-03158-1-261120-0004"):
        keyboard.press("Down", "", 400)
        keyboard.type(f"{code}\n", 5)
        paused(page, qtbot)
    assert office.done == []
    keyboard.press("A", "a")
    paused(page, qtbot)
    assert office.done == [("issue", "A", "")]


def test_a_key_that_is_held_down_gives_one_number(
    page: QueuePage, keyboard: Keyboard, office: Office, qtbot: QtBot
) -> None:
    keyboard.hold("A", "a", 8)
    paused(page, qtbot)
    assert office.done == [("issue", "A", "")]


def test_a_number_given_by_mistake_is_taken_back_at_once_or_later(
    page: QueuePage, keyboard: Keyboard, office: Office, qtbot: QtBot
) -> None:
    keyboard.press("A", "a")
    paused(page, qtbot)
    keyboard.press("Shift+F9")
    keyboard.press("Down")
    keyboard.press("Del", "\x7f")
    assert office.done[1:] == [("void", "t21"), ("void", "t16")]


@pytest.mark.usefixtures("page")
def test_f8_and_its_helpers(keyboard: Keyboard, office: Office) -> None:
    for key in ("Ctrl+8", "Shift+F8", "Ctrl+F8", "Ctrl+E", "Ctrl+D"):
        keyboard.press(key)
    assert office.done == [("call", ""), ("recall",), ("hold",), ("miss",), ("back", "t14")]


def test_a_key_pressed_twice_by_a_slip_sends_nobody_away(
    page: QueuePage, keyboard: Keyboard, office: Office, messages: Messages, qtbot: QtBot
) -> None:
    """A second call would end who was called a moment ago: he has not even stood up."""
    keyboard.press("F8")
    keyboard.press("F8")
    assert office.done == [("call", "")]
    assert messages.done is not None
    assert messages.done.head == "Vừa gọi C-014. Nhấn F8 lần nữa để gọi số kế tiếp."
    keyboard.press("F8")  # it was meant
    assert len(office.done) == 2
    qtbot.waitUntil(lambda: not page._calling.just_called)
    keyboard.press("F8")
    assert len(office.done) == 3


def test_a_transfer_is_a_digit_without_a_dialog_and_esc_calls_it_off(
    page: QueuePage, keyboard: Keyboard, office: Office
) -> None:
    keyboard.press("Alt+F8")
    assert page.places.hasFocus()
    keyboard.press("A", "a")  # gives no number meanwhile
    keyboard.press("Esc")
    assert page.table.hasFocus()
    keyboard.press("Alt+F8")
    keyboard.press("3", "3")
    assert office.done == [("transfer", "row:B")]
    assert page.table.hasFocus()


def test_digits_open_the_lists_and_enter_calls_out_of_turn(
    page: QueuePage, keyboard: Keyboard, office: Office
) -> None:
    keyboard.press("3", "3")
    assert (page.table.current_key, page.table.count) == ("t9", 2)
    keyboard.press("Down")
    keyboard.press("Return", "\r")
    keyboard.press("Ctrl+P")
    keyboard.press("Ctrl+D")
    assert office.done == [("call", "t7"), ("print", "t7"), ("back", "t7")]
    keyboard.press("Esc")
    assert page.table.count == len(USUAL.waiting)


def test_a_click_in_the_list_only_looks(page: QueuePage, office: Office) -> None:
    spot = page.table.visualRect(page.table.model().index(2, 0)).center()
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(page.table.viewport(), button, Qt.KeyboardModifier.NoModifier, spot)
    assert page.table.current_key == "t17"
    assert office.done == []


def test_the_buttons_do_what_the_keys_do(page: QueuePage, office: Office) -> None:
    page.giving._shown["A"].click()
    assert office.done == [("issue", "A", "")]


def test_nobody_waits_is_said_and_nothing_is_pressed_into_the_void(
    open_page: Open, keyboard: Keyboard, office: Office, messages: Messages, qtbot: QtBot
) -> None:
    office.queue = EMPTY
    page = open_page()
    keyboard.press("F8")
    assert messages.done is not None
    assert messages.done.head == "Không còn ai chờ."
    keyboard.press("Shift+F8")
    assert messages.done.head == "Chưa gọi số nào. F8 gọi số kế tiếp."
    keyboard.press("Alt+F8")
    assert not page.asks
    assert office.done == [("call", "")]
    keyboard.press("A", "a")  # the empty list hears letters, too
    paused(page, qtbot)
    assert office.done[-1] == ("issue", "A", "")


OTHERS = replace(USUAL, serving="")  # seven wait, none of them for this desk


@pytest.mark.parametrize(
    ("queue", "head", "more"),
    [
        (replace(OTHERS, apart="Máy nối chưa trả lời."),
         "Không còn số nào của riêng quầy này; 7 số khác đang chờ.", "chọn dòng, Enter"),
        (replace(OTHERS, serves=("A",)),
         "Không còn ai ở hàng quầy này gọi; 7 số khác đang chờ.", "Ctrl+H"),
        (OTHERS, "Không còn ai chờ quầy này; 7 số chờ quầy khác.", ""),
        (replace(OTHERS, waiting=()), "Không còn ai chờ; 2 số đang giữ lại ở trang Hàng chờ.", ""),
    ],
)  # fmt: skip
def test_nobody_for_this_desk_is_not_nobody_at_all(
    open_page: Open, keyboard: Keyboard, office: Office, messages: Messages,
    queue: Queue, head: str, more: str,
) -> None:  # fmt: skip
    """F8 finds none while a full room waits: who, why, and the next key are said."""
    office.queue = replace(queue, serving="C-014")
    open_page(call=lambda _key: "", seen=lambda: queue)
    keyboard.press("F8")
    assert messages.done is not None
    assert messages.done.head == f"C-014 đã xong. {head}"
    assert more in messages.done.more


def test_where_no_paper_came_out_the_number_is_read_to_the_visitor(
    page: QueuePage, keyboard: Keyboard, office: Office, qtbot: QtBot
) -> None:
    keyboard.press("A", "a")
    paused(page, qtbot)
    assert page.giving._more.text() == ISSUED.more
    failed = [replace(one, state=("attention", "chưa ra giấy")) for one in USUAL.waiting]
    office.queue = replace(USUAL, waiting=tuple(failed))
    page._calling.refresh()
    assert page.giving._more.text().startswith("Phiếu chưa ra giấy: đọc số cho dân")


def hints(page: QueuePage) -> list[str]:
    """The keys beside the title of the list."""
    shown = [one for one in page.sheet.findChildren(KeyHint) if one.isVisible()]
    return [one.accessibleName() for one in shown]


def test_with_big_letters_no_key_and_no_desk_is_left_out(
    qapp: QApplication, open_page: Open, keyboard: Keyboard
) -> None:
    """At 130 % the strip has four keys and the list no column of desks: the sheet has the rest."""
    theme.use(qapp, "light", 1.3)
    page = open_page()
    assert hints(page)[0] == "hàng, phím Ctrl+H"
    keyboard.press("2", "2")
    assert page.table.current_key
    assert hints(page)[:2] == ["ghi vắng, phím Ctrl+E", "chờ lại, phím Ctrl+D"]
    assert page.table._row(USUAL.called[0]).cells[1].startswith("Quầy ")  # type: ignore[union-attr]


def test_yesterdays_number_does_not_stand_there_in_the_morning(
    page: QueuePage, keyboard: Keyboard, office: Office, qtbot: QtBot
) -> None:
    keyboard.press("A", "a")
    paused(page, qtbot)
    assert page.giving._number.accessibleName() == "A-022"
    page._calling.refresh()
    assert page.giving._number.accessibleName() == "A-022"
    office.queue = replace(EMPTY, day="2026-11-21")
    page._calling.refresh()
    assert page.giving._number.accessibleName() != "A-022"


def test_a_second_f8_while_the_first_is_under_way_is_the_same_press(
    open_page: Open, keyboard: Keyboard, office: Office
) -> None:
    later = Later()
    open_page(run=later)
    later.finish()
    keyboard.press("F8")
    keyboard.press("F8")
    assert len(later.jobs) == 1
    later.finish()
    assert office.done == [("call", "")]


def test_what_is_refused_is_said_and_the_queue_is_read_anew(
    open_page: Open, keyboard: Keyboard, office: Office, messages: Messages
) -> None:
    def refuse(_key: str) -> str:
        raise ClerkError("Số C-014 đang ở quầy 1. Chưa đổi gì.", "number")

    page = open_page(call=refuse)
    office.queue = replace(USUAL, serving="")
    keyboard.press("F8")
    assert messages.current is not None
    assert messages.current.said == ("Số C-014 đang ở quầy 1.", "Chưa đổi gì.")
    assert page._calling.queue.serving == ""


def test_a_list_that_is_read_anew_keeps_the_row_that_is_looked_at(
    page: QueuePage, keyboard: Keyboard, office: Office
) -> None:
    for _ in range(3):
        keyboard.press("Down")
    office.queue = replace(USUAL, waiting=USUAL.waiting[1:])
    page._calling.refresh()
    assert page.table.current_key == "t18"
    assert QApplication.focusWidget() is page.table


def test_a_desk_calls_some_rows_only(page: QueuePage, keyboard: Keyboard, office: Office) -> None:
    keyboard.press("Ctrl+H")
    assert page.serves.list.hasFocus()
    keyboard.press("2", "2")
    office.queue = replace(USUAL, serves=("B",))
    page._calling.refresh()
    keyboard.press("1", "1")
    keyboard.press("2", "2")
    assert office.done == [("serve", "B"), ("serve", "A,B"), ("serve", "")]
    keyboard.press("A", "a")  # no number meanwhile
    keyboard.press("Esc")
    assert page.table.hasFocus()
    assert len(office.done) == 3
