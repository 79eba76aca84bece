"""Reading a table of CSV: each line with its number, every fault naming file and line."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import ClerkError
from app.domain.vietnamese import nfc


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table with its number; every fault names both. The cells are NFC already."""

    file: str
    line: int
    cells: Mapping[str, str]

    def text(self, name: str) -> str:
        """A cell, trimmed; empty where there is none."""
        return self.cells.get(name, "").strip()

    def needed(self, name: str) -> str:
        """A cell that must not be empty."""
        value = self.text(name)
        if not value:
            raise self.fault(f"thiếu {name}")
        return value

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number within bounds; the extracts write some as 1.0."""
        value = self.number(name)
        if value is None:
            return None
        if value != int(value) or not least <= value <= most:
            raise self.fault(
                f"{name} = {self.text(name)[:20]} phải là số nguyên từ {least} đến {most}"
            )
        return int(value)

    def number(self, name: str) -> float | None:
        """A number."""
        return as_number(self, self.text(name) or None)

    def parts(self, name: str) -> tuple[str, ...]:
        """Several texts in one cell, parted by upright strokes."""
        return tuple(part for one in self.text(name).split("|") if (part := one.strip()))

    def json_list(self, name: str) -> list[dict[str, Any]]:
        """A list of objects written as JSON."""
        text = self.text(name)
        if not text:
            return []
        try:
            value = json.loads(text)
        except ValueError as error:
            raise self.fault(f"{name} không phải JSON") from error
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.fault(f"{name} phải là danh sách")
        return value

    def fault(self, words: str) -> ClerkError:
        """The sentence for a bad line."""
        return ClerkError(f"{self.file}, dòng {self.line}: {words}.", self.file)


def as_number(row: Row, value: Any) -> float | None:
    """A number out of a cell or a JSON value; None where it is empty."""
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        raise row.fault(f"“{str(value)[:20]}” không phải số") from error
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
        raise row.fault(f"“{str(value)[:20]}” không phải số")
    return number


def rows_of(
    text: str, name: str, read: Callable[[Row], Any], key: Callable[[Any], object] | None = None
) -> list[Any]:
    """Every line of a table read; an empty table, and a line with a cell too many, are refused.

    Two lines with one `key` contradict each other and are refused, too; None is no key.

    Thousands of units are read while somebody waits, so letters are composed once for the whole
    text and each line is a plain dict.
    """
    reader = csv.reader(io.StringIO(nfc(text.removeprefix("\ufeff"))))
    found: list[Any] = []
    first: dict[object, int] = {}
    try:
        heading = headings(next(reader, []), name)
        for cells in reader:
            if cells:
                row = Row(name, reader.line_num, dict(zip(heading, cells, strict=False)))
                if len(cells) > len(heading):
                    raise row.fault(f"có {len(cells)} ô, nhiều hơn {len(heading)} cột")
                found.append(read(row))
                _once(row, key(found[-1]) if key else None, first)
    except csv.Error as error:
        raise ClerkError(f"{name}, dòng {reader.line_num}: không đọc được.", name) from error
    if not found:
        raise ClerkError(f"{name}: không có dòng nào.", name)
    return found


def headings(cells: list[str], name: str) -> list[str]:
    """The names of the columns; ClerkError where one stands twice."""
    names = [cell.strip().lower() for cell in cells]
    for column in names:
        if column and names.count(column) > 1:
            raise ClerkError(f"{name}, dòng 1: có hai cột {column}.", name)
    return names


def _once(row: Row, key: object, first: dict[object, int]) -> None:
    if key is not None and first.setdefault(key, row.line) != row.line:
        raise row.fault(f"trùng với dòng {first[key]}")
