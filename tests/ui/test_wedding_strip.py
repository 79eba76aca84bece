"""A wedding waits for the civil status system: its strip hands over both parties and the hour."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.services.reception import receive
from app.ui.beside.desk import HERE
from tests.ui.clerk import Clerk, rooms, until
from tests.ui.test_beside import numbers, page_of

WEDDING = {
    "procedure": "1.000894",
    "owner": {"name": "Thạch Thị Mai", "id": "094195000417", "born_on": "1995-03-14"},
    "subjects": [
        {
            "role": "spouse",
            "name": "Lâm Văn Rớt",
            "id": "094093000007",
            "born_on": "1993-01-01",
            "sex": "male",
        }
    ],
    "details": {"appointed_at": "09:30"},
    "appointment": "2026-11-28",
}


def test_a_wedding_is_copied_key_by_key_and_its_code_ends_it(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """F10, its system, F10; F10 copies like Enter; the caret ends where the code belongs."""
    desk, board = rooms(program).door.now_open().desk, QApplication.clipboard()
    code = program.work.submit(receive, desk, WEDDING).result(20).code
    page = page_of(program)
    keys.press("F10")
    until(qtbot, lambda: numbers(page)[HERE] == 1 and page.sheets[HERE].isVisible())
    keys.press("Ctrl+E")
    keys.press("2", "2")
    until(qtbot, lambda: page.tiles[HERE].number == 1 and "hộ tịch" in page.line.text())
    keys.press("F10")
    until(qtbot, lambda: rooms(program).beside.strip is not None)
    strip = rooms(program).beside.strip
    assert strip is not None
    qtbot.waitUntil(strip.isActiveWindow)
    copied: list[str] = []
    for place in range(strip.list.count):
        keys.press("F10") if place % 2 else keys.press("Return", "\r")
        copied.append(board.text())
    wanted = ("Thạch Thị Mai", "094195000417", "Lâm Văn Rớt", "094093000007", "28/11/2026", "09:30")
    assert [one for one in copied if one in wanted] == list(wanted)
    assert strip.code.input.hasFocus()
    keys.type("112/2026\n")
    until(qtbot, lambda: rooms(program).beside.strip is None)
    assert board.text() == ""
    (paired,) = rooms(program).door.now_open().journal.with_code("112/2026")
    assert paired.dossier.code == code


def test_esc_leaves_the_strip_and_takes_the_person_off_the_clipboard(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    desk, board = rooms(program).door.now_open().desk, QApplication.clipboard()
    program.work.submit(receive, desk, WEDDING).result(20)
    page = page_of(program)
    keys.press("F10")
    until(qtbot, lambda: numbers(page)[HERE] == 1 and page.sheets[HERE].isVisible())
    keys.press("F10")
    until(qtbot, lambda: rooms(program).beside.strip is not None)
    strip = rooms(program).beside.strip
    assert strip is not None
    qtbot.waitUntil(strip.isActiveWindow)
    keys.press("Return", "\r")
    keys.press("Esc")
    until(qtbot, lambda: rooms(program).beside.strip is None)
    assert board.text() == ""
    assert numbers(page)[HERE] == 1
