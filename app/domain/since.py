"""A moment that lies behind, as people type it: 8:30, 8:30 20/11, 20/11, hôm qua."""

import re
from datetime import date, datetime, time, timedelta

from app.domain.times import VN, read_day
from app.domain.vietnamese import fold

TIMED = re.compile(r"(?P<hour>\d{1,2})[:hg](?P<minute>\d{2})?(?:\s+(?P<day>.+))?")
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=364)
YESTERDAY = "hom qua"


def read_since(text: str, now: datetime) -> datetime | None:
    """The moment, None where there is no such one; nothing typed is now.

    Without a day it is today, without a time the beginning of that day; a day without its year is
    the last such one.
    """
    typed = text.strip().casefold()
    if not typed:
        return now.replace(microsecond=0)
    found = TIMED.fullmatch(typed)
    said = found["day"] if found else typed
    today = now.date()
    if fold(said or "") == YESTERDAY:
        day: date | None = today - A_DAY
    else:
        day = read_day(said, today - A_YEAR) if said else today
    try:
        at = time(int(found["hour"]), int(found["minute"] or 0)) if found else time()
    except ValueError:
        return None
    return None if day is None else datetime.combine(day, at, VN)
