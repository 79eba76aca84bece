"""Which letter was pressed where an input method may have made another one of it.

Vietnamese is typed by input methods that see every key: A and A again arrive as Backspace and Â (or
twice at once), A and F as À. A press is one visitor, so the letter is read back out of the mark.
A scanner that was not set up types a whole card here; its keys come faster than fingers, and give
nothing. So a letter counts once the keys have paused.
"""

import unicodedata

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt

from app.domain.vietnamese import fold
from app.ui.widgets.fields import ENTER

FAST_MS = 35  # keys closer than that are no fingers'
BOUNCE_MS = 60  # the same letter again so soon: one press, doubled by a method or a worn key
TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}  # Telex
OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def letter_of(text: str) -> str:
    """The key behind a typed letter, as a capital; empty for anything else."""
    if len(text) != 1 or not text.isalpha():
        return ""
    marks = unicodedata.normalize("NFD", text)[1:]
    tone = next((TONES[mark] for mark in marks if mark in TONES), "")
    return (tone or fold(text)).upper()[:1]


class LetterKeys(QObject):
    """`pressed` carries a letter and whether Shift was held, each press once."""

    pressed = Signal(str, bool)

    def __init__(self) -> None:
        """Nothing was pressed yet."""
        super().__init__()
        self._last, self._at, self._shift = "", -BOUNCE_MS, False
        self._waits = ""
        self._pause = QTimer(self, singleShot=True, interval=FAST_MS)
        self._pause.timeout.connect(self._tell)

    @property
    def pending(self) -> bool:
        """Whether a letter waits for the keys to pause."""
        return bool(self._waits)

    def hear(self, event: QKeyEvent) -> bool:
        """Take in a key before anybody else does; whether it is nobody else's."""
        since = event.timestamp() - self._at
        if event.key() in ENTER:
            return 0 <= since < FAST_MS  # a scan's last key calls nobody
        if event.modifiers() & OTHERS or not event.text() or not event.text().isprintable():
            return False
        if event.isAutoRepeat():
            return True
        letter = letter_of(event.text())
        before, self._last, self._at = self._last, letter, event.timestamp()
        if letter and letter == before and 0 <= since < BOUNCE_MS:
            return True
        if 0 <= since < FAST_MS:  # another key, faster than fingers: neither was a clerk's
            self._waits = ""
            return True
        self._tell()
        if letter:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._waits, self._shift = letter, bool(shift)
            self._pause.start()
        return bool(letter)

    def _tell(self) -> None:
        letter, self._waits = self._waits, ""
        if letter:
            self.pressed.emit(letter, self._shift)
