"""Sổ chứng thực and what waits for another system are made beside the desk: no save waits."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import beside_desk, books_desk, reports, waiting_out
from app.bootstrap.window import Program
from app.devices.sheet_file import read_sheets, read_text
from app.services.certification_register import register
from app.services.reception import receive
from app.storage import print_jobs, readings
from app.ui.admin.books_panel import BooksPanel
from app.ui.beside.desk import HERE, LOOK, MATCH, RESULTS
from app.ui.beside.page import BesidePage
from tests.scenarios.lists import write_xlsx
from tests.ui.clerk import PIN, Clerk, codes, nhi_sits_down, rooms, saved, scan_person, until
from tests.ui.gates import Gate, all_read_aside, gate
from tests.ui.test_beside import CIVIL, THEIRS, filled, numbers, page_of, their_rows
from tests.ui.test_books import DAWN, panel, sign_one

__all__ = ["gate", "panel"]
OTHERS_FIELD = "Tư pháp - hộ tịch"
ENDINGS = (".xlsx", ".csv", ".json")


@pytest.fixture
def page(program: Program, keys: Clerk, qtbot: QtBot) -> BesidePage:
    """Two dossiers wait for the province's system; F10."""
    filled(program)
    keys.press("F10")
    until(qtbot, lambda: numbers(page_of(program))[HERE] == 2)
    return page_of(program)


def papers(program: Program) -> list[str]:
    """How the papers of the queue stand, by their titles."""
    connection = rooms(program).door.now_open().connection
    found = program.work.submit(lambda: print_jobs.since(connection, DAWN)).result(20)
    return [one.state for one in found if one.dossier == print_jobs.NO_DOSSIER]


def kept(program: Program) -> list[tuple[str, int]]:
    """The reading log: who, how many."""
    opened = rooms(program).door.now_open()
    day = opened.desk.clock.now().date()
    found = program.work.submit(lambda: readings.between(opened.connection, day, day)).result(20)
    return [(one.user, one.count) for one in found]


def write_to(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that F8's dialog answers."""
    ask = "app.bootstrap.beside_room.QFileDialog.getSaveFileName"
    monkeypatch.setattr(ask, lambda *_: (str(out), ""))


def receive_one(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    """A card, F9: stored while something else is made."""
    before = len(codes(program))
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    saved(program, qtbot, before + 1)


def printing_the_register(
    program: Program, keys: Clerk, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.work.submit(lambda: sign_one(program)).result(20)
    monkeypatch.setattr(books_desk, "register", gate.before(register))
    keys.press("Ctrl+P")
    until(qtbot, gate.reached.is_set)


def the_director_comes_back(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    keys.press("F12")
    keys.type(PIN)
    until(qtbot, lambda: program.window.name != "")


# --- Sổ chứng thực ------------------------------------------------------------------------------


def test_f9_stores_a_dossier_while_the_register_of_certification_is_read(
    program: Program, panel: BooksPanel, keys: Clerk, qtbot: QtBot, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    printing_the_register(program, keys, qtbot, gate, monkeypatch)
    receive_one(program, keys, qtbot)
    assert papers(program) == []
    gate.opens.set()
    until(qtbot, lambda: papers(program) == ["done"])
    until(qtbot, lambda: "Sổ chứng thực 01/" in panel.told.text())
    assert gate.thread.startswith("reading")


def test_a_second_press_while_the_register_is_read_is_none(
    program: Program, panel: BooksPanel, keys: Clerk, qtbot: QtBot, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    printing_the_register(program, keys, qtbot, gate, monkeypatch)
    keys.press("Ctrl+P")
    assert panel.told.isVisible()
    assert panel.told.text() == "Đang lập sổ để in. Bạn làm việc khác được."
    gate.opens.set()
    until(qtbot, lambda: "Sổ chứng thực 01/" in panel.told.text())
    all_read_aside(program, qtbot)
    assert gate.times == 1
    until(qtbot, lambda: papers(program) == ["done"])
    keys.press("Ctrl+P")  # once it is out, it may be wanted again
    until(qtbot, lambda: papers(program) == ["done", "done"])


def test_a_day_that_is_typed_while_the_register_is_read_stays(
    program: Program, panel: BooksPanel, keys: Clerk, qtbot: QtBot, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    printing_the_register(program, keys, qtbot, gate, monkeypatch)
    panel.since.input.setFocus()
    keys.type("1/2")
    gate.opens.set()
    until(qtbot, lambda: "Sổ chứng thực 01/" in panel.told.text())
    assert panel.since.value == "1/2"


def test_a_day_without_a_number_is_told_at_its_field_beside_the_desk_too(
    program: Program, panel: BooksPanel, keys: Clerk, qtbot: QtBot, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(books_desk, "register", gate.before(register))
    keys.press("Ctrl+P")
    until(qtbot, gate.reached.is_set)
    gate.opens.set()
    until(qtbot, lambda: panel.since.faulty)
    assert "Chưa in gì" in panel.since.input.accessibleDescription()
    assert not panel.told.isVisible()
    assert papers(program) == []


def test_the_register_is_kept_in_the_log_under_who_asked_for_it(
    program: Program, keys: Clerk, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.work.submit(lambda: sign_one(program)).result(20)
    nhi_sits_down(program, keys, qtbot, OTHERS_FIELD)
    keys.press("Ctrl+Q")
    rooms(program).admin.page.open_section("books")
    monkeypatch.setattr(books_desk, "register", gate.before(register))
    keys.press("Ctrl+P")
    until(qtbot, gate.reached.is_set)
    the_director_comes_back(program, keys, qtbot)
    gate.opens.set()
    until(qtbot, lambda: papers(program) == ["done"])
    assert kept(program) == [("nhi", 1)]


# --- Hệ thống tỉnh ------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
def test_f9_stores_a_dossier_while_what_waits_is_written_to_a_file(
    program: Program, page: BesidePage, keys: Clerk, qtbot: QtBot, tmp_path: Path, gate: Gate,
    monkeypatch: pytest.MonkeyPatch, ending: str,
) -> None:  # fmt: skip
    assert page.isVisible()
    out = tmp_path / f"cho{ending}"
    write_to(out, monkeypatch)
    monkeypatch.setattr(waiting_out, "write", gate.before(waiting_out.write))
    keys.press("F8")
    until(qtbot, gate.reached.is_set)
    receive_one(program, keys, qtbot)
    assert not out.exists()
    gate.opens.set()
    until(qtbot, lambda: program.messages.of("beside") is not None)
    assert gate.thread.startswith("reading")
    assert out.stat().st_size > 0
    told = program.messages.of("beside")
    assert told is not None
    assert told.head == f"Đã ghi 2 hồ sơ ra {out.name}. Dùng xong thì xoá tệp."


def test_f9_stores_a_dossier_while_the_list_is_made_and_a_second_press_is_none(
    program: Program, page: BesidePage, keys: Clerk, qtbot: QtBot, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert page.isVisible()
    monkeypatch.setattr(waiting_out, "waiting", gate.before(waiting_out.waiting))
    keys.press("F7")
    until(qtbot, gate.reached.is_set)
    keys.press("F7")
    receive_one(program, keys, qtbot)
    gate.opens.set()
    until(qtbot, lambda: papers(program) == ["done"])
    all_read_aside(program, qtbot)
    assert (gate.times, papers(program)) == (1, ["done"])


def test_a_file_is_of_the_system_that_was_shown_whichever_is_turned_to_meanwhile(
    program: Program, page: BesidePage, keys: Clerk, qtbot: QtBot, tmp_path: Path, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    desk = rooms(program).door.now_open().desk
    program.work.submit(receive, desk, CIVIL).result(20)
    page.refresh()
    until(qtbot, lambda: numbers(page)[HERE] == 3)
    out = tmp_path / "cho.json"
    write_to(out, monkeypatch)
    rooms(program).reading.run(gate.before(lambda: None), lambda _done: None)
    keys.press("F8")  # waits behind it
    keys.press("Ctrl+E")
    keys.press("2", "2")
    until(qtbot, lambda: numbers(page) == {MATCH: 0, HERE: 1, "there": 0})
    gate.opens.set()
    until(qtbot, out.exists)
    assert len(json.loads(out.read_text("utf-8"))) == 3


def test_a_file_is_kept_in_the_log_under_who_asked_for_it_also_behind_the_lock(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    filled(program)
    nhi_sits_down(program, keys, qtbot, OTHERS_FIELD)
    out = tmp_path / "cho.csv"
    write_to(out, monkeypatch)
    monkeypatch.setattr(waiting_out, "write", gate.before(waiting_out.write))
    keys.press("F10")
    until(qtbot, lambda: numbers(page_of(program))[HERE] == 2)
    keys.press("F8")
    until(qtbot, gate.reached.is_set)
    keys.press("F12")
    assert program.window.name == ""
    gate.opens.set()
    until(qtbot, lambda: kept(program) == [("nhi", 2)])
    assert out.exists()


def test_f9_stores_a_dossier_while_a_list_is_read_and_it_is_taken_in_beside_the_system_shown(
    program: Program, page: BesidePage, keys: Clerk, qtbot: QtBot, tmp_path: Path, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    desk = rooms(program).door.now_open().desk
    program.work.submit(receive, desk, CIVIL).result(20)
    page.refresh()
    until(qtbot, page.others.isVisible)
    file = write_xlsx(tmp_path / "ds.xlsx", their_rows())
    ask = "app.bootstrap.beside_room.QFileDialog.getOpenFileName"
    monkeypatch.setattr(ask, lambda *_: (str(file), ""))
    monkeypatch.setattr(beside_desk, "read_sheets", gate.before(read_sheets))
    keys.press("F9")
    until(qtbot, gate.reached.is_set)
    keys.press("Ctrl+E")  # not now: the list is of the system that is shown
    keys.press("2", "2")
    receive_one(program, keys, qtbot)
    gate.opens.set()
    until(qtbot, lambda: page.sheets[LOOK].table.count == 9)
    assert gate.thread.startswith("reading")
    keys.press("F10")
    keys.press("F9")
    until(qtbot, lambda: page.sheets[RESULTS].table.count == 3)
    found = program.work.submit(lambda: desk.store.foreign("province", THEIRS)).result(20)
    assert found is not None


def test_what_was_asked_for_is_written_before_the_window_closes(
    program: Program, page: BesidePage, keys: Clerk, qtbot: QtBot, tmp_path: Path, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert page.isVisible()
    first, second = tmp_path / "cho.csv", tmp_path / "cho.xlsx"
    monkeypatch.setattr(waiting_out, "write", gate.before(waiting_out.write))
    for out in (first, second):
        write_to(out, monkeypatch)
        keys.press("F8")
    until(qtbot, gate.reached.is_set)
    threading.Timer(0.2, gate.opens.set).start()
    program.window.close()
    assert first.stat().st_size > 0
    assert second.stat().st_size > 0


# --- whoever is served meanwhile -----------------------------------------------------------------


def a_list_that_is_looked_at(
    program: Program, keys: Clerk, _qtbot: QtBot, gate: Gate, patch: pytest.MonkeyPatch
) -> Callable[[], bool]:
    QApplication.clipboard().setText(f"Mã hồ sơ\tChủ hồ sơ\n{THEIRS}\tLò Văn Thử")
    patch.setattr(beside_desk, "read_text", gate.before(read_text))
    keys.press("F10")
    keys.press("F6")
    look = page_of(program).sheets[LOOK].table
    return lambda: look.count == 2


def a_register_without_numbers(
    program: Program, keys: Clerk, _qtbot: QtBot, gate: Gate, patch: pytest.MonkeyPatch
) -> Callable[[], bool]:
    patch.setattr(books_desk, "register", gate.before(register))
    keys.press("Ctrl+Q")
    page = rooms(program).admin.page
    page.open_section("books")
    keys.press("Ctrl+P")
    books = page.panels["books"]
    assert isinstance(books, BooksPanel)
    return lambda: books.since.faulty


def a_sheet_that_is_too_long(
    program: Program, keys: Clerk, qtbot: QtBot, gate: Gate, patch: pytest.MonkeyPatch
) -> Callable[[], bool]:
    keys.press("Ctrl+R")
    page = rooms(program).report.page
    until(qtbot, lambda: bool(page.panel.first.value))
    all_read_aside(program, qtbot)
    patch.setattr(reports, "MOST_ROWS", 0)
    patch.setattr(reports, "check_paper", gate.before(reports.check_paper))
    while not page.panel.person.isVisible():
        keys.press("Ctrl+E")
    keys.press("Ctrl+P")
    return lambda: page.panel.last.faulty


@pytest.mark.parametrize(
    "asked", [a_list_that_is_looked_at, a_register_without_numbers, a_sheet_that_is_too_long]
)
def test_what_comes_back_late_takes_no_letter_from_the_person_who_is_served(
    program: Program, keys: Clerk, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch,
    asked: Callable[..., Callable[[], bool]],
) -> None:  # fmt: skip
    filled(program)
    came_back = asked(program, keys, qtbot, gate, monkeypatch)
    until(qtbot, gate.reached.is_set)
    keys.press("F2")
    keys.press("F2")  # who has no card
    reception = rooms(program).reception
    reception.owner.focus("owner.name")
    keys.type("Lo ")
    gate.opens.set()
    until(qtbot, came_back)
    keys.type("Van")
    assert reception.draft().owner.name == "Lo Van"
