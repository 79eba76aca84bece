"""Through the steps of the first run by keys: back and forth, and what is left says so."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from app.bootstrap import backing_up, founding
from app.settings import read_settings
from tests.province.servers import found_home
from tests.scenarios.desks import Desk, copies
from tests.ui.fresh_machine import CARD, CHEAP, FreshDesk


def rest_left(desk: FreshDesk) -> None:
    """Printer, scanner and copies for later; the director's PIN."""
    desk.at("printer")
    desk.keys.press("F8")
    desk.at("scanner")
    desk.keys.press("F8")
    desk.at("director")
    desk.set_pin()
    desk.at("backup")
    desk.keys.press("F8")
    desk.at("ready")


def to_the_end(desk: FreshDesk) -> None:
    """Alone, everything left that may be left."""
    desk.keys.press("F8")
    desk.keys.press("3", "3")
    desk.choose_commune()
    rest_left(desk)


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
    desk.keys.press("F9")  # nothing was scanned: no scanner is proved by it
    desk.at("backup")
    assert desk.marks()["4. Máy quét"] == "để sau"
    desk.keys.press("Ctrl+Up")
    desk.at("scanner")
    scanner: Any = desk.page.panels["scanner"]
    desk.keys.scan(CARD)
    desk.until(lambda: scanner.test.accessibleDescription().startswith("Đọc được thẻ"))
    desk.keys.press("F9")
    assert desk.marks()["4. Máy quét"] == "xong"
    desk.keys.press("Ctrl+Down")
    desk.at("ready")
    assert ready._left.text().startswith("Để sau: chữ và màu, máy in, nơi sao lưu.")
    desk.keys.press("Ctrl+Up")
    desk.keys.press("Ctrl+Up")
    desk.at("scanner")
    desk.keys.press("F9")  # proved once is proved
    assert desk.marks()["4. Máy quét"] == "xong"


def test_the_second_step_shows_its_question(desk: FreshDesk) -> None:
    desk.open()
    desk.keys.press("F9")
    desk.at("office")
    shown = [one.text() for one in desk.page.findChildren(QLabel) if one.isVisible()]
    assert "Máy này thuộc về đâu?" in shown


def test_without_a_printer_no_gap_stands_in_its_place_and_the_caret_is_at_the_paper(
    desk: FreshDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none.sock"))
    desk.open()
    desk.keys.press("Ctrl+Down")
    desk.keys.press("Ctrl+Down")
    desk.at("printer")
    panel: Any = desk.page.panels["printer"]
    desk.until(lambda: panel._said.text().startswith("Chưa thấy máy in nào"))
    assert not panel.list.isVisible()
    assert panel.paper.input.hasFocus()


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


def test_a_new_machine_takes_the_place_of_a_broken_one_by_keys(
    desk: FreshDesk, tmp_path: Path
) -> None:
    old = founding.found_standalone(
        str(tmp_path / "old"), commune="03158", desk=1, pin="135790", training=True, cost=CHEAP
    )
    copy = backing_up.back_up(old.opened, tmp_path / "usb").file
    old.opened.close()
    desk.open()
    desk.keys.press("F9")
    desk.at("office")
    desk.keys.press("4", "4")
    panel: Any = desk.page.panels["office"]
    desk.until(lambda: panel.restore.list.count > 0)
    panel.restore.file.input.setFocus()
    desk.keys.type(copy)
    panel.restore.key.input.setFocus()
    desk.keys.type("0000")
    desk.keys.press("F9")
    desk.until(panel.restore.trouble.isVisible)
    panel.restore.key.put("")
    desk.keys.type(old.recovery_text)
    desk.keys.press("F9")
    rest_left(desk)
    desk.keys.press("F9")
    assert desk.first_dossier().startswith("MC-03158-1b-")


def test_without_a_copy_the_province_gives_the_dossiers_back_by_keys(
    desk: FreshDesk, tmp_path: Path
) -> None:
    home = found_home(tmp_path / "province")
    with home.serving() as server:
        old = Desk(tmp_path / "old")
        more = ("--server", f"http://127.0.0.1:{server.port}")
        request, file = tmp_path / "old.json", tmp_path / "old.motcua"
        assert old.run("enrol", "--request", str(request)).status == 0
        words = ("enrol", "--commune", "03158", "--desk", "1", "--request")
        home.json(*words, str(request), "--out", str(file), *more)
        assert old.run("enrol", str(file)).status == 0
        old.receive(copies(), copies())
        assert old.run("exchange").status == 0
        home.json("revoke", "11-0001")
        desk.open()
        desk.keys.press("F9")
        desk.at("office")
        desk.keys.press("4", "4")
        panel: Any = desk.page.panels["office"]
        desk.until(lambda: panel.restore.list.count > 1)
        desk.keys.press("2", "2")
        desk.until(panel.enrol._word.isVisible)
        assert "thu hồi máy cũ" in panel.enrol._word.text()
        desk.until(lambda: bool(panel.enrol.request.value))
        desk.keys.press("Ctrl+E")
        desk.until(lambda: "Chữ đối chiếu" in panel.enrol._word.text())
        new = tmp_path / "new.motcua"
        home.json(*words, panel.enrol.request.value, "--out", str(new), *more)
        panel.enrol.file.input.setFocus()
        desk.keys.type(str(new))
        desk.keys.press("F9")
        desk.at("printer")
        assert "việc của máy cũ" in desk.first.answers.office
        rest_left(desk)
        desk.keys.press("F9")
        assert desk.first_dossier().startswith("MC-03158-1b-")
