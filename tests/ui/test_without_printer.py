"""A desk without a printer says so wherever a paper is asked for, by real keys."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.printer_watch import NONE
from app.bootstrap.window import Program
from tests.ui.clerk import Clerk, answered, codes, rooms, saved, scan_person, until

LIES = "nằm trong hàng in (Ctrl+J)."


@pytest.fixture
def bare(program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path,
         monkeypatch: pytest.MonkeyPatch) -> Clerk:  # fmt: skip
    """Unlocked on a machine that knows no printer, and none is set."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none.sock"))
    program.settings = replace(program.settings, printer="")
    watch = rooms(program).printing.watch
    watch.ask()
    until(qtbot, lambda: watch.state == NONE)
    return keys


def done(program: Program) -> str:
    said = program.messages.done
    return f"{said.head} {said.more}".strip() if said is not None else ""


def test_a_save_says_that_there_is_no_printer_and_the_bar_where_to_choose_one(
    program: Program, bare: Clerk, qtbot: QtBot
) -> None:
    bar = program.window.shell.statusbar
    until(qtbot, lambda: bar.accessibleName().endswith("Chưa có máy in – chọn ở Ctrl+Q"))
    scan_person(program, bare, qtbot)
    bare.press("1", "1")
    bare.press("F9")
    until(qtbot, lambda: f"Chưa có máy in: phiếu hẹn {LIES}" in done(program))
    until(qtbot, lambda: answered(program))
    assert program.messages.current is not None
    head, more = program.messages.current.said
    assert head == "Hồ sơ ĐÃ LƯU. Phiếu 0001 chưa in."
    assert more.startswith(
        "Chưa có máy in. Cắm máy in, chọn máy (Ctrl+Q) rồi nhấn Ctrl+P để in lại"
    )


def save_without_paper(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("Ctrl+F9")
    saved(program, qtbot, 1)


def ask_for_a_list(program: Program, keys: Clerk, qtbot: QtBot) -> str:
    save_without_paper(program, keys, qtbot)
    keys.press("Esc")
    until(qtbot, lambda: rooms(program).today.table.count == 1)
    keys.press("Ctrl+P")
    return "danh sách"


def ask_for_guidance(_program: Program, keys: Clerk, _qtbot: QtBot) -> str:
    keys.press("Ctrl+G")
    keys.type("khai sinh\n")
    keys.press("Ctrl+P")
    return "giấy mang về"


def ask_for_what_is_missing(program: Program, keys: Clerk, qtbot: QtBot) -> str:
    scan_person(program, keys, qtbot)
    keys.press("5", "5")
    keys.press("Space", " ")
    keys.press("F7")
    return "phiếu yêu cầu bổ sung (Mẫu 02)"


def ask_for_the_slip_again(program: Program, keys: Clerk, qtbot: QtBot) -> str:
    save_without_paper(program, keys, qtbot)
    rooms(program).scanning.open_dossier(codes(program)[0])
    until(qtbot, lambda: rooms(program).dossier.view.code != "")
    keys.press("Ctrl+P")
    keys.press("1", "1")
    return "mẫu 01 – phiếu hẹn"


@pytest.mark.parametrize(
    "ask", [ask_for_a_list, ask_for_guidance, ask_for_what_is_missing, ask_for_the_slip_again]
)
def test_nothing_is_said_to_print(
    program: Program, bare: Clerk, qtbot: QtBot, ask: Callable[[Program, Clerk, QtBot], str]
) -> None:
    title = ask(program, bare, qtbot)
    until(qtbot, lambda: f"Chưa có máy in: {title} {LIES}" in done(program))
    assert "đang in" not in done(program)
