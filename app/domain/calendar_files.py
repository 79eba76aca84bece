"""calendar.csv of a province: checked line by line before any due time is counted by it."""

from datetime import date

from app.domain.calendar import read_calendar
from app.domain.errors import ClerkError
from app.domain.tables import Row, rows_of
from app.domain.times import weekday
from app.domain.vietnamese import nfc

CALENDAR = "calendar.csv"
SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def checked_calendar(text: str | None, before: str) -> str:
    """The table as it is kept; what is not delivered is carried over."""
    if text is None:
        return before
    rows_of(text, CALENDAR, _line, lambda line: line)
    try:
        read_calendar(text)
    except ClerkError as fault:
        raise ClerkError(f"{CALENDAR}: {fault.message}", CALENDAR) from fault
    return nfc(text)


def _line(row: Row) -> tuple[str, str]:
    """A date and its kind; a weekday that stands beside it must be that date's."""
    text, said = row.text("date"), row.text("weekday")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise row.fault(f"ngày “{text[:40]}” không có. Viết như 2026-11-24") from error
    if said and said.casefold() not in (SHORT[day.weekday()], weekday(day).casefold()):
        raise row.fault(f"{day:%d/%m/%Y} là {weekday(day)}, không phải “{said[:20]}”")
    return text, row.text("kind")
