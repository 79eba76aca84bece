"""The whole catalogue at the reception page: found as people say it, in few keys, and quickly."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap.procedure_rows import row
from app.domain.builtin import load_builtin
from app.domain.vietnamese import fold
from app.ui.reception.page import ReceptionPage
from tests.ui.conftest import Keyboard
from tests.ui.samples import DUC

SLOWEST_MS = 50  # a key press to a painted list


@pytest.fixture
def page(open_reception: Callable[..., ReceptionPage]) -> ReceptionPage:
    """Every procedure that the program brings along; a card was read."""
    listed = sorted(load_builtin().procedures, key=lambda one: one.digit or 99)
    made = open_reception(procedures=lambda: [row(one) for one in listed], fold=fold)
    made.take_person(DUC)
    return made


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("mai t", "1.001731"),
        ("ngheo", "1.011607"),
        ("so do", "1.013978"),
        ("thuong tru", "1.004222"),
        ("doc than", "1.004873"),
        ("gieng", "1.001662"),
        ("lan tay", "2.000884"),
        ("xay nha", "1.013225"),
        ("bao hiem n", "1.005412"),
    ],
)
def test_a_few_letters_and_enter_choose_what_is_meant(
    page: ReceptionPage, keyboard: Keyboard, typed: str, code: str
) -> None:
    keyboard.type(typed)
    shown = [entry.code for entry in page.middle.picker._shown]
    assert code in shown[:3]
    for _ in range(shown.index(code)):
        keyboard.press("Down")
    keyboard.type("\n")
    assert page.draft().procedure == code


@pytest.mark.parametrize(
    ("digit", "code"), [(one.digit, one.code) for one in load_builtin().procedures if one.digit]
)
def test_a_digit_still_chooses_with_one_key(
    page: ReceptionPage, keyboard: Keyboard, digit: int, code: str
) -> None:
    keyboard.type(str(digit))
    assert page.draft().procedure == code


@pytest.mark.usefixtures("page")
def test_a_key_press_narrows_the_whole_list_before_anyone_notices(keyboard: Keyboard) -> None:
    taken = []
    for letter in "bao hiem":
        start = time.perf_counter()
        keyboard.type(letter)
        QApplication.processEvents()
        taken.append((time.perf_counter() - start) * 1000)
    assert sorted(taken)[len(taken) // 2] < SLOWEST_MS, taken


def test_the_next_citizen_finds_the_list_at_its_head(page: ReceptionPage) -> None:
    picker = page.middle.picker
    picker.show_current(picker._shown[-1].code)
    assert picker.list.verticalScrollBar().value() > 0
    picker.show_current("")
    assert picker.list.verticalScrollBar().value() == 0
