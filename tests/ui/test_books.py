"""Books of certification in Quản trị: opened at the number where the paper book goes on, closed."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.times import from_seconds
from app.services.certification_books import standings
from app.services.reception import receive
from app.services.steps import step
from app.storage import print_jobs
from app.ui.admin.books_desk import CLOSED, OPEN
from app.ui.admin.books_panel import BooksPanel
from app.ui.widgets.table import Table
from tests.printing.reading import flat
from tests.ui.clerk import Clerk, rooms, until

DAWN = from_seconds(0)


@pytest.fixture
def panel(program: Program, keys: Clerk) -> BooksPanel:
    """Ctrl+Q, and into the part."""
    keys.press("Ctrl+Q")
    page = rooms(program).admin.page
    page.open_section("books")
    found = page.panels["books"]
    assert isinstance(found, BooksPanel)
    keys.presses = 0
    return found


def shown(table: Table) -> list[tuple[object, ...]]:
    return [table.cells(key) for key in table._keys]


def test_a_book_is_opened_at_a_number_with_its_reason_and_closed_with_one(
    program: Program, panel: BooksPanel, keys: Clerk, qtbot: QtBot
) -> None:
    assert panel.nothing.isVisible()
    panel.first.input.setFocus()
    keys.type("121")
    keys.press("F9")
    until(qtbot, lambda: panel.reason.faulty)
    assert "cần lý do" in panel.reason.input.accessibleDescription()
    keys.type("so giay toi 120")
    keys.press("F9")
    until(qtbot, lambda: len(shown(panel.table)) == 1)
    name, kind, _day, following, state = shown(panel.table)[0]
    assert (kind, following, state) == ("Bản sao", "121", OPEN)
    assert panel.told.text() == f"Đã mở quyển {name}, số đầu tiên 121."
    opened = rooms(program).door.now_open()
    (book,) = standings(opened.journal, opened.desk.clock.now())
    assert (book.book.first, book.next) == (121, 121)
    keys.press("F9")  # a second one of the same kind, while it is open
    until(qtbot, panel.trouble.isVisible)
    assert "Hãy khoá quyển ấy trước" in panel.trouble.text()
    keys.press("Ctrl+Del")
    until(qtbot, lambda: panel.reason.faulty)
    keys.type("het quyen")
    keys.press("Ctrl+Del")
    until(qtbot, lambda: shown(panel.table)[0][-1] == CLOSED)
    keys.press("Ctrl+Del")
    until(qtbot, panel.trouble.isVisible)
    assert "đã khoá" in panel.trouble.text()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "tự mở"),
        ("muoi", "không phải số"),
        ("0", "không phải số"),
        ("1000000", "không dùng được"),
    ],
)
def test_a_number_that_no_book_can_begin_with_is_told_at_its_field(
    panel: BooksPanel, keys: Clerk, qtbot: QtBot, typed: str, said: str
) -> None:
    panel.reason.put("sổ giấy")
    panel.first.input.setFocus()
    keys.type(typed)
    keys.press("F9")
    until(qtbot, lambda: panel.first.faulty)
    sentence = panel.first.input.accessibleDescription()
    assert panel.kind.input.geometry().top() == panel.first.input.geometry().top()
    assert said in sentence
    assert not shown(panel.table)


def test_the_register_is_printed_by_its_key_from_the_month_s_first_or_a_day_that_was_typed(
    program: Program, panel: BooksPanel, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    keys.press("Ctrl+P")
    until(qtbot, lambda: panel.since.faulty)
    assert "Chưa in gì" in panel.since.input.accessibleDescription()
    program.work.submit(lambda: sign_one(program)).result(20)
    panel.since.input.setFocus()
    keys.type("30/2")
    keys.press("Ctrl+P")
    until(qtbot, lambda: "không đọc được thành ngày" in panel.since.input.accessibleDescription())
    panel.since.input.clear()
    keys.type("1/12/2026")
    keys.press("Ctrl+P")
    until(qtbot, lambda: "Ngày 01/12/2026 chưa tới" in panel.since.input.accessibleDescription())
    panel.since.input.clear()
    keys.press("Ctrl+P")
    keys.press("Ctrl+P")
    until(qtbot, lambda: "Sổ chứng thực 01/" in panel.told.text())
    connection = rooms(program).door.now_open().connection
    until(qtbot, lambda: [one.state for one in print_jobs.since(connection, DAWN)] == ["done"])
    (made,) = (tmp_path / "paper").glob("*.pdf")
    assert "1-SCT/BS" in (text := flat(made.read_bytes()))
    assert "SỔ CHỨNG THỰC BẢN SAO" in text
    assert text.count("Giám đốc Trung tâm") >= 2  # who signed, and who printed


def sign_one(program: Program) -> None:
    """One copy, received and signed."""
    desk = rooms(program).door.now_open().desk
    line = {"procedure": "2.000815", "owner": {"name": "Đặng Văn Đức", "no_id_reason": "quên"},
            "pages": 2, "copies": 1}  # fmt: skip
    step(desk, {"code": receive(desk, line).code, "action": "finish"})
