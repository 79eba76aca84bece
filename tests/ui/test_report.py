"""Báo cáo in the real window: a key for the page, a digit for the days, a sheet for one person."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.services import reception
from app.ui.messages import Messages
from app.ui.report.desk import Asked, Span
from app.ui.report.page import ReportPage
from tests.printing.reading import flat
from tests.ui.clerk import Clerk, answered, rooms, until
from tests.ui.gallery_report import turned
from tests.ui.sample_report import SPANS, Reports

SEEN = {
    "Theo lĩnh vực": "Chứng thực", "Theo thời gian": "20/11/2026", "Theo giờ trong ngày": "",
    "Theo người": "Giám đốc Trung tâm", "Đang ở bước": "đã tiếp nhận",
}  # fmt: skip
OLD = "2026-10-12T09:00:00+07:00"


def receive(program: Program, name: str, **more: object) -> str:
    desk = rooms(program).door.now_open().desk
    owner = {"name": name, "no_id_reason": "quên ở nhà"}
    line = {"procedure": "2.000815", "pages": 2, "copies": 1, "owner": owner, **more}
    return reception.receive(desk, line).code


@pytest.fixture
def page(program: Program, keys: Clerk, qtbot: QtBot) -> ReportPage:
    """Two of today, one of them online, and one of October; Ctrl+R."""

    def work() -> None:
        receive(program, "Lò Văn Thử")
        receive(program, "Giàng A Thử", channel="online")
        receive(program, "Thào Thị Thử", received_at=OLD, entered_late=True)

    program.work.submit(work).result(20)
    keys.press("Ctrl+R")
    until(qtbot, lambda: program.window.name == "report")
    made = rooms(program).report.page
    until(qtbot, lambda: made.figures[0].count == 1)
    keys.presses = 1
    return made


def numbers(page: ReportPage) -> list[int]:
    return [tile.number for tile in page.tiles]


def test_today_is_counted_at_once_and_a_digit_counts_other_days(
    page: ReportPage, keys: Clerk, qtbot: QtBot
) -> None:
    assert numbers(page) == [2, 1, 1, 0]
    keys.press("6", "6")
    until(qtbot, lambda: numbers(page) == [3, 2, 1, 0])
    assert keys.presses == 2
    assert page.panel.first.value == "01/07/2025"
    keys.press("4", "4")  # October
    until(qtbot, lambda: numbers(page) == [1, 1, 0, 0])


def test_days_are_typed_and_a_wrong_one_is_told_at_its_field(
    page: ReportPage, keys: Clerk, qtbot: QtBot
) -> None:
    page.panel.first.input.setFocus()
    keys.press("Ctrl+A")
    keys.type("12/10")
    keys.press("Return", "\r")
    until(qtbot, lambda: numbers(page)[0] == 3)
    keys.press("Ctrl+A")
    keys.type("12/10")
    keys.press("Return", "\r")
    until(qtbot, lambda: numbers(page) == [1, 1, 0, 0])
    page.panel.last.input.setFocus()
    keys.press("Ctrl+A")
    keys.type("hom kia")
    keys.press("Return", "\r")
    until(qtbot, lambda: page.panel.last.faulty)
    assert "không phải ngày" in page.panel.last.input.accessibleDescription()
    assert not any(tile.isVisible() for tile in page.tiles)  # no figures of other days beside it
    keys.press("Ctrl+A")
    keys.type("1/1/2027")
    keys.press("Return", "\r")
    until(qtbot, lambda: "chưa tới" in page.panel.last.input.accessibleDescription())


def test_ctrl_e_shows_the_days_then_what_one_did_and_ctrl_p_prints_what_is_shown(
    program: Program, page: ReportPage, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    papers = tmp_path / "paper"

    def printed(words: str) -> bool:
        waits = not rooms(program).printing.idle
        return not waits and any(words in flat(one.read_bytes()) for one in papers.glob("*.pdf"))

    keys.press("Ctrl+P")
    counted = "Đã tiếp nhận 2 hồ sơ trong 1 ngày làm việc: 1 trực tiếp, 1 trực tuyến"
    until(qtbot, lambda: printed(counted))
    for title, first in SEEN.items():
        keys.press("Ctrl+E")
        at = list(SEEN).index(title) + 1
        until(qtbot, page.figures[at].isVisible)
        assert page.figures[at].accessibleName() == title
        if first:
            assert page.figures[at].cells(page.figures[at]._keys[0])[0] == first
    keys.press("Ctrl+E")
    until(qtbot, lambda: page.acts.count == 2)  # the one of October was done in October
    assert not any(tile.isVisible() for tile in page.tiles)
    names = [str(page.acts.cells(key)[2]) for key in page.acts._keys]
    assert names == ["Lò Văn Thử", "Giàng A Thử"]
    keys.press("Ctrl+P")
    until(qtbot, lambda: printed("PHIẾU CÔNG VIỆC"))
    keys.press("4", "4")
    until(qtbot, lambda: page.acts.count == 1)
    assert "nhập sau 39 ngày" in str(page.acts.cells("0")[4])
    keys.press("6", "6")  # too many days for a sheet
    until(qtbot, lambda: not page.acts.isVisible())


def test_m_and_t_print_the_registers_of_the_days_and_x_writes_what_is_shown(
    program: Program, page: ReportPage, keys: Clerk, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def printed(title: str) -> str:
        """The text of a paper once it is out."""
        papers = tmp_path / "paper"
        name = f"{title} lúc *.pdf"
        until(qtbot, lambda: any(papers.glob(name)) and rooms(program).printing.idle)
        (file,) = papers.glob(name)
        return flat(file.read_bytes())

    keys.press("4", "4")
    until(qtbot, lambda: numbers(page) == [1, 1, 0, 0])
    keys.press("m", "m")
    book = printed("Sổ theo dõi hồ sơ -Mẫu số 07- 01-10-2026 - 31-10-2026")
    assert "Thào Thị Thử" in book
    assert "12/10/2026" in book  # a day of reception as the form writes it
    assert "Lò Văn Thử" not in book
    keys.press("t", "t")
    until(qtbot, lambda: answered(program))
    assert "không có dòng nào" in told(program)
    assert page.figures[0].isVisible()  # a print that cannot be takes no figures away
    out = tmp_path / "so.xlsx"
    ask = "app.bootstrap.report_room.QFileDialog.getSaveFileName"
    monkeypatch.setattr(ask, lambda *_: (str(out), ""))
    keys.press("x", "x")
    until(qtbot, out.exists)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert sheet["A1"].value == "Thống kê hồ sơ"


def told(program: Program) -> str:
    said = program.messages.current
    assert said is not None
    return f"{said.head} {said.more}"


def test_esc_leads_back_to_where_it_was_asked_for(
    program: Program, page: ReportPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("Esc")
    assert program.window.name != "report"
    keys.press("F4")
    keys.press("Ctrl+R")
    until(qtbot, page.isVisible)
    keys.press("Esc")
    assert program.window.name == "giveback"


@pytest.mark.usefixtures("keys")
def test_the_page_is_two_clicks_with_the_mouse(program: Program, qtbot: QtBot) -> None:
    rail = program.window.shell.rail
    rail._buttons["report"].click()
    page = rooms(program).report.page
    until(qtbot, lambda: page.panel.spans.count == 6)
    spans = page.panel.spans
    where = spans.visualRect(spans.model().index(5, 0)).center()
    QTest.mouseClick(spans.viewport(), Qt.MouseButton.LeftButton, pos=where)
    until(qtbot, lambda: page.panel.first.value == "01/07/2025")


def test_chosen_days_go_with_the_time_and_typed_ones_stay() -> None:
    work = Reports()
    page = ReportPage(work.desk(), Messages())
    page.take_focus()
    work.spans = tuple(
        Span(one.words, one.first.replace("20/11", "21/11"), "21/11/2026") for one in SPANS
    )
    page.take_focus()  # the next morning
    assert work.asked[-1] == Asked("21/11/2026", "21/11/2026")
    page.panel.first.put("12/10")
    page.panel.first.left.emit()
    assert page.panel.spans.place == -1
    page.take_focus()
    assert work.asked[-1].first == "12/10"


def test_the_next_clerk_finds_his_own_sheet_of_today() -> None:
    work = Reports()
    page = ReportPage(work.desk(), Messages())
    page.take_focus()
    page.panel.choose(3)
    turned(3)(page)
    page.panel.person.put("Mùa A Dua")
    page.panel.person.left.emit()
    assert work.asked[-1].person == "Mùa A Dua"
    page.forget()
    assert not any(table.count for table in (*page.figures, page.acts))
    page.take_focus()
    assert page.acts.count == 0
    turned(3)(page)
    assert work.asked[-1] == Asked("20/11/2026", "20/11/2026")


def test_nothing_in_the_days_is_said() -> None:
    page = ReportPage(Reports(empty=True).desk(), Messages())
    page.take_focus()
    assert "chưa có hồ sơ nào" in page.sheets[0]._empty.accessibleName()
    turned(3)(page)
    assert "chưa ghi việc nào" in page.sheets[-1]._empty.accessibleName()
