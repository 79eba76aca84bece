"""Due times: the vectors of the law's rule, its borders, its sentences, and the time left."""

from datetime import date, datetime

import pytest

from app.domain.deadline import (
    Limit,
    due_time,
    kept_promise,
    limit_in_words,
    remaining_minutes,
    resume_due,
    time_left_words,
)
from app.domain.errors import ClerkError
from app.domain.office_hours import Hours
from tests.unit.minute_oracle import at
from tests.unit.test_calendar import OURS
from tests.unit.test_working_time import EXTRA

HOURS = Hours()
DAY0 = Hours.from_text(f"{EXTRA} tính ngay")
SAME_DAY = Limit("same_day")


def due(limit: Limit, received: str, hours: Hours = HOURS) -> datetime | None:
    return due_time(limit, at(received), OURS, hours).at


def reason(limit: Limit, received: str) -> str:
    return due_time(limit, at(received), OURS, HOURS).reason


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        ("2026-11-20 09:00", Limit("working_day", 3), "2026-11-26 09:00"),
        ("2026-11-20 14:59", SAME_DAY, "2026-11-20 17:00"),
        ("2026-11-20 15:01", SAME_DAY, "2026-11-23 17:00"),
        ("2026-11-23 15:30", SAME_DAY, "2026-11-25 17:00"),
        ("2026-02-12 10:00", Limit("working_day", 2), "2026-02-23 10:00"),
        ("2026-04-29 16:00", Limit("hour", 4), "2026-05-04 10:00"),
        ("2026-11-21 08:00", Limit("working_day", 1), "2026-11-25 07:00"),
    ],
)
def test_the_published_vectors_hold(received: str, limit: Limit, expected: str) -> None:
    assert due(limit, received) == at(expected)


def test_the_saturday_vector_holds_with_its_extra_session() -> None:
    hours = Hours.from_text("07:00-11:30 13:30-17:00; thêm T7 07:30-11:00")
    assert due(Limit("working_day", 1), "2026-11-21 08:00", hours) == at("2026-11-25 07:00")


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-20 15:00:00", "2026-11-20 17:00"),
        ("2026-11-20 15:00:01", "2026-11-23 17:00"),
        ("2026-11-20 05:00", "2026-11-20 17:00"),
        ("2026-11-20 12:00", "2026-11-20 17:00"),
        ("2026-11-20 17:00:00", "2026-11-23 17:00"),
        ("2026-11-20 17:00:01", "2026-11-23 17:00"),
        ("2026-11-21 16:00", "2026-11-23 17:00"),
        ("2026-11-24 09:00", "2026-11-25 17:00"),
        ("2026-08-22 09:00", "2026-08-22 17:00"),
    ],
)
def test_same_day_turns_only_after_the_cutoff(received: str, expected: str) -> None:
    assert due(SAME_DAY, received) == at(expected)


@pytest.mark.parametrize(
    ("limit", "received", "expected"),
    [
        (Limit("working_day", 1), "2026-11-20 11:30", "2026-11-23 11:30"),
        (Limit("working_day", 1), "2026-11-20 17:00", "2026-11-23 17:00"),
        (Limit("working_day", 1), "2026-11-19 09:15:42", "2026-11-20 09:15:42"),
        (Limit("working_day", 0.5), "2026-11-20 07:30", "2026-11-20 11:30"),
        (Limit("working_day", 0.5), "2026-11-20 13:00", "2026-11-23 07:30"),
        (Limit("working_day", 1.5), "2026-11-19 07:00", "2026-11-20 11:00"),
        (Limit("hour", 2), "2026-11-20 09:30", "2026-11-20 11:30"),
        (Limit("hour", 2.5), "2026-11-20 09:30", "2026-11-20 14:00"),
        (Limit("calendar_day", 3), "2026-11-20 09:00", "2026-11-23 09:00"),
        (Limit("calendar_day", 4), "2026-11-20 09:00", "2026-11-25 09:00"),
        (Limit("calendar_day", 1), "2026-11-20 17:30", "2026-11-25 07:00"),
        (Limit("month", 1), "2026-10-26 09:00", "2026-11-26 09:00"),
        (Limit("month", 1), "2026-10-24 09:00", "2026-11-26 07:00"),
        (Limit("month", 3), "2025-11-28 09:00", "2026-03-02 09:00"),
        (Limit("month", 14), "2026-11-20 09:00", "2028-01-20 09:00"),
    ],
)
def test_terms_end_where_the_rule_says(limit: Limit, received: str, expected: str) -> None:
    assert due(limit, received) == at(expected)


def test_a_month_ends_on_its_last_day_where_it_has_no_such_day() -> None:
    assert due(Limit("month", 1), "2028-01-31 09:00") == at("2028-02-29 09:00")


@pytest.mark.parametrize(
    ("limit", "received", "expected"),
    [
        (Limit("working_day", 1), "2026-11-21 08:00", "2026-11-23 17:00"),
        (SAME_DAY, "2026-11-21 08:00", "2026-11-23 17:00"),
        (SAME_DAY, "2026-11-20 18:00", "2026-11-23 17:00"),
        (Limit("hour", 1), "2026-11-21 08:00", "2026-11-23 08:00"),
        (Limit("calendar_day", 10), "2026-11-21 08:00", "2026-12-01 17:00"),
    ],
)
def test_an_extra_session_may_be_day_zero(limit: Limit, received: str, expected: str) -> None:
    assert due(limit, received, DAY0) == at(expected)


def test_a_day_zero_saturday_is_not_the_same_day_after_a_short_friday() -> None:
    text = "07:00-11:30 13:30-17:00; T6 07:00-11:30; thêm T7 07:30-11:00"
    hours = Hours.from_text(f"{text} tính ngay")
    assert due(SAME_DAY, "2026-11-21 08:00", hours) == at("2026-11-23 17:00")


def test_an_appointment_is_the_due_time_only_without_a_legal_term() -> None:
    day = date(2026, 11, 27)
    none = due_time(Limit("none"), at("2026-11-20 09:00"), OURS, HOURS, appointment=day)
    three = due_time(Limit("working_day", 3), at("2026-11-20 09:00"), OURS, HOURS, appointment=day)
    assert none.at == at("2026-11-27 17:00")
    assert none.reason == "Pháp luật không ấn định thời hạn; hẹn trả thứ Sáu 27/11."
    assert three.at == at("2026-11-26 09:00")


def test_an_appointment_in_an_undecided_year_is_marked() -> None:
    day = date(2027, 1, 5)
    agreed = due_time(Limit("none"), at("2026-11-20 09:00"), OURS, HOURS, appointment=day)
    assert agreed.crosses_undecreed
    assert agreed.reason.endswith("; lịch nghỉ năm 2027 chưa được quyết định.")


def test_without_term_and_appointment_there_is_no_due_time() -> None:
    nothing = due_time(Limit("none"), at("2026-11-20 09:00"), OURS, HOURS)
    assert nothing.at is None
    assert nothing.reason == "Pháp luật không ấn định thời hạn."


@pytest.mark.parametrize(
    ("limit", "received", "sentence"),
    [
        (
            Limit("working_day", 3),
            "2026-11-20 09:00",
            (
                "3 ngày làm việc, tính từ thứ Hai 23/11; "
                "không tính thứ Ba 24/11 (Ngày Văn hóa Việt Nam), thứ Bảy, Chủ nhật."
            ),
        ),
        (SAME_DAY, "2026-11-20 14:59", "Nhận trước 15 giờ, giải quyết trong ngày."),
        (
            SAME_DAY,
            "2026-11-19 15:01",
            "Nhận sau 15 giờ nên trả vào ngày làm việc tiếp theo.",
        ),
        (
            SAME_DAY,
            "2026-11-20 17:15",
            "Nhận ngoài giờ, tính như 7 giờ thứ Hai 23/11; giải quyết trong ngày.",
        ),
        (
            Limit("working_day", 1),
            "2026-11-21 08:00",
            (
                "Nhận vào ngày nghỉ, tính như 7 giờ thứ Hai 23/11; 1 ngày làm việc, "
                "tính từ thứ Tư 25/11; không tính thứ Ba 24/11 (Ngày Văn hóa Việt Nam)."
            ),
        ),
        (
            Limit("working_day", 2),
            "2026-02-12 10:00",
            (
                "2 ngày làm việc, tính từ thứ Sáu 13/2; "
                "không tính các ngày 16/2 đến 20/2 (Tết Nguyên đán), thứ Bảy, Chủ nhật."
            ),
        ),
        (
            Limit("working_day", 6),
            "2026-08-20 12:00",
            (
                "Nhận ngoài giờ, tính như 13 giờ 30; 6 ngày làm việc, tính từ thứ Sáu 21/8; "
                "không tính Chủ nhật; có tính thứ Bảy 22/8 (làm bù)."
            ),
        ),
        (
            Limit("hour", 4),
            "2026-11-20 16:00",
            "4 giờ làm việc, tính từ 16 giờ thứ Sáu 20/11; không tính thứ Bảy, Chủ nhật.",
        ),
        (
            Limit("calendar_day", 4),
            "2026-11-20 09:00",
            (
                "4 ngày, tính từ thứ Bảy 21/11; hết hạn vào thứ Ba 24/11 (Ngày Văn hóa Việt Nam), "
                "trả vào ngày làm việc tiếp theo."
            ),
        ),
        (
            Limit("calendar_day", 2),
            "2026-11-20 09:00",
            (
                "2 ngày, tính từ thứ Bảy 21/11; hết hạn vào Chủ nhật 22/11, "
                "trả vào ngày làm việc tiếp theo."
            ),
        ),
        (
            Limit("working_day", 5),
            "2026-12-29 09:00",
            (
                "5 ngày làm việc, tính từ thứ Tư 30/12; không tính thứ Sáu 1/1 (Tết Dương lịch), "
                "thứ Bảy, Chủ nhật; lịch nghỉ năm 2027 chưa được quyết định."
            ),
        ),
        (
            Limit("month", 14),
            "2026-11-20 09:00",
            "14 tháng, tính từ thứ Bảy 21/11; lịch nghỉ từ năm 2027 chưa được quyết định.",
        ),
    ],
)
def test_each_due_time_explains_itself(limit: Limit, received: str, sentence: str) -> None:
    assert reason(limit, received) == sentence


def test_too_many_holidays_are_counted_instead_of_named() -> None:
    sentence = reason(Limit("working_day", 60), "2026-02-05 12:00")
    assert "không tính 8 ngày nghỉ lễ, thứ Bảy, Chủ nhật." in sentence


def test_crossing_an_undecided_year_is_marked() -> None:
    crossing = due_time(Limit("working_day", 5), at("2026-12-29 09:00"), OURS, HOURS)
    inside = due_time(Limit("working_day", 2), at("2026-12-29 09:00"), OURS, HOURS)
    assert crossing.crosses_undecreed
    assert not inside.crosses_undecreed


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit("working_day", 10), "10 ngày làm việc"),
        (Limit("working_day", 3), "03 ngày làm việc"),
        (Limit("working_day", 1.5), "1,5 ngày làm việc"),
        (Limit("hour", 4), "04 giờ làm việc"),
        (Limit("calendar_day", 15), "15 ngày"),
        (Limit("month", 1), "01 tháng"),
        (SAME_DAY, "trong ngày"),
        (Limit("none"), "không ấn định thời hạn"),
    ],
)
def test_a_term_is_put_in_words(limit: Limit, words: str) -> None:
    assert limit_in_words(limit) == words


@pytest.mark.parametrize(
    ("kind", "value"),
    [("working_day", 0), ("working_day", -1), ("working_day", 0.3), ("month", 1.5), ("hour", 1e6)],
)
def test_a_term_that_cannot_be_counted_is_refused(kind: str, value: float) -> None:
    with pytest.raises(ClerkError, match="không tính được"):
        Limit(kind, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "due_at", "state", "words"),
    [
        ("2026-11-20 09:00", "2026-11-26 09:00", "ok", "còn 3 ngày"),
        ("2026-11-20 09:00", "2026-11-21 09:00", "soon", "mai 21/11"),
        ("2026-11-20 09:00", "2026-11-23 09:00", "soon", "thứ Hai 23/11"),
        ("2026-11-23 09:00", "2026-11-25 17:00", "soon", "thứ Tư 25/11"),
        ("2026-11-20 09:00", "2026-11-20 15:30", "due", "15:30 hôm nay"),
        ("2026-11-20 15:30", "2026-11-20 15:30", "due", "15:30 hôm nay"),
        ("2026-11-20 16:00", "2026-11-20 15:30", "late", "quá 30 phút"),
        ("2026-11-20 17:00", "2026-11-20 11:00", "late", "quá 4 giờ"),
        ("2026-11-20 17:30", "2026-11-20 17:00", "late", "vừa quá hạn"),
        ("2026-11-22 09:00", "2026-11-20 16:00", "late", "quá 1 giờ"),
        ("2026-11-23 07:10", "2026-11-20 16:00", "late", "quá 1 ngày"),
        ("2026-11-26 07:10", "2026-11-20 16:00", "late", "quá 3 ngày"),
    ],
)
def test_the_time_left_is_put_in_words(now: str, due_at: str, state: str, words: str) -> None:
    left = time_left_words(at(now), at(due_at), OURS, HOURS)
    assert (left.state, left.words) == (state, words)


def test_nothing_remains_after_the_due_time() -> None:
    assert remaining_minutes(at("2026-11-20 09:00"), at("2026-11-20 09:01"), OURS, HOURS) == 0


def test_a_begun_minute_remains_whole() -> None:
    late, due_at = at("2026-11-20 09:59:30"), at("2026-11-20 10:00")
    assert remaining_minutes(due_at, late, OURS, HOURS) == 1


def test_a_stopped_clock_runs_on_with_what_was_left() -> None:
    left = remaining_minutes(at("2026-11-26 09:00"), at("2026-11-23 15:00"), OURS, HOURS)
    assert left == 120 + 480 + 120
    assert resume_due(at("2026-12-05 10:00"), left, OURS, HOURS) == at("2026-12-08 11:00")


@pytest.mark.parametrize(
    ("due", "stopped", "resumed", "again"),
    [
        ("2026-11-20 17:00", "2026-11-20 09:00:10", "2026-11-20 09:00:50", "2026-11-20 17:00"),
        ("2026-11-26 09:00", "2026-11-20 14:00:10", "2026-11-20 14:01:09", "2026-11-26 09:00"),
        ("2026-11-26 09:00", "2026-11-20 14:00", "2026-11-20 14:05", "2026-11-26 09:05"),
        ("2026-11-20 11:30", "2026-11-20 10:00", "2026-11-20 10:05", "2026-11-20 13:35"),
        ("2026-11-20 17:00", "2026-11-20 14:00", "2026-11-20 14:05", "2026-11-23 07:05"),
        ("2026-11-20 17:00", "2026-11-20 16:50", "2026-11-20 17:10", "2026-11-23 07:10"),
    ],
)
def test_a_pause_costs_its_working_minutes_and_inside_a_minute_nothing(
    due: str, stopped: str, resumed: str, again: str
) -> None:
    left = remaining_minutes(at(due), at(stopped), OURS, HOURS)
    counted = resume_due(at(resumed), left, OURS, HOURS)
    assert kept_promise(at(due), counted, at(stopped), at(resumed)) == at(again)
