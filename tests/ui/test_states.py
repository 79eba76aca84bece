"""Every list in every state (ux.md 3.5): grey rows while it is read, never a blank grid."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.ui.exchange.page import ExchangePage
from app.ui.find.page import FindPage
from app.ui.giveback.page import GiveBackPage
from app.ui.main_window import MainWindow
from app.ui.messages import SENDING, Messages
from app.ui.printing.page import PrintingPage
from app.ui.tasks import Run
from app.ui.today.page import TodayPage
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.list_sheet import Skeleton
from app.ui.widgets.procedures import ProcedurePicker
from tests.ui.conftest import Keyboard
from tests.ui.sample_dossiers import VIEW
from tests.ui.sample_dossiers import Shelf as DossierShelf
from tests.ui.sample_find import Shelf
from tests.ui.sample_lists import Advice, Counter, Line, Morning, item
from tests.ui.sample_papers import Queue
from tests.ui.samples import run_now

Build = Callable[[Run], Any]
TODAY: Build = lambda run: TodayPage(replace(Morning(0).desk(), run=run), Messages())  # noqa: E731 - a table
EXCHANGE: Build = lambda run: ExchangePage(replace(Line(0).desk(), run=run, rows=lambda _: ()))  # noqa: E731 - a table
PRINTING: Build = lambda run: PrintingPage(replace(Queue(()).desk(), run=run), Messages())  # noqa: E731 - a table
GIVEBACK: Build = lambda run: GiveBackPage(Counter(()).desk(run), Messages())  # noqa: E731 - a table
FIND: Build = lambda run: FindPage(Shelf(0).desk(run))  # noqa: E731 - a table


def never(work: object, done: object, failed: object = None) -> None:
    """A `Run` over a disk that does not answer."""


def show(window: MainWindow, page: Any) -> Any:
    window.add_page("find", page)
    window.go("find")
    return page


def seen(page: Any, kind: type[Any]) -> list[Any]:
    return [one for one in page.findChildren(kind) if one.isVisible()]


@pytest.mark.parametrize("build", [TODAY, EXCHANGE, PRINTING, GIVEBACK])
def test_a_list_that_is_read_for_long_shows_grey_rows_and_then_says_so(
    window: MainWindow, qtbot: QtBot, build: Build
) -> None:
    page = show(window, build(never))
    assert not seen(page, Skeleton)
    qtbot.waitUntil(lambda: len(seen(page, Skeleton)) == 1, timeout=60_000)
    grey = seen(page, Skeleton)[0]
    assert not grey.words.isVisible()
    qtbot.waitUntil(grey.words.isVisible, timeout=60_000)
    assert "Esc" in grey.words.text()


@pytest.mark.parametrize(
    ("build", "keys", "said"),
    [
        (TODAY, (), "Chưa có hồ sơ nào hôm nay. Quét thẻ CCCD để bắt đầu, hoặc nhấn F2."),
        (TODAY, ("1",), "Không có hồ sơ nào: Quá hạn."),
        (EXCHANGE, ("1",), "Tỉnh đã nhận đủ. Không còn hồ sơ nào chờ gửi."),
        (EXCHANGE, ("3",), "Không có gì cần xử lý. Tỉnh không trả lại hồ sơ nào."),
        (PRINTING, (), "Phiếu in sau khi lưu hồ sơ (F9)."),
        (GIVEBACK, (), "Quét phiếu hẹn. Mất phiếu: quét căn cước chủ hồ sơ."),
        (GIVEBACK, (), "Không có kết quả nào chờ trả"),
        (FIND, (), "Gõ hai chữ trở lên để tìm. Tên không dấu, bản, số CCCD"),
    ],
)
def test_an_empty_list_says_what_is_not_there_and_what_to_do(
    window: MainWindow, keyboard: Keyboard, build: Build, keys: tuple[str, ...], said: str
) -> None:
    page = show(window, build(run_now))
    page.take_focus()
    for key in keys:
        keyboard.press(key, key)
    assert [one for one in seen(page, EmptyState) if said in one.accessibleName()]


def test_a_filter_that_leaves_no_procedure_says_how_many_are_hidden(
    window: MainWindow, keyboard: Keyboard
) -> None:
    from app.ui.guidance.page import GuidancePage

    page = show(window, GuidancePage(Advice().desk(), Messages()))
    keyboard.type("zzzz")
    (picker,) = page.findChildren(ProcedurePicker)
    assert picker._none.isVisible()
    assert "khớp “zzzz”" in picker._none.text()
    assert f"{len(picker._entries)} thủ tục đang ẩn" in picker._none.text()


def slow_dossier(run: Run, messages: Messages) -> tuple[Any, str]:
    from app.ui.dossier.page import DossierPage

    page = DossierPage(replace(DossierShelf().desk(), run=run), messages)
    page.show_dossier(VIEW)
    page.ask("hand_over")
    return page, "F9"


def slow_giveback(run: Run, messages: Messages) -> tuple[Any, str]:
    page = GiveBackPage(Counter().desk(run_now), messages)
    page.take_slip(item(2).code)
    page._save._run = run
    return page, "F4"


@pytest.mark.parametrize("build", [slow_dossier, slow_giveback])
def test_a_step_that_is_stored_for_long_says_so_until_it_is_over(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot, messages: Messages,
    build: Callable[[Run, Messages], tuple[Any, str]],
) -> None:  # fmt: skip
    held: list[Callable[[], None]] = []

    def run(work: Any, done: Any, failed: Any = None) -> None:
        held.append(lambda: run_now(work, done, failed))

    page, key = build(run, messages)
    show(window, page)
    keyboard.press(key)
    said = messages.current
    assert said is None
    qtbot.waitUntil(lambda: messages.current is not None, timeout=60_000)
    assert messages.current is not None
    assert (messages.current.kind, messages.current.head) == (SENDING, "Đang lưu…")
    for one in held:
        one()
    assert messages.current is None
