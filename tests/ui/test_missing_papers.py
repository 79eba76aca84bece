"""A required paper that is not here: the page says which, F7 prints it, nothing is blocked."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.ui.reception.page import ReceptionPage
from app.ui.reception.papers_panel import missing_words
from app.ui.widgets.papers import PaperBox
from app.ui.widgets.text import Text
from tests.ui.clerk import Clerk, codes, rooms, until
from tests.ui.conftest import Keyboard
from tests.ui.samples import DUC, Counter

HEADMAN = "Giấy xác nhận của trưởng bản"


def said(page: ReceptionPage) -> str:
    found = [one for one in page.papers.findChildren(Text) if one.text().startswith("Còn thiếu")]
    return next((one.text() for one in found if one.isVisible()), "")


def test_a_missing_paper_is_named_with_what_to_do_and_goes_away_with_its_tick(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("5", "5")  # welfare: five required papers, the headman's is not ticked
    assert said(reception) == (
        f"Còn thiếu 1 giấy: {HEADMAN}. F7 in tờ ghi giấy phải mang thêm, hoặc tiếp tục nếu nhận "
        "trước được."
    )
    focused = QApplication.focusWidget()
    assert isinstance(focused, PaperBox)
    assert focused.paper.name == HEADMAN
    keyboard.press("Space", " ")
    assert not said(reception)


def test_many_are_counted_and_the_first_is_named() -> None:
    assert missing_words(("A", "B", "C")).startswith("Còn thiếu 3 giấy: A và 2 giấy khác. F7")
    assert missing_words(("A", "B"), short=True) == "Còn thiếu 2 giấy. F7 in tờ mang về."
    assert missing_words(()) == ""


@pytest.mark.parametrize("present", [True, False])
def test_f7_prints_what_is_missing_and_only_that(
    open_reception: Callable[..., ReceptionPage], keyboard: Keyboard, counter: Counter,
    *, present: bool,
) -> None:  # fmt: skip
    printed: list[tuple[str, tuple[str, ...]]] = []
    page = open_reception(print_missing=lambda code, names: printed.append((code, names)))
    page.take_person(DUC)
    keyboard.press("5", "5")
    if present:
        keyboard.press("Space", " ")
    keyboard.press("F7")
    assert printed == ([] if present else [("1.001776", (HEADMAN,))])
    keyboard.press("F9")
    assert len(counter.saved) == 1  # a missing paper never stands in the way


def test_whoever_is_not_named_gets_a_list_to_take_home_and_no_dossier_is_made(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    program.window.go("reception")
    rooms(program).reception.begin("1.001776")
    rooms(program).reception.papers.focus()
    focused = QApplication.focusWidget()
    assert isinstance(focused, PaperBox)
    keys.press("Space", " ")  # the first paper is not here after all
    name = focused.paper.name
    keys.press("F7")
    connection = rooms(program).door.now_open().connection

    def job() -> tuple[str, str] | None:
        found = connection.execute("SELECT code, content FROM print_job").fetchone()
        return None if found is None else (found[0], found[1])

    until(qtbot, lambda: job() is not None)
    title, content = job() or ("", "")
    assert title.startswith("Giấy còn thiếu – ")
    values = json.loads(content)
    assert values["plain"].startswith("Còn thiếu: ")
    assert len(values["bring"]) == 1
    assert codes(program) == []
    assert name
