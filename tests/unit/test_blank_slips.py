"""Numbers of blank slips, and hours as people write them on paper."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.blank_slips import desk_of, numbered, read_number, series_of, split
from app.domain.numbering import is_own_code, short_number
from app.domain.times import VN, read_clock_and_day, read_past_day, said_clock

SERIES = series_of("03158", 1, "")
TODAY = date(2026, 11, 20)


@given(
    st.integers(0, 99999), st.integers(1, 99), st.sampled_from(["", "b", "akq"]),
    st.integers(1, 99999),
)  # fmt: skip
def test_a_number_is_read_back_however_it_is_typed(
    commune: int, desk: int, letter: str, running: int
) -> None:
    series = series_of(f"{commune:05d}", desk, letter)
    number = numbered(series, running)
    assert is_own_code(number)
    assert split(number) == (series, running)
    assert desk_of(number) == (f"{commune:05d}", f"{desk}{letter}")
    for typed in (number, number.lower(), f"  {number.upper()} ", f"p-{running}"):
        assert read_number(typed, series) == number
    assert short_number(number) == f"P-{running:04d}"


@pytest.mark.parametrize("typed", [f"{SERIES}-00007", f"{SERIES}-000000007", "P-00007"])
def test_one_more_nought_is_no_other_slip(typed: str) -> None:
    assert read_number(typed, SERIES) == f"{SERIES}-0007"


@pytest.mark.parametrize(
    "text", ["", "P7", "7", "P", "P-", "MC-03158-1-261120-0007", "P1234567", "P-7 8", "PHA-7"]
)
def test_anything_else_is_no_blank_slip(text: str) -> None:
    assert read_number(text, SERIES) is None


@given(st.times(), st.dates(date(2025, 11, 21), TODAY))
def test_an_hour_and_a_day_that_was_are_read_as_they_are_written(hour: time, day: date) -> None:
    written = (f"{hour:%H%M}", f"{hour:%H:%M}", f"{hour.hour}h{hour:%M}", f"{hour.hour}g{hour:%M}")
    for clock in written:
        assert said_clock(clock) == f"{hour:%H:%M}"
        moment = read_clock_and_day(f"{clock} {day:%d/%m}", TODAY)
        assert moment == datetime.combine(day, time(hour.hour, hour.minute), VN)


@pytest.mark.parametrize("text", ["", "24h", "8h60", "1260", "99", "sáng", "8h15 31/02", "8:15:30"])
def test_what_is_no_hour_is_none(text: str) -> None:
    assert read_clock_and_day(text, TODAY) is None


def test_a_day_without_a_year_is_the_last_one_that_was() -> None:
    assert read_past_day("20/11", TODAY) == TODAY
    assert read_past_day("21/11", TODAY) == date(2025, 11, 21)
    assert read_past_day("29/02", date(2025, 3, 1)) == date(2024, 2, 29)
    assert said_clock("sáng") == "sáng"
