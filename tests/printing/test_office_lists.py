"""The inventory and the list of results that nobody comes for: whole, and in their columns."""

import pytest

from app.printing.pages import render
from tests.printing.reading import flat, read
from tests.printing.samples import LONG_NAME
from tests.printing.test_morning_list import DAY, LAND, values

AT = "07:12 thứ Sáu 20/11/2026"


def results(count: int) -> bytes:
    rows = [
        {
            "number": f"17/08\u00a0–\u00a0{n:04d}",
            "owner": LONG_NAME if n == 2 else f"Giàng A Páo {n}",
            "procedure": LAND,
            "since": "20/08/2026\n92 ngày",
            "phone": "" if n == 1 else "0912\u00a0345\u00a0678",
            "reminded": "" if n == 1 else "18/11/2026\ngọi điện",
        }
        for n in range(1, count + 1)
    ]
    return render("nhac-ket-qua", values(days=30, at=AT, total=count, entries=rows), "a4", DAY)


@pytest.mark.parametrize("count", [1, 60])
def test_every_result_is_on_the_list_with_its_head_on_each_page(count: int) -> None:
    made = results(count)
    pages, words = read(made), flat(made)

    assert "KẾT QUẢ CHỜ LẤY QUÁ 30 NGÀY" in words
    assert all(f"17/08 – {n:04d}" in words for n in range(1, count + 1))
    for number, page in enumerate(pages, 1):
        head = "STT Mã Chủ hồ sơ Thủ tục Có kết quả Điện thoại Đã nhắc"
        assert head in " ".join(page.text.split())
        assert f"Trang {number}/{len(pages)}" in page.text
        assert not page.outside(0, page.width)


def inventory(kinds: int, incidents: int) -> bytes:
    rows = [
        {
            "about": f"Thiết bị thứ {n} của cơ quan, tên dài để xem có bị cắt không",
            "needed": "" if n == 1 else "12",
            "held": "10",
            "works": "9",
            "broken": "1",
            "missing": "" if n == 1 else "2",
            "note": "chưa kiểm kê" if n == 1 else "",
        }
        for n in range(1, kinds + 1)
    ]
    broken = [
        {"number": f"SC-03158-1-{n:04d}", "about": "Máy in", "since": "08:10 20/11/2026",
         "days": "3"}
        for n in range(1, incidents + 1)
    ]  # fmt: skip
    return render("thiet-bi", values(at=AT, entries=rows, open=broken or None), "a4", DAY)


def test_the_inventory_is_one_page_with_what_is_open() -> None:
    made = inventory(11, 5)
    (page,) = read(made)
    words = flat(made)

    assert not page.outside(0, page.width)
    assert "Cần Có Dùng được Hỏng Thiếu Ghi chú" in words
    assert "12 10 9 1 2" in words
    assert all(f"SC-03158-1-{n:04d}" in words for n in range(1, 6))


def test_without_open_incidents_there_is_no_empty_table() -> None:
    assert "Sự cố đang mở" not in flat(inventory(3, 0))
