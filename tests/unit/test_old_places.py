"""Names of before 1 July 2025: which commune is meant now, and which one an address names."""

from dataclasses import replace

import pytest

from app.domain.builtin import load_builtin
from app.domain.errors import ClerkError
from app.domain.old_units import bare, before, renamed, told
from app.domain.person import Person
from app.domain.place import Office
from app.services.offices import in_codes
from app.services.old_places import Places, addresses, with_old

CU_LAO_DUNG = "31633"
OFFICE = Office(CU_LAO_DUNG, "Trung tâm", "UBND xã Cù Lao Dung", "Cù Lao Dung")
PLACES = Places(load_builtin(), CU_LAO_DUNG)
NOW = "Xã Cù Lao Dung (trước 1/7/2025: xã An Thạnh 2)"


def test_every_commune_of_today_has_the_units_that_it_was_made_of() -> None:
    made = {one.code: before(one.code) for one in load_builtin().communes}
    assert [code for code, units in made.items() if not units] == []
    assert {one.name for one in made[CU_LAO_DUNG]} == {
        "xã An Thạnh 2", "xã Đại Ân 1", "xã An Thạnh 3", "xã An Thạnh Nam",
    }  # fmt: skip
    assert {one.province for one in made[CU_LAO_DUNG]} == {"tỉnh Sóc Trăng"}
    assert any(one.part for one in before("04960"))  # Cao Sơn was divided


def test_a_unit_that_kept_its_name_is_no_old_name() -> None:
    assert "xã Sín Thầu" in {one.name for one in before("03158")}
    assert {one.name for one in renamed("03158", "Sín Thầu")} == {"xã Leng Su Sìn", "xã Sen Thượng"}


@pytest.mark.parametrize(
    "text", ["Xã An Thạnh 2", "xã an thạnh 2", "X. An Thạnh 2", "an thanh 2", "  An Thạnh 2 "]
)
def test_a_name_is_the_same_however_its_kind_is_written(text: str) -> None:
    assert bare(text) == "an thanh 2"


def test_no_kind_is_taken_from_a_name_that_only_begins_like_one() -> None:
    assert bare("Tả Phìn") == "ta phin"
    assert bare("Thanh Phú") == "thanh phu"


def test_a_few_letters_of_an_old_name_find_the_commune_of_today_and_tell_it() -> None:
    assert NOW in PLACES.matching("an thanh 2")
    assert PLACES.matching("ninh ki") == ("Phường Ninh Kiều",)
    assert PLACES.matching("a") == ()
    assert PLACES.matching("sin thau") == ()  # of another province


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (NOW, CU_LAO_DUNG),
        ("An Thạnh 2", CU_LAO_DUNG),
        ("dai an 1", CU_LAO_DUNG),
        ("Phong Nẫm", "31537"),
        ("31537", "31537"),
        ("99999", "99999"),  # what there is not, the reception says
    ],
)
def test_what_was_typed_names_one_commune(typed: str, code: str) -> None:
    assert PLACES.code_of(typed, "deciding_office") == code


@pytest.mark.parametrize(
    ("typed", "said"),
    [("Sín Thầu", "Không thấy cơ quan ở “Sín Thầu”"), ("Phường 1", "có thể là")],
)
def test_nothing_and_several_are_said_at_the_field(typed: str, said: str) -> None:
    with pytest.raises(ClerkError, match=said) as refused:
        PLACES.code_of(typed, "deciding_office")
    assert refused.value.field == "deciding_office"


def test_only_a_line_that_names_an_office_is_changed() -> None:
    line = {"procedure": "2.000815"}
    assert in_codes(line, PLACES.code_of) is line
    said = {**line, "deciding_office": "An Thạnh 2", "return_office": "Phong Nẫm"}
    named = in_codes(said, PLACES.code_of)
    assert (named["deciding_office"], named["return_office"]) == (CU_LAO_DUNG, "31537")


def test_an_agency_of_the_province_is_found_by_its_name_too() -> None:
    name = "Văn phòng Đăng ký đất đai thành phố, Chi nhánh Cù Lao Dung"
    agency = Office("CN-DD-07", name, "UBND thành phố Cần Thơ", "Cần Thơ")
    listed = replace(load_builtin(), offices=(OFFICE, agency))
    places = Places(listed, CU_LAO_DUNG)
    assert places.matching("dat dai") == (name,)
    for typed in (name, name.lower(), "CN-DD-07"):
        assert places.code_of(typed, "deciding_office") == "CN-DD-07"


@pytest.mark.parametrize(
    ("address", "old"),
    [
        ("Ấp 1, An Thạnh 2, Cù Lao Dung, Sóc Trăng", "xã An Thạnh 2"),
        ("Ấp 1, xã An Thạnh Nam, huyện Cù Lao Dung, tỉnh Sóc Trăng", "xã An Thạnh Nam"),
        ("Ấp 1, Đại Ân 1", "xã Đại Ân 1"),
        ("Ấp 1, Cù Lao Dung (trước 1/7/2025: xã An Thạnh 3)", "xã An Thạnh 3"),
        ("Ấp 1, An Thạnh 2, Mỹ Xuyên, Sóc Trăng", "xã An Thạnh 2"),  # its province fits
        ("Ấp 1, An Thạnh 2, Mỹ Xuyên", None),  # another district
        ("Ấp An Thạnh 2, xã Cù Lao Dung, Cần Thơ", None),  # a hamlet
        ("Khóm 4, Ninh Kiều, Cần Thơ", None),
        (None, None),
    ],
)
def test_the_old_commune_of_an_address(address: str | None, old: str | None) -> None:
    assert with_old(Person("Thạch Thị Mai", address=address), OFFICE).old_commune == old


def test_what_was_said_is_not_guessed_again() -> None:
    said = Person("Thạch Thị Mai", address="Ấp 1, An Thạnh 2", old_commune="xã Đại Ân 1")
    assert with_old(said, OFFICE) == said


def test_an_address_that_ends_in_an_old_name_is_offered_with_todays() -> None:
    assert addresses(OFFICE, "Ấp 1, an thạnh n") == (
        "Ấp 1, Cù Lao Dung (trước 1/7/2025: xã An Thạnh Nam)",
    )
    assert len(addresses(OFFICE, "an thanh")) == 3
    assert addresses(OFFICE, "Ấp 1, a") == ()
    assert addresses(replace(OFFICE, commune="03158", place="Sín Thầu"), "Bản x, sin thau") == ()
    assert told("Xã Cù Lao Dung", before(CU_LAO_DUNG)[0]).endswith(")")
