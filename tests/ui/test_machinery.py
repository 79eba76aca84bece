"""Tasks, messages, crash window, key map, status, models: what stands behind the pages."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import ClerkError, MotCuaError, Trouble
from app.ui.crash import CrashGuard, report
from app.ui.main_window import MainWindow
from app.ui.messages import ATTENTION, DONE, OFFLINE, Action, Message, Messages
from app.ui.reception.page import ReceptionPage
from app.ui.shortcuts import TWINS
from app.ui.status import Status, segments
from app.ui.tasks import Tasks
from app.ui.widgets.buttons import Button
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.statusbar import StatusBar
from app.ui.widgets.text import Text
from tests.ui.conftest import Keyboard
from tests.ui.samples import DUC, STATUS, Counter

# --- tasks --------------------------------------------------------------------------------------


@pytest.fixture
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(max_workers=1) as made:
        yield made


class Ears:
    """Hears what a task brings back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.troubles: list[MotCuaError] = []
        self.bugs: list[BaseException] = []
        self.threads: set[object] = set()

    def done(self, result: object) -> None:
        self.threads.add(current_thread())
        self.results.append(result)


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def tasks(qapp: QApplication, ears: Ears) -> Tasks:  # noqa: ARG001 - an application must be there
    return Tasks(ears.troubles.append, ears.bugs.append)


def fail(error: BaseException) -> object:
    raise error


def test_work_runs_elsewhere_and_its_result_comes_home(
    tasks: Tasks, ears: Ears, pool: Executor, qtbot: QtBot
) -> None:
    tasks.runner(pool)(current_thread, ears.done)
    qtbot.waitUntil(lambda: bool(ears.results))
    assert ears.results[0] is not main_thread()
    assert ears.threads == {main_thread()}


def test_a_clerk_error_goes_to_who_asked(
    tasks: Tasks, ears: Ears, pool: Executor, qtbot: QtBot
) -> None:
    refused: list[MotCuaError] = []
    error = ClerkError("Sai số.", "owner.id")
    tasks.runner(pool)(lambda: fail(error), ears.done, refused.append)
    qtbot.waitUntil(lambda: refused == [error])


def test_trouble_that_nobody_takes_goes_to_the_channel(
    tasks: Tasks, ears: Ears, pool: Executor, qtbot: QtBot
) -> None:
    error = Trouble("Ổ đĩa đầy.")
    tasks.runner(pool)(lambda: fail(error), ears.done)
    qtbot.waitUntil(lambda: ears.troubles == [error])


def test_everything_else_is_a_bug(tasks: Tasks, ears: Ears, pool: Executor, qtbot: QtBot) -> None:
    error = KeyError("x")
    tasks.runner(pool)(lambda: fail(error), ears.done, ears.troubles.append)
    qtbot.waitUntil(lambda: ears.bugs == [error])
    assert not ears.results


@pytest.mark.parametrize("work", [lambda: 1, lambda: fail(ClerkError("Sai.", "x"))])
def test_an_answer_takes_the_caret_to_no_page_out_of_sight(
    tasks: Tasks, pool: Executor, qtbot: QtBot, keyboard: Keyboard, work: Callable[[], object]
) -> None:
    pages, asked, typed = QStackedWidget(), QLineEdit(), QLineEdit()
    for field in (asked, typed):
        page = QWidget()
        QVBoxLayout(page).addWidget(field)
        pages.addWidget(page)
    qtbot.addWidget(pages)
    pages.show()
    pages.activateWindow()
    pages.setCurrentIndex(1)
    typed.setFocus()
    qtbot.waitUntil(typed.hasFocus)
    answers: list[object] = []

    def answered(said: object) -> None:
        asked.setFocus()
        answers.append(said)

    tasks.runner(pool)(work, answered, answered)
    qtbot.waitUntil(lambda: len(answers) == 1)
    keyboard.type("Lo")
    assert typed.text() == "Lo"
    pages.setCurrentIndex(0)
    tasks.runner(pool)(work, answered, answered)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert asked.hasFocus()


def test_results_for_a_page_that_is_gone_are_dropped(
    tasks: Tasks, ears: Ears, pool: Executor, qtbot: QtBot, qapp: QApplication
) -> None:
    page = QObject()
    run = tasks.runner(pool, page)
    page.deleteLater()
    qapp.sendPostedEvents(page, 52)  # DeferredDelete
    run(lambda: 1, ears.done)
    tasks.runner(pool)(lambda: 2, ears.done)
    qtbot.waitUntil(lambda: bool(ears.results))
    assert ears.results == [2]


# --- messages -----------------------------------------------------------------------------------


def test_what_was_done_never_hides_trouble() -> None:
    channel = Messages()
    channel.show(Message("printer", ATTENTION, "Máy in tắt."))
    channel.show(Message("saved", DONE, "Đã lưu."))
    assert channel.current is not None
    assert channel.current.name == "printer"
    assert channel.done == Message("saved", DONE, "Đã lưu.")
    channel.clear("saved")
    assert not channel.done


def test_a_message_with_a_time_goes_by_itself(qtbot: QtBot) -> None:
    channel = Messages()
    channel.show(Message("saved", DONE, "Đã lưu.", lasts_ms=30))
    qtbot.waitUntil(lambda: channel.done is None, timeout=60_000)


def test_what_was_done_stands_at_the_foot_and_moves_nothing(
    window: MainWindow, reception: ReceptionPage, messages: Messages
) -> None:
    before = reception.geometry()
    messages.show(Message("saved", DONE, "Đã lưu hồ sơ 20/11 – 0240.", "Phiếu hẹn đang in."))
    assert window.shell.done.isVisible()
    assert not window.shell.banner.isVisible()
    assert reception.geometry() == before
    messages.clear("saved")
    assert window.shell.statusbar.isVisible()


def test_the_line_of_what_was_done_counts_what_is_unsent_now(
    qtbot: QtBot,
    window: MainWindow,
    messages: Messages,
    reception: ReceptionPage,  # noqa: ARG001 - a page is open
) -> None:
    def said() -> list[str]:
        return [part.text() for part in window.shell.done.findChildren(Text) if part.isVisible()]

    for count in (1, 0):
        window.shell.show_status(replace(STATUS, unsent=count))
        if count:
            messages.show(Message("exchange", DONE, "Đã gửi 1 việc, tỉnh xác nhận 1."))
        expected = [f"Chưa gửi {count}"]
        qtbot.waitUntil(lambda expected=expected: said() == expected, timeout=60_000)  # type: ignore[misc]


def test_the_log_has_topics_and_no_names(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        Messages().show(Message("saved", DONE, "Đã lưu hồ sơ của Đặng Văn Đức."))
    assert "saved" in caplog.text
    assert "Đức" not in caplog.text


def test_a_banner_button_has_its_key(
    window: MainWindow, messages: Messages, keyboard: Keyboard, reception: ReceptionPage
) -> None:
    pressed: list[str] = []
    reception.take_person(DUC)
    action = Action("In lại", lambda: pressed.append("in"), "Ctrl+P")
    messages.show(Message("printer", ATTENTION, "Phiếu chưa in.", "Máy in tắt.", (action,)))
    assert window.shell.banner.isVisible()
    assert reception.middle.picker.search.hasFocus()
    keyboard.press("Ctrl+P")
    assert pressed == ["in"]


@pytest.mark.usefixtures("reception")
def test_a_banner_says_that_others_stand_behind_it(
    window: MainWindow, messages: Messages, qtbot: QtBot
) -> None:
    messages.trouble("Mạng hỏng. Gửi lại sau.", "exchange")
    messages.trouble("Phiếu chưa in. Bật máy in.", "printing")
    messages.show(Message("saved", DONE, "Đã lưu."))
    qtbot.waitUntil(lambda: behind(window) == ["Còn 1 tin nữa, phím Ctrl+Tab"])
    messages.clear("printing")
    qtbot.waitUntil(lambda: behind(window) == [])
    assert window.shell.banner.accessibleName().startswith("Mạng hỏng.")


def behind(window: MainWindow) -> list[str]:
    """What the banner says in sight of the messages behind its own."""
    shown = [one for one in window.shell.banner.findChildren(Button) if one.isVisible()]
    return [one.accessibleName() for one in shown if "Ctrl+Tab" in one.accessibleName()]


@pytest.mark.usefixtures("reception")
def test_ctrl_tab_leads_through_the_banners_and_something_new_comes_to_the_front(
    window: MainWindow, messages: Messages, keyboard: Keyboard
) -> None:
    def heads() -> list[str]:
        seen = []
        for _ in range(3):
            assert messages.current is not None
            seen.append(messages.current.head)
            keyboard.press("Ctrl+Tab")
        return seen

    messages.show(Message("exchange", OFFLINE, "Chưa có mạng."))
    messages.trouble("Đồng bộ hỏng. Gửi lại sau.", "sync")
    messages.trouble("Phiếu chưa in. Bật máy in.", "printing")
    assert heads() == ["Phiếu chưa in.", "Đồng bộ hỏng.", "Chưa có mạng."]
    keyboard.press("Ctrl+Tab")
    keyboard.press("Ctrl+W")  # the key of the one that is shown
    assert window.shell.banner.accessibleName().startswith("Phiếu chưa in.")
    keyboard.press("Ctrl+Tab")
    messages.show(Message("saved", DONE, "Đã lưu."))
    assert window.shell.banner.accessibleName().startswith("Chưa có mạng.")
    messages.trouble("Ổ đĩa gần đầy. Chuyển tệp cũ.", "disk")
    assert window.shell.banner.accessibleName().startswith("Ổ đĩa gần đầy.")


# --- crash --------------------------------------------------------------------------------------


def test_a_bug_names_places_and_nobody() -> None:
    with pytest.raises(ValueError, match="Đức") as caught:
        fail(ValueError("Đặng Văn Đức 011090000007"))
    words = report(caught.value, "0.1.0")
    assert "ValueError" in words
    assert "test_machinery.py" in words
    assert "Đức" not in words
    assert "011090000007" not in words


@pytest.mark.shows_a_bug
def test_a_bug_keeps_what_is_typed_and_shows_one_window(qtbot: QtBot) -> None:
    kept: list[bool] = []
    guard = CrashGuard(lambda: kept.append(True))
    guard.show(KeyError("a"))
    assert guard.window is not None
    qtbot.addWidget(guard.window)
    first = guard.window
    guard.show(KeyError("b"))
    assert guard.window is first
    assert kept == [True]


@pytest.mark.shows_a_bug
def test_the_guard_hears_uncaught_errors(qtbot: QtBot) -> None:
    guard, before = CrashGuard(lambda: None), sys.excepthook
    guard.install()
    try:
        sys.excepthook(KeyError, KeyError("a"), None)
    finally:
        sys.excepthook = before
    assert guard.window is not None
    qtbot.addWidget(guard.window)
    assert "KeyError" in guard.window.words


# --- keys ---------------------------------------------------------------------------------------


def test_what_is_still_composed_is_in_the_field_before_an_f_key_acts(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    keyboard.press("F2")
    reception.owner.focus("owner.name")
    composed = QInputMethodEvent("Mỷ", [])
    focus = QApplication.focusWidget()
    assert focus is not None
    QCoreApplication.sendEvent(focus, composed)
    keyboard.press("F9")
    assert reception.draft().owner.name == "Mỷ"
    assert not counter.saved


def test_no_key_of_the_vietnamese_keyboard_is_bound(
    reception: ReceptionPage, window: MainWindow
) -> None:
    keys = [action.key for action in (*reception.keys(), *window._own_keys())]
    taken = [key for key in (*keys, *TWINS.values()) if key.startswith(("Ctrl+Shift", "Alt+"))]
    assert taken == []


def test_ctrl_u_is_ours_also_in_a_field(reception: ReceptionPage, keyboard: Keyboard) -> None:
    reception.take_person(DUC)
    reception.owner.focus("owner.phone")
    keyboard.type("0912")
    keyboard.press("Ctrl+U")
    submitter = reception.draft().submitter
    assert submitter is not None
    assert submitter.phone == "0912"


def test_a_click_in_the_bar_is_the_key(
    reception: ReceptionPage, window: MainWindow, counter: Counter, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("2", "2")
    window.shell.keybar.pressed.emit("F9")
    assert len(counter.saved) == 1


def test_f3_goes_to_the_scan_box_and_enter_sends(
    reception: ReceptionPage, keyboard: Keyboard, scans: list[str]
) -> None:
    reception.take_person(DUC)
    keyboard.press("F3")
    keyboard.type("dang duc\n")
    assert scans == ["dang duc"]


# --- status -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "kind"), [(0, "plain"), (4, "plain"), (5, "attention"), (7, "late")]
)
def test_the_age_of_the_oldest_gets_louder(days: int, kind: str) -> None:
    left, _ = segments(Status(unsent=3, oldest_days=days))
    assert left[2].kind == kind


def test_the_unsent_number_is_never_shortened(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show_status(STATUS)
    bar.resize(300, 32)
    left, _ = bar.fitted()
    assert left[1].words == "Chưa gửi 23"
    assert left[0].words == "Ngoại tuyến"


def test_the_bar_is_one_sentence_for_screen_readers(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show_status(STATUS)
    assert "Chưa gửi 23" in bar.accessibleName()


# --- models -------------------------------------------------------------------------------------


def test_painting_a_list_loses_no_reference_to_none(qtbot: QtBot) -> None:
    view = RowList("Danh sách")
    qtbot.addWidget(view)
    view.show_rows([Row(f"Hàng {place}", "ghi chú") for place in range(50)])
    view.resize(300, 600)
    view.grab()
    before = sys.getrefcount(None)
    for _ in range(100):
        view.grab()
    assert sys.getrefcount(None) > before - 100


def test_a_row_says_its_state_in_words(qtbot: QtBot) -> None:
    view = RowList("Danh sách")
    qtbot.addWidget(view)
    view.show_rows([Row("Lò Văn Ướt", "20/11 – 0240", "1", ("late", "quá 1 ngày"))])
    assert view.model().index(0, 0).data() == "1, Lò Văn Ướt, 20/11 – 0240, quá 1 ngày"
