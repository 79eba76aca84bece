"""Numbers of people and bodies, and birth dates as they are typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ClerkError
from app.domain.identity import (
    CCCD,
    CMND,
    NONE,
    PASSPORT,
    TAX,
    TAX_WEIGHTS,
    clean_id,
    guess_id_kind,
    id_warnings,
    parse_born_on,
    sex_and_year,
)

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("011090000007", CCCD),
        ("011 090 000 007", CCCD),
        ("040512345", CMND),
        ("0100109106", TAX),
        ("0100109106-001", TAX),
        ("c1234567", PASSPORT),
        ("B12345678", PASSPORT),
        ("12345", None),
        ("", None),
        ("١٢٣٤٥٦٧٨٩", None),
    ],
)
def test_the_shape_tells_the_kind(typed: str, kind: str | None) -> None:
    assert guess_id_kind(typed) == kind


@pytest.mark.parametrize(
    ("typed", "kind", "sentence"),
    [
        ("01109000000", CCCD, "Số CCCD có 12 chữ số. Bạn đã nhập 11 - thiếu 1 số."),
        ("0110900000071", CCCD, "Số CCCD có 12 chữ số. Bạn đã nhập 13 - thừa 1 số."),
        ("12345678", CMND, "Số CMND có 9 chữ số. Bạn đã nhập 8 - thiếu 1 số."),
        (
            "01001091061",
            TAX,
            "Số mã số thuế có 10 hoặc 13 chữ số. Bạn đã nhập 11 - thừa 1 số.",
        ),
        ("0110900000O7", CCCD, "Số CCCD chỉ gồm 12 chữ số. Hãy xem lại."),
        ("AB", PASSPORT, "Số hộ chiếu gồm 5 đến 12 chữ và số, ví dụ C1234567."),
        ("011090000007", NONE, "Đã ghi “chưa có giấy tờ” thì để trống số."),
    ],
)
def test_a_wrong_number_says_what_is_wrong(typed: str, kind: str, sentence: str) -> None:
    with pytest.raises(ClerkError) as refused:
        clean_id(typed, kind)
    assert (refused.value.message, refused.value.field) == (sentence, "id")


def test_spaces_dots_and_dashes_of_typing_go() -> None:
    assert clean_id(" 011.090-000 007 ", CCCD) == "011090000007"
    assert clean_id("c 1234567", PASSPORT) == "C1234567"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("001190012345", ("female", 1990)),
        ("001090012345", ("male", 1990)),
        ("001205012345", ("male", 2005)),
        ("001305012345", ("female", 2005)),
    ],
)
def test_the_fourth_digit_tells_sex_and_century(number: str, told: tuple[str, int]) -> None:
    assert sex_and_year(number) == told


def test_a_number_that_fits_warns_of_nothing() -> None:
    assert id_warnings("011090000007", "1990-03-14", "male") == ()
    assert id_warnings("011090000007", "1990", None) == ()
    assert id_warnings("011090000007", None, None) == ()


def test_sex_year_and_province_that_do_not_fit_are_only_told() -> None:
    warned = id_warnings("003090000007", "1985-01-01", "female")
    assert [field for field, _ in warned] == ["born_on", "sex", "id"]
    assert "1990" in warned[0][1]
    assert "1985" in warned[0][1]


def test_numbers_registered_abroad_are_no_wrong_province() -> None:
    assert id_warnings("102090000007", "1990", "male") == ()


@pytest.mark.parametrize(("number", "fits"), [("0100109106", True), ("0100109107", False)])
def test_the_check_digit_of_a_tax_number_is_looked_at(number: str, fits: bool) -> None:  # noqa: FBT001
    assert (id_warnings(number, None, None, TAX) == ()) == fits


@given(st.text("0123456789", min_size=9, max_size=9))
def test_one_check_digit_at_the_most_fits_a_tax_number(first: str) -> None:
    fitting = [last for last in "0123456789" if not id_warnings(first + last, None, None, TAX)]
    total = sum(int(digit) * weight for digit, weight in zip(first, TAX_WEIGHTS, strict=True))
    assert len(fitting) == (total % 11 != 0)  # ten is no digit


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("310326", "2026-03-31"),
        ("010190", "1990-01-01"),
        ("201226", "1926-12-20"),  # ahead in 2026
        ("14/03/1990", "1990-03-14"),
        ("14-3-1990", "1990-03-14"),
        ("14.3.1990", "1990-03-14"),
        ("14031990", "1990-03-14"),
        ("1990-03-14", "1990-03-14"),
        ("1990", "1990"),
        ("00001990", "1990"),
        ("00/00/1990", "1990"),
        ("29/02/2024", "2024-02-29"),
        ("20/11/2026", "2026-11-20"),
    ],
)
def test_birth_dates_as_people_type_them(typed: str, born: str) -> None:
    assert parse_born_on(typed, today=TODAY) == born


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/1990", "Ngày sinh 31/02/1990 không có. Ví dụ: 28/02/1990."),
        ("29/02/2023", "Ngày sinh 29/02/2023 không có. Ví dụ: 28/02/2023."),
        ("01/13/1990", "Ngày sinh 01/13/1990 không có. Ví dụ: 01/12/1990."),
        ("21/11/2026", "Ngày sinh 21/11/2026 ở tương lai. Hãy xem lại."),
        ("1849", "Năm sinh 1849 không hợp lý. Hãy xem lại."),
        ("2027", "Năm sinh 2027 không hợp lý. Hãy xem lại."),
        ("14/03", "Ngày sinh “14/03” chưa đủ. Ví dụ: 28/02/1990, hoặc 1990."),
        ("hôm qua", "Ngày sinh “hôm qua” chưa đủ. Ví dụ: 28/02/1990, hoặc 1990."),
    ],
)
def test_a_day_that_cannot_be_says_why(typed: str, sentence: str) -> None:
    with pytest.raises(ClerkError) as refused:
        parse_born_on(typed, today=TODAY)
    assert (refused.value.message, refused.value.field) == (sentence, "born_on")


@given(st.dates(date(1850, 1, 1), TODAY))
def test_every_day_is_read_back_however_it_is_typed(day: date) -> None:
    for form in ("%d/%m/%Y", "%d%m%Y", "%Y-%m-%d"):
        assert parse_born_on(day.strftime(form), today=TODAY) == day.isoformat()


@given(st.text(max_size=20))
def test_any_other_text_is_refused_in_words(typed: str) -> None:
    assert _answer(typed).startswith(("1", "2", "Ngày sinh", "Năm sinh"))


def _answer(typed: str) -> str:
    try:
        return parse_born_on(typed, today=TODAY)
    except ClerkError as refused:
        return refused.message
