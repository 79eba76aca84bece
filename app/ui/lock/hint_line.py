"""A key and what it does, only while it does something."""

from PySide6.QtWidgets import QWidget

from app.ui.widgets.chips import KeyHint
from app.ui.widgets.text import Text, row


class HintLine(QWidget):
    """The key cap, then words that may change and wrap."""

    def __init__(self, key: str) -> None:
        """Begin with nothing to say."""
        super().__init__()
        self.words = Text("", "caption", wrap=True)
        line = row(KeyHint(key), self.words)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def say(self, words: str) -> None:
        """Other words; empty ones take the line away."""
        self.words.setText(words)
        self.setVisible(bool(words))
