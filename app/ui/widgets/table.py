"""A table of painted rows: one list item a row, so arrows, screen readers and speed stay a list's.

A row's whole sentence stands in DisplayRole. Pages of rows are appended as they are asked for with
`near_end`, so ten thousand rows cost what is looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QStandardItem
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.cells import (
    CHIP,
    NUMBER,
    PLAIN,
    QUIET,
    SENT,
    STRONG,
    asked_width,
    paint_cell,
)  # fmt: skip
from app.ui.widgets.lists import ROW, Index, RowList

__all__ = [
    "CHIP", "NUMBER", "PLAIN", "QUIET", "SENT", "STRONG", "Column", "Table", "TableHead",
    "TablePainter", "TableRow", "places",
]  # fmt: skip

LEAST_STRETCH = 230  # what the stretched column keeps before others give way
MARK_ROOM = 28
LEAST_WORD = 60
NEAR = 12  # rows before the end at which more are asked for


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its width at 100 % (0 takes the rest), and how its cells are painted.

    Where the stretched one would get too narrow, one that `gives` is hidden, then `least` is its
    width and `short` its heading; at last each is as wide as its widest cell asks.
    """

    words: str
    width: int = 0
    style: str = PLAIN
    gives: bool = False
    least: int = 0
    short: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """`key` names what the row stands for; a cell is words, or (kind, words) of a state."""

    key: str
    cells: tuple[str | tuple[str, str], ...]

    def sentence(self, columns: Sequence[Column]) -> str:
        """What a screen reader says."""
        said = [cell if isinstance(cell, str) else cell[1] for cell in self.cells]
        pairs = zip(columns, said, strict=True)
        return ", ".join(f"{column.words} {words}" for column, words in pairs if words)

    def tip(self, columns: Sequence[Column]) -> str:
        """What the mouse over it is told: whole what may be cut, said in full what may be short."""
        told = []
        for column, cell in zip(columns, self.cells, strict=True):
            if isinstance(cell, str):
                told.append(cell)
            elif column.style == SENT:
                told.append(f"{column.words}: {cell[1]}")
        return "\n".join(words for words in told if words)


def places(
    columns: Sequence[Column], room: float, *, marks: bool, asked: Sequence[float] = ()
) -> list[tuple[float, float]]:
    """(left, width) of each column; width 0 is hidden, the stretched one where it has no room.

    `asked` is what the cells of each need at 100 %.
    """
    look = theme.current()
    start = look.space("l") + (look.px(MARK_ROOM) if marks else 0)
    widths = [float(look.px(column.width)) for column in columns]
    without = [0.0 if column.gives else look.px(column.width) for column in columns]
    least = [0.0 if column.gives else look.px(column.least or column.width) for column in columns]
    needs = [look.scale * need + look.space("m") for need in asked] or least
    fitted = [min(width, need) for width, need in zip(least, needs, strict=True)]
    for less in (without, least, fitted):
        if room - start - look.space("l") - sum(widths) >= look.px(LEAST_STRETCH):
            break
        widths = less
    rest = room - start - look.space("l") - sum(widths)
    for place, column in enumerate(columns):  # one comes back where the others left it room
        if column.gives and not widths[place] and needs[place] <= rest - look.px(LEAST_STRETCH):
            widths[place] = needs[place]
            rest -= needs[place]
    if rest < look.px(LEAST_WORD):
        rest = 0.0  # less than a word is not worth its letters
    found, left = [], float(start)
    for column, width in zip(columns, widths, strict=True):
        wide = width if column.width else rest
        found.append((left, wide))
        left += wide
    return found


class TablePainter(QStyledItemDelegate):
    """Paints a row's cells on one line each; words too long for it on two smaller ones."""

    def __init__(self, table: "Table") -> None:
        """For one table."""
        super().__init__(table)
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is equally high."""
        return QSize(10, theme.current().size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, cells, and the line under them."""
        row: TableRow = index.data(ROW)
        table, area = self._table, QRectF(option.rect)
        painter.save()
        paint.smooth(painter)
        self._ground(painter, area, option.state)
        if table.markable:
            self._mark(painter, area, marked=row.key in table.marked)
        spots = table.places(area.width())
        gap = theme.current().space("m")
        for column, cell, (left, width) in zip(table.columns, row.cells, spots, strict=True):
            if width > 0:
                room = QRectF(area.left() + left, area.top(), width - gap, area.height())
                paint_cell(painter, room, column.style, cell)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
        look = theme.current()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.color("hover"))
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if state & QStyle.StateFlag.State_Selected:
            bar = QRectF(area.left(), area.top(), look.px(3), area.height())
            painter.fillRect(bar, look.color("accent"))
            if state & QStyle.StateFlag.State_HasFocus:
                paint.draw_ring(painter, area.adjusted(0, 0, -1, -1))

    def _mark(self, painter: QPainter, area: QRectF, *, marked: bool) -> None:
        look = theme.current()
        side = look.px(18)
        box = QRectF(area.left() + look.space("l"), area.center().y() - side / 2 + 0.5, side, side)
        fill, edge = ("accent", "accent") if marked else ("surface", "line_strong")
        paint.rounded(painter, box, "chip", fill=fill, edge=edge)
        if marked:
            ink = look.color("on_accent")
            paint.draw_icon(painter, "check", box.left(), box.top(), side, ink)


class TableHead(QWidget):
    """The headings over a table, on the same places as its cells."""

    def __init__(self, table: "Table") -> None:
        """For one table."""
        super().__init__()
        self._table = table
        self.setMinimumHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """One row high; of big text a line, so that rows have the room."""
        look = theme.current()
        return QSize(200, look.px(28) if look.big else look.size("row"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words in the caption's weight, and the line that parts them from the rows."""
        look, painter = theme.current(), QPainter(self)
        table = self._table
        room = table.viewport().width()
        gap = look.space("m")
        for column, (left, width) in zip(table.columns, table.places(room), strict=True):
            if width > 0:
                box = QRectF(left, 0, width - gap, self.height())
                align = paint.RIGHT if column.style == NUMBER else paint.LEFT
                narrow = column.short and width < look.px(column.width)
                words = column.short if narrow else column.words
                paint.draw_text(painter, box, words, "caption_strong", "text2", align)
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class Table(RowList):
    """Rows with columns. Space marks where the table is `markable`; Ctrl+A marks all shown rows.

    `marks_changed` after each change of marks, `near_end` when the rows that are there run out,
    `digit` for a digit that was pressed here.
    """

    marks_changed = Signal()
    near_end = Signal()
    digit = Signal(int)
    letter = Signal(str)

    def __init__(self, name: str, columns: Sequence[Column], *, markable: bool = False) -> None:
        """Name it for screen readers."""
        super().__init__(name, height="row")
        self.columns, self.markable = tuple(columns), markable
        self.marked: dict[str, None] = {}
        self._keys: list[str] = []
        self._asked = self._headings()
        self.setItemDelegate(TablePainter(self))
        self.head = TableHead(self)
        self.moved.connect(self._on_moved)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # --- rows ----------------------------------------------------------------------------------

    def show_table(self, rows: Sequence[TableRow], current: str = "") -> None:
        """Replace the rows; the row with the key `current` stays the chosen one, else the first."""
        self._rows.setRowCount(0)
        self._keys = []
        self._asked = self._headings()
        self.append_rows(rows)
        self.marked = {key: None for key in self.marked if key in set(self._keys)}
        place = self._keys.index(current) if current in self._keys else min(0, self.count - 1)
        self.go_to(place)

    def append_rows(self, rows: Sequence[TableRow]) -> None:
        """More rows under those that are there."""
        for row in rows:
            item = QStandardItem(row.sentence(self.columns))
            item.setData(row, ROW)
            item.setToolTip(row.tip(self.columns))
            self._rows.appendRow(item)
            self._keys.append(row.key)
            parts = zip(self._asked, self.columns, row.cells, strict=True)
            self._asked = [max(most, asked_width(one.style, cell)) for most, one, cell in parts]

    def _headings(self) -> list[float]:
        heads = [column.short or column.words for column in self.columns]
        return [paint.text_width(one, "caption_strong") / theme.current().scale for one in heads]

    def places(self, room: float) -> list[tuple[float, float]]:
        """(left, width) of each column in so much room."""
        return places(self.columns, room, marks=self.markable, asked=self._asked)

    @property
    def current_key(self) -> str:
        """The key of the chosen row; empty where there is none."""
        return self._keys[self.place] if 0 <= self.place < len(self._keys) else ""

    @property
    def acted_on(self) -> tuple[str, ...]:
        """What a key acts on: the marked rows in their order, else the chosen one."""
        marked = tuple(key for key in self._keys if key in self.marked)
        return marked or ((self.current_key,) if self.current_key else ())

    def cells(self, key: str) -> tuple[str | tuple[str, str], ...]:
        """The cells of a row."""
        row: TableRow = self._rows.item(self._keys.index(key)).data(ROW)
        return row.cells

    # --- marks ---------------------------------------------------------------------------------

    def toggle_mark(self) -> None:
        """Space: mark or unmark the chosen row, and go on to the next."""
        key = self.current_key
        if not self.markable or not key:
            return
        if key in self.marked:
            del self.marked[key]
        else:
            self.marked[key] = None
        self.step(1)
        self._tell_marks()

    def mark_all(self) -> None:
        """Ctrl+A: every row that is shown; once more: none."""
        if self.markable:
            everything = dict.fromkeys(self._keys)
            self.marked = {} if len(self.marked) == len(everything) else everything
            self._tell_marks()

    def keep_marks(self, keys: Iterable[str]) -> None:
        """Of the marked rows only these stay marked; the first of them is the chosen one."""
        kept = set(keys)
        self.marked = {key: None for key in self._keys if key in self.marked and key in kept}
        for first in list(self.marked)[:1]:
            self.go_to(self._keys.index(first))
        self._tell_marks()

    def mark_keys(self, keys: Iterable[str]) -> None:
        """These are marked and no others, as far as they are shown."""
        self.marked = {key: None for key in keys if key in self._keys}
        self._tell_marks()

    def clear_marks(self) -> None:
        """None is marked."""
        if self.marked:
            self.marked = {}
            self._tell_marks()

    def _tell_marks(self) -> None:
        self.viewport().update()
        self.marks_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks, Ctrl+A marks all, Shift with an arrow marks on the way."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.markable and event.key() == Qt.Key.Key_Space:
            self.toggle_mark()
        elif self.markable and control and event.key() == Qt.Key.Key_A:
            self.mark_all()
        elif self.markable and shift and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._mark_and_step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.text().isdecimal():
            if not event.isAutoRepeat():  # a digit acts on a row, and may lead on to the next
                self.digit.emit(int(event.text()))
        elif event.text().isalpha() and not control:
            self.letter.emit(event.text().casefold())
        else:
            super().keyPressEvent(event)

    def _mark_and_step(self, by: int) -> None:
        self.marked |= {self.current_key: None}
        self.step(by)
        self.marked |= {self.current_key: None}
        self._tell_marks()

    # --- the end -------------------------------------------------------------------------------

    def _on_moved(self, place: int) -> None:
        if place >= self.count - NEAR:
            self.near_end.emit()

    def _on_scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - NEAR:
            self.near_end.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The headings follow."""
        super().resizeEvent(event)
        self.head.update()

    def sizeHint(self) -> QSize:
        """Four rows at least, so that a list never makes its page grow."""
        return QSize(theme.current().px(400), theme.current().size("row") * 4)
