"""Tìm by keys alone: the list follows the fingers, the caret stays, Esc leads back."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.reception.page import ReceptionPage
from app.ui.scan_filter import ScanFilter
from app.ui.scanning import CardRead, Unread
from tests.ui.conftest import Keyboard
from tests.ui.finder import Desk, Later
from tests.ui.sample_dossiers import VIEW
from tests.ui.sample_find import Shelf
from tests.ui.samples import DUC

FIRST = "MC-03158-1-261120-0000"


@pytest.fixture
def desk(window: MainWindow, messages: Messages, reception: ReceptionPage) -> Desk:
    return Desk(window, messages, reception)


# --- while typing --------------------------------------------------------------------------------


def test_the_list_follows_each_key_and_the_caret_stays(desk: Desk, keyboard: Keyboard) -> None:
    shelf = Shelf()
    page = desk.open(shelf)
    keyboard.press("F3")
    keyboard.type("l")
    assert (desk.window.name, shelf.asked) == ("reception", [])
    keyboard.type("o va")
    assert shelf.asked == ["lo", "lo v", "lo va"]
    assert desk.window.name == "find"
    assert desk.box.input.hasFocus()
    assert desk.box.text == "lo va"
    assert page.sheet.count.text() == "5 hồ sơ khớp “lo va”"


def test_taking_letters_away_finds_again_and_one_letter_is_no_search(
    desk: Desk, keyboard: Keyboard
) -> None:
    shelf = Shelf()
    page = desk.open(shelf)
    keyboard.press("F3")
    keyboard.type("duc")
    keyboard.press("Backspace")
    assert shelf.asked == ["du", "duc", "du"]
    keyboard.press("Backspace")
    assert not page.found.rows
    assert page.sheet._empty.accessibleName().startswith("Gõ hai chữ trở lên để tìm")


def test_only_one_question_is_under_way_and_older_answers_are_dropped(
    desk: Desk, keyboard: Keyboard
) -> None:
    shelf, later = Shelf(), Later()
    page = desk.open(shelf, later)
    keyboard.press("F3")
    keyboard.type("lo van")
    assert (shelf.asked, len(later.jobs)) == ([], 1)
    later.finish()
    assert shelf.asked == ["lo"]
    assert not page.found.rows
    later.finish()
    assert shelf.asked == ["lo", "lo van"]
    assert page.found.text == "lo van"


def test_a_word_that_is_still_being_composed_is_searched(
    desk: Desk, keyboard: Keyboard, qtbot: QtBot
) -> None:
    shelf = Shelf()
    desk.open(shelf)
    keyboard.press("F3")
    QCoreApplication.sendEvent(desk.box.input, QInputMethodEvent("đặn", []))
    qtbot.waitUntil(lambda: shelf.asked == ["đặn"])
    whole = QInputMethodEvent()
    whole.setCommitString("đặng")
    QCoreApplication.sendEvent(desk.box.input, whole)
    qtbot.waitUntil(lambda: desk.window.name == "find" and shelf.asked[-1] == "đặng")
    assert desk.box.text == "đặng"


def test_keys_of_a_scanner_without_a_prefix_are_no_search(
    desk: Desk, keyboard: Keyboard, qapp: QApplication
) -> None:
    shelf = Shelf()
    page = desk.open(shelf, answer=CardRead(DUC))
    scanner = ScanFilter(qapp)
    scanner.scanned.connect(desk.scanning.take)
    keyboard.press("F3")
    keyboard.type("011090000007||Đặng Văn Đức|01011990|Nam|Bản Tả Kố Khừ|12052021\n", after_ms=5)
    qapp.removeEventFilter(scanner)
    assert shelf.asked == []
    assert desk.window.name == "reception"
    assert desk.reception.draft().owner.name == DUC.name
    assert not page.found.text


def test_letters_pressed_fast_are_searched_when_they_pause(
    desk: Desk, keyboard: Keyboard, qtbot: QtBot
) -> None:
    shelf = Shelf()
    desk.open(shelf)
    keyboard.press("F3")
    keyboard.type("lo van", after_ms=20)
    qtbot.waitUntil(lambda: shelf.asked == ["lo van"])


def test_a_card_scanned_in_the_middle_of_a_search_goes_to_reception(
    desk: Desk, keyboard: Keyboard
) -> None:
    shelf, later = Shelf(), Later()
    desk.open(shelf, later, CardRead(DUC))
    keyboard.press("F3")
    keyboard.type("lo")
    desk.scanning.take("card")
    while later.jobs:
        later.finish()
    assert desk.window.name == "reception"
    assert desk.box.text == ""


# --- into the list, out of it --------------------------------------------------------------------


def test_down_goes_into_the_list_and_enter_opens(desk: Desk, keyboard: Keyboard) -> None:
    page = desk.open(Shelf())
    keyboard.press("F3")
    keyboard.type("lo")
    keyboard.press("Down")
    assert page.table.hasFocus()
    keyboard.press("Down")
    opened: list[str] = []
    page.opened.connect(opened.append)
    keyboard.press("Return", "\r")
    assert opened == ["MC-03158-1-261120-0001"]
    assert desk.window.name == "dossier"


def test_enter_in_the_box_goes_into_a_list_of_several(desk: Desk, keyboard: Keyboard) -> None:
    page = desk.open(Shelf())
    keyboard.press("F3")
    keyboard.type("lo\n")
    assert page.table.hasFocus()
    assert desk.window.name == "find"


def test_enter_in_the_box_opens_the_only_hit(desk: Desk, keyboard: Keyboard) -> None:
    desk.open(Shelf(1))
    keyboard.press("F3")
    keyboard.type("lo\n")
    assert desk.window.name == "dossier"
    keyboard.press("Esc")
    assert desk.window.name == "find"
    assert desk.box.text == "lo"


def test_enter_before_the_answer_waits_for_it(desk: Desk, keyboard: Keyboard) -> None:
    later = Later()
    page = desk.open(Shelf(1), later)
    keyboard.press("F3")
    keyboard.type("lo\n")
    assert desk.submitted == []
    later.finish()
    assert desk.window.name == "find"  # nobody has seen yet what would open
    assert page.table.hasFocus()


def test_a_whole_number_opens_at_once(desk: Desk, keyboard: Keyboard) -> None:
    later = Later()
    desk.open(Shelf(1), later)
    keyboard.press("F3")
    keyboard.type(FIRST.lower() + "\n")
    later.finish()  # of its first letters
    later.finish()
    assert desk.window.name == "dossier"


def test_a_number_typed_while_giving_back_joins_the_list_there(
    desk: Desk, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[str, ...]] = []
    desk.open(Shelf(1))
    monkeypatch.setattr(desk.giveback, "take_codes", lambda codes, **_: taken.append(codes))
    desk.window.go("giveback")
    keyboard.press("F3")
    keyboard.type("0240\n")
    assert taken == [(FIRST,)]
    assert desk.window.name == "giveback"


def test_f4_takes_the_chosen_hit_to_giving_back(desk: Desk, keyboard: Keyboard) -> None:
    page = desk.open(Shelf())
    given: list[tuple[str, ...]] = []
    page.giving_back.disconnect()
    page.giving_back.connect(given.append)
    keyboard.press("F3")
    keyboard.type("lo")
    keyboard.press("F4")
    assert given == [(FIRST,)]


def test_back_from_a_dossier_the_list_is_read_anew_and_the_row_is_the_same(
    desk: Desk, keyboard: Keyboard
) -> None:
    shelf = Shelf()
    page = desk.open(shelf)
    keyboard.press("F3")
    keyboard.type("lo")
    for _ in range(3):
        keyboard.press("Down")
    keyboard.press("Return", "\r")
    keyboard.press("Esc")
    assert shelf.asked == ["lo", "lo"]
    assert page.table.hasFocus()
    assert page.table.current_key == "MC-03158-1-261120-0002"


def test_esc_empties_the_box_and_leads_back_with_what_was_typed_there(
    desk: Desk, keyboard: Keyboard
) -> None:
    desk.open(Shelf())
    desk.reception.take_person(DUC)
    keyboard.press("F3")
    keyboard.type("lo")
    assert desk.window.name == "find"
    keyboard.press("Esc")
    assert (desk.window.name, desk.box.text) == ("reception", "")
    assert desk.reception.draft().owner.name == DUC.name


def test_from_a_dossier_esc_never_turns_in_a_circle(desk: Desk, keyboard: Keyboard) -> None:
    desk.open(Shelf(1))
    desk.scanning.open_dossier(VIEW.code)
    keyboard.press("F3")
    keyboard.type("lo")
    keyboard.press("Esc")
    assert desk.window.name == "dossier"
    keyboard.press("F3")
    keyboard.type("lo\n")
    keyboard.press("Esc")
    assert desk.window.name == "find"
    keyboard.press("Esc")
    assert desk.window.name == "today"


def test_f3_marks_the_text_so_that_the_next_key_begins_anew(desk: Desk, keyboard: Keyboard) -> None:
    desk.open(Shelf())
    keyboard.press("F3")
    keyboard.type("lo van")
    keyboard.press("F3")
    keyboard.type("du")
    assert desk.box.text == "du"


def test_a_text_of_ten_thousand_letters_is_no_search(desk: Desk, keyboard: Keyboard) -> None:
    shelf = Shelf()
    desk.open(shelf, answer=Unread("Không đọc được mã QR. Gõ 12 số."))
    keyboard.press("F3")
    QApplication.clipboard().setText("lo van\tuo\r\n" * 1_000)
    keyboard.press("Ctrl+V")
    assert shelf.asked == []
    assert desk.window.name == "reception"
