"""A key hint for digits: it stands where a digit chooses, not where one would be typed."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.ui.running import application
from app.ui.widgets.chips import KeyHint


class DigitHint(KeyHint):
    """Hidden while the caret is in a field; its room stays, so that the other hints stand still."""

    def __init__(self, key: str, words: str) -> None:
        """As the caret is now."""
        super().__init__(key, words)
        still = self.sizePolicy()
        still.setRetainSizeWhenHidden(True)
        self.setSizePolicy(still)
        if types_words(QApplication.focusWidget()):
            self.hide()
        application().focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self.parentWidget() is not None:
            self.setHidden(types_words(now))


def types_words(caret: QWidget | None) -> bool:
    """Whether a digit would be typed where the caret is."""
    return isinstance(caret, QLineEdit | QPlainTextEdit | QTextEdit)
