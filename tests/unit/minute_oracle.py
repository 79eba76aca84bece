"""A deliberately naive reading of the rules: walk minute by minute and ask "is this one worked?".

It shares nothing with the product but the fixed offset of the law's time, and knows the days from
January 2026 to January 2027 in the usual hours.
"""

from datetime import date, datetime, timedelta

from app.domain.times import VN

MINUTE = timedelta(minutes=1)
HOLIDAYS = {
    date(2026, 1, 1),
    date(2026, 1, 2),
    *(date(2026, 2, number) for number in range(16, 21)),
    date(2026, 4, 27),
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 8, 31),
    date(2026, 9, 1),
    date(2026, 9, 2),
    date(2026, 11, 24),
    date(2027, 1, 1),
}
WORKED_SATURDAYS = {date(2026, 1, 10), date(2026, 8, 22)}


def at(text: str) -> datetime:
    """A moment of the law's time, written `2026-11-20 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=VN)


def working_day(day: date) -> bool:
    """Whether the law counts the day."""
    return day in WORKED_SATURDAYS or (day.weekday() < 5 and day not in HOLIDAYS)


def worked_minute(start: datetime) -> bool:
    """Whether the minute that begins here is worked."""
    clock = start.hour * 60 + start.minute
    return working_day(start.date()) and (420 <= clock < 690 or 810 <= clock < 1020)


def belongs(moment: datetime) -> bool:
    """Whether the moment lies in a session, both borders included."""
    return worked_minute(moment) or worked_minute(moment - MINUTE)


def clamped(moment: datetime) -> datetime:
    """The first moment from here on that lies in a session."""
    while not belongs(moment):
        moment += MINUTE
    return moment


def after_minutes(moment: datetime, minutes: int) -> datetime:
    """The end of the last of that many worked minutes."""
    moment = clamped(moment)
    while minutes:
        minutes -= worked_minute(moment)
        moment += MINUTE
    return moment


def after_days(moment: datetime, days: int) -> datetime:
    """The same clock time, met that many times on a working day."""
    moment = clamped(moment)
    clock = moment.time()
    while days:
        moment += MINUTE
        days -= moment.time() == clock and working_day(moment.date())
    return moment


def minutes_between(start: datetime, end: datetime) -> int:
    """Worked minutes from `start` to `end`."""
    total = 0
    while start < end:
        total += worked_minute(start)
        start += MINUTE
    return total
