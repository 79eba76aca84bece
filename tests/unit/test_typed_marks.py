"""Keystrokes that no input method composed, read as what was meant."""

import pytest

from app.domain.telex import decode_telex
from app.domain.vni import decode_vni


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("d9a85ng", "đặng"),
        ("D9a85ng Va8n D9u71c", "Đặng Văn Đức"),
        ("nguye64n thi5", "nguyễn thị"),
        ("Lo2 Va8n U7o71t", "Lò Văn Ướt"),
        ("ta3 ko61 khu72", "tả kố khừ"),
        ("vie65t", "việt"),
        ("nguo7i2", "người"),
        ("ho2a", "hòa"),
    ],
)
def test_vni_keystrokes_are_composed(typed: str, meant: str) -> None:
    assert decode_vni(typed) == meant


@pytest.mark.parametrize(
    "text",
    ["0912345678", "MC-03158-1-261120-0240", "20/11 – 0240", "a1b2", "lo van uo", "K7M2QX", "d9"],
)
def test_numbers_and_plain_words_are_no_vni(text: str) -> None:
    assert decode_vni(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"), [("ddawng", "đăng"), ("ddawngj", "đặng"), ("ddaw", "đă")]
)
def test_a_telex_word_is_read_while_it_is_typed(typed: str, meant: str) -> None:
    assert decode_telex(typed) == meant
