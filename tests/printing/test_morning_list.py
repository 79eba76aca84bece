"""The morning list, the take-home list and the test page: whole and in their columns."""

import re
from datetime import date
from typing import Any

import pytest

from app.printing.layout import MM
from app.printing.pages import render
from app.services.slip_values import office_values
from tests.printing.reading import codes, flat, read
from tests.printing.samples import LONG_NAME, OFFICE, PRINTED

DAY = date(2026, 11, 20)
WIDE, NARROW = "a4", "80mm"
LAND = "Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với hộ gia đình, cá nhân"


def values(**own: Any) -> dict[str, Any]:
    printed = {"desk": "03158-1A", "at": PRINTED, "training": True, "again": 2}
    return {"office": office_values(OFFICE), "print": printed, **own}


def listed(count: int) -> dict[str, Any]:
    """So many dossiers, one with a name of 200 letters, one that says as little as it may."""
    rows = [
        {
            "number": f"20/11\u00a0–\u00a0{n:04d}",
            "owner": LONG_NAME if n == 4 else f"Giàng A Páo {n}",
            "procedure": "Xác nhận tình trạng hôn nhân" if n % 3 else LAND,
            "due": "" if n == 5 else "16:00 20/11/2026\nquá 1 ngày",
            "where": "" if n == 5 else "Tư pháp – Lò Thị Nhi",
            "phone": "" if n == 5 else "0912\u00a0345\u00a0678",
        }
        for n in range(1, count + 1)
    ]
    return values(kind="Quá hạn", at="07:12 thứ Sáu 20/11/2026", total=count, entries=rows)


def bring(count: int = 3) -> dict[str, Any]:
    return values(
        plain="Xin giấy xác nhận chưa có vợ hoặc chồng",
        bring=[{"name": f"Giấy thứ {n}", "how": "mang bản gốc" * (n % 2)} for n in range(count)],
        where="Trung tâm Phục vụ hành chính công xã Sín Thầu, bàn số 1",
        how_long="3 ngày làm việc",
        how_much="15.000 đồng",
        free_if="hộ nghèo",
        advice="Nói rõ xin giấy để làm gì.",
        hours="thứ Hai đến thứ Sáu, 7:00–11:30 và 13:30–17:00",
        phone="0215 3000 000",
        code="1.004873",
        sure=True,
    )


@pytest.mark.parametrize("count", [1, 40, 300])
def test_a_list_has_every_row_its_head_on_each_page_and_page_numbers(count: int) -> None:
    pdf = render("danh-sach", listed(count), WIDE, DAY)
    pages = read(pdf)

    assert [(round(page.width / MM), round(page.height / MM)) for page in pages] == [
        (297, 210)
    ] * len(pages)
    text = flat(pdf)
    assert all(f"20/11 – {n:04d}" in text for n in range(1, count + 1))
    for number, page in enumerate(pages, 1):
        assert "STT Mã Chủ hồ sơ Thủ tục Hạn trả Đang ở Điện thoại" in page.text
        assert f"Trang {number}/{len(pages)}" in page.text
        assert "LUYỆN TẬP" in page.text
        assert not page.outside(0, page.width)
    assert f"07:12 thứ Sáu 20/11/2026 · {count} hồ sơ" in pages[0].text


@pytest.mark.parametrize("paper", [WIDE, NARROW])
def test_numbers_and_telephones_are_never_broken(paper: str) -> None:
    lines = "\n".join(page.text for page in read(render("danh-sach", listed(40), paper, DAY)))

    assert lines.count("0912 345 678") == 39
    assert len(re.findall(r"20/11 – \d{4}\b", lines)) == 40


def test_a_list_on_a_roll_is_one_strip_with_every_row() -> None:
    (page,) = read(render("danh-sach", listed(40), NARROW, DAY))

    assert all(f"20/11 – {n:04d}" in page.text for n in range(1, 41))
    assert not re.search(r"^· | ·$", page.text, re.MULTILINE)
    assert not page.outside(4 * MM, 76 * MM)
    assert not page.overlaps()


def test_a_list_is_never_marked_as_a_copy() -> None:
    assert "BẢN IN LẠI" not in flat(render("danh-sach", listed(1), WIDE, DAY))


@pytest.mark.parametrize("paper", [WIDE, "a5", NARROW])
def test_the_take_home_list_says_what_where_how_long_and_how_much(paper: str) -> None:
    text = flat(render("huong-dan", bring(), paper, DAY))

    told = ("BÀ CON CẦN MANG GÌ?", "Giấy thứ 0", "Giấy thứ 1 – mang bản gốc", "bàn số 1",
            "3 ngày làm việc", "15.000 đồng", "0215 3000 000", "hộ nghèo", "13:30",
            "Nhớ thêm: Nói rõ xin giấy để làm gì.", "Chỉ cần các giấy ghi ở trên")  # fmt: skip
    assert [said for said in told if said not in text] == []


def test_a_take_home_list_that_nobody_verified_claims_nothing() -> None:
    text = flat(render("huong-dan", bring() | {"sure": None, "advice": ""}, WIDE, DAY))
    assert "chưa kiểm chứng hết" in text
    assert "Chỉ cần" not in text
    assert "Nhớ thêm" not in text


def test_the_take_home_list_is_in_large_letters() -> None:
    (page,) = read(render("huong-dan", bring(), WIDE, DAY))
    ours = [one for one in page.letters if one.text in "NG" and one.left < 30 * MM]

    assert ours
    assert all(one.top - one.bottom > 11 for one in ours)  # capitals of 16 pt


def test_a_take_home_list_without_papers_sends_people_to_the_desk() -> None:
    assert "hỏi cán bộ ở bàn tiếp nhận" in flat(render("huong-dan", bring(0), WIDE, DAY))


@pytest.mark.parametrize("paper", [WIDE, "a5", NARROW])
def test_the_test_page_has_stacked_marks_in_every_size_and_a_code(paper: str) -> None:
    pdf = render("trang-thu", values(printer="HP-1", at="08:38", code="MOTCUA-THU"), paper, DAY)
    text = flat(pdf)

    assert text.count("Ầ Ễ Ữ đ") == 7
    assert "ŭ" in text
    assert "HP-1" in text
    assert codes(pdf, 203) == ["MOTCUA-THU"]


@pytest.mark.parametrize("form", ["danh-sach", "huong-dan", "trang-thu"])
def test_every_form_of_ours_prints_the_same_bytes_twice(form: str) -> None:
    own = {**listed(3), **bring(), "printer": "x", "at": "08:38"}

    assert render(form, own, WIDE, DAY) == render(form, own, WIDE, DAY)
