"""Báo cáo counts and writes beside the desk: no reception stands behind a report that is made."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import book_files, papers, registers
from app.bootstrap.window import Program
from app.storage import readings
from app.ui.report.page import ReportPage
from tests.printing.reading import flat
from tests.ui.clerk import Clerk, nhi_sits_down, rooms, saved, scan_person, until
from tests.ui.gates import Gate, all_read_aside, gate
from tests.ui.test_report import page

__all__ = ["gate", "page"]


def asked_for(program: Program, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = "app.bootstrap.report_room.QFileDialog.getSaveFileName"
    monkeypatch.setattr(ask, lambda *_: (str(out), ""))
    assert program.window.name == "report"


def a_register_is_being_read(
    keys: Clerk, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registers, "book_of", gate.before(registers.book_of))
    keys.press("m", "m")
    until(qtbot, gate.reached.is_set)


@pytest.mark.parametrize("ending", [".xlsx", ".pdf", ".json"])
def test_f9_stores_a_dossier_while_a_file_is_being_written(
    program: Program, page: ReportPage, keys: Clerk, qtbot: QtBot, tmp_path: Path, gate: Gate,
    monkeypatch: pytest.MonkeyPatch, ending: str,
) -> None:  # fmt: skip
    assert page.figures[0].count == 1
    out = tmp_path / f"so{ending}"
    asked_for(program, out, monkeypatch)
    monkeypatch.setattr(book_files, "write_file", gate.before(papers.write_file))
    keys.press("x", "x")
    until(qtbot, gate.reached.is_set)
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    saved(program, qtbot, 4)
    assert not out.exists()
    gate.opens.set()
    until(qtbot, out.exists)
    assert gate.thread.startswith("reading")


def test_f9_stores_a_dossier_while_a_register_is_read_for_print(
    program: Program, page: ReportPage, keys: Clerk, qtbot: QtBot, tmp_path: Path, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert page.figures[0].count == 1
    a_register_is_being_read(keys, qtbot, gate, monkeypatch)
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    saved(program, qtbot, 4)
    gate.opens.set()
    until(qtbot, lambda: any((tmp_path / "paper").glob("Sổ theo dõi hồ sơ*.pdf")))


def test_the_figures_have_what_was_stored_before_they_were_asked_for(
    program: Program, page: ReportPage, keys: Clerk, qtbot: QtBot
) -> None:
    assert page.figures[0].count == 1
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    saved(program, qtbot, 4)
    keys.press("Ctrl+R")
    until(qtbot, lambda: page.tiles[0].number == 3)


def test_what_one_asked_for_is_made_in_his_name_whoever_sits_down_meanwhile(
    program: Program, page: ReportPage, keys: Clerk, qtbot: QtBot, tmp_path: Path, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert page.figures[0].count == 1
    a_register_is_being_read(keys, qtbot, gate, monkeypatch)
    nhi_sits_down(program, keys, qtbot, "Tư pháp - hộ tịch")
    gate.opens.set()
    out = tmp_path / "paper"
    until(qtbot, lambda: any(out.glob("Sổ theo dõi*.pdf")) and rooms(program).printing.idle)
    (paper,) = out.glob("Sổ theo dõi*.pdf")
    assert "Giám đốc Trung tâm" in flat(paper.read_bytes())
    assert "Lò Thị Nhi" not in flat(paper.read_bytes())
    opened = rooms(program).door.now_open()
    day = opened.desk.clock.now().date()
    kept = program.work.submit(lambda: readings.between(opened.connection, day, day)).result(20)
    assert kept == []  # who leads may have it


def test_a_second_press_while_a_register_is_read_is_no_second_paper(
    program: Program, page: ReportPage, keys: Clerk, qtbot: QtBot, tmp_path: Path, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert page.figures[0].count == 1
    a_register_is_being_read(keys, qtbot, gate, monkeypatch)
    keys.press("m", "m")
    gate.opens.set()
    until(qtbot, lambda: any((tmp_path / "paper").glob("Sổ theo dõi*.pdf")))
    all_read_aside(program, qtbot)
    assert gate.times == 1


def test_closing_the_window_waits_for_a_file_that_is_being_written(
    program: Program, page: ReportPage, keys: Clerk, qtbot: QtBot, tmp_path: Path, gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert page.figures[0].count == 1
    out = tmp_path / "so.xlsx"
    asked_for(program, out, monkeypatch)
    monkeypatch.setattr(book_files, "write_file", gate.before(papers.write_file))
    keys.press("x", "x")
    until(qtbot, gate.reached.is_set)
    threading.Timer(0.2, gate.opens.set).start()
    program.window.close()
    assert out.stat().st_size > 0
