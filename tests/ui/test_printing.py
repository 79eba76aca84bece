"""In ấn by keys alone: again, another printer, came out, dropped, copied by hand."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.printing.page import NOT_NOW, PrintingPage
from tests.ui.conftest import Keyboard
from tests.ui.gallery import SHOTS
from tests.ui.sample_papers import Queue

Open = Callable[[Queue], PrintingPage]


@pytest.fixture
def open_queue(window: MainWindow, messages: Messages) -> Open:
    def build(queue: Queue) -> PrintingPage:
        page = PrintingPage(queue.desk(), messages)
        window.add_page("printing", page)
        window.go("printing")
        queue.done.clear()
        return page

    return build


def test_the_newest_paper_is_chosen_and_ctrl_p_prints_it_again(
    open_queue: Open, keyboard: Keyboard, messages: Messages
) -> None:
    queue = Queue()
    open_queue(queue)
    keyboard.press("Ctrl+P")
    assert queue.done == [("again", 9)]
    assert messages.done is not None
    assert messages.done.head == "Đã xếp vào hàng in lại."


def test_number_and_day_stand_in_large_letters_to_copy(open_queue: Open) -> None:
    page = open_queue(Queue())
    assert page.number.text() == "MC-03158-1-261120-0242"
    assert page.due.text() == "Hẹn 16:30, T4 25/11"
    assert page.number.fontInfo().pixelSize() == 40
    assert "Hồ sơ ĐÃ LƯU" in page.why.text()


def test_a_paper_without_a_dossier_shows_its_title_and_no_number(
    open_queue: Open, keyboard: Keyboard
) -> None:
    page = open_queue(Queue())
    keyboard.press("Down")
    assert page.title.text() == "Danh sách – Đến hạn hôm nay"
    assert not page.number.isVisible()
    assert not page.due.isVisible()


def test_two_keys_print_on_another_printer(open_queue: Open, keyboard: Keyboard) -> None:
    queue = Queue()
    page = open_queue(queue)
    keyboard.press("Ctrl+M")
    assert page.printers.hasFocus()
    keyboard.press("3", "3")
    assert queue.done == [("elsewhere", (9,), "may-van-phong")]
    assert page.table.hasFocus()


def test_the_choice_begins_at_a_printer_that_is_not_the_silent_one(
    open_queue: Open, keyboard: Keyboard
) -> None:
    queue = Queue()
    open_queue(queue)
    keyboard.press("Ctrl+M")
    keyboard.press("Return", "\r")
    assert queue.done == [("elsewhere", (9,), "raw:/dev/usb/lp0")]


def test_esc_leaves_the_choice_first_and_then_the_page(
    open_queue: Open, keyboard: Keyboard
) -> None:
    queue = Queue()
    page = open_queue(queue)
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    keyboard.press("Ctrl+M")
    keyboard.press("Esc")
    assert left == []
    assert queue.done == []
    keyboard.press("Esc")
    assert left == [True]


def test_papers_after_a_crash_are_answered_one_by_one(open_queue: Open, keyboard: Keyboard) -> None:
    queue = Queue()
    open_queue(queue)
    keyboard.press("Down")
    keyboard.press("Ctrl+R")
    keyboard.press("Up")
    keyboard.press("Ctrl+P")
    assert queue.done == [("came_out", 8), ("again", 9)]


def test_del_drops_a_paper_and_says_how_to_have_it_back(
    open_queue: Open, keyboard: Keyboard, messages: Messages
) -> None:
    queue = Queue()
    open_queue(queue)
    keyboard.press("Del")
    assert queue.done == [("drop", 9)]
    assert messages.done is not None
    assert "Ctrl+P in lại được" in messages.done.head


@pytest.mark.parametrize(
    ("downs", "key", "act"),
    [(2, "Ctrl+P", "again"), (2, "Ctrl+M", "elsewhere"), (4, "Ctrl+R", "came_out"),
     (4, "Del", "drop"), (3, "Ctrl+P", "again")],
)  # fmt: skip
def test_what_cannot_be_done_now_is_said(
    open_queue: Open, keyboard: Keyboard, messages: Messages, downs: int, key: str, act: str
) -> None:
    queue = Queue()
    page = open_queue(queue)
    for _ in range(downs):
        keyboard.press("Down")
    keyboard.press(key)
    assert queue.done == []
    assert messages.current is not None
    assert messages.current.head == NOT_NOW[act]
    assert not page.buttons[act].isEnabled()


def test_a_paper_that_moved_on_meanwhile_is_told(
    open_queue: Open, keyboard: Keyboard, messages: Messages
) -> None:
    open_queue(Queue(refuses=True))
    keyboard.press("Ctrl+P")
    assert messages.current is not None
    assert "vừa đổi trạng thái" in messages.current.head


def test_opening_the_queue_takes_the_banner_away(window: MainWindow, messages: Messages) -> None:
    queue = Queue()
    page = PrintingPage(queue.desk(), messages)
    window.add_page("printing", page)
    window.go("printing")
    assert ("seen",) in queue.done


def test_a_paper_can_be_opened_with_its_printers_offered(open_queue: Open) -> None:
    page = open_queue(Queue())
    page.show_paper(8, elsewhere=(8,))
    assert page.table.current_key == "8"
    assert page.printers.hasFocus()


def test_several_papers_go_to_another_printer_with_two_keys(
    open_queue: Open, keyboard: Keyboard
) -> None:
    queue = Queue()
    page = open_queue(queue)
    page.show_paper(8, elsewhere=(8, 9))
    assert page._choice.accessibleName() == "In 2 tờ ở máy nào?"
    keyboard.press("2", "2")
    assert queue.done == [("elsewhere", (8, 9), "raw:/dev/usb/lp0")]
    keyboard.press("Ctrl+M")  # one again
    assert page._choice.accessibleName() == "In ở máy nào?"


def test_an_empty_queue_says_so_and_keys_do_nothing(open_queue: Open, keyboard: Keyboard) -> None:
    queue = Queue(papers=())
    page = open_queue(queue)
    for key in ("Ctrl+P", "Ctrl+M", "Ctrl+R", "Del"):
        keyboard.press(key)
    assert queue.done == []
    assert page.sheet._empty.accessibleName().startswith("Hôm nay chưa in tờ nào")


def test_a_row_says_state_and_printer_in_words(open_queue: Open) -> None:
    page = open_queue(Queue())
    sentence = page.table.model().index(1, 0).data()
    assert "Trạng thái đã ra giấy chưa?" in sentence
    assert "Máy in HP-1" in sentence


def test_a_click_on_the_status_bars_printer_opens_the_queue(
    window: MainWindow, open_queue: Open
) -> None:
    open_queue(Queue())
    bar = window.shell.statusbar
    pressed: list[bool] = []
    bar.printer_pressed.connect(lambda: pressed.append(True))
    middle = bar.height() // 2
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(20, middle))
    assert pressed == []
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() - 30, middle))
    assert pressed == [True]


@pytest.mark.parametrize("scale", theme.scales())
def test_nothing_on_the_page_is_clipped_at_any_text_size(
    qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    theme.use(qapp, "light", scale)
    frame = SHOTS["printing"]()
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    qapp.processEvents()
    page = frame.findChild(PrintingPage)
    assert page is not None
    assert (frame.width(), frame.height()) == (1366, 768)
    shown: list[QLabel | QPushButton] = [page.number, page.due, *page.buttons.values()]
    for part in shown:
        assert part.width() >= part.sizeHint().width(), part.text()
        assert part.height() >= part.sizeHint().height(), part.text()
        assert part.visibleRegion().boundingRect() == part.rect(), part.text()
    seen = page.why.visibleRegion().boundingRect().height()
    assert page.why.heightForWidth(page.why.width()) <= seen
    assert page.number.fontInfo().pixelSize() >= 40


def test_without_any_printer_ctrl_m_says_so_and_the_number_stays_in_sight(
    open_queue: Open, keyboard: Keyboard, messages: Messages
) -> None:
    page = open_queue(Queue(printers=()))
    keyboard.press("Ctrl+M")
    assert messages.current is not None
    assert messages.current.head.startswith("Chưa thấy máy in nào.")
    assert page.number.isVisible()
    assert page.table.hasFocus()
