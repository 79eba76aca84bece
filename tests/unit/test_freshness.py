"""Thirty days are fresh, thirty-one are not."""

from datetime import date, timedelta

import pytest

from app.services.freshness import age_words, old_words

SINCE = date(2026, 10, 12)


@pytest.mark.parametrize("days", [0, 30])
def test_thirty_days_are_fresh(days: int) -> None:
    assert old_words(SINCE, SINCE + timedelta(days=days), joined=True) == ""


@pytest.mark.parametrize("days", [31, 400])
def test_the_yellow_line_comes_after_thirty_days(days: int) -> None:
    assert old_words(SINCE, SINCE + timedelta(days=days), joined=True)


def test_the_line_says_what_to_do() -> None:
    today = SINCE + timedelta(days=39)
    assert "F11 để lấy bản mới" in old_words(SINCE, today, joined=True)
    assert "Ghi danh với tỉnh" in old_words(SINCE, today, joined=False)
    assert "đã 39 ngày" in old_words(SINCE, today, joined=True)


def test_ages_are_said_in_days() -> None:
    assert age_words(SINCE, SINCE) == "12/10/2026 (hôm nay)"
    assert age_words(SINCE, SINCE + timedelta(days=2)) == "12/10/2026 (2 ngày trước)"
