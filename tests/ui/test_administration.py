"""Quản trị over a real desk: people, devices, sheet, text size, what is left, old catalogue."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import founding, recovery
from app.bootstrap.front import Front
from app.bootstrap.window import Program
from app.domain.errors import ClerkError
from app.settings import LATER_STEPS, Settings, read_settings, with_left, write_settings
from app.storage import key_book, keys, print_jobs
from app.ui.admin.facts_panel import OfficePanel
from tests.province.servers import found_home
from tests.ui.clerk import (
    CARD,
    CHEAP,
    PIN,
    Clerk,
    answered,
    nhi_sits_down,
    qt_application,
    rooms,
    scan_person,
    start,
    unlocked,
    until,
)


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MOTCUA_NOW", "2026-12-20T10:42:00+07:00")
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "desk"
    founded = founding.found_standalone(
        str(folder), commune="03158", desk=1, pin=PIN, training=True, cost=CHEAP
    )
    founded.opened.close()
    tray = f"folder:{tmp_path / 'paper'}"
    write_settings(folder, with_left(Settings(printer=tray), LATER_STEPS))
    return folder


@pytest.fixture
def program(qtbot: QtBot, profile: Path) -> Iterator[Program]:
    made = start(qtbot, profile)
    yield made
    made.window.close()


@pytest.fixture
def keyboard(program: Program, qtbot: QtBot) -> Clerk:
    return unlocked(program, qtbot)


def panel(program: Program, name: str) -> Any:
    return rooms(program).admin.page.panels[name]


def test_hom_nay_reminds_of_what_is_left_and_ctrl_q_opens_it(
    program: Program, keyboard: Clerk, qtbot: QtBot
) -> None:
    note = rooms(program).today.note
    assert note.text() == "Còn 4 bước cài đặt: máy in, máy quét, phiếu khôi phục, nơi sao lưu"
    keyboard.press("Ctrl+Q")
    assert program.window.name == "admin"
    keyboard.press("Return", "\r")
    until(qtbot, lambda: panel(program, "printer").list.count > 0)
    keyboard.press("F9")
    assert read_settings(program.folder).setup_left == "scanner,recovery,backup"
    keyboard.press("Esc")
    keyboard.press("Esc")
    program.window.go("today")
    assert note.text() == "Còn 3 bước cài đặt: máy quét, phiếu khôi phục, nơi sao lưu"


def test_a_person_added_in_the_window_opens_the_machine_with_her_code(
    program: Program, keyboard: Clerk, qtbot: QtBot
) -> None:
    keyboard.press("Ctrl+Q")
    rooms(program).admin.page.open_section("people")
    people = panel(program, "people")
    until(qtbot, lambda: people.list.count == 1)
    keyboard.press("Ctrl+N")
    keyboard.type("Vi\n")
    until(qtbot, lambda: bool(people.form.fields))
    people.form.roles["reception"].setChecked(True)
    keyboard.press("F9")
    until(qtbot, lambda: bool(people.card.code.text()))
    code = people.card.code.text().replace(" ", "")
    keyboard.press("F12")
    keyboard.press("Down")
    keyboard.type(f"{code}\n135791\n135791\n")
    until(qtbot, lambda: program.window.name == "today")
    assert rooms(program).door.last_user == "vi"
    keyboard.press("Ctrl+Q")
    rooms(program).admin.page.open_section("people")
    until(qtbot, lambda: people._stack.currentIndex() == 4)


def test_f1_leaves_an_open_form_and_a_code_that_is_shown_once(
    program: Program, keyboard: Clerk, qtbot: QtBot
) -> None:
    keyboard.press("Ctrl+Q")
    rooms(program).admin.page.open_section("people")
    keyboard.press("Ctrl+N")
    keyboard.type("Lò Thị Nhi")
    keyboard.press("F1")
    keyboard.press("Escape")
    keyboard.type("ên")
    people = panel(program, "people")
    assert people.form.name.input.text() == "Lò Thị Nhiên"
    keyboard.press("F9")
    until(qtbot, lambda: people.card.code.text() != "")
    code = people.card.code.text()
    for there_and_back in (("F1", "Escape"), ("F1", "F1", "Escape")):
        for key in there_and_back:
            keyboard.press(key)
        assert people.card.isVisible()
        assert people.card.code.text() == code


def test_the_last_director_stays(program: Program, keyboard: Clerk, qtbot: QtBot) -> None:
    keyboard.press("Ctrl+Q")
    rooms(program).admin.page.open_section("people")
    people = panel(program, "people")
    until(qtbot, lambda: people.list.count == 1)
    keyboard.press("Ctrl+Del")
    keyboard.press("Ctrl+Return")
    until(qtbot, lambda: "Giám đốc cuối cùng" in people.trouble.text())


def test_test_page_and_scanner_sheet_come_out_of_the_queue(
    program: Program, keyboard: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    keyboard.press("Ctrl+Q")
    for section in ("printer", "scanner"):
        rooms(program).admin.page.open_section(section)
        keyboard.press("Ctrl+P")
    until(qtbot, (tmp_path / "paper" / "Trang in thử.pdf").exists)
    until(qtbot, (tmp_path / "paper" / "Tờ cài máy quét.pdf").exists)
    queued = "Tờ cài máy quét đã xếp vào hàng in."
    until(qtbot, lambda: panel(program, "scanner")._said.text() == queued)
    connection = rooms(program).door.now_open().connection
    until(qtbot, lambda: not print_jobs.unfinished(connection))


def test_a_scan_while_quan_tri_is_open_goes_to_work_unless_it_is_the_test(
    program: Program, keyboard: Clerk, qtbot: QtBot
) -> None:
    keyboard.press("Ctrl+Q")
    rooms(program).admin.page.open_section("scanner")
    scanner = panel(program, "scanner")
    keyboard.scan(CARD)
    scanner.test._probe._end()
    until(qtbot, lambda: scanner.test.accessibleDescription().startswith("Đọc được thẻ"))
    assert program.window.name == "admin"
    keyboard.press("Tab")
    keyboard.scan(CARD)
    until(qtbot, lambda: program.window.name == "reception")


def test_another_prefix_is_heard_at_once(program: Program, keyboard: Clerk, qtbot: QtBot) -> None:
    keyboard.press("Ctrl+Q")
    rooms(program).admin.page.open_section("scanner")
    panel(program, "scanner").prefix.put("F13")
    keyboard.press("F9")
    assert read_settings(program.folder).scanner_prefix == "F13"
    keyboard.press("Tab")  # from the test into the fields: a scan is work again
    keyboard._keyboard.press("F13", "", 5)
    keyboard._keyboard.type(CARD + "\n", 5)
    until(qtbot, lambda: program.window.name == "reception")


def test_reception_wears_the_yellow_line_while_the_catalogue_is_old(
    program: Program, keyboard: Clerk, qtbot: QtBot
) -> None:
    keyboard.press("F2")
    until(qtbot, lambda: answered(program))
    current = program.messages.current
    assert current is not None
    assert current.head.startswith("Danh mục và mức phí được đối chiếu lần cuối 01/11/2026")
    program.window.go("today")
    assert program.messages.current is None


def test_a_new_recovery_sheet_replaces_the_old_one(
    program: Program, keyboard: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = rooms(program).door.now_open()
    before = keys.recovery_wrap(opened.paths)
    keyboard.press("Ctrl+Q")
    rooms(program).admin.page.open_section("recovery")
    sheet = panel(program, "recovery")
    sheet.file.put(str(tmp_path / "new.pdf"))
    keyboard.press("Ctrl+N")
    until(qtbot, lambda: "Phiếu mới ở" in sheet._state.text())
    assert (tmp_path / "new.pdf").read_bytes().startswith(b"%PDF")
    assert keys.recovery_wrap(opened.paths) != before


def test_a_clerk_sees_a_padlock_and_who_may_where_a_leader_makes_the_sheet_or_joins(
    program: Program, keyboard: Clerk, qtbot: QtBot
) -> None:
    opened = rooms(program).door.now_open()
    before = keys.recovery_wrap(opened.paths)
    nhi_sits_down(program, keyboard, qtbot)
    keyboard.press("Ctrl+Q")
    for name in ("recovery", "join"):
        rooms(program).admin.page.open_section(name)
        line = panel(program, name).lock
        assert line.isVisible()
        assert line.sentence.endswith("Nhờ: Giám đốc Trung tâm.")
        for key in ("Ctrl+N", "F9", "Ctrl+Return"):
            keyboard.press(key)
    assert keys.recovery_wrap(opened.paths) == before
    keyboard.press("F12")
    keyboard.type(PIN)
    until(qtbot, lambda: program.window.name == "today")
    keyboard.press("Ctrl+Q")
    rooms(program).admin.page.open_section("recovery")
    assert not panel(program, "recovery").lock.isVisible()


def test_a_desk_that_stands_alone_joins_the_province_and_keeps_its_dossiers(
    program: Program, keyboard: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    province = found_home(tmp_path / "province")
    (tmp_path / "Documents").mkdir()
    answer = tmp_path / "Documents" / "03158-1.motcua"
    request = tmp_path / "Documents" / "yeu-cau-ghi-danh.json"
    scan_person(program, keyboard, qtbot)
    keyboard.press("1", "1")
    keyboard.press("F9")
    opened = rooms(program).door.now_open()
    until(qtbot, lambda: opened.status().dossiers == 1)
    keyboard.press("Ctrl+Q")
    rooms(program).admin.page.open_section("join")
    join = panel(program, "join")
    join.enrol.request.put(str(request))
    keyboard.press("Ctrl+E")
    until(qtbot, request.exists)
    done = province.run(
        "enrol", "--commune", "03158", "--desk", "1", "--request", str(request),
        "--out", str(answer),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    join.enrol.file.put(str(answer))
    keyboard.press("F9")
    until(qtbot, lambda: "Sín Thầu" in join._said.text())
    keyboard.press("Ctrl+Return")
    until(qtbot, lambda: rooms(program).door.now_frozen().standing_now.device is not None)
    until(qtbot, lambda: "join" not in rooms(program).admin.page._shown)
    assert opened.status().dossiers == 1
    assert opened.status().unsent_dossiers == 1


def test_a_sheet_that_cannot_be_written_leaves_the_old_one(profile: Path, tmp_path: Path) -> None:
    from app.bootstrap import opening

    opened = opening.open_desk(str(profile), None, PIN)
    before = key_book.read_book(opened.paths)
    (tmp_path / "taken").write_text("a file, no folder")
    with pytest.raises(Exception, match="Phiếu cũ vẫn dùng được"):
        recovery.new_sheet(opened, tmp_path / "taken" / "sheet.pdf")
    assert key_book.read_book(opened.paths) == before
    opened.close()


def test_another_text_size_opens_the_window_anew_and_keeps_the_draft(
    qtbot: QtBot, profile: Path
) -> None:
    front = Front(qt_application(), str(profile))
    front.open()
    assert front.program is not None
    first = front.program
    first.window.activateWindow()
    qtbot.waitUntil(first.window.isActiveWindow)
    clerk = Clerk()
    clerk.type(PIN)
    until(qtbot, lambda: first.window.name == "today")
    clerk.scan(CARD)
    until(qtbot, lambda: rooms(first).reception.owner.person.name == "Đặng Văn Đức")
    clerk.press("Ctrl+Q")
    rooms(first).admin.page.open_section("look")
    clerk.press("2", "2")
    clerk.press("F9")
    clerk.press("Ctrl+O")
    until(qtbot, lambda: front.program is not first)
    second = front.program
    assert second is not None
    assert second.settings == replace(first.settings, text_size=115)
    second.window.activateWindow()
    qtbot.waitUntil(second.window.isActiveWindow)
    clerk.type(PIN)
    until(qtbot, lambda: second.window.name == "reception")
    assert rooms(second).reception.owner.person.name == "Đặng Văn Đức"
    second.window.close()
    second.window.deleteLater()


def test_only_those_who_may_make_a_new_sheet(program: Program, keyboard: Clerk) -> None:
    assert keyboard
    opened = rooms(program).door.now_open()
    opened.desk = replace(opened.desk, user="nobody")
    with pytest.raises(ClerkError, match="Chỉ Giám đốc"):
        recovery.new_sheet(opened, Path("x.pdf"))


def test_the_hours_of_the_office_are_said_as_on_the_sheet_for_citizens(
    program: Program, keyboard: Clerk
) -> None:
    keyboard.press("Ctrl+Q")
    desk = rooms(program).admin.page._desk
    facts = program.work.submit(desk.office).result(20).facts
    assert dict(facts)["Giờ làm việc"] == "thứ Hai đến thứ Sáu 7:00–11:30, 13:30–17:00"


def hours_of_the_office(program: Program, keyboard: Clerk, qtbot: QtBot) -> OfficePanel:
    """By keys to where they are changed."""
    keyboard.press("Ctrl+Q")
    panel = rooms(program).admin.page.panels["office"]
    assert isinstance(panel, OfficePanel)
    keyboard.press("Home")
    keyboard.press("Return")
    until(qtbot, panel.hours.input.hasFocus)
    return panel


def test_a_leader_sets_other_hours_by_keys_and_his_pin(
    program: Program, keyboard: Clerk, qtbot: QtBot
) -> None:
    panel = hours_of_the_office(program, keyboard, qtbot)
    panel.hours.put("")
    keyboard.type("7:30-11:30")
    keyboard.press("F9")
    until(qtbot, lambda: "Chưa gõ mã PIN" in panel.pin.input.accessibleDescription())
    keyboard.type("111111")
    keyboard.press("F9")
    until(qtbot, lambda: "Sai mã PIN" in panel.pin.input.accessibleDescription())
    assert panel.pin.input.accessibleDescription().endswith("Chưa đổi gì. Hãy gõ lại.")
    keyboard.type(PIN)
    keyboard.press("F9")
    until(qtbot, panel.told.isVisible)
    assert panel.told.text().startswith("Từ hôm nay, giờ làm việc: thứ Hai đến thứ Sáu 7:30–11:30.")
    assert rooms(program).door.now_frozen().standing_now.office.hours == "07:30-11:30"
    assert panel.pin.value == ""


def test_a_saturday_that_opens_only_in_exchange_is_not_said_to_be_open(
    program: Program, keyboard: Clerk, qtbot: QtBot
) -> None:
    panel = hours_of_the_office(program, keyboard, qtbot)
    panel.hours.put("")
    keyboard.type("7:30-11:30; T7 7:30-11:00\n")
    keyboard.type(PIN)
    keyboard.press("F9")
    until(qtbot, panel.told.isVisible)
    assert "Thứ Bảy thường vẫn đóng; muốn mở mọi tuần" in panel.told.text()
    # beside the caret, where the facts above have no room in the window
    assert panel.told.geometry().top() > panel.facts.geometry().top()
    assert panel.told.geometry().bottom() < panel.changing.geometry().top()


def test_a_pin_half_typed_for_other_hours_is_gone_once_the_page_is_left(
    program: Program, keyboard: Clerk, qtbot: QtBot
) -> None:
    panel = hours_of_the_office(program, keyboard, qtbot)
    keyboard.press("Tab")
    keyboard.type(PIN)
    assert panel.pin.value == PIN
    keyboard.press("F2")
    keyboard.press("Ctrl+Q")
    assert panel.pin.value == ""
