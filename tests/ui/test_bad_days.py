"""Bad days at the counter, in the whole window: nothing typed or saved is lost, and it says why."""

import re
import time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import arrival
from app.bootstrap.front import run_window
from app.bootstrap.window import Program
from app.domain.errors import Trouble
from app.storage.connection import open_database, transaction
from app.storage.profile import paths_in
from app.storage.secrets import put_mark
from tests.ui.clerk import CARD, NEXT, PIN, Clerk, answered, codes, rooms, scan_person, start, until
from tests.ui.conftest import Keyboard

LONG = "Đặng Văn Ướt " * 800  # ten thousand letters
CELLS = "Lò Thị Mai\t011190004217\t14/03/1990\r\nGiàng A Páo\t011085000321\t1985\r\n"


def owner_name(program: Program) -> str:
    return rooms(program).reception.owner.person.name


# --- scanners -----------------------------------------------------------------------------------


@pytest.mark.parametrize("gap_ms", [0, 5, 40, 80, 120])
def test_a_scanner_of_any_speed_is_read(
    program: Program, keys: Clerk, qtbot: QtBot, gap_ms: int
) -> None:
    keys.scan(CARD, gap_ms)
    until(qtbot, lambda: owner_name(program) == "Đặng Văn Đức")


def test_a_window_that_was_busy_in_the_middle_of_a_scan_reads_it_all(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    half = len(CARD) // 2
    keys.scan_begins(CARD[:half])
    started = time.perf_counter()
    while time.perf_counter() - started < 0.3:
        pass  # the UI thread is blocked; the scanner goes on typing into the queue
    QApplication.processEvents()
    keys.scan_goes_on(CARD[half:])
    until(qtbot, lambda: owner_name(program) == "Đặng Văn Đức")


def test_a_scan_while_a_list_a_number_or_a_form_has_the_caret_is_read(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.scan(CARD)
    until(qtbot, lambda: owner_name(program) == "Đặng Văn Đức")
    keys.press("1", "1")  # the caret is in the number of copies
    keys.scan(NEXT)
    until(qtbot, lambda: owner_name(program) == "Pờ Mỳ Xuyến")
    program.window.go("today")
    keys.scan(CARD)
    until(qtbot, lambda: owner_name(program) == "Đặng Văn Đức")
    assert program.window.name == "reception"


def test_a_scan_while_locked_opens_nothing_and_stays_out_of_the_pin(
    program: Program, keys: Clerk
) -> None:
    keys.press("F12")
    keys.scan(CARD)
    assert program.window.name == ""
    assert program.lock_page.pin.text() == ""


# --- what is pasted -----------------------------------------------------------------------------


def test_ten_thousand_letters_are_told_and_nothing_breaks(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F2")
    keys.press("F2")
    QApplication.clipboard().setText(LONG)
    page = rooms(program).reception
    name = next(one for path, one in page.owner._form._fields.items() if path == "owner.name")  # type: ignore[union-attr]
    name.input.setFocus()
    name.input.paste()  # type: ignore[union-attr]
    keys.press("F9")
    assert codes(program) == []
    assert program.messages.current is not None
    program.window.shell.header.scan.input.setText(LONG)
    keys.press("F3")
    keys.press("Return", "\r")
    qtbot.waitUntil(lambda: program.window.name in {"find", "reception"})


def test_cells_of_a_table_are_one_line_of_words(program: Program, keys: Clerk) -> None:
    keys.press("F2")
    keys.press("F2")
    QApplication.clipboard().setText(CELLS)
    page = rooms(program).reception
    field = next(one for path, one in page.owner._form._fields.items() if path == "owner.name")  # type: ignore[union-attr]
    field.input.setFocus()
    field.input.paste()  # type: ignore[union-attr]
    keys.press("Tab", "\t")
    assert "\t" not in page.owner.person.name
    assert "\n" not in page.owner.person.name
    assert page.owner.person.name.startswith("Lò Thị Mai 011190004217")


# --- the machine --------------------------------------------------------------------------------


def test_a_second_window_says_so_and_touches_nothing(program: Program) -> None:
    with pytest.raises(Trouble, match="đang mở"):
        _run_beside(program)


def _run_beside(program: Program) -> None:
    from PySide6.QtCore import QLockFile

    held = QLockFile(str(paths_in(program.folder).window_lock))
    held.setStaleLockTime(0)
    assert held.tryLock(0)
    try:
        run_window(str(program.folder))
    finally:
        held.unlock()


def test_a_file_that_another_program_holds_for_a_while_is_waited_for(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    opened = rooms(program).door.now_open()
    other = open_database(opened.paths.database, opened.key)
    other.execute("BEGIN IMMEDIATE")
    keys.scan(CARD)
    until(qtbot, lambda: owner_name(program) == "Đặng Văn Đức")
    keys.press("1", "1")
    keys.press("F9")
    assert keys.presses == 2  # the keys were heard though the file is held
    other.execute("ROLLBACK")
    other.close()
    until(qtbot, lambda: len(codes(program)) == 1)


def test_a_damaged_file_is_told_at_the_lock_page_and_kept(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F12")
    folder = program.folder
    program.window.close()
    file = paths_in(folder).database
    for beside in file.parent.glob("motcua.db-*"):
        beside.unlink()
    damaged = b"\0" * 4096 + file.read_bytes()[4096:]
    file.write_bytes(damaged)
    again = start(qtbot, folder)
    Clerk().type(PIN)
    until(qtbot, lambda: "hỏng" in again.lock_page._below.text())
    assert again.window.name == ""
    assert file.read_bytes() == damaged
    again.window.close()


def test_a_clock_of_2019_is_asked_about_before_anything_is_received(
    program: Program, keys: Clerk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: len(codes(program)) == 1)
    folder = program.folder
    program.window.close()
    monkeypatch.setenv("MOTCUA_NOW", "2019-01-01T07:12:00+07:00")
    again = start(qtbot, folder)
    clerk = Clerk()
    clerk.type(PIN)
    until(qtbot, lambda: again.window.name == "clock")
    clerk.scan(NEXT)
    assert again.window.name == "clock"
    Keyboard().type("20/11/2026 11:00\n")
    until(qtbot, lambda: again.window.name == "today")
    assert again.now().year == 2026
    again.window.close()


def test_a_window_that_broke_off_says_when_and_what_is_kept_and_one_that_closed_says_nothing(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: len(codes(program)) == 1 and not owner_name(program))
    keys.scan(NEXT)
    until(qtbot, lambda: owner_name(program) == "Pờ Mỳ Xuyến")
    key = rooms(program).door.now_open().key
    program.window.close()
    left = open_database(paths_in(program.folder).database, key)
    with transaction(left):
        put_mark(left, arrival.OPEN, "1")  # as a window leaves it that never closes
    left.close()
    again = start(qtbot, program.folder)
    Clerk().type(PIN)
    until(qtbot, lambda: again.window.name == "reception")
    said = again.messages.done
    assert said is not None
    assert said.head == "Chương trình đã dừng đột ngột lúc T6 20/11 · 10:42."
    assert said.more.startswith("Không mất hồ sơ nào. Bản nháp của Pờ Mỳ Xuyến được giữ.")
    again.window.close()
    last = start(qtbot, program.folder)
    Clerk().type(PIN)
    until(qtbot, lambda: last.window.name == "reception")
    assert last.messages.done is not None
    assert last.messages.done.head == "Bản nháp của Pờ Mỳ Xuyến được giữ."
    last.window.close()


def test_a_disk_that_fills_is_told_on_coming_in(
    program: Program, keys: Clerk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrival, "LITTLE", 1 << 60)
    keys.press("F12")
    keys.type(PIN)
    until(qtbot, lambda: answered(program))
    assert program.messages.current is not None
    assert re.fullmatch(r"Ổ đĩa còn \d+ MB\.", program.messages.current.head)


def test_closing_while_a_slip_prints_and_data_travel_waits_and_loses_nothing(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    keys.press("F11")
    until(qtbot, lambda: len(codes(program)) == 1)
    folder, opened = program.folder, rooms(program).door.now_open()
    key = opened.key
    program.window.close()
    after = open_database(paths_in(folder).database, key)
    (count,) = after.execute("SELECT count(*) FROM dossier").fetchone()
    (printing,) = after.execute("SELECT count(*) FROM print_job WHERE state='printing'").fetchone()
    after.close()
    assert (count, printing) == (1, 0)
