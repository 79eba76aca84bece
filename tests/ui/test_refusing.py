"""Somebody leaves without a slip but with a paper: refused, or told what is missing."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.advised import AdvisedOfPapers
from app.storage import refusals
from app.storage.refusals import DeskPaper
from tests.ui.clerk import Clerk, codes, rooms, scan_person, until

FIRST, LAST = date(2026, 1, 1), date(2027, 1, 1)


def refused(program: Program) -> list[DeskPaper]:
    return refusals.refusals(rooms(program).door.now_open().connection, FIRST, LAST)


def asked(program: Program) -> list[DeskPaper]:
    return refusals.supplements(rooms(program).door.now_open().connection, FIRST, LAST)


def printed(program: Program, form: str) -> list[str]:
    rows = (
        rooms(program)
        .door.now_open()
        .connection.execute("SELECT code FROM print_job WHERE form=? AND state='done'", (form,))
    )
    return [code for (code,) in rows.fetchall()]


def warned(program: Program) -> str:
    message = program.messages.current
    return message.more if message is not None else ""


@pytest.fixture
def wanting(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    """Somebody stands here for a certified copy."""
    scan_person(program, keys, qtbot)
    keys.press("1", "1")


@pytest.mark.usefixtures("wanting")
def test_three_keys_refuse_with_a_reason_and_the_paper_prints(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.presses = 0
    keys.press("Shift+F7")
    until(qtbot, lambda: program.window.name == "refusal")
    keys.press("4", "4")
    reasons = rooms(program).refusal.page.list
    chosen = reasons.visualRect(reasons.currentIndex())
    assert reasons.viewport().visibleRegion().contains(chosen)  # while words may be added
    keys.press("Ctrl+Return")
    until(qtbot, lambda: len(refused(program)) == 1)
    assert keys.presses == 3  # at most 5 (ux.md 2.3, row 15)
    (paper,) = refused(program)
    assert paper.fact.owner.name == "Đặng Văn Đức"
    assert paper.fact.reason == "Không đủ điều kiện theo quy định của thủ tục"
    until(qtbot, lambda: printed(program, "refusal") == [paper.number])
    until(qtbot, lambda: program.window.name == "reception")
    assert rooms(program).reception.draft().blank
    assert program.messages.done is not None
    assert paper.number in program.messages.done.head
    assert not codes(program)


@pytest.mark.usefixtures("wanting")
def test_a_technical_fault_is_no_reason_and_esc_loses_nothing(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("Shift+F7")
    until(qtbot, lambda: program.window.name == "refusal")
    page = rooms(program).refusal.page
    keys.press("1", "1")
    keys.type("mat mang")
    keys.press("F9")
    until(qtbot, lambda: page.more.input.property("state") == "error")
    assert "sự cố kỹ thuật" in page.more.input.accessibleDescription()
    keys.press("Esc")
    until(qtbot, lambda: program.window.name == "reception")
    assert rooms(program).reception.draft().owner.name == "Đặng Văn Đức"
    assert not refused(program)


@pytest.mark.usefixtures("keys")
def test_nobody_is_refused_before_it_is_known_who_wants_what(program: Program, keys: Clerk) -> None:
    keys.press("F2")
    keys.press("Shift+F7")
    assert program.window.name == "reception"
    assert program.messages.current is not None
    assert program.messages.current.head == "Từ chối thì phải biết ai xin việc gì."


def test_what_is_missing_is_asked_once_on_a_numbered_paper_before_any_reception(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("5", "5")
    keys.press("Space", " ")  # the first paper is not here
    missing = rooms(program).reception.papers.missing
    assert missing
    keys.presses = 0
    keys.press("F7")
    until(qtbot, lambda: len(asked(program)) == 1)
    assert keys.presses == 1  # at most 6 (ux.md 2.3, row 14)
    (paper,) = asked(program)
    assert isinstance(paper.fact, AdvisedOfPapers)
    assert paper.fact.papers == missing
    until(qtbot, lambda: printed(program, "supplement") == [paper.number])
    keys.press("F7")  # asked twice: it is said
    until(qtbot, lambda: paper.number in warned(program))
    assert not codes(program)
