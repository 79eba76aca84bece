"""The desk without a screen: one theme, real key events, a window that has the focus."""

import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.place import Place
from app.ui.reception.page import ReceptionPage
from app.ui.shortcuts import KeyAction, combination
from app.ui.window_desk import WindowDesk
from tests.ui.samples import NOW, STATUS, Counter

PLACES = (
    Place("reception", "reception", "Tiếp nhận", "F2"),
    Place("find", "search", "Tìm hồ sơ", "F3"),
)


class Keyboard:
    """Real key events to whoever has the focus; Vietnamese letters as their own text."""

    def __init__(self) -> None:
        self.now_ms = 1_000

    def press(self, key: str, text: str = "", after_ms: int = 100) -> None:
        """One key by its name (F9, Ctrl+U, Return) or with the text it makes."""
        self.now_ms += after_ms
        number = combination(key) if key else 0
        modifiers = Qt.KeyboardModifier(number & 0xFE000000)
        code = number & 0x01FFFFFF
        target = self._target()
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, modifiers, text)
            event.setTimestamp(self.now_ms)
            if kind == QEvent.Type.ShortcutOverride:
                event.ignore()
            QApplication.sendEvent(self._target() if target is None else target, event)

    @staticmethod
    def _target() -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        found = QApplication.focusWidget() or QApplication.activeWindow()
        assert found is not None
        return found

    def type(self, text: str, after_ms: int = 100) -> None:
        """Letters one by one; a line feed is Enter."""
        for letter in text:
            if letter == "\n":
                self.press("Return", "\r", after_ms)
            elif letter.isascii() and letter.isalnum():
                self.press(letter.upper(), letter, after_ms)
            else:
                self.press("", letter, after_ms)


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Each test starts in the light theme at 100 % and leaves no window behind."""
    if theme.current() != theme.Theme() or not qapp.styleSheet():
        theme.use(qapp, "light")
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def scans() -> list[str]:
    """What the scan box sent."""
    return []


@pytest.fixture
def window(qtbot: QtBot, messages: Messages, scans: list[str]) -> MainWindow:
    """The frame, shown and active, without a page."""
    desk = WindowDesk(
        now=lambda: NOW,
        ask_status=lambda answer: answer(STATUS),
        scanned=scans.append,
        keys=lambda: (KeyAction("F12", "Khoá", lambda: None),),
    )
    made = MainWindow(desk, messages, PLACES)
    made.show_clerk("Lò Thị Nhi", "Quầy 2 · xã Sín Thầu")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def open_reception(
    window: MainWindow, messages: Messages, counter: Counter
) -> Callable[..., ReceptionPage]:
    """Open the reception page with changed callables."""

    def build(**changes: object) -> ReceptionPage:
        page = ReceptionPage(counter.desk(**changes), messages)
        window.add_page("reception", page)
        window.go("reception")
        return page

    return build


@pytest.fixture
def reception(open_reception: Callable[..., ReceptionPage]) -> ReceptionPage:
    return open_reception()
