"""Chip: a state as sign, word and ground. KeyHint: a key cap and what it does."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets import paint


class Chip(QWidget):
    """One of the nine states; `kind` names it, `words` say it."""

    def __init__(self, kind: str = "ok", words: str = "") -> None:
        """Show the state."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._kind, self._words = kind, words
        self.show_state(kind, words)

    def show_state(self, kind: str, words: str) -> None:
        """Another state in the same place."""
        self._kind, self._words = kind, words
        self.setAccessibleName(words)
        if self.parentWidget() is not None or not words:
            self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        return QSize(round(paint.chip_width(self._words)) + 1, theme.current().size("chip"))

    def minimumSizeHint(self) -> QSize:
        """Words may be cut before a column grows."""
        return QSize(theme.current().px(64), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shared chip painter."""
        middle = self.height() / 2
        paint.draw_chip(QPainter(self), 0, middle, self._kind, self._words, self.width())


class KeyHint(QWidget):
    """A key and its word; only a hint, the key itself is heard by the window."""

    def __init__(self, key: str, words: str = "") -> None:
        """Show `key` as a cap with `words` after it."""
        super().__init__()
        self._key, self._words = key, words
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{words}, phím {key}" if words else f"phím {key}")

    def sizeHint(self) -> QSize:
        """The cap, then the words."""
        look = theme.current()
        words = paint.text_width(self._words, "caption") + look.px(6) + 2 if self._words else 0
        return QSize(round(paint.keycap_width(self._key) + words), look.size("keycap"))

    def minimumSizeHint(self) -> QSize:
        """Words may be cut before a column grows."""
        return QSize(min(theme.current().px(64), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cap and caption on one middle line."""
        look, painter = theme.current(), QPainter(self)
        used = paint.draw_keycap(painter, 0, self.height() / 2, self._key) + look.px(6)
        room = QRectF(used, 0, self.width() - used, self.height())
        paint.draw_text(painter, room, self._words, "caption", "text2")
