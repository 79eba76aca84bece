"""Rows 3 and 4 of the budgets: a number is one key, the next call is one key, from anywhere."""

import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.storage import print_jobs
from tests.printing.reading import flat
from tests.ui.clerk import Clerk, rooms, scan_person, start, until
from tests.ui.queues import busy, came_in, clerk, give, room, serving, waiting, with_rows

__all__ = ["busy", "clerk"]
MS = 1_000


def told(what: str, began: float) -> None:
    """A figure beside the budget; what is slow here is not a fault of the program."""
    sys.stdout.write(f"\n{what}: {(time.perf_counter() - began) * MS:.0f} ms\n")


def test_row_3_a_number_is_one_key_and_comes_out_of_the_printer(
    qtbot: QtBot, tmp_path: Path
) -> None:
    busy = start(qtbot, with_rows(tmp_path))
    clerk = came_in(busy, qtbot)
    clerk.press("Ctrl+I")
    assert busy.window.name == "queue"
    clerk.presses, began = 0, time.perf_counter()
    clerk.press("A", "a")
    until(qtbot, lambda: waiting(busy) == ["A-001"])
    told("a number is shown after", began)
    assert clerk.presses <= 1
    assert room(busy).page.giving._number.accessibleName() == "A-001"
    paper = Path(busy.settings.printer.partition(":")[2])
    until(qtbot, lambda: paper.exists() and any(paper.glob("*.pdf")))
    told("its paper is out after", began)
    opened = rooms(busy).door.now_open()
    until(qtbot, lambda: not print_jobs.unfinished(opened.connection))
    (file,) = paper.glob("*.pdf")
    assert "A-001" in flat(file.read_bytes())
    busy.window.close()


def test_row_4_the_next_is_one_key_from_a_form_that_keeps_its_letters_and_its_caret(
    busy: Program, clerk: Clerk, qtbot: QtBot
) -> None:
    give(busy, clerk, qtbot, "ab")
    clerk.press("F2")
    clerk.press("F2")
    clerk.type("0111")
    field = QApplication.focusWidget()
    clerk.presses, began = 0, time.perf_counter()
    clerk.press("F8")
    until(qtbot, lambda: serving(busy) == "A-001")
    told("the next is called after", began)
    assert clerk.presses <= 1
    assert busy.window.name == "reception"
    assert QApplication.focusWidget() is field
    clerk.type("9")
    assert rooms(busy).reception.draft().owner.id == "01119"
    assert busy.window.shell.header.serving._number.text() == "Số A-001"


@pytest.mark.parametrize("page", ["F2", "F3", "F4", "F11", "Ctrl+G", "Ctrl+Q", "Ctrl+J", "F1"])
def test_f8_calls_from_every_page(busy: Program, clerk: Clerk, qtbot: QtBot, page: str) -> None:
    give(busy, clerk, qtbot, "b")
    clerk.press(page)
    clerk.press("F8")
    until(qtbot, lambda: serving(busy) == "B-001")


def test_f9_ends_who_was_served_and_f8_calls_the_next(
    busy: Program, clerk: Clerk, qtbot: QtBot
) -> None:
    give(busy, clerk, qtbot, "aa")
    clerk.press("F8")
    until(qtbot, lambda: serving(busy) == "A-001")
    scan_person(busy, clerk, qtbot)
    clerk.press("1", "1")
    clerk.press("F9")
    until(qtbot, lambda: serving(busy) == "")
    clerk.press("F8")
    until(qtbot, lambda: serving(busy) == "A-002")
    assert clerk.presses == 3
