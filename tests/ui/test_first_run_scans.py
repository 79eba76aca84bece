"""A scan during the first run: its test takes it, nothing else on the page does."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.fresh_machine import CARD, FreshDesk

SLIP = "https://tracuu.example/#MC1" + "0123456789" * 55
NUMBER = "011090000007"  # the bar code of an older card
TOLD = "Mã vừa quét không vào ô nào. Máy quét được thử ở bước 4."
Scan = Callable[[FreshDesk, str], None]


def set_up(desk: FreshDesk, text: str) -> None:
    """Prefix and suffix as the sheet says."""
    desk.keys.scan(text)


def from_the_box(desk: FreshDesk, text: str) -> None:
    """As it is bought: no prefix, Enter behind."""
    desk.keys._keyboard.press("", text[0], 500)
    desk.keys._keyboard.type(text[1:] + "\n", 5)


def without_enter(desk: FreshDesk, text: str) -> None:
    """Neither before nor behind."""
    desk.keys._keyboard.press("", text[0], 500)
    desk.keys._keyboard.type(text[1:], 5)


def to_the_commune(desk: FreshDesk) -> Any:
    desk.open()
    desk.keys.press("F9")
    desk.keys.press("2", "2")
    desk.keys.type("sin")
    return desk.page.panels["office"]


@pytest.mark.parametrize("scan", [set_up, from_the_box, without_enter])
@pytest.mark.parametrize("text", [CARD, SLIP, NUMBER], ids=["card", "slip", "number"])
def test_a_scan_at_the_commune_s_name_is_told_and_is_no_name(
    desk: FreshDesk, scan: Scan, text: str
) -> None:
    office = to_the_commune(desk)
    scan(desk, text)
    desk.until(lambda: desk.page.said.text() == TOLD)
    assert desk.page.said.isVisible()
    assert office.commune.search.value == "sin"
    assert not office.commune.trouble.isVisible()
    desk.keys.type(" thau dien")
    desk.until(lambda: bool(office.commune._found) and office.commune._found[0].name == "03158")
    desk.keys.press("F9")
    desk.at("printer")
    assert not desk.page.said.isVisible()


@pytest.mark.parametrize("scan", [from_the_box, without_enter])
@pytest.mark.parametrize("steps", range(7))
def test_the_digits_of_a_scan_choose_nothing_in_any_step(
    desk: FreshDesk, scan: Scan, steps: int
) -> None:
    desk.open()
    for _ in range(steps):
        desk.keys.press("Ctrl+Down")
    if desk.page.name == "scanner":
        desk.keys.press("Tab")
    printers: Any = desk.page.panels["printer"]
    if desk.page.name == "printer":  # the caret goes where there is something to choose
        desk.until(lambda: printers._found)
    name, caret = desk.page.name, QApplication.focusWidget()
    look: Any = desk.page.panels["look"]
    chosen = look.chosen
    scan(desk, CARD)
    desk.until(desk.page.said.isVisible)
    assert desk.page.name == name
    assert (desk.first.answers.way, desk.first.answers.commune) == ("", None)
    assert look.chosen == chosen
    assert not [line for line in desk.page.findChildren(QLineEdit) if "|" in line.text()]
    if name != "scanner":  # there the test takes the caret
        assert QApplication.focusWidget() is caret


def test_the_scanner_s_step_waits_for_a_scan_and_calls_keys_by_their_names(
    desk: FreshDesk,
) -> None:
    desk.open()
    for _ in range(3):
        desk.keys.press("Ctrl+Down")
    scanner: Any = desk.page.panels["scanner"]
    desk.keys.scan(CARD)
    desk.until(lambda: bool(scanner.test.facts))
    assert scanner.suffix.value == "Enter"
    assert "Return" not in scanner._sheet.text()
    assert not desk.page.said.isVisible()


def test_a_scan_beside_the_test_leads_into_it(desk: FreshDesk) -> None:
    desk.open()
    for _ in range(3):
        desk.keys.press("Ctrl+Down")
    scanner: Any = desk.page.panels["scanner"]
    desk.keys.press("Tab")
    desk.keys.press("Tab")
    assert scanner.prefix.input.hasFocus()
    from_the_box(desk, CARD)
    desk.until(lambda: desk.page.said.text().startswith("Ô quét thử đang chờ"))
    assert scanner.prefix.value == "Ctrl+B"
    assert scanner.test.listening
    from_the_box(desk, CARD)
    desk.until(lambda: bool(scanner.test.facts))


def test_a_key_that_is_held_down_is_no_scanner(desk: FreshDesk) -> None:
    office = to_the_commune(desk)
    desk.keys._keyboard.hold("A", "a", 20)
    assert office.commune.search.value == "sin" + "a" * 20
