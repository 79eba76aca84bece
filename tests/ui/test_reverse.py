"""A leader takes a mistaken step back on the dossier page, by keys; nobody else is offered it."""

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.dossier import FINISHED, PROCESSING, RECEIVED, RETURNED
from app.services import reception
from app.services.steps import step, the_one
from tests.ui.clerk import Clerk, nhi_sits_down, rooms, until


@pytest.fixture
def code(program: Program, keys: Clerk) -> str:  # noqa: ARG001 - unlocked by `keys`
    """A dossier whose result was given back by mistake."""
    desk = rooms(program).door.now_open().desk
    owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}

    def given() -> str:
        made = reception.receive(desk, {"procedure": "1.001776", "owner": owner}).code
        step(desk, {"code": made, "action": "finish"})
        step(desk, {"code": made, "action": "give_back"})
        return made

    return program.work.submit(given).result(20)


def opened_page(program: Program, qtbot: QtBot, code: str) -> None:
    rooms(program).scanning.open_dossier(code)
    until(qtbot, lambda: rooms(program).dossier.view.code == code)


def status(program: Program, code: str) -> int:
    return the_one(rooms(program).door.now_open().journal, code).dossier.status


def test_a_director_reverses_with_a_reason_and_the_mistake_stays_readable(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    opened_page(program, qtbot, code)
    page = rooms(program).dossier
    keys.press("Ctrl+D")
    keys.type("nham nguoi")
    keys.press("F9")
    until(qtbot, lambda: status(program, code) == FINISHED)
    until(qtbot, lambda: not page.step.action)
    dossier = the_one(rooms(program).door.now_open().journal, code).dossier
    assert (dossier.history[-1].action, dossier.history[-1].reason) == ("reverse", "nham nguoi")
    kept = [line.action for line in dossier.history]
    assert kept == ["received", "finish", "give_back", "reverse"]
    keys.press("Ctrl+D")  # the result itself was wrong, too
    keys.type("sai")
    keys.press("F9")
    until(qtbot, lambda: status(program, code) in (RECEIVED, PROCESSING))
    until(qtbot, lambda: not page.step.action)
    keys.press("Ctrl+D")  # nothing left to take back
    assert not page.step.action


def test_without_a_reason_nothing_is_reversed_and_the_field_says_so(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    opened_page(program, qtbot, code)
    keys.press("Ctrl+D")
    field = rooms(program).dossier.step._fields["reason"]
    keys.press("F9")
    until(qtbot, lambda: field.input.property("state") == "error")
    assert "lý do" in field.input.accessibleDescription().lower()
    assert status(program, code) == RETURNED
    keys.press("Esc")
    assert status(program, code) == RETURNED


def test_a_clerk_is_not_offered_it(program: Program, keys: Clerk, qtbot: QtBot, code: str) -> None:
    nhi_sits_down(program, keys, qtbot)
    opened_page(program, qtbot, code)
    page = rooms(program).dossier
    assert page._reverse.isHidden()
    keys.press("Ctrl+D")
    assert not page.step.action
    assert page._lock.pointed
    assert page._lock.sentence.startswith("Chỉ xem: đã trả kết quả T6 20/11")
    assert page._lock.sentence.endswith("nhờ người đảo bước: Giám đốc Trung tâm.")
