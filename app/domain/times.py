"""The law's time: local time at the commune, UTC+07:00, fixed, whatever the machine's zone."""

from datetime import date, datetime, timedelta, timezone

VN = timezone(timedelta(hours=7), "+07:00")

EPOCH = datetime(1970, 1, 1, 7, tzinfo=VN)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def from_seconds(seconds: int) -> datetime:
    """The moment `seconds` after 1970 UTC, in the law's time."""
    return datetime.fromtimestamp(seconds, VN)


def to_seconds(moment: datetime) -> int:
    """Whole seconds since 1970 UTC, rounded down."""
    return int(moment.timestamp() // 1)


def to_millis(moment: datetime) -> int:
    """Whole milliseconds since 1970 UTC, rounded down."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def from_millis(millis: int) -> datetime:
    """The moment `millis` after 1970 UTC, in the law's time."""
    seconds, rest = divmod(millis, 1000)
    return datetime.fromtimestamp(seconds, VN).replace(microsecond=rest * 1000)


def iso(moment: datetime) -> str:
    """As every answer writes it: whole seconds, ending in +07:00."""
    return moment.astimezone(VN).replace(microsecond=0).isoformat()


def parse_moment(text: str) -> datetime:
    """Read ISO 8601; without an offset it is the law's time.

    Raises ValueError where the text is no moment.
    """
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=VN) if moment.tzinfo is None else moment.astimezone(VN)


def weekday(day: date) -> str:
    """The day's name: thứ Hai … Chủ nhật."""
    return WEEKDAYS[day.weekday()]
