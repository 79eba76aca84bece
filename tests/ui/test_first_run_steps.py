"""Through the steps of the first run by keys: back and forth, and what is left says so."""

from typing import Any

import pytest

from app.settings import read_settings
from tests.ui.fresh_machine import FreshDesk


def to_the_end(desk: FreshDesk) -> None:
    """Alone, everything left that may be left."""
    desk.keys.press("F8")
    desk.keys.press("3", "3")
    desk.choose_commune()
    desk.at("printer")
    desk.keys.press("F8")
    desk.keys.press("F8")
    desk.set_pin()
    desk.at("backup")
    desk.keys.press("F8")
    desk.at("ready")


def test_ctrl_and_an_arrow_lead_back_to_a_step_that_was_left_and_forth_again(
    desk: FreshDesk,
) -> None:
    desk.open()
    to_the_end(desk)
    assert [name for name, mark in desk.marks().items() if mark == "để sau"] == [
        "1. Chữ và màu", "3. Máy in", "4. Máy quét", "6. Nơi sao lưu",
    ]  # fmt: skip
    ready: Any = desk.page.panels["ready"]
    assert ready._left.text().startswith(
        "Để sau: chữ và màu, máy in, máy quét, nơi sao lưu. Ctrl+↑ quay lại làm ngay"
    )
    for step in ("backup", "scanner"):  # what made the desk is not made twice
        desk.keys.press("Ctrl+Up")
        desk.at(step)
    assert desk.marks()["6. Nơi sao lưu"] == "để sau"
    desk.keys.press("F9")
    assert desk.marks()["4. Máy quét"] == "xong"
    desk.keys.press("Ctrl+Down")
    desk.at("ready")
    assert ready._left.text().startswith("Để sau: chữ và màu, máy in, nơi sao lưu.")


def test_a_step_that_must_be_done_is_not_called_left_for_later(desk: FreshDesk) -> None:
    desk.open()
    desk.keys.press("F9")
    desk.keys.press("Ctrl+Down")
    desk.at("printer")
    assert desk.marks()["2. Xã và quầy"] == "chưa làm"
    desk.keys.press("Ctrl+Up")
    desk.at("office")


def test_no_two_rows_of_the_first_step_wear_the_same_digit_and_each_digit_chooses(
    desk: FreshDesk,
) -> None:
    desk.open()
    look: Any = desk.page.panels["look"]
    worn = [one.row_at(place).key for one in (desk.page.list, look.sizes, look.modes)
            for place in range(one.count)]  # fmt: skip
    assert [key for key in worn if key] == list("12345678")
    desk.keys.press("6", "6")
    desk.keys.press("2", "2")
    desk.keys.press("7", "7")
    assert look.chosen == (115, "dark")
    desk.keys.press("F9")
    kept = read_settings(desk.profile)
    assert (kept.text_size, kept.theme) == (115, "dark")


@pytest.mark.parametrize("key", ["Up", "Down"])
def test_an_arrow_alone_stays_in_the_step(desk: FreshDesk, key: str) -> None:
    desk.open()
    desk.keys.press(key)
    assert desk.page.name == "look"


def test_a_cap_is_shown_only_where_its_digit_is_heard(desk: FreshDesk) -> None:
    desk.open()
    desk.keys.press("F9")
    panel: Any = desk.page.panels["office"]
    assert panel.ways.shows_caps
    desk.keys.press("3", "3")
    desk.keys.type("sin")
    desk.until(lambda: bool(panel.commune._found))
    assert not panel.ways.shows_caps
    assert not panel.commune.list.shows_caps
    desk.keys.press("Return", "\r")
    assert panel.commune.list.shows_caps
