"""One cap says what the next digit does: choose a procedure, or count."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.running import application
from app.ui.widgets.chips import KeyHint


class DigitHint(KeyHint):
    """Shown while the caret stands in its sheet; its place is kept, so nothing jumps."""

    def __init__(self, digits: str, words: str) -> None:
        """`digits` as on the cap, `words` what they do."""
        super().__init__(digits, words)
        self._sheet: QWidget = self
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def follow(self, sheet: QWidget) -> None:
        """Show and hide with the caret in `sheet`."""
        self._sheet = sheet
        self.hide()
        application().focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.setVisible(now is not None and self._sheet.isAncestorOf(now))
