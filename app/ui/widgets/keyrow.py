"""A line of keys with their words, for what the key bar has no place for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.shortcuts import KeyAction
from app.ui.widgets.buttons import pressable
from app.ui.widgets.text import empty, fill, reveal


class KeyRow(QWidget):
    """Buttons that wear their keys and never take the focus; the page's main act at the right."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._box = QHBoxLayout(self)
        fill(self._box, ())

    def show_actions(self, actions: Sequence[KeyAction]) -> None:
        """Other keys in the same place; those without words are not shown."""
        empty(self._box)
        shown = [action for action in actions if action.words]
        for action in (one for one in shown if not one.main):
            self._add(action)
        self._box.addStretch(1)
        for action in (one for one in shown if one.main):
            self._add(action, "primary")
        reveal(self)

    def _add(self, action: KeyAction, role: str = "") -> None:
        button = pressable(action.words, key=action.key.replace("Return", "Enter"), role=role)
        button.clicked.connect(lambda _checked=False: action.act())
        self._box.addWidget(button)
