"""Papers that did not come out, in the banner of the whole window: named, and answered by keys."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from tests.ui.clerk import CARD, NEXT, Clerk, codes, rooms, scan_person, until

SILENT = "KhongCo"


def use_printer(program: Program, printer: str) -> None:
    program.settings = replace(program.settings, printer=printer)


def banner(program: Program) -> str:
    current = program.messages.current
    return current.head if current is not None else ""


@pytest.fixture
def receive(program: Program, keys: Clerk, qtbot: QtBot) -> Callable[[str], None]:
    """A card, 1, F9 at a silent printer, until the banner names the slip."""
    use_printer(program, SILENT)

    def one(card: str) -> None:
        before = len(codes(program))
        scan_person(program, keys, qtbot, card)
        keys.press("1", "1")
        keys.press("F9")
        until(qtbot, lambda: f"{before + 1:04}" in banner(program))

    return one


def papers(folder: Path) -> list[str]:
    return sorted(file.name[-8:-4] for file in folder.glob("*.pdf"))


def test_all_slips_are_named_and_one_key_prints_all(
    program: Program,
    keys: Clerk,
    qtbot: QtBot,
    tmp_path: Path,
    receive: Callable[[str], None],
) -> None:
    receive(CARD)
    assert banner(program) == "Hồ sơ ĐÃ LƯU. Phiếu 0001 chưa in."
    receive(NEXT)
    receive(CARD)
    assert banner(program) == "Hồ sơ ĐÃ LƯU. 3 phiếu chưa in: 0001, 0002, 0003."
    use_printer(program, f"folder:{tmp_path / 'paper'}")
    keys.press("Ctrl+P")
    until(qtbot, lambda: papers(tmp_path / "paper") == ["0001", "0002", "0003"])
    until(qtbot, lambda: banner(program) == "")


def test_three_keys_send_all_of_them_to_another_printer(
    program: Program,
    keys: Clerk,
    qtbot: QtBot,
    tmp_path: Path,
    receive: Callable[[str], None],
) -> None:
    receive(CARD)
    receive(NEXT)
    use_printer(program, f"folder:{tmp_path / 'other'}")
    page = rooms(program).queue.page
    keys.presses = 0
    keys.press("Ctrl+M")
    until(qtbot, page.printers.hasFocus)
    keys.press("1", "1")
    until(qtbot, lambda: papers(tmp_path / "other") == ["0001", "0002"])
    assert keys.presses == 2


def test_a_slip_that_is_printed_from_its_dossier_leaves_the_banner(
    program: Program,
    keys: Clerk,
    qtbot: QtBot,
    tmp_path: Path,
    receive: Callable[[str], None],
) -> None:
    receive(CARD)
    receive(NEXT)
    first, _second = codes(program)
    use_printer(program, f"folder:{tmp_path / 'paper'}")
    program.work.submit(rooms(program).printing.reprint, first).result(10)
    until(qtbot, lambda: banner(program) == "Hồ sơ ĐÃ LƯU. Phiếu 0002 chưa in.")
    keys.press("Ctrl+P")
    until(qtbot, lambda: papers(tmp_path / "paper") == ["0001", "0002"])
    until(qtbot, lambda: banner(program) == "")


def test_a_save_that_is_taken_back_takes_its_slip_out_of_the_banner(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Callable[[str], None]
) -> None:
    receive(CARD)
    keys.press("Shift+F9")
    until(qtbot, lambda: banner(program) == "")
    assert program.messages.done is not None
    # the cash goes back, but no slip: none was printed
    assert program.messages.done.more == (
        "Trả lại 2.000 đ tiền mặt đã thu. Số phiếu này không dùng lại."
    )


def test_a_dossier_that_is_void_later_takes_its_slip_out_of_the_banner(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Callable[[str], None]
) -> None:
    receive(CARD)
    (code,) = codes(program)
    rooms(program).scanning.open_dossier(code)
    until(qtbot, lambda: rooms(program).dossier.view.code == code)
    keys.press("Ctrl+Del")
    keys.type("nham")
    keys.press("F9")
    until(qtbot, lambda: banner(program) == "")


def test_trouble_with_the_line_does_not_hide_the_slips(
    program: Program,
    keys: Clerk,
    qtbot: QtBot,
    tmp_path: Path,
    receive: Callable[[str], None],
) -> None:
    receive(CARD)
    program.messages.trouble("Tỉnh từ chối. Hồ sơ vẫn ở máy này.", "exchange")
    assert program.window.shell.banner.accessibleName().startswith("Tỉnh từ chối.")
    keys.press("Ctrl+Tab")
    assert banner(program) == "Hồ sơ ĐÃ LƯU. Phiếu 0001 chưa in."
    use_printer(program, f"folder:{tmp_path / 'paper'}")
    keys.press("Ctrl+P")
    until(qtbot, lambda: papers(tmp_path / "paper") == ["0001"])
    until(qtbot, lambda: banner(program) == "Tỉnh từ chối.")


def test_the_list_of_papers_says_the_short_number_and_the_name_and_the_full_code_to_copy(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Callable[[str], None]
) -> None:
    receive(CARD)
    keys.press("Ctrl+J")
    page = rooms(program).queue.page
    until(qtbot, lambda: page.number.text() == "MC-03158-1-261120-0001")
    row = page.table.model().index(0, 0).data()
    assert "Số, tên 20/11 – 0001 · Đặng Văn Đức" in row
    assert "MC-" not in row
