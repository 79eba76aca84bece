"""A long Phiếu công việc: heads on every page, each row once; too long a one is told so."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from app.bootstrap import reports
from app.bootstrap.book_files import write_books
from app.bootstrap.opening import OpenDesk
from app.bootstrap.report_desk import ReportBridge
from app.domain.errors import ClerkError
from app.domain.times import VN
from app.services import day_sheet
from app.services.books import Book, Period
from app.ui.report.desk import Asked
from tests.at_once import AtOnce
from tests.printing.reading import read
from tests.printing.test_print_forms import folder, opened, received

__all__ = ["folder", "opened"]
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
FIRST = datetime(2026, 11, 1, 7, tzinfo=VN)
PERSON = "Lò Thị Nhi"
HEAD = "STT Giờ Mã hồ sơ Chủ hồ sơ Thủ tục Việc đã làm"


def sheet_of(count: int) -> Book:
    acts = [
        day_sheet.Act(
            at=FIRST + timedelta(minutes=place),
            person=PERSON,
            code=f"MC-03158-1-261101-{place:04d}",
            received_at=FIRST,
            owner="Giàng A Thử",
            subject="Chứng thực bản sao từ bản chính giấy tờ, văn bản",
            what="Tiếp nhận",
        )
        for place in range(1, count + 1)
    ]
    return day_sheet.sheet(acts, NOVEMBER, PERSON)


def test_a_sheet_of_many_pages_has_its_head_on_each_and_every_act_once(
    opened: OpenDesk, tmp_path: Path
) -> None:
    out, count = tmp_path / "phieu.pdf", 300
    assert write_books(opened, [sheet_of(count)], out, "report", many=True) == count
    pages = read(out.read_bytes())
    assert not any(page.outside(0, page.width) for page in pages)
    texts = [" ".join(page.text.split()) for page in pages]
    rows = [re.findall(r"261101-(\d{4})", text) for text in texts]
    assert [int(row) for page in rows for row in page] == list(range(1, count + 1))
    assert sum(map(bool, rows)) > count // 40
    assert all(text.count(HEAD) == bool(here) for text, here in zip(texts, rows, strict=True))


def test_sheets_that_are_too_long_for_paper_are_refused_before_anything_is_made(
    tmp_path: Path,
) -> None:
    half = sheet_of(reports.MOST_ROWS // 2)
    reports.check_paper([half, half])
    with pytest.raises(ClerkError, match=r"tới 5\.001 dòng, quá 5\.000 dòng") as refused:
        reports.check_file([half, half, sheet_of(1)], tmp_path / "phieu.PDF")
    assert refused.value.message.endswith("Hãy chọn ít ngày hơn, hoặc ghi ra tệp .xlsx.")
    reports.check_file([half, half, half], tmp_path / "phieu.xlsx")


def test_as_a_workbook_it_may_be_as_long_as_it_is(opened: OpenDesk, tmp_path: Path) -> None:
    out, count = tmp_path / "phieu.xlsx", reports.MOST_ROWS + 1
    write_books(opened, [sheet_of(count)], out, "report", many=True)
    sheet = openpyxl.load_workbook(out, read_only=True).worksheets[0]
    assert sum("MC-03158" in str(row[2]) for row in sheet.iter_rows(values_only=True)) == count


def test_too_long_sheets_make_no_file_and_no_paper(
    opened: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = opened.desk.clock.now().date()
    for _ in range(2):
        received(opened)
    monkeypatch.setattr(reports, "MOST_ROWS", 1)
    out, queued = tmp_path / "phieu.pdf", list[str]()

    def enqueue(form: str, _values: object, _title: str, _paper: str) -> int:
        queued.append(form)
        return len(queued)

    bridge = ReportBridge(
        AtOnce(opened), now=opened.desk.clock.now, enqueue=enqueue, pick_out=lambda _name: None
    )  # fmt: skip
    asked = Asked(f"{today:%d/%m/%Y}", "")
    for act in (
        lambda: reports.write_report(opened, "day", Period(today, today), out),
        lambda: bridge.write(asked, out, of_one=True),
        lambda: bridge.print_sheet(asked),
    ):
        with pytest.raises(ClerkError, match="một lần ra giấy"):
            act()
    assert (out.exists(), queued) == (False, [])
    assert bridge.write(asked, out.with_suffix(".xlsx"), of_one=True)
    monkeypatch.setattr(reports, "MOST_ROWS", 2)
    bridge.print_sheet(asked)
    assert len(queued) == 1
