"""Quản trị by keys alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.settings import Settings, left_of
from app.ui.admin.desk import NewPerson
from app.ui.admin.page import AdminPage
from app.ui.admin.people_panel import PeoplePanel
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.setup.printer_panel import PrinterPanel
from app.ui.setup.scanner_panel import ScannerPanel
from app.ui.widgets.lock_line import LockLine
from tests.ui.conftest import Keyboard
from tests.ui.sample_setup import CARD, Administration, Machine

Open = Callable[..., AdminPage]


@pytest.fixture
def work() -> Administration:
    return Administration()


@pytest.fixture
def open_admin(window: MainWindow, messages: Messages, work: Administration) -> Open:
    def build(**changes: object) -> AdminPage:
        page = AdminPage(work.desk(**changes), messages)
        window.add_page("admin", page)
        window.go("admin")
        return page

    return build


def people(page: AdminPage) -> PeoplePanel:
    panel = page.panels["people"]
    assert isinstance(panel, PeoplePanel)
    return panel


def scanner(page: AdminPage) -> ScannerPanel:
    panel = page.panels["scanner"]
    assert isinstance(panel, ScannerPanel)
    return panel


def test_what_is_left_of_the_set_up_is_marked_and_comes_first(open_admin: Open) -> None:
    page = open_admin()
    assert page.list.row_at(page.list.place).head == "Máy in"
    marked = [row.head for row in map(page.list.row_at, range(page.list.count)) if row.state]
    assert marked == ["Máy in", "Máy quét", "Nơi sao lưu", "Phiếu khôi phục"]


def test_a_digit_opens_a_section_and_esc_goes_back(open_admin: Open, keyboard: Keyboard) -> None:
    page = open_admin()
    keyboard.press("2", "2")
    assert QApplication.focusWidget() is people(page).list
    keyboard.press("Esc")
    assert QApplication.focusWidget() is page.list


def test_an_enrolled_desk_has_no_sheet_of_its_own(open_admin: Open) -> None:
    page = open_admin(alone=lambda: False)
    heads = [page.list.row_at(place).head for place in range(page.list.count)]
    assert "Phiếu khôi phục" not in heads


def test_a_person_is_added_by_keys_and_the_code_is_shown_once(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    page = open_admin()
    keyboard.press("2", "2")
    keyboard.press("Ctrl+N")
    keyboard.type("Trang\n")
    form = people(page).form
    assert form.user.value == "trang"
    keyboard.press("F9")  # most people who are added receive
    assert work.added == [NewPerson("trang", "Trang", ("reception",), ())]
    assert people(page).card.code.text() == "K7MN9 PQRX2"
    keyboard.press("Esc")
    assert people(page).card.code.text() == ""
    assert QApplication.focusWidget() is people(page).list


def test_who_receives_is_added_by_name_and_f9_and_another_role_is_two_keys_away(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    open_admin()
    keyboard.press("2", "2")
    keyboard.press("Ctrl+N")
    keyboard.type("Trang")
    keyboard.press("F9")
    keyboard.press("Esc")
    keyboard.press("Ctrl+N")
    keyboard.type("Nhi\n\n")
    keyboard.press("Space", " ")  # the caret stands at the usual role
    keyboard.press("Tab")
    keyboard.press("Space", " ")
    keyboard.press("F9")
    assert [new.roles for new in work.added] == [("reception",), ("director",)]
    assert work.added[0].user == "trang"


def test_who_still_has_dossiers_is_said_before_his_work_ends(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    work.staff = tuple(replace(one, holds=12 * (one.user == "nhi")) for one in work.staff)
    page = open_admin()
    keyboard.press("2", "2")
    keyboard.press("Down")
    keyboard.press("Ctrl+Del")
    assert people(page)._question.text() == (
        "Cho Lò Thị Nhi thôi làm việc ở đây? 12 hồ sơ đang ở người này: hãy bàn giao cho người "
        "khác."
    )


def test_a_code_and_an_end_are_for_the_marked_person(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    page = open_admin()
    keyboard.press("2", "2")
    keyboard.press("Down")
    keyboard.press("Ctrl+I")
    assert work.coded == ["nhi"]
    keyboard.press("Esc")
    keyboard.press("Ctrl+Del")
    keyboard.press("Esc")
    assert not work.ended
    keyboard.press("Ctrl+Del")
    keyboard.press("Ctrl+Return")
    assert work.ended == ["nhi"]
    assert QApplication.focusWidget() is people(page).list


def test_others_see_a_padlock_and_whom_to_ask_and_no_list(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    work.may_change, work.only = False, "Pờ Dần Sinh"
    page = open_admin()
    keyboard.press("2", "2")
    assert people(page).lock.isVisible()
    assert people(page).lock.sentence.endswith("quên mã PIN thì nhờ: Pờ Dần Sinh.")
    assert not people(page).list.isVisible()
    assert not any(action.words for action in PeoplePanel.keys(people(page)))
    keyboard.press("Ctrl+N")
    keyboard.press("F9")
    assert not work.added
    keyboard.press("Esc")
    assert QApplication.focusWidget() is page.list


def test_printer_and_paper_are_kept_and_a_test_page_goes_to_the_marked_one(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    open_admin()
    keyboard.press("3", "3")
    keyboard.press("2", "2")
    keyboard.press("Ctrl+P")
    assert work.machine.tested == ["HP-LaserJet-107a"]
    assert work.machine.settings.printer == ""
    keyboard.press("Down")
    keyboard.press("F9")
    kept = work.machine.settings
    assert (kept.printer, kept.slip_paper) == ("HP-LaserJet-107a", "a4")
    assert "printer" not in left_of(kept)


def test_without_a_test_page_there_is_no_key_for_it(open_admin: Open, work: Administration) -> None:
    page = open_admin(machine=work.machine.desk(print_test=None))
    panel = page.panels["printer"]
    assert isinstance(panel, PrinterPanel)
    assert panel.keys() == []


def scan(keyboard: Keyboard, text: str, *, prefix: bool = True, gap_ms: int = 5) -> None:
    if prefix:
        keyboard.press("Ctrl+B", "\x02", gap_ms)
    keyboard.type(text + "\n", gap_ms)


def test_the_scanner_s_test_shows_what_came_and_how(
    open_admin: Open, keyboard: Keyboard, scans: list[str]
) -> None:
    page = open_admin()
    keyboard.press("4", "4")
    panel = scanner(page)
    scan(keyboard, CARD)
    panel.test._probe._end()
    shown = dict(panel.test.facts)
    assert shown["Nhận được"] == CARD
    assert shown["Phím đầu, phím cuối"] == "Ctrl+B … Enter"
    assert shown["Nhịp phím"].startswith("5 ms giữa hai phím, lâu nhất 5 ms")
    assert panel.test.accessibleDescription() == "Đọc được thẻ. Máy quét dùng được."
    assert not scans


def test_a_scanner_without_its_prefix_is_told_how_to_be_set_up(
    open_admin: Open, keyboard: Keyboard
) -> None:
    page = open_admin()
    keyboard.press("4", "4")
    panel = scanner(page)
    scan(keyboard, CARD, prefix=False)
    panel.test._probe._end()
    assert "chưa gửi phím đầu Ctrl+B" in panel.test.accessibleDescription()


def test_the_serial_line_is_tested_where_the_caret_is_in_the_test(
    open_admin: Open, keyboard: Keyboard
) -> None:
    page = open_admin()
    page.open_section("scanner")
    keyboard.press("Tab")
    assert not page.take_line(CARD)
    keyboard.press("Shift+Tab")
    assert page.take_line(CARD)
    assert ("Đường vào", "cổng nối tiếp, nguyên dòng") in scanner(page).test.facts


def test_keys_of_the_hand_pass_the_scanner_s_test(open_admin: Open, keyboard: Keyboard) -> None:
    page = open_admin()
    page.open_section("scanner")
    keyboard.type("ab")
    scanner(page).test._probe._end()
    assert scanner(page).test.accessibleDescription() == ""
    keyboard.press("Esc")
    assert QApplication.focusWidget() is page.list


@pytest.mark.parametrize("typed", ["", "a", "7", "Ctrl+B, Ctrl+C", "không phải phím"])
def test_a_key_that_would_be_stolen_from_the_hand_is_refused(
    open_admin: Open, keyboard: Keyboard, work: Administration, typed: str
) -> None:
    page = open_admin()
    page.open_section("scanner")
    scanner(page).prefix.put(typed)
    keyboard.press("F9")
    assert scanner(page).prefix.faulty
    assert work.machine.settings.scanner_prefix == "Ctrl+B"


def test_a_serial_port_is_kept_with_its_speed(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    page = open_admin()
    page.open_section("scanner")
    keyboard.press("Tab")
    keyboard.press("Down")
    assert scanner(page).port.value == "COM3"
    keyboard.press("F9")
    assert (work.machine.settings.scanner_port, work.machine.settings.scanner_baud) == (
        "COM3",
        9600,
    )


def test_a_backup_place_on_the_disk_of_the_data_is_refused(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    page = open_admin()
    page.open_section("backup")
    panel = page.panels["backup"]
    keyboard.press("1", "1")
    keyboard.press("F9")
    assert work.machine.settings.backup_folder == "/media/usb/MotCua-sao-luu"
    panel.folder.put("/var/x")  # type: ignore[attr-defined]
    keyboard.press("F9")
    assert panel.folder.faulty  # type: ignore[attr-defined]
    assert work.machine.settings.backup_folder == "/media/usb/MotCua-sao-luu"
    assert left_of(work.machine.settings) == ["printer", "scanner", "recovery"]


def test_a_new_text_size_waits_for_a_new_window(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    reopened: list[bool] = []
    page = open_admin(machine=work.machine.desk(reopen=lambda: reopened.append(True)))
    page.open_section("look")
    keyboard.press("Ctrl+O")
    assert not reopened
    keyboard.press("3", "3")
    keyboard.press("F9")
    assert work.machine.settings.text_size == 130
    keyboard.press("Ctrl+O")
    assert reopened == [True]


def test_the_recovery_sheet_is_acknowledged_or_made_anew(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    page = open_admin()
    page.open_section("recovery")
    keyboard.press("F9")
    assert "recovery" in left_of(work.machine.settings)
    keyboard.press("Space", " ")
    keyboard.press("F9")
    assert "recovery" not in left_of(work.machine.settings)
    asked = page.keys()
    assert "F9" not in [one.key for one in asked]
    keyboard.press("Ctrl+N")
    assert work.sheets == ["/media/usb/phieu-khoi-phuc-03158-1.pdf"]
    assert "recovery" in left_of(work.machine.settings)  # the new one is not in the safe yet
    keyboard.press("Space", " ")
    keyboard.press("F9")
    assert "recovery" not in left_of(work.machine.settings)


def test_an_old_catalogue_wears_the_yellow_line(open_admin: Open) -> None:
    page = open_admin()
    page.open_section("catalogue")
    said = page.panels["catalogue"].old.accessibleName()  # type: ignore[attr-defined]
    assert said.startswith("Danh mục và mức phí được đối chiếu lần cuối 12/10/2026, đã 39 ngày.")


def test_a_desk_that_stands_alone_joins_only_after_the_file_was_read(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    page = open_admin()
    page.open_section("join")
    keyboard.press("1", "1")
    keyboard.press("Ctrl+Return")
    keyboard.press("F9")
    assert not work.joined
    keyboard.press("Ctrl+Return")
    assert work.joined == [("/media/usb/03158-1.motcua", "")]
    assert "recovery" not in left_of(work.machine.settings)


def test_who_may_not_sees_a_padlock_with_the_names_of_those_who_may(
    open_admin: Open, keyboard: Keyboard, work: Administration
) -> None:
    work.only = "Pờ Dần Sinh"
    page = open_admin()
    page.open_section("recovery")
    said = page.panels["recovery"].lock.accessibleName()  # type: ignore[attr-defined]
    assert said.endswith("Quản trị làm được phiếu mới. Nhờ: Pờ Dần Sinh.")
    keyboard.press("Ctrl+N")
    assert not work.sheets
    page.open_section("join")
    assert page.panels["join"].lock.isVisible()  # type: ignore[attr-defined]
    assert not page.panels["join"].enrol.isVisible()  # type: ignore[attr-defined]
    keyboard.press("1", "1")
    keyboard.press("F9")
    keyboard.press("Ctrl+Return")
    assert not work.joined


@pytest.mark.parametrize("name", ["office", "catalogue"])
def test_what_the_province_sets_wears_a_padlock(open_admin: Open, name: str) -> None:
    page = open_admin()
    page.open_section(name)
    (line,) = page.panels[name].findChildren(LockLine)
    assert line.isVisible()
    assert line.accessibleName().startswith("Chỉ xem")


def test_everything_done_leaves_no_mark(open_admin: Open, work: Administration) -> None:
    work.machine = Machine(Settings())
    page = open_admin()
    assert page.list.row_at(page.list.place).head == "Cơ quan"
