"""The law's calendar: what is worked, what is off and why, what is not decided yet."""

from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import Calendar, CalendarDay, read_calendar
from app.domain.errors import ClerkError
from tests.unit.minute_oracle import HOLIDAYS, WORKED_SATURDAYS, working_day

OURS = read_calendar(
    files("resources").joinpath("catalogue/calendar.csv").read_text(encoding="utf-8")
)
HEADER = "date,kind,name,source,certainty\n"
PROVINCE_FILE = """\ufeffdate,weekday,kind,name_vi,source,confidence
2026-11-24,Tue,off,Ngày Văn hóa Việt Nam,PyPI holidays,matches official 2026 notice or law
2026-08-22,Sat,working_saturday,Làm bù cho 31/08/2026,official/lib,from memory

2027-01-01,Fri,off,Tết Dương lịch,PyPI holidays,"PREDICTED: government decides each year"
"""


def test_every_day_of_2026_is_worked_or_off_as_the_notices_say() -> None:
    for number in range(365):
        day = date(2026, 1, 1) + timedelta(days=number)
        assert OURS.is_working(day) == working_day(day), day


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 1, 2), date(2026, 1, 10)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ],
)
def test_exchanged_days_change_places(off: date, worked: date) -> None:
    assert not OURS.is_working(off)
    assert OURS.is_working(worked)
    assert OURS.off_name(worked) is None


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),
        (date(2027, 11, 24), "Ngày Văn hóa Việt Nam"),
        (date(2026, 11, 21), "thứ Bảy"),
        (date(2026, 11, 22), "Chủ nhật"),
        (date(2026, 11, 23), None),
        (date(2025, 11, 24), None),
    ],
)
def test_a_day_off_bears_its_name(day: date, name: str | None) -> None:
    assert OURS.off_name(day) == name


def test_a_year_is_decreed_only_when_the_file_says_so() -> None:
    assert [year for year in range(2023, 2030) if OURS.is_decreed(year)] == [2024, 2025, 2026]


def test_every_line_of_our_file_names_its_source_and_certainty() -> None:
    words = {"law", "verified", "memory", "unverified", "not_decreed"}
    assert all(day.source and day.certainty in words for day in OURS.days)


def test_the_columns_of_the_province_file_are_taken_as_they_are() -> None:
    calendar = read_calendar(PROVINCE_FILE)
    assert calendar.off_name(date(2026, 11, 24)) == "Ngày Văn hóa Việt Nam"
    assert calendar.is_working(date(2026, 8, 22))
    assert calendar.decreed == {2026}
    assert not calendar.is_working(date(2027, 1, 1))


def test_worked_wins_where_a_date_is_both_off_and_worked() -> None:
    day = date(2026, 1, 10)
    days = (CalendarDay(day, "off", "Nghỉ"), CalendarDay(day, "working_saturday", "Làm bù"))
    assert Calendar(days).is_working(day)
    assert Calendar(days[::-1]).is_working(day)


def test_a_yearly_line_reaches_the_last_year_of_the_file_and_decrees_none() -> None:
    text = HEADER + "2026-11-24,off_yearly,Ngày Văn hóa Việt Nam,,\n2028-01-03,off,Nghỉ bù,,\n"
    calendar = read_calendar(text)
    assert [day.date.year for day in calendar.days[:3]] == [2026, 2027, 2028]
    assert calendar.is_working(date(2025, 11, 24))
    assert calendar.decreed == {2026, 2028}


def test_names_are_stored_composed() -> None:
    decomposed = "Quốc khánh"
    calendar = read_calendar(f"{HEADER}2026-09-02,off,{decomposed},,\n")
    assert calendar.off_name(date(2026, 9, 2)) == "Quốc khánh"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "dòng 1: thiếu cột date, kind, name"),
        ("date,kind\n", "dòng 1: thiếu cột name"),
        (HEADER + "2026-13-01,off,Nghỉ,,\n", "dòng 2: ngày “2026-13-01” không có"),
        (HEADER + "\n2026-01-01,holiday,Nghỉ,,\n", "dòng 3: cột kind chỉ có off"),
        (HEADER + "2026-01-01,off,,,\n", "dòng 2: cột name còn trống"),
        (HEADER + "2026-01-01\n", "dòng 2: cột name còn trống"),
        (HEADER + "2026-01-05,working_saturday,Bù,,\n", "dòng 2: thứ Hai 05/01/2026 vốn là"),
        (HEADER + "2028-02-29,off_yearly,Nghỉ,,\n", "dòng 2: ngày 29/2 không có mỗi năm"),
        (HEADER + '2026-01-01,off,"Nghỉ"x,,\n', "dòng 2: dấu phẩy hoặc dấu nháy"),
    ],
)
def test_a_bad_line_is_named_by_number_and_fault(text: str, words: str) -> None:
    with pytest.raises(ClerkError) as refused:
        read_calendar(text)
    assert words in refused.value.message


def test_other_columns_are_ignored() -> None:
    calendar = read_calendar("kind,date,ghi chú,name\noff,2026-09-02,x,Quốc khánh,thừa\n")
    assert calendar.off_name(date(2026, 9, 2)) == "Quốc khánh"


DAYS = st.dates(date(2023, 12, 1), date(2027, 12, 31))


@settings(derandomize=True, max_examples=100, deadline=None)
@given(DAYS, st.integers(-5, 400))
def test_working_days_between_is_the_count_of_working_days(after: date, length: int) -> None:
    span = (after + timedelta(days=number) for number in range(1, length + 1))
    expected = sum(map(OURS.is_working, span))
    assert OURS.working_days_between(after, after + timedelta(days=length)) == expected


@settings(derandomize=True, max_examples=100, deadline=None)
@given(DAYS, st.integers(0, 60))
def test_adding_working_days_and_counting_them_agree(day: date, count: int) -> None:
    end = OURS.add_working_days(day, count)
    assert OURS.working_days_between(day, end) == count
    assert end == day or OURS.is_working(end)


def test_the_spans_list_holidays_and_exchanged_days() -> None:
    first, last = date(2025, 12, 31), date(2027, 1, 31)
    assert set(OURS.holidays_between(first, last)) == HOLIDAYS
    assert set(OURS.exchanged(first, last)) == WORKED_SATURDAYS
