"""Lists out of files that office programs write: xlsx, csv, and what lies on the clipboard.

Merged cells are filled: each cell of the block has what stands in its first.
"""

import csv
import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.domain.errors import Trouble
from app.domain.list_columns import Sheet, SheetRow
from app.domain.old_fonts import is_old

MOST_BYTES = 60_000_000
MOST_ROWS, MOST_COLUMNS = 200_000, 200
MOST_MERGED = 200_000  # cells; a block over a whole sheet is a mistake of its maker
XLSX_SIGN, XLS_SIGN = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = "\t;,|"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SAFE = "Chưa nhập gì."


def read_sheets(file: Path) -> list[Sheet]:
    """The sheets of a file; Trouble where it cannot be read, or is none of these."""
    try:
        size = file.stat().st_size
        raw = file.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise Trouble(f"Không mở được tệp {file.name}. {SAFE} Hãy xem lại đường dẫn.") from error
    if size > MOST_BYTES:
        raise Trouble(f"Tệp {file.name} lớn hơn 60 MB. {SAFE} Hãy chia danh sách làm nhiều tệp.")
    if raw.startswith(XLS_SIGN) or raw[:512].lstrip().lower().startswith((b"<html", b"<!doctype")):
        raise Trouble(
            f"Tệp {file.name} là dạng Excel cũ hoặc trang web. {SAFE} Hãy mở bằng Excel hay "
            "LibreOffice rồi lưu lại dạng .xlsx."
        )
    if raw.startswith(XLSX_SIGN):
        return _workbook(raw, file.name)
    return [Sheet(file.name, _rows_of_text(_decoded(raw, file.name), file.name))]


def read_text(text: str) -> Sheet:
    """What was copied out of a sheet or a page's table."""
    return Sheet("bảng tạm", _rows_of_text(text, "bảng tạm"))


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-16" if raw.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        with suppress(UnicodeDecodeError):
            text = raw.decode("cp1252")
            if is_old(text):  # TCVN3 or VNI: read letter by letter later
                return text
        raise Trouble(
            f"Tệp {name} không phải chữ UTF-8 nên chữ Việt có thể sai. {SAFE} Hãy lưu lại dạng "
            "“CSV UTF-8” hoặc .xlsx."
        ) from error


def _rows_of_text(text: str, name: str) -> tuple[SheetRow, ...]:
    csv.field_size_limit(1_000_000)
    lines = io.StringIO(text, newline="")
    delimiter = _delimiter(text)
    rows = []
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), 1):
            if number == 1 and cells[:1] and cells[0].lower().startswith("sep="):
                rows.append(SheetRow(number, ()))
                continue
            rows.append(SheetRow(number, tuple(cell or None for cell in cells[:MOST_COLUMNS])))
            if number > MOST_ROWS:
                raise _too_long(name)
    except csv.Error as error:
        raise Trouble(
            f"Tệp {name} hỏng từ dòng {len(rows) + 1}. {SAFE} Hãy lưu lại danh sách."
        ) from error
    return tuple(rows)


def _delimiter(text: str) -> str:
    """The sign between cells: the one that parts the most rows into the same number."""
    head = text[:20_000]
    if head.lower().startswith("sep=") and len(head) > 4:  # noqa: PLR2004 - what stands behind it
        return head[4] if head[4] in DELIMITERS else ","
    counted = {}
    for sign in DELIMITERS:
        rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=sign))[:50]
        counted[sign] = sum(len(row) - 1 for row in rows)
    best = max(DELIMITERS, key=lambda sign: counted[sign])
    return best if counted[best] else ","


def _workbook(raw: bytes, name: str) -> list[Sheet]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
        return [_sheet(one, name) for one in book.worksheets if one.sheet_state == "visible"]
    except Trouble:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, IndexError) as error:
        raise Trouble(
            f"Tệp {name} hỏng hoặc không phải .xlsx. {SAFE} Hãy lưu lại danh sách từ hệ thống kia."
        ) from error


def _sheet(sheet: Any, name: str) -> Sheet:
    if sheet.max_row > MOST_ROWS:
        raise _too_long(name)
    width = min(sheet.max_column, MOST_COLUMNS)
    cells = [list(row) for row in sheet.iter_rows(max_col=width, values_only=True)]
    _fill(cells, sheet.merged_cells.ranges, width)
    rows = tuple(SheetRow(number, tuple(row)) for number, row in enumerate(cells, 1))
    return Sheet(sheet.title, rows)


def _fill(cells: list[list[Any]], merged: Any, width: int) -> None:
    left = MOST_MERGED
    for block in merged:
        value = cells[block.min_row - 1][block.min_col - 1] if block.min_col <= width else None
        left -= block.size["rows"] * block.size["columns"]
        if value is None or left < 0:
            continue
        for row in cells[block.min_row - 1 : block.max_row]:
            for place in range(block.min_col - 1, min(block.max_col, width)):
                row[place] = value


def _too_long(name: str) -> Trouble:
    return Trouble(f"Tệp {name} dài hơn 200.000 dòng. {SAFE} Hãy chia danh sách làm nhiều tệp.")
