"""The whole window over a real profile: giving back by scans and one key (ux.md 2.3, 18-20)."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.services import reception
from app.services.steps import step, the_one
from app.storage import print_jobs
from tests.printing.reading import codes as qr_codes
from tests.ui.clerk import CARD, Clerk, codes, rooms, scan_person, until

PROXY = "011190004217||Pờ Mỳ Xuyến|14031990|Nữ|Bản Tá Miếu, Sín Thầu, Điện Biên|25052021"


@pytest.fixture
def slip(program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path) -> str:
    """A certified copy was received by keys; what the QR of its printed slip says."""
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    paper = tmp_path / "paper" / "MC-03158-1-261120-0001.pdf"
    until(qtbot, paper.exists)
    opened = rooms(program).door.now_open()
    until(qtbot, lambda: not print_jobs.unfinished(opened.connection))
    keys.presses = 0
    return qr_codes(paper.read_bytes(), 300)[0]


def finished(program: Program, count: int) -> list[str]:
    """Results of so many other people lie at the desk."""
    desk = rooms(program).door.now_open().desk
    made = []
    for place in range(count):
        owner = {"name": f"Người Thử {place}", "no_id_reason": "quên ở nhà"}
        made.append(reception.receive(desk, {"procedure": "1.001776", "owner": owner}).code)
        step(desk, {"code": made[-1], "action": "finish"})
    return made


def actions(program: Program, code: str) -> list[str]:
    journal = rooms(program).door.now_open().journal
    return [line.action for line in the_one(journal, code).dossier.history]


def test_the_scanned_slip_and_f4_sign_and_give_back(
    program: Program, keys: Clerk, qtbot: QtBot, slip: str
) -> None:
    keys.scan(slip)
    until(qtbot, lambda: bool(rooms(program).giveback.basket))
    assert program.window.name == "giveback"
    keys.press("F4")
    assert keys.presses == 1
    until(qtbot, lambda: not rooms(program).giveback.basket)
    assert actions(program, codes(program)[0]) == ["received", "finish", "give_back"]


@pytest.mark.usefixtures("slip")
def test_after_f9_the_row_waits_for_a_signature_and_is_given_back_on_the_spot(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F4")
    until(qtbot, lambda: rooms(program).giveback.waiting.table.count == 1)
    keys.press("Return", "\r")
    until(qtbot, lambda: bool(rooms(program).giveback.basket))
    keys.press("F4")
    until(qtbot, lambda: not rooms(program).giveback.basket)
    assert keys.presses == 3
    assert actions(program, codes(program)[0])[-2:] == ["finish", "give_back"]


@pytest.mark.usefixtures("slip")
def test_the_owners_card_finds_his_result_without_the_slip(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F4")
    keys.presses = 0
    keys.scan(CARD)
    until(qtbot, lambda: bool(rooms(program).giveback.basket))
    keys.press("F4")
    assert keys.presses == 1
    until(qtbot, lambda: not rooms(program).giveback.basket)
    dossier = the_one(rooms(program).door.now_open().journal, codes(program)[0]).dossier
    assert dossier.returned_to is None
    assert dossier.history[-1].detail == "chính chủ, không có phiếu hẹn, ký sổ giấy"


def test_ten_results_go_to_one_proxy_by_one_key_pressed_right_after_the_last_scan(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    ten = finished(program, 10)
    program.window.go("giveback")
    keys.scan(PROXY)
    for code in ten:
        keys.scan(code)
    keys.press("F4")
    assert keys.presses == 1
    journal = rooms(program).door.now_open().journal
    until(qtbot, lambda: all(the_one(journal, code).dossier.status == 10 for code in ten))
    takers = {the_one(journal, code).dossier.returned_to for code in ten}
    assert [taker.id for taker in takers if taker] == ["011190004217"]


def test_rows_of_hom_nay_come_along_by_f4(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    finished(program, 1)
    program.window.go("today")
    until(qtbot, lambda: rooms(program).today.table.count == 1)
    keys.press("F4")
    until(qtbot, lambda: len(rooms(program).giveback.basket.ready) == 1)
    assert program.window.name == "giveback"
