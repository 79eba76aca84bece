"""Office hours and working time: borders, extra sessions, and a walk minute by minute."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ClerkError
from app.domain.office_hours import REGULAR, Hours, Session
from app.domain.working_time import WorkingTime
from tests.unit import minute_oracle as oracle
from tests.unit.minute_oracle import at
from tests.unit.test_calendar import OURS

WORK = WorkingTime(OURS, Hours())
EXTRA = "07:00-11:30 13:30-17:00; thêm T7 07:30-11:00; thêm T2-T6 17:30-19:00"
MINUTES = st.integers(0, 365 * 1440 - 1).map(
    lambda number: at("2026-01-01 00:00") + timedelta(minutes=number)
)


def test_hours_are_read_as_offices_write_them() -> None:
    assert Hours.from_text("07:00-11:30 13:30-17:00") == Hours()
    assert Hours.from_text(" 7h00-11h30, 13h30–17h00 ") == Hours()


def test_days_may_have_hours_of_their_own_and_extra_sessions() -> None:
    hours = Hours.from_text("07:00-11:30 13:30-17:00; T6 07:00-11:30; thêm T7,CN 08:00-10:00")
    assert hours.week[4] == REGULAR[:1]
    assert hours.week[:4] == (REGULAR,) * 4
    assert hours.extra[5:] == ((Session(time(8), time(10)),),) * 2
    assert hours.extra_counts == "next_morning"
    at_once = Hours.from_text("07:00-11:30; thêm T7 08:00-10:00 tính ngay")
    assert (at_once.extra[5], at_once.extra_counts) == ((Session(time(8), time(10)),), "day0")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "còn trống"),
        ("7-11", "chỗ “7-11”"),
        ("07:00-25:30", "chỗ “07:00-25:30”"),
        ("sáng", "chỗ “SÁNG”"),
        ("11:30-07:00", "nối nhau theo giờ"),
        ("07:00-11:30 11:00-17:00", "nối nhau theo giờ"),
        ("thêm T7 07:30-11:00", "chưa có giờ làm việc mỗi ngày"),
        ("07:00-11:30 tính ngay", "chỗ “TÍNH”"),
        ("07:00-11:30; thêm T7 08:00-10:00 tính", "chỗ “TÍNH”"),
    ],
)
def test_unreadable_hours_are_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ClerkError, match=words) as refused:
        Hours.from_text(text)
    assert refused.value.field == "hours"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20 06:59:59", "2026-11-20 07:00"),
        ("2026-11-20 11:30:00", "2026-11-20 11:30"),
        ("2026-11-20 11:30:01", "2026-11-20 13:30"),
        ("2026-11-20 09:15:42", "2026-11-20 09:15:42"),
        ("2026-11-20 17:00:00", "2026-11-20 17:00"),
        ("2026-11-20 17:00:01", "2026-11-23 07:00"),
        ("2026-11-23 18:00:00", "2026-11-25 07:00"),
        ("2026-08-22 08:00:00", "2026-08-22 08:00"),
    ],
)
def test_a_moment_outside_the_hours_moves_to_the_next_session(moment: str, expected: str) -> None:
    assert WORK.clamp(at(moment)) == at(expected)


def test_another_offset_is_read_in_the_time_of_the_law() -> None:
    assert WORK.clamp(datetime.fromisoformat("2026-11-20T02:00:00+00:00")) == at("2026-11-20 09:00")


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-20 09:00", 150, "2026-11-20 11:30"),
        ("2026-11-20 09:00", 151, "2026-11-20 13:31"),
        ("2026-11-20 09:00", 360, "2026-11-20 17:00"),
        ("2026-11-20 11:30", 0, "2026-11-20 11:30"),
        ("2026-11-20 11:30", 1, "2026-11-20 13:31"),
        ("2026-11-20 17:00", 1, "2026-11-23 07:01"),
        ("2026-11-20 16:59:30", 1, "2026-11-23 07:00:30"),
    ],
)
def test_a_count_that_ends_on_a_border_stays_there(start: str, minutes: int, end: str) -> None:
    assert WORK.add(at(start), timedelta(minutes=minutes)) == at(end)


def test_extra_sessions_are_read_as_the_next_morning_by_default() -> None:
    work = WorkingTime(OURS, Hours.from_text(EXTRA))
    assert work.reckoned(at("2026-11-21 08:00")) == at("2026-11-23 07:00")
    assert work.reckoned(at("2026-11-20 18:00")) == at("2026-11-23 07:00")


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-21 08:00", "2026-11-20 17:00"),
        ("2026-11-21 07:00", "2026-11-20 17:00"),
        ("2026-11-21 11:00:01", "2026-11-23 07:00"),
        ("2026-11-20 18:00", "2026-11-20 17:00"),
        ("2026-11-20 12:00", "2026-11-20 13:30"),
        ("2026-11-20 10:00", "2026-11-20 10:00"),
        ("2026-11-28 08:00", "2026-11-27 17:00"),
    ],
)
def test_an_extra_session_as_day_zero_counts_as_the_end_before_it(
    received: str, expected: str
) -> None:
    work = WorkingTime(OURS, Hours.from_text(f"{EXTRA} tính ngay"))
    assert work.reckoned(at(received)) == at(expected)


def test_a_worked_saturday_has_the_hours_of_a_weekday() -> None:
    assert WORK.sessions(date(2026, 8, 22)) == REGULAR
    assert WORK.sessions(date(2026, 8, 29)) == ()


def test_a_clock_time_outside_the_day_is_drawn_into_it() -> None:
    work = WorkingTime(OURS, Hours.from_text("07:00-11:30 13:30-17:00; T6 08:00-11:00"))
    friday = date(2026, 11, 20)
    assert work.at_clock(friday, time(7)) == at("2026-11-20 08:00")
    assert work.at_clock(friday, time(16)) == at("2026-11-20 11:00")
    assert work.end_of(friday) == at("2026-11-20 11:00")


@settings(derandomize=True, max_examples=60, deadline=None)
@given(MINUTES, st.integers(0, 1500))
def test_adding_working_time_agrees_with_the_walk(start: datetime, minutes: int) -> None:
    assert WORK.add(start, timedelta(minutes=minutes)) == oracle.after_minutes(start, minutes)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(MINUTES, st.integers(-100, 20_000))
def test_working_time_between_agrees_with_the_walk(start: datetime, minutes: int) -> None:
    end = start + timedelta(minutes=minutes)
    assert WORK.between(start, end) == timedelta(minutes=oracle.minutes_between(start, end))


@settings(derandomize=True, max_examples=100, deadline=None)
@given(MINUTES, st.integers(0, 59))
def test_clamping_agrees_with_the_walk_and_is_idle_on_worked_moments(
    start: datetime, seconds: int
) -> None:
    clamped = WORK.clamp(start)
    assert clamped == oracle.clamped(start)
    later = WORK.clamp(start + timedelta(seconds=seconds))
    assert WORK.clamp(later) == later >= clamped
