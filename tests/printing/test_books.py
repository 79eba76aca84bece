"""Registers: what stands in them, on every page of paper and in the lists for other programs."""

import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.bootstrap import registers
from app.bootstrap.book_files import paper_values, write_book
from app.bootstrap.opening import OpenDesk, open_desk
from app.bootstrap.papers import job_maker, queue_content
from app.domain import events as e
from app.printing.workbook import workbook
from app.services import reception
from app.services.books import Period
from app.services.dossier_book import dossier_book
from app.services.fee_book import fee_book
from app.services.steps import step
from app.storage import print_jobs
from tests.printing.desks import PIN
from tests.printing.paper_samples import FEES, FINISHED, GIVEN, book_paper
from tests.printing.reading import flat, read
from tests.printing.samples import LONG_NAME
from tests.printing.test_print_forms import OWNER, at, folder, opened, received
from tests.printing.test_slip_layout import check
from tests.printing.told import (
    CODE,
    HEAD,
    LONG_OWNER,
    LONG_TEXT,
    LONGEST_CODE,
    RECEIPT,
    event,
    extended,
    life,
    moment,
    pdf,
)

__all__ = ["folder", "opened"]
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def story(number: int = 1, **more: Any) -> Any:
    return life(code=f"MC-03158-1-261120-{number:04d}", **more)


def test_the_book_of_dossiers_says_how_each_stands_and_counts_the_valid_ones() -> None:
    late = life(FINISHED, GIVEN, code="MC-03158-1-261120-0002")
    void = life(event(e.Voided("nhầm"), moment(21)), code="MC-03158-1-261120-0003")
    moved = life(extended(), note="dân hẹn chiều", code="MC-03158-1-261120-0004")
    stories = [moved, void, late, story()]
    book = dossier_book(HEAD, stories, NOVEMBER)

    assert [row["code"][-1] for row in book.rows] == ["1", "2", "3", "4"]
    assert dict(book.totals) == {"total": 3, "done": 1, "voided": 1}
    assert book.rows[1]["returned_to"] == "Lỳ Mò Mé"
    assert book.rows[1]["note"] == "kết quả nhập sau 3 ngày"
    assert book.rows[2]["note"] == "đã huỷ"
    assert book.rows[3]["note"] == "hẹn lại 04/12/2026; dân hẹn chiều"
    text = flat(pdf(book_paper(dossier_book, stories)))
    assert "SỔ THEO DÕI TÌNH HÌNH TIẾP NHẬN HỒ SƠ THỦ TỤC HÀNH CHÍNH" in text
    assert "(Từ ngày 01 tháng 11 năm 2026 đến ngày 30 tháng 11 năm 2026)" in text
    assert "20/11/2026 25/11/2026 30/11/2026" in text
    assert "Tổng số: 3 hồ sơ; đã trả kết quả: 1 hồ sơ; đã huỷ, không tính: 1." in text


def test_the_book_of_fees_sums_what_was_kept() -> None:
    paid = story(1, paid="cash", fee_receipt=RECEIPT)
    void = life(event(e.Voided("nhầm"), moment(21)), paid="cash", code="MC-03158-1-261120-0002")
    moved = story(3, paid="transfer", fees=FEES)
    outside = life(event(e.PaymentMade("cash"), moment(2, month=12)), code=CODE)
    stories = [paid, void, moved, outside]
    book = fee_book(HEAD, stories, NOVEMBER)

    assert [row["amount"] for row in book.rows] == [15_000, 15_000, 21_000]
    assert (book.totals["cash"], book.totals["transfer"]) == (15_000, 21_000)
    text = flat(pdf(book_paper(fee_book, stories)))
    assert "Cộng (không tính hồ sơ đã huỷ) 36.000" in text
    assert "Tiền mặt: 15.000 đồng; chuyển khoản: 21.000 đồng. Tổng số: 2 lượt thu." in text
    assert "Bằng chữ: Ba mươi sáu nghìn đồng." in text
    assert "01BLP2-001 28AA-26P, số 0000123" in text
    assert "hồ sơ đã huỷ, tiền đã trả lại" in text


def test_the_book_of_fees_has_what_was_taken_though_nobody_knows_how_much() -> None:
    """The taker's own words stand beside it, and the sums are of what is known."""
    known = story(1, paid="cash")
    noted = event(e.PaymentMade("cash", None, "thu 120.000 đ"), moment(21))
    unknown = life(noted, fees=None, code="MC-03158-1-261120-0002")
    silent = story(3, paid="transfer", fees=None)
    stories = [known, unknown, silent]
    book = fee_book(HEAD, stories, NOVEMBER)

    told = [(row["code"][-1], row["amount"], row["note"]) for row in book.rows]
    assert told == [
        ("1", 15_000, None),
        ("3", None, "chưa rõ số tiền"),
        ("2", None, "chưa rõ số tiền, người thu ghi: thu 120.000 đ"),
    ]
    assert book.rows[2]["what"] == book.rows[0]["what"]
    sums = {name: book.totals[name] for name in ("count", "total", "cash", "transfer", "unknown")}
    assert sums == {"count": 3, "total": 15_000, "cash": 15_000, "transfer": 0, "unknown": 2}
    text = flat(pdf(book_paper(fee_book, stories)))
    assert [row["amount"] for row in book.entries] == [15_000, "chưa rõ", "chưa rõ"]
    assert "Trong đó 2 lượt thu chưa rõ số tiền, tiền không cộng ở trên." in text
    assert "Cộng (không tính hồ sơ đã huỷ) 15.000" in text
    assert "Chưa rõ số tiền:" not in flat(pdf(book_paper(fee_book, [known])))


@pytest.mark.parametrize("count", [0, 1, 11, 12, 13, 37, 60])
@pytest.mark.parametrize("make", [dossier_book, fee_book])
def test_heads_come_again_and_sum_and_signature_never_stand_alone(make: Any, count: int) -> None:
    stories = [story(n, paid="cash") for n in range(1, count + 1)]
    pages = read(pdf(book_paper(make, stories)))

    check(pages, "a4")
    for page in pages:
        assert ("STT Mã hồ sơ" in page.text or "STT Thời gian" in page.text) == (
            "Mã hồ sơ" in page.text
        )
        assert "STT" in page.text
        assert count == 0 or "MC-03158-1-261120-" in page.text
    assert "NGƯỜI GHI SỔ" in pages[-1].text
    whole = "\n".join(page.text for page in pages)
    assert all(f"MC-03158-1-261120-{n:04d}" in whole for n in range(1, count + 1))


@pytest.mark.parametrize("make", [dossier_book, fee_book])
def test_the_longest_words_fit_and_no_number_is_broken(make: Any) -> None:
    long = life(paid="cash", code=LONGEST_CODE, owner=LONG_OWNER, note=LONG_TEXT,
                fee_receipt=RECEIPT)  # fmt: skip
    pages = read(pdf(book_paper(make, [long] * 9)))

    check(pages, "a4")
    assert sum(page.text.count(LONGEST_CODE) for page in pages) == 9
    assert LONG_NAME[:20] in " ".join(pages[0].text.split())


def test_a_workbook_keeps_kinds_and_makes_no_text_a_formula() -> None:
    rows = [{"a": "=1+1", "b": 21_000, "c": moment(20), "d": True, "e": None, "f": "x\x0by"}]
    columns = [(key, f"Cột {key}") for key in "abcdef"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(["Sổ"], columns, rows))).active
    assert sheet is not None
    table = list(sheet.iter_rows(min_row=3, values_only=True))

    assert table[0] == tuple(f"Cột {key}" for key in "abcdef")
    assert table[1] == ("=1+1", 21_000, datetime(2026, 11, 20, 9), "có", None, "x y")  # noqa: DTZ001 - a sheet has no zones
    assert sheet.cell(4, 1).data_type == "s"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "book"


def test_a_desk_writes_its_books_in_three_ways(opened: OpenDesk, out: Path) -> None:
    codes = [received(opened) for _ in range(3)]
    counted = {"procedure": "2.000815", "owner": OWNER, "pages": 5, "copies": 3}
    reception.receive(opened.desk, counted)
    late = reception.receive(opened.desk, counted).code
    at(opened, moment(23))
    step(opened.desk, {"code": late, "action": "payment_made", "paid": "cash"})
    step(opened.desk, {"code": codes[0], "action": "void", "reason": "nhầm"})
    days = (date(2026, 11, 20), date(2026, 11, 20))

    assert registers.write_register(opened, "dossiers", *days, out.with_suffix(".json")) == 5
    said = json.loads(out.with_suffix(".json").read_text("utf-8"))
    assert [row["code"] for row in said["rows"]][:3] == codes
    assert said["totals"] == {"total": 4, "done": 0, "voided": 1}
    assert (said["book"], said["training"], said["rows"][0]["void"]) == ("dossiers", True, True)

    monday = (date(2026, 11, 23), date(2026, 11, 23))
    for name in (".pdf", ".xlsx", ".json"):
        assert registers.write_register(opened, "fees", *monday, out.with_suffix(name)) == 1
    assert json.loads(out.with_suffix(".json").read_text("utf-8"))["totals"]["cash"] == 21_000
    assert "Hai mươi mốt nghìn đồng" in flat(out.with_suffix(".pdf").read_bytes())
    sheet = openpyxl.load_workbook(out.with_suffix(".xlsx")).active
    assert sheet is not None
    assert any(late in map(str, row) for row in sheet.iter_rows(values_only=True))
    assert registers.write_register(opened, "fees", *days, out.with_suffix(".json")) == 0


def test_a_book_that_waits_through_a_power_cut_is_printed_as_its_file_would_be(
    opened: OpenDesk, folder: Path, tmp_path: Path
) -> None:
    """What waits is JSON on the disk; its days and moments come back as such."""
    received(opened)
    book = registers.book_of(opened, "dossiers", NOVEMBER)
    job = queue_content(opened, book.layout, paper_values(opened, book), "Mẫu 07", "a4")
    write_book(opened, book, tmp_path / "so.pdf")
    again = open_desk(str(folder), None, PIN)
    try:
        waiting = print_jobs.by_id(again.connection, job)
        assert waiting is not None
        printed = flat(job_maker(again, waiting, "a4")())
    finally:
        again.close()
    written = flat((tmp_path / "so.pdf").read_bytes())
    assert "ngày 01 tháng 11 năm 2026" in printed
    assert printed.partition("Máy 03158")[0] == written.partition("Máy 03158")[0]
