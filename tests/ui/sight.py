"""What a clerk cannot see whole on a page: words, fields, rows; found in what is really drawn."""

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QBuffer, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.ui.focus import stops
from app.ui.widgets.chips import Chip, KeyHint
from app.ui.widgets.lists import ROW, RowList
from app.ui.widgets.scrolling import Scrolled
from app.ui.widgets.table import TableRow
from app.ui.widgets.timeline import Timeline

DRAWN = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
DOTS = "…"
THINGS = (
    QLabel, QAbstractButton, QLineEdit, QAbstractSpinBox, QComboBox, Chip, KeyHint, RowList,
)  # fmt: skip
ENGLISH = re.compile(
    r"\b(?:ok|cancel|close|save|open|delete|undo|redo|copy|paste|cut|select all|yes|no|error|file|"
    r"edit|help|name|date|loading|search|none|true|false|page|row|step up)\b", re.IGNORECASE
)  # fmt: skip


def drawn(widget: QWidget, *, children: bool = True) -> list[str]:
    """Every piece of text that the widget draws, as it is drawn: with dots where it is cut."""
    kept = QBuffer()
    sheet = QSvgGenerator()
    sheet.setOutputDevice(kept)
    sheet.setSize(widget.size())
    painter = QPainter(sheet)
    flag = QWidget.RenderFlag
    widget.render(painter, QPoint(), QRegion(), flag.DrawChildren if children else flag(0))
    painter.end()
    return [
        html.unescape(words).strip() for words in DRAWN.findall(bytes(kept.data().data()).decode())
    ]


def faults(window: QWidget) -> list[str]:
    """A line for each thing that is cut, out of its place, or half a row."""
    things = [one for one in window.findChildren(QWidget) if shown(one, window)]
    found = [*half_rows(things), *half_steps(things), *dotted(window, things), *squeezed(things)]
    found += [*out_of_place(things), *overlaid(things), *too_wide(things), *english(window)]
    return found


def shown(one: QWidget, window: QWidget) -> bool:
    return one.isVisibleTo(window) and not one.visibleRegion().isEmpty()


def named(one: QWidget) -> str:
    words = getattr(one, "text", lambda: "")() or one.accessibleName()
    return f"{type(one).__name__} “{words}”"


def half_rows(things: list[QWidget]) -> Iterator[str]:
    """A list shows whole rows from its head to its foot."""
    for one in things:
        if isinstance(one, RowList) and one.verticalScrollBar().maximum() > 0:
            first = one.indexAt(QPoint(4, 1))
            over = one.viewport().height() % one.row_height
            if over or one.visualRect(first).top():
                yield f"half a row at the edge of {named(one)}"


def too_wide(things: list[QWidget]) -> Iterator[str]:
    """A column scrolls up and down alone: what is wider than it loses its right edge."""
    for one in things:
        if isinstance(one, Scrolled):
            inside, view = one.widget(), one.viewport()
            if inside is not None and inside.width() > view.width():
                yield f"a column of {inside.width()} in {view.width()}: {named(one)}"


def half_steps(things: list[QWidget]) -> Iterator[str]:
    """Nor does a dossier's life show half a step."""
    for one in things:
        if isinstance(one, Timeline):
            view = one.viewport()
            seen = view.mask().boundingRect() if view.mask() else view.rect()
            steps = [
                one.visualRect(one.model().index(place, 0))
                for place in range(one.model().rowCount())
            ]
            if any(step.intersects(seen) and not seen.contains(step) for step in steps):
                yield f"half a step at the edge of {named(one)}"


def dotted(window: QWidget, things: list[QWidget]) -> Iterator[str]:
    """Words end in dots only where the whole is a tool tip, or said by the row; states never."""
    if not any(words.endswith(DOTS) for words in drawn(window)):
        return
    for one in things:
        above = one.parentWidget()
        listing = above if isinstance(above, RowList) else None
        for words in drawn(one, children=False):
            if words.endswith(DOTS) and not excused(one, listing, words[:-1].strip()):
                yield f"“{words}” is cut in {named(listing or one)}"


def excused(one: QWidget, listing: RowList | None, words: str) -> bool:
    if isinstance(one, QLabel):
        return f"{words}{DOTS}" in one.text() or words in tip(one)
    if listing is None:
        return words in tip(one)
    rows = [listing.model().index(place, 0) for place in range(listing.count)]
    states = [words for row in rows for words in states_of(row.data(ROW))]
    if any(state.startswith(words) for state in states):
        return False
    return any(words in f"{row.data(Qt.ItemDataRole.DisplayRole)}" for row in rows)


def tip(one: QWidget | None) -> str:
    """What the mouse over it is told: its own words, else those of what it stands on."""
    while one is not None and not one.toolTip():
        one = one.parentWidget()
    return one.toolTip() if one is not None else ""


def states_of(row: object) -> list[str]:
    """The words of the chips of a row."""
    if isinstance(row, TableRow):
        return [cell[1] for cell in row.cells if not isinstance(cell, str)]
    state = getattr(row, "state", None)
    return [state[1]] if isinstance(state, tuple) else []


def squeezed(things: list[QWidget]) -> Iterator[str]:
    """A label has the room that its words need; a placeholder fits into its line."""
    for one in things:
        if isinstance(one, QLabel) and one.text():
            if one.wordWrap():
                if one.heightForWidth(one.width()) > one.height():
                    yield f"{named(one)} is lower than its words"
            elif one.sizeHint().width() > one.width() or one.sizeHint().height() > one.height():
                yield f"{named(one)} has no room for its words"


def sight(one: QWidget) -> QRect:
    """What of it is in sight, in its window's coordinates."""
    window = one.window()
    rect = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
    above = one.parentWidget()
    while above is not None and above is not window:
        rect &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        holder = above.parentWidget()
        if isinstance(holder, Scrolled) and above is holder.viewport() and above.mask():
            rect &= above.mask().boundingRect().translated(above.mapTo(window, QPoint(0, 0)))
        above = holder
    return rect


def out_of_place(things: list[QWidget]) -> Iterator[str]:
    """Nothing is cut at a side; at a foot only words between lines, and lists between rows."""
    for one in things:
        if not isinstance(one, THINGS):
            continue
        seen = sight(one)
        if not seen.isEmpty() and seen.width() < one.width():
            yield f"{named(one)} is cut at its side"
        elif 0 < seen.height() < one.height() and not breakable(one):
            yield f"{named(one)} is cut at its head or foot"


def breakable(one: QWidget) -> bool:
    inside = one.parentWidget()
    if isinstance(inside, QAbstractButton | QAbstractSpinBox | QComboBox):
        return True  # judged as a part of it
    return isinstance(one, RowList) or (isinstance(one, QLabel) and one.wordWrap())


def overlaid(things: list[QWidget]) -> Iterator[str]:
    """Nothing stands on another thing."""
    solid = [(one, sight(one)) for one in things if isinstance(one, THINGS)]
    for place, (one, rect) in enumerate(solid):
        for other, there in solid[place + 1 :]:
            common = rect & there
            nested = one.isAncestorOf(other) or other.isAncestorOf(one)
            if common.width() > 1 and common.height() > 1 and not nested:
                yield f"{named(one)} and {named(other)} stand on each other"


def english(window: QWidget) -> Iterator[str]:
    """Words that only a program's own language would show."""
    for words in drawn(window):
        if (found := ENGLISH.search(words)) and not any(sign in words for sign in "/@"):
            yield f"“{found[0]}” in “{words}” is English"


def reading_order(window: QWidget) -> Iterator[str]:
    """Tab goes on to the right or down, never back up the same column."""
    for one, after in pairwise(stops(window)):
        column = column_of(one) if column_of(one) is column_of(after) else None
        here, there = (place(each, column) for each in (one, after))
        up = there.bottom() < here.top() and there.left() < here.right()
        back = there.right() < here.left() and there.top() < here.bottom()
        if up or back:
            yield f"Tab goes back from {named(one)} to {named(after)}"


def column_of(one: QWidget) -> Scrolled | None:
    """The column that it scrolls with."""
    above = one.parentWidget()
    while above is not None and not isinstance(above, Scrolled):
        above = above.parentWidget()
    return above


def place(one: QWidget, column: Scrolled | None) -> QRect:
    """Where it stands in its window; what scrolls in another column stands where that does."""
    shown = column_of(one) if column is None else None
    spot = shown or one
    return QRect(spot.mapTo(spot.window(), QPoint(0, 0)), spot.size())


def nameless(root: QWidget) -> list[str]:
    """Widgets where the caret can stand that say nothing to a screen reader."""
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in root.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not isinstance(one, QLabel)
        and not one.accessibleName()
    ]
