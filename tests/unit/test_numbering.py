"""Numbers on paper: the desk's own and the legal ones never look alike."""

import re
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.numbering import (
    BLOCK_SIZE,
    BLOCKS,
    Block,
    as_printed,
    is_own_code,
    leased_code,
    own_code,
    running_number,
)

LEGAL = re.compile(  # codes of ministries and provinces, old ones with three zeros in front
    r"(?:[A-Z0-9]{3}\.[A-Z0-9]{2}\.[A-Z0-9]{2}\.)?[A-Z]\d{2}(?:\.[A-Z0-9]{1,4}){0,3}-\d{6}-\d{4,5}"
)
DAYS = st.dates(date(2024, 1, 1), date(2099, 12, 31))


def test_numbers_as_they_are_printed() -> None:
    day = date(2026, 11, 20)
    assert own_code("03158", 1, "", day, 7) == "MC-03158-1-261120-0007"
    assert own_code("03158", 12, "b", day, 12345) == "MC-03158-12b-261120-12345"
    assert leased_code("H18.40", day, 1) == "H18.40-261120-0001"


def test_letters_behind_a_desk_are_small_on_paper_however_they_are_typed() -> None:
    for letters in ("", "b", "bz"):
        code = own_code("03158", 12, letters, date(2026, 11, 20), 7)
        for typed in (code, code.lower(), code.upper()):
            assert as_printed(typed) == code
            assert is_own_code(typed.upper())
        assert as_printed(code[:-6]) == code[:-6]
    assert as_printed("h18.40-261120-0001") == "H18.40-261120-0001"


@given(DAYS, st.integers(1, 99), st.integers(1, 999_999), st.sampled_from(["", "a", "z", "bb"]))
def test_an_own_number_can_never_pass_for_a_legal_one(
    day: date, desk: int, number: int, letter: str
) -> None:
    own = own_code("03158", desk, letter, day, number)
    assert LEGAL.fullmatch(own) is None
    assert running_number(own) == number


@given(DAYS, st.integers(1, 9_999), st.sampled_from(["H18", "H18.40", "H18.40.2", "G01.1.2.3"]))
def test_a_leased_number_has_the_legal_form(day: date, number: int, agency: str) -> None:
    legal = leased_code(agency, day, number)
    assert LEGAL.fullmatch(legal)
    assert not legal.startswith("MC-")
    assert running_number(legal) == number


def test_blocks_share_a_day_without_gaps_and_leave_the_end_to_the_province() -> None:
    blocks = [Block(number) for number in range(BLOCKS)]
    assert blocks[0].first == 1
    assert all(a.last + 1 == b.first for a, b in pairwise(blocks))
    assert blocks[-1].last == BLOCKS * BLOCK_SIZE == 9_900
