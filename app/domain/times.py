"""The law's time: local time at the commune, UTC+07:00, fixed, whatever the machine's zone."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone

VN = timezone(timedelta(hours=7), "+07:00")

ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
SAID_DAY = re.compile(
    r"(?P<day>\d{1,2})[/.\- ](?P<month>\d{1,2})(?:[/.\- ](?P<year>\d{4}|\d{2}))?"
    r"|(?P<day2>\d{2})(?P<month2>\d{2})(?P<year2>\d{4}|\d{2})?"
)

CLOCK = re.compile(r"(\d{1,2})(?:\s?[:.hg]\s?(\d{1,2})?|(\d{2}))?", re.IGNORECASE)

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
    return _read_day(text, today, lambda this, other: this if this >= today else other, years=1)


def read_past_day(text: str, today: date) -> date | None:
    """A day that was, as people type it; without a year the last such day up to `today`."""
    return _read_day(text, today, lambda this, other: this if this <= today else other, years=-1)


def read_clock_and_day(text: str, today: date) -> datetime | None:
    """A moment that was, as people write it: 815, 8:15, 8h15; then perhaps a day: 815 19/11.

    Without a day it is of `today`; None where it is no moment.
    """
    clock, _, day = text.strip().partition(" ")
    said = read_clock(clock)
    on = read_past_day(day, today) if day.strip() else today
    if said is None or on is None:
        return None
    return datetime.combine(on, said, VN)


def said_clock(text: str) -> str:
    """08:15 of what was typed for it; anything else as it was typed."""
    said = read_clock(text)
    return text if said is None else f"{said:%H:%M}"


def read_clock(text: str) -> time | None:
    """An hour as people type it: 9, 930, 0930, 9:30, 09:30, 9h30; else None."""
    found = CLOCK.fullmatch(text.strip(" ,"))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    return time(hour, minute) if hour <= 23 and minute <= 59 else None  # noqa: PLR2004 - a day's


def _read_day(
    text: str, today: date, choose: Callable[[date, date | None], date | None], *, years: int
) -> date | None:
    typed = text.strip()
    found = ISO_DAY.fullmatch(typed) or SAID_DAY.fullmatch(typed)
    if found is None:
        return None
    parts = {name.rstrip("2"): value for name, value in found.groupdict().items() if value}
    day, month = int(parts["day"]), int(parts["month"])
    if "year" not in parts:
        this, other = _day(today.year, month, day), _day(today.year + years, month, day)
        return other if this is None else choose(this, other)
    year = int(parts["year"])
    return _day(year + today.year // 100 * 100 if len(parts["year"]) == 2 else year, month, day)  # noqa: PLR2004 - as typed


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
