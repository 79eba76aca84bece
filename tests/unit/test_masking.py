"""Names as the waiting room may read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.masking import masked


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Thạch Thị Mai", "Thạch T. M."),
        ("Đặng Văn Đức", "Đặng V. Đ."),
        ("  Lò   Ươt ", "Lò Ư."),
        ("Súa", "S."),
        ("", ""),
    ],
)
def test_the_first_word_and_initials(name: str, said: str) -> None:
    assert masked(name) == said


@given(st.lists(st.text("abcđêÔơ", min_size=2, max_size=8), min_size=1, max_size=6))
def test_no_word_but_the_first_is_ever_whole(words: list[str]) -> None:
    shown = masked(" ".join(words)).split()
    assert len(shown) == len(words)
    assert all(len(word) == 2 and word.endswith(".") for word in shown[1:])
    assert words[0] not in shown if len(words) == 1 else shown[0] == words[0]
