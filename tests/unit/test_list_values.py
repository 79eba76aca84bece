"""Cells of a list: every way in which sheets and people write days, numbers and codes."""

from datetime import date, datetime

import pytest

from app.domain.list_values import (
    day_of_code,
    id_of,
    moment_of,
    phone_of,
    procedure_code,
    text_of,
)
from app.domain.times import VN, from_seconds

MORNING = datetime(2025, 8, 21, 8, 30, tzinfo=VN)
BARE = MORNING.replace(tzinfo=None)  # as sheets have it
DAY = datetime(2025, 8, 21, tzinfo=VN)


@pytest.mark.parametrize(
    "cell",
    [
        BARE,
        "21/08/2025 08:30",
        "21/8/2025  8:30:00",
        "21-08-2025 08:30",
        "21.08.2025, 08h30",
        "08:30 21/08/2025",
        "08 giờ 30 phút, ngày 21 tháng 8 năm 2025",
        "lúc 8 giờ 30 ngày 21/08/2025",
        "ngày 21 tháng 08 năm 2025 08:30",
        "Thứ Năm, 21/08/2025 08:30",
        "2025-08-21 08:30",
        "2025-08-21T08:30:00",
        "2025-08-21T08:30:00+07:00",
        "2025-08-21T01:30:00Z",
        "8:30 SA 21/08/2025",
        "21/08/2025 08:30 AM",
        "20250821083000",
        45890.354166666664,
        "45890.354166666664",
    ],
)
def test_a_time_is_the_same_however_it_is_written(cell: object) -> None:
    found = moment_of(cell)  # type: ignore[arg-type]
    assert found is not None
    assert from_seconds(found) == MORNING


@pytest.mark.parametrize(
    "cell",
    [
        date(2025, 8, 21),
        BARE.replace(hour=0, minute=0),
        "21/08/2025",
        "21/8/25",
        "Ngày 21 tháng 8 năm 2025",
        "2025-08-21",
        "20250821",
        45890,
        45890.0,
    ],
)
def test_a_day_alone_begins_at_midnight_and_a_term_lasts_to_its_end(cell: object) -> None:
    begins, ends = moment_of(cell), moment_of(cell, ends=True)  # type: ignore[arg-type]
    assert begins is not None
    assert ends is not None
    assert from_seconds(begins) == DAY
    assert from_seconds(ends) == DAY.replace(hour=23, minute=59)


def test_afternoon_and_noon() -> None:
    said = [
        moment_of(cell)
        for cell in ("21/08/2025 1:05 CH", "21/08/2025 12:05 PM", "12:05 SA 21/8/2025")
    ]
    assert [from_seconds(one or 0).hour for one in said] == [13, 12, 0]


@pytest.mark.parametrize(
    "cell", ["31/02/2025", "08/21/2025", "hôm qua", "21/08", "21/08/1825", "5"]
)
def test_what_is_no_day_is_not_turned_round(cell: str) -> None:
    with pytest.raises(ValueError, match="no day"):
        moment_of(cell)


@pytest.mark.parametrize("cell", [None, "", "   "])
def test_an_empty_cell_is_nothing(cell: str | None) -> None:
    assert moment_of(cell) is None


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("H56.14-240823-0001", datetime(2024, 8, 23, tzinfo=VN)),
        ("000.00.06.H56-231027-0361", datetime(2023, 10, 27, tzinfo=VN)),
        ("H56.14-240823-54321", datetime(2024, 8, 23, tzinfo=VN)),
        ("H56.14-241323-0001", None),
        ("112/2026", None),
    ],
)
def test_a_legal_code_names_the_day(code: str, day: datetime | None) -> None:
    found = day_of_code(code)
    assert (None if found is None else from_seconds(found)) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2.000815", "2.000815"),
        ("2.000815.000.00.00.H56", "2.000815"),
        ("2.002622.H56", "2.002622"),
        ("1.001776 - Trợ giúp xã hội", "1.001776"),
        ("(2.000815) Chứng thực bản sao", "2.000815"),
        ("Chứng thực bản sao", None),
        ("12.0008151", None),
    ],
)
def test_a_procedure_code_is_read_without_its_suffix(text: str, code: str | None) -> None:
    assert procedure_code(text) == code


def test_noughts_that_a_sheet_dropped_come_back_and_nothing_else_is_guessed() -> None:
    assert id_of(11090000007.0) == ("011090000007", "cccd")
    assert id_of("011090000007") == ("011090000007", "cccd")
    assert id_of("0110 9000 0007") == ("011090000007", "cccd")
    assert id_of("'011090000007") == ("011090000007", "cccd")
    assert id_of("0110****0007") is None
    assert id_of("11090000007") is None  # typed so: a digit is missing, nobody knows which
    assert phone_of(912345678) == "0912345678"
    assert phone_of("0912.345.678") == "0912345678"
    assert phone_of("'0912345678") == "0912345678"


def test_text_of_cells() -> None:
    assert text_of(12.0) == "12"
    assert text_of("  Lò \u200bVăn\n Tánh ") == "Lò Văn Tánh"
    assert text_of(BARE) == "21/08/2025 08:30"
    assert text_of(date(2025, 8, 21)) == "21/08/2025"
    assert text_of(None) == ""
