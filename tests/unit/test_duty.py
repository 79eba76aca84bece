"""Who is on duty on a day: of what was said of it, the last word."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.duty import AWAY, CALL, ON, STATES, Duty, DutySet, Note, duty_of, on_day
from app.domain.events import Event
from app.domain.times import VN

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 20, 12, tzinfo=VN)


def said(user: str, first: int, last: int, state: str, minute: int = 0) -> Duty:
    days = (MONDAY + timedelta(first), MONDAY + timedelta(last))
    return Duty(user, *days, state, None, NOON + timedelta(minutes=minute), "giamdoc")


def test_the_last_word_of_a_day_rules_and_other_days_keep_theirs() -> None:
    week = said("nhi", 0, 4, ON)
    ill = said("nhi", 2, 2, AWAY, minute=5)
    found = [on_day([ill, week], MONDAY + timedelta(day)).get("nhi") for day in range(6)]
    assert [one.state if one else None for one in found] == [ON, ON, AWAY, ON, ON, None]


def test_a_newer_programs_state_is_told_as_it_was_written() -> None:
    assert [said("nhi", 0, 0, state).said for state in (*STATES, "abroad")] == [
        "trực", "gọi khi cần", "vắng", "abroad",
    ]  # fmt: skip


def test_days_that_are_none_are_no_duty() -> None:
    fact = DutySet("nhi", "2026-02-30", "2026-03-01", ON)
    with pytest.raises(ValueError, match="day"):
        duty_of(Event(NOON, NOON, "giamdoc", None, None, fact), fact)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["nhi", "po"]), st.integers(0, 9), st.integers(0, 9),
            st.sampled_from([ON, CALL, AWAY]),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_every_day_has_the_newest_word_whatever_order_they_are_read_in(
    words: list[tuple[str, int, int, str]],
) -> None:
    whole = [
        said(user, min(a, b), max(a, b), state, minute)
        for minute, (user, a, b, state) in enumerate(words)
    ]
    for day in range(10):
        found = on_day(reversed(whole), MONDAY + timedelta(day))
        for user in ("nhi", "po"):
            of_day = [
                one
                for one in whole
                if one.user == user and one.first <= MONDAY + timedelta(day) <= one.last
            ]
            assert found.get(user) == (of_day[-1] if of_day else None)


@pytest.mark.parametrize(("to", "waits"), [(None, {"nhi", "su"}), ("nhi", {"nhi"})])
def test_a_note_waits_for_whom_it_is_for_and_never_for_who_left_it(
    to: str | None, waits: set[str]
) -> None:
    users = ("nhi", "po", "su")
    note = Note("ab", NOON, "po", None, to, "gọi bà Mẩy", ())
    assert {user for user in users if note.waits_for(user)} == waits
    read = Note("ab", NOON, "po", None, to, "gọi bà Mẩy", (), ((NOON, "su"),))
    assert not any(read.waits_for(user) for user in users)
