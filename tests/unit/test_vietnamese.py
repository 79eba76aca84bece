"""Text as Vietnam writes it: one form, keys to search by, amounts and days in words."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.times import VN
from app.domain.vietnamese import (
    DIGITS,
    collation_key,
    day_in_words,
    dong,
    dong_in_words,
    fold,
    initials,
    moment_in_words,
    nfc,
)

UNITS = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
ONES = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}


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


def test_initials_are_of_the_words_without_marks() -> None:
    assert initials("Xác nhận tình trạng hôn nhân") == "xntthn"


def test_lists_stand_in_the_order_of_the_vietnamese_alphabet() -> None:
    names = ["Đào", "Dao", "Ân", "An", "Ăn", "Ơn", "Bé", "Bê", "Ấn"]
    assert sorted(names, key=collation_key) == [
        "An", "Ăn", "Ân", "Ấn", "Bé", "Bê", "Dao", "Đào", "Ơn",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (105, "Một trăm linh năm đồng"),
        (2_000, "Hai nghìn đồng"),
        (16_000, "Mười sáu nghìn đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (200_000, "Hai trăm nghìn đồng"),
        (-3_000, "Âm ba nghìn đồng"),
    ],
)
def test_amounts_are_spelt_as_on_receipts(amount: int, words: str) -> None:
    assert dong_in_words(amount) == words


@given(st.integers(0, 10**12 - 1))
def test_a_reader_gets_the_amount_back_from_its_words(amount: int) -> None:
    assert _read(dong_in_words(amount).lower().removesuffix(" đồng")) == amount


def _read(words: str) -> int:
    """The other way round, written without looking at the speller."""
    total = group = 0
    for word in words.split():
        if word in UNITS:
            total, group = total + group * UNITS[word], 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group // 100 * 100 + group % 100 * 10
        elif word == "mười":
            group += 10
        elif word != "linh":
            group += ONES[word]
    return total + group


@given(st.integers(0, 10**15))
def test_thousands_are_parted_by_dots(amount: int) -> None:
    assert int(dong(amount).replace(".", "")) == amount
    assert all(len(part) == 3 for part in dong(amount).split(".")[1:])


def test_days_and_moments_as_papers_write_them() -> None:
    assert day_in_words(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert day_in_words(date(2026, 9, 20)) == "ngày 20 tháng 9 năm 2026"
    moment = datetime(2026, 11, 20, 8, 5, tzinfo=VN)
    assert moment_in_words(moment) == "08 giờ 05 phút, ngày 20 tháng 11 năm 2026"
