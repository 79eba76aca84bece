"""Advice at one office: the law's words from `take_home`, hours and telephone from the desk."""

from dataclasses import replace

import pytest

from app.domain.builtin import load_builtin
from app.domain.place import Office
from app.services.guidance import guide_to, hours_set_in_words

OFFICE = Office(
    commune="03158",
    name="Trung tâm Phục vụ hành chính công xã Sín Thầu",
    parent="UBND xã Sín Thầu",
    place="Sín Thầu",
    hours="07:00-11:30 13:30-17:00; T7 07:30-11:00",
    phone="0215 3000 000",
)


def test_hours_and_telephone_are_the_offices() -> None:
    evening = replace(OFFICE, hours="07:00-11:30; thêm T7 7:30-11:00 tính ngay")
    assert guide_to(load_builtin(), "2.000815", evening).hours.endswith("; thêm thứ Bảy 7:30–11:00")
    guide = guide_to(load_builtin(), "2.000815", OFFICE)
    week = "thứ Hai đến thứ Sáu 7:00–11:30, 13:30–17:00"
    assert guide.hours == f"{week}; thứ Bảy 7:30–11:00 (chỉ ngày làm bù)"
    assert guide.phone == "0215 3000 000"
    assert guide.told.how_long.startswith("Trong ngày")
    assert set(guide.values()) == {
        "plain", "bring", "where", "how_long", "how_much", "free_if", "advice", "hours", "phone",
        "code", "sure",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("07:00-11:30; thêm T7,CN 08:00-10:00", "; thêm thứ Bảy, Chủ nhật 8:00–10:00."),
        ("T2-T7 07:00-11:30", ": thứ Hai đến thứ Bảy 7:00–11:30 (thứ Bảy chỉ ngày làm bù)."),
        ("07:00-11:30; T6 07:00-11:00", "; thứ Sáu 7:00–11:00."),
    ],
)
def test_hours_are_said_as_open_only_where_they_are(typed: str, said: str) -> None:
    told = hours_set_in_words(typed)
    assert said in told
    assert ("thường vẫn đóng" in told) is ("làm bù" in said)


def test_whoever_names_a_saturday_is_told_how_it_opens_every_week() -> None:
    told = hours_set_in_words("07:00-11:30; T7 07:30-11:00")
    assert "Thứ Bảy thường vẫn đóng; muốn mở mọi tuần thì ghi “thêm T7 07:30-11:00”." in told
    assert told.endswith("Ngày hẹn đã in giữ nguyên.")


def test_what_comes_from_a_second_hand_is_not_sure() -> None:
    assert not guide_to(load_builtin(), "2.000815", OFFICE).sure


@pytest.mark.parametrize(
    ("code", "sure"),
    [
        ("1.011607", True),  # term, fee and paper as the portal has them
        ("1.004873", True),  # the fee is the province's: no number is claimed
        ("1.001776", False),  # all of it from memory
        ("1.013225", False),  # terms of its cases out of a sentence
    ],
)
def test_a_guide_is_sure_of_what_was_read_and_of_nothing_else(code: str, sure: bool) -> None:  # noqa: FBT001 - a table
    assert guide_to(load_builtin(), code, OFFICE).sure is sure


def test_an_unknown_code_is_no_procedure() -> None:
    with pytest.raises(LookupError):
        guide_to(load_builtin(), "9.999999", OFFICE)


def test_sessions_that_count_at_once_are_told_of() -> None:
    told = hours_set_in_words("07:00-11:30 13:30-17:00; thêm T7 07:30-11:00 tính ngay")
    assert "Hồ sơ nhận trong các buổi thêm được tính ngay." in told
    assert "tính ngay" not in hours_set_in_words("07:00-11:30; thêm T7 07:30-11:00")
