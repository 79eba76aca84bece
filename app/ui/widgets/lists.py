"""Lists of painted rows.

The model is Qt's own (C++), so no painting calls Python for its data, and a row's whole sentence
stands in DisplayRole, where screen readers look for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import theme
from app.ui.running import application
from app.ui.widgets import paint
from app.ui.widgets.fields import ENTER

Index = QModelIndex | QPersistentModelIndex
MOST_WHOLE = 9
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a name, a note under it, a key cap before it, a state (kind, words) at the right.

    `said` is for a screen reader alone, where a sign has to do for those who see.
    """

    head: str
    note: str = ""
    key: str = ""
    state: tuple[str, str] | None = None
    said: str = ""

    @property
    def sentence(self) -> str:
        """What a screen reader says."""
        state = self.state[1] if self.state else ""
        return ", ".join(
            part for part in (self.key, self.head, self.note, state, self.said) if part
        )


class RowPainter(QStyledItemDelegate):
    """Two lines a row; a long name takes the note's line before it is cut."""

    def __init__(self, view: QListView, height: str) -> None:
        """`height` names a row size; only rows with key caps keep room for them."""
        super().__init__(view)
        self.height = height
        self.indents = False
        self.heard_by: tuple[QWidget, ...] = ()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is equally high."""
        return QSize(10, theme.current().size(self.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, cap, name, note, state."""
        row = index.data(ROW)
        look, area = theme.current(), QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint.smooth(painter)
        self._ground(painter, area, state)
        if row.key and self.is_heard():
            cap = area.left() + look.px(12)
            paint.draw_keycap(painter, cap, area.center().y() + 0.5, row.key)
        room = self._room(row, area)
        if row.state:
            chip = room.right() + look.px(8)
            paint.draw_chip(painter, chip, area.center().y(), *row.state)
        self._words(painter, room, row, chosen)
        painter.restore()

    def _room(self, row: Row, area: QRectF) -> QRectF:
        """What is left for the words beside a cap and a state."""
        look = theme.current()
        left = area.left() + look.px(12) + (look.px(36) if self.indents else 0)
        right = area.right() - look.px(8)
        if row.state:
            right -= paint.chip_width(row.state[1]) + look.px(8)
        return QRectF(left, area.top(), right - left, area.height())

    def is_cut(self, row: Row, area: QRectF) -> bool:
        """Whether its words have too little room there, as the chosen row is written."""
        room, look = self._room(row, area), theme.current()
        if area.height() < look.size("row_two_line"):
            font = "strong" if row.note else "caption_strong"
            beside = look.space("m") + paint.text_width(row.note, "caption") if row.note else 0
            return paint.text_width(row.head, font) + beside > room.width() + 1
        first, second = paint.two_lines(row.head, "strong", room.width())
        lines = ((first, "strong"), (second, "strong"), ("" if second else row.note, "caption"))
        hidden = bool(second and row.note)
        return hidden or any(paint.text_width(one, font) > room.width() + 1 for one, font in lines)

    def is_heard(self) -> bool:
        """A cap is a promise: where digits go elsewhere, none is shown."""
        return not self.heard_by or any(one.hasFocus() for one in self.heard_by)

    def _ground(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
        look, box = theme.current(), area.adjusted(0, 1, 0, -1)
        if state & QStyle.StateFlag.State_Selected:
            paint.draw_current(painter, box, look.px(8))
            if state & QStyle.StateFlag.State_HasFocus:
                paint.draw_ring(painter, box)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, box, "control", fill="hover", edge=None)

    def _words(self, painter: QPainter, room: QRectF, row: Row, chosen: bool) -> None:  # noqa: FBT001
        look = theme.current()
        font = "strong" if chosen else "medium"
        middle = room.center().y()
        if room.height() < look.size("row_two_line"):  # a row of one line cuts, never overflows
            if not row.note and paint.text_width(row.head, font) > room.width():
                font = "caption_strong"  # the last letters of a long name are worth a size
            used = paint.draw_text(painter, room, row.head, font, "text") + look.space("m")
            if row.note:
                rest = room.adjusted(used, 0, 0, 0)
                paint.draw_text(painter, rest, row.note, "caption", "text2")
            return
        first, second = paint.two_lines(row.head, font, room.width())
        if not second and not row.note:
            paint.draw_text(painter, room, first, font, "text")
            return
        upper = QRectF(room.left(), middle - look.px(21), room.width(), look.px(23))
        lower = QRectF(room.left(), middle + look.px(1), room.width(), look.px(20))
        paint.draw_text(painter, upper, first, font, "text")
        if second:
            paint.draw_text(painter, lower, second, font, "text")
        else:
            paint.draw_text(painter, lower, row.note, "caption", "text2")


class RowList(QListView):
    """Rows to choose from with arrows, Home, End, Enter, digits or the mouse.

    `chosen` comes with Enter, a digit or a click and carries the place of the row; moving the
    current row with arrows only sends `moved`, and `arrow` also where it led to no other row.
    Every row in sight is whole.
    """

    chosen = Signal(int)
    moved = Signal(int)
    arrow = Signal()

    def __init__(self, name: str, *, height: str = "row_two_line") -> None:
        """Name it for screen readers."""
        super().__init__()
        self._height = height
        self._rows = QStandardItemModel(0, 1, self)
        self.setModel(self._rows)
        self._painter = RowPainter(self, height)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.selectionModel().currentChanged.connect(lambda now: self.moved.emit(now.row()))

    def show_rows(self, rows: Sequence[Row], current: int = -1) -> None:
        """Replace the rows; `current` is the place of the chosen one, -1 for none."""
        self._painter.indents = any(row.key for row in rows)
        with QSignalBlocker(self):
            self._rows.setRowCount(0)
            for row in rows:
                item = QStandardItem(row.sentence)
                item.setData(row, ROW)
                item.setToolTip("\n".join(part for part in (row.head, row.note) if part))
                self._rows.appendRow(item)
            self.go_to(current)

    def cap_with_caret(self, *others: QWidget) -> None:
        """Show the key caps only while this list, or one of the others, has the caret."""
        self._painter.heard_by = (self, *others)
        application().focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self) -> None:
        self.viewport().update()

    @property
    def shows_caps(self) -> bool:
        """Whether the digits choose a row now."""
        return self._painter.is_heard()

    def make_low(self, *, low: bool) -> None:
        """Rows of one line in the place of two, or back."""
        self._height = self._painter.height = "target" if low else "row_two_line"
        self.doItemsLayout()

    def go_to(self, place: int) -> None:
        """Make a row the current one without choosing it."""
        if 0 <= place < self.count:
            self.setCurrentIndex(self._rows.index(place, 0))
            self.scrollTo(self.currentIndex())
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            self.scrollToTop()

    def step(self, by: int) -> None:
        """Move the current row up or down, from outside."""
        if self.count:
            start = -1 if by > 0 and self.place < 0 else self.place
            self.go_to(max(0, min(self.count - 1, start + by)))

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._rows.rowCount()

    @property
    def place(self) -> int:
        """The current row's place, -1 where there is none."""
        return self.currentIndex().row()

    def row_at(self, place: int) -> Row:
        """The row at a place."""
        row: Row = self._rows.item(place).data(ROW)
        return row

    def press_digit(self, text: str) -> bool:
        """Choose the row whose key cap shows `text`; False where there is none."""
        for place in range(self.count):
            if text and self.row_at(place).key == text:
                self.go_to(place)
                self.chosen.emit(place)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current row, a digit the row that wears it; letters are the page's."""
        if event.key() in ENTER and self.place >= 0:
            self.chosen.emit(self.place)
        elif self.press_digit(event.text()):
            return
        elif event.text().strip() and event.text().isprintable():
            event.ignore()  # Qt would look for a row that begins with it
        else:
            super().keyPressEvent(event)
            if event.key() in ARROWS:
                self.arrow.emit()

    def is_cut(self, place: int) -> bool:
        """Whether the row shows less than its words."""
        area = QRectF(self.visualRect(self._rows.index(place, 0)))
        return self._painter.is_cut(self.row_at(place), area)

    @property
    def row_height(self) -> int:
        """Pixels of every row."""
        return theme.current().size(self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for less than a row stays empty at the foot; the current row stays in sight."""
        super().resizeEvent(event)
        row, room = self.row_height, self.contentsRect().height()
        self.setViewportMargins(0, 0, 0, room % row if room > row else 0)
        self.scrollTo(self.currentIndex())

    def sizeHint(self) -> QSize:
        """Small, so that a list never makes its column grow."""
        return QSize(theme.current().px(200), theme.current().size("row_two_line") * 3)

    def minimumSizeHint(self) -> QSize:
        """Two rows."""
        return QSize(theme.current().px(120), theme.current().size("row_two_line"))


class WholeList(RowList):
    """A short list that is always as high as all its rows."""

    def __init__(self, name: str, *, height: str = "row_two_line") -> None:
        """Name it for screen readers."""
        super().__init__(name, height=height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """All rows, up to nine."""
        rows = min(MOST_WHOLE, max(1, self.count))
        return QSize(theme.current().px(200), rows * theme.current().size(self._height) + 2)

    def minimumSizeHint(self) -> QSize:
        """Never less high."""
        return QSize(theme.current().px(120), self.sizeHint().height())

    def show_rows(self, rows: Sequence[Row], current: int = -1) -> None:
        """Other rows ask for another height."""
        super().show_rows(rows, current)
        self.updateGeometry()
