"""What Shift does with the F-keys is shown while it is held, and never by a capital letter."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from tests.ui.clerk import Clerk, rooms


def send(kind: QEvent.Type, key: Qt.Key = Qt.Key.Key_Shift, text: str = "") -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    modifiers = shift if key != Qt.Key.Key_Shift else Qt.KeyboardModifier.NoModifier
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))


def test_the_bar_says_what_shift_does_while_it_is_held(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    program.window.go("today")
    bar = program.window.shell.keybar
    plain = bar.shown()
    assert plain["Shift"] == "thêm phím"
    assert "Shift+F4" not in plain
    send(QEvent.Type.KeyPress)
    qtbot.waitUntil(lambda: "Shift+F4" in bar.shown())
    held = bar.shown()
    assert held["Shift+F4"] == "Chứng thực: đã ký"
    assert held["Shift+F5"] == "Xử lý"
    assert held["Shift+F6"] == "Bàn giao"
    assert held["Shift+F12"] == "Ca trực"
    assert "F4" not in held
    send(QEvent.Type.KeyRelease)
    assert bar.shown() == plain
    send(QEvent.Type.KeyPress)
    qtbot.waitUntil(lambda: "Shift+F6" in bar.shown())
    keys.press("Shift+F6")
    assert program.window.name == "handover"
    assert "Shift+F6" not in bar.shown()


def test_a_capital_letter_in_a_name_changes_no_cap(program: Program, keys: Clerk) -> None:
    keys.press("F2")
    keys.press("F2")
    shift = program.window._keymap.shift
    send(QEvent.Type.KeyPress)
    assert shift._wait.isActive()
    send(QEvent.Type.KeyPress, Qt.Key.Key_L, "L")
    assert not shift._wait.isActive()
    send(QEvent.Type.KeyRelease)
    assert "Shift+F7" not in program.window.shell.keybar.shown()


def test_the_mouse_turns_the_bar_and_presses_the_key(program: Program, keys: Clerk) -> None:
    keys.press("F2")
    bar = program.window.shell.keybar

    def click(key: str) -> None:
        bar._caps[key].click()

    click("Shift")
    assert bar.shown()["Shift+F7"] == "Từ chối"
    click("Shift")
    assert "Shift+F7" not in bar.shown()
    click("Shift")
    click("Shift+F5")
    assert program.window.name == "deciding"
    assert "Shift+F5" not in bar.shown()
    assert rooms(program).deciding.page.isVisible()
