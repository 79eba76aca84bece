"""A moment that lies behind, as it is typed."""

import pytest

from app.domain.since import read_since
from app.domain.times import parse_moment

NOW = parse_moment("2026-11-20T10:42:07")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "2026-11-20T10:42:07"),
        ("8:30", "2026-11-20T08:30:00"),
        ("8h", "2026-11-20T08:00:00"),
        ("8g15 19/11", "2026-11-20T08:15:00".replace("20T", "19T")),
        (" 19/11 ", "2026-11-19T00:00:00"),
        ("Hôm qua", "2026-11-19T00:00:00"),
        ("8h30 hom  qua", "2026-11-19T08:30:00"),
        ("25/12", "2025-12-25T00:00:00"),  # without its year the last such day
        ("07:00 1/10/2026", "2026-10-01T07:00:00"),
        ("2026-11-02", "2026-11-02T00:00:00"),
    ],
)
def test_it_is_read_as_people_say_it(typed: str, said: str) -> None:
    assert read_since(typed, NOW) == parse_moment(said)


@pytest.mark.parametrize("typed", ["hôm nọ", "25:00", "8:75", "31/2", "8:30 hôm nọ", "8:30:00"])
def test_what_is_no_moment_is_none(typed: str) -> None:
    assert read_since(typed, NOW) is None
