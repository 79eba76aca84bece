"""The rail: places that exist, icon over word, always in the same order."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.place import Place
from app.ui.widgets import paint


class Mark(QWidget):
    """The program's sign over the rail."""

    def sizeHint(self) -> QSize:
        """As high as the header beside it."""
        return QSize(theme.current().size("rail"), theme.current().size("header"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A roof with a door."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        side, inner = look.px(34), look.px(22)
        middle = QRectF(self.rect()).center()
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        paint.rounded(painter, box, "panel", fill="accent", edge=None)
        left, top = middle.x() - inner / 2, middle.y() - inner / 2
        paint.draw_icon(painter, "mark", left, top, inner, look.color("on_accent"))


class PlaceButton(QAbstractButton):
    """One place; a number only where something waits for this clerk."""

    def __init__(self, place: Place) -> None:
        """Show the place."""
        super().__init__()
        self.place, self._count = place, 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setText(place.words)
        self.setToolTip(f"{place.words} ({place.key})" if place.key else place.words)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """How many things wait there."""
        self._count = count
        name = self.place.words
        self.setAccessibleName(f"{name}, {count} việc chờ" if count else name)
        self.update()

    def sizeHint(self) -> QSize:
        """The rail's width."""
        return QSize(theme.current().size("rail") - 1, theme.current().size("rail_item"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground where it is current, sign, word, number."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        box = QRectF(self.rect()).adjusted(look.px(6), 2, -look.px(6), -2)
        if self.isChecked():
            paint.rounded(painter, box, "control", fill="accent_soft", edge=None)
        elif self.underMouse():
            paint.rounded(painter, box, "control", fill="hover", edge=None)
        ink = "accent_text" if self.isChecked() else "text2"
        size = look.px(22)
        top = box.center().y() - look.px(19)
        left = box.center().x() - size / 2
        paint.draw_icon(painter, self.place.icon, left, top, size, look.color(ink))
        font = "caption_strong" if self.isChecked() else "caption"
        words = QRectF(box.left(), top + size, box.width(), look.px(18))
        paint.draw_text(painter, words, self.text(), font, ink, paint.CENTER)
        if self._count:
            self._draw_count(painter, box.center().x() + look.px(6), top - look.px(5))

    def _draw_count(self, painter: QPainter, left: float, top: float) -> None:
        look = theme.current()
        badge = QRectF(left, top, look.px(18), look.px(18))
        painter.setPen(QPen(look.color("chrome"), 2))
        painter.setBrush(look.color("attention"))
        painter.drawEllipse(badge)
        number = str(self._count)
        paint.draw_text(painter, badge, number, "caption_strong", "attention_bg", paint.CENTER)


class Rail(QFrame):
    """Sends the name of the place that was clicked."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        """Show the places that exist."""
        super().__init__()
        self.setProperty("role", "chrome_left")
        self.setMinimumWidth(theme.current().size("rail"))
        self.setAccessibleName(self.tr("Các trang"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 1, 0)
        box.setSpacing(0)
        box.addWidget(Mark())
        box.addSpacing(theme.current().px(4))
        group = QButtonGroup(self)
        self._buttons = {place.name: PlaceButton(place) for place in places}
        for button in self._buttons.values():
            group.addButton(button)
            box.addWidget(button)
            button.clicked.connect(lambda _checked, name=button.place.name: self.chosen.emit(name))
        box.addStretch(1)

    def show_current(self, name: str) -> None:
        """Mark the page that is open."""
        button = self._buttons.get(name)
        if button is not None:
            button.setChecked(True)

    def show_count(self, name: str, count: int) -> None:
        """How many things wait at a place."""
        self._buttons[name].show_count(count)
