"""F9 on a dossier's page, at a real desk: in every status the next step, or the reason for none.

The desk stands at Friday 20/11/2026.
"""

from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.dossier import PROCESSING, Dossier
from app.services import reception
from app.services.steps import step as take_step
from app.services.steps import the_one
from app.ui.widgets.fields import Line
from app.ui.widgets.lists import RowList
from app.ui.widgets.lock_line import LockLine
from tests.ui.clerk import Clerk, rooms, until

Steps = tuple[dict[str, Any], ...]
DUTY = {"action": "require_payment", "amount_dong": 250_000}
FINISH, TAKEN = {"action": "finish"}, {"action": "take_over"}
WHY = {"reason": "gõ nhầm"}


def opened(program: Program, qtbot: QtBot, *steps: dict[str, Any]) -> str:
    """A dossier with these steps behind it, on its page."""
    desk = rooms(program).door.now_open().desk
    owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
    line = {"procedure": "2.000815", "owner": owner, "pages": 3, "copies": 2}
    made = program.work.submit(lambda: reception.receive(desk, line).code).result(20)
    for one in steps:
        program.work.submit(partial(take_step, desk, {"code": made, **one})).result(20)
    rooms(program).scanning.open_dossier(made)
    until(qtbot, lambda: rooms(program).dossier.view.code == made)
    until(qtbot, lambda: program.window.name == "dossier")
    return made


def dossier(program: Program, code: str) -> Dossier:
    return the_one(rooms(program).door.now_open().journal, code).dossier


@pytest.mark.parametrize(
    ("steps", "step", "focus"),
    [
        ((), "finish", Line),
        ((TAKEN,), "finish", Line),
        ((DUTY,), "payment_made", RowList),
        (({"action": "suspend", **WHY},), "resume", Line),
        ((FINISH,), "give_back", RowList),
    ],
    ids=("received", "in-work", "waits-for-payment", "suspended", "finished"),
)
def test_f9_opens_the_sheet_of_the_next_step_with_the_caret_in_it(
    program: Program, keys: Clerk, qtbot: QtBot, steps: Steps, step: str, focus: type[QWidget]
) -> None:
    opened(program, qtbot, *steps)
    keys.press("F9")
    page = rooms(program).dossier
    assert page.step.action == step
    caret = QApplication.focusWidget()
    assert isinstance(caret, focus)
    assert page.step.isAncestorOf(caret)


def test_f9_and_a_digit_write_down_a_payment_that_is_waited_for(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    code = opened(program, qtbot, DUTY)
    keys.press("F9")
    keys.press("2", "2")
    until(qtbot, lambda: dossier(program, code).status == PROCESSING)
    assert dossier(program, code).owed_dong is None
    assert keys.presses == 2


def test_f9_says_that_missing_papers_came(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    code = opened(program, qtbot, {"action": "request_papers", "papers": ["Tờ khai"]})
    keys.press("F9")
    until(qtbot, lambda: dossier(program, code).status == PROCESSING)
    assert dossier(program, code).wanted == ()


def test_f9_is_heard_at_once_on_the_next_dossier(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    first = opened(program, qtbot, {"action": "request_papers", "papers": ["Tờ khai"]})
    keys.press("F9")
    until(qtbot, lambda: dossier(program, first).status == PROCESSING)
    page = rooms(program).dossier
    until(qtbot, lambda: page.view.main == "finish")
    keys.press("F9")  # twice on one: the second is none
    assert page.step.action == ""
    opened(program, qtbot, DUTY)
    keys.press("F9")
    assert page.step.action == "payment_made"


@pytest.mark.parametrize(
    "steps",
    [
        ({"action": "withdraw", **WHY},),
        ({"action": "stop", **WHY},),
        (FINISH, {"action": "give_back"}),
        ({"action": "void", **WHY},),
    ],
    ids=("withdrawn", "stopped", "returned", "void"),
)
def test_f9_points_at_the_sentence_of_the_padlock_where_a_dossier_is_closed(
    program: Program, keys: Clerk, qtbot: QtBot, steps: Steps
) -> None:
    code = opened(program, qtbot, *steps)
    before = len(dossier(program, code).history)
    keys.press("F9")
    page = rooms(program).dossier
    line = page.findChildren(LockLine)[0]
    assert line.pointed
    assert line.sentence.startswith("Chỉ xem: ")
    assert page.step.action == ""
    assert len(dossier(program, code).history) == before
