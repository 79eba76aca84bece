"""The term that the law sets for a procedure, as data and in words."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from app.domain.errors import ClerkError

LimitKind = Literal["working_day", "calendar_day", "hour", "month", "same_day", "none"]

AFTERNOON_CUTOFF = time(15)
HALVES = ("working_day", "hour")
UNITS = {
    "working_day": "ngày làm việc",
    "calendar_day": "ngày",
    "hour": "giờ làm việc",
    "month": "tháng",
}
YEAR_MONTHS = 12
MOST = 999


@dataclass(frozen=True, slots=True)
class Limit:
    """A term. `value` counts the kind's units; working days and working hours may be n.5.

    `same_day` and `none` have no value. `cutoff` is the last moment at which a `same_day` request
    is answered the same day (Nghị định 23/2015/NĐ-CP, Điều 7: 15:00). Raises ClerkError on a value
    that cannot be counted.
    """

    kind: LimitKind
    value: float = 0
    cutoff: time = AFTERNOON_CUTOFF

    def __post_init__(self) -> None:
        """Refuse what cannot be counted."""
        if self.kind not in UNITS:
            return
        steps = self.value * 2 if self.kind in HALVES else self.value
        if not 0 < self.value <= MOST or steps != int(steps):
            number = spoken_number(self.value)
            raise ClerkError(f"Thời hạn {number} {UNITS[self.kind]} không tính được.", "limit")


def limit_in_words(limit: Limit) -> str:
    """The term as forms print it: "03 ngày làm việc", "1,5 ngày làm việc", "trong ngày"."""
    if limit.kind == "same_day":
        return "trong ngày"
    if limit.kind == "none":
        return "không ấn định thời hạn"
    number = spoken_number(limit.value)
    return f"{'0' * (len(number) == 1)}{number} {UNITS[limit.kind]}"


def spoken_number(value: float) -> str:
    """A number with the decimal comma: 3, 1,5."""
    return f"{value:g}".replace(".", ",")


def last_day(limit: Limit, start: date) -> date:
    """The day on which a term in calendar days or months ends, before it moves off a day off.

    Months end on the same day of the month, or on its last day (Bộ luật Dân sự 2015, Điều 148).
    """
    if limit.kind != "month":
        return start + timedelta(days=int(limit.value))
    years, month = divmod(start.month - 1 + int(limit.value), YEAR_MONTHS)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
