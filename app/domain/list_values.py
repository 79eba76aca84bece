"""Cells of a list as values: days and times as sheets and people write them, numbers, names.

Nothing is guessed: a day that does not exist is told, never turned round.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta

from app.domain.errors import ClerkError
from app.domain.identity import clean_id, guess_id_kind, squeezed
from app.domain.list_columns import Cell
from app.domain.times import VN, to_seconds
from app.domain.vietnamese import fold, nfc

EXCEL_EPOCH = datetime(1899, 12, 30, tzinfo=VN)
SERIALS = (20_000, 80_000)  # 1954 to 2119
NO_DAY = "no day"
YEARS = (1990, 2100)
DAY_ENDS = timedelta(hours=23, minutes=59)
CLOCK = (
    r"(?P<hour>\d{1,2})\s*(?:[:h]|gio)\s*(?P<minute>\d{1,2})?"
    r"(?:\s*(?:[:]|phut)\s*(?P<second>\d{1,2})?)?"
)
HALF = r"(?:\s*(?P<half>am|pm|sa|ch|sang|chieu))?"
DAYS = (
    r"(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4}|\d{2})",
    r"(?P<year>\d{4})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<day>\d{1,2})",
    r"(?:ngay\s*)?(?P<day>\d{1,2})\s*thang\s*(?P<month>\d{1,2})\s*(?:nam)?\s*(?P<year>\d{4})",
)
BETWEEN = r"\s*(?:,|-|luc|t|vao|ngay)?\s*"
FORMS = tuple(
    re.compile(form)
    for day in DAYS
    for form in (
        rf"{day}(?:{BETWEEN}{CLOCK}{HALF})?",
        rf"(?:luc\s*)?{CLOCK}{HALF}{BETWEEN}(?:ngay\s*)?{day}",
    )
)
SQUEEZED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?")  # of the national message
NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?")
CODE_DAY = re.compile(r"-(\d{2})(\d{2})(\d{2})-\d{4,}$")
PROCEDURE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
OFFSET = re.compile(r"(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})$")


def text_of(cell: Cell) -> str:
    """A cell as it is read: NFC, single spaces; a whole number without its .0, a day as written."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        clock = "" if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else f" {cell:%H:%M}"
        return f"{cell:%d/%m/%Y}{clock}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    shown = "".join(one if _shows(one) else " " for one in str(cell))
    return " ".join(nfc(shown).split())


def moment_of(cell: Cell, *, ends: bool = False) -> int | None:
    """Whole seconds of a day or a time; None where the cell is empty.

    With `ends` a day without a time counts to its end. ValueError for what is no day.
    """
    if cell is None or text_of(cell) == "":
        return None
    try:
        found = _moment(cell)
    except (ValueError, OverflowError) as error:
        raise ValueError(NO_DAY) from error
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise ValueError(NO_DAY)
    if ends and (found.hour, found.minute, found.second) == (0, 0, 0):
        found += DAY_ENDS
    return to_seconds(found)


def day_of_code(code: str) -> int | None:
    """The day of reception that a legal code names (Thông tư 01/2018 Điều 19)."""
    found = CODE_DAY.search(code)
    if found is None:
        return None
    try:
        day = datetime(2000 + int(found[1]), int(found[2]), int(found[3]), tzinfo=VN)
    except ValueError:
        return None
    return to_seconds(day)


def procedure_code(text: str) -> str | None:
    """The published code in a cell, without a province's suffix: 2.000815.000.00.00.H56."""
    found = PROCEDURE.search(text)
    return found[0] if found else None


def id_of(cell: Cell) -> tuple[str, str] | None:
    """(number, kind); None where it is no whole number of a known kind.

    A sheet that took the number for a sum dropped the nought in front of a CCCD; one that was told
    not to has an apostrophe before it.
    """
    text = squeezed(text_of(cell).removeprefix("'"))
    lost = isinstance(cell, int | float) and len(text) == 11 and text.isdigit()  # noqa: PLR2004
    number = f"0{text}" if lost else text
    kind = guess_id_kind(number)
    if kind is None:
        return None
    try:
        return clean_id(number, kind), kind
    except ClerkError:
        return None


def phone_of(cell: Cell) -> str:
    """A telephone number; the nought that a sheet dropped is put back."""
    text = re.sub(r"[\s.\-()]", "", text_of(cell).removeprefix("'"))
    lost = isinstance(cell, int | float) and len(text) == 9 and text.isdigit()  # noqa: PLR2004
    return f"0{text}" if lost else text


def _moment(cell: Cell) -> datetime:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=VN) if cell.tzinfo is None else cell.astimezone(VN)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=VN)
    if isinstance(cell, int | float) and SERIALS[0] <= cell <= SERIALS[1]:
        return _serial(float(cell))
    text = fold(text_of(cell))
    if NUMBER.fullmatch(text) and SERIALS[0] <= float(text.replace(",", ".")) <= SERIALS[1]:
        return _serial(float(text.replace(",", ".")))
    packed = SQUEEZED.fullmatch(text)
    if packed:
        year, month, day, hour, minute, second = (int(part) for part in packed.groups("0"))
        return datetime(year, month, day, hour, minute, second, tzinfo=VN)
    return _said(text)


def _serial(days: float) -> datetime:
    return EXCEL_EPOCH + timedelta(seconds=round(days * 86_400))


def _said(text: str) -> datetime:
    plain = re.sub(r"^(thu (hai|ba|tu|nam|sau|bay)|chu nhat)\s*,?\s*", "", text)
    for form in FORMS:
        found = form.fullmatch(plain)
        if found:
            return _put_together(found)
    if re.match(r"\d{4}-\d{2}-\d{2}[t ]", plain) and OFFSET.search(plain):
        moment = datetime.fromisoformat(plain.upper())
        return moment.replace(tzinfo=VN) if moment.tzinfo is None else moment.astimezone(VN)
    raise ValueError(text)


def _put_together(found: re.Match[str]) -> datetime:
    parts = found.groupdict()
    year = int(parts["year"])
    hour = int(parts["hour"] or 0)
    half = parts["half"]
    if half in ("pm", "ch", "chieu") and hour < 12:  # noqa: PLR2004 - noon
        hour += 12
    elif half in ("am", "sa", "sang") and hour == 12:  # noqa: PLR2004 - midnight
        hour = 0
    return datetime(
        year + 2000 if year < 100 else year,  # noqa: PLR2004 - two digits of a year
        int(parts["month"]),
        int(parts["day"]),
        hour,
        int(parts["minute"] or 0),
        int(parts["second"] or 0),
        tzinfo=VN,
    )


def _shows(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs", "Cf")
