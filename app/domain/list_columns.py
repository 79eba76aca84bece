"""Which column of a list is which: its headings found and matched, one row of them or two.

A sheet comes with merged cells filled already, so a heading that stands over several columns is in
each of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.errors import ClerkError
from app.domain.list_terms import FIELDS, TITLES, Terms, squeezed

Cell = str | int | float | bool | date | datetime | None
HEADINGS_WITHIN = 40  # rows; a title and the office's name stand above them
LEAST = 2  # known columns; one alone may be a sentence


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number in the sheet, from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        """Nothing stands in it."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip())
                   for cell in self.cells)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or the one of a text file."""

    name: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """What was found: headings as they stand, the place of each field, and where the rows begin.

    `kept` are the places of columns without a field: they are stored with their headings;
    `passed_over` those that say nothing of a dossier.
    """

    headings: tuple[str, ...]
    places: dict[str, int]
    kept: tuple[int, ...]
    passed_over: tuple[int, ...]
    body: int

    @property
    def key(self) -> str:
        """By what a machine remembers how these headings were matched, in whatever order."""
        return "|".join(sorted(squeezed(one) for one in self.headings))

    def told(self) -> list[dict[str, str | None]]:
        """Column by column: its letter, its heading, the field that it is."""
        fields = {place: field for field, place in self.places.items()}
        return [
            {"column": letter(place), "heading": heading, "field": fields.get(place)}
            for place, heading in enumerate(self.headings)
            if heading
        ]


@dataclass(frozen=True, slots=True)
class _Tried:
    headings: tuple[str, ...]
    places: dict[str, int]
    body: int

    rows: int

    @property
    def score(self) -> tuple[int, int]:
        """Known columns; of equals, the one row before two."""
        return (len(self.places) if "code" in self.places else 0), -self.rows


def find_columns(sheet: Sheet, terms: Terms) -> Columns | None:
    """The headings of a sheet; None where it has none with a column of codes.

    ClerkError where a heading that was given stands nowhere.
    """
    best: _Tried | None = None
    rows = sheet.rows[:HEADINGS_WITHIN]
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        for heads in ((row,), (row, below)):
            tried = _try(heads, at, terms)
            if tried is not None and tried.score > (best.score if best else (LEAST - 1, 0)):
                best = tried
    if best is None:
        return None
    _all_chosen(best, terms)
    return _columns(sheet, best, terms)


def guess_columns(sheet: Sheet, terms: Terms) -> Columns | None:
    """What may be the row of headings where the column of codes is not among them: most words."""
    rows = sheet.rows[:HEADINGS_WITHIN]
    found = [_try((row,), at, terms) for at, row in enumerate(rows[:-1])]
    best = max(filter(None, found), key=_likely, default=None)
    if best is None or _likely(best)[1] < LEAST:
        return None
    return _columns(sheet, best, terms)


def _likely(tried: _Tried) -> tuple[int, int]:
    words = {one for one in tried.headings if any(map(str.isalpha, one))}
    return len(tried.places), len(words)


def no_columns(sheets: Sequence[Sheet]) -> ClerkError:
    """No sheet has a list in it: what was seen, and what to do."""
    seen = [str(cell).strip() for sheet in sheets for row in sheet.rows[:10] for cell in row.cells
            if isinstance(cell, str) and cell.strip()]  # fmt: skip
    said = "; ".join(dict.fromkeys(one[:30] for one in seen[:12])) or "không có chữ nào"
    return ClerkError(
        f"Không thấy hàng tiêu đề có cột {TITLES['code']} và một cột khác. Chưa nhập gì. Đã thấy: "
        f"{said}. Hãy chỉ cột bằng --map.",
        "code",
    )


def letter(place: int) -> str:
    """A column as a sheet names it: A, B … AA."""
    name, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


def _try(heads: Sequence[SheetRow | None], at: int, terms: Terms) -> _Tried | None:
    rows = [row for row in heads if row is not None]
    if len(rows) < len(heads) or any(_is_data(row) for row in rows) or _is_title(rows):
        return None
    width = max(len(row.cells) for row in rows)
    texts = [[_text(row, place) for row in rows] for place in range(width)]
    headings = tuple(" ".join(dict.fromkeys(part for part in one if part)) for one in texts)
    lowest = [one[-1] for one in texts]
    return _Tried(headings, _places(headings, lowest, terms), at + len(rows), len(rows))


def _is_title(rows: Sequence[SheetRow]) -> bool:
    """Of two rows the upper one is one text, over all columns: it heads none of them."""
    upper = {_text(rows[0], place) for place in range(len(rows[0].cells))} - {""}
    return len(rows) > 1 and len(upper) < 2  # noqa: PLR2004 - one text


def _is_data(row: SheetRow) -> bool:
    """Headings are words: no dates, no numbers, no codes."""
    return any(
        not isinstance(cell, str) or re.search(r"\d{3}", cell) is not None
        for cell in row.cells
        if cell is not None
    )


def _text(row: SheetRow, place: int) -> str:
    cell = row.cells[place] if place < len(row.cells) else None
    return " ".join(str(cell).split()) if isinstance(cell, str) else ""


def _places(headings: Sequence[str], lowest: Sequence[str], terms: Terms) -> dict[str, int]:
    """The best column of each field: one that was given, the whole heading, then a part of it."""
    ranked: list[tuple[int, int, int, str]] = []
    for place, heading in enumerate(headings):
        for rank, length, field in _meanings(squeezed(heading), squeezed(lowest[place]), terms):
            ranked.append((rank, -length, place, field))
    places: dict[str, int] = {}
    for _rank, _length, place, field in sorted(ranked):
        if field not in places and place not in places.values():
            places[field] = place
    return {field: places[field] for field in FIELDS if field in places}


def _meanings(whole: str, low: str, terms: Terms) -> list[tuple[int, int, str]]:
    """(rank, length of what fits, field) of a heading."""
    found = [(0, len(want), field) for field, want in terms.chosen.items() if want in (whole, low)]
    if terms.kept.union(terms.passed_over).intersection((whole, low)):
        return found
    for word, field in terms.columns.items():
        if field in terms.chosen:
            continue
        if word in (whole, low):
            found.append((1, len(word), field))
        elif f" {word} " in f" {low} ":
            found.append((2, len(word), field))
        elif f" {word} " in f" {whole} ":
            found.append((3, len(word), field))
    return found


def _all_chosen(tried: _Tried, terms: Terms) -> None:
    for field in terms.chosen:
        if field not in tried.places:
            raise ClerkError(
                f"Tệp ghép cột chỉ {TITLES[field]} ở một tiêu đề không có trong danh sách. Chưa "
                f"nhập gì. Các tiêu đề: {'; '.join(filter(None, tried.headings))[:300]}.",
                "map",
            )


def _columns(sheet: Sheet, tried: _Tried, terms: Terms) -> Columns:
    body = tried.body
    while body < len(sheet.rows) and _is_numbering(sheet.rows[body]):
        body += 1
    taken = set(tried.places.values())
    passed_over = tuple(
        place
        for place, heading in enumerate(tried.headings)
        if place not in taken and squeezed(heading) in terms.passed_over
    )
    kept = tuple(
        place
        for place in range(len(tried.headings))
        if place not in taken and place not in passed_over
    )
    return Columns(tried.headings, tried.places, kept, passed_over, body)


def _is_numbering(row: SheetRow) -> bool:
    """The row of column numbers that papers have under their headings: (1) (2) (3)."""
    cells = [str(cell).strip(" ()") for cell in row.cells if cell not in (None, "")]
    return len(cells) > 1 and cells == [str(one) for one in range(1, len(cells) + 1)]
