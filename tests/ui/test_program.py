"""The whole window over a real encrypted profile, by keys alone: unlock, scan, 1, F9 (issue W3)."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import staff
from app.bootstrap.opening import OpenDesk
from app.bootstrap.window import Program
from app.services import people, reception
from app.services.steps import the_one
from app.storage import print_jobs
from tests.printing.reading import flat
from tests.ui.clerk import CARD, NEXT, PIN, Clerk, codes, rooms, scan_person, start, until


def test_scan_one_f9_saves_and_prints_and_the_next_card_can_be_scanned_at_once(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    assert keys.presses == 2
    keys.scan(NEXT)
    until(qtbot, lambda: rooms(program).reception.owner.person.name == "Pờ Mỳ Xuyến")
    slip = tmp_path / "paper" / "MC-03158-1-261120-0001.pdf"
    until(qtbot, slip.exists)
    opened = rooms(program).door.now_open()
    stored = the_one(opened.journal, codes(program)[0])
    assert stored.dossier.owner.id == "011090000007"
    assert stored.dossier.procedure == "2.000815"
    assert (stored.dossier.fee_dong, stored.dossier.paid) == (2000, "cash")
    until(qtbot, lambda: not print_jobs.unfinished(opened.connection))
    assert not list(opened.paths.temporary.iterdir())


def test_a_double_f9_is_one_dossier(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    keys.press("F9")
    until(qtbot, lambda: rooms(program).reception.owner.person.blank)
    assert len(codes(program)) == 1


def test_what_is_missing_is_said_and_nothing_is_stored(program: Program, keys: Clerk) -> None:
    keys.press("F2")
    assert program.window.name == "reception"
    keys.press("F9")
    assert codes(program) == []
    assert program.messages.current is not None
    assert program.messages.current.head == "Chưa có gì để lưu."
    keys.press("F2")
    keys.type("12")
    keys.press("F9")
    assert program.messages.current.head == "Chưa lưu."
    keys.press("F4")
    assert program.window.name == "giveback"
    assert program.messages.current is None


def events(program: Program) -> int:
    connection = rooms(program).door.now_open().connection
    return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])


def test_the_dossier_is_found_and_handed_over_by_keys(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("3", "3")
    keys.press("F9")
    until(qtbot, lambda: rooms(program).reception.owner.person.blank)
    keys.press("F3")
    keys.type("dang")
    keys.press("Return", "\r")
    until(qtbot, lambda: program.window.name == "find")
    keys.press("Return", "\r")
    until(qtbot, lambda: rooms(program).dossier.view.code == codes(program)[0])
    assert rooms(program).dossier.view.papers[0].note == ""  # the kind stands beside it already
    before = events(program)
    keys.press("F6")
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: len(rooms(program).dossier.view.steps) > 2)
    assert events(program) > before
    keys.press("F6")  # whoever got it says so with the same key
    until(qtbot, lambda: "Nhận bàn giao" in [one.head for one in rooms(program).dossier.view.steps])


def test_a_hand_over_begins_at_a_colleague_not_at_oneself(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    opened = rooms(program).door.now_open()
    new = people.check_user("nhi", "Lò Thị Nhi", "reception", None)
    program.work.submit(lambda: staff.add(opened, new)).result(20)
    scan_person(program, keys, qtbot)
    keys.press("3", "3")
    keys.press("F9")
    until(qtbot, lambda: len(codes(program)) == 1)
    keys.press("F3")
    keys.type("dang")
    until(qtbot, lambda: rooms(program).find.table.count == 1)
    keys.press("Return", "\r")
    page = rooms(program).dossier
    until(qtbot, lambda: page.view.code == codes(program)[0])
    keys.press("F6")
    keys.press("Return", "\r")
    until(qtbot, lambda: "Bàn giao: Lò Thị Nhi" in [one.head for one in page.view.steps])


def test_f6_on_the_home_page_asks_to_whom(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    owner, home = rooms(program).reception.owner, rooms(program).today
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: owner.person.blank)
    program.window.go("today")
    until(qtbot, lambda: home.table.count == 1)
    keys.press("F6")
    until(qtbot, lambda: rooms(program).dossier.step.action == "hand_over")
    keys.press("1", "1")
    until(qtbot, lambda: rooms(program).dossier.view.handed)


def test_what_was_received_waits_on_the_home_page(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: len(codes(program)) == 1)
    program.window.go("today")
    until(qtbot, lambda: rooms(program).today.table.count == 1)
    until(qtbot, lambda: rooms(program).today.tiles["today"].number == 1)
    keys.press("Return", "\r")
    until(qtbot, lambda: rooms(program).dossier.view.code == codes(program)[0])
    keys.press("Esc")
    assert program.window.name == "today"


def test_f1_opens_the_guide_where_the_clerk_is_and_esc_leads_back(
    program: Program, keys: Clerk
) -> None:
    keys.press("F4")
    keys.press("F1")
    assert program.window.name == "help"
    assert "Quét phiếu hẹn" in rooms(program).help.page.text.toPlainText()
    keys.press("Esc")
    assert program.window.name == "giveback"


def test_a_draft_comes_back_after_the_window_was_closed(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("3", "3")
    profile = program.profile
    program.window.close()
    again = start(qtbot, profile)
    keyboard = Clerk()
    keyboard.type(PIN)
    until(qtbot, lambda: again.window.name == "reception")
    assert rooms(again).reception.owner.person.name == "Đặng Văn Đức"
    assert rooms(again).reception.draft().procedure == "1.004873"
    again.window.close()


def test_f12_locks_and_signs_the_session(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: len(codes(program)) == 1 and rooms(program).reception.owner.person.blank)
    keys.press("F12")
    assert program.window.name == ""

    def locked() -> bool:
        body = (
            rooms(program)
            .door.now_open()
            .connection.execute("SELECT body FROM event ORDER BY id DESC LIMIT 1")
            .fetchone()[0]
        )
        return bool(body.startswith(b"[5,1,"))

    until(qtbot, locked)


def test_ctrl_p_on_the_home_page_prints_the_whole_list_of_the_chosen_tile(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = rooms(program).door.now_open()
    program.work.submit(lambda: receive_many(opened, 130)).result(60)
    rooms(program).today.refresh()
    until(qtbot, lambda: rooms(program).today.table.count == 100)
    keys.press("4", "4")
    until(qtbot, lambda: rooms(program).today._counts.waiting[3] == 130)
    keys.press("Ctrl+P")
    assert keys.presses == 2
    paper = tmp_path / "paper" / "Danh sách - Chờ xử lý.pdf"
    until(qtbot, paper.exists)
    until(qtbot, lambda: rooms(program).printing.idle)
    text = flat(paper.read_bytes())
    assert "DANH SÁCH HỒ SƠ – CHỜ XỬ LÝ" in text
    assert "130 hồ sơ" in text
    assert all(f"20/11 – {number:04d}" in text for number in range(1, 131))
    assert "0912345678" in text


def test_the_print_queue_opens_with_ctrl_j_or_a_click_and_esc_goes_back(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    page = rooms(program).queue.page
    papers = page._desk.papers
    until(qtbot, lambda: [one.row.cells[3] for one in papers()] == [("ok", "đã in")])
    keys.press("Ctrl+J")
    assert program.window.name == "printing"
    until(qtbot, lambda: page.number.text() == "MC-03158-1-261120-0001")
    assert page.due.text().startswith("Hẹn 17:00, T6 20/11")
    keys.press("Ctrl+P")
    until(qtbot, lambda: page.table.count == 2)
    keys.press("Esc")
    assert program.window.name == "reception"
    bar = program.window.shell.statusbar
    program.window.refresh_status()
    until(qtbot, lambda: bar.printer_left() < bar.width())
    where = QPoint(bar.width() - 30, bar.height() // 2)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=where)
    assert program.window.name == "printing"


def test_a_silent_printer_is_answered_from_the_banner_with_three_keys(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    program.settings = replace(program.settings, printer="KhongCo")
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: program.messages._standing.get("printing") is not None)
    keys.scan(NEXT)  # the next citizen is served at once
    until(qtbot, lambda: rooms(program).reception.owner.person.name == "Pờ Mỳ Xuyến")
    program.settings = replace(program.settings, printer=f"folder:{tmp_path / 'other'}")
    assert program.messages.current is not None
    assert program.messages.current.head == "Hồ sơ ĐÃ LƯU. Phiếu 0001 chưa in."
    assert program.messages.done is not None  # and the line below does not say otherwise
    assert program.messages.done.more == "Phiếu hẹn đã xếp vào hàng in."
    keys.presses = 0
    keys.press("Ctrl+M")
    page = rooms(program).queue.page
    until(qtbot, page.printers.hasFocus)
    keys.press("1", "1")
    until(qtbot, (tmp_path / "other" / "MC-03158-1-261120-0001.pdf").exists)
    keys.press("Esc")
    assert program.window.name == "reception"
    assert rooms(program).reception.owner.person.name == "Pờ Mỳ Xuyến"
    assert keys.presses == 3


def test_ctrl_j_shows_the_slip_that_is_missing_now_not_the_one_looked_at_before(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    program.settings = replace(program.settings, printer="KhongCo")
    page = rooms(program).queue.page

    def the_newest_is_shown() -> bool:
        return page.number.text() == codes(program)[-1]

    for card in (CARD, NEXT):
        keys.scan(card)
        until(qtbot, lambda: not rooms(program).reception.owner.person.blank)
        keys.press("1", "1")
        keys.press("F9")
        until(qtbot, lambda: "printing" in program.messages._standing)
        program.messages.clear("printing")
        keys.press("Ctrl+J")
        until(qtbot, the_newest_is_shown)
        keys.press("Esc")


def receive_many(opened: OpenDesk, count: int) -> None:
    line = {
        "procedure": "1.001776",
        "owner": {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà", "phone": "0912345678"},
    }
    for _ in range(count):
        reception.receive(opened.desk, line)
