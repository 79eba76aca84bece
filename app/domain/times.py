"""The law's time: local time at the commune, UTC+07:00, fixed, whatever the machine's zone."""

import re
from datetime import date, datetime, timedelta, timezone

VN = timezone(timedelta(hours=7), "+07:00")

ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
SAID_DAY = re.compile(
    r"(?P<day>\d{1,2})[/.\- ](?P<month>\d{1,2})(?:[/.\- ](?P<year>\d{4}|\d{2}))?"
    r"|(?P<day2>\d{2})(?P<month2>\d{2})(?P<year2>\d{4}|\d{2})?"
)

EPOCH = datetime(1970, 1, 1, 7, tzinfo=VN)
DAY_SECONDS = 86_400
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def from_seconds(seconds: int) -> datetime:
    """The moment `seconds` after 1970 UTC, in the law's time."""
    return EPOCH + timedelta(0, seconds)


def to_seconds(moment: datetime) -> int:
    """Whole seconds since 1970 UTC, rounded down."""
    since = moment - EPOCH
    return since.days * DAY_SECONDS + since.seconds


def to_millis(moment: datetime) -> int:
    """Whole milliseconds since 1970 UTC, rounded down."""
    since = moment - EPOCH
    return (since.days * DAY_SECONDS + since.seconds) * 1000 + since.microseconds // 1000


def from_millis(millis: int) -> datetime:
    """The moment `millis` after 1970 UTC, in the law's time."""
    return EPOCH + timedelta(0, 0, 0, millis)


def iso(moment: datetime) -> str:
    """As every answer writes it: whole seconds, ending in +07:00."""
    return moment.astimezone(VN).replace(microsecond=0).isoformat()


def parse_moment(text: str) -> datetime:
    """Read ISO 8601; without an offset it is the law's time.

    Raises ValueError where the text is no moment.
    """
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=VN) if moment.tzinfo is None else moment.astimezone(VN)


def spoken(moment: datetime) -> str:
    """As a clerk says it: 10:42 ngày 20/11/2026."""
    return f"{moment:%H:%M} ngày {moment:%d/%m/%Y}"


def weekday(day: date) -> str:
    """The day's name: thứ Hai … Chủ nhật."""
    return WEEKDAYS[day.weekday()]


def long_day(day: date) -> str:
    """Its name and date: thứ Bảy 28/11/2026."""
    return f"{weekday(day)} {day:%d/%m/%Y}"


def read_day(text: str, today: date) -> date | None:
    """A day to come as people type it: 25/11, 2511, 251126, 25/11/2026, ISO; else None.

    Without a year it is the next such day from `today` on.
    """
    typed = text.strip()
    found = ISO_DAY.fullmatch(typed) or SAID_DAY.fullmatch(typed)
    if found is None:
        return None
    parts = {name.rstrip("2"): value for name, value in found.groupdict().items() if value}
    day, month = int(parts["day"]), int(parts["month"])
    if "year" not in parts:
        this = _day(today.year, month, day)
        return _day(today.year + 1, month, day) if this is None or this < today else this
    year = int(parts["year"])
    return _day(year + today.year // 100 * 100 if len(parts["year"]) == 2 else year, month, day)  # noqa: PLR2004 - as typed


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
