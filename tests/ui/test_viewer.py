"""Ctrl+M at Hồ sơ and Sự cố: scans are looked at in the window, from memory, by keys alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import scan_intake
from app.bootstrap.window import Program
from app.services import reception
from app.services.steps import the_one
from app.storage import readings
from app.ui.viewer.desk import ViewerDesk
from app.ui.viewer.page import ViewerPage
from tests.devices.sheets import file_of, sheet
from tests.ui.clerk import Clerk, nhi_sits_down, rooms, until
from tests.ui.gallery_viewer import CODE, GALLERY, picture

T = TypeVar("T")
DAY = date(2026, 11, 20)


@pytest.fixture
def code(program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path) -> str:  # noqa: ARG001
    """A dossier with a picture and a PDF of two sheets, open on its page."""
    desk = rooms(program).door.now_open()
    files = [tmp_path / "don.jpg", tmp_path / "giay.pdf"]
    files[0].write_bytes(file_of(sheet(75), dots=75))
    two = (sheet(75, seed=2), sheet(75, seed=3))
    files[1].write_bytes(file_of(*two, kind="PDF", dots=75))

    def made() -> str:
        owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
        line = {"procedure": "1.001776", "owner": owner}
        found = reception.receive(desk.desk, line).code
        scan_intake.attach_files(desk, the_one(desk.journal, found), files, take=True)
        return found

    found = program.work.submit(made).result(60)
    rooms(program).scanning.open_dossier(found)
    until(qtbot, lambda: rooms(program).dossier.view.code == found)
    return found


def opened(program: Program, keys: Clerk, qtbot: QtBot) -> ViewerPage:
    keys.press("Ctrl+M")
    page = rooms(program).viewer.page
    until(qtbot, lambda: not page.paper.sheet.image.isNull())
    assert program.window.name == "viewer"
    return page


def test_arrows_lead_through_every_sheet_and_esc_back_to_the_dossier(
    program: Program, keys: Clerk, qtbot: QtBot, code: str, tmp_path: Path
) -> None:
    page = opened(program, keys, qtbot)
    assert QApplication.focusWidget() is page.paper
    assert [one.words for one in page.gallery.sheets] == [
        "Bản 1/2 · don.jpg", "Bản 2/2 · giay.pdf · trang 1/2", "Bản 2/2 · giay.pdf · trang 2/2",
    ]  # fmt: skip
    keys.press("Left")  # at an end it stays
    assert page.place == 0
    for place in (1, 2, 2):
        keys.press("Right")
        assert page.place == place
    until(qtbot, lambda: not page._asks.pending)
    assert page._at.text().startswith("Bản 2/2 · giay.pdf · trang 2/2 · ")
    keys.press("Esc")
    assert program.window.name == "dossier"
    assert rooms(program).dossier.view.code == code
    assert page.paper.sheet.image.isNull()  # nothing stays in memory
    assert not list(tmp_path.rglob("*.jpg"))  # nor clear on the disk


def test_plus_minus_nought_and_r_make_it_larger_smaller_fitting_and_turned(
    program: Program,
    keys: Clerk,
    qtbot: QtBot,
    code: str,  # noqa: ARG001
) -> None:
    page = opened(program, keys, qtbot)
    fitted = page.paper.percent
    keys.press("+", "+")
    assert page.paper.percent > fitted
    keys.press("-", "-")
    keys.press("-", "-")
    assert page.paper.percent < fitted
    keys.press("0", "0")
    assert page.paper.percent == fitted
    high = page.paper.sheet.height()
    keys.press("R", "r")
    assert page.paper.sheet.turns == 1
    assert page.paper.sheet.height() < high


def test_broken_bytes_are_said_and_the_other_sheets_are_still_shown(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    desk = rooms(program).door.now_open()
    first = the_one(desk.journal, code).dossier.scans[0].digest
    desk.scans()._file(first).write_bytes(b"cut")
    keys.press("Ctrl+M")
    page = rooms(program).viewer.page
    until(qtbot, lambda: "không còn trên máy" in page._said.accessibleName())
    keys.press("Right")
    until(qtbot, lambda: not page.paper.sheet.image.isNull())
    assert page.paper.isVisible()


def test_a_scan_of_another_desk_says_where_it_lies_and_what_fetches_it(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    desk = rooms(program).door.now_open()
    first = the_one(desk.journal, code).dossier.scans[0].digest
    gone = "DELETE FROM scan WHERE digest=?"
    program.work.submit(lambda: desk.connection.execute(gone, (first,)) and None).result(20)
    keys.press("Ctrl+M")
    page = rooms(program).viewer.page
    until(qtbot, lambda: "nằm ở quầy khác" in page._said.accessibleName())


def test_who_looks_at_papers_of_a_field_not_his_is_kept_and_nobody_s_name(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    """The page of the dossier keeps it, the viewer by itself, too; once a day each dossier."""
    nhi_sits_down(program, keys, qtbot, "Tư pháp - hộ tịch")
    desk = rooms(program).door.now_open()

    def kept() -> list[tuple[str, str, int | None]]:
        rows = readings.between(desk.connection, DAY, DAY)
        return [(one.user, one.what, one.dossier) for one in rows]

    number = the_one(desk.journal, code).id
    rooms(program).scanning.open_dossier(code)
    until(qtbot, lambda: kept() == [("nhi", "dossier", number)])
    forget = "DELETE FROM reading"
    program.work.submit(lambda: desk.connection.execute(forget) and None).result(20)
    opened(program, keys, qtbot)
    assert kept() == [("nhi", "dossier", number)]
    keys.press("Right")
    keys.press("Esc")
    keys.press("Ctrl+M")
    until(qtbot, lambda: program.window.name == "viewer")
    assert len(kept()) == 1


def test_without_scans_there_is_no_key(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    desk = rooms(program).door.now_open().desk
    owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
    line = {"procedure": "1.001776", "owner": owner}
    code = program.work.submit(lambda: reception.receive(desk, line).code).result(20)
    rooms(program).scanning.open_dossier(code)
    until(qtbot, lambda: rooms(program).dossier.view.code == code)
    keys.press("Ctrl+M")
    assert program.window.name == "dossier"


def test_scans_that_come_after_one_left_are_not_shown(qtbot: QtBot) -> None:
    waiting: list[Callable[[], None]] = []

    def later(work: Callable[[], T], done: Callable[[T], None], failed: object = None) -> None:  # noqa: ARG001
        waiting.append(lambda: done(work()))

    page = ViewerPage(ViewerDesk(lambda _code: GALLERY, picture, later))
    qtbot.addWidget(page)
    page.open_scans(CODE)
    page.forget()
    waiting.pop()()
    assert not page.gallery.sheets
    assert not waiting
