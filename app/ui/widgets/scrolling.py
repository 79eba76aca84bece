"""A column that may grow: it scrolls, the caret stays in sight, and its edges cut nothing.

What would be cut at an edge (half a field, half a line of words) is left out until it is whole.
"""

from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QScrollArea, QWidget

from app.ui import theme
from app.ui.running import application
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import RowList

FEW_LINES = 3  # words of so few are left out whole: half a sentence may say the opposite
MOVES = (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Move)


class Scrolled(QScrollArea):
    """A column that may grow: it scrolls before anything in it is squeezed or cut."""

    def __init__(self, widget: QWidget) -> None:
        """Scroll `widget`; wherever the caret goes in it, that place is in sight."""
        super().__init__()
        look, self._inside = theme.current(), widget
        self.setWidgetResizable(True)
        self.setWidget(widget)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        widget.setAutoFillBackground(False)
        self._least = look.px(120)
        self.setMinimumSize(self._least, look.px(20 if look.huge else 48))
        application().focusChanged.connect(self._on_focus_changed)
        self.verticalScrollBar().rangeChanged.connect(self._on_room_changed)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in the column has moved."""
        if watched is self._inside and event.type() in MOVES:
            self._trim()
            self._keep_wide()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room, other edges."""
        super().resizeEvent(event)
        self._trim()

    def _keep_wide(self) -> None:
        """It scrolls up and down alone: narrower than what is in it, it would cut that."""
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.setMinimumWidth(max(self._least, self._inside.minimumSizeHint().width() + taken))

    def _trim(self) -> None:
        """Draw the edges where nothing is cut by them."""
        view = self.viewport()
        top, bottom = edges(self._inside, view)
        if (top, bottom) == (0, view.height()) or top >= bottom:
            view.clearMask()
        else:
            view.setMask(QRegion(0, top, view.width(), bottom - top))

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._show_caret(now)

    def _on_room_changed(self) -> None:
        """A banner took room, or an error stands below its field: the caret stays in sight."""
        self._keep_wide()
        self._show_caret(QApplication.focusWidget())

    def _show_caret(self, now: QWidget | None) -> None:
        if now is None or not self._inside.isAncestorOf(now):
            return
        around = now.parentWidget()  # a field: its label above, its fault below
        if around and around is not self._inside and around.height() <= self.viewport().height():
            self.ensureWidgetVisible(around, 0, 0)
        self.ensureWidgetVisible(now, 0, theme.current().px(28))
        if now.height() <= self.viewport().height():  # Qt is content with the caret's own line
            place = now.mapTo(self._inside, QPoint(0, 0))
            self.ensureVisible(place.x(), place.y() + now.height(), 0, 0)
            self.ensureVisible(place.x(), place.y(), 0, 0)


class Reading(Scrolled):
    """A column of words alone: Tab reaches it where it has more than is in sight, arrows move it.

    Its bar takes the accent while it has the focus.
    """

    def __init__(self, widget: QWidget, name: str) -> None:
        """`name` is what a screen reader says."""
        super().__init__(widget)
        self.setAccessibleName(name)

    def _on_room_changed(self) -> None:
        super()._on_room_changed()
        more = self.verticalScrollBar().maximum() > 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if more else Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the bar."""
        super().focusInEvent(event)
        self._light("lit")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And dim it."""
        super().focusOutEvent(event)
        self._light("")

    def _light(self, role: str) -> None:
        bar = self.verticalScrollBar()
        bar.setProperty("role", role)
        bar.style().polish(bar)


def scrolled(widget: QWidget) -> Scrolled:
    """The widget in a column of its own."""
    return Scrolled(widget)


def edges(widget: QWidget, view: QWidget) -> tuple[int, int]:
    """The rows of `view` between which all things of `widget` are whole, or taller than it.

    One that is taller shows what it can, unless something else stands above it.
    """
    top, bottom = 0, view.height()
    things = [
        (start, end, step) for start, end, step in spans(widget, view)
        if start < bottom and end > top and (step or end - start <= bottom or start > bottom // 3)
    ]  # fmt: skip
    for start, end, step in sorted(things, reverse=True):
        if start < bottom < end:
            bottom = start + (bottom - start) // step * step if step else start
    for start, end, step in sorted(things):
        if start < top < end:
            top = min(end, start - (start - top) // step * step) if step else end
    return max(top, *hints_left(widget, view, top)), bottom


def hints_left(widget: QWidget, view: QWidget, top: int) -> list[int]:
    """Where the hint of a field ends whose input is out of sight above: alone it tells nothing."""
    fields = [one for one in widget.findChildren(Field) if one.isVisibleTo(widget)]
    found = [(one.input.mapTo(view, QPoint(0, 0)).y(), one) for one in fields]
    over = [one for start, one in found if start < top]
    return [0, *(one.mapTo(view, QPoint(0, one.height())).y() for one in over)]


def spans(widget: QWidget, view: QWidget) -> Iterator[tuple[int, int, int]]:
    """(first row, row after the last, height of a line or 0) of each thing that is shown."""
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isVisibleTo(widget):
            continue
        if child.layout() is not None and not isinstance(child, QAbstractButton):
            yield from spans(child, view)
            continue
        start = child.mapTo(view, QPoint(0, 0)).y()
        end, step = start + child.height(), 0
        if isinstance(child, RowList):
            step = child.row_height
        elif isinstance(child, QLabel) and child.buddy() is not None:
            buddy = child.buddy()
            end = buddy.mapTo(view, QPoint(0, buddy.height())).y()
        elif isinstance(child, QLabel) and child.wordWrap():
            line = ceil(QFontMetricsF(child.font()).lineSpacing())  # as Qt sets its lines
            step = line if round(child.height() / line) > FEW_LINES else 0
        yield start, end, step
