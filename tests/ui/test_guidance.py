"""Hướng dẫn: a few letters and Ctrl+P; the advice counts as a visit."""

from collections.abc import Callable

import pytest

from app.ui.guidance.page import GuidancePage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from tests.ui.conftest import Keyboard
from tests.ui.sample_lists import Advice

Open = Callable[[Advice], GuidancePage]
BUDGET_KEYS = 6  # ux budget of "only advice, no dossier"


@pytest.fixture
def open_page(window: MainWindow, messages: Messages) -> Open:
    def build(advice: Advice) -> GuidancePage:
        page = GuidancePage(advice.desk(), messages)
        window.add_page("guidance", page, place="find")
        window.go("guidance")
        return page

    return build


def test_a_few_letters_and_ctrl_p_print_the_list_within_the_budget(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    advice = Advice()
    page = open_page(advice)
    letters = "ks"
    keyboard.type(letters)
    assert page.picker.marked
    marked = page.picker.marked
    keyboard.press("Ctrl+P")
    assert advice.visits == [(marked, True)]
    assert len(letters) + 1 <= BUDGET_KEYS
    assert messages.done is not None
    assert messages.done.more == "Giấy mang về đã xếp vào hàng in."


def test_ctrl_enter_counts_the_visit_without_paper(open_page: Open, keyboard: Keyboard) -> None:
    advice = Advice()
    open_page(advice)
    keyboard.press("4", "4")
    keyboard.press("Ctrl+Return")
    assert [printed for _, printed in advice.visits] == [False]


def test_nothing_chosen_prints_nothing(open_page: Open, keyboard: Keyboard) -> None:
    advice = Advice()
    open_page(advice)
    keyboard.press("Ctrl+P")
    assert advice.visits == []


def test_f9_goes_on_to_reception_with_the_procedure(open_page: Open, keyboard: Keyboard) -> None:
    codes: list[str] = []
    page = open_page(Advice())
    page.receiving.connect(codes.append)
    keyboard.type("khai")
    marked = page.picker.marked
    keyboard.press("F9")
    assert codes == [marked]


def test_esc_clears_then_rests(open_page: Open, keyboard: Keyboard, window: MainWindow) -> None:
    page = open_page(Advice())
    keyboard.type("khai")
    keyboard.press("Esc")
    assert not page.picker.search.text()
    keyboard.press("Esc")
    assert window.shell.header.scan.hasFocus() or window.shell.header.scan.isAncestorOf(
        window.focusWidget()
    )
