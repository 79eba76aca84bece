"""What every part of the set-up is: a sheet's inside that loads, is saved by F9, and has keys."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import MotCuaError
from app.ui import theme
from app.ui.shortcuts import KeyAction
from app.ui.widgets.text import Text


class SetupPanel(QWidget):
    """`kept` when what stands on it was taken; `refused` with the sentence where it was not.

    `title` names it in lists; `save_words` is the word of F9, empty where nothing is saved.
    `settles`: whether what was kept ends the step, or it stays on the list of what is left.
    """

    kept = Signal()
    keys_changed = Signal()
    title = ""
    settles = True
    save_words = "Lưu"

    def __init__(self) -> None:
        """An empty column; `body` takes what the panel shows."""
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.current().space("m"))
        self.trouble = Text("", "error", wrap=True)
        self.trouble.hide()

    def load(self) -> None:
        """Show what is so now; called whenever the panel comes to the front."""

    def save(self) -> None:
        """Take what stands here; ends with `kept` or with a sentence on the panel."""
        self.kept.emit()

    def keys(self) -> list[KeyAction]:
        """Its own keys beside F9."""
        return []

    def take_focus(self) -> None:
        """Put the caret where the first key belongs."""

    def refuse(self, error: MotCuaError) -> None:
        """Say what is wrong; a panel with fields says it at the field instead."""
        self.trouble.setText(error.message)
        self.trouble.show()

    def settle(self) -> None:
        """Take a sentence away."""
        self.trouble.setText("")
        self.trouble.hide()
