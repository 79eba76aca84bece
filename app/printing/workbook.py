"""A list as an xlsx file: its title, its columns, a row an entry; texts are never formulas."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.times import VN

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what XML cannot hold
MOMENT = "dd/mm/yyyy hh:mm"
MONEY = "#,##0"
TEXT = "@"
NARROW, WIDE = 8, 48  # letters
YES, NO = "có", ""


def workbook(
    heads: Sequence[str], columns: Sequence[tuple[str, str]], rows: Sequence[Mapping[str, Any]]
) -> bytes:
    """The file's bytes. `heads` stand above the table, `columns` are (key, heading)."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    for number, words in enumerate(heads, 1):
        cell = sheet.cell(number, 1)
        _text(cell, words)
        cell.font = Font(bold=number == 1)
    top = len(heads) + 2
    _headings(sheet, top, columns)
    for place, row in enumerate(rows, top + 1):
        for column, (key, _) in enumerate(columns, 1):
            _put(sheet.cell(place, column), row.get(key))
    sheet.freeze_panes = sheet.cell(top + 1, 1).coordinate
    _widen(sheet, columns, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _headings(sheet: Worksheet, top: int, columns: Sequence[tuple[str, str]]) -> None:
    for column, (_, heading) in enumerate(columns, 1):
        cell = sheet.cell(top, column)
        _text(cell, heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")


def _put(cell: Any, value: Any) -> None:
    """A value as what it is; a text that begins like a formula stays a text."""
    if value is None:
        return
    if isinstance(value, bool):
        _text(cell, YES if value else NO)
    elif isinstance(value, datetime):
        cell.value = value.astimezone(VN).replace(tzinfo=None)
        cell.number_format = MOMENT
    elif isinstance(value, int):
        cell.value = value
        cell.number_format = MONEY
    else:
        _text(cell, str(value))


def _text(cell: Any, words: str) -> None:
    assert isinstance(cell, Cell)  # noqa: S101 - no cell of ours is merged
    cell.value = FORBIDDEN.sub(" ", words)
    cell.data_type = "s"
    cell.number_format = TEXT


def _widen(
    sheet: Worksheet, columns: Sequence[tuple[str, str]], rows: Sequence[Mapping[str, Any]]
) -> None:
    for column, (key, heading) in enumerate(columns, 1):
        texts = [heading[:WIDE], *(_shown(row.get(key)) for row in rows)]
        width = min(WIDE, max(NARROW, *map(len, texts)) + 2)
        sheet.column_dimensions[get_column_letter(column)].width = width


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return MOMENT
    return "" if value is None else str(value)
