"""Working time: only the sessions of working days pass; nights, lunches and days off stand still.

Both borders belong to a session: 11:30:00 and 17:00:00 are still worked, and a count that ends
there stays there. Seconds are kept. Every moment is taken, and given, in the law's time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.calendar import DAY, Calendar
from app.domain.office_hours import Hours, Sessions, since_midnight
from app.domain.times import VN

NOTHING = timedelta()
END_OF_DAY = time.max


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The working time of one office."""

    calendar: Calendar
    hours: Hours

    def sessions(self, day: date) -> Sessions:
        """The sessions of a day; none on a day off."""
        return self.hours.on(day) if self.calendar.is_working(day) else ()

    def clamp(self, moment: datetime) -> datetime:
        """The moment itself if it is worked, else the start of the next session."""
        return _forward(moment.astimezone(VN), self.sessions)

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody is there then: in a session of work or an extra one."""
        at = moment.astimezone(VN)
        return any(one.start <= at.time() <= one.end for one in self._open(at.date()))

    def reckoned(self, received_at: datetime) -> datetime:
        """The working moment at which a reception counts as made.

        Outside the hours that is the start of the next session. Where extra sessions are day 0,
        a reception in one counts as made at the end of the last regular session before it.
        """
        received = received_at.astimezone(VN)
        clamped = _forward(received, self.sessions)
        if self.hours.extra_counts == "next_morning" or clamped == received:
            return clamped
        opened = _forward(received, self._open)
        return clamped if opened == clamped else self._last_end(opened)

    def at_clock(self, day: date, clock: time) -> datetime:
        """The clock time on a working day, drawn into its sessions without leaving the day."""
        sessions = self.hours.on(day)
        for session in sessions:
            if clock <= session.end:
                return _moment(day, max(clock, session.start))
        return _moment(day, sessions[-1].end)

    def end_of(self, day: date) -> datetime:
        """The end of the day's last session."""
        return _moment(day, self.hours.on(day)[-1].end)

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """The moment when `amount` of working time has passed since `start` (clamped first)."""
        at = self.clamp(start)
        if amount <= NOTHING:
            return at
        day = at.date()
        amount += self._passed(day, at.time())
        while amount > (length := self._length(day)):
            amount -= length
            day = self.calendar.next_working_day(day)
        return self._after(day, amount)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from `start` to `end`; nothing if `end` is not later."""
        if end <= start:
            return NOTHING
        start, end = start.astimezone(VN), end.astimezone(VN)
        total = self._passed(end.date(), end.time()) - self._passed(start.date(), start.time())
        day = start.date()
        while day < end.date():
            total += self._length(day)
            day += DAY
        return total

    def _length(self, day: date) -> timedelta:
        return sum((session.length for session in self.sessions(day)), NOTHING)

    def _passed(self, day: date, clock: time) -> timedelta:
        """How much of the day's work is done at this clock time."""
        total, now = NOTHING, since_midnight(clock)
        for session in self.sessions(day):
            if clock > session.start:
                total += min(now - since_midnight(session.start), session.length)
        return total

    def _after(self, day: date, amount: timedelta) -> datetime:
        """The moment when `amount`, at most the whole, of the day's work is done."""
        *before, last = self.hours.on(day)
        for session in before:
            if amount <= session.length:
                return _moment(day, session.start) + amount
            amount -= session.length
        return _moment(day, last.start) + amount

    def _open(self, day: date) -> Sessions:
        sessions = self.sessions(day) + self.hours.extra_on(day)
        return tuple(sorted(sessions, key=lambda session: session.start))

    def _last_end(self, moment: datetime) -> datetime:
        day, clock = moment.date(), moment.time()
        while True:
            for session in reversed(self.sessions(day)):
                if session.end <= clock:
                    return _moment(day, session.end)
            day, clock = day - DAY, END_OF_DAY


def _forward(moment: datetime, sessions_on: Callable[[date], Sessions]) -> datetime:
    day, clock = moment.date(), moment.time()
    while True:
        for session in sessions_on(day):
            if clock <= session.end:
                return _moment(day, max(clock, session.start))
        day, clock = day + DAY, time.min


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, VN)
