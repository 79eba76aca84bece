"""The whole window over a real encrypted profile: founded cheaply, started, driven by keys."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from tests.ui.conftest import Keyboard

WAIT_MS = 20_000


class Clerk:
    """Presses keys where the focus is and counts them; a scan counts nothing."""

    def __init__(self) -> None:
        self._keyboard, self.presses = Keyboard(), 0

    def press(self, key: str, text: str = "") -> None:
        self.presses += 1
        self._keyboard.press(key, text)

    def type(self, text: str) -> None:
        for letter in text:
            if letter == "\n":
                self.press("Return", "\r")
            elif letter.isascii() and letter.isalnum():
                self.press(letter.upper(), letter)
            else:
                self.press("", letter)

    def scan(self, text: str) -> None:
        """As the scanner is set up: Ctrl+B before, Enter behind, 5 ms a letter."""
        self._keyboard.press("Ctrl+B", "\x02", 5)
        self._keyboard.type(text + "\n", 5)


def qt_application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def start(qtbot: QtBot, profile: Path) -> Program:
    """The window, shown and active, locked."""
    made = Program(qt_application(), str(profile))
    qtbot.addWidget(made.window)
    made.start()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    return made


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=WAIT_MS)
