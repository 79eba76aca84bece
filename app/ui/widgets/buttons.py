"""Buttons that wear their key: the key stands inside, never beside."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from app.ui import theme
from app.ui.widgets import paint


class Button(QPushButton):
    """A push button with an optional key cap or sign before its words.

    Roles: empty, primary (one on a screen), danger, plain (words only).
    """

    def __init__(self, words: str, *, key: str = "", icon: str = "", role: str = "") -> None:
        """Name it `words`; a screen reader hears the key, too."""
        super().__init__(words)
        self._key, self._icon = key, icon
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._name()

    def set_words(self, words: str) -> None:
        """Other words on the same button."""
        self.setText(words)
        self._name()
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Another key does the same here."""
        if key != self._key:
            self._key = key
            self._name()
            self.updateGeometry()
            self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()}, phím {self._key}" if self._key else self.text())

    def _lead(self) -> float:
        look = theme.current()
        if self._key:
            return paint.keycap_width(self._key) + look.px(8)
        return look.px(26) if self._icon else 0

    def sizeHint(self) -> QSize:
        """Room for the cap or sign before the words."""
        plain = self.property("role") == "plain"
        words = paint.text_width(self.text(), "caption" if plain else "strong")
        pad = theme.current().px(6 if plain else 32)
        height = theme.current().size("keycap") + 4 if plain else super().sizeHint().height()
        return QSize(round(words + self._lead() + pad), height)

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def _style(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        return option

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style's box, then cap or sign and words on one line."""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, self._style())
        role = self.property("role")
        plain = role == "plain"
        font = "caption" if plain else "strong" if role == "primary" else "medium"
        words = paint.text_width(self.text(), font)
        left = 2 if plain else (self.width() - words - self._lead()) / 2
        self._draw_lead(painter, left)
        room = QRectF(left + self._lead(), 0, self.width() - left - self._lead(), self.height())
        paint.draw_text(painter, room, self.text(), font, self._ink())
        if plain and self.hasFocus():
            paint.draw_ring(paint.smooth(painter), QRectF(self.rect()), radius="chip")

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text3"
        inks = {"primary": "on_accent", "danger": "danger", "plain": "text2"}
        return inks.get(self.property("role"), "text")

    def _draw_lead(self, painter: QPainter, left: float) -> None:
        look, middle = theme.current(), self.height() / 2
        strong = self.property("role") == "primary"
        if self._key:
            paint.draw_keycap(painter, left, middle, self._key, strong=strong)
        elif self._icon:
            size, ink = look.px(18), look.color(self._ink())
            paint.draw_icon(painter, self._icon, left, middle - size / 2, size, ink)


def pressable(words: str, **more: str) -> Button:
    """A button that never takes the focus: its key is heard anyway."""
    made = Button(words, **more)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
