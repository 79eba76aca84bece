"""Tìm by keys alone: the list follows the fingers, the caret stays, Esc leads back."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.errors import MotCuaError, Trouble
from app.ui.dossier.page import DossierPage
from app.ui.find.desk import Found
from app.ui.find.page import FindPage
from app.ui.finding import Finding
from app.ui.giveback.page import GiveBackPage
from app.ui.latest import Latest
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.reception.page import ReceptionPage
from app.ui.scan_filter import ScanFilter
from app.ui.scanning import Answer, CardRead, Pages, Scanning, Unread
from app.ui.tasks import Run
from app.ui.today.page import TodayPage
from tests.ui.conftest import Keyboard
from tests.ui.sample_dossiers import VIEW
from tests.ui.sample_dossiers import Shelf as Dossiers
from tests.ui.sample_find import ALONE, Shelf
from tests.ui.sample_lists import Counter as Hatch
from tests.ui.sample_lists import Morning
from tests.ui.samples import DUC, run_now

T = TypeVar("T")
FIRST = "MC-03158-1-261120-0000"


class Later:
    """A `Run` that keeps each job until it is told to do the oldest."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []

    def __call__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MotCuaError], None] | None = None,
    ) -> None:
        self.jobs.append(lambda: run_now(work, done, failed))

    def finish(self) -> None:
        """The oldest job is done."""
        self.jobs.pop(0)()


class Desk:
    """The window with the search and what is around it."""

    def __init__(self, window: MainWindow, messages: Messages, reception: ReceptionPage) -> None:
        self.window, self.messages, self.reception = window, messages, reception
        self.box, self.submitted = window.shell.header.scan, list[str]()

    def open(self, shelf: Shelf, run: Run = run_now, answer: Answer | None = None) -> FindPage:
        """Build the pages; `answer` is what Enter says where nothing was found."""
        window, messages = self.window, self.messages
        today = TodayPage(Morning().desk(), messages)
        dossier = DossierPage(Dossiers().desk(), messages)
        self.giveback = GiveBackPage(Hatch().desk(), messages)
        desk = shelf.desk(run)
        find = FindPage(desk)
        for name, page in (
            ("today", today), ("find", find), ("dossier", dossier), ("giveback", self.giveback),
        ):  # fmt: skip
            window.add_page(name, page, place="find")

        def look_up(text: str) -> Answer:
            self.submitted.append(text)
            return answer or shelf.find(text)

        pages = Pages(today, self.reception, find, dossier, self.giveback)
        scanning = Scanning(look_up, run_now, window, pages, messages)
        self.finding = Finding(window, find, desk, scanning, messages)
        self.box.submitted.connect(self.finding.submit)
        self.scanning, self.find = scanning, find
        return find


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
    monkeypatch.setattr(desk.giveback, "take_codes", taken.append)
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


def test_f3_marks_the_text_so_that_the_next_key_begins_anew(
    desk: Desk, keyboard: Keyboard
) -> None:
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


def test_twelve_digits_that_nobody_has_become_a_new_dossier_with_enter(
    desk: Desk, keyboard: Keyboard
) -> None:
    desk.open(Shelf(0), answer=CardRead(replace(DUC, name="")))
    keyboard.press("F3")
    keyboard.type("011090000007\n")
    assert desk.submitted == ["011090000007"]
    assert desk.window.name == "reception"


def test_a_search_that_fails_says_so_and_the_next_one_works(
    desk: Desk, keyboard: Keyboard
) -> None:
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
    assert page.person.household.note.text() == "Địa chỉ không ghi số nhà: có thể là nhiều hộ."


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
