"""Tìm: what it says, the owner's sheet beside the list, and asking one thing at a time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.errors import Trouble
from app.ui import theme
from app.ui.find.desk import Found
from app.ui.latest import Latest
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.reception.page import ReceptionPage
from app.ui.scanning import CardRead
from tests.ui.conftest import Keyboard
from tests.ui.finder import Desk, Later
from tests.ui.sample_find import ALONE, Shelf
from tests.ui.samples import DUC, run_now
from tests.ui.sight import drawn


@pytest.fixture
def desk(window: MainWindow, messages: Messages, reception: ReceptionPage) -> Desk:
    return Desk(window, messages, reception)


# --- what is said --------------------------------------------------------------------------------


def test_the_sheet_says_what_it_shows(desk: Desk, keyboard: Keyboard) -> None:
    shelf = Shelf(50, more=True, readings={"ddawng": ("đăng", "Telex")})
    page = desk.open(shelf)
    keyboard.press("F3")
    keyboard.type("ddawng")
    assert page.sheet.count.text() == (
        "50 hồ sơ mới nhất khớp “đăng”, còn nữa, đọc “ddawng” theo kiểu gõ Telex"
    )


def test_nothing_found_says_what_was_tried_and_what_to_do(desk: Desk, keyboard: Keyboard) -> None:
    page = desk.open(Shelf(0, readings={"d9a85": ("đặ", "VNI")}))
    keyboard.press("F3")
    keyboard.type("d9a85")
    assert page.sheet._empty.accessibleName() == (
        "Không có hồ sơ nào khớp “d9a85”. Đã thử “đặ” theo kiểu gõ VNI. 1.204 hồ sơ khác vẫn ở "
        "máy này: thử ít chữ hơn, số CCCD hoặc điện thoại."
    )


def test_an_empty_desk_is_said_to_be_empty(desk: Desk, keyboard: Keyboard) -> None:
    page = desk.open(Shelf(0, total=0))
    keyboard.press("F3")
    keyboard.type("mai")
    assert page.sheet._empty.accessibleName() == (
        "Không có hồ sơ nào khớp “mai”. Máy này chưa có hồ sơ nào."
    )


def test_twelve_digits_that_nobody_has_become_a_new_dossier_with_enter(
    desk: Desk, keyboard: Keyboard
) -> None:
    desk.open(Shelf(0), answer=CardRead(replace(DUC, name="")))
    keyboard.press("F3")
    keyboard.type("011090000007\n")
    assert desk.submitted == ["011090000007"]
    assert desk.window.name == "reception"


def test_a_search_that_fails_says_so_and_the_next_one_works(desk: Desk, keyboard: Keyboard) -> None:
    class Broken(Shelf):
        def find(self, text: str) -> Found:
            if text == "lo":
                raise Trouble("Tệp đang bị giữ. Chờ vài giây rồi gõ lại.")
            return super().find(text)

    page = desk.open(Broken())
    keyboard.press("F3")
    keyboard.type("lo")
    assert desk.messages.current is not None
    assert desk.messages.current.head == "Tệp đang bị giữ."
    keyboard.type(" v")
    assert page.found.text == "lo v"
    assert desk.messages.current is None


# --- the owner's sheet ---------------------------------------------------------------------------


def test_the_sheet_beside_follows_the_chosen_row(desk: Desk, keyboard: Keyboard) -> None:
    shelf = Shelf()
    page = desk.open(shelf)
    keyboard.press("F3")
    keyboard.type("du")
    keyboard.press("Down")
    keyboard.press("Down")
    assert shelf.told[-1] == "MC-03158-1-261120-0001"
    assert page.person.history.heading.text() == "Hồ sơ của người này: 4"
    assert page.person.household.heading.text() == "Cùng địa chỉ: 2 người"
    assert page.person.household.note.text() == "Không ghi số nhà: có thể là nhiều hộ."


def test_tab_walks_into_the_sheet_enter_opens_there_and_esc_steps_out(
    desk: Desk, keyboard: Keyboard
) -> None:
    page = desk.open(Shelf())
    opened: list[str] = []
    page.opened.connect(opened.append)
    keyboard.press("F3")
    keyboard.type("du")
    keyboard.press("Down")
    keyboard.press("Tab", "\t")
    assert page.person.history.list.hasFocus()
    keyboard.press("Tab", "\t")
    keyboard.press("Down")
    keyboard.press("Return", "\r")
    assert opened == ["n2"]
    keyboard.press("Esc")
    keyboard.press("Tab", "\t")
    assert page.person.history.list.place == 0
    keyboard.press("Esc")
    assert page.table.hasFocus()
    assert page.person.history.list.place == -1


def test_the_sheet_lies_below_where_there_is_no_room_beside(desk: Desk) -> None:
    page = desk.open(Shelf())
    desk.window.go("find")
    assert page.person.x() > page.sheet.x()
    page.show_found(Shelf().find("du"))
    page.resize(900, 600)
    assert page.person.low
    page.resize(1250, 600)
    assert not page.person.low


def test_big_text_leaves_six_rows_of_the_list_and_a_word_beside_the_sign_of_the_last_column(
    qapp: QApplication, window: MainWindow, messages: Messages, open_reception: Callable[..., Any]
) -> None:
    theme.use(qapp, "light", 1.3)
    page = Desk(window, messages, open_reception()).open(Shelf(50))
    window.go("find")
    page.show_found(Shelf(50).find("van"))
    qapp.processEvents()
    assert window.size().toTuple() == (1366, 768)
    assert page.table.viewport().height() >= 6 * page.table.row_height
    assert {"chưa", "rồi", "xử lý"} <= set(drawn(page.table.viewport()))
    row = page.table.model().index(1, 0)
    assert row.data(Qt.ItemDataRole.DisplayRole).endswith("Gửi tỉnh chưa gửi")
    assert row.data(Qt.ItemDataRole.ToolTipRole).endswith("Gửi tỉnh: chưa gửi")


def test_voided_dossiers_are_named_beside_the_count_never_in_it(
    desk: Desk, keyboard: Keyboard
) -> None:
    page = desk.open(Shelf(1, replace(ALONE, voided=2)))
    keyboard.press("F3")
    keyboard.type("hbia")
    said = page.person.history.heading.text()
    assert said == "Hồ sơ của người này: 1, không kể 2 đã huỷ"


def test_who_lives_alone_has_no_household(desk: Desk, keyboard: Keyboard) -> None:
    page = desk.open(Shelf(1, ALONE))
    keyboard.press("F3")
    keyboard.type("hbia")
    assert not page.person.household.list.isVisible()
    assert page.person.household.note.text() == (
        "Không có hồ sơ của người khác ở đúng địa chỉ này."
    )


# --- one at a time -------------------------------------------------------------------------------


def test_a_fault_in_one_answer_never_silences_the_next() -> None:
    shown: list[int] = []

    def answer(question: int) -> int:
        if question == 1:
            raise ZeroDivisionError
        return question

    latest = Latest[int, int](run_now, answer, shown.append, lambda _error: None)
    with pytest.raises(ZeroDivisionError):
        latest.ask(1)
    latest.ask(2)
    assert shown == [2]


def test_what_was_forgotten_is_not_shown() -> None:
    later, shown = Later(), list[int]()
    latest = Latest[int, int](later, lambda question: question, shown.append, lambda _error: None)
    latest.ask(1)
    before = latest.pending
    latest.forget()
    assert (before, latest.pending) == (True, False)
    later.finish()
    assert shown == []
