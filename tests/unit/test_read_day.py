"""A day to come as clerks type it."""

from datetime import date

import pytest

from app.domain.times import read_day

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25/11", date(2026, 11, 25)),
        ("2511", date(2026, 11, 25)),
        ("5/1", date(2027, 1, 5)),
        ("20/11", TODAY),
        ("19/11", date(2027, 11, 19)),
        ("251126", date(2026, 11, 25)),
        ("25112026", date(2026, 11, 25)),
        ("25-11-2026", date(2026, 11, 25)),
        ("25.11.26", date(2026, 11, 25)),
        (" 2026-11-25 ", date(2026, 11, 25)),
    ],
)
def test_a_day_is_read(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "mai", "31/02", "25", "0011", "251", "2026-13-01", "5/1/6"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed, TODAY) is None
