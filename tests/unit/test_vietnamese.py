"""Text as Vietnam writes it: one form, keys to search by, amounts and days on paper."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.times import VN
from app.domain.vietnamese import (
    ALIKE,
    WITHOUT_MARKS,
    day_in_words,
    dong,
    fold,
    moment_in_words,
    nfc,
    person_name,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Văn Đức", "dang van duc"),
        ("ĐẶNG VĂN ĐỨC", "dang van duc"),
        ("H'Bia Niê", "h'bia nie"),
        ("H’ Bia Niê", "h'bia nie"),
        ("H´\r\n Bia", "h'bia"),
        ("Bh'riu Liếc", "bh'riu liec"),
        ("Ƀôn Kƀông Čư̆ Ñơr", "bon kbong cu nor"),
        ("  Lò   Thị\tNhi ", "lo thi nhi"),
    ],
)
def test_a_name_has_one_key_however_it_is_written(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text(max_size=40))
def test_the_key_does_not_depend_on_composition_or_case(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text)) == fold(fold(text))


@given(st.text(max_size=40))
def test_a_key_is_of_the_whole_text_what_it_is_of_its_words(text: str) -> None:
    lowered = text.casefold().translate(ALIKE)
    bare = unicodedata.normalize("NFD", lowered).translate(WITHOUT_MARKS)
    assert fold(text) == " ".join(bare.split()).replace("' ", "'")


@given(st.integers(0, 10**15))
def test_thousands_are_parted_by_dots(amount: int) -> None:
    assert int(dong(amount).replace(".", "")) == amount
    assert all(len(part) == 3 for part in dong(amount).split(".")[1:])


def test_days_and_moments_as_papers_write_them() -> None:
    assert day_in_words(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert day_in_words(date(2026, 9, 20)) == "ngày 20 tháng 9 năm 2026"
    moment = datetime(2026, 11, 20, 8, 5, tzinfo=VN)
    assert moment_in_words(moment) == "08 giờ 05 phút, ngày 20 tháng 11 năm 2026"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("đặng văn đức", "Đặng Văn Đức"),
        ("y niê êban hơ lăk", "Y Niê Êban Hơ Lăk"),
        ("h'bia mlô", "H'Bia Mlô"),
        ("k’brôi", "K’Brôi"),
        ("ƀih čư ñê ŏng", "Ƀih Čư Ñê Ŏng"),
        ("niê-kđăm", "Niê-Kđăm"),
        ("lò thị mai (tức mẩy)", "Lò Thị Mai (Tức Mẩy)"),
        ("", ""),
    ],
)
def test_a_name_in_small_letters_gets_its_capitals(typed: str, written: str) -> None:
    assert person_name(typed) == written
    assert person_name(written) == written


@pytest.mark.parametrize(
    "typed", ["ĐẶNG VĂN ĐỨC", "Đặng văn đức", "H'bia Mlô", "M'lô", "lò Thị mai"]
)
def test_a_name_with_any_capital_stays_as_it_was_typed(typed: str) -> None:
    assert person_name(typed) == typed
