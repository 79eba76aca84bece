"""Real key events to whoever has the focus."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.shortcuts import combination


class Keyboard:
    """Real key events to whoever has the focus; Vietnamese letters as their own text."""

    def __init__(self) -> None:
        self.now_ms = 1_000

    def press(self, key: str, text: str = "", after_ms: int = 100) -> None:
        """One key by its name (F9, Ctrl+U, Return) or with the text it makes."""
        self._send(key, text, after_ms, again=False)

    def hold(self, key: str, text: str, times: int, every_ms: int = 30) -> None:
        """A key that is held down repeats itself."""
        for count in range(times):
            self._send(key, text, every_ms if count else 100, again=count > 0)

    def _send(self, key: str, text: str, after_ms: int, *, again: bool) -> None:
        self.now_ms += after_ms
        number = combination(key) if key else 0
        modifiers = Qt.KeyboardModifier(number & 0xFE000000)
        code = number & 0x01FFFFFF
        target = self._target()
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, modifiers, text, again)
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
