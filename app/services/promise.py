"""The promise that a slip makes: when the result is due, why, and how the clock stands still."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.calendar import Calendar, read_calendar
from app.domain.deadline import (
    Due,
    TimeLeft,
    due_time,
    kept_promise,
    remaining_minutes,
    resume_due,
    time_left_words,
)
from app.domain.limit import Limit
from app.domain.office_hours import Hours
from app.domain.place import Office
from app.domain.times import VN
from app.domain.working_time import WorkingTime

if TYPE_CHECKING:
    from app.domain.catalogue import Catalogue

OFFERED_DAYS = 2  # working days before the due time


@dataclass(frozen=True, slots=True)
class Promise:
    """The calendar of a catalogue and the hours of an office, for all that is counted in them."""

    calendar: Calendar
    hours: Hours

    @classmethod
    def of(cls, catalogue: "Catalogue", office: Office) -> "Promise":
        """What rules a dossier received under that catalogue at that office."""
        return cls(_calendar(catalogue.calendar), _hours(office.hours))

    def due(self, limit: Limit, received_at: datetime, appointment: str | None) -> Due:
        """The due time with its reason; an appointment counts only where the law sets none."""
        agreed = None if appointment is None else date.fromisoformat(appointment)
        return due_time(limit, received_at, self.calendar, self.hours, appointment=agreed)

    def remaining_minutes(self, due_at: datetime, at: datetime) -> int:
        """Working minutes left when the clock stops."""
        return remaining_minutes(due_at, at, self.calendar, self.hours)

    def resume(
        self, promised: datetime, stopped_at: datetime, at: datetime, remaining: int
    ) -> datetime:
        """The due time when the clock runs again with that many minutes left."""
        again = resume_due(at, remaining, self.calendar, self.hours)
        return kept_promise(promised, again, stopped_at, at)

    def end_of(self, day: date) -> datetime | None:
        """The end of that day's work; None on a day off."""
        work = WorkingTime(self.calendar, self.hours)
        return work.end_of(day) if work.sessions(day) else None

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is at the counter then, in an extra session as well."""
        return WorkingTime(self.calendar, self.hours).is_open(at)

    def next_morning(self, at: datetime) -> datetime:
        """When work begins on the next working day."""
        day = self.calendar.next_working_day(at.astimezone(VN).date())
        return WorkingTime(self.calendar, self.hours).at_clock(day, time.min)

    def extension_offered(self, due_at: datetime, now: datetime) -> bool:
        """Whether Mẫu 04 is offered: from two working days before the due time on."""
        days = self.calendar.working_days_between(now.date(), due_at.date())
        return days <= OFFERED_DAYS

    def time_left(self, now: datetime, due_at: datetime) -> TimeLeft:
        """How urgent it is, in words."""
        return time_left_words(now, due_at, self.calendar, self.hours)


@lru_cache(maxsize=8)
def _calendar(text: str) -> Calendar:
    return read_calendar(text)


@lru_cache(maxsize=64)
def _hours(text: str) -> Hours:
    return Hours.from_text(text)
