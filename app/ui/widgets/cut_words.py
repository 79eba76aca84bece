"""Words of a row that end in dots are told whole under it when an arrow comes to it.

The mouse reads them as the row's tip; who works by keys alone reads them here.
"""

from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.cells import FONTS, NUMBER, SMALLER
from app.ui.widgets.lists import ROW, RowList
from app.ui.widgets.table import Table

SAID_MS = 6_000


def on_arrows(table: RowList) -> None:
    """Say them of the row that an arrow comes to; of the only one where it leads nowhere else."""
    table.moved.connect(lambda _place: tell_cut(table))
    table.arrow.connect(lambda: tell_cut(table))


def tell_cut(table: RowList) -> None:
    """Say them of the chosen row while the caret is in the table; else say nothing."""
    words = "\n".join(cut_words(table) if isinstance(table, Table) else cut_lines(table))
    if not words or not table.hasFocus():
        QToolTip.hideText()
        return
    under = table.visualRect(table.currentIndex()).bottomLeft() + QPoint(0, theme.current().px(2))
    QToolTip.showText(
        table.viewport().mapToGlobal(under), plain(words), table, table.rect(), SAID_MS
    )


def plain(words: str) -> str:
    """As they stand, also a name of another system's list that looks like markup."""
    return f"<qt>{escape(words)}</qt>".replace("\n", "<br>") if "<" in words else words


def cut_words(table: Table) -> list[str]:
    """Whole, what the chosen row shows by half."""
    row = table.currentIndex().data(ROW)
    if row is None:
        return []
    spots = table.places(table.viewport().width())
    gap = theme.current().space("m")
    return [
        cell
        for column, cell, (_left, wide) in zip(table.columns, row.cells, spots, strict=True)
        if isinstance(cell, str) and wide > 0 and _is_cut(column.style, cell, wide - gap)
    ]


def cut_lines(rows: RowList) -> list[str]:
    """The chosen row of a list, whole, where it is shown by half."""
    if rows.place < 0 or not rows.is_cut(rows.place):
        return []
    row = rows.row_at(rows.place)
    return [part for part in (row.head, row.note) if part]


def _is_cut(style: str, cell: str, room: float) -> bool:
    font = FONTS.get(style, "body")
    if paint.text_width(cell, font) <= room:
        return False
    parts = (cell,) if style == NUMBER else paint.two_lines(cell, SMALLER[font], room)
    return any(paint.text_width(part, SMALLER[font]) > room + 1 for part in parts)
