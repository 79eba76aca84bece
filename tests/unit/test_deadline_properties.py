"""Due times against a walk minute by minute, and what must hold for every reception."""

from datetime import datetime, time, timedelta
from unicodedata import is_normalized

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import Calendar, CalendarDay
from app.domain.deadline import Limit, due_time, remaining_minutes, resume_due
from app.domain.office_hours import Hours
from app.domain.working_time import WorkingTime
from tests.unit import minute_oracle as oracle
from tests.unit.test_calendar import OURS
from tests.unit.test_working_time import EXTRA, MINUTES

HOURS = Hours()
DAY0 = Hours.from_text(f"{EXTRA} tính ngay")
SECONDS = st.tuples(MINUTES, st.integers(0, 59)).map(
    lambda pair: pair[0] + timedelta(seconds=pair[1])
)
HALVES = st.integers(1, 12).map(lambda halves: halves / 2)
COUNTED = st.one_of(
    st.builds(Limit, st.just("working_day"), HALVES),
    st.builds(Limit, st.just("hour"), HALVES),
    st.builds(Limit, st.just("same_day"), st.just(0), st.sampled_from([time(10), time(15)])),
)
DATED = st.one_of(
    st.builds(Limit, st.just("calendar_day"), st.integers(1, 90)),
    st.builds(Limit, st.just("month"), st.integers(1, 12)),
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(MINUTES, HALVES)
def test_working_days_agree_with_a_walk_minute_by_minute(received: datetime, days: float) -> None:
    whole, half = divmod(days, 1)
    expected = oracle.after_days(received, int(whole))
    if half:
        expected = oracle.after_minutes(expected, 240)
    assert due_time(Limit("working_day", days), received, OURS, HOURS).at == expected


@settings(derandomize=True, max_examples=60, deadline=None)
@given(MINUTES, HALVES)
def test_working_hours_agree_with_a_walk_minute_by_minute(received: datetime, hours: float) -> None:
    expected = oracle.after_minutes(received, int(hours * 60))
    assert due_time(Limit("hour", hours), received, OURS, HOURS).at == expected


@settings(derandomize=True, max_examples=40, deadline=None)
@given(MINUTES, st.integers(-2000, 12_000))
def test_remaining_minutes_agree_with_a_walk_minute_by_minute(
    stopped: datetime, length: int
) -> None:
    due_at = stopped + timedelta(minutes=length)
    expected = oracle.minutes_between(stopped, due_at)
    assert remaining_minutes(due_at, stopped, OURS, HOURS) == expected


@settings(derandomize=True, max_examples=150, deadline=None)
@given(SECONDS, st.integers(1, 8000), st.integers(0, 20_000))
def test_stopping_and_resuming_never_shortens(stopped: datetime, worked: int, pause: int) -> None:
    due_at = WorkingTime(OURS, HOURS).add(stopped, timedelta(minutes=worked))
    left = remaining_minutes(due_at, stopped, OURS, HOURS)
    resumed = stopped + timedelta(minutes=pause)
    again = resume_due(resumed, left, OURS, HOURS)
    assert again >= due_at
    assert remaining_minutes(again, resumed, OURS, HOURS) == left


@settings(derandomize=True, max_examples=300, deadline=None)
@given(COUNTED, SECONDS, st.integers(0, 6000), st.sampled_from([HOURS, DAY0]))
def test_a_later_reception_is_never_due_earlier(
    limit: Limit, received: datetime, minutes: int, hours: Hours
) -> None:
    later = received + timedelta(minutes=minutes)
    first, second = (due_time(limit, moment, OURS, hours).at for moment in (received, later))
    assert first is not None
    assert second is not None
    assert first <= second


@settings(derandomize=True, max_examples=300, deadline=None)
@given(COUNTED | DATED, SECONDS, st.sampled_from([HOURS, DAY0]))
def test_the_due_time_is_a_worked_moment_with_a_short_sentence(
    limit: Limit, received: datetime, hours: Hours
) -> None:
    found = due_time(limit, received, OURS, hours)
    assert found.at is not None
    assert found.at >= received
    assert WorkingTime(OURS, hours).clamp(found.at) == found.at
    assert 0 < len(found.reason) <= 200
    assert is_normalized("NFC", found.reason)
    assert found.reason.endswith(".")


@settings(derandomize=True, max_examples=100, deadline=None)
@given(COUNTED | DATED, SECONDS, st.text(min_size=1, max_size=300))
def test_the_sentence_stays_short_with_any_name_of_a_holiday(
    limit: Limit, received: datetime, name: str
) -> None:
    first = received.date()
    days = (first + timedelta(days=number) for number in range(0, 90, 3))
    calendar = Calendar(tuple(CalendarDay(day, "off", name) for day in days))
    found = due_time(limit, received, calendar, DAY0)
    assert 0 < len(found.reason) <= 200
    assert is_normalized("NFC", found.reason)
