"""Signing certifications in the window: its page and its key."""

from collections.abc import Callable
from datetime import datetime

from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.signing_desk import SigningBridge
from app.ui.scanning import GIVEBACK, SIGNING
from app.ui.shortcuts import KeyAction
from app.ui.signing.page import SigningPage

KEY = "Shift+F4"


class SigningRoom:
    """Built once."""

    def __init__(self, program: House, door: Door, saved_at: Callable[[datetime], None]) -> None:
        """`saved_at` hears when something was signed."""
        bridge = SigningBridge(door, program.run, saved_at)
        self.page = SigningPage(bridge.desk(), program.messages)
        self._window = program.window
        self._window.add_page(SIGNING, self.page, place=GIVEBACK)

    def keys(self) -> tuple[KeyAction, ...]:
        """The key that opens the page from anywhere."""
        return (KeyAction(KEY, "Chứng thực: đã ký", lambda: self._window.go(SIGNING)),)
