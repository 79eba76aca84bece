"""Advice in plain words, out of the catalogue, with what is not sure said so."""

import pytest

from app.domain.builtin import load_builtin
from app.domain.place import Office
from app.services.guidance import FREE_WORDS, UNSURE, guide_to

OFFICE = Office(
    commune="03158",
    name="Trung tâm Phục vụ hành chính công xã Sín Thầu",
    parent="UBND xã Sín Thầu",
    place="Sín Thầu",
    hours="07:00-11:30 13:30-17:00; T7 07:30-11:00",
    phone="0215 3000 000",
)


def test_copies_are_told_with_their_price_and_hours() -> None:
    told = guide_to(load_builtin(), "2.000815", OFFICE)
    assert told.how_long == "Trong ngày"
    assert told.how_much.startswith("2.000 đồng mỗi trang")
    assert told.hours == "thứ Hai đến thứ Sáu 7:00–11:30, 13:30–17:00; T7 7:30–11:00"
    assert told.where == OFFICE.name
    assert told.free_if


def test_an_unknown_code_is_no_procedure() -> None:
    with pytest.raises(LookupError):
        guide_to(load_builtin(), "9.999999", OFFICE)


@pytest.mark.parametrize("one", load_builtin().procedures, ids=lambda one: one.code)
def test_every_procedure_can_be_told(one: object) -> None:
    catalogue = load_builtin()
    code = one.code  # type: ignore[attr-defined]
    told = guide_to(catalogue, code, OFFICE)
    assert told.name
    assert told.how_long
    assert told.how_much in {UNSURE, FREE_WORDS} or "đồng" in told.how_much
    assert all(name for name, _ in told.bring)
    assert set(told.values()) == {
        "plain", "bring", "where", "how_long", "how_much", "free_if", "hours", "phone", "code",
    }  # fmt: skip
