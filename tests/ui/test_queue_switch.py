"""A desk that needs no queue sees nothing of it; who needs one switches it on by keys alone."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.settings import read_settings
from app.ui.widgets.rail import PlaceButton
from tests.ui.clerk import Clerk, rooms, until
from tests.ui.queues import room, waiting


def place(program: Program) -> PlaceButton:
    buttons = program.window.shell.rail.findChildren(PlaceButton)
    return next(one for one in buttons if one.place.name == "queue")


def pressed(keys: Clerk, *names: str) -> None:
    for name in names:
        keys.press(name)


def test_nothing_of_it_is_seen_or_heard_until_it_is_switched_on(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    serving = program.window.shell.header.serving
    assert not place(program).isVisible()
    assert not serving.isVisible()
    assert "F8" not in program.window.shell.keybar.shown()
    pressed(keys, "F8", "Ctrl+I")
    assert program.window.name == "today"
    assert not room(program).calling.queue.lines  # nobody was asked
    keys.press("Ctrl+Q")
    rooms(program).admin.page.open_section("queue")
    keys.press("Down")  # has numbers
    pressed(keys, *["Tab"] * 5)
    keys.type("Chuwngs thuwcj")
    keys.press("F9")
    assert read_settings(program.folder).queue == "on"
    until(qtbot, lambda: place(program).isVisible() and serving.isVisible())
    keys.press("Ctrl+I")
    until(qtbot, lambda: program.window.name == "queue" and bool(room(program).calling.queue.lines))
    keys.press("A", "a")
    until(qtbot, lambda: waiting(program) == ["A-001"])
    assert program.window.shell.keybar.shown()["F8"] == "Gọi số kế tiếp"


def test_rows_that_nobody_touched_stay_those_that_the_program_brings(
    program: Program, keys: Clerk
) -> None:
    keys.press("Ctrl+Q")
    rooms(program).admin.page.open_section("queue")
    keys.press("F9")
    assert read_settings(program.folder).queue_rows == ""
    field = rooms(program).admin.page.panels["queue"].rows["C"]  # type: ignore[attr-defined]
    field.input.setFocus()
    keys.press("Ctrl+A")
    keys.type("Dat dai")
    keys.press("F9")
    assert read_settings(program.folder).queue_rows.endswith("C Dat dai")


def test_an_office_of_many_rows_gets_one_field_more_for_each(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """Six stand there; who fills the sixth has a seventh, to the eleventh, all in the window."""
    keys.press("Ctrl+Q")
    rooms(program).admin.page.open_section("queue")
    rows = rooms(program).admin.page.panels["queue"].rows  # type: ignore[attr-defined]
    assert [letter for letter, one in rows.items() if one.isVisible()] == list("ABCDEF")
    rows["D"].input.setFocus()
    for letter in "DEFGHJKL":
        until(qtbot, rows[letter].isVisible)
        assert QApplication.focusWidget() is rows[letter].input
        keys.type(f"Viec {letter}")
        keys.press("Tab")
    keys.press("F9")
    kept = read_settings(program.folder).queue_rows
    assert kept.endswith("; ".join(f"{letter} Viec {letter}" for letter in "DEFGHJKL"))


def test_a_desk_that_is_joined_is_told_whose_rows_count(program: Program, keys: Clerk) -> None:
    for lan, said in (("", ""), ("relay", "là của mọi quầy"), ("10.0.0.9", "sửa ở máy ấy")):
        program.settings = replace(program.settings, lan=lan)
        keys.press("Ctrl+Q")
        rooms(program).admin.page.open_section("queue")
        panel = rooms(program).admin.page.panels["queue"]
        panel.load()
        assert said in panel.whose.text()  # type: ignore[attr-defined]
        assert panel.whose.isVisible() == bool(said)  # type: ignore[attr-defined]


def test_an_unreadable_line_of_the_settings_is_told_on_the_panel(
    program: Program, keys: Clerk
) -> None:
    program.settings = replace(program.settings, queue_rows="A-Chứng thực")
    keys.press("Ctrl+Q")
    rooms(program).admin.page.open_section("queue")
    trouble = rooms(program).admin.page.panels["queue"].trouble
    assert trouble.text().startswith("Chưa đọc được hàng “A-Chứng thực”")
    assert trouble.isVisible()
    assert QApplication.activeWindow() is program.window
