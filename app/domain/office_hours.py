"""Office hours: the sessions of each weekday, and extra ones outside them.

Extra sessions (an evening, a Saturday morning) are open for reception but never make a day a
counted working day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Literal
from unicodedata import normalize

from app.domain.errors import ClerkError

ExtraCounts = Literal["next_morning", "day0"]

DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
WEEKLY_OFF = ("T7", "CN")
EXTRA, AT_ONCE = "THÊM", {"TÍNH", "NGAY"}
EXAMPLE = "07:00-11:30 13:30-17:00"
WITH_EXTRA = f"{EXAMPLE}; thêm T7 07:30-11:00"
RANGE = re.compile(r"(\d{1,2})[:H](\d{2})[-–](\d{1,2})[:H](\d{2})")
DAY_RANGE = re.compile(r"(T[2-7]|CN)(?:[-–](T[2-7]|CN))?")


def since_midnight(clock: time) -> timedelta:
    """The clock time as a length."""
    return timedelta(
        hours=clock.hour,
        minutes=clock.minute,
        seconds=clock.second,
        microseconds=clock.microsecond,
    )


@dataclass(frozen=True, slots=True)
class Session:
    """Open from `start` to `end`; both moments belong to it."""

    start: time
    end: time
    length: timedelta = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Measure once."""
        object.__setattr__(self, "length", since_midnight(self.end) - since_midnight(self.start))


Sessions = tuple[Session, ...]
Week = tuple[Sessions, ...]

REGULAR: Sessions = (Session(time(7), time(11, 30)), Session(time(13, 30), time(17)))
NEVER: Week = ((),) * 7


@dataclass(frozen=True, slots=True)
class Hours:
    """The sessions of each weekday, Monday first; `extra` ones likewise.

    A reception in an extra session counts as made at the next working start (`next_morning`), or
    its own day is day 0 (`day0`). Raises ClerkError where sessions overlap or there are none.
    """

    week: Week = (REGULAR,) * 5 + ((),) * 2
    extra: Week = NEVER
    extra_counts: ExtraCounts = "next_morning"

    def __post_init__(self) -> None:
        """Refuse hours that cannot be counted with."""
        if not any(self.week) and any(self.extra):
            raise unclear("Mới có giờ của buổi thêm, chưa có giờ làm việc mỗi ngày", WITH_EXTRA)
        if not any(self.week):
            raise unclear("Giờ làm việc còn trống")
        for sessions in self.week + self.extra:
            _check_order(sessions)

    @classmethod
    def from_text(cls, text: str) -> "Hours":
        """Read the office's hours as offices.csv writes them.

        `07:00-11:30 13:30-17:00` is Monday to Friday. Parts after `;` may name days, a later one
        rules, and `thêm` marks extra sessions: `…; T6 07:00-11:30; thêm T7 07:30-11:00`. With
        `tính ngay` behind one, the day of an extra session is day 0.
        """
        week, extra = list(NEVER), list(NEVER)
        extra_counts: ExtraCounts = "next_morning"
        for part in filter(None, map(str.strip, text.split(";"))):
            said = read_part(words_of(part))
            if said.at_once:
                extra_counts = "day0"
            for day in said.days:
                (extra if said.extra else week)[day] = said.sessions
        return cls(tuple(week), tuple(extra), extra_counts)

    def on(self, day: date) -> Sessions:
        """The sessions of a day that is worked.

        A day without hours of its own that is worked in exchange has those of the first regular
        weekday.
        """
        return self.week[day.weekday()] or next(filter(None, self.week))

    def extra_on(self, day: date) -> Sessions:
        """The extra sessions of this day."""
        return self.extra[day.weekday()]


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two semicolons; without a day's name it is Monday to Friday."""

    days: tuple[int, ...]
    sessions: Sessions
    extra: bool
    at_once: bool
    named: bool


def words_of(part: str) -> list[str]:
    """Its words, in capitals."""
    return normalize("NFC", part).upper().replace(",", " ").split()


def read_part(words: list[str]) -> Part:
    """Which days, which sessions; ClerkError by the word that cannot be read."""
    sessions = tuple(_session(word) for word in words if is_span(word))
    named = [word for word in words if not is_span(word)]
    extra = EXTRA in named
    at_once = extra and AT_ONCE.issubset(named)
    if at_once:
        named = [word for word in named if word not in AT_ONCE]
    days = tuple(sorted(set(days_named(named))))
    return Part(days, sessions, extra, at_once, named=any(word != EXTRA for word in named))


def is_span(word: str) -> bool:
    """Whether it tells hours, not days."""
    return word[0].isdigit()


def days_named(words: list[str]) -> Iterator[int]:
    """The days by their names; without any, Monday to Friday."""
    named = [word for word in words if word != EXTRA]
    for word in named or ["T2-T6"]:
        match = DAY_RANGE.fullmatch(word)
        if match is None:
            raise _unread(word)
        first, last = match.group(1), match.group(2) or match.group(1)
        yield from range(DAYS.index(first), DAYS.index(last) + 1)


def opened_in_exchange(part: str) -> tuple[list[int], list[int]]:
    """(all days, days off of every week) that a part names, where it does not open them as extra.

    Hours of a Saturday without `thêm` count only on one that is worked in exchange.
    """
    named = [word for word in words_of(part) if not is_span(word)]
    days = [] if EXTRA in named else list(days_named(named))
    return days, [day for day in days if DAYS[day] in WEEKLY_OFF]


def _session(word: str) -> Session:
    match = RANGE.fullmatch(word)
    if match is None:
        raise _unread(word)
    first, first_minute, last, last_minute = map(int, match.groups())
    try:
        return Session(time(first, first_minute), time(last, last_minute))
    except ValueError as error:
        raise _unread(word) from error


def _check_order(sessions: Sessions) -> None:
    borders = [border for session in sessions for border in (session.start, session.end)]
    if any(later <= earlier for earlier, later in pairwise(borders)):
        raise unclear("Các buổi làm việc phải nối nhau theo giờ, không chồng lên nhau")


def unclear(what: str, example: str = EXAMPLE) -> ClerkError:
    """What is wrong with typed hours, and how they are written."""
    return ClerkError(f"{what}. Chưa ghi gì. Viết như {example}.", "hours")


def _unread(word: str) -> ClerkError:
    return unclear(f"Giờ làm việc chưa đọc được ở chỗ “{word[:40]}”")
