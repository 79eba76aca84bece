"""Money in words, as receipts spell it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.amount_words import DIGITS, dong_in_words, number_in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (21_000, "Hai mươi mốt nghìn đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (15_000, "Mười lăm nghìn đồng"),
        (204_000, "Hai trăm linh tư nghìn đồng"),
        (0, "Không đồng"),
        (10_000, "Mười nghìn đồng"),
        (11_000, "Mười một nghìn đồng"),
        (14_000, "Mười bốn nghìn đồng"),
        (54_000, "Năm mươi tư nghìn đồng"),
        (110_000, "Một trăm mười nghìn đồng"),
        (1_000_500, "Một triệu năm trăm đồng"),
        (1_000_001, "Một triệu không trăm linh một đồng"),
        (2_000_000_005, "Hai tỷ không trăm linh năm đồng"),
        (10_000_000_000, "Mười tỷ đồng"),
        (1_234_567, "Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng"),
    ],
)
def test_amounts_are_spelled_as_receipts_spell_them(amount: int, words: str) -> None:
    assert dong_in_words(amount) == words


def test_nobody_pays_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="-1"):
        number_in_words(-1)


VALUES = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}
SCALES = {"nghìn": 1000, "triệu": 1_000_000, "tỷ": 1_000_000_000}


def heard(words: str) -> int:
    """A listener who knows the digits and the scales."""
    total, group, digit = 0, 0, 0
    for word in words.split():
        if word in VALUES:
            digit = VALUES[word]
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "mươi":
            group, digit = group + 10 * digit, 0
        elif word == "trăm":
            group, digit = group + 100 * digit, 0
        elif word in SCALES:
            total += (group + digit) * SCALES[word]
            group = digit = 0
    return total + group + digit


@given(st.integers(0, 999_999_999_999))
def test_a_listener_hears_the_same_amount(amount: int) -> None:
    assert heard(number_in_words(amount)) == amount
