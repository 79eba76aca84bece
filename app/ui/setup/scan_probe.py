"""Hears what a scanner sends while it is tested: every key with its own time stamp.

Only while the test field has the focus. Keys of the hand stay the hand's: Tab, Esc, F-keys and
arrows pass as long as no scan has begun.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence

from app.ui.running import application
from app.ui.scan_filter import FAST_MS, PAUSE_MS
from app.ui.setup.desk import KEYBOARD, Heard
from app.ui.shortcuts import heard_first, pressed

LEAST_KEYS = 4  # what a hand types by chance is shorter
CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
BARE = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)


@dataclass(slots=True)
class _Scan:
    """Keys since the first one."""

    text: str = ""
    prefix: str = ""
    suffix: str = ""
    last_ms: int = 0
    gaps: list[int] = field(default_factory=list)


class ScanProbe(QObject):
    """`heard` carries a `Heard` when the keys have stopped."""

    heard = Signal(object)

    def __init__(self, owner: QObject) -> None:
        """Deaf until `listen`."""
        super().__init__(owner)
        self._app, self._scan = application(), _Scan()
        self._before: tuple[int, int] | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._end)

    def listen(self, *, on: bool) -> None:
        """Hear keys before every other filter, or let them go."""
        self._app.removeEventFilter(self)
        if on:
            self._app.installEventFilter(self)
        else:
            self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the scan's keys away from everybody else."""
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            return self._on_composed(event.commitString())
        if not isinstance(event, QKeyEvent) or not heard_first(watched):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._claim(event)
        if kind == QEvent.Type.KeyPress:
            return self._on_key(event)
        return False

    def _claim(self, event: QKeyEvent) -> bool:
        if not self._begun and self._is_hand(event):
            return False
        event.accept()
        return True

    @property
    def _begun(self) -> bool:
        return bool(self._scan.text or self._scan.prefix)

    @staticmethod
    def _is_hand(event: QKeyEvent) -> bool:
        """A key that means something on the page: no letter, or one with Ctrl."""
        printable = event.text().isprintable() and bool(event.text())
        return not printable or bool(event.modifiers() & CONTROL)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in BARE:
            return self._begun
        if not self._begun and self._is_hand(event):
            # It may be the scanner's prefix: the next key tells. STX does nothing on a page.
            self._before = (pressed(event), event.timestamp())
            return event.text() == "\x02"
        self._note(event)
        return True

    def _note(self, event: QKeyEvent) -> None:
        scan, now = self._scan, event.timestamp()
        if not self._begun:
            self._begin(now)
        else:
            scan.gaps.append(max(0, now - scan.last_ms))
        scan.last_ms = now
        if event.text().isprintable() and event.text():
            scan.text += event.text()
            scan.suffix = ""
        else:
            scan.suffix = _key_name(pressed(event))
        self._timer.start()

    def _begin(self, now: int) -> None:
        before, self._before = self._before, None
        if before is not None and now - before[1] <= PAUSE_MS:
            self._scan.prefix = _key_name(before[0])
            self._scan.gaps.append(max(0, now - before[1]))

    def _on_composed(self, text: str) -> bool:
        if text:
            self._scan.text += text
            self._timer.start()
        return bool(text)

    def _end(self) -> None:
        self._timer.stop()
        scan, self._scan, self._before = self._scan, _Scan(), None
        if len(scan.text) >= LEAST_KEYS:
            way = Heard(scan.text, KEYBOARD, scan.prefix, scan.suffix, tuple(scan.gaps))
            self.heard.emit(way)


def _key_name(combination: int) -> str:
    return QKeySequence(QKeyCombination.fromCombined(combination)).toString()


def slowest(gaps: tuple[int, ...]) -> int:
    """The longest pause between two keys, in ms; 0 without gaps."""
    return max(gaps, default=0)


def is_fast(gaps: tuple[int, ...]) -> bool:
    """Whether every key came faster than fingers."""
    return slowest(gaps) <= FAST_MS
