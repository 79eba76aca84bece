"""When a result is due, why, and how long that is from now.

Sources: Bộ luật Dân sự 2015, Điều 147 (the day of reception is not counted) and Điều 148 (a last
day that is off gives way to the next working day); Nghị định 23/2015/NĐ-CP, Điều 7 (same day, or
the next working day after 15:00).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from app.domain.calendar import Calendar
from app.domain.explanation import Count, explain, explain_agreed
from app.domain.limit import Limit, LimitKind, last_day, limit_in_words
from app.domain.office_hours import Hours
from app.domain.times import VN, weekday
from app.domain.working_time import WorkingTime

__all__ = [
    "Due",
    "Limit",
    "LimitKind",
    "TimeLeft",
    "due_time",
    "kept_promise",
    "limit_in_words",
    "remaining_minutes",
    "resume_due",
    "time_left_words",
]

HOUR = timedelta(hours=1)
HALF_DAY = 4 * HOUR
MINUTE = timedelta(minutes=1)

Rule = Callable[[Limit, datetime, date, WorkingTime], datetime]


@dataclass(frozen=True, slots=True)
class Due:
    """A due time (None: the law sets none and nothing was agreed) and the sentence behind it.

    `crosses_undecreed`: the count touches a year whose holidays are not decided yet.
    """

    at: datetime | None
    reason: str
    crosses_undecreed: bool


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How urgent a dossier is, and the words of its chip: "còn 3 ngày", "mai 21/11"."""

    state: Literal["ok", "soon", "due", "late"]
    words: str


def due_time(
    limit: Limit,
    received_at: datetime,
    calendar: Calendar,
    hours: Hours,
    *,
    appointment: date | None = None,
) -> Due:
    """The due time of a dossier received at an aware moment.

    `appointment` is a day agreed with the citizen; it is the due time, to the end of that day's
    hours, only where the law sets none.
    """
    work = WorkingTime(calendar, hours)
    if limit.kind == "none":
        return _agreed(appointment, work)
    received = received_at.astimezone(VN)
    counted = work.reckoned(received)
    day_zero = max(received.date(), counted.date())
    due_at = RULES[limit.kind](limit, counted, day_zero, work)
    count = Count(limit, received, counted, due_at, calendar)
    return Due(due_at, explain(count), bool(count.undecreed))


def remaining_minutes(due_at: datetime, at: datetime, calendar: Calendar, hours: Hours) -> int:
    """Working minutes left at `at`, a begun one counted whole; 0 when the due time has passed."""
    return -(-WorkingTime(calendar, hours).between(at, due_at) // MINUTE)


def resume_due(resumed_at: datetime, remaining: int, calendar: Calendar, hours: Hours) -> datetime:
    """The new due time when the clock runs again with that many working minutes left.

    With none left the promised time stays: the caller keeps it and does not ask.
    """
    return WorkingTime(calendar, hours).add(resumed_at, remaining * MINUTE)


def kept_promise(
    promised: datetime, again: datetime, stopped_at: datetime, resumed_at: datetime
) -> datetime:
    """What the slip may promise after a pause; `again` is what the minutes left give (model.md 3).

    Never before what was promised: 7:00 and the evening before are the same working minute, but
    not the same day to whoever holds the slip. A pause inside a minute costs nothing.
    """
    return promised if resumed_at - stopped_at < MINUTE or again <= promised else again


def time_left_words(now: datetime, due_at: datetime, calendar: Calendar, hours: Hours) -> TimeLeft:
    """How the time left is shown; days are working days.

    `soon` is due on the next working day or before it, `due` is due today, `late` is past.
    """
    now, due_at = now.astimezone(VN), due_at.astimezone(VN)
    today, due_on = now.date(), due_at.date()
    if now > due_at:
        return TimeLeft("late", _overdue(now, due_at, WorkingTime(calendar, hours)))
    if due_on == today:
        return TimeLeft("due", f"{due_at:%H:%M} hôm nay")
    days = calendar.working_days_between(today, due_on)
    if days > 1:
        return TimeLeft("ok", f"còn {days} ngày")
    name = "mai" if due_on - today == timedelta(days=1) else weekday(due_on)
    return TimeLeft("soon", f"{name} {due_on.day}/{due_on.month}")


def _overdue(now: datetime, due_at: datetime, work: WorkingTime) -> str:
    days = work.calendar.working_days_between(due_at.date(), now.date())
    if days:
        return f"quá {days} ngày"
    late = work.between(due_at, now)
    if late >= HOUR:
        return f"quá {late // HOUR} giờ"
    return f"quá {late // MINUTE} phút" if late >= MINUTE else "vừa quá hạn"


def _agreed(appointment: date | None, work: WorkingTime) -> Due:
    if appointment is None:
        return Due(None, explain_agreed(None, work.calendar), crosses_undecreed=False)
    reason = explain_agreed(appointment, work.calendar)
    decreed = work.calendar.is_decreed(appointment.year)
    return Due(work.end_of(appointment), reason, crosses_undecreed=not decreed)


def _working_days(limit: Limit, counted: datetime, _: date, work: WorkingTime) -> datetime:
    """Whole days keep the clock time; a half day is four working hours more."""
    whole, half = divmod(limit.value, 1)
    due_at = counted
    if whole:
        day = work.calendar.add_working_days(counted.date(), int(whole))
        due_at = work.at_clock(day, counted.time())
    return work.add(due_at, HALF_DAY) if half else due_at


def _hours(limit: Limit, counted: datetime, _: date, work: WorkingTime) -> datetime:
    return work.add(counted, limit.value * HOUR)


def _calendar(limit: Limit, counted: datetime, day_zero: date, work: WorkingTime) -> datetime:
    """The same clock time on the last day, or on the next working day where that is off."""
    day = work.calendar.on_or_after(last_day(limit, day_zero))
    return work.at_clock(day, counted.time())


def _same_day(limit: Limit, counted: datetime, day_zero: date, work: WorkingTime) -> datetime:
    in_time = counted.time() <= limit.cutoff and counted.date() == day_zero
    day = counted.date()
    return work.end_of(day if in_time else work.calendar.next_working_day(day))


RULES: dict[str, Rule] = {
    "working_day": _working_days,
    "hour": _hours,
    "calendar_day": _calendar,
    "month": _calendar,
    "same_day": _same_day,
}
