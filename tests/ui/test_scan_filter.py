"""The keyboard scanner: recognised keys never reach a field."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.reception.page import ReceptionPage
from app.ui.scan_filter import PAUSE_MS, ScanFilter
from tests.ui.conftest import Keyboard

CARD = "011190004217|040512345|Pờ Mỳ Xuyến|14031990|Nữ|Bản Tá Miếu, Sín Thầu, Điện Biên|25052021"


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[ScanFilter]:
    made = ScanFilter(qapp)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def heard(scanner: ScanFilter) -> list[str]:
    texts: list[str] = []
    scanner.scanned.connect(texts.append)
    return texts


@pytest.mark.usefixtures("reception")
def test_a_scan_with_the_prefix_goes_round_the_search_field(
    reception: ReceptionPage, keyboard: Keyboard, heard: list[str]
) -> None:
    reception.middle.picker.search.setFocus()
    keyboard.press("Ctrl+B", "\x02")
    keyboard.type(CARD + "\n", after_ms=5)
    assert heard == [CARD]
    assert reception.middle.picker.search.text() == ""
    assert reception.draft().blank


def test_a_scan_goes_round_a_field_that_is_being_typed(
    reception: ReceptionPage, keyboard: Keyboard, heard: list[str]
) -> None:
    keyboard.press("F2")
    keyboard.type("0110")
    keyboard.press("Ctrl+B", "\x02")
    keyboard.type(CARD + "\n", after_ms=5)
    assert heard == [CARD]
    assert reception.draft().owner.id == "0110"


@pytest.mark.usefixtures("reception")
def test_letters_that_come_through_the_input_method_are_taken_too(
    keyboard: Keyboard, heard: list[str]
) -> None:
    keyboard.press("Ctrl+B", "\x02")
    keyboard.type("0111", after_ms=5)
    committed = QInputMethodEvent()
    committed.setCommitString("Mỳ")
    focus = QApplication.focusWidget()
    assert focus is not None
    QCoreApplication.sendEvent(focus, committed)
    keyboard.type("|\n", after_ms=5)
    assert heard == ["0111Mỳ|"]


@pytest.mark.usefixtures("reception")
def test_an_f_key_inside_a_scan_does_nothing(
    keyboard: Keyboard, heard: list[str], window: MainWindow
) -> None:
    keyboard.press("Ctrl+B", "\x02")
    keyboard.press("F9", "", 5)
    keyboard.type("A\n", after_ms=5)
    assert heard == ["A"]
    assert not window.shell.banner.isVisible()


def test_a_scan_that_stops_gives_the_keyboard_back(
    reception: ReceptionPage, keyboard: Keyboard, scanner: ScanFilter, qtbot: QtBot
) -> None:
    reception.middle.picker.search.setFocus()
    keyboard.press("Ctrl+B", "\x02")
    keyboard.type("0111", after_ms=5)
    with qtbot.waitSignal(scanner.broken) as broken:
        keyboard.press("K", "k", PAUSE_MS + 100)
    assert broken.args == ["0111"]
    assert reception.middle.picker.search.text() == "k"


@pytest.mark.usefixtures("reception")
def test_silence_ends_a_scan_by_itself(
    keyboard: Keyboard, scanner: ScanFilter, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(scanner.broken, timeout=60_000):
        keyboard.press("Ctrl+B", "\x02")
        keyboard.type("0111", after_ms=5)


def test_a_fast_burst_with_bars_is_a_card_and_the_field_is_put_back(
    reception: ReceptionPage, keyboard: Keyboard, heard: list[str]
) -> None:
    keyboard.press("F2")
    reception.owner.focus("owner.address")
    keyboard.type("Bản Tả")
    keyboard.type(CARD[:1], after_ms=500)
    keyboard.type(CARD[1:] + "\n", after_ms=5)
    assert heard == [CARD]
    assert reception.draft().owner.address == "Bản Tả"


def test_a_person_who_types_bars_slowly_is_left_alone(
    reception: ReceptionPage, keyboard: Keyboard, heard: list[str]
) -> None:
    keyboard.press("F2")
    reception.owner.focus("owner.address")
    keyboard.type("a|b|c|d|e|f|g", after_ms=90)
    assert reception.draft().owner.address == "a|b|c|d|e|f|g"
    keyboard.press("Return", "\r", 90)
    assert heard == []


@pytest.mark.parametrize("text", [CARD, "MC1" + "0123456789" * 55], ids=["card", "slip"])
def test_a_scanner_that_sends_no_enter_is_heard_at_the_pause(
    reception: ReceptionPage, keyboard: Keyboard, scanner: ScanFilter, qtbot: QtBot, text: str
) -> None:
    keyboard.press("F2")
    reception.owner.focus("owner.address")
    keyboard.type("Bản Tả")
    keyboard.type(text[:1], after_ms=500)
    with qtbot.waitSignal(scanner.scanned) as scanned:
        keyboard.type(text[1:], after_ms=5)
    assert scanned.args == [text]
    assert reception.draft().owner.address == "Bản Tả"


def test_a_key_that_is_held_down_is_no_scan(
    reception: ReceptionPage, keyboard: Keyboard, heard: list[str]
) -> None:
    keyboard.press("F2")
    reception.owner.focus("owner.address")
    keyboard.hold("", "|", 9)
    keyboard.press("Return", "\r", 5)
    assert heard == []
    assert reception.draft().owner.address == "|" * 9


@pytest.mark.usefixtures("reception")
def test_another_prefix_can_be_set_up(keyboard: Keyboard, qapp: QApplication) -> None:
    other = ScanFilter(qapp, prefix="F13", suffix="Tab")
    texts: list[str] = []
    other.scanned.connect(texts.append)
    keyboard.press("F13")
    keyboard.type("0111", after_ms=5)
    keyboard.press("Tab", "\t", 5)
    qapp.removeEventFilter(other)
    assert texts == ["0111"]
