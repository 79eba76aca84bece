"""The key map: F-keys with their Ctrl+digit twins, heard by the window before any field.

An application event filter and not QShortcut: line edits take Ctrl+U and Ctrl+K for themselves, and
what stands in the input method must be in its field before an F-key acts (`commit`).
Never bound: Ctrl+Shift and Alt+Z (the hot keys of UniKey), Alt+letter as the only way.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.running import application
from app.ui.shift_held import ShiftHeld

TWINS = {
    "F1": "Ctrl+1",
    "F2": "Ctrl+2",
    "F3": "Ctrl+3",
    "F4": "Ctrl+4",
    "F5": "Ctrl+5",
    "F6": "Ctrl+6",
    "F7": "Ctrl+7",
    "F8": "Ctrl+8",
    "F9": "Ctrl+9",
    "F10": "Ctrl+0",
    "F11": "Ctrl+Y",
    "F12": "Ctrl+K",
    "Ctrl+F9": "Ctrl+S",
    "Ctrl++": "Ctrl+=",
}
"""For laptops whose F-keys need Fn; gửi and khoá have letters, there being ten digits."""


@dataclass(frozen=True, slots=True)
class KeyAction:
    """A key, its word in the key bar (empty: not in the bar) and what it does.

    `main` marks the page's main act, the only filled button of the bar.
    """

    key: str
    words: str
    act: Callable[[], object]
    main: bool = False


@cache
def combination(key: str) -> int:
    """The key with its modifiers as one number."""
    first: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
    return first.toCombined()


def pressed(event: QKeyEvent) -> int:
    """The same number from a key event; the keypad counts as the main block."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if key == Qt.Key.Key_Plus:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return int(key) | int(modifiers.value)


def heard_first(watched: QObject) -> bool:
    """Whether this receiver is the first of a key: Qt offers an ignored key to each parent."""
    popup = QApplication.activePopupWidget()
    first = popup.focusWidget() or popup if popup else QApplication.focusWidget()
    return watched == (first or QApplication.activeWindow())


class KeyMap(QObject):
    """Hears the keys of one window; `bind` says what they do now."""

    def __init__(self, window: QWidget) -> None:
        """Deaf until `listen`."""
        super().__init__(window)
        self._window = window
        self._actions: dict[int, KeyAction] = {}
        self._listens = False
        self.shift = ShiftHeld(self)

    def listen(self) -> None:
        """Hear every key from now on, as long as the window lives.

        Not before the window is painted: what passes an application event filter is wrapped for
        Python, and the first of Qt's private objects costs the naming of every class of Qt.
        """
        if not self._listens:  # a second time would put it before the scanner's filter
            application().installEventFilter(self)
        self._listens = True

    def bind(self, actions: Iterable[KeyAction]) -> None:
        """Replace what the keys do; a later action wins over an earlier one of the same key."""
        self._actions = {}
        for action in actions:
            for key in (action.key, TWINS.get(action.key)):
                if key:
                    self._actions[combination(key)] = action

    def press(self, key: str) -> bool:
        """Do what a key does, as a click on its cap in the bar."""
        return self._do(self._actions.get(combination(key)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a bound key away from whoever has the focus.

        Every event of the program passes here, and naming its type costs more than its class.
        """
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if event.type() != QEvent.Type.ShortcutOverride:
            self.shift.hear(event)
        if event.type() == QEvent.Type.KeyRelease:
            return False
        action = self._actions.get(pressed(event))
        if action is None or not self._ours(watched):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.isAutoRepeat():
            return True
        return self._do(action)

    def _ours(self, watched: QWidget) -> bool:
        return watched.window() is self._window and QApplication.activePopupWidget() is None

    def _do(self, action: KeyAction | None) -> bool:
        if action is None:
            return False
        commit_typing()
        action.act()
        return True


def commit_typing() -> None:
    """What stands in the input method goes into its field, before a key acts on the field."""
    QGuiApplication.inputMethod().commit()
    commit = getattr(QApplication.focusWidget(), "commit", None)
    if callable(commit):
        commit()


def settle_typing() -> None:
    """Tidy what is in the field of the caret, as leaving it would."""
    settle = getattr(QApplication.focusWidget(), "settle", None)
    if callable(settle):
        settle()
