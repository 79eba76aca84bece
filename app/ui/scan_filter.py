"""The scanner that types like a keyboard: its keys never reach a field, whatever has the focus.

Set-up programs a prefix into the scanner (Ctrl+B, the control letter STX) and a suffix (Enter).
From the prefix on every key is taken, also text that comes through the input method; a pause ends
it, measured by the events' own time stamps. A scanner without the prefix is caught as well as can
be: a burst of fast keys with six bars, or a slip's long number, is a scan once Enter or a pause
ends it, and what it did to the page is put back.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from app.ui.shortcuts import combination, commit_typing, heard_first, pressed
from app.ui.widgets.fields import ENTER

PAUSE_MS = 400
FAST_MS = 35
BARS = 6
LONGEST = 2_000
SLIP = re.compile(r"MC1\d{40}", re.IGNORECASE)  # Caps Lock may be on
PutBack = Callable[[], None]


def line_as_it_is() -> PutBack:
    """Gives the line with the caret the text back that it has now."""
    line = QApplication.focusWidget()
    if not isinstance(line, QLineEdit):
        return lambda: None
    text = line.text()
    return lambda: line.setText(text)


def is_scan(text: str) -> bool:
    """Whether fast keys are a card's text or a slip's."""
    return text.count("|") >= BARS or SLIP.search(text) is not None


@dataclass(slots=True)
class _Burst:
    """Keys that came faster than fingers, and how what they did is undone."""

    text: str = ""
    last_ms: int = 0
    put_back: PutBack = field(default=lambda: None)


@dataclass(slots=True)
class _Capture:
    """What came since the prefix."""

    parts: list[str] = field(default_factory=list)
    last_ms: int = 0


class ScanFilter(QObject):
    """`scanned` carries a whole scan; `broken` one that stopped in the middle."""

    scanned = Signal(str)
    broken = Signal(str)

    def __init__(
        self,
        app: QApplication,
        prefix: str = "Ctrl+B",
        suffix: str = "Return",
        remember: Callable[[], PutBack] = line_as_it_is,
        knows: Callable[[str], bool] = is_scan,
    ) -> None:
        """Listen to the whole application; install it after every other key filter.

        For a scanner without the prefix: `knows` tells its text from fast fingers, `remember` is
        asked before the first of its keys and answers how all of them are undone.
        """
        super().__init__(app)
        self._remember, self._knows = remember, knows
        self._prefix, self._suffix = combination(prefix), combination(suffix)
        self._capture: _Capture | None = None
        self._burst = _Burst()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._give_up)
        self._rest = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._rest.timeout.connect(self._end_burst)
        app.installEventFilter(self)

    def use_keys(self, prefix: str, suffix: str) -> None:
        """Other keys around a scan, from the next one on."""
        self._prefix, self._suffix = combination(prefix), combination(suffix)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the scanner's keys away from everybody else."""
        if isinstance(event, QKeyEvent):
            return self._on_key_event(watched, event)
        if self._capture is None or not isinstance(event, QInputMethodEvent):
            return False
        self._capture.parts.append(event.commitString())
        return True

    def _on_key_event(self, watched: QObject, event: QKeyEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return heard_first(watched) and self._on_key(event)
        ours = self._capture is not None
        if kind == QEvent.Type.ShortcutOverride and (ours or pressed(event) == self._prefix):
            event.accept()
            return True
        return ours

    def _on_key(self, event: QKeyEvent) -> bool:
        if self._capture is not None and self._too_late(event):
            self._give_up()
        if pressed(event) == self._prefix:
            self._begin(event)
            return True
        if self._capture is not None:
            return self._on_captured(event)
        return self._on_loose_key(event)

    # --- with the prefix -----------------------------------------------------------------------

    def _begin(self, event: QKeyEvent) -> None:
        commit_typing()
        self._capture = _Capture(last_ms=event.timestamp())
        self._timer.start()

    def _too_late(self, event: QKeyEvent) -> bool:
        assert self._capture is not None  # noqa: S101 - asked by the caller
        return event.timestamp() - self._capture.last_ms > PAUSE_MS

    def _on_captured(self, event: QKeyEvent) -> bool:
        capture = self._capture
        assert capture is not None  # noqa: S101 - asked by the caller
        if pressed(event) == self._suffix or (self._suffix_is_enter and event.key() in ENTER):
            self._end()
            return True
        capture.last_ms = event.timestamp()
        capture.parts.append(event.text())
        self._timer.start()
        if len(capture.parts) > LONGEST:
            self._give_up()
        return True

    @property
    def _suffix_is_enter(self) -> bool:
        return self._suffix == int(Qt.Key.Key_Return)

    def _end(self) -> None:
        text = self._take()
        if text:
            self.scanned.emit(text)

    def _give_up(self) -> None:
        text = self._take()
        if text:
            self.broken.emit(text)

    def _take(self) -> str:
        self._timer.stop()
        capture, self._capture = self._capture, None
        return "".join(capture.parts).strip("\r\n\t\x02\x03 ") if capture else ""

    # --- without it ----------------------------------------------------------------------------

    def _on_loose_key(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return False
        burst, now = self._burst, event.timestamp()
        if now - burst.last_ms > FAST_MS or not burst.text:
            self._rest.stop()
            burst = self._burst = _Burst(put_back=self._remember())
        burst.last_ms = now
        if event.key() in ENTER:
            return self._end_burst()
        burst.text += event.text()
        if self._knows(burst.text):
            self._rest.start()
        return False

    def _end_burst(self) -> bool:
        """Enter, or a pause after the last key; False where it was no scan."""
        self._rest.stop()
        burst = self._burst
        if not self._knows(burst.text):
            return False
        self._burst = _Burst()
        burst.put_back()
        self.scanned.emit(burst.text.strip())
        return True
