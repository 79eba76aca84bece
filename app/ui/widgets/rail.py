"""The rail: places that exist, icon over word, always in the same order."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.place import Place
from app.ui.widgets import paint

MARK = 34
ABOVE = 2  # the sign and the gap under it
ICON_FITS = 38  # where one place is lower, all show their words alone
LEAST = 24


class Mark(QWidget):
    """The program's sign over the rail."""

    def sizeHint(self) -> QSize:
        """As high as the header beside it."""
        return QSize(theme.current().size("rail"), theme.current().size("header"))

    def minimumSizeHint(self) -> QSize:
        """The places give way before the sign is cut."""
        return QSize(theme.current().size("rail"), theme.current().px(MARK + 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A roof with a door."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        side, inner = look.px(MARK), look.px(22)
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
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
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

    def minimumSizeHint(self) -> QSize:
        """A line of words: beside big text on a low screen the places share what there is."""
        return QSize(self.sizeHint().width(), theme.current().px(LEAST))

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
        font = "caption_strong" if self.isChecked() else "caption"
        words = box
        if self._lowest() >= look.px(ICON_FITS):
            paint.draw_icon(painter, self.place.icon, left, top, size, look.color(ink))
            words = QRectF(box.left(), top + size, box.width(), look.px(18))
        paint.draw_text(painter, words, self.text(), font, ink, paint.CENTER)
        if self._count:
            alone = words is box  # the sign gave way: the number stands over the word's end
            left = box.right() - look.px(22) if alone else box.center().x() + look.px(6)
            self._draw_count(painter, left, max(box.top(), top - look.px(5)))

    def _lowest(self) -> float:
        """Of all places, within their margins: signs beside some of them only would be untidy."""
        shown = [one for one in self.group().buttons() if not one.isHidden()]
        return min(one.height() for one in shown) - 4

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
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 1, 0)
        self._box.setSpacing(0)
        self._box.addWidget(Mark())
        self._box.addSpacing(theme.current().px(4))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, PlaceButton] = {}
        self._box.addStretch(1)
        for place in places:
            self.add(place)

    def add(self, place: Place) -> None:
        """One more place under the others."""
        button = PlaceButton(place)
        self._buttons[place.name] = button
        self._group.addButton(button)
        self._box.insertWidget(self._box.count() - 1, button)
        button.clicked.connect(lambda: self.chosen.emit(place.name))

    def leave_foot(self, high: int) -> None:
        """Something else stands at the foot: the places share what is left."""
        self._box.setContentsMargins(0, 0, 1, high)

    def show_current(self, name: str) -> None:
        """Mark the page that is open."""
        button = self._buttons.get(name)
        if button is not None:
            button.setChecked(True)

    def show_place(self, name: str, *, shown: bool) -> None:
        """A place that this office may not use: hidden, it leaves nothing behind in the layout."""
        button = self._buttons[name]
        self._box.removeWidget(button)
        if shown:
            before = list(self._buttons)[: list(self._buttons).index(name)]
            above = [self._box.indexOf(self._buttons[one]) for one in before]
            self._box.insertWidget(max(above, default=ABOVE - 1) + 1, button)
        button.setVisible(shown)

    def show_count(self, name: str, count: int) -> None:
        """How many things wait at a place."""
        self._buttons[name].show_count(count)
