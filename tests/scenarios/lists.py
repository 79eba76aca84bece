"""Lists as another system lets a clerk save them, of invented people."""

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl

from app.domain.times import VN

HEAD = ("STT", "Mã hồ sơ", "Chủ hồ sơ", "Số CCCD", "Mã thủ tục", "Ngày tiếp nhận", "Hẹn trả",
        "Hình thức nộp", "Trạng thái")  # fmt: skip
FIELDS = {"1.001193": "hộ tịch", "2.000815": "chứng thực"}
FAMILIES = ("Lò", "Giàng", "Mùa", "Sùng", "Vàng", "Thào")
SECOND = ("Văn", "A", "Thị")
GIVEN = ("Tánh", "Sính", "Dợ", "Pâng", "Dế", "Chu", "Máy")


def name(number: int) -> str:
    """An invented person."""
    return f"{FAMILIES[number % 6]} {SECOND[number // 6 % 3]} {GIVEN[number // 18 % 7]}"


def person_id(number: int) -> str:
    """His number."""
    return f"01109{number % 10}{number:06d}"


def row(number: int, at: datetime, procedure: str, *, agency: str = "H18.40",
        channel: str = "Trực tuyến", status: str = "Đang xử lý") -> list[Any]:  # fmt: skip
    """A row of a list; dates as that system writes them."""
    return [
        number,
        f"{agency}-{at:%y%m%d}-{number:04d}",
        name(number),
        person_id(number),
        procedure,
        f"{at:%d/%m/%Y %H:%M}",
        f"{at + timedelta(days=7):%d/%m/%Y}",
        channel,
        status,
    ]


def write_csv(file: Path, rows: list[list[Any]], head: tuple[str, ...] = HEAD) -> Path:
    """As a text file."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    file.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    return file


def write_xlsx(file: Path, rows: list[list[Any]]) -> Path:
    """A title over merged cells, two heading rows, a row of column numbers, a sum below."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Hồ sơ"
    sheet.append(["DANH SÁCH HỒ SƠ ĐÃ TIẾP NHẬN"])
    sheet.merge_cells("A1:I1")
    sheet.append(["STT", "Mã hồ sơ", "Chủ hồ sơ", None, "Mã thủ tục", "Thời gian", None,
                  "Hình thức nộp", "Trạng thái"])  # fmt: skip
    sheet.append([None, None, "Họ tên", "CCCD", None, "Tiếp nhận", "Hẹn trả"])
    for merged in ("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:G2", "H2:H3", "I2:I3"):
        sheet.merge_cells(merged)
    sheet.append([f"({number})" for number in range(1, 10)])
    for one in rows:
        sheet.append(one)
    sheet.append([f"Tổng số: {len(rows)} hồ sơ"])
    book.save(file)
    return file


def days(first: date, last: date) -> list[date]:
    """Monday to Friday between two days, both with."""
    whole = (first + timedelta(days=after) for after in range((last - first).days + 1))
    return [day for day in whole if day.weekday() < 5]


def spread(count: int, first: date, last: date) -> list[datetime]:
    """Times over all working days of a period, four hours of each."""
    whole = days(first, last)
    return [
        datetime(*whole[n * len(whole) // count].timetuple()[:3], 8, tzinfo=VN)
        + timedelta(minutes=n % 240)
        for n in range(count)
    ]
