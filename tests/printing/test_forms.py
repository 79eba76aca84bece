"""Layouts as dated data."""

from datetime import date, timedelta

import pytest

from app.printing import layout as layouts
from app.printing.blocks import MAKERS
from app.printing.errors import LayoutError
from app.printing.layout import MM, form_in_force, sheet_of

FIRST = date(2025, 9, 15)
STATUTORY = ("mau-01", "mau-01-nhieu", *(f"mau-0{number}" for number in range(2, 8)))
OURS = (
    "phieu-khoi-phuc", "huong-dan", "danh-sach", "trang-thu", "may-quet", "so-cho",
    "thiet-bi", "so-phoi", "nhac-ket-qua", "lich-hen", "lich-hen-niem-yet",
    "bien-nhan-ket-qua", "ban-giao-ket-qua", "phieu-thu", "so-thu-phi", "thong-ke",
    "phieu-cong-viec",
)  # fmt: skip
FORMS = (
    *((form, FIRST) for form in (*STATUTORY, "phieu-trang", "phieu-giay")),
    *((form, date(2025, 7, 1)) for form in OURS),
)


@pytest.mark.parametrize(("form", "first"), FORMS)
def test_a_form_is_in_force_from_its_day(form: str, first: date) -> None:
    assert form_in_force(form, first)["form"]["id"] == form


def test_what_is_older_than_the_oldest_form_is_printed_on_that() -> None:
    for form, first in FORMS:
        assert form_in_force(form, first - timedelta(days=90)) == form_in_force(form, first)


def test_an_unknown_form_is_named() -> None:
    with pytest.raises(LayoutError, match="mau-99"):
        form_in_force("mau-99", FIRST)


def test_the_newest_form_not_after_the_day_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    starts = {f"x@{day}.toml": date.fromisoformat(day) for day in ("2026-01-01", "2026-07-01")}
    monkeypatch.setattr(layouts, "_names", lambda: tuple(starts))
    monkeypatch.setattr(layouts, "_toml", lambda name: {"form": {"effective_from": starts[name]}})

    found = [form_in_force("x", date(2026, month, 1))["form"]["effective_from"].month
             for month in (1, 6, 7, 12)]  # fmt: skip
    assert found == [1, 1, 7, 7]


@pytest.mark.parametrize(("form", "first"), FORMS)
def test_a_form_names_its_law_and_certainty(form: str, first: date) -> None:
    layout = form_in_force(form, first)

    assert {"name", "legal_basis", "mark", "source", "certainty"} <= set(layout["form"])
    assert {block["type"] for block in layout["block"]} <= set(MAKERS)


def test_a4_keeps_the_margins_of_the_decree() -> None:
    sheet = sheet_of(form_in_force("mau-01", FIRST), "a4")

    assert (round(sheet.width / MM), round(sheet.height / MM)) == (210, 297)
    assert [round(side / MM) for side in sheet.margin] == [20, 20, 20, 30]
    assert (sheet.sizes["quoc_hieu"], sheet.sizes["tieu_ngu"], sheet.sizes["noi_dung"]) == (
        12,
        13,
        13,
    )
    assert (
        min(size for role, size in sheet.sizes.items() if role not in ("in_nho", "para_gap")) >= 11
    )


def test_a_form_may_differ_from_the_house() -> None:
    layout = form_in_force("mau-01", FIRST) | {"sizes": {"a4": {"bang": 11}}}

    assert sheet_of(layout, "a4").sizes["bang"] == 11
    assert sheet_of(layout, "a5").sizes["bang"] == 9
