"""The desk without a screen: one theme, real key events, a window that has the focus."""

import logging
import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import crash, theme
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.place import Place
from app.ui.reception.page import ReceptionPage
from app.ui.shortcuts import KeyAction
from app.ui.window_desk import WindowDesk
from tests import late
from tests.ui.clerk import WAIT_MS, keys, program
from tests.ui.fresh_machine import desk
from tests.ui.keyboard import Keyboard
from tests.ui.samples import NOW, STATUS, Counter

__all__ = ["Keyboard", "desk", "keys", "program"]  # but for the first, fixtures of their modules
late.begin()
for waits in (QtBot.waitUntil, QtBot.waitSignal):  # five seconds are short on a busy machine
    waits.__kwdefaults__ = {**(waits.__kwdefaults__ or {}), "timeout": WAIT_MS}
PLACES = (
    Place("reception", "reception", "Tiếp nhận", "F2"),
    Place("find", "search", "Tìm hồ sơ", "F3"),
)


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


@pytest.fixture(autouse=True)
def _no_bug(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A crash window that no test asked for fails the test, whatever else was seen."""
    yield
    told = [
        record.getMessage()
        for phase in ("setup", "call", "teardown")
        for record in caplog.get_records(phase)
        if record.name == crash.__name__ and record.levelno == logging.CRITICAL
    ]
    assert not told or "shows_a_bug" in request.keywords, "\n".join(told)


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
