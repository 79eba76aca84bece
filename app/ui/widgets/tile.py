"""A number that opens its list."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.running import application
from app.ui.widgets import paint
from app.ui.widgets.digit_hint import types_words


class CountTile(QAbstractButton):
    """Zero is quiet; a number of something urgent wears the colour and sign of its `kind`."""

    def __init__(self, words: str, *, key: str, kind: str = "") -> None:
        """`key` is the digit that presses it; `kind` one of the nine states, empty for plain."""
        super().__init__()
        self._kind, self._key, self.number = kind, key, 0
        self._worn = bool(key)  # without one it is a number to read
        self._typing = types_words(QApplication.focusWidget())
        application().focusChanged.connect(self._on_focus_changed)
        self.setText(words)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_number(0)

    def show_number(self, number: int) -> None:
        """Another number in the same place."""
        self.number = number
        key = f", phím {self._key}" if self.shows_key else ""
        self.setAccessibleName(f"{self.text()}: {number}{key}")
        self.update()

    def wear_key(self, *, worn: bool) -> None:
        """The cap goes while the digit means something else on the page."""
        self._worn = worn
        self.show_number(self.number)

    @property
    def shows_key(self) -> bool:
        """A cap is a promise: none is shown while the digit would be typed, as in the search."""
        return self._worn and not self._typing

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        typing = types_words(now)
        if typing != self._typing:
            self._typing = typing
            self.show_number(self.number)

    def sizeHint(self) -> QSize:
        """All tiles are equally high."""
        return QSize(theme.current().px(150), theme.current().px(72))

    def minimumSizeHint(self) -> QSize:
        """Six of them fit beside each other."""
        return QSize(theme.current().px(100), theme.current().px(72))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The number, its sign, its words, its key."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge, width = ("accent", 2) if self.isChecked() else ("line", 1)
        painter.setPen(QPen(look.color(edge), width))
        painter.setBrush(look.color("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box, look.radius("panel"), look.radius("panel"))
        if self.hasFocus():
            paint.draw_ring(painter, QRectF(self.rect()), radius="panel")
        ink = "text3" if self.number == 0 else self._kind or "text"
        left = box.left() + look.px(12 if look.big else 14)
        wide = box.right() - look.px(6) - left
        first, second = paint.two_lines(self.text(), "caption", wide)
        lift = look.px(5 if look.huge else 0)  # of all tiles alike, whoever needs a second line
        top = QRectF(left, box.top() + look.px(8) - lift, box.width() - look.px(60), look.px(32))
        number = dong(self.number)
        fits = paint.text_width(number, "figure") <= top.width()
        used = paint.draw_text(painter, top, number, "figure" if fits else "title", ink)
        if self._kind and self.number:
            sign = theme.tokens()["sign"][self._kind]
            middle = top.center().y() - look.px(10)
            paint.draw_icon(
                painter, sign, left + used + look.px(8), middle, look.px(20), look.color(ink)
            )
        words = QRectF(left, box.bottom() - look.px(29), wide, look.px(22))
        for part, up in ((first, lift * 2), (second, -lift)):
            paint.draw_text(painter, words.translated(0, -up), part, "caption", "text2")
        if not self.shows_key:
            return
        cap = box.right() - look.px(10) - paint.keycap_width(self._key)
        paint.draw_keycap(painter, cap, box.top() + look.px(23), self._key)
