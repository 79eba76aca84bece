"""Budgets of ux.md 2.3 that need the whole window: rows 11, 14, 16 and 17; real keys, counted."""

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.dossier import FINISHED, PROCESSING, WANTS_PAPERS, Dossier
from app.services import reception
from app.services.steps import steps_together, the_one
from app.storage import refusals
from tests.ui.clerk import PIN, Clerk, rooms, saved, scan_person, until

WELFARE, MANY = "1.001776", 20


def dossier(program: Program, code: str) -> Dossier:
    return the_one(rooms(program).door.now_open().journal, code).dossier


def printed(program: Program, form: str) -> int:
    connection = rooms(program).door.now_open().connection
    row = connection.execute(
        "SELECT count(*) FROM print_job WHERE form=? AND state='done'", (form,)
    ).fetchone()
    return int(row[0])


def test_row_11_welfare_with_six_papers_is_at_most_twenty_keys(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.type("tro")
    keys.press("Return", "\r")
    papers = rooms(program).reception.papers
    for _ in range(2):  # those that must be there are ticked already
        keys.press("Down")
    for place in range(4):
        keys.press("Space", " ")
        if place < 3:
            keys.press("Down")
    assert not papers.missing
    keys.press("F9")
    assert keys.presses <= 20
    (stored,) = saved(program, qtbot, 1)
    assert stored.procedure == WELFARE
    assert len(stored.papers) == 6


def test_row_14_a_supplement_before_any_reception_is_at_most_six_keys(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("5", "5")
    keys.press("Space", " ")  # the first paper is not here
    keys.press("F7")
    connection = rooms(program).door.now_open().connection
    day = rooms(program).now().date()
    until(qtbot, lambda: len(refusals.supplements(connection, day, day)) == 1)
    assert keys.presses <= 6
    until(qtbot, lambda: printed(program, "supplement") == 1)


def test_row_14_a_supplement_of_a_dossier_is_at_most_six_keys(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("5", "5")
    keys.press("F9")
    (stored,) = saved(program, qtbot, 1)
    code = stored.code
    rooms(program).scanning.open_dossier(code)
    page = rooms(program).dossier
    until(qtbot, lambda: page.view.code == code)
    keys.presses = 0
    keys.press("F7")
    keys.press("Space", " ")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, code).status == WANTS_PAPERS)
    assert keys.presses <= 6
    assert len(dossier(program, code).wanted) == 1


@pytest.fixture
def twenty(program: Program, keys: Clerk) -> list[str]:
    """So many dossiers at the counter."""
    desk = rooms(program).door.now_open().desk

    def received() -> list[str]:
        owners = ({"name": f"Người Thử {n}", "no_id_reason": "quên ở nhà"} for n in range(MANY))
        lines = ({"procedure": WELFARE, "owner": owner} for owner in owners)
        return [reception.receive(desk, line).code for line in lines]

    made = program.work.submit(received).result(60)
    keys.presses = 0
    return made


def test_row_16_twenty_scanned_slips_a_digit_and_his_pin_are_eight_keys(
    program: Program, keys: Clerk, qtbot: QtBot, twenty: list[str]
) -> None:
    keys.press("Shift+F6")
    page = rooms(program).handover
    for place, code in enumerate(twenty, 1):
        keys.scan(code)
        until(qtbot, lambda place=place: len(page.items) == place)  # type: ignore[misc]
    keys.press("1", "1")
    keys.type(PIN)
    until(qtbot, lambda: all(dossier(program, one).status == PROCESSING for one in twenty))
    assert keys.presses <= 8
    assert {dossier(program, one).holder for one in twenty} == {"giamdoc"}


def test_row_17_twenty_alike_decided_and_signed_with_his_pin_are_at_most_nine_keys(
    program: Program, keys: Clerk, qtbot: QtBot, twenty: list[str]
) -> None:
    desk = rooms(program).door.now_open().desk
    taken = [{"code": one, "action": "take_over"} for one in twenty]
    program.work.submit(steps_together, desk, taken).result(60)
    keys.press("Shift+F5")
    page = rooms(program).deciding.page
    until(qtbot, lambda: page.table.count == MANY and page.signers.list.count > 0)
    keys.press("Ctrl+A")
    keys.press("1", "1")
    keys.type(PIN)
    until(qtbot, lambda: all(dossier(program, one).status == FINISHED for one in twenty))
    assert keys.presses <= 9
    results = [dossier(program, one).result for one in twenty]
    assert {one and one.signer for one in results} == {"Giám đốc Trung tâm"}
