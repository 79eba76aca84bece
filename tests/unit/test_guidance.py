"""Advice at one office: the law's words from `take_home`, hours and telephone from the desk."""

from dataclasses import replace

import pytest

from app.domain.builtin import load_builtin
from app.domain.place import Office
from app.services.guidance import guide_to

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
    assert guide.hours == "thứ Hai đến thứ Sáu 7:00–11:30, 13:30–17:00; thứ Bảy 7:30–11:00"
    assert guide.phone == "0215 3000 000"
    assert guide.told.how_long.startswith("Trong ngày")
    assert set(guide.values()) == {
        "plain", "bring", "where", "how_long", "how_much", "free_if", "advice", "hours", "phone",
        "code", "sure",
    }  # fmt: skip


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
