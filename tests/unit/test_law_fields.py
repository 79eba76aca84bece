"""Fields of law as people type them and as the catalogue spells them."""

from dataclasses import replace

import pytest

from app.domain.builtin import load_builtin
from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.services.law_fields import known_fields, settled_fields

LAW = load_builtin()


def with_fields(*names: str) -> Catalogue:
    """A catalogue whose procedures are of these fields."""
    some = zip(LAW.procedures, names, strict=False)
    return replace(LAW, procedures=tuple(replace(one, field=name) for one, name in some))


@pytest.mark.parametrize(
    ("typed", "settled"),
    [
        ((), ()),
        (("Chứng thực",), ("Chứng thực",)),
        (("CHUNG THUC", " chứng thực "), ("Chứng thực",)),
        (("ho-tich", "kinh doanh"), ("Tư pháp - hộ tịch", "Đăng ký hộ kinh doanh")),
        (("Tư pháp – hộ tịch",), ("Tư pháp - hộ tịch",)),
        (("chu\u031b\u0301ng thư\u0323c",), ("Chứng thực",)),
        (("", "Đất đai"), ("Đất đai",)),
    ],
)
def test_what_is_meant_is_kept_as_the_catalogue_spells_it(
    typed: tuple[str, ...], settled: tuple[str, ...]
) -> None:
    assert settled_fields(LAW, typed) == settled


def test_a_field_with_a_comma_of_its_own_is_one_field() -> None:
    law = with_fields("Lao động, tiền lương", "Lao động", "Trẻ em")
    typed = "lao dong,tien luong,tre em,Lao động".split(",")
    assert settled_fields(law, typed) == ("Lao động, tiền lương", "Trẻ em", "Lao động")


@pytest.mark.parametrize("typed", ["Bay lượn", "chứ", "tư", "-", "a\nb"])
def test_what_is_no_field_is_refused_with_those_that_there_are(typed: str) -> None:
    with pytest.raises(ClerkError) as refused:
        settled_fields(LAW, ("Đất đai", typed))
    assert refused.value.field == "fields"
    if typed == "Bay lượn":
        assert all(name in refused.value.message for name in known_fields(LAW))


def test_words_of_two_fields_name_both_to_choose_from() -> None:
    with pytest.raises(ClerkError) as refused:
        settled_fields(LAW, ("tư pháp",))
    assert refused.value.message.endswith("Chọn trong: Tư pháp - hộ tịch; Tư pháp khác.")


def test_control_letters_are_refused() -> None:
    with pytest.raises(ClerkError, match="ký tự lạ"):
        settled_fields(LAW, ("Đất\x07đai",))
